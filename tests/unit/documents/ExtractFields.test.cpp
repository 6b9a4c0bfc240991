#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "PrintedPage.h"
#include "base/Validators.h"
#include "documents/Understand.h"

namespace daiban::documents {
namespace {

/// A number made up of an area, a day and an order, with the right check character.
const std::string womanBorn1949 = "11010519491231002X";

PrintedPage idCard(const std::string& number, const std::string& birth = "1949 年 12 月 31 日",
                   const std::string& sex = "女") {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓 名")
        .put(16, 6, "王秀兰")
        .put(5, 13, "性 别")
        .put(16, 13, sex)
        .put(25, 13, "民 族")
        .put(36, 13, "回");
    page.put(5, 20, "出 生").put(16, 20, birth).put(5, 27, "住 址").put(16, 27, "天津市滨海新区新港街");
    page.put(16, 31.5, "道和平里3号楼2门501号").put(5, 46, "公民身份号码").put(29, 46, number);
    return page;
}

TEST(ExtractFields, ReadsAnIdentityCard) {
    const auto fields = fieldsOn(idCard(womanBorn1949), "id-card-front");
    EXPECT_EQ(valueOf(fields, "name"), "王秀兰");
    EXPECT_EQ(valueOf(fields, "sex"), "女");
    EXPECT_EQ(valueOf(fields, "ethnicity"), "回");
    EXPECT_EQ(isoOf(fields, "birth_date"), "1949-12-31");
    EXPECT_EQ(valueOf(fields, "birth_date"), "1949年12月31日");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
    for (const auto& [name, field] : fields) EXPECT_TRUE(field.valid) << name;
}

TEST(ExtractFields, ANameWithACharacterThatIsInDoubtIsNotValidAndNotBelieved) {
    const auto fieldsWithDoubt = [](const std::string& character) {
        auto page = PrintedPage::card().withSymbols();
        page.put(5, 6, "姓 名").put(16, 6, "王秀兰").put(5, 20, "住 址").put(16, 20, "天津市滨海新区秀水街3号");
        page.put(5, 46, "公民身份号码").put(29, 46, womanBorn1949);
        const Evidence evidence = page.evidence();
        text::PageText text = evidence.text;
        for (auto& line : text.lines)
            for (auto& symbol : line.symbols)
                if (symbol.text == character) symbol.candidates = {character, "某"};
        return extractFields({evidence.clean, text, evidence.codes}, *projectTypes().find("id-card-front"), testDay());
    };
    EXPECT_TRUE(isValid(fieldsWithDoubt("滨"), "name"));
    const auto fields = fieldsWithDoubt("秀");
    EXPECT_EQ(valueOf(fields, "name"), "王秀兰");
    EXPECT_FALSE(isValid(fields, "name"));
    EXPECT_LE(fields.at("name").confidence.value(), 0.5);
    EXPECT_TRUE(isValid(fields, "address")) << "an address has many characters, and is read by a person";
}

TEST(ExtractFields, AnAddressGoesOnInTheNextLine) {
    const auto fields = fieldsOn(idCard(womanBorn1949), "id-card-front");
    EXPECT_EQ(valueOf(fields, "address"), "天津市滨海新区新港街道和平里3号楼2门501号");
    const auto quad = fields.at("address").quad;
    EXPECT_NEAR(quad[0].y, 270, 2);  // pixels: from the first line's top
    EXPECT_NEAR(quad[2].y, 350, 2);  // to the second line's bottom
}

TEST(ExtractFields, AWrongCheckDigitIsNotValid) {
    const auto fields = fieldsOn(idCard("110105194912310021"), "id-card-front");
    EXPECT_EQ(valueOf(fields, "id_number"), "110105194912310021");
    EXPECT_FALSE(isValid(fields, "id_number"));
    EXPECT_LE(fields.at("id_number").confidence.value(), 0.5);
}

TEST(ExtractFields, ANumberWithADigitMissingIsNotValid) {
    EXPECT_FALSE(isValid(fieldsOn(idCard("1101051949123102X"), "id-card-front"), "id_number"));
}

TEST(ExtractFields, LettersMisreadForDigitsAreMendedWhereTheCheckAgrees) {
    const auto fields = fieldsOn(idCard("11O1O519491231002X"), "id-card-front");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
    EXPECT_TRUE(isValid(fields, "id_number"));
    const auto clean = fieldsOn(idCard(womanBorn1949), "id-card-front");
    EXPECT_LT(fields.at("id_number").confidence, clean.at("id_number").confidence);
}

TEST(ExtractFields, LettersAreNotMendedWhereTheCheckDisagrees) {
    const auto fields = fieldsOn(idCard("11O10519491231003X"), "id-card-front");
    EXPECT_EQ(valueOf(fields, "id_number"), "11O10519491231003X");
    EXPECT_FALSE(isValid(fields, "id_number"));
}

TEST(ExtractFields, ADigitMisreadForAnotherIsNeverMended) {
    const auto fields = fieldsOn(idCard("11010519491231802X"), "id-card-front");  // 8 for 0
    EXPECT_EQ(valueOf(fields, "id_number"), "11010519491231802X");
    EXPECT_FALSE(isValid(fields, "id_number"));
}

TEST(ExtractFields, ANumberOfNoProvinceIsNotValidThoughItsCheckAgrees) {
    const auto check = base::citizenCheckCharacter("17010519491231002");
    ASSERT_TRUE(check.has_value());
    EXPECT_FALSE(isValid(fieldsOn(idCard(std::string("17010519491231002") + *check), "id-card-front"), "id_number"));
}

TEST(ExtractFields, ABirthDateThatIsNotTheNumbersIsNotValid) {
    const auto fields = fieldsOn(idCard(womanBorn1949, "1949 年 12 月 21 日"), "id-card-front");
    EXPECT_FALSE(isValid(fields, "birth_date"));
    EXPECT_TRUE(isValid(fields, "id_number"));
}

TEST(ExtractFields, ASexThatIsNotTheNumbersIsNotValid) {
    EXPECT_FALSE(isValid(fieldsOn(idCard(womanBorn1949, "1949 年 12 月 31 日", "男"), "id-card-front"), "sex"));
}

TEST(ExtractFields, ADayThatIsNoneIsNotValid) {
    const auto fields = fieldsOn(idCard(womanBorn1949, "1949 年 13 月 31 日"), "id-card-front");
    EXPECT_EQ(isoOf(fields, "birth_date"), "");
    EXPECT_FALSE(isValid(fields, "birth_date"));
}

TEST(ExtractFields, TheRestOfAHeadingIsNoName) {
    const auto fields = fieldsOn(PrintedPage::a4()
                                     .put(60, 20, "公司章程", 8)
                                     .put(40, 60, "第二章公司名称和住所")
                                     .put(40, 70, "第三条公司名称：天津市津沽盛达商贸有限公司。"),
                                 "articles-of-association");
    EXPECT_EQ(valueOf(fields, "enterprise_name"), "天津市津沽盛达商贸有限公司");
}

TEST(ExtractFields, TheEndOfANameIsNoName) {
    const auto fields = fieldsOn(PrintedPage::a4().put(60, 20, "公司章程", 8).put(40, 60, "公司名称：限公司"),
                                 "articles-of-association");
    EXPECT_FALSE(fields.contains("enterprise_name"));
}

TEST(ExtractFields, ACompanyWhoseNameLostItsBeginningIsNotValid) {
    const auto fieldsWith = [](const std::string& company) {
        return fieldsOn(PrintedPage::a4().put(60, 20, "公司章程", 8).put(40, 60, "公司名称：" + company),
                        "articles-of-association");
    };
    const auto cut = fieldsWith("沽商贸有限公司");  // of 津沽商贸有限公司
    EXPECT_EQ(valueOf(cut, "enterprise_name"), "沽商贸有限公司");
    EXPECT_FALSE(isValid(cut, "enterprise_name"));
    EXPECT_TRUE(isValid(fieldsWith("津沽商贸有限公司"), "enterprise_name"));
}

TEST(ExtractFields, LabelAndValueMayBeOneLine) {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓名王秀兰").put(5, 13, "性别女民族回").put(5, 20, "出生1949年12月31日");
    page.put(5, 46, "公民身份号码11010519491231002X");
    const auto fields = fieldsOn(page, "id-card-front");
    EXPECT_EQ(valueOf(fields, "name"), "王秀兰");
    EXPECT_EQ(valueOf(fields, "sex"), "女");
    EXPECT_EQ(valueOf(fields, "ethnicity"), "回");
    EXPECT_EQ(isoOf(fields, "birth_date"), "1949-12-31");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
}

TEST(ExtractFields, ALongLabelMayHaveAWrongCharacter) {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓 名").put(16, 6, "王秀兰").put(5, 46, "公民身分号码").put(29, 46, womanBorn1949);
    EXPECT_EQ(valueOf(fieldsOn(page, "id-card-front"), "id_number"), womanBorn1949);
}

TEST(ExtractFields, AShortLabelMisreadIsFoundByItsPlaceWithLessTrust) {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓 各").put(16, 6, "王秀兰").put(5, 46, "公民身份号码").put(29, 46, womanBorn1949);
    const auto fields = fieldsOn(page, "id-card-front");
    EXPECT_EQ(valueOf(fields, "name"), "王秀兰");
    EXPECT_LT(fields.at("name").confidence.value(), 0.85);
}

TEST(ExtractFields, AMisreadLabelThatIsAsNearToTwoIsNeither) {
    auto page = PrintedPage::a4();
    page.put(70, 20, "出生医学证明", 8).put(20, 50, "□亲姓名").put(50, 50, "高美玲");
    const auto fields = fieldsOn(page, "birth-certificate");
    EXPECT_EQ(fields.count("mother_name"), 0U);
    EXPECT_EQ(fields.count("father_name"), 0U);
}

TEST(ExtractFields, ANumberWithoutItsLabelIsFoundWhenThereIsOnlyOne) {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓 名").put(16, 6, "王秀兰").put(29, 46, womanBorn1949);
    const auto fields = fieldsOn(page, "id-card-front");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
    EXPECT_TRUE(isValid(fields, "id_number"));
}

TEST(ExtractFields, ARangeIsSplitIntoItsTwoDays) {
    auto page = PrintedPage::card();
    page.put(25, 38, "签发机关")
        .put(40, 38, "天津市公安局滨海分局")
        .put(25, 45, "有效期限")
        .put(40, 45, "2010.10.03-2030.10.03");
    const auto fields = fieldsOn(page, "id-card-back");
    EXPECT_EQ(isoOf(fields, "valid_from"), "2010-10-03");
    EXPECT_EQ(isoOf(fields, "valid_until"), "2030-10-03");
    EXPECT_EQ(valueOf(fields, "valid_until"), "2030.10.03");
    EXPECT_EQ(valueOf(fields, "issuing_authority"), "天津市公安局滨海分局");
}

TEST(ExtractFields, ARangeWithoutAnEndIsLongTerm) {
    auto page = PrintedPage::card();
    page.put(25, 45, "有效期限").put(40, 45, "2024.03.27-长期");
    const auto fields = fieldsOn(page, "id-card-back");
    EXPECT_EQ(isoOf(fields, "valid_from"), "2024-03-27");
    EXPECT_EQ(isoOf(fields, "valid_until"), "长期");
    EXPECT_TRUE(isValid(fields, "valid_until"));
}

TEST(ExtractFields, ARangeWithItsDashLostIsStillTwoDays) {
    auto page = PrintedPage::card();
    page.put(25, 45, "有效期限").put(40, 45, "2010.10.032030.10.03");
    const auto fields = fieldsOn(page, "id-card-back");
    EXPECT_EQ(isoOf(fields, "valid_from"), "2010-10-03");
    EXPECT_EQ(isoOf(fields, "valid_until"), "2030-10-03");
}

TEST(ExtractFields, AnEndBeforeTheBeginningIsNotValid) {
    auto page = PrintedPage::card();
    page.put(25, 45, "有效期限").put(40, 45, "2020.10.03-2010.10.03");
    EXPECT_FALSE(isValid(fieldsOn(page, "id-card-back"), "valid_until"));
}

TEST(ExtractFields, TheEndOfARangeIsNotTakenForItsBeginning) {
    auto page = PrintedPage::card();
    page.put(25, 45, "有效期限").put(40, 45, "20l?.-2030.10.03");
    const auto fields = fieldsOn(page, "id-card-back");
    EXPECT_EQ(fields.count("valid_from"), 0U);
    EXPECT_EQ(isoOf(fields, "valid_until"), "2030-10-03");
}

TEST(ExtractFields, CellsOfATableAreReadToTheRight) {
    auto page = PrintedPage::a4();
    page.put(70, 20, "失业登记表", 7)
        .put(25, 45, "姓 名")
        .put(55, 45, "周若琳")
        .put(85, 45, "性 别")
        .put(110, 45, "女");
    page.put(25, 57, "身份证号码").put(75, 57, womanBorn1949);
    const auto fields = fieldsOn(page, "unemployment-registration-form");
    EXPECT_EQ(valueOf(fields, "name"), "周若琳");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
}

TEST(ExtractFields, AnEmptyCellGivesNothing) {
    auto page = PrintedPage::a4();
    page.put(70, 20, "失业登记表", 7).put(25, 45, "姓 名").put(85, 45, "性 别").put(110, 45, "女");
    EXPECT_EQ(fieldsOn(page, "unemployment-registration-form").count("name"), 0U);
}

TEST(ExtractFields, CellsThatAnEngineJoinedAreCutAtTheLabels) {
    auto page = PrintedPage::a4();
    page.withSymbols().put(25, 45, "姓 名    周若琳    性 别    女    出生年月    1959年8月");
    page.put(25, 57, "身份证号码    11010519491231002X    联系电话    13800000000");
    const auto fields = fieldsOn(page, "unemployment-registration-form");
    EXPECT_EQ(valueOf(fields, "name"), "周若琳");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
}

TEST(ExtractFields, ALabelMayBeBrokenOverTwoLinesOfItsCell) {
    auto page = PrintedPage::a4();
    page.put(60, 20, "常住人口登记卡", 6).put(20, 40, "户主或与").put(20, 44.5, "户主关系").put(60, 42, "长女");
    page.put(20, 60, "公民身份").put(20, 64.5, "证件编号").put(50, 62, womanBorn1949);
    const auto fields = fieldsOn(page, "household-register-person");
    EXPECT_EQ(valueOf(fields, "relation_to_head"), "长女");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
}

TEST(ExtractFields, AnAddressOfTwoLinesMayStandBesideTheMiddleOfItsLabel) {
    auto page = PrintedPage::a4();
    page.put(20, 42, "住所（经营场所）地址")
        .put(70, 39.8, "天津市滨海新区新港二号路")
        .put(70, 44.3, "1180号商业中心8号楼");
    EXPECT_EQ(valueOf(fieldsOn(page, "premises-use-certificate"), "location"),
              "天津市滨海新区新港二号路1180号商业中心8号楼");
}

TEST(ExtractFields, ValuesMayStandBelowTheirLabels) {
    PrintedPage page(125, 88);
    page.put(36, 20, "姓名/Name", 2.4)
        .put(36, 23.5, "王晓东", 3.2)
        .put(86, 10, "护照号/Passport No.", 2.4)
        .put(86, 13.5, "EA0638875", 3.2);
    page.put(86, 30, "出生日期/Date of birth", 2.4).put(86, 33.5, "1994年04月12日", 3.2);
    const auto fields = fieldsOn(page, "passport");
    EXPECT_EQ(valueOf(fields, "name"), "王晓东");
    EXPECT_EQ(valueOf(fields, "passport_number"), "EA0638875");
    EXPECT_EQ(isoOf(fields, "birth_date"), "1994-04-12");
}

TEST(ExtractFields, APassportNumberThatIsNotItsZonesIsNotValid) {
    PrintedPage page(125, 88);
    page.put(86, 10, "护照号/Passport No.", 2.4).put(86, 13.5, "EA0638876", 3.2);
    page.put(5, 78, "EA06388759CHN9404128M2601283<<<<<<<<<<<<<<00", 3.2);
    const auto fields = fieldsOn(page, "passport");
    EXPECT_FALSE(isValid(fields, "passport_number"));
    EXPECT_EQ(isoOf(fields, "valid_until"), "2026-01-28");  // from the zone
}

TEST(ExtractFields, TwoPersonsOfOnePaperAreKeptApart) {
    PrintedPage page(176, 122);
    page.put(100, 20, "姓 名 李学军").put(100, 45, "身份证件号 11010519491231002X");
    page.put(100, 68, "姓 名 郭文静").put(100, 92, "身份证件号 440524188001010014");
    const auto fields = fieldsOn(page, "marriage-certificate");
    EXPECT_EQ(valueOf(fields, "spouse_a_name"), "李学军");
    EXPECT_EQ(valueOf(fields, "spouse_a_id_number"), womanBorn1949);
    EXPECT_EQ(valueOf(fields, "spouse_b_name"), "郭文静");
    EXPECT_EQ(valueOf(fields, "spouse_b_id_number"), "440524188001010014");
}

TEST(ExtractFields, WithOnePersonUnreadNobodyIsGuessed) {
    PrintedPage page(176, 122);
    page.put(100, 68, "姓 名 郭文静").put(100, 92, "身份证件号 440524188001010014");
    const auto fields = fieldsOn(page, "marriage-certificate");
    EXPECT_EQ(fields.count("spouse_a_name"), 0U);
    EXPECT_EQ(fields.count("spouse_a_id_number"), 0U);
    EXPECT_EQ(fields.count("spouse_b_id_number"), 0U);
}

TEST(ExtractFields, SectionsKeepPrincipalAndAgentApart) {
    auto page = PrintedPage::a4();
    page.put(70, 25, "授权委托书", 9)
        .put(25, 50, "委托人：")
        .put(50, 50, "徐洪波 性别：男 联系电话：")
        .put(25, 60, "身份证号码：");
    page.put(75, 60, womanBorn1949).put(25, 75, "受托人：").put(50, 75, "杨海霞 性别：女").put(25, 85, "身份证号码：");
    page.put(75, 85, "440524188001010014").put(35, 100, "委托人因长期在外地居住，不能亲自到场，现委托上述受托人代为");
    const auto fields = fieldsOn(page, "power-of-attorney");
    EXPECT_EQ(valueOf(fields, "principal_name"), "徐洪波");
    EXPECT_EQ(valueOf(fields, "principal_id_number"), womanBorn1949);
    EXPECT_EQ(valueOf(fields, "agent_name"), "杨海霞");
    EXPECT_EQ(valueOf(fields, "agent_id_number"), "440524188001010014");
}

TEST(ExtractFields, RunningTextGivesWhatStandsBetweenItsWords) {
    auto page = PrintedPage::a4();
    page.put(80, 30, "个人承诺书", 9)
        .put(35, 55, "本人杨海霞，身份证号码")
        .put(110, 55, womanBorn1949)
        .put(155, 55, "，现");
    page.put(25, 63, "住河北省黄骅市东街三道村161号，就申请办理");
    const auto fields = fieldsOn(page, "commitment-letter");
    EXPECT_EQ(valueOf(fields, "name"), "杨海霞");
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
}

TEST(ExtractFields, APhraseMayRunOverTheEndOfALine) {
    auto page = PrintedPage::a4();
    page.put(80, 30, "房屋租赁合同", 9).put(25, 55, "第一条 甲方将位于天津市滨海新区新港街道和平里8号楼3门");
    page.put(25, 62, "804号的房屋出租给乙方使用。").put(25, 70, "第二条 租赁期限自2022年5月18日起至2025年5月17日止。");
    const auto fields = fieldsOn(page, "lease-contract");
    EXPECT_EQ(valueOf(fields, "location"), "天津市滨海新区新港街道和平里8号楼3门804号");
    EXPECT_EQ(isoOf(fields, "start_date"), "2022-05-18");
    EXPECT_EQ(isoOf(fields, "end_date"), "2025-05-17");
}

TEST(ExtractFields, FiguresAndCapitalsOfAnAmountMustAgree) {
    auto page = PrintedPage::a4();
    page.put(20, 100, "合计（大写）").put(60, 100, "贰仟捌佰叁拾伍元陆角捌分").put(150, 100, "￥2835.68");
    auto fields = fieldsOn(page, "medical-expense-invoice");
    EXPECT_EQ(valueOf(fields, "total_amount"), "2835.68");
    EXPECT_TRUE(isValid(fields, "total_amount"));
    auto wrong = PrintedPage::a4();
    wrong.put(20, 100, "合计（大写）").put(60, 100, "贰仟捌佰叁拾伍元陆角捌分").put(150, 100, "￥2335.68");
    EXPECT_FALSE(isValid(fieldsOn(wrong, "medical-expense-invoice"), "total_amount"));
}

TEST(ExtractFields, AnIncomeInRunningTextIsReadInFigures) {
    auto page = PrintedPage::a4();
    page.put(25, 70, "叉车司机，月均收入为人民币（大写）").put(110, 70, "柒仟元整").put(25, 78, "（￥7000.00）。");
    const auto fields = fieldsOn(page, "income-certificate");
    EXPECT_EQ(valueOf(fields, "monthly_income"), "7000.00");
    EXPECT_TRUE(isValid(fields, "monthly_income"));
}

TEST(ExtractFields, ACreditCodeIsCheckedAndMendedByItsCheckCharacter) {
    auto page = PrintedPage::a4();
    page.put(20, 30, "统一社会信用代码")
        .put(20, 36, "9135O100M000100Y43")
        .put(20, 60, "名 称")
        .put(45, 60, "天津瑞丰隆商贸有限公司");
    auto fields = fieldsOn(page, "business-license");
    EXPECT_EQ(valueOf(fields, "credit_code"), "91350100M000100Y43");
    EXPECT_TRUE(isValid(fields, "credit_code"));
    EXPECT_EQ(valueOf(fields, "enterprise_name"), "天津瑞丰隆商贸有限公司");
    auto wrong = PrintedPage::a4();
    wrong.put(20, 30, "统一社会信用代码").put(20, 36, "91350100M000107Y43");
    EXPECT_FALSE(isValid(fieldsOn(wrong, "business-license"), "credit_code"));
}

TEST(ExtractFields, ABankCardNumberIsHeldToLuhn) {
    auto page = PrintedPage::card();
    page.put(6, 6, "津滨银行", 5).put(7, 29, "6228 4882 6960 1186 003", 5);
    auto fields = fieldsOn(page, "bank-card");
    EXPECT_EQ(valueOf(fields, "card_number"), "6228 4882 6960 1186 003");
    EXPECT_TRUE(isValid(fields, "card_number"));
    EXPECT_EQ(valueOf(fields, "bank_name"), "津滨银行");
    auto wrong = PrintedPage::card();
    wrong.put(7, 29, "卡号 6228 4882 6960 1186 004", 5);
    EXPECT_FALSE(isValid(fieldsOn(wrong, "bank-card"), "card_number"));
}

TEST(ExtractFields, ADisabilityNumberHoldsACitizenNumberACategoryAndALevel) {
    PrintedPage page(176, 118);
    page.put(100, 20, "证 号")
        .put(125, 20, womanBorn1949 + "42")
        .put(100, 30, "残疾类别")
        .put(125, 30, "肢体")
        .put(100, 40, "残疾等级")
        .put(125, 40, "二级");
    auto fields = fieldsOn(page, "disability-certificate");
    EXPECT_TRUE(isValid(fields, "certificate_number"));
    EXPECT_EQ(valueOf(fields, "disability_category"), "肢体");
    EXPECT_EQ(valueOf(fields, "disability_level"), "二级");
    PrintedPage wrong(176, 118);
    wrong.put(100, 20, "证 号").put(125, 20, womanBorn1949 + "92");
    EXPECT_FALSE(isValid(fieldsOn(wrong, "disability-certificate"), "certificate_number"));
}

TEST(ExtractFields, APatternedNumberKeepsItsFullWidthBrackets) {
    auto page = PrintedPage::a4();
    page.put(25, 27, "津（2020）滨海新区塘沽不动产权第1431867号").put(25, 45, "权 利 人").put(60, 45, "黄婷婷");
    const auto fields = fieldsOn(page, "property-certificate");
    EXPECT_EQ(valueOf(fields, "certificate_number"), "津（2020）滨海新区塘沽不动产权第1431867号");
    EXPECT_EQ(valueOf(fields, "owner_name"), "黄婷婷");
}

TEST(ExtractFields, AnOwnerMayBeACompany) {
    auto page = PrintedPage::a4();
    page.put(25, 45, "权 利 人").put(60, 45, "天津宏泰源物业服务有限公司");
    EXPECT_EQ(valueOf(fieldsOn(page, "property-certificate"), "owner_name"), "天津宏泰源物业服务有限公司");
}

TEST(ExtractFields, ADateInChineseFiguresIsRead) {
    auto page = PrintedPage::a4();
    page.put(100, 200, "二〇二四年七月十三日").put(30, 60, "兹证明孙婷婷于2024年7月11日来到我处，在本公证员的面前");
    EXPECT_EQ(isoOf(fieldsOn(page, "notarial-certificate"), "issue_date"), "2024-07-13");
}

TEST(ExtractFields, ADateInTheNumeralsOfCertificatesIsReadOrNotAtAll) {
    const std::vector<std::pair<const char*, const char*>> dates{{"二〇〇三年元月五日", "2003-01-05"},
                                                                 {"二〇〇一年六月廿八日", "2001-06-28"},
                                                                 {"贰零零陆年柒月叁日", "2006-07-03"},
                                                                 {"贰零壹捌年拾贰月叁拾壹日", "2018-12-31"},
                                                                 {"二〇一一年十一月卅日", "2011-11-30"},
                                                                 {"二〇〇一年六月卅一日", ""},
                                                                 {"二〇〇一年六月二廿日", ""}};
    for (const auto& [written, iso] : dates) {
        auto page = PrintedPage::a4();
        page.put(30, 60, "学生郑静怡，性别女，1984年10月23日生，于2002年9月至2006年7月在本校学习")
            .put(100, 200, written);
        EXPECT_THAT(isoOf(fieldsOn(page, "diploma"), "issue_date"), testing::AnyOf(iso, "(none)")) << written;
        if (*iso != 0) {
            EXPECT_EQ(isoOf(fieldsOn(page, "diploma"), "issue_date"), iso) << written;
        }
    }
}

TEST(ExtractFields, ADateAfterTodayCannotBeAPapersOwn) {
    auto page = PrintedPage::a4();
    page.put(30, 60, "发证日期 2027年7月18日");
    const auto fields = fieldsOn(page, "employment-registration-certificate");
    EXPECT_EQ(isoOf(fields, "issue_date"), "2027-07-18");
    EXPECT_FALSE(isValid(fields, "issue_date"));
}

TEST(ExtractFields, ACountIsNotTakenFromAnotherMeasure) {
    auto page = PrintedPage::a4();
    page.put(25, 60, "累计缴费月数").put(70, 60, "170");
    EXPECT_EQ(valueOf(fieldsOn(page, "social-insurance-payment-record"), "months_paid"), "170");
    auto years = PrintedPage::a4();
    years.put(25, 60, "累计缴费月数").put(70, 60, "14年2个月");
    EXPECT_FALSE(isValid(fieldsOn(years, "social-insurance-payment-record"), "months_paid"));
}

TEST(ExtractFields, NamesOfMinoritiesKeepTheirDot) {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓 名").put(16, 6, "阿依古丽·买买提").put(5, 13, "民 族").put(16, 13, "维吾尔");
    const auto fields = fieldsOn(page, "id-card-front");
    EXPECT_EQ(valueOf(fields, "name"), "阿依古丽·买买提");
    EXPECT_TRUE(isValid(fields, "name"));
    EXPECT_EQ(valueOf(fields, "ethnicity"), "维吾尔");
}

TEST(ExtractFields, ConfidenceFollowsTheEngines) {
    auto sure = PrintedPage::card();
    sure.put(5, 6, "姓 名").put(16, 6, "王秀兰");
    auto unsure = PrintedPage::card();
    unsure.withConfidence(0.4).put(5, 6, "姓 名").put(16, 6, "王秀兰");
    const double high = fieldsOn(sure, "id-card-front").at("name").confidence.value();
    const double low = fieldsOn(unsure, "id-card-front").at("name").confidence.value();
    EXPECT_GT(high, 0.85);
    EXPECT_LT(low, 0.5);
}

TEST(ExtractFields, ATiltedPageIsLevelledBeforeRowsAreMade) {
    // 0.9 degrees over an A4 page: the right end of a row lies 3.3 mm lower than its left end.
    const double slope = 0.0157;
    text::PageText text;
    const auto put = [&](double x, double y, const std::string& words) {
        const double width = 35.0 * static_cast<double>(base::columnsOf(words)) / 2;
        const base::Point a{x, y + slope * x};
        const base::Point b{x + width, y + slope * (x + width)};
        text.lines.push_back(
            {base::withoutBlanksInChinese(words), {a, b, {b.x, b.y + 35}, {a.x, a.y + 35}}, base::Confidence(0.9), {}});
    };
    put(300, 300, "本人承诺以上所填内容真实有效，如有虚假愿承担责任");
    put(300, 600, "所需材料身份证复印件、户口簿复印件各一份，照片两张");
    put(300, 800, "本表一式两份，社区和街道办事处各留存一份，不得涂改");
    put(300, 1000, "申请事项办理完毕之后本表由受理单位归档保存满五年整");
    put(200, 450, "姓名");
    put(1700, 450, "李国庆");
    put(1700, 500, "王长江");
    const page::CleanPage clean{cv::Mat(2970, 2100, CV_8UC1), 254, {}, 0, base::Turn::None, {}, {}, true};
    const std::vector<codes::Code> codes;
    const auto fields = extractFields({clean, text, codes}, *projectTypes().find("application-form"), testDay());
    EXPECT_EQ(valueOf(fields, "name"), "李国庆");
}

TEST(ExtractFields, AnEmptyPageHasNoFields) {
    for (const auto& type : projectTypes().all())
        EXPECT_TRUE(fieldsOn(PrintedPage::a4(), type.code).empty()) << type.code;
}

TEST(ExtractFields, NoiseOfAnyKindIsSurvived) {
    auto page = PrintedPage::a4();
    page.put(10, 10, std::string(3000, '9'))
        .put(10, 20, "姓名姓名姓名姓名：：：")
        .put(10, 30, "\xFF\xFE\x80")
        .put(10, 40, "公民身份号码");
    page.putBox(10, 50, 0, 0, "住址").putBox(-50, 60, -3, -3, "有效期限2010.").put(10, 70, "{}[](((*+?");
    int read = 0;
    for (const auto& type : projectTypes().all()) {
        for (const auto& [name, field] : fieldsOn(page, type.code)) {
            EXPECT_FALSE(field.value.empty()) << type.code << "." << name;
            EXPECT_LE(field.confidence.value(), 1.0);
        }
        ++read;
    }
    EXPECT_EQ(read, 70);
}

TEST(ExtractFields, ANameWithARelationBehindItIsSomebodyElses) {
    auto page = PrintedPage::a4();
    page.put(60, 20, "高龄老年人津贴申领审批表", 8).put(36, 41, "申请人").put(64, 41, "任翠萍");
    page.put(87, 41, "公民身份号码").put(130, 41, "11010519491231002X");
    page.put(38, 103, "姓名").put(63, 103, "上官蕴秋").put(88, 103, "与老人关系").put(120, 103, "女婿");
    EXPECT_EQ(valueOf(fieldsOn(page, "elder-allowance-form"), "name"), "任翠萍");
}

TEST(ExtractFields, OfTwoThatAreEqualOnARowTheFirstCounts) {
    auto page = PrintedPage::a4();
    page.put(78, 30, "亲属关系证明书", 8).put(27, 66, "身份证号码").put(62, 66.4, "11010519491231002X");
    page.put(113, 66, "身份证号码").put(147, 66, "440524188001010014");
    EXPECT_EQ(valueOf(fieldsOn(page, "kinship-certificate"), "id_number"), "11010519491231002X");
}

TEST(ExtractFields, TheWordBeforeANumbersFiguresBelongsToIt) {
    auto page = PrintedPage::a4();
    page.put(60, 30, "独生子女父母光荣证", 8).put(120, 50, "证书编号：津汉独字003109");
    EXPECT_EQ(valueOf(fieldsOn(page, "one-child-certificate"), "certificate_number"), "津汉独字003109");
}

TEST(ExtractFields, ADayWhoseLastCharacterStandsInTheNextLineIsWhole) {
    PrintedPage page(105, 143);
    page.put(35, 5, "常住人口登记卡", 4.5).put(10, 32, "出生日期").put(28, 30, "1966年07月03").put(38, 35, "日");
    EXPECT_EQ(isoOf(fieldsOn(page, "household-register-person"), "birth_date"), "1966-07-03");
}

TEST(ExtractFields, ALeaseFromOneDayOnToTheEndOfAnotherNeedsNoLabel) {
    auto page = PrintedPage::a4();
    page.put(70, 20, "房屋租赁合同", 8)
        .put(25, 82, "租赁起止")
        .put(57, 82, "2024.02.23起")
        .put(128, 82, "2026.02.22止");
    const auto fields = fieldsOn(page, "lease-contract");
    EXPECT_EQ(isoOf(fields, "start_date"), "2024-02-23");
    EXPECT_EQ(isoOf(fields, "end_date"), "2026-02-22");
}

TEST(ExtractFields, ANameThatWasReadBadlyIsShownButNotCalledValid) {
    PrintedPage page(210, 297);
    page.withConfidence(0.7).put(90, 30, "收入证明", 8).put(25, 60, "姓名").put(50, 60, "李秀兰");
    const auto fields = fieldsOn(page, "income-certificate");
    EXPECT_EQ(valueOf(fields, "name"), "李秀兰");
    EXPECT_FALSE(fields.at("name").valid);
}

TEST(ExtractFields, UnderAHeadingThatNamesSomebodyLabelsAreHis) {
    auto page = PrintedPage::a4();
    page.put(60, 20, "社会保险参保登记表", 8).put(30, 45, "参保人员姓名").put(33, 53, "孔金凤");
    page.put(85, 100, "代办人情况").put(25, 110, "姓名").put(40, 110, "黎玉珍");
    EXPECT_EQ(valueOf(fieldsOn(page, "social-insurance-registration-form"), "name"), "孔金凤");
}

TEST(ExtractFields, AnAddressEndsWhereWhatFollowsIsNoneOfIt) {
    PrintedPage page(86, 54);
    page.put(30, 4, "天津市居住证", 4.5).put(8, 20, "居住地址：天津市滨海新区北盛路203号碧波里18号楼1门1204号", 2);
    page.put(8, 24.5, "性别：", 2).put(17.2, 24.5, "女", 2);
    EXPECT_EQ(valueOf(fieldsOn(page, "residence-permit"), "address"), "天津市滨海新区北盛路203号碧波里18号楼1门1204号");
}

TEST(ExtractFields, WhoIsNamedBeforeANumberIsSurerThanItsPlace) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "委托代理书", 8);
    page.put(20, 50, "兹委托杨志强（身份证号码440524188001010014）代表本人上官艳（身份证号码11010519491231002X）", 3.5);
    const auto fields = fieldsOn(page, "power-of-attorney");
    EXPECT_EQ(valueOf(fields, "principal_id_number"), "11010519491231002X");
    EXPECT_EQ(valueOf(fields, "agent_id_number"), "440524188001010014");
}

TEST(ExtractFields, TheHolderNamedAboveIsNotTheFirstOfTwoSpouses) {
    PrintedPage page(176, 122);
    page.put(100, 12, "持证人：郭文静");
    page.put(100, 40, "姓名").put(118, 40, "李学军").put(100, 50, "身份证件号").put(128, 50, womanBorn1949);
    page.put(100, 68, "姓名").put(118, 68, "郭文静").put(100, 92, "身份证件号").put(128, 92, "440524188001010014");
    const auto fields = fieldsOn(page, "marriage-certificate");
    EXPECT_EQ(valueOf(fields, "holder_name"), "郭文静");
    EXPECT_EQ(valueOf(fields, "spouse_a_name"), "李学军");
    EXPECT_EQ(valueOf(fields, "spouse_b_name"), "郭文静");
}

TEST(ExtractFields, ANamePrintedInTheFormIsSurerThanASignatureReadBadly) {
    auto page = PrintedPage::a4();
    page.put(70, 25, "授权委托书", 9);
    page.put(25, 50, "委托人姓名").put(60, 50, "潘世昌").put(25, 60, "身份证号码").put(60, 60, womanBorn1949);
    page.put(25, 75, "受托人姓名").put(60, 75, "杨海霞").put(25, 85, "身份证号码").put(60, 85, "440524188001010014");
    page.withConfidence(0.85).put(25, 150, "委托人：潘昌").put(110, 150, "受托人：杨海露");
    const auto fields = fieldsOn(page, "power-of-attorney");
    EXPECT_EQ(valueOf(fields, "principal_name"), "潘世昌");
    EXPECT_TRUE(isValid(fields, "principal_name"));
    EXPECT_EQ(valueOf(fields, "agent_name"), "杨海霞");
}

TEST(ExtractFields, ANumberOfWhichAFigureIsInDoubtIsShownAndNotValid) {
    auto page = PrintedPage::card().withSymbols();
    page.put(5, 6, "姓 名").put(16, 6, "王秀兰").put(5, 46, "公民身份号码").put(29, 46, womanBorn1949);
    const Evidence evidence = page.evidence();
    text::PageText text = evidence.text;
    text.lines.back().symbols[3].candidates = {"1", "7"};
    const auto fields =
        extractFields({evidence.clean, text, evidence.codes}, *projectTypes().find("id-card-front"), testDay());
    EXPECT_EQ(valueOf(fields, "id_number"), womanBorn1949);
    EXPECT_FALSE(isValid(fields, "id_number"));
    EXPECT_LE(fields.at("id_number").confidence.value(), 0.5);
}

TEST(ExtractFields, ANameBesideTheSecondHalfOfItsLabelIsFoundWithLessTrust) {
    PrintedPage page(105, 143);
    page.put(40, 5, "常住人口登记卡", 4).put(14, 20, "名").put(30, 20, "于恩泽").put(10, 28, "性别").put(30, 28, "男");
    const auto fields = fieldsOn(page, "household-register-person");
    EXPECT_EQ(valueOf(fields, "name"), "于恩泽");
}

TEST(ExtractFields, AMarkReadIntoAnAmountInCapitalsIsNoneOfIt) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "营业执照", 10).put(25, 90, "注册资本").put(60, 90, "叁拾万，元整");
    EXPECT_EQ(valueOf(fieldsOn(page, "business-license"), "registered_capital"), "叁拾万元整");
}

TEST(ExtractFields, AHeadingInTheColumnBesideItsRowsSpeaksForTheFirstOfThemToo) {
    auto page = PrintedPage::a4();
    page.put(70, 25, "授权委托书", 9);
    page.putBox(20, 52, 4, 13, "委托人").put(30, 46, "姓名", 4).put(60, 46, "崔诗涵", 4);
    page.put(30, 55, "身份证号码", 4)
        .put(60, 55, womanBorn1949, 4)
        .put(30, 66, "住址", 4)
        .put(60, 66, "天津市和平区黄海路3号", 4);
    page.putBox(20, 83, 4, 13, "受托人").put(30, 77, "姓名", 4).put(60, 77, "谭世昌", 4);
    page.put(30, 86, "身份证号码", 4).put(60, 86, "440524188001010014", 4).put(30, 97, "住址", 4);
    page.withConfidence(0.85).put(25, 190, "委托人：崔话", 4).put(110, 190, "受托人：谭昌", 4);
    const auto fields = fieldsOn(page, "power-of-attorney");
    EXPECT_EQ(valueOf(fields, "principal_name"), "崔诗涵");
    EXPECT_EQ(valueOf(fields, "agent_name"), "谭世昌");
}

TEST(ExtractFields, WordsOfALabelReadWithAnAddressAreNoneOfIt) {
    PrintedPage page(86, 54);
    page.put(30, 4, "天津市居住证", 4.5).put(8, 20, "居住地址", 2.5).put(22, 20, "住址天津市滨海新区晨光道167号", 2.5);
    EXPECT_EQ(valueOf(fieldsOn(page, "residence-permit"), "address"), "天津市滨海新区晨光道167号");
}

}  // namespace
}  // namespace daiban::documents
