#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "text/hybrid/NumberSearch.h"
#include "text/ppocr/Recogniser.h"

namespace daiban::text::hybrid {

/// A stretch of digits read as a citizen number that cannot be one: [begin, end) of a line's characters.
struct NumberPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The end of a citizen number at the beginning of a line, or its beginning at the line's end: the detector cut the
/// rest off. It is told by the day of birth in it.
struct CutNumber {
    std::string digits;
    std::size_t missing = 0;  ///< digits
    bool atBegin = true;      ///< the missing ones stand before the line, else behind it
};
[[nodiscard]] std::optional<CutNumber> cutCitizenNumber(const std::vector<ppocr::ReadCharacter>& characters);

/// Whether a citizen number with a right check character stands in the line that ends, or begins, with those digits.
[[nodiscard]] bool holdsWhole(const std::vector<ppocr::ReadCharacter>& characters, const CutNumber& cut);

/// Those of a line: a digit too many or too few, or a wrong check character.
[[nodiscard]] std::vector<NumberPlace> wrongCitizenNumbers(const std::vector<ppocr::ReadCharacter>& characters);

/// The citizen number that stands there, when one is much likelier than any other by all looks taken at the place
/// together (`looks`, each with what is read in it). What was read otherwise is unsure, with both for a person to
/// choose from; nothing is changed when no number fits.
[[nodiscard]] std::vector<ppocr::ReadCharacter> withNumberMended(std::vector<ppocr::ReadCharacter> characters,
                                                                 NumberPlace place,
                                                                 const std::vector<DigitSteps>& looks);

}  // namespace daiban::text::hybrid
