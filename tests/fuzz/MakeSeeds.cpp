// Writes small pictures of every kind into the folder given, for the fuzzers to begin with.

#include <cstdio>  // jpeglib.h needs it

#include <jpeglib.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "fuzz/DrawByBytes.h"
#include "unit/page/HandMade.h"

namespace {

using namespace daiban::handmade;
using daiban::fuzz::Command;
using daiban::fuzz::Draw;
using daiban::fuzz::Drawing;
using Colour = std::array<std::uint8_t, 3>;

constexpr Colour paper{250, 252, 253}, ink{40, 40, 40}, cardBlue{225, 205, 190}, photo{150, 90, 60};

class Folder {
  public:
    explicit Folder(std::filesystem::path path) : path_(std::move(path)) { std::filesystem::create_directories(path_); }
    void put(const std::string& name, const std::string& bytes) const { write(path_ / name, bytes); }
    [[nodiscard]] std::filesystem::path at(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// Place on the page, 0 to 1, as a byte.
std::uint8_t at(double share) {
    return static_cast<std::uint8_t>(std::clamp((share * 256 + 32) * 4 / 5, 0.0, 255.0));
}
std::uint8_t wide(double share) {
    return static_cast<std::uint8_t>(std::clamp(share * 256, 0.0, 255.0));
}

Command from(Draw what, double left, double top, double right, double bottom, const Colour& colour, int more = 0,
             int last = 0) {
    return {what,
            {at(left), at(top), at(right), at(bottom)},
            colour,
            static_cast<std::uint8_t>(more),
            static_cast<std::uint8_t>(last)};
}
/// A sheet about a centre.
Command sheet(double x, double y, double width, double height, const Colour& colour, int turned = 0,
              int keystone = 128) {
    return {Draw::Sheet,
            {at(x), at(y), wide(width), wide(height)},
            colour,
            static_cast<std::uint8_t>(turned),
            static_cast<std::uint8_t>(keystone)};
}

using Commands = std::vector<Command>;
Commands operator+(Commands a, const Commands& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

const Commands textSheet{sheet(0.5, 0.5, 0.8, 0.85, paper, 4), from(Draw::Text, 0.2, 0.2, 0.8, 0.8, ink, 2)};
const Commands form{sheet(0.5, 0.5, 0.85, 0.9, paper, -3), from(Draw::Text, 0.3, 0.1, 0.7, 0.2, ink, 3),
                    from(Draw::Table, 0.2, 0.25, 0.8, 0.7, ink, 7, 3),
                    from(Draw::Rectangle, 0.65, 0.3, 0.78, 0.45, photo)};
const Commands cards{sheet(0.3, 0.25, 0.45, 0.25, cardBlue, 6), sheet(0.7, 0.7, 0.45, 0.25, cardBlue, -12),
                     from(Draw::Rectangle, 0.35, 0.2, 0.45, 0.3, photo), from(Draw::Text, 0.6, 0.65, 0.8, 0.75, ink)};
const Commands copiedCards{from(Draw::Frame, 0.25, 0.15, 0.75, 0.4, ink), from(Draw::Frame, 0.25, 0.55, 0.75, 0.8, ink),
                           from(Draw::Text, 0.3, 0.2, 0.6, 0.35, ink), from(Draw::Text, 0.3, 0.6, 0.6, 0.75, ink, 1)};
const Commands photographed{sheet(0.5, 0.5, 0.7, 0.8, paper, 10, 170), from(Draw::Text, 0.3, 0.3, 0.7, 0.7, ink, 1)};
const Commands grain{{Draw::Noise, {}, {}, 12, 1}};
const Commands shadow{{Draw::Light, {}, {}, 150, 0}};
const Commands glare{{Draw::Glare, {at(0.6), at(0.4)}, {}, 40, 200}};
const Commands moire{{Draw::Stripes, {200, 40}, {}, 90, 60}};
const Commands curl{{Draw::Bend, {}, {}, 0, 60}};
const Commands soft{{Draw::Blur, {}, {}, 4, 4}};
const Commands copied{{Draw::TwoLevels, {}, {140}, 0, 0}};
const Commands inverse{{Draw::Inverse, {}, {}, 0, 0}};
const Commands thumb{{Draw::Ellipse, {at(0.1), at(0.9), wide(0.1), wide(0.15)}, {120, 150, 210}, 30, 0}};

struct NamedDrawing {
    std::string name;
    Drawing drawing;
};

std::vector<NamedDrawing> drawings() {
    return {
        {"sheet", {false, 210, 297, 200, 0, textSheet}},
        {"sheet-dpi", {false, 210, 297, 200, 1, textSheet + grain}},
        {"sheet-gray", {true, 210, 297, 60, 0, textSheet + grain}},
        {"form", {false, 240, 340, 190, 0, form + grain}},
        {"cards", {false, 300, 400, 245, 2, cards + grain}},
        {"cards-dark", {false, 300, 400, 20, 0, cards}},
        {"copied-cards", {true, 420, 594, 250, 2, copiedCards + grain}},
        {"photocopy", {true, 210, 297, 200, 0, form + copied}},
        {"phone", {false, 300, 400, 90, 0, photographed + shadow + glare + grain}},
        {"phone-finger", {false, 300, 400, 70, 0, photographed + thumb + soft}},
        {"screen", {false, 300, 400, 40, 0, photographed + moire + shadow}},
        {"curled", {false, 420, 594, 80, 0, textSheet + curl + shadow}},
        {"curled-flat", {true, 420, 594, 255, 8, Commands{from(Draw::Text, 0.05, 0.05, 0.95, 0.95, ink, 4)} + curl}},
        {"inverse", {false, 210, 297, 200, 0, form + inverse}},
        {"blank", {true, 210, 297, 250, 12, grain}},
        {"nothing", {false, 64, 64, 255, 0, {}}},
        {"black", {true, 100, 80, 0, 0, {}}},
        {"dot", {true, 1, 1, 128, 0, {}}},
        {"dot-colour", {false, 1, 1, 128, 12, {}}},
        {"column", {false, 1, 500, 128, 0, textSheet}},
        {"row", {true, 500, 1, 128, 0, textSheet}},
        {"strip", {false, 3000, 70, 200, 0, cards}},
        {"receipt", {true, 66, 2500, 240, 12, Commands{from(Draw::Text, 0.1, 0.05, 0.9, 0.95, ink, 4)} + grain}},
        {"large", {false, 1240, 1754, 200, 6, form + grain}},
        {"odd", {false, 65, 63, 200, 0, textSheet}},
    };
}

std::string cmykJpeg(const cv::Mat& bgr) {
    jpeg_compress_struct writer{};
    jpeg_error_mgr errors{};
    writer.err = jpeg_std_error(&errors);
    jpeg_create_compress(&writer);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&writer, &bytes, &size);
    writer.image_width = static_cast<JDIMENSION>(bgr.cols);
    writer.image_height = static_cast<JDIMENSION>(bgr.rows);
    writer.input_components = 4;
    writer.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&writer);
    jpeg_set_quality(&writer, 60, TRUE);
    jpeg_start_compress(&writer, TRUE);
    cv::Mat cmyk;
    cv::cvtColor(bgr, cmyk, cv::COLOR_BGR2RGBA);
    for (int r = 0; r < cmyk.rows; ++r) {
        JSAMPROW row = cmyk.ptr(r);
        jpeg_write_scanlines(&writer, &row, 1);
    }
    jpeg_finish_compress(&writer);
    std::string out(reinterpret_cast<char*>(bytes), size);
    jpeg_destroy_compress(&writer);
    std::free(bytes);
    return out;
}

/// Rows of one bit a pixel, 1 for white.
std::vector<std::string> bitRows(const cv::Mat& gray) {
    std::vector<std::string> rows;
    for (int r = 0; r < gray.rows; ++r) {
        std::string row(static_cast<std::size_t>(gray.cols + 7) / 8, '\0');
        for (int c = 0; c < gray.cols; ++c)
            if (gray.at<uchar>(r, c) > 127) row[static_cast<std::size_t>(c) / 8] |= static_cast<char>(0x80 >> c % 8);
        rows.push_back(row);
    }
    return rows;
}

/// Rows of indices into sixteen shades.
std::vector<std::string> paletteRows(const cv::Mat& gray) {
    std::vector<std::string> rows;
    for (int r = 0; r < gray.rows; ++r) {
        std::string row;
        for (int c = 0; c < gray.cols; ++c) row += static_cast<char>(gray.at<uchar>(r, c) / 16);
        rows.push_back(row);
    }
    return rows;
}

std::string sixteenShades() {
    std::string out;
    for (int i = 0; i < 16; ++i) out += std::string(3, static_cast<char>(i * 17));
    return out;
}

/// The drawings themselves, and some of them as files of every format.
void putDrawings(const Folder& folder) {
    for (const auto& [name, drawing] : drawings()) folder.put("drawn-" + name, bytesOf(drawing));
    std::vector<cv::Mat> pages;
    for (const auto& [name, commands] : {std::pair("sheet", textSheet), {"form", form}, {"cards", cards}})
        pages.push_back(daiban::fuzz::drawn({false, 120, 168, 190, 0, commands}).pixels);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::string name = "page" + std::to_string(i);
        for (const char* ending : {".png", ".tif", ".webp", ".jpg"})
            folder.put(name + ending, encoded(pages[i], ending));
    }
    cv::Mat gray, deep;
    cv::cvtColor(pages[1], gray, cv::COLOR_BGR2GRAY);
    pages[0].convertTo(deep, CV_16U, 257);
    folder.put("page.bmp", encoded(gray, ".bmp"));
    folder.put("page-progressive.jpg", encoded(pages[1], ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
    folder.put("page-cmyk.jpg", cmykJpeg(pages[2]));
    folder.put("page-turned.jpg", withExif(encoded(pages[0], ".jpg"), exif(6, 100)));
    folder.put("page-gray.png", encoded(gray, ".png"));
    folder.put("page-deep.png", encoded(deep, ".png"));
    folder.put("page-deep.tif", encoded(deep, ".tif"));
    folder.put("page-bits.png", png(gray.cols, gray.rows, 1, 0, bitRows(gray)));
    folder.put("page-palette.png",
               png(gray.cols, gray.rows, 8, 3, paletteRows(gray), pngChunk("PLTE", sixteenShades())));
    cv::imwritemulti(folder.at("pages.tif").string(), pages, {cv::IMWRITE_TIFF_COMPRESSION, 5});
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(1, 200), cv::Size(200, 1), cv::Size(65, 64)})
        folder.put("size" + std::to_string(size.width) + "x" + std::to_string(size.height) + ".png",
                   encoded(cv::Mat(size, CV_8UC3, cv::Scalar(200, 210, 220)), ".png"));
}

void putKinds(const Folder& folder) {
    const auto put = [&](const std::string& name, const std::string& bytes) { folder.put(name, bytes); };
    const cv::Mat colour = drawnPage(24, 16);
    cv::Mat gray, alpha;
    cv::cvtColor(colour, gray, cv::COLOR_BGR2GRAY);
    cv::cvtColor(colour, alpha, cv::COLOR_BGR2BGRA);
    const auto jpeg = encoded(colour, ".jpg");
    put("plain.jpg", jpeg);
    put("gray.jpg", encoded(gray, ".jpg"));
    put("progressive.jpg", encoded(colour, ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
    put("jfif.jpg", withJfif(jpeg, 2, 118, 118));
    put("scanner.jpg", withExif(jpeg, exif(6, 300)));
    put("camera.jpg", withExif(jpeg, exif(8, 72, Taken::ByCamera)));
    put("plain.png", encoded(colour, ".png"));
    put("alpha.png", encoded(alpha, ".png"));
    put("bits.png", png(10, 1, 1, 0, {"\xAA\x80"}));
    put("deep.png", png(2, 1, 16, 0, {big16(0xFFFF) + big16(0x8080)}));
    put("palette.png",
        png(2, 1, 8, 3, {std::string("\0\1", 2)}, pngChunk("PLTE", std::string(6, '\x20')) + pngChunk("tRNS", "\x40")));
    put("turned.png", withChunks(encoded(gray, ".png"),
                                 pngChunk("eXIf", exif(5)) + pngChunk("pHYs", big32(7874) + big32(3937) + '\1')));
    put("plain.tif", encoded(colour, ".tif"));
    for (const int compression : {1, 5, 7, 8, 32773})
        put("compressed" + std::to_string(compression) + ".tif",
            encoded(colour, ".tif", {cv::IMWRITE_TIFF_COMPRESSION, compression}));
    put("bits.tif", tiff(8, 2, std::string("\xF0\0", 2),
                         {whole(258, 1), whole(262, 0), ratio(282, 204), ratio(283, 98), whole(296, 2)}));
    put("fax.tif",
        tiff(16, 2, std::string("\xC0\x04\0\x40", 4), {whole(258, 1), whole(259, 4), whole(262, 0), whole(274, 6)}));
    put("lossy.webp", encoded(colour, ".webp"));
    put("alpha.webp", encoded(alpha, ".webp", {cv::IMWRITE_WEBP_QUALITY, 101}));
    put("exif.webp", webpWithExif(encoded(colour, ".webp"), 24, 16, exif(3, 200)));
    put("plain.bmp", encoded(colour, ".bmp"));
    const std::string palette = std::string("\xFF\xFF\xFF\0\0\0\xFF\0", 8) + std::string(254 * 4, '\0');
    put("runs.bmp", bmp(3, 2, 8, 1, palette, std::string("\3\1\0\0\1\0\2\1\0\0\0\1", 12)));
    put("runs4.bmp", bmp(3, 2, 4, 2, palette.substr(0, 64), std::string("\3\1\0\0\0\3\1\0\0\0\0\1", 12)));
    put("masks.bmp",
        bmp(2, 1, 16, 3, little32(0xF800) + little32(0x07E0) + little32(0x1F), little16(0xF800) + little16(7)));
    put("four.bmp", bmp(2, 1, 4, 0, palette.substr(0, 64), std::string("\1\0\0\0", 4), 11811));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: fuzz_seeds FOLDER\n";
        return 1;
    }
    const Folder folder(argv[1]);
    putKinds(folder);
    putDrawings(folder);
    return 0;
}
