#include "imaging/PictureHash.h"

#include <gtest/gtest.h>

#include <bit>

#include "DrawnPages.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

/// A form filled in by one of many people: the same table, other entries.
cv::Mat filledForm(std::uint64_t person) {
    cv::Mat sheet = blank(1654, 2339, {250, 252, 253});
    writeText(sheet, {500, 150, 650, 90}, 44, 1);
    ruleTable(sheet, {150, 350, 1354, 1500}, 15, 4);
    for (int row = 0; row < 15; ++row) {
        const auto seed = static_cast<std::uint64_t>(row);
        writeText(sheet, {170, 380 + row * 100, 200, 50}, 30, 100 + seed);
        writeText(sheet, {510, 380 + row * 100, 180 + static_cast<int>((person * 37 + seed * 13) % 140), 50}, 30,
                  1000 * person + seed);
        writeText(sheet, {1190, 380 + row * 100, 120 + static_cast<int>((person * 53 + seed * 29) % 180), 50}, 30,
                  1000 * person + seed + 500);
    }
    return sheet;
}

/// As it comes in a second time: cut out a little differently, tilted, fewer dots, gray, lighter, with grain.
cv::Mat scannedAgain(const cv::Mat& first, double degrees = 0.4) {
    cv::Mat out = blank(first.cols, first.rows, {245, 245, 245});
    lay(out, first,
        turnedRectangle({first.cols / 2.0 + 5, first.rows / 2.0 - 6}, first.cols * 1.004, first.rows * 0.995, degrees));
    cv::resize(out, out, {}, 0.5, 0.5, cv::INTER_AREA);
    out.convertTo(out, -1, 0.9, 12);
    addNoise(out, 4);
    cv::cvtColor(out, out, cv::COLOR_BGR2GRAY);
    return out;
}

TEST(PictureHash, KnowsADocumentThatCameInTwice) {
    const cv::Mat sheet = filledForm(1);
    EXPECT_DOUBLE_EQ(similarity(hashOf(sheet), hashOf(sheet)), 1);
    EXPECT_TRUE(likelySame(hashOf(sheet), hashOf(sheet)));
    EXPECT_TRUE(worthComparing(hashOf(sheet), hashOf(scannedAgain(sheet))));
}

TEST(PictureHash, KnowsADocumentThatCameInTurned) {
    const cv::Mat sheet = filledForm(1);
    for (const int turn : {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE}) {
        cv::Mat turned;
        cv::rotate(scannedAgain(sheet), turned, turn);
        EXPECT_TRUE(worthComparing(hashOf(sheet), hashOf(turned))) << turn;
    }
}

TEST(PictureHash, TellsTwoPeoplesPapersOnOneFormApart) {
    const PictureHash first = hashOf(filledForm(1));
    for (std::uint64_t person = 2; person < 8; ++person)
        EXPECT_FALSE(likelySame(first, hashOf(filledForm(person)))) << similarity(first, hashOf(filledForm(person)));
}

TEST(PictureHash, KnowsTheSamePictureInGray) {
    const cv::Mat sheet = filledForm(1);
    cv::Mat again;
    cv::cvtColor(sheet, again, cv::COLOR_BGR2GRAY);
    again.convertTo(again, -1, 0.95, 5);
    const double value = similarity(hashOf(sheet), hashOf(again));
    EXPECT_TRUE(likelySame(hashOf(sheet), hashOf(again))) << value;
}

TEST(PictureHash, NeverTakesBlankPagesForTheSame) {
    const PictureHash paper = hashOf(blank(1240, 1754, {250, 250, 250}));
    EXPECT_EQ(similarity(paper, paper), 0);
    EXPECT_FALSE(worthComparing(paper, paper));
    EXPECT_FALSE(likelySame(hashOf({}), hashOf({})));
}

TEST(PictureHash, NeverTakesACardForASheet) {
    EXPECT_EQ(similarity(hashOf(card(1011)), hashOf(textSheet(1654, 2339))), 0);
}

TEST(PictureHash, ComesBackFromItsText) {
    const PictureHash hash = hashOf(filledForm(3));
    const std::string text = toText(hash);
    EXPECT_LT(text.size(), 4096U);
    const auto back = fromText(text);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->cells, hash.cells);
    EXPECT_NEAR(back->shape, hash.shape, 0.001);
    EXPECT_DOUBLE_EQ(similarity(*back, hash), 1);
}

TEST(PictureHash, RefusesADamagedText) {
    const std::string text = toText(hashOf(card(1011)));
    EXPECT_FALSE(fromText("").has_value());
    EXPECT_FALSE(fromText(text.substr(0, text.size() - 1)).has_value());
    EXPECT_FALSE(fromText("p2" + text.substr(2)).has_value());
    std::string other = text;
    other.back() = '*';
    EXPECT_FALSE(fromText(other).has_value());
    other = text;
    other[4] = 'x';
    EXPECT_FALSE(fromText(other).has_value());
}

TEST(PictureHash, HasACoarsePartThatHardlyChanges) {
    const cv::Mat sheet = filledForm(4);
    EXPECT_LE(std::popcount(hashOf(sheet).coarse() ^ hashOf(scannedAgain(sheet)).coarse()), 10);
    EXPECT_GT(std::popcount(hashOf(sheet).coarse() ^ hashOf(card(1011)).coarse()), 10);
}

}  // namespace
}  // namespace daiban::imaging
