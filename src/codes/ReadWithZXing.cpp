// ZXing-C++ 1.4. What differs in 2.x: DecodeHints is ReaderOptions, Result is Barcode, text() is UTF-8 without being
// asked; all of it stays in this file.
#define ZX_USE_UTF8

#include "codes/ReadWithZXing.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>
#include <opencv2/imgproc.hpp>

#include "codes/BarHeight.h"
#include "codes/DecodersAtWork.h"
#include "codes/TextOfBytes.h"

namespace daiban::codes {

namespace {

using ZXing::BarcodeFormat;
using ZXing::BarcodeFormats;

constexpr BarcodeFormats oneACall = BarcodeFormat::DataMatrix | BarcodeFormat::Aztec | BarcodeFormat::PDF417;
constexpr int linesOfAPart = 24;  // a part of a barcode's height as a picture of its own
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

/// ZXing 1.4 knows character sets up to ECI 30 only. What it calls bytesECI names them in the text: a backslash and six
/// digits; a backslash of the text stands twice.
std::string textWithSets(const ZXing::Result& result) {
    const auto bytes = result.bytesECI();
    const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string text;
    std::string segment;
    const char* characterSet = nullptr;
    const auto flush = [&] {
        const auto converted = characterSet != nullptr ? textOfCharacterSet(segment, characterSet) : std::nullopt;
        text += converted ? *converted : textOfBytes(segment);
        segment.clear();
    };
    constexpr std::size_t digits = 6;
    for (std::size_t at = raw.substr(0, 1) == "]" ? 3 : 0; at < raw.size(); ++at) {
        if (raw[at] != '\\') {
            segment += raw[at];
        } else if (raw.substr(at + 1, 1) == "\\") {
            segment += raw[at++];
        } else {
            unsigned number = 0;
            for (const char digit : raw.substr(at + 1, digits))
                number = 10 * number + static_cast<unsigned>(digit - '0') % 10;
            flush();
            characterSet = characterSetOfEci(number);
            if (characterSet == nullptr) return result.text();
            at += digits;
        }
    }
    flush();
    return text;
}

Code codeOf(const cv::Mat& gray, const ZXing::Result& result) {
    const auto& bytes = result.bytes();
    const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string text = result.hasECI() ? textWithSets(result) : textOfBytes(raw, result.text());
    const auto quad = quadOf(result);
    return {.format = ZXing::ToString(result.format()),
            .text = std::move(text),
            .quad = isLinear(result.format()) ? grownToBarEnds(gray, quad) : quad};
}

ZXing::DecodeHints hintsOf(const ZXingPass& pass, BarcodeFormats formats) {
    ZXing::DecodeHints hints;
    hints.setFormats(formats).setBinarizer(binarizerOf(pass.threshold));
    hints.setTryDownscale(pass.layers == Layers::AlsoSmaller);
    hints.setMaxNumberOfSymbols(static_cast<std::uint8_t>(std::clamp(pass.most, 1, 255)));
    return hints;
}

std::vector<Code> calledOnce(const cv::Mat& gray, const ZXingPass& pass, BarcodeFormats formats) {
    const ZXing::ImageView view(gray.data, gray.cols, gray.rows, ZXing::ImageFormat::Lum, static_cast<int>(gray.step));
    const auto hints = hintsOf(pass, formats);
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

/// Over the bars, as far as they reach, and a little more: what is left of them would be read again.
void paintOver(cv::Mat& gray, const base::Quad& bars) {
    std::vector<cv::Point2f> corners;
    for (const auto& p : bars) corners.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    cv::RotatedRect box = cv::minAreaRect(corners);
    constexpr float border = 8;  // pixels
    box.size += cv::Size2f(border, border);
    box.points(corners.data());
    cv::fillConvexPoly(gray, std::vector<cv::Point>(corners.begin(), corners.end()), cv::Scalar(255));
}

bool isSameBarcode(const Code& a, const Code& b) {
    const double length = std::max(base::distance(a.quad[0], a.quad[1]), base::distance(b.quad[0], b.quad[1]));
    return a.format == b.format && a.text == b.text &&
           base::distance(base::centre(a.quad), base::centre(b.quad)) < length / 2;
}

/// The bars of a barcode and some of what is beside them, laid level; empty where they are too few pixels.
cv::Mat levelBars(const cv::Mat& gray, const Code& code) {
    const auto& q = code.quad;
    const double length = base::distance(q[0], q[1]);
    const double height = base::distance(q[0], q[3]);
    constexpr double quiet = 0.15;  // of the length, on both sides: EAN wants 11 of 95 modules
    constexpr double inner = 0.1;   // of the height, left out above and below: digits, and what tilts
    constexpr int finer = 2;        // than the image, or laying it level blurs it
    const cv::Size size(cvRound(finer * length * (1 + 2 * quiet)), cvRound(height * (1 - 2 * inner)));
    if (size.width < 16 || size.height < 1) return {};
    const auto at = [&](double along, double down) {
        return cv::Point2f(
            static_cast<float>(q[0].x + along * (q[1].x - q[0].x) + down * (q[3].x - q[0].x)),
            static_cast<float>(q[0].y + along * (q[1].y - q[0].y) + down * (q[3].y - q[0].y)));
    };
    const std::vector<cv::Point2f> from{at(-quiet, inner), at(1 + quiet, inner), at(-quiet, 1 - inner)};
    const std::vector<cv::Point2f> to{{0, 0},
                                      {static_cast<float>(size.width), 0},
                                      {0, static_cast<float>(size.height)}};
    cv::Mat level;
    cv::warpAffine(gray, level, cv::getAffineTransform(from, to), size, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return level;
}

/// EAN and UPC have one check digit: of the texts that blurred bars pass for, one in ten has it right. So they count
/// only when two of three parts of their height, each by itself, say the same, and none says anything else. Code 39 has
/// none, but three wide of nine bars in every character: one part is enough.
bool isSeenAgain(const cv::Mat& gray, const Code& code, const ZXingPass& pass) {
    constexpr BarcodeFormats retail =
        BarcodeFormat::EAN8 | BarcodeFormat::EAN13 | BarcodeFormat::UPCA | BarcodeFormat::UPCE;
    const auto format = ZXing::BarcodeFormatFromString(code.format);
    if (format != BarcodeFormat::Code39 && !retail.testFlag(format)) return true;
    const int wanted = retail.testFlag(format) ? 2 : 1;
    const cv::Mat level = levelBars(gray, code);
    constexpr int parts = 3;
    int alike = 0;
    for (int part = 0; part < parts && level.rows >= parts; ++part) {
        const cv::Range rows(level.rows * part / parts, level.rows * (part + 1) / parts);
        cv::Mat mean;
        cv::reduce(level.rowRange(rows), mean, 0, cv::REDUCE_AVG);
        cv::Mat bars;
        cv::resize(mean, bars, {level.cols, linesOfAPart}, 0, 0, cv::INTER_NEAREST);
        const auto found = calledOnce(bars, pass, linearFormats);
        if (found.empty()) continue;
        if (found.front().text != code.text || found.front().format != code.format) return false;
        ++alike;
    }
    return alike >= wanted;
}

/// One barcode a call, each painted over for the next: ZXing compares what it found with what comes after, and where
/// two barcodes say the same an assertion of its ends the process.
std::vector<Code> barcodesOneByOne(const cv::Mat& gray, ZXingPass pass, BarcodeFormats formats) {
    const auto most = static_cast<std::size_t>(pass.most);
    pass.most = 1;
    std::vector<Code> codes;
    cv::Mat left = gray;
    constexpr int mostCalls = 96;
    for (int call = 0; call < mostCalls && codes.size() < most; ++call) {
        auto found = calledOnce(left, pass, formats);
        if (found.empty()) break;
        if (left.data == gray.data) left = gray.clone();
        paintOver(left, found.front().quad);
        const bool isKnown = std::any_of(codes.begin(), codes.end(),
                                         [&](const Code& code) { return isSameBarcode(code, found.front()); });
        if (!isKnown && isSeenAgain(gray, found.front(), pass)) codes.push_back(std::move(found.front()));
    }
    return codes;
}

}  // namespace

std::vector<Code> readWithZXing(const cv::Mat& gray, const ZXingPass& pass) {
    if (gray.empty() || pass.most <= 0 || !mayWork(Decoder::ZXing)) return {};
    if (pass.symbologies == Symbologies::Linear) return barcodesOneByOne(gray, pass, linearFormats);
    if (pass.symbologies != Symbologies::All) return calledOnce(gray, pass, formatsOf(pass.symbologies));
    auto codes = calledOnce(gray, pass, matrixFormats);
    ZXingPass rest = pass;
    rest.most -= static_cast<int>(codes.size());
    if (rest.most <= 0) return codes;
    auto barcodes = barcodesOneByOne(gray, rest, linearFormats);
    codes.insert(codes.end(), std::make_move_iterator(barcodes.begin()), std::make_move_iterator(barcodes.end()));
    return codes;
}

bool isOneACall(const Code& code) {
    return oneACall.testFlag(ZXing::BarcodeFormatFromString(code.format));
}

}  // namespace daiban::codes
