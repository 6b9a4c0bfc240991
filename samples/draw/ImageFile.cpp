#include "samples/draw/DrawSamples.h"

#include <opencv2/imgcodecs.hpp>

#include <array>
#include <cmath>
#include <string_view>

namespace daiban::samples {

namespace {

using Bytes = std::vector<unsigned char>;

void appendBigEndian(Bytes& bytes, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<unsigned char>(value >> shift & 0xFF));
}

// The CRC of PNG, annex D of its specification.
std::uint32_t crcOf(const Bytes& bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const unsigned char byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    return ~crc;
}

// pHYs: pixels per metre in both directions.
Bytes physicalSizeChunk(double dpi) {
    constexpr double kInchesPerMetre = 39.3700787;
    const auto perMetre = static_cast<std::uint32_t>(std::lround(dpi * kInchesPerMetre));
    Bytes body;
    for (const char letter : std::string_view("pHYs")) body.push_back(static_cast<unsigned char>(letter));
    appendBigEndian(body, perMetre);
    appendBigEndian(body, perMetre);
    body.push_back(1);  // the unit is the metre
    Bytes chunk;
    appendBigEndian(chunk, 9);
    chunk.insert(chunk.end(), body.begin(), body.end());
    appendBigEndian(chunk, crcOf(body));
    return chunk;
}

}  // namespace

Bytes encodePng(const DrawnPage& page) {
    Bytes bytes;
    cv::imencode(".png", page.image, bytes, {cv::IMWRITE_PNG_COMPRESSION, 9});
    constexpr int kBehindHeader = 8 + 25;  // signature and IHDR
    const Bytes chunk = physicalSizeChunk(page.dpi);
    bytes.insert(bytes.begin() + kBehindHeader, chunk.begin(), chunk.end());
    return bytes;
}

Bytes encodeJpeg(const DrawnPage& page, int quality) {
    Bytes bytes;
    cv::imencode(".jpg", page.image, bytes, {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1});
    // JFIF's APP0 is first in what libjpeg writes: unit at byte 13 (1: per inch), then both densities.
    const auto density = static_cast<unsigned>(std::lround(page.dpi));
    const std::array<unsigned char, 5> field{
        1, static_cast<unsigned char>(density >> 8), static_cast<unsigned char>(density & 0xFF),
        static_cast<unsigned char>(density >> 8), static_cast<unsigned char>(density & 0xFF)};
    for (std::size_t i = 0; i < field.size(); ++i) bytes.at(13 + i) = field[i];
    return bytes;
}

}  // namespace daiban::samples
