#include "printing/pdf/PdfFont.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace daiban::printing {

namespace {

constexpr std::size_t mostCodes = 60'000;
constexpr std::size_t lastCode = 65'534;
constexpr int glyphs = PdfFont::widths + 1;  ///< with .notdef, which nothing refers to

/// Big-endian numbers, as OpenType has them.
class Bytes {
  public:
    Bytes& u16(int value) {
        out_ += static_cast<char>((value >> 8) & 0xFF);
        out_ += static_cast<char>(value & 0xFF);
        return *this;
    }
    Bytes& u32(std::uint32_t value) { return u16(static_cast<int>(value >> 16)).u16(static_cast<int>(value & 0xFFFF)); }
    Bytes& zeros(std::size_t count) {
        out_.append(count, '\0');
        return *this;
    }
    Bytes& text(std::string_view text) {
        out_ += text;
        return *this;
    }
    [[nodiscard]] const std::string& bytes() const { return out_; }

  private:
    std::string out_;
};

// The tables of a TrueType font: ISO/IEC 14496-22 (Open Font Format), chapter 5.

std::string headTable() {
    return Bytes()
        .u32(0x00010000)  // version
        .u32(0x00010000)  // revision
        .u32(0)           // checksum adjustment, put in last
        .u32(0x5F0F3CF5)
        .u16(0x0003)  // baseline and left side bearing at 0
        .u16(PdfFont::unitsPerEm)
        .zeros(16)  // made, modified
        .u16(0)
        .u16(PdfFont::descent)
        .u16(PdfFont::widths * PdfFont::widthStep)
        .u16(PdfFont::ascent)
        .u16(0)  // style
        .u16(3)  // smallest readable size
        .u16(2)  // direction
        .u16(0)  // short offsets
        .u16(0)
        .bytes();
}

std::string hheaTable() {
    return Bytes()
        .u32(0x00010000)
        .u16(PdfFont::ascent)
        .u16(PdfFont::descent)
        .u16(0)
        .u16(PdfFont::widths * PdfFont::widthStep)  // widest
        .zeros(6)
        .u16(1)  // caret upright
        .zeros(14)
        .u16(glyphs)
        .bytes();
}

std::string maxpTable() {
    return Bytes().u32(0x00010000).u16(glyphs).zeros(8).u16(1).zeros(16).bytes();
}

std::string hmtxTable() {
    Bytes out;
    for (int glyph = 0; glyph < glyphs; ++glyph) out.u16(glyph * PdfFont::widthStep).u16(0);
    return out.bytes();
}

std::string cmapTable() {
    // Format 4 with the closing segment alone: no character has a glyph by itself.
    return Bytes()
        .u16(0)
        .u16(1)
        .u16(3)
        .u16(1)
        .u32(12)
        .u16(4)
        .u16(24)
        .u16(0)
        .u16(2)
        .u16(2)
        .u16(0)
        .u16(0)
        .u16(0xFFFF)
        .u16(0)
        .u16(0xFFFF)
        .u16(1)
        .u16(0)
        .bytes();
}

std::string nameTable() {
    constexpr std::string_view name = "DaibanUnseen";
    constexpr std::array<int, 4> ids{1, 3, 4, 6};
    Bytes out;
    out.u16(0).u16(static_cast<int>(ids.size())).u16(6 + 12 * static_cast<int>(ids.size()));
    for (const int id : ids) out.u16(1).u16(0).u16(0).u16(id).u16(static_cast<int>(name.size())).u16(0);
    return out.text(name).bytes();
}

std::string os2Table() {
    return Bytes()
        .u16(3)
        .u16(PdfFont::unitsPerEm)
        .u16(400)
        .u16(5)
        .zeros(22)
        .zeros(10)
        .zeros(20)
        .u16(0x40)
        .u16(0)
        .u16(0xFFFF)
        .u16(PdfFont::ascent)
        .u16(PdfFont::descent)
        .u16(0)
        .u16(PdfFont::ascent)
        .u16(-PdfFont::descent)
        .zeros(8)
        .u16(0)
        .u16(PdfFont::ascent)
        .zeros(6)
        .bytes();
}

std::string postTable() {
    return Bytes().u32(0x00030000).zeros(28).bytes();
}

std::uint32_t checksum(std::string_view table) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < table.size(); ++at)
        sum += static_cast<std::uint32_t>(static_cast<unsigned char>(table[at])) << (8 * (3 - at % 4));
    return sum;
}

struct Table {
    std::string_view tag;
    std::string bytes;
};

std::string fontFile(const std::vector<Table>& tables) {
    int power = 1, log = 0;
    while (power * 2 <= static_cast<int>(tables.size())) power *= 2, ++log;
    Bytes directory;
    directory.u32(0x00010000).u16(static_cast<int>(tables.size())).u16(16 * power).u16(log);
    directory.u16(16 * (static_cast<int>(tables.size()) - power));
    Bytes body;
    for (const Table& table : tables) {
        const std::size_t at = 12 + 16 * tables.size() + body.bytes().size();
        directory.text(table.tag).u32(checksum(table.bytes)).u32(static_cast<std::uint32_t>(at));
        directory.u32(static_cast<std::uint32_t>(table.bytes.size()));
        body.text(table.bytes).zeros((4 - table.bytes.size() % 4) % 4);
    }
    return directory.bytes() + body.bytes();
}

/// Puts the checksum adjustment of the whole file into the head table, which comes first of the tables' bodies.
void seal(std::string& file, std::size_t headAt) {
    const std::string adjustment = Bytes().u32(0xB1B0AFBA - checksum(file)).bytes();
    file.replace(headAt + 8, 4, adjustment);
}

std::string utf16Hex(char32_t c) {
    if (c < 0x10000) return fmt::format("{:04X}", static_cast<unsigned>(c));
    const auto rest = static_cast<unsigned>(c) - 0x10000;
    return fmt::format("{:04X}{:04X}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

}  // namespace

PdfFont::Code PdfFont::code(char32_t character, double width) {
    const int glyph = std::clamp(static_cast<int>(std::lround(width * unitsPerEm / widthStep)), 1, widths);
    auto& codes = codes_[character];
    if (const auto known = codes.find(glyph); known != codes.end()) return nearest(codes, glyph);
    if (glyphOf_.size() >= (codes.empty() ? lastCode : mostCodes)) {
        if (codes.empty()) codes = codes_.begin()->second;  // full beyond any script: found as another character
        return nearest(codes, glyph);
    }
    characterOf_.push_back(character);
    glyphOf_.push_back(glyph);
    codes[glyph] = static_cast<std::uint16_t>(glyphOf_.size());
    return nearest(codes, glyph);
}

PdfFont::Code PdfFont::nearest(const std::map<int, std::uint16_t>& codes, int glyph) const {
    const auto best = std::min_element(codes.begin(), codes.end(), [&](const auto& a, const auto& b) {
        return std::abs(a.first - glyph) < std::abs(b.first - glyph);
    });
    return {.cid = best->second, .width = static_cast<double>(best->first) * widthStep / unitsPerEm};
}

std::vector<int> PdfFont::codeWidths() const {
    std::vector<int> all;
    for (const int glyph : glyphOf_) all.push_back(glyph * widthStep);
    return all;
}

std::string PdfFont::trueType() const {
    // In the order of their tags, as the directory must be; no glyph has an outline, so every offset is 0.
    const std::vector<Table> tables{{"OS/2", os2Table()},
                                    {"cmap", cmapTable()},
                                    {"glyf", std::string(4, '\0')},
                                    {"head", headTable()},
                                    {"hhea", hheaTable()},
                                    {"hmtx", hmtxTable()},
                                    {"loca", std::string(2 * (glyphs + 1), '\0')},
                                    {"maxp", maxpTable()},
                                    {"name", nameTable()},
                                    {"post", postTable()}};
    std::size_t headAt = 12 + 16 * tables.size();
    for (const Table& table : tables) {
        if (table.tag == "head") break;
        headAt += (table.bytes.size() + 3) / 4 * 4;
    }
    std::string file = fontFile(tables);
    seal(file, headAt);
    return file;
}

std::string PdfFont::cidToGlyph() const {
    Bytes out;
    out.u16(0);
    for (const int glyph : glyphOf_) out.u16(glyph);
    return out.bytes();
}

std::string PdfFont::toUnicode() const {
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    constexpr std::size_t atOnce = 100;  // ISO 32000-1, 9.10.3 and Adobe Technical Note 5014: no more in one go
    for (std::size_t begin = 0; begin < characterOf_.size(); begin += atOnce) {
        const std::size_t end = std::min(begin + atOnce, characterOf_.size());
        out += fmt::format("{} beginbfchar\n", end - begin);
        for (std::size_t i = begin; i < end; ++i)
            out += fmt::format("<{:04X}> <{}>\n", i + 1, utf16Hex(characterOf_[i]));
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace daiban::printing
