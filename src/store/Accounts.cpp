#include "store/Accounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

std::string textOf(const staff::Roles& roles) {
    std::vector<std::string> names;
    for (const auto role : roles) names.emplace_back(staff::nameOf(role));
    return base::joined(names, ",");
}

staff::Roles rolesFrom(const std::string& text) {
    staff::Roles roles;
    for (const auto& name : base::split(text, ','))
        if (const auto role = staff::roleNamed(name)) roles.insert(*role);
    return roles;
}

Account accountFrom(const Row& row) {
    Account account{
        .name = row.text("id"),
        .fullName = row.text("full_name"),
        .office = row.text("office"),
        .roles = rolesFrom(row.text("roles")),
        .state = row.text("state") == nameOf(AccountState::Locked) ? AccountState::Locked : AccountState::Active,
        .passwordSetAt = {},
        .failedTries = static_cast<int>(row.number("failed_tries")),
        .blockedUntil = {},
        .createdAt = row.time("created_at"),
        .createdBy = row.text("created_by"),
        .changedAt = row.time("changed_at"),
        .changedBy = row.text("changed_by"),
        .sequence = row.number("sequence")};
    if (!row.isNull("password_set_at")) account.passwordSetAt = row.time("password_set_at");
    if (!row.isNull("blocked_until")) account.blockedUntil = row.time("blocked_until");
    return account;
}

Account accountNamed(Database& database, const std::string& name) {
    const auto row = database.row(sql("row.account"), {{"id", name}});
    if (!row) notFound(base::Sentence("account"));
    return accountFrom(*row);
}

void mustBeName(const std::string& name) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-._";
    constexpr std::size_t shortest = 2;
    constexpr std::size_t longest = 32;
    if (name.size() < shortest || name.size() > longest || name.find_first_not_of(allowed) != std::string::npos ||
        letters.find(name[0]) == std::string_view::npos)
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("An account's name is 2 to 32 characters of a-z, 0-9, hyphen, dot and underscore "
                                   "and begins with a letter; choose another."));
}

void mustHaveRoles(const staff::Roles& roles) {
    if (roles.empty())
        throw Error(ErrorKind::BadArguments, base::Sentence("An account needs at least one role; give it one."));
}

void insert(Database& database, Change& change, const NewAccount& added) {
    const bool hasPassword = !added.passwordHash.empty();
    database.run(sql("account.add"), {{"id", added.name},
                                      {"full_name", added.fullName},
                                      {"office", added.office},
                                      {"roles", textOf(added.roles)},
                                      {"password_hash", nullIfEmpty(added.passwordHash)},
                                      {"password_set_at", hasPassword ? change.atValue() : Value{}},
                                      {"now", change.atValue()},
                                      {"actor", added.actor.account},
                                      {"sequence", change.sequenceValue()}});
    change.touched(Table::Account, added.name);
}

void mustBeNew(Database& database, const NewAccount& added) {
    mustBeName(added.name);
    mustHaveRoles(added.roles);
    if (database.row(sql("row.account"), {{"id", added.name}}))
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("There is an account {} already; choose another name.", added.name));
}

}  // namespace

std::string_view nameOf(AccountState state) {
    return state == AccountState::Active ? "active" : "locked";
}

std::string_view chineseNameOf(AccountState state) {
    return state == AccountState::Active ? "启用" : "停用";
}

std::chrono::milliseconds delayAfter(int failedTries) {
    constexpr int free = 4;
    constexpr std::chrono::minutes first{1};
    constexpr std::chrono::minutes longest{60};
    if (failedTries <= free) return {};
    const int doublings = std::min(failedTries - free - 1, 6);  // 64 minutes is over the longest already
    return std::min(first * (1 << doublings), longest);
}

void Store::addAccount(const NewAccount& added) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("account.added", added.actor);
    mustBeNew(impl_->database, added);
    insert(impl_->database, change, added);
    change.isAbout(added.name);
    change.detail("roles", textOf(added.roles));
    change.detail("of", added.office);
    change.commit();
}

bool Store::addFirstAccounts(const std::vector<NewAccount>& added, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->database.row(sql("account.any"))) return false;
    Change change = impl_->begin("account.first", actor);
    if (impl_->database.row(sql("account.any"))) return false;  // another process was faster
    base::Json names = base::Json::array();
    for (const NewAccount& account : added) {
        mustBeNew(impl_->database, account);
        insert(impl_->database, change, account);
        names.push_back(account.name);
    }
    change.detail("accounts", names);
    change.commit();
    return true;
}

std::optional<Account> Store::findAccount(const std::string& name) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.account"), {{"id", name}});
    return row ? std::optional(accountFrom(*row)) : std::nullopt;
}

std::vector<Account> Store::accounts(const std::optional<std::vector<std::string>>& offices) const {
    const Snapshot snapshot = impl_->read();
    std::vector<Account> accounts;
    snapshot->forEach(sql("rows.account"), {}, [&](const Row& row) {
        Account account = accountFrom(row);
        if (!offices || std::ranges::find(*offices, account.office) != offices->end())
            accounts.push_back(std::move(account));
    });
    return accounts;
}

void Store::setAccountState(const std::string& name, AccountState state, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin(state == AccountState::Locked ? "account.locked" : "account.unlocked", actor);
    if (accountNamed(impl_->database, name).state == state) return;
    impl_->database.run(sql("account.setState"), {{"id", name},
                                                  {"state", std::string(nameOf(state))},
                                                  {"now", change.atValue()},
                                                  {"actor", actor.account},
                                                  {"audit", change.sequenceValue()}});
    change.touched(Table::Account, name);
    change.isAbout(name);
    change.commit();
}

void Store::setAccountRoles(const std::string& name, const staff::Roles& roles, const staff::Actor& actor) {
    mustHaveRoles(roles);
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("account.roles", actor);
    if (accountNamed(impl_->database, name).roles == roles) return;
    impl_->database.run(sql("account.setRoles"), {{"id", name},
                                                  {"roles", textOf(roles)},
                                                  {"now", change.atValue()},
                                                  {"actor", actor.account},
                                                  {"audit", change.sequenceValue()}});
    change.touched(Table::Account, name);
    change.isAbout(name);
    change.detail("roles", textOf(roles));
    change.commit();
}

void Store::setPassword(const std::string& name, const std::string& passwordHash, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("account.password", actor);
    (void)accountNamed(impl_->database, name);
    impl_->database.run(sql("account.setPassword"), {{"id", name},
                                                     {"password_hash", passwordHash},
                                                     {"now", change.atValue()},
                                                     {"actor", actor.account},
                                                     {"audit", change.sequenceValue()}});
    change.touched(Table::Account, name);
    change.isAbout(name);
    change.commit();
}

std::string Store::passwordHashOf(const std::string& name) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.account"), {{"id", name}});
    return row ? row->text("password_hash") : std::string{};
}

void Store::recordOfficeChange(std::string_view action, const std::string& code, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin(std::string(action), actor);
    change.isAbout(code);
    change.commit();
}

void Store::recordModelChange(std::string_view action, const ModelChange& changed, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin(std::string(action), actor);
    change.isAbout(fmt::format("{}/{}.v{}", changed.kind, changed.code, changed.number));
    change.detail("code", changed.code);
    change.detail("version", std::to_string(changed.number));
    change.detail("effective", changed.effective);
    change.detail("sha256", changed.sha256);
    change.commit();
}

void Store::recordTeaching(std::string_view action, const std::string& subject, std::size_t pages,
                           const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin(std::string(action), actor);
    change.isAbout(subject);
    change.detail("pages", pages);
    change.commit();
}

Account Store::recordTry(const std::string& name, PasswordWas password) {
    const std::lock_guard lock(impl_->mutex);
    const bool isRight = password == PasswordWas::Right;
    Change change = impl_->begin(isRight ? "sign-in.cleared" : "sign-in.failed", {.account = name});
    Account account = accountNamed(impl_->database, name);
    const bool isBlocked = account.blockedUntil && *account.blockedUntil > change.at();
    if (isBlocked || (isRight && account.failedTries == 0)) return account;  // nothing to write
    account.failedTries = isRight ? 0 : account.failedTries + 1;
    const auto delay = delayAfter(account.failedTries);
    account.blockedUntil = delay.count() == 0 ? std::nullopt : std::optional(change.at() + delay);
    impl_->database.run(sql("account.setTries"),
                        {{"id", name},
                         {"failed_tries", std::int64_t{account.failedTries}},
                         {"blocked_until", account.blockedUntil ? timeValue(*account.blockedUntil) : Value{}},
                         {"audit", change.sequenceValue()}});
    change.touched(Table::Account, name);
    change.isAbout(name);
    change.detail("failed_tries", account.failedTries);
    change.commit();
    return account;
}

}  // namespace daiban::store
