#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

enum class Effort {
    Brief,  ///< what costs little
    Full,   ///< everything
};

/// Where to try again.
struct Place {
    cv::Rect where;
    Effort effort = Effort::Full;
};

/// Adds codes that the plain pass did not find: each place is tried again in other sizes, sharper, smoother, inverted,
/// at other thresholds and by ZBar. What costs little is tried at all places before what costs more, and a place in
/// which a code was found, be it from another place, is done with. `gray` is CV_8UC1; quads are in its pixels.
void addWithRemedies(std::vector<Code>& codes, const cv::Mat& gray, const std::vector<Place>& places, int most);

/// Takes codes in that are not there yet, up to `most`.
void addNew(std::vector<Code>& codes, std::vector<Code> found, int most);
/// Whether the middle of one of the codes lies there.
[[nodiscard]] bool hasCode(const cv::Rect& place, const std::vector<Code>& codes);

}  // namespace daiban::codes
