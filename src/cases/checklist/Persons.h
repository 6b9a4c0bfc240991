#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Confidence.h"
#include "cases/bundles/Paper.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// A value of a paper as the checklist compares it.
struct ComparedValue {
    std::string value;  ///< normalised; empty: the paper does not say, or it could not be read
    bool sure = false;  ///< confident and valid, or confirmed by a person
};

/// Somebody a paper is about.
struct Person {
    ComparedValue name;
    ComparedValue number;  ///< citizen number or credit code
};

/// What the papers of a type say about whose they are.
enum class Naming {
    Nobody,           ///< the type carries no name (a photograph, the back of a card): nothing to compare
    ByName,           ///< a name, with a number at most in addition
    ByNameAndNumber,  ///< the paper proves who one is: it must have both
};

[[nodiscard]] Naming namingOf(const std::string& type);

/// The persons of whom one must be `subject` for the paper to be the subject's: the holder of a card, both spouses of
/// a marriage certificate, the agent of a power of attorney when an agent is asked for. Not empty unless
/// namingOf(type) is Nobody.
[[nodiscard]] std::vector<Person> personsOn(const Paper& paper, Subject subject, base::Date today);

/// Whether papers of the type name an enterprise; an application form an enterprise hands in names its person instead.
[[nodiscard]] bool namesEnterprise(const std::string& type);

/// A field, or empty and unsure when the paper has none.
[[nodiscard]] ComparedValue readName(const Paper& paper, std::string_view field);
/// A citizen number with 18 characters; unsure when its check character or date is wrong.
[[nodiscard]] ComparedValue readCitizenNumber(const Paper& paper, std::string_view field, base::Date today);
[[nodiscard]] ComparedValue readCreditCode(const Paper& paper, std::string_view field);

/// Whether the type itself is sure, or was confirmed.
[[nodiscard]] bool typeIsSure(const Paper& paper);

[[nodiscard]] std::string normalisedName(std::string_view name);
/// Capital X, no blanks, a number of the first generation with 18 characters.
[[nodiscard]] std::string normalisedNumber(std::string_view number);

}  // namespace daiban::cases
