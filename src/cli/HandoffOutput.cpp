#include "cli/HandoffOutput.h"

#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

/// How people call a thing; a label that is not registered has no number.
base::Sentence called(const std::string& shortNumber) {
    return shortNumber.empty() ? base::Sentence("未登记") : base::Sentence::verbatim(shortNumber);
}

base::Json reportJson(const desk::HandoffView& view) {
    base::Json lines = base::Json::array();
    for (std::size_t i = 0; i < view.report.lines.size(); ++i) {
        const auto& line = view.report.lines[i];
        base::Json entry{{"thing", line.thing},
                         {"number", called(view.shortNumbers[i]).text()},
                         {"state", handoff::nameOf(line.state)}};
        if (!line.reason.empty()) entry["reason"] = line.reason;
        if (line.suspicious()) entry["suspicious"] = true;
        lines.push_back(std::move(entry));
    }
    return lines;
}

}  // namespace

base::Json handoffJson(const store::HandoffRecord& record) {
    base::Json json{{"handoff", record.handoff.id.text()},
                    {"number", record.handoff.number},
                    {"from", record.handoff.from},
                    {"to", record.handoff.to},
                    {"courier", record.handoff.courier},
                    {"state", handoff::nameOf(record.handoff.state)},
                    {"opened", base::isoTime(record.openedAt)}};
    if (!record.handoff.outside.empty()) json["outside"] = record.handoff.outside;
    return json;
}

int sayScanned(Context& context, const desk::ScannedThing& scanned) {
    const auto& [outcome, sequence, wasNew] = scanned.recorded;
    if (context.json)
        context.printLine({{"thing", scanned.thing},
                           {"number", called(scanned.shortNumber).text()},
                           {"outcome", handoff::nameOf(outcome.kind)},
                           {"sentence", outcome.sentence.text()},
                           {"sequence", sequence},
                           {"new", wasNew}});
    else
        context.out() << called(scanned.shortNumber) << "  " << outcome.sentence << "\n";
    const bool fine = outcome.kind == handoff::OutcomeKind::Applied || outcome.kind == handoff::OutcomeKind::Repeated;
    return fine ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

void sayReport(Context& context, const desk::HandoffView& view) {
    const Terminal terminal(context.out());
    for (std::size_t i = 0; i < view.report.lines.size(); ++i) {
        const auto& line = view.report.lines[i];
        const base::Sentence state = base::word(handoff::chineseNameOf(line.state));
        terminal.line(base::Sentence("  {}{}{}{}", padded(terminal.say(called(view.shortNumbers[i])), 14),
                                     handoff::isDifference(line.state) ? terminal.red(state) : terminal.green(state),
                                     line.reason.empty() ? "" : "  " + line.reason,
                                     line.suspicious()
                                         ? base::Sentence::verbatim(terminal.red(base::Sentence("  标签可能被复制")))
                                         : base::Sentence()));
    }
    terminal.line(base::Sentence("  {}", view.report.summary()));
}

base::Json viewJson(const desk::HandoffView& view) {
    base::Json line = handoffJson(view.record);
    line["things"] = reportJson(view);
    line["differences"] = view.report.differences();
    return line;
}

}  // namespace daiban::cli
