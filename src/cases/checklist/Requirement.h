#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/Sentence.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/Overrule.h"
#include "cases/items/Item.h"

namespace daiban::cases {

/// How one required material stands.
enum class RequirementState {
    Satisfied,
    Uncertain,  ///< a person must look and say yes
    Missing,
    Expired,
    TooOld,
    WrongSubject,
    TooFew,
    Later,  ///< missing, may follow against a promise
};

/// "satisfied", "too-old" ... as the command line prints them.
[[nodiscard]] std::string_view codeOf(RequirementState state);

/// A person's decision of a paper that changed how a row stands.
struct OverruledPaper {
    PaperPlace place;
    Overrule overrule;
};

/// One material that counts in the chosen situations, and how it stands.
struct Requirement {
    Material material;
    RequirementState state = RequirementState::Missing;
    /// The papers the state speaks of: those that satisfy it, or the expired one, the wrong one ... In the order given;
    /// of a paper of several pages all its pages, in the order in which they are read.
    std::vector<PaperPlace> by;
    std::vector<base::Sentence> notes;
    /// Not satisfied, but another of its alternatives (oneOf) is, or the material that replaces it.
    bool waived = false;
    std::vector<OverruledPaper> overruled;  ///< what a person decided otherwise than the machine says
};

}  // namespace daiban::cases
