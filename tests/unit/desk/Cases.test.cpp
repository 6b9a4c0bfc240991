#include "desk/Cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::refusalOf;
using tests::Station;

const char* const itsNumber = "12011619701016382X";

std::string itemFile(int version, const char* effective, const std::string& materials) {
    return "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: " +
           std::to_string(version) + "\neffective: " + effective + "\nresult: {name: 结果}\nmaterials:\n" + materials;
}

const std::string diploma = "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n";
const std::string medal = "  - {type: other, name: 立功证书, form: 收原件, subject: applicant}\n";
const std::string lease = "  - {type: lease-contract, name: 房屋租赁合同, form: 收复印件, subject: applicant}\n";

class Cases : public testing::Test {
  protected:
    base::BatchId batchOf(const std::vector<base::Json>& documents) {
        const auto batch = station_.newId<base::BatchId>();
        for (const auto& document : documents) station_.addRead(batch, {document});
        return batch;
    }
    [[nodiscard]] desk::CaseOpening opening(const base::BatchId& batch, const std::string& item = "AB-001") const {
        return {.id = {},
                .item = item,
                .situations = {},
                .office = "SQ-0101",
                .applicant = {.name = "林晓舟", .idNumber = "无"},
                .batch = batch};
    }
    desk::CaseView open(const std::vector<base::Json>& documents) {
        return station_.desk().cases.open(station_.worker, opening(batchOf(documents)));
    }
    static base::Json itsDiploma() { return Station::document("diploma", {{"name", "林晓舟"}}); }

    Station station_;
};

TEST_F(Cases, KeepToTheVersionTheyWereOpenedWith) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto before = open({itsDiploma()}).record;
    station_.writeItem("history/AB-001.v1.yaml", itemFile(1, "2026-01-01", diploma));
    station_.writeItem("AB-001.yaml", itemFile(2, "2026-06-01", diploma + medal));
    station_.clock.advance(std::chrono::hours{24 * 100});  // 24 June: the new rules are in force
    station_.newDesk();
    EXPECT_EQ(station_.desk().cases.check(station_.worker, before.number).checklist.version, 1);
    const auto after = open({itsDiploma()});
    EXPECT_EQ(after.checklist.version, 2);
    EXPECT_EQ(after.checklist.requirements.size(), 2U);
    EXPECT_FALSE(after.checklist.complete);
}

TEST_F(Cases, AreNotCheckedByAnotherVersionWhenTheirsIsGone) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto record = open({itsDiploma()}).record;
    station_.writeItem("AB-001.yaml", itemFile(2, "2026-06-01", diploma + medal));
    station_.newDesk();
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().cases.check(station_.worker, record.number); }),
                HasSubstr("AB-001.v1.yaml"));
}

TEST_F(Cases, TakeAPersonsWordForWhatAnUnknownPageIs) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma + medal));
    const auto view = open({itsDiploma(), Station::document("unknown", {})});
    EXPECT_FALSE(view.checklist.complete);
    EXPECT_EQ(view.checklist.surplus.size(), 1U);
    station_.desk().cases.confirm(
        station_.worker, view.record.number,
        {.page = 2, .document = 1, .correction = {.type = "", .fields = {}, .material = "立功证书"}});
    const auto checked = station_.desk().cases.check(station_.worker, view.record.number);
    EXPECT_TRUE(checked.checklist.complete) << checked.checklist.notice.text();
    EXPECT_TRUE(checked.checklist.surplus.empty());
}

TEST_F(Cases, AreOpenedOnceByABatchSentTwice) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto batch = batchOf({itsDiploma()});
    const auto once = station_.desk().cases.open(station_.worker, opening(batch)).record;
    const auto twice = station_.desk().cases.open(station_.worker, opening(batch)).record;
    EXPECT_EQ(once.id, twice.id);
    EXPECT_EQ(station_.desk().cases.list(station_.worker, {}).cases.size(), 1U);
}

TEST_F(Cases, ReadWhoAppliesOnAnIdentityCard) {
    const auto batch = batchOf({Station::idFront("王秀兰", itsNumber)});
    auto asked = opening(batch, "SB-002");
    asked.applicant = {};
    EXPECT_EQ(station_.desk().cases.open(station_.worker, asked).record.applicantName, "王秀兰");
    const auto nobody = batchOf({Station::document("unknown", {})});
    asked.batch = nobody;
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().cases.open(station_.worker, asked); }),
                HasSubstr("Who applies could not be read"));
}

TEST_F(Cases, SaveWhetherTheyAreCompleteBesideTheChecklist) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma + medal));
    const auto view = open({itsDiploma(), Station::document("unknown", {})});
    EXPECT_FALSE(station_.store.checklist(view.record.id)->complete);
    EXPECT_EQ(view.record.status, handoff::CaseStatus::Received);
    EXPECT_EQ(station_.desk().cases.limitOf(view.record).standing, desk::CaseLimit::Standing::NotAccepted);
    station_.desk().cases.confirm(station_.worker, view.record.number,
                                  {.page = 2, .correction = {.type = "", .fields = {}, .material = "立功证书"}});
    (void)station_.desk().cases.check(station_.worker, view.record.number);
    EXPECT_TRUE(station_.store.checklist(view.record.id)->complete);
    EXPECT_EQ(station_.desk().cases.limitOf(view.record).standing, desk::CaseLimit::Standing::Running);
}

TEST_F(Cases, HoldSlipsAgainstTheSameRulesAsTheScreen) {
    // Two pages of one contract: only the rules of bundles know that the second is no stranger.
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", lease));
    const auto first =
        Station::document("lease-contract",
                          {{"lessor_name", "周建国"},
                           {"lessee_name", "林晓舟"},
                           {"location", "柳岸路1号"},
                           {"start_date", "2026-01-01"},
                           {"end_date", "2027-01-01"}},
                          {"房屋租赁合同", "合同编号：ZL-2026-001", "一、房屋", "二、租期", "第1页 共2页"});
    const auto second = Station::document(
        "unknown", {}, {"三、租金", "四、押金", "甲方（签字）：周建国", "乙方（签字）：林晓舟", "第2页 共2页"});
    const auto view = open({first, second});
    ASSERT_EQ(view.checklist.bundles.size(), 1U) << "the two pages are one paper on the screen";
    const auto slip = station_.desk().slips.ofCase(station_.worker, view.record.number,
                                                   printing::loadSlipDesign(station_.models() / "slips/receipt.yaml"),
                                                   desk::SlipDemand::None, {});
    EXPECT_EQ(base::toLine(cases::toJson(slip.checklist)), base::toLine(cases::toJson(view.checklist)));
}

TEST_F(Cases, AreNoBusinessOfAnotherCommunityWhichIsWrittenDown) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto record = open({itsDiploma()}).record;
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().cases.show(station_.neighbour, record.number); }),
                Not(IsEmpty()));
    EXPECT_THAT(station_.desk().cases.list(station_.neighbour, {}).cases, IsEmpty());
    EXPECT_EQ(station_.desk().cases.list(station_.streetClerk, {}).cases.size(), 1U);
    EXPECT_THAT(station_.desk().cases.list(station_.bureauClerk, {}).cases, IsEmpty()) << "nothing was handed to it";
    const auto refused = station_.store.refusals().refusals;
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].account, "sunhao");
}

TEST_F(Cases, AreFoundByAnyPartOfNumberOrName) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto record = open({itsDiploma()}).record;
    const auto found = [&](const std::string& text) {
        return station_.desk().tracking.search(station_.worker, text).cases.size();
    };
    EXPECT_EQ(found("晓舟"), 1U);
    EXPECT_EQ(found(record.number.substr(5)), 1U);
    EXPECT_EQ(found("张三"), 0U);
    EXPECT_EQ(station_.desk().tracking.search(station_.neighbour, "晓舟").cases.size(), 0U);
}

TEST_F(Cases, StopTheirClockOnNoDayThatIsYetToComeAndTakeAStopBack) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto record = open({itsDiploma()}).record;
    const auto& cases = station_.desk().cases;
    const auto day = [](unsigned d) { return base::Date{std::chrono::year{2026} / 3 / d}; };
    EXPECT_THAT(refusalOf([&] {
                    (void)cases.stopClock(station_.worker, record.number, daiban::cases::StopReason::Supplement,
                                          day(30));
                }),
                HasSubstr("yet to come"));
    const auto before = cases.limitOf(record).deadline.deadline.date;
    (void)cases.stopClock(station_.worker, record.number, daiban::cases::StopReason::Supplement, day(16));
    station_.clock.advance(std::chrono::days{2});
    EXPECT_THAT(refusalOf([&] { (void)cases.resumeClock(station_.worker, record.number, day(20)); }),
                HasSubstr("yet to come"));
    EXPECT_EQ(cases.takeBackStop(station_.worker, record.number).deadline.deadline.date, before);
    EXPECT_THAT(refusalOf([&] { (void)cases.takeBackStop(station_.worker, record.number); }),
                HasSubstr("does not stand still"));
}

TEST_F(Cases, KeepNoCornersThatWereNotTriedOnThePicture) {
    station_.writeItem("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    const auto batch = station_.newId<base::BatchId>();
    const auto page = station_.addRead(batch, {itsDiploma()}, Station::whitePicture(300, 200));
    const auto record = station_.desk().cases.open(station_.worker, opening(batch)).record;
    const auto draw = [&](const base::Quad& corners) {
        return refusalOf([&] {
            station_.desk().cases.draw(station_.worker, record.number,
                                       {.page = 1, .document = 1, .corners = corners, .turn = base::Turn::None});
        });
    };
    EXPECT_THAT(draw(base::rectangle(0, 0, 90000, 90000)), HasSubstr("far outside"));
    EXPECT_THAT(draw(base::rectangle(-5000, 10, 100, 100)), HasSubstr("far outside"));
    EXPECT_NE(draw({{{std::nan(""), 0}, {100, 0}, {100, 100}, {0, 100}}}), "");
    EXPECT_THAT(station_.store.corrections(page), IsEmpty());
    EXPECT_EQ(draw(base::rectangle(10, 10, 200, 150)), "");
    EXPECT_THAT(station_.store.corrections(page), testing::SizeIs(1));
}

}  // namespace
