#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "intake/ReadingJson.h"
#include "intake/readPage.h"
#include "page/PageFile.h"
#include "samples/ScoreReading.h"
#include "text/TextReader.h"

// Every page of samples/ is read as `daiban read` reads it and held against its truth. The floors say what it was when
// they were last raised: nothing may fall below. They are no measure of how good reading is, for the samples were drawn
// by us and seen by everybody; that is measured on other pages (docs/figures.md).
namespace daiban::samples {
namespace {

namespace fs = std::filesystem;
const fs::path root = DAIBAN_SOURCE_DIR;

/// Least that must be right, of how many there are (of characters one in a thousand less than was measured, for
/// processors that add up in another order); and the most characters that may be read where there are none.
struct Floor {
    const char* family;  ///< "family" of the truth, and "turned" where a page lies on its side
    int pages;
    Share characters;
    int invented;
    Share types;
    Share fields;
    Share corners;
};

constexpr std::array floors{
    Floor{"clean", 26, {5644, 5667}, 28, {24, 26}, {91, 97}, {89, 104}},
    Floor{"flatbed300", 29, {5824, 5845}, 34, {28, 29}, {99, 101}, {114, 116}},
    Floor{"flatbed200gray", 4, {1374, 1384}, 24, {4, 4}, {20, 20}, {16, 16}},
    Floor{"turned", 4, {647, 663}, 4, {4, 4}, {20, 22}, {16, 16}},
    Floor{"multi", 2, {384, 385}, 3, {5, 5}, {20, 20}, {20, 20}},
    Floor{"photocopy", 1, {139, 140}, 1, {2, 2}, {9, 9}, {0, 0}},
};

struct Sample {
    fs::path picture;
    base::Json truth;
};

std::vector<Sample> samplesOf(const std::string& family) {
    std::vector<Sample> out;
    for (const char* folder : {"pages", "first-run"})
        for (const auto& entry : fs::directory_iterator(root / "samples" / folder)) {
            if (entry.path().extension() != ".json") continue;
            std::ifstream file(entry.path());
            auto truth = base::Json::parse(file);
            if ((truth.at("turned").get<bool>() ? "turned" : truth.at("family").get<std::string>()) != family) continue;
            out.push_back({entry.path().parent_path() / truth.at("image").get<std::string>(), std::move(truth)});
        }
    std::ranges::sort(out, {}, &Sample::picture);
    return out;
}

Score scoreOfFamily(const std::string& family) {
    static const auto reader = text::openTextReader("auto", root / "models" / "words");
    static const auto types = documents::DocumentTypes::load(root / "models" / "documents");
    // The day the samples were drawn for: dates after it are not believed.
    const base::Date today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
    Score total;
    for (const Sample& sample : samplesOf(family)) {
        const auto page = page::PageFile::open(sample.picture).page(1);
        const auto reading = intake::readPage(page, {.reader = *reader, .types = types, .today = today});
        total += scoreOf(intake::toJson(reading), sample.truth);
    }
    return total;
}

/// `play`: as much more is no reason to raise the floor.
void expectAtLeast(const char* what, const Share& share, const Share& floor, int play = 0) {
    EXPECT_GE(share.right, floor.right) << what << ": " << share.right << " of " << share.all;
    EXPECT_EQ(share.all, floor.all) << what << ": the samples have changed; set the floors of this family anew";
    if (share.right > floor.right + play)
        std::cout << fmt::format("{}: {} of {} right, more than the floor of {}; raise it\n", what, share.right,
                                 share.all, floor.right);
}

class Samples : public testing::TestWithParam<Floor> {};

TEST_P(Samples, AreReadNoWorseThanBefore) {
    const Floor& floor = GetParam();
    if (!DAIBAN_READS_WITH_PPOCR) GTEST_SKIP() << "the floors are those of the hybrid engine";
    EXPECT_EQ(samplesOf(floor.family).size(), static_cast<std::size_t>(floor.pages));
    const Score score = scoreOfFamily(floor.family);
    std::cout << fmt::format(
        "{}: characters {:.2f} %, {} invented, types {:.1f} %, fields {:.1f} %, corners {:.1f} %\n", floor.family,
        score.characters.percent(), score.invented, score.types.percent(), score.fields.percent(),
        score.corners.percent());
    const int play = score.characters.all / 1000 + 1;
    expectAtLeast("characters", score.characters, floor.characters, play);
    EXPECT_LE(score.invented, floor.invented);
    if (score.invented + play < floor.invented)
        std::cout << "invented: " << score.invented << " only; lower the ceiling\n";
    expectAtLeast("types", score.types, floor.types);
    expectAtLeast("fields", score.fields, floor.fields);
    expectAtLeast("corners", score.corners, floor.corners);
    if (HasFailure()) std::cout << score.wrong;
}

INSTANTIATE_TEST_SUITE_P(OfFamily, Samples, testing::ValuesIn(floors),
                         [](const auto& of) { return std::string(of.param.family); });

TEST(SampleFamilies, AreAllScored) {
    std::size_t scored = 0, there = 0;
    for (const Floor& floor : floors) scored += samplesOf(floor.family).size();
    for (const char* folder : {"pages", "first-run"})
        for (const auto& entry : fs::directory_iterator(root / "samples" / folder))
            there += entry.path().extension() == ".json" ? 1 : 0;
    EXPECT_EQ(scored, there);
}

// The scoring itself, on a reading that is right and on one with a slip of every kind.
class Scoring : public testing::Test {
  protected:
    base::Json truth = base::Json::parse(R"({"image":"a.png","optional_lines":["公章"],"documents":[{
        "type":"bank-card","edges":"visible","quad":[[0,0],[100,0],[100,60],[0,60]],
        "fields":{"card_number":"6299 0183","end_date":"2049 年 1 月 2 日"},"fields_iso":{"end_date":"2049-01-02"},
        "lines":[{"text":"东疆银行"},{"text":"6299 0183"}]}]})");
    base::Json reading = base::Json::parse(R"({"documents":[{"type":"bank-card",
        "quad":[[0,0],[100,0],[100,60],[0,60]],"text":"６２９９0183\n东疆银行\n公 章",
        "fields":{"card_number":{"value":"62990183"},"end_date":{"value":"2049.1.2","iso":"2049-01-02"}}}]})");
};

TEST_F(Scoring, OfARightReadingFindsNothing) {
    const Score score = scoreOf(reading, truth);
    EXPECT_EQ(score.wrong, "");
    EXPECT_EQ(score.invented, 0);
    EXPECT_EQ(score.characters.right, 12);
    EXPECT_EQ(score.characters.all, 12);
    EXPECT_EQ(score.fields.right, 2);
    EXPECT_EQ(score.corners.right, 4);
}

TEST_F(Scoring, FindsASlipOfEveryKind) {
    auto& document = reading["documents"][0];
    document["type"] = "unknown";
    document["text"] = "62980183\n东疆银行\n广告";
    document["quad"][2] = {103, 60};
    document["fields"].erase("end_date");
    const Score score = scoreOf(reading, truth);
    EXPECT_EQ(score.characters.right, 11);
    EXPECT_EQ(score.invented, 2);
    EXPECT_EQ(score.types.right, 0);
    EXPECT_EQ(score.fields.right, 1);
    EXPECT_EQ(score.corners.right, 3);
}

TEST_F(Scoring, OfAPageOnWhichNothingWasFoundHasNothingRight) {
    reading["documents"] = base::Json::array();
    const Score score = scoreOf(reading, truth);
    EXPECT_EQ(score.characters.right + score.types.right + score.fields.right + score.corners.right, 0);
}

}  // namespace
}  // namespace daiban::samples
