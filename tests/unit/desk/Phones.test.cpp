#include "desk/Phones.h"

#include <gtest/gtest.h>

#include "base/Error.h"
#include "base/Id.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using namespace std::chrono_literals;
using tests::Station;

class Phones : public testing::Test {
  protected:
    Phones() {
        station_.store.addAccount({.name = station_.worker.account,
                                   .fullName = "王丽",
                                   .office = station_.worker.office,
                                   .roles = station_.worker.roles,
                                   .passwordHash = {},
                                   .actor = staff::stationOwner("tests")});
        (void)station_.desk().intakes.open(station_.worker, intake_, "", {});
    }
    const desk::Phones& phones() { return station_.desk().phones; }
    std::string newId() { return base::newUuidV7(station_.clock, station_.random); }
    desk::PhoneOffer offered() { return phones().offer(station_.worker, intake_, newId()); }
    desk::PairedPhone paired() { return phones().pair(offered().secret).value(); }

    Station station_;
    store::IntakeId intake_{base::newUuidV7(station_.clock, station_.random)};
};

TEST_F(Phones, SendForOneIntakeInTheNameOfWhoeverShowedTheCode) {
    const auto bearer = phones().bearerOf(paired().token);
    ASSERT_TRUE(bearer);
    EXPECT_EQ(bearer->intake.id, intake_);
    EXPECT_EQ(bearer->actor.account, station_.worker.account);
    EXPECT_EQ(bearer->actor.through, "phone " + bearer->phone.id);
    phones().sent(*bearer, 2);
    EXPECT_EQ(phones().list(station_.worker, intake_).at(0).pages, 2);
}

TEST_F(Phones, TakeACodeOnceAndForTenMinutes) {
    const auto first = offered();
    EXPECT_TRUE(phones().pair(first.secret));
    EXPECT_FALSE(phones().pair(first.secret)) << "used";
    const auto second = offered();
    station_.clock.advance(desk::Phones::offerLasts);
    EXPECT_FALSE(phones().pair(second.secret)) << "over";
    EXPECT_FALSE(phones().pair(std::string(32, '0')));
    EXPECT_FALSE(phones().pair(""));
    EXPECT_FALSE(phones().pair(std::string(1'000'000, 'a')));
    EXPECT_EQ(station_.store.refusals({}).refusals.size(), 5U) << "each is in the audit log";
}

TEST_F(Phones, LoseACodeThatWasNotTakenWhenAnotherIsShown) {
    const auto first = offered();
    const auto second = offered();
    EXPECT_FALSE(phones().pair(first.secret));
    EXPECT_TRUE(phones().pair(second.secret));
}

TEST_F(Phones, EndWithTheirTimeWithTheirIntakeWithTheirAccountAndWhenTold) {
    const auto over = paired().token;
    station_.clock.advance(desk::Phones::longest);
    EXPECT_FALSE(phones().bearerOf(over));
    const auto told = paired();
    phones().end(station_.worker, intake_, told.phone.id);
    EXPECT_FALSE(phones().bearerOf(told.token));
    const auto left = paired().token;
    phones().leave(*phones().bearerOf(left));
    EXPECT_FALSE(phones().bearerOf(left));
    const auto locked = paired().token;
    station_.store.setAccountState(station_.worker.account, store::AccountState::Locked, staff::stationOwner("tests"));
    EXPECT_FALSE(phones().bearerOf(locked));
    station_.store.setAccountState(station_.worker.account, store::AccountState::Active, staff::stationOwner("tests"));
    EXPECT_TRUE(phones().bearerOf(locked));
    station_.desk().intakes.putAside(station_.worker, intake_);
    EXPECT_FALSE(phones().bearerOf(locked));
}

TEST_F(Phones, AreNotBearersOfOtherThings) {
    const auto phone = paired();
    EXPECT_FALSE(phones().bearerOf(""));
    EXPECT_FALSE(phones().bearerOf("phone_" + std::string(64, 'a')));
    EXPECT_FALSE(station_.desk().tokens.bearerOf(phone.token).bearer);
    EXPECT_FALSE(station_.desk().sessions.of(phone.token));
}

TEST_F(Phones, AreAFewForAnIntakeAndOnlyOfWhoeverMayAddPages) {
    for (std::size_t i = 0; i < desk::Phones::mostOfIntake; ++i) (void)paired();
    EXPECT_THROW((void)offered(), base::Error);
    const staff::Actor elsewhere{.account = "zhao", .office = "SQ-0201", .roles = {staff::Role::CounterWorker}};
    EXPECT_THROW((void)phones().offer(elsewhere, intake_, newId()), base::Error);
    EXPECT_THROW((void)phones().list(elsewhere, intake_), base::Error);
}

}  // namespace
