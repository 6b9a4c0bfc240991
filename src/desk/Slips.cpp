#include "desk/Slips.h"

#include <algorithm>
#include <set>

#include "base/Error.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "desk/Cases.h"
#include "desk/Lookup.h"
#include "desk/SheetSignatures.h"
#include "handoff/CertificateReturn.h"
#include "handoff/Party.h"

namespace daiban::desk {

namespace {

using printing::SlipRow;
using Rows = std::vector<SlipRow>;

std::string stateOf(cases::RequirementState state) {
    switch (state) {
        case cases::RequirementState::Satisfied:
            return "已收";
        case cases::RequirementState::Uncertain:
            return "待核对";
        case cases::RequirementState::Missing:
            return "未交";
        case cases::RequirementState::Expired:
            return "已过期";
        case cases::RequirementState::TooOld:
            return "超期限";
        case cases::RequirementState::WrongSubject:
            return "非本人";
        case cases::RequirementState::TooFew:
            return "份数不足";
        case cases::RequirementState::Later:
            return "容缺后补";
    }
    return "";
}

SlipRow rowOf(const cases::Requirement& requirement) {
    return {{"name", cases::titleOf(requirement.material)},
            {"form", std::string(cases::nameOf(requirement.material.form))},
            {"copies", std::to_string(requirement.material.copies)},
            {"state", stateOf(requirement.state)}};
}

/// Numbers (from 1) of the case's pages on which lies what nobody could tell: unknown papers, pages not read.
std::set<std::size_t> untoldPages(const Models& models, const cases::Checklist& checklist,
                                  const std::vector<store::StoredPage>& pages, const intake::CasePapers& papers) {
    std::set<std::size_t> numbers;
    const auto note = [&](const base::PageId& page) {
        const auto found = std::ranges::find(pages, page, &store::StoredPage::id);
        if (found != pages.end()) numbers.insert(static_cast<std::size_t>(found - pages.begin()) + 1);
    };
    for (const auto& page : papers.unread) note(page.id);
    for (const auto& [page, why] : papers.unreadable) note(page.id);
    for (const auto& surplus : checklist.surplus)
        if (models.types().find(surplus.type) == nullptr)
            for (std::size_t n = 0; n < papers.papers.size() && n < papers.places.size(); ++n)
                if (papers.papers[n].place == surplus.place) note(papers.places[n].page);
    return numbers;
}

/// What was taken in: papers that stand for a material, known papers nobody asked for, and what nobody could tell.
Rows receivedRows(const Models& models, const cases::Checklist& checklist, const std::vector<store::StoredPage>& pages,
                  const intake::CasePapers& papers) {
    Rows rows;
    for (const auto& requirement : checklist.requirements)
        if (!requirement.by.empty()) rows.push_back(rowOf(requirement));
    for (const auto& paper : checklist.surplus)
        if (const auto* type = models.types().find(paper.type))
            rows.push_back({{"name", type->name}, {"form", "—"}, {"copies", "1"}, {"state", "另收"}});
    // What nobody could tell is taken in all the same, and the resident has a right to have it in writing.
    for (const std::size_t number : untoldPages(models, checklist, pages, papers))
        rows.push_back({{"name", "未识别材料（影像第" + std::to_string(number) + "页）"},
                        {"form", "—"},
                        {"copies", "1"},
                        {"state", "另收"}});
    return rows;
}

Rows materialRows(const cases::Checklist& checklist) {
    Rows rows;
    for (const auto& requirement : checklist.requirements)
        if (!requirement.waived) rows.push_back(rowOf(requirement));
    return rows;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

/// The notice as rows: the paper says what the screen says.
Rows toldRows(const cases::Notice& notice) {
    Rows rows;
    for (const cases::NoticeEntry& entry : notice.entries)
        rows.push_back({{"kind", std::string(cases::nameOf(entry.chapter))},
                        {"name", base::withoutBlanksInChinese(entry.material.text())},
                        {"demand", replaced(base::withoutBlanksInChinese(entry.demand.text()), "；（", "；\n（")}});
    return rows;
}

Rows laterRows(const cases::Checklist& checklist, const Rows& told) {
    Rows rows;
    for (std::size_t n = 0; n < told.size(); ++n) {
        const cases::NoticeEntry& entry = checklist.notice.entries[n];
        if (entry.chapter != cases::NoticeChapter::Later) continue;
        SlipRow row = told[n];
        const bool one = entry.rows.size() == 1;  // of alternatives each may be taken in another way
        const auto* material = one ? &checklist.requirements[entry.rows.front()].material : nullptr;
        row["form"] = one ? cases::nameOf(material->form) : "";
        row["copies"] = one ? std::to_string(material->copies) : "";
        rows.push_back(std::move(row));
    }
    return rows;
}

Rows certificateRows(const std::vector<store::Thing>& things, const std::string& result) {
    Rows rows;
    for (const auto& thing : things)
        if (thing.kind == codes::TokenKind::Certificate)
            rows.push_back({{"name", result}, {"number", thing.shortNumber}, {"copies", "1"}});
    if (rows.empty()) rows.push_back({{"name", result}, {"number", ""}, {"copies", "1"}});
    return rows;
}

std::string limitOf(const cases::Item& item) {
    if (item.kind == cases::ItemKind::Immediate) return "即办（当场办结）";
    return item.days > 0 ? std::to_string(item.days) + "个工作日" : "";
}

std::string situationsOf(const cases::Item& item, const std::vector<std::string>& codes) {
    std::vector<std::string> names;
    for (const auto& code : codes)
        if (const auto* situation = item.findSituation(code)) names.push_back(situation->name);
    return names.empty() ? "一般情形" : base::joined(names, "、");
}

/// The street office above a community; an office that has none above it stands for itself.
std::string streetOf(const Models& models, const std::string& code) {
    const auto* office = models.offices().find(code);
    return models.officeName(office == nullptr || office->parent.empty() ? code : office->parent);
}

void addPickup(printing::SlipContent& content, const std::optional<store::PickupRecord>& pickup) {
    for (const char* name : {"recipient", "recipient_id", "relation", "way", "parcel", "delivered"})
        content.values[name] = "";
    if (!pickup) return;
    const handoff::Pickup& taken = pickup->pickup;
    content.values["recipient"] = taken.personName;
    content.values["recipient_id"] = base::maskedNumber(taken.personIdNumber);
    content.values["relation"] = taken.way == handoff::PickupWay::InPerson ? "本人" : taken.relation;
    content.values["way"] = handoff::chineseNameOf(taken.way);
    content.values["parcel"] = taken.postalNumber;
    content.values["delivered"] = base::chineseDate(base::dayOf(pickup->recordedAt));
}

SlipRow thingRow(const Parts& parts, const handoff::ReportLine& line) {
    SlipRow row{{"number", "未登记"}, {"case_number", ""}, {"item", ""}, {"applicant", ""}, {"kind", ""},
                {"name", ""},         {"copies", "1"},     {"out", ""},  {"in", ""},        {"note", line.reason}};
    if (const auto thing = parts.store.thingByToken(line.thing)) {
        row["number"] = thing->shortNumber;
        const bool isCertificate = thing->kind == codes::TokenKind::Certificate;
        row["kind"] = row["name"] = isCertificate ? "证照" : "案卷";
        if (const auto record = parts.store.findCase(thing->caseId.text())) {
            const auto* item = parts.models.items().find(record->itemCode);
            row["case_number"] = record->number;
            row["item"] = item == nullptr ? record->itemCode : item->name;
            row["applicant"] = record->applicantName;
            if (isCertificate && item != nullptr && !item->resultName.empty()) row["name"] = item->resultName;
        }
    }
    using handoff::LineState;
    if (line.state != LineState::Surplus && line.state != LineState::Impossible) row["out"] = "√";
    if (line.state == LineState::Confirmed || line.state == LineState::Surplus) row["in"] = "√";
    if (line.state == LineState::Refused) row["in"] = "拒收";
    if (line.state == LineState::TakenBack) row["in"] = "退回";
    if (row["note"].empty() && handoff::isDifference(line.state)) row["note"] = handoff::chineseNameOf(line.state);
    return row;
}

/// What is not decided cannot be told once and completely.
void demandSituation(const cases::Checklist& checklist, const store::CaseRecord& record) {
    if (!checklist.waitsForChoice()) return;
    std::vector<std::string> codes;
    for (const auto* open : {&checklist.toChoose, &checklist.toChooseSome})
        for (const auto& situation : *open) codes.push_back(situation.code + " (" + situation.name + ")");
    throw base::Error(base::ErrorKind::CheckFailed,
                      base::Sentence("It is not decided which situation holds, so not all that is needed is known; "
                                     "choose with daiban case situation {}: {}.",
                                     record.number, base::joined(codes, " or ")));
}

void demandThat(SlipDemand what, const CaseSlip& slip, const store::CaseRecord& record) {
    if (what == SlipDemand::SomethingToTell || what == SlipDemand::SomethingToFollow)
        demandSituation(slip.checklist, record);
    if (what == SlipDemand::SomethingToTell && slip.content.lists.at("told").empty())
        throw base::Error(
            base::ErrorKind::CheckFailed,
            base::Sentence(
                "Nothing of this case is missing or wrong, so there is nothing to tell; print the receipt."));
    if (what == SlipDemand::SomethingToFollow && !slip.checklist.completeWithPromise)
        throw base::Error(
            base::ErrorKind::CheckFailed,
            slip.checklist.complete
                ? base::Sentence("This case is complete, so nothing follows later; print the receipt.")
                : base::Sentence("More is missing than what may follow against a promise; print the notice."));
}

void demandSubject(const printing::SlipDesign& design, printing::SlipSubject subject) {
    if (design.subject == subject) return;
    const bool ofCase = subject == printing::SlipSubject::Case;
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("The slip {} is not of a {}; see daiban slip list.", design.name,
                                     ofCase ? base::Sentence("case") : base::Sentence("handoff")));
}

void addLists(printing::SlipContent& content, const cases::Checklist& checklist, Rows received,
              const std::vector<store::Thing>& things, const cases::Item& item) {
    auto& lists = content.lists;
    lists["received"] = std::move(received);
    lists["materials"] = materialRows(checklist);
    lists["told"] = toldRows(checklist.notice);
    lists["later"] = laterRows(checklist, lists["told"]);
    lists["certificates"] = certificateRows(things, item.resultName.empty() ? item.name : item.resultName);
    for (const char* name : {"received", "told", "later"})
        content.values[std::string(name) + "_count"] = std::to_string(lists[name].size());
}

void addCase(printing::SlipContent& content, const Models& models, const store::CaseRecord& record) {
    content.values["office"] = models.officeName(record.office);
    content.values["street"] = streetOf(models, record.office);
    content.values["applicant"] = record.applicantName;
    content.values["applicant_id"] = base::maskedNumber(record.applicantIdNumber);
    content.values["applicant_id_full"] = record.applicantIdNumber;
    content.values["case_number"] = record.number;
    content.values["opened"] = base::chineseDate(base::dayOf(record.openedAt));
}

void addItem(printing::SlipContent& content, const cases::Item& item, const std::vector<std::string>& situations) {
    content.values["department"] = item.department;
    content.values["item"] = item.name;
    content.values["item_code"] = item.code;
    content.values["kind"] = cases::nameOf(item.kind);
    content.values["limit"] = limitOf(item);
    content.values["situations"] = situationsOf(item, situations);
    content.values["fee"] = item.fee.value_or("未注明");
    content.values["result"] = item.resultName;
}

/// What was signed on a screen, each on its party's line with the day; of several of one party the last.
void addSignatures(const Parts& parts, const handoff::Handoff& handoff, printing::SlipContent& content) {
    for (const auto& [signature, name, party] : signedSheets(parts, handoff)) {
        const bool carries = signature.side == handoff::Side::Giver && handoff::accountOf(party) == signature.actor;
        const std::string who = carries ? "courier" : std::string(nameOf(signature.side));
        content.pictures[who + "_signature"] = signaturePixels(parts, signature.picture);
        content.values[who + "_signed"] = base::chineseDate(base::dayOf(signature.recordedAt));
    }
}

/// Whoever hands certificates over also gives the receipt for them.
staff::Verb verbFor(const staff::Actor& actor, SlipDemand demand) {
    if (demand == SlipDemand::SomethingToTell) return staff::Verb::Notice;
    const bool handsOver = demand == SlipDemand::CertificateBack && actor.is(staff::Role::PickupClerk);
    return handsOver ? staff::Verb::PickUp : staff::Verb::Receipt;
}

}  // namespace

CaseSlip Slips::ofCase(const staff::Actor& actor, const std::string& key, const printing::SlipDesign& design,
                       SlipDemand demand, const SlipExtras& extras) const {
    demandSubject(design, printing::SlipSubject::Case);
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, verbFor(actor, demand), record);
    if (demand == SlipDemand::CertificateBack)
        if (auto why = handoff::whyNoDeliveryReceipt(record.status); !why.empty())
            throw base::Error(base::ErrorKind::CheckFailed, why);
    const cases::Item& item = itemOf(parts_, record);
    const auto pages = parts_.store.pagesOf(record.id);
    const auto papers = intake::papersOf(parts_.store, pages);
    CaseSlip slip{.content = {},
                  .checklist = checklistOf(parts_, record, item, papers),
                  .unread = papers.unread.size() + papers.unreadable.size()};
    addLists(slip.content, slip.checklist, receivedRows(parts_.models, slip.checklist, pages, papers),
             parts_.store.thingsOfCase(record.id), item);
    demandThat(demand, slip, record);

    const store::Thing folder = thingOf(parts_, actor, record, codes::TokenKind::Folder);
    printing::SlipContent& content = slip.content;
    content.number = printing::slipNumber(design, record.number);
    // The folder's id under a kind of its own: it finds the case, and a slip in the folder's place is told to be one.
    const bool separates = design.code == printing::SlipCode::Separator;
    const auto kind = separates ? codes::TokenKind::Separator : codes::TokenKind::Slip;
    content.qr = parts_.keys().tokenOf(kind, folder.tokenId).text;
    addCase(content, parts_.models, record);
    addItem(content, item, record.situations);
    content.values["folder_number"] = folder.shortNumber;
    content.values["date"] = base::chineseDate(parts_.today());
    content.values["pages"] = std::to_string(pages.size());
    content.values["until"] = extras.until ? base::chineseDate(*extras.until) : "";
    content.values["worker"] = extras.worker;
    content.values["phone"] = extras.phone;
    content.values["other"] = "";
    addPickup(content, parts_.store.pickupOf(record.id));
    return slip;
}

printing::SlipContent Slips::ofHandoff(const staff::Actor& actor, const std::string& key,
                                       const printing::SlipDesign& design) const {
    demandSubject(design, printing::SlipSubject::Handoff);
    const auto record = handoffBy(parts_, key);
    parts_.demand(actor, staff::Verb::Print, record.handoff.from, record.handoff.id.text());
    // It says which folders travel: whoever may not see that has no paper of it either.
    parts_.demand(actor, staff::Verb::Track, record.handoff.from, record.handoff.id.text());
    if (record.sheetToken.empty())
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence(
                "This handoff has no sheet label, so no slip of it can be told by a scanner; open a new one."));
    const auto token = parts_.keys().tokenOf(codes::TokenKind::Sheet, record.sheetToken);
    const auto report = parts_.store.reportOf(record.handoff.id);
    printing::SlipContent content;
    content.number = printing::slipNumber(design, record.handoff.number);
    content.qr = token.text;
    auto& things = content.lists["things"];
    for (const auto& line : report.lines) things.push_back(thingRow(parts_, line));
    const auto count = [&](const char* kind) {
        return std::to_string(
            std::ranges::count_if(things, [&](const SlipRow& row) { return row.at("kind") == kind; }));
    };
    const bool open = record.handoff.state == handoff::HandoffState::Open;
    content.values = {{"handoff_number", record.handoff.number},
                      {"sheet_number", codes::shortNumberOf(token)},
                      {"from", parts_.models.officeName(record.handoff.from)},
                      {"to", parts_.models.officeName(record.handoff.to)},
                      {"courier", record.handoff.courier},
                      {"opened", base::chineseDate(base::dayOf(record.openedAt))},
                      {"date", base::chineseDate(parts_.today())},
                      {"state", open ? "交接中" : "已办结"},
                      {"things_count", std::to_string(things.size())},
                      {"folders_count", count("案卷")},
                      {"certificates_count", count("证照")},
                      {"summary", report.summary().text()},
                      {"giver_signed", printing::dayToWriteIn},
                      {"courier_signed", printing::dayToWriteIn},
                      {"receiver_signed", printing::dayToWriteIn}};
    addSignatures(parts_, record.handoff, content);
    return content;
}

}  // namespace daiban::desk
