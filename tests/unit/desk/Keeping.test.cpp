// What keeps a station: label keys, calendars, backups that are verified.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "unit/desk/Station.h"

namespace daiban::desk {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class Keeping : public testing::Test {
  protected:
    Keeping() { station.store.rememberLabelKeys(station.keys.fingerprints(), administrator); }
    /// As a running station has it: keys that change are known at once.
    [[nodiscard]] const Desk& desk() {
        if (!desk_) {
            models_.emplace(station.models(), station.dataFolder(), base::dayOf(station.clock.now()));
            desk_.emplace(Parts{.models = *models_,
                                .store = station.store,
                                .dataFolder = station.dataFolder(),
                                .keys = [this]() -> const codes::TokenKeys& { return station.keys; },
                                .clock = station.clock,
                                .random = station.random,
                                .keysChanged = [this](const codes::TokenKeys& keys) { station.keys = keys; }});
        }
        return *desk_;
    }
    tests::Station station;
    const staff::Actor administrator{.account = "keeper", .office = "QU-01", .roles = {staff::Role::Administrator}};
    std::optional<Models> models_;
    std::optional<Desk> desk_;
};

TEST_F(Keeping, AnOldLabelIsGoodAfterARotationAndRefusedInWordsAfterAWithdrawal) {
    const auto old = station.keys.issue(codes::TokenKind::Folder, station.random);
    desk().labelKeys.rotate(administrator);
    ASSERT_THAT(desk().labelKeys.list(administrator), SizeIs(2));
    EXPECT_TRUE(desk().labelKeys.list(administrator)[1].signs);
    EXPECT_TRUE(desk().labelKeys.list(administrator)[1].since.has_value());
    EXPECT_TRUE(station.keys.check(old.text));
    EXPECT_NE(station.keys.issue(codes::TokenKind::Folder, station.random).text[1], old.text[1]);

    EXPECT_THAT(tests::refusalOf([&] { desk().labelKeys.withdraw(administrator, old.text[1], " "); }),
                HasSubstr("why"));
    desk().labelKeys.withdraw(administrator, old.text[1], "U 盘丢失");
    EXPECT_FALSE(station.keys.check(old.text));
    EXPECT_EQ(desk().labelKeys.list(administrator)[0].withdrawn, "2026-03-16");
    EXPECT_THAT(tests::refusalOf([&] { (void)desk().cases.find(station.worker, old.text); }), HasSubstr("2026-03-16"));
    // It is so after the next start too.
    const auto opened = codes::TokenKeys::open(station.dataFolder());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->withdrawalOf(old.text), "2026-03-16");
    EXPECT_THAT(base::textsOf(station.store.verify(store::VerifyDepth::Quick).damages), testing::IsEmpty());
}

TEST_F(Keeping, TheKeyThatSignsGivesWayToANewOneWhenItIsWithdrawn) {
    const char signing = station.keys.signing();
    desk().labelKeys.withdraw(administrator, signing, "泄露");
    EXPECT_NE(station.keys.signing(), signing);
    EXPECT_TRUE(station.keys.check(station.keys.issue(codes::TokenKind::Folder, station.random).text));
    EXPECT_THAT(tests::refusalOf([&] { desk().labelKeys.withdraw(administrator, 'Z', "x"); }), HasSubstr("Z"));
}

TEST_F(Keeping, KeysAreTheHighestOfficesAdministratorsAlone) {
    for (const auto& actor : {station.supervisor, station.worker,
                              staff::Actor{.account = "a", .office = "JD-01", .roles = {staff::Role::Administrator}}}) {
        EXPECT_NE(tests::refusalOf([&] { desk().labelKeys.rotate(actor); }), "") << actor.account;
        EXPECT_NE(tests::refusalOf([&] { (void)desk().labelKeys.list(actor); }), "") << actor.account;
    }
    EXPECT_EQ(station.keys.count(), 1U);
}

TEST_F(Keeping, ABackupIsVerifiedFileByFile) {
    (void)station.addRead(station.newId<base::BatchId>(), {}, "a page");
    const auto folder = station.folder() / "backup";
    std::int64_t told = -1;
    const auto made = desk().backUp(administrator, folder, [&](std::int64_t blobs) { return told = blobs, true; });
    EXPECT_EQ(told, 0) << "before the first of one";
    EXPECT_GT(made.bytes, 0);
    EXPECT_EQ(store::backupIn(folder)->bytes, made.bytes);
    EXPECT_FALSE(store::backupIn(station.folder() / "none"));
    EXPECT_EQ(desk().verifyBackup(administrator, folder).blobs, 1);
    EXPECT_THAT(tests::refusalOf(
                    [&] { (void)desk().backUp(administrator, station.folder() / "b2", [](auto) { return false; }); }),
                HasSubstr("停下"));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "blobs"))
        if (entry.is_regular_file()) std::ofstream(entry.path(), std::ios::app) << "x";
    EXPECT_THAT(tests::refusalOf([&] { (void)desk().verifyBackup(administrator, folder); }), HasSubstr("damaged"));
    EXPECT_NE(tests::refusalOf([&] { desk().demandBackup(station.supervisor); }), "");
}

TEST_F(Keeping, AYearsCalendarIsCheckedKeptAndWarnedOfInTime) {
    const auto& calendars = desk().calendars;
    EXPECT_THAT(calendars.list(administrator).missing, SizeIs(0)) << "2026 is known, and 2027 not yet asked for";
    const std::string text =
        "year: 2029\nsource: 通知\ncertainty: 已核对\nholidays:\n"
        "  - {name: 元旦, from: 2029-01-01, to: 2029-01-01}\nworked: [2029-01-06]\n";
    EXPECT_THAT(tests::refusalOf([&] { (void)calendars.check(administrator, 2030, text); }), HasSubstr("2030.yaml"));
    EXPECT_THAT(tests::refusalOf([&] { (void)calendars.save(administrator, 2029, "year: 2029\n"); }),
                HasSubstr("2029.yaml"));
    EXPECT_THAT(calendars.save(administrator, 2029, text).holidays, SizeIs(1));
    const auto hold = models_->hold(base::dayOf(station.clock.now()));
    const auto now = calendars.list(administrator);
    EXPECT_TRUE(now.years.back().own);
    const Models again(station.models(), station.dataFolder(), base::dayOf(station.clock.now()));
    EXPECT_TRUE(again.calendar().isWorkingDay(std::chrono::year{2029} / 1 / 6));
    EXPECT_NE(tests::refusalOf([&] { (void)calendars.list(station.supervisor); }), "");
    // Nothing is written from here on: so far from the last change the store takes the clock for wrong.
    station.clock.advance(std::chrono::days{930});  // 1 October 2028
    EXPECT_THAT(calendars.list(administrator).missing, testing::ElementsAre(2028)) << "2029 was put in";
}

}  // namespace
}  // namespace daiban::desk
