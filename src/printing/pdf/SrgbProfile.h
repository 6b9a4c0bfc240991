#pragma once

#include <string>

namespace daiban::printing {

/// The ICC profile (version 2.1) of sRGB, IEC 61966-2-1, made by Little CMS; the same bytes each time.
[[nodiscard]] std::string srgbProfile();

}  // namespace daiban::printing
