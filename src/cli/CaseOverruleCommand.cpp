// case overrule: a person decides otherwise than the machine says, with a reason that is kept.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/CaseCommand.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct OverruleArguments {
    std::string key;
    int page = 1;
    int document = 1;
    std::string about;
    std::string material;
    std::string reason;
    bool refuse = false;
};

int overrule(Context& context, const OverruleArguments& arguments) {
    const auto ruling = arguments.refuse ? cases::Ruling::Refused : cases::Ruling::Accepted;
    context.desk().cases.overrule(context.actor(), arguments.key,
                                  {.page = arguments.page,
                                   .document = arguments.document,
                                   .about = *cases::judgedOf(arguments.about),
                                   .ruling = ruling,
                                   .material = arguments.material,
                                   .reason = arguments.reason});
    return sayCase(context, context.desk().cases.check(context.actor(), arguments.key));
}

}  // namespace

void setUpCaseOverrule(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<OverruleArguments>();
    auto* sub = app.add_subcommand("overrule", "decide otherwise than the machine says of a paper; the reason is kept");
    sub->add_option("case", arguments->key, "number, label or id")->required();
    sub->add_option("--page", arguments->page, "page of the case, from 1")->required()->check(CLI::Range(1, 100000));
    sub->add_option("--document", arguments->document, "document on that page, from 1")->check(CLI::Range(1, 1000));
    sub->add_option("--about", arguments->about, "what is decided: type, subject, validity, count or bundle")
        ->required()
        ->check(CLI::IsMember({"type", "subject", "validity", "count", "bundle"}));
    sub->add_option("--material", arguments->material, "for which material it holds (default: whichever the paper is)")
        ->type_name("NAME");
    sub->add_option("--reason", arguments->reason, "why")->required()->type_name("TEXT");
    sub->add_flag("--refuse", arguments->refuse, "it is not good, whatever the machine says");
    sub->callback(
        [&action, arguments] { action = [arguments](Context& context) { return overrule(context, *arguments); }; });
}

}  // namespace daiban::cli
