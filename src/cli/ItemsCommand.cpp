#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/ItemOutput.h"
#include "cli/ItemsCommand.h"
#include "cli/ModelVersionsOutput.h"

namespace daiban::cli {

namespace {

/// The other items go on without those whose files are broken; but it is said.
void sayBroken(Context& context) {
    for (const auto& problem : context.items().problems())
        context.err() << "daiban: " << base::Sentence("An item is left out: {}", problem.text()) << "\n";
    sayTroubles(context);
}

int show(Context& context, const std::string& code, const std::string& date) {
    const cases::Item& item = context.items().at(code, date.empty() ? context.today() : dayFrom(date));
    if (context.json)
        context.printLine(toJson(item));
    else
        printWhole(context, item);
    return 0;
}

}  // namespace

void setUpItems(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    app.add_subcommand("list", "every approval item")->callback([&action] {
        action = [](Context& context) {
            sayBroken(context);
            for (const auto& item : context.items().all())
                print(context, context.items().at(item.code, context.today()));
            return 0;
        };
    });
    auto text = std::make_shared<std::string>();
    auto date = std::make_shared<std::string>();
    auto* showing = app.add_subcommand("show", "one item: situations and required materials");
    showing->add_option("code", *text, "e.g. SB-002")->required();
    showing->add_option("--date", *date, "as its rules were on that day (default today)")->type_name("YYYY-MM-DD");
    showing->callback(
        [&action, text, date] { action = [text, date](Context& context) { return show(context, *text, *date); }; });
    auto* searching = app.add_subcommand(
        "search", "items by name, alias, department, field, result or code, in characters, pinyin or initials");
    searching->add_option("text", *text, "part of its name, its pinyin or their initials")->required();
    searching->callback([&action, text] {
        action = [text](Context& context) {
            sayBroken(context);
            const auto found = context.items().search(*text);
            for (const auto* item : found) print(context, context.items().at(item->code, context.today()));
            if (!found.empty()) return 0;
            throw base::Error(base::ErrorKind::NotFound,
                              base::Sentence("No item matches '{}'; try a shorter part of its name.", *text));
        };
    });
    setUpVersions(app, action, desk::ModelKind::Items);
    setUpItemRules(app, action);
}

}  // namespace daiban::cli
