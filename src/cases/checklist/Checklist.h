#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/Clock.h"
#include "base/Json.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/BundleRules.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/Judgement.h"
#include "cases/checklist/PaperSubject.h"
#include "cases/checklist/Persons.h"
#include "cases/items/Item.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// One material that counts in the chosen situations, and how it stands.
struct Requirement {
    Material material;
    RequirementState state = RequirementState::Missing;
    /// The papers the state speaks of: those that satisfy it, or the expired one, the wrong one ... In the order given;
    /// of a paper of several pages all its pages, in the order in which they are read.
    std::vector<PaperPlace> by;
    std::vector<std::string> notes;  ///< Chinese
    bool waived = false;             ///< not satisfied, but another of its alternatives (oneOf) is
};

struct SurplusPaper {
    PaperPlace place;
    std::string type;  ///< "unknown" for a blank or unknown page that belongs to no other
};

/// Papers that belong together, and who they are about.
struct BundledPapers {
    Bundle bundle;
    std::vector<PaperPlace> places;  ///< in the order in which they are read
    PaperSubject about;              ///< of the first whose subject is known; of a register its head's, where known
};

/// Who a paper is about.
struct PaperAbout {
    PaperPlace place;
    std::string type;  ///< of a page that belongs to a paper of several pages that paper's
    PaperSubject about;
};

/// A field that is not the same on papers which should be of the same person or enterprise.
struct Conflict {
    std::string field;  ///< "name", "id_number", "enterprise_name", "credit_code"
    Subject subject = Subject::Anyone;
    std::vector<std::pair<PaperPlace, std::string>> values;  ///< sure values only, at least two different ones
};

/// The values of a conflict in their order, each with the characters in 【】 that are not the same in all: 林【晓】丹.
[[nodiscard]] std::vector<std::string> markedValues(const Conflict& conflict);
/// Places of those characters, counted from 1; empty when the values are of different length.
[[nodiscard]] std::vector<std::size_t> differingPlaces(const std::vector<std::string>& values);

/// What is there, what is not, and what to tell the resident.
struct Checklist {
    std::string item;
    int version = 1;  ///< of the item's rules that were followed
    std::vector<std::string> situations;
    std::vector<Situation> toChoose;   ///< one of these must be chosen yet: until then it is not known what is needed
    bool complete = false;             ///< nothing is missing, wrong or uncertain among what is needed, now or later
    bool completeWithPromise = false;  ///< not complete, but only for materials that may follow (容缺)
    std::vector<Requirement> requirements;  ///< in the item's order
    std::vector<SurplusPaper> surplus;      ///< in the order given
    std::vector<Conflict> conflicts;
    std::vector<BundledPapers> bundles;  ///< in the order of their first papers
    std::vector<PaperAbout> papers;      ///< every paper given, in that order
    std::string notice;  ///< 一次性告知: all that is missing or wrong and how to mend it; lines parted by \n
};

/// Holds the papers against what the item asks for in these situations on the day of intake.
///
/// A paper ticks one row, and more only where that is one demand: the same paper of the same subject asked for in two
/// of the chosen situations; or a paper that is seen and photocopied, of two subjects who are known to be one person.
/// Papers are dealt out so that as much as possible is satisfied, whatever their order; only who the applicant is, when
/// `subjects` does not say, hangs on the order: the first front of an identity card. A material of no known type is
/// missing until a person says which paper it is. Copies are counted only where originals are handed in (收原件):
/// photocopies are made at the counter. Pages of one paper (bundlesOf) count as one; a page that is missing, or a doubt
/// whether pages belong together, waits for a person's yes. The back of an identity card is whose the front is.
/// Where the item has situations of which exactly one is chosen, and none is, the checklist is of what is always asked
/// for and not complete. Throws Error{BadArguments} for a situation the item does not have, and for two of which only
/// one can be.
[[nodiscard]] Checklist check(const Item& item, const std::vector<std::string>& situations,
                              const std::vector<Paper>& papers, const Subjects& subjects, base::Date today,
                              const documents::DocumentTypes& types, const BundleRules& bundleRules = {});

/// What `daiban check --json` prints.
[[nodiscard]] base::Json toJson(const Checklist& checklist);

}  // namespace daiban::cases
