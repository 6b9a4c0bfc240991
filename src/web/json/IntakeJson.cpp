#include "web/json/IntakeJson.h"

#include <algorithm>

#include "handoff/CertificateReturn.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

Json printableJson(const desk::IntakeView& view, const base::Words& words) {
    const auto& list = view.checklist;
    const bool known = view.item != nullptr && !view.applicant.name.empty();
    const auto unknown =
        view.item == nullptr ? base::Sentence("请先选择事项。") : base::Sentence("还不知道申请人是谁。");
    const auto entry = [&](const char* kind, bool ready, const base::Sentence& why) {
        const base::Sentence said = !known ? unknown : ready ? base::Sentence() : why;
        return Json{{"kind", kind}, {"ready", known && ready}, {"why", said.in(words)}};
    };
    const bool chosen = list && !list->waitsForChoice();
    const bool somethingToTell = chosen && !list->notice.entries.empty();
    Json all = Json::array();
    all.push_back(
        entry("notice", somethingToTell, chosen ? base::Sentence("没有要告知的。") : base::Sentence("请先选择情形。")));
    all.push_back(entry("receipt", true, {}));
    all.push_back(entry("folder-label", true, {}));
    all.push_back(entry("tolerance", chosen && list->completeWithPromise, base::Sentence("没有可容缺后补的材料。")));
    all.push_back(entry("mandate", true, {}));
    if (view.record && handoff::whyNoDeliveryReceipt(view.record->status).empty())
        all.push_back(entry("delivery", true, {}));
    return all;
}

int unreadOf(const desk::IntakeView& view) {
    return static_cast<int>(view.papers.unread.size());
}

}  // namespace

Json applicantJson(const cases::Identity& applicant, bool byPerson, base::Date today) {
    if (applicant.name.empty()) return nullptr;
    Json json{{"name", applicant.name},
              {"id_number_masked", maskedOrEmpty(applicant.idNumber)},
              {"source", byPerson ? "person" : "papers"}};
    const std::string& number = applicant.idNumber;
    if (number.size() == 18 && number.find_first_not_of("0123456789Xx") == std::string::npos) {
        const int year = std::stoi(number.substr(6, 4));
        const auto monthDay = std::stoul(number.substr(10, 4));
        const auto now = static_cast<unsigned>(today.month()) * 100 + static_cast<unsigned>(today.day());
        json["sex"] = (number[16] - '0') % 2 == 1 ? "男" : "女";
        json["age"] = static_cast<int>(today.year()) - year - (now < monthDay ? 1 : 0);
    }
    return json;
}

std::vector<desk::Doubt> doubtsOf(const desk::IntakeView& view) {
    return view.checklist ? desk::doubtsOf(view.papers, *view.checklist) : std::vector<desk::Doubt>();
}

PapersView papersView(Station& station, const desk::IntakeView& view, const base::Words& words) {
    return {.models = station.models(),
            .pictures = station.desk().pagePictures,
            .pages = view.pages,
            .removed = view.removed,
            .papers = view.papers,
            .checklist = view.checklist ? &*view.checklist : nullptr,
            .words = words,
            .reading = [&station](const base::PageId& page) { return station.desk().intakes.readingOf(page); },
            .progress = [&station](const base::PageId& page) { return station.queue->progressOf(page); }};
}

Json intakeJson(Station& station, const desk::IntakeView& view, const base::Words& words) {
    const auto papers = papersView(station, view, words);
    Json json{{"id", view.intake.id.text()},
              {"version", view.intake.version},
              {"item", nullptr},
              {"situations", {{"asked", Json::array()}, {"chosen", view.situations}}},
              {"applicant", applicantJson(view.applicant, view.applicantByPerson, station.today())},
              {"case", nullptr},
              {"pages", pagesJson(papers)},
              {"checklist", checklistJson(papers)},
              {"questions", questionsJson(doubtsOf(view), words)},
              {"printable", printableJson(view, words)},
              {"undo", nullptr},
              {"limit", nullptr},
              {"waiting_since", moment(view.intake.openedAt)}};
    if (view.item != nullptr) {
        json["item"] = itemRowJson(*view.item);
        json["situations"]["asked"] = situationsJson(*view.item);
        json["limit"] = limitJson(view.limit, *view.item, words);
    }
    if (view.record)
        json["case"] = {{"key", view.record->id.text()},
                        {"number", view.record->number},
                        {"status", handoff::nameOf(view.record->status)}};
    if (const auto label = station.undo.labelOf(view.intake.id.text())) json["undo"] = {{"label", label->in(words)}};
    return json;
}

Json intakeSummaryJson(Station& station, const desk::IntakeView& view) {
    int missing = 0;
    const auto doubts = static_cast<int>(doubtsOf(view).size());
    const int reading = std::max(unreadOf(view), static_cast<int>(station.queue->pagesOf(view.intake.id)));
    std::string state = "empty";
    if (view.checklist) {
        const auto flags = cases::flagsOf(*view.checklist);
        missing = flags.missing + flags.wrong;
        state = reading > 0                           ? "reading"
                : doubts > 0                          ? "doubt"
                : view.checklist->complete            ? "complete"
                : view.checklist->completeWithPromise ? "promise"
                                                      : "missing";
    } else if (reading > 0) {
        state = "reading";
    }
    Json json{{"id", view.intake.id.text()},
              {"title", view.applicant.name},
              {"item", view.item == nullptr ? "" : view.item->name},
              {"state", state},
              {"missing", missing},
              {"doubts", doubts},
              {"reading", reading},
              {"read", static_cast<int>(view.pages.size()) - unreadOf(view)},
              {"waiting_since", moment(view.intake.openedAt)}};
    if (view.record) json["case_number"] = view.record->number;
    return json;
}

}  // namespace daiban::web
