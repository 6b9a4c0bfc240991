#include "printing/labels/LabelForTerminal.h"

#include <opencv2/core.hpp>
#include <string_view>
#include <vector>

#include "codes/QrCode.h"

namespace daiban::printing {

namespace {

constexpr std::string_view blackOnWhite = "\x1b[30;107m";
constexpr std::string_view ownColours = "\x1b[0m";
constexpr std::size_t firstTextLine = 5;  // the text stands beside the code's middle

/// A character cell holds two modules, one above the other; `drawn` are those in the foreground.
std::string_view halfBlocks(bool upperDrawn, bool lowerDrawn) {
    if (upperDrawn) return lowerDrawn ? "█" : "▀";
    return lowerDrawn ? "▄" : " ";
}

cv::Mat withQuietZone(const cv::Mat& modules) {
    cv::Mat framed;
    const int below = qrQuietModules + (modules.rows % 2);  // an even number of rows: whole characters
    cv::copyMakeBorder(modules, framed, qrQuietModules, below, qrQuietModules, qrQuietModules, cv::BORDER_CONSTANT,
                       cv::Scalar(255));
    return framed;
}

std::vector<std::string> textLines(const LabelContent& content) {
    std::vector<std::string> lines;
    for (const auto* line : {&content.title, &content.shortNumber, &content.item, &content.office, &content.date}) {
        if (line->empty()) continue;
        lines.push_back(*line);
        lines.emplace_back();
    }
    return lines;
}

}  // namespace

std::string labelForTerminal(const LabelContent& content, TerminalInk ink) {
    const cv::Mat modules = withQuietZone(codes::makeQrCode(content.token.text, codes::QrLevel::Q));
    const int drawn = ink == TerminalInk::DarkTerminal ? 255 : 0;
    const auto text = textLines(content);
    std::string out;
    for (int y = 0; y < modules.rows; y += 2) {
        if (ink == TerminalInk::Ansi) out += blackOnWhite;
        for (int x = 0; x < modules.cols; ++x)
            out += halfBlocks(modules.at<std::uint8_t>(y, x) == drawn, modules.at<std::uint8_t>(y + 1, x) == drawn);
        if (ink == TerminalInk::Ansi) out += ownColours;
        const std::size_t line = static_cast<std::size_t>(y / 2);
        if (line >= firstTextLine && line - firstTextLine < text.size() && !text[line - firstTextLine].empty())
            out += "   " + text[line - firstTextLine];
        out += '\n';
    }
    return out;
}

}  // namespace daiban::printing
