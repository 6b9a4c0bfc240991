#include "imaging/ContentBlocks.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Pixels in a millimetre at which print is looked for: strokes of a card's small print are 0.3 mm.
constexpr double lookedAt = 4;
/// Ink is so many gray levels darker than the paper within so many millimetres.
constexpr int inkDarker = 40;
constexpr double within = 5;
/// Specks of toner are smaller than this; the sheet's rim is not looked at.
constexpr double largestSpeckMm = 1.2, rimMm = 4;

cv::Mat1b inkOf(const cv::Mat& sheet, double factor) {
    cv::Mat small;
    cv::resize(sheet, small, {}, factor, factor, cv::INTER_AREA);
    if (small.channels() == 3) cv::cvtColor(small, small, cv::COLOR_BGR2GRAY);
    cv::Mat paper;
    const int size = 2 * cvRound(within * lookedAt) + 1;
    cv::dilate(small, paper, cv::Mat::ones(size, size, CV_8U));
    cv::blur(paper, paper, {size, size});
    return paper - small > inkDarker;
}

double gapBetween(const cv::Rect& a, const cv::Rect& b) {
    const double across = std::max({0, a.x - b.br().x, b.x - a.br().x});
    const double down = std::max({0, a.y - b.br().y, b.y - a.br().y});
    return std::hypot(across, down);
}

}  // namespace

std::vector<cv::Rect> contentBlocks(const cv::Mat& sheet, double pixelsPerMm, double joinMm) {
    const double factor = std::min(1.0, lookedAt / pixelsPerMm), perMm = factor * pixelsPerMm;
    cv::Mat1b ink = inkOf(sheet, factor);
    const int rim = cvRound(rimMm * perMm);
    if (2 * rim >= std::min(ink.cols, ink.rows)) return {};
    cv::rectangle(ink, {0, 0, ink.cols, ink.rows}, 0, 2 * rim);
    const int join = cvRound(joinMm * perMm) | 1;
    cv::Mat1b joined;
    cv::dilate(ink, joined, cv::Mat::ones(join, join, CV_8U));
    cv::Mat labels, boxes, centres;
    const int count = cv::connectedComponentsWithStats(joined, labels, boxes, centres);
    std::vector<cv::Rect> blocks;
    for (int i = 1; i < count; ++i) {
        const int* box = boxes.ptr<int>(i);
        cv::Rect block(box[0] + join / 2, box[1] + join / 2, box[2] - join + 1, box[3] - join + 1);
        if (std::max(block.width, block.height) < largestSpeckMm * perMm) continue;
        blocks.emplace_back(cvFloor(block.x / factor), cvFloor(block.y / factor), cvCeil(block.width / factor),
                            cvCeil(block.height / factor));
    }
    return blocks;
}

std::vector<cv::Rect> joinedUpTo(std::vector<cv::Rect> boxes, cv::Size largest) {
    while (true) {
        std::size_t first = 0, second = 0;
        double least = 1e18;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                const cv::Rect both = boxes[i] | boxes[j];
                if (both.width > largest.width || both.height > largest.height) continue;
                if (const double gap = gapBetween(boxes[i], boxes[j]); gap < least) least = gap, first = i, second = j;
            }
        if (first == second) return boxes;
        boxes[first] |= boxes[second];
        boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(second));
    }
}

}  // namespace daiban::imaging
