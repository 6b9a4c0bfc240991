#pragma once

#include <string>

#include "base/Sentence.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/Judgement.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

enum class Match { Agrees, Unsure, Differs };

/// Whether a paper is somebody's.
struct Comparison {
    Match match = Match::Agrees;
    base::Sentence note;  ///< why it is not, or why a person must look; empty when it agrees
};

/// Whether the paper is that subject's, by the names and numbers on it.
[[nodiscard]] Comparison whosePaper(const Paper& paper, Subject subject, const CaseFacts& facts);

}  // namespace daiban::cases
