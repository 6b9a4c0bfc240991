#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/checklist/Requirement.h"
#include "cases/items/Item.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// What a paper is judged by.
struct CaseFacts {
    const KnownSubjects& subjects;
    const documents::DocumentTypes& types;  ///< say until when a paper holds and of when it is
    base::Date today;                       ///< day of intake
    bool asksForApplicant = true;           ///< some material that counts is the applicant's
    const Item* item = nullptr;             ///< what the case is about; null: nobody said
};

/// How one paper does for one material of its type.
struct Judgement {
    RequirementState state = RequirementState::Satisfied;  ///< never Missing, TooFew or Later
    std::vector<base::Sentence> notes;                     ///< for the clerk and the notice
    bool namesSubject = false;             ///< the paper itself, or a person, says that it is the subject's
    std::vector<Overrule> overruled = {};  ///< what a person decided otherwise than the machine would have
};

/// Whether the paper is of the material's type and no person said that it is another material, or is not this one; or a
/// person said that it is this one.
[[nodiscard]] bool isFor(const Paper& paper, const Material& material);
/// The same without what persons decided against the machine (Paper::overrules).
[[nodiscard]] bool isForByReading(const Paper& paper, const Material& material);

/// Judges a paper that is for the material: is it sure what it is, whose it is, still valid, recent enough.
[[nodiscard]] Judgement judge(const Material& material, const Paper& paper, const CaseFacts& facts);

}  // namespace daiban::cases
