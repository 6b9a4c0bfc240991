#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Json.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/PdfFile.h"
#include "cli/Terminal.h"
#include "intake/ReadingJson.h"

namespace daiban::cli {

namespace {

struct OcrArguments {
    std::vector<std::string> files;
    std::string engine = "auto";
    std::string pdf;
    bool text = false;
};

base::Json textOnly(const intake::PageReading& reading) {
    const base::Json whole = intake::toJson(reading);
    base::Json documents = base::Json::array();
    for (const auto& document : whole["documents"])
        documents.push_back({{"quad", document["quad"]}, {"lines", document["lines"]}, {"text", document["text"]}});
    return {
        {"image", whole["image"]}, {"page", whole["page"]}, {"rotation", whole["rotation"]}, {"documents", documents}};
}

void printText(Context& context, const intake::PageReading& reading) {
    if (context.json) return context.printLine(textOnly(reading));
    for (const auto& document : reading.documents) context.out() << document.text.all() << "\n\f";
    context.out().flush();
}

std::string titleOf(const OcrArguments& arguments) {
    const std::filesystem::path named = arguments.pdf == "-" ? arguments.files.front() : arguments.pdf;
    return named.stem().string();
}

/// A page that could be opened but not read stays in the PDF as a picture.
void addPicture(Context& context, PdfFile& pdf, const intake::PageOutcome& outcome) {
    try {
        pdf.addUnread(intake::pictureOf(page::PageBytes::open(outcome.source), {.number = outcome.number},
                                        context.fileWorkers()));
    } catch (const base::Error&) {
        // It could not be opened; that was said already.
    }
}

/// Pages are put in as they come, several being read at once; none is kept longer.
int readToPdf(Context& context, const OcrArguments& arguments) {
    const bool prints = arguments.text || context.json;
    if (arguments.pdf == "-" && prints)
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("--pdf - writes the PDF to stdout; leave out --text and --json or name a file."));
    int code = 0;
    context.inputs.assign(arguments.files.begin(), arguments.files.end());
    PdfFile pdf(context, arguments.pdf, titleOf(arguments));
    Progress progress(arguments.files.size(), true);
    intake::readFiles({arguments.files.begin(), arguments.files.end()}, context.readingPlace(),
                      {.limits = {}, .threads = context.threads, .onFirstLook = firstLookFor(context, progress)},
                      [&](const intake::PageOutcome& outcome) {
                          progress.step(std::filesystem::path(outcome.source).filename().string());
                          if (outcome.failed()) {
                              const int failed = sayFailure(context, outcome);
                              if (code == 0) code = failed;
                              return addPicture(context, pdf, outcome);
                          }
                          for (const auto& document : outcome.reading.documents) pdf.add(document.clean, document.text);
                          if (prints) printText(context, outcome.reading);
                      });
    if (pdf.pageCount() == 0)
        throw base::Error(static_cast<base::ErrorKind>(code),
                          base::Sentence("No page could be opened, so {} was not written.", arguments.pdf));
    pdf.finish();
    return code;
}

int ocr(Context& context, const OcrArguments& arguments) {
    context.engine = arguments.engine;
    if (!arguments.pdf.empty()) return readToPdf(context, arguments);
    return readInputs(context, arguments.files,
                      [&](const intake::PageReading& reading) { printText(context, reading); });
}

}  // namespace

void setUpOcr(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<OcrArguments>();
    app.add_option("inputs", arguments->files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    app.add_option("--engine", arguments->engine, "what reads the text: auto, hybrid, ppocr or tesseract")
        ->type_name("ENGINE");
    app.add_flag("--text", arguments->text, "print the text alone (the default without --pdf)");
    app.add_option("--pdf", arguments->pdf, "write all documents to one searchable PDF/A; - is stdout")
        ->type_name("FILE");
    app.callback([&action, arguments] { action = [arguments](Context& context) { return ocr(context, *arguments); }; });
}

}  // namespace daiban::cli
