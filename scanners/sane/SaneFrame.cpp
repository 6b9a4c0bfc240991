#include "scanners/sane/SaneFrame.h"

#include <algorithm>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

namespace daiban::scanners {
namespace {

using Kind = FrameShape::Kind;

int channelsOf(Kind kind) {
    return kind == Kind::Colour ? 3 : 1;
}

/// Packed bits, the leftmost pixel in the highest; the bytes of a colour frame take turns: red, green, blue.
/// In gray 1 is black (line art), in colours 1 is full.
void unpackBits(const std::uint8_t* line, const FrameShape& shape, cv::Mat row) {
    const int channels = channelsOf(shape.kind);
    const int set = shape.kind == Kind::Gray ? 0 : 255;
    for (int x = 0; x < shape.width; ++x)
        for (int c = 0; c < channels; ++c) {
            const bool bit = (line[x / 8 * channels + c] >> (7 - x % 8) & 1) != 0;
            row.data[x * channels + c] = static_cast<uchar>(bit ? set : 255 - set);
        }
}

void narrowTo8(const std::uint8_t* line, cv::Mat row) {
    const auto samples = static_cast<std::size_t>(row.cols) * static_cast<std::size_t>(row.channels());
    for (std::size_t i = 0; i < samples; ++i) {
        std::uint16_t sample = 0;
        std::memcpy(&sample, line + 2 * i, 2);
        row.data[i] = static_cast<uchar>((sample * 255U + 32767U) / 65535U);
    }
}

cv::Mat to8Bit(const FrameShape& shape, const std::vector<std::uint8_t>& bytes, int lines) {
    cv::Mat out(lines, shape.width, CV_8UC(channelsOf(shape.kind)));
    for (int y = 0; y < lines; ++y) {
        const auto* line = bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.bytesPerLine);
        switch (shape.depth) {
            case 1:
                unpackBits(line, shape, out.row(y));
                break;
            case 8:
                std::memcpy(out.ptr(y), line, static_cast<std::size_t>(out.cols) * out.elemSize());
                break;
            default:
                narrowTo8(line, out.row(y));
        }
    }
    return out;
}

std::size_t bytesNeeded(const FrameShape& shape) {
    const auto samples = static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(channelsOf(shape.kind));
    if (shape.depth != 1) return samples * static_cast<std::size_t>(shape.depth / 8);
    return (static_cast<std::size_t>(shape.width) + 7) / 8 * static_cast<std::size_t>(channelsOf(shape.kind));
}

}  // namespace

void PageFrames::add(const FrameShape& shape, const std::vector<std::uint8_t>& bytes) {
    if (shape.depth != 1 && shape.depth != 8 && shape.depth != 16) throw std::invalid_argument("depth");
    if (shape.width <= 0 || shape.bytesPerLine <= 0 ||
        static_cast<std::size_t>(shape.bytesPerLine) < bytesNeeded(shape))
        throw std::invalid_argument("line");
    int lines = static_cast<int>(bytes.size() / static_cast<std::size_t>(shape.bytesPerLine));
    if (shape.lines >= 0) lines = std::min(lines, shape.lines);
    if (lines == 0) return;

    const cv::Mat frame = to8Bit(shape, bytes, lines);
    switch (shape.kind) {
        case Kind::Gray:
            whole_ = frame;
            break;
        case Kind::Colour:
            cv::cvtColor(frame, whole_, cv::COLOR_RGB2BGR);
            break;
        case Kind::Blue:
            planes_[0] = frame;
            break;
        case Kind::Green:
            planes_[1] = frame;
            break;
        case Kind::Red:
            planes_[2] = frame;
            break;
    }
}

cv::Mat PageFrames::pixels() const {
    if (!whole_.empty()) return whole_;
    const auto& [blue, green, red] = planes_;
    if (blue.empty() || green.empty() || red.empty()) return {};
    if (blue.cols != green.cols || blue.cols != red.cols) return {};
    const int rows = std::min({blue.rows, green.rows, red.rows});
    cv::Mat out;
    cv::merge(std::vector<cv::Mat>{blue.rowRange(0, rows), green.rowRange(0, rows), red.rowRange(0, rows)}, out);
    return out;
}

}  // namespace daiban::scanners
