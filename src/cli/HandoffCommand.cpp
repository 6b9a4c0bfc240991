#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/HandoffOutput.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct HandoffArguments {
    std::string key;
    std::string from;
    std::string to;
    std::string courier;
    std::string outside;
    std::string id;
    bool withDifferences = false;
};

int open(Context& context, const HandoffArguments& arguments) {
    const auto record = context.desk().handoffs.open(
        context.actor(),
        {.id = arguments.id.empty() ? base::HandoffId{}
                                    : idFrom<base::HandoffId>(context, arguments.id, base::Sentence::verbatim("--id")),
         .from = arguments.from,
         .to = arguments.to,
         .courier = arguments.courier,
         .outside = arguments.outside});
    if (context.json)
        context.printLine(handoffJson(record));
    else
        context.out() << base::Sentence("交接单 {}  {} → {}  {}", record.handoff.number, arguments.from, arguments.to,
                                        arguments.courier)
                      << "\n";
    return 0;
}

int show(Context& context, const HandoffArguments& arguments) {
    const auto view = context.desk().handoffs.show(context.actor(), arguments.key);
    if (context.json) return context.printLine(viewJson(view)), 0;
    context.out() << base::Sentence("交接单 {}  {} → {}", view.record.handoff.number, view.record.handoff.from,
                                    view.record.handoff.to)
                  << "\n";
    sayReport(context, view);
    return 0;
}

int close(Context& context, const HandoffArguments& arguments) {
    const auto allowed = arguments.withDifferences ? handoff::Differences::Accepted : handoff::Differences::NotAllowed;
    const auto decision = context.desk().handoffs.close(context.actor(), arguments.key, allowed).decision;
    const auto view = context.desk().handoffs.show(context.actor(), arguments.key);
    const bool refused = decision.kind == handoff::CloseDecision::Kind::HasDifferences;
    if (context.json) {
        base::Json line = viewJson(view);
        line["closed"] = !refused;
        line["sentence"] = decision.sentence.text();
        context.printLine(line);
    } else {
        context.out() << decision.sentence << "\n";
        sayReport(context, view);
    }
    return refused ? static_cast<int>(base::ErrorKind::CheckFailed) : 0;
}

int list(Context& context) {
    store::HandoffFilter filter{.offices = {}, .state = {}, .cursor = {}};
    do {
        const auto page = context.desk().handoffs.list(context.actor(), filter);
        for (const auto& record : page.handoffs) {
            if (context.json)
                context.printLine(handoffJson(record));
            else
                context.out() << padded(record.handoff.number, 20) << record.handoff.from << " → " << record.handoff.to
                              << "  " << handoff::nameOf(record.handoff.state) << "\n";
        }
        filter.cursor = page.nextCursor;
    } while (!filter.cursor.empty());
    return 0;
}

}  // namespace

void setUpHandoff(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<HandoffArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const HandoffArguments&)) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    auto* opening = app.add_subcommand("open", "begin a handoff from one office to another");
    opening->add_option("--from", arguments->from, "the giving office")->required()->type_name("CODE");
    opening->add_option("--to", arguments->to, "the receiving office")->required()->type_name("CODE");
    opening->add_option("--courier", arguments->courier, "who carries: an account with the role courier")
        ->required()
        ->type_name("ACCOUNT");
    opening
        ->add_option("--outside", arguments->outside,
                     "why somebody without an account here carries; --courier is then his name")
        ->type_name("REASON");
    opening->add_option("--id", arguments->id, "id of the handoff, made by you")->type_name("UUID");
    does(opening, open);
    setUpHandoffScan(app, action);
    setUpHandoffSettle(app, action);
    auto* showing = app.add_subcommand("show", "how a handoff stands");
    showing->add_option("handoff", arguments->key, "number or id")->required();
    does(showing, show);
    auto* closing = app.add_subcommand("close", "end a handoff; says what is short or surplus");
    closing->add_option("handoff", arguments->key, "number or id")->required();
    closing->add_flag("--with-differences", arguments->withDifferences, "close though not everything is confirmed");
    does(closing, close);
    app.add_subcommand("list", "every handoff, newest first")->callback([&action] { action = list; });
}

}  // namespace daiban::cli
