#include "cases/items/ItemSearch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/Text.h"
#include "cases/items/Items.h"
#include "cases/items/Pinyin.h"

namespace daiban::cases {

namespace {

Item item(const std::string& code, const std::string& name, std::vector<std::string> aliases = {},
          const std::string& department = "民政局", const std::string& field = "民政",
          const std::string& result = "结果通知书") {
    Item out;
    out.code = code;
    out.name = name;
    out.aliases = std::move(aliases);
    out.department = department;
    out.field = field;
    out.resultName = result;
    return out;
}

const Items& items() {
    static const Items all({
        item("FC-010", "公共租赁住房申请", {"公租房"}, "住房和建设委员会", "住房"),
        item("JY-010", "灵活就业人员社会保险补贴申领", {"灵活就业补贴"}, "人力资源和社会保障局", "就失业"),
        item("QY-010", "个体工商户设立登记", {}, "市场监督管理局", "私人企业注册", "营业执照"),
        item("QY-011", "营业执照经营场所变更", {}, "市场监督管理局", "私人企业注册", "营业执照"),
        item("WJ-010", "长期护理保险失能评估申请", {}, "医疗保障局", "医保"),
        item("WJ-011", "重大疾病医疗救助（门诊）", {}, "卫生健康委员会", "卫健"),
        item("YL-010", "高龄津贴申领", {"老人钱", "百岁老人补贴"}, "民政局", "家庭养老"),
        item("YL-011", "百岁高龄老人营养补贴", {}, "民政局", "家庭养老"),
        item("YL-012", "居家养老服务补贴申请", {}, "民政局", "家庭养老"),
    });
    return all;
}

std::vector<std::string> found(std::string_view text) {
    std::vector<std::string> codes;
    for (const Item* one : items().search(text)) codes.push_back(one->code);
    return codes;
}

bool finds(std::string_view text, const std::string& code) {
    const auto codes = found(text);
    return std::ranges::find(codes, code) != codes.end();
}

using Codes = std::vector<std::string>;

}  // namespace

TEST(Pinyin, HasEveryReadingOfACharacter) {
    using Readings = std::vector<std::string_view>;
    EXPECT_EQ(readingsOf(U'高'), Readings{"gao"});
    EXPECT_EQ(readingsOf(U'重'), (Readings{"chong", "zhong"}));
    EXPECT_EQ(readingsOf(U'长'), (Readings{"chang", "zhang"}));
    const auto row = readingsOf(U'行');
    EXPECT_NE(std::ranges::find(row, "xing"), row.end());
    EXPECT_NE(std::ranges::find(row, "hang"), row.end());
    EXPECT_EQ(readingsOf(U'女'), (Readings{"nu", "nv"})) << "as keyboards write it, and as people do";
    EXPECT_TRUE(readingsOf(U'A').empty());
    EXPECT_TRUE(readingsOf(U'，').empty());
}

TEST(ItemSearch, FindsByPinyinWholeInPartsAndUnfinished) {
    EXPECT_EQ(found("gaolingjintie"), Codes{"YL-010"});
    EXPECT_EQ(found("gao ling jin tie"), Codes{"YL-010"});
    EXPECT_EQ(found("GaoLing JinTie"), Codes{"YL-010"});
    EXPECT_EQ(found("gaoling"), (Codes{"YL-010", "YL-011"})) << "what begins with it first";
    EXPECT_EQ(found("gaolingji"), Codes{"YL-010"});
    EXPECT_EQ(found("jujiayanglao"), Codes{"YL-012"});
    EXPECT_EQ(found("jintie"), Codes{"YL-010"});
}

TEST(ItemSearch, FindsByInitials) {
    EXPECT_EQ(found("gljt"), Codes{"YL-010"});
    EXPECT_EQ(found("gl"), (Codes{"YL-010", "YL-011"})) << "what begins with them first";
    EXPECT_EQ(found("ggzlzf"), Codes{"FC-010"});
    EXPECT_EQ(found("lhjyry"), Codes{"JY-010"});
}

TEST(ItemSearch, CountsEveryReadingOfACharacter) {
    for (const char* text : {"zhongdajibing", "chongdajibing", "zdjb", "cdjb"})
        EXPECT_TRUE(finds(text, "WJ-011")) << text;
    for (const char* text : {"changqihuli", "zhangqihuli", "cqhl", "zqhl"}) EXPECT_TRUE(finds(text, "WJ-010")) << text;
}

TEST(ItemSearch, FindsAMixtureOfCharactersPinyinAndInitials) {
    EXPECT_EQ(found("高龄jt"), Codes{"YL-010"});
    EXPECT_EQ(found("高龄jintie"), Codes{"YL-010"});
    EXPECT_EQ(found("gaoljt"), Codes{"YL-010"});
}

TEST(ItemSearch, FindsAliasesInCharactersAndPinyin) {
    EXPECT_EQ(found("公租房"), Codes{"FC-010"});
    EXPECT_TRUE(finds("gongzufang", "FC-010"));
    EXPECT_TRUE(finds("gzf", "FC-010"));
    EXPECT_EQ(found("老人钱"), Codes{"YL-010"});
}

TEST(ItemSearch, FindsDepartmentFieldAndResult) {
    EXPECT_EQ(found("住房和建设委员会"), Codes{"FC-010"});
    EXPECT_EQ(found("私人企业注册"), (Codes{"QY-010", "QY-011"}));
    EXPECT_EQ(found("jiatingyanglao"), (Codes{"YL-010", "YL-011", "YL-012"}));
    EXPECT_EQ(found("民政局 养老"), (Codes{"YL-010", "YL-011", "YL-012"})) << "养老 is in their field";
    EXPECT_EQ(found("民政局 服务"), Codes{"YL-012"});
}

TEST(ItemSearch, PutsTheBetterOnesFirst) {
    EXPECT_EQ(found("YL-011"), Codes{"YL-011"});
    EXPECT_EQ(found("yl").front(), "YL-010") << "codes before initials";
    EXPECT_EQ(found("高龄津贴申领").front(), "YL-010");
    EXPECT_EQ(found("营业执照"), (Codes{"QY-011", "QY-010"})) << "by name before by result";
    EXPECT_EQ(found("百岁"), (Codes{"YL-011", "YL-010"})) << "by name before by alias";
    EXPECT_EQ(found("补贴"), (Codes{"JY-010", "YL-011", "YL-012", "YL-010"})) << "by name before by alias";
}

TEST(ItemSearch, OverlooksBracketsAndMissingCharacters) {
    EXPECT_TRUE(finds("yiliaojiuzhumenzhen", "WJ-011"));
    EXPECT_EQ(found("养老补贴"), Codes{"YL-012"}) << "居家养老服务补贴申请";
}

TEST(ItemSearch, FindsNothingWhereThereIsNothingAndAllForBlanks) {
    EXPECT_TRUE(found("不存在的事项").empty());
    EXPECT_TRUE(found("qqqq").empty());
    EXPECT_TRUE(found("高龄津贴 营业执照").empty());
    EXPECT_EQ(found("  ").size(), items().all().size());
}

TEST(ItemSearch, FindsEveryItemOfTheProjectByItsNameAndItsInitials) {
    const auto all = Items::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "items");
    for (const Item& one : all.all()) {
        const auto byName = all.search(one.name);
        ASSERT_FALSE(byName.empty()) << one.name;
        EXPECT_EQ(byName.front()->name, one.name);
        std::string initials, whole;
        for (const char32_t c : base::toCodePoints(one.name)) {
            const auto readings = readingsOf(c);
            if (readings.empty()) continue;
            initials += readings.front().front();
            whole += readings.front();
        }
        for (const std::string& text : {initials, whole}) {
            const auto bySound = all.search(text);
            EXPECT_NE(std::ranges::find(bySound, &one), bySound.end()) << one.name << " by " << text;
        }
    }
}

}  // namespace daiban::cases
