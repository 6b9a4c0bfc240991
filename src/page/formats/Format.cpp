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

void PageFile::Format::refuse(const base::Sentence& what) const {
    throw base::Error(base::ErrorKind::Unreadable, base::Sentence("{} {}", input_.name, what));
}

void PageFile::Format::refuseCutShort() const {
    refuse(base::Sentence("is cut short; copy or scan it again."));
}

void PageFile::Format::refuseDamaged(const base::Sentence& detail) const {
    refuse(base::Sentence("is damaged ({}); copy or scan it again.", detail));
}

void PageFile::Format::checkSize(std::int64_t width, std::int64_t height) const {
    if (width <= 0 || height <= 0) refuseDamaged(base::Sentence("it says it has no pixels"));
    const std::string size = std::to_string(width) + " x " + std::to_string(height);
    if (width * height > input_.limits.pixels)
        refuse(base::Sentence("has {} pixels, more than the {} million allowed; scan it with a lower dpi.", size,
                              input_.limits.pixels / 1'000'000));
    if (width > longestSide || height > longestSide)
        refuse(
            base::Sentence("has {} pixels, more than the {} allowed on one side; scan it in parts or with a lower dpi.",
                           size, longestSide));
    const auto [shorter, longer] = std::minmax(width, height);
    if (longer > longestStrip && longer > mostElongated * shorter)
        refuse(
            base::Sentence("has {} pixels, a strip more than {} times as long as it is wide, on which no page can be "
                           "found; cut it into pictures of a page each.",
                           size, mostElongated));
}

void PageFile::Format::checkPages(std::int64_t pages) const {
    if (pages > input_.limits.pages)
        refuse(base::Sentence("has more than {} pages; split it into smaller files.", input_.limits.pages));
}

}  // namespace daiban::page
