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

TEST(ForeignPages, AreNotTakenForWhatAnItemAwaitsEither) {
    // Every third type of the project, another third for every page: an item awaits up to twenty.
    const auto& types = projectTypes().all();
    std::size_t turn = 0, taken = 0, pages = 0;
    for (const auto& foreign : ForeignPages().all()) {
        ExpectedTypes awaited;
        for (std::size_t i = turn++ % 3; i < types.size(); i += 3) awaited.push_back(types[i].code);
        const auto result = classify(foreign.page.evidence(), projectTypes(), nullptr, awaited);
        ++pages;
        if (result.type == unknownType) continue;
        ++taken;
        std::printf("%s taken for %s, %.3f\n", foreign.name.c_str(), result.type.c_str(), result.confidence.value());
        EXPECT_LT(result.confidence, base::certainEnough) << "a checklist would tick it without a person";
    }
    EXPECT_LE(static_cast<double>(taken), 0.015 * static_cast<double>(pages));
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
