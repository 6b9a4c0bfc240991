#include <fmt/format.h>
#include <tiffio.h>

#include <memory>
#include <opencv2/imgproc.hpp>

#include "Cells.h"

namespace daiban::decoders {

namespace {

struct Kind {
    const char* name;
    int photometric;
    int bits;
    int samples;
    int extra = -1;  ///< EXTRASAMPLE_..., -1: none
    double tolerance = 0.6;
};

struct Way {
    int compression = COMPRESSION_NONE;
    int planes = PLANARCONFIG_CONTIG;
    int predictor = 1;
    int fillOrder = FILLORDER_MSB2LSB;
    int orientation = 1;
    bool bigEndian = false;
    bool tiled = false;
    int rowsPerStrip = 0;  ///< 0: all
    int unit = 0;          ///< RESUNIT_..., 0: none is written
    int subsampling = 1;
    int group3 = 0;
};

/// The samples of one pixel, of `bits` each.
std::vector<unsigned> samplesOf(const Kind& kind, const cv::Vec3b& bgr) {
    const auto wide = [&](int value) { return static_cast<unsigned>(kind.bits == 16 ? value * 257 : value); };
    const int gray = cvRound(0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2]);
    const int most = (1 << std::min(kind.bits, 8)) - 1;
    const auto level = [&](int value) {
        return kind.bits >= 8 ? wide(value) : static_cast<unsigned>(cvRound(value * most / 255.0));
    };
    std::vector<unsigned> samples;
    switch (kind.photometric) {
        case PHOTOMETRIC_MINISBLACK:
            samples = {level(gray)};
            break;
        case PHOTOMETRIC_MINISWHITE:
            samples = {level(255 - gray)};
            break;
        case PHOTOMETRIC_PALETTE:  // 3-3-2 of eight bits, or grays of fewer
            samples = {kind.bits == 8 ? static_cast<unsigned>((bgr[2] >> 5) << 5 | (bgr[1] >> 5) << 2 | bgr[0] >> 6)
                                      : static_cast<unsigned>(cvRound(gray * most / 255.0))};
            break;
        case PHOTOMETRIC_SEPARATED:
            samples = {wide(255 - bgr[2]), wide(255 - bgr[1]), wide(255 - bgr[0]), 0};
            break;
        default:
            samples = {wide(bgr[2]), wide(bgr[1]), wide(bgr[0])};
    }
    if (kind.extra >= 0) {
        const int alpha = kind.extra == EXTRASAMPLE_UNSPECIFIED ? 90 : bgr[0] < 128 ? 255 : 128;
        if (kind.extra == EXTRASAMPLE_ASSOCALPHA)
            for (unsigned& sample : samples) sample = sample * static_cast<unsigned>(alpha) / 255;
        samples.push_back(wide(alpha));
    }
    return samples;
}

/// Samples packed as the file has them: rows of whole bytes, 16 bits in this machine's order.
std::vector<unsigned char> packed(const std::vector<unsigned>& samples, int bits) {
    std::vector<unsigned char> bytes;
    if (bits == 16) {
        for (const unsigned sample : samples) {
            bytes.push_back(static_cast<unsigned char>(sample & 255));
            bytes.push_back(static_cast<unsigned char>(sample >> 8));
        }
        return bytes;
    }
    int used = 8;
    for (const unsigned sample : samples) {
        if (used == 8) bytes.push_back(0), used = 0;
        bytes.back() = static_cast<unsigned char>(bytes.back() | sample << (8 - bits - used));
        used += bits;
    }
    return bytes;
}

/// Reverses the bits of each byte: what libtiff expects of data given to it raw is its own, so it is told the order.
void writePalette(TIFF* tiff, const Kind& kind) {
    const std::size_t size = 1U << kind.bits;
    std::vector<std::uint16_t> red(size), green(size), blue(size);
    for (std::size_t n = 0; n < size; ++n) {
        const auto gray = static_cast<std::uint16_t>(n * 65535 / (size - 1));
        red[n] = kind.bits == 8 ? static_cast<std::uint16_t>((n >> 5) * 65535 / 7) : gray;
        green[n] = kind.bits == 8 ? static_cast<std::uint16_t>((n >> 2 & 7) * 65535 / 7) : gray;
        blue[n] = kind.bits == 8 ? static_cast<std::uint16_t>((n & 3) * 65535 / 3) : gray;
    }
    TIFFSetField(tiff, TIFFTAG_COLORMAP, red.data(), green.data(), blue.data());
}

void setTags(TIFF* tiff, const Kind& kind, const Way& way, cv::Size size) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, size.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, size.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, kind.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, kind.samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, kind.photometric);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, way.planes);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, way.compression);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, way.orientation);
    TIFFSetField(tiff, TIFFTAG_FILLORDER, way.fillOrder);
    if (way.predictor > 1) TIFFSetField(tiff, TIFFTAG_PREDICTOR, way.predictor);
    if (way.compression == COMPRESSION_CCITTFAX3) TIFFSetField(tiff, TIFFTAG_GROUP3OPTIONS, way.group3);
    if (kind.photometric == PHOTOMETRIC_PALETTE) writePalette(tiff, kind);
    if (kind.extra >= 0) {
        const auto extra = static_cast<std::uint16_t>(kind.extra);
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &extra);
    }
    if (kind.photometric == PHOTOMETRIC_YCBCR) {
        TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, way.subsampling, way.subsampling);
        if (way.compression == COMPRESSION_JPEG) TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    }
    if (way.compression == COMPRESSION_JPEG) TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, 95);
    if (way.unit > 0) {
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, way.unit);
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, way.unit == RESUNIT_CENTIMETER ? 118.11 : 300.0);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, way.unit == RESUNIT_CENTIMETER ? 118.11 : 300.0);
    }
    if (way.tiled) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, 32);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, 16);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, way.rowsPerStrip > 0 ? way.rowsPerStrip : size.height);
    }
}

/// The samples of one plane (all, when planes are together) of `columns` pixels from (x, y), past the edge repeated.
std::vector<unsigned char> run(const Kind& kind, const Way& way, const cv::Mat& picture, cv::Point at, int columns,
                               int plane) {
    std::vector<unsigned> samples;
    for (int x = at.x; x < at.x + columns; ++x) {
        const auto pixel =
            samplesOf(kind, picture.at<cv::Vec3b>(std::min(at.y, picture.rows - 1), std::min(x, picture.cols - 1)));
        if (way.planes == PLANARCONFIG_SEPARATE)
            samples.push_back(pixel[static_cast<std::size_t>(plane)]);
        else
            samples.insert(samples.end(), pixel.begin(), pixel.end());
    }
    return packed(samples, kind.bits);
}

void writeTiles(TIFF* tiff, const Kind& kind, const Way& way, const cv::Mat& picture, int plane) {
    for (int y = 0; y < picture.rows; y += 16)
        for (int x = 0; x < picture.cols; x += 32) {
            std::vector<unsigned char> tile;
            for (int row = 0; row < 16; ++row) {
                const auto bytes = run(kind, way, picture, {x, y + row}, 32, plane);
                tile.insert(tile.end(), bytes.begin(), bytes.end());
            }
            TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0,
                          static_cast<std::uint16_t>(plane));
        }
}

void writeTiff(const Kind& kind, const Way& way, const std::filesystem::path& file) {
    const cv::Mat drawn = picture();
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(file.c_str(), way.bigEndian ? "wb" : "wl"),
                                                           TIFFClose);
    setTags(tiff.get(), kind, way, drawn.size());
    const int planes = way.planes == PLANARCONFIG_SEPARATE ? kind.samples : 1;
    for (int plane = 0; plane < planes; ++plane) {
        if (way.tiled) {
            writeTiles(tiff.get(), kind, way, drawn, plane);
            continue;
        }
        for (int y = 0; y < drawn.rows; ++y) {
            auto row = run(kind, way, drawn, {0, y}, drawn.cols, plane);
            TIFFWriteScanline(tiff.get(), row.data(), static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(plane));
        }
    }
}

std::string nameOf(const Kind& kind, const Way& way) {
    static const std::vector<std::pair<int, const char*>> words{
        {COMPRESSION_NONE, "plain"},        {COMPRESSION_LZW, "lzw"},      {COMPRESSION_ADOBE_DEFLATE, "deflate"},
        {COMPRESSION_PACKBITS, "packbits"}, {COMPRESSION_CCITTRLE, "rle"}, {COMPRESSION_CCITTFAX3, "g3"},
        {COMPRESSION_CCITTFAX4, "g4"},      {COMPRESSION_JPEG, "jpeg"}};
    std::string name = fmt::format("tiff {} {}", kind.name, kind.bits);
    for (const auto& [code, word] : words)
        if (code == way.compression) name += std::string(" ") + word;
    if (way.group3 != 0) name += fmt::format(" options {}", way.group3);
    if (way.predictor > 1) name += " predictor";
    if (way.planes == PLANARCONFIG_SEPARATE) name += " planes";
    if (way.fillOrder == FILLORDER_LSB2MSB) name += " lsb-first";
    if (way.bigEndian) name += " big-endian";
    if (way.tiled) name += " tiled";
    if (way.rowsPerStrip > 0) name += fmt::format(" strips of {}", way.rowsPerStrip);
    if (way.unit > 0) name += fmt::format(" unit {}", way.unit);
    if (way.orientation > 1) name += fmt::format(" turned {}", way.orientation);
    return name;
}

cv::Mat seen(const Kind& kind, const Way& way) {
    const cv::Mat drawn = picture();
    cv::Mat out = drawn;
    if (kind.photometric == PHOTOMETRIC_MINISBLACK || kind.photometric == PHOTOMETRIC_MINISWHITE ||
        (kind.photometric == PHOTOMETRIC_PALETTE && kind.bits < 8))
        out = inGrays(drawn, 1 << std::min(kind.bits, 8));
    else if (kind.photometric == PHOTOMETRIC_PALETTE)
        out = inPalette(drawn);
    if (kind.extra == EXTRASAMPLE_ASSOCALPHA || kind.extra == EXTRASAMPLE_UNASSALPHA) out = onPaper(out, drawn);
    return turned(out, way.orientation);
}

Cell cellOf(const Kind& kind, const Way& way) {
    const bool lossy = way.compression == COMPRESSION_JPEG;
    return {.name = nameOf(kind, way),
            .ending = ".tif",
            .write = [kind, way](const std::filesystem::path& file) { writeTiff(kind, way, file); },
            .seen = [kind, way] { return seen(kind, way); },
            .tolerance = lossy ? 3 : kind.tolerance};
}

}  // namespace

std::vector<Cell> tiffCells() {
    const std::vector<Kind> bilevel{{"white-is-0", PHOTOMETRIC_MINISWHITE, 1, 1},
                                    {"black-is-0", PHOTOMETRIC_MINISBLACK, 1, 1}};
    const std::vector<Kind> others{
        {"white-is-0", PHOTOMETRIC_MINISWHITE, 2, 1},
        {"white-is-0", PHOTOMETRIC_MINISWHITE, 4, 1},
        {"white-is-0", PHOTOMETRIC_MINISWHITE, 8, 1},
        {"white-is-0", PHOTOMETRIC_MINISWHITE, 16, 1},
        {"black-is-0", PHOTOMETRIC_MINISBLACK, 2, 1},
        {"black-is-0", PHOTOMETRIC_MINISBLACK, 4, 1},
        {"black-is-0", PHOTOMETRIC_MINISBLACK, 8, 1},
        {"black-is-0", PHOTOMETRIC_MINISBLACK, 16, 1},
        {"gray with alpha", PHOTOMETRIC_MINISBLACK, 8, 2, EXTRASAMPLE_UNASSALPHA, 2},
        {"gray with alpha", PHOTOMETRIC_MINISBLACK, 16, 2, EXTRASAMPLE_UNASSALPHA, 2},
        {"gray with something", PHOTOMETRIC_MINISBLACK, 8, 2, EXTRASAMPLE_UNSPECIFIED},
        {"palette", PHOTOMETRIC_PALETTE, 1, 1},
        {"palette", PHOTOMETRIC_PALETTE, 2, 1},
        {"palette", PHOTOMETRIC_PALETTE, 4, 1},
        {"palette", PHOTOMETRIC_PALETTE, 8, 1},
        {"rgb", PHOTOMETRIC_RGB, 8, 3},
        {"rgb", PHOTOMETRIC_RGB, 16, 3},
        {"rgb with alpha", PHOTOMETRIC_RGB, 8, 4, EXTRASAMPLE_UNASSALPHA, 2},
        {"rgb with alpha", PHOTOMETRIC_RGB, 16, 4, EXTRASAMPLE_UNASSALPHA, 2},
        {"rgb times alpha", PHOTOMETRIC_RGB, 8, 4, EXTRASAMPLE_ASSOCALPHA, 2},
        {"rgb times alpha", PHOTOMETRIC_RGB, 16, 4, EXTRASAMPLE_ASSOCALPHA, 2},
        {"rgb with something", PHOTOMETRIC_RGB, 8, 4, EXTRASAMPLE_UNSPECIFIED},
        {"rgb with something", PHOTOMETRIC_RGB, 16, 4, EXTRASAMPLE_UNSPECIFIED},
        {"cmyk", PHOTOMETRIC_SEPARATED, 8, 4, -1, 2},
        {"cmyk", PHOTOMETRIC_SEPARATED, 16, 4, -1, 2},
    };
    std::vector<Cell> cells;
    for (const Kind& kind : bilevel)
        for (const int compression :
             {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS, COMPRESSION_CCITTRLE,
              COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4})
            for (const int fillOrder : {FILLORDER_MSB2LSB, FILLORDER_LSB2MSB}) {
                cells.push_back(cellOf(kind, {.compression = compression, .fillOrder = fillOrder}));
                cells.push_back(cellOf(
                    kind, {.compression = compression, .fillOrder = fillOrder, .bigEndian = true, .rowsPerStrip = 7}));
                if (compression == COMPRESSION_CCITTFAX3)
                    for (const int options : {1, 4, 5})
                        cells.push_back(
                            cellOf(kind, {.compression = compression, .fillOrder = fillOrder, .group3 = options}));
            }
    for (const Kind& kind : others) {
        for (const int compression :
             {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS})
            for (const bool bigEndian : {false, true})
                for (const int planes : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE}) {
                    if (planes == PLANARCONFIG_SEPARATE && kind.samples == 1) continue;
                    const Way way{.compression = compression,
                                  .planes = planes,
                                  .bigEndian = bigEndian,
                                  .rowsPerStrip = bigEndian ? 7 : 0};
                    cells.push_back(cellOf(kind, way));
                    if (kind.bits >= 8 &&
                        (compression == COMPRESSION_LZW || compression == COMPRESSION_ADOBE_DEFLATE)) {
                        Way predicted = way;
                        predicted.predictor = 2;
                        cells.push_back(cellOf(kind, predicted));
                    }
                }
        cells.push_back(cellOf(kind, {.compression = COMPRESSION_ADOBE_DEFLATE, .tiled = true}));
        if (kind.samples > 1) cells.push_back(cellOf(kind, {.planes = PLANARCONFIG_SEPARATE, .tiled = true}));
    }
    const Kind rgb{"rgb", PHOTOMETRIC_RGB, 8, 3}, gray{"black-is-0", PHOTOMETRIC_MINISBLACK, 8, 1};
    for (int orientation = 1; orientation <= 8; ++orientation)
        for (const Kind& kind : {rgb, bilevel[0], others[14]})
            for (const bool tiled : {false, true})
                cells.push_back(cellOf(kind, {.orientation = orientation, .tiled = tiled}));
    for (const int unit : {RESUNIT_NONE, RESUNIT_INCH, RESUNIT_CENTIMETER})
        cells.push_back(cellOf(rgb, {.unit = unit}));
    cells.push_back(cellOf(gray, {.compression = COMPRESSION_JPEG}));
    cells.push_back(cellOf(rgb, {.compression = COMPRESSION_JPEG}));
    for (const int subsampling : {1, 2})
        cells.push_back(cellOf({subsampling == 1 ? "ycbcr 444" : "ycbcr 420", PHOTOMETRIC_YCBCR, 8, 3},
                               {.compression = COMPRESSION_JPEG, .rowsPerStrip = 16, .subsampling = subsampling}));
    return cells;
}

}  // namespace daiban::decoders
