#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/Random.h"

namespace daiban::base {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(std::span<const std::uint8_t> bytes);
[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] std::string toHex(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

/// SHA-256 of bytes that arrive in pieces.
class Sha256Stream {
  public:
    Sha256Stream();
    void add(std::string_view bytes);
    [[nodiscard]] Sha256 finish();

  private:
    alignas(64) std::array<unsigned char, 128> state_{};
};

using SecretKey = std::array<std::uint8_t, 32>;

/// Keyed BLAKE2b (libsodium's crypto_generichash) of `message`, `out.size()` bytes long (16 to 64).
void keyedHash(std::span<std::uint8_t> out, std::string_view message, const SecretKey& key);

/// What a guess at a password costs whoever stole its hash: argon2id, RFC 9106.
struct PasswordCost {
    std::size_t memoryKib = 19456;  ///< 19 MiB and two passes: the least that OWASP and ASVS 5 name for argon2id
    std::uint64_t passes = 2;       ///< together 33 ms a try on one core of the development machine
};

/// "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH" with a salt of its own; says its cost itself. All bytes of the password
/// count.
[[nodiscard]] std::string passwordHash(std::string_view password, Random& random, const PasswordCost& cost = {});
/// False also for a text that is no such hash.
[[nodiscard]] bool passwordMatches(std::string_view password, const std::string& hash);

/// Compares without telling by its time where the difference is. False when the sizes differ.
[[nodiscard]] bool equalInConstantTime(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

}  // namespace daiban::base
