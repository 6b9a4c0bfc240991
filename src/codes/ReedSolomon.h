#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace daiban::codes {

/// The block with its errors put right, when `erased` positions (their values do not count) and unknown errors together
/// are within reach: erased + 2 x errors <= checkSymbols. The code of QR symbols: GF(256) over x^8+x^4+x^3+x^2+1, roots
/// a^0 ... a^(checkSymbols-1), first symbol first (ISO/IEC 18004). Berlekamp-Massey and Forney's formula, as in Blahut,
/// "Algebraic Codes for Data Transmission", ch. 7.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> correctedBlock(std::vector<std::uint8_t> block,
                                                                      std::size_t checkSymbols,
                                                                      const std::vector<std::size_t>& erased = {});

}  // namespace daiban::codes
