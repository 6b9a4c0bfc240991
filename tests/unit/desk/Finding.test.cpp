#include "desk/Finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

class Finding : public testing::Test {
  protected:
    Finding() {
        station_.writeItem(
            "AB-001.yaml",
            "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: 1\n"
            "effective: 2026-01-01\nresult: {name: 结果}\nmaterials:\n"
            "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        for (const char* name : {"王秀兰", "王小明", "单雄信"}) open(name);
    }

    void open(const std::string& name) {
        const auto batch = station_.newId<base::BatchId>();
        station_.addRead(batch, {Station::document("diploma", {{"name", name}})});
        station_.clock.advance(std::chrono::seconds{1});
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
    }
    std::vector<std::string> namesOf(const desk::CaseQuery& query, const std::optional<staff::Actor>& actor = {}) {
        std::vector<std::string> names;
        station_.desk().finding.find(actor.value_or(station_.worker), query, [&](const desk::FoundCase& found) {
            names.push_back(found.record.applicantName);
            return true;
        });
        return names;
    }
    static desk::CaseQuery text(const std::string& text) {
        desk::CaseQuery query;
        query.text = text;
        return query;
    }

    Station station_;
    std::vector<std::string> numbers_;
};

TEST_F(Finding, GoesByNamePinyinInitialsAndNumber) {
    EXPECT_THAT(namesOf(text("秀兰")), ElementsAre("王秀兰"));
    EXPECT_THAT(namesOf(text("wxl")), ElementsAre("王秀兰"));
    EXPECT_THAT(namesOf(text("Wang Xiao")), ElementsAre("王小明"));
    EXPECT_THAT(namesOf(text("wx")), ElementsAre("王小明", "王秀兰"));
    EXPECT_THAT(namesOf(text("shanxx")), ElementsAre("单雄信"));  // 单 is shan in names, dan elsewhere: both are found
    EXPECT_THAT(namesOf(text("danxx")), ElementsAre("单雄信"));
    EXPECT_THAT(namesOf(text(numbers_[1])), ElementsAre("王小明"));
    EXPECT_THAT(namesOf(text("zzz")), IsEmpty());
    EXPECT_THAT(namesOf({}), SizeIs(3));
}

TEST_F(Finding, GoesByTheNameBeforeItWasCorrectedAndSaysSo) {
    const auto key = numbers_[0];
    (void)station_.desk().cases.correctApplicant(station_.worker, key,
                                                 {.name = "王秀岚", .idNumber = {}, .reason = "看错了字"});
    const auto formerly = [&](const std::string& q) {
        std::vector<std::string> names;
        station_.desk().finding.find(station_.worker, text(q), [&](const desk::FoundCase& found) {
            names.push_back(found.record.applicantName + "/" + found.formerName);
            return true;
        });
        return names;
    };
    EXPECT_THAT(formerly("王秀兰"), ElementsAre("王秀岚/王秀兰"));
    EXPECT_THAT(formerly("秀岚"), ElementsAre("王秀岚/"));
    EXPECT_THAT(formerly("wxl"), ElementsAre("王秀岚/")) << "it sounds like that still";
    EXPECT_THAT(namesOf(text("王秀兰"), station_.neighbour), IsEmpty());
}

TEST_F(Finding, GoesByWordsOnPagesWhenAskedAndSaysWhereTheyStand) {
    const auto batch = station_.newId<base::BatchId>();
    const auto page = station_.addRead(
        batch, {Station::document("diploma", {{"name", "赵云"}}, {"普通高等学校", "证书编号：ＡＢ-2019 0457"})});
    (void)station_.desk().cases.open(station_.worker, {.id = {},
                                                       .item = "AB-001",
                                                       .situations = {},
                                                       .office = "SQ-0101",
                                                       .applicant = {.name = "赵云", .idNumber = "无"},
                                                       .batch = batch});
    std::vector<desk::FoundCase> all;
    desk::CaseQuery query = text("ab20190457");
    EXPECT_THAT(namesOf(query), IsEmpty());
    query.words = true;
    station_.desk().finding.find(station_.worker, query, [&](const desk::FoundCase& found) {
        all.push_back(found);
        return true;
    });
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_FALSE(all[0].byKey);
    ASSERT_THAT(all[0].words, SizeIs(1));
    EXPECT_EQ(all[0].words[0].page, page);
    query.text = "普通学校";  // all its pieces but one
    EXPECT_THAT(namesOf(query), IsEmpty());
    EXPECT_THAT(refusalOf([&] {
                    (void)station_.desk().finding.find(station_.neighbour, query, [](const auto&) { return true; });
                }),
                IsEmpty());
    query.text = "AB 2019";
    std::size_t others = 0;
    station_.desk().finding.find(station_.neighbour, query, [&](const auto&) { return ++others > 0; });
    EXPECT_EQ(others, 0U);
}

TEST_F(Finding, GoesByALabelAndWhereThingsAre) {
    const auto label = station_.desk().labels.ofCase(station_.worker, numbers_[0], codes::TokenKind::Folder, "");
    EXPECT_THAT(namesOf(text(label.shortNumber)), ElementsAre("王秀兰"));
    desk::CaseQuery there;
    there.desk = "SQ-0101";
    EXPECT_THAT(namesOf(there), ElementsAre("王秀兰"));
    there.desk = "JD-01";
    EXPECT_THAT(namesOf(there), IsEmpty());
}

TEST_F(Finding, GoesByDeadline) {
    desk::CaseQuery due;
    due.dueBy = base::Date{std::chrono::year{2026} / 3 / 20};
    EXPECT_THAT(namesOf(due), IsEmpty());
    due.dueBy = base::Date{std::chrono::year{2026} / 3 / 23};
    EXPECT_THAT(namesOf(due), SizeIs(3));
    station_.clock.advance(std::chrono::days{30});
    desk::CaseQuery late;
    late.lights = {cases::DeadlineLight::Overdue};
    EXPECT_THAT(namesOf(late), SizeIs(3));
}

/// A list of parts, whole: what find() gives one by one, however small the parts are.
TEST_F(Finding, ListsAndCountsByTheStoreWhatItFindsOneByOne) {
    using handoff::CaseStatus;
    using Standing = desk::CaseLimit::Standing;
    using enum cases::DeadlineLight;
    const auto& finding = station_.desk().finding;
    station_.clock.advance(std::chrono::days{4});
    open("王大明");
    open("赵云");
    (void)station_.desk().cases.close(station_.worker, numbers_[1], handoff::CaseStep::Withdrawn);
    station_.desk().cases.stopClock(station_.worker, numbers_[0], *cases::stopReasonOf("supplement"), {});
    station_.clock.advance(std::chrono::days{5});
    (void)station_.desk().cases.resumeClock(station_.worker, numbers_[0], {});
    const auto runs = [](const desk::FoundCase& found) { return found.limit.standing == Standing::Running; };
    std::set<cases::DeadlineLight> seen;
    for (const auto& statuses : std::vector<std::vector<CaseStatus>>{
             {}, {CaseStatus::Received}, {CaseStatus::Closed}, {CaseStatus::Received, CaseStatus::Closed}})
        for (const auto& lights : std::vector<std::optional<std::vector<cases::DeadlineLight>>>{
                 std::nullopt, std::vector{Overdue, Red}, std::vector{Normal, Yellow},
                 std::vector<cases::DeadlineLight>{}})
            for (const bool unclocked : {false, true})
                for (const int size : {1, 2, 50}) {
                    const desk::CaseQuery query{.statuses = statuses};
                    std::vector<std::string> expected, listed;
                    std::map<CaseStatus, std::int64_t> byStatus;
                    std::map<cases::DeadlineLight, std::int64_t> byLight;
                    finding.find(station_.worker, query, [&](const desk::FoundCase& found) {
                        ++byStatus[found.record.status];
                        if (runs(found)) ++byLight[found.limit.deadline.light], seen.insert(found.limit.deadline.light);
                        const bool wanted =
                            !lights ||
                            (runs(found) ? std::ranges::find(*lights, found.limit.deadline.light) != lights->end()
                                         : unclocked);
                        if (wanted) expected.push_back(found.record.number);
                        return true;
                    });
                    desk::ListPart part{.anyLight = !lights,
                                        .lights = lights.value_or(std::vector<cases::DeadlineLight>{}),
                                        .unclocked = unclocked,
                                        .cursor = {},
                                        .limit = size};
                    for (int parts = 0; parts < 20; ++parts) {
                        const auto some = finding.list(station_.worker, query, part);
                        EXPECT_LE(some.cases.size(), static_cast<std::size_t>(size));
                        for (const auto& found : some.cases) listed.push_back(found.record.number);
                        const auto tallied = [](const auto& byOffice) {
                            const auto own = byOffice.find("SQ-0101");
                            return own == byOffice.end() ? std::remove_cvref_t<decltype(own->second)>{} : own->second;
                        };
                        EXPECT_EQ(tallied(some.tally.statuses), byStatus);
                        EXPECT_EQ(tallied(some.tally.lights), byLight);
                        part.cursor = some.nextCursor;
                        if (part.cursor.empty()) break;
                    }
                    EXPECT_EQ(listed, expected);
                }
    EXPECT_GE(seen.size(), 2U) << "the test has cases of several lights";
    EXPECT_THAT(finding.list(station_.worker, {.item = "AB-001"}, {}).cases, SizeIs(5));
    EXPECT_THAT(finding.list(station_.worker, {.item = "AB-002"}, {}).cases, IsEmpty());
    EXPECT_THAT(finding.list(station_.worker, {.office = "SQ-0102"}, {}).cases, IsEmpty());
}

TEST_F(Finding, TellsTheMostUrgentFirstAndCountsWhatIsOnItsWay) {
    station_.clock.advance(std::chrono::days{20});
    open("赵云");
    const auto urgent = station_.desk().finding.standing(station_.worker, 2).urgent;
    ASSERT_THAT(urgent, SizeIs(2));
    for (const auto& one : urgent) EXPECT_EQ(one.limit.deadline.light, cases::DeadlineLight::Overdue);
    EXPECT_EQ(station_.desk().finding.thingsInTransit(station_.worker), 0);
}

TEST_F(Finding, ShowsNobodyAnotherOfficesCases) {
    EXPECT_TRUE(station_.desk().finding.tally(station_.neighbour, {}).statuses.empty());
    EXPECT_THAT(station_.desk().finding.list(station_.neighbour, {.office = "SQ-0101"}, {}).cases, IsEmpty());
    EXPECT_THAT(station_.desk().finding.standing(station_.neighbour, 20).urgent, IsEmpty());
    EXPECT_THAT(namesOf({}, station_.neighbour), IsEmpty());
    EXPECT_THAT(namesOf(text("王秀兰"), station_.neighbour), IsEmpty());
    const staff::Actor administrator{.account = "admin", .office = "QU-01", .roles = {staff::Role::Administrator}};
    EXPECT_NE(refusalOf([&] { (void)namesOf({}, administrator); }), "");
}

TEST_F(Finding, ShowsABureauWhatWasHandedToItAndNothingElse) {
    const auto& bureau = station_.bureauClerk;
    EXPECT_THAT(namesOf({}, bureau), IsEmpty());
    EXPECT_THAT(station_.desk().finding.list(bureau, {}, {}).cases, IsEmpty());
    const auto label = station_.desk().labels.ofCase(station_.worker, numbers_.at(1), codes::TokenKind::Folder, "");
    const auto opened =
        station_.desk().handoffs.open(station_.worker, {.id = {}, .from = "SQ-0101", .to = "WB-RS", .courier = ""});
    (void)station_.desk().handoffs.scan(station_.worker, opened.handoff.number, label.token.text,
                                        {.id = {}, .reason = {}, .order = {}, .senderTime = {}});
    EXPECT_THAT(namesOf({}, bureau), ElementsAre("王小明"));
    EXPECT_THAT(station_.desk().finding.list(bureau, {}, {}).cases, SizeIs(1));
    EXPECT_THAT(station_.desk().tracking.search(bureau, "王").cases, SizeIs(1));
    EXPECT_THAT(namesOf({.text = "单雄信"}, bureau), IsEmpty());
    // Who keeps the station and who carries still see none.
    const staff::Actor keeper{.account = "guan", .office = "QU-01", .roles = {staff::Role::Administrator}};
    EXPECT_THROW((void)station_.desk().finding.list(keeper, {}, {}), base::Error);
}

}  // namespace
