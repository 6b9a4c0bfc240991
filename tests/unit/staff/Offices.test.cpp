#include "staff/Offices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/Error.h"
#include "support/TemporaryFolder.h"

namespace daiban::staff {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

Offices specimen() {
    return Offices::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/offices");
}

std::string failureOf(const std::string& yaml) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "district.yaml") << yaml;
    try {
        (void)Offices::load(folder.path());
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
        return error.what();
    }
    return {};
}

TEST(Offices, TheSpecimenDistrictHasTwoCommunitiesAStreetOfficeThreeBureausAndOneAboveAll) {
    const Offices offices = specimen();
    const auto count = [&](OfficeKind kind) { return std::ranges::count(offices.all(), kind, &Office::kind); };
    EXPECT_EQ(count(OfficeKind::Community), 2);
    EXPECT_EQ(count(OfficeKind::StreetOffice), 1);
    EXPECT_EQ(count(OfficeKind::Bureau), 3);
    EXPECT_EQ(count(OfficeKind::District), 1);
}

TEST(Offices, AStreetOfficeSeesItsCommunitiesAndACommunityOnlyItself) {
    const Offices offices = specimen();
    EXPECT_THAT(offices.seenFrom("JD-01"), UnorderedElementsAre("JD-01", "SQ-0101", "SQ-0102"));
    EXPECT_THAT(offices.seenFrom("SQ-0101"), UnorderedElementsAre("SQ-0101"));
    EXPECT_THAT(offices.seenFrom("WB-RS"), UnorderedElementsAre("WB-RS"));
    EXPECT_TRUE(offices.seenFrom("NOWHERE").empty());
}

TEST(Offices, ADistrictAndWhoeverBelongsToTheWholeStationSeeAllOfThem) {
    const Offices offices = specimen();
    EXPECT_EQ(offices.seenFrom("QU-01").size(), offices.all().size());
    EXPECT_EQ(offices.seenFrom("*").size(), offices.all().size());
}

TEST(Offices, AStreetOfficeOrBureauMayStandAloneOrUnderADistrictButUnderNothingElse) {
    EXPECT_EQ(failureOf("offices:\n  - {code: JD-1, kind: street-office, name: 甲}\n"), "");
    EXPECT_THAT(failureOf("offices:\n  - {code: JD-1, kind: street-office, name: 甲, parent: QU-9}\n"),
                HasSubstr("must be a district"));
    EXPECT_THAT(failureOf("offices:\n  - {code: WB-1, kind: bureau, name: 甲}\n"
                          "  - {code: WB-2, kind: bureau, name: 乙, parent: WB-1}\n"),
                HasSubstr("must be a district"));
    EXPECT_THAT(failureOf("offices:\n  - {code: QU-1, kind: district, name: 甲, parent: QU-1}\n"),
                HasSubstr("a district has no parent"));
}

TEST(Offices, AClosedOfficeKeepsItsNameAndTakesNoPaper) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "a.yaml") << "offices:\n  - {code: WB-1, kind: bureau, name: 甲}\n"
                                               "  - {code: WB-2, kind: bureau, name: 乙, closed: 2026-03-01}\n";
    const Offices offices = Offices::load(folder.path());
    EXPECT_EQ(offices.find("WB-2")->name, "乙");
    EXPECT_THROW(offices.checkRoute("WB-1", "WB-2"), base::Error);
    EXPECT_THAT(failureOf("offices:\n  - {code: WB-1, kind: bureau, name: 甲, closed: spring}\n"),
                HasSubstr("closed must be a day"));
}

TEST(Offices, ARouteNeedsTwoDifferentKnownOffices) {
    const Offices offices = specimen();
    EXPECT_NO_THROW(offices.checkRoute("SQ-0101", "JD-01"));
    EXPECT_THROW(offices.checkRoute("SQ-0101", "SQ-0101"), base::Error);
    EXPECT_THROW(offices.checkRoute("SQ-0101", "SQ-9999"), base::Error);
}

TEST(Offices, ACommunityWithoutItsStreetOfficeIsNamedWithFileAndLine) {
    const std::string sentence = failureOf("offices:\n  - {code: SQ-1, kind: community, name: 甲, parent: JD-9}\n");
    EXPECT_THAT(sentence, HasSubstr("district.yaml:2"));
    EXPECT_THAT(sentence, HasSubstr("SQ-1"));
}

TEST(Offices, ACodeUsedTwiceIsRefused) {
    EXPECT_THAT(
        failureOf("offices:\n  - {code: WB-1, kind: bureau, name: 甲}\n  - {code: WB-1, kind: bureau, name: 乙}\n"),
        HasSubstr("used twice"));
}

TEST(Offices, ACodeWithBlanksIsRefused) {
    EXPECT_THAT(failureOf("offices:\n  - {code: 'WB 1', kind: bureau, name: 甲}\n"), HasSubstr("A-Z"));
}

TEST(Offices, ValidateNamesEveryProblem) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "a.yaml") << "offices:\n  - {code: SQ-1, kind: community, name: 甲}\n"
                                               "  - {code: SQ-2, kind: community, name: 乙}\n";
    std::ofstream(folder.path() / "b.yaml") << "offices:\n  - {code: SQ-3, kind: village, name: 丙}\n";
    EXPECT_EQ(Offices::validate(folder.path()).size(), 3U);
    EXPECT_TRUE(Offices::validate(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/offices").empty());
}

}  // namespace
}  // namespace daiban::staff
