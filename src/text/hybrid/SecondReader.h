#pragma once

#include <cstddef>
#include <functional>
#include <opencv2/core.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "text/glyphs/CutLine.h"
#include "text/glyphs/GlyphPrototypes.h"
#include "text/hybrid/Lexicon.h"
#include "text/ppocr/Recogniser.h"
#include "text/ppocr/Strip.h"

namespace daiban::text::hybrid {

/// What the second reader sees in one place of a line.
struct GlyphOpinion {
    glyphs::GlyphCell cell;                   ///< `seen`: indices of the characters read there; none: a hole
    std::vector<glyphs::GlyphMatch> matches;  ///< the nearest first; empty when it was not asked
    std::optional<double> distance{};         ///< to what was read there, when it is one character that it knows
    double at = 0;                            ///< the glyph's middle, pixels of the strip
    std::size_t before = 0;                   ///< the first character that stands behind the glyph's middle
};

/// Reads single Chinese characters by their shape, where the recogniser, which knows 5,509 of the 8,105 of the
/// 通用规范汉字表, may be wrong: where ink stands that nothing was read of, where it read two characters in the room of
/// one, and as a second opinion on what belongs to no known word (names).
class SecondReader {
  public:
    SecondReader(glyphs::GlyphPrototypes prototypes, const ppocr::Recogniser& first)
        : prototypes_(std::move(prototypes)), first_(first) {}

    /// The characters of a line with what the second reader knows better put in, and `candidates` where the two
    /// disagree. `bgr` is the picture that the strip was cut from.
    [[nodiscard]] std::vector<ppocr::ReadCharacter> reviewed(std::vector<ppocr::ReadCharacter> characters,
                                                             const ppocr::Strip& strip, const cv::Mat& bgr,
                                                             const Lexicon& lexicon) const;
    /// One for each glyph of the line; the second reader is asked where `ask` says so of what was read in a place
    /// (indices of characters; none: a hole).
    [[nodiscard]] std::vector<GlyphOpinion> opinions(
        const std::vector<ppocr::ReadCharacter>& characters, const ppocr::Strip& strip, const cv::Mat& bgr,
        const std::function<bool(const std::vector<std::size_t>&)>& ask) const;

  private:
    void decide(ppocr::ReadCharacter& c, const GlyphOpinion& opinion) const;
    void decideOnSign(ppocr::ReadCharacter& c, const GlyphOpinion& opinion) const;

    glyphs::GlyphPrototypes prototypes_;
    const ppocr::Recogniser& first_;
};

}  // namespace daiban::text::hybrid
