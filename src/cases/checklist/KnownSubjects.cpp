#include "cases/checklist/KnownSubjects.h"

#include <algorithm>
#include <optional>

#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

Party partyFrom(const Person& person, const Paper& paper) {
    const bool nameSure = person.name.value.empty() || person.name.sure;
    const bool numberSure = person.number.value.empty() || person.number.sure;
    return {{person.name.value, person.number.value}, typeIsSure(paper) && nameSure && numberSure};
}

bool isOfType(const Paper& paper, std::string_view type) {
    return paper.document.classification.type == type;
}

/// The same person by all that both have.
bool isThat(const Person& person, const Party& party) {
    const auto [name, number] = party.identity;
    if (!number.empty() && !person.number.value.empty()) return number == person.number.value;
    return !name.empty() && name == person.name.value;
}

}  // namespace

const Party& KnownSubjects::of(Subject subject) const {
    static const Party nobody;
    const auto found = parties_.find(subject);
    return found == parties_.end() ? nobody : found->second;
}

std::string KnownSubjects::relationToHead(Subject subject) const {
    const auto found = relations_.find(subject);
    return found == relations_.end() ? "" : found->second;
}

/// Works out the subjects in the order in which one needs the other.
class Identifier {
  public:
    Identifier(const std::vector<Paper>& papers, const Subjects& named, base::Date today,
               const documents::DocumentTypes& types)
        : papers_(papers), today_(today), types_(types) {
        for (const auto& [subject, identity] : named)
            known_.parties_[subject] = {{normalisedName(identity.name), normalisedNumber(identity.idNumber)}, true};
    }

    KnownSubjects identify() {
        fill(Subject::Agent, firstOn("power-of-attorney", Subject::Agent));
        fill(Subject::Applicant, firstIdCard());
        if (!known_.of(Subject::Applicant).known()) fill(Subject::Applicant, mostNamed());
        fill(Subject::Spouse, otherSpouse());
        fill(Subject::Child, firstOn("one-child-certificate", Subject::Child));
        for (const char* type : {"business-license", "food-business-licence", "company-registration-form",
                                 "name-approval-notice", "articles-of-association"})
            fill(Subject::Enterprise, firstOn(type, Subject::Enterprise));
        for (const char* type : {"legal-representative-form", "business-license", "company-registration-form"})
            fill(Subject::LegalRepresentative, firstOn(type, Subject::LegalRepresentative));
        Party presumed = known_.of(Subject::Applicant);
        presumed.presumed = true;
        fill(Subject::LegalRepresentative, presumed);
        for (auto& [subject, party] : known_.parties_) completeNumber(party);
        readRelations();
        return known_;
    }

  private:
    void fill(Subject subject, const std::optional<Party>& party) {
        if (party && party->known() && !known_.of(subject).known()) known_.parties_[subject] = *party;
    }

    [[nodiscard]] std::optional<Party> firstOn(std::string_view type, Subject subject) const {
        for (const Paper& paper : papers_)
            if (isOfType(paper, type))
                for (const Person& person : personsOn(paper, subject, today_, types_))
                    if (!person.isBlank()) return partyFrom(person, paper);
        return std::nullopt;
    }

    /// Somebody who cannot be the applicant, because he is already known to be somebody else.
    [[nodiscard]] bool isTaken(const Person& person) const {
        return std::ranges::any_of(std::initializer_list<Subject>{Subject::Agent, Subject::Spouse, Subject::Child},
                                   [&](Subject subject) { return isThat(person, known_.of(subject)); });
    }

    [[nodiscard]] std::optional<Party> firstIdCard() const {
        for (const Paper& paper : papers_)
            if (isOfType(paper, "id-card-front"))
                for (const Person& person : personsOn(paper, Subject::Applicant, today_, types_))
                    if (!person.isBlank() && !isTaken(person)) return partyFrom(person, paper);
        return std::nullopt;
    }

    /// Whoever may be the applicant: the one the paper is of, and a couple it names beside.
    [[nodiscard]] std::vector<Person> grownUpsOn(const Paper& paper) const {
        auto persons = personsOn(paper, Subject::Applicant, today_, types_);
        for (const Person& person : personsOn(paper, Subject::Couple, today_, types_)) {
            const bool there = std::ranges::any_of(
                persons, [&](const Person& other) { return other.number.value == person.number.value; });
            if (!there) persons.push_back(person);
        }
        return persons;
    }

    [[nodiscard]] std::optional<Party> mostNamed() const {
        std::vector<std::pair<Party, int>> votes;
        for (const Paper& paper : papers_)
            for (const Person& person : grownUpsOn(paper)) {
                if (!person.number.sure || isTaken(person)) continue;
                const auto same = std::ranges::find_if(
                    votes, [&](const auto& vote) { return vote.first.identity.idNumber == person.number.value; });
                if (same != votes.end())
                    ++same->second;
                else
                    votes.emplace_back(Party{{person.name.value, person.number.value}, false}, 1);
            }
        const auto most = std::ranges::max_element(votes, {}, &std::pair<Party, int>::second);
        return most == votes.end() ? std::nullopt : std::optional<Party>(most->first);
    }

    [[nodiscard]] std::optional<Party> otherSpouse() const {
        const Party& applicant = known_.of(Subject::Applicant);
        for (const Paper& paper : papers_) {
            if (!isOfType(paper, "marriage-certificate")) continue;
            const auto both = personsOn(paper, Subject::Couple, today_, types_);
            if (both.size() != 2) continue;
            for (const std::size_t one : {0U, 1U})
                if (isThat(both[one], applicant)) return partyFrom(both[1 - one], paper);
        }
        return std::nullopt;
    }

    [[nodiscard]] Person holderOf(const Paper& paper) const {
        const auto persons = personsOn(paper, Subject::Anyone, today_, types_);
        return persons.empty() ? Person{} : persons.front();
    }

    /// Who is known by name only has the number that is on his identity card.
    void completeNumber(Party& party) const {
        if (party.identity.name.empty() || !party.identity.idNumber.empty()) return;
        for (const Paper& paper : papers_) {
            if (!isOfType(paper, "id-card-front")) continue;
            const Person person = holderOf(paper);
            if (person.name.value != party.identity.name || !person.number.sure || !typeIsSure(paper)) continue;
            party.identity.idNumber = person.number.value;
            return;
        }
    }

    void readRelations() {
        for (const Paper& paper : papers_) {
            if (!isOfType(paper, "household-register-person")) continue;
            const Person person = holderOf(paper);
            const ComparedValue relation = readName(paper, "relation_to_head");
            if (!relation.sure || person.isBlank()) continue;
            for (const auto& [subject, party] : known_.parties_)
                if (isThat(person, party)) known_.relations_.emplace(subject, relation.value);
        }
    }

    const std::vector<Paper>& papers_;
    base::Date today_;
    const documents::DocumentTypes& types_;
    KnownSubjects known_;
};

KnownSubjects KnownSubjects::identify(const std::vector<Paper>& papers, const Subjects& named, base::Date today,
                                      const documents::DocumentTypes& types) {
    return Identifier(papers, named, today, types).identify();
}

}  // namespace daiban::cases
