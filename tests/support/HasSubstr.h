#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "base/Sentence.h"

namespace daiban::support {

inline std::string textOf(std::string_view text) {
    return std::string(text);
}
inline std::string textOf(const base::Sentence& sentence) {
    return sentence.text();
}

/// As testing::HasSubstr, also of a sentence as the source words it.
MATCHER_P(HasSubstr, part, "has substring \"" + std::string(part) + "\"") {
    return textOf(arg).find(part) != std::string::npos;
}

}  // namespace daiban::support
