#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Geometry.h"

namespace daiban::codes {

/// A QR or barcode seen on an image.
struct Code {
    std::string format;  ///< "QRCode", "MicroQRCode", "DataMatrix", "Aztec", "PDF417", "Code128", "Code39", "Code93",
                         ///< "EAN-8", "EAN-13", "UPC-A", "UPC-E": ZXing's names
    std::string text;    ///< UTF-8; bytes that are no UTF-8 and name no character set are read as GB 18030
    base::Quad quad;     ///< pixels of the image, clockwise from the code's own top-left
};

/// Somebody else's libraries that codes are read with. Both are built with their assertions on, and some pictures make
/// one fail (a barcode seen at two sizes: zxing-cpp issue 740), which ends the process. So strangers' pages are read in
/// a worker, which tells what is at work, and once more without it when that was the end of the worker.
enum class Decoder { ZXing, ZBar };
[[nodiscard]] std::string_view nameOf(Decoder decoder);  ///< "zxing", "zbar"
[[nodiscard]] std::optional<Decoder> decoderNamed(std::string_view name);

struct ReadCodesOptions {
    bool tryHarder = true;  ///< further passes where a code seems to be but was not read
    int most = 255;
    std::vector<Decoder> leftOut{};  ///< read without these
    /// Told before each call of one, and with none when the last one is over.
    std::function<void(std::optional<Decoder>)> onDecoder{};
};

/// A place that looks like a code and could not be read.
struct UnreadPlace {
    base::Quad quad;  ///< pixels of the image, clockwise
};

/// What there is on an image, from top to bottom.
struct SeenCodes {
    std::vector<Code> read;
    /// Never to be passed over: somebody has to look, for a label that is not read is a folder without a trace.
    std::vector<UnreadPlace> unread;
    [[nodiscard]] std::size_t count() const { return read.size() + unread.size(); }
};

/// Every code on the image (8-bit gray, BGR or BGRA), each once. No code is an empty list; so is an empty image. Throws
/// Error{BadArguments} when the pixels are not 8-bit with 1, 3 or 4 channels.
[[nodiscard]] SeenCodes readCodes(const cv::Mat& pixels, const ReadCodesOptions& options = {});

}  // namespace daiban::codes
