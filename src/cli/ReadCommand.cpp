#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "cases/items/AwaitedTypes.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Inputs.h"
#include "intake/ReadingJson.h"

namespace daiban::cli {

void setUpRead(CLI::App& app, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto engine = std::make_shared<std::string>("auto");
    app.add_option("inputs", *files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    app.add_option("--engine", *engine, "what reads the text: auto, hybrid, ppocr or tesseract")->type_name("ENGINE");
    auto quick = std::make_shared<bool>(false);
    app.add_flag("--quick", *quick, "a first look only: what each document is and whose, in a fraction of the time");
    auto item = std::make_shared<std::string>();
    app.add_option("--item", *item, "approval item the pages are for: the papers it asks for are awaited")
        ->type_name("CODE");
    app.callback([&action, files, engine, quick, item] {
        action = [files, engine, quick, item](Context& context) {
            context.engine = *engine;
            const auto expected = item->empty() ? std::vector<std::string>{}
                                                : cases::awaitedTypes(context.items().at(*item, context.today()));
            return readInputs(
                context, *files,
                [&](const intake::PageReading& reading) {
                    if (context.json)
                        context.printLine(intake::toJson(reading));
                    else
                        describeReading(context, reading);
                },
                *quick ? intake::ReadingDepth::FirstLook : intake::ReadingDepth::Everything, expected);
        };
    });
}

}  // namespace daiban::cli
