#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Json.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/BundleRules.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/Companions.h"
#include "cases/checklist/Conflicts.h"
#include "cases/checklist/Notice.h"
#include "cases/checklist/Requirement.h"
#include "cases/items/Item.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// The same page of the same file once more.
struct RepeatedPaper {
    PaperPlace place;
    PaperPlace of;  ///< the one that counts
};

/// What is there, what is not, and what to tell the resident.
struct Checklist {
    std::string item;
    int version = 1;  ///< of the item's rules that were followed
    std::vector<std::string> situations;
    std::vector<Situation> toChoose;  ///< one of these must be chosen yet: until then it is not known what is needed
    std::vector<Situation> toChooseSome;  ///< at least one of these must be chosen yet, likewise
    bool complete = false;                ///< nothing is missing, wrong or uncertain among what is needed, now or later
    bool completeWithPromise = false;     ///< not complete, but only for materials that may follow (容缺)
    std::vector<Requirement> requirements;  ///< in the item's order
    std::vector<SurplusPaper> surplus;      ///< in the order given
    std::vector<RepeatedPaper> repeated;    ///< in the order given; they count for nothing
    std::vector<Conflict> conflicts;
    std::vector<BundledPapers> bundles;  ///< in the order of their first papers
    std::vector<PaperAbout> papers;      ///< every paper given that repeats none, in that order
    Notice notice;                       ///< 一次性告知: all that is missing or wrong and how to mend it

    /// Until the choice is made it is not known what is needed.
    [[nodiscard]] bool waitsForChoice() const { return !toChoose.empty() || !toChooseSome.empty(); }
};

/// How a checklist stands, for the columns of a table.
struct ChecklistFlags {
    bool complete = false;
    bool completeWithPromise = false;
    bool waitsForChoice = false;  ///< a situation must be chosen first
    int missing = 0;              ///< entries of the notice in each chapter
    int wrong = 0;
    int uncertain = 0;
    int later = 0;
    int conflicts = 0;
    int overruled = 0;  ///< rows of which a person decided otherwise than the machine says
    bool operator==(const ChecklistFlags&) const = default;
};
[[nodiscard]] ChecklistFlags flagsOf(const Checklist& checklist);

/// Holds the papers against what the item asks for in these situations on the day of intake.
///
/// A paper ticks one row, and more only where that is one demand: the same paper of the same subject asked for in two
/// of the chosen situations; or a paper that is seen and photocopied, of two subjects who are known to be one person.
/// Papers are dealt out so that as much as possible is satisfied, whatever their order; only who the applicant is, when
/// `subjects` does not say, hangs on the order: the first front of an identity card. A material of no known type is
/// missing until a person says which paper it is. Copies are counted only where originals are handed in (收原件):
/// photocopies are made at the counter; the same file twice is one copy. Pages of one paper (bundlesOf) count as one; a
/// page that is missing, or a doubt whether pages belong together, waits for a person's yes. The back of an identity
/// card is whose the front is. Where the item has situations of which exactly one, or at least one, is chosen, and none
/// is, the checklist is of what is always asked for and not complete. What a person decided of a paper
/// (Paper::overrules) holds against whatever is read; the rows say where. Throws Error{BadArguments} for a situation
/// the item does not have, for two of which only one can be, and for a decision without a reason.
[[nodiscard]] Checklist check(const Item& item, const std::vector<std::string>& situations,
                              const std::vector<Paper>& papers, const Subjects& subjects, base::Date today,
                              const documents::DocumentTypes& types, const BundleRules& bundleRules);

/// What `daiban check --json` prints.
[[nodiscard]] base::Json toJson(const Checklist& checklist);

}  // namespace daiban::cases
