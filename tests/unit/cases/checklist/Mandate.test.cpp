#include "cases/checklist/Mandate.h"

#include <gmock/gmock.h>

#include "cases/checklist/Checklist.h"
#include "support/HasSubstr.h"
#include "unit/cases/MadePapers.h"

namespace {

using namespace daiban;
using namespace daiban::cases;
using made::today;
using support::HasSubstr;
using testing::AllOf;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

const made::People people;

std::vector<std::string> letter() {
    return {"授权委托书",
            "委托人：林晓舟",
            "受托人：何建业",
            "　　委托人行动不便，现委托上述受托人代为办理下列事项：",
            "　　一、递交高龄津贴申领材料；",
            "委托期限自签署之日起至上述事项办理完毕止。",
            "委托人（签字）：",
            "林晓舟",
            "2026 年 3 月 1 日",
            "受托人（签字）：",
            "何建业",
            "2026 年 3 月 1 日"};
}

std::vector<std::string> with(std::vector<std::string> lines, std::size_t at, const std::string& line) {
    lines[at] = line;
    return lines;
}
std::vector<std::string> without(std::vector<std::string> lines, std::size_t at) {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
    return lines;
}

Item item(const std::string& name = "高龄津贴申领") {
    Item made;
    made.code = "YL-001";
    made.name = name;
    made.materials = {
        {.type = "power-of-attorney", .name = "授权委托书", .form = MaterialForm::Original, .subject = Subject::Agent}};
    return made;
}

Paper paperOf(const std::vector<std::string>& lines, const std::string& type = "power-of-attorney") {
    Paper paper = made::paperOf(type, made::fieldsOf("power-of-attorney", Subject::Agent, people));
    paper.lines = std::make_shared<const std::vector<std::string>>(lines);
    return paper;
}

std::vector<std::string> faults(const Paper& paper, const Item& of = item()) {
    return base::textsOf(faultsOfMandate(paper, {.principal = people.applicant, .agent = people.agent}, &of, today, made::types()));
}

TEST(Mandate, IsALetterThatNamesBothAndTheItemAndIsSignedAndInTime) {
    EXPECT_THAT(faults(paperOf(letter())), IsEmpty());
    EXPECT_THAT(faults(paperOf(with(letter(), 6, "委托人（签字）：林晓舟"))), IsEmpty());
    EXPECT_THAT(faults(paperOf(with(letter(), 6, "委托人签名（手印）："))), IsEmpty());
}

TEST(Mandate, IsNoOtherPaperWhateverItSays) {
    EXPECT_THAT(faults(paperOf(letter(), "unknown")), SizeIs(1));
    EXPECT_THAT(faults(paperOf(letter(), "income-certificate")), SizeIs(1));
    Paper doubtful = paperOf(letter());
    doubtful.document.classification.confidence = base::Confidence(0.5);
    EXPECT_THAT(faults(doubtful), SizeIs(1));
}

TEST(Mandate, OfAnotherAgentOrFromAnotherPersonIsNone) {
    Paper agents = paperOf(letter());
    agents.document.fields["agent_name"] = made::text("贺长歌");
    EXPECT_THAT(faults(agents), Contains(HasSubstr("受托人不是何建业")));
    Paper principals = paperOf(letter());
    principals.document.fields["principal_id_number"] = made::text(made::strangers().applicant.idNumber);
    EXPECT_THAT(faults(principals), Contains(HasSubstr("证件号码")));
}

TEST(Mandate, ForAnotherMatterIsNoneUnlessItIsForEverything) {
    EXPECT_THAT(faults(paperOf(letter()), item("食品经营许可")), Contains(HasSubstr("没有写明")));
    EXPECT_THAT(faults(paperOf(with(letter(), 4, "代为办理一切手续。")), item("食品经营许可")), IsEmpty());
    Item aliased = item("老年人补助");
    aliased.aliases = {"高龄津贴"};
    EXPECT_THAT(faults(paperOf(letter()), aliased), IsEmpty());
}

TEST(Mandate, ThatWhoGivesThePowerDidNotSignIsNone) {
    EXPECT_THAT(faults(paperOf(without(letter(), 7))), Contains(HasSubstr("没有看到委托人签字")))
        << "only the agent signed";
    EXPECT_THAT(faults(paperOf(with(letter(), 6, "被委托人（签字）："))), Contains(HasSubstr("没有看到委托人签字")));
}

TEST(Mandate, IsNoneBeforeItsDayNorAfterItsTerm) {
    EXPECT_THAT(faults(paperOf(with(letter(), 8, "2027年3月1日"))), Contains(HasSubstr("还没有到")));
    EXPECT_THAT(faults(paperOf(with(letter(), 5, "委托期限自2026年1月1日至2026年3月15日。"))),
                Contains(AllOf(HasSubstr("到期"), HasSubstr("2026-03-15"))));
    EXPECT_THAT(faults(paperOf(with(letter(), 5, "委托期限自2026年1月1日至2026年3月16日。"))), IsEmpty());
}

TEST(Mandate, UnsignedOrForAnotherMatterIsAQuestionOnTheChecklistUntilAPersonSaysYes) {
    const auto stateOf = [&](const Paper& paper, const Item& of) {
        return check(of, {}, {paper}, people.named(), today, made::types(), made::bundleRules())
            .requirements.front()
            .state;
    };
    EXPECT_EQ(stateOf(paperOf(letter()), item()), RequirementState::Satisfied);
    EXPECT_EQ(stateOf(paperOf(letter()), item("食品经营许可")), RequirementState::Uncertain);
    Paper unsigned_ = paperOf(without(letter(), 7));
    EXPECT_EQ(stateOf(unsigned_, item()), RequirementState::Uncertain);
    unsigned_.confirmedByPerson = true;
    EXPECT_EQ(stateOf(unsigned_, item()), RequirementState::Satisfied);
}

/// What any paper of a broad type would tick.
RequirementState stateOf(const std::string& type, const std::vector<std::string>& lines, const Item& of) {
    Item asking = of;
    asking.materials = {
        {.type = type, .name = "办理申请表", .form = MaterialForm::Original, .subject = Subject::Applicant}};
    Paper paper = made::paperOf(type, made::fieldsOf(type, Subject::Applicant, people));
    paper.lines = std::make_shared<const std::vector<std::string>>(lines);
    return check(asking, {}, {paper}, people.named(), today, made::types(), made::bundleRules())
        .requirements.front()
        .state;
}

TEST(BroadTypes, OfTheFormForEveryItemMustBeFilledInForThisOne) {
    const std::vector<std::string> lines{"政务服务事项申请表", "申请人 林晓舟", "申请事项 高龄津贴申领"};
    EXPECT_EQ(stateOf("application-form", lines, item()), RequirementState::Satisfied);
    EXPECT_EQ(stateOf("application-form", lines, item("食品经营许可")), RequirementState::Uncertain);
}

TEST(BroadTypes, OfDeedsAndJudgmentsMustNameTheSubject) {
    for (const char* type : {"notarial-certificate", "court-judgment"}) {
        EXPECT_EQ(stateOf(type, {"公证书", "申请人：林晓舟", "兹证明"}, item()), RequirementState::Satisfied);
        EXPECT_EQ(stateOf(type, {"公证书", "申请人：孟凡星", "兹证明"}, item()), RequirementState::Uncertain);
    }
}

}  // namespace
