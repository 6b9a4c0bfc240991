#include "text/hybrid/Proofread.h"

#include <gtest/gtest.h>

#include <array>
#include <opencv2/imgproc.hpp>

#include "base/Text.h"
#include "samples/draw/Canvas.h"
#include "text/ppocr/PpOcrReader.h"
#include "unit/text/DrawText.h"

namespace daiban::text::hybrid {
namespace {

using ppocr::OtherCharacter;
using ppocr::ReadCharacter;
using ppocr::stripHeight;

using Characters = std::vector<ReadCharacter>;

constexpr double step = 40;  // from character to character, pixels

double placeOf(std::size_t i) {
    return 20 + step * static_cast<double>(i);
}

/// The text as the recogniser gives it, sure of each character.
Characters read(const std::string& text, double confidence = 0.99) {
    Characters characters;
    for (const char32_t c : base::toCodePoints(text))
        characters.push_back({base::toUtf8(c), placeOf(characters.size()), confidence, {}});
    return characters;
}

/// The text, where `other` is possible in the place `at` as well.
Characters readWith(const std::string& text, std::size_t at, const OtherCharacter& other) {
    Characters characters = read(text);
    characters.at(at).confidence = 0.9;
    characters.at(at).others = {other};
    return characters;
}

cv::Mat blankStrip(int characters = 10) {
    return {stripHeight, static_cast<int>(placeOf(static_cast<std::size_t>(characters))), CV_8UC3,
            cv::Scalar(250, 250, 250)};
}

/// A strip with level strokes from one place along it to another.
cv::Mat stripWithStrokes(const std::vector<std::pair<double, double>>& strokes) {
    cv::Mat strip = blankStrip();
    for (const auto& [from, to] : strokes)
        cv::line(strip, {cvRound(from), stripHeight / 2}, {cvRound(to), stripHeight / 2}, {30, 30, 30}, 3);
    return strip;
}

std::string textOf(const Characters& characters) {
    std::string text;
    for (const ReadCharacter& c : characters) text += c.text;
    return text;
}

std::string proofreadText(Characters characters, const Lexicon& lexicon = {}, const cv::Mat& strip = blankStrip()) {
    return textOf(proofread(std::move(characters), strip, lexicon));
}

const Lexicon& lexicon() {
    static const Lexicon words({U"户口", U"户口簿", U"天津", U"天津市", U"黄骅市", U"民政", U"民民政"});
    return words;
}

TEST(Proofread, ABracketThatClosesAnotherKindFollowsTheHexagonalOne) {
    EXPECT_EQ(proofreadText(read("津政〔2016）5号")), "津政〔2016〕5号");
    EXPECT_EQ(proofreadText(read("津政（2016〕5号")), "津政〔2016〕5号");
    EXPECT_EQ(proofreadText(read("津政[2016〕5号")), "津政〔2016〕5号");
    EXPECT_EQ(proofreadText(read("津政(2016〕5号")), "津政〔2016〕5号");
}

TEST(Proofread, OfTwoOtherBracketsTheSurerDecides) {
    Characters characters = read("《规定】");
    characters.back().confidence = 0.5;
    EXPECT_EQ(proofreadText(characters), "《规定》");
    characters.back().confidence = 0.99;
    characters.front().confidence = 0.5;
    EXPECT_EQ(proofreadText(characters), "【规定】");
}

TEST(Proofread, BracketsThatMatchStay) {
    for (const char* text :
         {"（一）", "(一）", "（一)", "〔2016〕", "《关于（试行）的通知》", "[1]", "1）", "（《办法》）"})
        EXPECT_EQ(proofreadText(read(text)), text);
}

TEST(Proofread, ABracketThatNothingClosesStays) {
    EXPECT_EQ(proofreadText(read("〔2016")), "〔2016");
    EXPECT_EQ(proofreadText(read("2016）")), "2016）");
}

TEST(Proofread, TwoOnesWithAStrokeDrawnThroughAreADash) {
    EXPECT_EQ(proofreadText(read("通知一一天津"), {}, stripWithStrokes({{placeOf(2) - 18, placeOf(3) + 18}})),
              "通知——天津");
}

TEST(Proofread, ADashReadHalfAsAOneIsADash) {
    const cv::Mat strip = stripWithStrokes({{placeOf(2) - 18, placeOf(3) + 18}});
    EXPECT_EQ(proofreadText(read("通知—一天津"), {}, strip), "通知——天津");
    EXPECT_EQ(proofreadText(read("通知一—天津"), {}, strip), "通知——天津");
}

TEST(Proofread, TwoOnesThatStandApartStay) {
    const cv::Mat strip = stripWithStrokes({{placeOf(2) - 14, placeOf(2) + 14}, {placeOf(3) - 14, placeOf(3) + 14}});
    EXPECT_EQ(proofreadText(read("二〇一一年"), {}, strip), "二〇一一年");
}

TEST(Proofread, ARuleUnderTwoOnesDoesNotMakeThemADash) {
    cv::Mat strip = stripWithStrokes({{placeOf(2) - 14, placeOf(2) + 14}, {placeOf(3) - 14, placeOf(3) + 14}});
    cv::line(strip, {0, stripHeight - 3}, {strip.cols - 1, stripHeight - 3}, {30, 30, 30}, 2);
    EXPECT_EQ(proofreadText(read("二〇一一年"), {}, strip), "二〇一一年");
}

/// What becomes of "二〇一一年" in print, `size` pixels high and set close, on a strip squeezed to a share of its
/// width.
std::string yearInPrint(samples::Face face, double size, double squeeze) {
    samples::Canvas canvas({5 * size + 40, stripHeight}, 25.4);  // a millimetre is a pixel
    canvas.text({20, (stripHeight - size) / 2}, "二〇一一年", {.face = face, .size = size});
    cv::Mat strip = canvas.image();
    cv::resize(strip, strip, {cvRound(strip.cols * squeeze), stripHeight}, 0, 0, cv::INTER_AREA);
    Characters characters = read("二〇一一年");
    for (std::size_t i = 0; i < characters.size(); ++i)
        characters[i].at = (20 + size * (static_cast<double>(i) + 0.5)) * squeeze;
    return proofreadText(characters, {}, strip);
}

constexpr std::array printSizes{30.0, 34.0, 36.0, 40.0, 48.0, 56.0};

TEST(Proofread, TheYearElevenInPrintStays) {
    for (const double size : {36.0, 40.0, 48.0, 56.0})
        for (const auto face : {samples::Face::Song, samples::Face::Kai})
            EXPECT_EQ(yearInPrint(face, size, 1), "二〇一一年") << size << " pixels";
}

constexpr std::array allFaces{samples::Face::Song, samples::Face::Hei, samples::Face::Kai};

TEST(Proofread, TheYearElevenInAnyPrintStays) {
    for (const double size : printSizes)
        for (const auto face : allFaces) EXPECT_EQ(yearInPrint(face, size, 1), "二〇一一年") << size << " pixels";
}

TEST(Proofread, TheYearElevenStaysInAFirstLook) {
    for (const double size : printSizes)
        for (const auto face : allFaces) EXPECT_EQ(yearInPrint(face, size, 0.6), "二〇一一年") << size << " pixels";
}

TEST(Proofread, AChapterOneBelowAnAnnexOneIsNoBrokenDash) {
    if (!ppocr::available()) GTEST_SKIP() << "the weights are not installed (scripts/fetch-ocr)";
    samples::Canvas canvas({120, 50}, 200);
    canvas.text({15, 10}, "附件一", {.size = 5});
    canvas.text({15, 22}, "一、申请条件", {.size = 5});
    EXPECT_EQ(openTextReader("hybrid")->read(testing::document(canvas.image(), 200)).all(), "附件一\n一、申请条件");
}

TEST(Proofread, ADashBrokenOverTwoLinesIsADashHoweverWideTheLinesAreSet) {
    if (!ppocr::available()) GTEST_SKIP() << "the weights are not installed (scripts/fetch-ocr)";
    for (const double spacing : {1.3, 2.0, 2.6}) {
        samples::Canvas canvas({130, 50}, 200);
        canvas.text({10, 10}, "代办人员每天上午到窗口取件—", {.size = 5});
        canvas.text({10, 10 + 5 * spacing}, "—当天送回社区交给居民本人。", {.size = 5});
        EXPECT_EQ(openTextReader("hybrid")->read(testing::document(canvas.image(), 200)).all(),
                  "代办人员每天上午到窗口取件—\n—当天送回社区交给居民本人。")
            << spacing;
    }
}

TEST(Proofread, RulesUnderABlankAreDropped) {
    EXPECT_EQ(proofreadText(read("姓名___王秀兰＿")), "姓名王秀兰");
    EXPECT_EQ(proofreadText(read("___")), "");
}

TEST(Proofread, ADegreeSignBeforeDegreesCelsiusIsDropped) {
    EXPECT_EQ(proofreadText(read("36.5°℃")), "36.5℃");
    EXPECT_EQ(proofreadText(read("2˚℃至8°℃")), "2℃至8℃");
    EXPECT_EQ(proofreadText(read("36.5℃")), "36.5℃");
    EXPECT_EQ(proofreadText(read("东经117°")), "东经117°");
}

TEST(Proofread, ADotBetweenWordsIsTheComma) {
    EXPECT_EQ(proofreadText(read("身份证丶户口簿")), "身份证、户口簿");
}

TEST(Proofread, ADotAtTheEndsOfALineStays) {
    EXPECT_EQ(proofreadText(read("丶一")), "丶一");
    EXPECT_EQ(proofreadText(read("一丶")), "一丶");
}

TEST(Proofread, APossibleCharacterThatMakesALongerWordIsTaken) {
    EXPECT_EQ(proofreadText(readWith("交户口薄", 3, {"簿", 0.01}), lexicon()), "交户口簿");
}

TEST(Proofread, ALikelierOneThatMakesNoWordIsPassedOver) {
    Characters characters = readWith("户口薄", 2, {"溥", 0.05});
    characters[2].others.push_back({"簿", 0.01});
    EXPECT_EQ(proofreadText(characters, lexicon()), "户口簿");
}

TEST(Proofread, AWordOfTwoNeedsACharacterThatIsWellPossible) {
    EXPECT_EQ(proofreadText(readWith("夭津", 0, {"天", 0.05}), lexicon()), "天津");
    EXPECT_EQ(proofreadText(readWith("夭津", 0, {"天", 0.005}), lexicon()), "夭津");
}

TEST(Proofread, ACharacterOfAWordStaysThoughAnotherMakesOneAsLong) {
    const Lexicon both({U"户口簿", U"户口薄"});
    EXPECT_EQ(proofreadText(readWith("户口薄", 2, {"簿", 0.4}), both), "户口薄");
}

TEST(Proofread, ASureCharacterIsNeverChanged) {
    EXPECT_EQ(proofreadText(read("户口薄"), lexicon()), "户口薄");
    EXPECT_EQ(proofreadText(readWith("户口薄", 1, {"簿", 0.4}), lexicon()), "户口薄");
}

TEST(Proofread, WithoutWordsNothingIsChosen) {
    EXPECT_EQ(proofreadText(readWith("户口薄", 2, {"簿", 0.4})), "户口薄");
}

TEST(Proofread, ANeighboursLeakedCharacterIsNotTaken) {
    EXPECT_EQ(proofreadText(readWith("居民政", 0, {"民", 0.3}), lexicon()), "居民政");
    EXPECT_EQ(proofreadText(readWith("民居政", 1, {"民", 0.3}), lexicon()), "民居政");
}

TEST(Proofread, OnlyChineseCharactersAreChosenAmong) {
    const Lexicon words({U"第1号", U"第l号"});
    EXPECT_EQ(proofreadText(readWith("第l号", 1, {"1", 0.4}), words), "第l号");
    EXPECT_EQ(proofreadText(readWith("第二号", 1, {"1", 0.4}), words), "第二号");
}

TEST(Proofread, WhatWasPutRightIsNotBelievedMuch) {
    const cv::Mat dash = stripWithStrokes({{placeOf(0) - 18, placeOf(1) + 18}});
    for (const auto& c : proofread(read("一一"), dash, {})) EXPECT_LE(c.confidence, 0.75) << c.text;
    EXPECT_LE(proofread(read("〔2016）"), blankStrip(), {}).back().confidence, 0.75);
    EXPECT_LE(proofread(read("证丶簿"), blankStrip(), {})[1].confidence, 0.75);
    EXPECT_LE(proofread(readWith("户口薄", 2, {"簿", 0.4}), blankStrip(), lexicon())[2].confidence, 0.75);
}

TEST(Proofread, WhatWasPutRightIsNotBelievedMoreThanItWasRead) {
    Characters characters = readWith("户口薄", 2, {"簿", 0.4});
    characters[2].confidence = 0.45;
    EXPECT_EQ(proofread(characters, blankStrip(), lexicon())[2].confidence, 0.45);
}

TEST(Proofread, WhatWasNotPutRightKeepsItsConfidenceAndPlace) {
    const auto characters = proofread(readWith("交户口薄", 3, {"簿", 0.4}), blankStrip(), lexicon());
    ASSERT_EQ(characters.size(), 4U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(characters[i].confidence, 0.99);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(characters[i].at, placeOf(i));
}

TEST(Proofread, NothingGivesNothing) {
    EXPECT_TRUE(proofread({}, blankStrip(), lexicon()).empty());
}

TEST(Proofread, ReadsTwoStrokesAfterADayOfTwoFiguresAsTheSignForDay) {
    EXPECT_EQ(textOf(proofread(read("2019年09月1211"), blankStrip(), {})), "2019年09月12日");
    EXPECT_EQ(textOf(proofread(read("2019年09月1211至长期"), blankStrip(), {})), "2019年09月12日至长期");
}

TEST(Proofread, LeavesFiguresThatMayBeWhatTheySay) {
    for (const auto* text : {"2019年09月11", "2019年09月111", "2019年09月4211", "电话1211", "2019年09月12113"})
        EXPECT_EQ(textOf(proofread(read(text), blankStrip(), {})), text);
}

}  // namespace
}  // namespace daiban::text::hybrid
