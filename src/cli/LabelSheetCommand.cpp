// Labels of many things on A4 label sheets.
#include <CLI/CLI.hpp>
#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/LabelCommand.h"
#include "cli/PrintCommand.h"
#include "printing/labels/LabelSheet.h"

namespace daiban::cli {

namespace {

intake::LabelPrint sheetPrint(Context& context, const LabelArguments& arguments, const printing::LabelSheet& sheet) {
    const auto kind = codes::tokenKindNamed(arguments.kind);
    const auto design = kind ? sheet.designs.find(*kind) : sheet.designs.end();
    if (design == sheet.designs.end())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The sheet {} has no design for '{}'.", sheet.name, arguments.kind));
    intake::LabelPrint print{
        .labels = {},
        .sheet = sheet.name,
        .start = {.first = arguments.start, .skipped = {arguments.skip.begin(), arguments.skip.end()}}};
    (void)printing::placesOn(sheet, arguments.keys.size(), print.start);  // before any label is given a number
    for (const auto& key : arguments.keys)
        print.labels.push_back({design->second, context.desk().labels.of(context.actor(), *kind, key)});
    return print;
}

printing::PrinterCalibration calibrationFor(Context& context, const std::string& printer) {
    if (printer.empty()) return {};
    const auto calibration = context.desk().prints.printers().calibrationOf(printer);
    if (!calibration)
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence("The printer '{}' has not been measured; see label calibrate --help.", printer));
    return *calibration;
}

std::string sheetPdf(Context& context, const LabelArguments& arguments, const printing::LabelSheet& sheet,
                     const intake::LabelPrint& print) {
    const auto design = designNamed(context, print.labels.at(0).design, print.labels.at(0).content.token.kind);
    std::vector<printing::SheetLabel> labels;
    for (const auto& label : print.labels) labels.push_back({label.content, &design});
    return printing::labelSheetPdf(sheet, labels, print.start, calibrationFor(context, arguments.calibration));
}

int a4Labels(Context& context, const LabelArguments& arguments) {
    mustGoSomewhere(arguments);
    const auto sheet = context.models().labelSheet(arguments.sheet);
    const auto print = sheetPrint(context, arguments, sheet);
    if (!arguments.printer.empty()) return printLabels(context, arguments.printer, arguments.id, print);
    if (arguments.output.extension() != ".pdf" && arguments.output != "-")
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Label sheets are written as .pdf; give -o FILE.pdf."));
    writeFile(context, arguments.output, sheetPdf(context, arguments, sheet, print));
    if (arguments.output == "-") return 0;
    const auto places = printing::placesOn(sheet, print.labels.size(), print.start);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& content = print.labels[i].content;
        if (context.json)
            context.printLine({{"file", arguments.output.string()},
                               {"page", places[i].page + 1},
                               {"label", places[i].label},
                               {"number", content.shortNumber},
                               {"token", content.token.text}});
        else
            context.out() << base::Sentence("{}  第 {} 页第 {} 枚", content.shortNumber, places[i].page + 1,
                                            places[i].label)
                          << "\n";
    }
    return 0;
}

}  // namespace

void setUpA4Labels(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<LabelArguments>();
    auto* a4 = app.add_subcommand("a4", "labels of many cases on A4 label sheets");
    a4->add_option("keys", arguments->keys, "cases; with --kind sheet handoffs, with --kind desk offices")->required();
    a4->add_option("--sheet", arguments->sheet, "one of models/labels/sheets: 3x7, 3x8, 3x8-63x34, 4x10, 5x13")
        ->required()
        ->type_name("NAME");
    a4->add_option("--kind", arguments->kind, "what is labelled")
        ->check(CLI::IsMember({"folder", "certificate", "sheet", "desk"}));
    a4->add_option("--start", arguments->start, "begin at this label of the first page, counted from 1")
        ->type_name("N");
    a4->add_option("--skip", arguments->skip, "labels of the first page that are used up")
        ->delimiter(',')
        ->type_name("N,N");
    addTarget(a4, arguments, "file, .pdf");
    a4->add_option("--calibration", arguments->calibration, "draw a file for this printer, as label calibrate measured")
        ->type_name("NAME");
    a4->callback(
        [&action, arguments] { action = [arguments](Context& context) { return a4Labels(context, *arguments); }; });
}

}  // namespace daiban::cli
