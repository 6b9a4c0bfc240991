#pragma once

// Picture files made by hand, byte by byte: kinds that no encoder at hand writes, and broken ones.

#include <cstdint>
#include <cstring>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <utility>
#include <vector>

namespace daiban::handmade {

inline std::string little16(unsigned value) {
    return {static_cast<char>(value & 255), static_cast<char>(value >> 8 & 255)};
}
inline std::string little32(unsigned value) {
    return little16(value & 0xFFFF) + little16(value >> 16);
}
inline std::string big16(unsigned value) {
    return {static_cast<char>(value >> 8 & 255), static_cast<char>(value & 255)};
}
inline std::string big32(unsigned value) {
    return big16(value >> 16) + big16(value & 0xFFFF);
}

inline void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// White with a red block at the top left, a blue one at the top right and a black one at the bottom left.
inline cv::Mat drawnPage(int width = 48, int height = 32) {
    cv::Mat page(height, width, CV_8UC3, cv::Scalar(255, 255, 255));
    const cv::Size block(width / 3, height / 4);
    page(cv::Rect({0, 0}, block)) = cv::Scalar(0, 0, 255);
    page(cv::Rect({width - block.width, 0}, block)) = cv::Scalar(255, 0, 0);
    page(cv::Rect({0, height - block.height}, block)) = cv::Scalar(0, 0, 0);
    return page;
}

inline std::string encoded(const cv::Mat& pixels, const std::string& ending, const std::vector<int>& options = {}) {
    std::vector<uchar> bytes;
    cv::imencode(ending, pixels, bytes, options);
    return {bytes.begin(), bytes.end()};
}

/// The same as drawnPage() to within `tolerance` a channel at the middle of each block and of the paper.
inline bool looksDrawn(const cv::Mat& page, int tolerance = 0) {
    const cv::Mat wanted = drawnPage(page.cols, page.rows);
    for (const cv::Point at : {cv::Point(page.cols / 6, page.rows / 8), cv::Point(page.cols * 5 / 6, page.rows / 8),
                               cv::Point(page.cols / 6, page.rows * 7 / 8), cv::Point(page.cols / 2, page.rows / 2)})
        for (int c = 0; c < 3; ++c)
            if (std::abs(page.at<cv::Vec3b>(at)[c] - wanted.at<cv::Vec3b>(at)[c]) > tolerance) return false;
    return true;
}

/// One field of a TIFF directory; values of more than four bytes are laid behind it.
struct Field {
    unsigned tag;
    unsigned type;  ///< 3: 16 bits, 4: 32 bits, 5: two of 32 bits
    unsigned count;
    std::string value;
};
inline Field whole(unsigned tag, unsigned value) {
    return {tag, 3, 1, little16(value) + little16(0)};
}
inline Field longWhole(unsigned tag, unsigned value) {
    return {tag, 4, 1, little32(value)};
}
inline Field ratio(unsigned tag, unsigned numerator, unsigned denominator = 1) {
    return {tag, 5, 1, little32(numerator) + little32(denominator)};
}

/// The bytes of a directory that will lie at `at`.
inline std::string directory(std::size_t at, const std::vector<Field>& fields, unsigned next = 0) {
    std::string out = little16(static_cast<unsigned>(fields.size()));
    std::string behind;
    const std::size_t behindAt = at + 2 + 12 * fields.size() + 4;
    for (const auto& field : fields) {
        out += little16(field.tag) + little16(field.type) + little32(field.count);
        if (field.value.size() <= 4) {
            out += (field.value + std::string(4, '\0')).substr(0, 4);
        } else {
            out += little32(static_cast<unsigned>(behindAt + behind.size()));
            behind += field.value;
        }
    }
    return out + little32(next) + behind;
}

/// A TIFF of one strip; `fields` are sorted by tag and lack the strip's own.
inline std::string tiff(int width, int height, const std::string& strip, std::vector<Field> fields) {
    fields.push_back(longWhole(256, static_cast<unsigned>(width)));
    fields.push_back(longWhole(257, static_cast<unsigned>(height)));
    fields.push_back(longWhole(273, 8));
    fields.push_back(longWhole(278, static_cast<unsigned>(height)));
    fields.push_back(longWhole(279, static_cast<unsigned>(strip.size())));
    std::sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) { return a.tag < b.tag; });
    const std::string padded = strip + std::string(strip.size() % 2, '\0');
    const std::size_t at = 8 + padded.size();
    return std::string("II*\0", 4) + little32(static_cast<unsigned>(at)) + padded + directory(at, fields);
}

/// EXIF data: an orientation and, if not zero, a resolution in dpi; a photograph has an exposure time.
enum class Taken { ByScanner, ByCamera };
inline std::string exif(unsigned orientation, unsigned dpi = 0, Taken taken = Taken::ByScanner) {
    std::vector<Field> fields{whole(0x0112, orientation)};
    if (dpi > 0) {
        fields.push_back(ratio(0x011A, dpi));
        fields.push_back(ratio(0x011B, dpi));
        fields.push_back(whole(0x0128, 2));
    }
    if (taken == Taken::ByScanner) return std::string("II*\0", 4) + little32(8) + directory(8, fields);
    fields.push_back(longWhole(0x8769, 0));
    const auto size = directory(8, fields).size();
    fields.back() = longWhole(0x8769, static_cast<unsigned>(8 + size));
    return std::string("II*\0", 4) + little32(8) + directory(8, fields) + directory(8 + size, {ratio(0x829A, 1, 60)});
}

/// `jpeg` with a marker segment behind its first two bytes, and without a JFIF segment if there was one.
inline std::string withSegment(std::string jpeg, char marker, const std::string& content) {
    if (jpeg.substr(2, 2) == "\xFF\xE0") {
        const auto length = static_cast<std::size_t>(static_cast<uchar>(jpeg[4]) << 8 | static_cast<uchar>(jpeg[5]));
        jpeg.erase(2, 2 + length);
    }
    return jpeg.insert(2, std::string("\xFF") + marker + big16(static_cast<unsigned>(content.size() + 2)) + content);
}
inline std::string withExif(const std::string& jpeg, const std::string& exif) {
    return withSegment(jpeg, '\xE1', std::string("Exif\0\0", 6) + exif);
}
/// `unit` 0: none, 1: dots an inch, 2: dots a centimetre.
inline std::string withJfif(const std::string& jpeg, char unit, unsigned x, unsigned y) {
    return withSegment(jpeg, '\xE0', std::string("JFIF\0\1\2", 7) + unit + big16(x) + big16(y) + std::string(2, '\0'));
}

inline unsigned crc32(const std::string& bytes) {
    unsigned crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<uchar>(byte);
        for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

inline std::string pngChunk(const std::string& type, const std::string& content) {
    return big32(static_cast<unsigned>(content.size())) + type + content + big32(crc32(type + content));
}

/// Zlib data that say everything bare; up to 65,535 bytes.
inline std::string zlibStored(const std::string& bytes) {
    unsigned a = 1, b = 0;
    for (const char byte : bytes) {
        a = (a + static_cast<uchar>(byte)) % 65521;
        b = (b + a) % 65521;
    }
    const auto size = static_cast<unsigned>(bytes.size());
    return std::string("\x78\x01\x01", 3) + little16(size) + little16(~size & 0xFFFF) + bytes + big32(b << 16 | a);
}

/// `rows` are the samples of each row without filter bytes; `chunks` stand before the pixels, `last` after them.
inline std::string png(int width, int height, int depth, int colourType, const std::vector<std::string>& rows,
                       const std::string& chunks = "", const std::string& last = "") {
    std::string filtered;
    for (const auto& row : rows) filtered += std::string(1, '\0') + row;
    const std::string header = big32(static_cast<unsigned>(width)) + big32(static_cast<unsigned>(height)) +
                               static_cast<char>(depth) + static_cast<char>(colourType) + std::string(3, '\0');
    return "\x89PNG\r\n\x1A\n" + pngChunk("IHDR", header) + chunks + pngChunk("IDAT", zlibStored(filtered)) + last +
           pngChunk("IEND", "");
}

/// A PNG with chunks put behind its header.
inline std::string withChunks(std::string png, const std::string& chunks) {
    return png.insert(33, chunks);
}

/// A RIFF container that holds the picture of `webp` and EXIF data.
inline std::string webpWithExif(const std::string& webp, int width, int height, const std::string& exif) {
    const auto little24 = [](unsigned value) { return little32(value).substr(0, 3); };
    const std::string extended = std::string("VP8X") + little32(10) + std::string("\x08\0\0\0", 4) +
                                 little24(static_cast<unsigned>(width - 1)) +
                                 little24(static_cast<unsigned>(height - 1));
    const std::string body = "WEBP" + extended + webp.substr(12) + "EXIF" +
                             little32(static_cast<unsigned>(exif.size())) + exif + std::string(exif.size() % 2, '\0');
    return "RIFF" + little32(static_cast<unsigned>(body.size())) + body;
}

/// A bottom-up BMP; `between` are palette or masks.
inline std::string bmp(int width, int height, int bits, unsigned compression, const std::string& between,
                       const std::string& pixels, unsigned perMetre = 0) {
    const auto at = static_cast<unsigned>(54 + between.size());
    return "BM" + little32(at + static_cast<unsigned>(pixels.size())) + little32(0) + little32(at) + little32(40) +
           little32(static_cast<unsigned>(width)) + little32(static_cast<unsigned>(height)) + little16(1) +
           little16(static_cast<unsigned>(bits)) + little32(compression) + little32(0) + little32(perMetre) +
           little32(perMetre) + little32(0) + little32(0) + between + pixels;
}

/// A PDF whose page n is `sizes[n]` points large with a black rectangle in its lower left quarter.
inline std::string pdf(const std::vector<std::pair<double, double>>& sizes, const std::string& trailer = "",
                       const std::string& pageEntries = "") {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
    std::string kids;
    for (const auto& [width, height] : sizes) {
        const std::string drawing = "0 0 " + std::to_string(width / 2) + " " + std::to_string(height / 2) + " re f\n";
        objects.push_back("<< /Length " + std::to_string(drawing.size()) + " >>\nstream\n" + drawing + "endstream");
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + std::to_string(width) + " " +
                          std::to_string(height) + "] /Contents " + std::to_string(objects.size()) + " 0 R " +
                          pageEntries + " >>");
        kids += std::to_string(objects.size()) + " 0 R ";
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(sizes.size()) + " >>";
    std::string out = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string offset = std::to_string(out.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto start = std::to_string(out.size());
    const auto count = std::to_string(objects.size() + 1);
    return out + "xref\n0 " + count + "\n" + table + "trailer\n<< /Size " + count + " /Root 1 0 R " + trailer +
           " >>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace daiban::handmade
