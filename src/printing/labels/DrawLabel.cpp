#include "printing/labels/DrawLabel.h"

#include <cairo.h>

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

#include "base/Error.h"
#include "codes/QrCode.h"
#include "printing/FitText.h"

namespace daiban::printing {

namespace {

constexpr double millimetresPerInch = 25.4;
constexpr double frameCorner = 0.8;   // mm, radius
constexpr double frameLine = 0.35;    // mm: three dots at 203 dpi
constexpr double framePadding = 0.7;  // mm between frame and text

void drawQrCode(cairo_t* cairo, const MillimetreBox& box, const std::string& text, double dpi) {
    const cv::Mat modules = codes::makeQrCode(text, codes::QrLevel::Q);
    const int across = modules.cols + 2 * qrQuietModules;
    const double boxDots = box.width * dpi / millimetresPerInch;
    const int dots = static_cast<int>(boxDots / across + 1e-6);
    if (dots < 1)
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence(
                "The label's QR code has more modules than dots at this resolution; print at 203 dpi or more."));
    // Printed from the dot grid's point of view, then said in millimetres.
    const double margin = (boxDots - across * dots) / 2 + qrQuietModules * dots;
    const double left = std::round(box.x * dpi / millimetresPerInch + margin);
    const double top = std::round(box.y * dpi / millimetresPerInch + margin);
    const double unit = millimetresPerInch / dpi;
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    for (int y = 0; y < modules.rows; ++y)
        for (int x = 0; x < modules.cols; ++x) {
            const int begin = x;
            while (x < modules.cols && modules.at<std::uint8_t>(y, x) == 0) ++x;
            if (x > begin)
                cairo_rectangle(cairo, (left + begin * dots) * unit, (top + y * dots) * unit, (x - begin) * dots * unit,
                                dots * unit);
        }
    cairo_fill(cairo);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
}

void roundedBox(cairo_t* cairo, const MillimetreBox& box, double inset) {
    using std::numbers::pi;
    const double left = box.x + inset;
    const double top = box.y + inset;
    const double right = box.x + box.width - inset;
    const double bottom = box.y + box.height - inset;
    const double radius = frameCorner - inset / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, right - radius, top + radius, radius, -pi / 2, 0);
    cairo_arc(cairo, right - radius, bottom - radius, radius, 0, pi / 2);
    cairo_arc(cairo, left + radius, bottom - radius, radius, pi / 2, pi);
    cairo_arc(cairo, left + radius, top + radius, radius, pi, 1.5 * pi);
    cairo_close_path(cairo);
}

void drawFrame(cairo_t* cairo, const LabelTextBox& text) {
    if (text.frame == TextFrame::Filled) {
        roundedBox(cairo, text.box, 0);
        cairo_fill(cairo);
    } else if (text.frame == TextFrame::Outlined) {
        cairo_set_line_width(cairo, frameLine);
        roundedBox(cairo, text.box, frameLine / 2);
        cairo_stroke(cairo);
    }
}

MillimetreBox insideFrame(const LabelTextBox& text) {
    if (text.frame == TextFrame::None) return text.box;
    const auto& box = text.box;
    return {box.x + framePadding, box.y + framePadding, box.width - 2 * framePadding, box.height - 2 * framePadding};
}

const std::string& textOf(const LabelTextBox& box, const LabelDesign& design, const LabelContent& content) {
    switch (box.what) {
        case LabelText::ShortNumber:
            return content.shortNumber;
        case LabelText::Title:
            return content.title.empty() ? design.title : content.title;
        case LabelText::Item:
            return content.item;
        case LabelText::Office:
            return content.office;
        case LabelText::Date:
            return content.date;
        case LabelText::Fixed:
            return box.fixed;
    }
    return box.fixed;
}

void drawText(cairo_t* cairo, const LabelTextBox& box, const std::string& text) {
    if (text.empty()) return;
    drawFrame(cairo, box);
    if (box.frame == TextFrame::Filled) cairo_set_source_rgb(cairo, 1, 1, 1);
    drawFittedText(cairo, box, insideFrame(box), text);
    cairo_set_source_rgb(cairo, 0, 0, 0);
}

}  // namespace

void drawLabel(cairo_t* cairo, const LabelDesign& design, const LabelContent& content, double dpi) {
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (const auto& rule : design.rules) {
        cairo_rectangle(cairo, rule.x, rule.y, rule.width, rule.height);
        cairo_fill(cairo);
    }
    for (const auto& box : design.texts) drawText(cairo, box, textOf(box, design, content));
    drawQrCode(cairo, design.qr, content.token.text, dpi);
}

}  // namespace daiban::printing
