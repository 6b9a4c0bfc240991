#include "cases/checklist/PaperSubject.h"

#include <algorithm>
#include <array>
#include <map>

namespace daiban::cases {

namespace {

constexpr std::array everybody{Subject::Applicant,           Subject::Spouse,    Subject::Child, Subject::Agent,
                               Subject::LegalRepresentative, Subject::Enterprise};

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// Who of the case somebody with that relation to a head who is the applicant or the spouse is.
Subject subjectByRelation(const std::string& relation, Subject head) {
    if (isOneOf(relation, {"配偶", "妻", "妻子", "夫", "丈夫"}))
        return head == Subject::Applicant ? Subject::Spouse : Subject::Applicant;
    if (isOneOf(relation, {"子", "女", "儿子", "女儿", "长子", "次子", "三子", "四子", "长女", "次女", "三女", "四女",
                           "养子", "养女", "继子", "继女"}))
        return Subject::Child;
    return Subject::Anyone;
}

class SubjectFinder {
  public:
    SubjectFinder(const std::vector<PaperUnit>& units, const std::vector<Bundle>& bundles,
                  const KnownSubjects& subjects, base::Date today, const documents::DocumentTypes& types)
        : units_(units), bundles_(bundles), subjects_(subjects), today_(today), types_(types) {
        for (std::size_t unit = 0; unit < units.size(); ++unit)
            for (const std::size_t paper : units[unit].papers) unitOfPaper_[paper] = unit;
    }

    std::vector<PaperSubject> find() {
        for (const PaperUnit& unit : units_) found_.push_back(byFields(unit.paper));
        for (const Bundle& bundle : bundles_) {
            if (bundle.kind == BundleKind::Card) takeFromFront(bundle);
            if (bundle.kind == BundleKind::Register) takeFromHead(bundle);
        }
        return found_;
    }

  private:
    [[nodiscard]] PaperSubject byFields(const Paper& paper) const {
        PaperSubject found;
        const std::string& type = paper.document.classification.type;
        if (namingOf(type, types_) == Naming::Nobody) return found;
        const bool both = type == "marriage-certificate" || type == "divorce-certificate";
        const bool tellsApart = tellsSubjectsApart(type);
        std::vector<Person> persons = personsOn(paper, everybody.front(), today_, types_);
        for (const Subject subject : everybody) {
            if (tellsApart && subject != everybody.front()) persons = personsOn(paper, subject, today_, types_);
            for (const Person& person : persons) {
                if (person.isBlank()) continue;
                if (found.from == KnownFrom::Nothing) found.person = person, found.from = KnownFrom::Fields;
                if (!isPerson(person, subjects_.of(subject))) continue;
                return {person, both ? Subject::Couple : subject, KnownFrom::Fields, Belonging::Certain};
            }
        }
        if (!tellsApart) return found;
        // Nobody it is asked for: then somebody else it names, the mother of a child nobody knows.
        for (const Person& person : everybodyOn(paper, today_, types_))
            for (const Subject subject : everybody)
                if (isPerson(person, subjects_.of(subject)))
                    return {person, subject, KnownFrom::Fields, Belonging::Certain};
        return found;
    }

    /// Whether who a paper of the type is about hangs on who is asked for: the child or the parents.
    [[nodiscard]] bool tellsSubjectsApart(const std::string& type) const {
        const auto* model = types_.find(type);
        return model != nullptr &&
               std::ranges::any_of(model->persons, [](const documents::PersonRole& role) { return !role.of.empty(); });
    }

    void takeFromFront(const Bundle& bundle) {
        const PaperSubject& front = found_[unitOfPaper_.at(bundle.papers[0])];
        if (front.from == KnownFrom::Nothing) return;
        PaperSubject& back = found_[unitOfPaper_.at(bundle.papers[1])];
        back = front;
        back.from = KnownFrom::OtherSide;
        back.belonging = bundle.belonging;
    }

    /// Persons nobody knows by name yet, from how they stand to a head who is known.
    void takeFromHead(const Bundle& bundle) {
        Subject head = Subject::Anyone;
        for (const std::size_t paper : bundle.papers)
            if (relationOn(paper) == "户主") head = found_[unitOfPaper_.at(paper)].subject;
        if (head != Subject::Applicant && head != Subject::Spouse) return;
        for (const std::size_t paper : bundle.papers) {
            PaperSubject& member = found_[unitOfPaper_.at(paper)];
            const Subject subject = subjectByRelation(relationOn(paper), head);
            if (member.subject != Subject::Anyone || subject == Subject::Anyone || subjects_.of(subject).known())
                continue;
            member.subject = subject;
            member.from = KnownFrom::Household;
            member.belonging = Belonging::Probable;
        }
    }

    [[nodiscard]] std::string relationOn(std::size_t paper) const {
        const ComparedValue relation = readName(units_[unitOfPaper_.at(paper)].paper, "relation_to_head");
        return relation.sure ? relation.value : "";
    }

    const std::vector<PaperUnit>& units_;
    const std::vector<Bundle>& bundles_;
    const KnownSubjects& subjects_;
    base::Date today_;
    const documents::DocumentTypes& types_;
    std::map<std::size_t, std::size_t> unitOfPaper_;
    std::vector<PaperSubject> found_;
};

}  // namespace

std::string_view codeOf(KnownFrom from) {
    switch (from) {
        case KnownFrom::Nothing:
            return "";
        case KnownFrom::Fields:
            return "fields";
        case KnownFrom::OtherSide:
            return "other-side";
        case KnownFrom::Pages:
            return "pages";
        case KnownFrom::Household:
            return "household";
    }
    return "";
}

bool isPerson(const Person& person, const Party& party) {
    const auto& [name, number] = party.identity;
    if (!number.empty() && !person.number.value.empty()) return number == person.number.value;
    return !name.empty() && name == person.name.value;
}

std::vector<PaperSubject> subjectsOf(const std::vector<PaperUnit>& units, const std::vector<Bundle>& bundles,
                                     const KnownSubjects& subjects, base::Date today,
                                     const documents::DocumentTypes& types) {
    return SubjectFinder(units, bundles, subjects, today, types).find();
}

}  // namespace daiban::cases
