#include "base/Crypto.h"

#include <sodium.h>

#include <cstring>

#include "base/Error.h"
#include "base/Random.h"

namespace daiban::base {

namespace {

void ensureSodium() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw Error(ErrorKind::DependencyMissing, Sentence("libsodium could not start on this machine."));
}

}  // namespace

Sha256 sha256(std::span<const std::uint8_t> bytes) {
    Sha256 digest{};
    crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
    return digest;
}

Sha256 sha256(std::string_view bytes) {
    return sha256(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

std::string toHex(std::span<const std::uint8_t> bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string sha256Hex(std::string_view bytes) {
    return toHex(sha256(bytes));
}

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

Sha256Stream::Sha256Stream() {
    crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()));
}

void Sha256Stream::add(std::string_view bytes) {
    crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()),
                              reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

Sha256 Sha256Stream::finish() {
    Sha256 digest{};
    crypto_hash_sha256_final(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()), digest.data());
    return digest;
}

void keyedHash(std::span<std::uint8_t> out, std::string_view message, const SecretKey& key) {
    ensureSodium();
    if (crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(message.data()),
                           message.size(), key.data(), key.size()) != 0)
        throw Error(ErrorKind::Other, Sentence("A keyed hash of an impossible length was asked for."));
}

namespace {

std::string base64(std::span<const std::uint8_t> bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

}  // namespace

std::string passwordHash(std::string_view password, Random& random, const PasswordCost& cost) {
    ensureSodium();
    std::array<std::uint8_t, crypto_pwhash_argon2id_SALTBYTES> salt{};
    random.fill(salt);
    std::array<std::uint8_t, 32> hash{};
    if (crypto_pwhash_argon2id(hash.data(), hash.size(), password.data(), password.size(), salt.data(), cost.passes,
                               cost.memoryKib * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        throw Error(ErrorKind::Other,
                    Sentence("There is not enough memory to guard a password; close other programs."));
    return "$argon2id$v=19$m=" + std::to_string(cost.memoryKib) + ",t=" + std::to_string(cost.passes) + ",p=1$" +
           base64(salt) + "$" + base64(hash);
}

bool passwordMatches(std::string_view password, const std::string& hash) {
    ensureSodium();
    if (hash.size() >= crypto_pwhash_argon2id_STRBYTES) return false;
    return crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool equalInConstantTime(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    ensureSodium();
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace daiban::base
