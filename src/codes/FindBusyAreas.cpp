#include "codes/FindBusyAreas.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "codes/PatchOutlines.h"

namespace daiban::codes {

namespace {

// All lengths are parts of the page's longer side, which is 297 mm of an A4 scan.
constexpr int workSide = 1000;  // pixels of the picture that is searched: 85 dpi of A4
constexpr int bridged = 5;      // pixels, 1.5 mm: wider than three light modules, narrower than the gap of two lines
constexpr int solid = 15;       // pixels, 4.5 mm: what is thinner goes: lines of print, frames, barcodes' digits
// Gray values between paper and ink. Modules of 4 pixels, drawn and blurred with a sigma of 2.5 pixels, are still
// found; no code so blurred is read.
constexpr int leastContrast = 50;
constexpr int smallest = 20;         // pixels, 6 mm
constexpr int largest = 350;         // pixels, 104 mm
constexpr double mostElongated = 6;  // longer by shorter side: a long barcode; PDF417 has up to 5
constexpr double fullness = 0.75;    // of the tilted box around it

/// The image made smaller by a whole number, for that is quick, to about `workSide` pixels: two thirds to one and a
/// half of them.
struct Work {
    cv::Mat pixels;
    int factor = 1;
    [[nodiscard]] double unit() const { return static_cast<double>(std::max(pixels.cols, pixels.rows)) / workSide; }
};

Work workOf(const cv::Mat& gray) {
    Work work{.pixels = {}, .factor = cvRound(std::max(gray.cols, gray.rows) / static_cast<double>(workSide))};
    const cv::Size size = gray.size() / work.factor;
    if (!size.empty()) cv::resize(gray(cv::Rect({}, size * work.factor)), work.pixels, size, 0, 0, cv::INTER_AREA);
    return work;
}

cv::Mat square(double wanted) {
    const int side = cvRound(wanted);
    return cv::getStructuringElement(cv::MORPH_RECT, {side, side});
}

cv::Mat busyParts(const Work& work) {
    cv::Mat contrast;
    cv::morphologyEx(work.pixels, contrast, cv::MORPH_GRADIENT, square(bridged * work.unit()));
    cv::Mat busy = contrast > leastContrast;
    cv::morphologyEx(busy, busy, cv::MORPH_OPEN, square(solid * work.unit()));
    return busy;
}

bool isCompact(const std::vector<cv::Point>& outline, double unit) {
    const cv::RotatedRect box = cv::minAreaRect(outline);
    const auto [shorter, longer] = std::minmax(box.size.width, box.size.height);
    if (shorter < smallest * unit || longer > largest * unit || longer > mostElongated * shorter) return false;
    return cv::contourArea(outline) > fullness * shorter * longer;
}

}  // namespace

std::vector<cv::Rect> findBusyAreas(const cv::Mat& gray) {
    if (std::max(gray.cols, gray.rows) < workSide) return {};
    const Work work = workOf(gray);
    if (work.pixels.empty()) return {};
    const auto outlines = patchOutlines(busyParts(work));

    std::vector<cv::Rect> areas;
    for (const auto& outline : outlines) {
        if (!isCompact(outline, work.unit())) continue;
        const cv::Rect box = cv::boundingRect(outline);
        const int margin = std::max(box.width, box.height) / 6;  // the quiet zone and what the opening took
        const cv::Rect wide(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin);
        areas.push_back(cv::Rect(wide.tl() * work.factor, wide.size() * work.factor) & cv::Rect({}, gray.size()));
    }
    std::sort(areas.begin(), areas.end(), [](const auto& a, const auto& b) { return a.area() > b.area(); });
    return areas;
}

}  // namespace daiban::codes
