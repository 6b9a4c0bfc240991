// Perfect papers for the project's items in every choice of situations, and with one of them missing.
#include "cases/checklist/ItemWalk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cases/checklist/Checklist.h"
#include "cases/checklist/PerfectPapers.h"
#include "cases/items/Items.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases {

namespace {

using made::today;
using Choices = std::vector<std::vector<std::string>>;

const Items& items() {
    static const Items all = Items::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "items");
    return all;
}

ItemWalk walked(const Item& item) {
    return walkItem(item, today, made::types(), made::bundleRules());
}

Material material(const std::string& type, const std::string& name, const std::string& situation = "") {
    Material out;
    out.type = type;
    out.name = name;
    out.form = MaterialForm::Original;
    out.subject = Subject::Applicant;
    out.situation = situation;
    return out;
}

/// Card and form; where something is lost a promise, where it is old the old one.
Item renewal() {
    Item item;
    item.code = "AB-001";
    item.situations = {{"lost", "遗失"}, {"worn", "损毁"}, {"hurry", "加急"}};
    item.materials = {material("id-card-front", "居民身份证"), material("application-form", "申请表"),
                      material("commitment-letter", "遗失声明", "lost"),
                      material("teacher-qualification", "教师资格证", "worn")};
    return item;
}

}  // namespace

TEST(ItemWalk, FindsNothingWrongInTheProjectsItems) {
    ItemWalk walk;
    for (const Item& item : items().all()) walk.add(walked(item));
    for (const auto& sentence : walk.wrong) ADD_FAILURE() << sentence;
    EXPECT_EQ(items().all().size(), 345U);
    EXPECT_GT(walk.perfectSets, walk.choices);
    EXPECT_GT(walk.lessOne, 5 * walk.perfectSets) << "every paper of every set is taken out once";
}

TEST(ItemWalk, FindsAnItemThatCardAndFormAloneComplete) {
    Item item = renewal();
    ASSERT_EQ(walked(item).wrong.size(), 1U);
    EXPECT_NE(walked(item).wrong.front().text().find("identity card and form alone are complete"), std::string::npos);
    item.atLeastOne = {"lost", "worn"};
    EXPECT_TRUE(walked(item).wrong.empty());
    EXPECT_EQ(walked(item).openChoices, 1U);
}

TEST(ItemWalk, FindsARowThatNoPaperCanTick) {
    Item item = renewal();
    item.atLeastOne = {"lost", "worn"};
    item.materials.push_back(material("no-such-type", "无此证"));
    item.materials.back().subject = Subject::Spouse;
    EXPECT_FALSE(walked(item).wrong.empty());
}

TEST(ItemWalk, CountsWhatMayFollowAndWhatNeedNotBeThere) {
    Item item = renewal();
    item.situations.clear();
    item.materials.resize(2);
    item.materials.push_back(material("diploma", "毕业证书"));
    item.materials.back().need = Need::Later;
    item.materials.push_back(material("portrait-photo", "证件照片"));
    item.materials.back().need = Need::No;
    const ItemWalk walk = walked(item);
    for (const auto& sentence : walk.wrong) ADD_FAILURE() << sentence;
    EXPECT_EQ(walk.perfectSets, 1U);
    EXPECT_EQ(walk.lessOne, 4U);
}

TEST(LegalSituations, AreEachOfThoseThatExcludeEachOtherAndAnyOfTheOthers) {
    Item item = renewal();
    EXPECT_EQ(legalSituations(item).size(), 8U);
    item.chooseOne = {"lost", "worn"};
    EXPECT_EQ(legalSituations(item), (Choices{{"lost"}, {"worn"}, {"hurry", "lost"}, {"hurry", "worn"}}));
    item.chooseOne.clear();
    item.atLeastOne = {"lost", "worn"};
    EXPECT_EQ(legalSituations(item).size(), 6U);
    EXPECT_TRUE(std::ranges::none_of(legalSituations(item), [](const auto& choice) {
        return choice.empty() || choice == std::vector<std::string>{"hurry"};
    }));
    item.situations.clear();
    item.atLeastOne.clear();
    EXPECT_EQ(legalSituations(item), Choices{{}});
}

TEST(MaterialsThatReplaceOthers, AreEnoughInTheirPlace) {
    Item item = renewal();
    item.situations.clear();
    Material temporary = material("temporary-id-card", "临时居民身份证");
    temporary.need = Need::No;
    Material front = material("id-card-front", "居民身份证（人像面）");
    Material back = material("id-card-back", "居民身份证（国徽面）");
    front.unless.material = back.unless.material = temporary.name;
    item.materials = {front, back, temporary};
    const ItemWalk walk = walked(item);
    for (const auto& sentence : walk.wrong) ADD_FAILURE() << sentence;
    const PerfectSet replaced = perfectSetFor(item, {}, {.replaced = true}, today, made::types());
    ASSERT_EQ(replaced.papers.size(), 1U);
    const Checklist checklist = check(item, {}, replaced.papers, inventedPeople(), today, made::types(), {});
    EXPECT_TRUE(checklist.complete);
    EXPECT_TRUE(checklist.requirements[0].waived);
    const Checklist none = check(item, {}, {}, inventedPeople(), today, made::types(), {});
    EXPECT_NE(none.notice.text().find("居民身份证（人像面）〔申请人〕：交原件 1 份，或交临时居民身份证代替。"),
              std::string::npos)
        << none.notice.text();
}

TEST(MaterialsThatReplaceOthers, StandInTheirPlaceInASituation) {
    const Item& item = items().at("WJ-019");
    const auto asks = [&](const std::vector<std::string>& situations) {
        const auto materials = item.materialsIn(situations);
        return std::ranges::any_of(materials, [](const Material* one) { return one->name == "公共场所卫生许可证"; });
    };
    EXPECT_TRUE(asks({"change"}));
    EXPECT_FALSE(asks({"lost"})) << "nobody can hand in what is lost";
}

}  // namespace daiban::cases
