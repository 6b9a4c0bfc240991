#pragma once

#include <cstdint>
#include <string_view>

namespace daiban::page {

enum class ByteOrder { LittleEndian, BigEndian };

/// Reads whole numbers out of bytes; the caller has checked that they are there.
[[nodiscard]] inline std::uint16_t read16(std::string_view bytes, std::size_t at, ByteOrder order) {
    const auto a = static_cast<std::uint8_t>(bytes[at]);
    const auto b = static_cast<std::uint8_t>(bytes[at + 1]);
    return order == ByteOrder::LittleEndian ? static_cast<std::uint16_t>(b << 8 | a)
                                            : static_cast<std::uint16_t>(a << 8 | b);
}

[[nodiscard]] inline std::uint32_t read32(std::string_view bytes, std::size_t at, ByteOrder order) {
    const std::uint32_t first = read16(bytes, at, order);
    const std::uint32_t second = read16(bytes, at + 2, order);
    return order == ByteOrder::LittleEndian ? second << 16 | first : first << 16 | second;
}

/// True when `count` bytes lie at `at`, without overflow.
[[nodiscard]] inline bool holds(std::string_view bytes, std::size_t at, std::size_t count) {
    return at <= bytes.size() && count <= bytes.size() - at;
}

}  // namespace daiban::page
