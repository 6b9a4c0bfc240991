#include "codes/FindSoiledLabels.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "codes/PatchOutlines.h"

namespace daiban::codes {

namespace {

constexpr std::size_t leastCodes = 3;
constexpr double sameSize = 1.3;  // between codes of one sheet, a tilted camera's included
constexpr double workCode = 40;   // pixels of a code's side on the picture that is searched
constexpr double bridged = 0.14;  // of a code's side: three light modules and more of 25
constexpr double darkerThanPaper = 0.62;
constexpr double leastDark = 0.4;    // of a place of a code's size
constexpr double blackened = 0.8;    // of a place of any size up to a label's
constexpr double leastAlong = 0.94;  // cosine: a neighbour lies along a code's rows or columns within 20 degrees
constexpr double mostBeside = 0.3;   // of a code's side, from where the grid says
constexpr double black = 0.35;       // of the paper's shade: no print is so dark from afar, so that no grid is asked
constexpr double mostCodes = 4.5;    // a label's longer side in sides of its code

double sideOf(const Code& code) {
    return std::sqrt(base::area(code.quad));
}

/// The side of a code of the sheet, in pixels; 0 where it is none.
double sideOnSheet(const std::vector<Code>& codes) {
    std::vector<double> sides;
    for (const auto& code : codes)
        if (code.format == "QRCode") sides.push_back(sideOf(code));
    if (sides.size() < leastCodes) return 0;
    std::sort(sides.begin(), sides.end());
    const double middle = sides[sides.size() / 2];
    const auto alike = std::count_if(sides.begin(), sides.end(),
                                     [&](double side) { return side < sameSize * middle && middle < sameSize * side; });
    return static_cast<std::size_t>(alike) < leastCodes ? 0 : middle;
}

bool touchesRead(const cv::Rect2d& box, const std::vector<Code>& codes) {
    return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
        const auto centre = base::centre(code.quad);
        return box.contains({centre.x, centre.y});
    });
}

cv::Point2d middleOf(const Code& code) {
    const auto centre = base::centre(code.quad);
    return {centre.x, centre.y};
}

/// The nearest of the other codes along one of a code's two directions.
std::optional<cv::Point2d> wayToNext(const std::vector<Code>& read, const Code& from, bool isAcross) {
    const cv::Point2d across(from.quad[1].x - from.quad[0].x, from.quad[1].y - from.quad[0].y);
    const cv::Point2d along = (isAcross ? across : cv::Point2d(-across.y, across.x)) / cv::norm(across);
    std::optional<cv::Point2d> nearest;
    for (const auto& to : read) {
        const cv::Point2d way = middleOf(to) - middleOf(from);
        const double far = cv::norm(way);
        if (far < 1 || std::abs(way.dot(along)) < leastAlong * far) continue;
        if (!nearest || far < cv::norm(*nearest)) nearest = way;
    }
    return nearest;
}

/// Whether a code is missing there: as far from one that was read as that is from its neighbour on the other side or
/// another one's neighbours. The print beside a code is not.
bool isInGrid(cv::Point2d place, const std::vector<Code>& read, double side) {
    std::vector<cv::Point2d> ways;
    for (const auto& code : read)
        for (const bool isAcross : {true, false})
            if (const auto way = wayToNext(read, code, isAcross)) ways.push_back(*way);
    return std::any_of(read.begin(), read.end(), [&](const Code& code) {
        const cv::Point2d there = place - middleOf(code);
        return std::any_of(ways.begin(), ways.end(), [&](const cv::Point2d& way) {
            return std::min(cv::norm(there - way), cv::norm(there + way)) < mostBeside * side;
        });
    });
}

/// Outlines of what is dark by itself, and of what is when the light modules between are bridged: that joins a code to
/// the print beside it too, so that what is solid is looked at without.
std::vector<std::vector<cv::Point>> patchesOf(const cv::Mat& dark, double code) {
    const int gap = cvRound(bridged * code) | 1;
    const int thin = cvRound(0.35 * code) | 1;
    cv::Mat joined;
    cv::morphologyEx(dark, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {gap, gap}));
    std::vector<std::vector<cv::Point>> all;
    for (const auto& picture : {dark, joined}) {
        cv::Mat patches;
        cv::morphologyEx(picture, patches, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {thin, thin}));
        const auto outlines = patchOutlines(patches);
        all.insert(all.end(), outlines.begin(), outlines.end());
    }
    return all;
}

}  // namespace

std::vector<base::Quad> findSoiledLabels(const cv::Mat& gray, const std::vector<Code>& read) {
    const double side = sideOnSheet(read);
    if (side <= 0) return {};
    const double scale = std::min(1.0, workCode / side);
    const double code = side * scale;
    cv::Mat work;
    cv::resize(gray, work, {}, scale, scale, cv::INTER_AREA);
    // The paper's shade around: the lightest within some labels.
    cv::Mat paper;
    const int reach = cvRound(3 * code) | 1;
    cv::dilate(work, paper, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
    cv::blur(paper, paper, {reach, reach});
    cv::Mat level;
    paper.convertTo(level, CV_8U, darkerThanPaper);
    cv::Mat dark;
    cv::compare(work, level, dark, cv::CMP_LT);
    std::vector<base::Quad> found;
    for (const auto& outline : patchesOf(dark, code)) {
        const cv::Rect box = cv::boundingRect(outline);
        const auto [shorter, longer] = std::minmax(box.width, box.height);
        if (shorter < 0.6 * code || longer > mostCodes * code) continue;
        const double part = static_cast<double>(cv::countNonZero(dark(box))) / box.area();
        const bool isCodeSized = shorter > 0.75 * code && longer < 1.6 * code;
        if (part < (isCodeSized ? leastDark : blackened)) continue;
        const cv::Rect2d where(box.x / scale, box.y / scale, box.width / scale, box.height / scale);
        const double shade = cv::mean(work(box))[0] / std::max(1.0, cv::mean(paper(box))[0]);
        if ((part < blackened || shade > black) && !isInGrid((where.tl() + where.br()) / 2, read, side)) continue;
        const auto quad = base::rectangle(where.x, where.y, where.width, where.height);
        const bool isKnown = std::any_of(found.begin(), found.end(), [&](const base::Quad& known) {
            const auto centre = base::centre(known);
            return where.contains({centre.x, centre.y});
        });
        if (!isKnown && !touchesRead(where, read)) found.push_back(quad);
    }
    return found;
}

}  // namespace daiban::codes
