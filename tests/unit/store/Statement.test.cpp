#include "store/Statement.h"

#include <gmock/gmock.h>

namespace daiban::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using Words = std::vector<std::string>;

constexpr std::string_view list = R"(SELECT * FROM things
WHERE sequence < :before
  AND office IN (:offices) -- when offices
  AND state = :state       -- when state
ORDER BY sequence)";

TEST(AStatement, KeepsALineWithAConditionOnlyForAValue) {
    const Statement all = fitted(list, {{"before", std::int64_t{7}}, {"offices", Value{}}, {"state", Value{}}});
    EXPECT_EQ(all.text, "SELECT * FROM things\nWHERE sequence < :before\nORDER BY sequence\n");
    EXPECT_THAT(all.parameters, SizeIs(1));
    const Statement some = fitted(list, {{"before", std::int64_t{7}}, {"offices", Value{}}, {"state", "open"}});
    EXPECT_THAT(some.text, testing::HasSubstr("state = :state "));
    EXPECT_THAT(some.text, testing::Not(testing::HasSubstr("office")));
    EXPECT_THAT(some.parameters, SizeIs(2));
}

TEST(AStatement, TakesAListWordByWord) {
    const Statement two =
        fitted("a IN (:w) OR b IN (:w) OR c = :words", {{"w", Words{"x", "y'; DROP"}}, {"words", "z"}});
    EXPECT_EQ(two.text, "a IN (:w_0, :w_1) OR b IN (:w_0, :w_1) OR c = :words\n");
    ASSERT_THAT(two.parameters, SizeIs(3));
    EXPECT_EQ(std::get<std::string>(two.parameters[1].second), "y'; DROP") << "bound, never written into the text";
}

TEST(AStatement, WithAnEmptyListAsksForNothing) {
    const Statement none = fitted("a IN (:w)", {{"w", Words{}}});
    EXPECT_EQ(none.text, "a IN (NULL)\n");
    EXPECT_THAT(none.parameters, IsEmpty());
}

TEST(AStatement, WithMoreThanTenWordsMixesNoNames) {
    Words words;
    for (int i = 0; i < 12; ++i) words.push_back(std::to_string(i));
    const Statement many = fitted("a IN (:w)", {{"w", words}});
    EXPECT_THAT(many.text, testing::HasSubstr(":w_1, :w_2"));
    EXPECT_THAT(many.text, testing::HasSubstr(":w_10, :w_11)"));
    EXPECT_EQ(many.parameters.back().first, "w_11");
}

}  // namespace
}  // namespace daiban::store
