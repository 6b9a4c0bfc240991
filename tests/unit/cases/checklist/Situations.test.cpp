// Situations of which exactly one is chosen, and papers that count past their last day.
#include <gtest/gtest.h>

#include "base/Error.h"
#include "cases/checklist/Checklist.h"
#include "cases/items/Items.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases {

namespace {

using made::People;
using made::today;

const People people;

/// Renewal of a health certificate: lost or run out, perhaps by an agent.
Item renewal() {
    Item item;
    item.code = "AB-001";
    item.name = "健康证换领";
    item.situations = {{"lost", "遗失"}, {"expired", "到期"}, {"agent", "委托代理人办理"}};
    item.chooseOne = {"lost", "expired"};
    const auto material = [](const char* type, const char* name, const char* situation) {
        Material out;
        out.type = type;
        out.name = name;
        out.form = MaterialForm::Original;
        out.subject = Subject::Applicant;
        out.situation = situation;
        return out;
    };
    item.materials = {material("id-card-front", "居民身份证", ""), material("commitment-letter", "遗失声明", "lost"),
                      material("health-certificate", "健康证明", "expired")};
    item.materials.back().mayBeExpired = true;
    return item;
}

Checklist checked(const std::vector<std::string>& situations, const std::vector<Paper>& papers) {
    return check(renewal(), situations, papers, people.named(), today, made::types(), made::bundleRules());
}

Paper card() {
    return made::idFront(people.applicant);
}

/// The applicant's, run out yesterday.
Paper oldCertificate() {
    Paper paper = made::paperOf("health-certificate", made::fieldsOf("health-certificate", Subject::Applicant, people),
                                {"old.jpg", 1, 0});
    paper.document.fields["valid_until"] = made::date(made::daysFrom(today, -1));
    return paper;
}

}  // namespace

TEST(Situations, AreAskedForInOneSentenceWhereOneMustBeChosen) {
    const Checklist all = checked({}, {card()});
    EXPECT_FALSE(all.complete);
    EXPECT_FALSE(all.completeWithPromise);
    EXPECT_EQ(all.requirements.size(), 1U);
    EXPECT_EQ(all.notice.text(),
              "一次性告知：须选定 1 项，选定后方可受理。\n须选定：\n"
              "1. 办理情形：请选定一种，遗失，或到期；选定后材料方能确定。");
    EXPECT_EQ(toJson(all)["situations_to_choose"], base::Json::parse(R"(["lost","expired"])"));

    const Checklist none = checked({"agent"}, {});
    EXPECT_EQ(none.notice.text(),
              "一次性告知：须选定 1 项，尚缺 1 项，请一次补齐。\n须选定：\n"
              "1. 办理情形：请选定一种，遗失，或到期；选定后材料方能确定。\n尚缺：\n"
              "1. 居民身份证〔申请人〕：交原件 1 份。");
}

TEST(Situations, AreNotAskedForOnceOneIsChosen) {
    const Checklist checklist = checked({"lost", "agent"}, {card()});
    EXPECT_TRUE(checklist.toChoose.empty());
    EXPECT_EQ(toJson(checklist)["situations_to_choose"], base::Json::array());
    EXPECT_EQ(checklist.notice.text().find("选定"), std::string::npos);
}

TEST(Situations, ThatExcludeEachOtherAreNotBothTaken) {
    try {
        static_cast<void>(checked({"lost", "expired"}, {card()}));
        FAIL() << "no error";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::BadArguments);
        EXPECT_STREQ(
            error.what(),
            "Of the situations lost (遗失), expired (到期) of item AB-001 only one can be; choose one of them.");
    }
}

TEST(Situations, OfTheProjectsItemsNameWhatIsAskedForInEach) {
    const auto items = Items::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "items");
    std::size_t seen = 0;
    for (const Item& item : items.all()) {
        for (const std::string& code : item.chooseOne)
            EXPECT_TRUE(std::ranges::any_of(item.materials, [&](const Material& m) { return m.situation == code; }))
                << item.code << ": nothing is asked for in " << code;
        if (item.chooseOne.empty()) continue;
        EXPECT_FALSE(check(item, {}, {}, {}, today, made::types(), made::bundleRules()).toChoose.empty()) << item.code;
        ++seen;
    }
    EXPECT_GE(seen, 37U);
}

TEST(PapersToRenew, CountPastTheirLastDay) {
    const Checklist checklist = checked({"expired"}, {card(), oldCertificate()});
    EXPECT_TRUE(checklist.complete) << checklist.notice.text();
    EXPECT_EQ(checklist.requirements.back().state, RequirementState::Satisfied);
}

TEST(PapersToRenew, CountWhenTheirLastDayCannotBeRead) {
    Paper paper = oldCertificate();
    paper.document.fields.erase("valid_until");
    EXPECT_TRUE(checked({"expired"}, {card(), paper}).complete);
}

TEST(PapersToRenew, MustBeThePersonsOwnAllTheSame) {
    Paper paper = oldCertificate();
    paper.document.fields["name"] = made::text(made::strangers().applicant.name);
    paper.document.fields["id_number"] = made::text(made::strangers().applicant.idNumber);
    EXPECT_EQ(checked({"expired"}, {card(), paper}).requirements.back().state, RequirementState::WrongSubject);
}

TEST(PapersToRenew, AreAskedForAsWhatTheyAre) {
    EXPECT_NE(checked({"expired"}, {card()}).notice.text().find("健康证明〔申请人〕：交原件 1 份，已过有效期的亦可。"),
              std::string::npos);
}

}  // namespace daiban::cases
