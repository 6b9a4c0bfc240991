#include "base/Text.h"

#include <gtest/gtest.h>

namespace {

using namespace daiban::base;

Date day(int year, unsigned month, unsigned dayOfMonth) {
    return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{dayOfMonth}};
}

TEST(CodePoints, GoThereAndBack) {
    for (const char* text : {"", "abc", "证照", "𠮷野家", "é"}) EXPECT_EQ(toUtf8(toCodePoints(text)), text);
    EXPECT_EQ(countCodePoints("𠮷野家"), 3U);
}

TEST(CodePoints, BrokenBytesBecomeReplacementCharacters) {
    EXPECT_EQ(toUtf8(toCodePoints("a\xE8\xAF"
                                  "b")),
              "a\uFFFD\uFFFDb");
    EXPECT_EQ(toUtf8(toCodePoints("\xC0\x80")), "\uFFFD\uFFFD") << "overlong";
    EXPECT_EQ(toUtf8(toCodePoints("\xED\xA0\x80")), "\uFFFD\uFFFD\uFFFD") << "surrogate";
}

TEST(CodePoints, AreCountedAsTheyAreRead) {
    for (const char* text : {"", "abc",
                             "a\xE8\xAF"
                             "b",
                             "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "证\xFF照"})
        EXPECT_EQ(countCodePoints(text), toCodePoints(text).size()) << text;
}

TEST(CodePoints, ThatAreNoneAreWrittenAsReplacementCharacters) {
    for (const char32_t none : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0xFFFFFFFF}})
        EXPECT_EQ(toUtf8(none), "\uFFFD") << static_cast<unsigned>(none);
}

TEST(CodePoints, OfEveryLengthAtTheEdgesComeBack) {
    for (const char32_t edge :
         {U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'\uD7FF', U'\uE000', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
        const std::u32string one(1, edge);
        EXPECT_EQ(toCodePoints(toUtf8(one)), one) << static_cast<unsigned>(edge);
    }
}

TEST(Folding, FullWidthBecomesHalfWidthAndBlanksBecomeOne) {
    EXPECT_EQ(toUtf8(folded("（Ａ１）　 b")), "(A1) b");
    EXPECT_EQ(squeezed(" 姓　名 ：张 三 "), "姓名:张三");
}

TEST(Blanks, BetweenChineseCharactersGoAndBetweenWordsStay) {
    EXPECT_EQ(withoutBlanksInChinese("姓 名 张 三"), "姓名张三");
    EXPECT_EQ(withoutBlanksInChinese("Tianjin Binhai"), "Tianjin Binhai");
    EXPECT_EQ(withoutBlanksInChinese("1977 年 5 月 24 日"), "1977年5月24日");
    EXPECT_EQ(withoutBlanksInChinese("  6228 4800 "), "6228 4800");
}

TEST(EditDistance, CountsChangesOfCharactersNotBytes) {
    EXPECT_EQ(editDistance("结婚证", "离婚证"), 1U);
    EXPECT_EQ(editDistance("", "证"), 1U);
    EXPECT_EQ(editDistance("证照", "证照"), 0U);
    EXPECT_EQ(editDistance("abcd", "acd"), 1U);
}

TEST(NearestPart, FindsALabelWithAWrongCharacterInALine) {
    const auto part = nearestPart(U"公民身份号码", U"请填公民身份亏码11010");
    EXPECT_EQ(part.distance, 1U);
    EXPECT_EQ(part.begin, 2U);
    EXPECT_EQ(part.end, 8U);
}

TEST(NearestPart, OfAnEmptyTextIsAsFarAsThePatternIsLong) {
    EXPECT_EQ(nearestPart(U"姓名", U"").distance, 2U);
}

TEST(Dates, AreFoundAsPapersPrintThem) {
    EXPECT_EQ(findDate("1949年12月31日"), day(1949, 12, 31));
    EXPECT_EQ(findDate("出生 1977 年 5 月 24 日"), day(1977, 5, 24));
    EXPECT_EQ(findDate("2010.10.03-2030.10.03"), day(2010, 10, 3));
    EXPECT_EQ(findDate("2010-1-3"), day(2010, 1, 3));
    EXPECT_EQ(findDate("20101003"), day(2010, 10, 3));
    EXPECT_EQ(findDate("二〇一〇年十月三日"), day(2010, 10, 3));
    EXPECT_EQ(findDate("二零二五年十二月三十一日"), day(2025, 12, 31));
    EXPECT_EQ(findDate("２０２０年１月２日"), day(2020, 1, 2));
}

TEST(Dates, ThatAreNoDaysAreNotFound) {
    EXPECT_EQ(findDate("2023年2月29日"), std::nullopt);
    EXPECT_EQ(findDate("13050319670401001"), std::nullopt) << "digits inside a longer number";
    EXPECT_EQ(findDate("长期"), std::nullopt);
    EXPECT_EQ(findDate("2023年13月1日"), std::nullopt);
}

TEST(Dates, IsoFormIsStrict) {
    EXPECT_EQ(parseIsoDate("2026-11-22"), day(2026, 11, 22));
    EXPECT_EQ(parseIsoDate("2026-11-2"), std::nullopt);
    EXPECT_EQ(parseIsoDate("2026/11/22"), std::nullopt);
    EXPECT_EQ(isoDate(day(2026, 1, 2)), "2026-01-02");
    EXPECT_EQ(chineseDate(day(2026, 1, 2)), "2026年1月2日");
}

TEST(Dates, DaysBetweenCountsLeapDays) {
    EXPECT_EQ(daysBetween(day(2024, 2, 28), day(2024, 3, 1)), 2);
}

TEST(Times, AreShownInChineseTime) {
    EXPECT_EQ(isoTime(Instant{std::chrono::milliseconds{0}}), "1970-01-01T08:00:00.000+08:00");
    EXPECT_EQ(dayOf(Instant{std::chrono::hours{16}}), day(1970, 1, 2)) << "midnight in China";
}

TEST(Columns, ChineseTakesTwo) {
    EXPECT_EQ(columnsOf("证照ab"), 6U);
    EXPECT_EQ(columnsOf("（一）"), 6U);
}

TEST(Splitting, KeepsEmptyParts) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(joined({"a", "", "b"}, "、"), "a、、b");
    EXPECT_EQ(trimmed("　 证 照 \n"), "证 照");
}

TEST(Dates, AreReadInTheNumeralsOfCertificates) {
    const auto read = [](const char* text) {
        const auto date = findDate(text);
        return date ? isoDate(*date) : std::string("none");
    };
    EXPECT_EQ(read("贰零零陆年柒月叁日"), "2006-07-03");
    EXPECT_EQ(read("二〇〇一年六月廿八日"), "2001-06-28");
    EXPECT_EQ(read("二〇〇一年六月廿日"), "2001-06-20");
    EXPECT_EQ(read("二〇〇一年七月卅一日"), "2001-07-31");
    EXPECT_EQ(read("二〇〇三年元月五日"), "2003-01-05");
    EXPECT_EQ(read("一九九八年拾贰月拾玖日"), "1998-12-19");
    EXPECT_EQ(read("二〇〇一年六月卅一日"), "none");
}

}  // namespace
