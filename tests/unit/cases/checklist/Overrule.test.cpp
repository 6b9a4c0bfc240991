// Whatever the machine says of a paper, a person may say otherwise, with a reason, and the row shows it.
#include "cases/checklist/Overrule.h"

#include <gtest/gtest.h>

#include "base/Error.h"
#include "cases/checklist/Checklist.h"
#include "unit/cases/MadePages.h"

namespace daiban::cases {

namespace {

using made::People;
using made::today;
using State = RequirementState;

const People people;

Material material(const std::string& type, const std::string& name, MaterialForm form = MaterialForm::Original) {
    Material out;
    out.type = type;
    out.name = name;
    out.form = form;
    out.subject = Subject::Applicant;
    return out;
}

const Material card = material("id-card-front", "居民身份证");
const Material certificate = material("health-certificate", "健康证明");

Overrule decided(Judged about, Ruling ruling, const std::string& of = "") {
    return {
        .about = about, .ruling = ruling, .material = of, .said = "机器", .reason = "原件已当面核对", .by = "wangli"};
}

Overrule accepted(Judged about, const std::string& of = "") {
    return decided(about, Ruling::Accepted, of);
}

Overrule refused(Judged about, const std::string& of = "") {
    return decided(about, Ruling::Refused, of);
}

Checklist checked(std::vector<Material> materials, const std::vector<Paper>& papers) {
    Item item;
    item.code = "AB-001";
    item.materials = std::move(materials);
    return check(item, {}, papers, people.named(), today, made::types(), made::bundleRules());
}

Paper healthCertificate() {
    return made::paperOf("health-certificate", made::fieldsOf("health-certificate", Subject::Applicant, people),
                         {"health.jpg", 1, 0});
}

Paper with(Paper paper, std::vector<Overrule> overrules) {
    paper.overrules = std::move(overrules);
    return paper;
}

/// The only row, and that it says by whom and why when it was overruled.
void expectState(const Material& asked, const Paper& paper, State state, bool overruled) {
    const Checklist checklist = checked({asked}, {paper});
    const Requirement& row = checklist.requirements.front();
    EXPECT_EQ(row.state, state) << codeOf(row.state) << "\n" << checklist.notice.text();
    EXPECT_EQ(checklist.complete, state == State::Satisfied);
    ASSERT_EQ(row.overruled.size(), overruled ? 1U : 0U);
    EXPECT_EQ(flagsOf(checklist).overruled, overruled ? 1 : 0);
    if (!overruled) return;
    EXPECT_EQ(row.overruled.front().place, paper.place);
    EXPECT_EQ(row.overruled.front().overrule, paper.overrules.front());
    const auto json = toJson(checklist)["requirements"][0]["overruled"][0];
    EXPECT_EQ(json["by"], "wangli");
    EXPECT_EQ(json["reason"], "原件已当面核对");
    EXPECT_EQ(json["paper"]["image"], paper.place.image);
}

}  // namespace

TEST(Overrule, OfWhoseAPaperIsHoldsBothWays) {
    const Paper strangers = made::idFront(made::strangers().applicant);
    expectState(card, strangers, State::WrongSubject, false);
    expectState(card, with(strangers, {accepted(Judged::Subject)}), State::Satisfied, true);
    expectState(card, with(made::idFront(people.applicant), {refused(Judged::Subject)}), State::WrongSubject, true);
}

TEST(Overrule, OfValidityHoldsBothWays) {
    Paper old = healthCertificate();
    old.document.fields["valid_until"] = made::date(made::daysFrom(today, -1));
    expectState(certificate, old, State::Expired, false);
    expectState(certificate, with(old, {accepted(Judged::Validity)}), State::Satisfied, true);
    expectState(certificate, with(healthCertificate(), {refused(Judged::Validity)}), State::Expired, true);
    Paper unread = healthCertificate();
    unread.document.fields.erase("valid_until");
    expectState(certificate, with(unread, {accepted(Judged::Validity)}), State::Satisfied, true);
}

TEST(Overrule, OfTheTypeHoldsBothWays) {
    Paper unknown = made::paperOf("unknown", {}, {"letter.jpg", 1, 0});
    expectState(certificate, unknown, State::Missing, false);
    expectState(certificate, with(unknown, {accepted(Judged::Type, "健康证明〔申请人〕")}), State::Satisfied, true);
    const Checklist checklist = checked({certificate}, {with(healthCertificate(), {refused(Judged::Type)})});
    EXPECT_EQ(checklist.requirements.front().state, State::Missing);
    EXPECT_EQ(checklist.requirements.front().overruled.size(), 1U) << "it is told where it would have counted";
    EXPECT_EQ(checklist.surplus.size(), 1U);
    Paper doubtful = healthCertificate();
    doubtful.document.classification.confidence = base::Confidence(0.5);
    expectState(certificate, with(doubtful, {accepted(Judged::Type, "健康证明")}), State::Satisfied, true);
}

TEST(Overrule, AcceptedAsOneMaterialIsNoOther) {
    const Material other = material("other", "来信");
    const Checklist checklist =
        checked({certificate, other}, {with(healthCertificate(), {accepted(Judged::Type, "来信")})});
    EXPECT_EQ(checklist.requirements[0].state, State::Missing);
    EXPECT_EQ(checklist.requirements[1].state, State::Satisfied);
}

TEST(Overrule, OfTheCountHoldsBothWays) {
    Material photos = material("portrait-photo", "证件照片");
    photos.copies = 2;
    const Paper photo = made::paperOf("portrait-photo", {}, {"photo.jpg", 1, 0});
    expectState(photos, photo, State::TooFew, false);
    expectState(photos, with(photo, {accepted(Judged::Count)}), State::Satisfied, true);
    photos.copies = 1;
    expectState(photos, with(photo, {refused(Judged::Count)}), State::TooFew, true);
}

TEST(Overrule, OfTheBundleAcceptsPagesThatAreDoubtedAndSetsOthersApart) {
    const Material contract = material("labor-contract", "劳动合同书");
    const auto fields = made::fieldsOf("labor-contract", Subject::Applicant, people);
    const Paper first = made::page("labor-contract", {"劳动合同书", "第1页 共2页"}, fields, {"1.jpg", 1, 0});
    expectState(contract, first, State::Uncertain, false);
    expectState(contract, with(first, {accepted(Judged::Bundle)}), State::Satisfied, true);

    const Paper second = made::page("unknown", {"第2页 共2页"}, {}, {"2.jpg", 1, 0});
    EXPECT_EQ(checked({contract}, {first, second}).bundles.size(), 1U);
    const Checklist apart = checked({contract}, {first, with(second, {refused(Judged::Bundle)})});
    EXPECT_EQ(apart.surplus.size(), 1U);
    EXPECT_EQ(apart.surplus.front().place.image, "2.jpg");
}

TEST(Overrule, SpeaksOfOneThingAlone) {
    Paper paper =
        made::paperOf("health-certificate", made::fieldsOf("health-certificate", Subject::Applicant, made::strangers()),
                      {"health.jpg", 1, 0});
    paper.document.fields["valid_until"] = made::date(made::daysFrom(today, -1));
    const Checklist checklist = checked({certificate}, {with(paper, {accepted(Judged::Subject)})});
    EXPECT_EQ(checklist.requirements.front().state, State::Expired) << "the applicant's now, but still expired";
}

TEST(Overrule, HoldsForTheMaterialItNames) {
    const Paper strangers = made::idFront(made::strangers().applicant);
    expectState(card, with(strangers, {accepted(Judged::Subject, "居民身份证〔申请人〕")}), State::Satisfied, true);
    expectState(card, with(strangers, {accepted(Judged::Subject, "居民身份证〔配偶〕")}), State::WrongSubject, false);
}

TEST(Overrule, IsNotShownWhereTheMachineAgrees) {
    const Checklist checklist = checked({card}, {with(made::idFront(people.applicant), {accepted(Judged::Subject)})});
    EXPECT_EQ(checklist.requirements.front().state, State::Satisfied);
    EXPECT_TRUE(checklist.requirements.front().overruled.empty());
}

TEST(Overrule, GivesWayToALaterOne) {
    const Paper strangers = made::idFront(made::strangers().applicant);
    expectState(card, with(strangers, {accepted(Judged::Subject), refused(Judged::Subject)}), State::WrongSubject,
                false);
}

TEST(Overrule, OfABackOfACardOutweighsItsFront) {
    const Material back = material("id-card-back", "居民身份证（国徽面）");
    const Paper front = made::idFront(made::strangers().applicant, {"card.jpg", 1, 0});
    const Paper strangersBack = made::idBack(made::daysFrom(today, 400), {"card.jpg", 1, 1});
    EXPECT_EQ(checked({back}, {made::idFront(people.applicant), front, strangersBack}).requirements.front().state,
              State::WrongSubject);
    const Checklist checklist =
        checked({back}, {made::idFront(people.applicant), front, with(strangersBack, {accepted(Judged::Subject)})});
    EXPECT_EQ(checklist.requirements.front().state, State::Satisfied);
}

TEST(Overrule, NeedsAReasonAndAPerson) {
    for (const auto& spoil : std::initializer_list<void (*)(Overrule&)>{[](Overrule& one) { one.reason = "  "; },
                                                                        [](Overrule& one) { one.by = ""; }}) {
        Overrule overrule = accepted(Judged::Subject);
        spoil(overrule);
        EXPECT_THROW(demandSound(overrule), base::Error);
        EXPECT_THROW(static_cast<void>(checked({card}, {with(made::idFront(people.applicant), {overrule})})),
                     base::Error);
    }
    EXPECT_THROW(demandSound(accepted(Judged::Type)), base::Error) << "as which material?";
}

TEST(Overrule, ComesBackFromJsonAsItWas) {
    for (const Judged about : {Judged::Type, Judged::Subject, Judged::Validity, Judged::Count, Judged::Bundle})
        for (const Ruling ruling : {Ruling::Accepted, Ruling::Refused}) {
            const Overrule overrule = decided(about, ruling, "银行卡〔申请人〕");
            EXPECT_EQ(overruleFromJson(base::Json::parse(toJson(overrule).dump())), overrule);
        }
    for (const char* broken : {"{}", "[]", "7", R"({"about":"mood","ruling":"accepted","reason":"r","by":"b"})",
                               R"({"about":"subject","ruling":"accepted","reason":"","by":"b"})"})
        EXPECT_THROW(static_cast<void>(overruleFromJson(base::Json::parse(broken))), base::Error) << broken;
}

}  // namespace daiban::cases
