#include "handoff/HandoffReport.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace daiban::handoff {

namespace {

constexpr std::array inSummaries{LineState::Confirmed, LineState::InTransit, LineState::Missing,
                                 LineState::Surplus,   LineState::Refused,   LineState::TakenBack,
                                 LineState::Impossible, LineState::Dismissed};

/// What was in transit is missing once nobody waits for it any more.
HandoffReport asIfClosed(HandoffReport report) {
    for (ReportLine& line : report.lines)
        if (line.state == LineState::InTransit) line.state = LineState::Missing;
    return report;
}

}  // namespace

bool ReportLine::settledLater() const {
    return atClose && isDifference(*atClose) && !isOpen();
}

std::size_t HandoffReport::count(LineState state) const {
    return static_cast<std::size_t>(std::ranges::count(lines, state, &ReportLine::state));
}

std::size_t HandoffReport::differences() const {
    return static_cast<std::size_t>(std::ranges::count_if(lines, &ReportLine::isOpen));
}

std::string HandoffReport::summary() const {
    std::string text = fmt::format("{} 件", lines.size());
    std::string_view separator = "：";
    for (const LineState state : inSummaries) {
        if (count(state) == 0) continue;
        text += fmt::format("{}{} {}", separator, chineseNameOf(state), count(state));
        separator = "，";
    }
    return text;
}

HandoffReport reportOf(const Handoff& handoff, std::vector<ReportLine> lines) {
    if (handoff.state == HandoffState::Open)
        for (ReportLine& line : lines)
            if (line.state == LineState::Missing) line.state = LineState::InTransit;
    return {std::move(lines)};
}

CloseDecision mayClose(const Handoff& handoff, const HandoffReport& asOpen, Differences differences) {
    using enum CloseDecision::Kind;
    const HandoffReport report = asIfClosed(asOpen);
    if (handoff.state == HandoffState::Closed) return {AlreadyClosed, "交接单已经关闭。"};
    if (report.differences() == 0) return {Closes, "交接单已关闭，" + report.summary() + "。"};
    if (differences == Differences::Accepted)
        return {Closes, "交接单带差异关闭，" + report.summary() + "；差异件了结前仍在途。"};
    return {HasDifferences, "还有差异，不能关闭，" + report.summary() + "；请先处理，或确认带差异关闭。"};
}

}  // namespace daiban::handoff
