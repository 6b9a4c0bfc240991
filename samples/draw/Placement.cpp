#include "samples/draw/Placement.h"

#include <cmath>
#include <numbers>

#include "samples/draw/Truth.h"

namespace daiban::samples {

cv::Matx23d placement(cv::Size page, cv::Point2d centre, double degreesClockwise, double scale) {
    const double angle = degreesClockwise * std::numbers::pi / 180;
    const double c = scale * std::cos(angle), s = scale * std::sin(angle);
    const double x = page.width / 2.0, y = page.height / 2.0;
    return {c, -s, centre.x - c * x + s * y, s, c, centre.y - s * x - c * y};
}

cv::Point2d moved(const cv::Matx23d& by, cv::Point2d point) {
    return {by(0, 0) * point.x + by(0, 1) * point.y + by(0, 2), by(1, 0) * point.x + by(1, 1) * point.y + by(1, 2)};
}

nlohmann::ordered_json movedQuad(const cv::Matx23d& by, const nlohmann::ordered_json& json) {
    Quad quad = quadFrom(json);
    for (cv::Point2d& corner : quad) corner = moved(by, corner);
    return quadJson(quad);
}

}  // namespace daiban::samples
