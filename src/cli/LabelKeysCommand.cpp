#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Error.h"
#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct LabelKeysArguments {
    std::string id;
    std::string reason;
};

void say(Context& context, const desk::LabelKey& key) {
    const std::string since = key.since ? base::isoTime(*key.since) : "";
    if (context.json)
        return context.printLine({{"key", std::string(1, key.id)},
                                  {"since", since},
                                  {"signs", key.signs},
                                  {"withdrawn", key.withdrawn},
                                  {"labels", key.labels}});
    const base::Sentence state = !key.withdrawn.empty() ? base::Sentence("{} 起作废", key.withdrawn)
                                 : key.signs            ? base::Sentence("在用")
                                                        : base::Sentence("有效");
    context.out() << base::Sentence("密钥 {}  {}  {} 张标签  {}", std::string(1, key.id), since, key.labels, state)
                  << "\n";
}

int list(Context& context) {
    for (const auto& key : context.desk().labelKeys.list(context.actor())) say(context, key);
    return 0;
}

int rotate(Context& context) {
    context.desk().labelKeys.rotate(context.actor());
    return list(context);
}

int withdraw(Context& context, const LabelKeysArguments& arguments) {
    if (arguments.id.size() != 1)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("'{}' is no key; see list.", arguments.id));
    context.desk().labelKeys.withdraw(context.actor(), arguments.id.front(), arguments.reason);
    return list(context);
}

int alarms(Context& context) {
    bool any = false;
    for (const auto& one : context.desk().handoffs.discrepancies(context.actor(), true)) {
        if (one.labelAlarm.empty()) continue;
        any = true;
        if (context.json)
            context.printLine({{"alarm", one.labelAlarm.text()},
                               {"thing", one.thing},
                               {"number", one.shortNumber},
                               {"handoff", one.number},
                               {"office", one.from}});
        else
            context.out() << base::Sentence("{}  {}  {}  {}", one.labelAlarm.text(),
                                            one.shortNumber.empty() ? one.thing : one.shortNumber, one.from, one.number)
                          << "\n";
    }
    if (!any && !context.json) context.out() << base::Sentence("没有未处理的报警") << "\n";
    return 0;
}

int close(Context& context, const LabelKeysArguments& arguments) {
    context.desk().handoffs.closeLabelAlarm(
        context.actor(), idFrom<base::EventId>(context, arguments.id, base::Sentence("alarm")), arguments.reason);
    return alarms(context);
}

}  // namespace

void setUpLabelKeys(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<LabelKeysArguments>();
    app.add_subcommand("list", "every key: since when, its labels, whether it signs or is withdrawn")
        ->callback([&action] { action = list; });
    app.add_subcommand("rotate", "sign new labels with a new key; old labels stay good")->callback([&action] {
        action = rotate;
    });
    const auto withReason = [&](CLI::App* sub, const char* what, int (*work)(Context&, const LabelKeysArguments&)) {
        sub->add_option("id", arguments->id, what)->required();
        sub->add_option("--reason", arguments->reason, "why; it is kept")->required()->type_name("TEXT");
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    withReason(app.add_subcommand("withdraw", "refuse the labels of a key that was stolen; a new one takes its place"),
               "its id, as list shows it", withdraw);
    app.add_subcommand("alarms", "labels of withdrawn keys that were held out and nobody has looked into")
        ->callback([&action] { action = alarms; });
    withReason(app.add_subcommand("close", "end the alarm of such a label"), "its id, as alarms shows it", close);
}

}  // namespace daiban::cli
