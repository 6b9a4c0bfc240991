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

/// A reading of one document with that picture; every field read for certain.
base::Json readingOf(const cv::Mat& picture, const std::string& type, const std::string& text,
                     const std::vector<std::pair<std::string, std::string>>& fields) {
    base::Json read = base::Json::object();
    for (const auto& [name, value] : fields) read[name] = {{"value", value}, {"confidence", 0.99}, {"valid", true}};
    return {{"documents",
             {{{"type", type},
               {"text", text},
               {"fields", read},
               {"picture_hash", imaging::toText(imaging::hashOf(picture))}}}}};
}

TEST(LikelyDuplicates, AreNotTheBacksOfTwoCardsOfOnePolice) {
    const cv::Mat picture = sample("id-card-back.png");
    ASSERT_FALSE(picture.empty());
    const auto back = [&](const std::string& from, const std::string& until) {
        return readingOf(picture, "id-card-back", "签发机关天津市公安局滨海分局\n有效期限" + from + "-" + until,
                         {{"valid_from", from}, {"valid_until", until}});
    };
    EXPECT_TRUE(intake::likelyDuplicates({back("2015.03.02", "2035.03.02"), back("2018.07.11", "2038.07.11")}).empty());
    EXPECT_EQ(intake::likelyDuplicates({back("2015.03.02", "2035.03.02"), back("2015.03.02", "2035.03.02")}).size(),
              1U);
    auto unread = back("2015.03.02", "2035.03.02"), other = back("2018.07.11", "2038.07.11");
    for (auto* reading : {&unread, &other}) (*reading)["documents"][0]["fields"] = base::Json::object();
    EXPECT_TRUE(intake::likelyDuplicates({unread, other}).empty()) << "the text alone tells the terms";
}

TEST(LikelyDuplicates, AreNotTheRegisterPagesOfTwoSpouses) {
    const cv::Mat picture = sample("household-register-person.png");
    ASSERT_FALSE(picture.empty());
    const auto page = [&](const std::string& name, const std::string& relation) {
        return readingOf(picture, "household-register-person", "常住人口登记卡\n出生地天津市滨海新区\n籍贯天津市",
                         {{"name", name}, {"relation_to_head", relation}});
    };
    EXPECT_TRUE(intake::likelyDuplicates({page("林晓舟", "户主"), page("周若溪", "妻")}).empty());
    EXPECT_EQ(intake::likelyDuplicates({page("林晓舟", "户主"), page("林晓舟", "户主")}).size(), 1U);
}

TEST(LikelyDuplicates, AreNotTheFrontsOfACardAndOfTheOneThatRenewedIt) {
    const cv::Mat old = sample("id-card-front.png");
    ASSERT_FALSE(old.empty());
    const cv::Mat renewed = scannedAgain(old);
    const std::string said = "姓名林晓舟\n公民身份号码120116198406150117\n住址天津市滨海新区柳岸路1号";
    const auto front = [&](const cv::Mat& picture) {
        return readingOf(picture, "id-card-front", said, {{"name", "林晓舟"}, {"id_number", "120116198406150117"}});
    };
    const auto back = [&](const std::string& from) {
        return readingOf(sample("id-card-back.png"), "id-card-back", "有效期限" + from, {{"valid_from", from}});
    };
    EXPECT_EQ(intake::likelyDuplicates({front(old), back("2010.01.05"), front(renewed)}).size(), 1U)
        << "one card, its front scanned twice";
    EXPECT_TRUE(intake::likelyDuplicates({front(old), back("2010.01.05"), front(renewed), back("2020.01.05")}).empty());
}

TEST(LikelyDuplicates, AreNotPapersOfTwoKinds) {
    const cv::Mat picture = sample("bank-card.png");
    EXPECT_TRUE(intake::likelyDuplicates(
                    {readingOf(picture, "bank-card", card, {}), readingOf(picture, "social-security-card", card, {})})
                    .empty());
}

}  // namespace
