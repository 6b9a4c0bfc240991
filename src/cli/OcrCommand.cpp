#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Json.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "intake/ReadingJson.h"

namespace daiban::cli {

namespace {

base::Json textOnly(const intake::PageReading& reading) {
    const base::Json whole = intake::toJson(reading);
    base::Json documents = base::Json::array();
    for (const auto& document : whole["documents"])
        documents.push_back({{"quad", document["quad"]}, {"lines", document["lines"]}, {"text", document["text"]}});
    return {
        {"image", whole["image"]}, {"page", whole["page"]}, {"rotation", whole["rotation"]}, {"documents", documents}};
}

}  // namespace

void setUpOcr(CLI::App& app, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto engine = std::make_shared<std::string>("auto");
    app.add_option("inputs", *files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    app.add_option("--engine", *engine, "what reads the text: auto, ppocr or tesseract")->type_name("ENGINE");
    auto text = std::make_shared<bool>(true);
    app.add_flag("--text", *text, "print the text alone (the default)");
    app.callback([&action, files, engine, text] {
        action = [files, engine](Context& context) {
            context.engine = *engine;
            return readInputs(context, *files, [&](const intake::PageReading& reading) {
                if (context.json) return context.printLine(textOnly(reading));
                for (const auto& document : reading.documents) context.out() << document.text.all() << "\n\f";
                context.out().flush();
            });
        };
    });
}

}  // namespace daiban::cli
