#include "base/Validators.h"

#include <gtest/gtest.h>

namespace {

using namespace daiban::base;

constexpr Date today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};

TEST(CitizenNumber, TheStandardsOwnExamplesAreValid) {
    EXPECT_TRUE(isCitizenNumber("11010519491231002X", today));
    EXPECT_TRUE(isCitizenNumber("440524188001010014", today));
}

TEST(CitizenNumber, EveryCheckCharacterOccurs) {
    for (const char* tail : {"0003", "0011", "002X", "0038", "0046", "0054", "0062", "0070", "0089", "0097", "0185"})
        EXPECT_TRUE(isCitizenNumber(std::string("11010519491231") + tail, today)) << tail;
}

TEST(CitizenNumber, EverySingleWrongDigitIsFound) {
    const std::string right = "11010519491231002X";
    for (std::size_t at = 0; at < 17; ++at)
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == right[at]) continue;
            std::string wrong = right;
            wrong[at] = digit;
            EXPECT_FALSE(isCitizenNumber(wrong, today)) << wrong;
        }
}

TEST(CitizenNumber, ALowerCaseXIsTheCheckCharacterToo) {
    EXPECT_TRUE(isCitizenNumber("11010519491231002x", today));
}

TEST(CitizenNumber, ABirthDateThatIsNoDayIsRefused) {
    std::string number = "11010519490230002";
    number += *citizenCheckCharacter(number);
    EXPECT_FALSE(isCitizenNumber(number, today));
}

TEST(CitizenNumber, ABirthDateInTheFutureIsRefused) {
    std::string number = "11010520261123002";
    number += *citizenCheckCharacter(number);
    EXPECT_FALSE(isCitizenNumber(number, today));
    EXPECT_TRUE(isCitizenNumber(number, Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}}));
}

TEST(CitizenNumber, FifteenDigitsBecomeEighteen) {
    EXPECT_EQ(citizenNumberFrom15("130503670401001"), "130503196704010016");
    EXPECT_EQ(citizenNumberFrom15("13050367040100"), std::nullopt);
    EXPECT_EQ(citizenNumberFrom15("130503671301001"), std::nullopt) << "there is no 13th month";
}

TEST(CitizenNumber, TellsBirthDateAndSex) {
    EXPECT_EQ(birthDateOf("11010519491231002X"),
              (Date{std::chrono::year{1949}, std::chrono::month{12}, std::chrono::day{31}}));
    EXPECT_EQ(sexOf("11010519491231002X"), "女");
    EXPECT_EQ(sexOf("440524188001010014"), "男");
}

TEST(CreditCode, TheStandardsOwnExamplesAreValidAndAWrongCheckIsNot) {
    EXPECT_TRUE(isCreditCode("91350100M000100Y43"));
    EXPECT_TRUE(isCreditCode("92110105MA00003300"));
    EXPECT_FALSE(isCreditCode("91350100M000100Y4Z"));
    EXPECT_FALSE(isCreditCode("91350100M000100Y4"));
    EXPECT_FALSE(isCreditCode("91350100I000100Y43")) << "I is not in the alphabet";
}

TEST(BankCard, LuhnIsChecked) {
    EXPECT_TRUE(isBankCardNumber("4539 1488 0343 6467"));
    EXPECT_FALSE(isBankCardNumber("4539148803436468"));
    EXPECT_FALSE(isBankCardNumber("45391x8803436467"));
    EXPECT_FALSE(isBankCardNumber("123"));
}

TEST(Mod3736, FindsEverySingleChange) {
    const std::string body = "1A7K3Q9F2M";
    const std::string whole = body + *mod3736CheckCharacter(body);
    EXPECT_TRUE(hasMod3736Check(whole));
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char other : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
            if (other == whole[at]) continue;
            std::string changed = whole;
            changed[at] = other;
            EXPECT_FALSE(hasMod3736Check(changed)) << changed;
        }
}

TEST(Mod3736, RefusesOtherCharacters) {
    EXPECT_EQ(mod3736CheckCharacter("12-4"), std::nullopt);
}

TEST(ElectronicCertificate, PublishedIdsAreValidAndChangedOnesAreNot) {
    EXPECT_TRUE(isElectronicCertificateId("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"));
    EXPECT_TRUE(isElectronicCertificateId("1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"));
    EXPECT_FALSE(
        isElectronicCertificateId("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000404.001.U"));
    EXPECT_FALSE(isElectronicCertificateId("1.2.156.3005.2.11100000000013338W011"));
}

}  // namespace
