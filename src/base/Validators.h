#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/Clock.h"

namespace daiban::base {

/// GB 11643 citizen number: 17 digits and a check character, a real birth date not after `today`.
/// The area code is not checked: area codes change over the years (GB/T 2260).
[[nodiscard]] bool isCitizenNumber(std::string_view text, Date today);
/// The check character of the first 17 digits; empty when they are no digits.
[[nodiscard]] std::optional<char> citizenCheckCharacter(std::string_view first17);
/// A 15-digit number of the first generation as 18 characters (born 19yy); empty when it is none.
[[nodiscard]] std::optional<std::string> citizenNumberFrom15(std::string_view digits15);
/// Of a number for which isCitizenNumber holds.
[[nodiscard]] Date birthDateOf(std::string_view citizenNumber);
/// "男" or "女" by the 17th digit (odd is male).
[[nodiscard]] std::string_view sexOf(std::string_view citizenNumber);

/// GB 32100 unified social credit code, 18 characters with their check character.
[[nodiscard]] bool isCreditCode(std::string_view text);
[[nodiscard]] std::optional<char> creditCodeCheckCharacter(std::string_view first17);

/// Luhn (ISO/IEC 7812-1) over 12 to 19 digits; blanks between groups are allowed.
[[nodiscard]] bool isBankCardNumber(std::string_view text);

/// ISO 7064 MOD 37,36 check character of a text of 0-9 and A-Z; empty when another character occurs.
[[nodiscard]] std::optional<char> mod3736CheckCharacter(std::string_view text);
/// True when the last character is the check character of those before it.
[[nodiscard]] bool hasMod3736Check(std::string_view text);

/// GB/T 36904 electronic certificate id: 1.2.156.3005.2.type.issuer.serial.version.check
[[nodiscard]] bool isElectronicCertificateId(std::string_view text);

}  // namespace daiban::base
