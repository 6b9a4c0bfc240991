#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "cases/items/Item.h"
#include "cases/items/Subject.h"

namespace daiban::cli {

// Arguments that several commands share. All throw Error{BadArguments} with one sentence.

/// "food,agent" -> {"food", "agent"}
[[nodiscard]] std::vector<std::string> situationsFrom(const std::string& text);
/// {"applicant=张三/110105..."} -> who the subjects are
[[nodiscard]] cases::Subjects subjectsFrom(const std::vector<std::string>& texts);
/// "张三/110105..." ; either part may be empty
[[nodiscard]] cases::Identity identityFrom(const std::string& text);
/// A person's word which paper a material is must name a material of the item, with or without 〔申请人〕.
void demandMaterial(const cases::Item& item, const std::string& name);
[[nodiscard]] base::Date dayFrom(const std::string& text);

}  // namespace daiban::cli
