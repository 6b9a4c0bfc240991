#include "text/hybrid/Columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/Text.h"

namespace daiban::text::hybrid {

namespace {

double widthOf(const TextLine& line) {
    return base::distance(line.quad[0], line.quad[1]);
}
double heightOf(const TextLine& line) {
    return base::distance(line.quad[0], line.quad[3]);
}

/// One character, or a short column of them.
bool isPiece(const TextLine& line) {
    constexpr double tall = 1.5;
    const std::u32string text = base::toCodePoints(line.text);
    if (text.empty() || !std::all_of(text.begin(), text.end(), base::isHan)) return false;
    return text.size() == 1 ? widthOf(line) < tall * heightOf(line) : heightOf(line) > tall * widthOf(line);
}

/// `below` begins where `above` ends, as characters of one column do. Boxes are a little larger than their text and
/// touch; rows of a table are at least half a character apart.
bool continues(const TextLine& above, const TextLine& below) {
    const double width = std::min(widthOf(above), widthOf(below));
    const base::Point end{(above.quad[2].x + above.quad[3].x) / 2, (above.quad[2].y + above.quad[3].y) / 2};
    const base::Point begin{(below.quad[0].x + below.quad[1].x) / 2, (below.quad[0].y + below.quad[1].y) / 2};
    const double gap = begin.y - end.y;
    return std::abs(begin.x - end.x) < 0.4 * width && gap > -0.6 * width && gap < 0.3 * width &&
           widthOf(above) < 1.5 * widthOf(below) && widthOf(below) < 1.5 * widthOf(above);
}

TextLine joined(TextLine above, const TextLine& below) {
    const auto a = static_cast<double>(base::countCodePoints(above.text));
    const auto b = static_cast<double>(base::countCodePoints(below.text));
    above.text += below.text;
    above.quad = {above.quad[0], above.quad[1], below.quad[2], below.quad[3]};
    above.confidence = base::Confidence((above.confidence.value() * a + below.confidence.value() * b) / (a + b));
    above.symbols.insert(above.symbols.end(), below.symbols.begin(), below.symbols.end());
    return above;
}

}  // namespace

std::vector<TextLine> withColumnsJoined(std::vector<TextLine> lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!isPiece(lines[i])) continue;
        const auto next = std::find_if(lines.begin(), lines.end(), [&](const TextLine& other) {
            return &other != &lines[i] && isPiece(other) && continues(lines[i], other);
        });
        if (next == lines.end()) continue;
        const auto at = static_cast<std::size_t>(next - lines.begin());
        lines[i] = joined(std::move(lines[i]), lines[at]);
        lines.erase(next);
        // The joined line may go on, and stands where the upper part stood.
        i = at < i ? i - 2 : i - 1;
    }
    return lines;
}

}  // namespace daiban::text::hybrid
