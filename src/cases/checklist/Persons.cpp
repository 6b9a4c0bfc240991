#include "cases/checklist/Persons.h"

#include <algorithm>
#include <string_view>

#include "base/Text.h"
#include "base/Validators.h"
#include "documents/Persons.h"

namespace daiban::cases {

namespace {

const documents::Field* fieldOf(const Paper& paper, std::string_view name) {
    const auto found = paper.document.fields.find(name);
    return found == paper.document.fields.end() || found->second.value.empty() ? nullptr : &found->second;
}

bool isSure(const Paper& paper, const documents::Field& field) {
    return paper.confirmedByPerson || field.confidence >= base::certainEnough;
}

ComparedValue citizenNumberFrom(const Paper& paper, const documents::Field& field, const std::string& text,
                                base::Date today) {
    const std::string number = normalisedNumber(text);
    const bool valid = field.valid && base::isCitizenNumber(number, today);
    return {number, paper.confirmedByPerson || (valid && isSure(paper, field))};
}

ComparedValue creditCodeFrom(const Paper& paper, const documents::Field& field, const std::string& text) {
    const std::string code = normalisedNumber(text);
    const bool valid = field.valid && base::isCreditCode(code);
    return {code, paper.confirmedByPerson || (valid && isSure(paper, field))};
}

/// Of a disability certificate's number only one that begins with a citizen number says who the holder is.
ComparedValue disabledPersonsNumber(const Paper& paper, const documents::NamedPerson& person, base::Date today) {
    const std::string number = normalisedNumber(person.number);
    if (!base::isCitizenNumber(number, today)) return {};
    return {number, isSure(paper, *person.numberField)};
}

ComparedValue numberOf(const Paper& paper, const documents::NamedPerson& person, base::Date today) {
    if (person.numberField == nullptr) return {};
    if (person.numberKind == documents::FieldKind::DisabilityNumber) return disabledPersonsNumber(paper, person, today);
    if (person.numberKind == documents::FieldKind::CreditCode)
        return creditCodeFrom(paper, *person.numberField, person.number);
    return citizenNumberFrom(paper, *person.numberField, person.number, today);
}

Person personFrom(const Paper& paper, const documents::NamedPerson& person, base::Date today) {
    Person out;
    if (person.nameField != nullptr) out.name = {normalisedName(person.name), isSure(paper, *person.nameField)};
    out.number = numberOf(paper, person, today);
    return out;
}

std::vector<Person> personsFrom(const Paper& paper, const std::vector<documents::NamedPerson>& named,
                                base::Date today) {
    std::vector<Person> persons;
    persons.reserve(named.size());
    for (const documents::NamedPerson& person : named) persons.push_back(personFrom(paper, person, today));
    return persons;
}

}  // namespace

Naming namingOf(const std::string& type, const documents::DocumentTypes& types) {
    if (type == documents::unknownType) return Naming::Nobody;
    const auto* known = types.find(type);
    return known == nullptr ? Naming::ByName : known->naming;
}

std::vector<Person> personsOn(const Paper& paper, Subject subject, base::Date today,
                              const documents::DocumentTypes& types) {
    const std::string& type = paper.document.classification.type;
    if (type == documents::unknownType) return {};
    return personsFrom(paper, documents::personsOn(paper.document.fields, types.find(type), codeOf(subject)), today);
}

std::vector<Person> everybodyOn(const Paper& paper, base::Date today, const documents::DocumentTypes& types) {
    const std::string& type = paper.document.classification.type;
    if (type == documents::unknownType) return {};
    return personsFrom(paper, documents::everybodyOn(paper.document.fields, types.find(type)), today);
}

bool namesEnterprise(const std::string& type, const documents::DocumentTypes& types) {
    const auto* known = types.find(type);
    return known != nullptr && documents::namesEnterprise(*known);
}

ComparedValue readName(const Paper& paper, std::string_view field) {
    const auto* found = fieldOf(paper, field);
    if (found == nullptr) return {};
    return {normalisedName(found->value), isSure(paper, *found)};
}

ComparedValue readCitizenNumber(const Paper& paper, std::string_view field, base::Date today) {
    const auto* found = fieldOf(paper, field);
    return found == nullptr ? ComparedValue{} : citizenNumberFrom(paper, *found, found->value, today);
}

ComparedValue readCreditCode(const Paper& paper, std::string_view field) {
    const auto* found = fieldOf(paper, field);
    return found == nullptr ? ComparedValue{} : creditCodeFrom(paper, *found, found->value);
}

bool typeIsSure(const Paper& paper) {
    return paper.confirmedByPerson || !paper.assignedTo.empty() ||
           paper.document.classification.confidence >= base::certainEnough;
}

std::string normalisedName(std::string_view name) {
    // The dot inside the names of several peoples is printed in many ways.
    std::u32string out = base::toCodePoints(base::squeezed(name));
    std::ranges::replace_if(
        out, [](char32_t c) { return std::u32string_view(U"•．‧・.").find(c) != std::u32string_view::npos; }, U'·');
    return base::toUtf8(out);
}

std::string normalisedNumber(std::string_view number) {
    std::string out = base::squeezed(number);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (out.size() == 15)
        if (const auto longer = base::citizenNumberFrom15(out)) return *longer;
    return out;
}

}  // namespace daiban::cases
