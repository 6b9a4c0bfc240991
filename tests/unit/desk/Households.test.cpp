#include "desk/Households.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/CsvFile.h"
#include "unit/desk/Station.h"

namespace daiban::desk {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class HouseholdsOfAStreet : public testing::Test {
  protected:
    HouseholdsOfAStreet() {
        for (const auto& [name, fullName, office] : {std::tuple{"wangli", "王丽", "SQ-0101"},
                                                     {"sunhao", "孙浩", "SQ-0102"},
                                                     {"lina", "李娜", "SQ-0101"},
                                                     {"lina2", "李娜", "SQ-0101"}})
            station.store.addAccount({.name = name,
                                      .fullName = fullName,
                                      .office = office,
                                      .roles = {staff::Role::CounterWorker},
                                      .passwordHash = {},
                                      .actor = station.supervisor});
    }
    [[nodiscard]] const Households& households() { return station.desk().households; }
    [[nodiscard]] HouseholdPlan plan(const std::string& rows) {
        return households().plan(station.supervisor, "社区,户号,地址,专属社工\n" + rows, "h.csv");
    }
    void import(const std::string& rows) {
        const auto seen = plan(rows);
        (void)households().import(station.supervisor, "社区,户号,地址,专属社工\n" + rows, "h.csv",
                                  {.added = static_cast<int>(seen.added.size()),
                                   .changed = static_cast<int>(seen.changed.size()),
                                   .unchanged = 0});
    }
    tests::Station station;
};

TEST_F(HouseholdsOfAStreet, ArePlannedRowByRowAndNothingIsWritten) {
    import("SQ-0101,001,柳岸里 1 号,wangli\nSQ-0101,002,柳岸里 2 号,wangli\n");
    const auto planned = plan(
        "SQ-0101,001,柳岸里 1 号,wangli\nSQ-0101,002,柳岸里 2 号,lina\nSQ-0102,001,望桥路 1 号,孙浩\n"
        "SQ-0101,003,,wangli\nSQ-9999,004,x,wangli\nSQ-0101,005,x,nobody\nSQ-0101,006,x,李娜\n");
    EXPECT_EQ(planned.unchanged, 1);
    ASSERT_THAT(planned.changed, SizeIs(1));
    EXPECT_EQ(planned.changed[0].row, 3);
    EXPECT_EQ(planned.changed[0].before.socialWorker, "wangli");
    ASSERT_THAT(planned.added, SizeIs(1));
    EXPECT_EQ(planned.added[0].household.socialWorker, "sunhao") << "a name that one alone has";
    ASSERT_THAT(planned.refused, SizeIs(4));
    EXPECT_EQ(planned.refused[0].row, 5);
    EXPECT_THAT(planned.refused[0].sentence.text(), HasSubstr("地址"));
    EXPECT_THAT(planned.refused[1].sentence.text(), HasSubstr("没有社区"));
    EXPECT_THAT(planned.refused[2].sentence.text(), HasSubstr("nobody"));
    EXPECT_THAT(planned.refused[3].sentence.text(), HasSubstr("不止一位"));
    EXPECT_EQ(households().find(station.supervisor, {}, 100).found, 2);
}

TEST_F(HouseholdsOfAStreet, AreNotImportedWhenThePlanIsAnotherByNow) {
    const std::string rows = "SQ-0101,001,柳岸里 1 号,wangli\n";
    import(rows);
    EXPECT_THAT(tests::refusalOf([&] {
                    (void)households().import(station.supervisor, "社区,户号,地址,专属社工\n" + rows, "h.csv",
                                              {.added = 1, .changed = 0, .unchanged = 0});
                }),
                HasSubstr("预览"));
}

TEST_F(HouseholdsOfAStreet, AreFoundByCommunityWorkerAndWhatWasTyped) {
    import("SQ-0101,001,柳岸里 1 号,wangli\nSQ-0101,002,柳岸里 2 号,lina\nSQ-0102,001,望桥路 1 号,sunhao\n");
    const auto found = [&](const HouseholdFilter& filter) {
        return households().find(station.supervisor, filter, 2).found;
    };
    EXPECT_EQ(found({}), 3);
    EXPECT_EQ(found({.community = "SQ-0101", .worker = {}, .text = {}}), 2);
    EXPECT_EQ(found({.community = {}, .worker = "sunhao", .text = {}}), 1);
    EXPECT_EQ(found({.community = {}, .worker = {}, .text = "望桥"}), 1);
    EXPECT_THAT(households().find(station.supervisor, {}, 2).households, SizeIs(2)) << "the rest is counted";
    EXPECT_EQ(households().find(station.worker, {}, 10).found, 2) << "of one's own community";
    EXPECT_THAT(tests::refusalOf([&] {
                    (void)households().find(station.worker, {.community = "SQ-0102", .worker = {}, .text = {}}, 10);
                }),
                HasSubstr("may not"));
}

TEST_F(HouseholdsOfAStreet, AreReassignedAllOrNone) {
    import("SQ-0101,001,柳岸里 1 号,wangli\nSQ-0101,002,柳岸里 2 号,wangli\n");
    const auto give = [&](const std::string& number, const std::string& worker, const staff::Actor& actor) {
        return tests::refusalOf([&] {
            (void)households().reassign(actor, {{"SQ-0101", "001"}, {"SQ-0101", number}}, worker);
        });
    };
    EXPECT_THAT(give("009", "lina", station.supervisor), HasSubstr("009"));
    EXPECT_THAT(give("002", "nobody", station.supervisor), HasSubstr("nobody"));
    EXPECT_THAT(give("002", "lina", station.worker), HasSubstr("may not"));
    EXPECT_EQ(station.store.householdsOfWorker("wangli").size(), 2U);
    EXPECT_EQ(give("002", "lina", station.supervisor), "");
    EXPECT_EQ(station.store.householdsOfWorker("lina").size(), 2U);
}

TEST_F(HouseholdsOfAStreet, ThatWereSavedAsATableAreUnchangedWhenItComesBack) {
    import("SQ-0101,001,=1+1 号,wangli\nSQ-0101,-2,\"东, \"\"2\"\" 号\",wangli\n");
    base::CsvFile table({"社区", "户号", "地址", "专属社工"});
    for (const auto& household : households().find(station.supervisor, {}, 10).households)
        table.add({household.community, household.number, household.address, household.socialWorker});
    EXPECT_THAT(table.bytes(), HasSubstr("'=1+1"));
    const auto planned = households().plan(station.supervisor, table.bytes(), "h.csv");
    EXPECT_EQ(planned.unchanged, 2);
    EXPECT_THAT(planned.added, SizeIs(0));
    EXPECT_THAT(planned.changed, SizeIs(0));
}

}  // namespace
}  // namespace daiban::desk
