#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/Sentence.h"
#include "staff/Actor.h"
#include "staff/Offices.h"
#include "staff/Verb.h"

namespace daiban::staff {

/// Whose a thing is, seen from the actor's office.
enum class Place {
    Own,      ///< the actor's office's
    Sub,      ///< of an office below it: a street office's communities, everything under a district
    Handed,   ///< another office's, but handed to the actor's office, or carried by the actor
    Foreign,  ///< another office's
};
[[nodiscard]] std::string_view nameOf(Place place);         ///< "own", "sub", "handed", "foreign"
[[nodiscard]] std::string_view chineseNameOf(Place place);  ///< 本机构, 下级机构, ...
[[nodiscard]] const std::vector<Place>& allPlaces();

enum class Handed { No, Yes };

/// Where something of `office` is for the actor: of a case its office, of a handoff's side the office of that side.
/// What is both, say, of a community and handed to its street office is Sub, which never allows less than Handed.
[[nodiscard]] Place placeOf(const Actor& actor, std::string_view office, const Offices& offices,
                            Handed handed = Handed::No);
/// Where the data folder as a whole is: Own to an office that is no bureau and has none above it, else Foreign.
[[nodiscard]] Place stationPlaceOf(const Actor& actor, const Offices& offices);

struct Decision {
    std::optional<base::Sentence> refusal;  ///< for whoever was refused: what is not allowed and whom to ask
    [[nodiscard]] bool allowed() const { return !refusal; }
};

/// Whether one of the actor's roles may do this there. Changes nothing and records nothing: whoever asks and is refused
/// gives the refusal to Store::recordRefusal.
[[nodiscard]] Decision mayDo(const Actor& actor, Verb verb, Place place);

}  // namespace daiban::staff
