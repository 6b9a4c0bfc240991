// find: cases by what is known of them, as a list, as counts, or as a table for a spreadsheet.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/FoundCases.h"
#include "cli/Inputs.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct FindArguments {
    desk::CaseQuery query;
    std::string statuses, lights, dueBy, from, to;
    std::string countBy;
    std::filesystem::path csv;
};

template <class Value>
std::vector<Value> listOf(const std::string& text, const std::function<std::optional<Value>(const std::string&)>& named,
                          const base::Sentence& what) {
    std::vector<Value> values;
    for (const auto& part : base::split(text, ',')) {
        const std::string word = base::trimmed(part);
        if (word.empty()) continue;
        const auto value = named(word);
        if (!value)
            throw base::Error(base::ErrorKind::BadArguments, base::Sentence("There is no {} '{}'.", what, word));
        values.push_back(*value);
    }
    return values;
}

std::optional<cases::DeadlineLight> lightNamed(const std::string& name) {
    using enum cases::DeadlineLight;
    for (const auto light : {Normal, Yellow, Red, Overdue})
        if (name == cases::codeOf(light)) return light;
    return std::nullopt;
}

desk::CaseQuery queryFrom(const FindArguments& arguments) {
    desk::CaseQuery query = arguments.query;
    query.statuses = listOf<handoff::CaseStatus>(
        arguments.statuses, [](const std::string& name) { return handoff::caseStatusNamed(name); },
        base::Sentence("status"));
    query.lights = listOf<cases::DeadlineLight>(arguments.lights, lightNamed, base::Sentence("light"));
    if (!arguments.dueBy.empty()) query.dueBy = dayFrom(arguments.dueBy);
    if (!arguments.from.empty()) query.openedFrom = dayFrom(arguments.from);
    if (!arguments.to.empty()) query.openedTo = dayFrom(arguments.to);
    return query;
}

constexpr std::array groups{"item", "office", "status", "month", "light"};

int find(Context& context, const FindArguments& arguments) {
    const auto query = queryFrom(arguments);
    base::CsvFile table(columns(context));
    std::map<std::string, std::pair<base::Sentence, int>> counts;
    context.desk().finding.find(context.actor(), query, [&](const desk::FoundCase& found) {
        if (!arguments.countBy.empty()) {
            const base::Sentence group = groupOf(context, found, arguments.countBy);
            ++counts.try_emplace(group.text(), group, 0).first->second.second;
        }
        if (!arguments.csv.empty()) table.add(rowOf(context, found));
        if (arguments.countBy.empty() && arguments.csv.empty()) sayFound(context, found);
        return true;
    });
    for (const auto& [name, counted] : counts) {
        const auto& [group, count] = counted;
        if (context.json)
            context.printLine({{arguments.countBy, name}, {"cases", count}});
        else
            context.out() << padded(base::shown(context.say(group)), 40) << count << "\n";
    }
    if (!arguments.csv.empty()) writeFile(context, arguments.csv, table.bytes());
    return 0;
}

}  // namespace

void setUpFind(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<FindArguments>();
    auto& query = arguments->query;
    app.add_option("text", query.text,
                   "part of number, label, name, identity number; or the name's pinyin or initials");
    app.add_option("--status", arguments->statuses, "received, circulating, awaiting-pickup, picked-up, closed")
        ->type_name("NAMES");
    app.add_option("--office", query.office, "taken in at")->type_name("CODE");
    app.add_option("--item", query.item, "of this approval item")->type_name("CODE");
    app.add_option("--desk", query.desk, "a thing of it is there")->type_name("CODE");
    app.add_option("--courier", query.courier, "a thing of it is carried by")->type_name("ACCOUNT");
    app.add_option("--light", arguments->lights, "normal, yellow, red, overdue")->type_name("NAMES");
    app.add_option("--due-by", arguments->dueBy, "due on that day or before")->type_name("DAY");
    app.add_option("--from", arguments->from, "opened on that day or later")->type_name("DAY");
    app.add_option("--to", arguments->to, "opened on that day or before")->type_name("DAY");
    app.add_option("--collected-by", query.collectedBy, "who took the certificate")->type_name("NAME");
    app.add_option("--count-by", arguments->countBy, "how many instead of which")
        ->check(CLI::IsMember(std::vector<std::string>(groups.begin(), groups.end())));
    app.add_option("--csv", arguments->csv, "a table for a spreadsheet; - is stdout")->type_name("FILE");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return find(context, *arguments); }; });
}

}  // namespace daiban::cli
