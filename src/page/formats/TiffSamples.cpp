#include "page/formats/TiffSamples.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace daiban::page {

namespace {

constexpr int mostSamples = 8;

enum class Alpha { None, Times, Beside };

struct Kind {
    int photometric = PHOTOMETRIC_MINISBLACK;
    int bits = 1;
    int samples = 1;
    bool apart = false;  ///< a plane for each sample
    int colours = 1;     ///< samples that are colour; alpha is the one behind them
    Alpha alpha = Alpha::None;
    std::array<const std::uint16_t*, 3> palette{};  ///< red, green, blue
    int paletteShift = 8;                           ///< 0: a palette of 8 bits, as old programs wrote
};

int shortTag(tiff* file, std::uint32_t tag, int otherwise) {
    std::uint16_t value = 0;
    return TIFFGetFieldDefaulted(file, tag, &value) != 0 ? value : otherwise;
}

Alpha alphaOf(tiff* file, int colours, int samples) {
    std::uint16_t count = 0;
    const std::uint16_t* kinds = nullptr;
    if (samples <= colours || TIFFGetField(file, TIFFTAG_EXTRASAMPLES, &count, &kinds) == 0 || count == 0)
        return Alpha::None;
    if (kinds[0] == EXTRASAMPLE_ASSOCALPHA) return Alpha::Times;
    return kinds[0] == EXTRASAMPLE_UNASSALPHA ? Alpha::Beside : Alpha::None;
}

std::optional<Kind> kindOf(tiff* file) {
    Kind kind;
    std::uint16_t photometric = 0;
    if (TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &photometric) == 0) return std::nullopt;
    kind.photometric = photometric;
    kind.bits = shortTag(file, TIFFTAG_BITSPERSAMPLE, 1);
    kind.samples = shortTag(file, TIFFTAG_SAMPLESPERPIXEL, 1);
    kind.apart = shortTag(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE && kind.samples > 1;
    if (shortTag(file, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT) != SAMPLEFORMAT_UINT) return std::nullopt;
    if (kind.bits != 1 && kind.bits != 2 && kind.bits != 4 && kind.bits != 8 && kind.bits != 16) return std::nullopt;
    switch (photometric) {
        case PHOTOMETRIC_MINISWHITE:
        case PHOTOMETRIC_MINISBLACK:
            break;
        case PHOTOMETRIC_RGB:
            kind.colours = 3;
            break;
        case PHOTOMETRIC_SEPARATED:
            if (shortTag(file, TIFFTAG_INKSET, INKSET_CMYK) != INKSET_CMYK) return std::nullopt;
            kind.colours = 4;
            break;
        case PHOTOMETRIC_PALETTE: {
            std::uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
            if (kind.bits > 8 || TIFFGetField(file, TIFFTAG_COLORMAP, &red, &green, &blue) == 0) return std::nullopt;
            kind.palette = {red, green, blue};
            const std::size_t size = std::size_t{1} << kind.bits;
            const auto narrow = [&](const std::uint16_t* levels) {
                return std::all_of(levels, levels + size, [](std::uint16_t level) { return level < 256; });
            };
            if (narrow(red) && narrow(green) && narrow(blue)) kind.paletteShift = 0;
            break;
        }
        default:
            return std::nullopt;
    }
    if (kind.samples < kind.colours || kind.samples > mostSamples) return std::nullopt;
    if (kind.bits < 8 && kind.colours > 1) return std::nullopt;
    kind.alpha = alphaOf(file, kind.colours, kind.samples);
    return kind;
}

/// Samples of a row of `columns` pixels as levels of 255, or as they are where they name a colour of a palette.
class Unpacking {
  public:
    explicit Unpacking(const Kind& kind) : kind_(kind) {
        const bool names = kind.photometric == PHOTOMETRIC_PALETTE;
        for (int value = 0; value < 256; ++value)
            level_[static_cast<std::size_t>(value)] = static_cast<uchar>(
                names || kind.bits >= 8 ? value : std::min(255, value * 255 / ((1 << kind.bits) - 1)));
        for (std::size_t byte = 0; byte < eight_.size(); ++byte)
            for (std::size_t bit = 0; bit < 8; ++bit) eight_[byte][bit] = level_[byte >> (7 - bit) & 1];
    }

    /// `count` samples from packed bytes to every `step`-th place of `to`.
    void operator()(const uchar* from, int count, uchar* to, int step) const {
        if (kind_.bits == 16) {
            for (int n = 0; n < count; ++n, to += step) {
                const unsigned wide = from[2 * n] | static_cast<unsigned>(from[2 * n + 1])
                                                        << 8;  // libtiff's swap is done
                *to = static_cast<uchar>((wide + 128) / 257);
            }
            return;
        }
        int n = 0;
        if (kind_.bits == 1 && step == 1)  // a fax of 600 dpi has 35 million dots
            for (; n + 8 <= count; n += 8, to += 8) std::memcpy(to, eight_[from[n / 8]].data(), 8);
        const int mask = (1 << kind_.bits) - 1;
        for (; n < count; ++n, to += step) {
            const int bit = n * kind_.bits;
            *to = level_[static_cast<std::size_t>(from[bit / 8] >> (8 - kind_.bits - bit % 8) & mask)];
        }
    }

  private:
    const Kind& kind_;
    std::array<uchar, 256> level_{};
    std::array<std::array<uchar, 8>, 256> eight_{};  ///< of eight samples of one bit
};

uchar onPaper(int level, int alpha, Alpha how) {
    if (how == Alpha::None) return static_cast<uchar>(level);
    if (how == Alpha::Times) return cv::saturate_cast<uchar>(level + 255 - alpha);
    return static_cast<uchar>((level * alpha + 255 * (255 - alpha) + 127) / 255);
}

/// One pixel's samples as red, green, blue.
std::array<int, 3> colourOf(const Kind& kind, const uchar* samples) {
    switch (kind.photometric) {
        case PHOTOMETRIC_RGB:
            return {samples[0], samples[1], samples[2]};
        case PHOTOMETRIC_SEPARATED: {
            const int light = 255 - samples[3];
            const auto under = [&](int ink) { return ((255 - ink) * light + 127) / 255; };
            return {under(samples[0]), under(samples[1]), under(samples[2])};
        }
        case PHOTOMETRIC_PALETTE:
            return {kind.palette[0][samples[0]] >> kind.paletteShift, kind.palette[1][samples[0]] >> kind.paletteShift,
                    kind.palette[2][samples[0]] >> kind.paletteShift};
        case PHOTOMETRIC_MINISWHITE:
            return {255 - samples[0], 255 - samples[0], 255 - samples[0]};
        default:
            return {samples[0], samples[0], samples[0]};
    }
}

void putRow(const Kind& kind, const uchar* samples, cv::Mat to) {
    if (to.channels() == 1 && kind.samples == 1) {
        const uchar inverted = kind.photometric == PHOTOMETRIC_MINISWHITE ? 255 : 0;
        std::transform(samples, samples + to.cols, to.ptr(), [&](uchar level) { return level ^ inverted; });
        return;
    }
    for (int x = 0; x < to.cols; ++x, samples += kind.samples) {
        const auto [red, green, blue] = colourOf(kind, samples);
        const int alpha = kind.alpha == Alpha::None ? 255 : samples[kind.colours];
        if (to.channels() == 1)
            to.at<uchar>(x) = onPaper(red, alpha, kind.alpha);
        else
            to.at<cv::Vec3b>(x) = {onPaper(blue, alpha, kind.alpha), onPaper(green, alpha, kind.alpha),
                                   onPaper(red, alpha, kind.alpha)};
    }
}

/// Strips and tiles alike: blocks of so many pixels, of which the last ones stand over the picture's edge.
class Blocks {
  public:
    Blocks(tiff* file, const Kind& kind, cv::Size picture) : file_(file), kind_(kind), picture_(picture) {
        tiled_ = TIFFIsTiled(file) != 0;
        std::uint32_t width = static_cast<std::uint32_t>(picture.width), height = 0;
        if (tiled_) {
            TIFFGetField(file, TIFFTAG_TILEWIDTH, &width);
            TIFFGetField(file, TIFFTAG_TILELENGTH, &height);
        } else {
            TIFFGetFieldDefaulted(file, TIFFTAG_ROWSPERSTRIP, &height);
            height = std::min(height, static_cast<std::uint32_t>(picture.height));
        }
        size_ = {static_cast<int>(std::min<std::uint32_t>(width, 1U << 20)),
                 static_cast<int>(std::min<std::uint32_t>(height, 1U << 20))};
        rowBytes_ = tiled_ ? TIFFTileRowSize(file) : TIFFScanlineSize(file);
        bytes_.resize(
            static_cast<std::size_t>(std::max<tmsize_t>(0, tiled_ ? TIFFTileSize(file) : TIFFStripSize(file))));
    }

    [[nodiscard]] bool makeSense() const {
        return size_.width > 0 && size_.height > 0 && rowBytes_ > 0 && !bytes_.empty();
    }
    [[nodiscard]] int height() const { return size_.height; }

    /// The samples of `rows` rows from `top` on, those of a pixel together. False when libtiff failed.
    [[nodiscard]] bool read(int top, int rows, std::vector<uchar>& samples) {
        for (int plane = 0; plane < (kind_.apart ? kind_.samples : 1); ++plane)
            for (int left = 0; left < picture_.width; left += size_.width) {
                const int columns = std::min(size_.width, picture_.width - left);
                if (!readBlock(left, top, rows, plane)) return false;
                for (int row = 0; row < rows; ++row) {
                    uchar* to =
                        samples.data() + (static_cast<std::size_t>(row) * static_cast<std::size_t>(picture_.width) +
                                          static_cast<std::size_t>(left)) *
                                             static_cast<std::size_t>(kind_.samples);
                    const uchar* from = bytes_.data() + row * rowBytes_;
                    if (kind_.apart)
                        unpack_(from, columns, to + plane, kind_.samples);
                    else
                        unpack_(from, columns * kind_.samples, to, 1);
                }
            }
        return true;
    }

  private:
    [[nodiscard]] bool readBlock(int left, int top, int rows, int plane) {
        const auto x = static_cast<std::uint32_t>(left), y = static_cast<std::uint32_t>(top);
        const auto sample = static_cast<std::uint16_t>(plane);
        const auto needed = static_cast<tmsize_t>(rows) * rowBytes_;
        if (needed > static_cast<tmsize_t>(bytes_.size())) return false;
        const tmsize_t got =
            tiled_ ? TIFFReadEncodedTile(file_, TIFFComputeTile(file_, x, y, 0, sample), bytes_.data(), -1)
                   : TIFFReadEncodedStrip(file_, TIFFComputeStrip(file_, y, sample), bytes_.data(), -1);
        return got >= needed;
    }

    tiff* file_;
    const Kind& kind_;
    const Unpacking unpack_{kind_};
    cv::Size picture_;
    cv::Size size_;
    bool tiled_ = false;
    tmsize_t rowBytes_ = 0;
    std::vector<uchar> bytes_;
};

}  // namespace

bool hasPlainTiffSamples(tiff* file) {
    return kindOf(file).has_value();
}

std::optional<cv::Mat> decodeTiffSamples(tiff* file, cv::Size size) {
    const auto kind = kindOf(file);
    if (!kind) return std::nullopt;
    Blocks blocks(file, *kind, size);
    if (!blocks.makeSense()) return std::nullopt;
    const bool gray = kind->photometric == PHOTOMETRIC_MINISWHITE || kind->photometric == PHOTOMETRIC_MINISBLACK;
    cv::Mat pixels(size, gray ? CV_8UC1 : CV_8UC3);
    std::vector<uchar> samples(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(kind->samples) *
                               static_cast<std::size_t>(std::min(blocks.height(), size.height)));
    for (int top = 0; top < size.height; top += blocks.height()) {
        const int rows = std::min(blocks.height(), size.height - top);
        if (!blocks.read(top, rows, samples)) return std::nullopt;
        for (int row = 0; row < rows; ++row)
            putRow(*kind,
                   samples.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(size.width) *
                                        static_cast<std::size_t>(kind->samples),
                   pixels.row(top + row));
    }
    return pixels;
}

}  // namespace daiban::page
