// The knowledge in models/ as the command line shows it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

fs::path copyOfModels(const fs::path& folder) {
    fs::copy(fs::path(DAIBAN_SOURCE_DIR) / "models", folder / "models", fs::copy_options::recursive);
    return folder / "models";
}

TEST(Types, AtLeastTwentyFourAreListedWithNameAndFields) {
    const auto finished = runDaiban({"types", "list", "--json"});
    EXPECT_EQ(finished.exitCode, 0);
    const auto lines = finished.lines();
    EXPECT_GE(lines.size(), 24U);
    for (const auto& line : lines) EXPECT_FALSE(line["name"].get<std::string>().empty()) << line["code"];
}

TEST(Types, OfTheProjectAreInOrder) {
    EXPECT_EQ(runDaiban({"types", "validate"}).exitCode, 0);
}

TEST(Items, OfTheProjectAreInOrder) {
    EXPECT_EQ(runDaiban({"items", "validate"}).exitCode, 0);
}

TEST(Items, AllTwentyFourCoreItemsAreThere) {
    std::set<std::string> codes;
    for (const auto& line : runDaiban({"items", "list", "--json"}).lines())
        codes.insert(line["item"].get<std::string>());
    for (const char* code : {"JY-001", "JY-002", "JY-003", "SB-001", "SB-002", "SB-003", "JS-001", "JS-002",
                             "JX-001", "JX-002", "YL-001", "YL-002", "YL-003", "QY-001", "QY-002", "QY-003",
                             "QY-004", "MZ-001", "MZ-002", "CL-001", "TY-001", "HJ-001", "FC-001", "WJ-001"})
        EXPECT_TRUE(codes.contains(code)) << code;
}

TEST(Items, AreFoundByAPartOfTheirName) {
    const auto finished = runDaiban({"items", "search", "高龄", "--json"});
    ASSERT_EQ(finished.exitCode, 0);
    EXPECT_EQ(finished.lines()[0]["item"], "YL-001");
    EXPECT_EQ(runDaiban({"items", "search", "月球"}).exitCode, 4);
}

TEST(Types, AMistakeIsToldWithFileAndLine) {
    const support::TemporaryFolder folder;
    const fs::path models = copyOfModels(folder.path());
    std::ofstream(models / "documents/broken.yaml") << "code: broken\nname: 坏\ngruop: general\n";
    const auto finished = runDaiban({"types", "validate", "--models", models.string()});
    EXPECT_EQ(finished.exitCode, 6);
    EXPECT_NE(finished.out.find("broken.yaml:"), std::string::npos) << finished.out;
}

TEST(Types, AMistakeInTheRulesForPapersOfSeveralPagesIsToldWithFileAndLine) {
    const support::TemporaryFolder folder;
    const fs::path models = copyOfModels(folder.path());
    std::ofstream(models / "documents/shared/bundles.yaml") << "pages:\n  - labor-contract\n  - labour-contract\n";
    const auto finished = runDaiban({"types", "validate", "--models", models.string()});
    EXPECT_EQ(finished.exitCode, 6);
    EXPECT_NE(finished.out.find("bundles.yaml:3: there is no document type 'labour-contract'"), std::string::npos)
        << finished.out;
}

TEST(Items, ATypeThatDoesNotExistIsToldWithFileAndLine) {
    const support::TemporaryFolder folder;
    const fs::path models = copyOfModels(folder.path());
    std::ifstream original(models / "items/WJ-001.yaml");
    std::string text((std::istreambuf_iterator<char>(original)), {});
    text.replace(text.find("portrait-photo"), 14, "portrait-foto!");
    std::ofstream(models / "items/WJ-001.yaml") << text;
    const auto finished = runDaiban({"items", "validate", "--models", models.string()});
    EXPECT_EQ(finished.exitCode, 6);
    EXPECT_NE(finished.out.find("WJ-001.yaml:"), std::string::npos) << finished.out;
}

}  // namespace
