#include "imaging/BlankPage.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace daiban::imaging {

namespace {

/// Ink is darker than the paper around it by more than show-through ever is: a laser-printed back side lets 12 to 25
/// gray levels through 80 g paper, pencil makes 40 and more.
constexpr int inkDarker = 34;
constexpr int darkGround = 110;
constexpr int surroundings = 41;  // pixels of the small page, 4 % of its longer side
/// An A4 page with one line of text ("此页无正文") has 2 parts in 10,000.
constexpr double blankInk = 0.00012;
constexpr double plenty = 10 * blankInk;  // enough to stop counting
/// Dust is round and small; strokes survive because they are long.
constexpr int largestSpeck = 9;
/// Shadows, platen and toner lie within this part of the shorter side from the edge; a thing that reaches further in
/// is counted as a whole.
constexpr double rim = 0.035;
/// Copies show the copied sheet's edge as thin broken lines a little further in.
constexpr double wideRim = 0.07;
constexpr int thinLine = 4;

/// The darkest channel (a stamp's red is bright in gray and dark in blue) of the document's rows; what is outside
/// becomes paper, so that the document's edges are no ink.
cv::Mat darkestChannel(const SmallPage& small, const DocumentView& view, cv::Range rows) {
    const cv::Rect where(view.box.x, view.box.y + rows.start, view.box.width, rows.size());
    const uchar paper = static_cast<uchar>(percentile(view.levels, 0.6));
    cv::Mat out(where.size(), CV_8U);
    for (int r = 0; r < out.rows; ++r) {
        const float* depth = view.depth.ptr<float>(r + rows.start);
        uchar* to = out.ptr<uchar>(r);
        if (small.colour.empty()) {
            const uchar* from = small.gray.ptr<uchar>(where.y + r) + where.x;
            for (int c = 0; c < out.cols; ++c) to[c] = depth[c] < 2 ? paper : from[c];
        } else {
            const uchar* from = small.colour.ptr<uchar>(where.y + r) + 3 * where.x;
            for (int c = 0; c < out.cols; ++c, from += 3)
                to[c] = depth[c] < 2 ? paper : std::min({from[0], from[1], from[2]});
        }
    }
    // White on black is ink as well.
    if (paper < darkGround) cv::bitwise_not(out, out);
    return out;
}

/// Pixels of ink in some rows of the document.
double inkIn(const SmallPage& small, const DocumentView& view, cv::Range rows) {
    cv::Mat smooth, ink;
    cv::GaussianBlur(darkestChannel(small, view, rows), smooth, {0, 0}, 0.8);
    cv::adaptiveThreshold(smooth, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, surroundings, inkDarker);
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    double sum = 0;
    for (int i = 1; i < count; ++i) {
        const int area = stats.at<int>(i, cv::CC_STAT_AREA);
        if (area <= largestSpeck) continue;
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        double deepest = 0;
        const cv::Mat mask = labels(box) == i;
        cv::minMaxLoc(view.depth(box + cv::Point(0, rows.start)), nullptr, &deepest, nullptr, nullptr, mask);
        const bool thin = std::min(box.width, box.height) <= std::max(thinLine, std::max(box.width, box.height) / 50);
        if (deepest > (thin ? wideRim : rim) * view.shorter) sum += area;
        if (sum > plenty * view.area) break;
    }
    return sum;
}

}  // namespace

double inkShare(const SmallPage& small, const DocumentView& view) {
    // Most pages have print in their middle: there is no need to look further.
    const int rows = view.box.height;
    const double middle = inkIn(small, view, {2 * rows / 5, 3 * rows / 5}) / view.area;
    return middle > plenty ? middle : inkIn(small, view, {0, rows}) / view.area;
}

bool isBlank(const SmallPage& small, const DocumentView& view) {
    return inkShare(small, view) < blankInk;
}

}  // namespace daiban::imaging
