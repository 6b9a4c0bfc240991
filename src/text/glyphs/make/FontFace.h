#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>

namespace daiban::text::glyphs {

/// A glyph drawn by a font: 8-bit coverage, 255 is ink.
struct DrawnGlyph {
    cv::Mat coverage;  ///< empty for a blank
    int left = 0;      ///< of the coverage's left edge from the pen, pixels
    int top = 0;       ///< of its upper edge above the baseline
    double advance = 0;
};

/// An outline font, drawn without hinting and without the bitmaps it may carry for small sizes.
class FontFace {
  public:
    /// `index`: which of a collection's fonts. Throws Error{DependencyMissing}.
    explicit FontFace(const std::filesystem::path& file, int index = 0);
    ~FontFace();
    FontFace(FontFace&&) noexcept;
    FontFace& operator=(FontFace&&) noexcept;

    /// Empty where the font has no glyph for the character. `size`: pixels an em.
    [[nodiscard]] std::optional<DrawnGlyph> draw(char32_t character, double size) const;

  private:
    struct Library;
    std::unique_ptr<Library> library_;
};

}  // namespace daiban::text::glyphs
