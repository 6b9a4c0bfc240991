#include "printing/FitText.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::printing {

namespace {

// Pango counts in 1024ths of the surface's unit and rounds some metrics to it, so text is set in hundredths of a mm.
constexpr double unitsAMillimetre = 100;
constexpr double millimetresAPoint = 25.4 / 72;
constexpr double sizeStep = 0.25;     // points
constexpr double firstShrink = 0.8;   // of the size, before a second line is begun
constexpr double leastSize = 1;       // points; where shrinking a number ends
constexpr float lineSpacing = 0.84F;  // of the font's own 1.45 em, which is meant for print with room to spare

struct Unreference {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unreference>;

struct FreeDescription {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
struct FreeOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

bool staysWhole(LabelText what) {
    return what == LabelText::ShortNumber || what == LabelText::Date;
}

PangoAlignment alignmentOf(TextAlign align) {
    switch (align) {
        case TextAlign::Left:
            return PANGO_ALIGN_LEFT;
        case TextAlign::Centre:
            return PANGO_ALIGN_CENTER;
        case TextAlign::Right:
            return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

/// Unhinted, so that a line breaks at the same place at every resolution and in the PDF.
void withoutHinting(PangoContext* context) {
    const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options.get());
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-CN"));  // Chinese forms of shared characters
}

Layout newLayout(cairo_t* cairo, const LabelTextBox& box, double width) {
    Layout layout(pango_cairo_create_layout(cairo));
    withoutHinting(pango_layout_get_context(layout.get()));
    pango_layout_context_changed(layout.get());
    pango_layout_set_alignment(layout.get(), alignmentOf(box.align));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);  // between any two Chinese characters, not within a number
    pango_layout_set_width(layout.get(), static_cast<int>(width * unitsAMillimetre * PANGO_SCALE));
    pango_layout_set_line_spacing(layout.get(), lineSpacing);
    return layout;
}

void setSize(PangoLayout* layout, const LabelTextBox& box, double points) {
    const std::unique_ptr<PangoFontDescription, FreeDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), box.face == TextFace::Mono
                                                      ? "Noto Sans Mono CJK SC, Noto Sans CJK SC, monospace"
                                                      : "Noto Sans CJK SC, sans-serif");
    pango_font_description_set_weight(font.get(),
                                      box.weight == TextWeight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), points * millimetresAPoint * unitsAMillimetre * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
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

void mustHaveGlyphs(PangoLayout* layout, const std::string& text) {
    const auto unknown = static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(layout));
    if (2 * unknown > base::countCodePoints(text))
        throw base::Error(base::ErrorKind::DependencyMissing,
                          "No installed font has the characters of the label; install fonts-noto-cjk.");
}

}  // namespace

void drawFittedText(cairo_t* cairo, const LabelTextBox& box, const MillimetreBox& place, const std::string& text) {
    cairo_save(cairo);
    cairo_translate(cairo, place.x, place.y);
    cairo_scale(cairo, 1 / unitsAMillimetre, 1 / unitsAMillimetre);
    const Layout layout = newLayout(cairo, box, place.width);
    fit(layout.get(), box, place, text);
    mustHaveGlyphs(layout.get(), text);
    const auto ink = inkOf(layout.get());
    const double top = (place.height - ink.height) / 2 - ink.y;
    cairo_translate(cairo, 0, top * unitsAMillimetre);
    pango_cairo_show_layout(cairo, layout.get());
    cairo_restore(cairo);
}

}  // namespace daiban::printing
