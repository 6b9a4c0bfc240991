#pragma once

#include <string>

#include "base/Sentence.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/Judgement.h"
#include "cases/items/Item.h"

namespace daiban::cases {

/// What one of the days on a paper says of it.
struct DatedJudgement {
    RequirementState state = RequirementState::Satisfied;  ///< or Expired, TooOld, Uncertain
    base::Sentence note;
};

/// Whether it still holds: its last day is not past, or need not be looked at.
[[nodiscard]] DatedJudgement judgeEnd(const Paper& paper, const Material& material, const CaseFacts& facts);
/// Whether it holds already.
[[nodiscard]] DatedJudgement judgeBeginning(const Paper& paper, base::Date today);
/// Whether it is recent enough; `maxAgeDays` 0: any age is.
[[nodiscard]] DatedJudgement judgeAge(const Paper& paper, int maxAgeDays, const CaseFacts& facts);

}  // namespace daiban::cases
