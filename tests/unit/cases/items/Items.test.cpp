#include "cases/items/Items.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>

#include "base/Error.h"
#include "base/Text.h"
#include "support/TemporaryFolder.h"

namespace daiban::cases {

namespace {

const std::filesystem::path models = std::filesystem::path(DAIBAN_SOURCE_DIR) / "models";

const Items& items() {
    static const Items loaded = Items::load(models / "items");
    return loaded;
}

/// "id-card-front applicant 验原件收复印件 x1 yes": a row of an item on one line.
std::string lineOf(const Material& material) {
    std::string line = material.situation.empty() ? "" : material.situation + ": ";
    line += material.type + " " + std::string(codeOf(material.subject)) + " " + std::string(nameOf(material.form)) +
            " x" + std::to_string(material.copies) + " " + std::string(codeOf(material.need));
    if (!material.oneOf.empty()) line += " one of " + material.oneOf;
    if (material.maxAgeDays > 0) line += " within " + std::to_string(material.maxAgeDays);
    return line;
}

std::vector<std::string> linesOf(const Item& item) {
    std::vector<std::string> lines;
    for (const Material& material : item.materials) lines.push_back(lineOf(material));
    return lines;
}

std::vector<std::string> codesOf(const std::vector<const Item*>& found) {
    std::vector<std::string> codes;
    for (const Item* item : found) codes.push_back(item->code);
    return codes;
}

const KnownTypes someTypes{{"id-card-front", {}},
                           {"bank-card", {}},
                           {"bank-passbook", {}},
                           {"health-certificate", {.expires = true}},
                           {"income-certificate", {.dated = true}}};

std::string head(const std::string& code = "AB-001") {
    return "code: " + code +
           "\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: 1\n"
           "effective: 2026-01-01\n"
           "result: {name: 结果, type: none}\nsituations: {one: 其一}\n";
}

std::vector<std::string> problemsOf(const std::string& yaml, const std::string& name = "AB-001.yaml") {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / name) << yaml;
    std::vector<std::string> texts;
    for (const auto& problem : problemsIn(folder.path(), someTypes))
        texts.push_back(std::to_string(problem.line) + ": " + problem.sentence.text());
    return texts;
}

/// Line 12 of the file is the first material.
std::vector<std::string> problemsOfMaterials(const std::string& materials) {
    return problemsOf(head() + "materials:\n" + materials);
}

const std::string card = "  - {type: id-card-front, name: 身份证, form: 收原件, subject: applicant}\n";

}  // namespace

TEST(Items, AskForWhatTheOfficesAskFor) {
    EXPECT_EQ(
        linesOf(items().at("JY-001")),
        (std::vector<std::string>{
            "id-card-front applicant 验原件收复印件 x1 yes", "id-card-back applicant 验原件收复印件 x1 yes",
            "flexible-employment-subsidy-form applicant 收原件 x1 yes",
            "social-insurance-payment-record applicant 收原件 x1 yes within 90",
            "bank-card applicant 收复印件 x1 yes one of bank", "bank-passbook applicant 收复印件 x1 yes one of bank",
            "social-security-card applicant 收复印件 x1 yes one of bank",
            "first: employment-registration-certificate applicant 验原件收复印件 x1 yes"}));
    EXPECT_EQ(linesOf(items().at("JX-001")),
              (std::vector<std::string>{"id-card-front applicant 验原件收复印件 x1 yes",
                                        "community-course-form applicant 收原件 x1 yes",
                                        "senior: elder-benefit-card applicant 验原件收复印件 x1 no"}));
    EXPECT_EQ(
        linesOf(items().at("YL-003")),
        (std::vector<std::string>{
            "id-card-front applicant 验原件收复印件 x1 yes", "id-card-back applicant 验原件收复印件 x1 yes",
            "portrait-photo applicant 收原件 x2 yes", "agent: power-of-attorney agent 收原件 x1 yes",
            "agent: id-card-front agent 验原件收复印件 x1 yes", "agent: id-card-back agent 验原件收复印件 x1 yes"}));
    EXPECT_EQ(
        linesOf(items().at("QY-003")),
        (std::vector<std::string>{
            "application-form enterprise 收原件 x1 yes", "business-license enterprise 验原件收复印件 x1 yes",
            "health-certificate  验原件收复印件 x1 yes", "id-card-front legal-representative 验原件收复印件 x1 yes",
            "id-card-back legal-representative 验原件收复印件 x1 yes",
            "property-certificate  收复印件 x1 yes one of premises",
            "house-ownership-certificate  收复印件 x1 yes one of premises",
            "lease-contract  收复印件 x1 yes one of premises",
            "premises-use-certificate  收复印件 x1 yes one of premises"}));
    EXPECT_EQ(linesOf(items().at("JS-001")),
              (std::vector<std::string>{
                  "id-card-front applicant 验原件收复印件 x1 yes", "id-card-back applicant 验原件收复印件 x1 yes",
                  "id-card-front spouse 验原件收复印件 x1 yes", "id-card-back spouse 验原件收复印件 x1 yes",
                  "marriage-certificate couple 验原件收复印件 x1 yes",
                  "household-register-person applicant 验原件收复印件 x1 yes",
                  "household-register-person spouse 验原件收复印件 x1 yes"}));
}

TEST(Items, SayWhoseTheyAreHowLongTheyTakeAndWhatComesBack) {
    struct Expected {
        const char* code;
        const char* name;
        const char* department;
        int days;
        std::size_t materials;
        const char* resultType;
    };
    for (const Expected& expected : std::initializer_list<Expected>{
             {"JY-001", "灵活就业人员社会保险补贴申领", "人力资源和社会保障局", 20, 8, ""},
             {"JY-003", "就业创业证申领", "人力资源和社会保障局", 5, 6, "employment-registration-certificate"},
             {"SB-002", "基本养老保险待遇申领", "社会保险基金管理中心", 15, 8, "retirement-certificate"},
             {"JS-001", "生育服务登记", "卫生健康委员会", 3, 7, "birth-service-certificate"},
             {"YL-003", "老年人优待证办理", "民政局", 7, 6, "elder-benefit-card"},
             {"QY-001", "个体工商户设立登记", "市场监督管理局", 5, 12, "business-license"},
             {"QY-003", "食品经营许可证申请", "市场监督管理局", 20, 9, "food-business-licence"},
             {"MZ-001", "最低生活保障申请", "民政局", 30, 12, "minimum-living-certificate"},
             {"CL-001", "残疾人证换领", "残疾人联合会", 20, 8, "disability-certificate"},
             {"TY-001", "退役军人优待证申领", "退役军人事务局", 30, 5, ""},
             {"HJ-001", "居住证办理", "公安局", 15, 8, "residence-permit"},
             {"FC-001", "公共租赁住房申请", "住房和建设委员会", 30, 9, ""},
             {"WJ-001", "从业人员健康证明办理", "卫生健康委员会", 5, 2, "health-certificate"},
             {"JX-002", "教师资格认定", "教育局", 30, 6, "teacher-qualification"},
         }) {
        SCOPED_TRACE(expected.code);
        const Item& item = items().at(expected.code);
        EXPECT_EQ(item.name, expected.name);
        EXPECT_EQ(item.department, expected.department);
        EXPECT_EQ(item.days, expected.days);
        EXPECT_EQ(item.materials.size(), expected.materials);
        EXPECT_EQ(item.resultType, expected.resultType);
        EXPECT_GE(item.version, 1);
        EXPECT_TRUE(item.effective.ok());
    }
}

TEST(Items, HaveNoProblemsWithTheDocumentTypesThatAreThere) {
    const auto types = documents::DocumentTypes::load(models / "documents");
    for (const auto& problem : problemsIn(models / "items", knownTypes(types))) ADD_FAILURE() << problem.text();
    EXPECT_GE(items().all().size(), 24U);
}

TEST(Items, NameEverySituationInChinese) {
    for (const Item& item : items().all())
        for (const Situation& situation : item.situations) EXPECT_FALSE(situation.name.empty()) << item.code;
    ASSERT_NE(items().at("QY-001").findSituation("food"), nullptr);
    EXPECT_EQ(items().at("QY-001").findSituation("food")->name, "从事食品经营");
}

TEST(Items, AreFoundByCode) {
    ASSERT_NE(items().find("QY-001"), nullptr);
    EXPECT_EQ(items().find("QY-001")->name, "个体工商户设立登记");
    EXPECT_EQ(items().find("QY-999"), nullptr);
    try {
        static_cast<void>(items().at("JY-01"));
        FAIL() << "no error";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::NotFound);
        EXPECT_STREQ(error.what(), "There is no item JY-01; did you mean JY-001 (灵活就业人员社会保险补贴申领)?");
    }
}

TEST(Items, AreSearchedByPartsOfNameDepartmentResultAndCode) {
    const auto finds = [](std::string_view text, const std::string& code) {
        const auto codes = codesOf(items().search(text));
        return std::ranges::find(codes, code) != codes.end();
    };
    EXPECT_EQ(codesOf(items().search("QY-001")), std::vector<std::string>{"QY-001"});
    EXPECT_TRUE(finds("个体工商户", "QY-001"));
    EXPECT_TRUE(finds("jy-00", "JY-003"));
    EXPECT_TRUE(finds("残疾人联合会", "CL-001"));
    EXPECT_TRUE(finds("退休证", "SB-002"));
    EXPECT_TRUE(finds("民政局 老年人", "YL-003"));
    EXPECT_EQ(codesOf(items().search("gaolingjintie")).front(), "YL-001");
    EXPECT_TRUE(items().search("不存在的事项").empty());
    EXPECT_EQ(items().search("  ").size(), items().all().size());
}

TEST(ItemProblems, AreNoneInAnItemThatIsRight) {
    EXPECT_TRUE(problemsOfMaterials(card).empty());
    EXPECT_TRUE(problemsOfMaterials(
                    card +
                    "  - {type: bank-card, name: 卡, form: 收复印件, subject: anyone, one_of: b, situation: one}\n" +
                    "  - {type: bank-passbook, name: 折, form: 收复印件, subject: anyone, one_of: b, situation: one}\n")
                    .empty());
}

TEST(ItemProblems, NameTheLineAndTheMend) {
    EXPECT_EQ(problemsOfMaterials("  - {type: id-card, name: 身份证, form: 收原件, subject: applicant}\n"),
              std::vector<std::string>{"12: there is no document type 'id-card'; see models/documents for the codes."});
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 原件, subject: applicant}\n"),
              std::vector<std::string>{"12: '原件' is not known here; write one of: 收原件, 收复印件, 验原件收复印件, "
                                       "收原件及复印件."});
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件, subjekt: applicant}\n"),
              std::vector<std::string>{"12: unknown key 'subjekt'; did you mean 'subject'?"});
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件}\n"),
              std::vector<std::string>{"12: the key 'subject' is missing; add it."});
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件, subject: anyone, copies: 0}\n"),
              std::vector<std::string>{"12: write a number from 1 to 20."});
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件, subject: anyone, situation: two}\n"),
              std::vector<std::string>{"12: the situation 'two' is not named under 'situations'; add it there with its "
                                       "Chinese name."});
    EXPECT_EQ(problemsOfMaterials("  []\n"),
              std::vector<std::string>{"12: an item asks for at least one material; add it."});
}

TEST(ItemProblems, ShowAlternativesThatDoNotFitTogether) {
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件, subject: anyone, one_of: b}\n"),
              std::vector<std::string>{"12: 'bank-card' stands alone in one_of: b; add the alternatives with the same "
                                       "word or take one_of out."});
    EXPECT_EQ(problemsOfMaterials(
                  "  - {type: bank-card, name: 卡, form: 收原件, subject: anyone, one_of: b}\n"
                  "  - {type: bank-passbook, name: 折, form: 收原件, subject: anyone, one_of: b, required: later}\n"),
              std::vector<std::string>{"13: the alternatives of one_of: b differ in 'required' or 'situation'; make "
                                       "them the same."});
}

TEST(ItemProblems, ShowAMaterialThatIsAskedForTwice) {
    EXPECT_EQ(problemsOfMaterials(card + card),
              std::vector<std::string>{"13: 'id-card-front' of the same subject is asked for twice (first in line 12); "
                                       "raise 'copies' there instead."});
}

TEST(ItemProblems, ShowDaysAskedOfPapersThatBearNone) {
    EXPECT_TRUE(problemsOfMaterials(
                    "  - {type: income-certificate, name: 证明, form: 收原件, subject: anyone, max_age_days: 90}\n"
                    "  - {type: health-certificate, name: 健康证, form: 收原件, subject: anyone, "
                    "may_be_expired: yes}\n"
                    "  - {type: other, name: 来信, form: 收原件, subject: anyone, max_age_days: 90}\n")
                    .empty());
    EXPECT_EQ(problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件, subject: anyone, max_age_days: 90}\n"),
              std::vector<std::string>{"12: nobody can see how old a bank-card is: its type names no date; add "
                                       "'validity: dated' to models/documents/bank-card.yaml or take max_age_days "
                                       "out."});
    EXPECT_EQ(
        problemsOfMaterials("  - {type: bank-card, name: 卡, form: 收原件, subject: anyone, may_be_expired: yes}\n"),
        std::vector<std::string>{"12: a bank-card never expires: its type names no last day; add 'validity: expires' "
                                 "to models/documents/bank-card.yaml or take may_be_expired out."});
}

TEST(ItemProblems, ShowAChoiceThatIsNone) {
    const auto with = [](const std::string& line) { return problemsOf(line + head() + "materials:\n" + card); };
    EXPECT_EQ(with("situations_choose_one: [one]\n"),
              std::vector<std::string>{"1: name at least two situations; of one alone there is nothing to choose."});
    EXPECT_EQ(with("situations_choose_one: [one, one]\n"),
              std::vector<std::string>{"1: 'one' is there twice; take one of them out."});
    EXPECT_EQ(with("situations_choose_one: [one, two]\n"),
              std::vector<std::string>{"1: the situation 'two' is not named under 'situations'; add it there with its "
                                       "Chinese name."});
    EXPECT_EQ(with("situations_choose_one: one\n"),
              std::vector<std::string>{"1: write the situations as a list: [one, another]."});
    EXPECT_EQ(with("situations_at_least_one: [one]\n"),
              std::vector<std::string>{"1: name at least two situations; of one alone there is nothing to choose."});
    EXPECT_EQ(with("situations_at_least_one: [one, two]\n"),
              std::vector<std::string>{"1: the situation 'two' is not named under 'situations'; add it there with its "
                                       "Chinese name."});
}

TEST(ItemProblems, AreToldOfTheHead) {
    const auto with = [](const std::string& line) { return problemsOf(line + head() + "materials:\n" + card); };
    EXPECT_TRUE(with("kind: 即办件\nlegal_days: 20\nfee: 不收费\nnote: 说明\naliases: [一, 二]\n").empty());
    EXPECT_EQ(with("legal_days: 3\n"), std::vector<std::string>{"1: the legal limit of 3 days is shorter than the "
                                                                "promised one of 5; mend one."});
    EXPECT_EQ(with("kind: 快办件\n"),
              std::vector<std::string>{"1: '快办件' is not known here; write one of: 承诺件, 即办件."});
    EXPECT_EQ(with("aliases: 一\n"), std::vector<std::string>{"1: write the aliases as a list: [one, another]."});
    std::string other = head();
    other.replace(other.find("field: 民政"), std::string("field: 民政").size(), "field: 民生");
    EXPECT_EQ(
        problemsOf(other + "materials:\n" + card),
        std::vector<std::string>{"3: '民生' is no field of service; write one of: 社保, 就失业, 计划生育, 社区教育, "
                                 "家庭养老, 私人企业注册, 民政, 残联, 退役军人, 户籍, 住房, 卫健, 医保, 人社, "
                                 "综合."});
}

TEST(ItemProblems, AreNotThatAPaperIsOfNoKnownType) {
    const std::string letter = "  - {type: other, name: 来信, form: 收原件, subject: applicant}\n";
    const std::string medal = "  - {type: other, name: 立功证书, form: 收原件, subject: applicant}\n";
    EXPECT_TRUE(problemsOfMaterials(letter + medal).empty());
    EXPECT_EQ(problemsOfMaterials(letter + letter),
              std::vector<std::string>{"13: '来信' of the same subject is asked for twice (first in line 12); raise "
                                       "'copies' there instead."});
}

TEST(Items, AreReadWithAllThatTheirHeadSays) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "AB-001.yaml")
        << "kind: 即办件\nlegal_days: 20\nfee: 不收费\nnote: 满八十周岁\naliases: [一, 二]\n"
        << head() << "materials:\n  - {type: other, name: 来信, form: 收原件, subject: anyone, note: 亲笔}\n";
    const Items loaded = Items::load(folder.path());
    const Item& item = loaded.at("AB-001");
    EXPECT_EQ(item.kind, ItemKind::Immediate);
    EXPECT_EQ(item.legalDays, 20);
    EXPECT_EQ(item.fee, "不收费");
    EXPECT_EQ(item.note, "满八十周岁");
    EXPECT_EQ(item.field, "民政");
    EXPECT_EQ(item.aliases, (std::vector<std::string>{"一", "二"}));
    EXPECT_TRUE(item.materials.front().isOther());
    EXPECT_EQ(item.materials.front().note, "亲笔");
}

TEST(ItemProblems, AreAllToldAtOnce) {
    const auto problems = problemsOf(
        "code: AB-01\nname: ''\ndepartment: 民政局\noffice: post\ndays: many\nversion: 1\neffective: soon\n"
        "result: {nam: 结果}\nmaterials:\n  - {type: x}\n  - {type: y}\n");
    EXPECT_EQ(problems.size(), 9U);
}

TEST(ItemProblems, SeeThatTheFileIsNamedAsItsCode) {
    EXPECT_EQ(problemsOf(head("AB-002") + "materials:\n" + card),
              std::vector<std::string>{"1: the file is named AB-001.yaml but its code is AB-002; rename one of them."});
    EXPECT_EQ(problemsOf("- a\n"), std::vector<std::string>{"1: an item is a map that begins with 'code:'."});
    EXPECT_EQ(problemsOf("code: [\n").size(), 1U);
}

TEST(Items, GoOnWithoutTheOneWhoseFileIsBroken) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "AB-001.yaml") << head();
    std::ofstream(folder.path() / "AB-002.yaml") << head("AB-002") << "materials:\n" << card;
    const Items loaded = Items::load(folder.path());
    ASSERT_EQ(loaded.all().size(), 1U);
    EXPECT_EQ(loaded.at("AB-002").code, "AB-002");
    ASSERT_EQ(loaded.problems().size(), 1U);
    EXPECT_EQ(loaded.problems().front().line, 1);
    EXPECT_EQ(loaded.find("AB-001"), nullptr);
    EXPECT_TRUE(loaded.search("AB-001").empty());
    const auto day = base::parseIsoDate("2026-06-01").value();
    for (const auto& ask : std::initializer_list<std::function<void()>>{
             [&] { static_cast<void>(loaded.at("AB-001")); }, [&] { static_cast<void>(loaded.at("AB-001", day)); },
             [&] { static_cast<void>(loaded.version("AB-001", 1)); }}) {
        try {
            ask();
            FAIL() << "no error";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
            EXPECT_NE(std::string(error.what()).find("AB-001.yaml:1: the key 'materials' is missing; add it."),
                      std::string::npos)
                << error.what();
        }
    }
    EXPECT_THROW(static_cast<void>(Items::load(folder.path() / "none")), base::Error);
}

TEST(Items, NeverTakeAnotherVersionForOneWhoseFileIsBroken) {
    const support::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / historyFolder);
    std::string newest = head() + "materials:\n" + card;
    newest.replace(newest.find("version: 1"), 10, "version: 2");
    newest.replace(newest.find("2026-01-01"), 10, "2026-07-01");
    std::ofstream(folder.path() / "AB-001.yaml") << newest;
    std::ofstream(folder.path() / historyFolder / "AB-001.v1.yaml") << head();
    const Items loaded = Items::load(folder.path());
    EXPECT_EQ(loaded.at("AB-001").version, 2);
    EXPECT_EQ(loaded.version("AB-001", 2).version, 2);
    EXPECT_THROW(static_cast<void>(loaded.version("AB-001", 1)), base::Error);
    EXPECT_THROW(static_cast<void>(loaded.at("AB-001", base::parseIsoDate("2026-03-01").value())), base::Error);

    std::ofstream(folder.path() / "AB-001.yaml") << "code: AB-001\n";
    std::ofstream(folder.path() / historyFolder / "AB-001.v1.yaml") << head() << "materials:\n" << card;
    const Items without = Items::load(folder.path());
    EXPECT_TRUE(without.all().empty()) << "a former version is not the newest";
    EXPECT_THROW(static_cast<void>(without.at("AB-001")), base::Error);
    EXPECT_EQ(without.version("AB-001", 1).version, 1) << "a case that follows it goes on";
}

TEST(Items, SayWhatComesBackOrThatNothingDoes) {
    std::map<ResultKind, int> kinds;
    const auto types = documents::DocumentTypes::load(models / "documents");
    for (const Item& item : items().all()) {
        ++kinds[item.result];
        EXPECT_FALSE(item.resultName.empty()) << item.code;
        EXPECT_EQ(item.result == ResultKind::Certificate, types.find(item.resultType) != nullptr) << item.code;
    }
    EXPECT_EQ(kinds[ResultKind::NotSaid], 0);
    EXPECT_EQ(items().at("JY-001").result, ResultKind::Nothing) << "money comes, no paper";
    EXPECT_EQ(items().at("TY-001").result, ResultKind::OtherPaper) << "a card of no known type";
    EXPECT_EQ(items().at("SB-002").result, ResultKind::Certificate);
}

TEST(Items, TellAFeeThatIsNotStatedFromNone) {
    EXPECT_EQ(items().at("JY-012").fee, "不收费");
    EXPECT_EQ(items().at("QY-002").fee, std::nullopt);
}

TEST(ItemProblems, AskWhatComesBack) {
    std::string without = head() + "materials:\n" + card;
    without.replace(without.find(", type: none"), 12, "");
    EXPECT_EQ(problemsOf(without),
              std::vector<std::string>{"9: it is not said what comes back; add 'type' to the result: a document type, "
                                       "other (a paper of that name) or none (the case ends with the notice)."});
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "AB-001.yaml") << without;
    EXPECT_EQ(Items::load(folder.path()).at("AB-001").result, ResultKind::NotSaid) << "it can be followed all the same";
}

TEST(ItemProblems, ShowWhatIsReplacedByNothing) {
    const std::string other = "  - {type: bank-card, name: 卡, form: 收原件, subject: applicant, unless: ";
    EXPECT_TRUE(problemsOfMaterials(card + other + "{material: 身份证}}\n").empty());
    EXPECT_TRUE(problemsOfMaterials(card + other + "{situation: one}}\n").empty());
    EXPECT_EQ(problemsOfMaterials(card + other + "{material: 卡}}\n"),
              std::vector<std::string>{"13: no other material is named '卡'; mend 'unless'."});
    EXPECT_EQ(problemsOfMaterials(card + other + "one}\n"),
              std::vector<std::string>{"13: write {situation: CODE} or {material: NAME}."});
    EXPECT_EQ(problemsOfMaterials(card + other + "{situation: one}, situation: one}\n"),
              std::vector<std::string>{"13: '卡' is asked for in 'one' alone and not in it; mend 'situation' or "
                                       "'unless'."});
}

TEST(ItemProblems, ShowABlockThatIsNone) {
    EXPECT_EQ(problemsOfMaterials("  - {use: id-card, subject: applicant}\n"),
              std::vector<std::string>{"12: there is no block 'id-card'; those of shared/blocks.yaml are: ."});
}

TEST(MaterialBlocks, StandForTheRowsTheyWereWrittenWith) {
    // Versions that cases follow use them: a block is never changed, a new one gets a new name.
    const support::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "shared");
    std::filesystem::copy_file(models / "items/shared/blocks.yaml", folder.path() / "shared/blocks.yaml");
    std::ofstream(folder.path() / "AB-001.yaml")
        << head() << "materials:\n  - {use: id-card, subject: spouse, situation: one, note: 带来}\n"
        << "  - {use: guardian-id-card}\n  - {use: agent}\n  - {use: register, subject: child, required: later}\n"
        << "  - {use: bank, subject: applicant}\n  - {use: premises}\n  - {use: hardship, subject: applicant}\n";
    const Items loaded = Items::load(folder.path());
    const Item& item = loaded.at("AB-001");
    EXPECT_EQ(
        linesOf(item),
        (std::vector<std::string>{
            "one: id-card-front spouse 验原件收复印件 x1 yes", "one: id-card-back spouse 验原件收复印件 x1 yes",
            "id-card-front  验原件收复印件 x1 yes", "id-card-back  验原件收复印件 x1 yes",
            "power-of-attorney agent 收原件 x1 yes", "id-card-front agent 验原件收复印件 x1 yes",
            "id-card-back agent 验原件收复印件 x1 yes", "household-register-cover child 验原件收复印件 x1 later",
            "household-register-person child 验原件收复印件 x1 later",
            "bank-card applicant 收复印件 x1 yes one of bank", "bank-passbook applicant 收复印件 x1 yes one of bank",
            "social-security-card applicant 收复印件 x1 yes one of bank",
            "property-certificate  收复印件 x1 yes one of premises",
            "house-ownership-certificate  收复印件 x1 yes one of premises",
            "lease-contract  收复印件 x1 yes one of premises",
            "premises-use-certificate  收复印件 x1 yes one of premises",
            "minimum-living-certificate applicant 验原件收复印件 x1 yes one of hardship",
            "hardship-certificate applicant 验原件收复印件 x1 yes one of hardship"}));
    EXPECT_EQ(item.materials[1].name, "居民身份证（国徽面）");
    EXPECT_EQ(item.materials[1].note, "带来");
    EXPECT_EQ(item.materials[2].name, "监护人居民身份证（人像面）");
}

}  // namespace daiban::cases
