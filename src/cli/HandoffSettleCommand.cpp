// handoff undo, differences, settle and pack: what a person does about a handoff that does not add up.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/HandoffOutput.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct SettleArguments {
    std::string key;
    std::string thing;
    std::string event;
    std::string how;
    std::string party;
    std::string reason;
    std::string container;
    std::vector<std::string> things;
    bool alarms = false;
};

int undo(Context& context, const SettleArguments& arguments) {
    return sayScanned(context, context.desk().handoffs.undo(context.actor(), arguments.key,
                                                            base::EventId(arguments.event), arguments.reason));
}

void sayDiscrepancy(Context& context, const store::Discrepancy& open) {
    if (context.json)
        return context.printLine({{"handoff", open.number},
                                  {"from", open.from},
                                  {"to", open.to},
                                  {"thing", open.thing},
                                  {"number", open.shortNumber},
                                  {"desk", open.desk},
                                  {"state", handoff::nameOf(open.state)},
                                  {"doubt", handoff::nameOf(open.doubt)}});
    const Terminal terminal(context.out());
    const std::string number = open.shortNumber.empty() ? terminal.say(base::Sentence("未登记")) : open.shortNumber;
    terminal.line(
        base::Sentence("{}{}{}{}{}", padded(open.number, 20), padded(open.from + " → " + open.to, 22),
                       padded(number, 14), terminal.red(base::word(handoff::chineseNameOf(open.state))),
                       handoff::isAlarm(open.doubt)
                           ? terminal.red(base::Sentence("  {}", base::word(handoff::chineseNameOf(open.doubt))))
                           : ""));
}

int differences(Context& context, const SettleArguments& arguments) {
    const auto open = context.desk().handoffs.discrepancies(context.actor(), arguments.alarms);
    for (const auto& one : open) sayDiscrepancy(context, one);
    if (open.empty() && !context.json) context.out() << base::Sentence("没有未了结的差异") << "\n";
    return 0;
}

int settle(Context& context, const SettleArguments& arguments) {
    const auto decided =
        context.desk().handoffs.settle(context.actor(), {.id = {},
                                                         .thing = arguments.thing,
                                                         .handoff = arguments.key,
                                                         .kind = *handoff::settlementKindNamed(arguments.how),
                                                         .party = arguments.party,
                                                         .reason = arguments.reason});
    if (context.json)
        context.printLine({{"recorded", decided.recorded()}, {"problem", decided.problem.text()}});
    else
        context.out() << (decided.recorded() ? base::Sentence("已了结") : base::Sentence("✗ {}", decided.problem))
                      << "\n";
    return decided.recorded() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

int pack(Context& context, const SettleArguments& arguments) {
    context.desk().handoffs.pack(context.actor(), arguments.container, arguments.things);
    if (!context.json) context.out() << base::Sentence("已装入 {} 件", arguments.things.size()) << "\n";
    return 0;
}

}  // namespace

void setUpHandoffSettle(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<SettleArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const SettleArguments&)) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    auto* undoing = app.add_subcommand("undo", "take back a scan of one's own side");
    undoing->add_option("handoff", arguments->key, "number or id")->required();
    undoing->add_option("--event", arguments->event, "id of the scan")->required()->type_name("UUID");
    undoing->add_option("--reason", arguments->reason, "why")->required()->type_name("TEXT");
    does(undoing, undo);
    auto* listing =
        app.add_subcommand("differences", "what is missing, surplus, refused or impossible and not settled");
    listing->add_flag("--alarms", arguments->alarms, "only labels that may be copied, and things with two takers");
    does(listing, differences);
    auto* settling = app.add_subcommand("settle", "end a difference or an alarm, or say where a thing is");
    settling->add_option("thing", arguments->thing, "label: the token, the number typed, or a picture")->required();
    settling->add_option("--handoff", arguments->key, "whose line it ends")->type_name("NUMBER");
    settling->add_option("--as-being", arguments->how, "noted, dismissed or placed")
        ->required()
        ->check(CLI::IsMember({"noted", "dismissed", "placed"}));
    settling->add_option("--at", arguments->party, "the office that has it, when placed")->type_name("CODE");
    settling->add_option("--reason", arguments->reason, "why")->required()->type_name("TEXT");
    does(settling, settle);
    auto* packing = app.add_subcommand("pack", "put things under the code of a pouch or of a sheet");
    packing->add_option("container", arguments->container, "its label")->required();
    packing->add_option("things", arguments->things, "labels")->required();
    does(packing, pack);
}

}  // namespace daiban::cli
