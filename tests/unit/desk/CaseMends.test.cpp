// What is put right of a case, as the counter does it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

const char* const herNumber = "12011619701016382X";

class CaseMends : public testing::Test {
  protected:
    CaseMends() {
        station_.writeItem("AB-001.yaml",
                           "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\n"
                           "version: 1\neffective: 2026-01-01\nresult: {name: 结果, type: none}\nmaterials:\n"
                           "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
    }
    base::BatchId batchOf(const std::vector<base::Json>& documents) {
        const auto batch = station_.newId<base::BatchId>();
        for (const auto& document : documents) station_.addRead(batch, {document});
        return batch;
    }
    desk::CaseView open(const cases::Identity& applicant, const std::vector<base::Json>& documents) {
        return cases().open(station_.worker, {.id = {},
                                              .item = "AB-001",
                                              .situations = {},
                                              .office = "SQ-0101",
                                              .applicant = applicant,
                                              .batch = batchOf(documents)});
    }
    const desk::Cases& cases() { return station_.desk().cases; }
    static base::Json diplomaOf(const std::string& name) { return Station::document("diploma", {{"name", name}}); }

    Station station_;
};

TEST_F(CaseMends, ACaseIsNotOpenedForAnybodyWhoCannotBe) {
    for (const cases::Identity& nobody : std::vector<cases::Identity>{{"王秀兰", "1234"},
                                                                      {"王秀兰", ""},
                                                                      {"王秀兰", "120116197010163821"},
                                                                      {"\x1b[31m王秀兰", "无"},
                                                                      {std::string(3000, 'a'), "无"}})
        EXPECT_THAT(refusalOf([&] { (void)open(nobody, {diplomaOf("王秀兰")}); }), Not(IsEmpty())) << nobody.idNumber;
    EXPECT_THAT(cases().list(station_.worker, {}).cases, IsEmpty());
    EXPECT_EQ(open({"王 秀兰", "12011619701016382x"}, {diplomaOf("王秀兰")}).record.applicantIdNumber, herNumber);
}

TEST_F(CaseMends, ACorrectedApplicantHasEverythingJudgedAgain) {
    const auto view = open({"王秀蓝", "无"}, {diplomaOf("王秀兰")});
    EXPECT_FALSE(view.checklist.complete);
    const auto mended = cases().correctApplicant(station_.worker, view.record.number,
                                                 {.name = "王秀兰", .idNumber = {}, .reason = "录错一字"});
    EXPECT_TRUE(mended.checklist.complete) << mended.checklist.notice.text();
    EXPECT_EQ(mended.record.applicantName, "王秀兰");
    EXPECT_TRUE(station_.store.checklist(view.record.id)->complete) << "and it is saved";
    const auto numbered = cases().correctApplicant(station_.worker, view.record.number,
                                                   {.name = {}, .idNumber = herNumber, .reason = "补登号码"});
    EXPECT_EQ(numbered.record.applicantName, "王秀兰") << "what is not given stays";
    EXPECT_EQ(numbered.record.applicantIdNumber, herNumber);
}

TEST_F(CaseMends, AnApplicantIsCorrectedOnlyWithAReasonAndToSomebodyWhoCanBe) {
    const auto record = open({"王秀兰", herNumber}, {}).record;
    const auto mend = [&](const desk::ApplicantMend& how) {
        return refusalOf([&] { (void)cases().correctApplicant(station_.worker, record.number, how); });
    };
    EXPECT_THAT(mend({.name = "李四", .idNumber = {}, .reason = " "}), HasSubstr("why"));
    EXPECT_THAT(mend({.name = "李四", .idNumber = {}, .reason = "换\x1b[2J人"}), HasSubstr("control"));
    EXPECT_THAT(mend({.name = {}, .idNumber = "1234", .reason = "录错"}), Not(IsEmpty()));
    EXPECT_THAT(mend({.name = {}, .idNumber = {}, .reason = "录错"}), Not(IsEmpty()));
    EXPECT_THAT(refusalOf([&] {
                    (void)cases().correctApplicant(station_.neighbour, record.number,
                                                   {.name = "李四", .idNumber = {}, .reason = "录错"});
                }),
                Not(IsEmpty()))
        << "another community's case";
    EXPECT_EQ(cases().find(station_.worker, record.number).applicantName, "王秀兰");
}

TEST_F(CaseMends, OnlyASupervisorReopensACase) {
    const auto record = open({"王秀兰", herNumber}, {}).record;
    (void)cases().close(station_.worker, record.number, handoff::CaseStep::Withdrawn);
    EXPECT_THAT(refusalOf([&] { (void)cases().reopen(station_.worker, record.number, "误关"); }),
                HasSubstr("supervisor"));
    EXPECT_EQ(cases().reopen(station_.supervisor, record.number, "误关").status, handoff::CaseStatus::Received);
}

TEST_F(CaseMends, APageTakenOutCountsForNothingUntilItIsPutBack) {
    const auto view = open({"王秀兰", herNumber}, {diplomaOf("王秀兰")});
    EXPECT_TRUE(view.checklist.complete);
    const auto without = cases().removePage(station_.worker, view.record.number, 1, "别人的");
    EXPECT_FALSE(without.checklist.complete);
    const auto removed = cases().removedPages(station_.worker, view.record.number);
    ASSERT_THAT(removed, SizeIs(1));
    EXPECT_TRUE(
        cases().restorePage(station_.worker, view.record.number, removed[0].page.id, "是她的").checklist.complete);
}

TEST_F(CaseMends, APageOfNoCaseIsSeenByTheOfficeThatKeptItAndPutToACase) {
    const auto record = open({"王秀兰", herNumber}, {}).record;
    const auto stray = station_.addRead(station_.newId<base::BatchId>(), {diplomaOf("王秀兰")});
    ASSERT_THAT(cases().loosePages(station_.worker), SizeIs(1));
    EXPECT_THAT(cases().loosePages(station_.streetClerk), SizeIs(1));
    EXPECT_THAT(cases().loosePages(station_.neighbour), IsEmpty());
    cases().addPages(station_.worker, record.number, {stray});
    EXPECT_THAT(cases().loosePages(station_.worker), IsEmpty());
    EXPECT_TRUE(cases().check(station_.worker, record.number).checklist.complete);
}

TEST_F(CaseMends, APageThatAnotherOfficeKeptIsNotPutToOnesOwnCase) {
    const auto stray = station_.addRead(station_.newId<base::BatchId>(), {diplomaOf("王秀兰")});
    const auto theirs = cases()
                            .open(station_.neighbour, {.id = {},
                                                       .item = "AB-001",
                                                       .situations = {},
                                                       .office = "SQ-0102",
                                                       .applicant = {"王秀兰", herNumber},
                                                       .batch = station_.newId<base::BatchId>()})
                            .record;
    EXPECT_THAT(refusalOf([&] { cases().addPages(station_.neighbour, theirs.number, {stray}); }), Not(IsEmpty()));
    EXPECT_THAT(station_.store.pagesOf(theirs.id), IsEmpty());
}

}  // namespace
