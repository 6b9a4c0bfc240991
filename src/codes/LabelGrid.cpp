#include "codes/LabelGrid.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "codes/DecodeLabelSymbol.h"

namespace daiban::codes {

namespace {

constexpr double leastStart = 0.35;  // right grids start above; most wrong ones end here
constexpr int quiet = 3;             // modules of the quiet zone that are looked at

/// A place whose shade is known, in module coordinates.
struct Known {
    cv::Point2d at;
    double light = 0;
};

using KnownPlaces = std::vector<Known>;

/// Modules and quiet zone as a camera sees them that is a little out of focus, those of `used` (CV_8UC1, 29 x 29) only.
KnownPlaces placesOf(const cv::Mat& darkness, const cv::Mat& used) {
    const cv::Rect symbol(quiet, quiet, labelSymbolModules, labelSymbolModules);
    cv::Mat light(labelSymbolModules + 2 * quiet, labelSymbolModules + 2 * quiet, CV_32F, cv::Scalar(1));
    cv::Mat isKnown(light.size(), CV_8UC1, cv::Scalar(255));
    cv::Mat(1 - darkness).copyTo(light(symbol));
    used.copyTo(isKnown(symbol));
    cv::Mat soft;
    cv::GaussianBlur(light, soft, {5, 5}, 0.5);
    KnownPlaces places;
    for (int y = 0; y < light.rows; ++y)
        for (int x = 0; x < light.cols; ++x)
            if (isKnown.at<std::uint8_t>(y, x) != 0)
                places.push_back({{x - quiet + 0.5, y - quiet + 0.5}, soft.at<float>(y, x)});
    return places;
}

/// What is the same in all symbols; what is not is gray.
KnownPlaces drawnFrame() {
    const cv::Mat& frame = labelSymbolFrame();
    cv::Mat darkness(frame.size(), CV_32F, cv::Scalar(0.5));
    darkness.setTo(0, frame == 0);
    darkness.setTo(1, frame == 1);
    return placesOf(darkness, frame != 2);
}

float shadeAt(const cv::Mat& image, double x, double y) {
    const double px = x - 0.5;
    const double py = y - 0.5;
    const int left = static_cast<int>(std::floor(px));
    const int top = static_cast<int>(std::floor(py));
    if (left < 0 || top < 0 || left + 1 >= image.cols || top + 1 >= image.rows) return -1;
    const auto fx = static_cast<float>(px - left);
    const auto fy = static_cast<float>(py - top);
    const float* upper = image.ptr<float>(top) + left;
    const float* lower = image.ptr<float>(top + 1) + left;
    return (upper[0] * (1 - fx) + upper[1] * fx) * (1 - fy) + (lower[0] * (1 - fx) + lower[1] * fx) * fy;
}

/// Correlation of what is known with what is seen.
double fitOf(const cv::Mat& image, const LabelGrid& grid, const KnownPlaces& places) {
    const cv::Matx33d h = grid.toPixels();
    double n = 0, sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0;
    for (const auto& known : places) {
        const double w = h(2, 0) * known.at.x + h(2, 1) * known.at.y + h(2, 2);
        const double x = (h(0, 0) * known.at.x + h(0, 1) * known.at.y + h(0, 2)) / w;
        const double y = (h(1, 0) * known.at.x + h(1, 1) * known.at.y + h(1, 2)) / w;
        const double seen = shadeAt(image, x, y);
        if (seen < 0) continue;
        ++n;
        sumA += seen;
        sumB += known.light;
        sumAA += seen * seen;
        sumBB += known.light * known.light;
        sumAB += seen * known.light;
    }
    if (n < 0.7 * static_cast<double>(places.size())) return -1;
    const double a = sumAA - sumA * sumA / n;
    const double b = sumBB - sumB * sumB / n;
    return a > 0 && b > 0 ? (sumAB - sumA * sumB / n) / std::sqrt(a * b) : -1;
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

/// The symbol, its quiet zone and some slack.
cv::Rect2d surroundings(const LabelGrid& grid) {
    const auto [left, right] = std::minmax_element(grid.anchors.begin(), grid.anchors.end(),
                                                   [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(grid.anchors.begin(), grid.anchors.end(),
                                                   [](const auto& a, const auto& b) { return a.y < b.y; });
    const double margin = 10 * grid.module;
    return {left->x - margin, top->y - margin, right->x - left->x + 2 * margin, bottom->y - top->y + 2 * margin};
}

void tryCorner(const cv::Mat& image, const KnownPlaces& places, LabelGrid& best) {
    const cv::Point2d start = best.anchors[2];
    for (double dy = -3; dy <= 3; dy += 0.75)
        for (double dx = -3; dx <= 3; dx += 0.75) {
            LabelGrid trial = best;
            trial.anchors[2] = start + cv::Point2d(dx, dy) * best.module;
            trial.fit = fitOf(image, trial, places);
            if (trial.fit > best.fit) best = trial;
        }
}

void descend(const cv::Mat& image, const KnownPlaces& places, double largestStep, LabelGrid& best) {
    for (double step = largestStep; step > 0.02; step /= 2)
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

/// `fit` works on the part of the image around the grid, its light evened.
template <typename Fit>
LabelGrid fitted(const cv::Mat& gray, LabelGrid grid, const Fit& fit) {
    const cv::Rect around = cv::Rect(surroundings(grid)) & cv::Rect({}, gray.size());
    if (around.empty()) return grid;
    const cv::Mat image = evened(gray(around), grid.module);
    for (auto& p : grid.anchors) p -= cv::Point2d(around.tl());
    fit(image, grid);
    for (auto& p : grid.anchors) p += cv::Point2d(around.tl());
    return grid;
}

}  // namespace

cv::Matx33d LabelGrid::toPixels() const {
    constexpr auto near = 3.5F;
    constexpr auto far = static_cast<float>(labelSymbolModules) - 3.5F;
    const std::vector<cv::Point2f> from{{near, near}, {far, near}, {far, far}, {near, far}};
    std::vector<cv::Point2f> to;
    for (const auto& p : anchors) to.emplace_back(p);
    return cv::getPerspectiveTransform(from, to);
}

LabelGrid laidGrid(const cv::Mat& gray, const FinderTriple& corners) {
    const cv::Point2d across = corners.topRight.centre - corners.topLeft.centre;
    const cv::Point2d down = corners.bottomLeft.centre - corners.topLeft.centre;
    const LabelGrid grid{.anchors = {corners.topLeft.centre, corners.topRight.centre,
                                     corners.topLeft.centre + across + down, corners.bottomLeft.centre},
                         .fit = 0,
                         .module = (cv::norm(across) + cv::norm(down)) / 2 / (labelSymbolModules - 7)};
    return fitted(gray, grid, [](const cv::Mat& image, LabelGrid& best) {
        static const KnownPlaces frame = drawnFrame();
        best.fit = fitOf(image, best, frame);
        tryCorner(image, frame, best);
        if (best.fit > leastStart) descend(image, frame, 0.8, best);
    });
}

LabelGrid refinedGrid(const cv::Mat& gray, const LabelGrid& grid, const cv::Mat& darkness) {
    return fitted(gray, grid, [&](const cv::Mat& image, LabelGrid& best) {
        const KnownPlaces places = placesOf(darkness, cv::Mat(darkness.size(), CV_8UC1, cv::Scalar(255)));
        best.fit = fitOf(image, best, places);
        descend(image, places, 0.4, best);
    });
}

}  // namespace daiban::codes
