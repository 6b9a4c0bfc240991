#include "printing/pdf/PdfPicture.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "page/FaxCode.h"
#include "page/PageFile.h"
#include "printing/pdf/StrokeLayers.h"

namespace daiban::printing {

namespace {

constexpr double assumedDpi = 300;

PdfImage jpegOf(const cv::Mat& pixels, int quality) {
    return {.coding = PdfImage::Coding::Jpeg,
            .width = pixels.cols,
            .height = pixels.rows,
            .channels = pixels.channels(),
            .bytes = page::encodeImage(pixels, 0, page::ImageFormat::SmallJpeg, quality)};
}

PdfImage shapeOf(const cv::Mat& strokes) {
    return {.coding = PdfImage::Coding::FaxShape,
            .width = strokes.cols,
            .height = strokes.rows,
            .channels = 1,
            .bytes = page::faxCode(strokes)};
}

PdfPicture inOneLayer(const cv::Mat& pixels, int quality) {
    PdfPicture picture;
    picture.ground = jpegOf(pixels, quality);
    return picture;
}

PdfPicture inThreeLayers(const cv::Mat& pixels, double dpi, const PdfPictureOptions& options) {
    const StrokeLayers layers = strokeLayers(pixels, dpi, options.groundDpi, options.strokeDpi);
    PdfPicture picture;
    picture.ground = jpegOf(layers.ground, options.groundQuality);
    picture.groundStep = layers.groundStep;
    if (cv::countNonZero(layers.shape) == 0) return picture;
    // A shape and the colours it lets through cover the same area.
    cv::Mat shape;
    cv::copyMakeBorder(layers.shape, shape, 0, layers.colours.rows * layers.colourStep - layers.shape.rows, 0,
                       layers.colours.cols * layers.colourStep - layers.shape.cols, cv::BORDER_CONSTANT, cv::Scalar(0));
    picture.strokeShape = shapeOf(shape);
    picture.strokeColours = jpegOf(layers.colours, options.strokeQuality);
    picture.colourStep = layers.colourStep;
    return picture;
}

}  // namespace

std::size_t PdfPicture::size() const {
    return ground.bytes.size() + (strokeShape ? strokeShape->bytes.size() : 0) +
           (strokeColours ? strokeColours->bytes.size() : 0);
}

bool hasColour(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return false;
    // A seal of 10 mm on A4 is a thousandth of the page, and a signature less; misregistered colours of a scanner are
    // fringes that shrinking takes out.
    constexpr int shrink = 8, leastSpread = 20;
    constexpr double leastShare = 0.0002;
    cv::Mat small;
    cv::resize(pixels, small, {std::max(1, pixels.cols / shrink), std::max(1, pixels.rows / shrink)}, 0, 0,
               cv::INTER_AREA);
    int coloured = 0;
    for (int y = 0; y < small.rows; ++y)
        for (int x = 0; x < small.cols; ++x) {
            const auto& p = small.at<cv::Vec3b>(y, x);
            if (std::max({p[0], p[1], p[2]}) - std::min({p[0], p[1], p[2]}) >= leastSpread) ++coloured;
        }
    return coloured > leastShare * static_cast<double>(small.total());
}

PdfPicture pdfPicture(const cv::Mat& pixels, double dpi, const PdfPictureOptions& options) {
    cv::Mat page = pixels;
    if (page.channels() == 3 && !hasColour(page)) cv::cvtColor(pixels, page, cv::COLOR_BGR2GRAY);
    const double resolution = dpi > 0 ? dpi : assumedDpi;
    if (options.layers == PdfLayers::Three) return inThreeLayers(page, resolution, options);
    const auto most = std::max(options.alwaysSmall,
                               static_cast<std::size_t>(options.bytesAPixel * static_cast<double>(page.total())));
    PdfPicture whole = inOneLayer(page, options.quality);
    if (options.layers == PdfLayers::One || whole.size() <= most) return whole;
    whole = inOneLayer(page, options.leastQuality);
    if (whole.size() <= most) return whole;
    PdfPicture layered = inThreeLayers(page, resolution, options);
    return layered.size() < whole.size() ? layered : whole;
}

}  // namespace daiban::printing
