#include "imaging/StraightLines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace daiban::imaging {

namespace {

/// The direction of a faint edge is noisy: within this many degrees of the line's it counts.
constexpr int sameDirection = 16;
/// A piece of edge is straight while its pixels lie this close to the line through them.
constexpr double straightness = 0.9;
/// Pixels a piece must have before its own direction is worth more than that of its pixels.
constexpr int settled = 9;
/// and to be the beginning of a line. The waves of a card's background bend earlier, strokes of characters are shorter.
constexpr int shortestPiece = 14;
/// Edges along a line count in runs of so many pixels, over gaps of at most so many.
constexpr std::size_t shortestRun = 11;
constexpr std::size_t widestGap = 3;
/// Of a new line's edges at least this share must be on no better line.
constexpr double ownShare = 0.5;
constexpr std::size_t piecesTried = 1500;
/// A line is followed over interruptions of this share of what is known of it (stamps, fingers, glare).
constexpr double extension = 0.12;
constexpr double smallestExtension = 12;
constexpr int mostRounds = 12;
/// Pieces of one curled edge: their directions differ by no more than this (sine), the shorter has at least this share
/// of the longer, the gap between them at most this, and the edge leaves the line between its ends by at most this
/// share of its length.
constexpr double mostBend = 0.12;
constexpr double leastJoined = 0.2;
constexpr double mostGap = 0.25;
constexpr double mostSag = 0.03;
/// Lines closer than so many pixels all along are one.
constexpr double same = 1.5;
/// Paper curls: its edge leaves the straight line by up to so many pixels of the working size.
constexpr double curl = 3;

/// Of two directions in [0, 180).
int differenceModulo180(int a, int b) {
    const int d = std::abs(a - b);
    return std::min(d, 180 - d);
}

int degreesOf(cv::Point2d v) {
    const double degrees = std::atan2(v.y, v.x) * 180 / std::numbers::pi;
    return static_cast<int>(degrees < 0 ? degrees + 180 : degrees) % 180;
}

/// Running line through pixels (principal axis).
class Trail {
  public:
    void add(cv::Point2d p) {
        ++n_;
        sum_ += p;
        xx_ += p.x * p.x, xy_ += p.x * p.y, yy_ += p.y * p.y;
    }
    [[nodiscard]] int size() const { return n_; }
    [[nodiscard]] cv::Point2d centre() const { return sum_ / n_; }
    [[nodiscard]] cv::Point2d direction() const {
        const cv::Point2d c = centre();
        const double a = xx_ / n_ - c.x * c.x, b = xy_ / n_ - c.x * c.y, d = yy_ / n_ - c.y * c.y;
        const double angle = 0.5 * std::atan2(2 * b, a - d);
        return {std::cos(angle), std::sin(angle)};
    }

  private:
    int n_ = 0;
    cv::Point2d sum_;
    double xx_ = 0, xy_ = 0, yy_ = 0;
};

/// A straight unbroken edge.
struct Piece {
    cv::Point2d centre, direction;
    int pixels;
};

/// Follows edges from pixel to pixel while they stay straight.
class Tracer {
  public:
    explicit Tracer(const EdgeMap& edges) : edges_(edges), angle_(edges.angle), seen_(edges.angle.size(), 0) {}

    [[nodiscard]] std::vector<Piece> pieces() {
        std::vector<Piece> out;
        for (int r = 0; r < angle_.rows; ++r)
            for (int c = 0; c < angle_.cols; ++c)
                if (angle_(r, c) && !seen_(r, c)) {
                    const Trail trail = follow({c, r});
                    if (trail.size() >= shortestPiece) out.push_back({trail.centre(), trail.direction(), trail.size()});
                }
        std::stable_sort(out.begin(), out.end(), [](const Piece& a, const Piece& b) { return a.pixels > b.pixels; });
        return out;
    }

  private:
    Trail follow(cv::Point start) {
        Trail trail;
        trail.add(edges_.position(start));
        seen_(start) = ++trail_;
        const double normal = (angle_(start) - 0.5) * std::numbers::pi / 180;
        const cv::Point2d tangent{-std::sin(normal), std::cos(normal)};
        walk(trail, start, tangent);
        walk(trail, start, -tangent);
        return trail;
    }

    void walk(Trail& trail, cv::Point from, cv::Point2d direction) {
        cv::Point2d here = edges_.position(from);
        int wanted = degreesOf({-direction.y, direction.x});
        for (int missed = 0; missed < 3;) {
            here += direction / std::max(std::abs(direction.x), std::abs(direction.y));
            const cv::Point next = nextPixel(here, direction, wanted);
            const cv::Point2d middle = next.x < 0 ? here : edges_.position(next);
            if (next.x < 0 || (trail.size() >= settled &&
                               std::abs(trail.direction().cross(middle - trail.centre())) > straightness)) {
                ++missed;
                continue;
            }
            missed = 0;
            seen_(next) = trail_;
            trail.add(middle);
            here = middle;
            if (trail.size() < settled) continue;
            const cv::Point2d fitted = trail.direction();
            direction = fitted.dot(direction) > 0 ? fitted : -fitted;
            wanted = degreesOf({-direction.y, direction.x});
            here = trail.centre() + (middle - trail.centre()).dot(direction) * direction;
        }
    }

    /// The edge pixel at `p` or beside it; x = -1: none.
    [[nodiscard]] cv::Point nextPixel(cv::Point2d p, cv::Point2d direction, int wanted) const {
        const bool steep = std::abs(direction.y) > std::abs(direction.x);
        const int x = cvFloor(p.x), y = cvFloor(p.y);
        for (const int side : {0, -1, 1}) {
            const cv::Point q(steep ? x + side : x, steep ? y : y + side);
            if (q.x < 0 || q.y < 0 || q.x >= angle_.cols || q.y >= angle_.rows || seen_(q) == trail_) continue;
            if (const int code = angle_(q); code != 0 && differenceModulo180(code - 1, wanted) <= sameDirection)
                return q;
        }
        return {-1, -1};
    }

    const EdgeMap& edges_;
    const cv::Mat1b& angle_;
    cv::Mat1i seen_;  ///< number of the trail that came by last
    int trail_ = 0;
};

/// Positions along a line at which it enters and leaves the image.
std::pair<double, double> span(cv::Point2d point, cv::Point2d direction, cv::Size size) {
    double from = -1e9, to = 1e9;
    const auto clip = [&](double p, double d, double limit) {
        if (std::abs(d) < 1e-12) return;
        const double a = -p / d, b = (limit - p) / d;
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    };
    clip(point.x, direction.x, size.width);
    clip(point.y, direction.y, size.height);
    return {from, std::max(from, to)};
}

/// Sums for a least-squares line through offsets measured along a line.
struct OffsetFit {
    double n = 0, t = 0, tt = 0, d = 0, td = 0;
    void add(double position, double offset) {
        n += 1, t += position, tt += position * position, d += offset, td += position * offset;
    }
    [[nodiscard]] double slope() const {
        const double spread = n * tt - t * t;
        return spread > 1e-6 ? (n * td - t * d) / spread : 0;
    }
    [[nodiscard]] double offset() const { return n > 0 ? (d - slope() * t) / n : 0; }
};

/// What is seen at one position along a line.
struct Sighting {
    bool seen = false;
    bool counts = false;
    double offset = 0;
    cv::Point pixel;
};

/// Looks for edges of one direction beside points.
class Lookout {
  public:
    Lookout(const EdgeMap& edges, cv::Point2d direction)
        : edges_(edges), angle_(edges.angle), normal_(-direction.y, direction.x) {
        wanted_ = degreesOf(normal_);
    }

    [[nodiscard]] Sighting look(cv::Point2d p, double reach) const {
        Sighting best;
        for (double d = -reach; d <= reach; d += 1) {
            const cv::Point2d q = p + d * normal_;
            const cv::Point pixel(cvFloor(q.x), cvFloor(q.y));
            if (pixel.x < 0 || pixel.y < 0 || pixel.x >= angle_.cols || pixel.y >= angle_.rows) continue;
            const int code = angle_(pixel);
            if (code == 0 || differenceModulo180(code - 1, wanted_) > sameDirection) continue;
            const double offset = (edges_.position(pixel) - p).dot(normal_);
            if (!best.seen || std::abs(offset) < std::abs(best.offset)) best = {true, false, offset, pixel};
        }
        return best;
    }

  private:
    const EdgeMap& edges_;
    const cv::Mat1b& angle_;
    cv::Point2d normal_;
    int wanted_ = 0;
};

/// Lets count what lies in long enough runs.
void keepRuns(std::vector<Sighting>& sightings) {
    std::size_t begin = 0, end = 0;  // of the run
    const auto close = [&] {
        if (end - begin >= shortestRun)
            for (std::size_t i = begin; i < end; ++i) sightings[i].counts = true;
    };
    for (std::size_t i = 0; i < sightings.size(); ++i) {
        if (!sightings[i].seen) continue;
        if (i > end + widestGap) {
            close();
            begin = i;
        } else if (end == begin) {
            begin = i;
        }
        end = i + 1;
    }
    close();
}

bool nearlySame(const StraightLine& a, const StraightLine& b) {
    double from = a.along(b.at(b.first())), to = a.along(b.at(b.last()));
    if (from > to) std::swap(from, to);
    from = std::max(from, a.first());
    to = std::min(to, a.last());
    return to - from > b.length() / 2 && std::abs(b.off(a.at(from))) < same && std::abs(b.off(a.at(to))) < same;
}

/// The line a piece of edge lies on: fitted nearby first, then farther out as long as its edge goes on.
/// Nothing if it stays shorter than `shortest`.
std::optional<std::pair<StraightLine, std::vector<cv::Point>>> grown(const Piece& piece, const EdgeMap& edges,
                                                                     double shortest) {
    StraightLine line(piece.centre, piece.direction);
    double from = -piece.pixels / 2.0, to = piece.pixels / 2.0;
    for (int round = 0; round < mostRounds; ++round) {
        const double reach = std::max(smallestExtension, extension * (to - from));
        const cv::Point2d anchor = line.at(0);
        line.fitTo(edges, 2.0, from - reach, to + reach);
        const double shift = line.along(anchor);  // moving the line moves its positions a little
        const auto [begin, end] = line.supportNear(from + shift, to + shift, reach);
        const bool settledNow = end - begin < 1.05 * (to - from);
        from = begin, to = end;
        if (settledNow && round > 1) break;
    }
    if (to - from < shortest) return std::nullopt;
    const cv::Point2d begin = line.at(from), end = line.at(to);
    std::vector<cv::Point> pixels = line.fitTo(edges, 1.5, from, to);
    line.look(edges, 1.5);
    line.lookWider(edges, curl);
    line.setSupport(line.along(begin), line.along(end));
    return std::pair(std::move(line), std::move(pixels));
}

/// Lines that make one edge of curled or folded paper, as the straight line between its ends.
class Joiner {
  public:
    Joiner(const EdgeMap& edges, std::vector<StraightLine>& lines) : edges_(edges), lines_(lines) {}

    void joinAll(std::size_t most) {
        // Twice: three pieces make one edge, too.
        std::size_t known = 0;
        for (int round = 0; round < 2; ++round) {
            const std::size_t count = lines_.size();
            for (std::size_t i = 0; i < count; ++i)
                for (std::size_t j = std::max(i + 1, known); j < count && lines_.size() < most; ++j) join(i, j);
            known = count;
        }
    }

  private:
    void join(std::size_t i, std::size_t j) {
        const StraightLine &a = lines_[i], &b = lines_[j];
        if (std::abs(a.direction().cross(b.direction())) > mostBend) return;
        if (std::min(a.length(), b.length()) < leastJoined * std::max(a.length(), b.length())) return;
        double from = a.along(b.at(b.first())), to = a.along(b.at(b.last()));
        if (from > to) std::swap(from, to);
        const bool after = (from + to) / 2 > (a.first() + a.last()) / 2;
        const double gap = after ? from - a.last() : a.first() - to;
        const double longer = std::max(a.length(), b.length());
        if (gap > mostGap * longer || gap < -0.5 * std::min(a.length(), b.length())) return;
        const cv::Point2d begin = after ? a.at(a.first()) : farEnd(b, a, after),
                          end = after ? farEnd(b, a, after) : a.at(a.last());
        const double length = cv::norm(end - begin);
        if (length < (1 + leastJoined / 2) * longer) return;
        StraightLine chord((begin + end) / 2, (end - begin) / length);
        const double sag = std::max(std::abs(chord.off(after ? a.at(a.last()) : a.at(a.first()))),
                                    std::abs(chord.off(b.at(b.along(after ? a.at(a.last()) : a.at(a.first()))))));
        if (sag < curl || sag > mostSag * length) return;
        chord.look(edges_, 1.5);
        chord.lookWider(edges_, sag + 1.5);
        chord.setSupport(-length / 2, length / 2);
        chord.setCurled();
        lines_.push_back(std::move(chord));
    }

    static cv::Point2d farEnd(const StraightLine& b, const StraightLine& a, bool after) {
        const cv::Point2d p = b.at(b.first()), q = b.at(b.last());
        return (a.along(p) > a.along(q)) == after ? p : q;
    }

    const EdgeMap& edges_;
    std::vector<StraightLine>& lines_;
};

bool isTaken(const Piece& piece, const cv::Mat1b& taken) {
    int count = 0, all = 0;
    for (int t = -piece.pixels / 2; t <= piece.pixels / 2; t += 2, ++all) {
        const cv::Point2d p = piece.centre + t * piece.direction;
        const cv::Rect around =
            cv::Rect(static_cast<int>(p.x) - 1, static_cast<int>(p.y) - 1, 3, 3) & cv::Rect({0, 0}, taken.size());
        count += around.empty() || cv::countNonZero(taken(around)) > 0 ? 1 : 0;
    }
    return 2 * count > all;
}

}  // namespace

StraightLine StraightLine::imageSide(cv::Point2d point, cv::Point2d direction) {
    StraightLine line(point, direction);
    line.imageSide_ = true;
    return line;
}

StraightLine StraightLine::seenAt(cv::Point2d point, cv::Point2d direction, const std::vector<bool>& pixels) {
    StraightLine line(point, direction);
    line.faint_ = true;
    line.edges_.assign(1, 0);
    for (const bool seen : pixels) line.edges_.push_back(line.edges_.back() + (seen ? 1 : 0));
    return line;
}

double StraightLine::share(const std::vector<int>& sums, double from, double to) const {
    if (imageSide_ || sums.empty() || to - from < 1) return 0;
    const auto clamp = [&](double t) {
        return static_cast<std::size_t>(std::clamp<double>(t - begin_, 0, static_cast<double>(sums.size() - 1)));
    };
    return (sums[clamp(to)] - sums[clamp(from)]) / (to - from);
}

double StraightLine::coverage(double from, double to) const {
    return share(wide_.empty() ? edges_ : wide_, from, to);
}

std::optional<double> StraightLine::closeCoverage(double from, double to) const {
    const double end = begin_ + static_cast<double>(edges_.size());
    const double begin = std::max(from, begin_), stop = std::min(to, end);
    if (stop - begin < (to - from) / 2) return std::nullopt;
    return share(edges_, begin, stop);
}

void StraightLine::lookWider(const EdgeMap& edges, double reach) {
    StraightLine wider(point_, direction_);
    wider.look(edges, reach);
    wide_ = std::move(wider.edges_);
    // both begin where the line enters the image
    begin_ = wider.begin_;
}

std::vector<cv::Point> StraightLine::fitTo(const EdgeMap& edges, double reach, double fitFrom, double fitTo) {
    std::vector<cv::Point> pixels = look(edges, reach, fitFrom, fitTo);
    OffsetFit fit;
    for (const cv::Point pixel : pixels) {
        const cv::Point2d p = edges.position(pixel);
        fit.add(along(p), off(p));
    }
    if (pixels.empty()) return {};
    const double middle = (first_ + last_) / 2;
    const cv::Point2d normal{-direction_.y, direction_.x};
    const cv::Point2d moved = at(middle) + (fit.offset() + fit.slope() * middle) * normal;
    const cv::Point2d turned = direction_ + fit.slope() * normal;
    direction_ = turned / cv::norm(turned);
    point_ = moved - middle * direction_;
    return pixels;
}

std::vector<cv::Point> StraightLine::look(const EdgeMap& edges, double reach, double lookFrom, double lookTo) {
    auto [from, to] = span(point_, direction_, edges.angle.size());
    from = std::max(from, lookFrom);
    to = std::min(to, lookTo);
    begin_ = std::ceil(from);
    std::vector<Sighting> sightings;
    const Lookout lookout(edges, direction_);
    for (double t = begin_; t < to; t += 1) sightings.push_back(lookout.look(at(t), reach));
    keepRuns(sightings);

    edges_.assign(1, 0);
    std::vector<cv::Point> pixels;
    first_ = last_ = begin_;
    for (std::size_t i = 0; i < sightings.size(); ++i) {
        edges_.push_back(edges_.back() + (sightings[i].counts ? 1 : 0));
        if (!sightings[i].counts || !sightings[i].seen) continue;
        if (pixels.empty()) first_ = begin_ + static_cast<double>(i);
        last_ = begin_ + static_cast<double>(i);
        pixels.push_back(sightings[i].pixel);
    }
    return pixels;
}

std::pair<double, double> StraightLine::supportNear(double from, double to, double widestBreak) const {
    const auto seen = [&](double t) {
        const double i = t - begin_;
        if (i < 0 || i + 1 >= static_cast<double>(edges_.size())) return false;
        return edges_[static_cast<std::size_t>(i) + 1] > edges_[static_cast<std::size_t>(i)];
    };
    const auto extended = [&](double start, double step) {
        double last = start;
        for (double t = start; std::abs(t - last) <= widestBreak; t += step)
            if (seen(t)) last = t;
        return last;
    };
    return {extended(from, -1), extended(to, 1)};
}

std::array<std::pair<double, double>, 2> StraightLine::fromBorder(double widestBreak) const {
    const double end = begin_ + static_cast<double>(edges_.size()) - 1;
    const double last = std::min(end, supportNear(begin_, begin_, widestBreak).second);
    return {std::pair(begin_, last), std::pair(std::max(last, supportNear(end, end, widestBreak).first), end)};
}

cv::Point2d crossing(const StraightLine& a, const StraightLine& b) {
    const double sine = a.direction().cross(b.direction());
    if (std::abs(sine) < 1e-6) return {1e9, 1e9};
    return a.at((b.point() - a.point()).cross(b.direction()) / sine);
}

std::vector<StraightLine> straightLines(const EdgeMap& edges, double shortest, std::size_t most) {
    std::vector<StraightLine> lines;
    cv::Mat1b taken(edges.angle.size(), uchar{0});
    std::size_t tried = 0;
    for (const Piece& piece : Tracer(edges).pieces()) {
        if (lines.size() >= most || ++tried > piecesTried) break;
        if (isTaken(piece, taken)) continue;
        auto found = grown(piece, edges, shortest);
        if (!found) continue;
        auto& [line, pixels] = *found;
        const auto own = std::count_if(pixels.begin(), pixels.end(), [&](cv::Point p) { return taken(p) == 0; });
        if (static_cast<double>(own) < ownShare * static_cast<double>(pixels.size())) continue;
        const StraightLine& candidate = line;  // clang before 16 captures no structured binding
        if (std::any_of(lines.begin(), lines.end(),
                        [&](const StraightLine& other) { return nearlySame(other, candidate); }))
            continue;
        for (const cv::Point p : pixels) taken(p) = 1;
        lines.push_back(std::move(line));
    }
    Joiner(edges, lines).joinAll(lines.size() + most / 2);
    return lines;
}

}  // namespace daiban::imaging
