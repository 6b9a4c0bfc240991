#include "cases/checklist/Checklist.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/Error.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases {

namespace {

using made::date;
using made::daysFrom;
using made::idBack;
using made::idFront;
using made::paperOf;
using made::People;
using made::text;
using made::today;
using State = RequirementState;

const People people;

Material material(const std::string& type, Subject subject = Subject::Applicant) {
    Material out;
    out.type = type;
    out.name = type;
    out.subject = subject;
    return out;
}

Item itemOf(std::vector<Material> materials) {
    Item item;
    item.code = "XX-001";
    item.name = "试办事项";
    item.situations = {{"agent", "委托代理人办理"}};
    item.materials = std::move(materials);
    return item;
}

Checklist checkFor(const std::vector<Material>& materials, const std::vector<Paper>& papers,
                   const Subjects& subjects = people.named()) {
    return check(itemOf(materials), {}, papers, subjects, today, made::types(), made::bundleRules());
}

/// How a single material stands with a single paper.
State stateOf(const Material& asked, const Paper& paper, const Subjects& subjects = people.named()) {
    return checkFor({asked}, {paper}, subjects).requirements.front().state;
}

std::vector<State> statesOf(const Checklist& checklist) {
    std::vector<State> states;
    for (const Requirement& requirement : checklist.requirements) states.push_back(requirement.state);
    return states;
}

Paper form(const std::string& name, const std::string& number, PaperPlace place = {"form.jpg", 1, 0}) {
    return paperOf("application-form", {{"name", text(name)}, {"id_number", text(number)}}, std::move(place));
}

Paper wedding(const Identity& a, const Identity& b, PaperPlace place = {"wedding.jpg", 1, 0}) {
    return paperOf("marriage-certificate",
                   {{"spouse_a_name", text(a.name)},
                    {"spouse_a_id_number", text(a.idNumber)},
                    {"spouse_b_name", text(b.name)},
                    {"spouse_b_id_number", text(b.idNumber)}},
                   std::move(place));
}

Paper attorney(const Identity& principal, const Identity& agent) {
    return paperOf("power-of-attorney",
                   {{"principal_name", text(principal.name)},
                    {"principal_id_number", text(principal.idNumber)},
                    {"agent_name", text(agent.name)},
                    {"agent_id_number", text(agent.idNumber)}},
                   {"attorney.jpg", 1, 0});
}

const Material applicationForm = material("application-form");
const Identity& applicant = people.applicant;
const std::string otherNumber = made::citizenNumber(1990, 301);

}  // namespace

// ---- Name and number
// -------------------------------------------------------------------------------------------------

TEST(ChecklistSubject, NeedsTheNameAndTheNumberToAgree) {
    EXPECT_EQ(stateOf(applicationForm, form(applicant.name, applicant.idNumber)), State::Satisfied);
    EXPECT_EQ(stateOf(applicationForm, form(applicant.name, otherNumber)), State::WrongSubject) << "a namesake";
    EXPECT_EQ(stateOf(applicationForm, form("孟凡星", applicant.idNumber)), State::WrongSubject);
}

TEST(ChecklistSubject, AsksAPersonWhenOneCharacterOfTheNameDiffersAndTheNumberIsTheSame) {
    EXPECT_EQ(stateOf(applicationForm, form("林晓丹", applicant.idNumber)), State::Uncertain);
    EXPECT_EQ(stateOf(applicationForm, form("林晓丹", otherNumber)), State::WrongSubject);
}

TEST(ChecklistSubject, AsksAPersonWhenTheCheckCharacterIsWrong) {
    std::string misread = applicant.idNumber;
    misread.back() = misread.back() == '1' ? '2' : '1';
    EXPECT_EQ(stateOf(applicationForm, form(applicant.name, misread)), State::Uncertain);
    Paper invalid = form(applicant.name, applicant.idNumber);
    invalid.document.fields.at("id_number").valid = false;
    EXPECT_EQ(stateOf(applicationForm, invalid), State::Uncertain);
}

TEST(ChecklistSubject, DoesNotAccuseOnADoubtfulReading) {
    Paper paper = form("孟凡星", otherNumber);
    for (auto& [name, field] : paper.document.fields) field.confidence = base::Confidence(0.6);
    EXPECT_EQ(stateOf(applicationForm, paper), State::Uncertain);
    paper.document.fields.at("name").confidence = base::Confidence(0.95);
    EXPECT_EQ(stateOf(applicationForm, paper), State::WrongSubject) << "the name alone proves it";
}

TEST(ChecklistSubject, TakesAFormWithoutANumberByItsNameButNoIdentityCard) {
    const Paper nameOnly = paperOf("application-form", {{"name", text(applicant.name)}});
    EXPECT_EQ(stateOf(applicationForm, nameOnly), State::Satisfied);
    const Paper card = paperOf("id-card-front", {{"name", text(applicant.name)}});
    EXPECT_EQ(stateOf(material("id-card-front"), card), State::Uncertain);
}

TEST(ChecklistSubject, AsksAPersonWhenTheNameCannotBeReadEvenIfTheNumberAgrees) {
    const Paper paper = paperOf("application-form", {{"id_number", text(applicant.idNumber)}});
    const auto checklist = checkFor({applicationForm}, {paper});
    EXPECT_EQ(checklist.requirements.front().state, State::Uncertain);
    EXPECT_EQ(base::textsOf(checklist.requirements.front().notes), std::vector<std::string>{"姓名看不清，请人工确认"});
}

TEST(ChecklistSubject, ReadsTheSameNumberInItsOtherSpellings) {
    Subjects subjects{{Subject::Applicant, {"王 建国", "130503670401001"}}};
    EXPECT_EQ(stateOf(applicationForm, form("王建国", "130503196704010016"), subjects), State::Satisfied);
    subjects = {{Subject::Applicant, {"买买提·艾力", "11010519491231002X"}}};
    EXPECT_EQ(stateOf(applicationForm, form("买买提•艾力", "11010519491231002x"), subjects), State::Satisfied);
}

TEST(ChecklistSubject, ComparesOnlyTheNameWhenOnlyTheNameIsKnown) {
    const Subjects subjects{{Subject::Applicant, {applicant.name, ""}}};
    EXPECT_EQ(stateOf(applicationForm, form(applicant.name, applicant.idNumber), subjects), State::Satisfied);
    EXPECT_EQ(stateOf(applicationForm, form("孟凡星", applicant.idNumber), subjects), State::WrongSubject);
}

TEST(ChecklistSubject, KnowsTheNumberInsideADisabilityCertificatesNumber) {
    const auto certificate = [](const std::string& number) {
        return paperOf("disability-certificate", {{"name", text(applicant.name)},
                                                  {"certificate_number", text(number)},
                                                  {"valid_until", date(daysFrom(today, 100))}});
    };
    EXPECT_EQ(stateOf(material("disability-certificate"), certificate(applicant.idNumber + "42")), State::Satisfied);
    EXPECT_EQ(stateOf(material("disability-certificate"), certificate(otherNumber + "42")), State::WrongSubject);
}

TEST(ChecklistSubject, TakesAPropertyOfSeveralOwnersForAnyOfThem) {
    const Material property = material("property-certificate");
    EXPECT_EQ(stateOf(property, paperOf(property.type, {{"owner_name", text("周若溪、" + applicant.name)}})),
              State::Satisfied);
    EXPECT_EQ(stateOf(property, paperOf(property.type, {{"owner_name", text("周若溪，孟凡星")}})), State::WrongSubject);
}

TEST(ChecklistSubject, TakesTheTenantOfALeaseNotTheLandlord) {
    const Paper lease = paperOf("lease-contract", {{"lessor_name", text(applicant.name)},
                                                   {"lessee_name", text("孟凡星")},
                                                   {"end_date", date(daysFrom(today, 9))}});
    EXPECT_EQ(stateOf(material("lease-contract"), lease), State::WrongSubject);
    EXPECT_EQ(stateOf(material("lease-contract", Subject::Anyone), lease), State::Satisfied);
}

TEST(ChecklistSubject, IsNotSettledByAYesWhenThePaperIsAnothers) {
    Paper paper = form("孟凡星", otherNumber);
    paper.confirmedByPerson = true;
    EXPECT_EQ(stateOf(applicationForm, paper), State::WrongSubject);
}

// ---- Who is who when nobody says so
// ----------------------------------------------------------------------------------

TEST(ChecklistWho, TakesTheFirstIdentityCardForTheApplicants) {
    const std::vector<Material> asked{material("id-card-front"), applicationForm};
    const auto first = idFront(applicant, {"1.jpg", 1, 0});
    const auto second = idFront(people.spouse, {"2.jpg", 1, 0});
    const auto sheet = form(applicant.name, applicant.idNumber);
    EXPECT_EQ(statesOf(checkFor(asked, {first, second, sheet}, {})), (std::vector{State::Satisfied, State::Satisfied}));
    EXPECT_EQ(statesOf(checkFor(asked, {second, first, sheet}, {})),
              (std::vector{State::Satisfied, State::WrongSubject}));
}

TEST(ChecklistWho, DoesNotTakeTheAgentForTheApplicant) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Agent),
                                      material("power-of-attorney", Subject::Agent)};
    const auto checklist = checkFor(asked,
                                    {idFront(people.agent, {"agent.jpg", 1, 0}),
                                     idFront(applicant, {"applicant.jpg", 1, 0}), attorney(applicant, people.agent)},
                                    {});
    EXPECT_TRUE(checklist.complete) << checklist.notice.text();
    EXPECT_EQ(checklist.requirements[0].by.front().image, "applicant.jpg");
    EXPECT_EQ(checklist.requirements[1].by.front().image, "agent.jpg");
}

TEST(ChecklistWho, GoesByWhatMostPapersSayWithoutAnIdentityCardAndAccusesNobody) {
    const Material record = material("social-security-card");
    const Material other = material("hardship-certificate");
    const auto paper = [](const std::string& type, const std::string& name, const std::string& number) {
        return paperOf(type, {{"name", text(name)}, {"id_number", text(number)}}, {type + ".jpg", 1, 0});
    };
    const auto checklist =
        checkFor({material("id-card-front"), applicationForm, record, other},
                 {paper("hardship-certificate", "孟凡星", otherNumber), form(applicant.name, applicant.idNumber),
                  paper("social-security-card", applicant.name, applicant.idNumber)},
                 {});
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Missing, State::Satisfied, State::Satisfied, State::Uncertain}));
}

TEST(ChecklistWho, CannotCompareWhenNobodyIsNamedAnywhere) {
    EXPECT_EQ(stateOf(material("diploma"), paperOf("diploma", {{"name", text(applicant.name)}}), {}), State::Uncertain);
}

TEST(ChecklistWho, LearnsTheSpouseFromTheWedding) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Spouse),
                                      material("marriage-certificate", Subject::Couple)};
    const auto own = idFront(applicant, {"own.jpg", 1, 0});
    const auto certificate = wedding(people.spouse, applicant);
    EXPECT_TRUE(checkFor(asked, {own, idFront(people.spouse), certificate}, {}).complete);
    EXPECT_EQ(checkFor(asked, {own, idFront(made::strangers().spouse), certificate}, {}).requirements[1].state,
              State::WrongSubject);
}

TEST(ChecklistWho, AsksAPersonWhoseTheSecondCardIsWithoutAWedding) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Spouse)};
    const Subjects onlyApplicant{{Subject::Applicant, applicant}};
    const auto checklist =
        checkFor(asked, {idFront(applicant, {"own.jpg", 1, 0}), idFront(people.spouse)}, onlyApplicant);
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Satisfied, State::Uncertain}));
}

TEST(ChecklistWho, KnowsTheChildFromTheOneChildCertificateElseByItsParents) {
    const Material birth = material("birth-certificate", Subject::Child);
    const auto certificate = [](const std::string& child, const Identity& mother, const Identity& father) {
        return paperOf("birth-certificate", {{"child_name", text(child)},
                                             {"mother_name", text(mother.name)},
                                             {"mother_id_number", text(mother.idNumber)},
                                             {"father_name", text(father.name)},
                                             {"father_id_number", text(father.idNumber)}});
    };
    const Subjects parents{{Subject::Applicant, applicant}, {Subject::Spouse, people.spouse}};
    const People others = made::strangers();
    EXPECT_EQ(stateOf(birth, certificate("林小满", people.spouse, applicant), parents), State::Satisfied);
    EXPECT_EQ(stateOf(birth, certificate("林小满", others.spouse, others.applicant), parents), State::Uncertain)
        << "a guardian or who adopts the child may apply: a person looks";
    const auto checklist = checkFor({birth, material("one-child-certificate", Subject::Couple)},
                                    {certificate("林小满", people.spouse, applicant),
                                     paperOf("one-child-certificate", {{"child_name", text("林知远")},
                                                                       {"father_name", text(applicant.name)},
                                                                       {"mother_name", text(people.spouse.name)}})},
                                    parents);
    EXPECT_EQ(statesOf(checklist), (std::vector{State::WrongSubject, State::Satisfied}));
}

// ---- Couples, households, agents, enterprises
// -------------------------------------------------------------------------

TEST(ChecklistSubjects, HoldABirthCertificateOfTheApplicantAgainstTheChildItNames) {
    // Who was born, not who bore him, asks for his passport, his pension as a martyr's child, his right birthday.
    const Material birth = material("birth-certificate");
    const auto certificate = [&](const std::string& child) {
        const People others = made::strangers();
        return paperOf("birth-certificate",
                       {{"child_name", text(child)},
                        {"mother_name", text(others.spouse.name)},
                        {"mother_id_number", text(others.spouse.idNumber)},
                        {"father_name", text(others.applicant.name)},
                        {"father_id_number", text(others.applicant.idNumber)}},
                       {"birth.jpg", 1, 0});
    };
    EXPECT_EQ(stateOf(birth, certificate(applicant.name)), State::Satisfied);
    EXPECT_EQ(stateOf(birth, certificate("孟小满")), State::WrongSubject);
}

TEST(ChecklistSubjects, NeverTakeAParentsOwnBirthCertificateFromTheChilds) {
    // A mother who comes to have her own birthday mended shows her child's certificate.
    const Paper childs = paperOf("birth-certificate",
                                 {{"child_name", text(people.child.name)},
                                  {"mother_name", text(applicant.name)},
                                  {"mother_id_number", text(applicant.idNumber)}},
                                 {"birth.jpg", 1, 0});
    EXPECT_EQ(stateOf(material("birth-certificate"), childs), State::WrongSubject);
}

TEST(ChecklistCouple, NeedsOneOfBothNamesAndNoThird) {
    const Material certificate = material("marriage-certificate", Subject::Couple);
    const Identity other = made::strangers().applicant;
    const Identity another = made::strangers().spouse;
    EXPECT_EQ(stateOf(certificate, wedding(applicant, people.spouse)), State::Satisfied);
    EXPECT_EQ(stateOf(certificate, wedding(people.spouse, applicant)), State::Satisfied);
    EXPECT_EQ(stateOf(certificate, wedding(other, another)), State::WrongSubject);
    EXPECT_EQ(stateOf(certificate, wedding(applicant, other)), State::Uncertain) << "a former marriage?";
    EXPECT_EQ(stateOf(certificate, wedding(other, people.spouse)), State::Uncertain);
    EXPECT_EQ(stateOf(certificate, wedding(applicant, other), {{Subject::Applicant, applicant}}), State::Satisfied);
}

TEST(ChecklistCouple, TakesADivorceFromSomebodyElseThanTheSpouse) {
    Paper divorce = wedding(applicant, made::strangers().spouse);
    divorce.document.classification.type = "divorce-certificate";
    EXPECT_EQ(stateOf(material("divorce-certificate", Subject::Couple), divorce), State::Satisfied);
    EXPECT_EQ(stateOf(material("divorce-certificate"), divorce), State::Satisfied);
}

TEST(ChecklistCouple, FallsBackOnTheHolderWhenTheTableCannotBeRead) {
    const auto certificate = [](const std::string& holder) {
        return paperOf("marriage-certificate", {{"holder_name", text(holder)}});
    };
    const Subjects named{{Subject::Applicant, applicant}};
    EXPECT_EQ(stateOf(material("marriage-certificate", Subject::Couple), certificate(applicant.name), named),
              State::Satisfied);
    EXPECT_EQ(stateOf(material("marriage-certificate", Subject::Couple), certificate("孟凡星"), named),
              State::WrongSubject);
}

TEST(ChecklistHousehold, TakesACoverOfAnotherHeadWhenTheSubjectsPageIsProvenToBeInIt) {
    const std::vector<Material> asked{material("household-register-cover"), material("household-register-person")};
    Paper cover = paperOf("household-register-cover", {{"household_head", text("林国栋")}}, {"page.jpg", 1, 1});
    const auto page = [](const std::string& relation) {
        return paperOf("household-register-person",
                       {{"name", text(applicant.name)},
                        {"id_number", text(applicant.idNumber)},
                        {"relation_to_head", text(relation)}},
                       {"page.jpg", 1, 0});
    };
    EXPECT_EQ(statesOf(checkFor(asked, {cover, page("子")})), (std::vector{State::Satisfied, State::Satisfied}));
    EXPECT_EQ(statesOf(checkFor(asked, {cover, page("户主")})), (std::vector{State::WrongSubject, State::Satisfied}));
    EXPECT_EQ(statesOf(checkFor(asked, {cover})), (std::vector{State::Uncertain, State::Missing}));
    EXPECT_TRUE(checkFor(asked, {cover, page("子")}).conflicts.empty());
    cover.place = {"cover.jpg", 1, 0};
    EXPECT_EQ(statesOf(checkFor(asked, {cover, page("子")})), (std::vector{State::Uncertain, State::Satisfied}))
        << "pictures taken one after the other may be of two registers";
}

TEST(ChecklistAgent, MustBeEmpoweredByTheApplicant) {
    const std::vector<Material> asked{material("id-card-front"), material("power-of-attorney", Subject::Agent)};
    const auto own = idFront(applicant);
    EXPECT_TRUE(checkFor(asked, {own, attorney(applicant, people.agent)}).complete);
    const auto checklist = checkFor(asked, {own, attorney(made::strangers().applicant, people.agent)});
    EXPECT_EQ(checklist.requirements[1].state, State::WrongSubject);
    EXPECT_EQ(base::textsOf(checklist.requirements[1].notes),
              std::vector<std::string>{"委托人：证件号码与申请人不一致"});
    EXPECT_EQ(checkFor(asked, {own, attorney(applicant, made::strangers().agent)}).requirements[1].state,
              State::WrongSubject);
}

TEST(ChecklistEnterprise, GoesByNameAndCreditCodeAndTakesTheFormOfItsLegalRepresentative) {
    const auto licence = [](const Identity& enterprise) {
        return paperOf("business-license",
                       {{"enterprise_name", text(enterprise.name)},
                        {"credit_code", text(enterprise.idNumber)},
                        {"legal_representative", text(people.legalRepresentative.name)}},
                       {"licence.jpg", 1, 0});
    };
    const std::vector<Material> asked{material("business-license", Subject::Enterprise),
                                      material("application-form", Subject::Enterprise),
                                      material("id-card-front", Subject::LegalRepresentative)};
    const auto card = idFront(people.legalRepresentative);
    const auto sheet = form(people.legalRepresentative.name, people.legalRepresentative.idNumber);
    EXPECT_TRUE(checkFor(asked, {licence(people.enterprise), sheet, card}, {}).complete);
    EXPECT_TRUE(checkFor(asked, {licence(people.enterprise), sheet, card}).complete);

    Identity sameName = people.enterprise;
    sameName.idNumber = made::strangers().enterprise.idNumber;
    EXPECT_EQ(checkFor(asked, {licence(sameName), sheet, card}).requirements[0].state, State::WrongSubject);
    const auto strangersForm = form("孟凡星", otherNumber);
    EXPECT_EQ(checkFor(asked, {licence(people.enterprise), strangersForm, card}, {}).requirements[1].state,
              State::WrongSubject);
    const auto enterprisesForm =
        paperOf("application-form", {{"name", text(people.enterprise.name)}, {"id_number", text(otherNumber)}});
    EXPECT_EQ(checkFor(asked, {licence(people.enterprise), enterprisesForm, card}, {}).requirements[1].state,
              State::Satisfied);
}

// ---- Dates
// -----------------------------------------------------------------------------------------------------------

TEST(ChecklistDates, NeverExpireWhenTheyAreForEver) {
    Paper back = idBack(today);
    back.document.fields.at("valid_until") = {
        .value = "长期", .iso = "长期", .confidence = base::Confidence(0.9), .valid = true};
    EXPECT_EQ(stateOf(material("id-card-back", Subject::Anyone), back), State::Satisfied);
    back.document.fields.at("valid_until").iso.clear();
    EXPECT_EQ(stateOf(material("id-card-back", Subject::Anyone), back), State::Satisfied);
}

TEST(ChecklistDates, AskAPersonWhenTheEndCannotBeRead) {
    Paper back = idBack(today);
    back.document.fields.at("valid_until") = {
        .value = "20", .iso = "", .confidence = base::Confidence(0.9), .valid = true};
    EXPECT_EQ(stateOf(material("id-card-back", Subject::Anyone), back), State::Uncertain);
    back.document.fields.erase("valid_until");
    EXPECT_EQ(stateOf(material("id-card-back", Subject::Anyone), back), State::Uncertain);
    EXPECT_EQ(stateOf(material("diploma"), paperOf("diploma", {{"name", text(applicant.name)}})), State::Satisfied)
        << "a diploma holds for ever";
}

TEST(ChecklistDates, AskAPersonWhenTheCardIsNotValidYet) {
    Paper back = idBack(daysFrom(today, 900));
    back.document.fields.at("valid_from") = date(daysFrom(today, 1));
    EXPECT_EQ(stateOf(material("id-card-back", Subject::Anyone), back), State::Uncertain);
}

TEST(ChecklistDates, SayWhenAPaperWasMadeAndHowOldItMayBe) {
    Material record = material("social-insurance-payment-record");
    record.maxAgeDays = 90;
    Paper paper = paperOf(record.type, {{"name", text(applicant.name)},
                                        {"id_number", text(applicant.idNumber)},
                                        {"issue_date", date(daysFrom(today, -100))}});
    const auto requirement = checkFor({record}, {paper}).requirements.front();
    EXPECT_EQ(requirement.state, State::TooOld);
    EXPECT_EQ(base::textsOf(requirement.notes), std::vector<std::string>{"开具日期 2025-12-06，超过 90 天"});
    paper.document.fields.erase("issue_date");
    EXPECT_EQ(stateOf(record, paper), State::Uncertain) << "nobody knows how old it is";
    paper.document.fields["issue_date"] = date(daysFrom(today, 3));
    EXPECT_EQ(stateOf(record, paper), State::Uncertain) << "made in the future: misread";
    paper.document.fields["issue_date"] = date(daysFrom(today, -2));
    EXPECT_EQ(stateOf(record, paper), State::Satisfied);
    Material summary = material("hospital-discharge-summary");
    summary.maxAgeDays = 30;
    const auto old = checkFor({summary}, {paperOf(summary.type, {{"name", text(applicant.name)},
                                                                 {"issue_date", date(today)},
                                                                 {"discharge_date", date(daysFrom(today, -31))}})});
    EXPECT_EQ(base::textsOf(old.requirements.front().notes),
              std::vector<std::string>{"出院日期 2026-02-13，超过 30 天"})
        << "its file in models/documents says which day counts";
}

TEST(ChecklistDates, TakeThePapersOwnEndWhenItDoesNotSayWhenItWasMade) {
    Material notice = material("name-approval-notice", Subject::Anyone);
    notice.maxAgeDays = 180;
    EXPECT_EQ(stateOf(notice, paperOf(notice.type, {{"valid_until", date(daysFrom(today, 20))}})), State::Satisfied);
    EXPECT_EQ(stateOf(notice, paperOf(notice.type, {{"valid_until", date(daysFrom(today, -20))}})), State::Expired);
    EXPECT_EQ(stateOf(notice, paperOf(notice.type, {})), State::Uncertain);
}

TEST(ChecklistDates, TellAllThatIsWrongWithAPaper) {
    Material contract = material("labor-contract");
    contract.maxAgeDays = 30;
    const auto requirement = checkFor({contract}, {paperOf(contract.type, {{"name", text("孟凡星")},
                                                                           {"id_number", text(otherNumber)},
                                                                           {"start_date", date(daysFrom(today, -400))},
                                                                           {"end_date", date(daysFrom(today, -35))}})})
                                 .requirements.front();
    EXPECT_EQ(requirement.state, State::WrongSubject);
    EXPECT_EQ(requirement.notes.size(), 3U);
}

// ---- Dealing the papers out
// -------------------------------------------------------------------------------------------

TEST(ChecklistDealing, CountsPhotographsOneByOne) {
    Material photo = material("portrait-photo");
    photo.form = MaterialForm::Original;
    photo.copies = 2;
    const auto glass = [](int document) { return paperOf("portrait-photo", {}, {"glass.jpg", 1, document}); };
    EXPECT_EQ(checkFor({photo}, {glass(0), glass(1)}).requirements.front().state, State::Satisfied);
    const auto few = checkFor({photo}, {glass(0)});
    EXPECT_EQ(few.requirements.front().state, State::TooFew);
    EXPECT_EQ(base::textsOf(few.requirements.front().notes), std::vector<std::string>{"需 2 份，已交 1 份"});
    const auto many = checkFor({photo}, {glass(0), glass(1), glass(2)});
    EXPECT_TRUE(many.complete);
    EXPECT_EQ(many.surplus.size(), 1U);
}

TEST(ChecklistDealing, NeedsOneScanForAnyNumberOfPhotocopies) {
    for (const MaterialForm taken :
         {MaterialForm::Copy, MaterialForm::OriginalSeenCopyKept, MaterialForm::OriginalAndCopy}) {
        Material card = material("id-card-front");
        card.form = taken;
        card.copies = 3;
        EXPECT_EQ(stateOf(card, idFront(applicant)), State::Satisfied) << nameOf(taken);
    }
}

TEST(ChecklistDealing, DoesNotLetOnePaperServeTwoPeople) {
    const std::vector<Material> asked{material("id-card-back"), material("id-card-back", Subject::Agent)};
    const auto states = statesOf(checkFor(asked, {idBack(daysFrom(today, 100))}));
    EXPECT_EQ(std::ranges::count(states, State::Uncertain), 1) << "whose it is nobody knows";
    EXPECT_EQ(std::ranges::count(states, State::Missing), 1);
}

TEST(ChecklistDealing, KnowsWhoseTheBackOfACardIsByWhereItLies) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-back"),
                                      material("id-card-front", Subject::Spouse),
                                      material("id-card-back", Subject::Spouse)};
    const auto own = idFront(applicant, {"own.jpg", 1, 0});
    const auto theirs = idFront(people.spouse, {"theirs.jpg", 1, 0});
    const auto spent = idBack(daysFrom(today, -1), {"theirs.jpg", 1, 1});
    const auto good = idBack(daysFrom(today, 1), {"own.jpg", 1, 1});
    const std::vector expected{State::Satisfied, State::Satisfied, State::Satisfied, State::Expired};
    EXPECT_EQ(statesOf(checkFor(asked, {spent, good, own, theirs})), expected);
    EXPECT_EQ(statesOf(checkFor(asked, {good, own, theirs, spent})), expected);
}

TEST(ChecklistDealing, GivesTheBackThatFollowsTheFrontToTheSamePerson) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Spouse),
                                      material("id-card-back"), material("id-card-back", Subject::Spouse)};
    const auto checklist = checkFor(asked, {idFront(people.spouse, {"1.jpg", 1, 0}), idBack(today, {"2.jpg", 1, 0}),
                                            idFront(applicant, {"3.jpg", 1, 0}), idBack(today, {"4.jpg", 1, 0})});
    EXPECT_EQ(checklist.requirements[2].by.front().image, "4.jpg");
    EXPECT_EQ(checklist.requirements[3].by.front().image, "2.jpg");
}

TEST(ChecklistDealing, CallsASecondCardOfTheApplicantNoWrongCardOfTheSpouse) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Spouse)};
    const auto checklist = checkFor(asked, {idFront(applicant, {"1.jpg", 1, 0}), idFront(applicant, {"2.jpg", 1, 0})});
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Satisfied, State::Missing}));
    EXPECT_EQ(checklist.requirements[0].by.size(), 2U) << "counted, not an error";
}

TEST(ChecklistDealing, PutsAStrangersCardAsideWhenTheApplicantsIsThere) {
    const auto checklist =
        checkFor({material("id-card-front")},
                 {idFront(made::strangers().applicant, {"stranger.jpg", 1, 0}), idFront(applicant, {"own.jpg", 1, 0})});
    EXPECT_TRUE(checklist.complete);
    ASSERT_EQ(checklist.surplus.size(), 1U);
    EXPECT_EQ(checklist.surplus.front().place.image, "stranger.jpg");
}

TEST(ChecklistDealing, KeepsADoubtfulPaperOutOfTheWayOfASureOne) {
    Paper doubtful = form(applicant.name, applicant.idNumber, {"doubtful.jpg", 1, 0});
    doubtful.document.classification.confidence = base::Confidence(0.4);
    const auto sure = form(applicant.name, applicant.idNumber, {"sure.jpg", 1, 0});
    const auto checklist = checkFor({applicationForm}, {doubtful, sure});
    EXPECT_TRUE(checklist.complete);
    EXPECT_EQ(checklist.requirements.front().by, std::vector{sure.place});
}

TEST(ChecklistDealing, GivesADoubtfulCardToWhoeverHasNoneYet) {
    // The smudged card could be either's; the sure one is the applicant's: so the smudged one must wait on the spouse's
    // row.
    Paper smudged = paperOf("id-card-front", {}, {"smudged.jpg", 1, 0});
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Spouse)};
    const auto checklist = checkFor(asked, {smudged, idFront(applicant, {"own.jpg", 1, 0})});
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Satisfied, State::Uncertain}));
}

TEST(ChecklistDealing, KeepsFurtherInvoicesWithTheFirst) {
    const auto invoice = [](const std::string& image) {
        return paperOf("medical-expense-invoice", {{"name", text(applicant.name)}}, {image, 1, 0});
    };
    const auto checklist =
        checkFor({material("medical-expense-invoice")}, {invoice("1.jpg"), invoice("2.jpg"), invoice("3.jpg")});
    EXPECT_EQ(checklist.requirements.front().by.size(), 3U);
    EXPECT_TRUE(checklist.surplus.empty());
}

TEST(ChecklistDealing, ShowsBlankAndUnknownPagesAsSurplus) {
    const auto checklist = checkFor(
        {applicationForm}, {form(applicant.name, applicant.idNumber), paperOf("unknown", {}, {"blank.jpg", 2, 0})});
    EXPECT_TRUE(checklist.complete);
    ASSERT_EQ(checklist.surplus.size(), 1U);
    EXPECT_EQ(checklist.surplus.front().type, "unknown");
    EXPECT_EQ(checklist.surplus.front().place, (PaperPlace{"blank.jpg", 2, 0}));
}

// ---- Complete or not
// ---------------------------------------------------------------------------------------------------

TEST(ChecklistCompleteness, NeedsOneOfTheAlternativesOnly) {
    Material card = material("bank-card");
    Material book = material("bank-passbook");
    card.oneOf = book.oneOf = "bank";
    const Paper othersBook = paperOf("bank-passbook", {{"name", text("孟凡星")}}, {"book.jpg", 1, 0});
    const Paper anyCard = paperOf("bank-card", {}, {"card.jpg", 1, 0});
    EXPECT_FALSE(checkFor({card, book}, {}).complete);
    EXPECT_FALSE(checkFor({card, book}, {othersBook}).complete);
    const auto checklist = checkFor({card, book}, {othersBook, anyCard});
    EXPECT_TRUE(checklist.complete);
    EXPECT_FALSE(checklist.requirements[0].waived);
    EXPECT_TRUE(checklist.requirements[1].waived);
    EXPECT_EQ(checklist.requirements[1].state, State::WrongSubject);
}

TEST(ChecklistCompleteness, IsPromisedWhenOnlySomethingThatMayFollowIsMissing) {
    Material photo = material("portrait-photo");
    photo.need = Need::Later;
    const auto promised = checkFor({applicationForm, photo}, {form(applicant.name, applicant.idNumber)});
    EXPECT_EQ(promised.requirements[1].state, State::Later);
    EXPECT_FALSE(promised.complete);
    EXPECT_TRUE(promised.completeWithPromise);
    const auto neither = checkFor({applicationForm, photo}, {});
    EXPECT_FALSE(neither.completeWithPromise);
}

TEST(ChecklistCompleteness, DoesNotHangOnWhatNeedNotBeThere) {
    Material extra = material("one-child-certificate");
    extra.need = Need::No;
    const auto checklist = checkFor({applicationForm, extra}, {form(applicant.name, applicant.idNumber)});
    EXPECT_EQ(checklist.requirements[1].state, State::Missing);
    EXPECT_TRUE(checklist.complete);
}

TEST(ChecklistCompleteness, CountsOnlyTheChosenSituations) {
    Material power = material("power-of-attorney", Subject::Agent);
    power.situation = "agent";
    const Item item = itemOf({applicationForm, power});
    const std::vector papers{form(applicant.name, applicant.idNumber)};
    EXPECT_TRUE(check(item, {}, papers, people.named(), today, made::types(), made::bundleRules()).complete);
    const auto checklist = check(item, {"agent"}, papers, people.named(), today, made::types(), made::bundleRules());
    EXPECT_FALSE(checklist.complete);
    EXPECT_EQ(checklist.requirements.size(), 2U);
}

TEST(ChecklistCompleteness, RefusesASituationTheItemDoesNotHave) {
    try {
        static_cast<void>(
            check(itemOf({applicationForm}), {"agnet"}, {}, {}, today, made::types(), made::bundleRules()));
        FAIL() << "no error";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::BadArguments);
        EXPECT_STREQ(error.what(), "Item XX-001 has no situation 'agnet'; choose from: agent (委托代理人办理).");
    }
}

// ---- Conflicts
// -----------------------------------------------------------------------------------------------------------

TEST(ChecklistConflicts, ShowANumberThatDiffersBetweenPapersOfOnePerson) {
    const auto checklist = checkFor({material("id-card-front"), applicationForm},
                                    {idFront(applicant, {"card.jpg", 1, 0}), form(applicant.name, otherNumber)}, {});
    ASSERT_EQ(checklist.conflicts.size(), 1U);
    const Conflict& conflict = checklist.conflicts.front();
    EXPECT_EQ(conflict.field, "id_number");
    EXPECT_EQ(conflict.subject, Subject::Applicant);
    ASSERT_EQ(conflict.values.size(), 2U);
    EXPECT_EQ(conflict.values[0], (std::pair<PaperPlace, std::string>({"card.jpg", 1, 0}, applicant.idNumber)));
    EXPECT_EQ(conflict.values[1], (std::pair<PaperPlace, std::string>({"form.jpg", 1, 0}, otherNumber)));
}

TEST(ChecklistConflicts, ShowWhatTheWeddingSaysDifferentlyOfTheApplicant) {
    Identity misprinted = applicant;
    misprinted.idNumber = otherNumber;
    const auto checklist = checkFor({material("id-card-front"), material("marriage-certificate", Subject::Couple)},
                                    {idFront(applicant), wedding(misprinted, people.spouse)});
    ASSERT_EQ(checklist.conflicts.size(), 1U);
    EXPECT_EQ(checklist.conflicts.front().field, "id_number");
}

TEST(ChecklistConflicts, LeaveDoubtfulReadingsOut) {
    Paper doubtful = form("孟凡星", otherNumber);
    for (auto& [name, field] : doubtful.document.fields) field.confidence = base::Confidence(0.5);
    EXPECT_TRUE(
        checkFor({material("id-card-front"), applicationForm}, {idFront(applicant), doubtful}).conflicts.empty());
}

TEST(ChecklistConflicts, ShowEnterprisesThatAreNotTheSame) {
    const auto paper = [](const std::string& type, const std::string& name) {
        return paperOf(type, {{"enterprise_name", text(name)}}, {type + ".jpg", 1, 0});
    };
    const auto checklist = checkFor(
        {material("articles-of-association", Subject::Anyone), material("shareholder-resolution", Subject::Anyone)},
        {paper("articles-of-association", "天津（试作）甲有限公司"),
         paper("shareholder-resolution", "天津(试作)乙有限公司")});
    ASSERT_EQ(checklist.conflicts.size(), 1U);
    EXPECT_EQ(checklist.conflicts.front().field, "enterprise_name");
    const auto same = checkFor(
        {material("articles-of-association", Subject::Anyone), material("shareholder-resolution", Subject::Anyone)},
        {paper("articles-of-association", "天津（试作）甲有限公司"),
         paper("shareholder-resolution", "天津(试作)甲有限公司")});
    EXPECT_TRUE(same.conflicts.empty()) << "brackets of another width";
}

// ---- JSON
// ------------------------------------------------------------------------------------------------------------------

TEST(ChecklistJson, HasExactlyTheShapeThatIsPromised) {
    Material card = material("bank-card");
    card.oneOf = "bank";
    const auto checklist = checkFor(
        {applicationForm, card}, {form(applicant.name, applicant.idNumber), paperOf("unknown", {}, {"c.jpg", 3, 1})});
    const auto json = toJson(checklist);
    EXPECT_EQ(
        json.dump(),
        R"({"item":"XX-001","situations":[],"complete":false,"complete_with_promise":false,)"
        R"("requirements":[{"type":"application-form","subject":"applicant","one_of":"","state":"satisfied",)"
        R"("by":[{"image":"form.jpg","page":1,"document":0}],"notes":[],"name":"application-form","waived":false,"overruled":[]},)"
        R"({"type":"bank-card","subject":"applicant","one_of":"bank","state":"missing","by":[],"notes":[],)"
        R"("name":"bank-card","waived":false,"overruled":[]}],)"
        R"("surplus":[{"image":"c.jpg","page":3,"document":1,"type":"unknown"}],"conflicts":[],"notice":)" +
            base::Json(checklist.notice.text()).dump() +
            R"(,"version":1,"bundles":[],"papers":[)"
            R"({"image":"form.jpg","page":1,"document":0,"type":"application-form","subject":"applicant","name":")" +
            applicant.name +
            R"(","known_from":"fields"},{"image":"c.jpg","page":3,"document":1,"type":"unknown","subject":"",)"
            R"("name":"","known_from":""}],"situations_to_choose":[],"situations_to_choose_some":[],"notice_entries":)" +
            R"([{"chapter":"missing","material":"以下任选其一","demand":"（1）bank-card〔申请人〕，带原件核验，留复印件 1 份。"}],"repeated":[]})");
}

TEST(ChecklistJson, NamesTheImagesOfAConflictAndTellsTwoPapersOfOneImageApart) {
    const std::vector<Material> asked{material("id-card-front"), applicationForm};
    const auto conflictsOf = [&](const std::string& image) {
        return toJson(checkFor(asked,
                               {idFront(applicant, {"a.jpg", 1, 0}), form(applicant.name, otherNumber, {image, 1, 1})}))
            .at("conflicts")
            .dump();
    };
    EXPECT_EQ(conflictsOf("b.jpg"),
              R"([{"field":"id_number","values":{"a.jpg":")" + applicant.idNumber + R"(","b.jpg":")" + otherNumber +
                  R"("},"subject":"applicant","marked":)"
                  R"({"a.jpg":"12011619【84】0615【01】1【4】","b.jpg":"12011619【90】0615【30】1【1】"}}])");
    const auto both = base::Json::parse(conflictsOf("a.jpg"));
    EXPECT_EQ(both[0]["values"]["a.jpg, page 1, document 0"], applicant.idNumber);
    EXPECT_EQ(both[0]["values"]["a.jpg, page 1, document 1"], otherNumber);
}

TEST(ChecklistJson, SpellsTheStatesAsPromised) {
    std::vector<std::string> codes;
    for (const State state : {State::Satisfied, State::Uncertain, State::Missing, State::Expired, State::TooOld,
                              State::WrongSubject, State::TooFew, State::Later})
        codes.emplace_back(codeOf(state));
    EXPECT_EQ(codes, (std::vector<std::string>{"satisfied", "uncertain", "missing", "expired", "too-old",
                                               "wrong-subject", "too-few", "later"}));
}

TEST(ChecklistConflicts, ShowWhichCharactersDiffer) {
    const auto marked = [](std::vector<std::string> values) {
        Conflict conflict;
        int page = 0;
        for (std::string& value : values)
            conflict.values.emplace_back(PaperPlace{"a.jpg", ++page, 0}, std::move(value));
        return markedValues(conflict);
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(marked({"林晓舟", "林小舟"}), (Texts{"林【晓】舟", "林【小】舟"}));
    EXPECT_EQ(marked({"130503196704010016", "130503196104010019"}),
              (Texts{"130503196【7】0401001【6】", "130503196【1】0401001【9】"}));
    EXPECT_EQ(marked({"天津甲商贸有限公司", "天津甲乙商贸有限公司"}),
              (Texts{"天津甲商贸有限公司", "天津甲【乙】商贸有限公司"}));
    EXPECT_EQ(marked({"林晓", "孟凡星"}), (Texts{"【林晓】", "【孟凡星】"}));
    EXPECT_EQ(differingPlaces({"林晓舟", "林小舟", "林晓州"}), (std::vector<std::size_t>{2, 3}));
    EXPECT_TRUE(differingPlaces({"林晓", "林晓舟"}).empty());
    const auto checklist = checkFor({material("id-card-front"), applicationForm},
                                    {idFront(applicant, {"card.jpg", 1, 0}), form("林小舟", applicant.idNumber)}, {});
    ASSERT_EQ(checklist.conflicts.size(), 1U);
    const auto json = toJson(checklist)["conflicts"][0];
    EXPECT_EQ(json["values"]["form.jpg"], "林小舟");
    EXPECT_EQ(json["marked"]["form.jpg"], "林【小】舟");
    EXPECT_NE(checklist.notice.text().find("申请人的姓名在 2 份材料上不一致（第 2 字不同）"), std::string::npos)
        << checklist.notice.text();
}

// ---- Papers of no known type
// -----------------------------------------------------------------------------------------

namespace {

Material otherPaper(const std::string& name, Subject subject = Subject::Applicant) {
    Material out = material("other", subject);
    out.name = name;
    return out;
}

Paper unknownPaper(const std::string& assignedTo, PaperPlace place = {"unknown.jpg", 1, 0}) {
    Paper paper = paperOf("unknown", {}, std::move(place));
    paper.document.classification.confidence = base::Confidence(0);
    paper.assignedTo = assignedTo;
    return paper;
}

}  // namespace

TEST(ChecklistOther, IsMissingUntilAPersonSaysWhichPaperItIs) {
    const std::vector<Material> asked{otherPaper("立功证书")};
    const auto before = checkFor(asked, {unknownPaper("")});
    EXPECT_EQ(statesOf(before), std::vector{State::Missing});
    EXPECT_EQ(base::textsOf(before.requirements[0].notes), std::vector<std::string>{"须由工作人员指认是哪一份"});
    EXPECT_EQ(before.surplus.size(), 1U);
    EXPECT_NE(before.notice.text().find("立功证书"), std::string::npos);
    const auto after = checkFor(asked, {unknownPaper("立功证书")});
    EXPECT_EQ(statesOf(after), std::vector{State::Satisfied});
    EXPECT_TRUE(after.complete);
    EXPECT_TRUE(after.surplus.empty());
    EXPECT_EQ(toJson(after)["requirements"][0]["name"], "立功证书");
}

TEST(ChecklistOther, IsNoPaperThatIsReadAsOther) {
    EXPECT_EQ(stateOf(otherPaper("立功证书"), paperOf("other", {})), State::Missing) << "no such type is ever read";
}

TEST(ChecklistOther, IsToldApartByNameAndWhereThatIsTheSameBySubject) {
    const std::vector<Material> asked{otherPaper("来信"), otherPaper("立功证书"), otherPaper("来信", Subject::Spouse)};
    EXPECT_EQ(statesOf(checkFor(asked, {unknownPaper("立功证书")})),
              (std::vector{State::Missing, State::Satisfied, State::Missing}));
    EXPECT_EQ(statesOf(checkFor(asked, {unknownPaper("来信〔配偶〕")})),
              (std::vector{State::Missing, State::Missing, State::Satisfied}));
}

TEST(ChecklistOther, CountsForNothingElseOnceAPersonSaidWhatItIs) {
    Paper paper = form(applicant.name, applicant.idNumber);
    EXPECT_EQ(statesOf(checkFor({applicationForm, otherPaper("来信")}, {paper})),
              (std::vector{State::Satisfied, State::Missing}));
    paper.assignedTo = "来信";
    EXPECT_EQ(statesOf(checkFor({applicationForm, otherPaper("来信")}, {paper})),
              (std::vector{State::Missing, State::Satisfied}));
}

TEST(ChecklistOther, IsCountedJudgedByTheDaysAPersonTypedInAndRefusedWhenAnothers) {
    Material twice = otherPaper("照片");
    twice.form = MaterialForm::Original;
    twice.copies = 2;
    EXPECT_EQ(stateOf(twice, unknownPaper("照片")), State::TooFew);
    EXPECT_EQ(statesOf(checkFor({twice}, {unknownPaper("照片"), unknownPaper("照片", {"b.jpg", 1, 0})})),
              std::vector{State::Satisfied});
    Paper runOut = unknownPaper("来信");
    runOut.document.fields["valid_until"] = date(daysFrom(today, -1));
    EXPECT_EQ(stateOf(otherPaper("来信"), runOut), State::Expired);
    Paper anothers = form("孟凡星", otherNumber);
    anothers.assignedTo = "来信";
    anothers.confirmedByPerson = true;
    EXPECT_EQ(stateOf(otherPaper("来信"), anothers), State::WrongSubject);
}

TEST(ChecklistOther, MayBeAnAlternativeOfAKnownType) {
    Material card = material("bank-card"), slip = otherPaper("开户回执");
    card.oneOf = slip.oneOf = "bank";
    EXPECT_TRUE(checkFor({card, slip}, {unknownPaper("开户回执")}).complete);
    EXPECT_FALSE(checkFor({card, slip}, {unknownPaper("")}).complete);
}

// ---- One paper for several rows
// --------------------------------------------------------------------------------------

TEST(ChecklistSharing, TakesOnePaperForTheSameDemandOfTwoSituations) {
    Material one = material("diploma"), two = material("diploma");
    one.situation = "agent";
    two.situation = "rural";
    Item item = itemOf({one, two});
    item.situations.push_back({"rural", "农村户口"});
    const Paper diploma = paperOf("diploma", {{"name", text(applicant.name)}});
    const auto checklist =
        check(item, {"agent", "rural"}, {diploma}, people.named(), today, made::types(), made::bundleRules());
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Satisfied, State::Satisfied}));
    const auto without = check(item, {"agent", "rural"}, {}, people.named(), today, made::types(), made::bundleRules());
    EXPECT_EQ(statesOf(without), (std::vector{State::Missing, State::Missing}));
}

TEST(ChecklistSharing, TakesTheCardOfAnApplicantWhoIsTheLegalRepresentativeForBoth) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-back"),
                                      material("id-card-front", Subject::LegalRepresentative),
                                      material("id-card-back", Subject::LegalRepresentative)};
    const std::vector<Paper> card{idFront(applicant, {"card.jpg", 1, 0}),
                                  idBack(daysFrom(today, 100), {"card.jpg", 1, 1})};
    const Subjects same{{Subject::Applicant, applicant}, {Subject::LegalRepresentative, applicant}};
    EXPECT_TRUE(checkFor(asked, card, same).complete);
    EXPECT_FALSE(checkFor(asked, card, people.named()).complete) << "two people need two cards";
    EXPECT_FALSE(checkFor(asked, card, {}).complete) << "no paper says that they are one";
}

TEST(ChecklistSharing, DoesNotTakeAnOriginalThatIsKeptForTwo) {
    Material own = applicationForm, office = material("application-form", Subject::LegalRepresentative);
    own.form = office.form = MaterialForm::Original;
    const Subjects same{{Subject::Applicant, applicant}, {Subject::LegalRepresentative, applicant}};
    const auto checklist = checkFor({own, office}, {form(applicant.name, applicant.idNumber)}, same);
    EXPECT_FALSE(checklist.complete);
}

TEST(ChecklistSharing, LetsNobodyBeHisOwnAgent) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-front", Subject::Agent)};
    const Subjects same{{Subject::Applicant, applicant}, {Subject::Agent, applicant}};
    EXPECT_FALSE(checkFor(asked, {idFront(applicant)}, same).complete);
}

}  // namespace daiban::cases
