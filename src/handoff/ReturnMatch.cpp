#include "handoff/ReturnMatch.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "documents/Persons.h"
#include "handoff/SameParty.h"

namespace daiban::handoff {

namespace {

constexpr std::size_t citizenNumberLength = 18;
/// A misread 18-character number still points to its case when at most so many characters differ. Of two, one is
/// what a smudge or a stamp's edge costs; with three, neighbours of one village (same area, same birthday) collide.
constexpr std::size_t misreadCharacters = 2;
/// A type less sure than not is no evidence.
constexpr double typeIsEvidence = 0.5;

/// A person named on the certificate.
struct Person {
    std::string name;
    std::string number;        ///< upper case, 15 digits made 18; empty when none was read
    bool numberValid = false;  ///< the check character agrees
};

bool checkCharacterAgrees(std::string_view number) {
    return number.size() == citizenNumberLength && base::citizenCheckCharacter(number.substr(0, 17)) == number.back();
}

std::string valueOf(const documents::Fields& fields, const std::string& key) {
    const auto found = fields.find(key);
    return found == fields.end() ? std::string{} : comparableName(found->second.value);
}

/// Who is who on it stands in its type's file (documents::everybodyOn).
std::vector<Person> personsOn(const documents::Document& certificate, const documents::DocumentTypes& types) {
    std::vector<Person> persons;
    const auto* type = types.find(certificate.classification.type);
    for (const documents::NamedPerson& named : documents::everybodyOn(certificate.fields, type)) {
        if (named.nameKind == documents::FieldKind::Organisation) continue;
        Person person{.name = comparableName(named.name), .number = comparableNumber(named.number)};
        person.numberValid = checkCharacterAgrees(person.number);
        persons.push_back(std::move(person));
    }
    return persons;
}

enum class Agreement { Unknown, Same, Near, Different };

/// Same but for masked places ("110105********002X").
bool agreesWhereVisible(std::string_view masked, std::string_view number) {
    if (masked.size() != number.size() || masked.find('*') == std::string_view::npos) return false;
    std::size_t visible = 0;
    for (std::size_t i = 0; i < masked.size(); ++i) {
        if (masked[i] == '*') continue;
        if (masked[i] != number[i]) return false;
        ++visible;
    }
    return visible >= 4;
}

Agreement compareNumbers(const Person& person, const std::string& wanted) {
    if (person.number.empty() || wanted.empty()) return Agreement::Unknown;
    if (person.number == wanted) return person.numberValid ? Agreement::Same : Agreement::Near;
    if (agreesWhereVisible(person.number, wanted)) return Agreement::Near;
    if (person.numberValid) return Agreement::Different;  // well read, and another's
    if (person.number.find('*') == std::string::npos && base::editDistance(person.number, wanted) <= misreadCharacters)
        return Agreement::Near;
    return person.number.size() == citizenNumberLength ? Agreement::Different : Agreement::Unknown;
}

Agreement compareNames(const std::string& read, const std::string& wanted) {
    if (read.empty() || wanted.empty()) return Agreement::Unknown;
    if (read == wanted) return Agreement::Same;
    const std::size_t longer = std::max(base::countCodePoints(read), base::countCodePoints(wanted));
    // One character of three or four is a slip of pen or reading; of two it is another name as likely as not, still
    // alike.
    return base::editDistance(read, wanted) <= 1 && longer >= 2 ? Agreement::Near : Agreement::Different;
}

/// "第3字“晓”≠“小”" for every place that differs; both whole when the lengths differ.
base::Sentence differingCharacters(const std::string& read, const std::string& wanted) {
    const auto left = base::toCodePoints(read);
    const auto right = base::toCodePoints(wanted);
    if (left.size() != right.size()) return base::Sentence("“{}”≠“{}”", read, wanted);
    std::vector<base::Sentence> places;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (left[i] != right[i])
            places.push_back(base::Sentence("第{}位“{}”≠“{}”", i + 1, base::toUtf8(left[i]), base::toUtf8(right[i])));
    return base::joined(places, base::Sentence("，"));
}

std::string_view wordsFor(Agreement agreement) {
    switch (agreement) {
        case Agreement::Same:
            return "一致";
        case Agreement::Near:
            return "相近";
        case Agreement::Different:
            return "不同";
        case Agreement::Unknown:
            return "没有读到";
    }
    return "";
}

base::Sentence reasonFor(const base::Sentence& what, Agreement agreement, const std::string& read,
                         const std::string& wanted) {
    if (agreement == Agreement::Same) return base::Sentence("{}一致：{}", what, wanted);
    if (agreement == Agreement::Unknown) return base::Sentence("{}没有读到", what);
    return base::Sentence("{}{}：证照 {}，办件 {}（{}）", what, base::word(wordsFor(agreement)), read, wanted,
                          differingCharacters(read, wanted));
}

/// Two numbers of people, told without telling either: their ends, and where they differ when one may be the other
/// misread.
base::Sentence numberReason(Agreement agreement, const std::string& read, const std::string& wanted) {
    if (agreement == Agreement::Unknown) return base::Sentence("证件号码没有读到");
    const std::string shown = base::maskedNumber(wanted);
    if (agreement == Agreement::Same) return base::Sentence("证件号码一致：{}", shown);
    if (read == wanted) return base::Sentence("证件号码相同，但校验位不对：{}", shown);
    if (agreement == Agreement::Different)
        return base::Sentence("证件号码不同：证照 {}，办件 {}", base::maskedNumber(read), shown);
    const auto told = base::Sentence("证件号码相近：证照 {}，办件 {}", base::maskedNumber(read), shown);
    return read.size() == wanted.size() ? base::Sentence("{}（{}）", told, differingCharacters(read, wanted)) : told;
}

struct Comparison {
    Agreement number = Agreement::Unknown;
    Agreement name = Agreement::Unknown;
    Agreement type = Agreement::Unknown;
    Agreement enterprise = Agreement::Unknown;

    [[nodiscard]] int score() const {
        const auto points = [](Agreement agreement, int same, int near) {
            return agreement == Agreement::Same ? same : agreement == Agreement::Near ? near : 0;
        };
        return points(number, 100, 40) + points(name, 30, 10) + points(type, 20, 0) + points(enterprise, 30, 10);
    }

    [[nodiscard]] MatchVerdict verdict() const {
        using enum Agreement;
        if (number == Different) return MatchVerdict::None;
        if (number == Same) return name == Same && type == Same ? MatchVerdict::Certain : MatchVerdict::Possible;
        if (type == Different) return MatchVerdict::None;
        if (name == Same || enterprise == Same) return MatchVerdict::Possible;
        return number == Near && name != Different ? MatchVerdict::Possible : MatchVerdict::None;
    }

    /// Worth showing even as no match: something is the same or could be taken for it.
    [[nodiscard]] bool showsKinship() const {
        const auto alike = [](Agreement agreement) {
            return agreement == Agreement::Same || agreement == Agreement::Near;
        };
        return alike(number) || alike(name) || alike(enterprise);
    }
};

Agreement compareTypes(const documents::Classification& read, const std::string& expected) {
    if (expected.empty() || read.type == documents::unknownType || read.confidence.value() < typeIsEvidence)
        return Agreement::Unknown;
    return read.type == expected ? Agreement::Same : Agreement::Different;
}

/// A company may be the applicant itself.
std::string companyOf(const OpenCase& openCase) {
    return comparableName(openCase.enterpriseName.empty() ? openCase.applicantName : openCase.enterpriseName);
}

Agreement compareCompanies(const documents::Document& certificate, const OpenCase& openCase) {
    const Agreement agreement = compareNames(valueOf(certificate.fields, "enterprise_name"), companyOf(openCase));
    const bool meant = !openCase.enterpriseName.empty() || agreement == Agreement::Same;
    return meant ? agreement : Agreement::Unknown;
}

/// What the certificate itself says against the case, however well the persons agree.
void holdAgainst(Match& match, const CertificateMark& mark, const std::vector<ReturnedCertificate>& returned) {
    const Novelty novelty = noveltyOf(mark, match.openCase.openedOn, match.openCase.handedIn);
    if (novelty != Novelty::New) match.reasons.emplace_back(base::word(reasonFor(novelty)));
    if (novelty == Novelty::HandedIn || novelty == Novelty::Older) match.verdict = MatchVerdict::None;
    if (novelty == Novelty::Unclear) match.verdict = std::max(match.verdict, MatchVerdict::Possible);
    match.taken = std::ranges::any_of(returned, [&](const ReturnedCertificate& other) {
        return other.caseId != match.openCase.caseId && !mark.number.empty() && other.mark.type == mark.type &&
               other.mark.number == mark.number &&
               (!other.mark.issued || !mark.issued || other.mark.issued == mark.issued);
    });
    if (!match.taken) return;
    match.verdict = MatchVerdict::None;
    match.reasons.emplace_back(base::Sentence("这本证照已经登记给另一个办件"));
}

/// As people call it; a type that is not known any more by its code.
std::string titleOf(const documents::DocumentTypes& types, const std::string& code) {
    const auto* type = types.find(code);
    return type == nullptr ? code : type->name;
}

Match matchOf(const Comparison& compared, const Person& person, const documents::Document& certificate,
              const OpenCase& openCase, const documents::DocumentTypes& types) {
    Match match{.openCase = openCase, .verdict = compared.verdict(), .score = compared.score(), .reasons = {}};
    match.reasons.push_back(numberReason(compared.number, person.number, comparableNumber(openCase.applicantIdNumber)));
    match.reasons.push_back(
        reasonFor(base::Sentence("姓名"), compared.name, person.name, comparableName(openCase.applicantName)));
    match.reasons.push_back(compared.type == Agreement::Unknown ? base::Sentence("证照类型无法核对")
                            : compared.type == Agreement::Same
                                ? base::Sentence("证照类型一致：{}", titleOf(types, openCase.expectedType))
                                : base::Sentence("证照类型不同：证照 {}，办件 {}",
                                                 titleOf(types, certificate.classification.type),
                                                 titleOf(types, openCase.expectedType)));
    if (compared.enterprise != Agreement::Unknown)
        match.reasons.push_back(reasonFor(base::Sentence("企业名称"), compared.enterprise,
                                          valueOf(certificate.fields, "enterprise_name"), companyOf(openCase)));
    return match;
}

std::optional<Match> bestMatch(const std::vector<Person>& persons, const documents::Document& certificate,
                               const OpenCase& openCase, const documents::DocumentTypes& types) {
    std::optional<Match> best;
    for (const Person& person : persons) {
        const Comparison compared{.number = compareNumbers(person, comparableNumber(openCase.applicantIdNumber)),
                                  .name = compareNames(person.name, comparableName(openCase.applicantName)),
                                  .type = compareTypes(certificate.classification, openCase.expectedType),
                                  .enterprise = compareCompanies(certificate, openCase)};
        if (!compared.showsKinship()) continue;
        Match match = matchOf(compared, person, certificate, openCase, types);
        if (!best || std::pair(match.verdict, -match.score) < std::pair(best->verdict, -best->score))
            best = std::move(match);
    }
    return best;
}

/// Two cases of one person for the same result: only a person can say which.
void doubtTwins(std::vector<Match>& matches) {
    const auto certain = [](const Match& match) { return match.verdict == MatchVerdict::Certain; };
    if (std::ranges::count_if(matches, certain) < 2) return;
    for (Match& match : matches | std::views::filter(certain)) {
        match.verdict = MatchVerdict::Possible;
        match.reasons.emplace_back(base::Sentence("同一申请人有多个办件等待同类证照，请人工选择"));
    }
}

}  // namespace

std::string_view nameOf(MatchVerdict verdict) {
    switch (verdict) {
        case MatchVerdict::Certain:
            return "certain";
        case MatchVerdict::Possible:
            return "possible";
        case MatchVerdict::None:
            return "none";
    }
    return "";
}

std::vector<Match> matchReturn(const documents::Document& certificate, const std::vector<OpenCase>& openCases,
                               const documents::DocumentTypes& types,
                               const std::vector<ReturnedCertificate>& returned) {
    const CertificateMark mark = markOf(certificate);
    std::vector<Person> persons = personsOn(certificate, types);
    if (persons.empty()) persons.emplace_back();  // an enterprise's certificate may name nobody
    std::vector<Match> matches;
    for (const OpenCase& openCase : openCases)
        if (auto match = bestMatch(persons, certificate, openCase, types)) matches.push_back(std::move(*match));
    for (Match& match : matches) holdAgainst(match, mark, returned);
    doubtTwins(matches);
    std::ranges::stable_sort(matches, {}, [](const Match& match) { return std::pair(match.verdict, -match.score); });
    return matches;
}

base::Sentence whyNotConfirm(const std::vector<Match>& matches, const base::CaseId& caseId, std::string_view reason) {
    const auto match = std::ranges::find(matches, caseId, [](const Match& one) { return one.openCase.caseId; });
    if (match != matches.end() && match->taken)
        return base::Sentence("这本证照已经登记给另一个办件；请先在那个办件上撤销登记，再登记到这里。");
    const bool agrees = match != matches.end() && match->verdict != MatchVerdict::None;
    if (agrees || !base::trimmed(reason).empty()) return {};
    return base::Sentence("证照与这个办件对不上；确实是它的，请写明理由再登记。");
}

}  // namespace daiban::handoff
