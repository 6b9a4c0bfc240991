#include "text/hybrid/MendNumbers.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace daiban::text::hybrid {
namespace {

using Characters = std::vector<ppocr::ReadCharacter>;

constexpr double pitch = 24;  // from digit to digit, pixels

Characters read(const std::string& text) {
    Characters characters;
    for (const char c : text)
        characters.push_back({std::string(1, c), pitch * (0.5 + static_cast<double>(characters.size())), 0.97, {}});
    return characters;
}

std::string textOf(const Characters& characters) {
    std::string text;
    for (const auto& c : characters) text += c.text;
    return text;
}

std::size_t doubtsIn(const Characters& characters) {
    std::size_t doubts = 0;
    for (const auto& c : characters) doubts += !c.candidates.empty();
    return doubts;
}

std::size_t placeOf(char c) {
    return c == 'X' ? 10 : static_cast<std::size_t>(c - '0');
}

/// Steps in which a recogniser is sure of `seen`; in the place `at` it holds `other` possible too.
DigitSteps steps(const std::string& seen, std::size_t at = std::string::npos, char other = '0', double chance = 0) {
    constexpr std::size_t nothing = 11;
    DigitSteps out;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        DigitStep digit{}, blank{};
        digit[placeOf(seen[i])] = 0.98;
        digit[nothing] = 0.02;
        if (i == at) digit[placeOf(seen[i])] -= chance, digit[placeOf(other)] += chance;
        blank[nothing] = 1;
        out.push_back(digit);
        out.push_back(blank);
    }
    return out;
}

const std::string right = "120101196003071231";

TEST(MendNumbers, ARightNumberIsLeftAlone) {
    EXPECT_TRUE(wrongCitizenNumbers(read(right)).empty());
}

TEST(MendNumbers, ABankCardOfAsManyFiguresIsNoCitizenNumber) {
    EXPECT_TRUE(wrongCitizenNumbers(read("6217000140012345671")).empty() ||
                withNumberMended(read("6217000140012345671"), {0, 19}, {steps("6217000140012345671")}).size() == 19);
}

TEST(MendNumbers, AFigureThatTheCheckCharacterRulesOutIsReadAsTheNextBestAndLeftToAPerson) {
    std::string wrong = right;
    wrong[4] = '8';
    const auto mended = withNumberMended(read(wrong), {0, 18}, {steps(wrong, 4, '0', 0.2)});
    EXPECT_EQ(textOf(mended), right);
    ASSERT_EQ(doubtsIn(mended), 1U);
    EXPECT_EQ(mended[4].candidates, (std::vector<std::string>{"0", "8"}));
    EXPECT_LE(mended[4].confidence, 0.5);
}

TEST(MendNumbers, AFigureReadTwiceIsLeftOut) {
    const std::string wrong = right.substr(0, 5) + "1" + right.substr(5);
    const auto places = wrongCitizenNumbers(read(wrong));
    ASSERT_EQ(places.size(), 1U);
    const auto mended = withNumberMended(read(wrong), places[0], {steps(right)});
    EXPECT_EQ(textOf(mended), right);
    EXPECT_GE(doubtsIn(mended), 1U);
}

TEST(MendNumbers, WhereTwoNumbersAreAsLikelyNothingIsChanged) {
    std::string wrong = right;
    wrong[4] = '8';
    EXPECT_EQ(textOf(withNumberMended(read(wrong), {0, 18}, {steps(wrong)})), wrong);
}

TEST(MendNumbers, WhatIsFarFromEveryCitizenNumberIsNotChanged) {
    const std::string other = "987654321098765432";
    EXPECT_EQ(textOf(withNumberMended(read(other), {0, 18}, {steps(other)})), other);
}

TEST(MendNumbers, TheLikeliestNumberOfStepsIsTheOneTheyShow) {
    const auto found = citizenNumbersIn(steps(right), 3);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].number, right);
    EXPECT_NEAR(found[0].logLikelihood, logLikelihoodOf(right, steps(right)), 1e-6);
    EXPECT_GT(found[0].logLikelihood, -1);
}

TEST(MendNumbers, FiguresOnEitherSideOfANumberAreNotTakenForIt) {
    Characters line = read("N" + right.substr(0, 17) + "7;");
    const auto places = wrongCitizenNumbers(line);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_EQ(places[0].begin, 1U);
    EXPECT_EQ(places[0].end, 19U);
}

TEST(MendNumbers, ANumberOfWhichTheBeginningIsMissingIsKnownByItsDayOfBirth) {
    const auto cut = cutCitizenNumber(read(right.substr(6)));
    ASSERT_TRUE(cut);
    EXPECT_TRUE(cut->atBegin);
    EXPECT_EQ(cut->missing, 6U);
    EXPECT_TRUE(holdsWhole(read(right), *cut));
    EXPECT_FALSE(holdsWhole(read("120102" + right.substr(6)), *cut)) << "the check character is another's";
}

TEST(MendNumbers, ANumberOfWhichTheEndIsMissingIsKnownByItsDayOfBirth) {
    const auto cut = cutCitizenNumber(read("N:" + right.substr(0, 14)));
    ASSERT_TRUE(cut);
    EXPECT_FALSE(cut->atBegin);
    EXPECT_EQ(cut->missing, 4U);
    EXPECT_TRUE(holdsWhole(read("N:" + right), *cut));
}

TEST(MendNumbers, ATelephoneNumberIsNoPartOfACitizenNumber) {
    EXPECT_FALSE(cutCitizenNumber(read("13812345678")));
    EXPECT_FALSE(cutCitizenNumber(read("022256789012")));
}

}  // namespace
}  // namespace daiban::text::hybrid
