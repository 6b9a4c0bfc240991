#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cases/Checklist.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Inputs.h"
#include "intake/ReadingJson.h"

namespace daiban::cli {

namespace {

struct CheckArguments {
    std::string item;
    std::string situations;
    std::string date;
    std::vector<std::string> subjects;
    std::string engine = "auto";
    std::vector<std::string> files;
};

int check(Context& context, const CheckArguments& arguments) {
    const cases::Item& item = context.items().at(arguments.item);
    const auto situations = situationsFrom(arguments.situations);
    const base::Date day = arguments.date.empty() ? context.today() : dayFrom(arguments.date);
    const cases::Subjects subjects = subjectsFrom(arguments.subjects);
    (void)cases::check(item, situations, {}, subjects, day);  // wrong arguments are told before anything is read
    context.engine = arguments.engine;
    std::vector<cases::Paper> papers;
    const int unreadable = readInputs(context, arguments.files, [&](const intake::PageReading& reading) {
        for (auto& paper : intake::papersOf(reading)) papers.push_back(std::move(paper));
    });
    const cases::Checklist checklist = cases::check(item, situations, papers, subjects, day);
    if (context.json)
        context.printLine(cases::toJson(checklist));
    else
        describeChecklist(context, checklist, item.code + " " + item.name);
    if (unreadable != 0) return unreadable;
    return checklist.complete || checklist.completeWithPromise ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpCheck(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<CheckArguments>();
    app.add_option("--item", arguments->item, "approval item")->required()->type_name("CODE");
    app.add_option("--situation", arguments->situations, "situations, separated by commas")->type_name("CODES");
    app.add_option("--date", arguments->date, "day of intake (default today)")->type_name("YYYY-MM-DD");
    app.add_option("--subject", arguments->subjects, "who somebody is: applicant=NAME/IDNUMBER")
        ->type_name("SUBJECT=NAME/ID");
    app.add_option("--engine", arguments->engine, "what reads the text: auto, ppocr or tesseract")->type_name("ENGINE");
    app.add_option("inputs", arguments->files, "images or PDF files")->type_name("IMAGE|PDF");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return check(context, *arguments); }; });
}

}  // namespace daiban::cli
