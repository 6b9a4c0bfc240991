#include "cli/FoundCases.h"

#include <ostream>

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
                         (thing.whereabouts.inTransit() ? "在途 " + thing.whereabouts.courier
                                                        : context.models().officeName(thing.whereabouts.desk)));
    return base::joined(places, "；");
}

}  // namespace

const std::vector<std::string> columns{"办件编号", "事项编码",   "事项", "申请人", "受理社区", "状态",
                                       "收件日期", "承诺办结日", "时限", "所在",   "领取人",   "领取日期"};

std::string groupOf(Context& context, const desk::FoundCase& found, const std::string& by) {
    const auto& record = found.record;
    if (by == "item") return record.itemCode + " " + found.itemName;
    if (by == "office") return record.office + " " + context.models().officeName(record.office);
    if (by == "status") return std::string(handoff::chineseNameOf(record.status));
    if (by == "month") return base::isoDate(base::dayOf(record.openedAt)).substr(0, 7);
    return isRunning(found) ? std::string(cases::chineseNameOf(found.limit.deadline.light)) : "不计时";
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
                      padded(handoff::chineseNameOf(record.status), 8) + " " + padded(record.itemCode, 8);
    if (isRunning(found))
        row += " 承诺 " + base::isoDate(found.limit.deadline.deadline.date) + " " +
               std::string(cases::chineseNameOf(found.limit.deadline.light));
    if (found.pickup)
        row += " 领取 " + base::isoDate(base::dayOf(found.pickup->recordedAt)) + " " +
               base::shown(found.pickup->pickup.personName);
    Terminal(context.out()).line(row + "  " + placesOf(context, found));
}

std::vector<std::string> rowOf(Context& context, const desk::FoundCase& found) {
    const auto& record = found.record;
    return {record.number,
            record.itemCode,
            found.itemName,
            record.applicantName,
            context.models().officeName(record.office),
            std::string(handoff::chineseNameOf(record.status)),
            base::isoDate(base::dayOf(record.openedAt)),
            isRunning(found) ? base::isoDate(found.limit.deadline.deadline.date) : "",
            isRunning(found) ? std::string(cases::chineseNameOf(found.limit.deadline.light)) : "",
            placesOf(context, found),
            found.pickup ? found.pickup->pickup.personName : "",
            found.pickup ? base::isoDate(base::dayOf(found.pickup->recordedAt)) : ""};
}

}  // namespace daiban::cli
