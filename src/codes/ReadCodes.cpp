// ZXing-C++ 1.4. What differs in 2.x: DecodeHints is ReaderOptions, Result is Barcode, text() is UTF-8 without being
// asked, and inverted codes are tried by an option; all of it stays in this file.
#define ZX_USE_UTF8

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "codes/BarHeight.h"
#include "codes/Code.h"
#include "codes/FindBusySquares.h"
#include "codes/FindQrCandidates.h"
#include "codes/TextOfBytes.h"

namespace daiban::codes {

namespace {

using ZXing::BarcodeFormat;
using ZXing::BarcodeFormats;

constexpr BarcodeFormats matrixFormats = BarcodeFormat::QRCode | BarcodeFormat::MicroQRCode |
                                         BarcodeFormat::DataMatrix | BarcodeFormat::Aztec | BarcodeFormat::PDF417;
// ITF, Codabar and DataBar are left out: they have no check character or a weak one, and lines of print pass for them.
constexpr BarcodeFormats linearFormats = BarcodeFormat::Code128 | BarcodeFormat::Code39 | BarcodeFormat::Code93 |
                                         BarcodeFormat::EAN8 | BarcodeFormat::EAN13 | BarcodeFormat::UPCA |
                                         BarcodeFormat::UPCE;
constexpr BarcodeFormats oneACall = BarcodeFormat::DataMatrix | BarcodeFormat::Aztec | BarcodeFormat::PDF417;
constexpr BarcodeFormats allFormats = matrixFormats | linearFormats;

// Up to this size all further passes over a whole image cost some 100 ms together; above it is a page, and only places
// that look like a QR code are tried again.
constexpr std::size_t mostPixelsOfASmallImage = 500'000;
constexpr std::size_t mostCandidates = 6;   // places on a page tried again; a page of labels is read by the first pass
constexpr std::size_t mostBusySquares = 3;  // most are portraits and stamps
constexpr int quietBorder = 16;             // pixels of paper put around a piece: codes are often cropped too closely
constexpr int largestSideToUpscale = 1200;  // pixels; a code larger than that has pixels enough

base::Point pointOf(ZXing::PointI p) {
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}

double signedArea(const base::Quad& quad) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& a = quad[i];
        const auto& b = quad[(i + 1) % 4];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

bool isLinear(BarcodeFormat format) {
    return BarcodeFormats(BarcodeFormat::LinearCodes).testFlag(format);
}

/// ZXing flips the ends of a barcode read upside down but not its edges, and names the corners of a mirrored matrix
/// code in the mirror's order; ours run clockwise.
base::Quad quadOf(const ZXing::Result& result) {
    const auto& p = result.position();
    base::Quad quad{pointOf(p.topLeft()), pointOf(p.topRight()), pointOf(p.bottomRight()), pointOf(p.bottomLeft())};
    if (signedArea(quad) >= 0) return quad;
    if (isLinear(result.format())) return {quad[3], quad[2], quad[1], quad[0]};
    return {quad[0], quad[3], quad[2], quad[1]};
}

Code codeOf(const cv::Mat& gray, const ZXing::Result& result) {
    const auto& bytes = result.bytes();
    const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string text = result.hasECI() ? result.text() : textOfBytes(raw, result.text());
    const auto quad = quadOf(result);
    return {.format = ZXing::ToString(result.format()),
            .text = std::move(text),
            .quad = isLinear(result.format()) ? grownToBarEnds(gray, quad) : quad};
}

struct Pass {
    BarcodeFormats formats = allFormats;
    ZXing::Binarizer binarizer = ZXing::Binarizer::LocalAverage;
    int most = 32;
};

enum class Layers { FullSizeOnly, AlsoSmaller };

void readInto(std::vector<Code>& codes, const cv::Mat& gray, const Pass& pass, Layers layers) {
    if (pass.formats.empty()) return;
    ZXing::DecodeHints hints;
    hints.setFormats(pass.formats).setBinarizer(pass.binarizer).setTryDownscale(layers == Layers::AlsoSmaller);
    hints.setMaxNumberOfSymbols(static_cast<std::uint8_t>(std::clamp(pass.most, 1, 255)));
    const ZXing::ImageView view(gray.data, gray.cols, gray.rows, ZXing::ImageFormat::Lum, static_cast<int>(gray.step));
    for (const auto& result : ZXing::ReadBarcodes(view, hints))
        if (result.isValid()) codes.push_back(codeOf(gray, result));
}

/// Barcodes are read by themselves and at full size only: Debian's ZXing-C++ 1.4 is built with assertions, and one of
/// them ends the process when a barcode is found at two sizes (zxing-cpp issue 740).
std::vector<Code> readWith(const cv::Mat& gray, const Pass& pass) {
    std::vector<Code> codes;
    if (gray.empty()) return codes;
    readInto(codes, gray, {pass.formats & matrixFormats, pass.binarizer, pass.most}, Layers::AlsoSmaller);
    readInto(codes, gray, {pass.formats & linearFormats, pass.binarizer, pass.most}, Layers::FullSizeOnly);
    return codes;
}

std::vector<cv::Point> outlineOf(const base::Quad& quad) {
    std::vector<cv::Point> outline;
    for (const auto& p : quad) outline.emplace_back(cvRound(p.x), cvRound(p.y));
    return outline;
}

bool isSameCode(const Code& a, const Code& b) {
    if (a.text != b.text || a.format != b.format) return false;
    const double size = std::max(base::distance(a.quad[0], a.quad[2]), base::distance(b.quad[0], b.quad[2]));
    return base::distance(base::centre(a.quad), base::centre(b.quad)) < size / 2;
}

void addNew(std::vector<Code>& codes, std::vector<Code> found, int most) {
    for (auto& code : found) {
        const bool known = std::any_of(codes.begin(), codes.end(), [&](const Code& c) { return isSameCode(c, code); });
        if (!known && codes.size() < static_cast<std::size_t>(most)) codes.push_back(std::move(code));
    }
}

BarcodeFormats formatsOf(const std::vector<Code>& codes) {
    BarcodeFormats formats;
    for (const auto& code : codes) formats |= ZXing::BarcodeFormatFromString(code.format);
    return formats;
}

cv::Mat withoutCodes(const cv::Mat& gray, const std::vector<Code>& codes) {
    cv::Mat masked = gray.clone();
    for (const auto& code : codes) cv::fillConvexPoly(masked, outlineOf(code.quad), cv::Scalar(255));
    return masked;
}

/// ZXing gives every QR code and barcode in one call, but only one DataMatrix, Aztec or PDF417 code; where there is one
/// there are often more of its kind, so found ones are painted over until nothing new comes.
void addNeighbours(const cv::Mat& gray, std::vector<Code>& codes, int most) {
    const BarcodeFormats formats = formatsOf(codes) & oneACall;
    if (formats.empty()) return;
    for (std::size_t before = 0; before < codes.size() && codes.size() < static_cast<std::size_t>(most);) {
        before = codes.size();
        addNew(codes, readWith(withoutCodes(gray, codes), {.formats = formats, .most = most}), most);
    }
}

/// A picture of the same code that may be easier to read, and how many times larger it is.
struct Remedy {
    std::function<cv::Mat(const cv::Mat&)> apply;
    double scale = 1;
    ZXing::Binarizer binarizer = ZXing::Binarizer::LocalAverage;
};

cv::Mat resized(const cv::Mat& gray, double scale) {
    cv::Mat out;
    cv::resize(gray, out, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
    return out;
}

cv::Mat sharpened(const cv::Mat& gray) {
    cv::Mat soft;
    cv::Mat out;
    cv::GaussianBlur(gray, soft, {}, 3);
    cv::addWeighted(gray, 2.5, soft, -1.5, 0, out);
    return out;
}

cv::Mat equalized(const cv::Mat& gray) {
    cv::Mat out;
    cv::createCLAHE(3)->apply(gray, out);
    return out;
}

cv::Mat withoutSpecks(const cv::Mat& gray) {
    cv::Mat out;
    cv::medianBlur(gray, out, 3);
    return out;
}

cv::Mat inverted(const cv::Mat& gray) {
    cv::Mat out;
    cv::bitwise_not(gray, out);
    return out;
}

cv::Mat unchanged(const cv::Mat& gray) {
    return gray;
}

/// The first is for a piece of a page: the same without its surroundings. Of 175 photos of QR codes (test sets of
/// zxing-cpp, jsQR and BoofCV) the plain pass reads 132, all together read 155; alone, each adds: global threshold 5,
/// double size 8, sharper 6, half size 5, equalized 6, without specks 3, inverted 5.
const std::vector<Remedy>& remedies() {
    static const std::vector<Remedy> all{
        {.apply = unchanged},
        {.apply = unchanged, .binarizer = ZXing::Binarizer::GlobalHistogram},
        {.apply = [](const cv::Mat& gray) { return resized(gray, 2); }, .scale = 2},
        {.apply = sharpened},
        {.apply = [](const cv::Mat& gray) { return resized(gray, 0.5); }, .scale = 0.5},
        {.apply = equalized},
        {.apply = withoutSpecks},
        {.apply = inverted},
    };
    return all;
}

std::vector<Code> readWithRemedies(const cv::Mat& piece, BarcodeFormats formats, int most) {
    cv::Mat bordered;
    cv::copyMakeBorder(piece, bordered, quietBorder, quietBorder, quietBorder, quietBorder, cv::BORDER_CONSTANT, 255);
    for (const auto& remedy : remedies()) {
        if (remedy.scale > 1 && std::max(piece.cols, piece.rows) > largestSideToUpscale) continue;
        auto codes =
            readWith(remedy.apply(bordered), {.formats = formats, .binarizer = remedy.binarizer, .most = most});
        for (auto& code : codes)
            for (auto& p : code.quad) p = {p.x / remedy.scale - quietBorder, p.y / remedy.scale - quietBorder};
        if (!codes.empty()) return codes;
    }
    return {};
}

bool isInside(const cv::Rect& place, const base::Point& p) {
    return place.contains(cv::Point(cvRound(p.x), cvRound(p.y)));
}

bool isTaken(const cv::Rect& square, const std::vector<cv::Rect>& places, const std::vector<Code>& codes) {
    const auto overlaps = [&](const cv::Rect& place) {
        return (place & square).area() > 0.6 * (place | square).area();
    };
    const auto lies = [&](const Code& code) { return isInside(square, base::centre(code.quad)); };
    return std::any_of(places.begin(), places.end(), overlaps) || std::any_of(codes.begin(), codes.end(), lies);
}

/// Places that look like a QR code and gave none.
std::vector<cv::Rect> unreadPlaces(const cv::Mat& gray, const std::vector<Code>& codes) {
    std::vector<cv::Rect> places;
    const auto add = [&](const std::vector<cv::Rect>& squares, std::size_t most) {
        for (const auto& square : squares)
            if (places.size() < most && !isTaken(square, places, codes)) places.push_back(square);
    };
    add(findQrCandidates(gray), mostCandidates);
    add(findBusySquares(gray), places.size() + mostBusySquares);
    return places;
}

void addDifficult(const cv::Mat& gray, std::vector<Code>& codes, int most) {
    if (gray.total() <= mostPixelsOfASmallImage) {
        if (codes.empty()) addNew(codes, readWithRemedies(gray, allFormats, most), most);
        return;
    }
    for (const auto& place : unreadPlaces(gray, codes)) {
        auto found = readWithRemedies(gray(place), BarcodeFormat::QRCode, most);
        for (auto& code : found)
            for (auto& p : code.quad) p = {p.x + place.x, p.y + place.y};
        addNew(codes, std::move(found), most);
    }
}

cv::Mat toGray(const cv::Mat& pixels) {
    if (pixels.depth() != CV_8U || (pixels.channels() != 1 && pixels.channels() != 3 && pixels.channels() != 4))
        throw base::Error(base::ErrorKind::BadArguments,
                          "Codes are read from 8-bit gray or colour images only; convert the image first.");
    if (pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, pixels.channels() == 3 ? cv::COLOR_BGR2GRAY : cv::COLOR_BGRA2GRAY);
    return gray;
}

}  // namespace

std::vector<Code> readCodes(const cv::Mat& pixels, const ReadCodesOptions& options) {
    if (pixels.empty() || options.most <= 0) return {};
    const cv::Mat gray = toGray(pixels);
    std::vector<Code> codes;
    addNew(codes, readWith(gray, {.most = options.most}), options.most);
    addNeighbours(gray, codes, options.most);
    if (options.tryHarder) addDifficult(gray, codes, options.most);
    std::stable_sort(codes.begin(), codes.end(),
                     [](const Code& a, const Code& b) { return base::centre(a.quad).y < base::centre(b.quad).y; });
    return codes;
}

}  // namespace daiban::codes
