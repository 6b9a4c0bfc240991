#pragma once

#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/Paper.h"
#include "cases/bundles/PaperUnit.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

/// From what it is known who a paper is about.
enum class KnownFrom {
    Nothing,    ///< nobody knows
    Fields,     ///< a name or number on it
    OtherSide,  ///< the front of the card whose back it is
    Pages,      ///< another page or leaf of the same paper
    Household,  ///< its relation to the head of the household, who is known
};

/// "", "fields", "other-side", "pages", "household".
[[nodiscard]] std::string_view codeOf(KnownFrom from);

/// Who a paper is about.
struct PaperSubject {
    Person person;                      ///< of several persons on it the one who is a subject, else the first
    Subject subject = Subject::Anyone;  ///< who of the case that is; Anyone: nobody known. A certificate of marriage or
                                        ///< divorce is the couple's
    KnownFrom from = KnownFrom::Nothing;
    Belonging belonging = Belonging::Certain;  ///< how sure the other side is the other side
};

/// Whether it is the same person by all that both have.
[[nodiscard]] bool isPerson(const Person& person, const Party& party);

/// Who each unit is about. `bundles` speak of papers by their number in the list the units were made of.
[[nodiscard]] std::vector<PaperSubject> subjectsOf(const std::vector<PaperUnit>& units,
                                                   const std::vector<Bundle>& bundles, const KnownSubjects& subjects,
                                                   base::Date today, const documents::DocumentTypes& types);

}  // namespace daiban::cases
