#include "desk/Erasing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/HasSubstr.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using support::HasSubstr;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

const cases::Identity her{"王秀兰", "12011619701016382X"};

class Erasing : public testing::Test {
  protected:
    Erasing() {
        station_.writeItem("AB-001.yaml",
                           "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\n"
                           "version: 1\neffective: 2026-01-01\nresult: {name: 结果, type: none}\nmaterials:\n"
                           "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
    }
    store::CaseRecord open(const cases::Identity& applicant, const std::vector<std::string>& files) {
        const auto batch = station_.newId<base::BatchId>();
        for (const auto& bytes : files)
            station_.addRead(batch, {Station::document("diploma", {{"name", applicant.name}})}, bytes);
        return station_.desk()
            .cases
            .open(station_.worker, {.id = {},
                                    .item = "AB-001",
                                    .situations = {},
                                    .office = "SQ-0101",
                                    .applicant = applicant,
                                    .batch = batch})
            .record;
    }
    void close(const store::CaseRecord& record) {
        (void)station_.desk().cases.close(station_.worker, record.number, handoff::CaseStep::Withdrawn);
    }
    desk::ErasurePlan plan() { return erasing().planFor(station_.supervisor, her); }
    store::Erasure erase(const desk::ErasurePlan& planned, const base::EventId& id = {}) {
        std::vector<base::CaseId> ids;
        for (const auto& record : planned.cases) ids.push_back(record.id);
        return erasing().erase(station_.supervisor, ids, "本人书面申请", id);
    }
    const desk::Erasing& erasing() { return station_.desk().erasing; }
    void expectInOrder() {
        EXPECT_THAT(station_.store.verify(store::VerifyDepth::Full).damages, IsEmpty());
        EXPECT_EQ(station_.store.verify(store::VerifyDepth::Full).orphanBlobs, 0);
    }
    /// Whether the words stand anywhere in the folder's files: the database, its log, the originals.
    bool isAnywhere(const std::string& words) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(station_.dataFolder())) {
            if (!entry.is_regular_file()) continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            if (text.str().find(words) != std::string::npos) return true;
        }
        return false;
    }

    Station station_;
};

TEST_F(Erasing, APersonsDataIsGoneFromEveryFileAndTheBooksAreStillInOrder) {
    const auto record = open(her, {"her diploma, front", "her diploma, back"});
    station_.desk().cases.correctApplicant(station_.worker, record.number,
                                           {.name = "王秀蓝", .idNumber = {}, .reason = "录错"});
    station_.desk().cases.correctApplicant(station_.worker, record.number,
                                           {.name = "王秀兰", .idNumber = {}, .reason = "又改回"});
    close(record);
    ASSERT_TRUE(isAnywhere("王秀兰"));
    const auto planned = plan();
    EXPECT_THAT(planned.report.problems, IsEmpty());
    EXPECT_EQ(planned.report.files, 2);
    EXPECT_TRUE(isAnywhere("王秀兰")) << "a plan deletes nothing";

    const auto done = erase(planned);
    ASSERT_GT(done.sequence, 0);
    ASSERT_THAT(done.cases, SizeIs(1));
    EXPECT_EQ(done.cases.front().pages, 2);
    EXPECT_EQ(done.cases.front().readings, 2);
    EXPECT_EQ(done.cases.front().corrections, 2);
    for (const char* trace : {"王秀兰", "王秀蓝", "12011619701016382X", "her diploma"})
        EXPECT_FALSE(isAnywhere(trace)) << trace;
    expectInOrder();
    const auto left = station_.store.findCase(record.number);
    ASSERT_TRUE(left) << "its number is not given again, and its label still says whose desk it is on";
    EXPECT_TRUE(left->erased);
    EXPECT_EQ(left->applicantName, "");
    EXPECT_THAT(station_.store.pagesOf(record.id), IsEmpty());
    EXPECT_NO_THROW((void)station_.desk().cases.show(station_.worker, record.number));
}

TEST_F(Erasing, ATelephoneThatWasPairedForTheCaseHoldsNothingUp) {
    const auto record = open(her, {"p1"});
    station_.store.addAccount({.name = station_.worker.account,
                               .fullName = "王丽",
                               .office = station_.worker.office,
                               .roles = station_.worker.roles,
                               .passwordHash = {},
                               .actor = station_.supervisor});
    const auto intake = station_.desk().intakes.takeUp(station_.worker, record.number);
    const auto offer = station_.desk().phones.offer(station_.worker, intake.id, station_.newId<base::EventId>().text());
    const auto paired = station_.desk().phones.pair(offer.secret);
    ASSERT_TRUE(paired);
    close(record);
    EXPECT_EQ(erase(plan()).cases.size(), 1U);
    EXPECT_FALSE(station_.desk().phones.bearerOf(paired->token));
    expectInOrder();
}

TEST_F(Erasing, WhatAnotherCaseNeedsStays) {
    const auto record = open(her, {"the family's register", "her own"});
    const auto other = open({"李大山", "无"}, {"the family's register"});
    close(record);
    const auto done = erase(plan());
    EXPECT_EQ(done.files, 1);
    EXPECT_EQ(done.sharedFiles, 1);
    EXPECT_THAT(station_.store.pagesOf(other.id), SizeIs(1));
    EXPECT_TRUE(isAnywhere("the family's register"));
    EXPECT_FALSE(isAnywhere("her own"));
    expectInOrder();
}

TEST_F(Erasing, APageThatIsInAnotherCaseStaysThere) {
    const auto record = open(her, {"shared page"});
    const auto other = open({"李大山", "无"}, {});
    station_.desk().cases.addPages(station_.worker, other.number, {station_.store.pagesOf(record.id).front().id});
    close(record);
    const auto done = erase(plan());
    EXPECT_EQ(done.cases.front().sharedPages, 1);
    EXPECT_EQ(done.cases.front().pages, 0);
    EXPECT_THAT(station_.store.pagesOf(other.id), SizeIs(1));
    expectInOrder();
}

TEST_F(Erasing, AnOpenCaseKeepsEverything) {
    const auto record = open(her, {"a page"});
    const auto closed = open(her, {"another page"});
    close(closed);
    EXPECT_THAT(plan().report.problems, Contains(HasSubstr(record.number)));
    EXPECT_EQ(erase(plan()).sequence, 0) << "all or nothing";
    EXPECT_TRUE(isAnywhere("another page"));
    expectInOrder();
}

TEST_F(Erasing, SentAgainItDeletesNothingMore) {
    close(open(her, {"a page"}));
    const auto planned = plan();
    const auto id = station_.newId<base::EventId>();
    const auto first = erase(planned, id);
    const auto again = erase(planned, id);
    EXPECT_TRUE(first.wasNew);
    EXPECT_FALSE(again.wasNew);
    EXPECT_EQ(again.sequence, first.sequence);
    EXPECT_EQ(again.files, first.files);
    EXPECT_THAT(refusalOf([&] { (void)plan(); }), HasSubstr("Nobody")) << "nothing of her is found any more";
}

TEST_F(Erasing, OnlyASupervisorAboveTheOfficeMayAndWithAReason) {
    const auto record = open(her, {"a page"});
    close(record);
    EXPECT_THAT(refusalOf([&] { (void)erasing().planFor(station_.worker, her); }), Not(IsEmpty()));
    EXPECT_THAT(refusalOf([&] { (void)erasing().erase(station_.worker, {record.id}, "想删"); }), Not(IsEmpty()));
    EXPECT_THAT(refusalOf([&] { (void)erasing().erase(station_.supervisor, {record.id}, " "); }), HasSubstr("why"));
    EXPECT_TRUE(isAnywhere("a page"));
}

TEST_F(Erasing, PicturesForScreensGoToo) {
    const auto record = open(her, {Station::whitePicture(400, 300)});
    const auto page = station_.store.pagesOf(record.id).front();
    (void)station_.desk().pagePictures.prepare(page);
    const auto drawn = [&] {
        int files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(station_.dataFolder() / "derived"))
            files += entry.is_regular_file() ? 1 : 0;
        return files;
    };
    ASSERT_GT(drawn(), 0);
    close(record);
    (void)erase(plan());
    EXPECT_EQ(drawn(), 0);
}

TEST_F(Erasing, ANamesakeWithAnotherNumberIsNotTouchedAndTheSameNumberUnderAnotherNameIsSaid) {
    close(open(her, {"hers"}));
    close(open({"王秀兰", "120116197906150511"}, {"the namesake's"}));
    close(open({"王绣兰", her.idNumber}, {"mistyped"}));
    const auto planned = plan();
    EXPECT_THAT(planned.cases, SizeIs(1));
    EXPECT_THAT(planned.otherName, SizeIs(1));
    (void)erase(planned);
    EXPECT_FALSE(isAnywhere("hers"));
    EXPECT_TRUE(isAnywhere("the namesake's"));
    EXPECT_TRUE(isAnywhere("mistyped"));
}

TEST_F(Erasing, WhatMustBeKeptForYearsIsKeptAndIsDueAfterwards) {
    const auto record = open(her, {"a page"});
    close(record);
    std::ofstream(station_.dataFolder() / "retention.yaml") << "keep_years: 3\nerase_after_years: 10\n";
    EXPECT_THAT(plan().report.problems, Contains(HasSubstr("2029-03-16")));
    EXPECT_EQ(erase(plan()).sequence, 0);
    EXPECT_THAT(erasing().planDue(station_.supervisor, {}).cases, IsEmpty());
    EXPECT_THAT(erasing().planDue(station_.supervisor, 0).cases, SizeIs(1));
    EXPECT_THAT(erasing().planDue(station_.supervisor, 0).report.problems, Not(IsEmpty()));
    std::ofstream(station_.dataFolder() / "retention.yaml") << "keep_years: 3\nerase_after_years: 1\n";
    EXPECT_THAT(refusalOf([&] { (void)erasing().planDue(station_.supervisor, {}); }), HasSubstr("retention.yaml"));
}

TEST_F(Erasing, AnErasedCaseIsNotReopened) {
    const auto record = open(her, {"a page"});
    close(record);
    (void)erase(plan());
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().cases.reopen(station_.supervisor, record.number, "误删"); }),
                HasSubstr("deleted"));
}

TEST_F(Erasing, FilesThatADeletionDidNotReachAreDeletedByTheNextStart) {
    const auto record = open(her, {"a page"});
    close(record);
    const auto file = station_.store.blobPath(station_.store.pagesOf(record.id).front().blob);
    std::filesystem::remove(file);
    std::filesystem::create_directories(file / "in the way");  // the disk refuses to delete it
    const auto planned = plan();
    EXPECT_THAT(refusalOf([&] { (void)erase(planned); }), Not(IsEmpty()));
    EXPECT_TRUE(station_.store.findCase(record.number)->erased) << "the books are done";
    std::filesystem::remove_all(file);
    std::ofstream(file) << "a page";
    const auto again = store::Store::open(station_.dataFolder(), station_.clock, station_.random);
    EXPECT_FALSE(std::filesystem::exists(file));
    expectInOrder();
}

}  // namespace
