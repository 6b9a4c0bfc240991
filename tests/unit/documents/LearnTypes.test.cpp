// What corrected pages teach: new forms, without harm to what was known.
#include "documents/LearnTypes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "ForeignPages.h"
#include "PrintedPage.h"
#include "documents/LearnExample.h"
#include "support/TemporaryFolder.h"

namespace daiban::documents {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string one(int seed, const std::vector<std::string>& words) {
    return words[static_cast<std::size_t>(seed) % words.size()];
}

std::string holder(int seed) {
    return one(seed, {"王", "李", "张", "刘", "陈", "杨", "赵"}) +
           one(seed / 2 + 3, {"秀英", "建国", "海燕", "子轩", "静"});
}

/// A form nobody wrote a file of words for: 停车泊位登记. No two pages of it have a value in common.
PrintedPage parkingForm(int seed) {
    auto page = PrintedPage::a4();
    const double off = 2.0 * (seed % 3);
    page.put(66, 22 + off, "居住区停车泊位登记", 7);
    const std::vector<std::pair<std::string, std::string>> rows{
        {"车主姓名", holder(seed)},
        {"房屋坐落",
         "滨海新区" + one(seed, {"杭州道", "新港路", "洞庭路", "福州道"}) + std::to_string(11 + 7 * seed) + "号"},
        {"泊位编号", one(seed, {"A-", "B-", "C-"}) + std::to_string(100 + 13 * seed)},
        {"车身颜色", one(seed, {"白", "黑", "银灰", "红", "蓝"})},
        {"使用方式", one(seed, {"自有", "租用"})},
        {"物业经办", holder(seed + 31)},
        {"登记时间", "202" + std::to_string(seed % 6) + "年" + std::to_string(1 + seed % 12) + "月3日"}};
    double top = 48 + off;
    for (const auto& [label, value] : rows) page.put(25, top, label).put(70, top, value), top += 11;
    page.put(25, top + 8, "本人承诺上述内容属实，服从物业公司对停车秩序的管理。");
    return page;
}

PrintedPage marriagePage(int seed, const std::string& title = "结婚证") {
    PrintedPage page(176, 122);
    page.put(124, 6, title, 4.5).put(12, 20, "持 证 人 " + holder(seed));
    page.put(12, 32, "登记日期 2020年02月2" + std::to_string(seed % 9) + "日");
    page.put(12, 44, title + "字号 J120116-2020-21360" + std::to_string(seed % 10));
    page.put(97, 20, "姓 名 " + holder(seed)).put(97, 28, "国 籍 中国").put(97, 45, "身份证件号 11010519491231002X");
    page.put(97, 70, "姓 名 " + holder(seed + 9)).put(97, 92, "身份证件号 440524188001010014");
    return page;
}

/// The project's types and one of the station's own, told by a label the form may not even bear.
class Learning : public ::testing::Test {
  protected:
    static constexpr auto code = "parking-place";

    static void SetUpTestSuite() {
        const support::TemporaryFolder folder;
        std::filesystem::copy(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/documents", folder.path() / "types",
                              std::filesystem::copy_options::recursive);
        std::ofstream(folder.path() / "types/parking-place.yaml")
            << "code: parking-place\nname: 停车泊位登记\ngroup: local\nuntitled: true\ncues: [泊位使用证明]\n";
        types_ = std::make_unique<DocumentTypes>(DocumentTypes::load(folder.path() / "types"));
    }
    static void TearDownTestSuite() { types_.reset(); }

    static const DocumentTypes& types() { return *types_; }
    static Classification classified(const PrintedPage& page, const LearnedTypes* learned = nullptr) {
        return classify(page.evidence(), types(), learned);
    }
    static Example example(const PrintedPage& page, const std::string& type) {
        return exampleOf(page.evidence(), type, ExampleSource::Corrected);
    }
    static std::vector<Example> parkingForms(int count) {
        std::vector<Example> out;
        for (int seed = 0; seed < count; ++seed) out.push_back(example(parkingForm(seed), code));
        return out;
    }

  private:
    static std::unique_ptr<DocumentTypes> types_;
};

std::unique_ptr<DocumentTypes> Learning::types_;

TEST_F(Learning, TenPagesOfANewFormTeachTheNextTen) {
    const auto lesson = learnTypes(parkingForms(10), types());
    EXPECT_EQ(lesson.examples, 10);
    EXPECT_EQ(lesson.right, 10);
    for (int seed = 20; seed < 30; ++seed) {
        ASSERT_EQ(classified(parkingForm(seed)).type, unknownType) << seed;
        const auto result = classified(parkingForm(seed), &lesson.learned);
        EXPECT_EQ(result.type, code) << seed;
        EXPECT_GT(result.confidence.value(), 0.8) << seed;
        EXPECT_THAT(result.reasons, Contains(HasSubstr("学习：与更正过的10份材料相近")));
    }
}

TEST_F(Learning, OneCorrectedPageTeachesTheNextAtOnce) {
    const auto lesson = learnTypes(parkingForms(1), types());
    for (int seed = 20; seed < 30; ++seed) EXPECT_EQ(classified(parkingForm(seed), &lesson.learned).type, code) << seed;
}

TEST_F(Learning, TakesNoForeignPageForTheNewForm) {
    const auto lesson = learnTypes(parkingForms(10), types());
    for (const auto& foreign : ForeignPages().all())
        EXPECT_EQ(classified(foreign.page, &lesson.learned).type, classified(foreign.page).type) << foreign.name;
}

TEST_F(Learning, PagesAsTheyAreKeptTeachAsMuch) {
    std::vector<Example> examples;
    for (const Example& page : parkingForms(10)) examples.push_back(kept(page, types()));
    const auto lesson = learnTypes(examples, types());
    for (int seed = 20; seed < 30; ++seed) EXPECT_EQ(classified(parkingForm(seed), &lesson.learned).type, code) << seed;
    for (const auto& foreign : ForeignPages().all())
        EXPECT_EQ(classified(foreign.page, &lesson.learned).type, classified(foreign.page).type) << foreign.name;
}

TEST_F(Learning, LeavesWhatTheRulesKnowAsItWas) {
    const auto lesson = learnTypes(parkingForms(10), types());
    const auto page = marriagePage(1);
    const auto before = classified(page);
    const auto after = classified(page, &lesson.learned);
    EXPECT_EQ(after.type, "marriage-certificate");
    EXPECT_EQ(after.confidence, before.confidence);
    EXPECT_EQ(after.reasons, before.reasons);
    EXPECT_EQ(classified(PrintedPage::a4(), &lesson.learned).type, unknownType);
}

TEST_F(Learning, OverrulesTheRulesOnlyWhereAPersonDid) {
    // The station files marriage papers of an old print as something of its own.
    std::vector<Example> examples = parkingForms(2);
    const auto unasked = learnTypes(examples, types());
    EXPECT_EQ(classified(marriagePage(3), &unasked.learned).type, "marriage-certificate");
    for (int seed = 0; seed < 3; ++seed) examples.push_back(example(marriagePage(seed), code));
    const auto asked = learnTypes(examples, types());
    const auto result = classified(marriagePage(7), &asked.learned);
    EXPECT_EQ(result.type, code);
    EXPECT_THAT(result.reasons, Contains(HasSubstr("曾由工作人员改正")));
    ASSERT_FALSE(result.others.empty());
    EXPECT_EQ(result.others[0].first, "marriage-certificate");
    // Divorce certificates look alike, but nobody corrected one.
    EXPECT_EQ(classified(marriagePage(7, "离婚证"), &asked.learned).type, "divorce-certificate");
}

TEST_F(Learning, KeepsAConfirmedPageRightWhateverIsTaughtAfterIt) {
    auto examples = parkingForms(3);
    const auto before = learnTypes(examples, types());
    ASSERT_EQ(classified(parkingForm(1), &before.learned).type, code);
    // A clerk's slip: the same form taught as another type, twice.
    for (const int seed : {40, 41}) examples.push_back(example(parkingForm(seed), "student-card"));
    const auto after = learnTypes(examples, types(), before.learned);
    for (int seed = 0; seed < 3; ++seed) EXPECT_EQ(classified(parkingForm(seed), &after.learned).type, code) << seed;
}

TEST_F(Learning, RefusesAModelThatWouldTurnARightAnswerWrong) {
    auto examples = parkingForms(2);
    const auto before = learnTypes(examples, types());
    ASSERT_TRUE(before.wouldTurnWrong.empty());
    // The same page but for a blank, which nothing can tell from it, taught as something else.
    auto slip = examples[0];
    slip.type = "student-card";
    slip.text.lines.back().text += " ";
    examples.push_back(slip);
    const auto after = learnTypes(examples, types(), before.learned);
    EXPECT_THAT(after.wouldTurnWrong, ElementsAre(code));
    EXPECT_THAT(after.contradictions, ElementsAre("student-card"));
    EXPECT_EQ(classified(parkingForm(0), &after.learned).type, code);
}

TEST_F(Learning, TheLaterWordOnAPageCounts) {
    auto examples = parkingForms(1);
    examples.push_back(example(parkingForm(0), unknownType.data()));
    const auto lesson = learnTypes(examples, types());
    EXPECT_EQ(lesson.examples, 1);
    EXPECT_EQ(classified(parkingForm(0), &lesson.learned).type, unknownType);
    EXPECT_EQ(classified(parkingForm(21), &lesson.learned).type, unknownType);
}

TEST_F(Learning, APageTaughtAsNoneOfTheTypesIsNotTakenForOne) {
    // A card of a club that bears a title of ours.
    const auto club = [](int seed) {
        auto page = PrintedPage::card();
        page.put(30, 6, "学生证", 6)
            .put(8, 20, "海河棋社会员")
            .put(8, 28, "棋力 业余" + std::to_string(1 + seed % 5) + "段");
        page.put(8, 36, "姓名 " + holder(seed))
            .put(8, 44, "学校 海河第二中学")
            .put(50, 44, "学号 2023" + std::to_string(seed));
        return page;
    };
    ASSERT_EQ(classified(club(1)).type, "student-card");
    std::vector<Example> examples;
    for (int seed = 1; seed < 4; ++seed) examples.push_back(example(club(seed), unknownType.data()));
    const auto lesson = learnTypes(examples, types());
    EXPECT_EQ(classified(club(8), &lesson.learned).type, unknownType);
}

TEST_F(Learning, TheSameExamplesGiveTheSameModel) {
    const auto a = learnTypes(parkingForms(4), types());
    const auto b = learnTypes(parkingForms(4), types());
    ASSERT_EQ(a.learned.taught().size(), b.learned.taught().size());
    EXPECT_EQ(a.learned.taught()[0].weights, b.learned.taught()[0].weights);
}

TEST_F(Learning, NothingIsLearnedFromPagesWithoutText) {
    const auto lesson = learnTypes({example(PrintedPage::a4(), code)}, types());
    EXPECT_EQ(lesson.examples, 0);
    EXPECT_THAT(lesson.learned.taught(), IsEmpty());
    EXPECT_EQ(classified(parkingForm(1), &lesson.learned).type, unknownType);
}

TEST_F(Learning, ATypeWhoseFileIsGoneIsNotNamed) {
    const auto lesson = learnTypes(parkingForms(3), types());
    EXPECT_EQ(classify(parkingForm(20).evidence(), projectTypes(), &lesson.learned).type, unknownType);
}

TEST_F(Learning, AnExampleKeepsNoDigits) {
    auto page = PrintedPage::a4();
    page.put(20, 20, "身份证号 11010519491231002X 电话 15195851025");
    const auto kept = example(page, code);
    EXPECT_EQ(kept.text.lines[0].text.find_first_of("123456789"), std::string::npos);
    EXPECT_THAT(kept.text.lines[0].text, HasSubstr("身份证号"));
}

TEST_F(Learning, UnderstandReadsTheFieldsOfALearnedType) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "parking-place.yaml")
        << "code: parking-place\nname: 停车泊位登记\ngroup: local\nuntitled: true\ncues: [泊位使用证明]\nfields:\n"
           "  - {name: owner_name, kind: person-name, labels: [车主姓名]}\n";
    const auto own = DocumentTypes::load(folder.path());
    const auto lesson = learnTypes(parkingForms(3), own);
    const auto page = parkingForm(22);
    const auto document = understand(page.evidence(), own, testDay(), &lesson.learned);
    EXPECT_EQ(document.classification.type, code);
    EXPECT_EQ(valueOf(document.fields, "owner_name"), holder(22));
}

}  // namespace
}  // namespace daiban::documents
