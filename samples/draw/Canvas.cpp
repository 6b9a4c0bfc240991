#include "samples/draw/Canvas.h"

#include <cairo/cairo.h>
#include <pango/pangocairo.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace daiban::samples {

namespace {

constexpr double kMillimetresPerInch = 25.4;
// Of a Chinese em box, the part above the baseline: the OpenType ideographic em of the Noto and Arphic faces.
constexpr double kAscent = 0.88;
// Paper left free around a line's ink so that its quad does not touch it.
constexpr double kQuadPadding = 0.15;

struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct PenDeleter {
    void operator()(cairo_t* pen) const { cairo_destroy(pen); }
};
struct ObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};
struct FontDeleter {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct IteratorDeleter {
    void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};
using Layout = std::unique_ptr<PangoLayout, ObjectDeleter>;

const char* familyOf(Face face) {
    switch (face) {
        case Face::Hei:
            return "Noto Sans CJK SC";
        case Face::Kai:
            return "AR PL UKai CN, Noto Serif CJK SC";
        case Face::Song:
            break;
    }
    return "Noto Serif CJK SC";
}

std::string trimmed(std::string_view words) {
    const auto first = words.find_first_not_of(" \n");
    if (first == std::string_view::npos) return {};
    return std::string(words.substr(first, words.find_last_not_of(" \n") - first + 1));
}

// The same pixels on every machine: no hinting, no subpixel order taken from the desktop.
void usePlainRendering(PangoContext* context) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-cn"));
}

// The Arphic Kai sets its stops in the middle of the em, as in Taiwan; the mainland sets them at the lower left.
void borrowPunctuation(PangoAttrList* attributes, std::string_view words) {
    for (const std::string_view stop : {"，", "。", "；", "、"})
        for (auto at = words.find(stop); at != std::string_view::npos; at = words.find(stop, at + stop.size())) {
            PangoAttribute* family = pango_attr_family_new(familyOf(Face::Song));
            family->start_index = static_cast<guint>(at);
            family->end_index = static_cast<guint>(at + stop.size());
            pango_attr_list_insert(attributes, family);
        }
}

}  // namespace

struct Canvas::State {
    Size paper;
    double scale;  // pixels a millimetre
    std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface;
    std::unique_ptr<cairo_t, PenDeleter> pen;
    std::vector<TextLine> lines;

    Layout layout(std::string_view words, const TextStyle& style, double width) const;
    double lineWidth(PangoLayoutLine* line) const;
    int drawLayout(Box box, std::string_view words, const TextStyle& style, double wrapWidth);
    void drawLine(PangoLayoutLine* line, Point baseline, std::string_view words, const TextStyle& style);
    void useColour(Colour colour) const {
        cairo_set_source_rgba(pen.get(), colour.red, colour.green, colour.blue, colour.alpha);
    }
    Quad pixels(Box box) const;
};

Layout Canvas::State::layout(std::string_view words, const TextStyle& style, double width) const {
    Layout made(pango_cairo_create_layout(pen.get()));
    usePlainRendering(pango_layout_get_context(made.get()));
    pango_layout_context_changed(made.get());
    const std::unique_ptr<PangoFontDescription, FontDeleter> font(
        pango_font_description_from_string(familyOf(style.face)));
    pango_font_description_set_absolute_size(font.get(), style.size * scale * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(made.get(), font.get());
    PangoAttrList* attributes = pango_attr_list_new();
    const int spacing = static_cast<int>(style.letterSpacing * scale * PANGO_SCALE);
    if (spacing != 0) pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing));
    if (style.face == Face::Kai) borrowPunctuation(attributes, words);
    pango_layout_set_attributes(made.get(), attributes);
    pango_attr_list_unref(attributes);
    if (width > 0) pango_layout_set_width(made.get(), static_cast<int>(width * scale * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), style.breakAt == BreakAt::Word ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_CHAR);
    pango_layout_set_text(made.get(), words.data(), static_cast<int>(words.size()));
    return made;
}

double Canvas::State::lineWidth(PangoLayoutLine* line) const {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, nullptr, &logical);
    return logical.width / (scale * PANGO_SCALE);
}

Quad Canvas::State::pixels(Box box) const {
    const double left = box.x * scale, top = box.y * scale;
    const double right = (box.x + box.width) * scale, bottom = (box.y + box.height) * scale;
    return {cv::Point2d(left, top), cv::Point2d(right, top), cv::Point2d(right, bottom), cv::Point2d(left, bottom)};
}

void Canvas::State::drawLine(PangoLayoutLine* line, Point baseline, std::string_view words, const TextStyle& style) {
    cairo_save(pen.get());
    useColour(style.colour);
    cairo_translate(pen.get(), baseline.x, baseline.y);
    cairo_scale(pen.get(), 1 / scale, 1 / scale);
    cairo_move_to(pen.get(), 0, 0);
    pango_cairo_show_layout_line(pen.get(), line);
    cairo_restore(pen.get());

    const std::string text = trimmed(words);
    if (style.record == Record::No || text.empty()) return;
    PangoRectangle ink;
    pango_layout_line_get_extents(line, &ink, nullptr);
    const double unit = scale * PANGO_SCALE;
    const Box box{baseline.x + ink.x / unit - kQuadPadding, baseline.y + ink.y / unit - kQuadPadding,
                  ink.width / unit + 2 * kQuadPadding, ink.height / unit + 2 * kQuadPadding};
    lines.push_back({text, pixels(box), Direction::Across});
}

// Draws the lines of a layout from the top of the box down and returns how many there were.
int Canvas::State::drawLayout(Box box, std::string_view words, const TextStyle& style, double wrapWidth) {
    const Layout made = layout(words, style, wrapWidth);
    const std::unique_ptr<PangoLayoutIter, IteratorDeleter> iterator(pango_layout_get_iter(made.get()));
    int count = 0;
    do {
        PangoLayoutLine* line = pango_layout_iter_get_line_readonly(iterator.get());
        const double width = lineWidth(line);
        double x = box.x;
        if (style.align == Align::Centre) x += (box.width - width) / 2;
        if (style.align == Align::Right) x += box.width - width;
        const double y = box.y + style.size * (kAscent + count * style.lineHeight);
        const auto start = static_cast<std::size_t>(pango_layout_line_get_start_index(line));
        const auto length = static_cast<std::size_t>(pango_layout_line_get_length(line));
        drawLine(line, {x, y}, words.substr(start, length), style);
        ++count;
    } while (pango_layout_iter_next_line(iterator.get()));
    return count;
}

Canvas::Canvas(Size paper, double dpi, Colour background) : state_(std::make_unique<State>()) {
    state_->paper = paper;
    state_->scale = dpi / kMillimetresPerInch;
    const int width = static_cast<int>(std::lround(paper.width * state_->scale));
    const int height = static_cast<int>(std::lround(paper.height * state_->scale));
    state_->surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    if (cairo_surface_status(state_->surface.get()) != CAIRO_STATUS_SUCCESS)
        throw std::invalid_argument("The paper cannot be drawn at this size; choose a smaller size or fewer dpi.");
    state_->pen.reset(cairo_create(state_->surface.get()));
    cairo_scale(pen(), state_->scale, state_->scale);
    state_->useColour(background);
    cairo_paint(pen());
}
Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

Size Canvas::paper() const {
    return state_->paper;
}
cairo_t* Canvas::pen() const {
    return state_->pen.get();
}
Quad Canvas::pixels(Box box) const {
    return state_->pixels(box);
}
const std::vector<TextLine>& Canvas::lines() const {
    return state_->lines;
}

double Canvas::text(Point at, std::string_view words, const TextStyle& style) {
    const double width = textWidth(words, style);
    if (style.align == Align::Centre) at.x -= width / 2;
    if (style.align == Align::Right) at.x -= width;
    TextStyle plain = style;
    plain.align = Align::Left;
    state_->drawLayout({at.x, at.y, width, style.size}, words, plain, 0);
    return width;
}

double Canvas::paragraph(Box box, std::string_view words, const TextStyle& style) {
    return state_->drawLayout(box, words, style, box.width) * style.size * style.lineHeight;
}

void Canvas::cell(Box box, std::string_view words, const TextStyle& style) {
    constexpr double kPadding = 1.2, kShrink = 0.94, kSmallest = 1.8;
    TextStyle fitted = style;
    fitted.lineHeight = std::min(style.lineHeight, 1.25);
    const Box inner{box.x + kPadding, box.y, box.width - 2 * kPadding, box.height};
    double height = 0;
    for (;; fitted.size *= kShrink) {
        const Layout made = state_->layout(words, fitted, inner.width);
        height = fitted.size * (1 + (pango_layout_get_line_count(made.get()) - 1) * fitted.lineHeight);
        if (height <= box.height - 0.6 || fitted.size < kSmallest) break;
    }
    state_->drawLayout({inner.x, box.y + (box.height - height) / 2, inner.width, height}, words, fitted, inner.width);
}

void Canvas::column(Box box, std::string_view words, const TextStyle& style) {
    const std::vector<std::string> pieces = characters(words);
    const double step = style.size * style.lineHeight;
    const double height = step * static_cast<double>(pieces.size() - 1) + style.size;
    double y = box.y + (box.height - height) / 2;
    const double centre = box.x + box.width / 2;
    TextStyle single = style;
    single.align = Align::Centre;
    single.record = Record::No;
    const Box whole{centre - style.size / 2, y, style.size, height};
    for (const std::string& piece : pieces) {
        text({centre, y}, piece, single);
        y += step;
    }
    if (style.record == Record::Yes) state_->lines.push_back({std::string(words), pixels(whole), Direction::Down});
}

void Canvas::glyph(Point centre, double degrees, std::string_view character, const TextStyle& style) {
    cairo_save(pen());
    cairo_translate(pen(), centre.x, centre.y);
    cairo_rotate(pen(), degrees * std::numbers::pi / 180);
    TextStyle single = style;
    single.align = Align::Centre;
    single.record = Record::No;
    text({0, -style.size / 2}, character, single);
    cairo_restore(pen());
}

double Canvas::textWidth(std::string_view words, const TextStyle& style) const {
    const Layout made = state_->layout(words, style, 0);
    return state_->lineWidth(pango_layout_get_line_readonly(made.get(), 0));
}

void Canvas::fill(Box box, Colour colour) {
    state_->useColour(colour);
    cairo_rectangle(pen(), box.x, box.y, box.width, box.height);
    cairo_fill(pen());
}

void Canvas::frame(Box box, double lineWidth, Colour colour) {
    state_->useColour(colour);
    cairo_set_line_width(pen(), lineWidth);
    cairo_rectangle(pen(), box.x, box.y, box.width, box.height);
    cairo_stroke(pen());
}

void Canvas::line(Point from, Point to, double lineWidth, Colour colour) {
    state_->useColour(colour);
    cairo_set_line_width(pen(), lineWidth);
    cairo_move_to(pen(), from.x, from.y);
    cairo_line_to(pen(), to.x, to.y);
    cairo_stroke(pen());
}

void Canvas::disc(Point centre, double radius, Colour colour) {
    state_->useColour(colour);
    cairo_new_path(pen());
    cairo_arc(pen(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
    cairo_fill(pen());
}

void Canvas::ring(Point centre, double radius, double lineWidth, Colour colour) {
    state_->useColour(colour);
    cairo_set_line_width(pen(), lineWidth);
    cairo_new_path(pen());
    cairo_arc(pen(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
    cairo_stroke(pen());
}

cv::Mat Canvas::image() const {
    cairo_surface_t* surface = state_->surface.get();
    cairo_surface_flush(surface);
    const cv::Mat view(cairo_image_surface_get_height(surface), cairo_image_surface_get_width(surface), CV_8UC4,
                       cairo_image_surface_get_data(surface),
                       static_cast<std::size_t>(cairo_image_surface_get_stride(surface)));
    cv::Mat copy;
    cv::cvtColor(view, copy, cv::COLOR_BGRA2BGR);
    return copy;
}

std::vector<std::string> characters(std::string_view words) {
    std::vector<std::string> pieces;
    for (const char byte : words) {
        const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
        if (continues && !pieces.empty())
            pieces.back() += byte;
        else
            pieces.emplace_back(1, byte);
    }
    return pieces;
}

}  // namespace daiban::samples
