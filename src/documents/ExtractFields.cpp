#include <algorithm>
#include <cmath>

#include "base/Text.h"
#include "base/Validators.h"
#include "documents/DoubtedNames.h"
#include "documents/FindValues.h"
#include "documents/PassportZone.h"
#include "documents/Understand.h"

namespace daiban::documents {

namespace {

/// A value that fails its check is worth no more than that.
constexpr double mostWhenInvalid = 0.5;
/// What is left of the doubt when a check character agrees.
constexpr double doubtAfterCheck = 0.35;

bool hasCheckCharacter(FieldKind kind) {
    return kind == FieldKind::CitizenNumber || kind == FieldKind::CreditCode || kind == FieldKind::BankCardNumber ||
           kind == FieldKind::DisabilityNumber;
}

double leftOf(const Candidate& candidate) {
    return candidate.reading.used.empty() ? 0 : candidate.reading.used.front().left;
}

/// Valid ones first, then the better placed; then the higher up the page (or the lower, where the rule says so), and on
/// a row the one that is read first.
bool isBetter(const FieldRule& rule, const Candidate& a, const Candidate& b, double rowHeight) {
    const auto surelyValid = [](const Candidate& c) { return c.reading.valid && c.trust * c.reading.quality >= 0.5; };
    if (surelyValid(a) != surelyValid(b)) return surelyValid(a);
    const double worthA = a.trust * a.reading.quality;
    const double worthB = b.trust * b.reading.quality;
    if (std::abs(worthA - worthB) > 0.02) return worthA > worthB;
    const double rowA = std::round(a.top / rowHeight), rowB = std::round(b.top / rowHeight);
    if (rowA == rowB) return leftOf(a) < leftOf(b);
    return rule.last ? rowA > rowB : rowA < rowB;
}

double worthOf(const Candidate& candidate) {
    return candidate.trust * candidate.reading.quality;
}

/// Below that a value may be another's: it is shown, but never called valid.
constexpr double leastWorthForValid = 0.72;

/// Whether two readings may be of one name: they begin alike.
bool mayBeOneName(const std::string& a, const std::string& b) {
    const auto x = base::toCodePoints(a), y = base::toCodePoints(b);
    return !x.empty() && !y.empty() && x.front() == y.front() && std::max(x.size(), y.size()) <= 4;
}

/// Whether a name is another with characters lost: 潘昌 of 潘世昌. None come in where none stand.
bool isPartOf(const std::string& shorter, const std::string& longer) {
    const auto x = base::toCodePoints(shorter), y = base::toCodePoints(longer);
    std::size_t found = 0;
    for (const char32_t c : y) found += found < x.size() && x[found] == c ? 1U : 0U;
    return x.size() < y.size() && found == x.size();
}

/// A name that stands in two places of the page, printed in the form and signed under it: the one that was read better.
void preferBetterRead(const FieldRule& rule, std::vector<Candidate>& sorted) {
    constexpr double clearly = 0.03;
    if (rule.kind != FieldKind::PersonName || sorted.size() < 2) return;
    auto best = sorted.begin();
    for (auto other = sorted.begin() + 1; other != sorted.end(); ++other) {
        if (!other->reading.valid || worthOf(*other) < leastWorthForValid) continue;
        if (!mayBeOneName(best->reading.value, other->reading.value)) continue;
        if (isPartOf(other->reading.value, best->reading.value)) continue;
        const bool whole = isPartOf(best->reading.value, other->reading.value);
        if (whole || confidenceOf(other->reading.used) > confidenceOf(best->reading.used) + clearly) best = other;
    }
    std::rotate(sorted.begin(), best, best + 1);
}

/// A name that was read badly, as it may be meant.
void takeAsMeant(const FieldRule& rule, const Layout& layout, std::vector<Candidate>& all) {
    if (rule.kind != FieldKind::PersonName) return;
    for (Candidate& candidate : all) {
        auto name = nameAsMeant(candidate.reading.used, layout);
        if (!name) continue;
        candidate.reading.used = *std::move(name);
        candidate.reading.value = shownText(candidate.reading.used);
    }
}

/// Everything that may be the field's value, the best first.
std::vector<Candidate> candidatesOf(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> all = findByLabel(rule, page);
    for (auto& more : findByMeaning(rule, page)) all.push_back(std::move(more));
    for (auto& more : findByPhrase(rule, page)) all.push_back(std::move(more));
    for (auto& more : findInProse(rule, page)) all.push_back(std::move(more));
    const bool found = std::any_of(
        all.begin(), all.end(), [](const Candidate& c) { return c.reading.valid && worthOf(c) >= leastWorthForValid; });
    if (!found) {
        for (auto& more : findAnywhere(rule, page)) all.push_back(std::move(more));
        for (auto& more : findDaysWithoutLabel(rule, page)) all.push_back(std::move(more));
    }
    const double row = std::max(1.0, page.layout.medianHeight());
    std::stable_sort(all.begin(), all.end(),
                     [&](const Candidate& a, const Candidate& b) { return isBetter(rule, a, b, row); });
    preferBetterRead(rule, all);
    takeAsMeant(rule, page.layout, all);
    return all;
}

bool samePlace(const Candidate& a, const Candidate& b) {
    if (a.reading.used.empty() || b.reading.used.empty()) return false;
    const auto& x = a.reading.used.front();
    const auto& y = b.reading.used.front();
    return x.line == y.line && std::abs(x.left - y.left) < 1;
}

/// Two fields that ask for different people cannot have one value: the agent is not the applicant.
bool excludes(const FieldRule& rule, const FieldRule& other) {
    return rule.asks != Asks::Nothing && rule.asks == other.asks && rule.kind == other.kind &&
           rule.name != "holder_name" && other.name != "holder_name";
}

struct Choice {
    const FieldRule* rule = nullptr;
    std::vector<Candidate> candidates;  ///< the best first
};

/// One candidate for each field, so that no two people share a place or a value: the surest field chooses first.
std::vector<std::pair<const FieldRule*, Candidate>> assigned(std::vector<Choice> open) {
    std::vector<std::pair<const FieldRule*, Candidate>> out;
    while (true) {
        std::erase_if(open, [](const Choice& choice) { return choice.candidates.empty(); });
        const auto next = std::max_element(open.begin(), open.end(), [](const Choice& a, const Choice& b) {
            const auto& x = a.candidates.front();
            const auto& y = b.candidates.front();
            return x.reading.valid != y.reading.valid ? y.reading.valid : worthOf(x) < worthOf(y);
        });
        if (next == open.end()) return out;
        const auto chosen = next->candidates.front();
        const auto* rule = next->rule;
        open.erase(next);
        for (auto& choice : open)
            if (excludes(*choice.rule, *rule))
                std::erase_if(choice.candidates, [&](const Candidate& candidate) {
                    return samePlace(candidate, chosen) || candidate.reading.value == chosen.reading.value;
                });
        out.emplace_back(rule, chosen);
    }
}

Field fieldOf(const FieldRule& rule, const Candidate& candidate, const Layout& layout) {
    Field field;
    const auto& reading = candidate.reading;
    field.value = base::withoutBlanksInChinese(reading.value);
    field.iso = reading.iso;
    const double read = confidenceOf(reading.used) * worthOf(candidate);
    // What no check character vouches for is only as sure as it was read: below certainEnough 8 of 12 such values had a
    // wrong character (names and companies of the second specimens).
    const bool vouchedFor = hasCheckCharacter(rule.kind) || read >= base::certainEnough.value();
    field.valid = reading.valid && worthOf(candidate) >= leastWorthForValid && vouchedFor;
    field.quad = boxOf(reading.used, layout);
    double confidence = read;
    if (field.valid && hasCheckCharacter(rule.kind)) confidence = 1 - (1 - confidence) * doubtAfterCheck;
    if (!field.valid) confidence = std::min(confidence, mostWhenInvalid);
    field.confidence = base::Confidence(confidence);
    distrustDoubtedName(rule, reading.used, field);
    return field;
}

void distrust(Field& field) {
    field.valid = false;
    field.confidence = base::Confidence(std::min(field.confidence.value(), mostWhenInvalid));
}

/// False when a birth date or sex is another than its citizen number's.
bool agrees(const FieldRule& rule, const Field& field, const std::string& citizenNumber) {
    if (rule.kind == FieldKind::Sex) return field.value == base::sexOf(citizenNumber);
    if (rule.kind == FieldKind::Date)
        return field.iso.empty() || field.iso == base::isoDate(base::birthDateOf(citizenNumber));
    return true;
}

/// What is printed twice must agree: a birth date with the citizen number, the end of a range with its beginning.
void crossCheck(const DocumentType& type, base::Date today, Fields& fields) {
    for (const auto& rule : type.fields) {
        const auto field = fields.find(rule.name);
        const auto number = fields.find(rule.agreesWith);
        if (field == fields.end() || number == fields.end() || !number->second.valid) continue;
        if (base::isCitizenNumber(number->second.value, today) && !agrees(rule, field->second, number->second.value))
            distrust(field->second);
    }
    const Field* begin = nullptr;
    Field* end = nullptr;
    for (const auto& rule : type.fields) {
        const auto field = fields.find(rule.name);
        if (field == fields.end()) continue;
        if (rule.kind == FieldKind::RangeFrom) begin = &field->second;
        if (rule.kind == FieldKind::RangeUntil) end = &field->second;
    }
    const auto from = begin == nullptr ? std::nullopt : base::parseIsoDate(begin->iso);
    const auto until = end == nullptr ? std::nullopt : base::parseIsoDate(end->iso);
    if (from && until && *until < *from) distrust(*end);
}

}  // namespace

Fields extractFields(const Evidence& evidence, const DocumentType& type, base::Date today) {
    const Layout layout(evidence.text);
    const Labels labels(layout, vocabularyOf(type), type.meanings.get());
    const PageView page{layout, labels, type, today, type.meanings.get()};
    std::vector<Choice> choices;
    for (const auto* list : {&type.fields, &type.extraFields})
        for (const auto& rule : *list) choices.push_back({&rule, candidatesOf(rule, page)});
    Fields fields;
    for (const auto& [rule, candidate] : assigned(std::move(choices)))
        fields[rule->name] = fieldOf(*rule, candidate, layout);
    crossCheck(type, today, fields);
    checkAgainstZone(type, layout, fields);
    return fields;
}

Document understand(const Evidence& evidence, const DocumentTypes& types, base::Date today, const LearnedTypes* learned,
                    const ExpectedTypes& expected) {
    Document document;
    document.classification = classify(evidence, types, learned, expected);
    if (const auto* type = types.find(document.classification.type))
        document.fields = extractFields(evidence, *type, today);
    return document;
}

}  // namespace daiban::documents
