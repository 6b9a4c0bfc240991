// What papers of several pages or sides mean for the checklist.

#include <gtest/gtest.h>

#include <algorithm>

#include "cases/checklist/Checklist.h"
#include "unit/cases/MadePages.h"

namespace daiban::cases {

namespace {

using made::idBack;
using made::idFront;
using made::laborContract;
using made::paperOf;
using made::People;
using made::text;
using made::today;
using made::unknownPage;
using State = RequirementState;
using Sentences = std::vector<std::string>;

const People people;
const Identity& applicant = people.applicant;

Material material(const std::string& type, Subject subject = Subject::Applicant) {
    Material out;
    out.type = type;
    out.name = type;
    out.subject = subject;
    return out;
}

Checklist checkFor(std::vector<Material> materials, const std::vector<Paper>& papers,
                   const Subjects& subjects = people.named()) {
    Item item;
    item.code = "XX-001";
    item.name = "试办事项";
    item.materials = std::move(materials);
    return check(item, {}, papers, subjects, today, made::types(), made::bundleRules());
}

std::vector<State> statesOf(const Checklist& checklist) {
    std::vector<State> states;
    for (const Requirement& requirement : checklist.requirements) states.push_back(requirement.state);
    return states;
}

std::vector<int> pagesOf(const std::vector<PaperPlace>& places) {
    std::vector<int> pages;
    for (const PaperPlace& place : places) pages.push_back(place.page);
    return pages;
}

}  // namespace

TEST(ChecklistBundles, TakeAContractOfThreePagesForOnePaper) {
    const auto checklist = checkFor({material("labor-contract")}, laborContract(applicant, "contract.pdf"));
    EXPECT_TRUE(checklist.complete) << checklist.notice.text();
    EXPECT_EQ(pagesOf(checklist.requirements[0].by), (std::vector{1, 2, 3}));
    EXPECT_TRUE(checklist.surplus.empty());
    ASSERT_EQ(checklist.papers.size(), 3U);
    EXPECT_EQ(checklist.papers[2].type, "labor-contract");
    EXPECT_EQ(checklist.papers[2].about.subject, Subject::Applicant);
    EXPECT_EQ(checklist.papers[2].about.from, KnownFrom::Pages);
}

TEST(ChecklistBundles, ListTheShuffledPagesInTheirOrderAndSaySo) {
    const auto contract = laborContract(applicant, "contract.pdf");
    const auto checklist = checkFor({material("labor-contract")}, {contract[2], contract[1], contract[0]});
    EXPECT_TRUE(checklist.complete) << "all pages are there";
    EXPECT_EQ(pagesOf(checklist.requirements[0].by), (std::vector{1, 2, 3}));
    EXPECT_EQ(base::textsOf(checklist.requirements[0].notes), Sentences{"第1页与第3页顺序颠倒"});
}

TEST(ChecklistBundles, WaitForAPersonWhereAPageIsMissing) {
    auto contract = laborContract(applicant, "contract.pdf");
    auto checklist = checkFor({material("labor-contract")}, {contract[0], contract[2]});
    EXPECT_EQ(statesOf(checklist), std::vector{State::Uncertain});
    EXPECT_EQ(base::textsOf(checklist.requirements[0].notes), Sentences{"共3页，缺第2页"});
    EXPECT_FALSE(checklist.complete);
    EXPECT_NE(checklist.notice.text().find("共3页，缺第2页"), std::string::npos) << checklist.notice.text();
    contract[0].confirmedByPerson = true;
    checklist = checkFor({material("labor-contract")}, {contract[0], contract[2]});
    EXPECT_TRUE(checklist.complete) << "a person said yes";
}

TEST(ChecklistBundles, CountCopiesAndNotPages) {
    Material twice = material("labor-contract");
    twice.form = MaterialForm::Original;
    twice.copies = 2;
    auto papers = laborContract(applicant, "one.pdf");
    EXPECT_EQ(statesOf(checkFor({twice}, papers)), std::vector{State::TooFew});
    const auto second = laborContract(applicant, "two.pdf");
    papers.insert(papers.end(), second.begin(), second.end());
    const auto checklist = checkFor({twice}, papers);
    EXPECT_EQ(statesOf(checklist), std::vector{State::Satisfied});
    EXPECT_EQ(checklist.requirements[0].by.size(), 6U);
    papers.pop_back();
    EXPECT_EQ(statesOf(checkFor({twice}, papers)), std::vector{State::Uncertain}) << "a page of the second is missing";
}

TEST(ChecklistBundles, KnowOthersContractsWhatEverTheirPages) {
    const auto checklist =
        checkFor({material("labor-contract")}, laborContract(made::strangers().applicant, "contract.pdf"));
    EXPECT_EQ(statesOf(checklist), std::vector{State::WrongSubject});
    EXPECT_EQ(checklist.requirements[0].by.size(), 3U);
}

TEST(ChecklistBundles, CallThePagesOfASurplusContractByItsType) {
    const auto checklist = checkFor({material("id-card-front")}, laborContract(applicant, "contract.pdf"));
    ASSERT_EQ(checklist.surplus.size(), 3U);
    for (const SurplusPaper& page : checklist.surplus) EXPECT_EQ(page.type, "labor-contract");
}

TEST(ChecklistBundles, StayWithAPaperThatAPersonPointedOut) {
    Material letter = material("other");
    letter.name = "立功证书";
    std::vector<Paper> pages;
    for (int number = 1; number <= 2; ++number)
        pages.push_back(
            unknownPage({"立功受奖", "第" + std::to_string(number) + "页 共2页"}, {"merit.pdf", number, 0}));
    pages[0].assignedTo = "立功证书";
    const auto checklist = checkFor({letter}, pages);
    EXPECT_TRUE(checklist.complete) << checklist.notice.text();
    EXPECT_EQ(pagesOf(checklist.requirements[0].by), (std::vector{1, 2}));
}

TEST(ChecklistBundles, DoNotTakeTheBackOfTheSpousesCardForTheApplicants) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-back"),
                                      material("id-card-front", Subject::Spouse)};
    const Paper own = idFront(applicant, {"own.jpg", 1, 0});
    const Paper theirs = idFront(people.spouse, {"theirs.jpg", 1, 0});
    const Paper back = idBack(made::daysFrom(today, 100), {"theirs.jpg", 1, 1});
    auto checklist = checkFor(asked, {own, theirs, back});
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Satisfied, State::WrongSubject, State::Satisfied}));
    EXPECT_EQ(base::textsOf(checklist.requirements[1].notes), Sentences{"与配偶的人像面是同一张身份证"});
    // On a page of its own behind both fronts it may be either's.
    Paper loose = back;
    loose.place = {"back.jpg", 1, 0};
    checklist = checkFor(asked, {own, theirs, loose});
    EXPECT_EQ(checklist.requirements[1].state, State::Uncertain);
    checklist = checkFor(asked, {theirs, own, loose});
    EXPECT_EQ(checklist.requirements[1].state, State::Uncertain)
        << "that it lies behind the applicant's front is no proof";
    const Paper yes = [&] {
        Paper said = loose;
        said.confirmedByPerson = true;
        return said;
    }();
    EXPECT_EQ(checkFor(asked, {theirs, own, yes}).requirements[1].state, State::Satisfied) << "a person's yes";
}

TEST(ChecklistBundles, DoNotTakeTheBackOfAStrangersCardWhereTheSubjectHasAFront) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-back")};
    const Identity stranger = made::strangers().applicant;
    const auto checklist = checkFor(asked, {idFront(applicant, {"own.jpg", 1, 0}), idFront(stranger, {"x.jpg", 1, 0}),
                                            idBack(made::daysFrom(today, 100), {"x.jpg", 1, 1})});
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Satisfied, State::WrongSubject}));
    EXPECT_EQ(base::textsOf(checklist.requirements[1].notes), Sentences{"与他人的人像面是同一张身份证"});
}

TEST(ChecklistBundles, NeverTickTheBackOfAStrangersCard) {
    const std::vector<Material> asked{material("id-card-front"), material("id-card-back")};
    const Identity stranger = made::strangers().applicant;
    const Paper front = idFront(stranger, {"x.jpg", 1, 0});
    const Paper back = idBack(made::daysFrom(today, 100), {"x.jpg", 1, 1});
    EXPECT_EQ(statesOf(checkFor(asked, {front, back})), (std::vector{State::WrongSubject, State::WrongSubject}));
    EXPECT_EQ(checkFor(asked, {back}).requirements[1].state, State::Uncertain) << "alone it is nobody's";
    const Paper apart = idBack(made::daysFrom(today, 100), {"y.jpg", 1, 0});
    EXPECT_EQ(checkFor(asked, {front, apart}).requirements[1].state, State::Uncertain);
    EXPECT_EQ(checkFor(asked, {idFront(applicant, {"own.jpg", 1, 0}), apart}).requirements[1].state, State::Uncertain)
        << "behind the applicant's front it proves nothing";
}

TEST(ChecklistBundles, DoNotTakeTheCoverOfAnotherHouseholdForTheSubjects) {
    const auto person = [](const Identity& who, const std::string& relation, const std::string& image) {
        return paperOf(
            "household-register-person",
            {{"name", text(who.name)}, {"id_number", text(who.idNumber)}, {"relation_to_head", text(relation)}},
            {image, 1, 0});
    };
    const auto cover = [](const std::string& head, const std::string& image) {
        return paperOf("household-register-cover", {{"household_head", text(head)}}, {image, 1, 0});
    };
    const std::vector<Material> asked{material("household-register-cover"), material("household-register-person")};
    const People strangers = made::strangers();
    const Paper own = person(applicant, "子", "own");
    // The applicant lives with his father; that cover was not handed in, but another household's was.
    auto checklist = checkFor(asked, {cover(strangers.applicant.name, "1"), person(strangers.applicant, "户主", "2"),
                                      unknownPage({"晚报"}, {"news", 1, 0}), own});
    EXPECT_EQ(statesOf(checklist), (std::vector{State::Uncertain, State::Satisfied}));
    EXPECT_EQ(base::textsOf(checklist.requirements[0].notes),
              Sentences{"户主不是申请人，不能证明申请人的登记卡在这本户口簿中，请人工确认"});
    std::vector<Paper> register_{cover("林国栋", "1"), person({"林国栋", ""}, "户主", "2"), own};
    EXPECT_EQ(statesOf(checkFor(asked, register_)), (std::vector{State::Uncertain, State::Satisfied}))
        << "his own page may be of another register than the two before it";
    for (std::size_t n = 0; n < register_.size(); ++n)
        register_[n].place = {"register.pdf", static_cast<int>(n) + 1, 0};
    EXPECT_EQ(statesOf(checkFor(asked, register_)), (std::vector{State::Satisfied, State::Satisfied}));
    // A stranger's cover alone, and the applicant's own page from elsewhere.
    EXPECT_EQ(
        statesOf(checkFor(asked, {cover(strangers.applicant.name, "1"), unknownPage({"晚报"}, {"n", 1, 0}), own})),
        (std::vector{State::Uncertain, State::Satisfied}));
}

TEST(ChecklistCopies, OfTheSameFileAreOne) {
    Material certificate = material("income-certificate");
    certificate.form = MaterialForm::Original;
    certificate.copies = 2;
    const auto copy = [](const char* image) {
        return paperOf("income-certificate",
                       {{"name", text(applicant.name)},
                        {"id_number", text(applicant.idNumber)},
                        {"issue_date", made::date(made::daysFrom(today, -10))}},
                       {image, 1, 0});
    };
    Paper again = copy("b.jpg");
    EXPECT_EQ(checkFor({certificate}, {copy("a.jpg"), again}).requirements[0].state, State::Satisfied);
    again.repeats = PaperPlace{"a.jpg", 1, 0};
    const auto checklist = checkFor({certificate}, {copy("a.jpg"), again});
    EXPECT_EQ(checklist.requirements[0].state, State::TooFew);
    EXPECT_EQ(base::textsOf(checklist.requirements[0].notes),
              (Sentences{"需 2 份，已交 1 份", "b.jpg 与 a.jpg 是同一个文件，只算一份"}));
    EXPECT_TRUE(checklist.surplus.empty());
    EXPECT_EQ(toJson(checklist)["repeated"][0]["of"]["image"], "a.jpg");
}

TEST(ChecklistBundles, AreToldInJson) {
    auto papers = laborContract(applicant, "contract.pdf");
    papers.erase(papers.begin() + 1);
    papers.push_back(idFront(applicant, {"card.jpg", 1, 0}));
    papers.push_back(idBack(made::daysFrom(today, 100), {"card.jpg", 1, 1}));
    const auto json = toJson(checkFor({material("labor-contract")}, papers));
    ASSERT_EQ(json["bundles"].size(), 2U);
    EXPECT_EQ(json["bundles"][0].dump(),
              R"({"kind":"pages","type":"labor-contract","papers":[{"image":"contract.pdf","page":1,"document":0},)"
              R"({"image":"contract.pdf","page":3,"document":0}],"subject":"applicant","certain":false,)"
              R"("pages_in_all":3,"missing":[2],"notes":[],"doubts":["共3页，缺第2页"]})");
    EXPECT_EQ(json["bundles"][1]["kind"], "card");
    EXPECT_EQ(json["bundles"][1]["certain"], true);
    EXPECT_EQ(json["papers"][3]["known_from"], "other-side");
    EXPECT_EQ(json["papers"][3]["subject"], "applicant");
}

}  // namespace daiban::cases
