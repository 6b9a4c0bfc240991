#include "cases/checklist/PaperSubject.h"

#include <algorithm>
#include <array>
#include <map>

namespace daiban::cases {

namespace {

constexpr std::array everybody{Subject::Applicant,           Subject::Spouse,    Subject::Child, Subject::Agent,
                               Subject::LegalRepresentative, Subject::Enterprise};

bool isBlank(const Person& person) {
    return person.name.value.empty() && person.number.value.empty();
}

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
                  const KnownSubjects& subjects, base::Date today)
        : units_(units), bundles_(bundles), subjects_(subjects), today_(today) {
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
        if (namingOf(type) == Naming::Nobody || type == documents::unknownType) return found;
        for (const Subject subject : everybody)
            for (const Person& person : personsOn(paper, subject, today_)) {
                if (isBlank(person)) continue;
                if (found.from == KnownFrom::Nothing) found.person = person, found.from = KnownFrom::Fields;
                if (!isPerson(person, subjects_.of(subject))) continue;
                const bool both = type == "marriage-certificate" || type == "divorce-certificate";
                return {person, both ? Subject::Couple : subject, KnownFrom::Fields, Belonging::Certain};
            }
        return found;
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
                                     const KnownSubjects& subjects, base::Date today) {
    return SubjectFinder(units, bundles, subjects, today).find();
}

}  // namespace daiban::cases
