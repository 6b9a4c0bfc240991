#include "intake/CopiedDocuments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/Text.h"
#include "intake/IdCardsInText.h"
#include "intake/readPage.h"
#include "samples/draw/CopiedCards.h"
#include "support/ReadsTheTruth.h"

namespace daiban::intake {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double dpi = 100;

const documents::DocumentTypes& types() {
    static const auto loaded =
        documents::DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

page::Page pageOf(const samples::DrawnPage& drawn) {
    page::Page page;
    page.pixels = drawn.image;
    page.dpi = drawn.dpi;
    return page;
}

PageReading readingOf(const samples::DrawnPage& drawn, ReadingDepth depth = ReadingDepth::Everything) {
    const support::ReadsTheTruth reader(drawn);
    return readPage(
        pageOf(drawn),
        {.reader = reader, .types = types(), .today = base::Date{std::chrono::year{2026} / 7 / 1}, .depth = depth});
}

/// Of the drawn documents, those that are where a document of their type was read.
struct Counted {
    int drawn = 0, found = 0, read = 0;
    double overlap = 0;
};

Counted counted(const samples::DrawnPage& drawn, const PageReading& reading) {
    Counted count;
    count.read = static_cast<int>(reading.documents.size());
    for (const auto& truth : drawn.truth["documents"]) {
        double best = 0;
        for (const ReadDocument& document : reading.documents)
            if (document.document.classification.type == truth["type"])
                best = std::max(best, base::intersectionOverUnion(support::quadOf(truth["quad"]), document.clean.quad));
        ++count.drawn;
        count.found += best > 0.8 ? 1 : 0;
        count.overlap += best;
    }
    return count;
}

/// Seeds of sheets with both sides of an identity card, as drawCopiedCards draws them.
samples::DrawnPage sheetWith(std::string_view first, std::size_t documents, std::uint32_t from = 1) {
    for (std::uint32_t seed = from; seed < from + 200; ++seed) {
        auto drawn = samples::drawCopiedCards(seed, dpi);
        if (drawn.truth["documents"].size() == documents && drawn.truth["documents"][0]["type"] == first) return drawn;
    }
    throw std::logic_error("No such sheet was drawn.");
}

TEST(CopiedDocuments, AreBothSidesOfAnIdentityCardOnOneSheet) {
    const auto drawn = sheetWith("id-card-front", 2);
    const auto reading = readingOf(drawn);
    ASSERT_THAT(reading.documents, SizeIs(2));
    const Counted count = counted(drawn, reading);
    EXPECT_EQ(count.found, 2);
    EXPECT_GT(count.overlap / 2, 0.9);
    EXPECT_FALSE(reading.documents[0].clean.edgesVisible) << "nobody saw an edge";
}

TEST(CopiedDocuments, AreSeenAtFirstToo) {
    const auto drawn = sheetWith("id-card-front", 2);
    EXPECT_EQ(counted(drawn, readingOf(drawn, ReadingDepth::FirstLook)).found, 2);
}

TEST(CopiedDocuments, AreTheCardsOfTwoPersonsOnOneSheet) {
    const auto drawn = sheetWith("id-card-front", 4);
    const auto reading = readingOf(drawn);
    EXPECT_THAT(reading.documents, SizeIs(4));
    EXPECT_EQ(counted(drawn, reading).found, 4);
}

TEST(CopiedDocuments, AreFoundOnNearlyAllSheetsAndNoneIsInvented) {
    Counted all;
    for (std::uint32_t seed = 500; seed < 530; ++seed) {
        const auto drawn = samples::drawCopiedCards(seed, dpi);
        const Counted count = counted(drawn, readingOf(drawn));
        all.drawn += count.drawn, all.found += count.found, all.read += count.read, all.overlap += count.overlap;
    }
    EXPECT_GE(all.found, 0.94 * all.drawn);
    EXPECT_LE(all.read, all.drawn);
    EXPECT_GE(all.overlap, 0.92 * all.drawn);
}

TEST(CopiedDocuments, AreNotSeenOnForms) {
    for (std::uint32_t seed = 700; seed < 720; ++seed) {
        const auto drawn = samples::drawCopiedForm(seed, dpi);
        EXPECT_THAT(readingOf(drawn).documents, SizeIs(1)) << seed;
    }
}

TEST(CopiedDocuments, AreNotPartsOfACardByItself) {
    const auto drawn = samples::drawClean("id-card-front", 7, 200);
    page::CleanPage card;
    card.pixels = drawn.image;
    card.dpi = 200;
    EXPECT_THAT(copiedDocuments(card, support::linesOf(drawn), types(), nullptr), IsEmpty());
}

/// A sheet of A4 with four of the identity card's labels where it has them, of a card headed `title`.
text::PageText sheetWithLabels(const std::string& title) {
    constexpr double perMm = dpi / 25.4;
    text::PageText text;
    const auto put = [&](double left, double middle, const std::string& words) {
        const double width = 1.5 * static_cast<double>(base::columnsOf(words));
        text.lines.push_back(
            {words,
             base::rectangle((60 + left) * perMm, (120 + middle - 1.5) * perMm, width * perMm, 3 * perMm),
             base::Confidence(0.97),
             {}});
    };
    if (!title.empty()) put(30, -8, title);
    put(5.9, 1.6, "证件编号");
    put(28.7, 1.6, "LN881623029");
    put(5.9, 8.3, "姓名");
    put(5.9, 15.0, "性别");
    put(16, 15.0, "女");
    put(5.9, 21.6, "身份证号");
    put(5.9, 28.4, "住址");
    put(16, 28.4, "区胡家园街道润泽园27号");
    return text;
}

TEST(CopiedDocuments, AreNoIdentityCardsWhereTheSheetBearsAnotherCardsTitle) {
    page::CleanPage sheet;
    sheet.pixels = cv::Mat(1169, 827, CV_8UC1, cv::Scalar(255));
    sheet.dpi = dpi;
    EXPECT_THAT(copiedDocuments(sheet, sheetWithLabels(""), types(), nullptr), SizeIs(1));
    EXPECT_THAT(copiedDocuments(sheet, sheetWithLabels("老年人优待证"), types(), nullptr), IsEmpty());
}

TEST(IdCardsInText, AreFoundWhereTheSheetsScaleIsNotKnown) {
    const auto drawn = samples::drawClean("id-card-front", 7, 200);
    const auto cards = idCardsInText(support::linesOf(drawn), 0);
    ASSERT_THAT(cards, SizeIs(1));
    EXPECT_EQ(cards[0].type, "id-card-front");
    EXPECT_GT(base::intersectionOverUnion(cards[0].quad, base::rectangle(0, 0, drawn.image.cols, drawn.image.rows)),
              0.9);
}

TEST(IdCardsInText, AreNotOtherCardsWithSomeOfTheSameLabels) {
    for (const char* type : {"residence-permit", "social-security-card", "elder-benefit-card", "health-certificate"}) {
        const auto drawn = samples::drawClean(type, 7, 200);
        EXPECT_THAT(idCardsInText(support::linesOf(drawn), 200 / 25.4), IsEmpty()) << type;
    }
}

TEST(TextWithin, IsThatOfTheDocumentInItsOwnPixels) {
    text::PageText sheet;
    sheet.lines.push_back({"姓名",
                           base::rectangle(110, 220, 40, 10),
                           base::Confidence(1),
                           {{"姓", base::rectangle(110, 220, 20, 10), base::Confidence(1)}}});
    sheet.lines.push_back({"外", base::rectangle(10, 10, 40, 10), base::Confidence(1), {}});
    const auto text = textWithin(base::rectangle(100, 200, 100, 50), {200, 100}, sheet);
    ASSERT_THAT(text.lines, SizeIs(1));
    EXPECT_NEAR(text.lines[0].quad[0].x, 20, 1e-3);
    EXPECT_NEAR(text.lines[0].quad[0].y, 40, 1e-3);
    EXPECT_NEAR(text.lines[0].symbols[0].quad[1].x, 60, 1e-3);
}

}  // namespace
}  // namespace daiban::intake
