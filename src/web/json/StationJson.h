#pragma once

#include "base/Json.h"
#include "cases/items/Item.h"
#include "desk/CaseLimit.h"
#include "desk/Models.h"
#include "web/Request.h"

namespace daiban::web {

[[nodiscard]] base::Json officeJson(const staff::Office& office);
[[nodiscard]] base::Json itemRowJson(const cases::Item& item, const std::string& matched = "");
[[nodiscard]] base::Json itemJson(const cases::Item& item);
/// The questions an item's situations are: each with how many answers must and may be chosen.
[[nodiscard]] base::Json situationsJson(const cases::Item& item);
[[nodiscard]] base::Json typesJson(const documents::DocumentTypes& types);

[[nodiscard]] std::string moment(base::Instant instant);  ///< RFC 3339, UTC, milliseconds
[[nodiscard]] std::string lightOf(const desk::CaseLimit& limit);
[[nodiscard]] base::Json limitJson(const desk::CaseLimit& limit, const cases::Item& item);  ///< null: none runs
/// "1201**********382X"; "" for none.
[[nodiscard]] std::string maskedOrEmpty(const std::string& number);

}  // namespace daiban::web
