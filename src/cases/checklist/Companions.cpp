#include "cases/checklist/Companions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/Sentence.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

/// Every value the paper itself bears, as names are compared.
std::set<std::string> valuesOn(const Paper& paper) {
    std::set<std::string> values;
    for (const auto& [name, field] : paper.document.fields) values.insert(normalisedName(field.value));
    return values;
}

}  // namespace

Companions::Companions(const std::vector<Paper>& given, const std::vector<PaperUnit>& units,
                       const std::vector<Bundle>& bundles, const CaseFacts& facts)
    : given_(given),
      units_(units),
      bundles_(bundles),
      subjects_(facts.subjects),
      about_(subjectsOf(units, bundles, facts.subjects, facts.today, facts.types)),
      unitOf_(given.size()) {
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        for (const std::size_t paper : units[unit].papers) unitOf_[paper] = unit;
}

void Companions::judge(const Material& material, std::size_t unit, Judgement& judgement) const {
    const Paper& paper = units_[unit].paper;
    if (material.subject == Subject::Anyone || paper.confirmedByPerson) return;
    if (lastOf(paper.overrules, Judged::Subject, material) != nullptr) return;
    if (typeOf(unit) == "id-card-back") judgeBack(material, unit, judgement);
    if (typeOf(unit) == "household-register-cover") judgeByRegister(material, unit, judgement);
}

bool Companions::isFrontOf(std::size_t front, std::size_t back) const {
    return std::ranges::any_of(bundles_, [&](const Bundle& bundle) {
        return bundle.kind == BundleKind::Card && unitOf_[bundle.papers[0]] == front &&
               unitOf_[bundle.papers[1]] == back;
    });
}

void Companions::addPlaces(std::size_t unit, std::vector<PaperPlace>& places) const {
    for (const std::size_t paper : units_[unit].papers) places.push_back(given_[paper].place);
}

void Companions::addSurplus(std::size_t unit, std::vector<SurplusPaper>& surplus) const {
    for (const std::size_t paper : units_[unit].papers) surplus.push_back({given_[paper].place, typeOf(unit)});
}

std::vector<BundledPapers> Companions::bundled() const {
    std::vector<BundledPapers> out;
    for (const Bundle& bundle : bundles_) {
        BundledPapers papers{.bundle = bundle, .places = {}, .about = about_[unitOf_[bundle.papers.front()]]};
        for (const std::size_t paper : bundle.papers) {
            papers.places.push_back(given_[paper].place);
            const PaperSubject& about = about_[unitOf_[paper]];
            if (papers.about.subject == Subject::Anyone && about.subject != Subject::Anyone) papers.about = about;
        }
        out.push_back(std::move(papers));
    }
    return out;
}

std::vector<PaperAbout> Companions::papersAbout() const {
    std::vector<PaperAbout> out;
    for (std::size_t paper = 0; paper < given_.size(); ++paper) {
        const std::size_t unit = unitOf_[paper];
        PaperAbout one{given_[paper].place, typeOf(unit), about_[unit]};
        const bool own =
            units_[unit].papers.size() == 1 || valuesOn(given_[paper]).contains(one.about.person.name.value);
        if (!own && one.about.from == KnownFrom::Fields) one.about.from = KnownFrom::Pages;
        out.push_back(std::move(one));
    }
    return out;
}

const std::string& Companions::typeOf(std::size_t unit) const {
    return units_[unit].paper.document.classification.type;
}

/// The back of a card bears no name. It is the subject's when it is proven to be of one card with the subject's front;
/// another's when that is proven; else a question.
void Companions::judgeBack(const Material& material, std::size_t unit, Judgement& judgement) const {
    const PaperSubject& front = about_[unit];
    const auto ask = [&](const base::Sentence& why) {
        if (judgement.state == RequirementState::Satisfied) judgement.state = RequirementState::Uncertain;
        judgement.namesSubject = false;
        judgement.notes.push_back(base::Sentence("{}，请人工确认", why));
    };
    if (front.from != KnownFrom::OtherSide)
        return ask(base::Sentence("国徽面上没有姓名，没有与之成对的人像面，看不出是谁的"));
    for (const Bundle& bundle : bundles_)
        if (bundle.kind == BundleKind::Card && unitOf_[bundle.papers[1]] == unit)
            judgement.notes.insert(judgement.notes.end(), bundle.notes.begin(), bundle.notes.end());
    const auto isOf = [&](Subject subject) { return isPerson(front.person, subjects_.of(subject)); };
    const bool couples = material.subject == Subject::Couple;
    const bool certain = front.belonging == Belonging::Certain;
    if (isOf(material.subject) || (couples && (isOf(Subject::Applicant) || isOf(Subject::Spouse)))) {
        if (!certain)
            return ask(base::Sentence(
                "不能证明与人像面是同一张身份证（不在同一张纸或同一文件中，签发机关和有效期限也不足以证明）"));
        judgement.namesSubject = true;
        return;
    }
    const bool anothers = front.subject != Subject::Anyone && subjects_.of(front.subject).certain;
    const base::Sentence whose =
        anothers ? base::Sentence("{}的", base::word(chineseNameOf(front.subject))) : base::Sentence("他人的");
    const bool known = front.person.number.sure && (anothers || subjects_.of(material.subject).certain);
    if (!certain || !known) return ask(base::Sentence("可能与{}人像面是同一张身份证", whose));
    if (judgement.state != RequirementState::Uncertain) judgement.state = RequirementState::WrongSubject;
    judgement.notes.push_back(base::Sentence("与{}人像面是同一张身份证", whose));
}

/// The subject's own page is in it for certain: both were scanned from one sheet or file. Pages that were only
/// photographed one after the other may be of two registers, also where cover and head agree: a wife's page of her
/// parents' register behind her husband's.
bool Companions::isProvenOfRegister(const Bundle& bundle, const Party& party) const {
    const std::string& image = given_[bundle.papers.front()].place.image;
    return std::ranges::any_of(bundle.papers, [&](std::size_t paper) {
        return isPerson(about_[unitOf_[paper]].person, party) && given_[paper].place.image == image;
    });
}

/// The cover of a register whose head is another than the subject is good only where the subject's own page is proven
/// to be of that register.
void Companions::judgeByRegister(const Material& material, std::size_t unit, Judgement& judgement) const {
    const Party& party = subjects_.of(material.subject);
    if (judgement.state != RequirementState::Satisfied || !party.known()) return;
    if (isPerson(about_[unit].person, party)) return;
    if (material.subject == Subject::Couple && (isPerson(about_[unit].person, subjects_.of(Subject::Applicant)) ||
                                                isPerson(about_[unit].person, subjects_.of(Subject::Spouse))))
        return;
    const bool proven = std::ranges::any_of(bundles_, [&](const Bundle& bundle) {
        return bundle.kind == BundleKind::Register && unitOf_[bundle.papers.front()] == unit &&
               isProvenOfRegister(bundle, party);
    });
    if (proven) return;
    judgement.state = RequirementState::Uncertain;
    judgement.notes.push_back(base::Sentence("户主不是{}，不能证明{}的登记卡在这本户口簿中，请人工确认",
                                             base::word(chineseNameOf(material.subject)),
                                             base::word(chineseNameOf(material.subject))));
}

}  // namespace daiban::cases
