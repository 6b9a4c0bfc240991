#include "cli/WhoActs.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/Passwords.h"
#include "store/SignIn.h"

namespace daiban::cli {

namespace {

[[noreturn]] void refuse(const base::Sentence& sentence) {
    throw base::Error(base::ErrorKind::NotFound, sentence);
}

std::string loginName() {
    const passwd* user = getpwuid(geteuid());
    return user == nullptr ? "uid-" + std::to_string(geteuid()) : user->pw_name;
}

/// A folder that is not there yet will belong to whoever makes it.
bool ownsFolder(const std::filesystem::path& folder) {
    struct stat status {};
    return ::stat(folder.c_str(), &status) != 0 || status.st_uid == geteuid();
}

staff::Actor throughOwner(Context& context) {
    const auto account = context.store().findAccount(context.as);
    if (!account) refuse(base::Sentence("There is no account '{}'; see daiban account list.", context.as));
    if (account->state == store::AccountState::Locked)
        refuse(base::Sentence("The account '{}' is locked.", context.as));
    staff::Actor actor = account->actor();
    actor.through = loginName();
    return actor;
}

staff::Actor withPassword(Context& context, OldPassword tooOld) {
    const std::string password =
        readPassword(context.passwordFile, context.say(base::Sentence("Password of {}: ", context.as)));
    const auto outcome = store::signIn(context.store(), context.as, password,
                                       staff::PasswordRules::load(context.dataFolder), context.clock().now());
    const bool mayEnter = outcome.result == store::SignInResult::SignedIn ||
                          (outcome.result == store::SignInResult::PasswordTooOld && tooOld == OldPassword::Enough);
    if (!mayEnter) refuse(outcome.refusal);
    return outcome.actor;
}

void demandAt(Context& context, const staff::Actor& actor, staff::Verb verb, staff::Place place,
              std::string_view subject) {
    const auto decision = staff::mayDo(actor, verb, place);
    if (decision.allowed()) return;
    context.store().recordRefusal(actor, verb, subject, *decision.refusal);
    refuse(*decision.refusal);
}

}  // namespace

staff::Actor whoActs(Context& context, OldPassword tooOld) {
    const bool owner = ownsFolder(context.dataFolder);
    if (context.as.empty()) {
        if (owner) return staff::stationOwner(loginName());
        refuse(base::Sentence("The data folder is another user's; name your account with --as and give its password."));
    }
    if (!owner) return withPassword(context, tooOld);
    makeFirstAccounts(context);
    return throughOwner(context);
}

void demand(Context& context, const staff::Actor& actor, staff::Verb verb, std::string_view office,
            std::string_view subject) {
    demandAt(context, actor, verb, staff::placeOf(actor, office, context.offices()), subject);
}

void demandOnStation(Context& context, const staff::Actor& actor, staff::Verb verb, std::string_view subject) {
    demandAt(context, actor, verb, staff::stationPlaceOf(actor, context.offices()), subject);
}

void makeFirstAccounts(Context& context) {
    const auto made = store::ensureFirstAccounts(context.store(), context.offices(), staff::stationOwner(loginName()));
    if (made.empty()) return;
    context.err() << base::Sentence("There was no account yet; these were made, without passwords:") << "\n";
    for (const auto& account : made) context.err() << "  " << account.name << "  " << account.fullName << "\n";
    context.err() << base::Sentence("Set a password with: daiban account password NAME") << "\n";
}

}  // namespace daiban::cli
