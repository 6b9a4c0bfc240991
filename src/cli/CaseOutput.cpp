#include "cli/CaseOutput.h"

#include <functional>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Inputs.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

using OnPage = std::function<void(const intake::PageOutcome&)>;

/// Runs a reading with progress and says of each page that failed why.
int readWith(Context& context, const std::function<void(const desk::Readers&, const OnPage&)>& read) {
    int code = 0;
    Progress progress(0, true);
    const auto place = context.readingPlace();
    auto options = context.readPagesOptions();
    options.onFirstLook = firstLookFor(context, progress);
    read({.place = place, .options = options}, [&](const intake::PageOutcome& outcome) {
        progress.step(outcome.source);
        if (!outcome.failed()) return;
        context.err() << "daiban: " << base::Sentence("{} The page is kept, marked unreadable.", outcome.failure)
                      << "\n";
        if (code == 0) code = static_cast<int>(outcome.failureKind);
    });
    return code;
}

base::Json duplicatesJson(const std::vector<intake::LikelyDuplicate>& duplicates) {
    base::Json all = base::Json::array();
    for (const auto& twice : duplicates)
        all.push_back({{"page", twice.page + 1},
                       {"document", twice.document + 1},
                       {"earlier_page", twice.earlierPage + 1},
                       {"earlier_document", twice.earlierDocument + 1}});
    return all;
}

}  // namespace

base::Json caseJson(const store::CaseRecord& record) {
    base::Json json{{"case", record.id.text()},
                    {"number", record.number},
                    {"item", record.itemCode},
                    {"situations", record.situations},
                    {"applicant", record.applicantName},
                    {"office", record.office},
                    {"status", handoff::nameOf(record.status)},
                    {"opened", base::isoTime(record.openedAt)}};
    if (record.erased) json["erased"] = true;
    return json;
}

int sayCase(Context& context, const desk::CaseView& view) {
    const auto& [record, item, checklist, papers] = view;
    if (context.json) {
        base::Json line = caseJson(record);
        line["checklist"] = cases::toJson(checklist);
        line["duplicates"] = duplicatesJson(papers.duplicates);
        context.printLine(line);
    } else {
        context.out() << base::Sentence("办件 {}  {}  {}  {}", record.number, item.name, record.applicantName,
                                        base::word(handoff::chineseNameOf(record.status)))
                      << "\n";
        describeChecklist(context, checklist, base::Sentence("{} {}", item.code, item.name));
        const Terminal terminal(context.out());
        for (const auto& twice : papers.duplicates)
            terminal.line(base::Sentence(
                "    {}", terminal.yellow(base::Sentence("! 第 {} 页像是第 {} 页的重复扫描，请核对（两页都保留）",
                                                         twice.page + 1, twice.earlierPage + 1))));
    }
    return checklist.complete || checklist.completeWithPromise ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

base::Sentence saidOf(const desk::CaseLimit& limit) {
    using Standing = desk::CaseLimit::Standing;
    if (limit.standing == Standing::Done) return base::Sentence("已办结，不再计时");
    if (limit.standing == Standing::NotAccepted) return base::Sentence("材料未齐，承诺时限尚未起算");
    const auto& [deadline, stopped, left, light] = limit.deadline;
    const base::Sentence lit = base::word(cases::chineseNameOf(light));
    const std::string day = base::isoDate(deadline.date);
    const base::Sentence said = stopped ? base::Sentence("{}期间停止计时，恢复后剩余工作日 {}  {}",
                                                         base::word(cases::chineseNameOf(*stopped)), left, lit)
                                : left < 0 ? base::Sentence("承诺办结日 {}  已超期工作日 {}  {}", day, -left, lit)
                                           : base::Sentence("承诺办结日 {}  剩余工作日 {}  {}", day, left, lit);
    const base::Sentence note = deadline.note();
    return note.empty() ? said : base::Sentence("{}（{}）", said, note);
}

base::Json toJson(const desk::CaseLimit& limit) {
    return limit.standing == desk::CaseLimit::Standing::Running ? cases::toJson(limit.deadline) : base::Json(nullptr);
}

int readBatch(Context& context, const base::BatchId& batch) {
    return readWith(context, [&](const desk::Readers& readers, const OnPage& onPage) {
        context.desk().cases.read(context.actor(), batch, readers, onPage);
    });
}

int readCase(Context& context, const std::string& key) {
    return readWith(context, [&](const desk::Readers& readers, const OnPage& onPage) {
        context.desk().cases.readCase(context.actor(), key, readers, onPage);
    });
}

}  // namespace daiban::cli
