#include "cases/items/AwaitedTypes.h"

#include <gtest/gtest.h>

namespace daiban::cases {

TEST(AwaitedTypes, AreThoseOfAnItemsMaterialsOnceEach) {
    Item item;
    for (const char* type : {"id-card-front", "id-card-back", "other", "id-card-front"}) {
        item.materials.emplace_back();
        item.materials.back().type = type;
    }
    EXPECT_EQ(awaitedTypes(item), (std::vector<std::string>{"id-card-back", "id-card-front"}));
}

}  // namespace daiban::cases
