#include "text/hybrid/TickBoxes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "samples/draw/Canvas.h"

namespace daiban::text::hybrid {
namespace {

using ppocr::ReadCharacter;
using ppocr::stripHeight;

constexpr double printSize = 36;  // of the characters, pixels
constexpr int boxSize = 32;

enum class Tick { None, Touching, Floating, Cross };

/// A line as it is cut out of a page, and what the recogniser would have read on it.
class PrintedLine {
  public:
    /// Each character read as it is printed.
    PrintedLine& text(const std::string& words, double confidence = 0.99) {
        for (const auto& character : samples::characters(words)) {
            printed_.push_back({character, right_});
            characters_.push_back({character, right_ + printSize / 2, confidence, {}});
            right_ += printSize + 2;
        }
        return *this;
    }

    /// A box to tick that the recogniser reads as `readAs`; empty: as nothing.
    PrintedLine& box(Tick tick, const std::string& readAs = "", double confidence = 0.95) {
        boxes_.push_back({cv::Rect(static_cast<int>(right_) + 4, 8, boxSize, boxSize), tick});
        if (!readAs.empty()) characters_.push_back({readAs, right_ + 4 + boxSize / 2.0, confidence, {}});
        right_ += boxSize + 12;
        return *this;
    }

    [[nodiscard]] ppocr::Strip strip(double squeeze = 1) const {
        samples::Canvas canvas({right_ + 16, stripHeight}, 25.4);  // a millimetre is a pixel
        for (const auto& [character, left] : printed_)
            canvas.text({left, (stripHeight - printSize) / 2}, character, {.size = printSize});
        ppocr::Strip strip;
        strip.pixels = canvas.image();
        for (const auto& [box, tick] : boxes_) draw(strip.pixels, box, tick);
        strip.box.quad = base::rectangle(0, 0, strip.pixels.cols, strip.pixels.rows);
        strip.squeeze = squeeze;
        if (squeeze != 1)
            cv::resize(strip.pixels, strip.pixels, {cvRound(strip.pixels.cols * squeeze), stripHeight}, 0, 0,
                       cv::INTER_AREA);
        return strip;
    }

    [[nodiscard]] std::vector<ReadCharacter> read(double squeeze = 1) const {
        std::vector<ReadCharacter> characters = characters_;
        for (ReadCharacter& c : characters) c.at *= squeeze;
        return characters;
    }

    /// What becomes of the line.
    [[nodiscard]] std::string result(double squeeze = 1) const {
        std::string all;
        for (const ReadCharacter& c : withTickBoxes(read(squeeze), strip(squeeze))) all += c.text;
        return all;
    }

  private:
    struct Printed {
        std::string character;
        double left = 0;
    };
    struct Box {
        cv::Rect place;
        Tick tick;
    };

    static void draw(cv::Mat& pixels, const cv::Rect& box, Tick tick) {
        const cv::Scalar ink(30, 30, 30);
        const auto at = [&](double x, double y) {
            return cv::Point(box.x + cvRound(x * box.width), box.y + cvRound(y * box.height));
        };
        cv::rectangle(pixels, box, ink, 2);
        if (tick == Tick::Touching) {
            cv::line(pixels, at(0.02, 0.5), at(0.4, 0.9), ink, 3, cv::LINE_AA);
            cv::line(pixels, at(0.4, 0.9), at(0.95, 0.05), ink, 3, cv::LINE_AA);
        }
        if (tick == Tick::Floating) {
            cv::line(pixels, at(0.25, 0.5), at(0.42, 0.75), ink, 3, cv::LINE_AA);
            cv::line(pixels, at(0.42, 0.75), at(0.75, 0.25), ink, 3, cv::LINE_AA);
        }
        if (tick == Tick::Cross) {
            cv::line(pixels, at(0.05, 0.05), at(0.95, 0.95), ink, 3, cv::LINE_AA);
            cv::line(pixels, at(0.95, 0.05), at(0.05, 0.95), ink, 3, cv::LINE_AA);
        }
    }

    std::vector<Printed> printed_;
    std::vector<Box> boxes_;
    std::vector<ReadCharacter> characters_;
    double right_ = 16;
};

/// "□☑" for what was found, from left to right.
std::string found(const ppocr::Strip& strip) {
    std::string all;
    for (const TickBox& box : squaresOn(strip)) all += box.ticked ? "☑" : "□";
    return all;
}

/// At full width and as a first look squeezes its strips.
class TickBoxes : public ::testing::TestWithParam<double> {};

TEST_P(TickBoxes, AnEmptyBoxIsFoundWhereItStands) {
    const PrintedLine line = PrintedLine().text("有").box(Tick::None).text("无");
    const auto boxes = squaresOn(line.strip(GetParam()));
    ASSERT_EQ(boxes.size(), 1U);
    EXPECT_FALSE(boxes[0].ticked);
    EXPECT_NEAR(boxes[0].left, 58 * GetParam(), 3);
    EXPECT_NEAR(boxes[0].right, (58 + boxSize) * GetParam(), 3);
}

TEST_P(TickBoxes, ABoxTickedFromFrameToFrameIsFoundTicked) {
    EXPECT_EQ(found(PrintedLine().text("有").box(Tick::Touching).text("无").strip(GetParam())), "☑");
}

TEST_P(TickBoxes, ACrossedBoxIsFoundTicked) {
    EXPECT_EQ(found(PrintedLine().text("有").box(Tick::Cross).text("无").strip(GetParam())), "☑");
}

TEST_P(TickBoxes, BoxesAreFoundFromLeftToRight) {
    const auto strip = PrintedLine()
                           .box(Tick::None)
                           .text("新办")
                           .box(Tick::Touching)
                           .text("变更")
                           .box(Tick::None)
                           .text("注销")
                           .strip(GetParam());
    EXPECT_EQ(found(strip), "□☑□");
    const auto boxes = squaresOn(strip);
    for (std::size_t i = 1; i < boxes.size(); ++i) EXPECT_LT(boxes[i - 1].right, boxes[i].left);
}

TEST_P(TickBoxes, ThereIsNoBoxOnPlainText) {
    EXPECT_EQ(found(PrintedLine().text("天津市滨海新区新港街道").strip(GetParam())), "");
    EXPECT_EQ(found(PrintedLine().text("申请人签字：13802145567").strip(GetParam())), "");
}

TEST_P(TickBoxes, ThereIsNoBoxOnAnEmptyStrip) {
    ppocr::Strip strip;
    strip.pixels = cv::Mat(stripHeight, 320, CV_8UC3, cv::Scalar(250, 250, 250));
    strip.squeeze = GetParam();
    EXPECT_TRUE(squaresOn(strip).empty());
}

TEST_P(TickBoxes, ABoxReadAsAMouthBecomesABox) {
    EXPECT_EQ(PrintedLine().box(Tick::None, "口").text("新办").result(GetParam()), "□新办");
}

TEST_P(TickBoxes, ATickedBoxReadAsAMouthBecomesATickedBox) {
    EXPECT_EQ(PrintedLine().box(Tick::Touching, "口").text("新办").result(GetParam()), "☑新办");
}

TEST_P(TickBoxes, ATickedBoxReadUnsurelyAsAFramedCharacterBecomesATickedBox) {
    EXPECT_EQ(PrintedLine().box(Tick::Touching, "区", 0.6).text("新办").result(GetParam()), "☑新办");
}

TEST_P(TickBoxes, ABoxThatWasNotReadIsPutInAtItsPlace) {
    EXPECT_EQ(
        PrintedLine().box(Tick::None).text("有").box(Tick::Touching).text("无").box(Tick::None).result(GetParam()),
        "□有☑无□");
}

TEST_P(TickBoxes, WhatIsPutInStandsWhereTheBoxIs) {
    const PrintedLine line = PrintedLine().text("有").box(Tick::None).text("无");
    const auto characters = withTickBoxes(line.read(GetParam()), line.strip(GetParam()));
    ASSERT_EQ(characters.size(), 3U);
    EXPECT_NEAR(characters[1].at, (58 + boxSize / 2.0) * GetParam(), 3);
    for (std::size_t i = 1; i < characters.size(); ++i) EXPECT_LT(characters[i - 1].at, characters[i].at);
}

TEST_P(TickBoxes, AMouthThatMakesAWordStays) {
    for (const char* words : {"户口", "户口簿", "人口", "出入口", "进出口岸", "统计口径", "三口之家"})
        EXPECT_EQ(PrintedLine().text(words).result(GetParam()), words);
}

TEST_P(TickBoxes, TheDayOfADateStays) {
    EXPECT_EQ(PrintedLine().text("2026年7月1日").result(GetParam()), "2026年7月1日");
    EXPECT_EQ(PrintedLine().text("年月日").result(GetParam()), "年月日");
}

TEST_P(TickBoxes, CharactersWithAFrameStayWhereTheyWereReadSurely) {
    EXPECT_EQ(PrintedLine().text("中国公民因困难回国").result(GetParam()), "中国公民因困难回国");
}

TEST_P(TickBoxes, PlainTextStaysAsItIs) {
    const PrintedLine line = PrintedLine().text("天津市滨海新区新港街道");
    const auto characters = withTickBoxes(line.read(GetParam()), line.strip(GetParam()));
    const auto before = line.read(GetParam());
    ASSERT_EQ(characters.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(characters[i].text, before[i].text);
        EXPECT_EQ(characters[i].confidence, before[i].confidence);
    }
}

TEST_P(TickBoxes, ATickThatDoesNotTouchTheFrameCounts) {
    EXPECT_EQ(found(PrintedLine().text("有").box(Tick::Floating).text("无").strip(GetParam())), "☑");
}

TEST_P(TickBoxes, ABoxBehindAPersonIsNoPartOfAWord) {
    const PrintedLine line = PrintedLine().box(Tick::None, "口").text("本人").box(Tick::None, "口").text("代理人");
    EXPECT_EQ(line.result(GetParam()), "□本人□代理人");
}

TEST_P(TickBoxes, ABoxBeforeThePeoplesMoneyIsNoPartOfAWord) {
    EXPECT_EQ(PrintedLine().box(Tick::None, "口").text("人民币").result(GetParam()), "□人民币");
}

TEST_P(TickBoxes, TheMouthOfADoorStays) {
    EXPECT_EQ(PrintedLine().text("门口一侧").result(GetParam()), "门口一侧");
}

/// A strip that is cut out close: its characters are a little higher than it.
TEST_P(TickBoxes, NoBoxIsPutIntoACharacterOfALineCutOutClose) {
    constexpr double em = 56;
    for (const std::string words : {"标准的通知", "仲裁时效", "户籍职业", "申请认定", "确认码"}) {
        const auto printed = samples::characters(words);
        samples::Canvas canvas({em * static_cast<double>(printed.size()) + 32, stripHeight}, 25.4);
        std::vector<ReadCharacter> read;
        for (const auto& character : printed) {
            const double left = 16 + em * static_cast<double>(read.size());
            canvas.text({left, (stripHeight - em) / 2}, character, {.size = em});
            read.push_back({character, (left + em / 2) * GetParam(), 1, {}});
        }
        ppocr::Strip strip;
        strip.squeeze = GetParam();
        cv::resize(canvas.image(), strip.pixels, {cvRound(canvas.image().cols * GetParam()), stripHeight}, 0, 0,
                   cv::INTER_AREA);
        std::string all;
        for (const ReadCharacter& c : withTickBoxes(read, strip)) all += c.text;
        EXPECT_EQ(all, words);
    }
}

INSTANTIATE_TEST_SUITE_P(Squeezed, TickBoxes, ::testing::Values(1.0, 0.6), [](const auto& about) {
    return "To" + std::to_string(cvRound(about.param * 100)) + "Percent";
});

}  // namespace
}  // namespace daiban::text::hybrid
