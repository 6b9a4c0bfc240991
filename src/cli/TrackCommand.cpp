#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

int track(Context& context, const std::string& key) {
    const auto [record, itemName, things, history, pickup] = context.desk().tracking.track(context.actor(), key);
    if (context.json) {
        base::Json line{{"case", record.number},
                        {"item", record.itemCode},
                        {"status", handoff::nameOf(record.status)},
                        {"things", base::Json::array()},
                        {"history", base::Json::array()}};
        for (const auto& thing : things)
            line["things"].push_back({{"kind", codes::nameOf(thing.kind)},
                                      {"number", thing.shortNumber},
                                      {"desk", thing.whereabouts.desk},
                                      {"in_transit", thing.whereabouts.inTransit()}});
        for (const auto& entry : history)
            line["history"].push_back({{"sequence", entry.sequence},
                                       {"at", base::isoTime(entry.at)},
                                       {"actor", entry.actor},
                                       {"action", entry.action},
                                       {"sentence", entry.sentence.text()}});
        return context.printLine(line), 0;
    }
    const Terminal terminal(context.out());
    terminal.line(base::Sentence("办件 {}  {}  {}", terminal.bold(record.number), itemName,
                                 terminal.cyan(base::word(handoff::chineseNameOf(record.status)))));
    for (const auto& thing : things)
        terminal.line(base::Sentence(
            "  {}{}  {}{}",
            padded(terminal.say(thing.kind == codes::TokenKind::Folder ? base::Sentence("案卷袋")
                                                                       : base::Sentence("证照")),
                   8),
            thing.shortNumber, context.models().officeName(thing.whereabouts.desk),
            thing.whereabouts.inTransit() ? base::Sentence::verbatim(terminal.yellow(base::Sentence("（在途）")))
                                          : base::Sentence()));
    for (const auto& entry : history)
        terminal.line("  " + terminal.dim(base::isoTime(entry.at).substr(0, 19)) + "  " + terminal.say(entry.sentence) +
                      terminal.dim("  " + entry.actor));
    return 0;
}

}  // namespace

void setUpTrack(CLI::App& app, Action& action) {
    auto key = std::make_shared<std::string>();
    app.add_option("key", *key, "token, label number, case number, or a picture of the label")
        ->required()
        ->type_name("TOKEN|NUMBER");
    app.callback([&action, key] { action = [key](Context& context) { return track(context, *key); }; });
}

}  // namespace daiban::cli
