#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Confidence.h"
#include "cases/bundles/Paper.h"
#include "cases/items/Subject.h"
#include "documents/DocumentTypes.h"

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

    [[nodiscard]] bool isBlank() const { return name.value.empty() && number.value.empty(); }
};

using documents::Naming;

/// What the papers of a type say about whose they are; a type that has no model by name, an unknown page by nothing.
[[nodiscard]] Naming namingOf(const std::string& type, const documents::DocumentTypes& types);

/// The persons of whom one must be `subject` for the paper to be the subject's: the holder of a card, both spouses of
/// a marriage certificate, the agent of a power of attorney when an agent is asked for. The type's file says who they
/// are (`persons:`). Not empty unless namingOf(type) is Nobody.
[[nodiscard]] std::vector<Person> personsOn(const Paper& paper, Subject subject, base::Date today,
                                            const documents::DocumentTypes& types);

/// Everybody the paper names, whoever is asked for.
[[nodiscard]] std::vector<Person> everybodyOn(const Paper& paper, base::Date today,
                                              const documents::DocumentTypes& types);

/// Whether papers of the type name an enterprise; an application form an enterprise hands in names its person instead.
[[nodiscard]] bool namesEnterprise(const std::string& type, const documents::DocumentTypes& types);

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
