#include "codes/FindSolidEdges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "codes/PatchOutlines.h"

namespace daiban::codes {

namespace {

constexpr int workSide = 1200;         // pixels of the longer side of the picture that is searched: 100 dpi of A4
constexpr int leastSide = 12;          // pixels there, 3 mm
constexpr int mostSide = 420;          // 107 mm
constexpr double mostElongated = 4.5;  // 8 x 32 modules
constexpr double solid = 0.86;         // of an edge: dirt and a blurred corner take some
constexpr double broken = 0.75;        // an alternating edge has a half, blurred up to that

/// What part of a line just inside the box's edge is dark, at the depth where most is.
double darkAlong(const cv::Mat& dark, cv::Point2f from, cv::Point2f to, cv::Point2f inwards, double depth) {
    double most = 0;
    for (const double part : {0.02, 0.04, 0.07}) {
        const cv::Point2f shift = inwards * static_cast<float>(std::max(0.7, part * depth));
        constexpr int samples = 40;
        int seen = 0;
        for (int i = 1; i < samples; ++i) {
            const cv::Point2f p = from + (to - from) * (static_cast<float>(i) / samples) + shift;
            const cv::Point at(cvFloor(p.x), cvFloor(p.y));
            if (cv::Rect({}, dark.size()).contains(at)) seen += dark.at<std::uint8_t>(at) != 0;
        }
        most = std::max(most, seen / (samples - 1.0));
    }
    return most;
}

bool hasTwoSolidEdges(const cv::Mat& dark, const cv::RotatedRect& box) {
    std::array<cv::Point2f, 4> corners;
    box.points(corners.data());
    std::array<bool, 4> isSolid{};
    std::array<bool, 4> isBroken{};
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2f from = corners.at(i);
        const cv::Point2f to = corners.at((i + 1) % 4);
        cv::Point2f inwards = corners.at((i + 2) % 4) - to;
        const double depth = cv::norm(inwards);
        inwards *= static_cast<float>(1 / std::max(1.0, depth));
        const double part = darkAlong(dark, from, to, inwards, depth);
        isSolid.at(i) = part > solid;
        isBroken.at(i) = part < broken;
    }
    for (std::size_t i = 0; i < 4; ++i)
        if (isSolid.at(i) && isSolid.at((i + 1) % 4) && isBroken.at((i + 2) % 4) && isBroken.at((i + 3) % 4))
            return true;
    return false;
}

}  // namespace

std::vector<cv::Rect> findSolidEdges(const cv::Mat& gray, std::size_t most) {
    const int factor = std::max(1, cvRound(std::max(gray.cols, gray.rows) / static_cast<double>(workSide)));
    const cv::Size size = gray.size() / factor;
    if (std::min(size.width, size.height) < 3 * leastSide) return {};
    cv::Mat work = gray;
    if (factor > 1) cv::resize(gray(cv::Rect({}, size * factor)), work, size, 0, 0, cv::INTER_AREA);
    cv::Mat dark;
    cv::adaptiveThreshold(work, dark, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 61, 20);
    const auto outlines = patchOutlines(dark);
    std::vector<cv::Rect> found;
    for (const auto& outline : outlines) {
        const cv::Rect upright = cv::boundingRect(outline);
        if (std::max(upright.width, upright.height) < leastSide || std::max(upright.width, upright.height) > mostSide)
            continue;
        const cv::RotatedRect box = cv::minAreaRect(outline);
        const auto [shorter, longer] = std::minmax(box.size.width, box.size.height);
        if (shorter < leastSide || longer > mostElongated * shorter || !hasTwoSolidEdges(dark, box)) continue;
        const int margin = std::max(upright.width, upright.height) / 6 + 2;
        const cv::Rect wide(upright.x - margin, upright.y - margin, upright.width + 2 * margin,
                            upright.height + 2 * margin);
        found.push_back(cv::Rect(wide.tl() * factor, wide.size() * factor) & cv::Rect({}, gray.size()));
    }
    std::sort(found.begin(), found.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.area() > b.area(); });
    if (found.size() > most) found.resize(most);
    return found;
}

}  // namespace daiban::codes
