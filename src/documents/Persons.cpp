#include "documents/Persons.h"

#include <algorithm>

#include "base/Text.h"

namespace daiban::documents {

namespace {

constexpr std::size_t citizenNumberLength = 18;

const Field* fieldOf(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() || found->second.value.empty() ? nullptr : &found->second;
}

/// Owners of a property may share a line: 张三、李四.
std::vector<std::string> namesIn(const std::string& value) {
    std::vector<std::string> names(1);
    for (const char32_t c : base::toCodePoints(value)) {
        if (std::u32string_view(U"、，,；;").find(c) != std::u32string_view::npos)
            names.emplace_back();
        else
            names.back() += base::toUtf8(c);
    }
    return names;
}

void addPersons(std::vector<NamedPerson>& persons, const Fields& fields, const DocumentType* type,
                const PersonRole& role) {
    NamedPerson person;
    const auto kindOf = [&](const std::string& field, FieldKind usual) {
        const FieldRule* rule = type == nullptr ? nullptr : type->findField(field);
        return rule == nullptr ? usual : rule->kind;
    };
    person.nameKind = kindOf(role.name, person.nameKind);
    person.numberKind = kindOf(role.number, person.numberKind);
    person.nameField = fieldOf(fields, role.name);
    person.numberField = fieldOf(fields, role.number);
    if (person.nameField != nullptr) person.name = person.nameField->value;
    if (person.numberField != nullptr) person.number = person.numberField->value;
    // The number of a disability certificate is the holder's citizen number, a digit for the kind and one for the
    // degree.
    if (person.numberKind == FieldKind::DisabilityNumber)
        person.number = base::squeezed(person.number).substr(0, citizenNumberLength);
    if (!role.several || person.name.empty()) return persons.push_back(std::move(person));
    for (const std::string& one : namesIn(person.name)) {
        persons.push_back(person);
        persons.back().name = one;
    }
}

/// Whether a role speaks of that subject: its own where there is one, else anyone's.
class SpeaksOf {
  public:
    SpeaksOf(const DocumentType& type, std::string_view of) : of_(of) {
        const bool own = !of.empty() && std::ranges::any_of(type.persons, [&](const PersonRole& role) {
            return !role.otherwise && role.of == of;
        });
        if (!own) of_ = {};
    }
    bool operator()(const PersonRole& role) const { return !role.otherwise && role.of == of_; }

  private:
    std::string_view of_;
};

}  // namespace

std::vector<NamedPerson> personsOn(const Fields& fields, const DocumentType* type, std::string_view of) {
    static const PersonRole usual{.of = {}, .name = "name", .number = "id_number"};
    std::vector<NamedPerson> persons;
    if (type == nullptr) {
        addPersons(persons, fields, type, usual);
        return persons;
    }
    const SpeaksOf speaks(*type, of);
    for (const PersonRole& role : type->persons)
        if (speaks(role)) addPersons(persons, fields, type, role);
    if (!std::ranges::all_of(persons, &NamedPerson::isBlank)) return persons;
    for (const PersonRole& role : type->persons)
        if (role.otherwise && fieldOf(fields, role.name) != nullptr) {
            persons.clear();
            addPersons(persons, fields, type, role);
        }
    return persons;
}

std::vector<NamedPerson> everybodyOn(const Fields& fields, const DocumentType* type) {
    std::vector<NamedPerson> persons;
    if (type == nullptr)
        persons = personsOn(fields, type, "");
    else
        for (const PersonRole& role : type->persons) addPersons(persons, fields, type, role);
    std::erase_if(persons, [](const NamedPerson& person) { return person.isBlank(); });
    return persons;
}

bool namesEnterprise(const DocumentType& type) {
    const auto role = std::ranges::find_if(type.persons, SpeaksOf(type, "enterprise"));
    const FieldRule* name = role == type.persons.end() ? nullptr : type.findField(role->name);
    return name != nullptr && name->kind == FieldKind::Organisation;
}

}  // namespace daiban::documents
