#pragma once

#include <string>
#include <vector>

#include "store/Accounts.h"

namespace daiban::store {

/// Households of a table as offices keep them: CSV (RFC 4180) with a first row that names the columns 户号, 地址, 社区,
/// 专属社工 (or number, address, community, social_worker) in any order; others are passed over. UTF-8, or GB18030 as
/// Chinese spreadsheets write it. Throws Error{Unreadable} "name:row: sentence": a column or a value that is missing, a
/// household given twice. Rows are counted from 1, the heading being
/// the first, empty lines not at all.
[[nodiscard]] std::vector<Household> householdsFromCsv(const std::string& bytes, const std::string& name);

}  // namespace daiban::store
