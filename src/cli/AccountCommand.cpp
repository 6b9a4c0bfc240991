#include <CLI/CLI.hpp>
#include <memory>

#include "cli/AccountSteps.h"
#include "cli/AccountTokens.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

void setUpAccountTokens(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<TokenArguments>();
    const auto does = [&](const char* name, const char* help, auto work) {
        CLI::App* sub = app.add_subcommand(name, help);
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
        return sub;
    };
    does("tokens", "what other programs act by in an account's name", listTokens)
        ->add_option("account", arguments->account, "the account's name (default: yours)");
    auto* making = does("token-new", "make one for the account named by --as; it is shown once", makeToken);
    making->add_option("--name", arguments->name, "what it is for")->required()->type_name("TEXT");
    making->add_option("--scope", arguments->scopes, "lists, read, personal, intake, cases, handoff, returns")
        ->required()
        ->delimiter(',')
        ->type_name("SCOPE");
    making->add_option("--until", arguments->until, "the last day it is good for, within a year")
        ->required()
        ->type_name("DAY");
    does("token-withdraw", "let nobody act by it any more", withdrawToken)
        ->add_option("token", arguments->id, "its id")
        ->required();
}

}  // namespace

void setUpAccount(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<AccountArguments>();
    const auto does = [&action, arguments](CLI::App* sub, auto work) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
        return sub;
    };
    const auto named = [&](const char* name, const char* help, auto work) {
        CLI::App* sub = does(app.add_subcommand(name, help), work);
        sub->add_option("account", arguments->name, "the account's name")->required();
        return sub;
    };
    const auto takesPassword = [&](CLI::App* sub) {
        auto* file =
            sub->add_option("--new-password-file", arguments->passwordFile, "its first line")->type_name("FILE");
        sub->add_flag("--make-password", arguments->makePassword, "make a good one and print it once")->excludes(file);
    };
    const auto takesRoles = [&](CLI::App* sub) {
        sub->add_option("--role", arguments->roles,
                        "counter-worker, courier, street-clerk, bureau-clerk, pickup-clerk, supervisor, administrator")
            ->required()
            ->delimiter(',')
            ->type_name("ROLE");
    };
    auto* listing = does(app.add_subcommand("list", "the accounts of an office and those below it"), listAccounts);
    listing->add_option("--office", arguments->office, "of this office (default: yours)")->type_name("CODE");
    auto* adding = named("add", "make an account", addAccount);
    adding->add_option("--full-name", arguments->fullName, "name of the person")->required();
    adding->add_option("--office", arguments->office, "where it works")->required()->type_name("CODE");
    takesRoles(adding);
    takesPassword(adding);
    named("show", "one account", showAccount);
    named("lock", "let nobody sign in with it any more", [](Context& context, const AccountArguments& given) {
        return setAccountState(context, given, store::AccountState::Locked);
    });
    named("unlock", "let its owner sign in again", [](Context& context, const AccountArguments& given) {
        return setAccountState(context, given, store::AccountState::Active);
    });
    takesPassword(named("password", "set its password; typed unseen unless a file is given", setAccountPassword));
    takesRoles(named("roles", "give it other roles", setAccountRoles));
    setUpAccountTokens(app, action);
}

}  // namespace daiban::cli
