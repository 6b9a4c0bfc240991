#include "imaging/ContentMap.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {
constexpr int cellSize = 8;  ///< pixels of the edge map
/// Cells of nothing but grain have up to twice as many edges as the median one.
constexpr double timesGrain = 2;

double medianOf(const cv::Mat1f& cells) {
    std::vector<float> values(cells.begin(), cells.end());
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return static_cast<double>(*middle);
}

/// Pixels over which another joint or noise breaks an edge, and how far beside it a joint has its other edge.
constexpr double widestBreak = 16;
/// Of the image's longer side.
constexpr double longestCharacter = 0.06;
constexpr int reach = 7;

cv::Point pixelAt(cv::Point2d p) {
    return {cvFloor(p.x), cvFloor(p.y)};
}

cv::Mat1b withoutJoints(const EdgeMap& edges, const std::vector<StraightLine>& lines) {
    cv::Mat1b left = edges.angle.clone();
    for (const StraightLine& line : lines)
        for (const auto& [from, to] : line.fromBorder(widestBreak))
            if (to - from > longestCharacter * std::max(left.cols, left.rows))
                cv::line(left, pixelAt(line.at(from)), pixelAt(line.at(to)), 0, 2 * reach + 1);
    return left;
}
}  // namespace

ContentMap::ContentMap(const EdgeMap& edges, const std::vector<StraightLine>& lines, double pixel)
    : cell_(cellSize * pixel) {
    const cv::Mat1b content = withoutJoints(edges, lines);
    const cv::Size cells((edges.angle.cols + cellSize - 1) / cellSize, (edges.angle.rows + cellSize - 1) / cellSize);
    cells_ = cv::Mat1f(cells, 0.F);
    for (int r = 0; r < edges.angle.rows; ++r)
        for (int c = 0; c < edges.angle.cols; ++c)
            if (content(r, c)) cells_(r / cellSize, c / cellSize) += 1;
    // Grain and weave are everywhere: only what exceeds them is content.
    cells_ = cv::max(cells_ - timesGrain * medianOf(cells_), 0);
    if (const double all = cv::sum(cells_)[0]; all > 0) cells_ /= all;
}

double ContentMap::shareInside(const Corners& quad) const {
    double top = 1e9, bottom = -1e9;
    for (const cv::Point2d& p : quad) top = std::min(top, p.y / cell_), bottom = std::max(bottom, p.y / cell_);
    double sum = 0;
    for (int r = std::max(0, static_cast<int>(top)); r < std::min<double>(cells_.rows, bottom); ++r) {
        double left = 1e9, right = -1e9;  // where the row's middle crosses the quad
        for (std::size_t i = 0; i < 4; ++i) {
            const cv::Point2d a = quad[i] / cell_, b = quad[(i + 1) % 4] / cell_;
            const double y = r + 0.5;
            if ((a.y <= y) == (b.y <= y)) continue;
            const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
            left = std::min(left, x), right = std::max(right, x);
        }
        for (int c = std::max(0, static_cast<int>(std::ceil(left - 0.5))); c + 0.5 < right && c < cells_.cols; ++c)
            sum += static_cast<double>(cells_(r, c));
    }
    return sum;
}

double ContentMap::shareWithOutline(const Corners& quad) const {
    const cv::Point2d middle = (quad[0] + quad[1] + quad[2] + quad[3]) / 4;
    Corners wider = quad;
    for (cv::Point2d& p : wider) {
        p.x += p.x > middle.x ? cell_ : -cell_;
        p.y += p.y > middle.y ? cell_ : -cell_;
    }
    return shareInside(wider);
}

double ContentMap::shareInside(const std::vector<Corners>& quads) const {
    double sum = 0;
    for (const Corners& quad : quads) sum += shareInside(quad);
    return sum;
}

}  // namespace daiban::imaging
