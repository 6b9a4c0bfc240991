#include "text/glyphs/make/FontFace.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <cmath>

#include "base/Error.h"

namespace daiban::text::glyphs {

namespace {

/// FreeType counts in parts of 64.
constexpr double parts = 64;

}  // namespace

struct FontFace::Library {
    Library(const std::filesystem::path& file, int index) {
        if (FT_Init_FreeType(&library) != 0 || FT_New_Face(library, file.c_str(), index, &face) != 0)
            throw base::Error(
                base::ErrorKind::DependencyMissing,
                base::Sentence("The font {} cannot be opened; install its package again.", file.string()));
    }
    ~Library() {
        FT_Done_Face(face);
        FT_Done_FreeType(library);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    FT_Library library = nullptr;
    FT_Face face = nullptr;
};

FontFace::FontFace(const std::filesystem::path& file, int index) : library_(std::make_unique<Library>(file, index)) {}
FontFace::~FontFace() = default;
FontFace::FontFace(FontFace&&) noexcept = default;
FontFace& FontFace::operator=(FontFace&&) noexcept = default;

std::optional<DrawnGlyph> FontFace::draw(char32_t character, double size) const {
    const FT_Face face = library_->face;
    const FT_UInt glyph = FT_Get_Char_Index(face, character);
    if (glyph == 0) return std::nullopt;
    FT_Set_Char_Size(face, 0, std::lround(size * parts), 72, 72);
    if (FT_Load_Glyph(face, glyph, FT_LOAD_RENDER | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return std::nullopt;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    DrawnGlyph drawn{
        {}, face->glyph->bitmap_left, face->glyph->bitmap_top, static_cast<double>(face->glyph->advance.x) / parts};
    if (bitmap.rows > 0 && bitmap.width > 0)
        drawn.coverage = cv::Mat(static_cast<int>(bitmap.rows), static_cast<int>(bitmap.width), CV_8U, bitmap.buffer,
                                 static_cast<std::size_t>(bitmap.pitch))
                             .clone();
    return drawn;
}

}  // namespace daiban::text::glyphs
