// slip sample, list and validate: the designs of slips, and how one is written.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/ModelProblems.h"
#include "cli/SlipOutput.h"
#include "cli/Terminal.h"
#include "printing/slips/SlipSample.h"

namespace daiban::cli {

namespace {

using printing::SlipSubject;

struct SampleArguments {
    std::string design;
    std::filesystem::path output;
};

int sample(Context& context, const SampleArguments& arguments) {
    const auto design = context.models().slipDesign(arguments.design);
    auto content = printing::sampleSlipContent(design.subject);
    content.number = printing::slipNumber(design, content.number);
    return writeSlip(context, arguments.output, "sample", design, content);
}

int list(Context& context) {
    for (const auto& [name, design] : printing::loadSlipDesigns(context.modelsFolder / "slips")) {
        if (context.json)
            context.printLine({{"name", name},
                               {"title", design.title},
                               {"width", design.width()},
                               {"of", design.subject == SlipSubject::Case ? "case" : "handoff"}});
        else
            context.out() << padded(name, 20) << design.title << "\n";
    }
    return 0;
}

int validate(Context& context) {
    return sayProblems(context, printing::slipProblemsIn(context.modelsFolder / "slips"),
                       base::Sentence("slips"));
}

}  // namespace

int writeSlip(Context& context, const std::filesystem::path& output, const std::string& kind,
              const printing::SlipDesign& design, const printing::SlipContent& content) {
    const auto extension = output.extension();
    if (output != "-" && extension != ".pdf")
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("A slip is written as PDF; give -o FILE.pdf."));
    const printing::SlipPdf slip = printing::slipPdf(design, content);
    writeFile(context, output, slip.bytes);
    if (output == "-") return 0;
    if (context.json)
        context.printLine({{"file", output.string()},
                           {"kind", kind},
                           {"title", design.title},
                           {"number", content.number},
                           {"pages", slip.pages},
                           {"token", content.qr}});
    else
        context.out() << design.title << "  " << content.number << "  " << output.string() << "\n";
    return 0;
}

void setUpSlipDesigns(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<SampleArguments>();
    auto* sampling = app.add_subcommand("sample", "a slip with invented content, to try its design");
    sampling->add_option("design", arguments->design, "one of models/slips")->required();
    sampling->add_option("-o,--output", arguments->output, "the PDF; - is stdout")->required()->type_name("FILE.pdf");
    sampling->callback(
        [&action, arguments] { action = [arguments](Context& context) { return sample(context, *arguments); }; });
    app.add_subcommand("list", "every slip of models/slips")->callback([&action] { action = list; });
    app.add_subcommand("validate", "what is wrong in the files, with file and line")->callback([&action] {
        action = validate;
    });
}

}  // namespace daiban::cli
