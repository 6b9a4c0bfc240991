#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

/// On a sheet of labels (three QR codes of about one size or more): dark places of the size of its codes, or wholly
/// black ones of the size of its labels, where none was read. What is printed, drawn or spilt there hides a label.
/// `gray` is CV_8UC1.
[[nodiscard]] std::vector<base::Quad> findSoiledLabels(const cv::Mat& gray, const std::vector<Code>& read);

}  // namespace daiban::codes
