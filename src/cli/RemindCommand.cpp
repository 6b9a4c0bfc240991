// remind: residents are told that their certificates wait, by a program the station names.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Error.h"
#include "base/Json.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "process/SharedBytes.h"
#include "process/run.h"

namespace daiban::cli {

namespace {

struct RemindArguments {
    desk::ReminderOptions options{.text = "您申办的“{item}”已办结，请携带身份证到{office}领取，办件编号{number}。"};
    std::vector<std::string> command;  ///< program and its arguments; empty: nothing is sent
};

/// What the program gets on its standard input: one line, and nothing of a person.
base::Json jsonOf(const desk::Reminder& reminder) {
    return {{"case", reminder.number}, {"office", reminder.office}, {"office_name", reminder.officeName},
            {"item", reminder.item},   {"days", reminder.days},     {"text", reminder.text}};
}

std::filesystem::path programOf(const std::string& name) {
    if (name.find('/') != std::string::npos) return name;
    if (auto found = process::findProgram(name)) return *found;
    throw base::Error(base::ErrorKind::DependencyMissing,
                      base::Sentence("The program {} is not there; install it or give its path.", name));
}

int remind(Context& context, const RemindArguments& arguments) {
    const auto program = arguments.command.empty() ? std::filesystem::path{} : programOf(arguments.command.front());
    const auto send = [&](const desk::Reminder& reminder) {
        const base::Json json = jsonOf(reminder);
        if (context.json)
            context.printLine(json);
        else
            context.out() << reminder.number << "  " << reminder.text << "\n";
        if (program.empty()) return false;
        const auto message = process::sharedBytes(base::toLine(json) + "\n");
        const auto result =
            process::run(program, {arguments.command.begin() + 1, arguments.command.end()}, message.get());
        return result.end == process::RunResult::End::Exited && result.exitCode == 0;
    };
    const auto told = context.desk().pickups.remind(context.actor(), arguments.options, send);
    if (program.empty()) return 0;
    if (!context.json)
        context.out() << base::Sentence("已通知 {} 件，未送出 {} 件，不久前通知过 {} 件", told.sent, told.failed,
                                        told.early)
                      << "\n";
    return told.failed == 0 ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpRemind(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<RemindArguments>();
    app.prefix_command();  // what is no option of ours is the program's
    app.footer(
        "PROGRAM [ARGUMENT...] takes each message as a line of JSON on its standard input and ends with 0 when it is "
        "on "
        "its way; without one it is only shown what would be said.");
    app.add_option("--days", arguments->options.days, "waiting so many days or longer (default 0)")
        ->check(CLI::Range(0, 10000));
    app.add_option("--again", arguments->options.again, "not within so many days after the last time (default 7)")
        ->check(CLI::Range(0, 10000));
    app.add_option("--text", arguments->options.text, "what is said, with {office}, {item}, {number} and {days}");
    app.callback([&app, &action, arguments] {
        arguments->command = app.remaining();
        action = [arguments](Context& context) { return remind(context, *arguments); };
    });
}

}  // namespace daiban::cli
