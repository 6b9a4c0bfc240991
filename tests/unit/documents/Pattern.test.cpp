#include "documents/Pattern.h"

#include <gtest/gtest.h>

#include "base/Text.h"
#include "documents/WideText.h"

namespace daiban::documents {
namespace {

std::string found(const char* source, std::string_view text) {
    const auto pattern = Pattern::from(source);
    if (!pattern) return "no pattern";
    const std::u32string line = comparable(text);
    const auto match = pattern->find(line);
    EXPECT_EQ(match.has_value(), pattern->isIn(base::toUtf8(line))) << source << " in " << text;
    return match ? base::toUtf8(line.substr(match->begin, match->size())) : "";
}

TEST(APattern, IsFoundByCodePointsNotBytes) {
    const auto pattern = Pattern::from("第\\d+号");
    ASSERT_TRUE(pattern);
    const auto match = pattern->find(U"京𠮷房权证第12号");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->begin, 5U);
    EXPECT_EQ(match->end, 9U);
}

TEST(APattern, TakesTheFirstPlaceAndThereAsMuchAsItMay) {
    EXPECT_EQ(found("[A-Z]{0,2}\\d{2,4}", "x12 AB34567"), "12");
    EXPECT_EQ(found("\\d{2,4}", "123456"), "1234");
    EXPECT_EQ(found("a|ab", "ab"), "a") << "the first of two ways, as it is written";
}

TEST(APattern, WithFullWidthBracketsMeansTheBracketsThemselves) {
    EXPECT_EQ(found("（\\d{4}）[一-龥]{2}字第\\d+号", "（２０２４）京民字第８号"), "(2024)京民字第8号");
    EXPECT_EQ(found("〔\\d{4}〕", "(2024)"), "(2024)");
}

TEST(APattern, KnowsLineEndsAndClassesOfHanCharacters) {
    EXPECT_EQ(found("(^|[^\\d])\\d{3}[\\dXx]($|[^\\d])", "号123X"), "号123X");
    EXPECT_EQ(found("(^|[^\\d])\\d{3}[\\dXx]($|[^\\d])", "12345"), "");
    EXPECT_EQ(found("^[一-龥]{2}$", "张三"), "张三");
}

TEST(APattern, WithBrokenSourceIsNone) {
    for (const char* source : {"(", "[a", "a{2,1}", "*", "\\", "(?=a)", "\\1"})
        EXPECT_FALSE(Pattern::from(source)) << source;
}

TEST(APattern, ThatIsNoneFindsNothing) {
    EXPECT_FALSE(Pattern().find(U"12"));
    EXPECT_FALSE(Pattern().isIn("12"));
}

TEST(APattern, ThatMayBeReadInManyWaysEndsOnALongLine) {
    const std::string page(200'000, 'a');
    EXPECT_EQ(found("(a|a)*b", page), "");
    EXPECT_EQ(found("(a*)*b", page), "");
}

}  // namespace
}  // namespace daiban::documents
