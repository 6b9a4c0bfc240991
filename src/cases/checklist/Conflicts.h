#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cases/bundles/Paper.h"
#include "cases/checklist/DealPapers.h"
#include "cases/checklist/Judgement.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// A field that is not the same on papers which should be of the same person or enterprise.
struct Conflict {
    std::string field;  ///< "name", "id_number", "enterprise_name", "credit_code"
    Subject subject = Subject::Anyone;
    std::vector<std::pair<PaperPlace, std::string>> values;  ///< sure values only, at least two different ones
};

/// What the papers that were dealt out say differently of one subject.
[[nodiscard]] std::vector<Conflict> conflictsAmong(const DealtPapers& dealt, const std::vector<Requirement>& rows,
                                                   const std::vector<Paper>& papers, const CaseFacts& facts);

/// The values of a conflict in their order, each with the characters in 【】 that are not the same in all: 林【晓】丹.
[[nodiscard]] std::vector<std::string> markedValues(const Conflict& conflict);
/// The same as a screen may show it: of a person's number the ends and the first four characters that differ; the
/// others are stars. 1201**【19】******382X.
[[nodiscard]] std::vector<std::string> shownValues(const Conflict& conflict);
/// Places of those characters, counted from 1; empty when the values are of different length.
[[nodiscard]] std::vector<std::size_t> differingPlaces(const std::vector<std::string>& values);

}  // namespace daiban::cases
