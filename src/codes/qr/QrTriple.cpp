#include "codes/qr/QrTriple.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "codes/qr/QrSymbol.h"

namespace daiban::codes {

namespace {

constexpr double leastModules = 10;  // version 1 has 14 between the middles, a tilted camera sees fewer
constexpr double mostModules = 210;  // version 40 has 170
constexpr double mostAside = 0.42;   // of the way: a neighbour lies along an edge, a bent page's within 23 degrees
constexpr double mostSizeRatio = 2.3;
constexpr double mostWayRatio = 1.8;  // between the ways right and down, in modules
constexpr std::size_t mostNeighbours = 24;
constexpr double farther = 0.05;  // doubt for each pattern that lies nearer: on a sheet, those of other codes line up too

double ratioOf(double a, double b) {
    return std::max(a, b) / std::min(a, b);
}

struct Neighbour {
    std::size_t index = 0;
    int quarter = 0;     ///< to which side of the pattern, clockwise from its right
    double modules = 0;  ///< away
    double aside = 0;
};

std::optional<Neighbour> neighbourOf(const std::vector<FinderFrame>& frames, std::size_t from, std::size_t to) {
    const FinderFrame& a = frames[from];
    const FinderFrame& b = frames[to];
    if (a.isInverted != b.isInverted || ratioOf(a.module(), b.module()) > mostSizeRatio) return std::nullopt;
    const cv::Point2d there = a.local(b.centre);
    const cv::Point2d back = b.local(a.centre);
    const auto away = [](cv::Point2d p) { return std::max(std::abs(p.x), std::abs(p.y)); };
    const auto aside = [&](cv::Point2d p) { return std::min(std::abs(p.x), std::abs(p.y)) / away(p); };
    // The size changes evenly along the way, so that the number of modules lies between what either end says.
    const double modules = std::sqrt(away(there) * away(back));
    if (modules < leastModules || modules > mostModules) return std::nullopt;
    const double off = std::max(aside(there), aside(back));
    if (off > mostAside) return std::nullopt;
    const bool isAcross = std::abs(there.x) > std::abs(there.y);
    const int quarter = isAcross ? (there.x > 0 ? 0 : 2) : (there.y > 0 ? 1 : 3);
    return Neighbour{.index = to, .quarter = quarter, .modules = modules, .aside = off};
}

std::vector<cv::Point2d> cornersOf(const FinderFrame& frame) {
    const cv::Point2d r = 3.5 * frame.right;
    const cv::Point2d d = 3.5 * frame.down;
    return {frame.centre - r - d, frame.centre + r - d, frame.centre + r + d, frame.centre - r + d};
}

/// The perspective that carries `from` to `to` with least squares, both near the unit square.
cv::Matx33d perspectiveOf(const std::vector<cv::Point2d>& from, const std::vector<cv::Point2d>& to) {
    cv::Matx<double, 8, 8> normal = cv::Matx<double, 8, 8>::zeros();
    cv::Vec<double, 8> right;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const auto& p = from[i];
        const auto& q = to[i];
        const cv::Vec<double, 8> x(p.x, p.y, 1, 0, 0, 0, -q.x * p.x, -q.x * p.y);
        const cv::Vec<double, 8> y(0, 0, 0, p.x, p.y, 1, -q.y * p.x, -q.y * p.y);
        normal += x * x.t() + y * y.t();
        right += q.x * x + q.y * y;
    }
    const cv::Vec<double, 8> h = normal.solve(right, cv::DECOMP_SVD);
    return {h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1};
}

constexpr double mostEdgeError = 0.25;  // modules: of a pattern of a pair

/// The top right and the bottom left, when they may be; the corner where both say it is.
std::optional<QrPair> pairAcross(const std::vector<FinderFrame>& frames, std::size_t right, std::size_t below) {
    constexpr double mostUneven = 1.7;  // between the ways along and down
    if (frames[right].isInverted != frames[below].isInverted ||
        ratioOf(frames[right].module(), frames[below].module()) > mostSizeRatio)
        return std::nullopt;
    const cv::Point2d way = frames[below].centre - frames[right].centre;  // to the left and down as far
    const cv::Point2d along = cv::Point2d(way.y, -way.x) - way;
    const FinderFrame a = frames[right].facing(along);
    const FinderFrame b = frames[below].facing(along);
    const cv::Point2d there = a.local(b.centre);
    const cv::Point2d back = b.local(a.centre);
    if (there.x >= 0 || there.y <= 0 || back.x <= 0 || back.y >= 0) return std::nullopt;
    const double uneven = std::max(ratioOf(-there.x, there.y), ratioOf(back.x, -back.y));
    const double modules = std::sqrt((there.y - there.x) * (back.x - back.y)) / 2;
    if (uneven > mostUneven || modules < leastModules || modules > mostModules) return std::nullopt;
    const FinderFrame corner{.centre = (a.centre - modules * a.right + b.centre - modules * b.down) / 2,
                             .right = (a.right + b.right) / 2,
                             .down = (a.down + b.down) / 2,
                             .error = std::max(a.error, b.error),
                             .isInverted = a.isInverted};
    return QrPair{.triple = {.topLeft = corner,
                             .topRight = a,
                             .bottomLeft = b,
                             .modules = modules,
                             .doubtfulness = a.error + b.error + (uneven - 1),
                             .corner = right,
                             .right = right,
                             .below = below},
                  .first = right,
                  .second = below,
                  .missing = 0};
}

}  // namespace

std::vector<QrTriple> qrTriples(const std::vector<FinderFrame>& frames) {
    std::vector<QrTriple> triples;
    for (std::size_t corner = 0; corner < frames.size(); ++corner) {
        std::array<std::vector<Neighbour>, 4> sides;
        for (std::size_t other = 0; other < frames.size(); ++other)
            if (other != corner)
                if (const auto neighbour = neighbourOf(frames, corner, other))
                    sides.at(static_cast<std::size_t>(neighbour->quarter)).push_back(*neighbour);
        for (auto& side : sides) {
            std::sort(side.begin(), side.end(),
                      [](const Neighbour& a, const Neighbour& b) { return a.modules < b.modules; });
            if (side.size() > mostNeighbours) side.resize(mostNeighbours);
        }
        for (std::size_t quarter = 0; quarter < 4; ++quarter)
            for (std::size_t i = 0; i < sides.at(quarter).size(); ++i)
                for (std::size_t j = 0; j < sides.at((quarter + 1) % 4).size(); ++j) {
                    const auto& right = sides.at(quarter)[i];
                    const auto& below = sides.at((quarter + 1) % 4)[j];
                    const double ways = ratioOf(right.modules, below.modules);
                    if (ways > mostWayRatio) continue;
                    const auto& a = frames[corner];
                    const auto& b = frames[right.index];
                    const auto& c = frames[below.index];
                    const double sizes = ratioOf(b.module(), c.module());
                    QrTriple triple{.topLeft = a.facing(b.centre - a.centre),
                                    .topRight = b.facing(b.centre - a.centre),
                                    .bottomLeft = {},
                                    .modules = std::sqrt(right.modules * below.modules),
                                    .doubtfulness = 2 * (ways - 1) + 2 * (right.aside + below.aside) +
                                                    0.5 * (sizes - 1) + a.error + b.error + c.error +
                                                    farther * static_cast<double>(i + j),
                                    .corner = corner,
                                    .right = right.index,
                                    .below = below.index};
                    triple.bottomLeft = c.facing(triple.topLeft.right);
                    triples.push_back(triple);
                }
    }
    std::stable_sort(triples.begin(), triples.end(),
                     [](const QrTriple& a, const QrTriple& b) { return a.doubtfulness < b.doubtfulness; });
    return triples;
}

std::vector<QrPair> qrPairs(const std::vector<FinderFrame>& frames) {
    constexpr double mostAsideOfPair = 0.3;
    std::vector<QrPair> pairs;
    for (std::size_t first = 0; first < frames.size(); ++first)
        for (std::size_t second = 0; second < frames.size(); ++second) {
            if (first == second || std::max(frames[first].error, frames[second].error) > mostEdgeError) continue;
            if (auto across = pairAcross(frames, first, second)) pairs.push_back(*across);
            const auto neighbour = neighbourOf(frames, first, second);
            if (!neighbour || neighbour->aside > mostAsideOfPair) continue;
            const cv::Point2d way = frames[second].centre - frames[first].centre;
            const FinderFrame a = frames[first].facing(way);
            const FinderFrame b = frames[second].facing(way);
            const double n = neighbour->modules;
            const auto moved = [](FinderFrame frame, cv::Point2d by) {
                frame.centre += by;
                return frame;
            };
            const double doubt = frames[first].error + frames[second].error + 2 * neighbour->aside;
            // From the top left to the top right, the third below the one.
            pairs.push_back({.triple = {.topLeft = a,
                                        .topRight = b,
                                        .bottomLeft = moved(a, n * a.down),
                                        .modules = n,
                                        .doubtfulness = doubt,
                                        .corner = first,
                                        .right = second,
                                        .below = first},
                             .first = first,
                             .second = second,
                             .missing = 2});
            // From the bottom left to the top left, seen from the side: the third is the top right. In the frame that
            // faces along the way, the code's right is `down`.
            const auto quarter = [](const FinderFrame& f) {
                return FinderFrame{.centre = f.centre,
                                   .right = f.down,
                                   .down = -f.right,
                                   .error = f.error,
                                   .isInverted = f.isInverted};
            };
            const FinderFrame corner = quarter(b);
            pairs.push_back({.triple = {.topLeft = corner,
                                        .topRight = moved(corner, n * corner.right),
                                        .bottomLeft = quarter(a),
                                        .modules = n,
                                        .doubtfulness = doubt,
                                        .corner = second,
                                        .right = second,
                                        .below = first},
                             .first = first,
                             .second = second,
                             .missing = 1});
        }
    std::stable_sort(pairs.begin(), pairs.end(), [](const QrPair& a, const QrPair& b) {
        return a.triple.doubtfulness < b.triple.doubtfulness;
    });
    return pairs;
}

cv::Matx33d qrPerspective(const QrTriple& triple, int version) {
    const double side = qrSide(version);
    const double far = (side - 7) / side;
    const double size = std::max(cv::norm(triple.topRight.centre - triple.topLeft.centre),
                                 cv::norm(triple.bottomLeft.centre - triple.topLeft.centre));
    std::vector<cv::Point2d> modules;
    std::vector<cv::Point2d> pixels;
    const auto add = [&](const FinderFrame& frame, double x, double y) {
        const double end = 7 / side;
        for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {end, 0.0}, {end, end}, {0.0, end}})
            modules.emplace_back(x + dx, y + dy);
        for (const auto& corner : cornersOf(frame)) pixels.push_back((corner - triple.topLeft.centre) / size);
    };
    add(triple.topLeft, 0, 0);
    add(triple.topRight, far, 0);
    add(triple.bottomLeft, 0, far);
    const cv::Matx33d back(size, 0, triple.topLeft.centre.x, 0, size, triple.topLeft.centre.y, 0, 0, 1);
    const cv::Matx33d there(1 / side, 0, 0, 0, 1 / side, 0, 0, 0, 1);
    const cv::Matx33d h = back * perspectiveOf(modules, pixels) * there;
    return h * (1 / h(2, 2));
}

}  // namespace daiban::codes
