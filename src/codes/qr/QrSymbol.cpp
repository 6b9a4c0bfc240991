#include "codes/qr/QrSymbol.h"

#include <algorithm>
#include <mutex>

namespace daiban::codes {

namespace {

using PerVersion = std::array<std::uint8_t, lastQrVersion>;

// ISO/IEC 18004:2015, table 9: check words of a block and blocks, by level L, M, Q, H and version 1 to 40.
constexpr std::array<PerVersion, 4> checkWordsOfABlock{
    PerVersion{7,  10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
               28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
    PerVersion{10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
               26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28},
    PerVersion{13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
               28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
    PerVersion{17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
               30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30}};
constexpr std::array<PerVersion, 4> blocksOfASymbol{
    PerVersion{1, 1, 1, 1,  1,  2,  2,  2,  2,  4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
               8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25},
    PerVersion{1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
               17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
    PerVersion{1,  1,  2,  2,  4,  4,  6,  6,  8,  8,  8,  10, 12, 16, 12, 17, 16, 18, 21, 20,
               23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68},
    PerVersion{1,  1,  2,  4,  4,  4,  5,  6,  8,  8,  11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
               25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81}};

/// The remainder of `data`, moved up by the generator's degree, by the generator.
unsigned remainderOf(unsigned data, unsigned generator, int degree, int dataBits) {
    unsigned rest = data << degree;
    for (int bit = degree + dataBits - 1; bit >= degree; --bit)
        if ((rest >> bit & 1U) != 0) rest ^= generator << (bit - degree);
    return rest;
}

class FrameDrawing {
  public:
    explicit FrameDrawing(int version)
        : version_(version), side_(qrSide(version)), frame_(side_, side_, CV_8UC1, cv::Scalar(DataModule)) {}

    cv::Mat drawn() {
        for (int i = 8; i < side_ - 8; ++i) {
            put(6, i, i % 2 == 0);
            put(i, 6, i % 2 == 0);
        }
        for (const auto& [row, column] : {std::pair{3, 3}, {3, side_ - 4}, {side_ - 4, 3}}) rings(row, column, 4, 2);
        for (const auto& centre : qrAlignmentCentres(version_)) rings(centre.y, centre.x, 2, 1);
        put(side_ - 8, 8, true);
        for (int i = 0; i < 15; ++i)
            for (const auto& place : qrFormatPlaces(version_, i)) frame_.at<std::uint8_t>(place) = FormatModule;
        if (version_ >= 7) drawVersion();
        return frame_;
    }

  private:
    void put(int row, int column, bool dark) {
        if (row >= 0 && column >= 0 && row < side_ && column < side_)
            frame_.at<std::uint8_t>(row, column) = dark ? DarkModule : LightModule;
    }
    void rings(int row, int column, int radius, int lightRing) {
        for (int y = -radius; y <= radius; ++y)
            for (int x = -radius; x <= radius; ++x) {
                const int ring = std::max(std::abs(x), std::abs(y));
                put(row + y, column + x, ring != lightRing && ring != 4);
            }
    }
    void drawVersion() {
        const unsigned bits = qrVersionBits(version_);
        for (int i = 0; i < 18; ++i) {
            put(i / 3, side_ - 11 + i % 3, (bits >> i & 1U) != 0);
            put(side_ - 11 + i % 3, i / 3, (bits >> i & 1U) != 0);
        }
    }

    int version_;
    int side_;
    cv::Mat frame_;
};

/// ISO/IEC 18004, 7.7.3: two columns at a time, up and down by turns, from the right.
std::vector<cv::Point> bitsInOrder(const cv::Mat& frame) {
    std::vector<cv::Point> bits;
    bool upwards = true;
    for (int right = frame.cols - 1; right > 0; right -= 2, upwards = !upwards) {
        if (right == 6) --right;
        for (int i = 0; i < frame.rows; ++i)
            for (const int column : {right, right - 1})
                if (const int row = upwards ? frame.rows - 1 - i : i;
                    frame.at<std::uint8_t>(row, column) == DataModule)
                    bits.emplace_back(column, row);
    }
    bits.resize(bits.size() / 8 * 8);  // up to seven remain
    return bits;
}

struct Build {
    std::once_flag made;
    cv::Mat frame;
    std::vector<cv::Point> order;
};

const Build& buildOf(int version) {
    static std::array<Build, lastQrVersion> builds;
    Build& build = builds.at(static_cast<std::size_t>(version - 1));
    std::call_once(build.made, [&] {
        build.frame = FrameDrawing(version).drawn();
        build.order = bitsInOrder(build.frame);
    });
    return build;
}

}  // namespace

const cv::Mat& qrFrame(int version) {
    return buildOf(version).frame;
}

const std::vector<cv::Point>& qrBitOrder(int version) {
    return buildOf(version).order;
}

std::vector<cv::Point> qrAlignmentCentres(int version) {
    if (version == 1) return {};
    const int count = version / 7 + 2;
    const int step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
    std::vector<int> places{6};
    for (int i = count - 2; i >= 0; --i) places.push_back(qrSide(version) - 7 - i * step);
    std::vector<cv::Point> centres;
    for (const int row : places)
        for (const int column : places) {
            const bool isFinder = (row == 6 && (column == 6 || column == places.back())) ||
                                  (column == 6 && row == places.back());
            if (!isFinder) centres.emplace_back(column, row);
        }
    return centres;
}

unsigned qrFormatBits(const QrFormat& format) {
    constexpr std::array<unsigned, 4> levelBits{1, 0, 3, 2};
    const unsigned data = levelBits.at(static_cast<std::size_t>(format.level)) << 3U | static_cast<unsigned>(format.mask);
    return (data << 10U | remainderOf(data, 0x537, 10, 5)) ^ 0x5412U;
}

std::array<cv::Point, 2> qrFormatPlaces(int version, int i) {
    const int side = qrSide(version);
    const cv::Point first = i < 6    ? cv::Point(8, i)
                            : i < 8  ? cv::Point(8, i + 1)
                            : i == 8 ? cv::Point(7, 8)
                                     : cv::Point(14 - i, 8);
    return {first, i < 8 ? cv::Point(side - 1 - i, 8) : cv::Point(8, side - 15 + i)};
}

unsigned qrVersionBits(int version) {
    const auto data = static_cast<unsigned>(version);
    return data << 12U | remainderOf(data, 0x1F25, 12, 6);
}

bool isMasked(int mask, int row, int column) {
    switch (mask) {
        case 0:
            return (row + column) % 2 == 0;
        case 1:
            return row % 2 == 0;
        case 2:
            return column % 3 == 0;
        case 3:
            return (row + column) % 3 == 0;
        case 4:
            return (row / 2 + column / 3) % 2 == 0;
        case 5:
            return row * column % 2 + row * column % 3 == 0;
        case 6:
            return (row * column % 2 + row * column % 3) % 2 == 0;
        default:
            return ((row + column) % 2 + row * column % 3) % 2 == 0;
    }
}

QrBlocks qrBlocks(int version, int level) {
    const auto of = [&](const std::array<PerVersion, 4>& table) {
        return static_cast<std::size_t>(
            table.at(static_cast<std::size_t>(level)).at(static_cast<std::size_t>(version - 1)));
    };
    return {.count = of(blocksOfASymbol),
            .checkWords = of(checkWordsOfABlock),
            .words = qrBitOrder(version).size() / 8};
}

}  // namespace daiban::codes
