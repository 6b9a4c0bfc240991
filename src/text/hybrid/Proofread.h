#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "text/hybrid/Lexicon.h"
#include "text/ppocr/Recogniser.h"

namespace daiban::text::hybrid {

/// What the recogniser is known to get wrong, put right where the picture or the neighbours leave no doubt: brackets
/// that do not match, rules read as _, dashes read as 一, 日 read as 11, a wrong character where another that the
/// network holds possible makes a word of the lexicon. `strip` is the picture the characters were read from.
[[nodiscard]] std::vector<ppocr::ReadCharacter> proofread(std::vector<ppocr::ReadCharacter> characters,
                                                          const cv::Mat& strip, const Lexicon& lexicon);

}  // namespace daiban::text::hybrid
