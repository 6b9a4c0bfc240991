// What every engine must do, then what only the better one can.
#include "text/TextReader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "base/Text.h"
#include "samples/draw/DrawSamples.h"
#include "text/ppocr/PpOcrReader.h"
#include "unit/text/DrawText.h"

namespace daiban::text {
namespace {

using testing::document;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::paper;
using testing::turnedBy;
using testing::write;

page::CleanPage specimen(std::string_view type, double dpi = 200) {
    return document(samples::drawClean(type, 7, dpi).image, dpi);
}

/// Share of the characters of the printed lines that are not found in what was read.
double charactersWrong(std::string_view type, const PageText& read, double dpi = 200) {
    const std::u32string all = base::toCodePoints(base::squeezed(read.all()));
    double wrong = 0;
    double printed = 0;
    const samples::DrawnPage page = samples::drawClean(type, 7, dpi);
    for (const auto& drawn : page.truth["documents"][0]["lines"]) {
        const std::u32string line = base::toCodePoints(base::squeezed(drawn["text"].get<std::string>()));
        wrong += static_cast<double>(base::nearestPart(line, all).distance);
        printed += static_cast<double>(line.size());
    }
    return wrong / printed;
}

/// How many characters of `number` are wrong at the place that is most like it. Tesseract takes OpenCV's stroke
/// digits for others now and then, so one is allowed.
std::size_t charactersWrongIn(const std::string& number, const std::string& read) {
    return base::nearestPart(base::toCodePoints(number), base::toCodePoints(read)).distance;
}

/// With a pixel to spare.
bool inside(const base::Quad& inner, const base::Quad& outer) {
    std::vector<cv::Point2f> hull;
    for (const base::Point& p : outer) hull.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    return std::all_of(inner.begin(), inner.end(), [&](const base::Point& p) {
        return cv::pointPolygonTest(hull, {static_cast<float>(p.x), static_cast<float>(p.y)}, true) > -1.0;
    });
}

class EveryEngine : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        if (std::string_view(GetParam()) != "tesseract" && !ppocr::available())
            GTEST_SKIP() << "the weights are not installed (scripts/fetch-ocr)";
        reader_ = openTextReader(GetParam());
    }
    std::unique_ptr<TextReader> reader_;
};

TEST_P(EveryEngine, NamesItselfAndItsVersion) {
    const PageText text = reader_->read(document(paper(300, 200)));
    EXPECT_EQ(text.engine, GetParam());
    EXPECT_FALSE(text.version.empty());
}

TEST_P(EveryEngine, ReadsNothingOnABlankPage) {
    EXPECT_TRUE(reader_->read(document(paper(800, 1000))).lines.empty());
}

TEST_P(EveryEngine, HasNoConfidenceInTheDirectionOfABlankPage) {
    EXPECT_EQ(reader_->orientation(document(paper(800, 1000))).confidence.value(), 0);
}

TEST_P(EveryEngine, ReadsPrintedDigits) {
    cv::Mat page = paper(900, 300);
    write(page, "13802145567", {150, 160});
    EXPECT_LE(charactersWrongIn("13802145567", reader_->read(document(page)).all()), 1U);
}

TEST_P(EveryEngine, ReadsGrayImages) {
    cv::Mat page = paper(900, 300);
    write(page, "13802145567", {150, 160});
    cv::Mat gray;
    cv::cvtColor(page, gray, cv::COLOR_BGR2GRAY);
    EXPECT_LE(charactersWrongIn("13802145567", reader_->read(document(gray)).all()), 1U);
}

TEST_P(EveryEngine, KeepsCellsOfATableApart) {
    cv::Mat page = paper(900, 300);
    for (const int x : {50, 450, 850}) cv::line(page, {x, 80}, {x, 220}, {0, 0, 0}, 3);
    for (const int y : {80, 220}) cv::line(page, {50, y}, {850, y}, {0, 0, 0}, 3);
    write(page, "1234567", {120, 165});
    write(page, "8904321", {520, 165});
    const PageText text = reader_->read(document(page));
    ASSERT_EQ(text.lines.size(), 2U);
    EXPECT_LE(charactersWrongIn("1234567", text.lines[0].text), 1U);
    EXPECT_LE(charactersWrongIn("8904321", text.lines[1].text), 1U);
}

TEST_P(EveryEngine, SymbolsLieInsideTheirLine) {
    const PageText text = reader_->read(specimen("power-of-attorney"));
    ASSERT_FALSE(text.lines.empty());
    std::size_t symbols = 0;
    for (const TextLine& line : text.lines)
        for (const TextSymbol& symbol : line.symbols) {
            ++symbols;
            EXPECT_TRUE(inside(symbol.quad, line.quad)) << symbol.text << " in " << line.text;
        }
    EXPECT_GT(symbols, 100U);
}

TEST_P(EveryEngine, SymbolsStandInTheOrderTheyAreRead) {
    cv::Mat page = paper(900, 300);
    write(page, "13802145567", {150, 160});
    const PageText text = reader_->read(document(page));
    ASSERT_EQ(text.lines.size(), 1U);
    ASSERT_GE(text.lines[0].symbols.size(), 2U);
    for (std::size_t i = 1; i < text.lines[0].symbols.size(); ++i)
        EXPECT_LT(base::centre(text.lines[0].symbols[i - 1].quad).x, base::centre(text.lines[0].symbols[i].quad).x);
}

TEST_P(EveryEngine, PutsNoBlanksBetweenChineseCharacters) {
    for (const TextLine& line : reader_->read(specimen("power-of-attorney")).lines)
        EXPECT_EQ(line.text, base::withoutBlanksInChinese(line.text));
}

TEST_P(EveryEngine, TellsAllFourDirectionsOfAPage) {
    const page::CleanPage upright = specimen("income-certificate", 150);
    for (const base::Turn turn : {base::Turn::None, base::Turn::Right, base::Turn::Half, base::Turn::Left}) {
        const Orientation found = reader_->orientation(turnedBy(upright, turn));
        EXPECT_EQ(found.turn + turn, base::Turn::None) << "turned by " << static_cast<int>(turn);
        EXPECT_GT(found.confidence.value(), 0.1);
    }
}

TEST_P(EveryEngine, TellsAllFourDirectionsOfACard) {
    const page::CleanPage upright = specimen("id-card-front", 300);
    for (const base::Turn turn : {base::Turn::None, base::Turn::Right, base::Turn::Half, base::Turn::Left})
        EXPECT_EQ(reader_->orientation(turnedBy(upright, turn)).turn + turn, base::Turn::None)
            << "turned by " << static_cast<int>(turn);
}

TEST_P(EveryEngine, TwoThreadsReadTheSame) {
    const page::CleanPage page = specimen("income-certificate", 150);
    auto other = std::async(std::launch::async, [&] { return reader_->read(page).all(); });
    const std::string mine = reader_->read(page).all();
    EXPECT_EQ(other.get(), mine);
    EXPECT_EQ(reader_->read(page).all(), mine);
}

INSTANTIATE_TEST_SUITE_P(Text, EveryEngine, ::testing::Values("hybrid", "ppocr", "tesseract"),
                         [](const auto& about) { return std::string(about.param); });

class PpOcrReader : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!ppocr::available()) GTEST_SKIP() << "the weights are not installed (scripts/fetch-ocr)";
        reader_ = ppocr::openPpOcrReader();
    }
    std::unique_ptr<TextReader> reader_;
};

TEST_F(PpOcrReader, ReadsALetterWithHardlyAFault) {
    EXPECT_LT(charactersWrong("power-of-attorney", reader_->read(specimen("power-of-attorney"))), 0.03);
}

TEST_F(PpOcrReader, ReadsAFormWithVerticalLabels) {
    EXPECT_LT(charactersWrong("pension-application-form", reader_->read(specimen("pension-application-form"))), 0.04);
}

TEST_F(PpOcrReader, ReadsTheNumberOnACard) {
    EXPECT_LT(charactersWrong("id-card-front", reader_->read(specimen("id-card-front", 300)), 300), 0.05);
}

TEST_F(PpOcrReader, LeavesOutTextThatRunsAslant) {
    cv::Mat page = paper(1000, 1000);
    for (const int y : {150, 300, 850}) write(page, "13802145567", {150, y});
    testing::writeAslant(page, "ONLY FOR COPIES");
    const std::string all = reader_->read(document(page)).all();
    EXPECT_THAT(all, Not(HasSubstr("COPIES")));
    EXPECT_THAT(all, HasSubstr("13802145567\n13802145567\n13802145567"));
}

TEST_F(PpOcrReader, ReadsWhatStandsUnderAPaleWatermark) {
    cv::Mat page = paper(1000, 1000);
    for (const int y : {150, 300, 450, 600}) write(page, "13802145567", {250, y});
    testing::writeAslant(page, "ONLY FOR COPIES");
    EXPECT_THAT(reader_->read(document(page)).all(), HasSubstr("13802145567\n13802145567\n13802145567\n13802145567"));
}

TEST_F(PpOcrReader, ReadsWhatStandsUnderARedSeal) {
    cv::Mat page = paper(1000, 1000);
    write(page, "13802145567", {250, 500});
    testing::stamp(page, {420, 490}, 150);
    EXPECT_THAT(reader_->read(document(page)).all(), HasSubstr("13802145567"));
}

TEST_F(PpOcrReader, ReadsRedTitles) {
    cv::Mat page = paper(1000, 500);
    write(page, "TIANJIN BINHAI 2024", {150, 150}, {40, 40, 200});
    write(page, "13802145567", {150, 350});
    EXPECT_THAT(reader_->read(document(page)).all(), HasSubstr("TIANJIN"));
}

TEST_F(PpOcrReader, LinesHaveTheirPlaceOnTheDocument) {
    cv::Mat page = paper(900, 500);
    write(page, "13802145567", {150, 160});
    const PageText text = reader_->read(document(page));
    ASSERT_EQ(text.lines.size(), 1U);
    cv::Mat ink;
    cv::inRange(page, cv::Scalar(0, 0, 0), cv::Scalar(128, 128, 128), ink);
    const cv::Rect drawn = cv::boundingRect(ink);
    // The engine leaves some paper around the text: half a line's height at most.
    EXPECT_GT(
        base::intersectionOverUnion(text.lines[0].quad, base::rectangle(drawn.x, drawn.y, drawn.width, drawn.height)),
        0.5);
}

}  // namespace
}  // namespace daiban::text
