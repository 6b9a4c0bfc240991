#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/Crypto.h"
#include "base/Random.h"

namespace daiban::codes {

/// What a label is on; part of what is signed, not of what is printed: a folder's token is no certificate's.
enum class TokenKind : char {
    Folder = 'F',
    Certificate = 'C',
    Sheet = 'S',
    Desk = 'D',
    Slip = 'L',
    Pouch = 'P',
    Separator = 'T'
};
[[nodiscard]] std::string_view nameOf(
    TokenKind kind);  ///< "folder", "certificate", "sheet", "desk", "slip", "pouch", "separator"
[[nodiscard]] std::optional<TokenKind> tokenKindNamed(std::string_view name);

/// version (1) + key id (1) + 80 random bits (16 base32 characters) + 80-bit keyed hash (16) +
/// ISO 7064 MOD 37,36 check character = 35 characters of QR's alphanumeric mode. Base32 is RFC 4648's (A-Z 2-7).
struct LabelToken {
    TokenKind kind = TokenKind::Folder;
    std::string id;    ///< the 16 base32 characters of the random part: what the store knows the thing by
    std::string text;  ///< all 35 characters
};

/// Whether a text has the length, the characters and the check character of a token; that anybody can make.
[[nodiscard]] bool hasTokenForm(std::string_view text);
/// Whether some token has this character at this place (0 to 34).
[[nodiscard]] bool mayStandInToken(std::size_t place, char character);

/// The keys labels are signed with. Old keys stay, so old labels stay valid; the newest signs.
class TokenKeys {
  public:
    /// Reads `directory`/label-keys.json or makes it (mode 600) with a first key; the directory is made when missing.
    /// Two processes that start at once end up with the same key. Throws Error{StorageFailed}.
    [[nodiscard]] static TokenKeys openOrCreate(const std::filesystem::path& directory, base::Random& random);
    /// Those of `directory`/label-keys.json; empty when there is no such file. Throws Error{StorageFailed}.
    [[nodiscard]] static std::optional<TokenKeys> open(const std::filesystem::path& directory);

    [[nodiscard]] LabelToken issue(TokenKind kind, base::Random& random) const;
    /// The token of a thing whose id is known, signed with the newest key: for printing a label again. Throws
    /// Error{BadArguments} when the id is none.
    [[nodiscard]] LabelToken tokenOf(TokenKind kind, std::string_view id) const;
    /// The token when form, check character and keyed hash are right; compared in constant time. The kind is not in
    /// the text: it is the one under which the keyed hash is right.
    [[nodiscard]] std::optional<LabelToken> check(std::string_view text) const;
    /// A new signing key; written before it is used. A process that opened the keys before sees it when it opens them
    /// again. Throws Error{StorageFailed}; then the old key goes on signing.
    void rotate(base::Random& random);

    [[nodiscard]] std::size_t count() const { return keys_.size(); }
    /// Labels of a key that was stolen are no longer taken: check() knows none of them from now on. The key that signs
    /// gives way to a new one first. `day`: since when, for people. Throws Error{NotFound} for a key that is not there,
    /// Error{StorageFailed}; then nothing changed.
    void withdraw(char id, const std::string& day, base::Random& random);
    /// Since which day the key of a token in the right form is withdrawn; empty: it is not.
    [[nodiscard]] std::optional<std::string> withdrawalOf(std::string_view text) const;
    [[nodiscard]] const std::map<char, std::string>& withdrawn() const { return withdrawn_; }  ///< key id -> day
    [[nodiscard]] char signing() const { return signing_; }

    /// By key id, 32 hexadecimal digits that tell a key from another and nothing else of it.
    [[nodiscard]] std::map<char, std::string> fingerprints() const;

  private:
    std::filesystem::path file_;
    std::map<char, base::SecretKey> keys_;
    std::map<char, std::string> withdrawn_;
    char signing_ = '0';
};

/// A number a person can type, such as "7K3Q-9F2M-X": 8 characters of 23456789ACDEFGHJKMNPRTVWXY (no 0 O Q 1 I L B S U
/// Z) and their MOD 37,36 check character, which is of that alphabet too. Derived from the token's id. 37 bits: two
/// labels in half a million share one, so a lookup may give several and the token's id decides.
[[nodiscard]] std::string shortNumberOf(const LabelToken& token);
/// "7K3Q9F2MX", the form to store and to compare: upper case, half width, hyphens and blanks taken out, look-alikes
/// mapped (0 O Q to D, Z to 2, S to 5, B to 8, U to V); empty when the check character is wrong.
[[nodiscard]] std::optional<std::string> normalizedShortNumber(std::string_view typed);

}  // namespace daiban::codes
