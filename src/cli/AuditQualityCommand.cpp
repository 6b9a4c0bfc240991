// audit case, day, sample and judge: pages looked at for the archive.
#include <CLI/CLI.hpp>
#include <limits>
#include <memory>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AuditCommand.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/QualityOutput.h"
#include "cli/Terminal.h"
#include "desk/QualityTable.h"

namespace daiban::cli {

namespace {

struct QualityArguments {
    std::string caseKey, day, office;
    std::filesystem::path csv;
    std::size_t number = 0;  ///< in the sample
    std::string defects, note, id;
    bool good = false;
};

desk::QualityScope scopeFrom(const QualityArguments& arguments) {
    if (arguments.caseKey.empty() == arguments.day.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Give either --case or --day."));
    desk::QualityScope scope{.caseKey = arguments.caseKey, .day = {}, .office = arguments.office};
    if (!arguments.day.empty()) scope.day = dayFrom(arguments.day);
    return scope;
}

int sayReport(Context& context, const QualityArguments& arguments, const desk::QualityScope& scope) {
    const auto report = context.desk().quality.report(context.actor(), scope);
    if (!arguments.csv.empty())
        writeFile(context, arguments.csv, desk::qualityTable(report, base::wordsOf(context.out())));
    else if (context.json)
        context.printLine(toJson(report));
    else
        say(context, report);
    return report.sound == static_cast<int>(report.pages.size()) ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

int check(Context& context, const QualityArguments& arguments) {
    const auto scope = scopeFrom(arguments);
    std::unique_ptr<Progress> progress;
    context.desk().quality.check(context.actor(), scope, std::numeric_limits<int>::max(), [&](int, int all) {
        if (!progress) progress = std::make_unique<Progress>(static_cast<std::size_t>(all), !context.json);
        progress->step("");
        return true;
    });
    progress.reset();
    return sayReport(context, arguments, scope);
}

int sample(Context& context, const QualityArguments& arguments) {
    const auto scope = scopeFrom(arguments);
    const int drawn = context.desk().quality.draw(context.actor(), scope);
    if (!context.json && arguments.csv.empty())
        context.out() << (drawn > 0 ? base::Sentence("新抽 {} 页", drawn) : base::Sentence("没有新的页可抽，抽样不变"))
                      << "\n";
    (void)sayReport(context, arguments, scope);
    return 0;
}

int judge(Context& context, const QualityArguments& arguments) {
    if (arguments.good == !arguments.defects.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Give either --good or --defects."));
    const auto scope = scopeFrom(arguments);
    const auto report = context.desk().quality.report(context.actor(), scope);
    if (arguments.number < 1 || arguments.number > report.sample.size())
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("The sample has {} pages; there is no page {} in it.", report.sample.size(),
                                         arguments.number));
    const auto& sampled = report.sample[arguments.number - 1];
    desk::QualityWord word{.id = idFrom<base::EventId>(context, arguments.id, base::Sentence::verbatim("--id")),
                           .sample = sampled.sample,
                           .page = sampled.page,
                           .defects = {},
                           .note = arguments.note};
    for (const auto& code : base::split(arguments.defects, ','))
        if (!base::trimmed(code).empty()) word.defects.push_back(base::trimmed(code));
    context.desk().quality.judge(context.actor(), word);
    (void)sayReport(context, arguments, scope);
    return 0;
}

using Verb = int (*)(Context&, const QualityArguments&);

CLI::App* addVerb(CLI::App& app, Action& action, const char* name, const char* help, Verb verb,
                  const std::shared_ptr<QualityArguments>& arguments) {
    auto* command = app.add_subcommand(name, help);
    command->add_option("--csv", arguments->csv, "a table for a spreadsheet; - is stdout")->type_name("FILE");
    command->callback([&action, verb, arguments] {
        action = [verb, arguments](Context& context) { return verb(context, *arguments); };
    });
    return command;
}

void addScope(CLI::App& command, QualityArguments& arguments) {
    command.add_option("--case", arguments.caseKey, "of this case")->type_name("CASE");
    command.add_option("--day", arguments.day, "of what came on this day")->type_name("DAY");
    command.add_option("--office", arguments.office, "of this office's cases and those below it (default: yours)")
        ->type_name("CODE");
}

}  // namespace

void setUpAuditQuality(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<QualityArguments>();
    auto* ofCase =
        addVerb(app, action, "case", "whether a case's pages can go to the archive; exit 6: not all", check, arguments);
    ofCase->add_option("case", arguments->caseKey, "number, label or id")->required()->type_name("CASE");
    auto* ofDay = addVerb(app, action, "day", "the same of all pages that came on a day", check, arguments);
    ofDay->add_option("day", arguments->day, "YYYY-MM-DD")->required()->type_name("DAY");
    ofDay->add_option("--office", arguments->office, "of this office's cases and those below it (default: yours)")
        ->type_name("CODE");
    addScope(*addVerb(app, action, "sample", "draw 5% of the pages, for a person to look at; what was drawn stays",
                      sample, arguments),
             *arguments);
    auto* judging = addVerb(app, action, "judge", "what a person says of a page of the sample", judge, arguments);
    judging->add_option("number", arguments->number, "which page of the sample, from 1")
        ->required()
        ->type_name("NUMBER");
    addScope(*judging, *arguments);
    judging->add_flag("--good", arguments->good, "nothing is wrong with it");
    judging
        ->add_option("--defects", arguments->defects,
                     "what is wrong: low-resolution, skewed, turned, cut-off, blank, unsharp, bad-light, streaks, "
                     "missing, doubled, disordered")
        ->type_name("NAMES");
    judging->add_option("--note", arguments->note, "in a person's words")->type_name("TEXT");
    judging->add_option("--id", arguments->id, "id of this word; sending it twice changes nothing")->type_name("UUID");
}

}  // namespace daiban::cli
