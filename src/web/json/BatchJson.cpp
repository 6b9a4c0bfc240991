#include "web/json/BatchJson.h"

#include <algorithm>

#include "base/Text.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;
using intake::BatchPage;
using intake::BatchSection;
using intake::DoubtKind;
using intake::SheetKind;

const char* nameOf(BatchSection::State state) {
    switch (state) {
        case BatchSection::State::Waiting:
            return "waiting";
        case BatchSection::State::Doubt:
            return "doubt";
        case BatchSection::State::Unnamed:
            return "unnamed";
        case BatchSection::State::Clear:
            return "clear";
        case BatchSection::State::Taken:
            return "taken";
        case BatchSection::State::Nothing:
            return "nothing";
    }
    return "";
}

const char* nameOf(BatchPage::State state) {
    switch (state) {
        case BatchPage::State::Waiting:
            return "waiting";
        case BatchPage::State::Read:
            return "read";
        case BatchPage::State::Unreadable:
            return "unreadable";
    }
    return "";
}

const char* nameOf(SheetKind kind) {
    switch (kind) {
        case SheetKind::Page:
            return "page";
        case SheetKind::PatchT:
            return "patch-t";
        case SheetKind::CaseSeparator:
            return "case";
        case SheetKind::UnreadSeparator:
            return "unread";
    }
    return "";
}

const char* nameOf(DoubtKind kind) {
    switch (kind) {
        case DoubtKind::BeforeFirstSeparator:
            return "before-first";
        case DoubtKind::OtherPerson:
            return "other-person";
        case DoubtKind::OtherLabel:
            return "other-label";
        case DoubtKind::TwoSeparators:
            return "two-separators";
        case DoubtKind::UnreadSeparator:
            return "unread-separator";
        case DoubtKind::Unreadable:
            return "unreadable";
        case DoubtKind::SameAgain:
            return "same-again";
        case DoubtKind::Empty:
            return "empty";
    }
    return "";
}

Json idsOf(const std::vector<base::PageId>& pages) {
    Json all = Json::array();
    for (const auto& page : pages) all.push_back(page.text());
    return all;
}

Json pageJson(const Station& station, const desk::BatchView& view, std::size_t index, const base::Words& words) {
    const auto& facts = view.facts[index];
    std::vector<std::string> names;
    for (const auto& type : facts.types) names.push_back(typeNameOf(station.models(), type, words));
    return {{"id", facts.id.text()}, {"number", index + 1},          {"state", nameOf(facts.state)},
            {"blank", facts.blank},  {"sheet", nameOf(facts.sheet)}, {"name", base::joined(names, "、")}};
}

Json caseJson(const Station& station, const desk::BatchView& view, const base::CaseId& id) {
    const auto found = view.cases.find(id);
    if (found == view.cases.end()) return {};
    const auto& record = found->second;
    const auto* item = station.models().items().find(record.itemCode);
    return {{"number", record.number},
            {"applicant", record.applicantName},
            {"item", item == nullptr ? record.itemCode : item->name}};
}

Json sectionJson(const Station& station, const desk::BatchView& view, const BatchSection& section,
                 const base::Words& words) {
    Json doubts = Json::array();
    for (const auto& doubt : section.doubts)
        doubts.push_back({{"page", doubt.page.text()},
                          {"kind", nameOf(doubt.kind)},
                          {"sentence", desk::sentenceOf(view, doubt).in(words)}});
    return {{"id", section.begins.text()},
            {"state", nameOf(section.state)},
            {"case", caseJson(station, view, section.caseId)},
            {"intake", section.intake.text()},
            {"confirmed", section.confirmed},
            {"pages", idsOf(section.pages)},
            {"blanks", idsOf(section.blanks)},
            {"separators", idsOf(section.sheets)},
            {"taken", idsOf(section.taken)},
            {"doubts", doubts}};
}

}  // namespace

Json batchSummaryJson(const desk::BatchView& view) {
    return {{"id", view.batch.id.text()},
            {"state", view.batch.state == store::BatchState::Open ? "open" : "done"},
            {"source", view.batch.source},
            {"opened", moment(view.batch.openedAt)},
            {"count", view.pages.size()},
            {"waiting", view.waiting()},
            {"doubts", view.count(BatchSection::State::Doubt)}};
}

Json batchJson(const Station& station, const desk::BatchView& view, const base::Words& words) {
    Json batch = batchSummaryJson(view);
    batch["pages"] = Json::array();
    for (std::size_t i = 0; i < view.pages.size(); ++i) batch["pages"].push_back(pageJson(station, view, i, words));
    batch["sections"] = Json::array();
    for (const auto& section : view.sections) batch["sections"].push_back(sectionJson(station, view, section, words));
    return batch;
}

}  // namespace daiban::web
