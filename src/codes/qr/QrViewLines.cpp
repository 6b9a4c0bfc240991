#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "codes/qr/GridLines.h"
#include "codes/qr/QrSymbol.h"
#include "codes/qr/QrView.h"

namespace daiban::codes {

bool QrView::followLines() {
    const int side = qrSide(version_);
    std::vector<cv::Point> known;
    for (const auto& control : controls_)
        known.emplace_back(std::clamp(static_cast<int>(control.x), 0, side - 1),
                           std::clamp(static_cast<int>(control.y), 0, side - 1));
    // From the finder patterns on: what was followed is laid straight before the next looks farther.
    constexpr std::array reaches{LinesReach{8, 2}, LinesReach{13, 3}, LinesReach{20, 5}, LinesReach{1e3, 6},
                                 LinesReach{1e3, 6}};
    constexpr int pixels = 6;  // a module
    const cv::Size size(side * pixels, side * pixels);
    cv::Mat_<cv::Vec2f> still(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            still(y, x) = {static_cast<float>((x + 0.5) / pixels), static_cast<float>((y + 0.5) / pixels)};
    for (const auto& reach : reaches) {
        cv::Mat_<cv::Vec2f> shifts(side, side);
        const auto& middle = middles();
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                const cv::Point2d shift =
                    middle[static_cast<std::size_t>(row * side + column)] - cv::Point2d(column + 0.5, row + 0.5);
                shifts(row, column) = {static_cast<float>(shift.x), static_cast<float>(shift.y)};
            }
        cv::Mat places;
        cv::resize(shifts, places, size, 0, 0, cv::INTER_LINEAR);
        places = (places + still + cv::Scalar(margin, margin)) * scale_ - cv::Scalar(0.5, 0.5);
        cv::Mat seen;
        cv::remap(seen_, seen, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        cv::Mat unseen;
        if (!glare_.empty()) cv::remap(glare_, unseen, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        const cv::Mat aside = gridShifts(seen, unseen, pixels, known, reach);
        if (aside.empty()) return false;
        // What lies aside of a place that itself lies aside.
        cv::Mat_<cv::Vec2f> from(side, side);
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column)
                from(row, column) =
                    aside.at<cv::Vec2f>(row, column) + cv::Vec2f(static_cast<float>(column), static_cast<float>(row));
        cv::Mat there;
        cv::remap(shifts, there, from, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        field_ = there + aside;
        surface_ = {};
        plate_.release();
        middles_.clear();
    }
    return true;
}

void QrView::holdFinders(const QrTriple& triple) {
    const cv::Matx33d toModules = toPixels_.inv();
    controls_.clear();
    shifts_.clear();
    const double far = qrSide(version_) - 3.5;
    const auto add = [&](int number, const FinderFrame& frame, double x, double y) {
        if (number == triple.hidden) return;
        for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {-3.5, -3.5}, {3.5, -3.5}, {3.5, 3.5}, {-3.5, 3.5}}) {
            const cv::Point2d pixel = frame.centre + dx * frame.right + dy * frame.down;
            const cv::Vec3d seen = toModules * cv::Vec3d(pixel.x, pixel.y, 1);
            controls_.emplace_back(x + dx, y + dy);
            shifts_.push_back(cv::Point2d(seen[0] / seen[2], seen[1] / seen[2]) - controls_.back());
        }
    };
    add(0, triple.topLeft, 3.5, 3.5);
    add(1, triple.topRight, far, 3.5);
    add(2, triple.bottomLeft, 3.5, far);
    fitPlate();
}

cv::Point2d QrView::fieldAt(cv::Point2d module) const {
    const double x = std::clamp(module.x - 0.5, 0.0, field_.cols - 1.001);
    const double y = std::clamp(module.y - 0.5, 0.0, field_.rows - 1.001);
    const int column = static_cast<int>(x);
    const int row = static_cast<int>(y);
    const auto fx = static_cast<float>(x - column);
    const auto fy = static_cast<float>(y - row);
    const auto* top = field_.ptr<cv::Vec2f>(row) + column;
    const auto* bottom = field_.ptr<cv::Vec2f>(row + 1) + column;
    const cv::Vec2f shift = (1 - fy) * ((1 - fx) * top[0] + fx * top[1]) + fy * ((1 - fx) * bottom[0] + fx * bottom[1]);
    return {shift[0], shift[1]};
}

}  // namespace daiban::codes
