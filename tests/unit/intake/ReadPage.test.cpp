#include "intake/readPage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "base/Random.h"
#include "codes/QrCode.h"
#include "intake/ReadingJson.h"
#include "intake/ReadingWire.h"
#include "samples/draw/DrawSamples.h"
#include "support/TemporaryFolder.h"

namespace daiban::intake {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double dpi = 100;

const documents::DocumentTypes& types() {
    static const auto loaded =
        documents::DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

base::Quad quadOf(const nlohmann::ordered_json& corners, double scale) {
    base::Quad quad;
    for (std::size_t i = 0; i < 4; ++i)
        quad[i] = {corners[i][0].get<double>() * scale, corners[i][1].get<double>() * scale};
    return quad;
}

/// Reads on every document what is printed on one specimen, and remembers what it was asked to do.
class FakeReader final : public text::TextReader {
  public:
    explicit FakeReader(std::string_view type) : specimen_(samples::drawClean(type, 7, dpi)) {}

    text::Orientation looksLike{base::Turn::None, base::Confidence(1), {}};
    mutable std::vector<std::string> asked;
    mutable std::vector<std::vector<base::Quad>> seen;  ///< what each glance was given
    mutable std::vector<bool> answers;                  ///< of isEnough, asked with nothing and with everything

    [[nodiscard]] text::Orientation orientation(const page::CleanPage&) const override {
        asked.emplace_back("orientation");
        return looksLike;
    }
    [[nodiscard]] text::PageText read(const page::CleanPage& document) const override {
        asked.emplace_back("read");
        return textOn(document, "fake, in full");
    }
    [[nodiscard]] text::PageText glance(const page::CleanPage& document, const std::vector<base::Quad>& lines,
                                        const text::IsEnough& isEnough) const override {
        asked.emplace_back("glance");
        seen.push_back(lines);
        text::PageText text = textOn(document, "fake, at first");
        answers.push_back(isEnough({{}, text.engine, text.version}));
        answers.push_back(isEnough(text));
        return text;
    }

  private:
    [[nodiscard]] text::PageText textOn(const page::CleanPage& document, const std::string& version) const {
        text::PageText text{{}, "fake", version};
        const double scale = static_cast<double>(document.pixels.cols) / specimen_.image.cols;
        for (const auto& line : specimen_.truth["documents"][0]["lines"])
            text.lines.push_back(
                {line["text"].get<std::string>(), quadOf(line["quad"], scale), base::Confidence(0.96), {}});
        return text;
    }

    samples::DrawnPage specimen_;
};

page::Page pageOf(const cv::Mat& pixels) {
    page::Page page;
    page.pixels = pixels;
    page.dpi = dpi;
    page.provenance = {"scan.png", 3, "0123"};
    return page;
}

page::Page cardOnGlass() {
    samples::ScanLook look;
    look.margin = 20;
    return pageOf(samples::asScan(samples::drawClean("id-card-front", 7, dpi), look).image);
}

page::Page twoCardsOnGlass() {
    const samples::DrawnPage card = samples::drawClean("id-card-front", 7, dpi);
    const std::vector<samples::PlacedPage> placed{{card, 75, 60, 0}, {card, 75, 150, 0}};
    return pageOf(samples::scanTogether(placed, 150, 210).image);
}

/// A page with a QR code in its middle and some strokes above.
page::Page pageWithCode(const std::string& text) {
    cv::Mat pixels(1169, 827, CV_8UC3, cv::Scalar(252, 252, 252));
    for (int i = 0; i < 12; ++i) cv::line(pixels, {100 + 40 * i, 120}, {124 + 40 * i, 140}, {20, 20, 20}, 3);
    cv::Mat modules;
    cv::resize(codes::makeQrCode(text), modules, {}, 5, 5, cv::INTER_NEAREST);
    cv::cvtColor(modules, modules, cv::COLOR_GRAY2BGR);
    modules.copyTo(pixels(cv::Rect({300, 500}, modules.size())));
    return pageOf(pixels);
}

std::vector<std::string> typesOf(const PageReading& reading) {
    std::vector<std::string> out;
    for (const ReadDocument& document : reading.documents) out.push_back(document.document.classification.type);
    return out;
}

class ReadPage : public ::testing::Test {
  protected:
    [[nodiscard]] ReadingTools tools(ReadingDepth depth = ReadingDepth::Everything) const {
        return {
            .reader = reader_, .types = types(), .today = base::Date{std::chrono::year{2026} / 7 / 1}, .depth = depth};
    }
    /// Remembers that it was called, and with what.
    [[nodiscard]] OnFirstLook remember() {
        return [this](const PageReading& reading) {
            reader_.asked.emplace_back("first look");
            told_.push_back(reading);
        };
    }

    FakeReader reader_{"id-card-front"};
    std::vector<PageReading> told_;
};

TEST_F(ReadPage, TheFirstLookIsToldOnceBeforeTheFullReading) {
    (void)readPage(cardOnGlass(), tools(), {}, remember());
    EXPECT_THAT(reader_.asked, ElementsAre("orientation", "glance", "first look", "read"));
}

TEST_F(ReadPage, AllDocumentsAreGlancedAtBeforeAnyIsReadInFull) {
    const auto reading = readPage(twoCardsOnGlass(), tools(), {}, remember());
    EXPECT_EQ(reading.documents.size(), 2U);
    ASSERT_EQ(told_.size(), 1U);
    std::vector<std::string> asked = reader_.asked;
    std::erase(asked, "orientation");
    EXPECT_THAT(asked, ElementsAre("glance", "glance", "first look", "read", "read"));
}

TEST_F(ReadPage, TheFirstLookSaysWhatTheDocumentsAre) {
    (void)readPage(twoCardsOnGlass(), tools(), {}, remember());
    ASSERT_EQ(told_.size(), 1U);
    EXPECT_THAT(typesOf(told_[0]), ElementsAre("id-card-front", "id-card-front"));
    for (const ReadDocument& document : told_[0].documents) {
        EXPECT_EQ(document.text.version, "fake, at first");
        EXPECT_FALSE(document.document.fields.empty());
        EXPECT_FALSE(document.clean.pixels.empty());
    }
    EXPECT_EQ(told_[0].provenance.source, "scan.png");
}

TEST_F(ReadPage, TheFullReadingTakesThePlaceOfTheFirstLook) {
    const auto reading = readPage(cardOnGlass(), tools(), {}, remember());
    ASSERT_EQ(reading.documents.size(), 1U);
    EXPECT_EQ(reading.documents[0].text.version, "fake, in full");
    EXPECT_EQ(told_.at(0).documents.at(0).text.version, "fake, at first") << "what was told does not change";
    EXPECT_THAT(typesOf(reading), ElementsAre("id-card-front"));
    EXPECT_GT(reading.seconds.firstLook, 0);
}

TEST_F(ReadPage, WithoutAnyoneToTellThereIsNoFirstLook) {
    const auto reading = readPage(cardOnGlass(), tools());
    EXPECT_THAT(reader_.asked, ElementsAre("orientation", "read"));
    EXPECT_EQ(reading.seconds.firstLook, 0);
    EXPECT_THAT(typesOf(reading), ElementsAre("id-card-front"));
}

TEST_F(ReadPage, AFirstLookIsEnoughWhenItSaysWhatAndWhose) {
    (void)readPage(cardOnGlass(), tools(ReadingDepth::FirstLook));
    EXPECT_THAT(reader_.answers, ElementsAre(false, true));
}

TEST_F(ReadPage, AFirstLookAloneNeverReadsInFull) {
    const auto reading = readPage(twoCardsOnGlass(), tools(ReadingDepth::FirstLook));
    EXPECT_THAT(reader_.asked, Not(Contains("read")));
    EXPECT_EQ(std::count(reader_.asked.begin(), reader_.asked.end(), "glance"), 2);
    EXPECT_THAT(typesOf(reading), ElementsAre("id-card-front", "id-card-front"));
    for (const ReadDocument& document : reading.documents) EXPECT_EQ(document.text.version, "fake, at first");
    EXPECT_GT(reading.seconds.firstLook, 0);
}

TEST_F(ReadPage, AFirstLookAloneIsToldAsWell) {
    (void)readPage(cardOnGlass(), tools(ReadingDepth::FirstLook), {}, remember());
    EXPECT_THAT(reader_.asked, ElementsAre("orientation", "glance", "first look"));
    EXPECT_THAT(typesOf(told_.at(0)), ElementsAre("id-card-front"));
}

TEST_F(ReadPage, PicturesAreTakenWithoutReading) {
    const auto reading = readPage(twoCardsOnGlass(), tools(ReadingDepth::Pictures));
    EXPECT_THAT(reader_.asked, Each("orientation"));
    ASSERT_EQ(reading.documents.size(), 2U);
    for (const ReadDocument& document : reading.documents) {
        EXPECT_FALSE(document.clean.pixels.empty());
        EXPECT_THAT(document.text.lines, IsEmpty());
    }
    EXPECT_THAT(typesOf(reading), Each("unknown"));
    EXPECT_EQ(reading.seconds.firstLook, 0);
}

TEST_F(ReadPage, AFirstLookGetsTheLinesThatWereSeenAsTheyLieOnTheTurnedDocument) {
    reader_.looksLike = {base::Turn::Half, base::Confidence(1), {base::rectangle(20, 30, 200, 24)}};
    const auto reading = readPage(cardOnGlass(), tools(ReadingDepth::FirstLook));
    ASSERT_EQ(reading.documents.size(), 1U);
    EXPECT_EQ(reading.documents[0].clean.turn, base::Turn::Half);
    const auto& pixels = reading.documents[0].clean.pixels;
    ASSERT_THAT(reader_.seen, ElementsAre(::testing::SizeIs(1)));
    EXPECT_EQ(reader_.seen[0][0], base::rectangle(pixels.cols - 220, pixels.rows - 54, 200, 24));
    EXPECT_EQ(reading.documents[0].seenLines, reader_.seen[0]);
}

TEST_F(ReadPage, ADocumentThatNobodyKnowsHowToTurnStaysAsItLies) {
    reader_.looksLike = {base::Turn::Half, base::Confidence(0.05), {base::rectangle(20, 30, 200, 24)}};
    const auto reading = readPage(cardOnGlass(), tools(ReadingDepth::FirstLook));
    EXPECT_EQ(reading.documents.at(0).clean.turn, base::Turn::None);
    EXPECT_EQ(reader_.seen.at(0).at(0), base::rectangle(20, 30, 200, 24));
}

TEST_F(ReadPage, ABlankPageIsKeptAndMarkedAndNotRead) {
    const page::Page blank = pageOf(cv::Mat(1169, 827, CV_8UC3, cv::Scalar(250, 250, 250)));
    for (const ReadingDepth depth : {ReadingDepth::Everything, ReadingDepth::FirstLook, ReadingDepth::Pictures}) {
        reader_.asked.clear();
        const auto reading = readPage(blank, tools(depth));
        EXPECT_TRUE(reading.quality.blank);
        ASSERT_EQ(reading.documents.size(), 1U);
        EXPECT_FALSE(reading.documents[0].clean.pixels.empty());
        EXPECT_THAT(typesOf(reading), ElementsAre("unknown"));
        EXPECT_THAT(reader_.asked, Each("orientation"));
    }
}

TEST_F(ReadPage, TheFirstLookAtABlankPageIsToldToo) {
    (void)readPage(pageOf(cv::Mat(1169, 827, CV_8UC3, cv::Scalar(250, 250, 250))), tools(), {}, remember());
    ASSERT_EQ(told_.size(), 1U);
    EXPECT_TRUE(told_[0].quality.blank);
    EXPECT_THAT(typesOf(told_[0]), ElementsAre("unknown"));
}

/// A page with a sheet whose corners are red, green, blue and black, clockwise from the top-left.
class DrawnDocuments : public ReadPage {
  protected:
    static page::Page cornered() {
        cv::Mat pixels(1000, 1000, CV_8UC3, cv::Scalar(252, 252, 252));
        const cv::Size patch(60, 60);
        cv::rectangle(pixels, cv::Rect({200, 300}, patch), {0, 0, 255}, cv::FILLED);
        cv::rectangle(pixels, cv::Rect({540, 300}, patch), {0, 255, 0}, cv::FILLED);
        cv::rectangle(pixels, cv::Rect({540, 740}, patch), {255, 0, 0}, cv::FILLED);
        cv::rectangle(pixels, cv::Rect({200, 740}, patch), {0, 0, 0}, cv::FILLED);
        return pageOf(pixels);
    }
    static base::Quad sheet() { return base::rectangle(200, 300, 400, 500); }
    static cv::Scalar topLeftOf(const ReadDocument& document) {
        return cv::mean(document.clean.pixels(cv::Rect(15, 15, 20, 20)));
    }
    static void expectColour(const cv::Scalar& colour, const cv::Scalar& wanted) {
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(colour[i], wanted[i], 30) << "channel " << i;
    }
};

TEST_F(DrawnDocuments, AreTakenAsDrawnAndNoOthersAreLookedFor) {
    const base::Quad one = base::rectangle(200, 300, 200, 500);
    const base::Quad other = base::rectangle(420, 300, 180, 500);
    const auto reading = readPage(cornered(), tools(), {one, other});
    ASSERT_EQ(reading.documents.size(), 2U);
    EXPECT_EQ(reading.documents[0].clean.quad, one);
    EXPECT_EQ(reading.documents[1].clean.quad, other);
    for (const ReadDocument& document : reading.documents) {
        EXPECT_TRUE(document.drawn);
        EXPECT_EQ(document.clean.found.value(), 1);
        EXPECT_EQ(document.clean.upright.value(), 1);
    }
    EXPECT_THAT(reader_.asked, ElementsAre("read", "read"));
}

TEST_F(DrawnDocuments, StandWithTheirFirstCornerTopLeft) {
    const std::vector<cv::Scalar> colours{{0, 0, 255}, {0, 255, 0}, {255, 0, 0}, {0, 0, 0}};
    for (int corner = 0; corner < 4; ++corner) {
        const base::Quad drawn = base::startingAt(sheet(), corner);
        const auto reading = readPage(cornered(), tools(ReadingDepth::Pictures), {drawn});
        ASSERT_EQ(reading.documents.size(), 1U);
        const ReadDocument& document = reading.documents[0];
        expectColour(topLeftOf(document), colours[static_cast<std::size_t>(corner)]);
        EXPECT_EQ(document.clean.quad, drawn);
        EXPECT_EQ(document.clean.turn, base::turnOf(-90 * corner));
        EXPECT_NEAR(document.clean.pixels.cols, corner % 2 == 0 ? 400 : 500, 2);
    }
}

TEST_F(DrawnDocuments, AreFoundByTheProgramWhereNobodyDrewThem) {
    for (const ReadDocument& document : readPage(cornered(), tools(ReadingDepth::Pictures)).documents)
        EXPECT_FALSE(document.drawn);
}

TEST_F(DrawnDocuments, AreLookedAtFirstToo) {
    reader_.looksLike = {base::Turn::None, base::Confidence(1), {base::rectangle(20, 30, 200, 24)}};
    const auto reading = readPage(cornered(), tools(ReadingDepth::FirstLook), {sheet()});
    ASSERT_EQ(reader_.seen.size(), 1U);
    EXPECT_THAT(reader_.seen[0], IsEmpty()) << "nobody asked which way is up: the engine looks for lines itself";
    EXPECT_EQ(reading.documents.at(0).clean.quad, sheet());
}

class CodesOnAPage : public ReadPage, public ::testing::WithParamInterface<ReadingDepth> {};

TEST_P(CodesOnAPage, AreRead) {
    const auto reading = readPage(pageWithCode("https://example.org/7K3Q"), tools(GetParam()));
    ASSERT_EQ(reading.codes.size(), 1U);
    EXPECT_EQ(reading.codes[0].text, "https://example.org/7K3Q");
    EXPECT_EQ(reading.codes[0].format, "QRCode");
    EXPECT_THAT(reading.tokens, IsEmpty());
}

TEST_P(CodesOnAPage, AreOurLabelsOnlyWithOurKeys) {
    const support::TemporaryFolder ours, others;
    base::SeededRandom random(5);
    const auto keys = codes::TokenKeys::openOrCreate(ours.path(), random);
    const auto otherKeys = codes::TokenKeys::openOrCreate(others.path(), random);
    const auto label = keys.issue(codes::TokenKind::Folder, random);
    const page::Page page = pageWithCode(label.text);
    ReadingTools with = tools(GetParam());
    with.keys = &keys;
    const auto reading = readPage(page, with);
    ASSERT_EQ(reading.tokens.size(), 1U);
    EXPECT_EQ(reading.tokens[0].id, label.id);
    with.keys = &otherKeys;
    EXPECT_THAT(readPage(page, with).tokens, IsEmpty());
}

std::string nameOf(const ::testing::TestParamInfo<ReadingDepth>& about) {
    if (about.param == ReadingDepth::Everything) return "Everything";
    return about.param == ReadingDepth::FirstLook ? "FirstLook" : "Pictures";
}

INSTANTIATE_TEST_SUITE_P(ReadPage, CodesOnAPage,
                         ::testing::Values(ReadingDepth::Everything, ReadingDepth::FirstLook, ReadingDepth::Pictures),
                         nameOf);

class ReadingWire : public ReadPage {};

TEST_F(ReadingWire, BringsAReadingOverToTheLastDigit) {
    PageReading reading = readPage(twoCardsOnGlass(), tools());
    reading.quality.notes.push_back({imaging::QualityWarning::Glare, reading.documents[0].clean.quad,
                                     reading.documents[0].clean.quad, "右下角反光，请重拍。"});
    reading.quality.notes.push_back({imaging::QualityWarning::Blurred, {}, reading.documents[1].clean.quad, "模糊"});
    reading.codes.push_back({"QRCode", "文字", base::rectangle(0.1, 1.0 / 3, 7, 7)});
    reading.unreadCodes.push_back({.quad = base::rectangle(0.1, 2.0 / 3, 9, 9)});
    reading.tokens.push_back({codes::TokenKind::Sheet, "ID", "文字"});
    reading.documents[0].text.lines[0].symbols.push_back(
        {"字", base::rectangle(1, 2, 3, 4), base::Confidence(0.25), {"字", "宇"}, {"孛"}});
    EXPECT_EQ(toJson(reading)["documents"][0]["lines"][0]["doubts"][0]["candidates"][1], "宇");
    reading.remarks = {base::Sentence::verbatim("ZXing …")};
    const PageReading there = readingFrom(toMessage(reading, WithPictures::Yes));
    EXPECT_EQ(toJson(there), toJson(reading));
    EXPECT_EQ(toMessage(there, WithPictures::No).text, toMessage(reading, WithPictures::No).text);
    ASSERT_EQ(there.documents.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& before = reading.documents[i];
        const auto& after = there.documents[i];
        EXPECT_EQ(cv::norm(after.clean.pixels, before.clean.pixels, cv::NORM_INF), 0);
        EXPECT_EQ(after.clean.quad, before.clean.quad);
        EXPECT_EQ(after.picture, before.picture);
        EXPECT_EQ(after.document.classification.others, before.document.classification.others);
        EXPECT_EQ(after.text.lines.at(0).symbols.size(), before.text.lines.at(0).symbols.size());
    }
    EXPECT_EQ(there.documents[0].text.lines[0].symbols.back().alternatives, std::vector<std::string>{"孛"});
    EXPECT_EQ(there.quality.sharpness, reading.quality.sharpness);
    EXPECT_EQ(there.tokens.at(0).kind, codes::TokenKind::Sheet);
    ASSERT_EQ(there.unreadCodes.size(), reading.unreadCodes.size());
    EXPECT_EQ(there.unreadCodes.back().quad, reading.unreadCodes.back().quad);
}

TEST_F(ReadingWire, WithoutPicturesADocumentHasNoPixels) {
    const auto message = toMessage(readPage(cardOnGlass(), tools()), WithPictures::No);
    EXPECT_TRUE(message.files.empty());
    EXPECT_TRUE(readingFrom(message).documents.at(0).clean.pixels.empty());
}

TEST_F(ReadingWire, RefusesWhatIsNoReading) {
    EXPECT_ANY_THROW((void)readingFrom({.text = "{}"}));
    EXPECT_ANY_THROW((void)readingFrom({.text = "no json"}));
    auto message = toMessage(readPage(cardOnGlass(), tools()), WithPictures::Yes);
    message.files.clear();
    EXPECT_ANY_THROW((void)readingFrom(message)) << "the picture is missing";
}

}  // namespace
}  // namespace daiban::intake
