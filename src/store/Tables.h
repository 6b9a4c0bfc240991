#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/Database.h"

namespace daiban::store {

/// The tables whose rows the audit log answers for.
enum class Table {
    Blob,
    Page,
    Reading,
    Correction,
    CaseFile,
    CasePage,
    Checklist,
    Handoff,
    Thing,
    CustodyEvent,
    CertificateReturn,
    Pickup,
    PrintJob,
    ClockStop,
    Account,
    Household,
    LabelKey,
    CustodyLine,
    CustodySettlement,
    ContainerItem,
    ApplicantCorrection,
    Erasure,
    HandoffSignature,
    ApiToken,
    PageCheck,
    QualitySample,
    QualityVerdict,
    LabelAlarm,
};

struct TableEntry {
    Table table;
    std::string_view name;
    std::string_view rowById;
    std::string_view allRows;
};

[[nodiscard]] std::span<const TableEntry> auditedTables();
[[nodiscard]] const TableEntry& entryOf(Table table);

/// SHA-256 (hex) of a row's columns by name; NULLs are left out, so that a later column changes no old hash.
[[nodiscard]] std::string hashOf(const Row& row);

}  // namespace daiban::store
