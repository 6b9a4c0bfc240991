#include "codes/qr/FinderFrame.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace daiban::codes {

namespace {

constexpr int smallestSide = 40;  // pixels of a level
constexpr int window = 41;        // pixels: wider than a pattern of 5-pixel modules; larger ones are found one level up
constexpr int leastContrast = 6;  // gray values below the mean of the window
constexpr double leastModule = 1.2;
constexpr double largestModule = 7;    // pixels of a level
constexpr double runTolerance = 0.6;   // of a module, for every run
constexpr double mostSquashed = 3.2;   // a module across by one down: a page seen at 70 degrees
constexpr std::size_t mostHits = 600;  // of a level: more is texture

constexpr std::size_t rays = 32;
constexpr std::array ringEdges{1.5, 2.5, 3.5};  // modules from the centre
constexpr double farthestEdge = 6.5;            // modules along a ray: a corner, and a tilt
constexpr double mostError = 0.42;              // modules, root of the mean square
constexpr double outlier = 0.9;                 // modules
constexpr std::size_t leastEdges = 54;          // of 96
// Modules, median over the rays. Of 1,319 patterns on 99 photos nine tenths had less than 0.38; what was none, on
// photos and on pages of print alike, had 0.41 and more in nine tenths. All codes are read with 0.6 and 0.4 too, not
// with 0.5 and 0.3.
constexpr double mostUneven = 0.7;
constexpr double surelyUneven = 0.45;
constexpr int turns = 6;  // of a quarter
// Patterns of codes that were read, in photos, match by 0.91 and more; what passes for one in noise by 0.51 and less.
constexpr double leastMatch = 0.65;
constexpr std::size_t mostFrames = 400;  // a sheet of 65 labels has 195

/// Where the runs stood.
struct Hit {
    cv::Point2d centre;
    double across = 0;  // pixels a module
    double down = 0;
    int rows = 1;
    bool isInverted = false;
};

/// The module when five runs stand 1:1:3:1:1; 0 otherwise.
double moduleOf(const std::array<int, 5>& runs) {
    const double module = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
    if (module < leastModule) return 0;
    const double allowed = std::max(1.0, runTolerance * module);
    for (const std::size_t i : {0U, 1U, 3U, 4U})
        if (std::abs(runs[i] - module) > allowed) return 0;
    return std::abs(runs[2] - 3 * module) > 2 * allowed ? 0 : module;
}

class LevelScan {
  public:
    LevelScan(const cv::Mat& gray, bool alsoInverted) : alsoInverted_(alsoInverted) {
        cv::Mat mean;
        cv::boxFilter(gray, mean, CV_8U, {window, window}, {-1, -1}, true, cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
        cv::Mat difference;
        cv::subtract(mean, gray, difference);
        cv::threshold(difference, dark_, leastContrast - 1, 1, cv::THRESH_BINARY);
        if (!alsoInverted) return;
        // With the threshold above the mean, or noise on black paper is dark.
        cv::subtract(gray, mean, difference);
        cv::threshold(difference, darkInverted_, leastContrast, 1, cv::THRESH_BINARY_INV);
    }

    std::vector<Hit> hits() {
        for (int y = 0; y < dark_.rows; y += 2) scanRow(dark_, y, 1);
        if (alsoInverted_)
            for (int y = 0; y < dark_.rows; y += 2) scanRow(darkInverted_, y, 0);
        std::erase_if(hits_, [](const Hit& hit) { return hit.rows < 2 && hit.down > 3; });
        std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) { return a.rows > b.rows; });
        if (hits_.size() > mostHits) hits_.resize(mostHits);
        return std::move(hits_);
    }

  private:
    void scanRow(const cv::Mat& dark, int y, std::uint8_t ring) {
        const auto* row = dark.ptr<std::uint8_t>(y);
        ends_.clear();
        for (int x = 1; x < dark.cols; ++x)
            if (row[x] != row[x - 1]) ends_.push_back(x);
        const std::size_t first = row[0] == ring ? 1 : 0;  // of the first edge into the ring's colour
        for (std::size_t i = first; i + 5 < ends_.size(); i += 2) {
            const std::array runs{ends_[i + 1] - ends_[i], ends_[i + 2] - ends_[i + 1], ends_[i + 3] - ends_[i + 2],
                                  ends_[i + 4] - ends_[i + 3], ends_[i + 5] - ends_[i + 4]};
            if (const double module = moduleOf(runs); module > 0 && module < largestModule * mostSquashed)
                crossCheck(dark, y, (ends_[i + 2] + ends_[i + 3]) / 2, module);
        }
    }

    void crossCheck(const cv::Mat& dark, int y, int x, double across) {
        const std::uint8_t colour = dark.at<std::uint8_t>(y, x);
        const int most = static_cast<int>(3 * across * mostSquashed) + 3;
        std::array<int, 5> runs{};
        int up = y;
        int down = y;
        const auto walk = [&](int& at, int step, std::uint8_t value) {
            int length = 0;
            while (at >= 0 && at < dark.rows && length <= most && dark.at<std::uint8_t>(at, x) == value) {
                at += step;
                ++length;
            }
            return length;
        };
        runs[2] = walk(up, -1, colour) + walk(down, 1, colour) - 1;
        const double middle = (up + down) / 2.0;
        for (const std::size_t step : {1U, 2U}) {
            const auto value = static_cast<std::uint8_t>(step == 1 ? 1 - colour : colour);
            runs[2 - step] = walk(up, -1, value);
            runs[2 + step] = walk(down, 1, value);
        }
        const double module = moduleOf(runs);
        if (module <= 0 || module > mostSquashed * across || across > mostSquashed * module) return;
        if (std::min(module, across) > largestModule) return;
        add({.centre = {x + 0.5, middle + 0.5}, .across = across, .down = module, .isInverted = colour == 0});
    }

    void add(const Hit& hit) {
        // Newest first: hits on the next row follow at once.
        for (auto known = hits_.rbegin(); known != hits_.rend(); ++known) {
            if (known->isInverted != hit.isInverted || std::abs(known->centre.x - hit.centre.x) > 2 * known->across ||
                std::abs(known->centre.y - hit.centre.y) > 2 * known->down)
                continue;
            known->centre = (known->centre * known->rows + hit.centre) / (known->rows + 1);
            known->across = (known->across * known->rows + hit.across) / (known->rows + 1);
            known->down = (known->down * known->rows + hit.down) / (known->rows + 1);
            ++known->rows;
            return;
        }
        hits_.push_back(hit);
    }

    bool alsoInverted_;
    cv::Mat dark_;
    cv::Mat darkInverted_;
    std::vector<int> ends_;
    std::vector<Hit> hits_;
};

/// An edge point of a ring.
struct Edge {
    cv::Point2d at;
    double ring = 0;  // modules from the centre
};

/// What the rays met.
struct Rings {
    std::vector<Edge> edges;
    double turn = 0;  // radians, of a square's edges: the fourth harmonic of how near they are
    /// For every ray that met all three rings: how unevenly they lie behind one another, in modules. The edges are a
    /// module apart whatever the turn, the tilt and the place of the centre, so that it is 0 but for noise.
    std::vector<double> uneven;
};

double shadeAt(const cv::Mat& gray, cv::Point2d p) {
    const double x = std::clamp(p.x - 0.5, 0.0, gray.cols - 1.001);
    const double y = std::clamp(p.y - 0.5, 0.0, gray.rows - 1.001);
    const int column = static_cast<int>(x);
    const int row = static_cast<int>(y);
    const double fx = x - column;
    const double fy = y - row;
    const auto* top = gray.ptr<std::uint8_t>(row) + column;
    const auto* bottom = gray.ptr<std::uint8_t>(row + 1) + column;
    return (1 - fy) * ((1 - fx) * top[0] + fx * top[1]) + fy * ((1 - fx) * bottom[0] + fx * bottom[1]);
}

/// Half way between the dark and the light around it.
double levelAround(const cv::Mat& gray, const Hit& hit) {
    std::array<double, 81> shades{};
    std::size_t i = 0;
    for (int y = -4; y <= 4; ++y)
        for (int x = -4; x <= 4; ++x)
            shades[i++] = shadeAt(gray, hit.centre + cv::Point2d(x * hit.across, y * hit.down));
    std::sort(shades.begin(), shades.end());
    return (shades[14] + shades[66]) / 2;
}

Rings ringsOf(const cv::Mat& gray, const Hit& hit) {
    const double level = levelAround(gray, hit);
    const double step = std::min(0.25, 0.6 / std::max(hit.across, hit.down));
    Rings rings;
    std::array<double, ringEdges.size()> away{};
    std::complex<double> nearness;
    for (std::size_t ray = 0; ray < rays; ++ray) {
        const double angle = 2 * CV_PI * static_cast<double>(ray) / rays;
        const cv::Point2d along(hit.across * std::cos(angle), hit.down * std::sin(angle));
        std::size_t ring = 0;
        double before = shadeAt(gray, hit.centre) - level;
        if ((before < 0) == hit.isInverted) continue;
        for (double r = step; r < farthestEdge && ring < ringEdges.size(); r += step) {
            const double now = shadeAt(gray, hit.centre + r * along) - level;
            if ((now < 0) != (before < 0)) {
                const double exact = r - step * now / (now - before);
                away.at(ring) = exact;
                nearness += std::polar(ringEdges.at(ring) / std::max(exact, 0.5), 4 * angle);
                rings.edges.push_back({.at = hit.centre + exact * along, .ring = ringEdges.at(ring++)});
            }
            before = now;
        }
        if (ring == ringEdges.size())
            rings.uneven.push_back(std::abs(away[0] - 2 * away[1] + away[2]) * 2 / (away[2] - away[0]));
    }
    rings.turn = std::arg(nearness) / 4;
    return rings;
}

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// x and y in modules as functions of pixels from the hit: two rows of an affine map.
struct Fit {
    cv::Vec3d x;
    cv::Vec3d y;
    double error = 1e9;
    std::size_t edges = 0;
};

Fit improved(const Fit& before, const std::vector<Edge>& edges, cv::Point2d origin, double reach) {
    cv::Matx33d normalX = cv::Matx33d::eye() * 1e-9;
    cv::Matx33d normalY = normalX;
    cv::Vec3d rightX;
    cv::Vec3d rightY;
    Fit after;
    double squares = 0;
    for (const auto& edge : edges) {
        const cv::Vec3d p(edge.at.x - origin.x, edge.at.y - origin.y, 1);
        const double x = before.x.dot(p);
        const double y = before.y.dot(p);
        const bool isAcross = std::abs(x) > std::abs(y);
        const double seen = isAcross ? x : y;
        const double wanted = seen < 0 ? -edge.ring : edge.ring;
        if (std::abs(seen - wanted) > reach) continue;
        squares += (seen - wanted) * (seen - wanted);
        ++after.edges;
        (isAcross ? normalX : normalY) += p * p.t();
        (isAcross ? rightX : rightY) += p * wanted;
    }
    after.error = after.edges == 0 ? 1e9 : std::sqrt(squares / static_cast<double>(after.edges));
    after.x = normalX.solve(rightX, cv::DECOMP_CHOLESKY);
    after.y = normalY.solve(rightY, cv::DECOMP_CHOLESKY);
    return after;
}

/// Correlation of the shades at 9 x 9 modules with the pattern and the light around it.
double matchOf(const cv::Mat& gray, const FinderFrame& frame) {
    double dark = 0;
    double light = 0;
    double squares = 0;
    int darkOnes = 0;
    int all = 0;
    for (int y = -4; y <= 4; ++y)
        for (int x = -4; x <= 4; ++x) {
            const int ring = std::max(std::abs(x), std::abs(y));
            const double shade = shadeAt(gray, frame.centre + x * frame.right + y * frame.down);
            const bool isDark = ring == 3 || ring < 2;
            (isDark ? dark : light) += shade;
            squares += shade * shade;
            darkOnes += isDark ? 1 : 0;
            ++all;
        }
    const double lightOnes = all - darkOnes;
    const double mean = (dark + light) / all;
    const double variance = squares / all - mean * mean;
    if (variance < 1e-9) return 0;
    const double match = (light / lightOnes - dark / darkOnes) * std::sqrt(lightOnes * darkOnes / variance) / all;
    return frame.isInverted ? -match : match;
}

std::optional<FinderFrame> frameOf(const cv::Mat& gray, const Hit& hit) {
    const auto rings = ringsOf(gray, hit);
    const auto& edges = rings.edges;
    if (edges.size() < leastEdges) return std::nullopt;
    const double uneven = rings.uneven.empty() ? 0 : medianOf(rings.uneven);
    if (uneven > mostUneven) return std::nullopt;
    Fit best;
    for (int turn = 0; turn < turns; ++turn) {
        // A tilt moves the harmonic; only what may be a pattern is tried at other angles.
        if (turn > 0 && (best.error <= mostError || uneven > surelyUneven)) break;
        const double angle = rings.turn + turn * CV_PI / 2 / turns;
        Fit fit{.x = {std::cos(angle) / hit.across, std::sin(angle) / hit.down, 0},
                .y = {-std::sin(angle) / hit.across, std::cos(angle) / hit.down, 0}};
        for (const double reach : {2.0, 1.5, outlier, outlier}) fit = improved(fit, edges, hit.centre, reach);
        const Fit measured = improved(fit, edges, hit.centre, outlier);
        fit.error = measured.error;
        fit.edges = measured.edges;
        if (fit.edges >= leastEdges && fit.error < best.error) best = fit;
    }
    if (best.error > mostError) return std::nullopt;
    const cv::Matx22d toModules(best.x[0], best.x[1], best.y[0], best.y[1]);
    if (std::abs(cv::determinant(toModules)) < 1e-9) return std::nullopt;
    const cv::Matx22d toPixels = toModules.inv();
    const cv::Vec2d shift = toPixels * cv::Vec2d(best.x[2], best.y[2]);
    FinderFrame frame{.centre = hit.centre - cv::Point2d(shift[0], shift[1]),
                      .right = {toPixels(0, 0), toPixels(1, 0)},
                      .down = {toPixels(0, 1), toPixels(1, 1)},
                      .error = best.error,
                      .isInverted = hit.isInverted};
    if (frame.right.cross(frame.down) < 0) std::swap(frame.right, frame.down);
    const double lengths = cv::norm(frame.right) / cv::norm(frame.down);
    if (lengths > mostSquashed || lengths < 1 / mostSquashed) return std::nullopt;
    frame.match = matchOf(gray, frame);
    return frame.match < leastMatch ? std::nullopt : std::optional(frame);
}

bool isWithin(cv::Point2d p, std::span<const base::Quad> quads) {
    return std::any_of(quads.begin(), quads.end(), [&](const base::Quad& quad) {
        std::array<cv::Point2f, 4> outline;
        for (std::size_t i = 0; i < outline.size(); ++i)
            outline.at(i) = {static_cast<float>(quad.at(i).x), static_cast<float>(quad.at(i).y)};
        return cv::pointPolygonTest(outline, p, false) >= 0;
    });
}

/// The same pattern is seen at neighbouring levels: the one whose edges lie best counts.
void addOnce(std::vector<FinderFrame>& frames, const FinderFrame& frame) {
    for (auto& known : frames) {
        if (known.isInverted != frame.isInverted || cv::norm(known.centre - frame.centre) > 2 * known.module())
            continue;
        if (frame.error < known.error) known = frame;
        return;
    }
    frames.push_back(frame);
}

}  // namespace

double FinderFrame::module() const {
    return std::sqrt(std::abs(right.cross(down)));
}

cv::Point2d FinderFrame::local(cv::Point2d pixel) const {
    const cv::Point2d p = pixel - centre;
    const double cross = right.cross(down);
    return {p.cross(down) / cross, right.cross(p) / cross};
}

FinderFrame FinderFrame::facing(cv::Point2d direction) const {
    FinderFrame best = *this;
    FinderFrame turned = *this;
    for (int quarter = 0; quarter < 3; ++quarter) {
        turned = {
            .centre = centre, .right = turned.down, .down = -turned.right, .error = error, .isInverted = isInverted};
        if (turned.right.dot(direction) / cv::norm(turned.right) > best.right.dot(direction) / cv::norm(best.right))
            best = turned;
    }
    return best;
}

std::vector<FinderFrame> findFinderFrames(Pyramid& pyramid, const FinderSearch& search) {
    std::vector<FinderFrame> frames;
    for (std::size_t level = search.firstLevel;; ++level) {
        const cv::Mat& gray = pyramid.level(level);
        if (std::min(gray.cols, gray.rows) < smallestSide) break;
        const double scale = std::pow(2.0, static_cast<double>(level));
        for (const auto& hit : LevelScan(gray, search.alsoInverted).hits()) {
            if (isWithin(hit.centre * scale, search.read)) continue;
            auto frame = frameOf(gray, hit);
            if (!frame) continue;
            frame->centre *= scale;
            frame->right *= scale;
            frame->down *= scale;
            addOnce(frames, *frame);
        }
    }
    std::stable_sort(frames.begin(), frames.end(),
                     [](const FinderFrame& a, const FinderFrame& b) { return a.match > b.match; });
    if (frames.size() > mostFrames) frames.resize(mostFrames);
    return frames;
}

}  // namespace daiban::codes
