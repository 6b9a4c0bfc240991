#include "handoff/HandoffReport.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace daiban::handoff {

namespace {

struct StateNames {
    LineState state;
    std::string_view name;
    std::string_view chinese;
};

constexpr std::array stateNames{
    StateNames{LineState::Confirmed, "confirmed", "已确认"},  StateNames{LineState::Missing, "missing", "缺件"},
    StateNames{LineState::Surplus, "surplus", "多件"},        StateNames{LineState::Refused, "refused", "拒收"},
    StateNames{LineState::TakenBack, "taken-back", "已退回"}, StateNames{LineState::Impossible, "impossible", "可疑"},
};

std::vector<RecordedEvent> eventsOf(const std::string& thing, const std::vector<RecordedEvent>& events) {
    std::vector<RecordedEvent> own;
    std::ranges::copy_if(events, std::back_inserter(own),
                         [&](const auto& recorded) { return recorded.event.thing == thing; });
    return own;
}

std::optional<ReportLine> lineOf(const std::string& thing, const Handoff& handoff,
                                 const std::vector<RecordedEvent>& all) {
    const auto events = eventsOf(thing, all);
    const LineMarks now = LineMarks::of(events);
    if (!now.state()) return std::nullopt;
    ReportLine line{
        .thing = thing, .state = *now.state(), .reason = now.reason, .atClose = {}, .suspicious = now.impossible};
    if (handoff.state == HandoffState::Closed) {
        LineMarks then;
        for (const auto& recorded : events)
            if (recorded.event.sequence <= handoff.closedAfter) then.add(recorded);
        line.atClose = then.state();
    }
    return line;
}

}  // namespace

std::string_view nameOf(LineState state) {
    return std::ranges::find(stateNames, state, &StateNames::state)->name;
}
std::string_view chineseNameOf(LineState state) {
    return std::ranges::find(stateNames, state, &StateNames::state)->chinese;
}

bool isDifference(LineState state) {
    return state != LineState::Confirmed && state != LineState::TakenBack;
}

void LineMarks::add(const RecordedEvent& recorded) {
    if (recorded.outcome == OutcomeKind::Impossible) impossible = true;
    if (recorded.outcome != OutcomeKind::Applied && recorded.outcome != OutcomeKind::Surplus) return;
    const CustodyEvent& event = recorded.event;
    if (event.side == Side::Receiver) {
        receiver = event.verdict == Verdict::SignedIn ? Receiver::SignedIn : Receiver::Refused;
        reason = event.reason;
    } else if (event.verdict == Verdict::SignedOut) {
        giver = Giver::SignedOut;
    } else {  // what the receiver said of it ends with the journey
        giver = Giver::TookBack;
        receiver = Receiver::Silent;
    }
}

LineMarks LineMarks::of(const std::vector<RecordedEvent>& events) {
    LineMarks marks;
    for (const auto& recorded : events) marks.add(recorded);
    return marks;
}

std::optional<LineState> LineMarks::state() const {
    if (giver == Giver::SignedOut) {
        if (receiver == Receiver::Silent) return LineState::Missing;
        return receiver == Receiver::SignedIn ? LineState::Confirmed : LineState::Refused;
    }
    if (receiver != Receiver::Silent) return LineState::Surplus;
    if (giver == Giver::TookBack) return LineState::TakenBack;
    return impossible ? std::optional(LineState::Impossible) : std::nullopt;
}

bool ReportLine::settledLater() const {
    return atClose && isDifference(*atClose) && !isDifference(state);
}

std::size_t HandoffReport::count(LineState state) const {
    return static_cast<std::size_t>(std::ranges::count(lines, state, &ReportLine::state));
}

std::size_t HandoffReport::differences() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(lines, [](const ReportLine& line) { return isDifference(line.state); }));
}

std::string HandoffReport::summary() const {
    std::string text = fmt::format("{} 件", lines.size());
    std::string_view separator = "：";
    for (const auto& names : stateNames) {
        if (count(names.state) == 0) continue;
        text += fmt::format("{}{} {}", separator, names.chinese, count(names.state));
        separator = "，";
    }
    return text;
}

HandoffReport reportOf(const Handoff& handoff, const std::vector<RecordedEvent>& events) {
    HandoffReport report;
    std::vector<std::string> seen;
    for (const auto& recorded : events) {
        const std::string& thing = recorded.event.thing;
        if (std::ranges::find(seen, thing) != seen.end()) continue;
        seen.push_back(thing);
        if (auto line = lineOf(thing, handoff, events)) report.lines.push_back(std::move(*line));
    }
    return report;
}

CloseDecision mayClose(const Handoff& handoff, const HandoffReport& report, Differences differences) {
    using enum CloseDecision::Kind;
    if (handoff.state == HandoffState::Closed) return {AlreadyClosed, "交接单已经关闭。"};
    if (report.differences() == 0) return {Closes, "交接单已关闭，" + report.summary() + "。"};
    if (differences == Differences::Accepted)
        return {Closes, "交接单带差异关闭，" + report.summary() + "；差异件了结前仍在途。"};
    return {HasDifferences, "还有差异，不能关闭，" + report.summary() + "；请先处理，或确认带差异关闭。"};
}

}  // namespace daiban::handoff
