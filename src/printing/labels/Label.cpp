#include "printing/labels/Label.h"

#include <cairo.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "page/PageFile.h"
#include "printing/CairoHandles.h"
#include "printing/PaperPdf.h"
#include "printing/labels/DrawLabel.h"

namespace daiban::printing {

namespace {

constexpr double millimetresPerInch = 25.4;
// A thermal printer knows only black and white; ink where a character covers half of a dot.
constexpr double inkThreshold = 127;

}  // namespace

cv::Mat renderLabel(const LabelDesign& design, const LabelContent& content, double dpi) {
    if (!(dpi >= 72 && dpi <= 2400))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Labels are drawn at 72 to 2400 dpi; choose one of these."));
    const double scale = dpi / millimetresPerInch;
    const int width = static_cast<int>(std::lround(design.width * scale));
    const int height = static_cast<int>(std::lround(design.height * scale));
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Cairo cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), scale, scale);
    drawLabel(cairo.get(), design, content, dpi);
    mustBeWell(cairo.get(), "The label");

    cairo_surface_flush(surface.get());
    const cv::Mat colours(height, width, CV_8UC4, cairo_image_surface_get_data(surface.get()),
                          static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get())));
    cv::Mat label;
    cv::extractChannel(colours, label, 0);
    cv::threshold(label, label, inkThreshold, 255, cv::THRESH_BINARY);
    return label;
}

std::string labelPng(const LabelDesign& design, const LabelContent& content, double dpi) {
    return page::encodeImage(renderLabel(design, content, dpi), dpi, page::ImageFormat::Png);
}

std::string labelPdf(const LabelDesign& design, const std::vector<LabelContent>& contents) {
    if (contents.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("There is no label to print; name one."));
    PaperPdf pdf(design.width, design.height, design.title);
    for (const auto& content : contents) {
        drawLabel(pdf.cairo(), design, content, design.dpi);
        pdf.endPage();
    }
    return pdf.finished();
}

std::string labelPdf(const LabelDesign& design, const LabelContent& content) {
    return labelPdf(design, std::vector{content});
}

}  // namespace daiban::printing
