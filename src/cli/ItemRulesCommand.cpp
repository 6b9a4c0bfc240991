// items deadline and validate: what follows from the rules of items.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/ItemWalk.h"
#include "cases/deadlines/CaseDeadline.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/ItemsCommand.h"
#include "cli/ModelProblems.h"

namespace daiban::cli {

namespace {

struct DeadlineArguments {
    std::string item;
    std::string from;
    std::string today;
    std::vector<std::string> stops;
};

/// "supplement=2026-02-10..2026-02-20"; without the last day the clock still stands.
cases::ClockStop stopFrom(const std::string& text) {
    const auto equals = text.find('=');
    const auto reason = cases::stopReasonOf(text.substr(0, equals));
    if (equals == std::string::npos || !reason)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("--stop takes REASON=FROM..UNTIL, the reason being supplement or special."));
    const std::string days = text.substr(equals + 1);
    const auto dots = days.find("..");
    const std::string until = dots == std::string::npos ? "" : days.substr(dots + 2);
    cases::ClockStop stop{.reason = *reason, .from = dayFrom(days.substr(0, dots)), .until = {}};
    if (!until.empty()) stop.until = dayFrom(until);
    return stop;
}

int sayDeadline(Context& context, const DeadlineArguments& arguments) {
    const base::Date today = arguments.today.empty() ? context.today() : dayFrom(arguments.today);
    const base::Date from = arguments.from.empty() ? today : dayFrom(arguments.from);
    const cases::Item& item = context.items().at(arguments.item, from);
    std::vector<cases::ClockStop> stops;
    for (const auto& stop : arguments.stops) stops.push_back(stopFrom(stop));
    const auto calendar = cases::WorkCalendar::load(context.modelsFolder / "calendars");
    const auto deadline = cases::deadlineOf(from, item.days, stops, calendar, today);
    if (!context.json) {
        context.out() << base::Sentence("{}  {}  {}  {}", item.code, item.name,
                                        base::word(cases::chineseNameOf(deadline.light)), deadline.sentence())
                      << "\n";
        return 0;
    }
    base::Json line{{"item", item.code}, {"version", item.version}, {"days", item.days}, {"from", base::isoDate(from)}};
    line.update(cases::toJson(deadline));
    context.printLine(line);
    return 0;
}

/// Perfect papers for every item in every choice of situations, and one less; see cases::walkItem.
cases::ItemWalk walkAll(Context& context) {
    cases::ItemWalk walk;
    for (const auto& item : context.items().all())
        for (const auto* version : context.items().versionsOf(item.code))
            walk.add(cases::walkItem(*version, context.today(), context.types(), context.models().bundleRules()));
    return walk;
}

void sayWalk(Context& context, const cases::ItemWalk& walk) {
    for (const auto& sentence : walk.wrong) {
        if (context.json)
            context.printLine({{"item", sentence.parts().front().text()}, {"problem", sentence.text()}});
        else
            context.out() << sentence << "\n";
    }
    const auto unverified = std::ranges::count(context.items().all(), cases::unverifiedBasis, &cases::Item::basis);
    if (context.json)
        return context.printLine({{"items", context.items().all().size()},
                                  {"situation_choices", walk.choices},
                                  {"perfect_sets", walk.perfectSets},
                                  {"one_paper_less", walk.lessOne},
                                  {"before_a_choice", walk.openChoices},
                                  {"sets", walk.sets()},
                                  {"wrong", walk.wrong.size()},
                                  {"basis_unverified", unverified}});
    context.err() << base::Sentence(
                         "{} items, {} choices of situations: walked {} sets of papers ({} perfect, {} with one paper "
                         "less, {} before a choice), {} wrong. The basis of {} items is unverified.",
                         context.items().all().size(), walk.choices, walk.sets(), walk.perfectSets, walk.lessOne,
                         walk.openChoices, walk.wrong.size(), unverified)
                  << "\n";
}

int validate(Context& context) {
    auto problems = cases::problemsIn(context.modelsFolder / "items", cases::knownTypes(context.types()));
    if (std::filesystem::is_directory(context.modelsFolder / "calendars"))
        std::ranges::copy(cases::calendarProblemsIn(context.modelsFolder / "calendars"), std::back_inserter(problems));
    const int files = sayProblems(context, problems, base::Sentence("items"));
    const cases::ItemWalk walk = walkAll(context);
    sayWalk(context, walk);
    return files != 0 || walk.wrong.empty() ? files : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpItemRules(CLI::App& app, Action& action) {
    auto deadline = std::make_shared<DeadlineArguments>();
    auto* limiting = app.add_subcommand("deadline", "until when a case must be done");
    limiting->add_option("code", deadline->item, "e.g. SB-002")->required();
    limiting->add_option("--from", deadline->from, "day of intake (default today)")->type_name("YYYY-MM-DD");
    limiting->add_option("--today", deadline->today, "seen from that day (default today)")->type_name("YYYY-MM-DD");
    limiting
        ->add_option("--stop", deadline->stops, "the clock stands still: supplement or special, from a day to a day")
        ->type_name("REASON=FROM..UNTIL");
    limiting->callback(
        [&action, deadline] { action = [deadline](Context& context) { return sayDeadline(context, *deadline); }; });
    app.add_subcommand("validate",
                       "what is wrong in the files, with file and line, and whether perfect papers are complete")
        ->callback([&action] { action = [](Context& context) { return validate(context); }; });
}

}  // namespace daiban::cli
