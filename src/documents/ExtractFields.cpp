#include <algorithm>

#include "base/Text.h"
#include "base/Validators.h"
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

/// Valid ones first, then the better placed; then the higher up the page (or the lower, where the rule says so).
bool isBetter(const FieldRule& rule, const Candidate& a, const Candidate& b) {
    if (a.reading.valid != b.reading.valid) return a.reading.valid;
    const double worthA = a.trust * a.reading.quality;
    const double worthB = b.trust * b.reading.quality;
    if (std::abs(worthA - worthB) > 0.02) return worthA > worthB;
    return rule.last ? a.top > b.top : a.top < b.top;
}

std::optional<Candidate> bestOf(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> all = findByLabel(rule, page);
    for (auto& more : findByPhrase(rule, page)) all.push_back(std::move(more));
    const bool found = std::any_of(all.begin(), all.end(), [](const Candidate& c) { return c.reading.valid; });
    if (!found)
        for (auto& more : findAnywhere(rule, page)) all.push_back(std::move(more));
    const auto best = std::min_element(all.begin(), all.end(),
                                       [&](const Candidate& a, const Candidate& b) { return isBetter(rule, a, b); });
    return best == all.end() ? std::nullopt : std::optional(std::move(*best));
}

Field fieldOf(const FieldRule& rule, const Candidate& candidate, const Layout& layout) {
    Field field;
    const auto& reading = candidate.reading;
    field.value = base::withoutBlanksInChinese(reading.value);
    field.iso = reading.iso;
    field.valid = reading.valid;
    field.quad = boxOf(reading.used, layout);
    double confidence = confidenceOf(reading.used) * candidate.trust * reading.quality;
    if (reading.valid && hasCheckCharacter(rule.kind)) confidence = 1 - (1 - confidence) * doubtAfterCheck;
    if (!reading.valid) confidence = std::min(confidence, mostWhenInvalid);
    field.confidence = base::Confidence(confidence);
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
    const Labels labels(layout, vocabularyOf(type));
    const PageView page{layout, labels, type, today};
    Fields fields;
    for (const auto* list : {&type.fields, &type.extraFields})
        for (const auto& rule : *list)
            if (const auto best = bestOf(rule, page)) fields[rule.name] = fieldOf(rule, *best, layout);
    crossCheck(type, today, fields);
    checkAgainstZone(type, layout, fields);
    return fields;
}

Document understand(const Evidence& evidence, const DocumentTypes& types, base::Date today,
                    const LearnedTypes* learned) {
    Document document;
    document.classification = classify(evidence, types, learned);
    if (const auto* type = types.find(document.classification.type))
        document.fields = extractFields(evidence, *type, today);
    return document;
}

}  // namespace daiban::documents
