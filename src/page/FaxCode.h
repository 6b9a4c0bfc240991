#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace daiban::page {

/// ITU-T T.6 (fax group 4) of a shape: CV_8UC1, black where it is not 0. As PDF's CCITTFaxDecode takes it with K -1,
/// Columns and Rows given and BlackIs1 false.
[[nodiscard]] std::string faxCode(const cv::Mat& shape);

}  // namespace daiban::page
