#include "cases/checklist/Companions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
    if (about_[unit].from == KnownFrom::OtherSide) judgeByFront(material, about_[unit], judgement);
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

/// The back of a card is not the applicant's when its front is somebody else's who is known, or when the applicant's
/// own front is another.
void Companions::judgeByFront(const Material& material, const PaperSubject& front, Judgement& judgement) const {
    const auto isOf = [&](Subject subject) { return isPerson(front.person, subjects_.of(subject)); };
    const bool couples = material.subject == Subject::Couple;
    if (isOf(material.subject) || (couples && (isOf(Subject::Applicant) || isOf(Subject::Spouse)))) {
        judgement.namesSubject = judgement.namesSubject || front.belonging == Belonging::Certain;
        return;
    }
    const bool anothers = front.subject != Subject::Anyone && subjects_.of(front.subject).certain;
    if (!front.person.number.sure || (!anothers && !hasFront(material.subject))) return;
    const std::string whose = anothers ? std::string(chineseNameOf(front.subject)) + "的" : "他人的";
    const bool certain = front.belonging == Belonging::Certain;
    if (certain && judgement.state != RequirementState::Uncertain) judgement.state = RequirementState::WrongSubject;
    if (!certain && judgement.state == RequirementState::Satisfied) judgement.state = RequirementState::Uncertain;
    judgement.notes.push_back(certain ? "与" + whose + "人像面是同一张身份证"
                                      : "可能与" + whose + "人像面是同一张身份证，请人工确认");
}

bool Companions::hasFront(Subject subject) const {
    for (std::size_t unit = 0; unit < units_.size(); ++unit)
        if (typeOf(unit) == "id-card-front" && isPerson(about_[unit].person, subjects_.of(subject))) return true;
    return false;
}

/// The cover of a register that has pages of persons, none of them the subject's, is of another household, unless
/// its head is the subject.
void Companions::judgeByRegister(const Material& material, std::size_t unit, Judgement& judgement) const {
    const Party& party = subjects_.of(material.subject);
    if (judgement.state != RequirementState::Satisfied || !party.known()) return;
    if (isPerson(about_[unit].person, party)) return;
    for (const Bundle& bundle : bundles_) {
        if (bundle.kind != BundleKind::Register || unitOf_[bundle.papers.front()] != unit) continue;
        const bool there = std::ranges::any_of(bundle.papers, [&](std::size_t paper) {
            const Person& person = about_[unitOf_[paper]].person;
            return isPerson(person, party) || !person.name.sure;
        });
        if (there) return;
        judgement.state = RequirementState::Uncertain;
        judgement.notes.push_back(
            fmt::format("{}的登记卡不在这本户口簿中，请人工确认", chineseNameOf(material.subject)));
    }
}

}  // namespace daiban::cases
