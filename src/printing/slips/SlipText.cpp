#include "printing/slips/SlipText.h"

#include <fmt/format.h>
#include <pango/pangocairo.h>

#include "base/Error.h"
#include "base/Text.h"
#include "printing/TextLayout.h"

namespace daiban::printing {

namespace {

// Where a Chinese character's middle stands above the baseline: its box goes from 0.88 em above to 0.12 em below it
// (Noto Serif CJK and Noto Sans CJK, OS/2 table). Lines are set by it, so that they stand in the middle of a cell
// whatever font a character came from.
constexpr double middleAboveBaseline = 0.38;
constexpr double red[] = {0.80, 0.05, 0.05};

struct FreeIterator {
    void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};
using Iterator = std::unique_ptr<PangoLayoutIter, FreeIterator>;

std::string escaped(const std::string& text) {
    std::unique_ptr<char, void (*)(void*)> made(g_markup_escape_text(text.c_str(), static_cast<gssize>(text.size())),
                                                g_free);
    return made.get();
}

bool standsInNumber(char32_t c) {
    return c > U' ' && c < 128;
}

/// A number such as 7K3Q-9F2M-X is not parted at its hyphens, unless no line is long enough for it: its width in the
/// layout's font decides.
std::string withWholeNumbers(PangoLayout* layout, const std::u32string& text, double width) {
    std::string markup;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        while (at < text.size() && standsInNumber(text[at]) == standsInNumber(text[begin])) ++at;
        const std::string part = base::toUtf8(std::u32string_view(text).substr(begin, at - begin));
        if (!standsInNumber(text[begin])) {
            markup += escaped(part);
            continue;
        }
        int wide = 0;
        pango_layout_set_text(layout, part.c_str(), -1);
        pango_layout_get_size(layout, &wide, nullptr);
        const bool whole = wide <= width * PANGO_SCALE;
        markup += whole ? "<span allow_breaks=\"false\">" + escaped(part) + "</span>" : escaped(part);
    }
    return markup;
}

/// The layout is as wide as its text when this is called, and has its font.
std::string markupOf(PangoLayout* layout, const SlipRuns& runs, const SlipTextStyle& style, double width) {
    std::string markup;
    for (const auto& run : runs) {
        // What is no UTF-8 becomes U+FFFD, so that it does not take the rest of the slip with it.
        const std::string text = withWholeNumbers(layout, base::toCodePoints(run.text), width);
        markup += run.underlined ? "<u>" + text + "</u>" : text;
    }
    if (style.letterSpacing == 0) return markup;
    const auto spacing = static_cast<int>(style.letterSpacing * style.size * PANGO_SCALE);
    return fmt::format("<span letter_spacing=\"{}\">{}</span>", spacing, markup);
}

void mustHaveGlyphs(PangoLayout* layout) {
    const auto unknown = static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(layout));
    if (unknown > 0 && 2 * unknown > base::countCodePoints(pango_layout_get_text(layout)))
        throw base::Error(base::ErrorKind::DependencyMissing,
                          base::Sentence("No installed font has the characters of the slip; install fonts-noto-cjk."));
}

}  // namespace

SlipText::SlipText(_cairo* cairo, const SlipRuns& runs, const SlipTextStyle& style, double width)
    : style_(style), layout_(pango_cairo_create_layout(cairo), [](PangoLayout* layout) { g_object_unref(layout); }) {
    PangoLayout* layout = layout_.get();
    setForPrint(layout);
    setFont(
        layout,
        style.face == SlipFace::Serif ? "Noto Serif CJK SC, Noto Sans CJK SC, serif" : "Noto Sans CJK SC, sans-serif",
        style.weight, style.size);
    const std::string markup = markupOf(layout, runs, style, width);
    setAlignment(layout, style.align);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_indent(layout, static_cast<int>(style.indent * style.size * PANGO_SCALE));
    pango_layout_set_markup(layout, markup.c_str(), -1);
    mustHaveGlyphs(layout);
    lines_ = pango_layout_get_line_count(layout);
}

double SlipText::endOfLastLine() const {
    const Iterator iterator(pango_layout_get_iter(layout_.get()));
    while (pango_layout_iter_next_line(iterator.get())) {
    }
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
    return static_cast<double>(logical.x + logical.width) / PANGO_SCALE;
}

void SlipText::draw(_cairo* cairo, double x, double y, int from, int count) const {
    if (style_.colour == SlipColour::Red)
        cairo_set_source_rgb(cairo, red[0], red[1], red[2]);
    else
        cairo_set_source_rgb(cairo, 0, 0, 0);
    const Iterator iterator(pango_layout_get_iter(layout_.get()));
    for (int line = 0; line < from + count; ++line) {
        if (line >= from) {
            PangoRectangle logical;
            pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
            const double middle = y + (line - from + 0.5) * pitch();
            cairo_move_to(cairo, x + static_cast<double>(logical.x) / PANGO_SCALE,
                          middle + middleAboveBaseline * style_.size);
            pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(iterator.get()));
        }
        if (!pango_layout_iter_next_line(iterator.get())) break;
    }
    cairo_set_source_rgb(cairo, 0, 0, 0);
}

}  // namespace daiban::printing
