#pragma once

#include <string>

#include "base/Json.h"
#include "desk/Cases.h"

namespace daiban::cli {

class Context;

[[nodiscard]] base::Json caseJson(const store::CaseRecord& record);
/// A case with its checklist, and what was likely scanned twice. Returns the exit code: 0 when papers may be taken in.
int sayCase(Context& context, const desk::CaseView& view);

/// "承诺办结日 2026-03-20  剩余工作日 4  正常"
[[nodiscard]] base::Sentence saidOf(const desk::CaseLimit& limit);
/// null unless it runs, else as cases::toJson.
[[nodiscard]] base::Json toJson(const desk::CaseLimit& limit);

/// Reads what a batch or a case has not read yet, with progress. Returns the exit code of the first page that failed.
int readBatch(Context& context, const base::BatchId& batch);
int readCase(Context& context, const std::string& key);

}  // namespace daiban::cli
