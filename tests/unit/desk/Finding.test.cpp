#include "desk/Finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
        station_.writeItem("AB-001.yaml",
                           "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: 1\n"
                           "effective: 2026-01-01\nresult: {name: 结果}\nmaterials:\n"
                           "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        for (const char* name : {"王秀兰", "王小明", "单雄信"}) open(name);
    }

    void open(const std::string& name) {
        const auto batch = station_.newId<base::BatchId>();
        station_.addRead(batch, {Station::document("diploma", {{"name", name}})});
        station_.clock.advance(std::chrono::seconds{1});
        numbers_.push_back(station_.desk()
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

TEST_F(Finding, ShowsNobodyAnotherOfficesCases) {
    EXPECT_THAT(namesOf({}, station_.neighbour), IsEmpty());
    EXPECT_THAT(namesOf(text("王秀兰"), station_.neighbour), IsEmpty());
    const staff::Actor administrator{
        .account = "admin", .office = "QU-01", .roles = {staff::Role::Administrator}};
    EXPECT_NE(refusalOf([&] { (void)namesOf({}, administrator); }), "");
}

}  // namespace
