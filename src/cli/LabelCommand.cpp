#include "cli/LabelCommand.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <set>

#include "base/Crypto.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/PrintCommand.h"
#include "cli/Things.h"
#include "printing/labels/LabelDesign.h"
#include "printing/labels/LabelLanguages.h"

namespace daiban::cli {

namespace {

struct LabelArguments {
    std::string key;
    std::vector<std::string> keys;
    std::string design;
    std::string desk;
    std::string printer;
    std::string id;
    std::filesystem::path output;
    double dpi = 0;
    double gap = 2;
    std::string sheet;
    std::string kind = "folder";
    std::string calibration;
    int start = 1;
    std::vector<int> skip;
};

printing::LabelDesign designNamed(Context& context, const std::string& name, codes::TokenKind kind) {
    auto design = printing::loadLabelDesign(context.modelsFolder / "labels" / (name + ".yaml"));
    if (design.kind != kind)
        throw base::Error(base::ErrorKind::BadArguments,
                          "The design " + name + " is for another kind of thing; see models/labels.");
    return design;
}

void mustGoSomewhere(const LabelArguments& arguments) {
    if (arguments.output.empty() == arguments.printer.empty())
        throw base::Error(base::ErrorKind::BadArguments, "Give either -o FILE or --printer NAME.");
}

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
    throw base::Error(base::ErrorKind::BadArguments,
                      "A label is written as .png, .pdf, .zpl or .tspl; give -o FILE with one of these endings.");
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

void mustBeOffice(Context& context, const std::string& code) {
    if (context.offices().find(code) == nullptr)
        throw base::Error(base::ErrorKind::NotFound, "There is no office '" + code + "' in models/offices.");
}

int thingLabel(Context& context, const LabelArguments& arguments, codes::TokenKind kind, const std::string& design) {
    mustGoSomewhere(arguments);
    const store::CaseRecord record = caseBy(context, arguments.key);
    if (!arguments.desk.empty()) mustBeOffice(context, arguments.desk);
    return writeLabel(context, arguments, design,
                      contentOf(context, record, labelOf(context, record, kind, arguments.desk)));
}

printing::LabelContent sheetContent(Context& context, const std::string& key) {
    const store::HandoffRecord record = handoffBy(context, key);
    if (record.sheetToken.empty()) throw base::Error(base::ErrorKind::NotFound, "This handoff has no sheet label.");
    const auto token = context.keys().tokenOf(codes::TokenKind::Sheet, record.sheetToken);
    return {.token = token,
            .shortNumber = codes::shortNumberOf(token),
            .title = {},
            .item = record.handoff.number,
            .office = officeName(context, record.handoff.from) + " → " + officeName(context, record.handoff.to),
            .date = base::isoDate(base::dayOf(record.openedAt))};
}

printing::LabelContent deskContent(Context& context, const std::string& office) {
    const auto token = deskToken(context, office);
    return {.token = token,
            .shortNumber = codes::shortNumberOf(token),
            .title = {},
            .item = "交接时请扫此码",
            .office = officeName(context, office),
            .date = {}};
}

printing::LabelContent contentFor(Context& context, codes::TokenKind kind, const std::string& key) {
    if (kind == codes::TokenKind::Sheet) return sheetContent(context, key);
    if (kind == codes::TokenKind::Desk) return deskContent(context, key);
    const store::CaseRecord record = caseBy(context, key);
    return contentOf(context, record, labelOf(context, record, kind, {}));
}

intake::LabelPrint sheetPrint(Context& context, const LabelArguments& arguments, const printing::LabelSheet& sheet) {
    const auto kind = codes::tokenKindNamed(arguments.kind);
    const auto design = kind ? sheet.designs.find(*kind) : sheet.designs.end();
    if (design == sheet.designs.end())
        throw base::Error(base::ErrorKind::BadArguments,
                          "The sheet " + sheet.name + " has no design for '" + arguments.kind + "'.");
    intake::LabelPrint print{
        .labels = {},
        .sheet = sheet.name,
        .start = {.first = arguments.start, .skipped = {arguments.skip.begin(), arguments.skip.end()}}};
    (void)printing::placesOn(sheet, arguments.keys.size(), print.start);  // before any label is given a number
    for (const auto& key : arguments.keys) print.labels.push_back({design->second, contentFor(context, *kind, key)});
    return print;
}

printing::PrinterCalibration calibrationFor(Context& context, const std::string& printer) {
    if (printer.empty()) return {};
    const auto calibration = printing::PrinterBook::open(context.dataFolder).calibrationOf(printer);
    if (!calibration)
        throw base::Error(base::ErrorKind::NotFound,
                          "The printer '" + printer + "' has not been measured; see label calibrate --help.");
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
    const auto sheet = printing::loadLabelSheet(context.modelsFolder / "labels/sheets" / (arguments.sheet + ".yaml"));
    const auto print = sheetPrint(context, arguments, sheet);
    if (!arguments.printer.empty()) return printLabels(context, arguments.printer, arguments.id, print);
    if (arguments.output.extension() != ".pdf" && arguments.output != "-")
        throw base::Error(base::ErrorKind::BadArguments, "Label sheets are written as .pdf; give -o FILE.pdf.");
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
            context.out() << content.shortNumber << "  第 " << places[i].page + 1 << " 页第 " << places[i].label
                          << " 枚\n";
    }
    return 0;
}

void addTarget(CLI::App* sub, const std::shared_ptr<LabelArguments>& arguments, const char* files) {
    sub->add_option("-o,--output", arguments->output, files)->type_name("FILE");
    sub->add_option("--printer", arguments->printer, "print it: a name of label printer, a CUPS queue or an address")
        ->type_name("NAME|URI");
    sub->add_option("--id", arguments->id, "id of the print job, made by you: sent twice it prints once")
        ->type_name("UUID");
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

codes::LabelToken deskToken(Context& context, const std::string& office) {
    mustBeOffice(context, office);
    constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::size_t idLength = 16;
    // 80 bits of a hash of the code: each desk has one token, and there is nothing to register.
    const std::string hash = base::sha256Hex("daiban desk " + office);
    std::string id;
    for (std::size_t bit = 0; id.size() < idLength; bit += 5) {
        const auto value = std::stoul(hash.substr(bit / 4, 4), nullptr, 16);
        id += base32[value >> (11 - bit % 4) & 31U];
    }
    return context.keys().tokenOf(codes::TokenKind::Desk, id);
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
        return writeLabel(context, *arguments, "sheet-60x40", sheetContent(context, arguments->key));
    });
    add("desk", "the label of an office's desk (桌牌)", "office", [arguments](Context& context) {
        return writeLabel(context, *arguments, "desk-60x40", deskContent(context, arguments->key));
    });
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
    setUpPrinting(app, action);
}

}  // namespace daiban::cli
