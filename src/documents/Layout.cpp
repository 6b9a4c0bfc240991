#include "documents/Layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/Text.h"
#include "documents/JoinSpreadLabels.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

/// What a page of paper can hold; beyond it the text is noise and would only cost time.
constexpr std::size_t mostLines = 2000;
constexpr std::size_t mostGlyphs = 400;

/// A hole between two characters wider than this share of the line's height parts two cells. Printed words keep within
/// 0.3; spread labels ("姓  名") and cells are 0.6 and more apart.
constexpr double gapShare = 0.6;

bool isBlank(char32_t c) {
    return c <= 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

double widthOf(char32_t c) {
    return c < 0x2000 && c != U'·' ? 1 : 2;
}

/// Places every character between the line's ends by the width such a character has.
void spreadEvenly(LayoutLine& line, const std::u32string& text) {
    double total = 0;
    for (const char32_t c : text) total += widthOf(c);
    const double unit = total > 0 ? (line.right - line.left) / total : 0;
    double at = line.left;
    std::size_t glyph = 0;
    for (const char32_t c : text) {
        const double end = at + unit * widthOf(c);
        if (!isBlank(c)) {
            line.glyphs[glyph].left = at;
            line.glyphs[glyph].right = end;
            ++glyph;
        }
        at = end;
    }
}

/// Single characters that a symbol may be instead.
std::u32string othersOf(const text::TextSymbol& symbol) {
    std::u32string others;
    for (const auto* list : {&symbol.candidates, &symbol.alternatives})
        for (const std::string& text : *list)
            if (const std::u32string points = base::toCodePoints(text);
                points.size() == 1 && text != symbol.text &&
                others.find(foldedPoint(points[0])) == std::u32string::npos)
                others += foldedPoint(points[0]);
    return others;
}

/// Places the characters where the engine saw them. False when its symbols are not those of the text.
bool placeBySymbols(LayoutLine& line, const std::vector<text::TextSymbol>& symbols) {
    std::size_t glyph = 0;
    for (const auto& symbol : symbols) {
        std::u32string points;
        for (const char32_t c : base::toCodePoints(symbol.text))
            if (!isBlank(c)) points += c;
        const double left = std::min(symbol.quad[0].x, symbol.quad[3].x);
        const double right = std::max(symbol.quad[1].x, symbol.quad[2].x);
        for (std::size_t i = 0; i < points.size(); ++i, ++glyph) {
            if (glyph >= line.glyphs.size() || line.glyphs[glyph].shown != points[i]) return false;
            const double share = (right - left) / static_cast<double>(points.size());
            line.glyphs[glyph].left = left + share * static_cast<double>(i);
            line.glyphs[glyph].right = left + share * static_cast<double>(i + 1);
            line.glyphs[glyph].confidence = symbol.confidence.value();
            line.glyphs[glyph].doubtful = !symbol.candidates.empty();
            if (points.size() == 1) line.glyphs[glyph].maybe = othersOf(symbol);
        }
    }
    return glyph == line.glyphs.size();
}

void markGaps(LayoutLine& line) {
    for (std::size_t i = 1; i < line.glyphs.size(); ++i)
        if (line.glyphs[i].left - line.glyphs[i - 1].right > gapShare * line.height()) line.glyphs[i].gapBefore = true;
}

/// The quad levelled by the page's tilt, as an upright box.
void setBox(LayoutLine& line, const base::Quad& quad, double tiltTangent) {
    line.quad = quad;
    line.left = std::min(quad[0].x, quad[3].x);
    line.right = std::max(quad[1].x, quad[2].x);
    line.top = std::min(quad[0].y - quad[0].x * tiltTangent, quad[1].y - quad[1].x * tiltTangent);
    line.bottom = std::max(quad[3].y - quad[3].x * tiltTangent, quad[2].y - quad[2].x * tiltTangent);
    if (line.right < line.left) std::swap(line.left, line.right);
    if (line.bottom < line.top) std::swap(line.top, line.bottom);
}

LayoutLine lineOf(const text::TextLine& read, double tiltTangent, int index) {
    LayoutLine line;
    setBox(line, read.quad, tiltTangent);
    std::u32string text = base::toCodePoints(read.text);
    if (text.size() > mostGlyphs) text.resize(mostGlyphs);
    bool blank = false;
    for (const char32_t c : text) {
        if (!isBlank(c)) {
            line.glyphs.push_back(
                {c, foldedPoint(c), blank && !line.glyphs.empty(), 0, 0, read.confidence.value(), index});
            line.text += foldedPoint(c);
        }
        blank = isBlank(c);
    }
    line.vertical = line.glyphs.size() > 1 && line.height() > 1.5 * (line.right - line.left);
    spreadEvenly(line, text);
    if (!read.symbols.empty()) {
        auto placed = line;
        if (placeBySymbols(placed, read.symbols)) line = placed;
        markGaps(line);
    }
    return line;
}

/// Tangent of the page's remaining tilt: the median over long lines.
double tiltOf(const text::PageText& page) {
    std::vector<double> tangents;
    for (const auto& line : page.lines) {
        const double width = line.quad[1].x - line.quad[0].x;
        const double height = base::distance(line.quad[0], line.quad[3]);
        if (width > 4 * height && height > 0) tangents.push_back((line.quad[1].y - line.quad[0].y) / width);
    }
    if (tangents.size() < 3) return 0;
    const auto middle = tangents.begin() + static_cast<std::ptrdiff_t>(tangents.size() / 2);
    std::nth_element(tangents.begin(), middle, tangents.end());
    return std::clamp(*middle, -0.2, 0.2);
}

double medianHeightOf(const std::vector<LayoutLine>& lines) {
    std::vector<double> heights;
    for (const auto& line : lines)
        if (!line.vertical) heights.push_back(line.height());
    if (heights.empty()) return 0;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

bool isFinite(const base::Quad& quad) {
    return std::all_of(quad.begin(), quad.end(),
                       [](const base::Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

bool isLatin(char32_t c) {
    return c < 0x80 && c > 0x20;
}

}  // namespace

Layout::Layout(const text::PageText& page) {
    const double tilt = tiltOf(page);
    std::vector<text::TextLine> lines(
        page.lines.begin(), page.lines.begin() + static_cast<std::ptrdiff_t>(std::min(page.lines.size(), mostLines)));
    for (const auto& read : withSpreadLabelsJoined(std::move(lines))) {
        if (!isFinite(read.quad)) continue;
        auto line = lineOf(read, tilt, size());
        if (line.glyphs.empty()) continue;
        right_ = std::max(right_, line.right);
        bottom_ = std::max(bottom_, line.bottom);
        lines_.push_back(std::move(line));
    }
    medianHeight_ = medianHeightOf(lines_);
}

double holeBetween(const LayoutLine& line, const LayoutLine& next) {
    return (next.quad[0].x + next.quad[3].x) / 2 - (line.quad[1].x + line.quad[2].x) / 2;
}

bool beginsLevelWith(const LayoutLine& line, const LayoutLine& next) {
    constexpr double level = 0.6;  // of the higher line: what is filled in stands above its rule
    const double end = (line.quad[1].y + line.quad[2].y) / 2;
    const double begin = (next.quad[0].y + next.quad[3].y) / 2;
    const auto heightOf = [](double upper, double lower) { return std::abs(lower - upper); };
    return std::abs(end - begin) <
           level * std::max(heightOf(line.quad[1].y, line.quad[2].y), heightOf(next.quad[0].y, next.quad[3].y));
}

std::vector<int> Layout::inRunningOrder() const {
    constexpr double widestHole = 2.5, overlap = 0.9;  // heights of a line
    std::vector<int> next(lines_.size(), -1);
    std::vector<bool> follows(lines_.size(), false);
    for (int i = 0; i < size(); ++i) {
        const auto& here = line(i);
        double nearest = widestHole * here.height();
        for (int k = 0; k < size(); ++k) {
            const auto& other = line(k);
            if (k == i || here.vertical || other.vertical || follows[static_cast<std::size_t>(k)]) continue;
            const double hole = holeBetween(here, other);
            if (hole < -overlap * here.height() || hole > nearest || !beginsLevelWith(here, other)) continue;
            nearest = hole;
            next[static_cast<std::size_t>(i)] = k;
        }
        if (const int k = next[static_cast<std::size_t>(i)]; k >= 0) follows[static_cast<std::size_t>(k)] = true;
    }
    std::vector<int> order;
    for (int i = 0; i < size(); ++i)
        if (!follows[static_cast<std::size_t>(i)])
            for (int k = i; k >= 0; k = next[static_cast<std::size_t>(k)]) order.push_back(k);
    return order;
}

std::string shownText(const Glyphs& glyphs) {
    std::u32string out;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const bool gap = i > 0 && (glyphs[i].gapBefore || glyphs[i].line != glyphs[i - 1].line);
        if (gap && isLatin(glyphs[i].shown) && isLatin(glyphs[i - 1].shown)) {
            // A word that was broken at the line's end goes on without a blank.
            if (glyphs[i].line == glyphs[i - 1].line) out += U' ';
        }
        out += glyphs[i].shown;
    }
    return base::toUtf8(out);
}

std::u32string foldedText(const Glyphs& glyphs) {
    std::u32string out;
    for (const auto& glyph : glyphs) out += glyph.folded;
    return out;
}

double confidenceOf(const Glyphs& glyphs) {
    if (glyphs.empty()) return 0;
    double sum = 0;
    double worst = 1;
    for (const auto& glyph : glyphs) {
        sum += glyph.confidence;
        worst = std::min(worst, glyph.confidence);
    }
    return (2 * sum / static_cast<double>(glyphs.size()) + worst) / 3;
}

base::Quad boxOf(const Glyphs& glyphs, const Layout& layout) {
    if (glyphs.empty()) return {};
    double left = std::numeric_limits<double>::max();
    double right = std::numeric_limits<double>::lowest();
    double top = left;
    double bottom = right;
    for (const auto& glyph : glyphs) {
        const auto& line = layout.line(glyph.line);
        // The line's own edges at this glyph: levelled coordinates would be off on a tilted page.
        const double width = std::max(1.0, line.right - line.left);
        const double share = std::clamp(((glyph.left + glyph.right) / 2 - line.left) / width, 0.0, 1.0);
        left = std::min(left, glyph.left);
        right = std::max(right, glyph.right);
        top = std::min(top, line.quad[0].y + share * (line.quad[1].y - line.quad[0].y));
        bottom = std::max(bottom, line.quad[3].y + share * (line.quad[2].y - line.quad[3].y));
    }
    return base::rectangle(left, top, right - left, bottom - top);
}

}  // namespace daiban::documents
