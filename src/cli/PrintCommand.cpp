#include "cli/PrintCommand.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/Terminal.h"
#include "cli/Things.h"
#include "printing/labels/LabelSheet.h"

namespace daiban::cli {

namespace {

struct PrintArguments {
    std::string job;
    std::string printer;
    std::string id;
    std::string name;
    std::string address;
    std::string output;
    std::vector<double> measured;
    bool send = false;
    bool all = false;
};

std::string whatIsIn(const store::PrintJob& job) {
    const auto labels = intake::labelPrintFrom(job.content).labels;
    if (labels.empty()) return {};
    const std::string first = labels[0].content.shortNumber;
    return labels.size() == 1 ? first : fmt::format("{} 等 {} 枚", first, labels.size());
}

base::Json jobJson(const store::PrintJob& job) {
    base::Json line{{"job", job.id.text()},
                    {"state", store::nameOf(job.state)},
                    {"printer", job.printer},
                    {"sentence", job.sentence},
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
    const std::string state = padded(store::chineseNameOf(job.state), 10);
    const bool printed = job.state == store::PrintState::Printed;
    const std::string mark = !job.reprintOf.empty() ? "（补打）" : !job.reprintedAs.empty() ? "（已补打）" : "";
    terminal.line(job.id.text() + "  " + padded(whatIsIn(job), 20) +
                  (printed ? terminal.green(state) : terminal.yellow(state)) + job.printer + mark +
                  (printed || job.sentence.empty() ? "" : "  " + job.sentence));
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
    auto prints = printQueue(context);
    int code = 0;
    if (arguments.send) {
        for (const auto& job : prints.sendWaiting()) {
            say(context, job);
            if (code == 0) code = exitCodeOf(job);
        }
        return code;
    }
    (void)prints.markInterrupted();
    store::PrintJobFilter filter{.states = {}, .printer = {}, .cursor = {}};
    if (!arguments.all)
        filter.states = {store::PrintState::Queued, store::PrintState::Sending, store::PrintState::Failed,
                         store::PrintState::Unknown};
    do {
        const auto list = context.store().listPrintJobs(filter);
        for (const auto& job : list.jobs)
            if (arguments.all || job.reprintedAs.empty()) say(context, job);
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    return 0;
}

int reprint(Context& context, const PrintArguments& arguments) {
    const auto id = idFrom<store::PrintJobId>(context, arguments.id, "--id");
    const auto job = printQueue(context).reprint(id, store::PrintJobId(arguments.job), arguments.printer);
    say(context, job);
    return exitCodeOf(job);
}

void listPrinters(Context& context, const printing::PrinterBook& book) {
    for (const auto& [name, entry] : book.entries()) {
        if (context.json)
            context.printLine(
                {{"printer", name}, {"address", entry.address}, {"calibrated", entry.calibration.has_value()}});
        else
            context.out() << padded(name, 20) << (entry.address.empty() ? name : entry.address)
                          << (entry.calibration ? "  已校准" : "") << "\n";
    }
}

int printer(Context& context, const PrintArguments& arguments) {
    auto book = printing::PrinterBook::open(context.dataFolder);
    if (!arguments.address.empty()) {
        (void)printing::printerAddress(arguments.address);
        book.setAddress(arguments.name, arguments.address);
    }
    listPrinters(context, book);
    return 0;
}

int calibrate(Context& context, const PrintArguments& arguments) {
    if (arguments.measured.empty()) {
        if (arguments.output.empty())
            throw base::Error(base::ErrorKind::BadArguments,
                              "Print the calibration page first: give -o FILE.pdf; then give what you measured with "
                              "--printer NAME --measured x1,y1,x2,y2.");
        writeFile(context, arguments.output, printing::calibrationPdf());
        return 0;
    }
    if (arguments.printer.empty())
        throw base::Error(base::ErrorKind::BadArguments, "Say with --printer NAME which printer was measured.");
    const auto& m = arguments.measured;
    const auto calibration =
        printing::calibrationFrom({.firstX = m[0], .firstY = m[1], .secondX = m[2], .secondY = m[3]});
    auto book = printing::PrinterBook::open(context.dataFolder);
    book.setCalibration(arguments.printer, calibration);
    if (context.json)
        context.printLine({{"printer", arguments.printer},
                           {"scale", {calibration.scaleX, calibration.scaleY}},
                           {"offset", {calibration.offsetX, calibration.offsetY}}});
    else
        context.out() << fmt::format("{}：偏移 {:.2f}、{:.2f} 毫米，伸缩 {:.3f}%、{:.3f}%，以后打印按此校正\n",
                                     arguments.printer, calibration.offsetX, calibration.offsetY,
                                     100 * (calibration.scaleX - 1), 100 * (calibration.scaleY - 1));
    return 0;
}

}  // namespace

intake::PrintQueue printQueue(Context& context) {
    return {context.store(), context.dataFolder, context.modelsFolder, actor()};
}

int printLabels(Context& context, const std::string& printer, const std::string& id, const intake::LabelPrint& labels) {
    const auto job = printQueue(context).print(idFrom<store::PrintJobId>(context, id, "--id"), printer, labels);
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
    auto* again = label.add_subcommand("reprint", "print a job once more, with the same numbers (补打)");
    again->add_option("job", arguments->job, "id of the job, from label queue")->required();
    again->add_option("--printer", arguments->printer, "another printer")->type_name("NAME|URI");
    again->add_option("--id", arguments->id, "id of the reprint, made by you: sent twice it prints once")
        ->type_name("UUID");
    does(again, reprint);
    auto* naming = label.add_subcommand("printer", "list the printers of this station, or name one");
    auto* name = naming->add_option("name", arguments->name, "a short name");
    naming
        ->add_option("address", arguments->address,
                     "socket://HOST:9100?language=zpl|tspl&dpi=203, ipp://HOST/ipp/print or a CUPS queue")
        ->needs(name);
    does(naming, printer);
    auto* measuring = label.add_subcommand("calibrate", "a page with two crosses to print and measure (校准)");
    measuring->add_option("-o,--output", arguments->output, "where to write the page")->type_name("FILE.pdf");
    measuring->add_option("--printer", arguments->printer, "the printer it was printed on")->type_name("NAME|URI");
    measuring
        ->add_option("--measured", arguments->measured,
                     "millimetres from the paper's left and upper edges to both crosses")
        ->delimiter(',')
        ->expected(4)
        ->type_name("X1,Y1,X2,Y2");
    does(measuring, calibrate);
}

}  // namespace daiban::cli
