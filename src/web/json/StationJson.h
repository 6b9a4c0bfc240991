#pragma once

#include "base/Json.h"
#include "base/Words.h"
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

/// A word of a table in the language of `words`.
[[nodiscard]] std::string said(std::string_view word, const base::Words& words);
/// "未识别" in the language of `words` where the type is none; names of types are data.
[[nodiscard]] std::string typeNameOf(const desk::Models& models, const std::string& code, const base::Words& words);

[[nodiscard]] std::string moment(base::Instant instant);  ///< RFC 3339, UTC, milliseconds
[[nodiscard]] std::string lightOf(const desk::CaseLimit& limit);
[[nodiscard]] base::Json limitJson(const desk::CaseLimit& limit, const cases::Item& item,
                                   const base::Words& words);  ///< null: none runs
/// "1201**********382X"; "" for none.
[[nodiscard]] std::string maskedOrEmpty(const std::string& number);

}  // namespace daiban::web
