#include "documents/JoinSpreadLabels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "base/Text.h"

namespace daiban::documents {

namespace {

/// In heights of the line: a label of two characters spread to the width of five leaves three empty.
constexpr double widestGap = 3.2;
/// The halves of a label that is known to be printed so: on business licences as wide as 法定代表人, and boxes of small
/// print are drawn tight.
constexpr double widestKnownGap = 5;
/// Two halves of a label are printed in one size; detectors' boxes differ by their margins.
constexpr double mostHeightRatio = 1.6;
/// Of halves of a known label: a box round one character alone may be as tight as half of another's (户　别).
constexpr double mostKnownHeightRatio = 2;
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

/// How far `right` stands to the right of `left` on the same row, in pixels; empty when it does not, or is farther than
/// the halves of a label (`known`: of one that is printed so) may be.
std::optional<double> gapBetween(const Box& left, const Box& right, bool known) {
    const double widest = known ? widestKnownGap : widestGap;
    const double mostRatio = known ? mostKnownHeightRatio : mostHeightRatio;
    const double shared = std::min(left.bottom, right.bottom) - std::max(left.top, right.top);
    const double lower = std::min(left.height(), right.height());
    const double higher = std::max(left.height(), right.height());
    if (lower <= 0 || shared < 0.6 * lower || higher > mostRatio * lower) return std::nullopt;
    const double gap = right.left - left.right;
    // Boxes have margins, so neighbours may overlap by a little.
    if (gap < -0.3 * lower || gap > widest * lower) return std::nullopt;
    return gap;
}

/// Two-character labels that are printed spread.
constexpr std::array<std::u32string_view, 44> spreadLabels{
    U"姓名", U"性别", U"民族", U"住址", U"地址", U"出生", U"年龄", U"籍贯", U"编号", U"电话", U"职业",
    U"学历", U"单位", U"日期", U"名称", U"类型", U"住所", U"场所", U"字号", U"职务", U"国籍", U"户名",
    U"账号", U"卡号", U"学号", U"学校", U"专业", U"坐落", U"用途", U"面积", U"关系", U"备注", U"金额",
    U"合计", U"证号", U"户别", U"户号", U"部别", U"科别", U"床号", U"手机", U"校名", U"时间", U"期限"};

bool isSpreadLabel(char32_t first, char32_t second) {
    return std::ranges::any_of(spreadLabels,
                               [&](std::u32string_view label) { return label[0] == first && label[1] == second; });
}

char32_t firstOf(const text::TextLine& line) {
    const std::u32string text = base::toCodePoints(base::squeezed(line.text));
    return text.empty() ? U'\0' : text[0];
}

std::optional<std::size_t> otherHalfOf(const std::vector<text::TextLine>& lines, std::size_t half) {
    const Box box = boxOf(lines[half]);
    std::optional<std::size_t> nearest;
    double nearestGap = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == half) continue;
        const bool known = isSpreadLabel(firstOf(lines[half]), firstOf(lines[i]));
        const auto gap = gapBetween(box, boxOf(lines[i]), known);
        if (!gap || (nearest && *gap >= nearestGap)) continue;
        nearest = i;
        nearestGap = *gap;
    }
    if (nearest && !beginsChinese(lines[*nearest])) return std::nullopt;
    return nearest;
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

/// A line right of a column of characters that the character in it goes on with: "称…" for 名, rows in order.
const text::TextLine* partnerOf(char32_t first, const Box& column, double after,
                                const std::vector<text::TextLine>& lines) {
    const text::TextLine* best = nullptr;
    for (const auto& line : lines) {
        const Box box = boxOf(line);
        const double middle = (box.top + box.bottom) / 2;
        if (middle <= after || middle < column.top - box.height() / 2 || middle > column.bottom + box.height() / 2)
            continue;
        if (box.left < column.right - 0.5 * box.height() || box.left - column.right > widestKnownGap * box.height())
            continue;
        if (!isSpreadLabel(first, firstOf(line)) || isVertical(line)) continue;
        if (best == nullptr || middle < (boxOf(*best).top + boxOf(*best).bottom) / 2) best = &line;
    }
    return best;
}

/// The characters of a column on the rows of what they go on with. A detector's column may hold a character that is
/// none (a seal's, a rule); two that go on at least, and all but one, make the others no column either. Empty: it is a
/// column.
std::vector<text::TextLine> onRowsOfPartners(const text::TextLine& column, const std::vector<text::TextLine>& lines) {
    std::vector<text::TextLine> halves;
    const auto characters = charactersOf(column);
    const Box box = boxOf(column);
    double after = box.top - box.height();
    for (const auto& character : characters) {
        const auto* partner = partnerOf(firstOf(character), box, after, lines);
        if (partner == nullptr) continue;
        const Box row = boxOf(*partner);
        after = (row.top + row.bottom) / 2;
        halves.push_back(character);
        halves.back().quad = base::rectangle(box.left, row.top, box.right - box.left, row.height());
    }
    const bool enough = halves.size() >= 2 && halves.size() + 1 >= characters.size();
    return enough ? halves : std::vector<text::TextLine>{};
}

/// Two columns beside one another that are the halves of the same labels: 名类住 and 称型所. Both are parted where they
/// are.
bool areHalvesOfColumns(const text::TextLine& left, const text::TextLine& right) {
    const auto a = charactersOf(left), b = charactersOf(right);
    if (!isVertical(right) || a.size() != b.size()) return false;
    const Box x = boxOf(left), y = boxOf(right);
    if (y.left < x.right || y.left - x.right > widestKnownGap * (x.right - x.left)) return false;
    if (std::min(x.bottom, y.bottom) - std::max(x.top, y.top) < 0.7 * std::max(x.height(), y.height())) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!isSpreadLabel(firstOf(a[i]), firstOf(b[i]))) return false;
    return true;
}

/// Rows of the values right of a column, when there are as many as it has characters: it gives its rows only evenly.
std::vector<text::TextLine> onRowsOfValues(const text::TextLine& column, const std::vector<text::TextLine>& lines) {
    auto characters = charactersOf(column);
    const Box box = boxOf(column);
    std::vector<Box> rows;
    for (const auto& line : lines) {
        const Box row = boxOf(line);
        const double middle = (row.top + row.bottom) / 2;
        if (isVertical(line) || middle < box.top - row.height() / 2 || middle > box.bottom + row.height() / 2) continue;
        if (row.left > box.right - 0.5 * row.height() && row.left - box.right < widestGap * row.height())
            rows.push_back(row);
    }
    std::ranges::sort(rows, {}, &Box::top);
    if (rows.size() == characters.size())
        for (std::size_t i = 0; i < rows.size(); ++i)
            characters[i].quad = base::rectangle(box.left, rows[i].top, box.right - box.left, rows[i].height());
    return characters;
}

void replaceAt(std::vector<text::TextLine>& lines, std::size_t at, const std::vector<text::TextLine>& by) {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), by.begin(), by.end());
}

/// Halves of spread labels below one another that a detector took for columns, each on the row it belongs to.
std::vector<text::TextLine> withColumnsParted(std::vector<text::TextLine> lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!isVertical(lines[i])) continue;
        for (std::size_t j = 0; j < lines.size(); ++j) {
            if (i == j || !areHalvesOfColumns(lines[i], lines[j])) continue;
            // On the rows of the values, and the first halves on the same.
            const auto second = onRowsOfValues(lines[j], lines);
            auto first = charactersOf(lines[i]);
            const Box box = boxOf(lines[i]);
            for (std::size_t k = 0; k < first.size(); ++k) {
                const Box row = boxOf(second[k]);
                first[k].quad = base::rectangle(box.left, row.top, box.right - box.left, row.height());
            }
            const std::size_t later = std::max(i, j);
            replaceAt(lines, later, later == j ? second : first);
            replaceAt(lines, std::min(i, j), later == j ? first : second);
            break;
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!isVertical(lines[i])) continue;
        if (const auto halves = onRowsOfPartners(lines[i], lines); !halves.empty()) replaceAt(lines, i, halves);
    }
    return lines;
}

/// The first half that alone goes before this second one; none where there are several (住所, 场所).
char32_t onlyFirstOf(char32_t second) {
    return second == U'称' ? U'名' : second == U'型' ? U'类' : U'\0';
}

/// Whether a second half stands above or below it in one column, as on business licences: 称, 型, 所.
bool isInColumnOfHalves(const std::vector<text::TextLine>& lines, std::size_t at) {
    constexpr std::u32string_view seconds = U"称型所";
    constexpr double mostRows = 8;  // heights
    const Box box = boxOf(lines[at]);
    const double size = std::min(box.height(), isHalf(lines[at]) ? box.right - box.left : box.height());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const char32_t first = firstOf(lines[i]);
        if (i == at || first == firstOf(lines[at]) || seconds.find(first) == std::u32string_view::npos) continue;
        const Box other = boxOf(lines[i]);
        if (std::abs(other.left - box.left) < 0.5 * size && std::abs(other.top - box.top) < mostRows * size)
            return true;
    }
    return false;
}

bool hasFirstHalf(const std::vector<text::TextLine>& lines, std::size_t at, char32_t first) {
    return std::ranges::any_of(lines, [&](const text::TextLine& line) {
        return firstOf(line) == first && gapBetween(boxOf(line), boxOf(lines[at]), true);
    });
}

/// The first character of a line, as a line of its own that says `label`.
text::TextLine labelCutOff(text::TextLine& line, const std::u32string& label) {
    const std::u32string text = base::toCodePoints(base::squeezed(line.text));
    const double part = 1.0 / static_cast<double>(text.size());
    const auto& q = line.quad;
    const auto between = [&](base::Point a, base::Point b) {
        return base::Point{a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
    };
    const base::Point top = between(q[0], q[1]);
    const base::Point bottom = between(q[3], q[2]);
    text::TextLine cut{
        .text = base::toUtf8(label), .quad = {q[0], top, bottom, q[3]}, .confidence = line.confidence, .symbols = {}};
    line.text = base::toUtf8(text.substr(1));
    if (line.symbols.size() == text.size())
        line.symbols.erase(line.symbols.begin());
    else
        line.symbols.clear();
    line.quad = {top, q[1], q[2], bottom};
    return cut;
}

enum class LoneHalf { None, Alone, BeforeValue };

/// A second half whose first was not seen, or stands too far to be joined: 称 before a name, above 型.
LoneHalf loneHalfAt(const std::vector<text::TextLine>& lines, std::size_t at) {
    constexpr std::size_t leastGlued = 5;  // characters of a line that is half a label and a value
    const std::size_t length = base::toCodePoints(base::squeezed(lines[at].text)).size();
    const char32_t first = onlyFirstOf(firstOf(lines[at]));
    const bool isGlued = firstOf(lines[at]) == U'称' && length >= leastGlued;
    if (first == U'\0' || (length != 1 && !isGlued) || isVertical(lines[at])) return LoneHalf::None;
    if (hasFirstHalf(lines, at, first) || !isInColumnOfHalves(lines, at)) return LoneHalf::None;
    return isGlued ? LoneHalf::BeforeValue : LoneHalf::Alone;
}

void completeLoneHalves(std::vector<text::TextLine>& lines) {
    std::vector<LoneHalf> halves;
    for (std::size_t i = 0; i < lines.size(); ++i) halves.push_back(loneHalfAt(lines, i));
    std::vector<text::TextLine> cut;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const char32_t second = firstOf(lines[i]);
        const std::u32string label{onlyFirstOf(second), second};
        if (halves[i] == LoneHalf::BeforeValue) cut.push_back(labelCutOff(lines[i], label));
        if (halves[i] == LoneHalf::Alone)
            lines[i] = {
                .text = base::toUtf8(label), .quad = lines[i].quad, .confidence = lines[i].confidence, .symbols = {}};
    }
    lines.insert(lines.begin(), cut.begin(), cut.end());
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

/// A single character, or several that were lines of their own: 成　立　日　期.
bool isPiece(const text::TextLine& line, const std::vector<std::string>& joined) {
    return isHalf(line) || std::ranges::find(joined, line.text) != joined.end();
}

}  // namespace

std::vector<text::TextLine> withSpreadLabelsJoined(std::vector<text::TextLine> lines) {
    constexpr std::size_t longestSpread = 4;
    lines = withColumnsParted(std::move(lines));
    completeLoneHalves(lines);
    // Labels of three and four characters first: single ones beside one another.
    std::vector<std::string> joined;
    for (std::size_t i = 0; i < lines.size();) {
        const bool isShort = base::toCodePoints(base::squeezed(lines[i].text)).size() < longestSpread;
        const auto other = isShort && isPiece(lines[i], joined) ? otherHalfOf(lines, i) : std::nullopt;
        if (!other || (!isHalf(lines[i]) && !isHalf(lines[*other]))) {
            ++i;
            continue;
        }
        const bool single = isHalf(lines[*other]);
        prepend(lines[i], lines[*other]);
        if (single) joined.push_back(lines[*other].text);
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
        i = std::min(i, *other > i ? *other - 1 : *other);
    }
    return lines;
}

}  // namespace daiban::documents
