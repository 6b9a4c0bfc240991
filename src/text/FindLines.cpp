#include "text/FindLines.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "text/EvenPaper.h"
#include "text/ReadingOrder.h"

namespace daiban::text {

namespace {

/// Ink as 255 (Sauvola's local threshold).
cv::Mat inkOf(const cv::Mat& paper, int window) {
    cv::Mat value;
    paper.convertTo(value, CV_32F);
    cv::Mat mean;
    cv::Mat squares;
    cv::boxFilter(value, mean, CV_32F, {window, window});
    cv::sqrBoxFilter(value, squares, CV_32F, {window, window});
    cv::Mat deviation;
    cv::sqrt(cv::max(squares - mean.mul(mean), 0), deviation);
    constexpr double k = 0.2;  // Sauvola and Pietikäinen 2000 use 0.2 to 0.5; thin strokes need the lower
    constexpr double range = 128.0;
    cv::Mat threshold = mean.mul(1.0 + k * (deviation / range - 1.0));
    cv::Mat ink = value < threshold;
    ink.setTo(0, paper > 225);  // nothing that is nearly paper is ink
    return ink;
}

struct Rules {
    cv::Mat horizontal;
    cv::Mat vertical;
};

/// Long thin straight runs: table rules, underlines, frames.
Rules rulesOf(const cv::Mat& ink, int shortest) {
    const auto runs = [&](cv::Size along, cv::Size across) {
        cv::Mat closed;
        cv::morphologyEx(ink, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, across));
        cv::Mat opened;
        cv::morphologyEx(closed, opened, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, along));
        return opened;
    };
    return {runs({shortest, 1}, {5, 1}), runs({1, shortest}, {1, 5})};
}

/// Runs that are thick are no rules but bars and pictures; they stay.
void dropThickRules(cv::Mat& rules, int thickest, cv::MorphShapes shape, bool horizontal) {
    cv::Mat thick;
    const cv::Size across = horizontal ? cv::Size{1, thickest} : cv::Size{thickest, 1};
    cv::morphologyEx(rules, thick, cv::MORPH_OPEN, cv::getStructuringElement(shape, across));
    rules.setTo(0, thick);
}

struct Blob {
    cv::Rect box;
    int area;
};

std::vector<Blob> blobsOf(const cv::Mat& ink) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S);
    std::vector<Blob> blobs;
    blobs.reserve(static_cast<std::size_t>(count));
    for (int i = 1; i < count; ++i)
        blobs.push_back({{stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                          stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)},
                         stats.at<int>(i, cv::CC_STAT_AREA)});
    return blobs;
}

/// Typical character height: the upper part of the heights of squarish blobs, weighted by their area so that
/// specks and dots do not count.
double typicalHeight(const std::vector<Blob>& blobs, const cv::Size& image) {
    std::vector<std::pair<int, double>> heights;
    double total = 0;
    for (const Blob& blob : blobs) {
        const double aspect = static_cast<double>(blob.box.width) / blob.box.height;
        if (blob.box.height < 6 || blob.box.height > image.height / 8 || aspect < 0.3 || aspect > 2.5) continue;
        heights.emplace_back(blob.box.height, std::sqrt(blob.area));
        total += heights.back().second;
    }
    std::sort(heights.begin(), heights.end());
    double seen = 0;
    for (const auto& [height, weight] : heights)
        if ((seen += weight) >= total * 0.6) return height;
    return 0;
}

cv::Rect grown(const cv::Rect& box, int x, int y, const cv::Size& within) {
    return cv::Rect(box.x - x, box.y - y, box.width + 2 * x, box.height + 2 * y) & cv::Rect({0, 0}, within);
}

bool sameRow(const cv::Rect& a, const cv::Rect& b) {
    const int shared = std::min(a.br().y, b.br().y) - std::max(a.y, b.y);
    return shared > 0.6 * std::min(a.height, b.height) &&
           std::max(a.height, b.height) < 1.9 * std::min(a.height, b.height);
}

bool ruleBetween(const cv::Mat& verticalRules, const cv::Rect& a, const cv::Rect& b) {
    const int left = std::min(a.br().x, b.br().x);
    const int right = std::max(a.x, b.x);
    if (right <= left) return false;
    const int top = std::max(a.y, b.y);
    const int bottom = std::min(a.br().y, b.br().y);
    if (bottom <= top) return false;
    return cv::countNonZero(verticalRules(cv::Rect(left, top, right - left, bottom - top))) > 0.5 * (bottom - top);
}

/// Joins pieces of one line: neighbours on a row that are closer than `reach` times their height, with no rule between.
std::vector<cv::Rect> joinedRows(std::vector<cv::Rect> boxes, const cv::Mat& verticalRules, double reach) {
    std::sort(boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < boxes.size() && !changed; ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                const int gap = boxes[j].x - boxes[i].br().x;
                const double height = std::max(boxes[i].height, boxes[j].height);
                if (gap > reach * height || !sameRow(boxes[i], boxes[j]) ||
                    ruleBetween(verticalRules, boxes[i], boxes[j]))
                    continue;
                boxes[i] |= boxes[j];
                boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
                changed = true;
                break;
            }
    }
    return boxes;
}

}  // namespace

TextLines findLines(const cv::Mat& pixels) {
    TextLines lines;
    const cv::Mat gray = grayOf(pixels);
    lines.paper = evenedOut(gray);
    const int longer = std::max(gray.cols, gray.rows);
    cv::Mat ink = inkOf(lines.paper, std::clamp(longer / 40, 15, 81) | 1);

    double height = typicalHeight(blobsOf(ink), ink.size());
    if (height == 0) return lines;
    // A rule is longer than two and a half characters; a stroke of one (一) is not.
    Rules rules = rulesOf(ink, std::max(20, static_cast<int>(2.6 * height)));
    const int thickest = std::max(4, static_cast<int>(height / 3));
    dropThickRules(rules.horizontal, thickest, cv::MORPH_RECT, true);
    dropThickRules(rules.vertical, thickest, cv::MORPH_RECT, false);
    cv::Mat rule = rules.horizontal | rules.vertical;
    cv::dilate(rule, rule, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    ink.setTo(0, rule);
    lines.paper.setTo(255, rule);

    const std::vector<Blob> blobs = blobsOf(ink);
    height = typicalHeight(blobs, ink.size());
    if (height == 0) return lines;
    lines.characterHeight = height;

    // What can be a part of a character: no speck, no picture.
    cv::Mat characters = cv::Mat::zeros(ink.size(), CV_8U);
    for (const Blob& blob : blobs) {
        const bool speck = blob.box.width < height / 8 && blob.box.height < height / 8;
        const bool picture = blob.box.height > 4 * height || blob.box.width > 12 * height;
        if (!speck && !picture) characters(blob.box).setTo(255, ink(blob.box));
    }
    // Characters of a line are less than a character apart; strokes of one character are nearer than half of one.
    const int across = std::max(3, static_cast<int>(0.9 * height));
    const int down = std::max(1, static_cast<int>(0.25 * height));
    cv::Mat joined;
    cv::morphologyEx(characters, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {1, down * 2 + 1}));
    cv::morphologyEx(joined, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {across, 1}));
    cv::Mat walls;
    cv::dilate(rules.vertical, walls, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    joined.setTo(0, walls);

    std::vector<cv::Rect> boxes;
    for (const Blob& blob : blobsOf(joined)) {
        if (blob.box.height < 0.45 * height || blob.box.height > 5 * height || blob.box.width < 0.3 * height) continue;
        boxes.push_back(blob.box);
    }
    boxes = joinedRows(std::move(boxes), rules.vertical, 1.1);
    const int margin = std::max(2, static_cast<int>(0.12 * height));
    for (const std::size_t i : readingOrder(boxes))
        lines.boxes.push_back(grown(boxes[i], margin * 2, margin, gray.size()));
    return lines;
}

}  // namespace daiban::text
