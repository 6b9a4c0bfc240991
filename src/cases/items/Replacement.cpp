#include "cases/items/Replacement.h"

namespace daiban::cases {

bool replaces(const Material& one, const Material& other) {
    const std::string& named = other.unless.material;
    if (named.empty()) return false;
    return titleOf(one) == named || (one.name == named && one.subject == other.subject);
}

}  // namespace daiban::cases
