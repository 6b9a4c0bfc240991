#include "page/formats/Format.h"

#include "base/Error.h"

namespace daiban::page {
namespace {

/// The longest side any of the decoders is asked for; JPEG itself ends at 65,535.
constexpr std::int64_t longestSide = 100'000;

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
    if (width > longestSide || height > longestSide || width * height > input_.limits.pixels)
        refuse("has " + std::to_string(width) + " x " + std::to_string(height) + " pixels, more than the " +
               std::to_string(input_.limits.pixels / 1'000'000) + " million allowed; scan it with a lower dpi.");
}

void PageFile::Format::checkPages(std::int64_t pages) const {
    if (pages > input_.limits.pages)
        refuse("has more than " + std::to_string(input_.limits.pages) + " pages; split it into smaller files.");
}

}  // namespace daiban::page
