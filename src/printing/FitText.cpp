#include "printing/FitText.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "base/Error.h"
#include "base/Text.h"
#include "printing/TextLayout.h"

namespace daiban::printing {

namespace {

// Pango counts in 1024ths of the surface's unit and rounds some metrics to it, so text is set in hundredths of a mm.
constexpr double unitsAMillimetre = 100;
constexpr double millimetresAPoint = 25.4 / 72;
constexpr double sizeStep = 0.25;     // points
constexpr double firstShrink = 0.8;   // of the size, before a second line is begun
constexpr double balanceStep = 0.1;   // mm
constexpr double leastSize = 1;       // points; where shrinking a number ends
constexpr float lineSpacing = 0.84F;  // of the font's own 1.45 em, which is meant for print with room to spare

struct Unreference {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unreference>;

bool staysWhole(LabelText what) {
    return what == LabelText::ShortNumber || what == LabelText::Date;
}

void setWidth(PangoLayout* layout, double millimetres) {
    pango_layout_set_width(layout, static_cast<int>(millimetres * unitsAMillimetre * PANGO_SCALE));
}

Layout newLayout(cairo_t* cairo, const LabelTextBox& box, double width) {
    Layout layout(pango_cairo_create_layout(cairo));
    setForPrint(layout.get());
    setAlignment(layout.get(), box.align);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);  // between any two Chinese characters, not within a number
    setWidth(layout.get(), width);
    pango_layout_set_line_spacing(layout.get(), lineSpacing);
    return layout;
}

void setSize(PangoLayout* layout, const LabelTextBox& box, double points) {
    setFont(layout,
            box.face == TextFace::Mono ? "Noto Sans Mono CJK SC, Noto Sans CJK SC, monospace"
                                       : "Noto Sans CJK SC, sans-serif",
            box.weight, points * millimetresAPoint * unitsAMillimetre);
}

/// Points.
double sizeOf(PangoLayout* layout) {
    const double size = pango_font_description_get_size(pango_layout_get_font_description(layout));
    return size / (millimetresAPoint * unitsAMillimetre * PANGO_SCALE);
}

/// The ink in millimetres from the layout's origin.
MillimetreBox inkOf(PangoLayout* layout) {
    PangoRectangle ink;
    pango_layout_get_extents(layout, &ink, nullptr);
    const double unit = 1.0 / (unitsAMillimetre * PANGO_SCALE);
    return {ink.x * unit, ink.y * unit, ink.width * unit, ink.height * unit};
}

bool fits(PangoLayout* layout, const MillimetreBox& place, int lines) {
    if (pango_layout_get_line_count(layout) > lines) return false;
    const auto ink = inkOf(layout);
    return ink.x >= 0 && ink.x + ink.width <= place.width && ink.height <= place.height;
}

bool fitsBetween(PangoLayout* layout, const LabelTextBox& box, const MillimetreBox& place, int lines, double largest,
                 double smallest) {
    for (double size = largest; size >= smallest; size -= sizeStep) {
        setSize(layout, box, size);
        if (fits(layout, place, lines)) return true;
    }
    return false;
}

bool isWordCharacter(char32_t c) {
    return c < 128 && (base::isDigit(c) || std::isalpha(static_cast<int>(c)) != 0);
}

/// One character less; of a word or number all that is left of it.
void shorten(std::u32string& text) {
    if (!isWordCharacter(text.back())) {
        text.pop_back();
        return;
    }
    while (!text.empty() && isWordCharacter(text.back())) text.pop_back();
}

void cutToFit(PangoLayout* layout, const LabelTextBox& box, const MillimetreBox& place, const std::string& text) {
    setSize(layout, box, box.smallest);
    std::u32string left = base::toCodePoints(text);
    do {
        shorten(left);
        pango_layout_set_text(layout, (base::toUtf8(left) + "…").c_str(), -1);
    } while (!left.empty() && !fits(layout, place, box.lines));
}

void fit(PangoLayout* layout, const LabelTextBox& box, const MillimetreBox& place, const std::string& text) {
    pango_layout_set_text(layout, text.c_str(), -1);
    if (fitsBetween(layout, box, place, 1, box.size, std::max(box.smallest, firstShrink * box.size))) return;
    if (staysWhole(box.what)) {
        (void)fitsBetween(layout, box, place, 1, box.size, leastSize);
        return;
    }
    if (fitsBetween(layout, box, place, box.lines, box.size, box.smallest)) return;
    cutToFit(layout, box, place, text);
}

/// The narrowest width at which the text has no more lines than now; sets it.
double narrowed(PangoLayout* layout, double width) {
    const int lines = pango_layout_get_line_count(layout);
    double narrow = 0;
    double wide = width;
    while (wide - narrow > balanceStep) {
        const double middle = (narrow + wide) / 2;
        setWidth(layout, middle);
        const auto ink = inkOf(layout);
        const bool holds = pango_layout_get_line_count(layout) <= lines && ink.x >= 0 && ink.x + ink.width <= middle;
        (holds ? wide : narrow) = middle;
    }
    setWidth(layout, wide);
    return wide;
}

/// Sets lines of about the same length, so that 晴川街道柳岸社区 does not leave 区 alone on a line. Not of items, which
/// are read as a text and fill their lines. Returns the width of the lines.
double balance(PangoLayout* layout, const LabelTextBox& box, const MillimetreBox& place) {
    const int lines = pango_layout_get_line_count(layout);
    if (lines < 2 || (box.align != TextAlign::Centre && box.what != LabelText::Office)) return place.width;
    const double fitted = sizeOf(layout);
    for (double size = fitted; size >= box.smallest; size -= sizeStep) {
        setSize(layout, box, size);
        setWidth(layout, place.width);
        const double width = narrowed(layout, place.width);
        if (fits(layout, {.width = width, .height = place.height}, lines)) return width;
    }
    setSize(layout, box, fitted);
    setWidth(layout, place.width);
    return place.width;
}

void mustHaveGlyphs(PangoLayout* layout, const std::string& text) {
    const auto unknown = static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(layout));
    if (2 * unknown > base::countCodePoints(text))
        throw base::Error(base::ErrorKind::DependencyMissing,
                          base::Sentence("No installed font has the characters of the label; install fonts-noto-cjk."));
}

}  // namespace

void drawFittedText(cairo_t* cairo, const LabelTextBox& box, const MillimetreBox& place, const std::string& text) {
    cairo_save(cairo);
    cairo_translate(cairo, place.x, place.y);
    cairo_scale(cairo, 1 / unitsAMillimetre, 1 / unitsAMillimetre);
    const Layout layout = newLayout(cairo, box, place.width);
    fit(layout.get(), box, place, text);
    mustHaveGlyphs(layout.get(), text);
    const double width = balance(layout.get(), box, place);
    const double left =
        box.align == TextAlign::Left ? 0 : (place.width - width) / (box.align == TextAlign::Centre ? 2 : 1);
    const auto ink = inkOf(layout.get());
    const double top = (place.height - ink.height) / 2 - ink.y;
    cairo_translate(cairo, left * unitsAMillimetre, top * unitsAMillimetre);
    pango_cairo_show_layout(cairo, layout.get());
    cairo_restore(cairo);
}

}  // namespace daiban::printing
