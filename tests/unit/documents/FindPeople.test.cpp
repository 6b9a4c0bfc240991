#include <gtest/gtest.h>

#include "PrintedPage.h"

namespace {

using namespace daiban::documents;

TEST(FindPeople, APersonNamedInRunningTextIsThePapersSubject) {
    auto page = PrintedPage::a4();
    page.put(70, 30, "收入证明", 8).put(25, 60, "兹证明李建国（身份证号：120101196003071236）系我单位正式职工，");
    const auto fields = fieldsOn(page, "income-certificate");
    EXPECT_EQ(valueOf(fields, "name"), "李建国");
}

TEST(FindPeople, WhoGivesAndWhoGetsAMandateAreToldApartByTheWordBeforeThem) {
    auto page = PrintedPage::a4();
    page.put(70, 30, "授权委托书", 8)
        .put(20, 60, "本人李建国（身份证号：120101196003071236）现委托王芳（身份证号：")
        .put(20, 68, "120101198505152344）前往社区服务站代为办理有关手续。");
    const auto fields = fieldsOn(page, "power-of-attorney");
    EXPECT_EQ(valueOf(fields, "principal_name"), "李建国");
    EXPECT_EQ(valueOf(fields, "agent_name"), "王芳");
}

TEST(FindPeople, WordsThatAreNoNameAreNobody) {
    auto page = PrintedPage::a4();
    page.put(70, 30, "授权委托书", 8).put(20, 60, "受托人在权限内签署的有关文件，委托人均予以承认，特此授权委托。");
    const auto fields = fieldsOn(page, "power-of-attorney");
    EXPECT_EQ(valueOf(fields, "principal_name"), "(none)");
    EXPECT_EQ(valueOf(fields, "agent_name"), "(none)");
}

TEST(FindPeople, ABracketBehindANameSaysWhoseItIs) {
    auto page = PrintedPage::a4();
    page.put(70, 30, "独生子女父母光荣证", 8);
    page.put(20, 60, "魏广厦", 5).put(42, 60, "（父）", 5).put(60, 60, "魏慧娟", 5);
    page.put(80, 60, "（母）夫妇，响应国家号召，自愿终身只生育", 5);
    const auto fields = fieldsOn(page, "one-child-certificate");
    EXPECT_EQ(valueOf(fields, "father_name"), "魏广厦");
    EXPECT_EQ(valueOf(fields, "mother_name"), "魏慧娟");
}

TEST(FindPeople, AWordForSomebodyIsNoName) {
    auto page = PrintedPage::a4();
    page.put(80, 30, "劳动合同书", 8).put(20, 60, "劳动者（乙方）");
    EXPECT_EQ(valueOf(fieldsOn(page, "labor-contract"), "name"), "(none)");
}

TEST(FindPeople, ANameFilledIntoASentenceIsPartOfIt) {
    auto page = PrintedPage::a4();
    page.put(60, 30, "帮办代办服务授权委托书", 8);
    page.put(20, 60, "本人曾泽民，公民身份号码410323196003226078，因年老体弱不便亲自前往办理，现自愿委托代办员", 3.5);
    page.put(182, 60, "杜菁", 3.5).put(20, 68, "（工号4017，电话15922522784）代为办理下列事项：", 3.5);
    const auto fields = fieldsOn(page, "agency-service-authorization");
    EXPECT_EQ(valueOf(fields, "agent_name"), "杜菁");
}

TEST(FindPeople, ANameReadAfterTheRestOfItsRowStandsWhereItIsPrinted) {
    auto page = PrintedPage::a4();
    page.put(70, 30, "独生子女父母光荣证", 8);
    page.put(20, 60, "蒋恩泽（父）、", 5).put(74, 60, "（母）夫妇，响应国家号召，自愿终身只生育", 5);
    page.put(20, 70, "照规定享受独生子女父母奖励待遇。", 5).put(56, 59, "郑佳怡", 5);
    const auto fields = fieldsOn(page, "one-child-certificate");
    EXPECT_EQ(valueOf(fields, "father_name"), "蒋恩泽");
    EXPECT_EQ(valueOf(fields, "mother_name"), "郑佳怡");
}

TEST(FindPeople, ANameFilledInBeforeANumberNeedsNoMarkBehindIt) {
    auto page = PrintedPage::a4();
    page.put(70, 20, "生育服务证（登记卡）", 8);
    page.put(20, 60, "妻子宋月娥，身份证号440524188001010014；丈夫", 5).put(20, 69, "范承志", 5);
    page.put(38, 69, "身份证号11010519491231002X", 5).put(120, 69, "，现居住于", 5);
    const auto fields = fieldsOn(page, "birth-service-certificate");
    EXPECT_EQ(valueOf(fields, "wife_name"), "宋月娥");
    EXPECT_EQ(valueOf(fields, "husband_name"), "范承志");
}

}  // namespace
