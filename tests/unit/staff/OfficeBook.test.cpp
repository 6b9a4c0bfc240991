#include "staff/OfficeBook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/Error.h"
#include "support/TemporaryFolder.h"

namespace daiban::staff {
namespace {

using testing::HasSubstr;

class OfficeBookTest : public testing::Test {
  protected:
    [[nodiscard]] OfficeBook book() const {
        return {std::filesystem::path(DAIBAN_SOURCE_DIR) / "models", folder.path() / "data"};
    }
    static Office community(const std::string& code) {
        return {.code = code, .kind = OfficeKind::Community, .name = "晴川街道\"新\"社区", .parent = "JD-01"};
    }
    template <class Action>
    static std::string sentenceOf(const Action& action) {
        try {
            action();
        } catch (const base::Error& error) {
            return error.what();
        }
        return {};
    }

    support::TemporaryFolder folder;
    const base::Date day{std::chrono::year{2026} / 11 / 29};
};

TEST_F(OfficeBookTest, TheInventedDistrictCountsUntilTheFirstChange) {
    EXPECT_EQ(book().offices().all().size(), 7U);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
    book().add(community("SQ-0103"));
    EXPECT_EQ(book().folder(), folder.path() / "data/offices");
    const Offices offices = book().offices();
    EXPECT_EQ(offices.all().size(), 8U);
    ASSERT_NE(offices.find("SQ-0103"), nullptr);
    EXPECT_EQ(*offices.find("SQ-0103"), community("SQ-0103"));
}

TEST_F(OfficeBookTest, FilesOfTheStationTakeThePlaceOfTheInventedDistrict) {
    std::filesystem::create_directories(folder.path() / "data/offices");
    std::ofstream(folder.path() / "data/offices/ours.yaml")
        << "offices:\n  - {code: JD-7, kind: street-office, name: 甲}\n";
    EXPECT_EQ(book().offices().all().size(), 1U);
    EXPECT_THAT(sentenceOf([&] { book().add(community("SQ-1")); }), HasSubstr("ours.yaml"));
}

TEST_F(OfficeBookTest, WhatIsNotInOrderIsRefusedAndNothingChanges) {
    EXPECT_THAT(sentenceOf([&] { book().add(community("SQ-0101")); }), HasSubstr("used twice"));
    EXPECT_THAT(sentenceOf([&] { book().add(community("sq 1")); }), HasSubstr("A-Z"));
    EXPECT_THAT(sentenceOf([&] { book().add(community("X}, {a: b")); }), HasSubstr("not be in order"));
    Office lost = community("SQ-9");
    lost.parent = "JD-99";
    EXPECT_THAT(sentenceOf([&] { book().add(lost); }), HasSubstr("needs a street office"));
    EXPECT_EQ(book().offices().all().size(), 7U);
}

TEST_F(OfficeBookTest, AClosedOfficeStaysKnownAndWhatHasOthersBelowCannotBeClosed) {
    EXPECT_THAT(sentenceOf([&] { book().close("JD-01", day); }), HasSubstr("SQ-0101"));
    EXPECT_THAT(sentenceOf([&] { book().close("NOWHERE", day); }), HasSubstr("no office"));
    book().close("SQ-0101", day);
    book().close("SQ-0101", base::Date{std::chrono::year{2027} / 1 / 1});
    EXPECT_EQ(book().offices().find("SQ-0101")->closed, day);
    book().close("SQ-0102", day);
    book().close("JD-01", day);
    EXPECT_EQ(book().offices().find("JD-01")->name, "晴川街道办事处");
}

TEST_F(OfficeBookTest, ManyWhoAddAtTheSameTimeLoseNothing) {
    std::vector<std::thread> clerks;
    for (int n = 0; n < 8; ++n)
        clerks.emplace_back([this, n] { book().add(community("SQ-03" + std::to_string(10 + n))); });
    for (auto& clerk : clerks) clerk.join();
    EXPECT_EQ(book().offices().all().size(), 15U);
}

}  // namespace
}  // namespace daiban::staff
