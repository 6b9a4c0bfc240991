#include <array>
#include <bit>
#include <vector>

#include "base/Sentence.h"
#include "page/formats/Bytes.h"
#include "page/formats/Formats.h"
#include "page/formats/Resolution.h"

namespace daiban::page {
namespace {

/// A BITMAPFILEHEADER with a BITMAPCOREHEADER or any BITMAPINFOHEADER up to V5, as documented by Microsoft.
struct Header {
    std::uint32_t pixelsAt = 0;
    std::uint32_t size = 0;  ///< of the second header: 12 or 40 to 124
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool topDown = false;
    int bits = 0;
    std::uint32_t compression = 0;
    Resolution resolution;
    std::uint32_t colours = 0;
};

enum Compression : std::uint32_t { Plain = 0, RunLength8 = 1, RunLength4 = 2, BitFields = 3, AlphaBitFields = 6 };
constexpr std::size_t fileHeaderSize = 14;
constexpr std::size_t coreHeaderSize = 12;
constexpr std::size_t infoHeaderSize = 40;

/// One colour's bits within a pixel of 16 or 32 bits.
struct Mask {
    std::uint32_t bits = 0;
    /// 0 to 255, 255 being all of the mask's bits.
    [[nodiscard]] uchar of(std::uint32_t pixel) const {
        if (bits == 0) return 0;
        const int shift = std::countr_zero(bits);
        const std::uint64_t most = bits >> shift;
        return static_cast<uchar>((std::uint64_t{(pixel & bits) >> shift} * 255 + most / 2) / most);
    }
};

class BmpFormat final : public PageFile::Format {
  public:
    explicit BmpFormat(Input given) : Format(std::move(given)) {
        readHeader();
        checkSize(header_.width, header_.height);
        checkSize(squareSize({columns(), rows()}, header_.resolution));
        checkKind();
        readPalette();
        readMasks();
        if (!isRunLength() && !holds(bytes(), header_.pixelsAt, stride() * static_cast<std::size_t>(header_.height)))
            refuseCutShort();
    }

    [[nodiscard]] std::string mediaType() const override { return "image/bmp"; }

    [[nodiscard]] Image image(int) const override {
        const bool alpha = masks_[3].bits != 0 && hasInkWithAlpha();
        cv::Mat pixels(rows(), columns(), alpha ? CV_8UC4 : CV_8UC3);
        if (isRunLength()) {
            fillRunLength(pixels);
        } else {
            for (int y = 0; y < rows(); ++y) fillRow(y, pixels, alpha);
        }
        return finished(alpha ? onWhite(pixels) : pixels, header_.resolution, 1);
    }

  private:
    [[nodiscard]] int columns() const { return static_cast<int>(header_.width); }
    [[nodiscard]] int rows() const { return static_cast<int>(header_.height); }
    [[nodiscard]] std::uint32_t word(std::size_t at) const { return read32(bytes(), at, ByteOrder::LittleEndian); }
    [[nodiscard]] std::uint16_t half(std::size_t at) const { return read16(bytes(), at, ByteOrder::LittleEndian); }
    [[nodiscard]] std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes()[at]); }
    [[nodiscard]] bool isRunLength() const {
        return header_.compression == RunLength8 || header_.compression == RunLength4;
    }
    /// Rows begin at multiples of four bytes.
    [[nodiscard]] std::size_t stride() const {
        return (static_cast<std::size_t>(header_.width) * static_cast<std::size_t>(header_.bits) + 31) / 32 * 4;
    }

    void readHeader() {
        if (!holds(bytes(), fileHeaderSize, 4)) refuseCutShort();
        header_.pixelsAt = word(10);
        header_.size = word(fileHeaderSize);
        if (header_.size != coreHeaderSize && (header_.size < infoHeaderSize || header_.size > 1024))
            refuseDamaged(base::Sentence("its BMP header makes no sense"));
        if (!holds(bytes(), fileHeaderSize, header_.size)) refuseCutShort();
        if (header_.size == coreHeaderSize) {
            header_.width = half(18);
            header_.height = half(20);
            header_.bits = half(24);
            return;
        }
        header_.width = static_cast<std::int32_t>(word(18));
        header_.height = static_cast<std::int32_t>(word(22));
        header_.topDown = header_.height < 0;
        if (header_.topDown) header_.height = -header_.height;
        header_.bits = half(28);
        header_.compression = word(30);
        header_.resolution = {static_cast<std::int32_t>(word(38)) * metresPerInch,
                              static_cast<std::int32_t>(word(42)) * metresPerInch};
        header_.colours = word(46);
    }

    void checkKind() const {
        const int bits = header_.bits;
        const bool known = [&] {
            switch (header_.compression) {
                case Plain:
                    return bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
                case RunLength8:
                    return bits == 8;
                case RunLength4:
                    return bits == 4;
                case BitFields:
                case AlphaBitFields:
                    return bits == 16 || bits == 32;
                default:
                    return false;
            }
        }();
        if (!known) refuse(base::Sentence("is a BMP of a kind that cannot be read; save it as PNG."));
    }

    void readPalette() {
        if (header_.bits > 8) return;
        const bool core = header_.size == coreHeaderSize;
        const std::size_t entry = core ? 3 : 4;
        const std::size_t most = std::size_t{1} << header_.bits;
        const std::size_t count = header_.colours == 0 || header_.colours > most ? most : header_.colours;
        const std::size_t begin = fileHeaderSize + header_.size;
        if (!holds(bytes(), begin, count * entry)) refuseCutShort();
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = begin + i * entry;
            palette_[i] = {byte(at), byte(at + 1), byte(at + 2)};
        }
    }

    void readMasks() {
        if (header_.bits == 16) masks_ = {Mask{0x7C00}, Mask{0x03E0}, Mask{0x001F}, Mask{0}};
        if (header_.bits == 32) masks_ = {Mask{0xFF0000}, Mask{0xFF00}, Mask{0xFF}, Mask{0}};
        if (header_.compression != BitFields && header_.compression != AlphaBitFields) return;
        const std::size_t begin = fileHeaderSize + infoHeaderSize;  // after the 40 bytes or within a longer header
        const bool alpha = header_.size >= 56 || header_.compression == AlphaBitFields;
        const std::size_t count = alpha ? 4 : 3;
        if (!holds(bytes(), begin, 4 * count)) refuseCutShort();
        for (std::size_t i = 0; i < count; ++i) masks_[i].bits = word(begin + 4 * i);
    }

    [[nodiscard]] std::uint32_t pixelAt(std::size_t row, int x) const {
        return header_.bits == 16 ? half(row + 2 * static_cast<std::size_t>(x))
                                  : word(row + 4 * static_cast<std::size_t>(x));
    }

    [[nodiscard]] std::size_t rowAt(int line) const {
        return header_.pixelsAt + stride() * static_cast<std::size_t>(line);
    }

    /// Many programs name an alpha mask and leave it all zero: then the picture is meant to be opaque.
    [[nodiscard]] bool hasInkWithAlpha() const {
        for (int line = 0; line < rows(); ++line)
            for (int x = 0; x < columns(); ++x)
                if (masks_[3].of(pixelAt(rowAt(line), x)) != 0) return true;
        return false;
    }

    void fillRow(int line, cv::Mat& pixels, bool alpha) const {
        const int y = header_.topDown ? line : rows() - 1 - line;
        const std::size_t row = rowAt(line);
        for (int x = 0; x < columns(); ++x) {
            if (header_.bits == 24) {
                const std::size_t at = row + 3 * static_cast<std::size_t>(x);
                pixels.at<cv::Vec3b>(y, x) = {byte(at), byte(at + 1), byte(at + 2)};
            } else if (header_.bits <= 8) {
                const std::size_t bit = static_cast<std::size_t>(x) * static_cast<std::size_t>(header_.bits);
                const int shift = 8 - header_.bits - static_cast<int>(bit % 8);
                const int index = (byte(row + bit / 8) >> shift) & ((1 << header_.bits) - 1);
                pixels.at<cv::Vec3b>(y, x) = palette_[static_cast<std::size_t>(index)];
            } else {
                const auto pixel = pixelAt(row, x);
                const cv::Vec3b colour(masks_[2].of(pixel), masks_[1].of(pixel), masks_[0].of(pixel));
                if (alpha)
                    pixels.at<cv::Vec4b>(y, x) = {colour[0], colour[1], colour[2], masks_[3].of(pixel)};
                else
                    pixels.at<cv::Vec3b>(y, x) = colour;
            }
        }
    }

    /// Runs of one colour, and between them escapes: 0 end of line, 1 end of picture, 2 move, else bare indexes.
    void fillRunLength(cv::Mat& pixels) const {
        pixels.setTo(cv::Scalar(palette_[0][0], palette_[0][1], palette_[0][2]));
        const int perByte = header_.compression == RunLength8 ? 1 : 2;
        std::size_t at = header_.pixelsAt;
        int x = 0, line = 0;
        const auto indexIn = [&](std::uint8_t pair, int i) {
            return static_cast<std::size_t>(perByte == 1 ? pair : i % 2 == 0 ? pair >> 4 : pair & 15);
        };
        const auto put = [&](std::size_t index) {
            if (x < columns() && line < rows())
                pixels.at<cv::Vec3b>(header_.topDown ? line : rows() - 1 - line, x) = palette_[index];
            ++x;
        };
        while (true) {
            if (!holds(bytes(), at, 2)) refuseCutShort();
            const int count = byte(at);
            const std::uint8_t second = byte(at + 1);
            at += 2;
            if (count > 0) {
                for (int i = 0; i < count; ++i) put(indexIn(second, i));
            } else if (second == 0) {
                x = 0;
                ++line;
            } else if (second == 1) {
                return;
            } else if (second == 2) {
                if (!holds(bytes(), at, 2)) refuseCutShort();
                x += byte(at);
                line += byte(at + 1);
                at += 2;
            } else {
                const std::size_t length =
                    (second + static_cast<std::size_t>(perByte) - 1) / static_cast<std::size_t>(perByte);
                if (!holds(bytes(), at, length)) refuseCutShort();
                for (int i = 0; i < second; ++i) put(indexIn(byte(at + static_cast<std::size_t>(i / perByte)), i));
                at += length + length % 2;
            }
        }
    }

    Header header_;
    std::array<cv::Vec3b, 256> palette_{};
    std::array<Mask, 4> masks_{};  ///< red, green, blue, alpha
};

}  // namespace

FormatPointer openBmp(Input input) {
    return std::make_shared<BmpFormat>(std::move(input));
}

}  // namespace daiban::page
