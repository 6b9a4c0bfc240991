#include "codes/QrSvg.h"

namespace daiban::codes {

std::string qrSvg(std::string_view text, QrLevel level) {
    constexpr int quiet = 4;  // modules, ISO/IEC 18004
    const cv::Mat modules = makeQrCode(text, level);
    const std::string side = std::to_string(modules.cols + 2 * quiet);
    std::string path;
    for (int y = 0; y < modules.rows; ++y)
        for (int x = 0; x < modules.cols; ++x)
            if (modules.at<std::uint8_t>(y, x) == 0)
                path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
           "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side +
           "\" fill=\"#fff\"/><path d=\"" + path + "\" fill=\"#000\"/></svg>";
}

}  // namespace daiban::codes
