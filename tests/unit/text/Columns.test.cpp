#include "text/hybrid/Columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/Text.h"

namespace daiban::text::hybrid {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr double size = 40;  // of a character's box, pixels

/// A line with a symbol for each of its characters.
TextLine line(const std::string& text, const base::Quad& quad, double confidence = 0.9) {
    TextLine line{text, quad, base::Confidence(confidence), {}};
    for (const char32_t c : base::toCodePoints(text))
        line.symbols.push_back({base::toUtf8(c), quad, base::Confidence(confidence)});
    return line;
}

TextLine one(const std::string& character, double left, double top, double confidence = 0.9) {
    return line(character, base::rectangle(left, top, size, size), confidence);
}

TextLine column(const std::string& text, double left, double top) {
    return line(text, base::rectangle(left, top, size, size * static_cast<double>(base::countCodePoints(text))));
}

TextLine across(const std::string& text, double left, double top) {
    return line(text, base::rectangle(left, top, size * static_cast<double>(base::countCodePoints(text)), size));
}

std::vector<std::string> textsOf(const std::vector<TextLine>& lines) {
    std::vector<std::string> texts;
    for (const TextLine& each : lines) texts.push_back(each.text);
    return texts;
}

std::vector<std::string> joinedTexts(std::vector<TextLine> lines) {
    return textsOf(withColumnsJoined(std::move(lines)));
}

/// All characters and all symbols, each list sorted.
std::u32string charactersOf(const std::vector<TextLine>& lines) {
    std::u32string all;
    for (const TextLine& each : lines) all += base::toCodePoints(each.text);
    std::sort(all.begin(), all.end());
    return all;
}
std::u32string symbolsOf(const std::vector<TextLine>& lines) {
    std::u32string all;
    for (const TextLine& each : lines)
        for (const TextSymbol& symbol : each.symbols) all += base::toCodePoints(symbol.text);
    std::sort(all.begin(), all.end());
    return all;
}

TEST(Columns, CharactersStackedCloseBecomeOneLineFromTopToBottom) {
    const auto lines =
        withColumnsJoined({one("经", 10, 100), one("办", 10, 138), one("意", 10, 176), one("见", 10, 214)});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].text, "经办意见");
    EXPECT_EQ(lines[0].quad, base::rectangle(10, 100, size, 114 + size));
    std::string symbols;
    for (const TextSymbol& symbol : lines[0].symbols) symbols += symbol.text;
    EXPECT_EQ(symbols, "经办意见");
}

TEST(Columns, TheOrderInWhichTheyWereReadDoesNotMatter) {
    std::vector<TextLine> lines{one("办", 10, 138), one("见", 10, 214), one("经", 10, 100), one("意", 10, 176)};
    const auto byTop = [](const TextLine& a, const TextLine& b) { return a.quad[0].y < b.quad[0].y; };
    std::sort(lines.begin(), lines.end(), byTop);
    do {
        EXPECT_THAT(joinedTexts(lines), ElementsAre("经办意见"));
    } while (std::next_permutation(lines.begin(), lines.end(), byTop));
}

TEST(Columns, TheColumnStandsInThePlaceOfItsFirstCharacter) {
    EXPECT_THAT(
        joinedTexts({across("申请表", 200, 20), one("经", 10, 100), across("同意", 200, 110), one("办", 10, 138),
                     across("盖章", 200, 150), one("人", 10, 176), across("日期", 200, 250)}),
        ElementsAre("申请表", "经办人", "同意", "盖章", "日期"));
}

TEST(Columns, TwoColumnsSideBySideAreTwoLines) {
    EXPECT_THAT(joinedTexts({one("经", 10, 100), one("审", 60, 100), one("办", 10, 140), one("核", 60, 140)}),
                ElementsAre("经办", "审核"));
}

TEST(Columns, CellsOfDifferentRowsStayApart) {
    EXPECT_THAT(joinedTexts({one("男", 10, 100), one("女", 10, 100 + 1.5 * size), one("男", 10, 100 + 3 * size)}),
                ElementsAre("男", "女", "男"));
}

TEST(Columns, TheSameColumnOfTwoRowsIsTwoLines) {
    EXPECT_THAT(joinedTexts({one("审", 10, 100), one("核", 10, 138), one("批", 10, 138 + 1.5 * size),
                             one("准", 10, 176 + 1.5 * size)}),
                ElementsAre("审核", "批准"));
}

TEST(Columns, APieceAndAColumnAndAPieceJoin) {
    EXPECT_THAT(joinedTexts({one("民", 10, 100), column("政审", 10, 138), one("批", 10, 216)}),
                ElementsAre("民政审批"));
    EXPECT_THAT(joinedTexts({column("政审", 10, 138), one("批", 10, 216), one("民", 10, 100)}),
                ElementsAre("民政审批"));
}

TEST(Columns, CharactersASidewaysStepApartStayApart) {
    EXPECT_THAT(joinedTexts({one("经", 10, 100), one("办", 10 + 0.6 * size, 138)}), ElementsAre("经", "办"));
}

TEST(Columns, AHeadingAboveSmallPrintIsNotJoinedWithIt) {
    const TextLine large = line("章", base::rectangle(10, 20, 80, 80));
    EXPECT_THAT(joinedTexts({large, one("公", 30, 98)}), ElementsAre("章", "公"));
}

TEST(Columns, LinesThatRunAcrossStayAsTheyAre) {
    EXPECT_THAT(joinedTexts({across("姓名", 10, 100), across("性别", 10, 138), across("民族", 10, 176)}),
                ElementsAre("姓名", "性别", "民族"));
}

TEST(Columns, DigitsUnderOneAnotherStayApart) {
    EXPECT_THAT(joinedTexts({one("1", 10, 100), one("2", 10, 138), one("3", 10, 176)}), ElementsAre("1", "2", "3"));
}

TEST(Columns, TheConfidenceIsThatOfAllCharacters) {
    const auto lines = withColumnsJoined({one("经", 10, 100, 0.6), one("办", 10, 138, 0.9), one("人", 10, 176, 0.9)});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NEAR(lines[0].confidence.value(), 0.8, 1e-9);
}

TEST(Columns, NothingGivesNothing) {
    EXPECT_THAT(withColumnsJoined({}), IsEmpty());
}

TEST(Columns, NoCharacterIsLostWhereverTheyStand) {
    const std::u32string some = U"经办人意见民政审批盖章年月日";
    std::mt19937 random(11);
    std::size_t joins = 0;
    for (int page = 0; page < 300; ++page) {
        std::vector<TextLine> lines;
        for (int i = 0; i < 12; ++i) {
            const std::string character = base::toUtf8(some[random() % some.size()]);
            const double left = static_cast<double>(random() % 3) * 30;
            const double top = static_cast<double>(random() % 12) * 19;
            if (random() % 5 == 0)
                lines.push_back(column(character + "核", left, top));
            else
                lines.push_back(one(character, left, top));
        }
        const auto joined = withColumnsJoined(lines);
        ASSERT_EQ(charactersOf(joined), charactersOf(lines)) << "page " << page;
        ASSERT_EQ(symbolsOf(joined), symbolsOf(lines)) << "page " << page;
        joins += lines.size() - joined.size();
    }
    EXPECT_GT(joins, 300U);
}

}  // namespace
}  // namespace daiban::text::hybrid
