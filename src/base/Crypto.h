#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

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

/// Compares without telling by its time where the difference is. False when the sizes differ.
[[nodiscard]] bool equalInConstantTime(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

}  // namespace daiban::base
