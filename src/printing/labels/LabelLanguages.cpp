#include "printing/labels/LabelLanguages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/Error.h"

namespace daiban::printing {

namespace {

constexpr int inkBelow = 128;

void mustBeLabel(const cv::Mat& label) {
    if (label.empty() || label.type() != CV_8UC1)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("There is no label to print; draw one first."));
}

/// The dots of one row, eight a byte from the left, a set bit is ink.
std::string packedRow(const cv::Mat& label, int y) {
    std::string bytes((static_cast<std::size_t>(label.cols) + 7) / 8, '\0');
    const auto* dots = label.ptr<std::uint8_t>(y);
    for (int x = 0; x < label.cols; ++x)
        if (dots[x] < inkBelow) {
            auto& byte = bytes[static_cast<std::size_t>(x) / 8];
            byte = static_cast<char>(static_cast<unsigned char>(byte) | (0x80U >> (x % 8)));
        }
    return bytes;
}

std::string hexOf(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

/// A count of the digit that follows: g to z are 20 to 400 in steps of 20, G to Y are 1 to 19; together their sum.
std::string countOf(std::size_t count) {
    std::string text;
    for (; count >= 420; count -= 400) text += 'z';
    if (count >= 20) text += static_cast<char>('g' + count / 20 - 1);
    if (count % 20 > 0) text += static_cast<char>('G' + count % 20 - 1);
    return text;
}

std::string compressedRow(const std::string& hex) {
    std::string text;
    for (std::size_t at = 0; at < hex.size();) {
        const std::size_t end = std::min(hex.find_first_not_of(hex[at], at), hex.size());
        if (end == hex.size() && hex[at] == '0') return text + ',';  // white to the end of the row
        if (end == hex.size() && hex[at] == 'F') return text + '!';  // black to the end of the row
        if (end - at > 2)
            text += countOf(end - at) + hex[at];
        else
            text.append(end - at, hex[at]);
        at = end;
    }
    return text;
}

std::string compressedRows(const cv::Mat& label) {
    std::string text;
    std::string before;
    for (int y = 0; y < label.rows; ++y) {
        std::string row = hexOf(packedRow(label, y));
        text += y > 0 && row == before ? std::string(1, ':') : compressedRow(row);
        before = std::move(row);
    }
    return text;
}

}  // namespace

std::string labelZpl(const cv::Mat& label) {
    mustBeLabel(label);
    const int rowBytes = (label.cols + 7) / 8;
    const int bytes = rowBytes * label.rows;
    return fmt::format("^XA\n^PW{}\n^LL{}\n^LH0,0\n^FO0,0^GFA,{},{},{},{}^FS\n^PQ1\n^XZ\n", label.cols, label.rows,
                       bytes, bytes, rowBytes, compressedRows(label));
}

std::string labelTspl(const cv::Mat& label, const TsplStock& stock) {
    mustBeLabel(label);
    std::string text = fmt::format("SIZE {:g} mm,{:g} mm\r\nGAP {:g} mm,0 mm\r\nREFERENCE 0,0\r\nCLS\r\n", stock.width,
                                   stock.height, stock.gap);
    // Mode 0 overwrites; in a BITMAP a set bit is paper, so the dots that fill the last byte of a row are set.
    text += fmt::format("BITMAP 0,0,{},{},0,", (label.cols + 7) / 8, label.rows);
    for (int y = 0; y < label.rows; ++y)
        for (const char c : packedRow(label, y)) text += static_cast<char>(~static_cast<unsigned char>(c));
    return text + "\r\nPRINT 1,1\r\n";
}

}  // namespace daiban::printing
