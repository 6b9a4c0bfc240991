#pragma once

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

namespace daiban::samples {

/// Where a document's pixels come to lie on a sheet or the glass: its middle at `centre`, turned clockwise.
cv::Matx23d placement(cv::Size page, cv::Point2d centre, double degreesClockwise, double scale = 1);
cv::Point2d moved(const cv::Matx23d& by, cv::Point2d point);
nlohmann::ordered_json movedQuad(const cv::Matx23d& by, const nlohmann::ordered_json& json);

}  // namespace daiban::samples
