#include "documents/Titles.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "PrintedPage.h"
#include "documents/WideText.h"

namespace {

using namespace daiban::documents;

TitleParts partsOf(const std::string& title) {
    return projectTypes().titleWords().partsOf(comparable(title));
}

double likeness(const std::string& ofType, const std::string& ofPage, bool anyBefore = false) {
    return titleLikeness(partsOf(ofType), partsOf(ofPage), anyBefore, projectTypes().titleWeights());
}

bool reads(const std::string& line, const std::string& title) {
    const auto readings = titleReadings(comparable(line));
    return std::find(readings.begin(), readings.end(), comparable(title)) != readings.end();
}

TEST(Titles, AreTakenApartIntoTheKindOfPaperAndWhatItIsOf) {
    const auto parts = partsOf("收入证明");
    EXPECT_EQ(parts.core, comparable("收入"));
    EXPECT_GE(parts.kind, 0);
}

TEST(Titles, EndingsOfOneKindAreTheSame) {
    EXPECT_EQ(partsOf("收入证明书").kind, partsOf("收入证明").kind);
    EXPECT_NE(partsOf("失业登记表").kind, partsOf("失业证").kind);
}

TEST(Titles, WordsThatMayBeMissingAreNoPartOfWhatItIsOf) {
    EXPECT_EQ(partsOf("个人收入证明").core, partsOf("收入证明").core);
}

TEST(Titles, ShortFormsStandForTheLongOnes) {
    EXPECT_EQ(partsOf("低保证").core, partsOf("最低生活保障证").core);
}

TEST(Titles, WithoutTheirFileTitlesStayAsTheyAre) {
    const TitleWords none = TitleWords::load("no-such-folder/titles.yaml");
    EXPECT_EQ(none.partsOf(U"收入证明").core, U"收入证明");
    EXPECT_EQ(none.partsOf(U"收入证明").kind, -1);
}

TEST(Titles, AnotherWordingOfATitleIsMoreLikeItThanAnotherPaperIs) {
    EXPECT_GT(likeness("收入证明", "个人收入证明书"), 0.9);
    EXPECT_LT(likeness("收入证明", "居住证明"), 0.5);
}

TEST(Titles, AWordInThePlaceOfAnotherMakesAnotherPaper) {
    EXPECT_LT(likeness("食品经营许可证", "食品生产许可证"), 0.4);
    EXPECT_LT(likeness("食品卫生许可证", "食品生产许可证"), 0.4);
    EXPECT_LT(likeness("教师资格证书", "医师资格证书"), 0.4);
    EXPECT_GT(likeness("食品经营许可证", "食品经菅许可证"), 0.6) << "one character misread";
}

TEST(Titles, APaperOfAnotherKindIsNotTheSame) {
    EXPECT_LT(likeness("失业证", "失业登记表"), 0.5);
}

TEST(Titles, WordsBehindMakeAnotherPaperOfIt) {
    const auto& weights = projectTypes().titleWeights();
    EXPECT_TRUE(overlapOf(U"津贴", U"高龄津贴", weights).onlyBefore);
    EXPECT_FALSE(overlapOf(U"津贴", U"津贴高龄", weights).onlyBefore);
}

TEST(Titles, CharactersOfManyTitlesWeighLessThanThoseOfFew) {
    TitleWeights weights;
    weights.count({U"申请津贴"});
    weights.count({U"申请登记"});
    weights.count({U"申请退休"});
    EXPECT_LT(weights.of(U'申'), weights.of(U'津'));
}

TEST(Titles, MayStandWithoutTheNamesOfPlacesBeforeThem) {
    EXPECT_TRUE(reads("天津市滨海新区高龄津贴申请表", "高龄津贴申请表"));
    EXPECT_TRUE(reads("城市居民收入证明", "城市居民收入证明"));
}

TEST(Titles, MayStandWithAndWithoutWhatIsInBrackets) {
    EXPECT_TRUE(reads("收入证明（在职）", "收入证明"));
    EXPECT_TRUE(reads("收入证明（在职）", "收入证明在职"));
}

}  // namespace
