#include "printing/slips/SlipQrCode.h"

#include <cairo.h>

#include <cmath>
#include <opencv2/core.hpp>

#include "base/Error.h"
#include "codes/QrCode.h"
#include "printing/labels/LabelDesign.h"

namespace daiban::printing {

namespace {

constexpr double dot = 72.0 / 203;  // points

}  // namespace

SlipQrCode::SlipQrCode(const std::string& text, double side) : text_(text) {
    modules_ = codes::makeQrCode(text_, codes::QrLevel::Q).cols;
    const double dots = std::floor(side / dot / (modules_ + 2 * qrQuietModules));
    if (dots < leastDotsAModule)
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("The slip's QR code has more modules than its place has room for; make it larger."));
    module_ = dots * dot;
}

double SlipQrCode::quiet() const {
    return qrQuietModules * module_;
}

void SlipQrCode::draw(_cairo* cairo, double x, double y) const {
    const cv::Mat modules = codes::makeQrCode(text_, codes::QrLevel::Q);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    for (int row = 0; row < modules.rows; ++row)
        for (int column = 0; column < modules.cols; ++column) {
            const int begin = column;
            while (column < modules.cols && modules.at<std::uint8_t>(row, column) == 0) ++column;
            if (column > begin)
                cairo_rectangle(cairo, x + begin * module_, y + row * module_, (column - begin) * module_, module_);
        }
    cairo_fill(cairo);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
}

}  // namespace daiban::printing
