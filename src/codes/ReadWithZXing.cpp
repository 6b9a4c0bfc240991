// ZXing-C++ 1.4. What differs in 2.x: DecodeHints is ReaderOptions, Result is Barcode, text() is UTF-8 without being
// asked; all of it stays in this file.
#define ZX_USE_UTF8

#include "codes/ReadWithZXing.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>
#include <new>

#include "codes/BarHeight.h"
#include "codes/DecodersAtWork.h"
#include "codes/TextOfBytes.h"

namespace daiban::codes {

namespace {

using ZXing::BarcodeFormat;
using ZXing::BarcodeFormats;

constexpr BarcodeFormats oneACall = BarcodeFormat::DataMatrix | BarcodeFormat::Aztec | BarcodeFormat::PDF417;
constexpr BarcodeFormats matrixFormats = BarcodeFormat::QRCode | BarcodeFormat::MicroQRCode | oneACall;
// ITF, Codabar and DataBar are left out: they have no check character or a weak one, and lines of print pass for them.
constexpr BarcodeFormats linearFormats = BarcodeFormat::Code128 | BarcodeFormat::Code39 | BarcodeFormat::Code93 |
                                         BarcodeFormat::EAN8 | BarcodeFormat::EAN13 | BarcodeFormat::UPCA |
                                         BarcodeFormat::UPCE;

BarcodeFormats formatsOf(Symbologies symbologies) {
    switch (symbologies) {
        case Symbologies::All:
            return matrixFormats | linearFormats;
        case Symbologies::Matrix:
            return matrixFormats;
        case Symbologies::Linear:
            return linearFormats;
        case Symbologies::QrCode:
            return BarcodeFormat::QRCode;
        case Symbologies::OneACall:
            return oneACall;
    }
    return {};
}

ZXing::Binarizer binarizerOf(Threshold threshold) {
    switch (threshold) {
        case Threshold::Local:
            return ZXing::Binarizer::LocalAverage;
        case Threshold::Global:
            return ZXing::Binarizer::GlobalHistogram;
        case Threshold::Middle:
            return ZXing::Binarizer::FixedThreshold;
    }
    return ZXing::Binarizer::LocalAverage;
}

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

ZXing::DecodeHints hintsOf(const ZXingPass& pass) {
    ZXing::DecodeHints hints;
    hints.setFormats(formatsOf(pass.symbologies)).setBinarizer(binarizerOf(pass.threshold));
    hints.setTryDownscale(pass.layers == Layers::AlsoSmaller);
    hints.setMaxNumberOfSymbols(static_cast<std::uint8_t>(std::clamp(pass.most, 1, 255)));
    return hints;
}

}  // namespace

std::vector<Code> readWithZXing(const cv::Mat& gray, const ZXingPass& pass) {
    if (gray.empty() || !mayWork(Decoder::ZXing)) return {};
    const ZXing::ImageView view(gray.data, gray.cols, gray.rows, ZXing::ImageFormat::Lum, static_cast<int>(gray.step));
    const auto hints = hintsOf(pass);
    ZXing::Results results;
    try {
        results = ZXing::ReadBarcodes(view, hints);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        return {};  // a picture that ZXing stumbles over gives no code
    }
    std::vector<Code> codes;
    for (const auto& result : results)
        if (result.isValid()) codes.push_back(codeOf(gray, result));
    return codes;
}

bool isOneACall(const Code& code) {
    return oneACall.testFlag(ZXing::BarcodeFormatFromString(code.format));
}

}  // namespace daiban::codes
