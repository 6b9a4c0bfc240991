#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Terminal.h"
#include "cli/WhoActs.h"

namespace daiban::cli {

namespace {

using base::Error;
using base::ErrorKind;
using staff::Verb;

struct OfficeArguments {
    std::string code;
    std::string kind;
    std::string name;
    std::string parent;
};

void say(Context& context, const staff::Office& office) {
    if (context.json) {
        base::Json line{{"office", office.code}, {"kind", staff::nameOf(office.kind)}, {"name", office.name}};
        if (!office.parent.empty()) line["parent"] = office.parent;
        if (office.closed) line["closed"] = base::isoDate(*office.closed);
        return context.printLine(line);
    }
    context.out() << padded(office.code, 12) << padded(context.say(base::word(staff::chineseNameOf(office.kind))), 14)
                  << padded(office.parent, 12)
                  << base::Sentence("{}{}", office.name,
                                    office.closed ? base::Sentence("（{} 起停用）", base::isoDate(*office.closed))
                                                  : base::Sentence())
                  << "\n";
}

const staff::Office& officeBy(Context& context, const std::string& code) {
    const auto* office = context.offices().find(code);
    if (office == nullptr)
        throw Error(ErrorKind::NotFound, base::Sentence("There is no office '{}'; see daiban office list.", code));
    return *office;
}

int list(Context& context) {
    for (const auto& office : context.offices().all()) say(context, office);
    return 0;
}

int show(Context& context, const std::string& code) {
    return say(context, officeBy(context, code)), 0;
}

/// Whoever may manage the office above may put one under it; one without any is the station's.
void demandAbove(Context& context, const staff::Office& office) {
    if (office.parent.empty())
        demandOnStation(context, context.actor(), Verb::ManageOffices, office.code);
    else
        demand(context, context.actor(), Verb::ManageOffices, office.parent, office.code);
}

int add(Context& context, const OfficeArguments& arguments) {
    const auto kind = staff::officeKindNamed(arguments.kind);
    if (!kind)
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("The kind must be community, street-office, bureau or district."));
    const staff::Office office{
        .code = arguments.code, .kind = *kind, .name = arguments.name, .parent = arguments.parent, .closed = {}};
    demandAbove(context, office);
    context.officeBook().add(office);
    context.store().recordOfficeChange("office.added", office.code, context.actor());
    return say(context, office), 0;
}

/// Paper and people must have left it.
void mustBeEmpty(Context& context, const staff::Office& office) {
    if (const auto things = context.store().thingsOnDesk(office.code).size(); things > 0)
        throw Error(
            ErrorKind::NotFound,
            base::Sentence("{} still has {} labelled things on its desk; hand them over first.", office.name, things));
    for (const auto& account : context.store().accounts(std::vector{office.code}))
        if (account.state == store::AccountState::Active)
            throw Error(ErrorKind::NotFound,
                        base::Sentence("The account {} of {} is active; lock it first.", account.name, office.name));
}

int close(Context& context, const std::string& code) {
    const staff::Office office = officeBy(context, code);
    demandAbove(context, office);
    mustBeEmpty(context, office);
    context.officeBook().close(code, context.today());
    context.store().recordOfficeChange("office.closed", code, context.actor());
    return say(context, *context.officeBook().offices().find(code)), 0;
}

}  // namespace

void setUpOffice(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<OfficeArguments>();
    app.add_subcommand("list", "every office")->callback([&action] { action = list; });
    auto* showing = app.add_subcommand("show", "one office");
    showing->add_option("code", arguments->code, "its code")->required();
    showing->callback(
        [&action, arguments] { action = [arguments](Context& context) { return show(context, arguments->code); }; });
    auto* adding = app.add_subcommand("add", "add an office to this station's own (DATA/offices)");
    adding->add_option("code", arguments->code, "A-Z, 0-9 and hyphens")->required();
    adding->add_option("--kind", arguments->kind, "community, street-office, bureau or district")->required();
    adding->add_option("--name", arguments->name, "what people call it")->required();
    adding->add_option("--parent", arguments->parent, "the office above it")->type_name("CODE");
    adding->callback(
        [&action, arguments] { action = [arguments](Context& context) { return add(context, *arguments); }; });
    auto* closing = app.add_subcommand("close", "close an office that has no paper and no active account");
    closing->add_option("code", arguments->code, "its code")->required();
    closing->callback(
        [&action, arguments] { action = [arguments](Context& context) { return close(context, arguments->code); }; });
}

}  // namespace daiban::cli
