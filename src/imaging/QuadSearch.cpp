#include "imaging/QuadSearch.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "base/Geometry.h"

namespace daiban::imaging {

namespace {

/// Opposite sides of a sheet photographed from the side lean to each other by up to so many degrees; neighbours
/// stand within so many of a right angle.
constexpr double mostLean = 24;
constexpr double mostOffSquare = 24;
/// The shorter of two opposite sides against the longer.
constexpr double leastRatio = 0.55;
/// Longer against shorter side: a boarding-pass strip is 4.
constexpr double mostSlender = 5;
/// Corners may lie outside the image by this share of its longer side (a corner cut off by the glass).
constexpr double outside = 0.03;
/// Rounded corners (3 mm of a card's 54) show no edge of the side's own direction.
constexpr double cornerShare = 0.07;
/// A document's edge ends at its corner; a desk's line or a table's rule runs on. Looked for over this share of the
/// side's length, and counted this much.
constexpr double beyondShare = 0.15;
constexpr double beyondWeight = 0.9;
/// A side that runs on beyond both its corners is a rule of a desk mat or of a table.
constexpr double leastSideScore = 0.15;
/// What lies this close to the image's border is the border: share of the longer side.
constexpr double borderShare = 0.006;
/// So many quads are kept, the best ones.
constexpr std::size_t mostQuads = 80;
/// Corners closer than this share of the image's longer side are the same for a first sorting out.
constexpr double kindShare = 0.03;
/// An image side shows nothing: it counts as this.
constexpr double imageSideScore = 0.5;
/// Two quads with this overlap are one.
constexpr double sameQuad = 0.90;

double sineOf(double degrees) {
    return std::sin(degrees * std::numbers::pi / 180);
}

/// Of the angle between two lines.
double sineBetween(const StraightLine& a, const StraightLine& b) {
    return std::abs(a.direction().cross(b.direction()));
}

struct Side {
    double coverage, score, length;
};

/// What is beyond the image's border is not known.
double meanOfVisible(std::optional<double> a, std::optional<double> b) {
    if (a && b) return (*a + *b) / 2;
    return a ? *a : b.value_or(0);
}

/// Nothing when an edge is seen on less than `least` of it, or when it runs on beyond both corners.
std::optional<Side> judgeSide(const StraightLine& line, cv::Point2d from, cv::Point2d to, double least) {
    const double length = cv::norm(to - from);
    if (line.isImageSide()) return Side{imageSideScore, imageSideScore, length};
    double a = line.along(from), b = line.along(to);
    if (a > b) std::swap(a, b);
    const double skip = cornerShare * length;
    const double coverage = line.coverage(a + skip, b - skip);
    if (coverage < least) return std::nullopt;
    const double beyond = std::clamp(beyondShare * length, 12.0, 60.0);
    const double runsOn =
        meanOfVisible(line.closeCoverage(a - 4 - beyond, a - 4), line.closeCoverage(b + 4, b + 4 + beyond));
    const double score = coverage - beyondWeight * runsOn;
    if (score < leastSideScore) return std::nullopt;
    return Side{coverage, score, length};
}

struct LinePair {
    std::size_t first, second;
};

/// Pairs of lines that may be opposite sides.
std::vector<LinePair> oppositeSides(const std::vector<StraightLine>& lines, double closest) {
    const double mostSine = sineOf(mostLean);
    std::vector<LinePair> pairs;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
            const StraightLine &a = lines[i], &b = lines[j];
            if (sineBetween(a, b) > mostSine) continue;
            const double middle = a.isImageSide() ? b.off(a.at(0)) : b.off(a.at((a.first() + a.last()) / 2));
            if (std::abs(middle) < closest) continue;
            pairs.push_back({i, j});
        }
    return pairs;
}

bool inside(cv::Point2d p, cv::Size image) {
    const double margin = outside * std::max(image.width, image.height);
    return p.x > -margin && p.y > -margin && p.x < image.width + margin && p.y < image.height + margin;
}

bool sidesFit(const Corners& c) {
    std::array<double, 4> side;
    for (std::size_t i = 0; i < 4; ++i) side[i] = cv::norm(c[(i + 1) % 4] - c[i]);
    const auto ratio = [](double a, double b) { return std::min(a, b) / std::max({a, b, 1e-6}); };
    if (ratio(side[0], side[2]) < leastRatio || ratio(side[1], side[3]) < leastRatio) return false;
    return ratio(side[0] + side[2], side[1] + side[3]) > 1 / mostSlender;
}

/// Lines that may be sides between the same two lines.
struct Rung {
    std::size_t line;
    cv::Point2d from, to;  ///< where it crosses the first and the second of the pair
    Side side;
};

std::vector<Rung> rungsBetween(const std::vector<StraightLine>& lines, LinePair pair, cv::Size image, double least) {
    const double leastSine = sineOf(90 - mostOffSquare);
    std::vector<Rung> rungs;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (sineBetween(lines[i], lines[pair.first]) < leastSine) continue;
        const cv::Point2d from = crossing(lines[i], lines[pair.first]), to = crossing(lines[i], lines[pair.second]);
        if (!inside(from, image) || !inside(to, image)) continue;
        if (const auto side = judgeSide(lines[i], from, to, least)) rungs.push_back({i, from, to, *side});
    }
    return rungs;
}

/// The quad of a pair and two rungs, judged; score 0 if it is none.
QuadCandidate judge(const std::vector<StraightLine>& lines, LinePair pair, const Rung& a, const Rung& b,
                    const QuadLimits& limits) {
    QuadCandidate quad;
    quad.corners = {a.from, a.to, b.to, b.from};
    quad.area = areaOf(quad.corners);
    if (quad.area < limits.smallestArea || !sidesFit(quad.corners)) return {};
    const auto first = judgeSide(lines[pair.first], a.from, b.from, limits.leastCoverage);
    if (!first) return {};
    const auto second = judgeSide(lines[pair.second], a.to, b.to, limits.leastCoverage);
    if (!second) return {};
    double sum = 0, lengths = 0;
    quad.weakest = 1;
    const auto add = [&](std::size_t line, const Side& side) {
        quad.imageSides += lines[line].isImageSide() ? 1 : 0;
        quad.isFaint = quad.isFaint || lines[line].isFaint();
        if (!lines[line].isImageSide()) quad.weakest = std::min(quad.weakest, side.coverage);
        sum += side.score * side.length;
        lengths += side.length;
    };
    add(a.line, a.side);
    add(b.line, b.side);
    add(pair.first, *first);
    add(pair.second, *second);
    quad.score = sum / lengths;
    quad.curled = {lines[a.line].isCurled(), lines[pair.second].isCurled(), lines[b.line].isCurled(),
                   lines[pair.first].isCurled()};
    return quad;
}

/// Dark rims and vignettes of cameras and copiers run along the image's border.
bool alongTheBorder(const StraightLine& line, cv::Size image) {
    const double margin = borderShare * std::max(image.width, image.height);
    const cv::Point2d a = line.at(line.first()), b = line.at(line.last());
    const auto both = [&](double p, double q) { return p < margin && q < margin; };
    return both(a.x, b.x) || both(a.y, b.y) || both(image.width - a.x, image.width - b.x) ||
           both(image.height - a.y, image.height - b.y);
}

void addImageSides(std::vector<StraightLine>& lines, cv::Size image) {
    lines.push_back(StraightLine::imageSide({0, 0}, {1, 0}));
    lines.push_back(StraightLine::imageSide({0, static_cast<double>(image.height)}, {1, 0}));
    lines.push_back(StraightLine::imageSide({0, 0}, {0, 1}));
    lines.push_back(StraightLine::imageSide({static_cast<double>(image.width), 0}, {0, 1}));
}

/// Of the thousands of quads that many parallel lines make, keeps the best of each that start and end about alike.
class OneOfEachKind {
  public:
    explicit OneOfEachKind(cv::Size image) : cell_(kindShare * std::max(image.width, image.height)) {}

    void add(const QuadCandidate& quad) {
        std::array<int, 10> kind{};
        for (std::size_t k = 0; k < 4; ++k) {
            kind[2 * k] = cvRound(quad.corners[k].x / cell_);
            kind[2 * k + 1] = cvRound(quad.corners[k].y / cell_);
        }
        kind[8] = quad.imageSides;
        kind[9] = quad.isFaint ? 1 : 0;
        const auto [at, isNew] = best_.try_emplace(kind, quad);
        if (!isNew && quad.score > at->second.score) at->second = quad;
    }

    /// Best first.
    [[nodiscard]] std::vector<QuadCandidate> all() const {
        std::vector<QuadCandidate> out;
        for (const auto& [kind, quad] : best_) out.push_back(quad);
        std::stable_sort(out.begin(), out.end(),
                         [](const QuadCandidate& a, const QuadCandidate& b) { return a.score > b.score; });
        return out;
    }

  private:
    double cell_;
    std::map<std::array<int, 10>, QuadCandidate> best_;
};

std::vector<QuadCandidate> withoutCopies(const std::vector<QuadCandidate>& quads) {
    std::vector<QuadCandidate> kept;
    for (const QuadCandidate& quad : quads) {
        if (kept.size() >= mostQuads) break;
        if (std::none_of(kept.begin(), kept.end(), [&](const QuadCandidate& other) {
                return other.imageSides <= quad.imageSides && other.isFaint <= quad.isFaint &&
                       overlapOf(other.corners, quad.corners) > sameQuad;
            }))
            kept.push_back(quad);
    }
    return kept;
}

}  // namespace

double areaOf(const Corners& c) {
    return std::abs((c[2] - c[0]).cross(c[3] - c[1])) / 2;
}

static base::Quad asQuad(const Corners& c) {
    return {base::Point{c[0].x, c[0].y}, {c[1].x, c[1].y}, {c[2].x, c[2].y}, {c[3].x, c[3].y}};
}

static bool boxesMeet(const Corners& a, const Corners& b) {
    const auto range = [](const Corners& c, auto coordinate) {
        return std::minmax({coordinate(c[0]), coordinate(c[1]), coordinate(c[2]), coordinate(c[3])});
    };
    const auto meet = [&](auto coordinate) {
        const auto [aFirst, aLast] = range(a, coordinate);
        const auto [bFirst, bLast] = range(b, coordinate);
        return aFirst < bLast && bFirst < aLast;
    };
    return meet([](cv::Point2d p) { return p.x; }) && meet([](cv::Point2d p) { return p.y; });
}

double overlapOf(const Corners& a, const Corners& b) {
    if (!boxesMeet(a, b)) return 0;
    return base::intersectionOverUnion(asQuad(a), asQuad(b));
}

double shareInside(const Corners& inner, const Corners& outer) {
    const double overlap = overlapOf(inner, outer);  // shared / (a + b - shared)
    return overlap / (1 + overlap) * (areaOf(inner) + areaOf(outer)) / std::max(1e-9, areaOf(inner));
}

QuadCandidate inReadingOrder(QuadCandidate quad) {
    Corners& c = quad.corners;
    if ((c[2] - c[0]).cross(c[3] - c[1]) < 0) {
        std::swap(c[1], c[3]);
        std::reverse(quad.curled.begin(), quad.curled.end());
    }
    const auto nearer = [](cv::Point2d a, cv::Point2d b) { return a.x + a.y < b.x + b.y; };
    const auto first = std::min_element(c.begin(), c.end(), nearer) - c.begin();
    std::rotate(c.begin(), c.begin() + first, c.end());
    std::rotate(quad.curled.begin(), quad.curled.begin() + first, quad.curled.end());
    return quad;
}

std::vector<QuadCandidate> findQuads(const std::vector<StraightLine>& seen, cv::Size image, const QuadLimits& limits) {
    std::vector<StraightLine> lines = seen;
    std::erase_if(lines, [&](const StraightLine& line) { return alongTheBorder(line, image); });
    addImageSides(lines, image);
    const std::vector<LinePair> pairs = oppositeSides(lines, std::sqrt(limits.smallestArea / mostSlender));
    OneOfEachKind quads(image);
    for (const LinePair pair : pairs) {
        const std::vector<Rung> rungs = rungsBetween(lines, pair, image, limits.leastCoverage);
        const double slope = std::abs(lines[pair.first].direction().y);
        for (std::size_t i = 0; i < rungs.size(); ++i) {
            if (std::abs(lines[rungs[i].line].direction().y) > slope) continue;  // comes as a pair of its own
            for (std::size_t j = i + 1; j < rungs.size(); ++j) {
                QuadCandidate quad = judge(lines, pair, rungs[i], rungs[j], limits);
                if (quad.score < limits.leastScore || quad.imageSides > 2) continue;
                quads.add(inReadingOrder(quad));
            }
        }
    }
    return withoutCopies(quads.all());
}

}  // namespace daiban::imaging
