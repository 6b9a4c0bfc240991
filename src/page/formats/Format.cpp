#include "page/formats/Format.h"

#include <algorithm>

#include "base/Error.h"

namespace daiban::page {
namespace {

/// OpenCV warps no picture with a side of 32,767 pixels or more; at 600 dpi this is a paper of 1.4 metres.
constexpr std::int64_t longestSide = 32'766;
/// A screenshot that was scrolled: made as small as a page is for finding documents, nothing on it can be read. Short
/// ones are let be, for a barcode cut out is a strip too.
constexpr std::int64_t longestStrip = 5'000;
constexpr std::int64_t mostElongated = 10;

}  // namespace

void PageFile::Format::refuse(const std::string& what) const {
    throw base::Error(base::ErrorKind::Unreadable, input_.name + " " + what);
}

void PageFile::Format::refuseCutShort() const {
    refuse("is cut short; copy or scan it again.");
}

void PageFile::Format::refuseDamaged(const std::string& detail) const {
    refuse("is damaged (" + detail + "); copy or scan it again.");
}

void PageFile::Format::checkSize(std::int64_t width, std::int64_t height) const {
    if (width <= 0 || height <= 0) refuseDamaged("it says it has no pixels");
    const std::string size = std::to_string(width) + " x " + std::to_string(height);
    if (width * height > input_.limits.pixels)
        refuse("has " + size + " pixels, more than the " + std::to_string(input_.limits.pixels / 1'000'000) +
               " million allowed; scan it with a lower dpi.");
    if (width > longestSide || height > longestSide)
        refuse("has " + size + " pixels, more than the " + std::to_string(longestSide) +
               " allowed on one side; scan it in parts or with a lower dpi.");
    const auto [shorter, longer] = std::minmax(width, height);
    if (longer > longestStrip && longer > mostElongated * shorter)
        refuse("has " + size + " pixels, a strip more than " + std::to_string(mostElongated) +
               " times as long as it is wide, on which no page can be found; cut it into pictures of a page each.");
}

void PageFile::Format::checkPages(std::int64_t pages) const {
    if (pages > input_.limits.pages)
        refuse("has more than " + std::to_string(input_.limits.pages) + " pages; split it into smaller files.");
}

}  // namespace daiban::page
