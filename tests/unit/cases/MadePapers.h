#pragma once

// Papers of invented people, as they come out of reading: right for each material, then spoilt in one way.

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/Text.h"
#include "base/Validators.h"
#include "cases/bundles/BundleRules.h"
#include "cases/bundles/Paper.h"
#include "cases/items/Item.h"
#include "cases/items/Subject.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases::made {

inline constexpr base::Date today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{16}};

/// The document types of the project.
inline const documents::DocumentTypes& types() {
    static const auto loaded =
        documents::DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

/// The rules for papers of several pages, of the project.
inline const BundleRules& bundleRules() {
    static const auto loaded =
        BundleRules::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents" / "shared" / "bundles.yaml",
                          [](const std::string& type) { return types().find(type) != nullptr; });
    return loaded;
}

inline base::Date daysFrom(base::Date date, int days) {
    return base::Date{std::chrono::sys_days{date} + std::chrono::days{days}};
}

/// A citizen number that holds its own check, of somebody born on 15 June.
inline std::string citizenNumber(int birthYear, int serial) {
    std::array<char, 32> first{};
    std::snprintf(first.data(), first.size(), "120116%04d0615%03d", birthYear, serial);
    const std::string digits(first.data());
    return digits + *base::citizenCheckCharacter(digits);
}

inline std::string creditCode(const std::string& first17) {
    return first17 + *base::creditCodeCheckCharacter(first17);
}

/// Everybody a case may be about.
struct People {
    Identity applicant{"林晓舟", citizenNumber(1984, 11)};
    Identity spouse{"周若溪", citizenNumber(1986, 22)};
    Identity child{"林知远", citizenNumber(2012, 33)};
    Identity agent{"何建业", citizenNumber(1979, 51)};
    Identity legalRepresentative{"郑海平", citizenNumber(1975, 71)};
    Identity enterprise{"天津云帆试作商贸有限公司", creditCode("91120116MA0000001")};

    [[nodiscard]] Subjects named() const {
        return {{Subject::Applicant, applicant},   {Subject::Spouse, spouse},
                {Subject::Child, child},           {Subject::Agent, agent},
                {Subject::Enterprise, enterprise}, {Subject::LegalRepresentative, legalRepresentative}};
    }
    /// Whose name stands on a paper of that subject.
    [[nodiscard]] const Identity& of(Subject subject) const {
        switch (subject) {
            case Subject::Spouse:
                return spouse;
            case Subject::Child:
                return child;
            case Subject::Agent:
                return agent;
            case Subject::LegalRepresentative:
                return legalRepresentative;
            case Subject::Enterprise:
                return enterprise;
            default:
                return applicant;
        }
    }
};

/// People of whom nobody has to do with the first ones.
inline People strangers() {
    return {{"孟凡星", citizenNumber(1981, 112)}, {"康立夏", citizenNumber(1983, 124)},
            {"孟小满", citizenNumber(2014, 136)}, {"贺长歌", citizenNumber(1978, 152)},
            {"尹向东", citizenNumber(1972, 174)}, {"天津长汀试作餐饮有限公司", creditCode("91120116MA0000009")}};
}

inline documents::Field text(const std::string& value) {
    return {.value = value, .iso = "", .confidence = base::Confidence(0.98), .valid = true};
}

inline documents::Field date(base::Date day) {
    return {.value = base::chineseDate(day),
            .iso = base::isoDate(day),
            .confidence = base::Confidence(0.98),
            .valid = true};
}

inline Paper paperOf(const std::string& type, documents::Fields fields, PaperPlace place = {"paper.jpg", 1, 0}) {
    Paper paper;
    paper.place = std::move(place);
    paper.document.classification.type = type;
    paper.document.classification.confidence = base::Confidence(0.97);
    paper.document.fields = std::move(fields);
    return paper;
}

inline Paper idFront(const Identity& who, PaperPlace place = {"front.jpg", 1, 0}) {
    return paperOf("id-card-front", {{"name", text(who.name)}, {"id_number", text(who.idNumber)}}, std::move(place));
}

inline Paper idBack(base::Date until, PaperPlace place = {"back.jpg", 1, 0}) {
    return paperOf("id-card-back", {{"valid_from", date(daysFrom(today, -900))}, {"valid_until", date(until)}},
                   std::move(place));
}

/// The fields of a right paper of that type for that subject.
inline documents::Fields fieldsOf(const std::string& type, Subject subject, const People& people) {
    const Identity& who = people.of(subject);
    const auto soon = date(daysFrom(today, 400));
    const auto lately = date(daysFrom(today, -10));
    const auto holder = documents::Fields{{"name", text(who.name)}, {"id_number", text(who.idNumber)}};
    const auto nameOnly = documents::Fields{{"name", text(who.name)}, {"issue_date", lately}};
    const auto enterprise = text(people.enterprise.name);
    const auto with = [](documents::Fields fields, const std::string& name, const documents::Field& field) {
        fields[name] = field;
        return fields;
    };
    if (type == "id-card-back") return {{"valid_from", date(daysFrom(today, -900))}, {"valid_until", soon}};
    if (type == "portrait-photo" || type == "bank-card") return {};
    if (type == "bank-passbook" || type == "student-card" || type == "diploma" || type == "veteran-certificate" ||
        type == "medical-expense-list" || type == "hospital-discharge-summary" || type == "diagnosis-certificate" ||
        type == "medical-expense-invoice" || type == "minimum-living-certificate")
        return nameOnly;
    if (type == "household-register-cover") return {{"household_head", text(people.applicant.name)}};
    if (type == "household-register-person") return with(holder, "relation_to_head", text("户主"));
    if (type == "marriage-certificate" || type == "divorce-certificate")
        return {{"holder_name", text(people.applicant.name)},
                {"spouse_a_name", text(people.applicant.name)},
                {"spouse_a_id_number", text(people.applicant.idNumber)},
                {"spouse_b_name", text(people.spouse.name)},
                {"spouse_b_id_number", text(people.spouse.idNumber)}};
    if (type == "one-child-certificate")
        return {{"child_name", text(people.child.name)},
                {"father_name", text(people.applicant.name)},
                {"mother_name", text(people.spouse.name)}};
    if (type == "birth-certificate")
        return {{"child_name", text(people.child.name)},
                {"father_name", text(people.applicant.name)},
                {"father_id_number", text(people.applicant.idNumber)},
                {"mother_name", text(people.spouse.name)},
                {"mother_id_number", text(people.spouse.idNumber)}};
    if (type == "disability-certificate")
        return {{"name", text(who.name)}, {"certificate_number", text(who.idNumber + "52")}, {"valid_until", soon}};
    if (type == "power-of-attorney")
        return {{"principal_name", text(people.applicant.name)},
                {"principal_id_number", text(people.applicant.idNumber)},
                {"agent_name", text(people.agent.name)},
                {"agent_id_number", text(people.agent.idNumber)}};
    if (type == "property-certificate" || type == "house-ownership-certificate" || type == "premises-use-certificate")
        return {{"owner_name", text(people.applicant.name)}};
    if (type == "lease-contract") return {{"lessee_name", text(people.applicant.name)}, {"end_date", soon}};
    if (type == "labor-contract") return with(holder, "end_date", soon);
    if (type == "health-certificate") return with(holder, "valid_until", soon);
    if (type == "business-license")
        return {{"enterprise_name", enterprise},
                {"credit_code", text(people.enterprise.idNumber)},
                {"legal_representative", text(people.legalRepresentative.name)}};
    if (type == "company-registration-form")
        return {{"enterprise_name", enterprise}, {"legal_representative", text(people.legalRepresentative.name)}};
    if (type == "name-approval-notice")
        return {{"enterprise_name", enterprise}, {"issue_date", lately}, {"valid_until", soon}};
    if (type == "articles-of-association" || type == "shareholder-resolution") return {{"enterprise_name", enterprise}};
    if (type == "application-form" && subject == Subject::Enterprise)
        return {{"name", text(people.legalRepresentative.name)},
                {"id_number", text(people.legalRepresentative.idNumber)}};
    return with(holder, "issue_date", lately);
}

/// A paper that is right for the material. All papers of one subject lie on one image.
inline Paper rightPaper(const Material& material, const People& people, int document) {
    const std::string image = std::string(codeOf(material.subject)) + ".jpg";
    return paperOf(material.type, fieldsOf(material.type, material.subject, people), {image, 1, document});
}

/// In the items of companies the legal representative gives the agent his power.
inline People peopleFor(const Item& item) {
    People people;
    for (const Material& material : item.materials)
        if (material.subject == Subject::Applicant) return people;
    people.applicant = people.legalRepresentative;
    return people;
}

}  // namespace daiban::cases::made
