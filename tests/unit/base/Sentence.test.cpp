#include "base/Sentence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Words.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using base::Sentence;
using base::Words;
using testing::ElementsAre;

const Words chinese = Words::of({{"There is no {} '{}'; see {}.", "没有{}“{}”；见 {}。"},
                                 {"case", "办件"},
                                 {"Row {} of table {} is gone.", "表 {1} 的行 {0} 不见了。"},
                                 {" or ", "或"}});

TEST(Sentence, SaysItsPatternWithWhatStandsInItsPlaces) {
    EXPECT_EQ(Sentence("{} has {} pages.", "a.pdf", 12).text(), "a.pdf has 12 pages.");
    EXPECT_EQ(Sentence("Wait {} s.", 0.5).text(), "Wait 0.5 s.");
    EXPECT_EQ(Sentence("write {{name}} or {{{}}}.", "x").text(), "write {name} or {x}.");
    EXPECT_TRUE(Sentence().empty());
}

TEST(Sentence, IsSaidInAnotherLanguageWithItsPartsAndInThatLanguagesOrder) {
    EXPECT_EQ(Sentence("There is no {} '{}'; see {}.", Sentence("case"), "2026-1", "daiban case list").in(chinese),
              "没有办件“2026-1”；见 daiban case list。");
    EXPECT_EQ(Sentence("Row {} of table {} is gone.", 7, "page").in(chinese), "表 page 的行 7 不见了。");
}

TEST(Sentence, TranslatesNothingThatWasPutIn) {
    EXPECT_EQ(Sentence("{}", "case").in(chinese), "case");
    EXPECT_EQ(Sentence::verbatim("case").in(chinese), "case");
    EXPECT_EQ(base::word("case").in(chinese), "办件");
}

TEST(Sentence, WithoutATranslationIsSaidAsTheSourceWordsIt) {
    EXPECT_EQ(Sentence("Nobody translated {}.", "this").in(chinese), "Nobody translated this.");
}

TEST(Sentence, JoinsOthersWithASeparatorOfTheirLanguage) {
    const Sentence both = base::joined({Sentence("case"), Sentence::verbatim("b")}, Sentence(" or "));
    EXPECT_EQ(both.text(), "case or b");
    EXPECT_EQ(both.in(chinese), "办件或b");
}

TEST(Sentence, KeepsPatternAndPartsOnItsWayThroughJson) {
    const Sentence sent("There is no {} '{}'; see {}.", Sentence("case"), "{\"says\":", "x");
    const Sentence come = base::sentenceFromJson(base::parseJson(base::toLine(base::toJson(sent)), Sentence("It")));
    EXPECT_EQ(come, sent);
    EXPECT_EQ(come.in(chinese), sent.in(chinese));
    const Sentence list = base::joined({Sentence("case"), Sentence("case")}, Sentence(" or "));
    EXPECT_EQ(base::sentenceFromJson(base::toJson(list)), list);
}

TEST(Sentence, ThatIsNoneIsRefused) {
    for (const char* json : {"1", "{}", R"({"says":1,"with":[]})", R"({"says":"x"})", "[1]", "null"})
        EXPECT_THROW((void)base::sentenceFromJson(base::Json::parse(json)), base::Error) << json;
}

TEST(Sentence, ComesOutOfAColumnAsItWasPutInAlsoFromBeforeThereWerePatterns) {
    const Sentence sent("There is no {} '{}'; see {}.", Sentence("case"), "1", "2");
    EXPECT_EQ(base::sentenceFromStored(base::toStored(sent)), sent);
    EXPECT_EQ(base::sentenceFromStored("已签出，在途。").text(), "已签出，在途。");
    EXPECT_EQ(base::sentenceFromStored("{\"says\": broken").text(), "{\"says\": broken");
    EXPECT_EQ(base::toStored(Sentence::verbatim("已打印")), "已打印");
}

TEST(Sentence, OfAnErrorIsWhatItSaysAndCanBeSaidInAnyLanguage) {
    const base::Error error(base::ErrorKind::NotFound,
                            Sentence("There is no {} '{}'; see {}.", Sentence("case"), "1", "x"));
    EXPECT_STREQ(error.what(), "There is no case '1'; see x.");
    EXPECT_EQ(error.sentence().in(chinese), "没有办件“1”；见 x。");
}

TEST(Sentence, IsSaidOnAStreamInTheLanguageThatIsSpokenThere) {
    std::ostringstream out;
    out << Sentence("case");
    base::speak(out, chinese);
    out << "/" << Sentence("case");
    EXPECT_EQ(out.str(), "case/办件");
}

TEST(Sentence, LetsNothingThatWasPutInMakeALineOrAColourOfItsOwnOnAStream) {
    std::ostringstream out;
    out << Sentence("{} is there\n", "a\n✓ b\033[31m");
    EXPECT_EQ(out.str(), "a␊✓ b␛[31m is there\n");
}

TEST(Sentence, PlacesArePlacesAndDoubledBracesAreNone) {
    EXPECT_EQ(base::placesIn("{} {{}} {0} {{{}}}"), 3U);
    EXPECT_EQ(base::placesIn("none"), 0U);
}

TEST(Words, AreReadFromAFileOfTheirLanguage) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "zh-CN.yaml") << "\"a {}\": \"甲 {}\"\n\"b\":\n  \"乙\"\n";
    const Words words = Words::load(folder.path(), "zh-CN");
    EXPECT_EQ(words.of("a {}"), "甲 {}");
    EXPECT_EQ(words.of("b"), "乙");
    EXPECT_EQ(words.of("c"), "c");
    EXPECT_THROW((void)Words::load(folder.path(), "en"), base::Error);
}

TEST(Words, OfALocaleAreChineseOrEnglishOrNone) {
    for (const char* name : {"zh_CN.UTF-8", "zh-CN", "zh", "ZH_TW", "zh-Hans-CN", "zh.UTF-8"})
        EXPECT_EQ(base::languageNamed(name), "zh-CN") << name;
    for (const char* name : {"en", "en_GB.UTF-8", "en-US", "EN"}) EXPECT_EQ(base::languageNamed(name), "en") << name;
    for (const char* name : {"C", "POSIX", "", "fr_FR", "zhang", "english", "C.UTF-8"})
        EXPECT_EQ(base::languageNamed(name), "") << name;
}

}  // namespace
