#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::printing {

/// A font without ink, as wide as one likes: what is searched for and copied under the picture of a page.
///
/// Each character asked for in a width gets a code of its own (CID), whose glyph has no outline and that width, and
/// that stands for the character. So every character of a line begins where its picture begins and ends where the next
/// one begins, with no gap that a reader would take for a blank.
class PdfFont {
  public:
    static constexpr int unitsPerEm = 1000;
    static constexpr int widthStep = 100;  ///< of 1000: 0.4 mm for a character of 4 mm; errors do not add up
    static constexpr int widths = 200;     ///< up to 20 em
    static constexpr int ascent = 880;
    static constexpr int descent = -120;

    /// A code and the width it has, in em.
    struct Code {
        std::uint16_t cid = 0;
        double width = 0;
    };
    /// The code of a character about as wide as asked for, in em. When 60,000 codes are given out, a character that has
    /// some gets the one nearest in width.
    [[nodiscard]] Code code(char32_t character, double width);

    [[nodiscard]] bool empty() const { return glyphOf_.empty(); }
    /// One width for each code, from 1 on, in thousandths of an em.
    [[nodiscard]] std::vector<int> codeWidths() const;
    [[nodiscard]] std::string trueType() const;    ///< the font file
    [[nodiscard]] std::string cidToGlyph() const;  ///< the stream CIDToGIDMap
    [[nodiscard]] std::string toUnicode() const;   ///< the CMap

  private:
    [[nodiscard]] Code nearest(const std::map<int, std::uint16_t>& codes, int glyph) const;

    std::map<char32_t, std::map<int, std::uint16_t>> codes_;  ///< character -> glyph -> CID
    std::vector<char32_t> characterOf_;                       ///< of CID 1, 2, ...
    std::vector<int> glyphOf_;                                ///< of CID 1, 2, ...; glyph n is n steps wide
};

}  // namespace daiban::printing
