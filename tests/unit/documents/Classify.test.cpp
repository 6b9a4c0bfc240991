#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "PrintedPage.h"
#include "documents/Understand.h"

namespace daiban::documents {
namespace {

Classification classified(const PrintedPage& page) {
    return classify(page.evidence(), projectTypes());
}

PrintedPage marriageCertificate() {
    PrintedPage page(176, 122);
    page.put(124, 6, "结婚证", 4.5).put(12, 20, "持 证 人 李学军").put(12, 32, "登记日期 2020年02月22日");
    page.put(12, 44, "结婚证字号 J120116-2020-213607").put(97, 20, "姓 名 李学军").put(97, 28, "国 籍 中国");
    page.put(97, 45, "身份证件号 11010519491231002X")
        .put(97, 70, "姓 名 郭文静")
        .put(97, 92, "身份证件号 440524188001010014");
    return page;
}

TEST(Classify, TellsAPaperByTitleAndLabelsAndSaysWhy) {
    const auto result = classified(marriageCertificate());
    EXPECT_EQ(result.type, "marriage-certificate");
    EXPECT_GT(result.confidence.value(), 0.95);
    ASSERT_GE(result.reasons.size(), 2U);
    EXPECT_EQ(result.reasons[0], "标题：结婚证");
    EXPECT_NE(result.reasons[1].find("结婚证字号"), std::string::npos);
}

TEST(Classify, BelievesAnotherNameOfThePaperInBracketsUnderItsTitle) {
    PrintedPage page(135, 97);
    page.put(30, 8, "中国人民解放军某部离队证", 6).put(46, 17, "（退役军人证书）", 3.2);
    page.put(60, 30, "编号").put(75, 30, "退字第955802569号").put(60, 40, "姓名").put(75, 40, "蔡毅");
    EXPECT_EQ(classified(page).type, "veteran-certificate");
}

TEST(Classify, TheArmyThatIssuedAPaperIsNoPartOfItsName) {
    PrintedPage page(135, 97);
    page.put(30, 8, "中国人民解放军退出现役证", 6);
    page.put(60, 30, "编号").put(75, 30, "退字第955802569号").put(60, 40, "姓名").put(75, 40, "蔡毅");
    EXPECT_EQ(classified(page).type, "veteran-certificate");
}

TEST(Classify, TellsTheSidesOfAnIdentityCardApart) {
    auto front = PrintedPage::card();
    front.put(5, 6, "姓 名")
        .put(16, 6, "王秀兰")
        .put(5, 13, "性 别")
        .put(16, 13, "女")
        .put(25, 13, "民 族")
        .put(36, 13, "汉");
    front.put(5, 20, "出 生").put(16, 20, "1949年12月31日").put(5, 27, "住 址").put(16, 27, "天津市滨海新区新港街道");
    front.put(5, 46, "公民身份号码").put(29, 46, "11010519491231002X");
    auto back = PrintedPage::card();
    back.put(25, 6, "中华人民共和国", 4.5)
        .put(24, 15, "居民身份证", 6.5)
        .put(17, 38, "签发机关")
        .put(31, 38, "黄骅市公安局");
    back.put(17, 45, "有效期限").put(31, 45, "2011.12.12-长期");
    EXPECT_EQ(classified(front).type, "id-card-front");
    EXPECT_EQ(classified(back).type, "id-card-back");
}

TEST(Classify, ATemporaryCardIsNotTheCard) {
    auto page = PrintedPage::card();
    page.put(22, 3, "中华人民共和国临时居民身份证", 3)
        .put(5, 11, "姓 名")
        .put(16, 11, "孙凯")
        .put(5, 17, "性 别")
        .put(16, 17, "男 民族 汉");
    page.put(5, 23, "出 生")
        .put(16, 23, "1956年8月23日")
        .put(5, 29, "住 址")
        .put(16, 29, "哈尔滨市南岗区东街西河村70号");
    page.put(5, 40, "公民身份号码")
        .put(24, 40, "230103195608235597")
        .put(5, 46, "有效期限")
        .put(24, 46, "2021.07.15-2021.10.15");
    EXPECT_EQ(classified(page).type, "temporary-id-card");
}

TEST(Classify, AResidencePermitIsToldFromAnIdentityCard) {
    auto page = PrintedPage::card();
    page.put(30, 4, "天津市居住证", 4.5)
        .put(29, 12, "姓 名")
        .put(42, 12, "陈俊杰")
        .put(29, 17, "性 别")
        .put(42, 17, "男")
        .put(52, 17, "民族 汉");
    page.put(29, 22, "出生日期")
        .put(42, 22, "1994年12月22日")
        .put(29, 27, "居住地址")
        .put(42, 27, "天津市滨海新区新港街道春和园");
    page.put(29, 36, "公民身份号码")
        .put(46, 36, "130983199412226656")
        .put(5, 42, "签发机关 天津市公安局滨海分局")
        .put(5, 47, "有效期限 2022.05.15-2023.05.15");
    EXPECT_EQ(classified(page).type, "residence-permit");
}

TEST(Classify, ATitleWithoutItsLabelsIsBelievedLess) {
    PrintedPage bare(176, 122);
    bare.put(70, 20, "结婚证", 9);
    const auto result = classified(bare);
    EXPECT_LT(result.confidence.value(), classified(marriageCertificate()).confidence.value());
    EXPECT_LT(result.confidence.value(), 0.8);
}

TEST(Classify, ATitleInRunningTextIsNoTitle) {
    auto page = PrintedPage::a4();
    page.put(60, 20, "居民办事指南", 6)
        .put(25, 40, "办理该事项应当提交结婚证、居民户口簿和房屋租赁合同的复印件，由社区工作人员");
    page.put(25, 46, "核对原件；持离婚证的居民还应提交民事判决书，领取失业保险金的按失业登记表")
        .put(25, 52, "上的日期计算，有关规定见营业执照背面的说明。");
    EXPECT_EQ(classified(page).type, unknownType);
}

TEST(Classify, AListOfPapersIsNoneOfThem) {
    auto page = PrintedPage::a4();
    page.put(60, 20, "一次性告知单", 7)
        .put(25, 40, "1.居民身份证")
        .put(25, 48, "2.结婚证")
        .put(25, 56, "3.营业执照")
        .put(25, 64, "4.毕业证书");
    EXPECT_EQ(classified(page).type, unknownType);
}

TEST(Classify, ANewspaperIsUnknown) {
    auto page = PrintedPage::a4();
    page.put(15, 10, "2024年5月18日 星期六").put(15, 25, "春风拂海河 市民乐健步", 9);
    for (int i = 0; i < 40; ++i)
        page.put(15 + 65.0 * (i % 3), 45 + 5.0 * (i / 3), "昨日，滨海新区举行市民健步走活动，全程五公里");
    const auto result = classified(page);
    EXPECT_EQ(result.type, unknownType);
    EXPECT_FALSE(result.reasons.empty());
}

TEST(Classify, AContractOfAnotherKindIsUnknown) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "车位买卖合同", 8)
        .put(25, 45, "甲方：张志刚")
        .put(25, 53, "乙方：胡红梅")
        .put(25, 61, "第一条 甲方将地下一层车位转让给乙方");
    page.put(25, 69, "第二条 转让价款为人民币捌万元整，乙方一次付清。")
        .put(25, 77, "第三条 本合同一式两份，自双方签字之日起生效。");
    EXPECT_EQ(classified(page).type, unknownType);
}

TEST(Classify, ABillOfTheWaterworksIsUnknown) {
    PrintedPage page(198, 140);
    page.put(75, 14, "津沽自来水有限公司", 5)
        .put(75, 22, "水费缴费通知单", 6)
        .put(20, 34, "用户编号：9960381489 用户：朱女士");
    page.put(20, 41, "用水地址：天津市滨海新区大连道149号")
        .put(30, 58, "项目")
        .put(55, 58, "上期示数")
        .put(80, 58, "本期示数")
        .put(155, 58, "金额（元）");
    EXPECT_EQ(classified(page).type, unknownType);
}

TEST(Classify, AFormOfAnotherOfficeIsUnknown) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "健在确认表", 7)
        .put(25, 45, "姓名")
        .put(50, 45, "李秀")
        .put(90, 45, "性别")
        .put(110, 45, "女")
        .put(25, 55, "出生日期")
        .put(50, 55, "1982.4.13");
    page.put(90, 55, "国籍")
        .put(110, 55, "中国")
        .put(25, 65, "联系电话")
        .put(50, 65, "15195851025")
        .put(25, 75, "现居住地址")
        .put(50, 75, "成都市锦江区");
    EXPECT_EQ(classified(page).type, unknownType);
}

TEST(Classify, ABlankPageIsUnknownForCertain) {
    const auto result = classified(PrintedPage::a4());
    EXPECT_EQ(result.type, unknownType);
    EXPECT_GT(result.confidence.value(), 0.9);
    EXPECT_EQ(result.reasons.front(), "页面上没有文字");
}

TEST(Classify, AMisreadTitleIsHelpedByTheLabels) {
    auto page = PrintedPage::a4();
    page.put(60, 20, "居家养老服努补贴申请表", 7)
        .put(25, 40, "困难类别")
        .put(25, 50, "居住状况")
        .put(25, 60, "生活自理能力")
        .put(25, 70, "服务需求");
    EXPECT_EQ(classified(page).type, "home-care-form");
}

TEST(Classify, APaperWhoseTitleWasNotReadIsToldByItsLabels) {
    PrintedPage page(88, 60);
    page.put(5, 10, "号牌号码")
        .put(16, 10, "津C3D2Z8")
        .put(46, 10, "车辆类型")
        .put(5, 17, "所有人")
        .put(30, 28, "使用性质")
        .put(30, 34, "品牌型号");
    page.put(30, 40, "车辆识别代号").put(30, 46, "发动机号码").put(30, 52, "注册日期");
    EXPECT_EQ(classified(page).type, "vehicle-licence");
}

TEST(Classify, APaperOfTwoTitlesIsLeftToPeople) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "退休证", 8).put(80, 32, "学生证", 8);
    const auto result = classified(page);
    EXPECT_EQ(result.type, unknownType);
    EXPECT_GE(result.others.size(), 2U);
}

TEST(Classify, MarriageAndDivorceAreNotTakenForOneAnother) {
    PrintedPage page(176, 122);
    page.put(124, 6, "离婚证", 4.5)
        .put(12, 20, "持 证 人 王艳")
        .put(12, 32, "登记日期 2014年04月22日")
        .put(12, 44, "离婚证字号 L120116-2014-136750");
    const auto result = classified(page);
    EXPECT_EQ(result.type, "divorce-certificate");
    for (const auto& [code, chance] : result.others) EXPECT_LT(chance.value(), 0.05) << code;
}

TEST(Classify, AFormerTitleIsTheSameType) {
    PrintedPage page(176, 122);
    page.put(20, 12, "就业失业登记证", 6)
        .put(10, 60, "证书编号 1201162329939702")
        .put(10, 70, "发证机关 滨海新区人力资源和社会保障局")
        .put(100, 30, "户籍性质")
        .put(100, 40, "文化程度");
    EXPECT_EQ(classified(page).type, "employment-registration-certificate");
}

TEST(Classify, ABankCardIsToldByItsNumber) {
    auto page = PrintedPage::card();
    page.put(6, 6, "津滨银行", 5)
        .put(62, 6, "借记卡 DEBIT", 2.5)
        .put(7, 29, "6228 4882 6960 1186 003", 5)
        .put(40, 37, "VALID THRU 07/31", 2.5);
    EXPECT_EQ(classified(page).type, "bank-card");
    auto wrong = PrintedPage::card();
    wrong.put(6, 6, "会员俱乐部", 5).put(7, 29, "6228 4882 6960 1186 004", 5);
    EXPECT_EQ(classified(wrong).type, unknownType);
}

TEST(Classify, ALicencesQrCodeSpeaksForIt) {
    PrintedPage page(297, 210);
    page.put(100, 50, "营业执照", 12).put(20, 35, "统一社会信用代码");
    const double without = classified(page).confidence.value();
    page.withCode("http://www.gsxt.gov.cn/index.html?uniscid=91350100M000100Y43");
    const auto with = classified(page);
    EXPECT_EQ(with.type, "business-license");
    EXPECT_GT(with.confidence.value(), without);
}

/// A head and shoulders before one colour.
PrintedPage portrait(double width, double height) {
    PrintedPage page(width, height);
    auto& pixels = page.pixels();
    pixels.setTo(cv::Scalar(170));
    const double w = pixels.cols;
    const double h = pixels.rows;
    const auto at = [](double x, double y) { return cv::Point(static_cast<int>(x), static_cast<int>(y)); };
    const auto size = [](double x, double y) { return cv::Size(static_cast<int>(x), static_cast<int>(y)); };
    cv::ellipse(pixels, at(w / 2, h * 1.02), size(w * 0.42, h * 0.3), 0, 0, 360, cv::Scalar(60), cv::FILLED);
    cv::ellipse(pixels, at(w / 2, h * 0.42), size(w * 0.22, h * 0.22), 0, 0, 360, cv::Scalar(205), cv::FILLED);
    cv::ellipse(pixels, at(w / 2, h * 0.28), size(w * 0.23, h * 0.12), 0, 0, 360, cv::Scalar(30), cv::FILLED);
    return page;
}

TEST(Classify, APortraitIsToldByItsSizeAndPicture) {
    EXPECT_EQ(classified(portrait(35, 49)).type, "portrait-photo");
    EXPECT_EQ(classified(portrait(25, 35)).type, "portrait-photo");
}

TEST(Classify, APictureOfAnotherSizeOrAnEmptyOneIsNoPortrait) {
    EXPECT_EQ(classified(portrait(100, 140)).type, unknownType);
    EXPECT_EQ(classified(PrintedPage(35, 49)).type, unknownType);
}

TEST(Classify, WithoutAScaleAPortraitIsBelievedLess) {
    auto page = portrait(35, 49);
    const double known = classified(page).confidence.value();
    page.withoutDpi();
    const auto result = classified(page);
    EXPECT_EQ(result.type, "portrait-photo");
    EXPECT_LT(result.confidence.value(), known);
}

TEST(Classify, UnderstandReadsTheFieldsOfWhatItFound) {
    const auto page = marriageCertificate();
    const auto document = understand(page.evidence(), projectTypes(), testDay());
    EXPECT_EQ(document.classification.type, "marriage-certificate");
    EXPECT_EQ(valueOf(document.fields, "certificate_number"), "J120116-2020-213607");
    EXPECT_EQ(isoOf(document.fields, "registration_date"), "2020-02-22");
}

TEST(Classify, AnUnknownPageHasNoFields) {
    auto page = PrintedPage::a4();
    page.put(25, 45, "姓名").put(50, 45, "李秀兰").put(25, 55, "身份证号码").put(60, 55, "11010519491231002X");
    const auto document = understand(page.evidence(), projectTypes(), testDay());
    EXPECT_EQ(document.classification.type, unknownType);
    EXPECT_TRUE(document.fields.empty());
}

TEST(Classify, APaperThatAnItemAsksForIsBelievedOnLessButAPersonIsAsked) {
    auto page = PrintedPage::a4();  // the title was cut off
    page.put(12, 20, "持 证 人 李学军").put(12, 32, "登记日期 2020年02月22日").put(12, 44, "结婚证字号");
    page.put(12, 60, "国 籍 中国");
    const auto alone = classified(page);
    const auto awaited = classify(page.evidence(), projectTypes(), nullptr, {"marriage-certificate", "id-card-front"});
    EXPECT_EQ(alone.type, unknownType);
    EXPECT_EQ(awaited.type, "marriage-certificate");
    EXPECT_EQ(awaited.reasons.back(), "事项：要求此类材料");
    EXPECT_LT(awaited.confidence, base::certainEnough);
}

TEST(Classify, BeingAwaitedMakesNoPaperOfAPageThatSaysNothingOfIt) {
    ExpectedTypes all;
    for (const auto& type : projectTypes().all()) all.push_back(type.code);
    auto page = PrintedPage::a4();
    page.put(80, 30, "春季菜单", 8).put(30, 60, "红烧肉 38元").put(30, 75, "清蒸鲈鱼 58元");
    const auto result = classify(page.evidence(), projectTypes(), nullptr, all);
    EXPECT_EQ(result.type, unknownType);
    EXPECT_EQ(classify(PrintedPage::a4().evidence(), projectTypes(), nullptr, all).type, unknownType);
}

TEST(Classify, ThePaperThatIsThereIsNotTakenForTheOneThatIsAwaited) {
    const auto result =
        classify(marriageCertificate().evidence(), projectTypes(), nullptr, {"divorce-certificate", "id-card-front"});
    EXPECT_EQ(result.type, "marriage-certificate");
}

}  // namespace
}  // namespace daiban::documents
