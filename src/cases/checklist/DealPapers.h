#pragma once

#include <set>
#include <vector>

#include "cases/bundles/Paper.h"
#include "cases/checklist/Companions.h"
#include "cases/checklist/Judgement.h"
#include "cases/checklist/Requirement.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// Who got which paper.
struct DealtPapers {
    std::vector<std::set<std::size_t>> ofRow;  ///< papers (by number) on each row
    std::vector<std::size_t> surplus;          ///< papers that no row took

    /// Papers that lie on the rows of a subject.
    [[nodiscard]] std::set<std::size_t> of(Subject subject, const std::vector<Requirement>& rows) const;
};

/// Deals the papers out to the rows so that as much as possible is satisfied, whatever their order, and settles each
/// row's state, papers and notes. See check() for what a paper may tick.
[[nodiscard]] DealtPapers dealPapers(std::vector<Requirement>& rows, const std::vector<Paper>& papers,
                                     const CaseFacts& facts, const Companions& companions);

}  // namespace daiban::cases
