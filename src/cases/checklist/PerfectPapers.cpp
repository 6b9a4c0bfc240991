#include "cases/checklist/PerfectPapers.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "base/Text.h"
#include "base/Validators.h"
#include "cases/items/Replacement.h"

namespace daiban::cases {

namespace {

using documents::DocumentType;
using documents::FieldKind;
using documents::FieldRule;
using documents::PersonRole;

/// Born on 15 June of that year in Tianjin's Binhai.
std::string citizenNumber(int year, int order) {
    const std::string first = fmt::format("120116{:04}0615{:03}", year, order);
    return first + *base::citizenCheckCharacter(first);
}

std::string creditCode(const std::string& first17) {
    return first17 + *base::creditCodeCheckCharacter(first17);
}

base::Date daysFrom(base::Date day, int days) {
    return base::Date{std::chrono::sys_days{day} + std::chrono::days{days}};
}

documents::Field sure(std::string value, std::string iso = "") {
    return {.value = std::move(value), .iso = std::move(iso), .confidence = base::Confidence(1), .valid = true};
}

documents::Field dayField(base::Date day) {
    return sure(base::chineseDate(day), base::isoDate(day));
}

/// Makes papers of one item.
class PaperMaker {
  public:
    PaperMaker(const Item& item, base::Date today, const documents::DocumentTypes& types)
        : item_(item), people_(inventedPeople()), today_(today), types_(types) {
        // Where nobody is the applicant, the legal representative gives an agent his power and signs.
        const bool applicants = std::ranges::any_of(item.materials, [](const Material& material) {
            return material.subject == Subject::Applicant || material.subject == Subject::Couple;
        });
        if (!applicants) people_[Subject::Applicant] = people_[Subject::LegalRepresentative];
    }

    [[nodiscard]] Paper paperFor(const Material& material, std::size_t number) const {
        Paper paper;
        paper.place = {fmt::format("{}.jpg", number + 1), 1, 0};
        if (material.isOther()) {
            paper.assignedTo = titleOf(material);
            paper.confirmedByPerson = true;
            return paper;
        }
        paper.document.classification.type = material.type;
        paper.document.classification.confidence = base::Confidence(1);
        const DocumentType* type = types_.find(material.type);
        if (type == nullptr) return paper;
        addPersons(*type, material, paper.document.fields);
        addDays(*type, material, paper.document.fields);
        addHome(*type, material, paper.document.fields);
        if (type->findField("relation_to_head") != nullptr)
            paper.document.fields["relation_to_head"] = sure(relationOf(material.subject));
        return paper;
    }

  private:
    /// Whose name a role bears on a paper of that subject: the first name on a couple's paper is the applicant's.
    [[nodiscard]] const Identity& bearerOf(const PersonRole& role, std::size_t beside, const Material& material,
                                           bool enterprise) const {
        const auto of = [&](Subject subject) -> const Identity& { return people_.at(subject); };
        if (enterprise)
            return material.subject == Subject::Anyone && isAskedOfEnterprise(material.type) ? otherEnterprise_
                                                                                             : of(Subject::Enterprise);
        if (material.subject == Subject::Anyone) return beside == 0 ? somebody_ : of(Subject::Spouse);
        if (role.of == "child") return of(Subject::Child);
        if (role.of == "agent") return of(Subject::Agent);
        if (role.of == "couple") return beside == 0 ? of(Subject::Applicant) : of(Subject::Spouse);
        if (beside > 0) return material.subject == Subject::Spouse ? of(Subject::Applicant) : of(Subject::Spouse);
        switch (material.subject) {
            case Subject::Couple:
                return of(Subject::Applicant);
            case Subject::Enterprise:
                return of(Subject::LegalRepresentative);
            case Subject::Agent:  // a mandate: what is not the agent's is the principal's
                return hasRoleOf(material, "agent") ? of(Subject::Applicant) : of(Subject::Agent);
            case Subject::Child:  // a paper of the parents of which a child is
                return hasRoleOf(material, "child") ? of(Subject::Applicant) : of(Subject::Child);
            default:
                return of(material.subject);
        }
    }

    [[nodiscard]] bool hasRoleOf(const Material& material, std::string_view of) const {
        return std::ranges::any_of(types_.find(material.type)->persons,
                                   [&](const PersonRole& role) { return role.of == of; });
    }

    /// Then what is asked of anyone is another's: the licence of the company that takes the pledge.
    [[nodiscard]] bool isAskedOfEnterprise(const std::string& type) const {
        return std::ranges::any_of(item_.materials, [&](const Material& material) {
            return material.type == type && material.subject == Subject::Enterprise;
        });
    }

    void addPersons(const DocumentType& type, const Material& material, documents::Fields& fields) const {
        std::map<std::string, std::size_t> beside;  // how many of each `of` there were
        for (const PersonRole& role : type.persons) {
            const FieldRule* name = type.findField(role.name);
            const bool enterprise = name != nullptr && name->kind == FieldKind::Organisation;
            const std::size_t number = role.otherwise ? 0 : beside[role.of]++;
            const Identity& who = bearerOf(role, number, material, enterprise);
            if (name != nullptr) fields[role.name] = sure(who.name);
            const FieldRule* code = type.findField(role.number);
            if (code == nullptr) continue;
            const bool disabled = code->kind == FieldKind::DisabilityNumber;
            fields[role.number] = sure(disabled ? who.idNumber + "43" : who.idNumber);
        }
    }

    void addDays(const DocumentType& type, const Material& material, documents::Fields& fields) const {
        constexpr int lately = 10, soon = 400;
        const int age = material.maxAgeDays > 0 ? std::min(material.maxAgeDays, lately) : lately;
        if (type.findField("valid_from") != nullptr) fields["valid_from"] = dayField(daysFrom(today_, -lately));
        if (!type.dateField.empty()) fields[type.dateField] = dayField(daysFrom(today_, -age));
        if (!type.expiryField.empty()) fields[type.expiryField] = dayField(daysFrom(today_, soon));
    }

    /// What proves two sides to be of one identity card where each is on an image of its own: the police of the
    /// holder's home, and the term of a card of the holder's age.
    void addHome(const DocumentType& type, const Material& material, documents::Fields& fields) const {
        if (type.code == "id-card-front") fields["address"] = sure("天津市滨海新区柳岸路1号");
        if (type.code != "id-card-back") return;
        fields["issuing_authority"] = sure("天津市公安局滨海分局");
        const Identity& holder = material.subject == Subject::Anyone   ? somebody_
                                 : material.subject == Subject::Couple ? people_.at(Subject::Applicant)
                                                                       : people_.at(material.subject);
        const base::Date from{today_.year(), today_.month(), std::chrono::day{1}};
        const int age = base::daysBetween(base::birthDateOf(holder.idNumber), from) / 365;
        const int years = age < 16 ? 5 : age < 26 ? 10 : age < 46 ? 20 : 0;
        fields["valid_from"] = dayField(from);
        fields["valid_until"] = years == 0 ? sure("长期", "长期") : dayField(from + std::chrono::years{years});
    }

    static std::string relationOf(Subject subject) {
        switch (subject) {
            case Subject::Spouse:
                return "妻";
            case Subject::Child:
                return "子";
            default:
                return "户主";
        }
    }

    const Item& item_;
    Subjects people_;
    Identity somebody_{"孟凡星", citizenNumber(1981, 112)};  ///< no subject of the case
    Identity otherEnterprise_{"天津长汀试作餐饮有限公司", creditCode("91120116MA0000009")};
    base::Date today_;
    const documents::DocumentTypes& types_;
};

using Groups = std::map<std::string, std::vector<const Material*>>;

Groups groupsOf(const std::vector<const Material*>& materials) {
    Groups groups;
    for (const Material* material : materials)
        if (!material->oneOf.empty()) groups[material->oneOf].push_back(material);
    return groups;
}

/// Whether two rows ask for the same paper, each in its situation: one paper serves both.
bool isSameDemand(const Material& one, const Material& two) {
    return one.type == two.type && one.subject == two.subject && (!one.isOther() || one.name == two.name);
}

std::size_t papersFor(const Material& material) {
    return material.form == MaterialForm::Original ? static_cast<std::size_t>(material.copies) : 1;
}

}  // namespace

Subjects inventedPeople() {
    return {{Subject::Applicant, {"林晓舟", citizenNumber(1984, 11)}},
            {Subject::Spouse, {"周若溪", citizenNumber(1986, 22)}},
            {Subject::Child, {"林知远", citizenNumber(2012, 33)}},
            {Subject::Agent, {"何建业", citizenNumber(1979, 51)}},
            {Subject::LegalRepresentative, {"郑海平", citizenNumber(1975, 71)}},
            {Subject::Enterprise, {"天津云帆试作商贸有限公司", creditCode("91120116MA0000001")}}};
}

std::size_t alternativesIn(const Item& item, const std::vector<std::string>& situations) {
    std::size_t most = 1;
    for (const auto& [word, group] : groupsOf(item.materialsIn(situations))) most = std::max(most, group.size());
    return most;
}

PerfectSet perfectSetFor(const Item& item, const std::vector<std::string>& situations, const PerfectChoice& choice,
                         base::Date today, const documents::DocumentTypes& types) {
    const PaperMaker maker(item, today, types);
    const auto materials = item.materialsIn(situations);
    const Groups groups = groupsOf(materials);
    PerfectSet set;
    std::vector<const Material*> made;
    for (const Material* material : materials) {
        if (!material->oneOf.empty()) {
            const auto& group = groups.at(material->oneOf);
            if (group[std::min(choice.alternative, group.size() - 1)] != material) continue;
        }
        const bool isReplacement =
            std::ranges::any_of(materials, [&](const Material* other) { return replaces(*material, *other); });
        if (choice.replaced ? !material->unless.material.empty() : isReplacement && material->need == Need::No)
            continue;
        const auto same =
            std::ranges::find_if(made, [&](const Material* other) { return isSameDemand(*other, *material); });
        const std::size_t there = same == made.end() ? 0 : papersFor(**same);
        for (std::size_t copy = there; copy < papersFor(*material); ++copy) {
            set.papers.push_back(maker.paperFor(*material, set.papers.size()));
            set.rows.push_back(static_cast<std::size_t>(material - item.materials.data()));
        }
        made.push_back(material);
    }
    return set;
}

std::vector<std::vector<std::string>> legalSituations(const Item& item) {
    using Choice = std::vector<std::string>;
    std::vector<Choice> choices{{}};
    const auto isIn = [](const Choice& group, const std::string& code) {
        return std::ranges::find(group, code) != group.end();
    };
    for (const Situation& situation : item.situations) {
        if (isIn(item.chooseOne, situation.code)) continue;
        for (std::size_t n = choices.size(); n-- > 0;) {
            choices.push_back(choices[n]);
            choices.back().push_back(situation.code);
        }
    }
    if (!item.atLeastOne.empty())
        std::erase_if(choices, [&](const Choice& choice) {
            return std::ranges::none_of(choice, [&](const auto& code) { return isIn(item.atLeastOne, code); });
        });
    if (item.chooseOne.empty()) return choices;
    std::vector<Choice> out;
    for (const Choice& choice : choices)
        for (const std::string& code : item.chooseOne) {
            out.push_back(choice);
            out.back().push_back(code);
        }
    return out;
}

}  // namespace daiban::cases
