// case stop, resume and close: the time limit of a case, and its end.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "cli/CaseArguments.h"
#include "cli/CaseCommand.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct ClockArguments {
    std::string key;
    std::string reason;
    std::string day;
    std::string step = "archived";
    bool asIfNever = false;
};

std::optional<base::Date> dayOf(const ClockArguments& arguments) {
    return arguments.day.empty() ? std::nullopt : std::optional(dayFrom(arguments.day));
}

int sayLimit(Context& context, const std::string& key, const desk::CaseLimit& limit, const base::Sentence& done) {
    const auto record = context.desk().cases.find(context.actor(), key);
    if (context.json) {
        base::Json line = caseJson(record);
        line["limit"] = toJson(limit);
        context.printLine(line);
    } else {
        context.out() << base::Sentence("办件 {}  {}  {}  {}\n  {}", record.number, record.itemCode,
                                        record.applicantName, done, saidOf(limit))
                      << "\n";
    }
    return 0;
}

int stop(Context& context, const ClockArguments& arguments) {
    const auto limit = context.desk().cases.stopClock(context.actor(), arguments.key,
                                                      *cases::stopReasonOf(arguments.reason), dayOf(arguments));
    return sayLimit(context, arguments.key, limit, base::Sentence("已停止计时"));
}

int resume(Context& context, const ClockArguments& arguments) {
    if (arguments.asIfNever) {
        const auto limit = context.desk().cases.takeBackStop(context.actor(), arguments.key);
        return sayLimit(context, arguments.key, limit, base::Sentence("已撤销停止计时"));
    }
    const auto limit = context.desk().cases.resumeClock(context.actor(), arguments.key, dayOf(arguments));
    return sayLimit(context, arguments.key, limit, base::Sentence("已恢复计时"));
}

int close(Context& context, const ClockArguments& arguments) {
    const auto step = handoff::caseStepNamed(arguments.step);
    if (!step)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("--step is archived, withdrawn or sent-back."));
    const auto record = context.desk().cases.close(context.actor(), arguments.key, *step);
    if (context.json)
        context.printLine(caseJson(record));
    else
        context.out() << base::Sentence("办件 {} 已{}", record.number, base::word(handoff::chineseNameOf(*step)))
                      << "\n";
    return 0;
}

}  // namespace

void setUpCaseClock(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ClockArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const ClockArguments&)) {
        sub->add_option("case", arguments->key, "number, label or id")->required();
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    auto* stopping =
        app.add_subcommand("stop", "stop the clock of the time limit: papers are mended, or a hearing is held");
    does(stopping, stop);
    stopping->add_option("--reason", arguments->reason, "supplement or special (a special procedure)")
        ->required()
        ->check(CLI::IsMember({"supplement", "special"}));
    stopping->add_option("--from", arguments->day, "the day the notice went out, which still counts (default: today)")
        ->type_name("DAY");
    auto* resuming = app.add_subcommand("resume", "let the clock of the time limit go on");
    does(resuming, resume);
    resuming->add_option("--on", arguments->day, "the day the papers came back, which does not count (default: today)")
        ->type_name("DAY");
    resuming->add_flag("--as-if-never", arguments->asIfNever, "the stop was a mistake: no day of it counts");
    auto* closing = app.add_subcommand("close", "close a case");
    does(closing, close);
    closing->add_option("--step", arguments->step, "archived (after the pickup), withdrawn or sent-back");
}

}  // namespace daiban::cli
