#include "codes/QrCode.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>
#include <string>

#include "base/Error.h"

namespace daiban::codes {

namespace {

// ZXing-C++ 1.4 scales every symbology's error correction to 0..8; for QR two steps are one level.
int zxingLevelOf(QrLevel level) {
    switch (level) {
        case QrLevel::L:
            return 1;
        case QrLevel::M:
            return 3;
        case QrLevel::Q:
            return 5;
        case QrLevel::H:
            return 7;
    }
    return 5;
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

}  // namespace

cv::Mat makeQrCode(std::string_view text, QrLevel level) {
    if (text.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("A QR code needs a text; give one."));
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(0).setEccLevel(zxingLevelOf(level));
        if (!isAscii(text)) writer.setEncoding(ZXing::CharacterSet::UTF8);
        const ZXing::BitMatrix bits = writer.encode(std::string(text), 0, 0);
        cv::Mat modules(bits.height(), bits.width(), CV_8UC1);
        for (int y = 0; y < bits.height(); ++y)
            for (int x = 0; x < bits.width(); ++x)
                modules.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(bits.get(x, y) ? 0 : 255);
        return modules;
    } catch (const std::exception&) {
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A text of {} bytes does not fit a QR code; shorten it.", text.size()));
    }
}

}  // namespace daiban::codes
