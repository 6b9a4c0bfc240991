// Pages of no type: what is not ours must not be taken for ours.
#include "ForeignPages.h"

#include <gtest/gtest.h>

#include <set>

namespace daiban::documents {
namespace {

TEST(ForeignPages, AtMostOneInTwoHundredIsTakenForAType) {
    const auto pages = ForeignPages().all();
    ASSERT_GE(pages.size(), 200U);
    std::size_t taken = 0;
    for (const auto& foreign : pages) {
        const auto result = classify(foreign.page.evidence(), projectTypes());
        if (result.type == unknownType) continue;
        ++taken;
        std::printf("%s taken for %s, %.3f\n", foreign.name.c_str(), result.type.c_str(), result.confidence.value());
    }
    EXPECT_LE(static_cast<double>(taken), 0.005 * static_cast<double>(pages.size()));
}

TEST(ForeignPages, AreDrawnTheSameEveryTimeAndDifferWithTheSeed) {
    const auto text = [](std::uint64_t seed) {
        std::string all;
        for (const auto& foreign : ForeignPages(seed).all(1)) all += foreign.page.evidence().text.all();
        return all;
    };
    EXPECT_EQ(text(1), text(1));
    EXPECT_NE(text(1), text(2));
}

TEST(ForeignPages, HaveTextAndManyTitles) {
    std::set<std::string> names;
    for (const auto& foreign : ForeignPages().all(1)) {
        EXPECT_FALSE(foreign.page.evidence().text.lines.empty()) << foreign.name;
        names.insert(foreign.name);
    }
    EXPECT_GE(names.size(), 100U);
}

}  // namespace
}  // namespace daiban::documents
