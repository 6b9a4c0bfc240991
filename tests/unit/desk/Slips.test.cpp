#include "desk/Slips.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using testing::HasSubstr;
using testing::SizeIs;
using tests::Station;

TEST(Slips, OfAReceiptNameEveryPaperThatWasTakenInAlsoWhatNobodyCouldTell) {
    Station station;
    station.writeItem("AB-001.yaml",
                      "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\n"
                      "version: 1\neffective: 2026-01-01\nresult: {name: 结果, type: none}\nmaterials:\n"
                      "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
    const auto batch = station.newId<base::BatchId>();
    station.addRead(batch, {Station::document("diploma", {{"name", "王秀兰"}})});
    station.addRead(batch, {Station::document("unknown", {}, {"便民服务"})});
    station.addRead(batch, {Station::idFront("王秀兰", "12011619701016382X")});
    const auto record = station.desk()
                            .cases
                            .open(station.worker, {.id = {},
                                                   .item = "AB-001",
                                                   .situations = {},
                                                   .office = "SQ-0101",
                                                   .applicant = {"王秀兰", "12011619701016382X"},
                                                   .batch = batch})
                            .record;
    const desk::Models models(station.models(), station.dataFolder(), base::dayOf(station.clock.now()));
    const auto slip =
        station.desk().slips.ofCase(station.worker, record.number, models.slipDesign("receipt"), desk::SlipDemand::None,
                                    {.until = {}, .worker = "李晓雯", .phone = "1"});
    const auto& rows = slip.content.lists.at("received");
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_THAT(rows[0].at("name"), HasSubstr("毕业证书"));
    EXPECT_EQ(rows[1].at("name"), "居民身份证（人像面）");
    EXPECT_THAT(rows[2].at("name"), HasSubstr("影像第2页"));
    EXPECT_EQ(slip.content.values.at("received_count"), "3");
    EXPECT_EQ(slip.content.values.at("worker"), "李晓雯");
}

}  // namespace
