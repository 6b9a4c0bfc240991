#include "text/hybrid/TickBoxes.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <string_view>

namespace daiban::text::hybrid {

namespace {

using ppocr::ReadCharacter;
using ppocr::stripHeight;

/// Shares of the strip's height a box to tick may have; a line's characters have 0.6 to 0.9.
constexpr double smallest = 0.4;
constexpr double largest = 0.96;

cv::Mat inkOf(const cv::Mat& strip) {
    cv::Mat gray;
    cv::cvtColor(strip, gray, cv::COLOR_BGR2GRAY);
    cv::Mat ink;
    cv::threshold(gray, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    return ink;
}

/// How far a side is drawn through: the best row (or column) in the outer part of the box, as a share of its length.
double drawn(const cv::Mat& ink, const cv::Rect& box, int side) {
    const int band = std::max(2, box.height / 6);
    double best = 0;
    for (int i = 0; i < band; ++i) {
        cv::Rect line = box;
        if (side == 0) line = {box.x, box.y + i, box.width, 1};
        if (side == 1) line = {box.x, box.br().y - 1 - i, box.width, 1};
        if (side == 2) line = {box.x + i, box.y, 1, box.height};
        if (side == 3) line = {box.br().x - 1 - i, box.y, 1, box.height};
        best = std::max(best, static_cast<double>(cv::countNonZero(ink(line))) / line.area());
    }
    return best;
}

bool isSquare(const cv::Rect& box) {
    const double aspect = static_cast<double>(box.width) / box.height;
    return box.height >= smallest * stripHeight && box.height <= largest * stripHeight && aspect > 0.72 && aspect < 1.3;
}

bool hasFourSides(const cv::Mat& ink, const cv::Rect& box) {
    constexpr double throughout = 0.8;
    for (int side = 0; side < 4; ++side)
        if (drawn(ink, box, side) < throughout) return false;
    return true;
}

/// Whether there is more than the frame inside.
bool isTicked(const cv::Mat& ink, const cv::Rect& box) {
    constexpr double clean = 0.06;  // of the inner part; blur and noise leave less
    const int rim = std::max(3, box.height / 4);
    const cv::Rect inner(box.x + rim, box.y + rim, box.width - 2 * rim, box.height - 2 * rim);
    return inner.area() > 0 && cv::countNonZero(ink(inner)) > clean * inner.area();
}

bool isOneOf(std::string_view character, std::string_view list) {
    return !character.empty() && list.find(character) != std::string_view::npos;
}

/// 口 that is a character of a word.
bool isWord(const std::vector<ReadCharacter>& characters, std::size_t i) {
    const std::string_view before = i > 0 ? std::string_view(characters[i - 1].text) : "";
    const std::string_view after = i + 1 < characters.size() ? std::string_view(characters[i + 1].text) : "";
    return isOneOf(before, "户人入出进港胃窗路三四五六七八九十") || isOneOf(after, "径腔头岸罩语粮簿味服人");
}

/// What the recogniser makes of a box that is empty or ticked.
bool mayBeABox(const ReadCharacter& c, bool ticked) {
    constexpr double sure = 0.9;
    constexpr double guess = 0.6;
    if (isOneOf(c.text, "口囗□")) return true;
    if (isOneOf(c.text, "日曰D")) return !ticked;  // their own strokes would be a tick
    if (isOneOf(c.text, "区凶因团回国图囚四")) return c.confidence < sure;
    return c.confidence < guess;
}

}  // namespace

std::vector<TickBox> squaresOn(const cv::Mat& strip) {
    const cv::Mat ink = inkOf(strip);
    std::vector<std::vector<cv::Point>> contours;
    std::vector<cv::Vec4i> hierarchy;
    cv::findContours(ink, contours, hierarchy, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    std::vector<TickBox> boxes;
    for (std::size_t i = 0; i < contours.size(); ++i) {
        const bool hole = hierarchy[i][3] >= 0;
        cv::Rect box = cv::boundingRect(contours[i]);
        if (hole) {
            // The white inside of a box, also where its frame touches the next character.
            constexpr double rectangular = 0.88;
            if (cv::contourArea(contours[i]) < rectangular * (box.width - 1) * (box.height - 1)) continue;
            constexpr int frame = 2;
            box = cv::Rect(box.x - frame, box.y - frame, box.width + 2 * frame, box.height + 2 * frame) &
                  cv::Rect({0, 0}, ink.size());
        }
        if (!isSquare(box) || !hasFourSides(ink, box)) continue;
        const TickBox found{static_cast<double>(box.x), static_cast<double>(box.br().x), !hole && isTicked(ink, box)};
        const auto same = std::find_if(boxes.begin(), boxes.end(), [&](const TickBox& other) {
            return other.left < found.right && found.left < other.right;
        });
        if (same == boxes.end())
            boxes.push_back(found);
        else
            same->ticked = same->ticked && found.ticked;
    }
    std::sort(boxes.begin(), boxes.end(), [](const TickBox& a, const TickBox& b) { return a.left < b.left; });
    return boxes;
}

std::vector<ReadCharacter> withTickBoxes(std::vector<ReadCharacter> characters, const cv::Mat& strip) {
    constexpr double certain = 0.9;
    for (const TickBox& box : squaresOn(strip)) {
        const double middle = (box.left + box.right) / 2;
        const double reach = (box.right - box.left) / 2;
        const auto at = std::find_if(characters.begin(), characters.end(),
                                     [&](const ReadCharacter& c) { return std::abs(c.at - middle) < reach; });
        const std::string sign = box.ticked ? "☑" : "□";
        if (at == characters.end()) {
            const auto next = std::find_if(characters.begin(), characters.end(),
                                           [&](const ReadCharacter& c) { return c.at > middle; });
            characters.insert(next, {sign, middle, certain, {}});
        } else if (mayBeABox(*at, box.ticked) && !isWord(characters, static_cast<std::size_t>(at - characters.begin()))) {
            *at = {sign, middle, certain, {}};
        }
    }
    return characters;
}

}  // namespace daiban::text::hybrid
