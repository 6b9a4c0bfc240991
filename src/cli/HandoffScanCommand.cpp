// handoff scan: one side confirms things by their labels.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/HandoffOutput.h"

namespace daiban::cli {

namespace {

struct ScanArguments {
    std::string key;
    std::string side;
    std::optional<std::string> refuse;
    std::string event;
    bool takeBack = false;
    std::vector<std::string> things;
};

desk::Scan scanFrom(Context& context, const ScanArguments& arguments) {
    const auto side = *handoff::sideNamed(arguments.side);
    const bool giver = side == handoff::Side::Giver;
    if (arguments.refuse && giver)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Only the receiver can refuse a thing."));
    if (arguments.takeBack && !giver)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Only the giver can take a thing back."));
    if (!arguments.event.empty() && arguments.things.size() != 1)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("--event names one scan; give one label with it."));
    const auto verdict = arguments.refuse               ? handoff::Verdict::Refused
                         : giver && !arguments.takeBack ? handoff::Verdict::SignedOut
                                                        : handoff::Verdict::SignedIn;
    return {.id = arguments.event.empty()
                      ? base::EventId{}
                      : idFrom<base::EventId>(context, arguments.event, base::Sentence::verbatim("--event")),
            .side = side,
            .verdict = verdict,
            .reason = arguments.refuse.value_or(""),
            .order = {},
            .senderTime = {}};
}

int scan(Context& context, const ScanArguments& arguments) {
    const desk::Scan scan = scanFrom(context, arguments);
    int code = 0;
    for (const auto& given : arguments.things) {
        try {
            for (const auto& scanned : context.desk().handoffs.scan(context.actor(), arguments.key, given, scan))
                if (const int said = sayScanned(context, scanned); code == 0) code = said;
        } catch (const base::Error& error) {
            if (error.kind() == base::ErrorKind::StorageFailed) throw;
            context.err() << "daiban: " << error.sentence() << "\n";
            if (code == 0) code = error.exitCode();
        }
    }
    return code;
}

}  // namespace

void setUpHandoffScan(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ScanArguments>();
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
    scanning->callback(
        [&action, arguments] { action = [arguments](Context& context) { return scan(context, *arguments); }; });
}

}  // namespace daiban::cli
