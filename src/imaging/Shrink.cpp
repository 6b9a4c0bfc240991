#include "imaging/Shrink.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace daiban::imaging {

namespace {

/// A pixel is divided into so many parts when it lies in two pixels of the result; fewer when many make one, that the
/// sums fit 16 bits.
constexpr int mostParts = 16;
/// 255 x parts x pixels fits 16 bits up to here.
constexpr int mostInASum = 257;
/// So many pixels are made one in one go.
constexpr int mostAtOnce = 100;

/// What one pixel of the result covers along one side of the picture.
struct Span {
    int first, last;               ///< pixels
    unsigned firstPart, lastPart;  ///< parts of those two; all of what lies between; the last none if it is the first
    unsigned length;               ///< parts in all
};

/// Spans whose borders lie as far from the one end of the picture as from the other.
std::vector<Span> spansOf(int pixels, int count, int parts) {
    const auto border = [&](int i) {
        const std::int64_t whole = static_cast<std::int64_t>(pixels) * parts;
        const auto fromStart = [&](int k) { return (2 * k * whole + count) / (2 * count); };
        return 2 * i <= count ? fromStart(i) : whole - fromStart(count - i);
    };
    std::vector<Span> spans;
    for (int i = 0; i < count; ++i) {
        const std::int64_t from = border(i), to = border(i + 1);
        Span span{};
        span.first = static_cast<int>(from / parts);
        span.last = static_cast<int>((to - 1) / parts);
        span.length = static_cast<unsigned>(to - from);
        if (span.first == span.last) {
            span.firstPart = span.length;
        } else {
            span.firstPart = static_cast<unsigned>((span.first + 1) * std::int64_t{parts} - from);
            span.lastPart = static_cast<unsigned>(to - span.last * std::int64_t{parts});
        }
        spans.push_back(span);
    }
    return spans;
}

/// Adds a row of bytes so many times to a row of sums; the compiler makes vector code of it.
void addRow(std::vector<std::uint16_t>& sums, const uchar* row, unsigned times) {
    const std::size_t count = sums.size();
    const auto factor = static_cast<std::uint16_t>(times);
    std::uint16_t* out = sums.data();
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint16_t>(out[i] + factor * row[i]);
}

void addRows(std::vector<std::uint16_t>& sums, const cv::Mat& pixels, const Span& rows, unsigned parts) {
    std::fill(sums.begin(), sums.end(), std::uint16_t{0});
    addRow(sums, pixels.ptr<uchar>(rows.first), rows.firstPart);
    for (int r = rows.first + 1; r < rows.last; ++r) addRow(sums, pixels.ptr<uchar>(r), parts);
    if (rows.last > rows.first) addRow(sums, pixels.ptr<uchar>(rows.last), rows.lastPart);
}

/// The means of the summed rows over the spans of columns.
template <int channels>
void average(const std::vector<std::uint16_t>& sums, const std::vector<Span>& columns, unsigned rows, unsigned parts,
             uchar* out) {
    for (const Span& span : columns) {
        unsigned sum[channels] = {};
        const std::uint16_t* in = sums.data() + span.first * channels;
        for (int c = 0; c < channels; ++c) sum[c] = 0;
        for (int x = span.first + 1; x < span.last; ++x)
            for (int c = 0; c < channels; ++c) sum[c] += in[(x - span.first) * channels + c];
        const std::uint16_t* end = sums.data() + span.last * channels;
        const float share = 1.F / (static_cast<float>(span.length) * static_cast<float>(rows));
        for (int c = 0; c < channels; ++c) {
            const unsigned all = sum[c] * parts + span.firstPart * in[c] + span.lastPart * end[c];
            *out++ = static_cast<uchar>(static_cast<int>(static_cast<float>(all) * share + 0.5F));
        }
    }
}

}  // namespace

cv::Mat shrunk(const cv::Mat& pixels, cv::Size size) {
    CV_Assert(pixels.depth() == CV_8U && (pixels.channels() == 1 || pixels.channels() == 3));
    CV_Assert(size.width > 0 && size.height > 0 && size.width <= pixels.cols && size.height <= pixels.rows);
    if (size == pixels.size()) return pixels;
    const int times = std::max((pixels.cols - 1) / size.width, (pixels.rows - 1) / size.height) + 1;
    if (times > mostAtOnce) {
        const auto between = [](int from, int to) { return std::max(to, from / mostAtOnce); };
        return shrunk(shrunk(pixels, cv::Size(between(pixels.cols, size.width), between(pixels.rows, size.height))),
                      size);
    }
    const int parts = std::min(mostParts, mostInASum / (times + 1) / 2 * 2);  // even: a border in the middle is exact
    const std::vector<Span> rows = spansOf(pixels.rows, size.height, parts),
                            columns = spansOf(pixels.cols, size.width, parts);
    cv::Mat out(size, pixels.type());
    std::vector<std::uint16_t> sums(static_cast<std::size_t>(pixels.cols) *
                                    static_cast<std::size_t>(pixels.channels()));
    for (int r = 0; r < size.height; ++r) {
        const Span& span = rows[static_cast<std::size_t>(r)];
        addRows(sums, pixels, span, static_cast<unsigned>(parts));
        const auto averageRow = pixels.channels() == 3 ? average<3> : average<1>;
        averageRow(sums, columns, span.length, static_cast<unsigned>(parts), out.ptr<uchar>(r));
    }
    return out;
}

cv::Mat shrunk(const cv::Mat& pixels, int longer) {
    const int now = std::max(pixels.cols, pixels.rows);
    if (now <= longer) return pixels;
    const auto side = [&](int length) {
        return static_cast<int>(std::max<std::int64_t>(1, (2 * std::int64_t{length} * longer + now) / (2 * now)));
    };
    return shrunk(pixels, cv::Size(side(pixels.cols), side(pixels.rows)));
}

}  // namespace daiban::imaging
