#include "cases/checklist/Persons.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/Text.h"
#include "base/Validators.h"

namespace daiban::cases {

namespace {

/// Two fields that together say who somebody is; either may be "".
struct Role {
    std::string_view name;
    std::string_view number;
};

/// Who is who on the papers that do not simply have name and id_number. A row with several roles is about any of them.
struct Roles {
    std::string_view type;
    Subject subject;  ///< Anyone: whatever subject is asked for, unless an earlier row says otherwise
    std::vector<Role> roles;
};

const std::vector<Roles>& roleTable() {
    static const std::vector<Roles> table{
        {"marriage-certificate",
         Subject::Anyone,
         {{"spouse_a_name", "spouse_a_id_number"}, {"spouse_b_name", "spouse_b_id_number"}}},
        {"divorce-certificate",
         Subject::Anyone,
         {{"spouse_a_name", "spouse_a_id_number"}, {"spouse_b_name", "spouse_b_id_number"}}},
        {"birth-certificate", Subject::Child, {{"child_name", ""}}},
        {"birth-certificate",
         Subject::Anyone,
         {{"mother_name", "mother_id_number"}, {"father_name", "father_id_number"}}},
        {"one-child-certificate", Subject::Child, {{"child_name", ""}}},
        {"one-child-certificate", Subject::Anyone, {{"father_name", ""}, {"mother_name", ""}}},
        {"birth-service-certificate", Subject::Anyone, {{"wife_name", ""}, {"husband_name", ""}}},
        {"power-of-attorney", Subject::Agent, {{"agent_name", "agent_id_number"}}},
        {"power-of-attorney", Subject::Anyone, {{"principal_name", "principal_id_number"}}},
        {"agency-service-authorization", Subject::Agent, {{"agent_name", ""}}},
        {"lease-contract", Subject::Anyone, {{"lessee_name", ""}}},
        {"property-certificate", Subject::Anyone, {{"owner_name", ""}}},
        {"house-ownership-certificate", Subject::Anyone, {{"owner_name", ""}}},
        {"premises-use-certificate", Subject::Anyone, {{"owner_name", ""}}},
        {"vehicle-licence", Subject::Anyone, {{"owner_name", ""}}},
        {"household-register-cover", Subject::Anyone, {{"household_head", ""}}},
        {"business-license", Subject::Enterprise, {{"enterprise_name", "credit_code"}}},
        {"business-license", Subject::Anyone, {{"legal_representative", ""}}},
        {"food-business-licence", Subject::Anyone, {{"enterprise_name", "credit_code"}}},
        {"company-registration-form", Subject::Enterprise, {{"enterprise_name", ""}}},
        {"company-registration-form", Subject::Anyone, {{"legal_representative", ""}}},
        {"sole-trader-registration-form", Subject::Enterprise, {{"enterprise_name", ""}}},
        {"name-approval-notice", Subject::Anyone, {{"enterprise_name", ""}}},
        {"articles-of-association", Subject::Anyone, {{"enterprise_name", ""}}},
        {"shareholder-resolution", Subject::Anyone, {{"enterprise_name", ""}}},
    };
    return table;
}

constexpr std::array nameless{std::string_view{"id-card-back"},   std::string_view{"bank-card"},
                              std::string_view{"portrait-photo"}, std::string_view{"notarial-certificate"},
                              std::string_view{"court-judgment"}, std::string_view{"unknown"}};
constexpr std::array proofsOfIdentity{std::string_view{"id-card-front"}, std::string_view{"temporary-id-card"}};

const documents::Field* fieldOf(const Paper& paper, std::string_view name) {
    const auto found = paper.document.fields.find(name);
    return found == paper.document.fields.end() || found->second.value.empty() ? nullptr : &found->second;
}

bool isSure(const Paper& paper, const documents::Field& field) {
    return paper.confirmedByPerson || field.confidence >= base::certainEnough;
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

ComparedValue numberOf(const Paper& paper, std::string_view field, base::Date today) {
    return field == "credit_code" ? readCreditCode(paper, field) : readCitizenNumber(paper, field, today);
}

/// The number of a disability certificate is the holder's citizen number, a digit for the kind and one for the degree.
ComparedValue numberOfDisabilityCertificate(const Paper& paper, base::Date today) {
    const auto* field = fieldOf(paper, "certificate_number");
    if (field == nullptr) return {};
    const std::string number = normalisedNumber(field->value).substr(0, 18);
    if (!base::isCitizenNumber(number, today)) return {};
    return {number, isSure(paper, *field)};
}

void addPersons(std::vector<Person>& persons, const Paper& paper, const Role& role, base::Date today) {
    const ComparedValue number = role.number.empty() ? ComparedValue{} : numberOf(paper, role.number, today);
    const ComparedValue name = readName(paper, role.name);
    if (role.name == "owner_name" && !name.value.empty())
        for (const std::string& one : namesIn(name.value)) persons.push_back({{one, name.sure}, number});
    else
        persons.push_back({name, number});
}

bool isBlank(const Person& person) {
    return person.name.value.empty() && person.number.value.empty();
}

const Roles* rolesOf(const std::string& type, Subject subject) {
    for (const Roles& roles : roleTable())
        if (roles.type == type && (roles.subject == subject || roles.subject == Subject::Anyone)) return &roles;
    return nullptr;
}

}  // namespace

Naming namingOf(const std::string& type) {
    if (std::ranges::find(nameless, type) != nameless.end()) return Naming::Nobody;
    if (std::ranges::find(proofsOfIdentity, type) != proofsOfIdentity.end()) return Naming::ByNameAndNumber;
    return Naming::ByName;
}

std::vector<Person> personsOn(const Paper& paper, Subject subject, base::Date today) {
    const std::string& type = paper.document.classification.type;
    std::vector<Person> persons;
    if (namingOf(type) == Naming::Nobody) return persons;
    if (const Roles* roles = rolesOf(type, subject))
        for (const Role& role : roles->roles) addPersons(persons, paper, role, today);
    else if (type == "disability-certificate")
        persons.push_back({readName(paper, "name"), numberOfDisabilityCertificate(paper, today)});
    else
        addPersons(persons, paper, {"name", "id_number"}, today);
    // Of a wedding certificate whose table could not be read there is still the holder's line.
    if (std::ranges::all_of(persons, isBlank) && fieldOf(paper, "holder_name") != nullptr)
        persons = {{readName(paper, "holder_name"), {}}};
    return persons;
}

bool namesEnterprise(const std::string& type) {
    const Roles* roles = rolesOf(type, Subject::Enterprise);
    return roles != nullptr && roles->roles.front().name == "enterprise_name";
}

ComparedValue readName(const Paper& paper, std::string_view field) {
    const auto* found = fieldOf(paper, field);
    if (found == nullptr) return {};
    return {normalisedName(found->value), isSure(paper, *found)};
}

ComparedValue readCitizenNumber(const Paper& paper, std::string_view field, base::Date today) {
    const auto* found = fieldOf(paper, field);
    if (found == nullptr) return {};
    const std::string number = normalisedNumber(found->value);
    const bool valid = found->valid && base::isCitizenNumber(number, today);
    return {number, paper.confirmedByPerson || (valid && isSure(paper, *found))};
}

ComparedValue readCreditCode(const Paper& paper, std::string_view field) {
    const auto* found = fieldOf(paper, field);
    if (found == nullptr) return {};
    const std::string code = normalisedNumber(found->value);
    const bool valid = found->valid && base::isCreditCode(code);
    return {code, paper.confirmedByPerson || (valid && isSure(paper, *found))};
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
