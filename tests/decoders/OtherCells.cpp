// PNG, WebP, BMP and HEIF.
#include <fmt/format.h>
#include <libheif/heif.h>
#include <png.h>
#include <webp/encode.h>

#include <memory>
#include <opencv2/imgproc.hpp>

#include "Cells.h"
#include "unit/page/HandMade.h"

namespace daiban::decoders {

namespace {

int grayOf(const cv::Vec3b& bgr) {
    return cvRound(0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2]);
}
int alphaOf(const cv::Vec3b& bgr) {
    return bgr[0] < 128 ? 255 : 128;
}
/// 3-3-2 bits.
int paletteIndex(const cv::Vec3b& bgr) {
    return (bgr[2] >> 5) << 5 | (bgr[1] >> 5) << 2 | bgr[0] >> 6;
}
cv::Vec3b paletteColour(int index) {
    return {static_cast<uchar>((index & 3) * 255 / 3), static_cast<uchar>((index >> 2 & 7) * 255 / 7),
            static_cast<uchar>((index >> 5) * 255 / 7)};
}

struct PngWay {
    const char* name;
    int colour;
    int bits;
    bool key = false;  ///< one colour, or the first of the palette, is transparent
};

std::vector<png_byte> pngRow(const PngWay& way, const cv::Mat& drawn, int y) {
    std::vector<png_byte> row;
    int used = 8;
    const auto put = [&](int level) {  // of 255, or an index
        if (way.bits == 16) {
            row.push_back(static_cast<png_byte>(level));
            row.push_back(static_cast<png_byte>(level));
            return;
        }
        if (used == 8) row.push_back(0), used = 0;
        row.back() = static_cast<png_byte>(row.back() | level << (8 - way.bits - used));
        used += way.bits;
    };
    const int most = way.bits >= 8 ? 255 : (1 << way.bits) - 1;
    for (int x = 0; x < drawn.cols; ++x) {
        const auto bgr = drawn.at<cv::Vec3b>(y, x);
        if (way.colour == PNG_COLOR_TYPE_PALETTE)
            put(way.bits == 8 ? paletteIndex(bgr) : cvRound(grayOf(bgr) * most / 255.0));
        else if ((way.colour & PNG_COLOR_MASK_COLOR) == 0)
            put(cvRound(grayOf(bgr) * most / 255.0));
        else
            for (const int c : {2, 1, 0}) put(bgr[c]);
        if ((way.colour & PNG_COLOR_MASK_ALPHA) != 0) put(alphaOf(bgr));
    }
    return row;
}

void setPalette(png_structp png, png_infop info, const PngWay& way) {
    std::vector<png_color> colours;
    const int size = 1 << way.bits;
    for (int n = 0; n < size; ++n) {
        const auto bgr = way.bits == 8 ? paletteColour(n) : cv::Vec3b::all(static_cast<uchar>(n * 255 / (size - 1)));
        colours.push_back({bgr[2], bgr[1], bgr[0]});
    }
    png_set_PLTE(png, info, colours.data(), size);
}

void setKey(png_structp png, png_infop info, const PngWay& way) {
    png_color_16 key{};
    png_byte first[] = {0, 120};
    if (way.colour == PNG_COLOR_TYPE_PALETTE)
        png_set_tRNS(png, info, first, 2, nullptr);
    else
        png_set_tRNS(png, info, nullptr, 0, &key);  // black
}

void writePng(const PngWay& way, bool interlaced, const std::filesystem::path& file) {
    const cv::Mat drawn = picture();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    const std::unique_ptr<FILE, int (*)(FILE*)> out(std::fopen(file.c_str(), "wb"), std::fclose);
    png_init_io(png, out.get());
    png_set_IHDR(png, info, static_cast<png_uint_32>(drawn.cols), static_cast<png_uint_32>(drawn.rows), way.bits,
                 way.colour, interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (way.colour == PNG_COLOR_TYPE_PALETTE) setPalette(png, info, way);
    if (way.key) setKey(png, info, way);
    png_write_info(png, info);
    std::vector<std::vector<png_byte>> rows;
    std::vector<png_bytep> pointers;
    for (int y = 0; y < drawn.rows; ++y) rows.push_back(pngRow(way, drawn, y));
    for (auto& row : rows) pointers.push_back(row.data());
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
}

void writeWebP(bool lossless, bool alpha, int orientation, const std::filesystem::path& file) {
    cv::Mat rgba;
    cv::cvtColor(picture(), rgba, cv::COLOR_BGR2RGBA);
    if (alpha)
        for (auto it = rgba.begin<cv::Vec4b>(); it != rgba.end<cv::Vec4b>(); ++it)
            (*it)[3] = static_cast<uchar>(alphaOf({(*it)[2], (*it)[1], (*it)[0]}));
    uint8_t* bytes = nullptr;
    const int stride = static_cast<int>(rgba.step);
    const std::size_t size = lossless ? WebPEncodeLosslessRGBA(rgba.data, rgba.cols, rgba.rows, stride, &bytes)
                                      : WebPEncodeRGBA(rgba.data, rgba.cols, rgba.rows, stride, 95, &bytes);
    const std::string webp(reinterpret_cast<const char*>(bytes), size);
    WebPFree(bytes);
    handmade::write(file, orientation == 0
                              ? webp
                              : handmade::webpWithExif(webp, rgba.cols, rgba.rows,
                                                       handmade::exif(static_cast<unsigned>(orientation))));
}

/// Rows from the bottom up, or from the top down with a negative height.
std::string bmpFile(int bits, unsigned compression, const std::string& between, const std::string& pixels, bool topDown,
                    unsigned headerSize = 40) {
    const cv::Mat drawn = picture();
    std::string bytes =
        handmade::bmp(drawn.cols, topDown ? -drawn.rows : drawn.rows, bits, compression, between, pixels);
    if (headerSize == 40) return bytes;
    // A longer header: its further fields (masks, colour space) lie between, the palette behind them.
    const std::string more(headerSize - 40, '\0');
    bytes.insert(54, more);
    bytes.replace(14, 4, handmade::little32(headerSize));
    bytes.replace(10, 4, handmade::little32(static_cast<unsigned>(54 + more.size() + between.size())));
    return bytes.replace(2, 4, handmade::little32(static_cast<unsigned>(bytes.size())));
}

std::string bmpPixels(int bits, bool topDown) {
    const cv::Mat drawn = picture();
    std::string pixels;
    for (int n = 0; n < drawn.rows; ++n) {
        std::string row;
        int used = 8;
        for (int x = 0; x < drawn.cols; ++x) {
            const auto bgr = drawn.at<cv::Vec3b>(topDown ? n : drawn.rows - 1 - n, x);
            if (bits <= 8) {
                const int index = bits == 8 ? paletteIndex(bgr) : cvRound(grayOf(bgr) * ((1 << bits) - 1) / 255.0);
                if (used == 8) row += '\0', used = 0;
                row.back() = static_cast<char>(static_cast<uchar>(row.back()) | index << (8 - bits - used));
                used += bits;
            } else if (bits == 16) {
                row += handmade::little16(static_cast<unsigned>(bgr[2] >> 3 << 10 | bgr[1] >> 3 << 5 | bgr[0] >> 3));
            } else {
                row += {static_cast<char>(bgr[0]), static_cast<char>(bgr[1]), static_cast<char>(bgr[2])};
                if (bits == 32) row += '\0';
            }
        }
        pixels += row + std::string((4 - row.size() % 4) % 4, '\0');
    }
    return pixels;
}

std::string bmpPalette(int bits) {
    std::string palette;
    if (bits > 8) return palette;
    for (int n = 0; n < 1 << bits; ++n) {
        const auto bgr = bits == 8 ? paletteColour(n) : cv::Vec3b::all(static_cast<uchar>(n * 255 / ((1 << bits) - 1)));
        palette += {static_cast<char>(bgr[0]), static_cast<char>(bgr[1]), static_cast<char>(bgr[2]), '\0'};
    }
    return palette;
}

/// Runs of equal indices, with the marks at the end of rows and of the picture.
std::string runLengths() {
    const cv::Mat drawn = picture();
    std::string coded;
    for (int y = drawn.rows - 1; y >= 0; --y) {
        for (int x = 0; x < drawn.cols;) {
            const int index = paletteIndex(drawn.at<cv::Vec3b>(y, x));
            int count = 1;
            while (x + count < drawn.cols && count < 255 && paletteIndex(drawn.at<cv::Vec3b>(y, x + count)) == index)
                ++count;
            coded += {static_cast<char>(count), static_cast<char>(index)};
            x += count;
        }
        coded += std::string(2, '\0');
    }
    return coded + std::string("\0\1", 2);
}

struct HeifWay {
    const char* name;
    heif_chroma chroma;
    int bits = 8;
    bool alpha = false;
};

void fillHeif(heif_image* image, const HeifWay& way, const cv::Mat& drawn) {
    const int samples = way.alpha ? 4 : 3;
    heif_image_add_plane(image, heif_channel_interleaved, drawn.cols, drawn.rows, way.bits == 8 ? 8 : way.bits);
    int stride = 0;
    uint8_t* plane = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < drawn.rows; ++y)
        for (int x = 0; x < drawn.cols; ++x) {
            const auto bgr = drawn.at<cv::Vec3b>(y, x);
            const int levels[] = {bgr[2], bgr[1], bgr[0], alphaOf(bgr)};
            for (int c = 0; c < samples; ++c) {
                const int place = x * samples + c;
                if (way.bits == 8) {
                    plane[y * stride + place] = static_cast<uint8_t>(levels[c]);
                } else {
                    const int wide = levels[c] << (way.bits - 8) | levels[c] >> (16 - way.bits);
                    plane[y * stride + 2 * place] = static_cast<uint8_t>(wide & 255);
                    plane[y * stride + 2 * place + 1] = static_cast<uint8_t>(wide >> 8);
                }
            }
        }
}

void writeHeif(const HeifWay& way, const char* subsampling, const std::filesystem::path& file) {
    const cv::Mat drawn = picture();
    const std::unique_ptr<heif_context, decltype(&heif_context_free)> context(heif_context_alloc(), heif_context_free);
    heif_image* raw = nullptr;
    heif_image_create(drawn.cols, drawn.rows, heif_colorspace_RGB, way.chroma, &raw);
    const std::unique_ptr<heif_image, decltype(&heif_image_release)> image(raw, heif_image_release);
    fillHeif(image.get(), way, drawn);
    heif_encoder* coder = nullptr;
    heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &coder);
    const std::unique_ptr<heif_encoder, decltype(&heif_encoder_release)> encoder(coder, heif_encoder_release);
    if (coder == nullptr) return;
    heif_encoder_set_lossy_quality(coder, 95);
    heif_encoder_set_parameter_string(coder, "chroma", subsampling);
    heif_context_encode_image(context.get(), image.get(), coder, nullptr, nullptr);
    heif_context_write_to_file(context.get(), file.c_str());
}

}  // namespace

std::vector<Cell> pngCells() {
    const auto seen = [](const PngWay& way) {
        const cv::Mat drawn = picture();
        cv::Mat out = drawn;
        const bool palette = way.colour == PNG_COLOR_TYPE_PALETTE;
        if (palette && way.bits == 8)
            out = inPalette(drawn);
        else if (palette || (way.colour & PNG_COLOR_MASK_COLOR) == 0)
            out = inGrays(drawn, 1 << std::min(way.bits, 8));
        if ((way.colour & PNG_COLOR_MASK_ALPHA) != 0) return onPaper(out, drawn);
        if (!way.key) return out;
        cv::Mat keyed = out.clone();
        for (int y = 0; y < out.rows; ++y)
            for (int x = 0; x < out.cols; ++x) {
                auto& pixel = keyed.at<cv::Vec3b>(y, x);
                if (pixel == cv::Vec3b(0, 0, 0))
                    pixel = {255, 255, 255};  // the colour, or the palette's first
                else if (palette &&
                         out.at<cv::Vec3b>(y, x) ==
                             (way.bits == 8 ? paletteColour(1)
                                            : cv::Vec3b::all(static_cast<uchar>(255 / ((1 << way.bits) - 1)))))
                    for (int c = 0; c < 3; ++c)
                        pixel[c] = cv::saturate_cast<uchar>((pixel[c] * 120 + 255 * 135) / 255.0);
            }
        return keyed;
    };
    std::vector<PngWay> ways;
    for (const int bits : {1, 2, 4, 8, 16})
        for (const bool key : {false, true}) ways.push_back({"gray", PNG_COLOR_TYPE_GRAY, bits, key});
    for (const int bits : {1, 2, 4, 8})
        for (const bool key : {false, true}) ways.push_back({"palette", PNG_COLOR_TYPE_PALETTE, bits, key});
    for (const int bits : {8, 16}) {
        for (const bool key : {false, true}) ways.push_back({"rgb", PNG_COLOR_TYPE_RGB, bits, key});
        ways.push_back({"gray with alpha", PNG_COLOR_TYPE_GRAY_ALPHA, bits});
        ways.push_back({"rgb with alpha", PNG_COLOR_TYPE_RGB_ALPHA, bits});
    }
    std::vector<Cell> cells;
    for (const PngWay& way : ways)
        for (const bool interlaced : {false, true})
            cells.push_back({.name = fmt::format("png {} {}{}{}", way.name, way.bits, way.key ? " transparent" : "",
                                                 interlaced ? " interlaced" : ""),
                             .ending = ".png",
                             .write = [=](const std::filesystem::path& file) { writePng(way, interlaced, file); },
                             .seen = [=] { return seen(way); }});
    return cells;
}

std::vector<Cell> webpCells() {
    std::vector<Cell> cells;
    for (const bool lossless : {false, true})
        for (const bool alpha : {false, true})
            cells.push_back(
                {.name = fmt::format("webp {}{}", lossless ? "lossless" : "lossy", alpha ? " with alpha" : ""),
                 .ending = ".webp",
                 .write = [=](const std::filesystem::path& file) { writeWebP(lossless, alpha, 0, file); },
                 .seen = [=] { return alpha ? onPaper(picture(), picture()) : picture(); },
                 .tolerance = lossless ? 0.8 : 6});
    for (int orientation = 1; orientation <= 8; ++orientation)
        cells.push_back({.name = fmt::format("webp turned {}", orientation),
                         .ending = ".webp",
                         .write = [=](const std::filesystem::path& file) { writeWebP(true, false, orientation, file); },
                         .seen = [=] { return turned(picture(), orientation); }});
    return cells;
}

std::vector<Cell> bmpCells() {
    std::vector<Cell> cells;
    const auto add = [&](const std::string& name, int bits, const std::string& bytes) {
        cells.push_back({.name = "bmp " + name,
                         .ending = ".bmp",
                         .write = [bytes](const std::filesystem::path& file) { handmade::write(file, bytes); },
                         .seen =
                             [bits] {
                                 if (bits < 8) return inGrays(picture(), 1 << bits);
                                 return bits == 8 ? inPalette(picture()) : picture();
                             },
                         .tolerance = bits == 16 ? 5 : 0.6});
    };
    for (const int bits : {1, 4, 8, 16, 24, 32})
        for (const bool topDown : {false, true})
            for (const unsigned header : {40U, 108U, 124U})
                add(fmt::format("{}{} header {}", bits, topDown ? " top-down" : "", header), bits,
                    bmpFile(bits, 0, bmpPalette(bits), bmpPixels(bits, topDown), topDown, header));
    add("8 run lengths", 8, bmpFile(8, 1, bmpPalette(8), runLengths(), false));
    return cells;
}

std::vector<Cell> heifCells() {
    std::vector<Cell> cells;
    for (const HeifWay& way :
         {HeifWay{"rgb", heif_chroma_interleaved_RGB}, HeifWay{"rgb with alpha", heif_chroma_interleaved_RGBA, 8, true},
          HeifWay{"rgb 10", heif_chroma_interleaved_RRGGBB_LE, 10}})
        for (const char* subsampling : {"420", "422", "444"})
            cells.push_back({.name = fmt::format("heic {} {}", way.name, subsampling),
                             .ending = ".heic",
                             .write = [=](const std::filesystem::path& file) { writeHeif(way, subsampling, file); },
                             .seen = [=] { return way.alpha ? onPaper(picture(), picture()) : picture(); },
                             .tolerance = 7});
    return cells;
}

}  // namespace daiban::decoders
