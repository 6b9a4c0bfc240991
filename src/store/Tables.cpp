#include "store/Tables.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/Crypto.h"
#include "base/Json.h"
#include "store/Sql.h"

namespace daiban::store {

namespace {

constexpr std::array tables{
    TableEntry{Table::Blob, "blob", sql("row.blob"), sql("rows.blob")},
    TableEntry{Table::Page, "page", sql("row.page"), sql("rows.page")},
    TableEntry{Table::Reading, "reading", sql("row.reading"), sql("rows.reading")},
    TableEntry{Table::Correction, "correction", sql("row.correction"), sql("rows.correction")},
    TableEntry{Table::CaseFile, "case_file", sql("row.case_file"), sql("rows.case_file")},
    TableEntry{Table::CasePage, "case_page", sql("row.case_page"), sql("rows.case_page")},
    TableEntry{Table::Checklist, "checklist", sql("row.checklist"), sql("rows.checklist")},
    TableEntry{Table::Handoff, "handoff", sql("row.handoff"), sql("rows.handoff")},
    TableEntry{Table::Thing, "thing", sql("row.thing"), sql("rows.thing")},
    TableEntry{Table::CustodyEvent, "custody_event", sql("row.custody_event"), sql("rows.custody_event")},
    TableEntry{Table::CertificateReturn, "certificate_return", sql("row.certificate_return"),
               sql("rows.certificate_return")},
    TableEntry{Table::Pickup, "pickup", sql("row.pickup"), sql("rows.pickup")},
    TableEntry{Table::PrintJob, "print_job", sql("row.print_job"), sql("rows.print_job")},
    TableEntry{Table::ClockStop, "clock_stop", sql("row.clock_stop"), sql("rows.clock_stop")},
    TableEntry{Table::Account, "account", sql("row.account"), sql("rows.account")},
    TableEntry{Table::Household, "household", sql("row.household"), sql("rows.household")},
    TableEntry{Table::LabelKey, "label_key", sql("row.label_key"), sql("rows.label_key")},
    TableEntry{Table::CustodyLine, "custody_line", sql("row.custody_line"), sql("rows.custody_line")},
    TableEntry{Table::CustodySettlement, "custody_settlement", sql("row.custody_settlement"),
               sql("rows.custody_settlement")},
    TableEntry{Table::ContainerItem, "container_item", sql("row.container_item"), sql("rows.container_item")},
    TableEntry{Table::ApplicantCorrection, "applicant_correction", sql("row.applicant_correction"),
               sql("rows.applicant_correction")},
    TableEntry{Table::Erasure, "erasure", sql("row.erasure"), sql("rows.erasure")},
    TableEntry{Table::HandoffSignature, "handoff_signature", sql("row.handoff_signature"),
               sql("rows.handoff_signature")},
    TableEntry{Table::ApiToken, "api_token", sql("row.api_token"), sql("rows.api_token")},
    TableEntry{Table::PageCheck, "page_check", sql("row.page_check"), sql("rows.page_check")},
    TableEntry{Table::QualitySample, "quality_sample", sql("row.quality_sample"), sql("rows.quality_sample")},
    TableEntry{Table::QualityVerdict, "quality_verdict", sql("row.quality_verdict"), sql("rows.quality_verdict")},
    TableEntry{Table::LabelAlarm, "label_alarm", sql("row.label_alarm"), sql("rows.label_alarm")},
};

}  // namespace

std::span<const TableEntry> auditedTables() {
    return tables;
}

const TableEntry& entryOf(Table table) {
    return *std::ranges::find(tables, table, &TableEntry::table);
}

std::string hashOf(const Row& row) {
    std::map<std::string, std::string> sorted;
    for (const auto& [name, value] : row.columns())
        if (value) sorted.emplace(name, *value);
    base::Json json = base::Json::array();
    for (const auto& [name, value] : sorted) json.push_back({name, value});
    return base::sha256Hex(base::toLine(json));
}

}  // namespace daiban::store
