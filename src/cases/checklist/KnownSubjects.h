#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "cases/bundles/Paper.h"
#include "cases/items/Subject.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// Who a subject is, as far as it is known.
struct Party {
    Identity identity;      ///< normalised
    bool certain = false;   ///< a person said so, or a paper that is sure; else a difference proves nothing
    bool presumed = false;  ///< taken for the applicant because nothing says otherwise

    [[nodiscard]] bool known() const { return !identity.name.empty() || !identity.idNumber.empty(); }
};

/// Who everybody in a case is.
class KnownSubjects {
  public:
    /// Subjects that are not named are looked for on the papers:
    ///  - applicant: the first front of an identity card that is not the agent's or another named subject's; without
    ///    one the person most papers agree on, not certain;
    ///  - agent: the power of attorney; spouse: the other one of the marriage certificate; child: the one-child
    ///    certificate; enterprise: the business licence, else another paper with an enterprise's name;
    ///  - legal representative: the form, the business licence or the registration form, else the applicant.
    [[nodiscard]] static KnownSubjects identify(const std::vector<Paper>& papers, const Subjects& named,
                                                base::Date today, const documents::DocumentTypes& types);

    [[nodiscard]] const Party& of(Subject subject) const;
    /// "户主", "妻" ... as the subject's own page of the household register says; empty when there is none.
    [[nodiscard]] std::string relationToHead(Subject subject) const;

  private:
    friend class Identifier;
    std::map<Subject, Party> parties_;
    std::map<Subject, std::string> relations_;
};

}  // namespace daiban::cases
