#include "cli/AccountSteps.h"

#include <ostream>

#include "base/Crypto.h"
#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Passwords.h"
#include "cli/Terminal.h"
#include "cli/WhoActs.h"
#include "staff/PasswordRules.h"

namespace daiban::cli {

namespace {

using base::Error;
using base::ErrorKind;
using staff::Verb;

staff::Roles rolesFrom(const std::vector<std::string>& names) {
    staff::Roles roles;
    for (const auto& name : names) {
        const auto role = staff::roleNamed(name);
        if (!role)
            throw Error(ErrorKind::BadArguments,
                        base::Sentence("There is no role '{}'; see daiban account roles --help.", name));
        roles.insert(*role);
    }
    return roles;
}

std::vector<std::string> namesOf(const staff::Roles& roles) {
    std::vector<std::string> names;
    for (const auto role : roles) names.emplace_back(staff::nameOf(role));
    return names;
}

base::Sentence titlesOf(const staff::Roles& roles) {
    std::vector<base::Sentence> names;
    for (const auto role : roles) names.push_back(base::word(staff::chineseNameOf(role)));
    return base::joined(names, base::Sentence("、"));
}

void say(Context& context, const store::Account& account) {
    if (context.json)
        return context.printLine({{"account", account.name},
                                  {"full_name", account.fullName},
                                  {"office", account.office},
                                  {"roles", namesOf(account.roles)},
                                  {"state", store::nameOf(account.state)},
                                  {"has_password", account.passwordSetAt.has_value()},
                                  {"failed_tries", account.failedTries},
                                  {"created", base::isoTime(account.createdAt)},
                                  {"created_by", account.createdBy},
                                  {"changed", base::isoTime(account.changedAt)},
                                  {"changed_by", account.changedBy}});
    context.out() << padded(account.name, 28) << padded(account.fullName, 16) << padded(account.office, 10)
                  << padded(context.say(base::word(store::chineseNameOf(account.state))), 6)
                  << base::Sentence("{}{}", titlesOf(account.roles),
                                    account.passwordSetAt ? base::Sentence() : base::Sentence("（未设密码）"))
                  << "\n";
}

store::Account accountBy(Context& context, const std::string& name) {
    if (auto account = context.store().findAccount(name)) return *account;
    throw Error(ErrorKind::NotFound, base::Sentence("There is no account '{}'; see daiban account list.", name));
}

/// The hash of a new password that was given or made; a made one is printed, this once.
std::string newPasswordHash(Context& context, const AccountArguments& arguments,
                            const std::vector<std::string>& known) {
    const std::string password =
        arguments.makePassword
            ? staff::makePassword(context.random())
            : readNewPassword(arguments.passwordFile, {.first = context.say(base::Sentence("New password: ")),
                                                       .again = context.say(base::Sentence("Once more: "))});
    const auto problem = staff::problemOf(password, staff::PasswordRules::load(context.dataFolder), known);
    if (!problem.empty()) throw Error(ErrorKind::BadArguments, problem);
    if (arguments.makePassword) context.err() << base::Sentence("密码（只显示这一次）：{}", password) << "\n";
    return base::passwordHash(password, context.random());
}

}  // namespace

int listAccounts(Context& context, const AccountArguments& arguments) {
    makeFirstAccounts(context);
    const auto actor = context.actor();
    const std::string office = arguments.office.empty() ? actor.office : arguments.office;
    demand(context, actor, Verb::ManageAccounts, office);
    for (const auto& account : context.store().accounts(context.offices().seenFrom(office))) say(context, account);
    return 0;
}

int showAccount(Context& context, const AccountArguments& arguments) {
    const auto account = accountBy(context, arguments.name);
    demand(context, context.actor(), Verb::ManageAccounts, account.office, account.name);
    return say(context, account), 0;
}

int addAccount(Context& context, const AccountArguments& arguments) {
    const auto actor = context.actor();
    const auto* office = context.offices().find(arguments.office);
    if (office == nullptr || office->closed)
        throw Error(ErrorKind::NotFound,
                    base::Sentence("There is no open office '{}'; see daiban office list.", arguments.office));
    demand(context, actor, Verb::ManageAccounts, office->code, arguments.name);
    const bool withPassword = arguments.makePassword || !arguments.passwordFile.empty();
    context.store().addAccount(
        {.name = arguments.name,
         .fullName = arguments.fullName,
         .office = office->code,
         .roles = rolesFrom(arguments.roles),
         .passwordHash = withPassword ? newPasswordHash(context, arguments, {arguments.name, arguments.fullName}) : "",
         .actor = actor});
    return say(context, accountBy(context, arguments.name)), 0;
}

int setAccountState(Context& context, const AccountArguments& arguments, store::AccountState state) {
    const auto actor = context.actor();
    const auto account = accountBy(context, arguments.name);
    demand(context, actor, Verb::ManageAccounts, account.office, account.name);
    context.store().setAccountState(account.name, state, actor);
    return say(context, accountBy(context, account.name)), 0;
}

int setAccountRoles(Context& context, const AccountArguments& arguments) {
    const auto actor = context.actor();
    const auto account = accountBy(context, arguments.name);
    demand(context, actor, Verb::ManageAccounts, account.office, account.name);
    context.store().setAccountRoles(account.name, rolesFrom(arguments.roles), actor);
    return say(context, accountBy(context, account.name)), 0;
}

int setAccountPassword(Context& context, const AccountArguments& arguments) {
    makeFirstAccounts(context);
    const auto actor = whoActs(context, OldPassword::Enough);
    const auto account = accountBy(context, arguments.name);
    const bool own = actor.account == account.name && actor.office == account.office;
    if (!own) demand(context, actor, Verb::ManageAccounts, account.office, account.name);
    context.store().setPassword(account.name, newPasswordHash(context, arguments, {account.name, account.fullName}),
                                actor);
    return say(context, accountBy(context, account.name)), 0;
}

}  // namespace daiban::cli
