#include "cli/FoundCases.h"

#include <array>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

bool isRunning(const desk::FoundCase& found) {
    return found.limit.standing == desk::CaseLimit::Standing::Running;
}

std::string placesOf(Context& context, const desk::FoundCase& found) {
    std::vector<std::string> places;
    for (const auto& thing : found.things)
        places.push_back(thing.shortNumber + " " +
                         (thing.whereabouts.inTransit()
                              ? context.say(base::Sentence("在途 {}", thing.whereabouts.courier))
                              : context.models().officeName(thing.whereabouts.desk)));
    return base::joined(places, context.say(base::Sentence("；")));
}

}  // namespace

std::vector<std::string> columns(Context& context) {
    static constexpr std::array headings{
        base::Pattern("办件编号"), base::Pattern("事项编码"), base::Pattern("事项"),     base::Pattern("申请人"),
        base::Pattern("受理社区"), base::Pattern("状态"),     base::Pattern("收件日期"), base::Pattern("承诺办结日"),
        base::Pattern("时限"),     base::Pattern("所在"),     base::Pattern("领取人"),   base::Pattern("领取日期")};
    std::vector<std::string> said;
    for (const auto& heading : headings) said.push_back(context.say(base::Sentence(heading)));
    return said;
}

base::Sentence groupOf(Context& context, const desk::FoundCase& found, const std::string& by) {
    const auto& record = found.record;
    if (by == "item") return base::Sentence("{} {}", record.itemCode, found.itemName);
    if (by == "office") return base::Sentence("{} {}", record.office, context.models().officeName(record.office));
    if (by == "status") return base::word(handoff::chineseNameOf(record.status));
    if (by == "month") return base::Sentence::verbatim(base::isoDate(base::dayOf(record.openedAt)).substr(0, 7));
    return isRunning(found) ? base::word(cases::chineseNameOf(found.limit.deadline.light)) : base::Sentence("不计时");
}

void sayFound(Context& context, const desk::FoundCase& found) {
    const auto& record = found.record;
    if (context.json) {
        base::Json line = caseJson(record);
        line["limit"] = toJson(found.limit);
        line["things"] = base::Json::array();
        for (const auto& thing : found.things)
            line["things"].push_back({{"kind", codes::nameOf(thing.kind)},
                                      {"number", thing.shortNumber},
                                      {"desk", thing.whereabouts.desk},
                                      {"courier", thing.whereabouts.courier}});
        if (found.pickup)
            line["collected"] = {{"by", found.pickup->pickup.personName},
                                 {"at", base::isoTime(found.pickup->recordedAt)},
                                 {"clerk", found.pickup->actor}};
        return context.printLine(line);
    }
    std::string row = padded(record.number, 16) + " " + padded(base::shown(record.applicantName), 10) + " " +
                      padded(context.say(base::word(handoff::chineseNameOf(record.status))), 8) + " " +
                      padded(record.itemCode, 8);
    if (isRunning(found))
        row += context.say(base::Sentence(" 承诺 {} {}", base::isoDate(found.limit.deadline.deadline.date),
                                          base::word(cases::chineseNameOf(found.limit.deadline.light))));
    if (found.pickup)
        row += context.say(base::Sentence(" 领取 {} {}", base::isoDate(base::dayOf(found.pickup->recordedAt)),
                                          base::shown(found.pickup->pickup.personName)));
    Terminal(context.out()).line(row + "  " + placesOf(context, found));
}

std::vector<std::string> rowOf(Context& context, const desk::FoundCase& found) {
    const auto& record = found.record;
    return {record.number,
            record.itemCode,
            found.itemName,
            record.applicantName,
            context.models().officeName(record.office),
            context.say(base::word(handoff::chineseNameOf(record.status))),
            base::isoDate(base::dayOf(record.openedAt)),
            isRunning(found) ? base::isoDate(found.limit.deadline.deadline.date) : "",
            isRunning(found) ? context.say(base::word(cases::chineseNameOf(found.limit.deadline.light))) : "",
            placesOf(context, found),
            found.pickup ? found.pickup->pickup.personName : "",
            found.pickup ? base::isoDate(base::dayOf(found.pickup->recordedAt)) : ""};
}

}  // namespace daiban::cli
