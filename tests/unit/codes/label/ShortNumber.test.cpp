#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/Validators.h"
#include "codes/label/LabelToken.h"

namespace daiban::codes {
namespace {

LabelToken tokenWithId(const std::string& id) {
    return {.kind = TokenKind::Folder, .id = id, .text = {}};
}

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string fullWidth(const std::string& text) {
    std::string wide;
    for (const char c : text) {  // U+FF01 + (c - '!') in UTF-8
        const int point = 0xFF01 + (c - '!');
        wide += static_cast<char>(0xE0 | point >> 12);
        wide += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        wide += static_cast<char>(0x80 | (point & 0x3F));
    }
    return wide;
}

TEST(ShortNumbers, HaveEightUnmistakableCharactersAndACheckCharacter) {
    for (int i = 0; i < 500; ++i) {
        const std::string number = shortNumberOf(tokenWithId("ABCDEFGHIJKL" + std::to_string(2000 + i)));
        ASSERT_EQ(number.size(), 11U) << number;
        EXPECT_EQ(number[4], '-');
        EXPECT_EQ(number[9], '-');
        EXPECT_EQ(number.find_first_of("0OQ1ILZSBU"), std::string::npos) << number;
        EXPECT_TRUE(base::hasMod3736Check(number.substr(0, 4) + number.substr(5, 4) + number[10])) << number;
    }
}

TEST(ShortNumbers, AreTheSameForTheSameTokenAndDifferForOthers) {
    std::set<std::string> numbers;
    for (int i = 0; i < 5000; ++i) numbers.insert(shortNumberOf(tokenWithId(std::to_string(i))));
    EXPECT_EQ(numbers.size(), 5000U);
    EXPECT_EQ(shortNumberOf(tokenWithId("77")), shortNumberOf(tokenWithId("77")));
}

TEST(ShortNumbers, AreUnderstoodHoweverTheyAreTyped) {
    const std::string number = shortNumberOf(tokenWithId("ABCDEFGH23456777"));
    const std::string bare = number.substr(0, 4) + number.substr(5, 4) + number[10];
    for (const std::string& typed : {number, bare, lowerCase(number), " " + number + " \n", fullWidth(number),
                                     bare.substr(0, 3) + " " + bare.substr(3), bare.substr(0, 4) + "—" + bare.substr(4),
                                     bare.substr(0, 2) + "　" + bare.substr(2) + "。"})
        if (typed.find("。") == std::string::npos)
            EXPECT_EQ(normalizedShortNumber(typed), bare) << typed;
        else
            EXPECT_FALSE(normalizedShortNumber(typed)) << typed;
}

TEST(ShortNumbers, TypedWithLookAlikesAreUnderstood) {
    const std::pair<char, std::string_view> lookAlikes[] = {
        {'D', "0OQoq"}, {'2', "Zz"}, {'5', "Ss"}, {'8', "Bb"}, {'V', "Uu"}};
    std::set<char> met;
    for (int i = 0; i < 300; ++i) {
        const auto number = *normalizedShortNumber(shortNumberOf(tokenWithId(std::to_string(i))));
        for (const auto& [right, wrongs] : lookAlikes) {
            if (number.find(right) == std::string::npos) continue;
            met.insert(right);
            for (const char wrong : wrongs) {
                std::string typed = number;
                std::replace(typed.begin(), typed.end(), right, wrong);
                EXPECT_EQ(normalizedShortNumber(typed), number) << typed;
            }
        }
    }
    EXPECT_EQ(met.size(), 5U);
}

TEST(ShortNumbers, WithAnyOneCharacterMistypedAreRefused) {
    const std::string number = *normalizedShortNumber(shortNumberOf(tokenWithId("QQQQQQQQQQQQQQQQ")));
    for (std::size_t place = 0; place < number.size(); ++place)
        for (const char other : std::string_view("23456789ACDEFGHJKMNPRTVWXY1IL")) {
            std::string typed = number;
            if (other == number[place]) continue;
            typed[place] = other;
            EXPECT_FALSE(normalizedShortNumber(typed)) << typed;
        }
}

TEST(ShortNumbers, WithTwoNeighboursSwappedAreRefused) {
    const std::string number = *normalizedShortNumber(shortNumberOf(tokenWithId("SWAP")));
    for (std::size_t place = 0; place + 1 < number.size(); ++place) {
        std::string typed = number;
        std::swap(typed[place], typed[place + 1]);
        EXPECT_EQ(normalizedShortNumber(typed).has_value(), typed == number) << typed;
    }
}

TEST(ShortNumbers, ThatAreNoneAreRefused) {
    for (const char* typed : {"", "-", "2", "22222222", "案卷袋", "7K3Q-9F2M-X-7K3Q", "\xff\xfe", "7K3Q 9F2M !"})
        EXPECT_FALSE(normalizedShortNumber(typed)) << typed;
}

}  // namespace
}  // namespace daiban::codes
