#include "cases/checklist/Notice.h"

#include <gtest/gtest.h>

#include "cases/checklist/Checklist.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases {

namespace {

using made::today;

const made::People people;

Item bankItem() {
    Item item;
    item.code = "XX-002";
    const auto add = [&](const std::string& type, const std::string& name, MaterialForm form,
                         const std::string& oneOf = "") -> Material& {
        Material material;
        material.type = type;
        material.name = name;
        material.form = form;
        material.subject = Subject::Applicant;
        material.oneOf = oneOf;
        item.materials.push_back(material);
        return item.materials.back();
    };
    add("id-card-front", "居民身份证（人像面）", MaterialForm::OriginalSeenCopyKept);
    add("income-certificate", "收入证明", MaterialForm::Original).maxAgeDays = 90;
    add("bank-card", "银行卡", MaterialForm::Copy, "bank");
    add("bank-passbook", "银行存折", MaterialForm::Copy, "bank");
    Material& photo = add("portrait-photo", "证件照片", MaterialForm::Original);
    photo.copies = 2;
    photo.need = Need::Later;
    photo.note = "一寸白底";
    return item;
}

std::string noticeFor(const std::vector<Paper>& papers) {
    return check(bankItem(), {}, papers, people.named(), today, made::types(), made::bundleRules()).notice.text();
}

Paper income(int daysAgo) {
    return made::paperOf("income-certificate", {{"name", made::text(people.applicant.name)},
                                                {"issue_date", made::date(made::daysFrom(today, -daysAgo))}});
}

const Paper bankCard = made::paperOf("bank-card", {});
const Paper photo = made::paperOf("portrait-photo", {});

}  // namespace

TEST(Notice, TellsAllThatIsMissingAtOnceAndHowToMendIt) {
    EXPECT_EQ(noticeFor({}),
              "一次性告知：尚缺 3 项，请一次补齐。\n"
              "尚缺：\n"
              "1. 居民身份证（人像面）〔申请人〕：带原件核验，留复印件 1 份。\n"
              "2. 收入证明〔申请人〕：交原件 1 份，须为 90 天内开具。\n"
              "3. 以下任选其一：（1）银行卡〔申请人〕，交复印件 1 份；（2）银行存折〔申请人〕，交复印件 1 份。\n"
              "可容缺后补（签承诺书后可先受理）：\n"
              "1. 证件照片〔申请人〕：交原件 2 份；一寸白底。");
}

TEST(Notice, TellsWhatIsWrongWithAPaperAndWhatToBringInstead) {
    EXPECT_EQ(noticeFor({made::idFront(people.applicant), income(91), bankCard, photo}),
              "一次性告知：需更正 1 项，请一次补齐。\n"
              "需更正：\n"
              "1. 收入证明〔申请人〕：开具日期 2025-12-15，超过 90 天。请重新开具，须为 90 天内。\n"
              "可容缺后补（签承诺书后可先受理）：\n"
              "1. 证件照片〔申请人〕：需 2 份，已交 1 份。请补足 2 份。");
}

TEST(Notice, ListsWhatAPersonMustLookAtApart) {
    Paper card = made::idFront(people.applicant);
    card.document.classification.confidence = base::Confidence(0.3);
    EXPECT_EQ(noticeFor({card, income(1), bankCard, photo, photo}),
              "一次性告知：需窗口人员核对 1 项，核对后方可受理。\n"
              "需窗口人员核对：\n"
              "1. 居民身份证（人像面）〔申请人〕：是否为居民身份证（人像面）把握不足，请人工确认。");
}

TEST(Notice, NamesTheAlternativesAndWhatIsWrongWithTheOneThatIsThere) {
    const Paper book = made::paperOf("bank-passbook", {{"name", made::text("孟凡星")}}, {"book.jpg", 1, 0});
    EXPECT_EQ(noticeFor({made::idFront(people.applicant), income(1), book, photo, photo}),
              "一次性告知：需更正 1 项，请一次补齐。\n"
              "需更正：\n"
              "1. 以下任选其一：（1）银行卡〔申请人〕，交复印件 1 份；（2）银行存折〔申请人〕，交复印件 1 份。"
              "已交的银行存折：姓名与申请人不一致。");
}

TEST(Notice, SaysWhenNothingOrOnlyAPromiseIsMissing) {
    const std::vector<Paper> needed{made::idFront(people.applicant), income(1), bankCard};
    std::vector<Paper> all = needed;
    all.insert(all.end(), {photo, photo});
    EXPECT_EQ(noticeFor(all), "材料齐全，可以受理。");
    EXPECT_EQ(noticeFor(needed),
              "一次性告知：必要材料齐全，签承诺书后可容缺受理。\n"
              "可容缺后补（签承诺书后可先受理）：\n"
              "1. 证件照片〔申请人〕：交原件 2 份；一寸白底。");
}

TEST(Notice, DoesNotAskForWhatNeedNotBeThereButSaysWhyItCannotBeUsed) {
    Item item = bankItem();
    item.materials.resize(2);
    item.materials[1].need = Need::No;
    const std::vector<Paper> without{made::idFront(people.applicant)};
    EXPECT_EQ(check(item, {}, without, people.named(), today, made::types(), made::bundleRules()).notice.text(),
              "材料齐全，可以受理。");
    const std::vector<Paper> with{made::idFront(people.applicant), income(200)};
    EXPECT_EQ(check(item, {}, with, people.named(), today, made::types(), made::bundleRules()).notice.text(),
              "必要材料齐全，可以受理。\n"
              "非必要材料，已交但不能采用：\n"
              "1. 收入证明〔申请人〕：开具日期 2025-08-28，超过 90 天。请重新开具，须为 90 天内。");
}

TEST(Notice, TellsOfPapersThatDoNotAgreeUnlessItSaysAlreadyWhichIsWrong) {
    Item item;
    for (const char* type : {"articles-of-association", "shareholder-resolution"}) {
        Material material;
        material.type = material.name = type;
        item.materials.push_back(material);
    }
    const auto paper = [](const std::string& type, const std::string& name) {
        return made::paperOf(type, {{"enterprise_name", made::text(name)}}, {type + ".jpg", 1, 0});
    };
    const auto checklist =
        check(item, {},
              {paper("articles-of-association", "试作甲有限公司"), paper("shareholder-resolution", "试作乙有限公司")},
              {}, today, made::types(), made::bundleRules());
    EXPECT_EQ(checklist.notice.text(),
              "必要材料齐全，但有不一致之处，请先核对。\n企业名称在 2 份材料上不一致（第 3 字不同），请核对后更正。");
    EXPECT_EQ(noticeFor({made::idFront(made::strangers().applicant), income(1), bankCard, photo, photo})
                  .find("份材料上不一致"),
              std::string::npos);
}

TEST(Notice, HoldsNoNameAndNoNumber) {
    const auto other = made::strangers().applicant;
    Paper sheet = income(1);
    sheet.document.fields["name"] = made::text(other.name);
    sheet.document.fields["id_number"] = made::text(other.idNumber);
    const std::string notice = noticeFor({made::idFront(people.applicant), sheet});
    EXPECT_NE(notice.find("与申请人不一致"), std::string::npos) << notice;
    for (const Identity& who : {other, people.applicant}) {
        EXPECT_EQ(notice.find(who.name), std::string::npos);
        EXPECT_EQ(notice.find(who.idNumber), std::string::npos);
    }
}

}  // namespace daiban::cases
