#include "text/hybrid/Proofread.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string_view>

#include "base/Text.h"

namespace daiban::text::hybrid {

namespace {

using ppocr::ReadCharacter;
using Characters = std::vector<ReadCharacter>;

/// What was put right is believed no more than this: below what ticks a box without a person.
constexpr double believed = 0.75;

char32_t pointOf(const ReadCharacter& c) {
    const std::u32string points = base::toCodePoints(c.text);
    return points.size() == 1 ? points.front() : U'\0';
}

void put(ReadCharacter& c, std::string_view text) {
    c.text = text;
    c.confidence = std::min(c.confidence, believed);
    c.others.clear();
}

/// Rules under a blank to fill in are no text.
void dropUnderlines(Characters& characters) {
    std::erase_if(characters, [](const ReadCharacter& c) { return c.text == "_" || c.text == "＿"; });
}

/// The engine's dictionary has ℃ and the degree sign, and gives both for one.
void mendDegrees(Characters& characters) {
    for (std::size_t i = 1; i < characters.size(); ++i)
        if (characters[i].text == "℃" && (characters[i - 1].text == "°" || characters[i - 1].text == "˚"))
            characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(i) - 1);
}

/// A stroke that is drawn through from the middle of one character to the middle of the next. The two halves of a
/// dash touch; two characters 一 leave 4% of the way free in print like Song, sometimes nothing in Hei.
bool drawnThrough(const cv::Mat& strip, double from, double to) {
    cv::Mat gray;
    cv::cvtColor(strip, gray, cv::COLOR_BGR2GRAY);
    cv::Mat ink;
    cv::threshold(gray, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    const int left = std::clamp(static_cast<int>(from), 0, ink.cols - 1);
    const int right = std::clamp(static_cast<int>(to), left, ink.cols - 1);
    const cv::Mat part = ink(cv::Rect(left, ink.rows / 5, right - left + 1, ink.rows * 3 / 5));
    cv::Mat columns;
    cv::reduce(part, columns, 0, cv::REDUCE_MAX);
    constexpr double nearly = 0.97;
    return cv::countNonZero(columns) >= nearly * columns.cols;
}

/// 一一 that is a number: 二〇一一年, 第一一条.
bool isNumber(const Characters& characters, std::size_t i) {
    constexpr std::string_view numbers = "〇○零一二三四五六七八九十百千第年月日号";
    const auto isPart = [&](std::size_t k) {
        return k < characters.size() && numbers.find(characters[k].text) != std::string_view::npos;
    };
    return (i > 1 && isPart(i - 2)) || isPart(i + 1);
}

/// The dash of two characters' width is read as 一一.
void mendDashes(Characters& characters, const cv::Mat& strip) {
    for (std::size_t i = 1; i < characters.size(); ++i) {
        ReadCharacter& a = characters[i - 1];
        ReadCharacter& b = characters[i];
        if ((a.text == "一" || a.text == "—") && (b.text == "一" || b.text == "—") && a.text + b.text != "——" &&
            !isNumber(characters, i) && drawnThrough(strip, a.at, b.at))
            put(a, "—"), put(b, "—");
    }
}

/// A bracket that closes another kind than was opened: the surer of the two decides.
void mendBrackets(Characters& characters) {
    constexpr std::array<std::array<std::string_view, 2>, 5> pairs{
        {{"（", "）"}, {"〔", "〕"}, {"《", "》"}, {"【", "】"}, {"[", "]"}}};
    const auto kindOf = [&](const ReadCharacter& c, std::size_t side) -> std::optional<std::size_t> {
        for (std::size_t k = 0; k < pairs.size(); ++k)
            if (c.text == pairs.at(k).at(side)) return k;
        if (c.text == (side == 0 ? "(" : ")")) return 0;
        return std::nullopt;
    };
    const std::size_t none = characters.size();
    std::size_t open = none;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (kindOf(characters[i], 0)) open = i;
        const auto closing = kindOf(characters[i], 1);
        if (!closing || open == none) continue;
        const std::size_t opening = kindOf(characters[open], 0).value_or(0);
        if (opening != *closing) {
            // 〔2024〕 is read as （2024〕 or [2024〕 more often than the other way about.
            std::size_t right = characters[open].confidence > characters[i].confidence ? opening : *closing;
            if (opening == 1 || *closing == 1) right = 1;
            if (opening != right) put(characters[open], pairs.at(right)[0]);
            if (*closing != right) put(characters[i], pairs.at(right)[1]);
        }
        open = none;
    }
}

/// 丶 and 、 are told apart by nothing but their place: between words it is the comma.
void mendCommas(Characters& characters) {
    for (std::size_t i = 1; i + 1 < characters.size(); ++i)
        if (characters[i].text == "丶") put(characters[i], "、");
}

bool isDigit(const ReadCharacter& c) {
    return c.text.size() == 1 && c.text.front() >= '0' && c.text.front() <= '9';
}

/// A day of two figures stands at `at`: 月 before it, two figures from 01 to 31.
bool isDayOfMonth(const Characters& characters, std::size_t at) {
    if (at == 0 || at + 2 > characters.size() || characters[at - 1].text != "月") return false;
    if (!isDigit(characters[at]) || !isDigit(characters[at + 1])) return false;
    const int day = std::stoi(characters[at].text + characters[at + 1].text);
    return day >= 1 && day <= 31;
}

/// The frame of a blurred 日 is read as two strokes: 09月1211 for 09月12日. No day has four figures.
void mendDays(Characters& characters) {
    for (std::size_t at = 1; at + 3 < characters.size(); ++at) {
        ReadCharacter& left = characters[at + 2];
        const bool strokes = left.text == "1" && characters[at + 3].text == "1";
        const bool ends = at + 4 == characters.size() || !isDigit(characters[at + 4]);
        if (!isDayOfMonth(characters, at) || !strokes || !ends) continue;
        left.at = (left.at + characters[at + 3].at) / 2;
        put(left, "日");
        characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(at) + 3);
    }
}

std::u32string textOf(const Characters& characters) {
    std::u32string text;
    for (const ReadCharacter& c : characters) text += pointOf(c);
    return text;
}

/// Where a longer word of the lexicon comes about by one of the other characters the network holds possible.
void mendWords(Characters& characters, const Lexicon& lexicon) {
    std::u32string text = textOf(characters);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (characters[i].others.empty() || !base::isHan(text[i])) continue;
        std::size_t longest = lexicon.longestWordAt(text, i);
        const ppocr::OtherCharacter* better = nullptr;
        const char32_t read = text[i];
        for (const auto& other : characters[i].others) {
            const std::u32string points = base::toCodePoints(other.text);
            if (points.size() != 1 || !base::isHan(points.front())) continue;
            const bool leaked =
                (i > 0 && text[i - 1] == points.front()) || (i + 1 < text.size() && text[i + 1] == points.front());
            if (leaked) continue;  // a neighbour's, seen a time step away
            text[i] = points.front();
            const std::size_t length = lexicon.longestWordAt(text, i);
            // A word of two is soon there by chance: only for what the network holds well possible.
            constexpr double wellPossible = 0.02;
            if (length > longest && (length > 2 || other.probability >= wellPossible))
                longest = length, better = &other;
        }
        text[i] = better ? base::toCodePoints(better->text).front() : read;
        if (better) put(characters[i], std::string(better->text));
    }
}

}  // namespace

std::vector<ReadCharacter> proofread(std::vector<ReadCharacter> characters, const cv::Mat& strip,
                                     const Lexicon& lexicon) {
    dropUnderlines(characters);
    mendDegrees(characters);
    mendDashes(characters, strip);
    mendBrackets(characters);
    mendCommas(characters);
    mendDays(characters);
    mendWords(characters, lexicon);
    return characters;
}

}  // namespace daiban::text::hybrid
