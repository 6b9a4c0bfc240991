#include <algorithm>

#include "web/Call.h"

namespace daiban::web {

bool canBeKey(std::string_view text) {
    constexpr std::size_t tokenId = 16, token = 35;
    const bool hasShape = text.find('-') != std::string_view::npos || text.size() == tokenId || text.size() == token;
    return hasShape && text.size() <= 64 && std::ranges::all_of(text, [](unsigned char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                      c == ' ';
           });
}

}  // namespace daiban::web
