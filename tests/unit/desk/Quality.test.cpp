#include "desk/Quality.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using imaging::ArchiveDefect;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

/// A page as a scanner gives it, with lines like print; each `number` looks different.
std::string scanned(int number, double dpi = 200) {
    cv::Mat sheet(2339, 1654, CV_8UC3, cv::Scalar(248, 249, 250));
    cv::RNG random(static_cast<std::uint64_t>(number) + 5);
    for (int y = 300; y < 1900; y += 60)
        for (int x = 250; x < 1400;) {
            const int width = random.uniform(14, 34);
            cv::rectangle(sheet, {x, y}, {x + width, y + 26}, {30, 30, 30}, 5);
            x += width + random.uniform(12, 24);
        }
    return page::encodeImage(sheet, dpi, page::ImageFormat::Png);
}

std::string blank() {
    return page::encodeImage(cv::Mat(2339, 1654, CV_8UC3, cv::Scalar(248, 249, 250)), 200, page::ImageFormat::Png);
}

class Quality : public testing::Test {
  protected:
    /// A page of a contract of `all` pages.
    base::PageId contractPage(int number, int all, const std::string& picture) {
        std::vector<std::string> lines{"房屋租赁合同", "出租方和承租方约定如下"};
        lines.push_back("第" + std::to_string(number) + "页 共" + std::to_string(all) + "页");
        return station_.addRead(batch_, {Station::document(number == 1 ? "lease-contract" : "unknown", {}, lines)},
                                picture);
    }
    store::CaseRecord open(const base::BatchId& batch, const std::string& office = "SQ-0101") {
        const auto& who = office == "SQ-0101" ? station_.worker : station_.neighbour;
        return station_.desk()
            .cases
            .open(who, {.id = {},
                        .item = "SB-002",
                        .situations = {},
                        .office = office,
                        .applicant = {.name = "王秀兰", .idNumber = std::string(cases::noNumber)},
                        .batch = batch})
            .record;
    }
    const desk::Quality& quality() { return station_.desk().quality; }
    desk::QualityReport reportOf(const store::CaseRecord& record) {
        return quality().report(station_.supervisor, {.caseKey = record.number, .day = {}, .office = {}});
    }
    int check(const store::CaseRecord& record, int most = 1000) {
        return quality().check(station_.supervisor, {.caseKey = record.number, .day = {}, .office = {}}, most);
    }
    static std::vector<ArchiveDefect> kindsOn(const desk::InspectedPage& page) {
        std::vector<ArchiveDefect> kinds;
        for (const auto& found : page.defects) kinds.push_back(found.defect);
        return kinds;
    }

    Station station_;
    base::BatchId batch_ = station_.newId<base::BatchId>();
};

TEST_F(Quality, TellsPagesThatAreMissingOutOfOrderOrBlank) {
    contractPage(1, 4, scanned(1));
    contractPage(4, 4, scanned(4));
    contractPage(2, 4, scanned(2));
    station_.addRead(batch_, {Station::document("unknown", {})}, blank());
    const auto record = open(batch_);
    EXPECT_EQ(check(record), 0);
    const auto report = reportOf(record);
    ASSERT_THAT(report.pages, SizeIs(4));
    EXPECT_THAT(kindsOn(report.pages[0]), ElementsAre(ArchiveDefect::Missing)) << report.pages[0].look.edgeWidth;
    EXPECT_EQ(report.pages[0].defects[0].what.text(), "共 4 页，缺第 3 页。");
    EXPECT_THAT(kindsOn(report.pages[1]), ElementsAre(ArchiveDefect::Disordered));
    EXPECT_EQ(report.pages[1].defects[0].what.text(), "应排在第 3 页之后。");
    EXPECT_THAT(kindsOn(report.pages[2]), IsEmpty());
    EXPECT_THAT(kindsOn(report.pages[3]), ElementsAre(ArchiveDefect::Blank));
    EXPECT_EQ(report.looked, 4);
    EXPECT_EQ(report.sound, 1);
    EXPECT_EQ(report.found.at(ArchiveDefect::Blank), 1);
}

TEST_F(Quality, TellsTheSameFileTwiceAndAPageThatLiesOnItsSide) {
    contractPage(1, 1, scanned(1));
    contractPage(1, 1, scanned(1));
    const auto turned = contractPage(1, 1, scanned(3));
    auto reading = *station_.store.reading(turned);
    base::Json json = base::parseJson(reading.json, base::Sentence("reading"));
    json["rotation"] = 90;
    reading.json = base::toLine(json);
    station_.store.saveReading(reading, station_.worker);
    const auto record = open(batch_);
    (void)check(record);
    const auto report = reportOf(record);
    EXPECT_THAT(kindsOn(report.pages[0]), IsEmpty());
    EXPECT_THAT(kindsOn(report.pages[1]), ElementsAre(ArchiveDefect::Doubled));
    EXPECT_EQ(report.pages[1].defects[0].what.text(), "与第 1 页相同。");
    EXPECT_THAT(kindsOn(report.pages[2]), ElementsAre(ArchiveDefect::Turned));
}

TEST_F(Quality, LooksAtEachPictureOnceAndAsFarAsItIsAsked) {
    for (int i = 1; i <= 3; ++i) contractPage(i, 3, scanned(i, i == 2 ? 150 : 200));
    const auto record = open(batch_);
    EXPECT_EQ(reportOf(record).looked, 0) << "a report looks at nothing itself";
    EXPECT_EQ(check(record, 2), 1);
    EXPECT_EQ(reportOf(record).looked, 2);
    EXPECT_EQ(check(record), 0);
    const auto entries = station_.store.verify(store::VerifyDepth::Quick).auditEntries;
    EXPECT_EQ(check(record), 0);
    EXPECT_EQ(station_.store.verify(store::VerifyDepth::Quick).auditEntries, entries) << "nothing is left to look at";
    EXPECT_EQ(reportOf(record).found.at(ArchiveDefect::LowResolution), 1);
}

TEST_F(Quality, APictureThatCannotBeOpenedIsSaidAndIsNotGood) {
    contractPage(1, 1, "no picture at all");
    const auto record = open(batch_);
    EXPECT_EQ(check(record), 0);
    const auto report = reportOf(record);
    EXPECT_EQ(report.failed, 1);
    EXPECT_EQ(report.sound, 0);
    EXPECT_FALSE(report.pages[0].failure.empty());
}

TEST_F(Quality, ASampleOnceDrawnStaysAndNewPagesGetOneOfTheirOwn) {
    for (int i = 1; i <= 21; ++i) contractPage(i, 21, "page " + std::to_string(i));
    const auto record = open(batch_);
    const desk::QualityScope scope{.caseKey = record.number, .day = {}, .office = {}};
    EXPECT_EQ(reportOf(record).undrawn, 21);
    EXPECT_EQ(quality().draw(station_.supervisor, scope), 2) << "5% of 21, rounded up";
    const auto first = reportOf(record);
    EXPECT_EQ(quality().draw(station_.supervisor, scope), 0);
    ASSERT_THAT(first.sample, SizeIs(2));
    EXPECT_EQ(first.undrawn, 0);
    ASSERT_THAT(first.draws, SizeIs(1));
    EXPECT_EQ(desk::drawnFrom(first.draws[0].pages, first.draws[0].seed, first.draws[0].share), first.draws[0].drawn)
        << "anybody draws the same again";

    const auto later = station_.newId<base::BatchId>();
    const auto added = station_.addRead(later, {Station::document("unknown", {})}, "one more");
    station_.desk().cases.addPages(station_.worker, record.number, {added});
    EXPECT_EQ(quality().draw(station_.supervisor, scope), 1) << "at least one";
    const auto second = reportOf(record);
    ASSERT_THAT(second.sample, SizeIs(3));
    EXPECT_EQ(second.sample[0].page, first.sample[0].page);
    EXPECT_EQ(second.sample[2].page, added);
}

TEST_F(Quality, APersonsWordIsKeptWithWhoAndWhenAndTheLastCounts) {
    contractPage(1, 1, scanned(1));
    const auto record = open(batch_);
    (void)quality().draw(station_.supervisor, {.caseKey = record.number, .day = {}, .office = {}});
    const auto sampled = reportOf(record).sample.at(0);
    desk::QualityWord word{.id = station_.newId<base::EventId>(),
                           .sample = sampled.sample,
                           .page = sampled.page,
                           .defects = {"cut-off", "skewed"},
                           .note = " 右边少一列 "};
    quality().judge(station_.supervisor, word);
    quality().judge(station_.supervisor, word);
    auto report = reportOf(record);
    EXPECT_EQ(report.verdicts, 1);
    EXPECT_EQ(report.good, 0);
    EXPECT_EQ(report.judged.at(ArchiveDefect::CutOff), 1);
    EXPECT_EQ(report.sample[0].verdict->note, "右边少一列");
    EXPECT_EQ(report.sample[0].verdict->actor, "liuqiang");
    EXPECT_EQ(report.sample[0].verdict->at, station_.clock.now());
    quality().judge(station_.supervisor, {.id = station_.newId<base::EventId>(),
                                          .sample = sampled.sample,
                                          .page = sampled.page,
                                          .defects = {},
                                          .note = {}});
    report = reportOf(record);
    EXPECT_EQ(report.good, 1);
    EXPECT_THAT(report.judged, IsEmpty());
    word.id = station_.newId<base::EventId>();
    word.defects = {"ugly"};
    EXPECT_EQ(refusalOf([&] { quality().judge(station_.supervisor, word); }), "There is no defect 'ugly'.");
    EXPECT_THAT(station_.store.verify(store::VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(Quality, ADayHoldsWhatCameOnItAtTheOfficeAndThoseBelowIt) {
    contractPage(1, 1, scanned(1));
    const auto here = open(batch_);
    const auto otherBatch = station_.newId<base::BatchId>();
    station_.addRead(otherBatch, {Station::document("unknown", {})}, scanned(2));
    const auto there = open(otherBatch, "SQ-0102");
    station_.clock.advance(std::chrono::days{1});
    const auto lateBatch = station_.newId<base::BatchId>();
    const auto late = station_.addRead(lateBatch, {Station::document("unknown", {})}, scanned(3));
    station_.desk().cases.addPages(station_.worker, here.number, {late});

    const base::Date day{std::chrono::year{2026} / 3 / 16};
    const auto whole = quality().report(station_.supervisor, {.caseKey = {}, .day = day, .office = {}});
    ASSERT_THAT(whole.pages, SizeIs(2));
    EXPECT_EQ(whole.pages[0].caseNumber, here.number);
    EXPECT_EQ(whole.pages[1].caseNumber, there.number);
    EXPECT_THAT(quality().report(station_.supervisor, {.caseKey = {}, .day = day, .office = "SQ-0102"}).pages,
                SizeIs(1));
    const base::Date next{std::chrono::year{2026} / 3 / 17};
    const auto tomorrow = quality().report(station_.supervisor, {.caseKey = {}, .day = next, .office = {}});
    ASSERT_THAT(tomorrow.pages, SizeIs(1));
    EXPECT_EQ(tomorrow.pages[0].number, 2) << "among the case's pages";
    EXPECT_EQ(refusalOf([&] { (void)quality().report(station_.supervisor, {}); }),
              "Say which case or which day to inspect.");
}

TEST_F(Quality, IsForSupervisorsOfTheOfficeOrOneAboveIt) {
    contractPage(1, 1, scanned(1));
    const auto record = open(batch_);
    const desk::QualityScope scope{.caseKey = record.number, .day = {}, .office = {}};
    EXPECT_THROW((void)quality().report(station_.worker, scope), desk::NotAllowed);
    EXPECT_THROW((void)quality().draw(station_.worker, scope), desk::NotAllowed);
    EXPECT_THROW((void)quality().check(station_.worker, scope, 1), desk::NotAllowed);
    const staff::Actor stranger{.account = "hu", .office = "SQ-0102", .roles = {staff::Role::Supervisor}};
    EXPECT_THROW((void)quality().report(stranger, scope), base::Error);
    (void)quality().draw(station_.supervisor, scope);
    const auto sampled = reportOf(record).sample.at(0);
    EXPECT_THROW(quality().judge(station_.worker, {.id = station_.newId<base::EventId>(),
                                                   .sample = sampled.sample,
                                                   .page = sampled.page,
                                                   .defects = {},
                                                   .note = {}}),
                 desk::NotAllowed);
}

TEST_F(Quality, WhatWasSaidOfAPageGoesWithThePersonsData) {
    contractPage(1, 1, scanned(1));
    const auto record = open(batch_);
    (void)check(record);
    (void)quality().draw(station_.supervisor, {.caseKey = record.number, .day = {}, .office = {}});
    const auto sampled = reportOf(record).sample.at(0);
    quality().judge(station_.supervisor, {.id = station_.newId<base::EventId>(),
                                          .sample = sampled.sample,
                                          .page = sampled.page,
                                          .defects = {"skewed"},
                                          .note = "王秀兰的合同"});
    (void)station_.desk().cases.close(station_.worker, record.number, handoff::CaseStep::Withdrawn);
    (void)station_.desk().erasing.erase(station_.supervisor, {record.id}, "本人书面申请", {});
    EXPECT_FALSE(station_.store.pageCheck(sampled.page));
    EXPECT_THAT(station_.store.qualityVerdicts(sampled.sample), IsEmpty());
    EXPECT_THAT(station_.store.verify(store::VerifyDepth::Full).damages, IsEmpty());
    const auto report = reportOf(record);
    ASSERT_THAT(report.sample, SizeIs(1));
    EXPECT_TRUE(report.sample[0].erased);
}

TEST(DrawnFrom, TakesFiveInAHundredAndEveryPageAsLikely) {
    std::vector<base::PageId> pages;
    for (int i = 0; i < 200; ++i) pages.emplace_back("page-" + std::to_string(i));
    EXPECT_THAT(desk::drawnFrom({}, "seed", 5), IsEmpty());
    EXPECT_THAT(desk::drawnFrom({pages[0]}, "seed", 5), ElementsAre(pages[0]));
    std::map<base::PageId, int> times;
    for (int seed = 0; seed < 400; ++seed) {
        const auto drawn = desk::drawnFrom(pages, std::to_string(seed), 5);
        ASSERT_THAT(drawn, SizeIs(10));
        for (const auto& page : drawn) ++times[page];
    }
    // 20 times each is expected; 5 standard deviations are 22.
    for (const auto& page : pages) EXPECT_LT(times[page], 42) << page.text();
    EXPECT_THAT(times, SizeIs(200));
}

}  // namespace
