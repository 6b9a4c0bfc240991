#include "desk/Overview.h"

#include <gmock/gmock.h>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using tests::Station;

using testing::IsEmpty;
using testing::SizeIs;

/// Three cases with labelled folders; the clock stands on Monday, 2026-03-16.
class Overview : public testing::Test {
  protected:
    Overview() {
        station_.writeItem(
            "AB-001.yaml",
            "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: 1\n"
            "effective: 2026-01-01\nresult: {name: 结果}\nmaterials:\n"
            "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        for (const char* name : {"王秀兰", "王小明", "单雄信"}) {
            const auto batch = station_.newId<base::BatchId>();
            station_.addRead(batch, {Station::document("diploma", {{"name", name}})});
            numbers_.push_back(
                station_.desk()
                    .cases
                    .open(station_.worker, {.id = {},
                                            .item = "AB-001",
                                            .situations = {},
                                            .office = "SQ-0101",
                                            .applicant = {.name = name, .idNumber = std::string(cases::noNumber)},
                                            .batch = batch})
                    .record.number);
            (void)station_.desk().labels.ofCase(station_.worker, numbers_.back(), codes::TokenKind::Folder, "");
        }
    }
    Station station_;
    std::vector<std::string> numbers_;
};

TEST_F(Overview, SaysWherePaperIsAndWhatNobodyMoved) {
    const auto& overview = station_.desk().overview;
    const auto places = overview.places(station_.worker, 10);
    ASSERT_THAT(places, SizeIs(1));
    EXPECT_EQ(places[0].party, "SQ-0101");
    EXPECT_FALSE(places[0].carried);
    EXPECT_EQ(places[0].folders, 3);
    EXPECT_EQ(places[0].still, 0);
    EXPECT_THAT(overview.still(station_.worker, 10, "", "", "", 50).things, IsEmpty());

    station_.clock.advance(std::chrono::days{21});
    const auto later = overview.places(station_.worker, 10);
    EXPECT_EQ(later.at(0).still, 3);
    auto part = overview.still(station_.worker, 10, "SQ-0101", "", "", 2);
    ASSERT_THAT(part.things, SizeIs(2));
    EXPECT_EQ(part.things[0].record.number, numbers_[0]) << "longest first";
    EXPECT_EQ(part.things[0].workingDays, 14) << "from 16 March to 6 April, a holiday";
    part = overview.still(station_.worker, 10, "", "", part.nextCursor, 2);
    ASSERT_THAT(part.things, SizeIs(1));
    EXPECT_EQ(part.things[0].record.number, numbers_[2]);
    EXPECT_THAT(part.nextCursor, IsEmpty());
    EXPECT_THAT(overview.still(station_.worker, 10, "JD-01", "", "", 50).things, IsEmpty());
}

TEST_F(Overview, ShowsAnotherOfficeNothingOfThis) {
    const auto& overview = station_.desk().overview;
    EXPECT_THAT(overview.places(station_.neighbour, 10), IsEmpty());
    EXPECT_THAT(overview.workload(station_.neighbour), IsEmpty());
    EXPECT_EQ(overview.trend(station_.neighbour, 2).weeks.at(1).opened, 0);
    EXPECT_EQ(overview.places(station_.supervisor, 10).at(0).folders, 3) << "the street office sees its communities";
}

TEST_F(Overview, CountsByWeekAndHowLongItemsTook) {
    const auto& desk = station_.desk();
    station_.clock.advance(std::chrono::days{7});
    (void)desk.cases.close(station_.worker, numbers_[0], handoff::CaseStep::Withdrawn);
    station_.clock.advance(std::chrono::days{7});
    (void)desk.cases.close(station_.worker, numbers_[1], handoff::CaseStep::Withdrawn);
    const auto trend = desk.overview.trend(station_.worker, 4);
    ASSERT_THAT(trend.weeks, SizeIs(4));
    std::vector<std::pair<std::int64_t, std::int64_t>> counts;
    for (const auto& week : trend.weeks) counts.emplace_back(week.opened, week.ended);
    EXPECT_THAT(counts, testing::ElementsAre(testing::Pair(0, 0), testing::Pair(3, 0), testing::Pair(0, 1),
                                             testing::Pair(0, 1)));
    ASSERT_THAT(trend.items, SizeIs(1));
    EXPECT_EQ(trend.items[0].ended, 2);
    EXPECT_EQ(trend.items[0].half, 7);
    EXPECT_EQ(trend.items[0].ninety, 14);

    (void)desk.cases.reopen(station_.supervisor, numbers_[1], "误关");
    EXPECT_EQ(desk.overview.trend(station_.worker, 4).items.at(0).ended, 1) << "what runs again has not ended";
    const auto work = desk.overview.workload(station_.worker);
    ASSERT_THAT(work, SizeIs(1));
    EXPECT_EQ(work[0].account, station_.worker.account);
    EXPECT_EQ(work[0].open, 2);
}

TEST_F(Overview, TellsWhoDidWhatToThoseWhoMayKnow) {
    const auto& overview = station_.desk().overview;
    EXPECT_THROW((void)overview.audit(station_.worker, {}), base::Error);
    const auto opened = overview.audit(station_.supervisor, {.action = "case.opened"});
    ASSERT_THAT(opened.lines, SizeIs(3));
    EXPECT_EQ(opened.lines[0].caseNumber, numbers_[2]) << "newest first";
    EXPECT_EQ(opened.lines[0].actor, station_.worker.account);
    const auto first = overview.audit(station_.supervisor, {.actor = station_.worker.account, .limit = 2});
    ASSERT_THAT(first.lines, SizeIs(2));
    const auto rest =
        overview.audit(station_.supervisor, {.actor = station_.worker.account, .cursor = first.nextCursor});
    EXPECT_LT(rest.lines.at(0).sequence, first.lines[1].sequence);
}

}  // namespace
