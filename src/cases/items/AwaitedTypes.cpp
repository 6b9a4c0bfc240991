#include "cases/items/AwaitedTypes.h"

#include <algorithm>

namespace daiban::cases {

std::vector<std::string> awaitedTypes(const Item& item) {
    std::vector<std::string> types;
    for (const Material& material : item.materials)
        if (!material.isOther()) types.push_back(material.type);
    std::ranges::sort(types);
    const auto twice = std::ranges::unique(types);
    types.erase(twice.begin(), twice.end());
    return types;
}

}  // namespace daiban::cases
