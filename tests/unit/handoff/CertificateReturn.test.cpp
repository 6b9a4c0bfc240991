#include "handoff/CertificateReturn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "handoff/ScannedCode.h"
#include "support/HasSubstr.h"

namespace daiban::handoff {
namespace {

using support::HasSubstr;

constexpr base::Date opened{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{2}};
constexpr base::Date longAgo{std::chrono::year{2019}, std::chrono::month{5}, std::chrono::day{6}};
constexpr base::Date since{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{20}};

CertificateMark card(const std::string& number, std::optional<base::Date> issued) {
    return {.type = "elder-benefit-card", .number = number, .issued = issued};
}

TEST(Novelty, TheCertificateHandedInForExchangeIsNotTheNewOne) {
    EXPECT_EQ(noveltyOf(card("A1", longAgo), opened, {card("A1", longAgo)}), Novelty::HandedIn);
}

TEST(Novelty, AnExchangedCardKeepsItsNumberAndHasAnotherDay) {
    EXPECT_EQ(noveltyOf(card("A1", since), opened, {card("A1", longAgo)}), Novelty::New);
    EXPECT_EQ(noveltyOf(card("A2", {}), opened, {card("A1", longAgo)}), Novelty::New);
}

TEST(Novelty, WhatWasNotReadOfTwoOfOneKindIsLeftToAPerson) {
    EXPECT_EQ(noveltyOf(card("A1", {}), opened, {card("A1", longAgo)}), Novelty::Unclear);
    EXPECT_EQ(noveltyOf(card("", {}), opened, {card("A1", longAgo)}), Novelty::Unclear);
}

TEST(Novelty, WhatWasIssuedBeforeTheCaseWasOpenedIsNotItsResult) {
    EXPECT_EQ(noveltyOf(card("A1", longAgo), opened, {}), Novelty::Older);
    EXPECT_EQ(noveltyOf(card("A1", opened), opened, {}), Novelty::New) << "on the spot, the same day";
}

TEST(Novelty, PapersOfAnotherKindSayNothing) {
    CertificateMark other = card("A1", since);
    other.type = "id-card-front";
    EXPECT_EQ(noveltyOf(card("A1", since), opened, {other}), Novelty::New);
}

TEST(CertificateLabels, AtTheCommunityOnlyWhatCameBackGetsOne) {
    for (const auto status : {CaseStatus::Received, CaseStatus::Circulating, CaseStatus::Closed})
        EXPECT_FALSE(whyNoCertificateLabel(status, "SQ-0101", "SQ-0101").empty()) << nameOf(status);
    EXPECT_TRUE(whyNoCertificateLabel(CaseStatus::AwaitingPickup, "SQ-0101", "SQ-0101").empty());
}

TEST(CertificateLabels, TheBureauLabelsWhatItWorksOn) {
    EXPECT_TRUE(whyNoCertificateLabel(CaseStatus::Circulating, "SQ-0101", "WB-RS").empty());
    EXPECT_FALSE(whyNoCertificateLabel(CaseStatus::Received, "SQ-0101", "WB-RS").empty());
}

TEST(DeliveryReceipts, NeedACertificateThatCameBack) {
    for (const auto status : {CaseStatus::Received, CaseStatus::Circulating, CaseStatus::Closed})
        EXPECT_FALSE(whyNoDeliveryReceipt(status).empty()) << nameOf(status);
    for (const auto status : {CaseStatus::AwaitingPickup, CaseStatus::PickedUp})
        EXPECT_TRUE(whyNoDeliveryReceipt(status).empty()) << nameOf(status);
}

TEST(ScannedCodes, ASlipsTokenIsNoFolderAndTheSentenceSaysWhatToScan) {
    EXPECT_THAT(whyNoThing(codes::TokenKind::Slip), HasSubstr("案卷袋上的标签"));
    EXPECT_TRUE(whyNoThing(codes::TokenKind::Folder).empty());
    EXPECT_TRUE(whyNoThing(codes::TokenKind::Certificate).empty());
    for (const auto kind : {codes::TokenKind::Sheet, codes::TokenKind::Desk, codes::TokenKind::Pouch})
        EXPECT_FALSE(whyNoThing(kind).empty());
}

}  // namespace
}  // namespace daiban::handoff
