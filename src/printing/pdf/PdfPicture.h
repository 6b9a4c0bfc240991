#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>

namespace daiban::printing {

/// A picture as a PDF file holds it.
struct PdfImage {
    enum class Coding {
        Jpeg,      ///< DCTDecode, 8 bits a sample
        FaxShape,  ///< CCITTFaxDecode group 4, 1 bit a sample; black is where something is painted
    };
    Coding coding = Coding::Jpeg;
    int width = 0;
    int height = 0;
    int channels = 1;  ///< 1: gray, 3: red, green and blue
    std::string bytes;
};

/// A page's picture in one layer or in three (mixed raster content, ISO/IEC 16485): what lies beneath, the shape of
/// the strokes at full resolution, and the strokes' colours.
struct PdfPicture {
    PdfImage ground;
    int groundStep = 1;  ///< pixels of the page that one of the ground covers, across and down
    std::optional<PdfImage> strokeShape;
    std::optional<PdfImage> strokeColours;
    int colourStep = 1;

    [[nodiscard]] std::size_t size() const;
};

/// Which layers a page gets.
enum class PdfLayers {
    ByPage,  ///< three where one is too large for the area at `quality` and at `leastQuality`
    One,
    Three,
};

struct PdfPictureOptions {
    PdfLayers layers = PdfLayers::ByPage;
    int quality = 75;                   ///< JPEG's, of a page in one layer
    int leastQuality = 60;              ///< where that is too large
    int groundQuality = 75;             ///< of what lies beneath the strokes
    int strokeQuality = 60;             ///< of the strokes' colours
    double groundDpi = 150;             ///< at most
    double strokeDpi = 75;              ///< of the strokes' colours, at most
    double bytesAPixel = 0.05;          ///< with more, one layer is too large: 435 kB on A4 at 300 dpi
    std::size_t alwaysSmall = 150'000;  ///< bytes that no page is too large with: cards and photos stay in one layer
};

/// `pixels` is 8-bit BGR or gray, `dpi` its resolution; 0: taken as 300. Pages without colour come out gray.
[[nodiscard]] PdfPicture pdfPicture(const cv::Mat& pixels, double dpi, const PdfPictureOptions& options = {});

/// Whether anything on the page has a colour of its own: seals, ink, photos, tinted paper.
[[nodiscard]] bool hasColour(const cv::Mat& pixels);

}  // namespace daiban::printing
