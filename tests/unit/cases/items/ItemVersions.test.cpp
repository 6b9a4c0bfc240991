#include <gtest/gtest.h>

#include <fstream>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/items/Items.h"
#include "support/TemporaryFolder.h"

namespace daiban::cases {

namespace {

base::Date day(const char* iso) {
    return base::parseIsoDate(iso).value();
}

std::string file(int version, const char* effective, const std::string& name = "试办") {
    return "code: AB-001\nname: " + name +
           "\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: " + std::to_string(version) +
           "\neffective: " + effective +
           "\nresult: {name: 结果, type: none}\nmaterials:\n  - {type: id-card-front, name: 身份证, form: 收原件, "
           "subject: "
           "anyone}\n";
}

class ItemVersions : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directory(folder_.path() / "history"); }
    void write(const std::string& name, const std::string& text) { std::ofstream(folder_.path() / name) << text; }
    [[nodiscard]] std::vector<std::string> problems() const {
        std::vector<std::string> texts;
        for (const auto& problem : problemsIn(folder_.path(), {{"id-card-front", {}}}))
            texts.push_back(problem.file.filename().string() + ": " + problem.sentence.text());
        return texts;
    }
    support::TemporaryFolder folder_;
};

}  // namespace

TEST_F(ItemVersions, FollowTheDay) {
    write("AB-001.yaml", file(3, "2026-07-01", "今"));
    write("history/AB-001.v2.yaml", file(2, "2026-01-01", "昔"));
    write("history/AB-001.v1.yaml", file(1, "2025-01-01", "初"));
    EXPECT_TRUE(problems().empty());
    const Items items = Items::load(folder_.path());
    EXPECT_EQ(items.all().size(), 1U);
    EXPECT_EQ(items.at("AB-001").version, 3);
    EXPECT_EQ(items.at("AB-001", day("2026-07-01")).version, 3);
    EXPECT_EQ(items.at("AB-001", day("2026-06-30")).name, "昔");
    EXPECT_EQ(items.at("AB-001", day("2025-12-31")).version, 1);
    EXPECT_EQ(items.at("AB-001", day("2024-12-31")).version, 1) << "no older rule is known";
    EXPECT_EQ(items.versionsOf("AB-001").size(), 3U);
    EXPECT_EQ(items.version("AB-001", 2).name, "昔");
}

TEST_F(ItemVersions, AreNeverReplacedByAnotherWhenOneIsMissing) {
    write("AB-001.yaml", file(3, "2026-07-01"));
    const Items items = Items::load(folder_.path());
    try {
        static_cast<void>(items.version("AB-001", 2));
        FAIL() << "no error";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::NotFound);
        EXPECT_STREQ(error.what(),
                     "Version 2 of item AB-001 is not there; put its file back as history/AB-001.v2.yaml.");
    }
}

TEST_F(ItemVersions, ThatDoNotFitTogetherAreProblems) {
    write("AB-001.yaml", file(2, "2026-01-01"));
    write("history/AB-001.v1.yaml", file(1, "2026-01-01"));
    EXPECT_EQ(problems(),
              std::vector<std::string>{"AB-001.yaml: version 2 does not begin after version 1; mend 'effective'."});
    write("history/AB-001.v1.yaml", file(2, "2025-01-01"));
    EXPECT_EQ(problems(), std::vector<std::string>{
                              "AB-001.v1.yaml: the file is named AB-001.v1.yaml but it is AB-001 in version 2; "
                              "name it AB-001.v2.yaml."});
    std::filesystem::remove(folder_.path() / "history/AB-001.v1.yaml");
    write("history/AB-001.v2.yaml", file(2, "2025-01-01"));
    EXPECT_EQ(problems(), std::vector<std::string>{
                              "AB-001.v2.yaml: version 2 is not older than version 2 in AB-001.yaml; raise 'version' "
                              "there."});
    std::filesystem::remove(folder_.path() / "AB-001.yaml");
    EXPECT_EQ(problems(), std::vector<std::string>{"AB-001.v2.yaml: there is no AB-001.yaml to which this is the "
                                                   "history; move the newest version there."});
}

}  // namespace daiban::cases
