#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/PdfFile.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct ExportArguments {
    std::string key;
    std::string file;
    std::string engine = "auto";
};

int exportCase(Context& context, const ExportArguments& arguments) {
    context.engine = arguments.engine;
    const auto record = context.desk().cases.find(context.actor(), arguments.key);
    PdfFile pdf(context, arguments.file, "办件 " + record.number);
    int code = 0;
    const auto place = context.readingPlace();
    Progress progress(0, true);
    context.desk().cases.exportPapers(
        context.actor(), arguments.key, {.place = place, .options = context.readPagesOptions()},
        context.readingPlace(intake::ReadingDepth::Pictures),
        [&](const intake::PageOutcome& outcome) { progress.step(outcome.source); },
        {.document = [&](const auto& clean, const auto& text, const auto& name) { pdf.add(clean, text, name); },
         .unread = [&](const auto& page, const auto& name) { pdf.addUnread(page, name); },
         .failed =
             [&](const intake::PageOutcome& outcome) {
                 context.err() << "daiban: " << outcome.failure << "\n";
                 if (code == 0) code = static_cast<int>(outcome.failureKind);
             }});
    if (pdf.pageCount() == 0)
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("No page of the case could be opened, so no PDF was written."));
    pdf.finish();
    if (context.json && arguments.file != "-")
        context.printLine({{"case", record.id.text()}, {"number", record.number}, {"file", arguments.file}});
    return code;
}

}  // namespace

void setUpExport(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ExportArguments>();
    app.add_option("case", arguments->key, "number, label or id")->required();
    app.add_option("-o,--output", arguments->file, "the searchable PDF/A; - is stdout")->required()->type_name("FILE");
    app.add_option("--engine", arguments->engine, "what reads pages not read yet: auto, ppocr or tesseract")
        ->type_name("ENGINE");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return exportCase(context, *arguments); }; });
}

}  // namespace daiban::cli
