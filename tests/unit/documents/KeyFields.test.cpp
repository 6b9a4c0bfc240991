// Which fields say whose a paper is, and when a first look has seen enough.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "PrintedPage.h"
#include "documents/Understand.h"
#include "support/TemporaryFolder.h"

namespace daiban::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A type with three fields and one read as well; `more` goes to the end of its file.
std::string permit(const std::string& more = "") {
    return "code: parking-permit\n"
           "name: 停车证\n"
           "group: local\n"
           "titles: ['*停车证']\n"
           "fields:\n"
           "  - {name: owner_name, kind: person-name, labels: [车主姓名]}\n"
           "  - {name: place_number, kind: number, labels: [车位号], pattern: '[A-Z]-\\d{3}'}\n"
           "  - {name: valid_until, kind: date, labels: [有效期至]}\n"
           "extra_fields:\n"
           "  - {name: issue_date, kind: date, labels: [发证日期]}\n" +
           more;
}

class Folder {
  public:
    explicit Folder(const std::string& text, const std::string& code = "parking-permit") {
        std::ofstream(folder_.path() / (code + ".yaml")) << text;
    }
    [[nodiscard]] DocumentTypes types() const { return DocumentTypes::load(folder_.path()); }
    /// The only problem, from the file's name on.
    [[nodiscard]] std::string problem() const {
        const auto problems = DocumentTypes::problemsIn(folder_.path());
        if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
        return problems.front().text().substr(folder_.path().string().size() + 1);
    }

  private:
    support::TemporaryFolder folder_;
};

std::vector<std::string> keyFieldsWith(const std::string& more) {
    return Folder(permit(more)).types().find("parking-permit")->keyFields;
}

TEST(KeyFields, WithoutAWordTheyAreTheFirstTwo) {
    EXPECT_THAT(keyFieldsWith(""), ElementsAre("owner_name", "place_number"));
}

TEST(KeyFields, ATypeWithOneFieldHasOne) {
    const Folder folder(
        "code: note\nname: 字条\ngroup: local\ntitles: [字条]\n"
        "fields:\n  - {name: writer, kind: person-name, labels: [立据人]}\n",
        "note");
    EXPECT_THAT(folder.types().find("note")->keyFields, ElementsAre("writer"));
}

TEST(KeyFields, ATypeWithoutFieldsHasNone) {
    const Folder folder("code: note\nname: 字条\ngroup: local\ntitles: [字条]\n", "note");
    EXPECT_THAT(folder.types().find("note")->keyFields, IsEmpty());
}

TEST(KeyFields, AreThoseTheFileNamesInItsOrder) {
    EXPECT_THAT(keyFieldsWith("key_fields: [valid_until, owner_name]\n"), ElementsAre("valid_until", "owner_name"));
}

TEST(KeyFields, MayBeAFieldThatIsReadAsWell) {
    EXPECT_THAT(keyFieldsWith("key_fields: [owner_name, issue_date]\n"), ElementsAre("owner_name", "issue_date"));
}

TEST(KeyFields, AnEmptyListIsNone) {
    EXPECT_THAT(keyFieldsWith("key_fields: []\n"), IsEmpty());
}

TEST(KeyFields, AnUnknownNameIsAProblemWithFileAndLine) {
    EXPECT_EQ(Folder(permit("key_fields: [owner_name, place]\n")).problem(),
              "parking-permit.yaml:11: there is no field 'place'; add it or correct the name.");
}

TEST(KeyFields, AreAListOfNames) {
    EXPECT_THAT(Folder(permit("key_fields: {owner_name: 1}\n")).problem(), HasSubstr("parking-permit.yaml:11:"));
}

TEST(KeyFields, OfTheProjectsTypesAreFieldsOfTheirs) {
    for (const DocumentType& type : projectTypes().all()) {
        EXPECT_EQ(type.keyFields.empty(), type.fields.empty()) << type.code;
        for (const auto& name : type.keyFields) EXPECT_NE(type.findField(name), nullptr) << type.code << " " << name;
    }
}

TEST(KeyFields, OfAnIdentityCardAreNameAndNumber) {
    EXPECT_THAT(projectTypes().find("id-card-front")->keyFields, ElementsAre("name", "id_number"));
}

/// A paper that is certain and has both key fields.
class SaysWhatAndWhose : public ::testing::Test {
  protected:
    SaysWhatAndWhose() {
        document_.classification.type = "parking-permit";
        document_.classification.confidence = base::Confidence(0.97);
        document_.fields["owner_name"] = {"李长江", "", base::Confidence(0.96), true};
        document_.fields["place_number"] = {"B-117", "", base::Confidence(0.96), true};
    }
    [[nodiscard]] bool says(const std::string& more = "") const {
        return saysWhatAndWhose(document_, Folder(permit(more)).types());
    }
    Document document_;
};

TEST_F(SaysWhatAndWhose, ACertainTypeWithItsKeyFieldsDoes) {
    EXPECT_TRUE(says());
}

TEST_F(SaysWhatAndWhose, OtherFieldsAreNotWaitedForNorLookedAt) {
    document_.fields["valid_until"] = {"2027年13月", "", base::Confidence(0.3), false};
    EXPECT_TRUE(says());
}

TEST_F(SaysWhatAndWhose, AMissingKeyFieldLeavesItOpen) {
    document_.fields.erase("place_number");
    EXPECT_FALSE(says());
}

TEST_F(SaysWhatAndWhose, AKeyFieldThatFailsItsCheckLeavesItOpen) {
    document_.fields["place_number"].valid = false;
    EXPECT_FALSE(says());
}

TEST_F(SaysWhatAndWhose, TheFieldsThatTheFileNamesCount) {
    EXPECT_FALSE(says("key_fields: [owner_name, issue_date]\n"));
    document_.fields["issue_date"] = {"2026年3月1日", "2026-03-01", base::Confidence(0.96), true};
    document_.fields.erase("place_number");
    EXPECT_TRUE(says("key_fields: [owner_name, issue_date]\n"));
}

TEST_F(SaysWhatAndWhose, AnUncertainTypeLeavesItOpen) {
    document_.classification.confidence = base::Confidence(0.79);
    EXPECT_FALSE(says());
    document_.classification.confidence = base::certainEnough;
    EXPECT_TRUE(says());
}

TEST_F(SaysWhatAndWhose, AnUnknownPaperDoesNot) {
    document_.classification.type = std::string(unknownType);
    EXPECT_FALSE(says());
}

TEST_F(SaysWhatAndWhose, ATypeWithoutKeyFieldsIsSaidByItsTypeAlone) {
    document_.fields.clear();
    EXPECT_FALSE(says());
    EXPECT_TRUE(says("key_fields: []\n"));
}

Document identityCard(const std::string& number) {
    auto page = PrintedPage::card();
    page.put(5, 6, "姓 名").put(16, 6, "王秀兰").put(5, 13, "性 别").put(16, 13, "女");
    page.put(25, 13, "民 族").put(36, 13, "回").put(5, 20, "出 生").put(16, 20, "1949 年 12 月 31 日");
    page.put(5, 27, "住 址").put(16, 27, "天津市滨海新区新港街道").put(5, 46, "公民身份号码");
    if (!number.empty()) page.put(29, 46, number);
    return understand(page.evidence(), projectTypes(), testDay());
}

TEST_F(SaysWhatAndWhose, AnIdentityCardDoesOnceItsNumberIsRead) {
    EXPECT_TRUE(saysWhatAndWhose(identityCard("11010519491231002X"), projectTypes()));
    EXPECT_FALSE(saysWhatAndWhose(identityCard(""), projectTypes()));
    EXPECT_FALSE(saysWhatAndWhose(identityCard("110105194912310021"), projectTypes())) << "the check digit is wrong";
}

}  // namespace
}  // namespace daiban::documents
