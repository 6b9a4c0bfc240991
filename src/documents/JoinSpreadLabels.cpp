#include "documents/JoinSpreadLabels.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/Text.h"

namespace daiban::documents {

namespace {

/// In heights of the line: a label of two characters spread to the width of five leaves three empty.
constexpr double widestGap = 3.2;
/// Two halves of a label are printed in one size; detectors' boxes differ by their margins.
constexpr double mostHeightRatio = 1.6;
/// A whole value by itself, never the first half of a label.
constexpr std::u32string_view wholeValues = U"男女无有是否";

struct Box {
    double left, right, top, bottom;
    [[nodiscard]] double height() const { return bottom - top; }
};

Box boxOf(const text::TextLine& line) {
    const auto& q = line.quad;
    return {std::min(q[0].x, q[3].x), std::max(q[1].x, q[2].x), std::min(q[0].y, q[1].y), std::max(q[2].y, q[3].y)};
}

bool isHalf(const text::TextLine& line) {
    const std::u32string text = base::toCodePoints(base::squeezed(line.text));
    return text.size() == 1 && base::isHan(text[0]) && wholeValues.find(text[0]) == std::u32string_view::npos;
}

bool beginsChinese(const text::TextLine& line) {
    const std::u32string text = base::toCodePoints(base::squeezed(line.text));
    return !text.empty() && base::isHan(text[0]);
}

/// How far `right` stands to the right of `left` on the same row, in pixels; empty when it does not.
std::optional<double> gapBetween(const Box& left, const Box& right) {
    const double shared = std::min(left.bottom, right.bottom) - std::max(left.top, right.top);
    const double lower = std::min(left.height(), right.height());
    const double higher = std::max(left.height(), right.height());
    if (lower <= 0 || shared < 0.6 * lower || higher > mostHeightRatio * lower) return std::nullopt;
    const double gap = right.left - left.right;
    // Boxes have margins, so neighbours may overlap by a little.
    if (gap < -0.3 * lower || gap > widestGap * lower) return std::nullopt;
    return gap;
}

std::optional<std::size_t> otherHalfOf(const std::vector<text::TextLine>& lines, std::size_t half) {
    const Box box = boxOf(lines[half]);
    std::optional<std::size_t> nearest;
    double nearestGap = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == half) continue;
        const auto gap = gapBetween(box, boxOf(lines[i]));
        if (!gap || (nearest && *gap >= nearestGap)) continue;
        nearest = i;
        nearestGap = *gap;
    }
    if (nearest && !beginsChinese(lines[*nearest])) return std::nullopt;
    return nearest;
}

/// Two-character labels that are printed spread.
constexpr std::array<std::u32string_view, 14> spreadLabels{U"姓名", U"性别", U"民族", U"住址", U"地址",
                                                           U"出生", U"年龄", U"籍贯", U"编号", U"电话",
                                                           U"职业", U"学历", U"单位", U"日期"};

bool isSpreadLabel(char32_t first, char32_t second) {
    return std::ranges::any_of(spreadLabels,
                               [&](std::u32string_view label) { return label[0] == first && label[1] == second; });
}

/// The characters of a line that is written from top to bottom, each with its place.
std::vector<text::TextLine> charactersOf(const text::TextLine& line) {
    const std::u32string text = base::toCodePoints(base::squeezed(line.text));
    const auto n = static_cast<double>(text.size());
    const auto between = [](base::Point a, base::Point b, double part) {
        return base::Point{a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
    };
    const auto& q = line.quad;
    std::vector<text::TextLine> characters;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const double begin = static_cast<double>(i) / n;
        const double end = static_cast<double>(i + 1) / n;
        characters.push_back({.text = base::toUtf8(text.substr(i, 1)),
                              .quad = {between(q[0], q[3], begin), between(q[1], q[2], begin), between(q[1], q[2], end),
                                       between(q[0], q[3], end)},
                              .confidence = line.confidence,
                              .symbols = {}});
    }
    return characters;
}

bool isVertical(const text::TextLine& line) {
    const std::size_t length = base::toCodePoints(base::squeezed(line.text)).size();
    const Box box = boxOf(line);
    return length >= 2 && length <= 4 && box.height() > 1.5 * (box.right - box.left);
}

/// First halves one below the other that a detector took for one line: each has its own second half on its right.
bool areFirstHalves(const std::vector<text::TextLine>& characters, const std::vector<text::TextLine>& lines) {
    return std::ranges::all_of(characters, [&](const text::TextLine& character) {
        const char32_t first = base::toCodePoints(character.text)[0];
        return std::ranges::any_of(lines, [&](const text::TextLine& line) {
            const std::u32string text = base::toCodePoints(base::squeezed(line.text));
            return !text.empty() && isSpreadLabel(first, text[0]) && gapBetween(boxOf(character), boxOf(line));
        });
    });
}

std::vector<text::TextLine> withFirstHalvesParted(std::vector<text::TextLine> lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!isVertical(lines[i])) continue;
        const auto characters = charactersOf(lines[i]);
        if (!areFirstHalves(characters, lines)) continue;
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i), characters.begin(), characters.end());
    }
    return lines;
}

void prepend(const text::TextLine& half, text::TextLine& line) {
    line.text = half.text + " " + line.text;
    // Places are only of use when both lines have them.
    if (half.symbols.empty() || line.symbols.empty())
        line.symbols.clear();
    else
        line.symbols.insert(line.symbols.begin(), half.symbols.begin(), half.symbols.end());
    line.quad = {half.quad[0], line.quad[1], line.quad[2], half.quad[3]};
    line.confidence = std::min(half.confidence, line.confidence);
}

}  // namespace

std::vector<text::TextLine> withSpreadLabelsJoined(std::vector<text::TextLine> lines) {
    lines = withFirstHalvesParted(std::move(lines));
    for (std::size_t i = 0; i < lines.size();) {
        const auto other = isHalf(lines[i]) ? otherHalfOf(lines, i) : std::nullopt;
        if (!other) {
            ++i;
            continue;
        }
        prepend(lines[i], lines[*other]);
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return lines;
}

}  // namespace daiban::documents
