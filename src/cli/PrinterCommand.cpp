// The printers of a station: their names, and how far off they print.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/LabelCommand.h"
#include "cli/Terminal.h"
#include "printing/labels/LabelSheet.h"

namespace daiban::cli {

namespace {

struct PrinterArguments {
    std::string name;
    std::string address;
    std::string output;
    std::string printer;
    std::vector<double> measured;
};

void listPrinters(Context& context, const printing::PrinterBook& book) {
    for (const auto& [name, entry] : book.entries()) {
        if (context.json)
            context.printLine(
                {{"printer", name}, {"address", entry.address}, {"calibrated", entry.calibration.has_value()}});
        else
            context.out() << padded(name, 20)
                          << base::Sentence("{}{}", entry.address.empty() ? name : entry.address,
                                            entry.calibration ? base::Sentence("  已校准") : base::Sentence())
                          << "\n";
    }
}

int printer(Context& context, const PrinterArguments& arguments) {
    const auto& prints = context.desk().prints;
    if (!arguments.address.empty()) prints.namePrinter(context.actor(), arguments.name, arguments.address);
    listPrinters(context, prints.printers());
    return 0;
}

int calibrate(Context& context, const PrinterArguments& arguments) {
    if (arguments.measured.empty()) {
        if (arguments.output.empty())
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("Print the calibration page first: give -o FILE.pdf; then give what you "
                                             "measured with --printer NAME --measured x1,y1,x2,y2."));
        writeFile(context, arguments.output, printing::calibrationPdf());
        return 0;
    }
    if (arguments.printer.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Say with --printer NAME which printer was measured."));
    const auto& m = arguments.measured;
    const auto calibration = context.desk().prints.calibrate(
        context.actor(), arguments.printer, {.firstX = m[0], .firstY = m[1], .secondX = m[2], .secondY = m[3]});
    if (context.json)
        context.printLine({{"printer", arguments.printer},
                           {"scale", {calibration.scaleX, calibration.scaleY}},
                           {"offset", {calibration.offsetX, calibration.offsetY}}});
    else
        context.out() << base::Sentence("{}：偏移 {}、{} 毫米，伸缩 {}%、{}%，以后打印按此校正", arguments.printer,
                                        fmt::format("{:.2f}", calibration.offsetX),
                                        fmt::format("{:.2f}", calibration.offsetY),
                                        fmt::format("{:.3f}", 100 * (calibration.scaleX - 1)),
                                        fmt::format("{:.3f}", 100 * (calibration.scaleY - 1)))
                      << "\n";
    return 0;
}

}  // namespace

void setUpPrinters(CLI::App& label, Action& action) {
    auto arguments = std::make_shared<PrinterArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const PrinterArguments&)) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    auto* naming = label.add_subcommand("printer", "list the printers of this station, or name one");
    auto* name = naming->add_option("name", arguments->name, "a short name");
    naming
        ->add_option("address", arguments->address,
                     "socket://HOST:9100?language=zpl|tspl&dpi=203, ipp://HOST/ipp/print or a CUPS queue")
        ->needs(name);
    does(naming, printer);
    auto* measuring = label.add_subcommand("calibrate", "a page with two crosses to print and measure");
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
