// Who is who on a paper, as the type's file says.
#include "documents/Persons.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/TemporaryFolder.h"

namespace daiban::documents {

namespace {

using Texts = std::vector<std::string>;

const DocumentTypes& types() {
    static const auto loaded = DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

Fields fieldsOf(const std::vector<std::pair<std::string, std::string>>& values) {
    Fields fields;
    for (const auto& [name, value] : values)
        fields[name] = {.value = value, .iso = {}, .confidence = base::Confidence(1), .valid = true};
    return fields;
}

/// "name/number" of each.
Texts textsOf(const std::vector<NamedPerson>& persons) {
    Texts texts;
    for (const NamedPerson& person : persons) texts.push_back(person.name + "/" + person.number);
    return texts;
}

Texts personsFor(const std::string& type, const Fields& fields, std::string_view of) {
    return textsOf(personsOn(fields, types().find(type), of));
}

/// What is wrong with a type that says so of its persons.
std::string problemOf(const std::string& persons) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "permit.yaml")
        << "code: permit\nname: 证\ngroup: local\ntitles: [停车证]\n"
        << persons << "\nfields:\n  - {name: owner, kind: party, labels: [车主]}\n";
    const auto problems = DocumentTypes::problemsIn(folder.path());
    return problems.empty() ? "" : problems.front().sentence.text();
}

}  // namespace

TEST(Persons, AreThoseOfTheSubjectThatIsAskedFor) {
    const Fields birth = fieldsOf({{"child_name", "林小满"}, {"mother_name", "周若溪"}, {"father_name", "林晓舟"}});
    EXPECT_EQ(personsFor("birth-certificate", birth, "child"), Texts{"林小满/"});
    EXPECT_EQ(personsFor("birth-certificate", birth, "applicant"), Texts{"林小满/"});
    EXPECT_EQ(personsFor("birth-certificate", birth, "couple"), (Texts{"周若溪/", "林晓舟/"}));
    const Fields mandate = fieldsOf({{"principal_name", "林晓舟"}, {"agent_name", "何建业"}});
    EXPECT_EQ(personsFor("power-of-attorney", mandate, "agent"), Texts{"何建业/"});
    EXPECT_EQ(personsFor("power-of-attorney", mandate, "applicant"), Texts{"林晓舟/"});
    EXPECT_EQ(textsOf(everybodyOn(birth, types().find("birth-certificate"))), (Texts{"林小满/", "周若溪/", "林晓舟/"}));
}

TEST(Persons, MayShareALine) {
    EXPECT_EQ(personsFor("property-certificate", fieldsOf({{"owner_name", "张三、李四"}}), "applicant"),
              (Texts{"张三/", "李四/"}));
}

TEST(Persons, AreTheHolderWhereTheTableOfAWeddingCouldNotBeRead) {
    const Fields holder = fieldsOf({{"holder_name", "林晓舟"}});
    EXPECT_EQ(personsFor("marriage-certificate", holder, "couple"), Texts{"林晓舟/"});
    EXPECT_EQ(personsFor("marriage-certificate", fieldsOf({{"holder_name", "林晓舟"}, {"spouse_a_name", "林晓舟"}}),
                         "couple"),
              (Texts{"林晓舟/", "/"}));
}

TEST(Persons, AreKnownByTheCitizenNumberADisabilityCertificateBeginsWith) {
    EXPECT_EQ(personsFor("disability-certificate",
                         fieldsOf({{"name", "林晓舟"}, {"certificate_number", "11010519491231002X43"}}), "applicant"),
              Texts{"林晓舟/11010519491231002X"});
}

TEST(Persons, AreNobodyWhereTheTypeNamesNone) {
    for (const char* type : {"id-card-back", "bank-card", "portrait-photo", "notarial-certificate", "court-judgment"}) {
        EXPECT_EQ(types().find(type)->naming, Naming::Nobody) << type;
        EXPECT_TRUE(personsFor(type, fieldsOf({{"name", "林晓舟"}}), "applicant").empty()) << type;
    }
    EXPECT_EQ(types().find("id-card-front")->naming, Naming::ByNameAndNumber);
    EXPECT_EQ(types().find("diploma")->naming, Naming::ByName);
}

TEST(Persons, AreToldForEveryTypeThatNamesSomebody) {
    for (const DocumentType& type : types().all()) {
        if (type.naming == Naming::Nobody) continue;
        for (const PersonRole& role : type.persons)
            EXPECT_TRUE(type.findField(role.name) != nullptr || type.findField(role.number) != nullptr)
                << type.code << ": nobody could ever be read";
    }
}

TEST(Persons, NameAnEnterpriseByTheKindOfTheField) {
    for (const char* type : {"business-license", "company-registration-form", "articles-of-association"})
        EXPECT_TRUE(namesEnterprise(*types().find(type))) << type;
    for (const char* type : {"application-form", "property-certificate", "id-card-front"})
        EXPECT_FALSE(namesEnterprise(*types().find(type))) << type;
}

TEST(Persons, ThatCannotBeAreToldWithHowToMendThem) {
    EXPECT_EQ(problemOf("persons:\n  - {name: owner}"), "");
    EXPECT_EQ(problemOf("persons: nobody"), "");
    EXPECT_EQ(problemOf("persons: all"), "write a list of persons, or 'nobody' when it names none.");
    EXPECT_EQ(problemOf("persons:\n  - {name: holder}"), "there is no field 'holder'; add it or correct the name.");
    EXPECT_EQ(problemOf("persons:\n  - {of: boss, name: owner}"),
              "'boss' is nobody a paper may be of; write applicant, spouse, couple, child, agent, "
              "legal-representative or enterprise, or leave 'of' out for anyone.");
    EXPECT_EQ(problemOf("persons:\n  - {of: child, name: owner}"),
              "nobody is named whoever asks; add a person without 'of', or write 'persons: nobody'.");
}

}  // namespace daiban::documents
