#include "desk/ModelVersions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/Id.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using desk::ModelKind;
using desk::VersionState;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;
using namespace std::chrono_literals;

constexpr auto today = std::chrono::year(2026) / 3 / 16;  // where the station's clock stands
constexpr auto later = std::chrono::year(2026) / 3 / 18;

std::string itemText(const std::string& materials) {
    return "code: AB-001  # as the office calls it\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: "
           "5\n"
           "version: 1   # counted\neffective: 2026-01-01\nresult: {name: 结果, type: none}\nmaterials:\n" +
           materials;
}

const std::string diploma = "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n";
const std::string medal = "  - {type: other, name: 立功证书, form: 收原件, subject: applicant}\n";

class ModelVersions : public testing::Test {
  protected:
    ModelVersions() { station_.writeItem("AB-001.yaml", itemText(diploma)); }

    std::string newId() { return base::newUuidV7(station_.clock, station_.random); }
    [[nodiscard]] const desk::ModelVersions& versions() { return station_.desk().modelVersions; }
    desk::KeptModel save(const std::string& materials, base::Date effective) {
        return versions().save(administrator_, {.id = newId(),
                                                .draft = {ModelKind::Items, "AB-001", itemText(materials)},
                                                .effective = effective,
                                                .reason = "区里发了新的办事指南"});
    }
    std::string refusalOfSaving(const desk::ModelDraft& draft, base::Date effective = later) {
        return refusalOf([&] {
            (void)versions().save(administrator_,
                                  {.id = newId(), .draft = draft, .effective = effective, .reason = "改"});
        });
    }
    desk::CaseView open() {
        const auto batch = station_.newId<base::BatchId>();
        station_.addRead(batch, {Station::document("diploma", {{"name", "林晓舟"}})});
        return station_.desk().cases.open(station_.worker, {.id = {},
                                                            .item = "AB-001",
                                                            .situations = {},
                                                            .office = "SQ-0101",
                                                            .applicant = {.name = "林晓舟", .idNumber = "无"},
                                                            .batch = batch});
    }
    /// As the server does at the beginning of every request.
    [[nodiscard]] desk::Models::Hold hold() { return station_.knownModels().hold(base::dayOf(station_.clock.now())); }
    [[nodiscard]] const cases::Item& inForce() {
        return station_.knownModels().items().at("AB-001", base::dayOf(station_.clock.now()));
    }

    Station station_;
    const staff::Actor administrator_{.account = "guanli", .office = "QU-01", .roles = {staff::Role::Administrator}};
};

TEST_F(ModelVersions, TakeEffectOnTheirDayWhileTheStationRuns) {
    const auto kept = save(diploma + medal, later);
    EXPECT_EQ(kept.number, desk::firstOwnVersion);
    {
        const auto held = hold();
        EXPECT_EQ(inForce().version, 1);
        EXPECT_EQ(versions().list(ModelKind::Items, "AB-001").at(1).state, VersionState::Waiting);
    }
    station_.clock.advance(48h);
    const auto held = hold();
    EXPECT_EQ(inForce().version, 1001);
    EXPECT_EQ(inForce().effective, base::Date(later));
    EXPECT_THAT(inForce().materials, SizeIs(2));
    EXPECT_EQ(versions().list(ModelKind::Items, "AB-001").at(0).state, VersionState::Past);
    EXPECT_EQ(versions().list(ModelKind::Items, "AB-001").at(1).state, VersionState::InForce);
}

TEST_F(ModelVersions, LeaveTheChecklistOfACaseThatWasOpenedBefore) {
    const auto before = open();
    (void)save(diploma + medal, today);
    const auto held = hold();
    const auto checked = station_.desk().cases.check(station_.worker, before.record.number).checklist;
    EXPECT_EQ(checked.version, 1);
    EXPECT_THAT(checked.requirements, SizeIs(1));
    const auto after = open();
    EXPECT_EQ(after.checklist.version, 1001);
    EXPECT_THAT(after.checklist.requirements, SizeIs(2));
}

TEST_F(ModelVersions, StayForTheCasesThatBeganByThemWhenAnotherFollows) {
    (void)save(diploma + medal, today);
    std::string number;
    {
        const auto held = hold();
        number = open().record.number;
    }
    (void)save(diploma, today);  // back to what was asked before
    const auto held = hold();
    EXPECT_EQ(inForce().version, 1002);
    EXPECT_EQ(station_.desk().cases.check(station_.worker, number).checklist.version, 1001);
    EXPECT_EQ(open().checklist.version, 1002);
}

TEST_F(ModelVersions, AreKnownToAProgramThatIsStartedLater) {
    (void)save(diploma + medal, today);
    station_.newDesk();
    EXPECT_EQ(inForce().version, 1001);
}

TEST_F(ModelVersions, OfOneRequestAreTheSameToItsEnd) {
    const auto held = hold();
    const cases::Item& seen = inForce();
    std::thread([&] {
        (void)save(diploma + medal, today);
        const auto other = hold();
        EXPECT_EQ(inForce().version, 1001);
    }).join();
    EXPECT_EQ(&inForce(), &seen);
    EXPECT_EQ(seen.name, "试办");
}

TEST_F(ModelVersions, AreWithdrawnBeforeTheirDayAndNeverAfterwards) {
    const auto kept = save(diploma + medal, later);
    EXPECT_TRUE(versions().withdraw(administrator_, ModelKind::Items, "AB-001", kept.number, "写错了").withdrawn);
    station_.clock.advance(48h);
    const auto held = hold();
    EXPECT_EQ(inForce().version, 1);
    EXPECT_EQ(versions().list(ModelKind::Items, "AB-001").at(1).state, VersionState::Withdrawn);
    const auto next = save(diploma + medal, later);
    EXPECT_EQ(next.number, 1002) << "a number is never used again";
    EXPECT_THAT(refusalOf([&] {
                    (void)versions().withdraw(administrator_, ModelKind::Items, "AB-001", next.number, "写错了");
                }),
                HasSubstr("in force since 2026-03-18"));
}

TEST_F(ModelVersions, DoNotBeginBeforeOneThatWaits) {
    (void)save(diploma + medal, later);
    EXPECT_THAT(refusalOfSaving({ModelKind::Items, "AB-001", itemText(diploma)}, today),
                HasSubstr("withdraw it first"));
}

TEST_F(ModelVersions, DoNotBeginInThePast) {
    EXPECT_THAT(refusalOfSaving({ModelKind::Items, "AB-001", itemText(diploma)}, std::chrono::year(2026) / 3 / 15),
                HasSubstr("today or later"));
}

TEST_F(ModelVersions, AreSavedOnlyInOrder) {
    std::string wrong = itemText(diploma);
    wrong.replace(wrong.find("diploma"), 7, "diplomat");
    EXPECT_THAT(refusalOfSaving({ModelKind::Items, "AB-001", wrong}), HasSubstr("第 11 行"));
    EXPECT_THAT(refusalOfSaving({ModelKind::Items, "AB-001", "code: [\n"}), HasSubstr("not valid YAML"));
    EXPECT_THAT(refusalOfSaving({ModelKind::Items, "AB-002", itemText(diploma)}), HasSubstr("AB-001"));
    EXPECT_THAT(refusalOfSaving({ModelKind::Items, "../evil", itemText(diploma)}), HasSubstr("nothing called"));
    EXPECT_THAT(versions().list(ModelKind::Items, "AB-001"), SizeIs(1));
}

TEST_F(ModelVersions, KeepTheRemarksOfTheTextAndSayTheirNumberAndDay) {
    const auto kept = save(diploma + "  # 以后再加\n", later);
    const auto text = versions().textOf(ModelKind::Items, "AB-001", kept.number);
    EXPECT_THAT(text, HasSubstr("code: AB-001  # as the office calls it\n"));
    EXPECT_THAT(text, HasSubstr("version: 1001 # counted\n"));
    EXPECT_THAT(text, HasSubstr("effective: 2026-03-18\n"));
    EXPECT_THAT(text, HasSubstr("  # 以后再加\n"));
}

TEST_F(ModelVersions, ThatWereTamperedWithGiveWayToTheProgramsWithASentence) {
    const auto kept = save(diploma + medal, today);
    std::ofstream(kept.file, std::ios::app) << "# changed by hand\n";
    station_.newDesk();
    EXPECT_EQ(inForce().version, 1);
    ASSERT_THAT(station_.knownModels().troubles(), SizeIs(1));
    EXPECT_THAT(station_.knownModels().troubles().front().text(), HasSubstr("AB-001 第 1001 版现在不能用"));
    EXPECT_EQ(versions().list(ModelKind::Items, "AB-001").at(1).state, VersionState::Unusable);
}

TEST_F(ModelVersions, ThatNoLongerHoldAfterAnUpgradeGiveWayAndTheirCasesGoOn) {
    const auto shared = station_.models() / "items" / "shared";
    std::filesystem::remove(shared);
    std::filesystem::create_directories(shared);
    const auto types = station_.models() / "documents";
    const auto shipped = std::filesystem::canonical(types);
    std::filesystem::remove(types);
    std::filesystem::copy(shipped, types, std::filesystem::copy_options::recursive);
    const std::string row = "  - {type: teacher-qualification, name: 教师资格证, form: 收复印件, subject: applicant}\n";
    (void)save(diploma + row, today);
    station_.newDesk();
    const auto number = open().record.number;
    std::filesystem::remove(types / "teacher-qualification.yaml");  // the upgrade knows it no more
    station_.newDesk();
    EXPECT_EQ(inForce().version, 1);
    ASSERT_THAT(station_.knownModels().troubles(), SizeIs(1));
    EXPECT_THAT(station_.knownModels().troubles().front().text(), HasSubstr("teacher-qualification"));
    EXPECT_EQ(open().checklist.version, 1) << "new cases begin by the program's";
    EXPECT_EQ(station_.desk().cases.check(station_.worker, number).checklist.version, 1001);
}

TEST_F(ModelVersions, AreAnAdministratorsAndAudited) {
    EXPECT_THAT(refusalOf([&] {
                    (void)versions().save(station_.supervisor,
                                          {.id = newId(),
                                           .draft = {ModelKind::Items, "AB-001", itemText(diploma)},
                                           .effective = later,
                                           .reason = "改"});
                }),
                Not(IsEmpty()));
    EXPECT_THAT(station_.store.refusals({}).refusals, SizeIs(1));
    const auto kept = save(diploma + medal, later);
    (void)versions().withdraw(administrator_, ModelKind::Items, "AB-001", kept.number, "写错了");
    std::vector<std::string> actions;
    for (const auto& line : station_.store.auditLines({}).lines)
        if (line.actor == "guanli") actions.push_back(line.action);
    EXPECT_THAT(actions, testing::UnorderedElementsAre("model.saved", "model.withdrawn"));
}

TEST_F(ModelVersions, AreSavedOnceHoweverOftenTheyAreSent) {
    const desk::SavedDraft draft{.id = newId(),
                                 .draft = {ModelKind::Items, "AB-001", itemText(diploma + medal)},
                                 .effective = later,
                                 .reason = "改"};
    EXPECT_EQ(versions().save(administrator_, draft).number, 1001);
    EXPECT_EQ(versions().save(administrator_, draft).number, 1001);
    EXPECT_THAT(versions().list(ModelKind::Items, "AB-001"), SizeIs(2));
}

TEST_F(ModelVersions, OfATypeAreReadByAndMustGiveWhatItemsAskFor) {
    auto text = versions().textOf(ModelKind::Types, "diploma", 0);
    const auto changed = text + "# ours\n";
    const auto kept = versions().save(
        administrator_,
        {.id = newId(), .draft = {ModelKind::Types, "diploma", changed}, .effective = today, .reason = "试"});
    const auto held = hold();
    EXPECT_EQ(station_.knownModels().types().find("diploma")->file, kept.file);
    EXPECT_EQ(station_.knownModels().ownVersionInForce(ModelKind::Types, "diploma"), 1001);
    EXPECT_EQ(station_.knownModels().ownVersionInForce(ModelKind::Types, "passport"), 0);
}

TEST_F(ModelVersions, OfACalendarCount) {
    auto text = versions().textOf(ModelKind::Calendars, "2026", 0);
    const std::string key = "holidays:\n";
    text.insert(text.find(key) + key.size(), "  - {name: 停办, from: 2026-03-17, to: 2026-03-17}\n");
    (void)versions().save(
        administrator_,
        {.id = newId(), .draft = {ModelKind::Calendars, "2026", text}, .effective = today, .reason = "停电"});
    const auto held = hold();
    EXPECT_FALSE(station_.knownModels().calendar().isWorkingDay(std::chrono::year(2026) / 3 / 17));
}

TEST_F(ModelVersions, OfAnItemAreWalkedBeforeTheyAreSaved) {
    const auto check = versions().checkWhole(administrator_, {ModelKind::Items, "AB-001", itemText(diploma)});
    ASSERT_TRUE(check.walk);
    EXPECT_THAT(check.walk->wrong, IsEmpty());
    EXPECT_GT(check.walk->sets(), 0U);
}

}  // namespace
