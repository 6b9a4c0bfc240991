// Labels of one thing. Label sheets and printers are in the other files of this command.
#include "cli/LabelCommand.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/PrintCommand.h"
#include "printing/labels/LabelLanguages.h"

namespace daiban::cli {

namespace {

std::string fileOf(const LabelArguments& arguments, const printing::LabelDesign& design,
                   const printing::LabelContent& content) {
    const std::string extension = arguments.output.extension().string();
    const double dpi = arguments.dpi > 0 ? arguments.dpi : design.dpi;
    if (extension == ".pdf") return printing::labelPdf(design, content);
    if (extension == ".png" || arguments.output == "-") return printing::labelPng(design, content, dpi);
    if (extension == ".zpl") return printing::labelZpl(printing::renderLabel(design, content, dpi));
    if (extension == ".tspl")
        return printing::labelTspl(printing::renderLabel(design, content, dpi),
                                   {.width = design.width, .height = design.height, .gap = arguments.gap});
    throw base::Error(
        base::ErrorKind::BadArguments,
        base::Sentence("A label is written as .png, .pdf, .zpl or .tspl; give -o FILE with one of these endings."));
}

int writeLabel(Context& context, const LabelArguments& arguments, const std::string& defaultDesign,
               const printing::LabelContent& content) {
    mustGoSomewhere(arguments);
    const std::string name = arguments.design.empty() ? defaultDesign : arguments.design;
    const auto design = designNamed(context, name, content.token.kind);
    if (!arguments.printer.empty())
        return printLabels(context, arguments.printer, arguments.id, {.labels = {{name, content}}, .sheet = {}});
    writeFile(context, arguments.output, fileOf(arguments, design, content));
    if (arguments.output == "-") return 0;
    if (context.json)
        context.printLine({{"file", arguments.output.string()},
                           {"kind", codes::nameOf(content.token.kind)},
                           {"number", content.shortNumber},
                           {"token", content.token.text}});
    else
        context.out() << content.shortNumber << "  " << arguments.output.string() << "\n";
    return 0;
}

int thingLabel(Context& context, const LabelArguments& arguments, codes::TokenKind kind, const std::string& design) {
    mustGoSomewhere(arguments);
    return writeLabel(context, arguments, design,
                      context.desk().labels.ofCase(context.actor(), arguments.key, kind, arguments.desk));
}

}  // namespace

printing::LabelDesign designNamed(Context& context, const std::string& name, codes::TokenKind kind) {
    auto design = context.models().labelDesign(name);
    if (design.kind != kind)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The design {} is for another kind of thing; see models/labels.", name));
    return design;
}

void mustGoSomewhere(const LabelArguments& arguments) {
    if (arguments.output.empty() == arguments.printer.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Give either -o FILE or --printer NAME."));
}

void addTarget(CLI::App* sub, const std::shared_ptr<LabelArguments>& arguments, const char* files) {
    sub->add_option("-o,--output", arguments->output, files)->type_name("FILE");
    sub->add_option("--printer", arguments->printer, "print it: a name of label printer, a CUPS queue or an address")
        ->type_name("NAME|URI");
    sub->add_option("--id", arguments->id, "id of the print job, made by you: sent twice it prints once")
        ->type_name("UUID");
}

void setUpLabel(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<LabelArguments>();
    const auto add = [&](const char* name, const char* help, const char* key,
                         const std::function<int(Context&)>& work) {
        auto* sub = app.add_subcommand(name, help);
        sub->add_option(key, arguments->key, "number, label or id")->required();
        addTarget(sub, arguments, "file, .png, .pdf, .zpl or .tspl");
        sub->add_option("--design", arguments->design, "one of models/labels, e.g. folder-40x30")->type_name("NAME");
        sub->add_option("--dpi", arguments->dpi, "of a .png, .zpl or .tspl (default: the design's printer)")
            ->check(CLI::Range(100, 1200));
        sub->add_option("--gap", arguments->gap, "of a .tspl: millimetres between two labels")
            ->check(CLI::Range(0, 50));
        sub->callback([&action, work] { action = work; });
        return sub;
    };
    add("folder", "the label of a case's folder; printed again it keeps its number", "case",
        [arguments](Context& context) {
            return thingLabel(context, *arguments, codes::TokenKind::Folder, "folder-60x40");
        });
    add("certificate", "the label of a case's certificate", "case",
        [arguments](Context& context) {
            return thingLabel(context, *arguments, codes::TokenKind::Certificate, "certificate-40x30");
        })
        ->add_option("--desk", arguments->desk, "the office where the certificate is now (default: the case's)")
        ->type_name("CODE");
    add("sheet", "the label of a handoff sheet", "handoff", [arguments](Context& context) {
        return writeLabel(context, *arguments, "sheet-60x40",
                          context.desk().labels.ofHandoff(context.actor(), arguments->key));
    });
    add("desk", "the label of an office's desk", "office", [arguments](Context& context) {
        return writeLabel(context, *arguments, "desk-60x40",
                          context.desk().labels.ofDesk(context.actor(), arguments->key));
    });
    setUpA4Labels(app, action);
    setUpPrinting(app, action);
    setUpPrinters(app, action);
}

}  // namespace daiban::cli
