#include <cstdio>
// jpeglib.h wants cstdio before it.
#include <fmt/format.h>
#include <jpeglib.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "Cells.h"
#include "unit/page/HandMade.h"

namespace daiban::decoders {

namespace {

struct Way {
    const char* name;
    J_COLOR_SPACE in;   ///< of what is given
    J_COLOR_SPACE out;  ///< of what is written
    int h = 1, v = 1;   ///< of the first component
    bool adobe = true;  ///< the mark that says how CMYK and RGB are meant
};

void writeJpeg(const Way& way, bool progressive, bool arithmetic, int restart, const std::filesystem::path& file) {
    const cv::Mat drawn = picture();
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    const std::unique_ptr<FILE, int (*)(FILE*)> out(std::fopen(file.c_str(), "wb"), std::fclose);
    jpeg_stdio_dest(&jpeg, out.get());
    jpeg.image_width = static_cast<JDIMENSION>(drawn.cols);
    jpeg.image_height = static_cast<JDIMENSION>(drawn.rows);
    jpeg.in_color_space = way.in;
    jpeg.input_components = way.in == JCS_GRAYSCALE ? 1 : way.in == JCS_CMYK ? 4 : 3;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, way.out);
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg.comp_info[0].h_samp_factor = way.h;
    jpeg.comp_info[0].v_samp_factor = way.v;
    if (progressive) jpeg_simple_progression(&jpeg);
    jpeg.arith_code = arithmetic ? TRUE : FALSE;
    jpeg.restart_interval = static_cast<unsigned>(restart);
    if (!way.adobe) jpeg.write_Adobe_marker = FALSE;
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < drawn.rows; ++y) {
        std::vector<JSAMPLE> row;
        for (int x = 0; x < drawn.cols; ++x) {
            const auto bgr = drawn.at<cv::Vec3b>(y, x);
            // With Adobe's mark CMYK is written inverted: 255 is no ink. Without it 255 is all of it.
            const auto ink = [&](int level) { return static_cast<JSAMPLE>(way.adobe ? level : 255 - level); };
            if (way.in == JCS_GRAYSCALE)
                row.push_back(cv::saturate_cast<uchar>(0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2]));
            else
                for (const int c : {2, 1, 0}) row.push_back(way.in == JCS_CMYK ? ink(bgr[c]) : bgr[c]);
            if (way.in == JCS_CMYK) row.push_back(ink(255));
        }
        JSAMPROW rows[] = {row.data()};
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
}

void writeTurned(int orientation, const std::filesystem::path& file) {
    const std::string plain = handmade::encoded(picture(), ".jpg", {cv::IMWRITE_JPEG_QUALITY, 95});
    handmade::write(file, handmade::withExif(plain, handmade::exif(static_cast<unsigned>(orientation))));
}

}  // namespace

std::vector<Cell> jpegCells() {
    const std::vector<Way> ways{{"gray", JCS_GRAYSCALE, JCS_GRAYSCALE},
                                {"ycbcr 444", JCS_RGB, JCS_YCbCr, 1, 1},
                                {"ycbcr 422", JCS_RGB, JCS_YCbCr, 2, 1},
                                {"ycbcr 440", JCS_RGB, JCS_YCbCr, 1, 2},
                                {"ycbcr 420", JCS_RGB, JCS_YCbCr, 2, 2},
                                {"ycbcr 411", JCS_RGB, JCS_YCbCr, 4, 1},
                                {"rgb", JCS_RGB, JCS_RGB},
                                {"cmyk", JCS_CMYK, JCS_CMYK},
                                {"ycck", JCS_CMYK, JCS_YCCK},
                                {"cmyk without mark", JCS_CMYK, JCS_CMYK, 1, 1, false}};
    std::vector<Cell> cells;
    for (const Way& way : ways)
        for (const bool progressive : {false, true})
            for (const bool arithmetic : {false, true})
                for (const int restart : {0, 3})
                    cells.push_back(
                        {.name = fmt::format("jpeg {}{}{}{}", way.name, progressive ? " progressive" : "",
                                             arithmetic ? " arithmetic" : "", restart > 0 ? " restarts" : ""),
                         .ending = ".jpg",
                         .write =
                             [=](const std::filesystem::path& file) {
                                 writeJpeg(way, progressive, arithmetic, restart, file);
                             },
                         .seen = [=] { return way.in == JCS_GRAYSCALE ? inGrays(picture(), 256) : picture(); },
                         .tolerance = way.h * way.v > 1 || way.out == JCS_YCCK ? 8.0 : 2.0});
    for (int orientation = 1; orientation <= 8; ++orientation)
        cells.push_back({.name = fmt::format("jpeg turned {}", orientation),
                         .ending = ".jpg",
                         .write = [=](const std::filesystem::path& file) { writeTurned(orientation, file); },
                         .seen = [=] { return turned(picture(), orientation); },
                         .tolerance = 6});
    return cells;
}

}  // namespace daiban::decoders
