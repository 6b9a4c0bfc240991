#include "printing/TextLayout.h"

#include <pango/pangocairo.h>

#include <memory>

namespace daiban::printing {

namespace {

struct FreeDescription {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
struct FreeOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

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

}  // namespace

void setForPrint(_PangoLayout* layout) {
    PangoContext* context = pango_layout_get_context(layout);
    const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options.get());
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-CN"));
    pango_layout_context_changed(layout);
}

void setAlignment(_PangoLayout* layout, TextAlign align) {
    pango_layout_set_alignment(layout, alignmentOf(align));
}

void setFont(_PangoLayout* layout, const char* families, TextWeight weight, double size) {
    const std::unique_ptr<PangoFontDescription, FreeDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), families);
    pango_font_description_set_weight(font.get(), weight == TextWeight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
}

}  // namespace daiban::printing
