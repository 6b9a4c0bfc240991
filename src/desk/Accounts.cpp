#include "desk/Accounts.h"

#include "base/Crypto.h"
#include "base/Error.h"
#include "staff/PasswordRules.h"

namespace daiban::desk {

using staff::Verb;

store::Account Accounts::demanded(const staff::Actor& actor, const std::string& name) const {
    const auto account = parts_.store.findAccount(name);
    if (!account) throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such account."));
    parts_.demand(actor, Verb::ManageAccounts, account->office, name);
    return *account;
}

std::vector<store::Account> Accounts::list(const staff::Actor& actor) const {
    parts_.demand(actor, Verb::ManageAccounts, actor.office);
    return parts_.store.accounts(parts_.officesOf(actor));
}

AccountWithPassword Accounts::add(const staff::Actor& actor, store::NewAccount added) const {
    const auto* office = parts_.models.offices().find(added.office);
    if (office == nullptr || office->closed)
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no open office '{}'.", added.office));
    parts_.demand(actor, Verb::ManageAccounts, office->code, added.name);
    const std::string password = staff::makePassword(parts_.random);
    added.passwordHash = base::passwordHash(password, parts_.random);
    added.actor = actor;
    parts_.store.addAccount(added);
    return {.account = *parts_.store.findAccount(added.name), .password = password};
}

store::Account Accounts::setState(const staff::Actor& actor, const std::string& name, store::AccountState state) const {
    (void)demanded(actor, name);
    if (name == actor.account)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Nobody locks the account he works with; ask another administrator."));
    parts_.store.setAccountState(name, state, actor);
    return *parts_.store.findAccount(name);
}

store::Account Accounts::setRoles(const staff::Actor& actor, const std::string& name, const staff::Roles& roles) const {
    (void)demanded(actor, name);
    // Nobody might be left to let him in again.
    if (name == actor.account && !roles.contains(staff::Role::Administrator) &&
        actor.roles.contains(staff::Role::Administrator))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Nobody takes the role of administrator from the account he works with; "
                                         "ask another administrator."));
    parts_.store.setAccountRoles(name, roles, actor);
    return *parts_.store.findAccount(name);
}

AccountWithPassword Accounts::makePassword(const staff::Actor& actor, const std::string& name) const {
    (void)demanded(actor, name);
    const std::string password = staff::makePassword(parts_.random);
    parts_.store.setPassword(name, base::passwordHash(password, parts_.random), actor);
    parts_.store.endSessionsOf(name);
    return {.account = *parts_.store.findAccount(name), .password = password};
}

store::RefusalList Accounts::refusals(const staff::Actor& actor, const std::string& cursor, int limit) const {
    parts_.demand(actor, Verb::ReadAudit, actor.office);
    return parts_.store.refusals({.offices = parts_.officesOf(actor), .cursor = cursor, .limit = limit});
}

}  // namespace daiban::desk
