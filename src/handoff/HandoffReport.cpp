#include "handoff/HandoffReport.h"

#include <algorithm>
#include <array>

#include "base/Sentence.h"

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

base::Sentence HandoffReport::summary() const {
    std::vector<base::Sentence> counts;
    for (const LineState state : inSummaries)
        if (count(state) > 0) counts.push_back(base::Sentence("{} {}", base::word(chineseNameOf(state)), count(state)));
    if (counts.empty()) return base::Sentence("{} 件", lines.size());
    return base::Sentence("{} 件：{}", lines.size(), base::joined(counts, base::Sentence("，")));
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
    if (handoff.state == HandoffState::Closed) return {AlreadyClosed, base::Sentence("交接单已经关闭。")};
    if (report.differences() == 0) return {Closes, base::Sentence("交接单已关闭，{}。", report.summary())};
    if (differences == Differences::Accepted)
        return {Closes, base::Sentence("交接单带差异关闭，{}；差异件了结前仍在途。", report.summary())};
    return {HasDifferences, base::Sentence("还有差异，不能关闭，{}；请先处理，或确认带差异关闭。", report.summary())};
}

}  // namespace daiban::handoff
