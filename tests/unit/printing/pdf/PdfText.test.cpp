#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <regex>

#include "printing/pdf/PdfFont.h"
#include "unit/printing/PdfTools.h"

namespace {

using namespace daiban;
using namespace daiban::printing_test;
using testing::HasSubstr;

constexpr double dpi = 150;
constexpr double pointsPerPixel = 72 / dpi;
constexpr double millimetre = 72 / 25.4;  // points

std::string pdfWith(const std::vector<text::TextLine>& lines) {
    const cv::Mat page = paper();
    const text::PageText text{.lines = lines, .engine = "test", .version = ""};
    return pdfOf({{.pixels = page, .dpi = dpi, .text = text}});
}

struct Word {
    double left, top, right, bottom;
    std::string text;
};

std::vector<Word> wordsOf(const PdfOnDisk& pdf) {
    std::vector<Word> words;
    const std::string boxes = pdf.text("-bbox");
    const std::regex word(
        R"re(<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>)re");
    for (std::sregex_iterator at(boxes.begin(), boxes.end(), word), end; at != end; ++at)
        words.push_back({std::stod((*at)[1]), std::stod((*at)[2]), std::stod((*at)[3]), std::stod((*at)[4]), (*at)[5]});
    return words;
}

/// Within a millimetre of the box around `quad`.
void expectAt(const Word& word, const base::Quad& quad) {
    double left = 1e9, top = 1e9, right = 0, bottom = 0;
    for (const base::Point& corner : quad) {
        left = std::min(left, corner.x * pointsPerPixel);
        right = std::max(right, corner.x * pointsPerPixel);
        top = std::min(top, corner.y * pointsPerPixel);
        bottom = std::max(bottom, corner.y * pointsPerPixel);
    }
    EXPECT_NEAR(word.left, left, millimetre);
    EXPECT_NEAR(word.top, top, millimetre);
    EXPECT_NEAR(word.right, right, millimetre);
    EXPECT_NEAR(word.bottom, bottom, millimetre);
}

TEST(PdfText, ComesBackWithoutBlanksBetweenChineseCharacters) {
    const PdfOnDisk pdf(pdfWith({line("社区服务站办理材料清单", base::rectangle(100, 100, 700, 40)),
                                 line("姓名：王秀兰", base::rectangle(100, 200, 900, 30))}));
    for (const char* options : {"", "-layout", "-raw"}) {
        EXPECT_THAT(pdf.text(options), HasSubstr("社区服务站办理材料清单")) << options;
        EXPECT_THAT(pdf.text(options), HasSubstr("姓名：王秀兰")) << options;
    }
}

TEST(PdfText, KeepsTheBlanksThatWereRead) {
    const PdfOnDisk pdf(pdfWith({line("No. 2026 SPECIMEN 样本", base::rectangle(100, 100, 600, 40))}));
    EXPECT_THAT(pdf.text("-raw"), HasSubstr("No. 2026 SPECIMEN 样本"));
}

TEST(PdfText, LiesWhereTheLineIs) {
    const base::Quad first = base::rectangle(100, 100, 700, 40), second = base::rectangle(640, 500, 333, 25);
    const auto words = wordsOf(PdfOnDisk(pdfWith({line("办理材料清单", first), line("120116197010163823", second)})));
    ASSERT_EQ(words.size(), 2U);
    expectAt(words[0], first);
    expectAt(words[1], second);
}

TEST(PdfText, OfANearlyLevelLineIsOneWordAtItsPlace) {
    for (const double degrees : {-0.9, 0.5, 0.9}) {
        const base::Quad quad = turnedBox(200, 300, 600, 24, degrees);
        const auto words = wordsOf(PdfOnDisk(pdfWith({line("斜着放的一行文字", quad)})));
        ASSERT_EQ(words.size(), 1U) << degrees;
        EXPECT_EQ(words[0].text, "斜着放的一行文字");
        expectAt(words[0], quad);
    }
}

TEST(PdfText, IsTurnedAsTheLineIs) {
    for (const double degrees : {-12.0, -4.0, 4.0, 12.0}) {
        const base::Quad quad = turnedBox(300, 300, 600, 40, degrees);
        const PdfOnDisk pdf(pdfWith({line("斜着放的一行文字", quad)}));
        EXPECT_THAT(pdf.text(), HasSubstr("斜着放的一行文字")) << degrees;
        // Its first character begins where the line does, its last ends where the line ends.
        const auto words = wordsOf(pdf);
        ASSERT_EQ(words.size(), 1U) << degrees;
        EXPECT_NEAR(words[0].left, std::min(quad[0].x, quad[3].x) * pointsPerPixel, 2 * millimetre) << degrees;
        EXPECT_NEAR(words[0].right, std::max(quad[1].x, quad[2].x) * pointsPerPixel, 2 * millimetre) << degrees;
    }
}

TEST(PdfText, ReadsUpsideDownAndSidewaysLines) {
    for (const double degrees : {90.0, 180.0, 270.0}) {
        const base::Quad quad = turnedBox(600, 450, 300, 40, degrees);
        const auto words = wordsOf(PdfOnDisk(pdfWith({line("转过来的文字", quad)})));
        ASSERT_EQ(words.size(), 1U) << degrees;
        EXPECT_EQ(words[0].text, "转过来的文字");
        expectAt(words[0], quad);
    }
}

TEST(PdfText, RunsDownAColumn) {
    const base::Quad column = base::rectangle(300, 100, 40, 240);
    const auto words = wordsOf(PdfOnDisk(pdfWith({line("经办机构意见", column)})));
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words[0].text, "经办机构意见");
    expectAt(words[0], column);
}

TEST(PdfText, PutsEachCharacterWhereTheEngineSawIt) {
    // A spread label: the second character stands far from the first, and no blank may come between them.
    text::TextLine spread = line("姓名甲", base::rectangle(100, 100, 600, 40));
    const std::vector<std::pair<double, const char*>> places{{100, "姓"}, {300, "名"}, {660, "甲"}};
    for (const auto& [left, character] : places)
        spread.symbols.push_back({character, base::rectangle(left, 100, 40, 40), base::Confidence(1)});
    const PdfOnDisk pdf(pdfWith({spread}));
    EXPECT_THAT(pdf.text("-raw"), HasSubstr("姓名甲"));
    // Cut out by place, the middle of the line holds the second character alone.
    EXPECT_THAT(pdf.text("-r 150 -x 290 -y 90 -W 60 -H 60"), HasSubstr("名"));
    EXPECT_THAT(pdf.text("-r 150 -x 672 -y 90 -W 28 -H 60"), HasSubstr("甲"));
    EXPECT_THAT(pdf.text("-r 150 -x 672 -y 90 -W 28 -H 60"), testing::Not(HasSubstr("名")));
}

TEST(PdfText, FallsBackToAnEvenSpreadWhenSymbolsAreNotThoseOfTheText) {
    text::TextLine odd = line("办理材料", base::rectangle(100, 100, 160, 40));
    odd.symbols.push_back({"乙", base::rectangle(100, 100, 40, 40), base::Confidence(1)});
    EXPECT_THAT(PdfOnDisk(pdfWith({odd})).text(), HasSubstr("办理材料"));
}

TEST(PdfText, CarriesCharactersOutsideTheBasicPlane) {
    EXPECT_THAT(PdfOnDisk(pdfWith({line("𠮷野家𬸚", base::rectangle(100, 100, 160, 40))})).text(),
                HasSubstr("𠮷野家𬸚"));
}

TEST(PdfText, KeepsTheOrderOfTheLinesAndTheCellsOfATable) {
    const std::string raw = PdfOnDisk(pdfWith({line("姓名", base::rectangle(100, 100, 80, 40)),
                                               line("王秀兰", base::rectangle(300, 100, 120, 40)),
                                               line("性别", base::rectangle(100, 200, 80, 40)),
                                               line("女", base::rectangle(300, 200, 40, 40))}))
                                .text("-raw");
    const auto at = [&](const char* word) { return raw.find(word); };
    ASSERT_NE(at("女"), std::string::npos) << raw;
    EXPECT_LT(at("姓名"), at("王秀兰"));
    EXPECT_LT(at("王秀兰"), at("性别"));
    EXPECT_LT(at("性别"), at("女"));
}

TEST(PdfText, LeavesOutWhatIsNoTextOrHasNoPlace) {
    const PdfOnDisk pdf(pdfWith(
        {line("", base::rectangle(100, 100, 80, 40)), line("甲\x01乙", base::rectangle(100, 200, 80, 40)),
         line("丙", base::rectangle(100, 300, 0, 0)), line("丁", base::rectangle(100, 400, std::nan(""), 40))}));
    EXPECT_THAT(pdf.text(), HasSubstr("甲乙"));
    EXPECT_THAT(pdf.text(), testing::Not(HasSubstr("丙")));
}

TEST(PdfText, IsNotSeen) {
    const cv::Mat page = PdfOnDisk(pdfWith({line("办理材料清单", base::rectangle(100, 100, 700, 40))})).rendered(72);
    double darkest = 0;
    cv::minMaxLoc(page.reshape(1), &darkest, nullptr);
    EXPECT_GT(darkest, 235);
}

TEST(PdfFont, GivesEachCharacterACodeForEachWidth) {
    printing::PdfFont font;
    const auto narrow = font.code(U'中', 0.52), wide = font.code(U'中', 0.98), again = font.code(U'中', 1.01);
    EXPECT_EQ(narrow.width, 0.5);
    EXPECT_EQ(wide.width, 1.0);
    EXPECT_NE(narrow.cid, wide.cid);
    EXPECT_EQ(wide.cid, again.cid);
    EXPECT_EQ(font.codeWidths(), (std::vector<int>{500, 1000}));
}

TEST(PdfFont, RunsOutOfWidthsBeforeItRunsOutOfCharacters) {
    printing::PdfFont font;
    for (char32_t c = 0x4E00; c < 0x4E00 + 20000; ++c)
        for (const double width : {0.8, 0.9, 1.0}) (void)font.code(c, width);
    ASSERT_EQ(font.codeWidths().size(), 60000U);
    EXPECT_EQ(font.code(0x4E00, 5.0).width, 1.0) << "the nearest it has";
    const auto fresh = font.code(U'A', 0.5);
    EXPECT_EQ(fresh.cid, 60001);
    EXPECT_EQ(fresh.width, 0.5);
}

}  // namespace
