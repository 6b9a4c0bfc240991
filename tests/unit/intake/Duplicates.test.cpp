#include "intake/Duplicates.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace {

using namespace daiban;

cv::Mat sample(const char* name) {
    return cv::imread(std::string(DAIBAN_SOURCE_DIR) + "/samples/pages/" + name, cv::IMREAD_COLOR);
}

/// The picture as a second scan has it: other brightness, a little soft, cut a little differently.
cv::Mat scannedAgain(const cv::Mat& picture) {
    const int x = picture.cols / 150, y = picture.rows / 150;
    cv::Mat again;
    picture(cv::Rect(x, y, picture.cols - 2 * x, picture.rows - y)).convertTo(again, -1, 0.93, 8);
    cv::GaussianBlur(again, again, {0, 0}, 0.8);
    return again;
}

const std::string card = "开户银行海河农商银行\n卡号6228480402564890018\n户名王秀兰\n有效期至2031年5月";

TEST(LikelyDuplicates, ArePapersThatLookAlikeAndSayTheSame) {
    const cv::Mat picture = sample("bank-card.png");
    ASSERT_FALSE(picture.empty());
    const intake::Seen first{imaging::hashOf(picture), card};
    std::string misread = card;
    misread.replace(misread.find("河农"), std::string("河农").size(), "河衣");
    EXPECT_TRUE(intake::likelyDuplicate(first, {imaging::hashOf(scannedAgain(picture)), misread}));
}

TEST(LikelyDuplicates, AreNotTwoPersonsPapersOnOneForm) {
    const cv::Mat picture = sample("bank-card.png");
    const intake::Seen first{imaging::hashOf(picture), card};
    std::string other = card;
    other.replace(other.find("6228480402564890018"), 19, "6214830185203947752");
    EXPECT_FALSE(intake::likelyDuplicate(first, {imaging::hashOf(scannedAgain(picture)), other}));
}

TEST(LikelyDuplicates, AreNotPapersThatLookDifferent) {
    EXPECT_FALSE(intake::likelyDuplicate({imaging::hashOf(sample("bank-card.png")), card},
                                         {imaging::hashOf(sample("birth-certificate.png")), card}));
}

TEST(LikelyDuplicates, AreNamedWithTheEarlierPage) {
    const cv::Mat picture = sample("bank-card.png");
    const auto reading = [&](const cv::Mat& seen) {
        return base::Json{{"documents", {{{"text", card}, {"picture_hash", imaging::toText(imaging::hashOf(seen))}}}}};
    };
    const base::Json unread{{"error", "..."}, {"documents", base::Json::array()}};
    const auto found = intake::likelyDuplicates(
        {reading(picture), unread, reading(sample("birth-certificate.png")), reading(scannedAgain(picture))});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].page, 3U);
    EXPECT_EQ(found[0].earlierPage, 0U);
}

}  // namespace
