#include "intake/IdCardsInText.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "base/Text.h"
#include "imaging/FitCard.h"

namespace daiban::intake {

namespace {

using namespace std::string_view_literals;

/// Something printed on a card: what it says, or for numbers and dates that it is one.
enum class Print { Label, Number, Range };

/// Where it stands: left edge and middle of its line, millimetres from the card's top-left corner.
struct KnownPrint {
    Print print;
    std::u32string_view label;
    base::Point at;
    double across;             ///< how far its left edge can be relied on (SeenMark)
    std::size_t wrong = 0;     ///< characters of the label that may be wrong
    bool tellsTheCard = true;  ///< other papers do not have it
};

/// The mean of two families of drawn cards, which differ by 1 mm: both follow the layout of GA 448.
constexpr std::array front{KnownPrint{Print::Label, U"姓名", {5.9, 8.3}, 1, 0, false},
                           KnownPrint{Print::Label, U"性别", {5.9, 15.0}, 1, 0, false},
                           KnownPrint{Print::Label, U"民族", {26, 15.0}, 0.6, 0, false},
                           KnownPrint{Print::Label, U"出生", {5.9, 21.6}, 1, 0, false},
                           KnownPrint{Print::Label, U"住址", {5.9, 28.4}, 1, 0, false},
                           KnownPrint{Print::Label, U"公民身份号码", {5.9, 46.9}, 1, 2},
                           KnownPrint{Print::Number, U"", {28.7, 46.6}, 0.5, 0, false}};
constexpr std::array back{KnownPrint{Print::Label, U"中华人民共和国", {30, 9.3}, 0.1, 2, false},
                          KnownPrint{Print::Label, U"居民身份证", {28.6, 19.0}, 0.1, 1},
                          KnownPrint{Print::Label, U"签发机关", {17, 39.3}, 1, 1, false},
                          KnownPrint{Print::Label, U"有效期限", {17, 46.3}, 1, 1, false},
                          KnownPrint{Print::Range, U"", {32.5, 46.4}, 0.5, 0, false}};

/// Marks of one card that agree within so many millimetres: places differ by 1 mm from issue to issue, and an unknown
/// tilt of 2 degrees moves the lowest label by 1.5 against the uppermost.
constexpr double tolerance = 4;
/// What a fit may leave, root of the mean square in millimetres.
constexpr double largestResidual = 1.8;
/// Other papers have 签发机关 over 有效期限 or 姓名 over 性别, too, but not as far apart: with few marks, or none that
/// is an identity card's own, they must fit better.
constexpr double largestResidualOfOthers = 0.7;
/// At a scale that is not the sheet's own all but this many marks of a side must be seen.
constexpr std::size_t mostMissing = 2;
/// Width of the eighteen digits on a card, millimetres (two families: 45.8 and 49.4).
constexpr double numberWidth = 47.5;
/// A sheet whose scale is that of its cards within this is not measured by them.
constexpr double sameScale = 0.08;
/// Copies are enlarged or reduced to so much at most.
constexpr double largestCopy = 2.1, smallestCopy = 0.45;
/// Two cards lie on one another by less of their area.
constexpr double overlapping = 0.15;

struct Glyph {
    char32_t point;
    base::Point left, right;  ///< middle of its left and right edge
};

base::Point between(base::Point a, base::Point b, double share) {
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

/// One line of the sheet, character by character.
struct Line {
    std::vector<Glyph> glyphs;
    std::u32string text;
    double tilt = 0;
};

Line lineOf(const text::TextLine& read) {
    Line line;
    const auto add = [&](const std::string& text, base::Point from, base::Point to) {
        const std::u32string points = base::folded(text);
        for (std::size_t i = 0; i < points.size(); ++i)
            if (points[i] != U' ')
                line.glyphs.push_back({points[i], between(from, to, static_cast<double>(i) / points.size()),
                                       between(from, to, static_cast<double>(i + 1) / points.size())});
    };
    const auto leftOf = [](const base::Quad& q) { return between(q[0], q[3], 0.5); };
    const auto rightOf = [](const base::Quad& q) { return between(q[1], q[2], 0.5); };
    if (read.symbols.empty()) add(read.text, leftOf(read.quad), rightOf(read.quad));
    for (const text::TextSymbol& symbol : read.symbols) add(symbol.text, leftOf(symbol.quad), rightOf(symbol.quad));
    for (const Glyph& glyph : line.glyphs) line.text += glyph.point;
    const base::Point a = leftOf(read.quad), b = rightOf(read.quad);
    line.tilt = std::atan2(b.y - a.y, b.x - a.x);
    return line;
}

/// A run of at least `fewest` characters of a kind.
template <class IsOne>
std::optional<std::pair<std::size_t, std::size_t>> runOf(const Line& line, std::size_t fewest, IsOne isOne) {
    for (std::size_t from = 0; from < line.glyphs.size();) {
        std::size_t to = from;
        while (to < line.glyphs.size() && isOne(line.glyphs[to].point)) ++to;
        if (to - from >= fewest) return std::pair(from, to);
        from = to + 1;
    }
    return std::nullopt;
}

constexpr std::size_t digitsOfNumber = 18;

std::optional<std::pair<std::size_t, std::size_t>> citizenNumberIn(const Line& line) {
    const auto run =
        runOf(line, digitsOfNumber - 1, [](char32_t c) { return base::isDigit(c) || c == U'X' || c == U'x'; });
    return run && run->second - run->first <= digitsOfNumber + 1 ? run : std::nullopt;
}

/// "2014.03.05-2034.03.05", "2014.03.05-长期"
std::optional<std::pair<std::size_t, std::size_t>> rangeIn(const Line& line) {
    constexpr std::size_t shortest = 11;
    return runOf(line, shortest,
                 [](char32_t c) { return base::isDigit(c) || U"..-—一"sv.find(c) != std::u32string_view::npos; });
}

/// Where in the line the print begins; none when it is not there.
std::optional<std::size_t> beginOf(const KnownPrint& known, const Line& line) {
    if (known.print == Print::Number) {
        const auto run = citizenNumberIn(line);
        return run ? std::optional(run->first) : std::nullopt;
    }
    if (known.print == Print::Range) {
        const auto run = rangeIn(line);
        return run ? std::optional(run->first) : std::nullopt;
    }
    if (line.text.size() + known.wrong < known.label.size()) return std::nullopt;
    const base::NearestPart part = base::nearestPart(known.label, line.text);
    return part.distance <= known.wrong && part.begin < line.glyphs.size() ? std::optional(part.begin) : std::nullopt;
}

/// All that was seen of one side of cards.
struct Seen {
    std::vector<imaging::SeenMark> marks;
    std::vector<const KnownPrint*> known;
    std::vector<double> tilts;
};

Seen seenOf(std::span<const KnownPrint> side, const std::vector<Line>& lines) {
    Seen seen;
    for (const Line& line : lines)
        for (const KnownPrint& known : side)
            if (const auto begin = beginOf(known, line)) {
                seen.marks.push_back({known.at, line.glyphs[*begin].left, known.across});
                seen.known.push_back(&known);
                seen.tilts.push_back(line.tilt);
            }
    return seen;
}

double medianOf(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// One side of an identity card: what is printed on it.
struct Side {
    std::string_view type;
    std::span<const KnownPrint> prints;
    std::size_t fewest;  ///< of them must be seen
};
constexpr std::array sides{Side{"id-card-front", front, 3}, Side{"id-card-back", back, 2}};

/// A card and how many different things of it were seen.
struct FoundCard {
    IdCardInText card;
    std::size_t marks = 0;
};

enum class Scale { OfSheet, OfNumber };

std::optional<FoundCard> cardOf(const Side& side, const Seen& seen, std::vector<std::size_t> group, double perMm,
                                Scale scale) {
    while (true) {
        std::vector<imaging::SeenMark> marks;
        std::vector<double> tilts;
        std::set<const KnownPrint*> known;
        for (const std::size_t i : group) {
            marks.push_back(seen.marks[i]);
            tilts.push_back(seen.tilts[i]);
            known.insert(seen.known[i]);
        }
        const bool tells = std::any_of(known.begin(), known.end(), [](auto* one) { return one->tellsTheCard; });
        if (known.size() < side.fewest) return std::nullopt;
        if (scale == Scale::OfNumber && known.size() + mostMissing < side.prints.size()) return std::nullopt;
        if (std::none_of(known.begin(), known.end(), [](auto* one) { return one->across >= 1; })) return std::nullopt;
        const imaging::CardFit fit = imaging::fitCard(marks, {perMm, medianOf(tilts)});
        const bool isSure = tells && known.size() > 2;
        if (fit.residual <= (isSure ? largestResidual : largestResidualOfOthers))
            return FoundCard{{fit.quad, side.type}, known.size()};
        // A label read where another line ends, or one of another card.
        group.erase(group.begin() + static_cast<std::ptrdiff_t>(fit.worst));
    }
}

std::vector<FoundCard> cardsAt(double perMm, Scale scale, const std::vector<Line>& lines) {
    std::vector<FoundCard> all;
    for (const Side& side : sides) {
        const Seen seen = seenOf(side.prints, lines);
        for (const auto& group : imaging::marksOfOneCard(seen.marks, {perMm, medianOf(seen.tilts)}, tolerance))
            if (const auto card = cardOf(side, seen, group, perMm, scale)) all.push_back(*card);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.marks > b.marks; });
    std::vector<FoundCard> cards;
    for (const FoundCard& found : all)
        if (std::none_of(cards.begin(), cards.end(), [&](const FoundCard& other) {
                return base::intersectionOverUnion(found.card.quad, other.card.quad) > overlapping;
            }))
            cards.push_back(found);
    return cards;
}

/// Scales, beside the sheet's own, of the numbers on it: copies may be enlarged or reduced.
std::vector<double> scalesOfNumbers(const std::vector<Line>& lines, double pixelsPerMm) {
    std::vector<double> scales{pixelsPerMm};
    for (const Line& line : lines)
        if (const auto run = citizenNumberIn(line)) {
            const double width = base::distance(line.glyphs[run->first].left, line.glyphs[run->second - 1].right);
            const double scale = width / numberWidth;
            const double copied = pixelsPerMm > 0 ? scale / pixelsPerMm : 1;
            if (copied > largestCopy || copied < smallestCopy) continue;
            if (std::none_of(scales.begin(), scales.end(),
                             [&](double other) { return std::abs(scale - other) < sameScale * other; }))
                scales.push_back(scale);
        }
    return {scales.begin() + 1, scales.end()};
}

std::size_t marksOf(const std::vector<FoundCard>& cards) {
    std::size_t marks = 0;
    for (const FoundCard& card : cards) marks += card.marks;
    return marks;
}

}  // namespace

std::vector<IdCardInText> idCardsInText(const text::PageText& text, double pixelsPerMm) {
    std::vector<Line> lines;
    for (const text::TextLine& line : text.lines) lines.push_back(lineOf(line));
    std::vector<FoundCard> best;
    if (pixelsPerMm > 0) best = cardsAt(pixelsPerMm, Scale::OfSheet, lines);
    for (const double scale : scalesOfNumbers(lines, pixelsPerMm))
        if (auto cards = cardsAt(scale, Scale::OfNumber, lines); marksOf(cards) > marksOf(best))
            best = std::move(cards);
    std::vector<IdCardInText> cards;
    for (const FoundCard& found : best) cards.push_back(found.card);
    return cards;
}

}  // namespace daiban::intake
