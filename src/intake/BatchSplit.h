#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/Id.h"
#include "cases/checklist/Persons.h"
#include "cases/items/Subject.h"
#include "store/Workstation.h"

// How a stack of paper for many residents falls into sections: by the sheets that part it, by what was read on the
// pages between them, and by what persons said. A function of these three, so that it can be made anew at any time.
namespace daiban::intake {

enum class SheetKind {
    Page,
    PatchT,           ///< parts the stack and says nothing of whose the next pages are
    CaseSeparator,    ///< our own: says it
    UnreadSeparator,  ///< our own, or a code of ours that names no case here: a person must say it
};

/// What is known of a page of a batch.
struct BatchPage {
    enum class State { Waiting, Read, Unreadable };

    base::PageId id;
    State state = State::Waiting;
    bool blank = false;
    SheetKind sheet = SheetKind::Page;
    std::vector<base::CaseId> separates{};  ///< of a separator: whose papers follow; two are a doubt
    std::vector<base::CaseId> labels{};     ///< cases whose folder's label or slip is on it: evidence, no separator
    std::vector<cases::Person> persons{};   ///< whom its papers name
    std::vector<std::string> types{};       ///< what they are
    std::string content{};                  ///< the same for pages with the same bytes; empty: not known
};

enum class DoubtKind {
    BeforeFirstSeparator,  ///< nothing says whose the first pages are
    OtherPerson,           ///< a page names somebody else than who applies, or than the section's other pages
    OtherLabel,            ///< a label of another case is on a page
    TwoSeparators,         ///< two cases' separators were seen on one sheet
    UnreadSeparator,
    Unreadable,
    SameAgain,  ///< a page with the same bytes came before
    Empty,      ///< nothing lies behind a case's separator
};

struct BatchDoubt {
    DoubtKind kind = DoubtKind::OtherPerson;
    base::PageId page;   ///< it is about
    std::string name{};  ///< of an OtherPerson, as read; may be empty
};

/// What lies between two separators.
struct BatchSection {
    enum class State {
        Waiting,  ///< pages are not read yet: each may be a separator or somebody else's
        Doubt,    ///< a person is asked
        Unnamed,  ///< nobody knows yet whose it is
        Clear,    ///< it may go to its case
        Taken,    ///< all its pages went
        Nothing,  ///< sheets and blank pages alone
    };

    base::PageId begins;  ///< the sheet or page it began with; names the section for ever
    SheetKind opened = SheetKind::Page;
    base::CaseId caseId{};  ///< empty: not known
    bool namedByPerson = false;
    std::vector<base::PageId> pages{};   ///< papers
    std::vector<base::PageId> blanks{};  ///< kept, and go nowhere
    std::vector<base::PageId> sheets{};  ///< that part the stack
    std::vector<base::PageId> taken{};   ///< of `pages`
    store::IntakeId intake{};            ///< its pages went there
    std::vector<BatchDoubt> doubts{};    ///< that stand
    bool confirmed = false;              ///< a person said yes to what spoke against it
    State state = State::Unnamed;
};

/// Who applies in the cases that separators, labels and persons name.
using BatchApplicants = std::map<base::CaseId, cases::Identity>;

/// The sections of a batch, in the order of the stack. `pages`: in the order they came; `words`: in the order they were
/// said. What names a page or a section that is not there counts for nothing.
///
/// A section is Clear only when nothing in it speaks against its case: what a missing separator would leave together is
/// in doubt as a whole, because pages that name nobody may belong to either.
[[nodiscard]] std::vector<BatchSection> splitBatch(const std::vector<BatchPage>& pages,
                                                   const std::vector<store::BatchWord>& words,
                                                   const BatchApplicants& applicants);

/// Whether one of the persons is `who`. Numbers decide where both are known, else names.
[[nodiscard]] bool isAmong(const std::vector<cases::Person>& persons, const cases::Identity& who);

}  // namespace daiban::intake
