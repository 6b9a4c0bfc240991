#include "base/Shown.h"

#include <gtest/gtest.h>

#include "base/Json.h"

namespace daiban::base {
namespace {

TEST(Shown, NoTerminalObeysWhatAPaperSays) {
    EXPECT_EQ(shown("\033[2J\033]0;title\a"), "␛[2J␛]0;title␇");
    EXPECT_EQ(shown("\xC2\x9B" "31m"), "⟨U+009B⟩31m");      // CSI of eight-bit terminals
    EXPECT_EQ(shown("\x9B" "31m"), "\xEF\xBF\xBD" "31m");  // the bare byte is no UTF-8
    EXPECT_EQ(shown("\x7F"), "␡");
}

TEST(Shown, TheDirectionOfWritingStaysOurs) {
    EXPECT_EQ(shown("a\u202Egpj.exe"), "a⟨U+202E⟩gpj.exe");
    EXPECT_EQ(shown("\u2066x\u2069\u200Fy\u200Bz"), "⟨U+2066⟩x⟨U+2069⟩⟨U+200F⟩y⟨U+200B⟩z");
}

TEST(Shown, WhatIsToldStaysInItsLineUnlessLinesAreWanted) {
    EXPECT_EQ(shown("a\n    ✓ 齐全\r\tb"), "a␊    ✓ 齐全␍␉b");
    EXPECT_EQ(shown("a\nb\tc\r", Lines::Kept), "a\nb\tc␍");
}

TEST(Shown, OrdinaryWordsStayAsTheyAre) {
    for (const char* text : {"王秀兰", "赵镕海", "a-b_c.jpg", "𠮷野家", "“引号”　全角", "é ñ", ""}) {
        EXPECT_EQ(shown(text), text);
        EXPECT_TRUE(isShowable(text));
    }
    EXPECT_FALSE(isShowable("a\033b"));
}

TEST(Shown, AJsonLineMeansTheSameEscaped) {
    const Json json{{"text", "a\u202Eb\u009Bc\U000E0041d王"}};
    const std::string escaped = escapedJson(toLine(json));
    EXPECT_TRUE(isShowable(escaped)) << escaped;
    EXPECT_EQ(Json::parse(escaped), json);
}

TEST(MaskedNumber, ShowsBothEndsOfALongNumberAndNothingOfAShortOne) {
    EXPECT_EQ(maskedNumber("12011619701016382X"), "1201**********382X");
    EXPECT_EQ(maskedNumber("130503670401001"), "1305*******1001");
    EXPECT_EQ(maskedNumber("E12345678"), "*********");
    EXPECT_EQ(maskedNumber(""), "");
}

}  // namespace
}  // namespace daiban::base
