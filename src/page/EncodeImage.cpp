// In this order: jpeglib.h needs <cstdio> before it.
// clang-format off
#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
#include <png.h>
// clang-format on

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/core.hpp>

#include "base/Error.h"
#include "page/PageFile.h"

namespace daiban::page {
namespace {

[[noreturn]] void fail(const base::Sentence& why) {
    throw base::Error(base::ErrorKind::Other, base::Sentence("A page cannot be written as a picture ({}).", why));
}

bool isColour(const cv::Mat& pixels) {
    return pixels.channels() == 3;
}

// libpng and libjpeg leave by longjmp, past every destructor; what they write to lives outside of the jump.

struct PngTarget {
    std::jmp_buf escape;
    std::string* out;
};

[[noreturn]] void leavePng(png_structp png, png_const_charp) {
    std::longjmp(static_cast<PngTarget*>(png_get_error_ptr(png))->escape, 1);
}

void passOver(png_structp, png_const_charp) {}

void append(png_structp png, png_bytep bytes, png_size_t count) {
    auto* target = static_cast<PngTarget*>(png_get_io_ptr(png));
    target->out->append(reinterpret_cast<const char*>(bytes), count);
}

bool writePng(const cv::Mat& pixels, double dpi, png_structp png, png_infop info, PngTarget& target) {
    if (setjmp(target.escape) != 0) return false;
    png_set_write_fn(png, &target, append, nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.cols), static_cast<png_uint_32>(pixels.rows), 8,
                 isColour(pixels) ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Level 6 takes three times as long for 4% less on a scanned page.
    png_set_compression_level(png, 3);
    if (dpi > 0) {
        const auto perMetre = static_cast<png_uint_32>(std::lround(dpi / 0.0254));
        png_set_pHYs(png, info, perMetre, perMetre, PNG_RESOLUTION_METER);
    }
    png_write_info(png, info);
    if (isColour(pixels)) png_set_bgr(png);
    for (int y = 0; y < pixels.rows; ++y) png_write_row(png, pixels.ptr(y));
    png_write_end(png, info);
    return true;
}

std::string encodePng(const cv::Mat& pixels, double dpi) {
    std::string out;
    PngTarget target{{}, &out};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &target, leavePng, passOver);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    const bool done = info != nullptr && writePng(pixels, dpi, png, info, target);
    png_destroy_write_struct(&png, &info);
    if (!done) fail(base::Sentence::verbatim("PNG"));
    return out;
}

struct JpegTarget {
    jpeg_error_mgr manager;
    std::jmp_buf escape;
    unsigned char* bytes = nullptr;
    unsigned long count = 0;
};

[[noreturn]] void leaveJpeg(j_common_ptr encoder) {
    std::longjmp(static_cast<JpegTarget*>(encoder->client_data)->escape, 1);
}

bool writeJpeg(const cv::Mat& pixels, double dpi, int quality, bool small, jpeg_compress_struct& encoder,
               JpegTarget& target) {
    if (setjmp(target.escape) != 0) return false;
    jpeg_create_compress(&encoder);
    encoder.client_data = &target;
    jpeg_mem_dest(&encoder, &target.bytes, &target.count);
    encoder.image_width = static_cast<JDIMENSION>(pixels.cols);
    encoder.image_height = static_cast<JDIMENSION>(pixels.rows);
    encoder.input_components = pixels.channels();
    encoder.in_color_space = isColour(pixels) ? JCS_EXT_BGR : JCS_GRAYSCALE;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, quality, TRUE);
    if (small) {
        encoder.optimize_coding = TRUE;
        jpeg_simple_progression(&encoder);
    }
    if (dpi > 0) {
        encoder.density_unit = 1;  // inches
        encoder.X_density = encoder.Y_density = static_cast<UINT16>(std::clamp(std::lround(dpi), 1L, 65535L));
    }
    jpeg_start_compress(&encoder, TRUE);
    while (encoder.next_scanline < encoder.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(pixels.ptr(static_cast<int>(encoder.next_scanline)));
        jpeg_write_scanlines(&encoder, &row, 1);
    }
    jpeg_finish_compress(&encoder);
    return true;
}

std::string encodeJpeg(const cv::Mat& pixels, double dpi, int quality, bool small) {
    JpegTarget target{};
    jpeg_compress_struct encoder{};
    encoder.err = jpeg_std_error(&target.manager);
    target.manager.error_exit = leaveJpeg;
    encoder.client_data = &target;
    const bool done = writeJpeg(pixels, dpi, quality, small, encoder, target);
    jpeg_destroy_compress(&encoder);
    std::string out;
    if (done) out.assign(reinterpret_cast<const char*>(target.bytes), target.count);
    std::free(target.bytes);
    if (!done) fail(base::Sentence::verbatim("JPEG"));
    return out;
}

}  // namespace

std::string encodeImage(const cv::Mat& pixels, double dpi, ImageFormat format, int jpegQuality) {
    if (pixels.empty() || (pixels.type() != CV_8UC1 && pixels.type() != CV_8UC3))
        fail(base::Sentence("it has no 8-bit pixels"));
    if (format == ImageFormat::Png) return encodePng(pixels, dpi);
    return encodeJpeg(pixels, dpi, jpegQuality, format == ImageFormat::SmallJpeg);
}

}  // namespace daiban::page
