#include "staff/PasswordRules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/Error.h"
#include "support/HasSubstr.h"
#include "support/TemporaryFolder.h"

namespace daiban::staff {
namespace {

using support::HasSubstr;

const PasswordRules asvs = PasswordRules::of(PasswordProfile::Asvs5);
const PasswordRules gbt = PasswordRules::of(PasswordProfile::Gbt22239);

TEST(PasswordRules, OfAsvsAskForLengthAndNeverForKindsOfCharacters) {
    EXPECT_EQ(problemOf("correct horse battery", asvs), "");
    EXPECT_EQ(problemOf("窗口社工很忙的一天又一天", asvs), "");
    EXPECT_THAT(problemOf("k8Zq2mVx", asvs), HasSubstr("too short"));
}

TEST(PasswordRules, OfGbt22239AskForThreeKindsOfCharacters) {
    EXPECT_THAT(problemOf("correct horse battery", gbt), HasSubstr("too plain"));
    EXPECT_EQ(problemOf("k8Zq2mVx", gbt), "");
    EXPECT_EQ(problemOf("correct Horse battery", gbt), "");
}

TEST(PasswordRules, CountCharactersAndNotBytes) {
    EXPECT_THAT(problemOf("窗口社工很忙", asvs), HasSubstr("too short"));  // 18 bytes
    EXPECT_EQ(problemOf(std::string(32, 'q') + "很忙的一天 k8Zq2mVx" + std::string(70, 'x'), asvs), "");
    EXPECT_THAT(problemOf(std::string(129, 'x'), asvs), HasSubstr("too long"));
}

TEST(PasswordRules, RefuseUnderBothWhatIsEasilyGuessed) {
    for (const auto* password : {"passwordpassword", "123456789012", "qwertyuiopas", "aaaaaaaaaaaa", "password2026"})
        EXPECT_THAT(problemOf(password, asvs), HasSubstr("easily guessed")) << password;
    for (const auto* password : {"Password1", "Aa123456", "Qwerty123", "P@ssw0rd"})
        EXPECT_THAT(problemOf(password, gbt), HasSubstr("easily guessed")) << password;
}

TEST(PasswordRules, RefuseWhatEverybodyKnowsOfItsOwner) {
    EXPECT_THAT(problemOf("wangxiaolian2026", asvs, {"wangxiaolian"}), HasSubstr("easily guessed"));
    EXPECT_THAT(problemOf("王小莲王小莲王小莲王小莲", asvs, {"王小莲"}), HasSubstr("easily guessed"));
}

TEST(PasswordRules, OnlyThoseOfGbt22239MakeAPasswordTooOld) {
    const base::Instant set{std::chrono::days{20000}};
    EXPECT_FALSE(gbt.isTooOld(set, set + std::chrono::days{90}));
    EXPECT_TRUE(gbt.isTooOld(set, set + std::chrono::days{91}));
    EXPECT_FALSE(asvs.isTooOld(set, set + std::chrono::days{10000}));
}

TEST(PasswordRules, AreChosenInTheDataFolder) {
    const support::TemporaryFolder folder;
    EXPECT_EQ(PasswordRules::load(folder.path()).profile, PasswordProfile::Asvs5);
    std::ofstream(folder.path() / "security.yaml") << "passwords: gbt-22239\n";
    EXPECT_EQ(PasswordRules::load(folder.path()).profile, PasswordProfile::Gbt22239);
    std::ofstream(folder.path() / "security.yaml") << "passwords: none\n";
    EXPECT_THROW((void)PasswordRules::load(folder.path()), base::Error);
}

TEST(MadePassword, IsGoodUnderBothRulesAndNeverTwice) {
    base::SeededRandom random(5);
    std::set<std::string> seen;
    for (int n = 0; n < 200; ++n) {
        const std::string password = makePassword(random);
        EXPECT_EQ(password.size(), 19U);
        EXPECT_EQ(problemOf(password, asvs), "") << password;
        EXPECT_EQ(problemOf(password, gbt), "") << password;
        seen.insert(password);
    }
    EXPECT_EQ(seen.size(), 200U);
}

}  // namespace
}  // namespace daiban::staff
