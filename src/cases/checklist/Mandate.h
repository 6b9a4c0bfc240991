#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "cases/bundles/Paper.h"
#include "cases/items/Item.h"
#include "cases/items/Subject.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// What a mandate (授权委托书) says in its text: what for, signed or not, from when to when.
struct MandateText {
    std::string words;      ///< all of it, squeezed
    bool isSigned = false;  ///< something is written where who gives the power signs
    std::optional<base::Date> signedOn;
    std::optional<base::Date> until;  ///< last day of the term it states; empty: until the matter is done
};
[[nodiscard]] MandateText mandateTextOf(const std::vector<std::string>& lines);

/// Whether papers of the type give somebody power to act.
[[nodiscard]] bool isMandate(std::string_view type);

/// What speaks against the paper as a mandate for the item on that day, whoever it names: Chinese sentences. The item
/// must be named, by name, alias or result, or everything (全权, 一切 ...). Null item: whatever for.
[[nodiscard]] std::vector<base::Sentence> faultsOfText(const MandateText& mandate, const Item* item, base::Date today);

/// Who comes for whom.
struct Mandated {
    Identity principal;
    Identity agent;
};
/// Everything that speaks against the paper as this agent's mandate from this principal; empty: it is one.
[[nodiscard]] std::vector<base::Sentence> faultsOfMandate(const Paper& paper, const Mandated& who, const Item* item,
                                                          base::Date today, const documents::DocumentTypes& types);

}  // namespace daiban::cases
