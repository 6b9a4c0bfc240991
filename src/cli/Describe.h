#pragma once

#include <string>

#include "base/Sentence.h"
#include "cases/checklist/Checklist.h"
#include "intake/readPage.h"

namespace daiban::cli {

class Context;

/// What was found on a page, for a person.
void describeReading(Context& context, const intake::PageReading& reading);
/// What a type is called; "未识别" for one that is not known.
[[nodiscard]] std::string typeName(Context& context, const std::string& code);
/// What a page's documents are and whose, in one line: "身份证 王秀兰 1201**********382X".
[[nodiscard]] std::string inOneLine(Context& context, const intake::PageReading& reading);
/// A checklist, for a person: one row a requirement, then what is surplus or in conflict, then the notice.
void describeChecklist(Context& context, const cases::Checklist& checklist, const base::Sentence& title);

}  // namespace daiban::cli
