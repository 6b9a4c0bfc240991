#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/HandoffSteps.h"
#include "cli/Terminal.h"
#include "cli/Things.h"

namespace daiban::cli {

namespace {

struct HandoffArguments {
    std::string key;
    std::string from;
    std::string to;
    std::string courier;
    std::string id;
    std::string side;
    std::string refuse;
    std::string event;
    bool takeBack = false;
    bool withDifferences = false;
    std::vector<std::string> things;
};

base::Json handoffJson(const store::HandoffRecord& record) {
    return {{"handoff", record.handoff.id.text()},
            {"number", record.handoff.number},
            {"from", record.handoff.from},
            {"to", record.handoff.to},
            {"courier", record.handoff.courier},
            {"state", handoff::nameOf(record.handoff.state)},
            {"opened", base::isoTime(record.openedAt)}};
}

std::string shortNumberOf(Context& context, const std::string& tokenId) {
    const auto thing = context.store().thingByToken(tokenId);
    return thing ? thing->shortNumber : "未登记";
}

base::Json reportJson(Context& context, const handoff::HandoffReport& report) {
    base::Json lines = base::Json::array();
    for (const auto& line : report.lines) {
        base::Json entry{{"thing", line.thing},
                         {"number", shortNumberOf(context, line.thing)},
                         {"state", handoff::nameOf(line.state)}};
        if (!line.reason.empty()) entry["reason"] = line.reason;
        if (line.suspicious) entry["suspicious"] = true;
        lines.push_back(std::move(entry));
    }
    return lines;
}

int open(Context& context, const HandoffArguments& arguments) {
    const store::HandoffRecord record = openHandoff(
        context, {.from = arguments.from, .to = arguments.to, .courier = arguments.courier, .id = arguments.id});
    if (context.json)
        context.printLine(handoffJson(record));
    else
        context.out() << "交接单 " << record.handoff.number << "  " << arguments.from << " → " << arguments.to << "  "
                      << arguments.courier << "\n";
    return 0;
}

int scan(Context& context, const HandoffArguments& arguments) {
    const store::HandoffRecord record = handoffBy(context, arguments.key);
    ScanStep step{.side = *handoff::sideNamed(arguments.side),
                  .refusal = arguments.refuse,
                  .takeBack = arguments.takeBack,
                  .event = arguments.event};
    if (!step.event.empty() && arguments.things.size() != 1)
        throw base::Error(base::ErrorKind::BadArguments, "--event names one scan; give one label with it.");
    int code = 0;
    for (const auto& given : arguments.things) {
        try {
            for (const auto& id : thingsBy(context, given)) {
                const auto recorded = scanThing(context, record, id, step);
                const auto kind = recorded.outcome.kind;
                if (context.json)
                    context.printLine({{"thing", id},
                                       {"number", shortNumberOf(context, id)},
                                       {"outcome", handoff::nameOf(kind)},
                                       {"sentence", recorded.outcome.sentence},
                                       {"sequence", recorded.sequence},
                                       {"new", recorded.wasNew}});
                else
                    context.out() << shortNumberOf(context, id) << "  " << recorded.outcome.sentence << "\n";
                const bool fine = kind == handoff::OutcomeKind::Applied || kind == handoff::OutcomeKind::Repeated;
                if (!fine && code == 0) code = static_cast<int>(base::ErrorKind::CheckFailed);
            }
        } catch (const base::Error& error) {
            if (error.kind() == base::ErrorKind::StorageFailed) throw;
            context.err() << "daiban: " << error.what() << "\n";
            if (code == 0) code = error.exitCode();
        }
    }
    return code;
}

void sayReport(Context& context, const handoff::HandoffReport& report) {
    const Terminal terminal(context.out());
    for (const auto& line : report.lines) {
        const std::string state(handoff::chineseNameOf(line.state));
        terminal.line("  " + padded(shortNumberOf(context, line.thing), 14) +
                      (handoff::isDifference(line.state) ? terminal.red(state) : terminal.green(state)) +
                      (line.reason.empty() ? "" : "  " + line.reason) +
                      (line.suspicious ? terminal.red("  标签可能被复制") : ""));
    }
    terminal.line("  " + report.summary());
}

int show(Context& context, const HandoffArguments& arguments) {
    const store::HandoffRecord record = handoffBy(context, arguments.key);
    const auto report = context.store().reportOf(record.handoff.id);
    if (context.json) {
        base::Json line = handoffJson(record);
        line["things"] = reportJson(context, report);
        line["differences"] = report.differences();
        context.printLine(line);
        return 0;
    }
    context.out() << "交接单 " << record.handoff.number << "  " << record.handoff.from << " → " << record.handoff.to
                  << "\n";
    sayReport(context, report);
    return 0;
}

int close(Context& context, const HandoffArguments& arguments) {
    const store::HandoffRecord record = handoffBy(context, arguments.key);
    const auto allowed = arguments.withDifferences ? handoff::Differences::Accepted : handoff::Differences::NotAllowed;
    const auto closed = context.store().closeHandoff(record.handoff.id, allowed, actor());
    const bool refused = closed.decision.kind == handoff::CloseDecision::Kind::HasDifferences;
    if (context.json) {
        base::Json line = handoffJson(handoffBy(context, record.handoff.number));
        line["closed"] = !refused;
        line["sentence"] = closed.decision.sentence;
        line["things"] = reportJson(context, closed.report);
        line["differences"] = closed.report.differences();
        context.printLine(line);
    } else {
        context.out() << closed.decision.sentence << "\n";
        sayReport(context, closed.report);
    }
    return refused ? static_cast<int>(base::ErrorKind::CheckFailed) : 0;
}

int list(Context& context) {
    store::HandoffFilter filter{.offices = {}, .state = {}, .cursor = {}};
    do {
        const auto page = context.store().listHandoffs(filter);
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
    opening->add_option("--courier", arguments->courier, "who carries")->required()->type_name("NAME");
    opening->add_option("--id", arguments->id, "id of the handoff, made by you")->type_name("UUID");
    does(opening, open);
    auto* scanning = app.add_subcommand("scan", "one side confirms things by their labels");
    scanning->add_option("handoff", arguments->key, "number or id")->required();
    scanning->add_option("--side", arguments->side, "giver or receiver")
        ->required()
        ->check(CLI::IsMember({"giver", "receiver"}));
    scanning->add_option("--refuse", arguments->refuse, "the receiver does not take it, because ...")
        ->type_name("REASON");
    scanning->add_flag("--take-back", arguments->takeBack, "the giver has it again");
    scanning->add_option("--event", arguments->event, "id of this scan, made by you: sent twice it counts once")
        ->type_name("UUID");
    scanning->add_option("things", arguments->things, "labels: the token, the number typed, or a picture")->required();
    does(scanning, scan);
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
