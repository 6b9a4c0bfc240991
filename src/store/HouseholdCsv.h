#pragma once

#include <string>
#include <vector>

#include "base/Sentence.h"
#include "store/Accounts.h"

namespace daiban::store {

struct HouseholdRow {
    int row = 0;
    Household household;
};
struct HouseholdFault {
    int row = 0;
    base::Sentence sentence;
};
/// The rows that can be read, and why the others cannot.
struct HouseholdTable {
    std::vector<HouseholdRow> rows;
    std::vector<HouseholdFault> faults;
};

/// Households of a table as offices keep them: CSV (RFC 4180) with a first row that names the columns 户号, 地址, 社区,
/// 专属社工 (or number, address, community, social_worker) in any order; others are passed over. UTF-8, or GB18030 as
/// Chinese spreadsheets write it. A value that is missing and a household given twice are faults of
/// their row; a table that is none, or without a column, throws Error{Unreadable} "name:row: sentence". Rows are
/// counted from 1, the heading being the first, empty lines not at all.
[[nodiscard]] HouseholdTable householdTableFrom(const std::string& bytes, const std::string& name);
/// The same, all or none: a fault throws too.
[[nodiscard]] std::vector<Household> householdsFromCsv(const std::string& bytes, const std::string& name);

}  // namespace daiban::store
