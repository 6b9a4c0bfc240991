#include "base/Id.h"

#include <array>
#include <cctype>

#include "base/Crypto.h"

namespace daiban::base {

std::string newUuidV7(const Clock& clock, Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    auto milliseconds = static_cast<std::uint64_t>(clock.now().time_since_epoch().count());
    for (int i = 5; i >= 0; --i) {
        bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(milliseconds);
        milliseconds >>= 8U;
    }
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x70U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    std::string text = toHex(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
    return text;
}

std::string derivedUuid(std::string_view uuid, std::string_view what) {
    const std::string hash = sha256Hex(std::string(uuid) + "/" + std::string(what));
    // 8-4-4-4-12: the time of `uuid`, then version 7, then the hash with the variant bits of RFC 9562.
    const char variant = "89ab"[static_cast<unsigned char>(hash[3]) % 4];
    return std::string(uuid.substr(0, 14)) + "7" + hash.substr(0, 3) + "-" + variant + hash.substr(4, 3) + "-" +
           hash.substr(7, 12);
}

Instant timeOfUuidV7(std::string_view uuid) {
    const std::string milliseconds = std::string(uuid.substr(0, 8)) + std::string(uuid.substr(9, 4));
    return Instant{std::chrono::milliseconds{std::stoll(milliseconds, nullptr, 16)}};
}

bool isUuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    }
    return true;
}

}  // namespace daiban::base
