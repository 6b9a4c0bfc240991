// Who may sign in, and for which households they are there.
#include <gmock/gmock.h>

#include <thread>

#include "base/Crypto.h"
#include "store/SignIn.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using staff::Role;
using support::HasSubstr;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

const staff::Actor administrator{.account = "admin", .office = "QU-01", .roles = {Role::Administrator}};
constexpr auto password = "correct horse battery";
/// Cheap to make; signing in costs what the hash says.
constexpr base::PasswordCost cheap{.memoryKib = 64, .passes = 1};

class Accounts : public StoreBench {
  protected:
    NewAccount newAccount(const std::string& name = "wangli", const std::string& office = "SQ-0101") {
        return {.name = name,
                .fullName = "王丽",
                .office = office,
                .roles = {Role::CounterWorker, Role::PickupClerk},
                .passwordHash = base::passwordHash(password, random, cheap),
                .actor = administrator};
    }
    SignIn tryPassword(const std::string& given, const std::string& name = "wangli") {
        return daiban::store::signIn(store, name, given, rules, clock.now());
    }
    void failTimes(int times) {
        for (int n = 0; n < times; ++n) EXPECT_EQ(tryPassword("wrong").result, SignInResult::WrongPassword) << n;
    }
    std::vector<std::string> damages() { return base::textsOf(store.verify(VerifyDepth::Full).damages); }

    staff::PasswordRules rules = staff::PasswordRules::of(staff::PasswordProfile::Asvs5);
};

TEST_F(Accounts, AreKeptWithWhoMadeAndChangedThem) {
    store.addAccount(newAccount());
    clock.advance(1h);
    store.setAccountRoles("wangli", {Role::Supervisor}, {.account = "zhang"});
    const auto account = reopened().findAccount("wangli");
    ASSERT_TRUE(account);
    EXPECT_EQ(account->fullName, "王丽");
    EXPECT_EQ(account->office, "SQ-0101");
    EXPECT_THAT(account->roles, ElementsAre(Role::Supervisor));
    EXPECT_EQ(account->state, AccountState::Active);
    EXPECT_EQ(account->createdBy, "admin");
    EXPECT_EQ(account->changedBy, "zhang");
    EXPECT_EQ(account->changedAt - account->createdAt, 1h);
    EXPECT_TRUE(account->passwordSetAt);
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(Accounts, ANameIsTakenOnceAndIsOneThatFitsALog) {
    store.addAccount(newAccount());
    EXPECT_EQ(errorOf([&] { store.addAccount(newAccount()); }), ErrorKind::BadArguments);
    for (const auto* name :
         {"", "w", "Wangli", "王丽", "wang li", "1wang", "wang\nli", "w123456789012345678901234567890123"})
        EXPECT_EQ(errorOf([&] { store.addAccount(newAccount(name)); }), ErrorKind::BadArguments) << name;
    NewAccount withoutRoles = newAccount("lihua");
    withoutRoles.roles.clear();
    EXPECT_EQ(errorOf([&] { store.addAccount(withoutRoles); }), ErrorKind::BadArguments);
    EXPECT_EQ(errorOf([&] { store.setAccountState("nobody", AccountState::Locked, administrator); }),
              ErrorKind::NotFound);
    EXPECT_THAT(store.accounts(), SizeIs(1));
}

TEST_F(Accounts, AreListedByOffice) {
    store.addAccount(newAccount("wangli", "SQ-0101"));
    store.addAccount(newAccount("lihua", "SQ-0102"));
    EXPECT_THAT(store.accounts(), SizeIs(2));
    EXPECT_THAT(store.accounts(std::vector<std::string>{"SQ-0102"}), SizeIs(1));
    EXPECT_THAT(store.accounts(std::vector<std::string>{}), IsEmpty());
}

TEST_F(Accounts, ThePasswordIsNowhereInTheDataFolder) {
    store.addAccount(newAccount());
    (void)tryPassword("a wrong one typed by mistake");
    (void)daiban::store::signIn(store, "my password typed as a name", "x", rules, clock.now());
    for (const auto& row : raw().rows("SELECT * FROM account UNION ALL SELECT sequence, at, actor, action, subject, "
                                      "case_id, content, hash, '', '', '', '', '', '', '' FROM audit"))
        for (const auto& value : row) {
            EXPECT_THAT(value, Not(HasSubstr("horse")));
            EXPECT_THAT(value, Not(HasSubstr("typed")));
        }
}

TEST_F(Accounts, TheRightPasswordSignsInAndWritesNothing) {
    store.addAccount(newAccount());
    const std::string head = auditHead();
    const auto outcome = tryPassword(password);
    EXPECT_EQ(outcome.result, SignInResult::SignedIn);
    EXPECT_EQ(
        outcome.actor,
        (staff::Actor{.account = "wangli", .office = "SQ-0101", .roles = {Role::CounterWorker, Role::PickupClerk}}));
    EXPECT_EQ(auditHead(), head);
}

TEST_F(Accounts, NobodyIsToldWhetherAnAccountIsThere) {
    store.addAccount(newAccount());
    const auto wrong = tryPassword("wrong");
    const auto nobody = tryPassword("wrong", "nobody");
    EXPECT_EQ(wrong.result, SignInResult::WrongPassword);
    EXPECT_EQ(nobody.result, SignInResult::WrongPassword);
    EXPECT_EQ(wrong.refusal, nobody.refusal);
    EXPECT_TRUE(wrong.actor.roles.empty());
}

TEST_F(Accounts, AnAccountWithoutAPasswordSignsNobodyIn) {
    NewAccount without = newAccount();
    without.passwordHash.clear();
    store.addAccount(without);
    EXPECT_EQ(tryPassword("").result, SignInResult::WrongPassword);
    EXPECT_EQ(tryPassword(password).result, SignInResult::WrongPassword);
    store.setPassword("wangli", base::passwordHash(password, random, cheap), administrator);
    EXPECT_EQ(tryPassword(password).result, SignInResult::SignedIn);
}

TEST_F(Accounts, AfterFiveWrongPasswordsTheRightOneMustWaitToo) {
    store.addAccount(newAccount());
    failTimes(5);
    EXPECT_EQ(tryPassword(password).result, SignInResult::MustWait);
    clock.advance(59s);
    EXPECT_EQ(tryPassword(password).result, SignInResult::MustWait);
    clock.advance(2s);
    EXPECT_EQ(tryPassword(password).result, SignInResult::SignedIn);
    failTimes(4);
    EXPECT_EQ(tryPassword(password).result, SignInResult::SignedIn);
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(Accounts, TheWaitDoublesUpToAnHourAndIsKeptOverARestart) {
    EXPECT_EQ(delayAfter(4), 0min);
    EXPECT_EQ(delayAfter(5), 1min);
    EXPECT_EQ(delayAfter(6), 2min);
    EXPECT_EQ(delayAfter(10), 32min);
    for (const int tries : {11, 12, 1000000}) EXPECT_EQ(delayAfter(tries), 60min);
    store.addAccount(newAccount());
    failTimes(5);
    clock.advance(61s);
    failTimes(1);
    clock.advance(119s);
    Store again = reopened();
    EXPECT_EQ(daiban::store::signIn(again, "wangli", password, rules, clock.now()).result, SignInResult::MustWait);
    clock.advance(2s);
    EXPECT_EQ(daiban::store::signIn(again, "wangli", password, rules, clock.now()).result, SignInResult::SignedIn);
}

TEST_F(Accounts, GuessingAtTheSameTimeGetsNoMoreTries) {
    store.addAccount(newAccount());
    std::vector<std::thread> guessers;
    for (int n = 0; n < 16; ++n) guessers.emplace_back([&] { (void)tryPassword("wrong"); });
    for (auto& guesser : guessers) guesser.join();
    EXPECT_EQ(store.findAccount("wangli")->failedTries, 5);
    EXPECT_EQ(tryPassword(password).result, SignInResult::MustWait);
}

TEST_F(Accounts, ALockedAccountIsToldSoOnlyByItsPassword) {
    store.addAccount(newAccount());
    store.setAccountState("wangli", AccountState::Locked, administrator);
    EXPECT_EQ(tryPassword("wrong").result, SignInResult::WrongPassword);
    const auto outcome = tryPassword(password);
    EXPECT_EQ(outcome.result, SignInResult::Locked);
    EXPECT_TRUE(outcome.actor.roles.empty());
    store.setAccountState("wangli", AccountState::Active, administrator);
    EXPECT_EQ(tryPassword(password).result, SignInResult::SignedIn);
}

TEST_F(Accounts, UnderGbt22239APasswordGrowsTooOldAndMayStillBeUsedToSetANewOne) {
    rules = staff::PasswordRules::of(staff::PasswordProfile::Gbt22239);
    store.addAccount(newAccount());
    clock.advance(std::chrono::days{91});
    const auto outcome = tryPassword(password);
    EXPECT_EQ(outcome.result, SignInResult::PasswordTooOld);
    EXPECT_EQ(outcome.actor.account, "wangli");
    store.setPassword("wangli", base::passwordHash("another horse", random, cheap), outcome.actor);
    EXPECT_EQ(tryPassword("another horse").result, SignInResult::SignedIn);
}

TEST_F(Accounts, EveryFailedTryIsInTheAuditLog) {
    store.addAccount(newAccount());
    failTimes(5);
    (void)tryPassword(password);
    (void)tryPassword("wrong", "nobody");
    EXPECT_EQ(raw().value("SELECT COUNT(*) FROM audit WHERE action = 'sign-in.failed' AND actor = 'wangli'"), "5");
    const auto refused = store.refusals().refusals;
    ASSERT_THAT(refused, SizeIs(2));
    EXPECT_EQ(refused[0].account, "");
    EXPECT_EQ(refused[1].account, "wangli");
    EXPECT_EQ(refused[1].verb, "sign-in");
}

TEST_F(Accounts, TheFirstOnesAreOneOfEachRoleAndAreMadeOnce) {
    const auto offices = staff::Offices::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/offices");
    const auto made = ensureFirstAccounts(store, offices, staff::stationOwner("root"));
    ASSERT_THAT(made, SizeIs(staff::allRoles().size()));
    for (const NewAccount& account : made) {
        const auto stored = store.findAccount(account.name);
        ASSERT_TRUE(stored) << account.name;
        EXPECT_THAT(stored->roles, SizeIs(1));
        EXPECT_FALSE(stored->passwordSetAt);
    }
    EXPECT_TRUE(store.findAccount("sq-0101-counter-worker"));
    EXPECT_TRUE(store.findAccount("qu-01-administrator"));
    EXPECT_THAT(ensureFirstAccounts(store, offices, staff::stationOwner("root")), IsEmpty());
    EXPECT_THAT(damages(), IsEmpty());
}

class Households : public Accounts {
  protected:
    void SetUp() override { store.addAccount(newAccount()); }
    static Household household(int number, const std::string& worker = "wangli") {
        return {.community = "SQ-0101",
                .number = "H" + std::to_string(1000 + number),
                .address = "柳岸里 " + std::to_string(number) + " 号",
                .socialWorker = worker};
    }
};

TEST_F(Households, BelongToASocialWorkerAndAreChangedByTheNextImport) {
    std::vector<Household> all;
    for (int n = 0; n < 400; ++n) all.push_back(household(n));
    EXPECT_EQ(store.importHouseholds(all, administrator).added, 400);
    const std::string head = auditHead();
    EXPECT_EQ(store.importHouseholds(all, administrator).unchanged, 400);
    EXPECT_EQ(auditHead(), head);
    store.addAccount(newAccount("lihua"));
    all[7].socialWorker = "lihua";
    const auto imported = store.importHouseholds({all[7], household(400)}, administrator);
    EXPECT_EQ(imported.changed, 1);
    EXPECT_EQ(imported.added, 1);
    EXPECT_THAT(store.householdsOfCommunity("SQ-0101"), SizeIs(401));
    EXPECT_THAT(store.householdsOfWorker("lihua"), ElementsAre(all[7]));
    const auto loads = store.workerLoads();
    ASSERT_THAT(loads, SizeIs(2));
    EXPECT_EQ(loads[1].households, 400);
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(Households, AreImportedAllOrNoneAndNameWhoHasNoAccount) {
    std::string sentence;
    EXPECT_EQ(errorOf(
                  [&] {
                      store.importHouseholds({household(1), household(2, "nobody")}, administrator);
                  },
                  &sentence),
              ErrorKind::NotFound);
    EXPECT_THAT(sentence, HasSubstr("nobody"));
    EXPECT_THAT(store.householdsOfCommunity("SQ-0101"), IsEmpty());
}

TEST_F(Households, WhereTheyLiveIsNotInTheAuditLog) {
    store.importHouseholds({household(1)}, administrator);
    EXPECT_EQ(raw().value("SELECT COUNT(*) FROM audit WHERE content LIKE '%柳岸里%'"), "0");
}

}  // namespace
}  // namespace daiban::store
