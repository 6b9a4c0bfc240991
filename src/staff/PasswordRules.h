#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Sentence.h"

namespace daiban::staff {

/// Two schools that contradict each other; a station says in its configuration which one it is held to.
enum class PasswordProfile {
    Asvs5,     ///< OWASP ASVS 5: long and hard to guess; no kinds of characters asked for, never too old
    Gbt22239,  ///< GB/T 22239 (等保 2.0): complex and changed at times. The standard names no figures; these are ours
};
[[nodiscard]] std::string_view nameOf(PasswordProfile profile);  ///< "asvs-5", "gbt-22239"

/// What a password must be. Lengths in characters, not bytes.
struct PasswordRules {
    PasswordProfile profile = PasswordProfile::Asvs5;
    std::size_t shortest = 12;               ///< ASVS asks for 8 and recommends 15
    std::size_t longest = 128;               ///< ASVS: at least 64 must be allowed
    int kinds = 1;                           ///< of lower case, upper case, digits and all else
    std::optional<std::chrono::days> lasts;  ///< empty: as long as its owner wants

    [[nodiscard]] static PasswordRules of(PasswordProfile profile);
    /// As DATA/security.yaml says ("passwords: asvs-5" or "passwords: gbt-22239"); without that file ASVS. Throws
    /// Error{Unreadable} "file:line: sentence".
    [[nodiscard]] static PasswordRules load(const std::filesystem::path& dataFolder);

    [[nodiscard]] bool isTooOld(base::Instant setAt, base::Instant now) const;
};

/// What is wrong with a password, as one sentence that says what to do; empty: nothing. `known`: what others know of
/// its owner (account, full name, office), which says nothing against a guess. Under both rules common passwords,
/// keyboard runs, dates and repeats count as what they are: zxcvbn (Wheeler, USENIX Security 2016) counts the guesses.
[[nodiscard]] base::Sentence problemOf(std::string_view password, const PasswordRules& rules,
                                       const std::vector<std::string>& known = {});

/// A password nobody has to like: 16 letters and digits in four groups, 92 bits, without those that look alike.
[[nodiscard]] std::string makePassword(base::Random& random);

}  // namespace daiban::staff
