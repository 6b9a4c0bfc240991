#include "support/BadReaders.h"

#include <gmock/gmock.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/Text.h"
#include "intake/ReadingJson.h"
#include "intake/readPages.h"
#include "support/HasSubstr.h"

// Engines are others' programs: whatever one of them does costs the page it read, and no other.
namespace daiban::intake {
namespace {

using support::BadReader;
using support::Fault;
using support::HasSubstr;
using testing::AnyOf;
using testing::Not;
using testing::SizeIs;

const documents::DocumentTypes& types() {
    static const auto loaded =
        documents::DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

/// Strokes where lines would be.
cv::Mat strokes() {
    page::Page page;
    page.pixels = cv::Mat(584, 413, CV_8UC3, cv::Scalar(252, 252, 252));
    for (int line = 0; line < 12; ++line)
        for (int i = 0; i < 10; ++i)
            cv::line(page.pixels, {40 + 30 * i, 60 + 36 * line}, {58 + 30 * i, 76 + 36 * line}, {20, 20, 20}, 2);
    return page.pixels;
}

/// A PNG file of such a page.
std::shared_ptr<const page::PageBytes> sheet() {
    std::vector<unsigned char> png;
    cv::imencode(".png", strokes(), png);
    return std::make_shared<const page::PageBytes>(
        page::PageBytes::of(std::string(png.begin(), png.end()), "scan.png"));
}

std::vector<PageOutcome> read(const BadReader& reader, int pages) {
    std::vector<PageOutcome> outcomes;
    int number = 0;
    readPages(
        [&]() -> std::optional<PageInput> {
            if (number == pages) return std::nullopt;
            return PageInput{.source = std::to_string(++number) + ".png", .number = 1, .bytes = sheet, .failure = {}};
        },
        ReadingPlace(ReadingTools{.reader = reader, .types = types(), .today = base::Date{}}),
        {.limits = {}, .threads = 1},
        [&](PageOutcome outcome) { outcomes.push_back(std::move(outcome)); });
    return outcomes;
}

class AnEngineThat : public testing::TestWithParam<Fault> {};

TEST_P(AnEngineThat, GivesUpOnAPageCostsThatPageOnly) {
    const auto outcomes = read(BadReader(GetParam(), 3), 5);
    ASSERT_THAT(outcomes, SizeIs(5));
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        EXPECT_EQ(outcomes[i].source, std::to_string(i + 1) + ".png");
        EXPECT_EQ(outcomes[i].failed(), i == 2) << i << outcomes[i].failure;
        if (i == 2) continue;
        EXPECT_EQ(outcomes[i].reading.documents.at(0).text.all(), BadReader::goodText);
    }
    EXPECT_EQ(outcomes[2].failure.text().find('\n'), std::string::npos);
    EXPECT_EQ(outcomes[2].failure.text().back(), '.');
    EXPECT_THAT(outcomes[2].failure,
                AnyOf(HasSubstr("scan it again"), HasSubstr("scan the page again"), HasSubstr("lower resolution")));
    EXPECT_THAT(outcomes[2].failure, Not(HasSubstr("Conv")));
}

INSTANTIATE_TEST_SUITE_P(Throwing, AnEngineThat, testing::Values(Fault::Refuses, Fault::Throws, Fault::OutOfMemory));

TEST(AnEngine, ThatReadsGarbageGivesAReadingThatIsText) {
    const auto outcomes = read(BadReader(Fault::GarbageText), 1);
    ASSERT_FALSE(outcomes.at(0).failed()) << outcomes[0].failure;
    const std::string line = base::toLine(toJson(outcomes[0].reading));
    EXPECT_EQ(base::toUtf8(base::toCodePoints(line)), line) << "what is kept is UTF-8";
    EXPECT_EQ(std::ranges::count_if(line, [](char c) { return c >= 0 && c < 0x20; }), 0) << "and one line";
    const auto again = base::parseJson(line, base::Sentence::verbatim("a reading"));
    EXPECT_EQ(again.at("documents").at(0).at("lines").size(), BadReader::garbageTexts().size());
    EXPECT_NO_THROW((void)papersFromJson(again));
    for (const auto& [name, field] : outcomes[0].reading.documents.at(0).document.fields)
        EXPECT_FALSE(field.valid) << name << " was made of garbage";
}

TEST(AnEngine, ThatFindsNoTextLeavesAnUnknownPage) {
    const auto outcomes = read(BadReader(Fault::NoText), 1);
    ASSERT_FALSE(outcomes.at(0).failed());
    EXPECT_EQ(outcomes[0].reading.documents.at(0).document.classification.type, "unknown");
}

TEST(AnEngine, WhoseTextHasNoEndIsReadToItsEnd) {
    const auto outcomes = read(BadReader(Fault::EndlessText), 1);
    ASSERT_FALSE(outcomes.at(0).failed());
    EXPECT_EQ(outcomes[0].reading.documents.at(0).text.lines.size(), 10'001U);
}

// The wardrobe itself: what ends a process ends it as it says.
page::CleanPage cleanSheet() {
    page::CleanPage clean;
    clean.pixels = strokes();
    return clean;
}

TEST(ABadReaderDeathTest, EndsItsProcessAsItsNameSays) {
    const auto readWith = [](Fault fault) { (void)BadReader(fault).read(cleanSheet()); };
    EXPECT_EXIT(readWith(Fault::Crashes), testing::KilledBySignal(SIGSEGV), "");
    EXPECT_EXIT(readWith(Fault::Aborts), testing::KilledBySignal(SIGABRT), "");
    EXPECT_EXIT(readWith(Fault::Leaves), testing::ExitedWithCode(0), "");
    EXPECT_EXIT(
        {
            alarm(1);
            readWith(Fault::Hangs);
        },
        testing::KilledBySignal(SIGALRM), "");
}

TEST(ABadReader, IsKnownByItsName) {
    for (const auto& [name, fault] : support::faults) EXPECT_EQ(support::faultNamed(name), fault) << name;
    EXPECT_FALSE(support::faultNamed("well"));
}

}  // namespace
}  // namespace daiban::intake
