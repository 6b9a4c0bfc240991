#include "printing/slips/SlipInk.h"

#include <cairo.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/Error.h"
#include "printing/CairoHandles.h"

namespace daiban::printing {

namespace {

constexpr int faintest = 40;  // of 255: what a JPEG leaves around lines is paler

}  // namespace

SlipInk::SlipInk(const cv::Mat& picture) {
    cv::Mat gray;
    if (picture.channels() == 1)
        gray = picture;
    else
        cv::cvtColor(picture, gray, picture.channels() == 4 ? cv::COLOR_BGRA2GRAY : cv::COLOR_BGR2GRAY);
    const cv::Mat dark = 255 - gray;
    const cv::Rect box = cv::boundingRect(dark > faintest);
    if (box.empty())
        throw base::Error(base::ErrorKind::Unreadable, base::Sentence("The picture of the signature is empty."));
    ink_ = dark(box).clone();
}

void SlipInk::draw(_cairo* cairo, double left, double bottom, double width, double height) const {
    const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, ink_.cols);
    std::vector<unsigned char> rows(static_cast<std::size_t>(stride) * static_cast<std::size_t>(ink_.rows));
    for (int y = 0; y < ink_.rows; ++y) std::copy_n(ink_.ptr(y), ink_.cols, rows.data() + std::ptrdiff_t{y} * stride);
    const Surface surface(
        cairo_image_surface_create_for_data(rows.data(), CAIRO_FORMAT_A8, ink_.cols, ink_.rows, stride));
    const double scale = std::min(width / ink_.cols, height / ink_.rows);
    cairo_save(cairo);
    cairo_translate(cairo, left, bottom - scale * ink_.rows);
    cairo_scale(cairo, scale, scale);
    cairo_mask_surface(cairo, surface.get(), 0, 0);
    cairo_restore(cairo);
}

}  // namespace daiban::printing
