#include "staff/Permissions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>

#include "base/Words.h"
#include "support/HasSubstr.h"

namespace daiban::staff {
namespace {

using support::HasSubstr;

std::string inChinese(const base::Sentence& sentence) {
    static const auto words =
        base::Words::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/languages", base::chinese);
    return sentence.in(words);
}

/// What each role may do, told role by role; the program's table tells it verb by verb. Whatever is not said is
/// refused, so that every cell of the matrix is checked. Places: own, sub, handed.
struct MayDo {
    Role role;
    std::string_view places;
    std::string_view verbs;
};

constexpr std::array expected{
    MayDo{Role::CounterWorker, "own",
          "open-case add-pages remove-page check confirm-paper overrule correct-reading correct-applicant "
          "adjust-corners choose-situations stop-clock resume-clock close-case notice receipt label print "
          "open-handoff scan-handoff close-handoff settle-handoff undo-custody receive-return confirm-match "
          "reject-match search export see-households teach-type"},
    MayDo{Role::CounterWorker, "own sub handed", "track list"},

    MayDo{Role::Courier, "own", "print open-handoff"},
    MayDo{Role::Courier, "own sub handed", "scan-handoff undo-custody track list"},

    MayDo{Role::StreetClerk, "own", "open-case open-handoff scan-handoff close-handoff settle-handoff undo-custody"},
    MayDo{Role::StreetClerk, "own sub",
          "remove-page correct-applicant adjust-corners choose-situations receive-return confirm-match "
          "reject-match see-households teach-type"},
    MayDo{Role::StreetClerk, "own sub handed",
          "add-pages check confirm-paper overrule correct-reading stop-clock resume-clock close-case notice receipt "
          "label print track search list export"},

    MayDo{Role::BureauClerk, "own", "open-handoff scan-handoff close-handoff settle-handoff undo-custody"},
    MayDo{Role::BureauClerk, "own handed", "label print track list"},
    MayDo{Role::BureauClerk, "handed",
          "check confirm-paper overrule stop-clock resume-clock close-case notice receipt search export"},

    MayDo{Role::PickupClerk, "own", "close-case label print receive-return confirm-match reject-match"},
    MayDo{Role::PickupClerk, "own sub", "pick-up track search list"},

    MayDo{Role::Supervisor, "own sub",
          "remove-page overrule correct-applicant stop-clock resume-clock reopen-case print close-handoff "
          "settle-handoff close-alarm undo-custody undo-pickup track search list export see-households read-audit "
          "inspect-pages teach-type "
          "forget-type manage-households delete-person"},
    MayDo{Role::Supervisor, "own", "verify"},

    MayDo{Role::Administrator, "own sub",
          "print see-households read-audit forget-type manage-accounts manage-households manage-offices "
          "manage-printers"},
    MayDo{Role::Administrator, "own", "manage-keys manage-models verify backup restore"},
};

bool hasWord(std::string_view list, std::string_view word) {
    std::istringstream words{std::string(list)};
    for (std::string one; words >> one;)
        if (one == word) return true;
    return false;
}

bool isExpected(Role role, Verb verb, Place place) {
    return std::ranges::any_of(expected, [&](const MayDo& line) {
        return line.role == role && hasWord(line.places, nameOf(place)) && hasWord(line.verbs, nameOf(verb));
    });
}

/// A street office in the middle of its district has every place.
struct District {
    Offices offices = Offices::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/offices");
    std::map<Place, std::pair<std::string, Handed>> somethingAt{{Place::Own, {"JD-01", Handed::No}},
                                                                {Place::Sub, {"SQ-0102", Handed::No}},
                                                                {Place::Handed, {"WB-MZ", Handed::Yes}},
                                                                {Place::Foreign, {"WB-MZ", Handed::No}}};
    [[nodiscard]] Place seenBy(const Actor& actor, Place wanted) const {
        const auto& [office, handed] = somethingAt.at(wanted);
        return placeOf(actor, office, offices, handed);
    }
};

Actor withRoles(Roles roles, std::string office = "JD-01") {
    return {.account = "ceshi", .office = std::move(office), .roles = std::move(roles)};
}

TEST(Permissions, EveryRoleMayDoWhatIsWrittenHereAndNothingElse) {
    const District district;
    int cells = 0;
    int yes = 0;
    for (const Role role : allRoles())
        for (const Verb verb : allVerbs())
            for (const Place place : allPlaces()) {
                const Actor actor = withRoles({role});
                const bool allowed = mayDo(actor, verb, district.seenBy(actor, place)).allowed();
                EXPECT_EQ(allowed, isExpected(role, verb, place))
                    << nameOf(role) << " " << nameOf(verb) << " " << nameOf(place);
                ++cells;
                if (allowed) ++yes;
            }
    std::cout << allRoles().size() << " roles x " << allVerbs().size() << " verbs x " << allPlaces().size()
              << " places: " << cells << " cells, " << yes << " allowed, " << cells - yes << " refused\n";
    EXPECT_EQ(cells, 7 * 48 * 4);
}

TEST(Permissions, TheExpectationNamesOnlyVerbsThatThereAre) {
    for (const MayDo& line : expected) {
        std::istringstream verbs{std::string(line.verbs)};
        for (std::string verb; verbs >> verb;) EXPECT_TRUE(verbNamed(verb)) << verb;
    }
}

TEST(Permissions, EveryVerbMayBeDoneBySomebody) {
    for (const Verb verb : allVerbs())
        EXPECT_TRUE(mayDo(stationOwner("root"), verb, Place::Own).allowed()) << nameOf(verb);
}

TEST(Permissions, NobodyMayDoAnythingToWhatIsForeign) {
    for (const Verb verb : allVerbs())
        EXPECT_FALSE(mayDo(withRoles({allRoles().begin(), allRoles().end()}), verb, Place::Foreign).allowed())
            << nameOf(verb);
}

TEST(Permissions, WhatIsASubOfficesAndHandedOverTooAllowsNoLessThanWhatIsHandedOver) {
    for (const Role role : allRoles())
        for (const Verb verb : allVerbs())
            if (role != Role::BureauClerk && mayDo(withRoles({role}), verb, Place::Handed).allowed()) {
                EXPECT_TRUE(mayDo(withRoles({role}), verb, Place::Sub).allowed()) << nameOf(role) << nameOf(verb);
            }
}

TEST(Permissions, SeveralRolesMayDoWhatAnyOfThemMay) {
    for (const Verb verb : allVerbs())
        for (const Place place : allPlaces())
            EXPECT_EQ(mayDo(withRoles({Role::Courier, Role::PickupClerk}), verb, place).allowed(),
                      isExpected(Role::Courier, verb, place) || isExpected(Role::PickupClerk, verb, place))
                << nameOf(verb) << nameOf(place);
}

TEST(Permissions, AnActorWithoutRolesMayDoNothing) {
    for (const Verb verb : allVerbs())
        for (const Place place : allPlaces()) EXPECT_FALSE(mayDo(withRoles({}), verb, place).allowed());
}

TEST(Permissions, EveryRefusalIsOneChineseAndOneEnglishSentenceWithANextStep) {
    for (const Role role : allRoles())
        for (const Verb verb : allVerbs())
            for (const Place place : allPlaces()) {
                const auto refusal = mayDo(withRoles({role}), verb, place).refusal;
                if (!refusal) continue;
                EXPECT_TRUE(inChinese(*refusal).ends_with("。")) << inChinese(*refusal);
                EXPECT_THAT(inChinese(*refusal), HasSubstr("请"));
                EXPECT_THAT(*refusal, HasSubstr("ask"));
                EXPECT_TRUE(refusal->text().ends_with(".")) << *refusal;
            }
}

TEST(Permissions, TheWordsForAVerbAreOnesInBothLanguages) {
    for (const Verb verb : allVerbs()) EXPECT_EQ(inChinese(base::word(phraseOf(verb))), chineseNameOf(verb));
}

TEST(Permissions, ARefusalSaysWhoMayInstead) {
    const auto refusal = mayDo(withRoles({Role::CounterWorker}), Verb::Backup, Place::Own).refusal;
    ASSERT_TRUE(refusal);
    EXPECT_EQ(inChinese(*refusal), "窗口社工不能备份数据；请管理员来做。");
    EXPECT_EQ(*refusal, "As a counter worker you may not back up the data folder; ask an administrator.");
    const auto elsewhere = mayDo(withRoles({Role::CounterWorker}), Verb::CloseCase, Place::Foreign).refusal;
    ASSERT_TRUE(elsewhere);
    EXPECT_EQ(inChinese(*elsewhere), "您不能在这里结案，因为这是其他机构的办件或事务；请所属机构来做。");
    EXPECT_EQ(*elsewhere,
              "You may not close a case here, because this is another office's; ask the office it belongs to.");
}

TEST(Place, ADistrictIsAboveEverythingAStreetOfficeAboveItsCommunitiesAndABureauAboveNothing) {
    const District district;
    const auto seen = [&](std::string viewer, std::string_view office) {
        return placeOf(withRoles({}, std::move(viewer)), office, district.offices);
    };
    for (const Office& office : district.offices.all())
        EXPECT_EQ(seen("QU-01", office.code), office.code == "QU-01" ? Place::Own : Place::Sub) << office.code;
    EXPECT_EQ(seen("JD-01", "SQ-0101"), Place::Sub);
    EXPECT_EQ(seen("JD-01", "QU-01"), Place::Foreign);
    EXPECT_EQ(seen("SQ-0101", "SQ-0102"), Place::Foreign);
    EXPECT_EQ(seen("WB-RS", "SQ-0101"), Place::Foreign);
    EXPECT_EQ(seen("SQ-9999", "SQ-0101"), Place::Foreign);
    EXPECT_EQ(placeOf(withRoles({}, "WB-RS"), "SQ-0101", district.offices, Handed::Yes), Place::Handed);
    EXPECT_EQ(placeOf(withRoles({}, ""), "", district.offices), Place::Foreign);
}

TEST(Place, TheDataFolderBelongsToTheHighestOfficeAndToNoBureau) {
    const District district;
    for (const Office& office : district.offices.all())
        EXPECT_EQ(stationPlaceOf(withRoles({}, office.code), district.offices),
                  office.code == "QU-01" ? Place::Own : Place::Foreign)
            << office.code;
    EXPECT_EQ(stationPlaceOf(stationOwner("root"), district.offices), Place::Own);
    EXPECT_EQ(stationPlaceOf(withRoles({}, ""), district.offices), Place::Foreign);
}

TEST(Verb, IsFoundByItsNameAndHasOneInChinese) {
    for (const Verb verb : allVerbs()) {
        EXPECT_EQ(verbNamed(nameOf(verb)), verb);
        EXPECT_FALSE(chineseNameOf(verb).empty());
        EXPECT_FALSE(phraseOf(verb).empty());
    }
    EXPECT_EQ(verbNamed("reign"), std::nullopt);
}

}  // namespace
}  // namespace daiban::staff
