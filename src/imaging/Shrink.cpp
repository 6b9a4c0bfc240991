#include "imaging/Shrink.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace daiban::imaging {

namespace {

/// Adds a row of bytes to a row of sums; the compiler makes vector code of it.
void addRow(std::vector<std::uint16_t>& sums, const uchar* row) {
    const std::size_t count = sums.size();
    std::uint16_t* out = sums.data();
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint16_t>(out[i] + row[i]);
}

/// Averages `factor` neighbouring pixels of the summed rows.
template <int channels>
void average(const std::vector<std::uint16_t>& sums, int factor, uchar* out, int width) {
    const std::uint64_t area = static_cast<std::uint64_t>(factor) * static_cast<std::uint64_t>(factor);
    const std::uint64_t reciprocal = ((std::uint64_t{1} << 40) + area - 1) / area;  // exact for sums below 2^22 bytes
    const std::uint16_t* in = sums.data();
    for (int x = 0; x < width; ++x, out += channels) {
        unsigned sum[channels] = {};
        for (int k = 0; k < factor; ++k, in += channels)
            for (int c = 0; c < channels; ++c) sum[c] += in[c];
        for (int c = 0; c < channels; ++c) out[c] = static_cast<uchar>(((sum[c] + area / 2) * reciprocal) >> 40);
    }
}

}  // namespace

cv::Mat shrunk(const cv::Mat& pixels, int factor) {
    CV_Assert(pixels.depth() == CV_8U && (pixels.channels() == 1 || pixels.channels() == 3));
    CV_Assert(factor <= 128);  // sums of 255 x 128 fit 16 bits, of 128 of those 22
    if (factor <= 1) return pixels;
    const int width = pixels.cols / factor, height = pixels.rows / factor, channels = pixels.channels();
    cv::Mat out(height, width, pixels.type());
    std::vector<std::uint16_t> sums(static_cast<std::size_t>(width) * static_cast<std::size_t>(factor * channels));
    for (int y = 0; y < height; ++y) {
        std::fill(sums.begin(), sums.end(), std::uint16_t{0});
        for (int k = 0; k < factor; ++k) addRow(sums, pixels.ptr<uchar>(y * factor + k));
        if (channels == 3)
            average<3>(sums, factor, out.ptr<uchar>(y), width);
        else
            average<1>(sums, factor, out.ptr<uchar>(y), width);
    }
    return out;
}

}  // namespace daiban::imaging
