#include "cases/checklist/Judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/Text.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

// ---- Whose it is ---------------------------------------------------------------------------------------------------

enum class Match { Agrees, Unsure, Differs };

struct Comparison {
    Match match = Match::Agrees;
    std::string note;
};

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

Comparison differs(const ComparedValue& reading, const Party& party, std::string note) {
    if (reading.sure && party.certain) return {Match::Differs, std::move(note)};
    return {Match::Unsure, std::move(note) + "，但读取把握不足，请人工确认"};
}

/// Name and number must both agree where both can be read.
Comparison compare(const Person& person, const Party& party, Naming naming, std::string_view whose) {
    const auto& [name, number] = party.identity;
    const ComparedValue& readName = person.name;
    const ComparedValue& readNumber = person.number;
    const bool sameNumber = readNumber.sure && bothThereAndSame(readNumber.value, number);
    Comparison worst;
    if (bothThereAndDifferent(readNumber.value, number))
        worst = differs(readNumber, party, fmt::format("证件号码与{}不一致", whose));
    if (worst.match != Match::Differs && bothThereAndDifferent(readName.value, name)) {
        if (sameNumber && oneCharacterApart(readName.value, name))
            return {Match::Unsure, fmt::format("姓名与{}差一字而号码一致，请人工确认", whose)};
        worst = differs(readName, party, fmt::format("姓名与{}不一致", whose));
    }
    if (worst.match != Match::Agrees) return worst;
    if (readName.value.empty()) return {Match::Unsure, "姓名看不清，请人工确认"};
    if (!readName.sure) return {Match::Unsure, "姓名读取把握不足，请人工确认"};
    if (!readNumber.value.empty() && !readNumber.sure)
        return {Match::Unsure, "证件号码读取把握不足或校验不符，请人工确认"};
    if (readNumber.value.empty() && (naming == Naming::ByNameAndNumber || name.empty()))
        return {Match::Unsure, "证件号码看不清，请人工确认"};
    return {};
}

/// The best of several: one of two spouses, one of three owners.
Comparison compareAny(const std::vector<Person>& persons, const Party& party, Naming naming, std::string_view whose) {
    Comparison best{Match::Differs, fmt::format("姓名与{}不一致", whose)};
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
        : paper_(paper), facts_(facts), type_(paper.document.classification.type), naming_(namingOf(type_)) {}

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
        return personsOn(paper_, subject, facts_.today);
    }

    [[nodiscard]] Comparison with(Subject subject, const std::vector<Person>& someone) const {
        return compareAny(someone, party(subject), naming_, chineseNameOf(subject));
    }

    [[nodiscard]] Comparison ofOne(Subject subject) const {
        if (party(subject).known()) return with(subject, persons(subject));
        // Nobody says who the agent is; but the applicant's own card is certainly not the agent's.
        const bool applicants = subject != Subject::Applicant && party(Subject::Applicant).certain &&
                                with(Subject::Applicant, persons(subject)).match == Match::Agrees;
        if (applicants) return {Match::Differs, fmt::format("是申请人的，不是{}的", chineseNameOf(subject))};
        return {Match::Unsure, fmt::format("没有可核对的{}身份信息，请人工确认", chineseNameOf(subject))};
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
            return {Match::Unsure, "证上另一方与所报配偶不一致，请人工确认"};
        if (applicant.match == Match::Differs && other.match == Match::Agrees)
            return {Match::Unsure, "证上另一方与申请人不一致，请人工确认"};
        return applicant.match >= other.match ? applicant : other;
    }

    /// Papers with an enterprise's name on them; forms name the enterprise or the person who signs for it.
    [[nodiscard]] Comparison ofEnterprise() const {
        if (namesEnterprise(type_)) return ofOne(Subject::Enterprise);
        auto nameOnly = persons(Subject::Enterprise);
        for (Person& person : nameOnly) person.number = {};
        Comparison best{Match::Unsure, "没有可核对的企业信息，请人工确认"};
        if (party(Subject::Enterprise).known()) best = with(Subject::Enterprise, nameOnly);
        for (const Subject subject : {Subject::LegalRepresentative, Subject::Applicant}) {
            if (!party(subject).known()) continue;
            Comparison next = with(subject, persons(subject));
            if (next.match < best.match) best = std::move(next);
        }
        return best;
    }

    /// The child's name where the child is known; else one parent must be the applicant or the spouse.
    [[nodiscard]] Comparison ofBirthCertificate() const {
        const auto parents = persons(Subject::Couple);
        Comparison parent = ofOneAmong(parents, Subject::Applicant);
        if (parent.match == Match::Differs && party(Subject::Spouse).known())
            parent = std::min(parent, with(Subject::Spouse, parents),
                              [](const Comparison& a, const Comparison& b) { return a.match < b.match; });
        if (!party(Subject::Child).known()) return parent;
        const Comparison child = with(Subject::Child, withoutNumbers(persons(Subject::Child)));
        if (child.match == Match::Agrees && parent.match == Match::Differs)
            return {Match::Unsure, "父母姓名与申请人不一致，请人工确认"};
        return child;
    }

    [[nodiscard]] Comparison ofOneAmong(const std::vector<Person>& someone, Subject subject) const {
        if (!party(subject).known())
            return {Match::Unsure, fmt::format("没有可核对的{}身份信息，请人工确认", chineseNameOf(subject))};
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
            applicant.note = applicant.match == Match::Agrees ? "" : "委托人：" + applicant.note;
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
        return {Match::Unsure, "委托人与法定代表人、企业均不一致，请人工确认"};
    }

    /// The cover names the head of the household, who may be another than the subject: then the subject's own page
    /// tells.
    [[nodiscard]] Comparison ofRegisterCover(Subject subject) const {
        Comparison head = ofOne(subject);
        if (head.match != Match::Differs) return head;
        const std::string relation = facts_.subjects.relationToHead(subject);
        if (relation == "户主" || relation == "本人")
            return {Match::Differs, "户主与" + subjectName(subject) + "不一致"};
        if (!relation.empty()) return {};
        return {Match::Unsure, "户主不是" + subjectName(subject) + "，请人工确认是否同户"};
    }

    static std::string subjectName(Subject subject) { return std::string(chineseNameOf(subject)); }

    const Paper& paper_;
    const CaseFacts& facts_;
    const std::string& type_;
    Naming naming_;
};

// ---- When it was made and until when it holds
// ------------------------------------------------------------------------

struct DateReading {
    std::optional<base::Date> date;
    bool forever = false;  ///< 长期
    bool sure = false;
    [[nodiscard]] bool readable() const { return date.has_value() || forever; }
};

/// Which fields of a paper say until when it holds and of when it is; "": none does.
struct Validity {
    std::string expires;
    std::string dated;
};

/// What the type's model says. Of a paper that has no model, because a person said what it is, the usual names: they
/// are there only when the person typed them in.
Validity validityOf(const Paper& paper, const documents::DocumentTypes& types) {
    const auto* type = types.find(paper.document.classification.type);
    if (type == nullptr) return {"valid_until", "issue_date"};
    return {type->expiryField, type->dateField};
}

/// Whether papers of its type always say until when they hold: when that cannot be read, nobody knows whether they do.
bool alwaysExpires(const Paper& paper, const documents::DocumentTypes& types) {
    const auto* type = types.find(paper.document.classification.type);
    return type != nullptr && !type->expiryField.empty();
}

struct FieldWord {
    std::string_view field;
    std::string_view word;
};

/// How the clerk calls the days that papers bear.
constexpr std::array dayWords{
    FieldWord{"valid_until", "有效期至"},       FieldWord{"end_date", "终止日期"},
    FieldWord{"issue_date", "开具日期"},        FieldWord{"print_date", "打印日期"},
    FieldWord{"registration_date", "登记日期"}, FieldWord{"resolution_date", "决议日期"},
    FieldWord{"termination_date", "终止日期"},  FieldWord{"discharge_date", "出院日期"},
    FieldWord{"start_date", "起始日期"},        FieldWord{"establish_date", "成立日期"},
};

std::string_view wordOf(std::string_view field) {
    const auto* const found = std::ranges::find(dayWords, field, &FieldWord::field);
    return found == dayWords.end() ? std::string_view("日期") : found->word;
}

std::optional<DateReading> readDate(const Paper& paper, std::string_view name) {
    const auto found = paper.document.fields.find(name);
    if (found == paper.document.fields.end()) return std::nullopt;
    const auto& field = found->second;
    DateReading reading;
    for (const std::string& text : {field.iso, field.value})
        if (text.find("长期") != std::string::npos || text.find("无固定期限") != std::string::npos)
            reading.forever = true;
    if (!reading.forever) reading.date = base::parseIsoDate(field.iso);
    if (!reading.forever && !reading.date) reading.date = base::findDate(field.value);
    reading.sure = paper.confirmedByPerson || (field.valid && field.confidence >= base::certainEnough);
    return reading;
}

struct DatedJudgement {
    RequirementState state = RequirementState::Satisfied;
    std::string note;
};

DatedJudgement judgeEnd(const Paper& paper, const Material& material, const CaseFacts& facts) {
    if (material.mayBeExpired) return {};
    const std::string field = validityOf(paper, facts.types).expires;
    const auto end = field.empty() ? std::nullopt : readDate(paper, field);
    if (end && end->readable()) {
        if (!end->sure) return {RequirementState::Uncertain, fmt::format("{}读取把握不足，请人工确认", wordOf(field))};
        if (end->forever || *end->date >= facts.today) return {};
        return {RequirementState::Expired, fmt::format("{} {}，已过期", wordOf(field), base::isoDate(*end->date))};
    }
    if (paper.confirmedByPerson || !alwaysExpires(paper, facts.types)) return {};
    return {RequirementState::Uncertain, "有效期看不清，请人工确认"};
}

DatedJudgement judgeBeginning(const Paper& paper, base::Date today) {
    const auto from = readDate(paper, "valid_from");
    if (!from || !from->date || *from->date <= today || paper.confirmedByPerson) return {};
    return {RequirementState::Uncertain,
            fmt::format("有效期自 {} 起，尚未开始，请人工确认", base::isoDate(*from->date))};
}

DatedJudgement judgeAge(const Paper& paper, int maxAgeDays, const CaseFacts& facts) {
    if (maxAgeDays == 0) return {};
    const Validity validity = validityOf(paper, facts.types);
    const auto made = validity.dated.empty() ? std::nullopt : readDate(paper, validity.dated);
    if (made && made->date) {
        const std::string_view word = wordOf(validity.dated);
        const std::string day = base::isoDate(*made->date);
        if (!made->sure) return {RequirementState::Uncertain, fmt::format("{}读取把握不足，请人工确认", word)};
        const int age = base::daysBetween(*made->date, facts.today);
        if (age > maxAgeDays)
            return {RequirementState::TooOld, fmt::format("{} {}，超过 {} 天", word, day, maxAgeDays)};
        if (age < 0 && !paper.confirmedByPerson)
            return {RequirementState::Uncertain, fmt::format("{} {}，晚于今天，请人工确认", word, day)};
        return {};
    }
    // A paper that does not say when it was made, but until when it holds, is judged by that alone.
    const auto end = validity.expires.empty() ? std::nullopt : readDate(paper, validity.expires);
    if (paper.confirmedByPerson || (end && end->readable())) return {};
    return {RequirementState::Uncertain, fmt::format("未读到开具日期，请人工确认在 {} 天内", maxAgeDays)};
}

// ---- All together
// ----------------------------------------------------------------------------------------------------

/// What outranks what when several things are wrong with a paper.
int gravityOf(RequirementState state) {
    switch (state) {
        case RequirementState::WrongSubject:
            return 4;
        case RequirementState::Expired:
            return 3;
        case RequirementState::TooOld:
            return 2;
        case RequirementState::Uncertain:
            return 1;
        default:
            return 0;
    }
}

void add(Judgement& judgement, RequirementState state, std::string note) {
    if (gravityOf(state) > gravityOf(judgement.state)) judgement.state = state;
    if (!note.empty()) judgement.notes.push_back(std::move(note));
}

RequirementState stateOf(Match match) {
    switch (match) {
        case Match::Agrees:
            return RequirementState::Satisfied;
        case Match::Unsure:
            return RequirementState::Uncertain;
        case Match::Differs:
            return RequirementState::WrongSubject;
    }
    return RequirementState::Uncertain;
}

/// A person who confirmed a paper has seen the name that the machine could not read; but not that it is another's.
Comparison afterConfirmation(Comparison comparison, const Paper& paper) {
    if (paper.confirmedByPerson && comparison.match == Match::Unsure) return {};
    return comparison;
}

}  // namespace

std::string_view codeOf(RequirementState state) {
    switch (state) {
        case RequirementState::Satisfied:
            return "satisfied";
        case RequirementState::Uncertain:
            return "uncertain";
        case RequirementState::Missing:
            return "missing";
        case RequirementState::Expired:
            return "expired";
        case RequirementState::TooOld:
            return "too-old";
        case RequirementState::WrongSubject:
            return "wrong-subject";
        case RequirementState::TooFew:
            return "too-few";
        case RequirementState::Later:
            return "later";
    }
    return "uncertain";
}

bool isFor(const Paper& paper, const Material& material) {
    if (!paper.assignedTo.empty()) return paper.assignedTo == material.name || paper.assignedTo == titleOf(material);
    return !material.isOther() && paper.document.classification.type == material.type;
}

Judgement judge(const Material& material, const Paper& paper, const CaseFacts& facts) {
    Judgement judgement;
    const Comparison whose = afterConfirmation(SubjectCheck(paper, facts).of(material.subject), paper);
    add(judgement, stateOf(whose.match), whose.note);
    for (const DatedJudgement& dated : {judgeEnd(paper, material, facts), judgeBeginning(paper, facts.today),
                                        judgeAge(paper, material.maxAgeDays, facts)})
        add(judgement, dated.state, dated.note);
    judgement.notes.insert(judgement.notes.end(), paper.notes.begin(), paper.notes.end());
    if (!paper.confirmedByPerson)
        for (const std::string& doubt : paper.doubts) add(judgement, RequirementState::Uncertain, doubt);
    judgement.namesSubject = material.subject != Subject::Anyone && whose.match == Match::Agrees &&
                             namingOf(paper.document.classification.type) != Naming::Nobody;
    if (!typeIsSure(paper)) {
        // What is wrong with a paper that may be another paper is itself a guess.
        judgement.state = RequirementState::Uncertain;
        judgement.notes.insert(judgement.notes.begin(), fmt::format("是否为{}把握不足，请人工确认", material.name));
    }
    return judgement;
}

}  // namespace daiban::cases
