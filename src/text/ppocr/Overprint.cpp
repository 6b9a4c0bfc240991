#include "text/ppocr/Overprint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "text/EvenPaper.h"

namespace daiban::text::ppocr {

namespace {

/// Of a list of values of 0 to 255 by how often each occurs.
class Histogram {
  public:
    void add(const cv::Mat& values, const cv::Mat& where) {
        for (int y = 0; y < values.rows; ++y)
            for (int x = 0; x < values.cols; ++x)
                if (where.at<uchar>(y, x) != 0) ++counts_.at(values.at<uchar>(y, x)), ++total_;
    }
    [[nodiscard]] int quantile(double part) const {
        double seen = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i)
            if ((seen += counts_.at(i)) >= part * total_) return static_cast<int>(i);
        return 255;
    }
    [[nodiscard]] double total() const { return total_; }

  private:
    std::array<double, 256> counts_{};
    double total_ = 0;
};

/// How much redder than green and blue.
cv::Mat excessOfRed(const cv::Mat& bgr) {
    std::array<cv::Mat, 3> channels;
    cv::split(bgr, channels.data());
    cv::Mat others;
    cv::max(channels[0], channels[1], others);
    cv::Mat excess;
    cv::subtract(channels[2], others, excess);
    return excess;
}

cv::Mat redInk(const cv::Mat& bgr) {
    constexpr int redder = 45;  // yellowed paper and wood are less
    return excessOfRed(bgr) > redder;
}

/// In red light red ink is nearly as bright as paper; what is left of it is stretched away.
void pale(cv::Mat& bgr, const cv::Rect& seal) {
    cv::Mat part = bgr(seal);
    cv::Mat red;
    cv::extractChannel(part, red, 2);
    Histogram ink;
    ink.add(red, redInk(part));
    const double white = std::max(96, ink.quantile(0.3));
    red.convertTo(red, CV_8U, 255 / white);
    cv::merge(std::array<cv::Mat, 3>{red, red, red}, part);
}

double tilt(const TextBox& box) {
    return std::abs(base::tiltDegrees(box.quad));
}

cv::Mat insideOf(const std::vector<TextBox>& boxes, const cv::Size& size) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8U);
    for (const TextBox& box : boxes) {
        std::vector<cv::Point> corners;
        for (const base::Point& p : box.quad) corners.emplace_back(static_cast<int>(p.x), static_cast<int>(p.y));
        cv::fillConvexPoly(mask, corners, cv::Scalar(255));
    }
    return mask;
}

}  // namespace

std::vector<cv::Rect> sealsOn(const cv::Mat& bgr, double largest) {
    constexpr double workingSide = 800;
    constexpr double smallest = 0.05;  // of the longer side: a 15 mm personal seal on A4
    constexpr double densest = 0.65;   // strokes leave paper free between them
    const double longer = std::max(bgr.cols, bgr.rows);
    const double scale = std::min(1.0, workingSide / longer);
    cv::Mat small;
    cv::resize(bgr, small, {}, scale, scale, cv::INTER_AREA);
    const cv::Mat red = redInk(small);
    const int gap = std::max(3, static_cast<int>(0.02 * std::max(small.cols, small.rows))) | 1;
    cv::Mat closed;
    cv::morphologyEx(red, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(closed, labels, stats, centroids, 8, CV_32S);
    std::vector<cv::Rect> seals;
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const double side = std::max(box.width, box.height) / scale / longer;
        const double aspect = static_cast<double>(box.width) / box.height;
        if (side < smallest || side > largest || aspect < 0.6 || aspect > 1.65) continue;
        if (cv::countNonZero(red(box)) > densest * box.area()) continue;
        constexpr int margin = 2;
        seals.push_back(
            cv::Rect(cv::Point(static_cast<int>((box.x - margin) / scale), static_cast<int>((box.y - margin) / scale)),
                     cv::Point(static_cast<int>((box.br().x + margin) / scale),
                               static_cast<int>((box.br().y + margin) / scale))) &
            cv::Rect({0, 0}, bgr.size()));
    }
    return seals;
}

cv::Mat redAlone(const cv::Mat& bgr) {
    constexpr double strength = 2.5;  // a worn seal's red is hardly 100 gray levels above the other channels
    cv::Mat dark;
    excessOfRed(bgr).convertTo(dark, CV_8U, strength);
    cv::Mat out;
    cv::cvtColor(255 - dark, out, cv::COLOR_GRAY2BGR);
    return out;
}

cv::Mat withoutSeals(const cv::Mat& bgr) {
    constexpr double largest = 0.5;  // a 40 mm seal on a card
    const std::vector<cv::Rect> seals = sealsOn(bgr, largest);
    if (seals.empty()) return bgr;
    cv::Mat out = bgr.clone();
    for (const cv::Rect& seal : seals) pale(out, seal);
    return out;
}

bool runsAslant(const TextBox& box) {
    // Flattened documents are straight to a few degrees, watermarks run at 15 to 45. The shorter a box, the less its
    // tilt says.
    constexpr double most = 10;
    const double length = std::max(box.width(), box.height());
    const double thickness = std::min(box.width(), box.height());
    return tilt(box) > most && length > 1.8 * thickness;
}

std::optional<cv::Mat> withoutWatermark(const cv::Mat& bgr, const std::vector<TextBox>& boxes) {
    std::vector<TextBox> aslant;
    std::vector<TextBox> level;
    bool certain = false;
    for (const TextBox& box : boxes) {
        const bool watermark = runsAslant(box);
        (watermark ? aslant : level).push_back(box);
        certain =
            certain || (watermark && std::max(box.width(), box.height()) > 4 * std::min(box.width(), box.height()));
    }
    if (!certain) return std::nullopt;

    constexpr int inkFrom = 30;        // of 255 darker than paper; less is its grain
    constexpr int clearlyDarker = 30;  // text than watermark, else nothing could be told apart
    const cv::Mat paper = evenedOut(grayOf(bgr));
    const cv::Mat darkness = 255 - paper;
    const cv::Mat ink = darkness > inkFrom;
    const cv::Mat under = insideOf(level, bgr.size());
    cv::Mat watermarkAlone = insideOf(aslant, bgr.size()) & ink;
    watermarkAlone.setTo(0, under);
    Histogram watermark;
    watermark.add(darkness, watermarkAlone);
    Histogram text;
    text.add(darkness, under & ink);
    if (watermark.total() == 0 || text.total() == 0) return std::nullopt;
    const int off = watermark.quantile(0.85);
    const int dark = text.quantile(0.9);
    if (dark - off < clearlyDarker) return std::nullopt;

    cv::Mat clean;
    darkness.convertTo(clean, CV_8U, static_cast<double>(dark) / (dark - off),
                       -static_cast<double>(dark) * off / (dark - off));
    clean = 255 - clean;
    cv::cvtColor(clean, clean, cv::COLOR_GRAY2BGR);
    return clean;
}

}  // namespace daiban::text::ppocr
