#include "printing/pdf/PdfText.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "base/Text.h"

namespace daiban::printing {

namespace {

/// Where a line runs: from the start of its first character to the end of its last.
struct Run {
    base::Point start;  ///< on its left edge, seen along the run, at the top
    base::Point along;  ///< of length 1
    double length = 0;  ///< pixels
    double height = 0;
};

constexpr double columnFrom = 1.5;  ///< height over width from which a box of two and more characters is a column

/// A line that rises or falls by less than this share of its height from end to end is written level, so that its ends
/// are off by a quarter of its height, 1 mm on print of 4 mm. Poppler takes what a level line says for one word, and a
/// tilted one apart every half point.
constexpr double levelUpTo = 0.5;

bool isNarrow(char32_t c) {
    return c < 0x1100 || (c >= 0xFF61 && c <= 0xFFDC);
}

/// Nothing that a reader would take for a control, and no code that stands for no character.
bool isShown(char32_t c) {
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF &&
           !(c >= 0xD800 && c <= 0xDFFF) && c <= 0x10FFFF;
}

std::u32string shownPart(const std::string& utf8) {
    std::u32string out;
    for (const char32_t c : base::toCodePoints(base::trimmed(utf8)))
        if (isShown(c)) out += c;
    return out;
}

bool isColumn(const text::TextLine& line, std::size_t characters) {
    const double width = base::distance(line.quad[0], line.quad[1]);
    const double height = base::distance(line.quad[0], line.quad[3]);
    if (characters < 2 || height < columnFrom * width) return false;
    if (line.symbols.size() < 2) return true;
    const base::Point first = base::centre(line.symbols.front().quad);
    const base::Point last = base::centre(line.symbols.back().quad);
    const base::Point across{(line.quad[1].x - line.quad[0].x) / width, (line.quad[1].y - line.quad[0].y) / width};
    const base::Point down{(line.quad[3].x - line.quad[0].x) / height, (line.quad[3].y - line.quad[0].y) / height};
    const base::Point step{last.x - first.x, last.y - first.y};
    return std::abs(step.x * down.x + step.y * down.y) > std::abs(step.x * across.x + step.y * across.y);
}

std::optional<Run> runOf(const base::Quad& quad) {
    Run run{.start = quad[0]};
    run.length = (base::distance(quad[0], quad[1]) + base::distance(quad[3], quad[2])) / 2;
    run.height = (base::distance(quad[0], quad[3]) + base::distance(quad[1], quad[2])) / 2;
    const base::Point whole{quad[1].x - quad[0].x + quad[2].x - quad[3].x,
                            quad[1].y - quad[0].y + quad[2].y - quad[3].y};
    const double length = std::hypot(whole.x, whole.y);
    if (!(length > 0) || !(run.height > 0) || !std::isfinite(length + run.height)) return std::nullopt;
    run.along = {whole.x / length, whole.y / length};
    return run;
}

/// Turned around its middle to run exactly right, down, left or up when it nearly does.
Run levelled(Run run) {
    const bool flat = std::abs(run.along.x) > std::abs(run.along.y);
    const base::Point level =
        flat ? base::Point{std::copysign(1.0, run.along.x), 0} : base::Point{0, std::copysign(1.0, run.along.y)};
    const double drift = run.length * std::min(std::abs(run.along.x), std::abs(run.along.y));
    if (drift > levelUpTo * run.height) return run;
    // Half the length on, half the height down: the middle of the line.
    const base::Point middle{run.start.x + (run.along.x * run.length - run.along.y * run.height) / 2,
                             run.start.y + (run.along.y * run.length + run.along.x * run.height) / 2};
    run.along = level;
    run.start = {middle.x - (level.x * run.length - level.y * run.height) / 2,
                 middle.y - (level.y * run.length + level.x * run.height) / 2};
    return run;
}

bool isLevel(const Run& run) {
    return run.along.x == 0 || run.along.y == 0;
}

/// What the run says, once more for readers that would take a tilted one apart (ISO 32000-1, 14.9.4).
std::string asSpan(const std::u32string& text, const std::string& content) {
    std::string hex = "FEFF";
    for (const char32_t c : text) {
        if (c < 0x10000)
            hex += fmt::format("{:04X}", static_cast<unsigned>(c));
        else
            hex += fmt::format("{:04X}{:04X}", 0xD800 + ((static_cast<unsigned>(c) - 0x10000) >> 10),
                               0xDC00 + (static_cast<unsigned>(c) & 0x3FF));
    }
    return "/Span <</ActualText <" + hex + ">>> BDC\n" + content + "EMC\n";
}

/// Where every character begins, in pixels along the run; one more for the end of the last. Evenly by the width such
/// characters have.
std::vector<double> spreadEvenly(const std::u32string& text, double length) {
    double total = 0;
    for (const char32_t c : text) total += isNarrow(c) ? 0.5 : 1;
    std::vector<double> starts{0};
    for (const char32_t c : text) starts.push_back(starts.back() + (isNarrow(c) ? 0.5 : 1) * length / total);
    return starts;
}

/// The same by where the engine saw each character. Empty when its symbols are not those of the text.
std::vector<double> startsBySymbols(const text::TextLine& line, const std::u32string& text, const Run& run) {
    const auto along = [&](base::Point p) {
        return (p.x - run.start.x) * run.along.x + (p.y - run.start.y) * run.along.y;
    };
    std::vector<double> starts, ends;
    std::size_t at = 0;
    const auto passBlanks = [&] {
        for (; at < text.size() && text[at] == U' '; ++at) {
            starts.push_back(ends.empty() ? 0 : ends.back());
            ends.push_back(starts.back());
        }
    };
    for (const auto& symbol : line.symbols) {
        const std::u32string points = shownPart(symbol.text);
        double begin = along(symbol.quad[0]), end = begin;
        for (const base::Point corner : symbol.quad) {
            begin = std::min(begin, along(corner));
            end = std::max(end, along(corner));
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (points[i] == U' ') continue;
            passBlanks();
            if (at == text.size() || text[at] != points[i]) return {};
            const double share = (end - begin) / static_cast<double>(points.size());
            starts.push_back(begin + share * static_cast<double>(i));
            ends.push_back(begin + share * static_cast<double>(i + 1));
            ++at;
        }
    }
    if (at != text.size()) return {};
    starts.push_back(ends.back());
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] = std::max(starts[i], starts[i - 1]);
    return starts;
}

/// The run's codes; each is as wide as brings the next one to its place, so that no error adds up.
std::string codesOf(const std::u32string& text, const std::vector<double>& starts, double height, PdfFont& font) {
    std::string hex;
    double at = starts.front();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = font.code(text[i], (starts[i + 1] - at) / height);
        hex += fmt::format("{:04X}", code.cid);
        at += code.width * height;
    }
    return hex;
}

}  // namespace

std::string pdfTextLayer(const text::PageText& text, PdfFont& font, double pointsPerPixel, double pageHeight) {
    std::string content;
    for (const text::TextLine& line : text.lines) {
        const std::u32string shown = shownPart(line.text);
        if (shown.empty()) continue;
        const auto asRead = runOf(isColumn(line, shown.size()) ? base::startingAt(line.quad, 1) : line.quad);
        if (!asRead) continue;
        const Run run = levelled(*asRead);
        auto starts = startsBySymbols(line, shown, run);
        if (starts.empty()) starts = spreadEvenly(shown, run.length);
        // The baseline lies `ascent` of the height below the top; across the run, y is down on the page.
        const double drop = run.height * PdfFont::ascent / PdfFont::unitsPerEm;
        const base::Point begin{run.start.x + run.along.x * starts.front() - run.along.y * drop,
                                run.start.y + run.along.y * starts.front() + run.along.x * drop};
        const std::string shownRun = fmt::format(
            "/F1 {:.2f} Tf {:.5f} {:.5f} {:.5f} {:.5f} {:.2f} {:.2f} Tm <{}> Tj\n", run.height * pointsPerPixel,
            run.along.x, -run.along.y, run.along.y, run.along.x, begin.x * pointsPerPixel,
            pageHeight - begin.y * pointsPerPixel, codesOf(shown, starts, run.height, font));
        content += isLevel(run) ? shownRun : asSpan(shown, shownRun);
    }
    return content.empty() ? content : "BT 3 Tr\n" + content + "ET\n";
}

}  // namespace daiban::printing
