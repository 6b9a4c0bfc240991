#include "documents/Meanings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "PrintedPage.h"
#include "base/Error.h"
#include "documents/WideText.h"

namespace {

using namespace daiban;
using namespace daiban::documents;

const Meanings& meanings() {
    return projectTypes().meanings();
}

LabelMeaning labelAt(const std::string& text) {
    return meanings().labelAt(comparable(text));
}

TEST(Meanings, ALabelIsKnownByItsOtherWordings) {
    const auto others = meanings().otherWordings({"发证日期"});
    EXPECT_NE(std::find(others.begin(), others.end(), "签发日期"), others.end());
    EXPECT_EQ(std::find(others.begin(), others.end(), "发证日期"), others.end());
    EXPECT_EQ(std::find(others.begin(), others.end(), "出生日期"), others.end());
}

TEST(Meanings, ALabelSaysWhatItAsksAndOfWhom) {
    const auto name = labelAt("代办人姓名：王芳");
    EXPECT_EQ(name.asks, Asks::Name);
    EXPECT_NE(name.whose & meanings().group("agent"), 0U);
    EXPECT_EQ(name.length, 5U);
    const auto number = labelAt("受托人的身份证号码");
    EXPECT_EQ(number.asks, Asks::CitizenNumber);
    EXPECT_NE(number.whose & meanings().group("agent"), 0U);
}

TEST(Meanings, ALabelThatNamesNobodyAsksOfNobodyInParticular) {
    const auto name = labelAt("姓名");
    EXPECT_EQ(name.asks, Asks::Name);
    EXPECT_EQ(name.whose, 0U);
}

TEST(Meanings, AWordForSomebodyThatIsNotListedAsksOfNobodyInParticular) {
    const auto name = labelAt("领证人姓名");
    EXPECT_EQ(name.asks, Asks::Name);
    EXPECT_EQ(name.whose, 0U);
    EXPECT_EQ(name.length, 5U);
    EXPECT_EQ(labelAt("领证人").length, 0U);
    EXPECT_EQ(labelAt("参加人员共五名").length, 0U);
}

TEST(Meanings, AWordMayStandForPeopleOfSeveralGroups) {
    const auto householder = labelAt("户主姓名").whose;
    EXPECT_NE(householder & meanings().group("subject"), 0U);
    EXPECT_NE(householder & meanings().group("householder"), 0U);
}

TEST(Meanings, WhatIsNoLabelMeansNothing) {
    EXPECT_EQ(labelAt("今日天气").asks, Asks::Nothing);
    EXPECT_EQ(labelAt("今日天气").length, 0U);
}

TEST(Meanings, AWordBeforeANameSaysWhoseItIs) {
    EXPECT_NE(meanings().wordBefore(comparable("现委托")).whose & meanings().group("agent"), 0U);
    EXPECT_NE(meanings().wordBefore(comparable("兹证明")).whose & meanings().group("subject"), 0U);
    EXPECT_EQ(meanings().wordBefore(comparable("天气")).length, 0U);
}

TEST(Meanings, WithoutTheirFileLabelsMeanWhatTheTypeSays) {
    const auto none = Meanings::load("no-such-folder/meanings.yaml");
    EXPECT_TRUE(none.otherWordings({"姓名"}).empty());
    EXPECT_EQ(none.labelAt(U"姓名").asks, Asks::Nothing);
}

TEST(Meanings, AWordForPeopleOfNoGroupIsToldWithItsLine) {
    const auto file = std::filesystem::path(testing::TempDir()) / "daiban-meanings-unknown-group.yaml";
    std::ofstream(file) << "meanings:\n  - [姓名]\nroles:\n  agent: [代办人]\nprose:\n  委托: nobody-known\n";
    try {
        (void)Meanings::load(file);
        ADD_FAILURE() << "nothing was thrown";
    } catch (const base::Error& error) {
        EXPECT_NE(std::string(error.what()).find(":6:"), std::string::npos) << error.what();
    }
    std::filesystem::remove(file);
}

}  // namespace
