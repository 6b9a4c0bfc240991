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

bool isSquare(const cv::Rect& box, double squeeze) {
    const double aspect = box.width / squeeze / box.height;
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
    const int across = std::max(3, box.width / 4);
    const int down = std::max(3, box.height / 4);
    const cv::Rect inner(box.x + across, box.y + down, box.width - 2 * across, box.height - 2 * down);
    return inner.area() > 0 && cv::countNonZero(ink(inner)) > clean * inner.area();
}

bool isOneOf(std::string_view character, std::string_view list) {
    return !character.empty() && list.find(character) != std::string_view::npos;
}

/// 口 that is a character of a word: 户口, 口径, 3口人. 人口 is one in 人口普查 and 家庭人口, but 本人□ is none.
bool isWord(const std::vector<ReadCharacter>& characters, std::size_t i) {
    const auto at = [&](std::size_t k) { return k < characters.size() ? std::string_view(characters[k].text) : ""; };
    const std::string_view before = i > 0 ? at(i - 1) : "";
    const std::string_view beforeThat = i > 1 ? at(i - 2) : "";
    const std::string_view after = at(i + 1);
    if (isOneOf(before, "户入出进港胃窗路门一二三四五六七八九十0123456789")) return true;
    if (before == "人" && i == 1 && after.empty()) return true;
    if (before == "人" && (isOneOf(after, "与计普数总增和老比") || isOneOf(beforeThat, "庭动住籍业总"))) return true;
    return isOneOf(after, "径腔头岸罩语粮簿味服");
}

/// Whether there is room for a box of its own: half of a neighbour (的, 时) may be a square, too.
bool standsAlone(const std::vector<ReadCharacter>& characters, double middle, double squeeze) {
    constexpr double room = 0.6;  // of a character's width
    return std::none_of(characters.begin(), characters.end(), [&](const ReadCharacter& c) {
        return c.text != " " && std::abs(c.at - middle) < room * stripHeight * squeeze;
    });
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

std::vector<TickBox> squaresOn(const ppocr::Strip& strip) {
    const cv::Mat ink = inkOf(strip.pixels);
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
        if (!isSquare(box, strip.squeeze) || !hasFourSides(ink, box)) continue;
        const TickBox found{static_cast<double>(box.x), static_cast<double>(box.br().x), isTicked(ink, box)};
        const auto same = std::find_if(boxes.begin(), boxes.end(), [&](const TickBox& other) {
            return other.left < found.right && found.left < other.right;
        });
        if (same == boxes.end())
            boxes.push_back(found);
        else
            same->ticked = same->ticked || found.ticked;
    }
    std::sort(boxes.begin(), boxes.end(), [](const TickBox& a, const TickBox& b) { return a.left < b.left; });
    return boxes;
}

std::vector<ReadCharacter> withTickBoxes(std::vector<ReadCharacter> characters, const ppocr::Strip& strip) {
    constexpr double certain = 0.9;
    for (const TickBox& box : squaresOn(strip)) {
        const double middle = (box.left + box.right) / 2;
        const double reach = (box.right - box.left) / 2;
        const auto at = std::find_if(characters.begin(), characters.end(),
                                     [&](const ReadCharacter& c) { return std::abs(c.at - middle) < reach; });
        const std::string sign = box.ticked ? "☑" : "□";
        if (at == characters.end()) {
            if (!standsAlone(characters, middle, strip.squeeze)) continue;
            const auto next = std::find_if(characters.begin(), characters.end(),
                                           [&](const ReadCharacter& c) { return c.at > middle; });
            characters.insert(next, {sign, middle, certain, {}});
        } else if (mayBeABox(*at, box.ticked) &&
                   !isWord(characters, static_cast<std::size_t>(at - characters.begin()))) {
            *at = {sign, middle, certain, {}};
        }
    }
    return characters;
}

}  // namespace daiban::text::hybrid
