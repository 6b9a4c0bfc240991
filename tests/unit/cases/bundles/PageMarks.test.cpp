#include "cases/bundles/PageMarks.h"

#include <gtest/gtest.h>

namespace daiban::cases {

namespace {

using Lines = std::vector<std::string>;

/// A page with five lines of text between its head and its foot.
PageMarks marksOf(const Lines& head, const Lines& foot) {
    Lines lines = head;
    for (int line = 0; line < 5; ++line) lines.emplace_back("双方应当按照约定全面履行自己的义务，不得擅自变更。");
    lines.insert(lines.end(), foot.begin(), foot.end());
    return pageMarksOf(lines);
}

struct Printed {
    const char* text;
    int number;
    int inAll;
    PageNumberForm form = PageNumberForm::Marked;
};

}  // namespace

TEST(PageMarks, ReadPageNumbersAsTheyArePrinted) {
    for (const Printed& printed :
         {Printed{"第2页 共3页", 2, 3}, Printed{"第 2 页，共 3 页", 2, 3}, Printed{"第2页/共3页", 2, 3},
          Printed{"第2页（共3页）", 2, 3}, Printed{"共3页 第2页", 2, 3}, Printed{"第2/3页", 2, 3},
          Printed{"第二页 共十二页", 2, 12}, Printed{"第十一页 共十二页", 11, 12}, Printed{"２／３", 2, 3},
          Printed{"(2/3)", 2, 3}, Printed{"第2页", 2, 0}, Printed{"- 2 -", 2, 0}, Printed{"— 12 —", 12, 0},
          Printed{"一2一", 2, 0}, Printed{"弟2页 共3页", 2, 3}, Printed{"共3页", 0, 3, PageNumberForm::None},
          Printed{"2", 2, 0, PageNumberForm::Bare}}) {
        const PageMarks marks = marksOf({"房屋租赁合同"}, {printed.text});
        EXPECT_EQ(marks.number, printed.number) << printed.text;
        EXPECT_EQ(marks.pagesInAll, printed.inAll) << printed.text;
        EXPECT_EQ(marks.form, printed.form) << printed.text;
    }
}

TEST(PageMarks, FindThePageNumberBehindARunningHead) {
    const PageMarks marks = marksOf({"劳动合同书 第2页 共3页"}, {});
    EXPECT_EQ(marks.number, 2);
    EXPECT_EQ(marks.pagesInAll, 3);
    EXPECT_EQ(marks.headLines.front(), "劳动合同书");
}

TEST(PageMarks, TakeNothingElseForAPageNumber) {
    for (const char* text : {"详见附件第2页共3页", "2026", "3700", "第7页共3页", "2/3个月", "2026年3月2日", "乙方：2",
                             "第二条 本页无正文", "450"}) {
        const PageMarks marks = marksOf({"房屋租赁合同"}, {text});
        EXPECT_EQ(marks.number, 0) << text;
        EXPECT_EQ(marks.form, PageNumberForm::None) << text;
    }
    EXPECT_EQ(marksOf({"2"}, {"合计"}).number, 0) << "a bare figure counts at the foot only";
}

TEST(PageMarks, KnowHowManyPagesAContractSaysThatItHas) {
    EXPECT_EQ(marksOf({"房屋租赁合同", "第十条 本合同共4页，一式两份，双方各执一份。"}, {"甲方（签字）："}).pagesInAll,
              4);
    EXPECT_EQ(marksOf({"房屋租赁合同", "第十条 附件共4页，与本合同具有同等效力。"}, {"甲方（签字）："}).pagesInAll, 0);
}

TEST(PageMarks, ReadTheRunOfClausesAndNotThoseSpokenOf) {
    const PageMarks marks = pageMarksOf({"的违约责任由过错方承担。", "第八条 保密义务", "双方应当保守秘密，违反本合同",
                                         "第三条约定的，应当赔偿。", "第九条 合同变更", "第十条", "第十一条 争议解决"});
    EXPECT_EQ(marks.articles, (ClauseRun{8, 11}));
    EXPECT_FALSE(marks.sections.there());
    const PageMarks sections = pageMarksOf({"四、劳动报酬", "1、基本工资", "2、奖金", "五、社会保险", "六、其他"});
    EXPECT_EQ(sections.sections, (ClauseRun{4, 6}));
    EXPECT_FALSE(sections.articles.there());
    EXPECT_EQ(pageMarksOf({"第七条 甲", "第九条 乙", "第十条 丙"}).articles, (ClauseRun{7, 10}))
        << "one heading was not read";
}

TEST(PageMarks, ReadTheNumberOfTheDocument) {
    EXPECT_EQ(marksOf({"房屋租赁合同", "合同编号：BH-2026-0117"}, {}).documentNumber, "BH-2026-0117");
    EXPECT_EQ(marksOf({"房屋租赁合同", "合同编号：", "津房租字第20260117号"}, {}).documentNumber,
              "津房租字第20260117号");
    EXPECT_EQ(marksOf({"房屋租赁合同", "编号："}, {}).documentNumber, "");
}

TEST(PageMarks, CountThePartiesThatSign) {
    EXPECT_EQ(marksOf({"（本页无正文）"}, {"甲方（盖章）：", "乙方（签字）："}).signingParties, 2);
    EXPECT_EQ(marksOf({"申请表"}, {"申请人签字："}).signingParties, 0);
    EXPECT_EQ(marksOf({"（本页无正文）"}, {"甲方：", "乙方："}).signingParties, 2);
    EXPECT_EQ(marksOf({"租赁合同", "甲方：何鹏飞", "乙方：林晓舟"}, {"- 1 -"}).signingParties, 0) << "their names";
}

TEST(PageMarks, OfABlankPageSayNothing) {
    const PageMarks marks = pageMarksOf(std::vector<std::string>{"", "  "});
    EXPECT_EQ(marks.lineCount, 0);
    EXPECT_TRUE(marks.words.empty());
    EXPECT_TRUE(marks.headLines.empty());
}

}  // namespace daiban::cases
