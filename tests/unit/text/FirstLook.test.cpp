// What a first look reads, and where the lines it reads lie.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "base/Text.h"
#include "samples/draw/DrawSamples.h"
#include "text/ReadingOrder.h"
#include "text/TextReader.h"
#include "text/ppocr/PpOcrReader.h"
#include "unit/text/DrawText.h"

namespace daiban::text {
namespace {

using base::Turn;
using testing::document;
using ::testing::HasSubstr;

constexpr std::array allTurns{Turn::None, Turn::Right, Turn::Half, Turn::Left};

Turn back(Turn turn) {
    return base::turnOf(-static_cast<int>(turn));
}

/// As a detector gives it: beginning at the corner that is top-left on the picture, however the text runs.
base::Quad asSeen(const base::Quad& quad) {
    const auto nearer = [](base::Point a, base::Point b) { return a.x + a.y < b.x + b.y; };
    return base::startingAt(quad, static_cast<int>(std::min_element(quad.begin(), quad.end(), nearer) - quad.begin()));
}

void expectNear(const base::Quad& quad, const base::Quad& wanted, double tolerance = 1e-9) {
    for (std::size_t i = 0; i < 4; ++i) EXPECT_LE(base::distance(quad[i], wanted[i]), tolerance) << "corner " << i;
}

class LinesAfterTurn : public ::testing::TestWithParam<Turn> {
  protected:
    static constexpr double width = 400, height = 300;  // of the upright document

    /// What is seen of an upright document's lines when it comes in so that GetParam() makes it upright.
    static Orientation seen(const std::vector<base::Quad>& lines) {
        Orientation orientation{GetParam(), base::Confidence(1), {}};
        for (const auto& line : lines)
            orientation.lines.push_back(asSeen(base::turned(line, back(GetParam()), width, height)));
        return orientation;
    }
    static std::vector<base::Quad> madeUpright(const Orientation& orientation) {
        const bool upended = GetParam() == Turn::Right || GetParam() == Turn::Left;
        return linesAfterTurn(orientation, GetParam(), upended ? height : width, upended ? width : height);
    }
};

TEST_P(LinesAfterTurn, LieWhereTheyLieOnTheUprightDocument) {
    const std::vector<base::Quad> lines{base::rectangle(40, 20, 300, 24), base::rectangle(10, 200, 60, 18),
                                        base::rectangle(380, 100, 16, 120)};
    const auto upright = madeUpright(seen(lines));
    ASSERT_EQ(upright.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) expectNear(upright[i], lines[i]);
}

TEST_P(LinesAfterTurn, BeginAtTheirOwnTopLeftThoughTheyAreTilted) {
    const base::Quad rising{base::Point{20, 80}, {320, 60}, {322, 84}, {22, 104}};
    const base::Quad falling{base::Point{22, 160}, {322, 180}, {320, 204}, {20, 184}};
    const auto upright = madeUpright(seen({rising, falling}));
    ASSERT_EQ(upright.size(), 2U);
    expectNear(upright[0], rising);
    expectNear(upright[1], falling);
}

TEST_P(LinesAfterTurn, AreNoneWhereNoneWereSeen) {
    EXPECT_TRUE(madeUpright(seen({})).empty());
}

INSTANTIATE_TEST_SUITE_P(FirstLook, LinesAfterTurn, ::testing::ValuesIn(allTurns),
                         [](const auto& about) { return "By" + std::to_string(static_cast<int>(about.param)); });

TEST(LinesAfterTurn, StayWhereTheyAreWhenTheDocumentIsNotTurnedThoughItAskedFor) {
    const base::Quad line = base::rectangle(40, 20, 24, 200);
    const Orientation unsure{Turn::Right, base::Confidence(0.05), {line}};
    expectNear(linesAfterTurn(unsure, Turn::None, 400, 300).at(0), line);
}

/// Remembers what it was asked with.
class Question {
  public:
    explicit Question(std::size_t enoughAt = 0) : enoughAt_(enoughAt) {}
    [[nodiscard]] IsEnough asIsEnough() {
        return [this](const PageText& text) {
            asked_.push_back(text);
            return asked_.size() == enoughAt_;
        };
    }
    [[nodiscard]] const std::vector<PageText>& asked() const { return asked_; }

  private:
    std::size_t enoughAt_;  ///< the how many-th time; 0: never
    std::vector<PageText> asked_;
};

TEST(FirstLook, TesseractKnowsNoShorterWayAndReadsEverything) {
    cv::Mat page = testing::paper(900, 300);
    for (const int y : {100, 220}) testing::write(page, "13802145567", {150, y});
    const auto reader = openTextReader("tesseract");
    const auto everything = reader->read(document(page));
    ASSERT_EQ(everything.lines.size(), 2U);
    EXPECT_EQ(reader->glance(document(page), {}, [](const PageText&) { return true; }).all(), everything.all());
}

/// A form as the proofreading engine looks at it first.
class FirstLookAtAForm : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!ppocr::available()) return;
        reader_ = openTextReader("hybrid");
        form_ = document(samples::drawClean("pension-application-form", 7, 200).image, 200);
        seen_ = linesAfterTurn(reader_->orientation(form_), Turn::None, form_.pixels.cols, form_.pixels.rows);
    }
    static void TearDownTestSuite() { reader_.reset(); }
    void SetUp() override {
        if (!ppocr::available()) GTEST_SKIP() << "the weights are not installed (scripts/fetch-ocr)";
        ASSERT_GT(seen_.size(), 10U);
    }

    [[nodiscard]] static PageText glance(Question& question) {
        return reader_->glance(form_, seen_, question.asIsEnough());
    }
    /// The how many-th of the lines that were seen, in reading order.
    [[nodiscard]] static std::size_t rankOf(const TextLine& line) {
        std::vector<cv::Rect> bounds;
        for (const auto& quad : seen_)
            bounds.emplace_back(cv::Point(static_cast<int>(std::min(quad[0].x, quad[3].x)),
                                          static_cast<int>(std::min(quad[0].y, quad[1].y))),
                                cv::Point(static_cast<int>(std::max(quad[1].x, quad[2].x)),
                                          static_cast<int>(std::max(quad[2].y, quad[3].y))));
        const auto order = readingOrder(bounds);
        for (std::size_t rank = 0; rank < order.size(); ++rank)
            if (seen_[order[rank]] == line.quad) return rank;
        ADD_FAILURE() << line.text << " is none of the lines that were seen";
        return 0;
    }
    static void expectInReadingOrder(const PageText& text) {
        for (std::size_t i = 1; i < text.lines.size(); ++i)
            EXPECT_LT(rankOf(text.lines[i - 1]), rankOf(text.lines[i]))
                << text.lines[i - 1].text << " before " << text.lines[i].text;
    }

    static constexpr const char* title = "基本养老保险待遇申领表";

    inline static std::unique_ptr<TextReader> reader_;
    inline static page::CleanPage form_;
    inline static std::vector<base::Quad> seen_;
};

TEST_F(FirstLookAtAForm, ReadsFewerLinesThanTheFullReadingAndTheTitleAmongThem) {
    Question never;
    const PageText first = glance(never);
    const PageText full = reader_->read(form_);
    EXPECT_GT(first.lines.size(), 3U);
    EXPECT_LT(first.lines.size(), full.lines.size());
    EXPECT_THAT(first.all(), HasSubstr(title));
    EXPECT_THAT(full.all(), HasSubstr(title));
    EXPECT_EQ(first.engine, full.engine);
    EXPECT_EQ(first.version, full.version);
}

TEST_F(FirstLookAtAForm, IsAskedWithMoreEachTime) {
    Question never;
    const PageText first = glance(never);
    ASSERT_GE(never.asked().size(), 2U);
    for (std::size_t i = 1; i < never.asked().size(); ++i)
        EXPECT_LT(never.asked()[i - 1].lines.size(), never.asked()[i].lines.size());
    EXPECT_LE(never.asked().back().lines.size(), first.lines.size());
}

TEST_F(FirstLookAtAForm, IsAskedWithLinesInReadingOrder) {
    Question never;
    const PageText first = glance(never);
    for (const PageText& text : never.asked()) expectInReadingOrder(text);
    expectInReadingOrder(first);
}

TEST_F(FirstLookAtAForm, StopsAsSoonAsItIsEnough) {
    Question never, atOnce(1);
    const PageText all = glance(never);
    const PageText first = glance(atOnce);
    ASSERT_EQ(atOnce.asked().size(), 1U);
    EXPECT_EQ(first.all(), atOnce.asked().front().all());
    EXPECT_LT(first.lines.size(), all.lines.size());
    EXPECT_THAT(first.all(), HasSubstr(title)) << "the title is read first";
}

TEST_F(FirstLookAtAForm, ReadsACardToItsEnd) {
    const auto card = document(samples::drawClean("id-card-front", 7, 300).image, 300);
    const auto seen = linesAfterTurn(reader_->orientation(card), Turn::None, card.pixels.cols, card.pixels.rows);
    const PageText first = reader_->glance(card, seen, [](const PageText&) { return false; });
    EXPECT_THAT(first.all(), HasSubstr("公民身份号码"));
    EXPECT_THAT(first.all(), HasSubstr("姓名"));
}

TEST_F(FirstLookAtAForm, SeesTheTitleInItsPlaceHoweverTheFormLies) {
    const auto middle = form_.pixels.cols / 2.0;
    for (const Turn turn : allTurns) {
        const auto lying = testing::turnedBy(form_, back(turn));
        const Orientation found = reader_->orientation(lying);
        ASSERT_EQ(found.turn, turn);
        const auto lines = linesAfterTurn(found, turn, lying.pixels.cols, lying.pixels.rows);
        const auto titles = std::count_if(lines.begin(), lines.end(), [&](const base::Quad& quad) {
            return quad[0].y < quad[3].y && quad[2].y < form_.pixels.rows / 6.0 &&
                   std::abs(base::centre(quad).x - middle) < middle / 10 && quad[1].x - quad[0].x > middle / 2;
        });
        EXPECT_EQ(titles, 1) << "turned by " << static_cast<int>(turn);
    }
}

TEST_F(FirstLookAtAForm, ReadsTheSameTitleHoweverTheFormLies) {
    for (const Turn turn : {Turn::Right, Turn::Half, Turn::Left}) {
        const auto lying = testing::turnedBy(form_, back(turn));
        const auto lines = linesAfterTurn(reader_->orientation(lying), turn, lying.pixels.cols, lying.pixels.rows);
        EXPECT_THAT(reader_->glance(form_, lines, [](const PageText&) { return true; }).all(), HasSubstr(title))
            << "turned by " << static_cast<int>(turn);
    }
}

TEST_F(FirstLookAtAForm, ReadsTheLargestLineFirstThoughItStandsLast) {
    cv::Mat page = testing::paper(1400, 1400);
    std::vector<base::Quad> seen;
    for (int y = 80; y < 1080; y += 50) {
        cv::putText(page, "13802145567 13802145567", {80, y}, cv::FONT_HERSHEY_DUPLEX, 1, {20, 20, 20}, 2, cv::LINE_AA);
        seen.push_back(base::rectangle(70, y - 30, 480, 40));
    }
    cv::putText(page, "20261122", {80, 1250}, cv::FONT_HERSHEY_DUPLEX, 4, {20, 20, 20}, 8, cv::LINE_AA);
    seen.push_back(base::rectangle(60, 1140, 640, 130));
    const PageText first = reader_->glance(document(page), seen, [](const PageText&) { return true; });
    EXPECT_LT(first.lines.size(), seen.size() / 2);
    EXPECT_THAT(first.all(), HasSubstr("20261122"));
}

TEST_F(FirstLookAtAForm, NothingWasSeenOnABlankPageAndNothingIsRead) {
    const auto blank = document(testing::paper(800, 1000));
    const Orientation orientation = reader_->orientation(blank);
    EXPECT_TRUE(orientation.lines.empty());
    EXPECT_TRUE(reader_->glance(blank, orientation.lines, [](const PageText&) { return false; }).lines.empty());
}

}  // namespace
}  // namespace daiban::text
