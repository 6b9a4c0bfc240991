#include "staff/PasswordRules.h"

#include <fmt/format.h>
#include <zxcvbn.h>

#include <algorithm>
#include <array>

#include "base/Error.h"
#include "base/Text.h"
#include "base/Yaml.h"

namespace daiban::staff {

namespace {

constexpr std::string_view settingsFile = "security.yaml";

/// 10^8 guesses: what zxcvbn's authors call safely unguessable while a server counts the tries (score 3 of 4).
constexpr double fewestBits = 26.6;

enum class Kind { Lower, Upper, Digit, Other };

Kind kindOf(char32_t c) {
    if (c >= U'a' && c <= U'z') return Kind::Lower;
    if (c >= U'A' && c <= U'Z') return Kind::Upper;
    return base::isDigit(c) ? Kind::Digit : Kind::Other;
}

int kindsIn(const std::u32string& password) {
    std::array<bool, 4> seen{};
    for (const char32_t c : password) seen[static_cast<std::size_t>(kindOf(c))] = true;
    return static_cast<int>(std::ranges::count(seen, true));
}

double bitsOf(std::string_view password, const std::vector<std::string>& known) {
    std::vector<std::string> words;
    for (const std::string& text : known)
        for (const std::string& word : base::split(text, ' '))
            if (!word.empty()) words.push_back(word);
    std::vector<const char*> pointers;
    for (const std::string& word : words) pointers.push_back(word.c_str());
    pointers.push_back(nullptr);
    return ZxcvbnMatch(std::string(password).c_str(), pointers.data(), nullptr);
}

PasswordProfile profileFrom(const base::YamlNode& node) {
    for (const auto profile : {PasswordProfile::Asvs5, PasswordProfile::Gbt22239})
        if (node.string() == nameOf(profile)) return profile;
    node.fail(base::Sentence("passwords must be asvs-5 or gbt-22239."));
}

}  // namespace

std::string_view nameOf(PasswordProfile profile) {
    return profile == PasswordProfile::Asvs5 ? "asvs-5" : "gbt-22239";
}

PasswordRules PasswordRules::of(PasswordProfile profile) {
    if (profile == PasswordProfile::Asvs5) return {};
    return {.profile = profile, .shortest = 8, .longest = 128, .kinds = 3, .lasts = std::chrono::days{90}};
}

PasswordRules PasswordRules::load(const std::filesystem::path& dataFolder) {
    const auto file = dataFolder / settingsFile;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return of(PasswordProfile::Asvs5);
    const auto settings = base::YamlNode::load(file);
    settings.onlyKeys({"passwords"});
    return of(profileFrom(settings.at("passwords")));
}

bool PasswordRules::isTooOld(base::Instant setAt, base::Instant now) const {
    return lasts && now - setAt > *lasts;
}

base::Sentence problemOf(std::string_view password, const PasswordRules& rules, const std::vector<std::string>& known) {
    const std::u32string characters = base::toCodePoints(password);
    if (password.find('\0') != std::string_view::npos) return base::Sentence("A password holds no zero byte; type it.");
    if (characters.size() < rules.shortest)
        return base::Sentence("The password is too short; take {} characters or more, several words for example.",
                              rules.shortest);
    if (characters.size() > rules.longest)
        return base::Sentence("The password is too long; take {} characters at most.", rules.longest);
    if (kindsIn(characters) < rules.kinds)
        return base::Sentence("The password is too plain; use {} of: lower case, upper case, digits, other characters.",
                              rules.kinds);
    if (bitsOf(password, known) < fewestBits)
        return base::Sentence(
            "The password is easily guessed (a common one, a name, a date or a run of keys); take another one.");
    return {};
}

std::string makePassword(base::Random& random) {
    // Without i l o 0 1 I O; a byte is taken when it is below a multiple of the number of characters.
    constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    constexpr std::size_t groups = 4;
    constexpr std::size_t groupLength = 4;
    std::string password;
    while (password.size() < groups * (groupLength + 1) - 1) {
        if (password.size() % (groupLength + 1) == groupLength) password += '-';
        std::array<std::uint8_t, 1> byte{};
        random.fill(byte);
        if (byte[0] < 256 / alphabet.size() * alphabet.size()) password += alphabet[byte[0] % alphabet.size()];
    }
    return password;
}

}  // namespace daiban::staff
