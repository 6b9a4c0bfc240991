// Two pages that are one paper, put together by a person in an intake.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "desk/Intakes.h"
#include "support/HasSubstr.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using support::HasSubstr;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

class Joining : public testing::Test {
  protected:
    Joining() {
        station_.writeItem("AB-001.yaml",
                           "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\n"
                           "version: 1\neffective: 2026-01-01\nresult: {name: 结果, type: none}\nmaterials:\n"
                           "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        (void)station_.desk().intakes.open(station_.worker, id_, "AB-001", {});
        const auto batch = station_.newId<base::BatchId>();
        front_ = station_.addRead(batch, {Station::document("diploma", {{"name", "王秀兰"}}, {"毕业证书"})});
        back_ = station_.addRead(batch, {Station::document("unknown", {}, {"备注"})});
        card_ = station_.addRead(batch, {Station::idFront("王秀兰", "12011619701016382X")});
        station_.store.addPagesToIntake(id_, {front_, back_, card_});
    }
    void join(const base::PageId& page, const std::optional<base::PageId>& to) {
        station_.desk().intakes.join(station_.worker, id_, {.page = page},
                                     to ? std::optional(desk::DocumentPlace{.page = *to}) : std::nullopt);
    }
    desk::IntakeView view() { return station_.desk().intakes.show(station_.worker, id_); }
    /// Papers that stand on no line.
    std::size_t surplus() { return view().checklist->surplus.size(); }

    Station station_;
    store::IntakeId id_ = station_.newId<store::IntakeId>();
    base::PageId front_, back_, card_;
};

TEST_F(Joining, MakesOnePaperOfTwoPagesWhereTheSecondWasNobodys) {
    ASSERT_EQ(surplus(), 2U);
    join(back_, front_);
    EXPECT_EQ(surplus(), 1U);
    const auto bundles = view().checklist->bundles;
    ASSERT_THAT(bundles, SizeIs(1));
    EXPECT_EQ(bundles[0].bundle.type, "diploma");
    EXPECT_EQ(bundles[0].bundle.papers, (std::vector<std::size_t>{0, 1}));
    join(back_, std::nullopt);
    EXPECT_EQ(surplus(), 2U);
    EXPECT_THAT(view().checklist->bundles, SizeIs(0));
}

TEST_F(Joining, IsUndoneByWhatWasSaidBefore) {
    const desk::DocumentPlace at{.page = back_};
    const auto& intakes = station_.desk().intakes;
    const auto before = intakes.wordOn(station_.worker, id_, at);
    join(back_, front_);
    ASSERT_EQ(surplus(), 1U);
    intakes.sayAgain(station_.worker, id_, at, before);
    EXPECT_EQ(surplus(), 2U);
}

TEST_F(Joining, IsForgottenWhereThePaperIsSaidToBeAMaterialByItselfOrItsFirstPageIsTakenOut) {
    join(back_, front_);
    station_.desk().intakes.removePage(station_.worker, id_, front_, "拿错了");
    EXPECT_THAT(view().checklist->bundles, SizeIs(0));
    station_.desk().intakes.restorePage(station_.worker, id_, front_, "放回");
    EXPECT_THAT(view().checklist->bundles, SizeIs(1));
    station_.desk().intakes.confirm(station_.worker, id_, {.page = back_},
                                    {.type = {}, .fields = {}, .material = "毕业证书"});
    EXPECT_THAT(view().checklist->bundles, SizeIs(0));
}

TEST_F(Joining, IsRefusedForAPaperAndItselfForARingAndForTwoPapersThatAreSurelyTwo) {
    EXPECT_THAT(refusalOf([&] { join(front_, front_); }), HasSubstr("同一页"));
    join(back_, front_);
    EXPECT_THAT(refusalOf([&] { join(front_, back_); }), HasSubstr("已经是一份"));
    EXPECT_THAT(refusalOf([&] { join(card_, front_); }), HasSubstr("两种材料"));
    EXPECT_THAT(refusalOf([&] { join(back_, station_.newId<base::PageId>()); }),
                HasSubstr("There is no such document"));
    EXPECT_NE(refusalOf([&] { station_.desk().intakes.join(station_.neighbour, id_, {.page = back_}, std::nullopt); }),
              "");
}

}  // namespace
