#pragma once

#include <string_view>

#include "page/formats/Resolution.h"

namespace daiban::page {

/// What EXIF data (CIPA DC-008) say about a picture.
struct Exif {
    int orientation = 1;      ///< 1 to 8
    Resolution resolution;    ///< as said; means nothing of a photograph
    bool photograph = false;  ///< taken by a camera, which cannot know how large the paper was
};

/// `bytes` begin with the byte order mark "II" or "MM", with or without "Exif\0\0" before it.
/// Whatever is broken in them counts as not said.
[[nodiscard]] Exif readExif(std::string_view bytes);

}  // namespace daiban::page
