#include "cases/checklist/WhosePaper.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

bool bothThereAndDifferent(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
}

bool bothThereAndSame(const std::string& a, const std::string& b) {
    return !a.empty() && a == b;
}

/// 王晓伟 and 王晓玮: a slip of the reader more likely than another person, when the number is the same.
bool oneCharacterApart(const std::string& a, const std::string& b) {
    return base::countCodePoints(a) == base::countCodePoints(b) && base::editDistance(a, b) == 1;
}

Comparison differs(const ComparedValue& reading, const Party& party, base::Sentence note) {
    if (reading.sure && party.certain) return {Match::Differs, std::move(note)};
    return {Match::Unsure, base::Sentence("{}，但读取把握不足，请人工确认", std::move(note))};
}

/// Name and number must both agree where both can be read.
Comparison compare(const Person& person, const Party& party, Naming naming, const base::Sentence& whose) {
    const auto& [name, number] = party.identity;
    const ComparedValue& readName = person.name;
    const ComparedValue& readNumber = person.number;
    const bool sameNumber = readNumber.sure && bothThereAndSame(readNumber.value, number);
    Comparison worst;
    if (bothThereAndDifferent(readNumber.value, number))
        worst = differs(readNumber, party, base::Sentence("证件号码与{}不一致", whose));
    if (worst.match != Match::Differs && bothThereAndDifferent(readName.value, name)) {
        if (sameNumber && oneCharacterApart(readName.value, name))
            return {Match::Unsure, base::Sentence("姓名与{}差一字而号码一致，请人工确认", whose)};
        worst = differs(readName, party, base::Sentence("姓名与{}不一致", whose));
    }
    if (worst.match != Match::Agrees) return worst;
    if (readName.value.empty()) return {Match::Unsure, base::Sentence("姓名看不清，请人工确认")};
    if (!readName.sure) return {Match::Unsure, base::Sentence("姓名读取把握不足，请人工确认")};
    if (!readNumber.value.empty() && !readNumber.sure)
        return {Match::Unsure, base::Sentence("证件号码读取把握不足或校验不符，请人工确认")};
    if (readNumber.value.empty() && (naming == Naming::ByNameAndNumber || name.empty()))
        return {Match::Unsure, base::Sentence("证件号码看不清，请人工确认")};
    return {};
}

/// The best of several: one of two spouses, one of three owners.
Comparison compareAny(const std::vector<Person>& persons, const Party& party, Naming naming,
                      const base::Sentence& whose) {
    Comparison best{Match::Differs, base::Sentence("姓名与{}不一致", whose)};
    bool first = true;
    for (const Person& person : persons) {
        Comparison next = compare(person, party, naming, whose);
        if (first || next.match < best.match) best = std::move(next);
        first = false;
    }
    return best;
}

class SubjectCheck {
  public:
    SubjectCheck(const Paper& paper, const CaseFacts& facts)
        : paper_(paper),
          facts_(facts),
          type_(paper.document.classification.type),
          naming_(namingOf(type_, facts.types)) {}

    [[nodiscard]] Comparison of(Subject subject) const {
        if (subject == Subject::Anyone || naming_ == Naming::Nobody) return {};
        if (type_ == "household-register-cover") return ofRegisterCover(subject);
        if (subject == Subject::Couple) return ofCouple();
        if (subject == Subject::Enterprise) return ofEnterprise();
        if (subject == Subject::Child && type_ == "birth-certificate") return ofBirthCertificate();
        if (subject == Subject::Agent && type_ == "power-of-attorney") return ofPowerOfAttorney();
        return ofOne(subject);
    }

  private:
    [[nodiscard]] const Party& party(Subject subject) const { return facts_.subjects.of(subject); }

    [[nodiscard]] std::vector<Person> persons(Subject subject) const {
        return personsOn(paper_, subject, facts_.today, facts_.types);
    }

    [[nodiscard]] Comparison with(Subject subject, const std::vector<Person>& someone) const {
        return compareAny(someone, party(subject), naming_, base::word(chineseNameOf(subject)));
    }

    [[nodiscard]] Comparison ofOne(Subject subject) const {
        if (party(subject).known()) return with(subject, persons(subject));
        // Nobody says who the agent is; but the applicant's own card is certainly not the agent's.
        const bool applicants = subject != Subject::Applicant && party(Subject::Applicant).certain &&
                                with(Subject::Applicant, persons(subject)).match == Match::Agrees;
        if (applicants)
            return {Match::Differs, base::Sentence("是申请人的，不是{}的", base::word(chineseNameOf(subject)))};
        return {Match::Unsure,
                base::Sentence("没有可核对的{}身份信息，请人工确认", base::word(chineseNameOf(subject)))};
    }

    /// One of the two names must be on it. A wedding certificate must not name a third.
    [[nodiscard]] Comparison ofCouple() const {
        const auto both = persons(Subject::Couple);
        const Party& spouse = party(Subject::Spouse);
        const Comparison applicant = ofOne(Subject::Applicant);
        if (!spouse.known()) return applicant;
        const Comparison other = with(Subject::Spouse, both);
        if (type_ != "marriage-certificate" || both.size() != 2)
            return applicant.match <= other.match ? applicant : other;
        if (applicant.match == Match::Differs && other.match == Match::Differs) return applicant;
        if (applicant.match == Match::Agrees && other.match == Match::Differs)
            return {Match::Unsure, base::Sentence("证上另一方与所报配偶不一致，请人工确认")};
        if (applicant.match == Match::Differs && other.match == Match::Agrees)
            return {Match::Unsure, base::Sentence("证上另一方与申请人不一致，请人工确认")};
        return applicant.match >= other.match ? applicant : other;
    }

    /// Papers with an enterprise's name on them; forms name the enterprise or the person who signs for it.
    [[nodiscard]] Comparison ofEnterprise() const {
        if (namesEnterprise(type_, facts_.types)) return ofOne(Subject::Enterprise);
        auto nameOnly = persons(Subject::Enterprise);
        for (Person& person : nameOnly) person.number = {};
        Comparison best{Match::Unsure, base::Sentence("没有可核对的企业信息，请人工确认")};
        if (party(Subject::Enterprise).known()) best = with(Subject::Enterprise, nameOnly);
        for (const Subject subject : {Subject::LegalRepresentative, Subject::Applicant}) {
            if (!party(subject).known()) continue;
            Comparison next = with(subject, persons(subject));
            if (next.match < best.match) best = std::move(next);
        }
        return best;
    }

    /// The child's name where the child is known; else one parent must be the applicant or the spouse. Parents who are
    /// not prove nothing against it: a guardian, a grandparent or who adopts the child may apply.
    [[nodiscard]] Comparison ofBirthCertificate() const {
        const auto parents = persons(Subject::Couple);
        Comparison parent = ofOneAmong(parents, Subject::Applicant);
        if (parent.match == Match::Differs && party(Subject::Spouse).known())
            parent = std::min(parent, with(Subject::Spouse, parents),
                              [](const Comparison& a, const Comparison& b) { return a.match < b.match; });
        const Comparison notTheirs{Match::Unsure, base::Sentence("父母姓名与申请人不一致，请人工确认")};
        if (!party(Subject::Child).known()) return parent.match == Match::Differs ? notTheirs : parent;
        const Comparison child = with(Subject::Child, withoutNumbers(persons(Subject::Child)));
        return child.match == Match::Agrees && parent.match == Match::Differs ? notTheirs : child;
    }

    [[nodiscard]] Comparison ofOneAmong(const std::vector<Person>& someone, Subject subject) const {
        if (!party(subject).known())
            return {Match::Unsure,
                    base::Sentence("没有可核对的{}身份信息，请人工确认", base::word(chineseNameOf(subject)))};
        return with(subject, someone);
    }

    static std::vector<Person> withoutNumbers(std::vector<Person> someone) {
        for (Person& person : someone) person.number = {};
        return someone;
    }

    /// It must empower this agent, and it must be the applicant (or the enterprise) who empowers him.
    [[nodiscard]] Comparison ofPowerOfAttorney() const {
        Comparison agent = ofOne(Subject::Agent);
        if (agent.match != Match::Agrees) return agent;
        const auto principal = persons(Subject::Applicant);
        if (facts_.asksForApplicant) {
            Comparison applicant = ofOneAmong(principal, Subject::Applicant);
            applicant.note =
                applicant.match == Match::Agrees ? base::Sentence() : base::Sentence("委托人：{}", applicant.note);
            return applicant;
        }
        bool comparable = false;
        for (const Subject subject : {Subject::LegalRepresentative, Subject::Enterprise, Subject::Applicant}) {
            if (!party(subject).known()) continue;
            comparable = true;
            const auto someone = subject == Subject::Enterprise ? withoutNumbers(principal) : principal;
            if (with(subject, someone).match == Match::Agrees) return {};
        }
        if (!comparable) return {};
        return {Match::Unsure, base::Sentence("委托人与法定代表人、企业均不一致，请人工确认")};
    }

    /// The cover names the head of the household, who may be another than the subject: then the subject's own page
    /// tells.
    [[nodiscard]] Comparison ofRegisterCover(Subject subject) const {
        Comparison head = ofOne(subject);
        if (head.match != Match::Differs) return head;
        const std::string relation = facts_.subjects.relationToHead(subject);
        if (relation == "户主" || relation == "本人")
            return {Match::Differs, base::Sentence("户主与{}不一致", subjectName(subject))};
        if (!relation.empty()) return {};
        return {Match::Unsure, base::Sentence("户主不是{}，请人工确认是否同户", subjectName(subject))};
    }

    static base::Sentence subjectName(Subject subject) { return base::word(chineseNameOf(subject)); }

    const Paper& paper_;
    const CaseFacts& facts_;
    const std::string& type_;
    Naming naming_;
};

}  // namespace

Comparison whosePaper(const Paper& paper, Subject subject, const CaseFacts& facts) {
    return SubjectCheck(paper, facts).of(subject);
}

}  // namespace daiban::cases
