// Characters that the recogniser does not know, drawn in faces that the prototypes were made from.
#include "text/hybrid/SecondReader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <opencv2/imgproc.hpp>

#include "base/Text.h"
#include "samples/draw/Canvas.h"
#include "support/HasSubstr.h"
#include "support/TemporaryFolder.h"
#include "text/TextReader.h"
#include "text/ppocr/PpOcrReader.h"
#include "text/ppocr/Weights.h"
#include "unit/text/DrawText.h"

namespace daiban::text::hybrid {
namespace {

using samples::Face;

/// A form's line at 300 dpi, a little out of focus.
class SecondReaderTest : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!ppocr::hasGlyphs()) GTEST_SKIP() << "the prototypes of glyphs are not installed";
    }

    static page::CleanPage printed(const std::string& words, Face face = Face::Song) {
        samples::Canvas canvas({120, 30}, 300);
        canvas.text({12, 12}, words, {.face = face, .size = 4.2});
        cv::Mat pixels = canvas.image();
        cv::GaussianBlur(pixels, pixels, {}, 0.9);
        return testing::document(pixels);
    }

    /// One reader for all tests: it loads three networks.
    static PageText read(const page::CleanPage& document) {
        static const auto reader = openTextReader("hybrid");
        return reader->read(document);
    }

    static std::size_t doubtsIn(const PageText& page) {
        std::size_t doubts = 0;
        for (const auto& line : page.lines)
            for (const auto& symbol : line.symbols) doubts += !symbol.candidates.empty();
        return doubts;
    }
};

TEST_F(SecondReaderTest, ACharacterThatLeftAHoleInANameIsReadByItsShape) {
    for (const Face face : {Face::Song, Face::Hei, Face::Kai}) {
        const PageText page = read(printed("姓名赵镕海", face));
        EXPECT_EQ(page.all(), "姓名赵镕海") << static_cast<int>(face);
        EXPECT_EQ(doubtsIn(page), 0U) << static_cast<int>(face);
    }
}

TEST_F(SecondReaderTest, AHoleAtTheBeginningOrTheEndOfALineIsSeen) {
    EXPECT_EQ(read(printed("孙婷嬿")).all(), "孙婷嬿");
    EXPECT_EQ(read(printed("骉小明")).all(), "骉小明");
}

TEST_F(SecondReaderTest, ALookAlikeThatTheRecogniserKnowsGivesWayToTheCharacterThatIsPrinted) {
    for (const char* name : {"王炣然", "李茑华", "陈蹢静"}) {
        const PageText page = read(printed(name));
        const bool isRight = page.all() == name;
        EXPECT_TRUE(isRight || doubtsIn(page) > 0) << name << " was read as " << page.all();
        EXPECT_TRUE(isRight) << name << " was read as " << page.all();
    }
}

TEST_F(SecondReaderTest, CommonNamesStayAsTheyAreAndAreNotDoubted) {
    for (const Face face : {Face::Song, Face::Hei, Face::Kai})
        for (const char* name : {"王秀兰", "李建国", "张志强", "刘文静", "陈一心", "吴小月"}) {
            const PageText page = read(printed(name, face));
            EXPECT_EQ(page.all(), name);
            EXPECT_EQ(doubtsIn(page), 0U) << name << ' ' << static_cast<int>(face);
        }
}

TEST_F(SecondReaderTest, BesideInkThatIsNoCharacterAtAllTheNameIsDoubtedAndThePlaceIsTold) {
    const page::CleanPage document = printed("赵　海");
    const auto pixelsOf = [](double millimetres) { return millimetres * 300 / 25.4; };
    const base::Quad place = base::rectangle(pixelsOf(11.5), pixelsOf(11.6), pixelsOf(13.6), pixelsOf(5));
    cv::Mat bgr = document.pixels.clone();
    cv::rectangle(bgr, {cvRound(pixelsOf(16.6)), cvRound(pixelsOf(12.3))},
                  {cvRound(pixelsOf(20)), cvRound(pixelsOf(15.8))}, cv::Scalar::all(20), cv::FILLED);
    const ppocr::Weights weights = ppocr::installedWeights();
    const ppocr::Recogniser first(weights.recogniser, weights.keys);
    const SecondReader second(glyphs::GlyphPrototypes(glyphs::readGlyphTable(weights.glyphs)), first);
    const ppocr::Strip strip = ppocr::stripOf(bgr, {place, 1});
    const std::vector<ppocr::ReadCharacter> read{{"赵", strip.at(0.19), 0.99, {}}, {"海", strip.at(0.81), 0.99, {}}};
    const auto reviewed = second.reviewed(read, strip, bgr, Lexicon());
    ASSERT_EQ(reviewed.size(), 2U);
    EXPECT_EQ(reviewed[0].text, "赵");
    EXPECT_THAT(reviewed[0].candidates, ::testing::ElementsAre("赵", "赵〓"));
    EXPECT_LE(reviewed[0].confidence, 0.5);
    EXPECT_TRUE(reviewed[1].candidates.empty());
}

TEST_F(SecondReaderTest, MarksAndStrokesThatStandCloseAreNotTakenForPartsOfTheirNeighbours) {
    for (const char* words : {"邻里一致好评，定期开展。", "战胜七十八比六十二", "二〇二四年三月十三日"})
        for (const Face face : {Face::Song, Face::Kai}) EXPECT_EQ(read(printed(words, face)).all(), words);
}

TEST_F(SecondReaderTest, AFirstLookAsksNobodyElse) {
    const auto reader = openTextReader("hybrid");
    const PageText page = reader->glance(printed("姓名赵镕海"), {}, [](const PageText&) { return false; });
    EXPECT_EQ(doubtsIn(page), 0U);
}

/// The weights alone, for the length of a test.
class WeightsWithoutGlyphs {
  public:
    WeightsWithoutGlyphs() {
        const ppocr::Weights weights = ppocr::installedWeights();
        for (const auto& file : {weights.detector, weights.recogniser, weights.classifier, weights.keys})
            std::filesystem::create_symlink(std::filesystem::absolute(file), folder_.path() / file.filename());
        setenv("DAIBAN_OCR_MODELS", folder_.path().c_str(), 1);
    }
    ~WeightsWithoutGlyphs() { unsetenv("DAIBAN_OCR_MODELS"); }
    WeightsWithoutGlyphs(const WeightsWithoutGlyphs&) = delete;
    WeightsWithoutGlyphs& operator=(const WeightsWithoutGlyphs&) = delete;

  private:
    support::TemporaryFolder folder_;
};

TEST_F(SecondReaderTest, WithoutPrototypesTextIsReadByTheRecogniserAloneAndTheProgramCanSaySo) {
    EXPECT_EQ(whatIsMissing("auto"), "");
    const WeightsWithoutGlyphs here;
    EXPECT_EQ(openTextReader("hybrid")->read(printed("姓名王秀兰")).all(), "姓名王秀兰");
    EXPECT_THAT(whatIsMissing("auto"), support::HasSubstr("scripts/setup"));
    EXPECT_EQ(whatIsMissing("tesseract"), "");
}

}  // namespace
}  // namespace daiban::text::hybrid
