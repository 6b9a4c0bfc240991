#include "codes/label/LabelToken.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/Error.h"
#include "base/Validators.h"
#include "codes/label/TokenKeyFile.h"

namespace daiban::codes {

namespace {

constexpr std::string_view keyFileName = "label-keys.json";
constexpr std::string_view keyIds = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648
constexpr char tokenVersion = '1';
constexpr std::size_t randomLength = 16;  // characters; 80 bits
constexpr std::size_t hashLength = 16;
constexpr std::size_t prefixLength = 2 + randomLength;
constexpr std::size_t tokenLength = prefixLength + hashLength + 1;
constexpr std::array allKinds{TokenKind::Folder, TokenKind::Certificate, TokenKind::Sheet,    TokenKind::Desk,
                              TokenKind::Slip,   TokenKind::Pouch,       TokenKind::Separator};

using EightyBits = std::array<std::uint8_t, 10>;

std::string base32(const EightyBits& bytes) {
    std::string text;
    unsigned buffer = 0;
    unsigned bits = 0;
    for (const auto byte : bytes) {
        buffer = (buffer << 8U | byte) & 0xFFFFU;
        for (bits += 8; bits >= 5; bits -= 5) text += base32Digits[buffer >> (bits - 5) & 31U];
    }
    return text;
}

bool isBase32(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return base32Digits.find(c) != std::string_view::npos; });
}

std::string hashOf(TokenKind kind, std::string_view prefix, const base::SecretKey& key) {
    // The words in front keep these hashes apart from any other use of the same key.
    std::string message = "daiban label ";
    message += static_cast<char>(kind);
    message += prefix;
    std::array<std::uint8_t, 16> hash{};  // BLAKE2b's shortest here; cut to 80 bits
    base::keyedHash(hash, message, key);
    EightyBits cut{};
    std::copy_n(hash.begin(), cut.size(), cut.begin());
    return base32(cut);
}

std::span<const std::uint8_t> bytesOf(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

base::SecretKey newKey(base::Random& random) {
    base::SecretKey key{};
    random.fill(key);
    return key;
}

void makeFolder(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The folder {} could not be made ({}); choose another data folder.",
                                         directory.string(), error.message()));
}

/// A new key, which signs from now on.
void addKey(TokenKeyFile& content, const std::filesystem::path& file, base::Random& random) {
    const auto unused = std::find_if(keyIds.begin(), keyIds.end(), [&](char id) { return !content.keys.contains(id); });
    if (unused == keyIds.end())
        throw base::Error(
            base::ErrorKind::StorageFailed,
            base::Sentence("All 36 label keys are in use; take keys no label in circulation needs out of {}.",
                           file.string()));
    content.keys[*unused] = newKey(random);
    content.signing = *unused;
}

}  // namespace

bool hasTokenForm(std::string_view text) {
    if (text.size() != tokenLength) return false;
    for (std::size_t place = 0; place < text.size(); ++place)
        if (!mayStandInToken(place, text[place])) return false;
    return base::hasMod3736Check(text);
}

bool mayStandInToken(std::size_t place, char character) {
    if (place == 0) return character == tokenVersion;
    if (place == 1 || place + 1 == tokenLength) return keyIds.find(character) != std::string_view::npos;
    return base32Digits.find(character) != std::string_view::npos;
}

std::string_view nameOf(TokenKind kind) {
    switch (kind) {
        case TokenKind::Folder:
            return "folder";
        case TokenKind::Certificate:
            return "certificate";
        case TokenKind::Sheet:
            return "sheet";
        case TokenKind::Desk:
            return "desk";
        case TokenKind::Slip:
            return "slip";
        case TokenKind::Pouch:
            return "pouch";
        case TokenKind::Separator:
            return "separator";
    }
    return "folder";
}

std::optional<TokenKind> tokenKindNamed(std::string_view name) {
    const auto found = std::find_if(allKinds.begin(), allKinds.end(), [&](TokenKind k) { return nameOf(k) == name; });
    return found == allKinds.end() ? std::nullopt : std::optional(*found);
}

TokenKeys TokenKeys::openOrCreate(const std::filesystem::path& directory, base::Random& random) {
    TokenKeys keys;
    keys.file_ = directory / keyFileName;
    auto content = readTokenKeyFile(keys.file_);
    if (!content) {
        makeFolder(directory);
        const FolderLock lock(directory);
        content = readTokenKeyFile(keys.file_);  // another process may have been quicker
        if (!content) {
            content =
                TokenKeyFile{.signing = keyIds.front(), .keys = {{keyIds.front(), newKey(random)}}, .withdrawn = {}};
            writeTokenKeyFile(keys.file_, *content);
        }
    }
    keys.keys_ = content->keys;
    keys.signing_ = content->signing;
    keys.withdrawn_ = content->withdrawn;
    return keys;
}

std::optional<TokenKeys> TokenKeys::open(const std::filesystem::path& directory) {
    const auto content = readTokenKeyFile(directory / keyFileName);
    if (!content) return std::nullopt;
    TokenKeys keys;
    keys.file_ = directory / keyFileName;
    keys.keys_ = content->keys;
    keys.signing_ = content->signing;
    keys.withdrawn_ = content->withdrawn;
    return keys;
}

std::map<char, std::string> TokenKeys::fingerprints() const {
    std::map<char, std::string> all;
    for (const auto& [id, key] : keys_) {
        constexpr std::size_t length = 32;
        all[id] = base::sha256Hex("daiban label key " + base::toHex(key)).substr(0, length);
    }
    return all;
}

LabelToken TokenKeys::issue(TokenKind kind, base::Random& random) const {
    EightyBits bits{};
    random.fill(bits);
    return tokenOf(kind, base32(bits));
}

LabelToken TokenKeys::tokenOf(TokenKind kind, std::string_view id) const {
    if (id.size() != randomLength || !isBase32(id))
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("A label's id must be 16 base32 characters."));
    LabelToken token{.kind = kind, .id = std::string(id), .text = {}};
    token.text = std::string{tokenVersion, signing_} + token.id;
    token.text += hashOf(kind, token.text, keys_.at(signing_));
    token.text += *base::mod3736CheckCharacter(token.text);
    return token;
}

std::optional<LabelToken> TokenKeys::check(std::string_view text) const {
    if (!hasTokenForm(text)) return std::nullopt;
    const auto key = keys_.find(text[1]);
    if (key == keys_.end() || withdrawn_.contains(key->first)) return std::nullopt;
    const std::string_view prefix = text.substr(0, prefixLength);
    const std::string_view printed = text.substr(prefixLength, hashLength);
    std::optional<TokenKind> kind;
    for (const auto candidate : allKinds)  // all of them, found or not: the time tells nothing
        if (base::equalInConstantTime(bytesOf(hashOf(candidate, prefix, key->second)), bytesOf(printed)))
            kind = candidate;
    if (!kind) return std::nullopt;
    return LabelToken{.kind = *kind, .id = std::string(text.substr(2, randomLength)), .text = std::string(text)};
}

void TokenKeys::rotate(base::Random& random) {
    const FolderLock lock(file_.parent_path());
    auto content = readTokenKeyFile(file_).value_or(TokenKeyFile{signing_, keys_, withdrawn_});
    addKey(content, file_, random);
    writeTokenKeyFile(file_, content);
    keys_ = content.keys;
    signing_ = content.signing;
    withdrawn_ = content.withdrawn;
}

void TokenKeys::withdraw(char id, const std::string& day, base::Random& random) {
    const FolderLock lock(file_.parent_path());
    auto content = readTokenKeyFile(file_).value_or(TokenKeyFile{signing_, keys_, withdrawn_});
    if (!content.keys.contains(id))
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no label key {}.", std::string(1, id)));
    if (content.signing == id) addKey(content, file_, random);
    content.withdrawn.try_emplace(id, day);
    writeTokenKeyFile(file_, content);
    keys_ = content.keys;
    signing_ = content.signing;
    withdrawn_ = content.withdrawn;
}

std::optional<std::string> TokenKeys::withdrawalOf(std::string_view text) const {
    if (!hasTokenForm(text)) return std::nullopt;
    const auto found = withdrawn_.find(text[1]);
    return found == withdrawn_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace daiban::codes
