#pragma once

#include "samples/draw/DrawSamples.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Papers in layouts that no office prints just so: titles, labels, order, table or prose, who else is named and how
// days are written are thrown anew for every seed, from the words of LayoutWords.h. What reads these for seeds it never
// saw reads layouts, not pages.

namespace daiban::samples {

/// The types that drawLayout takes; the last is "unknown": papers of no type.
std::vector<std::string> layoutTypes();

/// A paper of the type, laid out by the seed. Throws std::invalid_argument for a type without words.
DrawnPage drawLayout(std::string_view typeCode, std::uint32_t seed, double dpi = 300);

}  // namespace daiban::samples
