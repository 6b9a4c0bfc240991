#include "cli/SlipData.h"

#include <algorithm>

#include "base/Text.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/Things.h"
#include "intake/CaseDesk.h"

namespace daiban::cli {

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

/// What was taken in: papers that stand for a material, and known papers nobody asked for.
Rows receivedRows(Context& context, const cases::Checklist& checklist) {
    Rows rows;
    for (const auto& requirement : checklist.requirements)
        if (!requirement.by.empty()) rows.push_back(rowOf(requirement));
    for (const auto& paper : checklist.surplus)
        if (const auto* type = context.types().find(paper.type))
            rows.push_back({{"name", type->name}, {"form", "—"}, {"copies", "1"}, {"state", "另收"}});
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

/// "可容缺后补（签承诺书后可先受理）：" -> "可容缺后补": a column of a table is narrow.
std::string kindOf(const std::string& heading) {
    std::string kind = heading;
    for (const std::string_view end : {"（", "，", "："}) kind = kind.substr(0, kind.find(end));
    return kind;
}

/// The number an entry of the notice begins with, or 0.
std::size_t lengthOfNumber(const std::string& line) {
    const auto digits = line.find_first_not_of("0123456789");
    return digits != std::string::npos && digits > 0 && line.compare(digits, 2, ". ") == 0 ? digits + 2 : 0;
}

/// The notice (see cases::noticeOf) as rows: the paper says what the screen says. After its opening it has headings,
/// under each numbered lines "NAME：WHAT TO DO", and at the end a line for each conflict.
Rows toldRows(const cases::Checklist& checklist) {
    constexpr std::string_view colon = "：";
    Rows rows;
    std::string kind;
    const auto lines = base::split(checklist.notice, '\n');
    for (std::size_t n = 1; n < lines.size(); ++n) {
        const std::string& line = lines[n];
        const std::size_t number = lengthOfNumber(line);
        if (number == 0 && line.ends_with(colon)) {
            kind = kindOf(line);
            continue;
        }
        const std::string entry = base::withoutBlanksInChinese(line.substr(number));
        const auto end = entry.find(colon);
        const bool isConflict = number == 0 || end == std::string::npos;
        const std::string demand = isConflict ? entry : entry.substr(end + colon.size());
        rows.push_back({{"kind", isConflict ? "不一致" : kind},
                        {"name", isConflict ? "材料之间" : entry.substr(0, end)},
                        {"demand", replaced(demand, "；（", "；\n（")}});
    }
    return rows;
}

Rows laterRows(const cases::Checklist& checklist, const Rows& told) {
    Rows rows;
    for (SlipRow row : told) {
        if (!row.at("kind").starts_with("可容缺")) continue;
        const auto found = std::ranges::find_if(checklist.requirements, [&](const cases::Requirement& requirement) {
            return cases::titleOf(requirement.material) == row.at("name");
        });
        const bool known = found != checklist.requirements.end();
        row["form"] = known ? cases::nameOf(found->material.form) : "";
        row["copies"] = known ? std::to_string(found->material.copies) : "";
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
std::string streetOf(Context& context, const std::string& code) {
    const auto* office = context.offices().find(code);
    return officeName(context, office == nullptr || office->parent.empty() ? code : office->parent);
}

void addPickup(printing::SlipContent& content, const std::optional<store::PickupRecord>& pickup) {
    for (const char* name : {"recipient", "recipient_id", "relation", "way", "parcel", "delivered"})
        content.values[name] = "";
    if (!pickup) return;
    const handoff::Pickup& taken = pickup->pickup;
    content.values["recipient"] = taken.personName;
    content.values["recipient_id"] = printing::maskedNumber(taken.personIdNumber);
    content.values["relation"] = taken.way == handoff::PickupWay::InPerson ? "本人" : taken.relation;
    content.values["way"] = handoff::chineseNameOf(taken.way);
    content.values["parcel"] = taken.postalNumber;
    content.values["delivered"] = base::chineseDate(base::dayOf(pickup->recordedAt));
}

/// As intake::checkCase, without saving: printing changes nothing of a case.
cases::Checklist checklistOf(Context& context, const store::CaseRecord& record, const intake::CasePapers& papers) {
    const cases::Subjects subjects{{cases::Subject::Applicant, {record.applicantName, record.applicantIdNumber}}};
    return cases::check(intake::itemOf(record, context.items()), record.situations, papers.papers, subjects,
                        base::dayOf(record.openedAt), context.types());
}

SlipRow thingRow(Context& context, const handoff::ReportLine& line, handoff::HandoffState state) {
    SlipRow row{{"number", "未登记"}, {"case_number", ""}, {"item", ""}, {"applicant", ""}, {"kind", ""},
                {"name", ""},         {"copies", "1"},     {"out", ""},  {"in", ""},        {"note", line.reason}};
    if (const auto thing = context.store().thingByToken(line.thing)) {
        row["number"] = thing->shortNumber;
        const bool isCertificate = thing->kind == codes::TokenKind::Certificate;
        row["kind"] = row["name"] = isCertificate ? "证照" : "案卷";
        if (const auto record = context.store().findCase(thing->caseId.text())) {
            const auto* item = context.items().find(record->itemCode);
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
    const bool stillComing = line.state == LineState::Missing && state == handoff::HandoffState::Open;
    if (row["note"].empty() && handoff::isDifference(line.state) && !stillComing)
        row["note"] = handoff::chineseNameOf(line.state);
    return row;
}

}  // namespace

CaseSlip slipOf(Context& context, const store::CaseRecord& record, const SlipExtras& extras) {
    const cases::Item& item = intake::itemOf(record, context.items());
    const auto pages = context.store().pagesOf(record.id);
    const auto papers = intake::papersOf(context.store(), pages);
    CaseSlip slip;
    slip.checklist = checklistOf(context, record, papers);
    slip.unread = papers.unread.size() + papers.unreadable.size();
    const store::Thing folder = labelOf(context, record, codes::TokenKind::Folder, "");

    printing::SlipContent& content = slip.content;
    content.qr = folder.tokenText;
    auto& lists = content.lists;
    lists["received"] = receivedRows(context, slip.checklist);
    lists["materials"] = materialRows(slip.checklist);
    lists["told"] = toldRows(slip.checklist);
    lists["later"] = laterRows(slip.checklist, lists["told"]);
    lists["certificates"] =
        certificateRows(context.store().thingsOfCase(record.id), item.resultName.empty() ? item.name : item.resultName);
    content.values = {{"office", officeName(context, record.office)},
                      {"street", streetOf(context, record.office)},
                      {"department", item.department},
                      {"applicant", record.applicantName},
                      {"applicant_id", printing::maskedNumber(record.applicantIdNumber)},
                      {"applicant_id_full", record.applicantIdNumber},
                      {"case_number", record.number},
                      {"folder_number", folder.shortNumber},
                      {"item", item.name},
                      {"item_code", item.code},
                      {"kind", std::string(cases::nameOf(item.kind))},
                      {"limit", limitOf(item)},
                      {"situations", situationsOf(item, record.situations)},
                      {"fee", item.fee.empty() ? "不收费" : item.fee},
                      {"result", item.resultName},
                      {"opened", base::chineseDate(base::dayOf(record.openedAt))},
                      {"date", base::chineseDate(context.today())},
                      {"pages", std::to_string(pages.size())},
                      {"received_count", std::to_string(lists["received"].size())},
                      {"told_count", std::to_string(lists["told"].size())},
                      {"later_count", std::to_string(lists["later"].size())},
                      {"until", extras.until.empty() ? "" : base::chineseDate(dayFrom(extras.until))},
                      {"worker", extras.worker},
                      {"phone", extras.phone},
                      {"other", ""}};
    addPickup(content, context.store().pickupOf(record.id));
    return slip;
}

printing::SlipContent slipOf(Context& context, const store::HandoffRecord& record) {
    if (record.sheetToken.empty())
        throw base::Error(
            base::ErrorKind::NotFound,
            "This handoff has no sheet label, so no slip of it can be told by a scanner; open a new one.");
    const auto token = context.keys().tokenOf(codes::TokenKind::Sheet, record.sheetToken);
    const auto report = context.store().reportOf(record.handoff.id);
    printing::SlipContent content;
    content.qr = token.text;
    auto& things = content.lists["things"];
    for (const auto& line : report.lines) things.push_back(thingRow(context, line, record.handoff.state));
    const auto count = [&](const char* kind) {
        return std::to_string(
            std::ranges::count_if(things, [&](const SlipRow& row) { return row.at("kind") == kind; }));
    };
    const bool open = record.handoff.state == handoff::HandoffState::Open;
    content.values = {{"handoff_number", record.handoff.number},
                      {"sheet_number", codes::shortNumberOf(token)},
                      {"from", officeName(context, record.handoff.from)},
                      {"to", officeName(context, record.handoff.to)},
                      {"courier", record.handoff.courier},
                      {"opened", base::chineseDate(base::dayOf(record.openedAt))},
                      {"date", base::chineseDate(context.today())},
                      {"state", open ? "交接中" : "已办结"},
                      {"things_count", std::to_string(things.size())},
                      {"folders_count", count("案卷")},
                      {"certificates_count", count("证照")},
                      {"summary", report.summary()}};
    return content;
}

}  // namespace daiban::cli
