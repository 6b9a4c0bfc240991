#include "handoff/SameParty.h"

#include <gtest/gtest.h>

namespace daiban::handoff {
namespace {

TEST(SameParty, EveryDotThatIsTypedInANameIsOneDot) {
    for (const char* dot : {"\u00B7", "\u2022", "\u30FB", "\uFF65", "\u2027", "\u2219", "\u22C5", ".", "\uFF0E"})
        EXPECT_TRUE(isSameName("阿依古丽·买买提", std::string("阿依古丽") + dot + "买买提")) << dot;
    EXPECT_FALSE(isSameName("阿依古丽·买买提", "阿依古丽买买提"));
}

TEST(SameParty, WidthsBlanksAndCapitalsMakeNoOtherName) {
    EXPECT_TRUE(isSameName("王小明", " 王 小\u3000明 "));
    EXPECT_TRUE(isSameName("ＡＢＣ科技", "abc 科技"));
    EXPECT_FALSE(isSameName("王小明", "王晓明"));
    EXPECT_FALSE(isSameName("", "")) << "nobody is not somebody";
}

TEST(SameParty, ANumberOfTheFirstGenerationIsTheSamePersons) {
    EXPECT_TRUE(isSameNumber("110105491231002", "11010519491231002X"));
    EXPECT_TRUE(isSameNumber("１１０１０５ 19491231 002ｘ", "11010519491231002X"));
    EXPECT_FALSE(isSameNumber("110105491231003", "11010519491231002X"));
    EXPECT_FALSE(isSameNumber("", ""));
}

}  // namespace
}  // namespace daiban::handoff
