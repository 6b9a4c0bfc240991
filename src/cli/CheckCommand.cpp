#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/Checklist.h"
#include "cases/items/AwaitedTypes.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Inputs.h"
#include "intake/ReadingJson.h"
#include "intake/Repeats.h"

namespace daiban::cli {

namespace {

struct CheckArguments {
    std::string item;
    std::string situations;
    std::string date;
    std::vector<std::string> subjects;
    std::vector<std::string> assigned;
    std::string engine = "auto";
    std::vector<std::string> files;
};

/// "现役军人证明=a.jpg", with the page and the document behind when it is not the first: "现役军人证明=a.pdf:2:1".
struct Assignment {
    std::string material;
    std::string image;
    int page = 1;
    int document = 1;  ///< from 1
    bool done = false;
};

bool isNumber(const std::string& text) {
    return !text.empty() && text.size() < 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Assignment assignmentFrom(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("--assign takes MATERIAL=IMAGE[:PAGE[:DOCUMENT]]."));
    auto parts = base::split(text.substr(equals + 1), ':');
    std::vector<int> numbers;
    while (parts.size() > 1 && numbers.size() < 2 && isNumber(parts.back())) {
        numbers.insert(numbers.begin(), std::stoi(parts.back()));
        parts.pop_back();
    }
    return {.material = text.substr(0, equals),
            .image = base::joined(parts, ":"),
            .page = numbers.empty() ? 1 : numbers[0],
            .document = numbers.size() < 2 ? 1 : numbers[1]};
}

void assign(std::vector<Assignment>& assignments, cases::Paper& paper) {
    for (Assignment& one : assignments) {
        const bool same =
            one.image == paper.place.image && one.page == paper.place.page && one.document == paper.place.document + 1;
        if (!same) continue;
        paper.assignedTo = one.material;
        paper.confirmedByPerson = true;
        one.done = true;
    }
}

void demandAllDone(const std::vector<Assignment>& assignments) {
    for (const Assignment& one : assignments)
        if (!one.done)
            throw base::Error(
                base::ErrorKind::NotFound,
                base::Sentence("No document {} was found on page {} of {}, so it cannot be {}; see daiban read.",
                               one.document, one.page, one.image, one.material));
}

int check(Context& context, const CheckArguments& arguments) {
    const base::Date day = arguments.date.empty() ? context.today() : dayFrom(arguments.date);
    const cases::Item& item = context.items().at(arguments.item, day);
    if (day < item.effective)
        context.err() << "daiban: "
                      << base::Sentence("No rules of {} before {} are known; those of version {} are followed.",
                                        item.code, base::isoDate(item.effective), item.version)
                      << "\n";
    const auto situations = situationsFrom(arguments.situations);
    std::vector<Assignment> assignments;
    for (const auto& text : arguments.assigned) {
        assignments.push_back(assignmentFrom(text));
        demandMaterial(item, assignments.back().material);
    }
    const cases::Subjects subjects = subjectsFrom(arguments.subjects);
    (void)cases::check(item, situations, {}, subjects, day, context.types(),
                       context.models().bundleRules());  // wrong arguments are told before anything is read
    context.engine = arguments.engine;
    std::vector<cases::Paper> papers;
    intake::Repeats repeats;
    const int unreadable = readInputs(
        context, arguments.files,
        [&](const intake::PageReading& reading) {
            for (auto& paper : intake::papersOf(reading)) {
                repeats.look(reading.provenance.inputHash, reading.provenance.number, paper);
                assign(assignments, paper);
                papers.push_back(std::move(paper));
            }
        },
        intake::ReadingDepth::Everything, cases::awaitedTypes(item));
    if (unreadable == 0) demandAllDone(assignments);
    const cases::Checklist checklist =
        cases::check(item, situations, papers, subjects, day, context.types(), context.models().bundleRules());
    if (context.json)
        context.printLine(cases::toJson(checklist));
    else
        describeChecklist(context, checklist, base::Sentence("{} {}", item.code, item.name));
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
    app.add_option("--assign", arguments->assigned, "your word that a paper is that material of the item")
        ->type_name("MATERIAL=IMAGE[:PAGE[:DOCUMENT]]");
    app.add_option("--engine", arguments->engine, "what reads the text: auto, ppocr or tesseract")->type_name("ENGINE");
    app.add_option("inputs", arguments->files, "images or PDF files")->type_name("IMAGE|PDF");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return check(context, *arguments); }; });
}

}  // namespace daiban::cli
