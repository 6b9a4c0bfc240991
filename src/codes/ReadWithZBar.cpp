#include "codes/ReadWithZBar.h"

#include <zbar.h>

#include <memory>

#include "codes/DecodersAtWork.h"
#include "codes/TextOfBytes.h"

namespace daiban::codes {

namespace {

struct Destroy {
    void operator()(zbar::zbar_image_scanner_t* scanner) const { zbar::zbar_image_scanner_destroy(scanner); }
    void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};
using Scanner = std::unique_ptr<zbar::zbar_image_scanner_t, Destroy>;
using Image = std::unique_ptr<zbar::zbar_image_t, Destroy>;

Scanner qrScanner() {
    Scanner scanner(zbar::zbar_image_scanner_create());
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    // Bytes as they are: ZBar's own guess at character sets knows no GB 18030.
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_BINARY, 1);
    return scanner;
}

Image imageOf(const cv::Mat& continuousGray) {
    Image image(zbar::zbar_image_create());
    zbar::zbar_image_set_format(image.get(), *reinterpret_cast<const int*>("Y800"));
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(continuousGray.cols),
                              static_cast<unsigned>(continuousGray.rows));
    zbar::zbar_image_set_data(image.get(), continuousGray.data, continuousGray.total(), nullptr);
    return image;
}

/// ZBar goes round the code's own top-left, bottom-left, bottom-right, top-right.
base::Quad quadOf(const zbar::zbar_symbol_t* symbol) {
    const auto corner = [&](unsigned i) {
        return base::Point{static_cast<double>(zbar::zbar_symbol_get_loc_x(symbol, i)),
                           static_cast<double>(zbar::zbar_symbol_get_loc_y(symbol, i))};
    };
    return {corner(0), corner(3), corner(2), corner(1)};
}

}  // namespace

std::vector<Code> readWithZBar(const cv::Mat& gray) {
    if (gray.empty() || !mayWork(Decoder::ZBar)) return {};
    const cv::Mat continuous = gray.isContinuous() ? gray : gray.clone();
    Scanner scanner = qrScanner();
    Image image = imageOf(continuous);
    zbar::zbar_scan_image(scanner.get(), image.get());
    std::vector<Code> codes;
    for (const auto* s = zbar::zbar_image_first_symbol(image.get()); s != nullptr; s = zbar::zbar_symbol_next(s)) {
        if (zbar::zbar_symbol_get_type(s) != zbar::ZBAR_QRCODE || zbar::zbar_symbol_get_loc_size(s) != 4) continue;
        const std::string_view raw(zbar::zbar_symbol_get_data(s), zbar::zbar_symbol_get_data_length(s));
        codes.push_back({.format = "QRCode", .text = textOfBytes(raw), .quad = quadOf(s)});
    }
    return codes;
}

}  // namespace daiban::codes
