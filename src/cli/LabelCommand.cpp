#include "cli/LabelCommand.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/Things.h"
#include "printing/LabelDesign.h"
#include "printing/LabelForTerminal.h"

namespace daiban::cli {

namespace {

struct LabelArguments {
    std::string key;
    std::string design;
    std::string desk;
    std::filesystem::path output;
    double dpi = 0;
};

int writeLabel(Context& context, const LabelArguments& arguments, const std::string& defaultDesign,
               const printing::LabelContent& content) {
    const std::string name = arguments.design.empty() ? defaultDesign : arguments.design;
    const auto design = printing::loadLabelDesign(context.modelsFolder / "labels" / (name + ".yaml"));
    if (design.kind != content.token.kind)
        throw base::Error(base::ErrorKind::BadArguments,
                          "The design " + name + " is for another kind of thing; see models/labels.");
    const std::string extension = arguments.output.extension().string();
    if (extension == ".pdf")
        writeFile(context, arguments.output, printing::labelPdf(design, content));
    else if (extension == ".png" || arguments.output == "-")
        writeFile(context, arguments.output,
                  printing::labelPng(design, content, arguments.dpi > 0 ? arguments.dpi : design.dpi));
    else
        throw base::Error(base::ErrorKind::BadArguments,
                          "A label is written as .png or .pdf; give -o FILE with one of these endings.");
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
    const store::CaseRecord record = caseBy(context, arguments.key);
    if (!arguments.desk.empty() && context.offices().find(arguments.desk) == nullptr)
        throw base::Error(base::ErrorKind::NotFound, "There is no office '" + arguments.desk + "' in models/offices.");
    return writeLabel(context, arguments, design,
                      contentOf(context, record, labelOf(context, record, kind, arguments.desk)));
}

int sheetLabel(Context& context, const LabelArguments& arguments) {
    const store::HandoffRecord record = handoffBy(context, arguments.key);
    if (record.sheetToken.empty()) throw base::Error(base::ErrorKind::NotFound, "This handoff has no sheet label.");
    const auto token = context.keys().tokenOf(codes::TokenKind::Sheet, record.sheetToken);
    return writeLabel(
        context, arguments, "sheet-60x40",
        {.token = token,
         .shortNumber = codes::shortNumberOf(token),
         .title = {},
         .item = record.handoff.number,
         .office = officeName(context, record.handoff.from) + " → " + officeName(context, record.handoff.to),
         .date = base::isoDate(base::dayOf(record.openedAt))});
}

}  // namespace

printing::LabelContent contentOf(Context& context, const store::CaseRecord& record, const store::Thing& thing) {
    return {.token = {.kind = thing.kind, .id = thing.tokenId, .text = thing.tokenText},
            .shortNumber = thing.shortNumber,
            .title = {},
            .item = context.items().at(record.itemCode).name,
            .office = officeName(context, record.office),
            .date = base::isoDate(base::dayOf(thing.registeredAt))};
}

void setUpLabel(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<LabelArguments>();
    const auto add = [&](const char* name, const char* help, const char* key,
                         const std::function<int(Context&)>& work) {
        auto* sub = app.add_subcommand(name, help);
        sub->add_option(key, arguments->key, "number, label or id")->required();
        sub->add_option("-o,--output", arguments->output, "file, .png or .pdf")->required()->type_name("FILE");
        sub->add_option("--design", arguments->design, "one of models/labels, e.g. folder-40x30")->type_name("NAME");
        sub->add_option("--dpi", arguments->dpi, "of a .png (default: the design's printer)")
            ->check(CLI::Range(100, 1200));
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
    add("sheet", "the label of a handoff sheet", "handoff",
        [arguments](Context& context) { return sheetLabel(context, *arguments); });
}

}  // namespace daiban::cli
