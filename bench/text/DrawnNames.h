#pragma once

#include <algorithm>
#include <cmath>
#include <istream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "text/glyphs/make/FontFace.h"

namespace daiban::bench {

using text::glyphs::FontFace;

inline const std::u32string surnames =
    U"王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    U"陆汪"
    U"范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
inline const std::u32string givenNames =
    U"英华文玉秀明兰金建国春红志军平海霞强梅敏芳伟丽艳勇涛娟静杰磊超刚桂林凤云荣生龙小永晓宏德新立清东辉鹏宇浩轩子涵梓"
    U"欣怡佳思雨"
    U"雪琴珍莲翠淑惠珠素香月美爱慧巧雅芝萍燕彩菊勤真莉嘉琼勉学祥才发武利飞彬富顺信克俊峰弟良安岩中茂进有坚和彪博诚先敬"
    U"震振壮会思群"
    U"豪心";

struct FontName {
    std::string file;
    int index = 0;
};

/// FILE[:INDEX]
inline FontName fontNamed(const std::string& word) {
    const auto colon = word.rfind(':');
    if (colon == std::string::npos) return {word, 0};
    return {word.substr(0, colon), std::stoi(word.substr(colon + 1))};
}

/// The 通用规范汉字表 by level (1 to 3500, 3501 to 6500, 6501 to 8105) from Unihan_OtherMappings.txt.
inline std::map<int, std::u32string> charactersByLevel(std::istream& unihan) {
    std::map<int, std::u32string> all;
    for (std::string line; std::getline(unihan, line);) {
        if (!line.starts_with("U+") || line.find("\tkTGH\t2013:") == std::string::npos) continue;
        const int number = std::stoi(line.substr(line.find(':') + 1));
        all[number <= 3500   ? 1
            : number <= 6500 ? 2
                             : 3] += static_cast<char32_t>(std::stoul(line.substr(2), nullptr, 16));
    }
    return all;
}

inline char32_t anyOf(const std::u32string& from, cv::RNG& random) {
    return from[static_cast<std::size_t>(random.uniform(0, static_cast<int>(from.size())))];
}

/// Three characters, one of them from `rare`.
inline std::u32string anyName(const std::u32string& rare, cv::RNG& random) {
    std::u32string name{anyOf(surnames, random), anyOf(givenNames, random), anyOf(givenNames, random)};
    name[static_cast<std::size_t>(random.uniform(0, 3))] = anyOf(rare, random);
    return name;
}

/// Black on white; returns where the next character would stand. `size`: pixels an em.
inline double write(const FontFace& face, const std::u32string& words, double size, double spacing, cv::Point2d at,
                    cv::Mat& page) {
    for (const char32_t c : words) {
        const auto glyph = face.draw(c, size);
        if (!glyph) continue;
        if (!glyph->coverage.empty()) {
            cv::Mat part = page(cv::Rect(static_cast<int>(std::lround(at.x)) + glyph->left,
                                         static_cast<int>(std::lround(at.y)) - glyph->top, glyph->coverage.cols,
                                         glyph->coverage.rows));
            constexpr double toner = 0.88;
            cv::subtract(part, glyph->coverage * toner, part);
        }
        at.x += glyph->advance + spacing;
    }
    return at.x;
}

/// Two ways of wearing a page, so that what was fitted on one is judged on the other.
enum class Wear {
    Fit,   ///< out of focus, noise
    Judge  ///< less contrast, uneven toner, dots, JPEG
};

inline cv::Mat worn(cv::Mat page, Wear wear, cv::RNG& random) {
    const double angle = random.uniform(-0.4, 0.4);
    const cv::Point2f middle(static_cast<float>(page.cols) / 2, static_cast<float>(page.rows) / 2);
    cv::warpAffine(page, page, cv::getRotationMatrix2D(middle, angle, 1), page.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar(255));
    const bool judge = wear == Wear::Judge;
    cv::GaussianBlur(page, page, {}, judge ? random.uniform(0.6, 1.3) : random.uniform(0.5, 1.6));
    cv::Mat noise(page.size(), CV_16S);
    random.fill(noise, cv::RNG::NORMAL, 0, judge ? random.uniform(3.0, 12.0) : random.uniform(2.0, 16.0));
    page.convertTo(page, CV_8U, judge ? random.uniform(0.75, 0.95) : random.uniform(0.85, 1.0), judge ? 10 : 0);
    cv::add(page, noise, page, cv::noArray(), CV_8U);
    if (!judge) return page;
    for (int i = 0; i < 600; ++i) {
        const cv::Point dot(random.uniform(0, page.cols), random.uniform(0, page.rows));
        cv::circle(page, dot, 1, cv::Scalar(random.uniform(60, 255)), cv::FILLED);
    }
    std::vector<uchar> jpeg;
    cv::imencode(".jpg", page, jpeg, {cv::IMWRITE_JPEG_QUALITY, random.uniform(40, 85)});
    return cv::imdecode(jpeg, cv::IMREAD_GRAYSCALE);
}

}  // namespace daiban::bench
