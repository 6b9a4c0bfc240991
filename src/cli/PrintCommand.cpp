#include "cli/PrintCommand.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/LabelCommand.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct PrintArguments {
    std::string job;
    std::string printer;
    std::string id;
    bool send = false;
    bool all = false;
};

base::Sentence whatIsIn(const store::PrintJob& job) {
    const auto print = intake::labelPrintFrom(job.content);
    const auto& labels = print.labels;
    if (print.paper) return base::Sentence::verbatim(print.paper->title);
    if (labels.empty()) return {};
    const std::string first = labels[0].content.shortNumber;
    return labels.size() == 1 ? base::Sentence::verbatim(first) : base::Sentence("{} 等 {} 枚", first, labels.size());
}

base::Json jobJson(const store::PrintJob& job) {
    base::Json line{{"job", job.id.text()},
                    {"state", store::nameOf(job.state)},
                    {"printer", job.printer},
                    {"sentence", job.sentence.text()},
                    {"attempts", job.attempts},
                    {"labels", base::Json::array()},
                    {"changed", base::isoTime(job.changedAt)}};
    for (const auto& label : intake::labelPrintFrom(job.content).labels)
        line["labels"].push_back({{"number", label.content.shortNumber}, {"token", label.content.token.text}});
    if (!job.reprintOf.empty()) line["reprint_of"] = job.reprintOf.text();
    if (!job.reprintedAs.empty()) line["reprinted_as"] = job.reprintedAs.text();
    return line;
}

void say(Context& context, const store::PrintJob& job) {
    if (context.json) {
        context.printLine(jobJson(job));
        return;
    }
    const Terminal terminal(context.out());
    const std::string state = padded(terminal.say(base::word(store::chineseNameOf(job.state))), 10);
    const bool printed = job.state == store::PrintState::Printed;
    const base::Sentence mark = !job.reprintOf.empty()     ? base::Sentence("（补打）")
                                : !job.reprintedAs.empty() ? base::Sentence("（已补打）")
                                                           : base::Sentence();
    terminal.line(job.id.text() + "  " + padded(terminal.say(whatIsIn(job)), 20) +
                  (printed ? terminal.green(state) : terminal.yellow(state)) + job.printer + terminal.say(mark) +
                  (printed || job.sentence.empty() ? "" : "  " + terminal.say(job.sentence)));
}

int exitCodeOf(const store::PrintJob& job) {
    switch (job.state) {
        case store::PrintState::Printed:
            return 0;
        case store::PrintState::Unknown:
        case store::PrintState::Sending:
            return static_cast<int>(base::ErrorKind::CheckFailed);  // a person must look
        case store::PrintState::Queued:
        case store::PrintState::Failed:
            break;
    }
    return static_cast<int>(base::ErrorKind::Other);
}

int queue(Context& context, const PrintArguments& arguments) {
    const auto& prints = context.desk().prints;
    if (!arguments.send) {
        for (const auto& job : prints.jobs(context.actor(), arguments.all)) say(context, job);
        return 0;
    }
    int code = 0;
    for (const auto& job : prints.sendWaiting(context.actor())) {
        say(context, job);
        if (code == 0) code = exitCodeOf(job);
    }
    return code;
}

store::PrintJobId jobIdFrom(Context& context, const std::string& id) {
    return id.empty() ? store::PrintJobId{} : idFrom<store::PrintJobId>(context, id, base::Sentence::verbatim("--id"));
}

int reprint(Context& context, const PrintArguments& arguments) {
    const auto job = context.desk().prints.reprint(context.actor(), jobIdFrom(context, arguments.id),
                                                   store::PrintJobId(arguments.job), arguments.printer);
    say(context, job);
    return exitCodeOf(job);
}

}  // namespace

int printLabels(Context& context, const std::string& printer, const std::string& id, const intake::LabelPrint& labels) {
    const auto job = context.desk().prints.print(context.actor(), jobIdFrom(context, id), printer, labels);
    say(context, job);
    return exitCodeOf(job);
}

void setUpPrinting(CLI::App& label, Action& action) {
    auto arguments = std::make_shared<PrintArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const PrintArguments&)) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    auto* listing = label.add_subcommand("queue", "what was not printed, and what may not have been");
    listing->add_flag("--send", arguments->send, "try again what was not sent; never what may have been printed");
    listing->add_flag("--all", arguments->all, "also what was printed");
    does(listing, queue);
    auto* again = label.add_subcommand("reprint", "print a job once more, with the same numbers");
    again->add_option("job", arguments->job, "id of the job, from label queue")->required();
    again->add_option("--printer", arguments->printer, "another printer")->type_name("NAME|URI");
    again->add_option("--id", arguments->id, "id of the reprint, made by you: sent twice it prints once")
        ->type_name("UUID");
    does(again, reprint);
}

}  // namespace daiban::cli
