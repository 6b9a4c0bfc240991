#include "documents/JoinSpreadLabels.h"

#include <gtest/gtest.h>

#include "base/Text.h"

namespace {

using namespace daiban;

text::TextLine at(double left, double top, const std::string& text, double height = 30) {
    const double width = height * static_cast<double>(base::columnsOf(text)) / 2;
    return {.text = text,
            .quad = base::rectangle(left, top, width, height),
            .confidence = base::Confidence(0.9),
            .symbols = {}};
}

std::vector<std::string> textsOf(const std::vector<text::TextLine>& lines) {
    std::vector<std::string> texts;
    for (const auto& line : lines) texts.push_back(base::withoutBlanksInChinese(line.text));
    return texts;
}

TEST(SpreadLabels, TheHalvesOfALabelComeTogether) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "姓"), at(190, 50, "名"), at(290, 50, "胡志刚")})),
              (std::vector<std::string>{"姓名", "胡志刚"}));
}

TEST(SpreadLabels, AHalfJoinsTheLineThatBeginsWithTheOther) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "姓"), at(190, 50, "名郭文静")})),
              (std::vector<std::string>{"姓名郭文静"}));
}

/// A line of `height` pixels a character written from top to bottom.
text::TextLine downAt(double left, double top, const std::string& text, double height) {
    const auto length = static_cast<double>(base::columnsOf(text)) / 2;
    return {.text = text,
            .quad = base::rectangle(left, top, 30, height * length),
            .confidence = base::Confidence(0.9),
            .symbols = {}};
}

TEST(SpreadLabels, FirstHalvesReadAsOneVerticalLineFindTheirSecondHalves) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({downAt(100, 50, "姓性", 45), at(190, 52, "名：王淑珍"),
                                                         at(190, 98, "别：女"), at(340, 98, "年龄：28")})),
              (std::vector<std::string>{"姓名：王淑珍", "性别：女", "年龄：28"}));
}

TEST(SpreadLabels, AVerticalLabelBesideItsRowsIsLeftWhole) {
    const std::vector<text::TextLine> rows{downAt(100, 50, "委托人", 45), at(150, 52, "姓名：王淑珍"),
                                           at(150, 98, "性别：女"), at(150, 142, "住址：新港街道")};
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined(rows)),
              (std::vector<std::string>{"委托人", "姓名：王淑珍", "性别：女", "住址：新港街道"}));
    // One of them alone has its half there.
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({downAt(100, 50, "姓性", 45), at(190, 52, "名：王淑珍")})),
              (std::vector<std::string>{"姓性", "名：王淑珍"}));
}

TEST(SpreadLabels, ColumnsOfFirstAndOfSecondHalvesBecomeLabelsOnTheRowsOfTheirValues) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({downAt(100, 50, "名类住", 45), downAt(190, 50, "称型所", 45),
                                                         at(290, 52, "天津新港商贸"), at(290, 98, "有限责任公司"),
                                                         at(290, 142, "新港街道")})),
              (std::vector<std::string>{"名称", "类型", "住所", "天津新港商贸", "有限责任公司", "新港街道"}));
}

TEST(SpreadLabels, HalvesOfAKnownLabelMayStandFartherApartThanOthers) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "名"), at(260, 50, "称")})),
              (std::vector<std::string>{"名称"}));
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "天"), at(260, 50, "称")})),
              (std::vector<std::string>{"天", "称"}));
}

TEST(SpreadLabels, ALabelOfFourSingleCharactersComesTogether) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "成"), at(180, 50, "立"), at(260, 50, "日"),
                                                         at(340, 50, "期"), at(440, 50, "2021年3月1日")})),
              (std::vector<std::string>{"成立日期", "2021年3月1日"}));
}

TEST(SpreadLabels, OtherRowsAreLeftAlone) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "户"), at(190, 110, "号")})),
              (std::vector<std::string>{"户", "号"}));
}

TEST(SpreadLabels, AFarNeighbourIsAnotherCell) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "汉"), at(260, 50, "出生日期")})),
              (std::vector<std::string>{"汉", "出生日期"}));
}

TEST(SpreadLabels, AWholeValueIsNoHalf) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "女"), at(170, 50, "民族")})),
              (std::vector<std::string>{"女", "民族"}));
}

TEST(SpreadLabels, NumbersAndOtherSizesAreNotJoined) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "第"), at(150, 50, "12018")})),
              (std::vector<std::string>{"第", "12018"}));
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(100, 50, "章"), at(150, 40, "营业执照", 70)})),
              (std::vector<std::string>{"章", "营业执照"}));
}

TEST(SpreadLabels, TheJoinedLineCoversBoth) {
    const auto joined = documents::withSpreadLabelsJoined({at(100, 50, "住"), at(190, 50, "址")});
    ASSERT_EQ(joined.size(), 1U);
    EXPECT_DOUBLE_EQ(joined[0].quad[0].x, 100);
    EXPECT_DOUBLE_EQ(joined[0].quad[1].x, 220);
}

TEST(SpreadLabels, HalvesOfAKnownLabelMayHaveBoxesOfVeryDifferentHeight) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined(
                  {at(100, 60, "户", 33), at(212, 50, "别", 56), at(420, 52, "居民家庭户", 47)})),
              (std::vector<std::string>{"户别", "居民家庭户"}));
}

TEST(SpreadLabels, ASecondHalfAboveAnotherIsWholeThoughItsFirstWasNotSeen) {
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined({at(190, 50, "称"), at(260, 50, "北京华鼎信德资产管理有限公司"),
                                                         at(190, 110, "型"), at(260, 110, "有限责任公司")})),
              (std::vector<std::string>{"名称", "北京华鼎信德资产管理有限公司", "类型", "有限责任公司"}));
    EXPECT_EQ(textsOf(documents::withSpreadLabelsJoined(
                  {at(190, 50, "称深圳市唐正电子有限公司"), at(190, 110, "型"), at(260, 110, "有限责任公司")})),
              (std::vector<std::string>{"名称", "深圳市唐正电子有限公司", "类型", "有限责任公司"}));
}

TEST(SpreadLabels, ALineThatOnlyBeginsLikeASecondHalfStays) {
    EXPECT_EQ(
        textsOf(documents::withSpreadLabelsJoined({at(190, 50, "称深圳市唐正电子有限公司"), at(190, 110, "经营范围")})),
        (std::vector<std::string>{"称深圳市唐正电子有限公司", "经营范围"}));
}

}  // namespace
