#include "codes/label/LabelGrid.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "codes/label/DecodeLabelSymbol.h"

namespace daiban::codes {

namespace {

// Module coordinates of the anchors.
constexpr float anchorNear = 3.5F;
constexpr float anchorFar = labelSymbolModules - anchorNear;
std::vector<cv::Point2f> anchorModules() {
    return {{anchorNear, anchorNear}, {anchorFar, anchorNear}, {anchorFar, anchorFar}, {anchorNear, anchorFar}};
}

constexpr double leastStart = 0.35;  // right grids start above; most wrong ones end here
constexpr int quiet = 3;             // modules of the quiet zone that are looked at

/// A place whose shade is known, in module coordinates.
struct Known {
    cv::Point2f at;
    float light = 0;
};

using KnownPlaces = std::vector<Known>;

/// What is the same in all symbols, as a camera sees it that is a little out of focus; what is not is gray.
KnownPlaces drawnFrame() {
    const cv::Mat& frame = labelSymbolFrame();
    const cv::Rect symbol(quiet, quiet, labelSymbolModules, labelSymbolModules);
    cv::Mat light(labelSymbolModules + 2 * quiet, labelSymbolModules + 2 * quiet, CV_32F, cv::Scalar(1));
    light(symbol).setTo(0.5, frame == 2);
    light(symbol).setTo(0, frame == 1);
    cv::Mat isKnown(light.size(), CV_8UC1, cv::Scalar(255));
    isKnown(symbol).setTo(0, frame == 2);
    cv::Mat soft;
    cv::GaussianBlur(light, soft, {5, 5}, 0.5);
    KnownPlaces places;
    for (int y = 0; y < light.rows; ++y)
        for (int x = 0; x < light.cols; ++x)
            if (isKnown.at<std::uint8_t>(y, x) != 0)
                places.push_back({cv::Point2d(x - quiet + 0.5, y - quiet + 0.5), soft.at<float>(y, x)});
    return places;
}

/// Fewer places are enough where grids are compared that are far from one another.
KnownPlaces everyNth(const KnownPlaces& places, std::size_t n) {
    KnownPlaces some;
    for (std::size_t i = 0; i < places.size(); i += n) some.push_back(places[i]);
    return some;
}

/// Between four pixels' middles; -1 outside.
float shadeAt(const cv::Mat& image, float x, float y) {
    const float px = x - 0.5F;
    const float py = y - 0.5F;
    const int left = static_cast<int>(px);
    const int top = static_cast<int>(py);
    if (px < 0 || py < 0 || left + 1 >= image.cols || top + 1 >= image.rows) return -1;
    const float fx = px - static_cast<float>(left);
    const float fy = py - static_cast<float>(top);
    const float* upper = image.ptr<float>(top) + left;
    const float* lower = upper + image.step1();
    const float above = upper[0] + (upper[1] - upper[0]) * fx;
    const float below = lower[0] + (lower[1] - lower[0]) * fx;
    return above + (below - above) * fy;
}

/// Correlation of what is known with what is seen. In single precision: it is asked for thousands of times, over some
/// hundred shades from 0 to 1.
double fitOf(const cv::Mat& image, const LabelGrid& grid, const KnownPlaces& places) {
    const cv::Matx33f h(grid.toPixels());
    float n = 0, sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0;
    for (const auto& known : places) {
        const float w = 1 / (h(2, 0) * known.at.x + h(2, 1) * known.at.y + h(2, 2));
        const float x = (h(0, 0) * known.at.x + h(0, 1) * known.at.y + h(0, 2)) * w;
        const float y = (h(1, 0) * known.at.x + h(1, 1) * known.at.y + h(1, 2)) * w;
        const float seen = shadeAt(image, x, y);
        if (seen < 0) continue;
        ++n;
        sumA += seen;
        sumB += known.light;
        sumAA += seen * seen;
        sumBB += known.light * known.light;
        sumAB += seen * known.light;
    }
    if (n < 0.7F * static_cast<float>(places.size())) return -1;
    const float a = sumAA - sumA * sumA / n;
    const float b = sumBB - sumB * sumB / n;
    return a > 0 && b > 0 ? static_cast<double>((sumAB - sumA * sumB / n) / std::sqrt(a * b)) : -1;
}

/// The shades without the light's gradient: divided by the brightest nearby.
cv::Mat evened(const cv::Mat& gray, double module) {
    cv::Mat soft;
    gray.convertTo(soft, CV_32F);
    if (module > 3) cv::GaussianBlur(soft, soft, {}, 0.2 * module);
    cv::Mat light;
    const double shrink = std::min(1.0, 2.0 / module);  // two pixels a module are enough for the light
    cv::resize(soft, light, {}, shrink, shrink, cv::INTER_AREA);
    cv::dilate(light, light, cv::getStructuringElement(cv::MORPH_RECT, {13, 13}));
    cv::GaussianBlur(light, light, {}, 6);
    cv::resize(light, light, soft.size(), 0, 0, cv::INTER_LINEAR);
    cv::Mat out = soft / (light + 1);
    return out;
}

/// Best first, and one of several that are nearly the same.
void keepBest(std::vector<LabelGrid>& grids, double apart, std::size_t most) {
    std::stable_sort(grids.begin(), grids.end(), [](const auto& a, const auto& b) { return a.fit > b.fit; });
    std::vector<LabelGrid> kept;
    for (const auto& grid : grids) {
        if (kept.size() == most) break;
        if (std::none_of(kept.begin(), kept.end(), [&](const auto& k) { return k.isNear(grid, apart); }))
            kept.push_back(grid);
    }
    grids = std::move(kept);
}

/// With the corner that has no finder pattern where it fits best, and at other places where it fits nearly as well.
std::vector<LabelGrid> withCorners(const cv::Mat& image, const KnownPlaces& places, const LabelGrid& grid) {
    constexpr double reach = 4;  // modules
    constexpr double step = 0.8;
    constexpr double apart = 1.2;
    constexpr std::size_t most = 3;
    std::vector<LabelGrid> grids;
    for (double dy = -reach; dy <= reach; dy += step)
        for (double dx = -reach; dx <= reach; dx += step) {
            LabelGrid trial = grid;
            trial.anchors[2] += cv::Point2d(dx, dy) * grid.module;
            trial.fit = fitOf(image, trial, places);
            if (trial.fit > leastStart) grids.push_back(trial);
        }
    keepBest(grids, apart, most);
    return grids;
}

/// In steps of these modules, each half of the one before.
struct Steps {
    double first = 0;
    double last = 0;
};

void descend(const cv::Mat& image, const KnownPlaces& places, const Steps& steps, LabelGrid& best) {
    best.fit = fitOf(image, best, places);
    for (double step = steps.first; step >= steps.last; step /= 2)
        for (int round = 0; round < 4; ++round) {
            const double before = best.fit;
            for (std::size_t i = 0; i < 4; ++i)
                for (const auto& direction : {cv::Point2d(1, 0), {-1, 0}, {0, 1}, {0, -1}}) {
                    LabelGrid trial = best;
                    trial.anchors[i] += direction * (step * best.module);
                    trial.fit = fitOf(image, trial, places);
                    if (trial.fit > best.fit) best = trial;
                }
            if (best.fit <= before) break;
        }
}

/// Where dirt hides a finder pattern, two of them and something else may have been taken for three: the place is right
/// and the corners are not.
void addTurned(std::vector<LabelGrid>& grids) {
    const std::size_t found = grids.size();
    for (std::size_t i = 0; i < found; ++i)
        for (int quarter = 1; quarter < 4; ++quarter) {
            LabelGrid turned = grids[i];
            std::rotate(turned.anchors.begin(), turned.anchors.begin() + quarter, turned.anchors.end());
            grids.push_back(turned);
        }
}

}  // namespace

cv::Matx33d LabelGrid::toPixels() const {
    // The unit square's perspective, whose eight equations have a short solution; it is asked for thousands of times.
    const cv::Point2d across = anchors[1] - anchors[2];
    const cv::Point2d along = anchors[3] - anchors[2];
    const cv::Point2d skew = anchors[0] - anchors[1] + anchors[2] - anchors[3];
    const double cross = across.cross(along);
    const double g = skew.cross(along) / cross;
    const double h = across.cross(skew) / cross;
    const cv::Point2d right = anchors[1] - anchors[0] + g * anchors[1];
    const cv::Point2d down = anchors[3] - anchors[0] + h * anchors[3];
    constexpr double unit = 1.0 / (anchorFar - anchorNear);
    const cv::Matx33d toSquare(unit, 0, -anchorNear * unit, 0, unit, -anchorNear * unit, 0, 0, 1);
    return cv::Matx33d(right.x, down.x, anchors[0].x, right.y, down.y, anchors[0].y, g, h, 1) * toSquare;
}

bool LabelGrid::isNear(const LabelGrid& other, double modules) const {
    for (std::size_t i = 0; i < anchors.size(); ++i)
        if (cv::norm(anchors[i] - other.anchors[i]) > modules * module) return false;
    return true;
}

LabelGrid roughGrid(const FinderTriple& finders) {
    const cv::Point2d across = finders.topRight.centre - finders.topLeft.centre;
    const cv::Point2d down = finders.bottomLeft.centre - finders.topLeft.centre;
    return {.anchors = {finders.topLeft.centre, finders.topRight.centre, finders.topLeft.centre + across + down,
                        finders.bottomLeft.centre},
            .fit = 0,
            .module = (cv::norm(across) + cv::norm(down)) / 2 / (labelSymbolModules - 7)};
}

std::vector<LabelGrid> roughGrids(const base::Quad& outline) {
    constexpr auto end = static_cast<float>(labelSymbolModules);
    const std::vector<cv::Point2f> from{{0, 0}, {end, 0}, {end, end}, {0, end}};
    std::vector<cv::Point2f> to;
    for (const auto& p : outline) to.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    std::vector<cv::Point2f> anchors;
    cv::perspectiveTransform(anchorModules(), anchors, cv::getPerspectiveTransform(from, to));
    LabelGrid grid;
    double around = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        grid.anchors[i] = anchors[i];
        around += cv::norm(anchors[(i + 1) % 4] - anchors[i]);
    }
    grid.module = around / 4 / (anchorFar - anchorNear);
    std::vector<LabelGrid> grids{grid};
    addTurned(grids);
    return grids;
}

std::vector<LabelGrid> laidGrids(const cv::Mat& gray, const std::vector<LabelGrid>& starts, double leastFit,
                                 std::size_t most) {
    constexpr double apart = 0.5;  // modules between grids that are not the same
    constexpr std::size_t trials = 16;
    constexpr std::size_t places = 3;
    constexpr std::size_t turns = 4;
    constexpr double stillToCome = 0.15;  // of a fit, by the fine steps or by turning
    constexpr Steps coarse{.first = 0.8, .last = 0.4};
    constexpr Steps fine{.first = 0.2, .last = 0.025};
    static const KnownPlaces frame = drawnFrame();
    static const KnownPlaces half = everyNth(frame, 2);
    static const KnownPlaces quarter = everyNth(frame, 4);
    std::vector<LabelGrid> grids;
    if (starts.empty()) return grids;
    const cv::Mat image = evened(gray, starts.front().module);
    for (const auto& start : starts) {
        auto found = withCorners(image, quarter, start);
        grids.insert(grids.end(), found.begin(), found.end());
    }
    keepBest(grids, apart, trials);
    for (auto& grid : grids) descend(image, half, coarse, grid);
    keepBest(grids, apart, places);
    if (grids.empty() || grids.front().fit < leastFit - stillToCome) return {};
    addTurned(grids);
    for (auto& grid : grids) descend(image, half, coarse, grid);
    keepBest(grids, apart, turns);
    for (auto& grid : grids) descend(image, frame, fine, grid);
    keepBest(grids, apart, most);
    std::erase_if(grids, [&](const auto& grid) { return grid.fit < leastFit; });
    return grids;
}

}  // namespace daiban::codes
