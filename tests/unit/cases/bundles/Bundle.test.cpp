// Which papers belong together: pages of contracts, leaves of booklets, sides of cards, registers.

#include "cases/bundles/Bundle.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "cases/bundles/PaperUnit.h"
#include "cases/checklist/PaperSubject.h"
#include "unit/cases/MadePages.h"

namespace daiban::cases {

namespace {

using made::bundled;
using made::idBack;
using made::idFront;
using made::laborContract;
using made::PageNumbers;
using made::paperOf;
using made::People;
using made::text;
using made::today;
using made::unknownPage;
using Numbers = std::vector<std::size_t>;
using Sentences = std::vector<std::string>;

const People people;
const Identity& applicant = people.applicant;

/// The papers in another order: papers[order[0]], papers[order[1]] ...
std::vector<Paper> shuffled(const std::vector<Paper>& papers, const Numbers& order) {
    std::vector<Paper> out;
    for (const std::size_t number : order) out.push_back(papers[number]);
    return out;
}

std::vector<Paper> together(std::vector<Paper> papers, const std::vector<Paper>& more) {
    papers.insert(papers.end(), more.begin(), more.end());
    return papers;
}

Paper blank(const std::string& image) {
    return unknownPage({}, {image, 1, 0});
}

Paper registerCover(const std::string& head, const std::string& image) {
    return paperOf("household-register-cover", {{"household_head", text(head)}}, {image, 1, 0});
}

Paper registerPerson(const Identity& who, const std::string& relation, const std::string& image) {
    return paperOf("household-register-person",
                   {{"name", text(who.name)}, {"id_number", text(who.idNumber)}, {"relation_to_head", text(relation)}},
                   {image, 1, 0});
}

documents::Field day(const std::string& iso) {
    return {.value = iso, .iso = iso, .confidence = base::Confidence(0.98), .valid = true};
}

/// A back that holds from one day to another; both as YYYY-MM-DD.
Paper backFor(const std::string& from, const std::string& until, PaperPlace place) {
    return paperOf("id-card-back", {{"valid_from", day(from)}, {"valid_until", day(until)}}, std::move(place));
}

}  // namespace

// ---- Contracts ------------------------------------------------------------------------------------------------------

TEST(BundlePages, PutAContractTogetherByItsPageNumbers) {
    const auto bundles = bundled(laborContract(applicant, "contract.pdf"));
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].kind, BundleKind::Pages);
    EXPECT_EQ(bundles[0].type, "labor-contract");
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 1, 2}));
    EXPECT_EQ(bundles[0].pagesInAll, 3);
    EXPECT_TRUE(bundles[0].notes.empty());
    EXPECT_TRUE(bundles[0].doubts.empty());
}

TEST(BundlePages, PutAContractTogetherByItsClausesWhereNoNumberIsPrinted) {
    for (const PageNumbers numbers : {PageNumbers::None, PageNumbers::Alone}) {
        const auto bundles = bundled(laborContract(applicant, "contract.pdf", numbers));
        ASSERT_EQ(bundles.size(), 1U);
        EXPECT_EQ(bundles[0].papers, (Numbers{0, 1, 2}));
        EXPECT_TRUE(bundles[0].doubts.empty());
    }
}

TEST(BundlePages, FindTheOrderOfEveryShuffledContractAndSayIt) {
    for (const PageNumbers numbers : {PageNumbers::WithTotal, PageNumbers::Alone, PageNumbers::None}) {
        const auto contract = laborContract(applicant, "contract.pdf", numbers);
        Numbers order{0, 1, 2};
        do {
            const auto papers = shuffled(contract, order);
            const auto bundles = bundled(papers);
            ASSERT_EQ(bundles.size(), 1U);
            ASSERT_EQ(bundles[0].papers.size(), 3U);
            for (std::size_t n = 0; n < 3; ++n)
                EXPECT_EQ(papers[bundles[0].papers[n]].place.page, static_cast<int>(n) + 1);
            EXPECT_TRUE(bundles[0].doubts.empty());
            EXPECT_EQ(bundles[0].notes.empty(), std::ranges::is_sorted(order));
        } while (std::ranges::next_permutation(order).found);
    }
}

TEST(BundlePages, SayInASentenceWhichPagesAreOutOfOrder) {
    const auto contract = laborContract(applicant, "contract.pdf");
    EXPECT_EQ(base::textsOf(bundled(shuffled(contract, {0, 2, 1}))[0].notes), Sentences{"第2页与第3页顺序颠倒"});
    EXPECT_EQ(base::textsOf(bundled(shuffled(contract, {1, 2, 0}))[0].notes), Sentences{"各页次序有误，现为第2、3、1页"});
    const auto four = [](int number) {
        return unknownPage({"房屋出租", "第" + std::to_string(number) + "页 共4页"}, {"four.pdf", number, 0});
    };
    Paper first = made::page("lease-contract", {"房屋租赁合同", "第1页 共4页"}, {}, {"four.pdf", 1, 0});
    EXPECT_EQ(base::textsOf(bundled({four(4), four(3), four(2), first})[0].notes), Sentences{"各页顺序相反，末页在前"});
}

TEST(BundlePages, SayWhichPagesAreMissing) {
    const auto contract = laborContract(applicant, "contract.pdf");
    const auto without = [&](const Numbers& order) { return bundled(shuffled(contract, order)); };
    EXPECT_EQ(base::textsOf(without({0, 2})[0].doubts), Sentences{"共3页，缺第2页"});
    EXPECT_EQ(without({0, 2})[0].missing, std::vector{2});
    EXPECT_EQ(base::textsOf(without({0, 1})[0].doubts), Sentences{"共3页，缺第3页"});
    EXPECT_EQ(base::textsOf(without({0})[0].doubts), Sentences{"共3页，缺第2、3页"});
    const auto unnumbered = laborContract(applicant, "contract.pdf", PageNumbers::Alone);
    EXPECT_EQ(base::textsOf(bundled(shuffled(unnumbered, {0, 2}))[0].doubts), Sentences{"缺第2页"});
}

TEST(BundlePages, SayThatClausesAreMissingWhereNoNumberIsPrinted) {
    const auto contract = laborContract(applicant, "contract.pdf", PageNumbers::None);
    const auto bundles = bundled(shuffled(contract, {0, 2}));
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(base::textsOf(bundles[0].doubts), Sentences{"第3条之后是第8条，中间可能缺页"});
}

TEST(BundlePages, MissTheSignaturesOfAContractThatDoesNotSayHowManyPagesItHas) {
    for (const PageNumbers numbers : {PageNumbers::Alone, PageNumbers::None}) {
        const auto contract = laborContract(applicant, "contract.pdf", numbers);
        EXPECT_EQ(base::textsOf(bundled({contract[0], contract[1]})[0].doubts),
                  Sentences{"未见双方签字盖章处，可能缺末页"});
    }
    EXPECT_TRUE(bundled({laborContract(applicant, "contract.pdf", PageNumbers::None)[0]}).empty())
        << "a single page is taken as it is";
}

TEST(BundlePages, KnowAContractWithoutItsFirstPage) {
    auto contract = laborContract(applicant, "contract.pdf");
    contract[1].document.classification = paperOf("labor-contract", {}).document.classification;
    const auto bundles = bundled({contract[1], contract[2]});
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].type, "labor-contract");
    EXPECT_EQ(base::textsOf(bundles[0].doubts), Sentences{"共3页，缺第1页"});
}

TEST(BundlePages, TakeAPageWhoseNumberWasNotReadForTheOneThatIsMissing) {
    auto contract = laborContract(applicant, "contract.pdf");
    contract[1].marks.number = 0;
    contract[1].marks.form = PageNumberForm::None;
    contract[1].marks.pagesInAll = 0;
    const auto bundles = bundled(shuffled(contract, {0, 2, 1}));
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 2, 1}));
    EXPECT_TRUE(bundles[0].doubts.empty());
}

TEST(BundlePages, KeepTwoCopiesApart) {
    const auto one = laborContract(applicant, "one.pdf");
    const auto two = laborContract(applicant, "two.pdf");
    const auto inARow = bundled(together(one, two));
    ASSERT_EQ(inARow.size(), 2U);
    EXPECT_EQ(inARow[0].papers, (Numbers{0, 1, 2}));
    EXPECT_EQ(inARow[1].papers, (Numbers{3, 4, 5}));
    // Page by page: first both first pages, then both second ones. Which second page goes with which does not matter.
    const auto mixed = bundled({one[0], two[0], one[1], two[1], one[2], two[2]});
    ASSERT_EQ(mixed.size(), 2U);
    for (const Bundle& bundle : mixed) {
        EXPECT_EQ(bundle.papers.size(), 3U);
        EXPECT_TRUE(bundle.doubts.empty());
        EXPECT_TRUE(bundle.notes.empty());
    }
}

TEST(BundlePages, GoByTheNumberOfTheDocumentWhereTwoContractsAreMixed) {
    auto own = laborContract(applicant, "own.pdf");
    auto others = laborContract(people.spouse, "others.pdf");
    for (Paper& page : own) page.marks.documentNumber = "BH-2026-0117";
    for (Paper& page : others) page.marks.documentNumber = "BH-2026-0118";
    const auto bundles = bundled({own[0], others[0], others[1], own[1], own[2], others[2]});
    ASSERT_EQ(bundles.size(), 2U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 3, 4}));
    EXPECT_EQ(bundles[1].papers, (Numbers{1, 2, 5}));
    EXPECT_TRUE(bundles[0].doubts.empty());
}

TEST(BundlePages, DoubtWhoseAPageIsWhereTwoContractsAreMixedAndNothingTells) {
    const auto own = laborContract(applicant, "own.pdf");
    const auto others = laborContract(people.spouse, "others.pdf");
    const Paper card = idFront(applicant);
    const auto bundles = bundled({own[0], others[0], card, own[2], card, others[1], card, own[1], card, others[2]});
    std::size_t doubts = 0;
    for (const Bundle& bundle : bundles) doubts += bundle.doubts.size();
    EXPECT_GT(doubts, 0U);
}

TEST(BundlePages, LeaveForeignPagesOut) {
    auto papers = laborContract(applicant, "contract.pdf");
    papers.push_back(unknownPage({"晚报", "本报讯 昨日天气晴好。"}, {"news.jpg", 1, 0}));
    papers.push_back(unknownPage({"使用说明书", "第2页 共8页"}, {"manual.jpg", 1, 0}));
    papers.push_back(blank("blank.jpg"));
    const auto bundles = bundled(papers);
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 1, 2}));
    // A manual's second page right behind an identity card is not its second page.
    EXPECT_TRUE(bundled({idFront(applicant), unknownPage({"使用说明书", "第2页 共3页"}, {"m.jpg", 1, 0})}).empty());
    // Nor is a page of nothing in particular a contract's, because it lies behind one.
    auto contract = laborContract(applicant, "contract.pdf", PageNumbers::None);
    EXPECT_TRUE(bundled({contract[0], unknownPage({"晚报", "本报讯。"}, {"news.jpg", 1, 0})}).empty());
}

TEST(BundlePages, AreNotPartedByBlankBacks) {
    const auto contract = laborContract(applicant, "duplex.pdf", PageNumbers::None);
    const auto bundles = bundled({contract[0], blank("b1"), contract[1], blank("b2"), contract[2], blank("b3")});
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 2, 4}));
}

TEST(BundlePages, TakeInAPageOfTheSameTypeThatHasNoTitle) {
    const Paper first = made::page("payroll-statement", {"工资流水明细", "户名：林晓舟", "2026年1月 3200.00"},
                                   {{"name", text(applicant.name)}}, {"pay.pdf", 1, 0});
    const auto next = [&](const std::string& name) {
        return made::page("payroll-statement", {"2026年2月 3200.00", "2026年3月 3200.00"}, {{"name", text(name)}},
                          {"pay.pdf", 2, 0});
    };
    auto titled = first;
    titled.marks.headLines = {made::types().find("payroll-statement")->titles.front().text};
    ASSERT_EQ(bundled({titled, next(applicant.name)}).size(), 1U);
    EXPECT_TRUE(bundled({titled, next("孟凡星")}).empty()) << "another person's";
    EXPECT_TRUE(bundled({titled, titled}).empty()) << "two papers, each with its title";
}

TEST(BundlePages, FollowAPersonsWord) {
    auto contract = laborContract(applicant, "contract.pdf");
    contract[1].assignedTo = "其他材料";
    auto bundles = bundled(contract);
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 2}));
    contract[1].assignedTo.clear();
    contract[1].document.classification.type = "commitment-letter";
    contract[1].confirmedByPerson = true;
    bundles = bundled(contract);
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 2}));
}

TEST(BundlePages, SayThatANumberOnALaterPageIsAnothers) {
    auto contract = laborContract(applicant, "contract.pdf");
    contract[2].document.classification = contract[0].document.classification;
    contract[2].document.fields = {{"id_number", text(people.spouse.idNumber)}};
    const auto bundles = bundled(contract);
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(base::textsOf(bundles[0].doubts), Sentences{"第3页的证件号码与首页不一致，请核对是否为同一份"});
}

TEST(BundlePages, GiveTheWholeTheFieldsOfAllPages) {
    auto contract = laborContract(applicant, "contract.pdf");
    contract[0].document.fields.erase("end_date");
    contract[1].document.classification = contract[0].document.classification;
    contract[1].document.fields = {{"end_date", made::date(today)}, {"name", text("某某")}};
    const auto units = unitsOf(contract, bundled(contract), made::types(), today);
    ASSERT_EQ(units.size(), 1U);
    EXPECT_EQ(units[0].paper.document.fields.at("end_date").iso, base::isoDate(today));
    EXPECT_EQ(units[0].paper.document.fields.at("name").value, applicant.name) << "the first page's";
}

TEST(BundlePages, LookForTheFieldsOfAPageThatWasNotRecognised) {
    auto contract = laborContract(applicant, "contract.pdf");
    contract[0].document.fields.erase("end_date");
    contract[0].document.fields.erase("id_number");
    text::PageText page;
    double top = 100;
    for (const char* line : {"合同期限自2025年4月20日起至2028年4月19日止。", "身份证号码：11010519491231002X"}) {
        page.lines.push_back({line, base::rectangle(100, top, 900, 30), base::Confidence(0.97), {}});
        top += 60;
    }
    contract[1].text = std::make_shared<const text::PageText>(page);
    const auto units = unitsOf(contract, bundled(contract), made::types(), today);
    ASSERT_EQ(units.size(), 1U);
    const auto& fields = units[0].paper.document.fields;
    ASSERT_TRUE(fields.contains("end_date"));
    EXPECT_EQ(fields.at("end_date").iso, "2028-04-19");
    EXPECT_FALSE(fields.contains("id_number")) << "may be the legal representative's";
}

// ---- Booklets and cards of one type
// ----------------------------------------------------------------------------------

namespace {

Paper wedding(const std::vector<std::string>& lines, documents::Fields fields, PaperPlace place) {
    return made::page("marriage-certificate", lines, std::move(fields), std::move(place));
}

std::vector<Paper> weddingLeaves(const std::string& image, const Identity& holder) {
    return {wedding({"持证人 " + holder.name, "登记日期 2015年2月2日", "结婚证字号 J120116-2015-000117"},
                    {{"holder_name", text(holder.name)}}, {image, 1, 0}),
            wedding({"姓名 " + applicant.name, "性别 男", "国籍 中国", "出生日期", "身份证件号", "姓名 周若溪",
                     "身份证件号"},
                    {{"spouse_a_name", text(applicant.name)},
                     {"spouse_a_id_number", text(applicant.idNumber)},
                     {"spouse_b_name", text(people.spouse.name)},
                     {"spouse_b_id_number", text(people.spouse.idNumber)}},
                    {image, 2, 0}),
            unknownPage({"结婚申请，符合《中华人民共和国民法典》规定", "予以登记，发给此证。"}, {image, 3, 0})};
}

}  // namespace

TEST(BundleLeaves, PutTheLeavesOfAWeddingCertificateTogether) {
    const auto leaves = weddingLeaves("wedding.pdf", applicant);
    Numbers order{0, 1, 2};
    do {
        const auto bundles = bundled(shuffled(leaves, order));
        ASSERT_EQ(bundles.size(), 1U);
        EXPECT_EQ(bundles[0].kind, BundleKind::Leaves);
        EXPECT_EQ(bundles[0].type, "marriage-certificate");
        EXPECT_EQ(bundles[0].papers, (Numbers{0, 1, 2}));
        const auto units = unitsOf(shuffled(leaves, order), bundles, made::types(), today);
        ASSERT_EQ(units.size(), 1U);
        EXPECT_EQ(units[0].paper.document.fields.at("spouse_b_name").value, people.spouse.name);
    } while (std::ranges::next_permutation(order).found);
}

TEST(BundleLeaves, KeepTheTwoBookletsOfAMarriageApart) {
    const auto bundles =
        bundled(together(weddingLeaves("his.pdf", applicant), weddingLeaves("hers.pdf", people.spouse)));
    ASSERT_EQ(bundles.size(), 2U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 1, 2}));
    EXPECT_EQ(bundles[1].papers, (Numbers{3, 4, 5}));
}

TEST(BundleLeaves, KeepALeafOfAnothersMarriageOut) {
    auto leaves = weddingLeaves("wedding.pdf", made::strangers().applicant);
    EXPECT_EQ(bundled({leaves[0], leaves[1]}).size(), 0U) << "the holder is neither of the two";
}

TEST(BundleLeaves, PutTheSidesOfACardTogether) {
    const Paper front =
        made::page("social-security-card", {"社会保障卡", "姓名 林晓舟", "社会保障号码", "发卡日期"},
                   {{"name", text(applicant.name)}, {"id_number", text(applicant.idNumber)}}, {"cards.jpg", 1, 0});
    const Paper back = unknownPage({"持卡人签名", "服务热线 12333", "挂失"}, {"cards.jpg", 1, 1});
    ASSERT_EQ(bundled({front, back}).size(), 1U);
    EXPECT_EQ(bundled({back, front}).front().type, "social-security-card");
    const Paper elsewhere = unknownPage({"持卡人签名", "服务热线 12333", "挂失"}, {"other.jpg", 1, 0});
    ASSERT_EQ(bundled({front, elsewhere}).size(), 1U) << "on the next page";
    EXPECT_TRUE(bundled({front, idFront(applicant), elsewhere}).empty()) << "something else lies between";
    EXPECT_TRUE(bundled({front, front}).empty()) << "two copies of one side";
}

// ---- Identity cards
// --------------------------------------------------------------------------------------------------

TEST(BundleCards, PairTheSidesOnOnePhotocopy) {
    const auto bundles = bundled({idFront(applicant, {"a.jpg", 1, 0}), idFront(people.spouse, {"b.jpg", 1, 0}),
                                  idBack(today, {"b.jpg", 1, 1}), idBack(today, {"a.jpg", 1, 1})});
    ASSERT_EQ(bundles.size(), 2U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 3}));
    EXPECT_EQ(bundles[1].papers, (Numbers{1, 2}));
    EXPECT_EQ(bundles[0].kind, BundleKind::Card);
    EXPECT_EQ(bundles[0].belonging, Belonging::Certain);
}

TEST(BundleCards, PairSidesOnTwoPagesInTheOrderOfTheScan) {
    const auto at = [](const char* image) { return PaperPlace{image, 1, 0}; };
    const Paper f1 = idFront(applicant, at("1")), f2 = idFront(people.spouse, at("2"));
    const Paper b1 = idBack(today, at("3")), b2 = idBack(today, at("4"));
    for (auto papers : {std::vector{f1, b1, f2, b2}, std::vector{b1, f1, b2, f2}})
        for (const bool oneFile : {false, true}) {
            for (std::size_t n = 0; oneFile && n < papers.size(); ++n)
                papers[n].place = {"scan.pdf", static_cast<int>(n) + 1, 0};
            const auto bundles = bundled(papers);
            ASSERT_EQ(bundles.size(), 2U);
            for (const Bundle& bundle : bundles) {
                EXPECT_EQ(bundle.belonging, oneFile ? Belonging::Certain : Belonging::Probable)
                    << "pictures taken one after the other prove nothing";
                EXPECT_EQ(bundle.papers[0] / 2, bundle.papers[1] / 2);
            }
        }
    for (const Bundle& bundle : bundled({f1, f2, b1, b2}))
        EXPECT_EQ(bundle.belonging, Belonging::Probable) << "either back may be either's";
    EXPECT_EQ(bundled({f1, blank("blank"), b1}).size(), 1U);
}

TEST(BundleCards, TellByTheTermWhoseABackIs) {
    // Born in 1984 and 2012: a card issued in 2020 holds twenty years for the one and five for the other.
    Paper grown = idFront(applicant, {"1", 1, 0}), child = idFront(people.child, {"2", 1, 0});
    Paper twenty = backFor("2020-03-01", "2040-03-01", {"3", 1, 0});
    Paper five = backFor("2022-03-01", "2027-03-01", {"4", 1, 0});
    EXPECT_EQ(bundled({grown, child, twenty, five})[0].belonging, Belonging::Probable)
        << "the term alone proves nothing";
    for (Paper* front : {&grown, &child})
        front->document.fields["address"] = text("天津市滨海新区杭州道街道福宁里3号楼");
    for (Paper* back : {&twenty, &five}) back->document.fields["issuing_authority"] = text("天津市公安局滨海分局");
    for (const auto& papers : {std::vector{grown, child, twenty, five}, std::vector{grown, child, five, twenty},
                               std::vector{child, five, grown, twenty}}) {
        const auto bundles = bundled(papers);
        ASSERT_EQ(bundles.size(), 2U);
        for (const Bundle& bundle : bundles) {
            EXPECT_EQ(bundle.belonging, Belonging::Certain);
            const bool isGrown = papers[bundle.papers[0]].place.image == "1";
            EXPECT_EQ(papers[bundle.papers[1]].place.image, isGrown ? "3" : "4");
        }
    }
    EXPECT_TRUE(bundled({child, twenty}).empty()) << "no child has a card for twenty years";
    // Two people of an age and a back far from both: nobody can say whose it is.
    const Paper gap = unknownPage({"晚报"}, {"news", 1, 0});
    const Paper hers = idFront(applicant, {"1", 1, 0}), his = idFront(people.spouse, {"5", 1, 0});
    EXPECT_TRUE(bundled({hers, his, gap, backFor("2020-03-01", "2040-03-01", {"3", 1, 0}), gap}).empty());
}

TEST(BundleCards, TellByThePoliceWhoseABackIs) {
    Paper here = idFront(applicant, {"1", 1, 0}), there = idFront(people.spouse, {"2", 1, 0});
    here.document.fields["address"] = text("天津市滨海新区杭州道街道福宁里3号楼");
    there.document.fields["address"] = text("河北省饶阳县大官亭镇东村12号");
    Paper binhai = idBack(today, {"3", 1, 0}), raoyang = idBack(today, {"4", 1, 0});
    binhai.document.fields["issuing_authority"] = text("天津市公安局滨海分局");
    raoyang.document.fields["issuing_authority"] = text("饶阳县公安局");
    const auto gap = unknownPage({"晚报"}, {"news", 1, 0});
    const std::vector<Paper> papers{here, there, gap, binhai, raoyang};
    const auto bundles = bundled(papers);
    ASSERT_EQ(bundles.size(), 2U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 3}));
    EXPECT_EQ(bundles[1].papers, (Numbers{1, 4}));
}

TEST(BundleCards, OfTwoPlacesAreAQuestionEvenOnOneSheet) {
    const auto belonging = [](const std::string& address, const std::string& police, bool oneSheet) {
        Paper front = idFront(applicant, {"1", 1, 0}), back = backFor("2020-03-01", "2040-03-01", {"2", 1, 0});
        front.document.fields["address"] = text(address);
        back.document.fields["issuing_authority"] = text(police);
        if (oneSheet) back.place = {"1", 1, 1};
        const auto bundles = bundled({front, back});
        return bundles.empty() ? Belonging::Probable : bundles[0].belonging;
    };
    EXPECT_EQ(belonging("天津市塘沽区新港路3号", "遵化市公安局", true), Belonging::Probable);
    EXPECT_EQ(belonging("天津市塘沽区新港路3号", "遵化市公安局", false), Belonging::Probable);
    EXPECT_EQ(belonging("河北省遵化市白塔街3号", "遵化市公安局", false), Belonging::Certain);
    EXPECT_EQ(belonging("天津市滨海新区新港路3号", "天津市公安局塘沽分局", true), Belonging::Certain)
        << "the district was renamed since";
    EXPECT_EQ(belonging("天津市滨海新区新港路3号", "天津市公安局塘沽分局", false), Belonging::Probable);
}

TEST(BundleCards, FitNobodyForCertainWhereTwoWouldFit) {
    Paper front = idFront(applicant, {"1", 1, 0});
    front.document.fields["address"] = text("天津市滨海新区新港路3号");
    std::vector<Paper> papers{front, unknownPage({"晚报"}, {"news", 1, 0})};
    for (const char* image : {"2", "3"}) {
        papers.push_back(backFor("2020-03-01", "2040-03-01", {image, 1, 0}));
        papers.back().document.fields["issuing_authority"] = text("天津市公安局滨海分局");
    }
    for (const Bundle& bundle : bundled(papers)) EXPECT_EQ(bundle.belonging, Belonging::Probable);
    papers.pop_back();
    ASSERT_EQ(bundled(papers).size(), 1U);
    EXPECT_EQ(bundled(papers)[0].belonging, Belonging::Certain) << "police and term fit, and nothing else does";
}

// ---- Household registers
// ---------------------------------------------------------------------------------------------

TEST(BundleRegisters, HoldTheCoverAndThePersonsBehindItTheHeadFirst) {
    const auto bundles = bundled({registerCover(applicant.name, "1"), registerPerson(people.spouse, "妻", "2"),
                                  registerPerson(applicant, "户主", "3"), registerPerson(people.child, "子", "4")});
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(bundles[0].kind, BundleKind::Register);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 2, 1, 3}));
    EXPECT_EQ(bundles[0].belonging, Belonging::Certain);
    EXPECT_FALSE(bundles[0].isOnePaper());
}

TEST(BundleRegisters, PartTwoHouseholds) {
    const auto strangers = made::strangers();
    const std::vector own{registerCover(applicant.name, "1"), registerPerson(applicant, "户主", "2"),
                          registerPerson(people.child, "子", "3")};
    const std::vector others{registerCover(strangers.applicant.name, "4"),
                             registerPerson(strangers.applicant, "户主", "5")};
    auto bundles = bundled(together(own, others));
    ASSERT_EQ(bundles.size(), 2U);
    EXPECT_EQ(bundles[0].papers, (Numbers{0, 1, 2}));
    EXPECT_EQ(bundles[1].papers, (Numbers{3, 4}));
    // Scanned from the last page: each cover behind its persons.
    bundles = bundled({own[2], own[1], own[0], others[1], others[0]});
    ASSERT_EQ(bundles.size(), 2U);
    EXPECT_EQ(bundles[0].papers, (Numbers{2, 1, 0}));
    EXPECT_EQ(bundles[1].papers, (Numbers{4, 3}));
    // Without covers a second head begins another household.
    bundles = bundled({own[1], own[2], others[1], registerPerson(strangers.spouse, "妻", "6")});
    ASSERT_EQ(bundles.size(), 2U);
}

TEST(BundleRegisters, SayThatTheHeadOfTheCoverIsNotTheHeadOfThePages) {
    const auto bundles = bundled({registerCover("孟凡星", "1"), registerPerson(applicant, "户主", "2")});
    ASSERT_EQ(bundles.size(), 1U);
    EXPECT_EQ(base::textsOf(bundles[0].notes), Sentences{"首页的户主与户主页不是同一人，可能不是同一户口簿"});
    EXPECT_EQ(bundles[0].belonging, Belonging::Probable);
}

// ---- Who a paper is about
// --------------------------------------------------------------------------------------------

namespace {

std::vector<PaperSubject> aboutOf(const std::vector<Paper>& papers, const Subjects& named) {
    const auto bundles = bundled(papers);
    const auto units = unitsOf(papers, bundles, made::types(), today);
    std::vector<Paper> whole;
    for (const auto& unit : units) whole.push_back(unit.paper);
    return subjectsOf(units, bundles, KnownSubjects::identify(whole, named, today, made::types()), today,
                      made::types());
}

}  // namespace

TEST(PaperSubjects, OfABackIsItsFronts) {
    const auto about = aboutOf({idFront(people.spouse, {"1", 1, 0}), idBack(today, {"1", 1, 1})}, people.named());
    EXPECT_EQ(about[0].subject, Subject::Spouse);
    EXPECT_EQ(about[0].from, KnownFrom::Fields);
    EXPECT_EQ(about[1].subject, Subject::Spouse);
    EXPECT_EQ(about[1].from, KnownFrom::OtherSide);
}

TEST(PaperSubjects, OfARegistersPageIsByNameElseByItsRelationToTheHead) {
    const Subjects named{{Subject::Applicant, applicant}};
    const auto about = aboutOf({registerCover(applicant.name, "1"), registerPerson(applicant, "户主", "2"),
                                registerPerson(people.spouse, "妻", "3"), registerPerson(people.child, "子", "4")},
                               named);
    EXPECT_EQ(about[1].subject, Subject::Applicant);
    EXPECT_EQ(about[2].subject, Subject::Spouse);
    EXPECT_EQ(about[2].from, KnownFrom::Household);
    EXPECT_EQ(about[3].subject, Subject::Child);
    const auto others = aboutOf({registerCover("孟凡星", "1"), registerPerson(made::strangers().applicant, "户主", "2"),
                                 registerPerson(people.spouse, "妻", "3")},
                                named);
    EXPECT_EQ(others[2].subject, Subject::Anyone) << "the wife of another head";
}

TEST(PaperSubjects, OfAWeddingIsTheCouple) {
    const auto about = aboutOf(weddingLeaves("w.pdf", applicant), people.named());
    ASSERT_EQ(about.size(), 1U);
    EXPECT_EQ(about[0].subject, Subject::Couple);
}

}  // namespace daiban::cases
