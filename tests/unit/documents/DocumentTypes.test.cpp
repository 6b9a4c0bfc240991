#include "documents/DocumentTypes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "PrintedPage.h"
#include "base/Error.h"
#include "support/TemporaryFolder.h"

namespace daiban::documents {
namespace {

using ::testing::HasSubstr;

void write(const std::filesystem::path& folder, const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
}

const std::string parkingPermit =
    "code: parking-permit\n"
    "name: 停车证\n"
    "group: local\n"
    "titles: ['*停车证']\n"
    "cues: [车位号, 泊位管理单位]\n"
    "other_labels: [泊位管理单位]\n"
    "fields:\n"
    "  - name: owner_name\n"
    "    kind: person-name\n"
    "    labels: [车主姓名]\n"
    "  - name: place_number\n"
    "    kind: number\n"
    "    labels: [车位号]\n"
    "    pattern: '[A-Z]-\\d{3}'\n"
    "  - name: valid_until\n"
    "    kind: range-until\n"
    "    labels: [有效期至]\n"
    "validity:\n"
    "  expires: valid_until\n";

/// The one problem in a folder that holds the parking permit with `from` replaced.
std::string problemWith(const std::string& from, const std::string& to) {
    const support::TemporaryFolder folder;
    std::string text = parkingPermit;
    text.replace(text.find(from), from.size(), to);
    write(folder.path(), "parking-permit.yaml", text);
    const auto problems = DocumentTypes::problemsIn(folder.path());
    if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
    return problems.front().text().substr(folder.path().string().size() + 1);
}

TEST(DocumentTypes, AllTypesOfTheProjectLoadAndAreSeventy) {
    const auto problems = DocumentTypes::problemsIn(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/documents");
    EXPECT_TRUE(problems.empty()) << (problems.empty() ? "" : problems.front().text());
    EXPECT_EQ(projectTypes().all().size(), 70U);
}

TEST(DocumentTypes, EveryTypeWithAnExpiryFieldCanReadIt) {
    int count = 0;
    for (const auto& type : projectTypes().all()) {
        if (type.expiryField.empty()) continue;
        ++count;
        EXPECT_NE(type.findField(type.expiryField), nullptr) << type.code;
    }
    EXPECT_GE(count, 10);
    EXPECT_EQ(projectTypes().find("id-card-back")->expiryField, "valid_until");
}

TEST(DocumentTypes, ATypeIsFoundByItsCodeOnly) {
    EXPECT_EQ(projectTypes().find("marriage-certificate")->name, "结婚证");
    EXPECT_EQ(projectTypes().find("结婚证"), nullptr);
    EXPECT_EQ(projectTypes().find("unknown"), nullptr);
}

TEST(DocumentTypes, ANewTypeNeedsNothingButAFile) {
    const support::TemporaryFolder folder;
    write(folder.path(), "parking-permit.yaml", parkingPermit);
    const auto types = DocumentTypes::load(folder.path());
    auto page = PrintedPage::card();
    page.put(20, 5, "滨海新区停车证", 6).put(8, 18, "车主姓名").put(30, 18, "李长江").put(8, 26, "车位号：B-117");
    page.put(8, 34, "有效期至 2027年3月31日").put(8, 42, "泊位管理单位 安泰物业");
    const auto document = understand(page.evidence(), types, testDay());
    EXPECT_EQ(document.classification.type, "parking-permit");
    EXPECT_EQ(valueOf(document.fields, "owner_name"), "李长江");
    EXPECT_EQ(valueOf(document.fields, "place_number"), "B-117");
    EXPECT_TRUE(isValid(document.fields, "place_number"));
    EXPECT_EQ(isoOf(document.fields, "valid_until"), "2027-03-31");
}

TEST(DocumentTypes, AnUnknownKeyIsNamedWithItsLineAndTheNearestKnownOne) {
    EXPECT_EQ(problemWith("cues:", "ceus:"), "parking-permit.yaml:5: unknown key 'ceus'; did you mean 'cues'?");
}

TEST(DocumentTypes, AnUnknownKindIsNamedWithItsLine) {
    const auto text = problemWith("kind: range-until", "kind: range-til");
    EXPECT_THAT(text, HasSubstr("parking-permit.yaml:16: unknown kind 'range-til'"));
    EXPECT_THAT(text, HasSubstr("did you mean 'range-until'?"));
}

TEST(DocumentTypes, ABrokenRegularExpressionIsNamedWithItsLine) {
    EXPECT_THAT(problemWith("[A-Z]-\\d{3}", "[A-Z-(\\d{3}"),
                HasSubstr("parking-permit.yaml:14: '[A-Z-(\\d{3}' is no regular"));
}

TEST(DocumentTypes, AFieldThatCannotBeFoundSaysWhatIsMissing) {
    EXPECT_THAT(problemWith("    labels: [车主姓名]\n", ""),
                HasSubstr("give it 'labels', 'phrases' or 'anywhere: true'"));
}

TEST(DocumentTypes, ANumberWithoutAPatternIsRefused) {
    EXPECT_THAT(problemWith("    pattern: '[A-Z]-\\d{3}'\n", ""), HasSubstr("give it a 'pattern'"));
}

TEST(DocumentTypes, ACodeThatIsNotTheFilesNameIsRefused) {
    EXPECT_THAT(problemWith("code: parking-permit", "code: parking"),
                HasSubstr(":1: the code 'parking' must be the file's name"));
}

TEST(DocumentTypes, AMissingNameIsReported) {
    EXPECT_THAT(problemWith("name: 停车证\n", ""), HasSubstr("the key 'name' is missing"));
}

TEST(DocumentTypes, ATypeWithoutTitlesAndCuesCannotBeTold) {
    EXPECT_THAT(problemWith("titles: ['*停车证']\n", ""),
                HasSubstr("give it 'titles', or 'untitled: true' and 'cues'"));
}

TEST(DocumentTypes, AnExpiryFieldThatIsNotThereIsReported) {
    EXPECT_THAT(problemWith("expires: valid_until", "expires: valid_till"),
                HasSubstr(":19: there is no field 'valid_till'"));
}

TEST(DocumentTypes, APhraseMustSayWhereTheValueStands) {
    EXPECT_THAT(problemWith("labels: [车主姓名]", "phrases: [车主为]"), HasSubstr("must have {} once"));
}

TEST(DocumentTypes, ANumbersPlaceMustBeAPartOfThePaper) {
    EXPECT_THAT(problemWith("cues:", "numbers: [{pattern: '\\d{8}', at: [0.9, 0, 0.1, 1]}]\ncues:"),
                HasSubstr(":5: 'at' is empty; left must be less than right"));
}

TEST(DocumentTypes, TwoFieldsOfOneNameAreRefused) {
    EXPECT_THAT(problemWith("name: place_number", "name: owner_name"),
                HasSubstr("the field 'owner_name' is there twice"));
}

TEST(DocumentTypes, AFileThatIsNoYamlIsNamedWithItsLine) {
    EXPECT_THAT(problemWith("titles: ['*停车证']", "titles: ['*停车证'"), HasSubstr("not valid YAML"));
}

TEST(DocumentTypes, AllProblemsOfAllFilesAreCollected) {
    const support::TemporaryFolder folder;
    std::string two = parkingPermit;
    two.replace(two.find("person-name"), 11, "persn-name");
    two.replace(two.find("range-until"), 11, "range");
    write(folder.path(), "parking-permit.yaml", two);
    write(folder.path(), "other.yaml", "code: other\n");
    const auto problems = DocumentTypes::problemsIn(folder.path());
    EXPECT_GE(problems.size(), 5U);  // two kinds; name, group and titles of the other
    EXPECT_TRUE(
        std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.file.filename() == "other.yaml"; }));
}

TEST(DocumentTypes, LoadThrowsTheFirstProblemWithFileAndLine) {
    const support::TemporaryFolder folder;
    std::string text = parkingPermit;
    text.replace(text.find("person-name"), 11, "persn-name");
    write(folder.path(), "parking-permit.yaml", text);
    try {
        (void)DocumentTypes::load(folder.path());
        FAIL() << "a wrong kind was accepted";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
        EXPECT_THAT(error.what(), HasSubstr("parking-permit.yaml:9: "));
    }
}

TEST(DocumentTypes, AFolderThatIsNotThereIsNotFound) {
    try {
        (void)DocumentTypes::load("/no/such/folder");
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::NotFound);
    }
}

TEST(DocumentTypes, ACueThatManyTypesShareTellsLess) {
    EXPECT_LT(projectTypes().rarity("特此证明"), projectTypes().rarity("准驾车型"));
    EXPECT_DOUBLE_EQ(projectTypes().rarity("准驾车型"), 1.0);
}

}  // namespace
}  // namespace daiban::documents
