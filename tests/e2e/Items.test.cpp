// Items, their versions and time limits as the command line shows them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

std::string itemFile(int version, const std::string& effective, const std::string& days) {
    return "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: " + days +
           "\nversion: " + std::to_string(version) + "\neffective: " + effective +
           "\nresult: {name: 结果, type: none}\nmaterials:\n"
           "  - {type: other, name: 立功证书, form: 收原件, subject: applicant}\n";
}

/// The project's models with two versions of an item of our own.
fs::path modelsWithVersions(const fs::path& folder) {
    fs::copy(fs::path(DAIBAN_SOURCE_DIR) / "models", folder / "models", fs::copy_options::recursive);
    fs::create_directories(folder / "models/items/history");
    std::ofstream(folder / "models/items/AB-001.yaml") << itemFile(2, "2026-06-01", "9");
    std::ofstream(folder / "models/items/history/AB-001.v1.yaml") << itemFile(1, "2026-01-01", "5");
    return folder / "models";
}

TEST(ItemSearch, FindsByPinyinAndInitials) {
    for (const char* text : {"gaolingjintie", "gao ling jin tie", "gljt", "高龄jt"}) {
        const auto finished = runDaiban({"items", "search", text, "--json"});
        ASSERT_EQ(finished.exitCode, 0) << text;
        EXPECT_EQ(finished.lines().at(0)["item"], "YL-001") << text;
    }
}

TEST(ItemVersions, ADateChoosesTheRulesThatWereInForce) {
    const support::TemporaryFolder folder;
    const std::string models = modelsWithVersions(folder.path()).string();
    EXPECT_EQ(runDaiban({"items", "validate", "--models", models}).exitCode, 0);
    const auto versionOn = [&](const char* date) {
        return runDaiban({"items", "show", "AB-001", "--date", date, "--models", models, "--json"})
            .lines()
            .at(0)["version"]
            .get<int>();
    };
    EXPECT_EQ(versionOn("2026-05-31"), 1);
    EXPECT_EQ(versionOn("2026-06-01"), 2);
    const auto check = [&](const char* date) {
        return runDaiban({"check", "--item", "AB-001", "--date", date, "--models", models, "--json"});
    };
    EXPECT_EQ(check("2026-05-31").lines().at(0)["version"], 1);
    EXPECT_EQ(check("2026-06-01").lines().at(0)["version"], 2);
    EXPECT_EQ(check("2026-06-01").exitCode, 6);
    EXPECT_EQ(check("2026-06-01").lines().at(0)["requirements"][0]["state"], "missing");
    const auto early = check("2025-06-01");
    EXPECT_EQ(early.lines().at(0)["version"], 1);
    EXPECT_NE(early.err.find("No rules of AB-001 before 2026-01-01 are known"), std::string::npos) << early.err;
}

TEST(ItemDeadline, LeavesStopsOutAndSaysWhatIsProvisional) {
    const auto plain = runDaiban({"items", "deadline", "SB-001", "--from", "2026-03-16", "--today", "2026-03-17",
                                  "--stop", "supplement=2026-03-17..2026-03-20", "--json"});
    ASSERT_EQ(plain.exitCode, 0) << plain.err;
    EXPECT_EQ(plain.lines().at(0)["deadline"], "2026-03-26");
    EXPECT_EQ(plain.lines().at(0)["note"], "");
    const auto provisional =
        runDaiban({"items", "deadline", "SB-001", "--from", "2027-02-01", "--today", "2027-02-01", "--json"});
    EXPECT_EQ(provisional.lines().at(0)["deadline"], "2027-02-10");
    EXPECT_NE(provisional.lines().at(0)["note"], "");
    EXPECT_EQ(runDaiban({"items", "deadline", "SB-001", "--stop", "tea=2026-03-17"}).exitCode, 1);
}

TEST(CaseDeadline, IsShownOnceThePapersAreThere) {
    const support::TemporaryFolder folder;
    const std::string models = modelsWithVersions(folder.path()).string();
    // One working day: due on the next one, which is red on whatever day this runs.
    fs::remove_all(folder.path() / "models/items/history");
    std::ofstream(folder.path() / "models/items/AB-001.yaml") << itemFile(1, "2026-01-01", "1");
    const auto run = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--models", models, "--data", (folder.path() / "data").string()});
        return runDaiban(arguments);
    };
    const std::string page = (fs::path(DAIBAN_SOURCE_DIR) / "samples/pages/bank-card.png").string();
    const auto opened =
        run({"case", "open", "--item", "AB-001", "--applicant", "林晓舟/120116198406150114", "--json", page});
    ASSERT_EQ(opened.exitCode, 6) << opened.err;
    const std::string number = opened.lines().back()["number"];
    EXPECT_TRUE(run({"case", "show", number, "--json"}).lines().at(0)["limit"].is_null());
    EXPECT_NE(run({"case", "show", number, "--lang", "zh-CN"}).out.find("材料未齐，承诺时限尚未起算"),
              std::string::npos);

    ASSERT_EQ(run({"case", "confirm", number, "--page", "1", "--material", "立功证书"}).exitCode, 0);
    const auto limit = run({"case", "show", number, "--json"}).lines().at(0)["limit"];
    EXPECT_EQ(limit["left"], 1);
    EXPECT_EQ(limit["light"], "red");
    const auto shown = run({"case", "show", number, "--lang", "zh-CN"});
    EXPECT_NE(shown.out.find("承诺办结日 " + limit["deadline"].get<std::string>() + "  剩余工作日 1  红色"),
              std::string::npos)
        << shown.out;

    // Stopped today, it has not lost the day that is left; tomorrow's is left out.
    const auto stopped = run({"case", "stop", number, "--reason", "special", "--lang", "zh-CN"});
    ASSERT_EQ(stopped.exitCode, 0) << stopped.err;
    EXPECT_NE(stopped.out.find("已停止计时"), std::string::npos) << stopped.out;
    EXPECT_NE(stopped.out.find("特别程序期间停止计时，恢复后剩余工作日 "), std::string::npos) << stopped.out;
    EXPECT_EQ(run({"case", "show", number, "--json"}).lines().at(0)["limit"]["stopped"], "special");
    EXPECT_EQ(run({"case", "stop", number, "--reason", "supplement"}).exitCode, 6);
    EXPECT_EQ(run({"case", "resume", number, "--on", "2020-01-01"}).exitCode, 1);
    EXPECT_EQ(run({"case", "resume", number, "--json"}).lines().at(0)["limit"], limit);
    EXPECT_EQ(run({"case", "resume", number}).exitCode, 6);
    EXPECT_NE(run({"track", number, "--lang", "zh-CN"}).out.find("次日起停止计时：特别程序"), std::string::npos);

    ASSERT_EQ(run({"case", "close", number, "--step", "withdrawn"}).exitCode, 0);
    EXPECT_TRUE(run({"case", "show", number, "--json"}).lines().at(0)["limit"].is_null());
    EXPECT_EQ(run({"case", "show", number, "--lang", "zh-CN"}).out.find("承诺"), std::string::npos);
}

TEST(Choosing, ASituationOfAnOpenCaseIsChosenLater) {
    const support::TemporaryFolder folder;
    const auto run = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", (folder.path() / "data").string()});
        return runDaiban(arguments);
    };
    const std::string page = (fs::path(DAIBAN_SOURCE_DIR) / "samples/pages/bank-card.png").string();
    const auto opened =
        run({"case", "open", "--item", "HJ-022", "--applicant", "林晓舟/120116198406150114", "--json", page});
    ASSERT_EQ(opened.exitCode, 6) << opened.err;
    const std::string number = opened.lines().back()["number"];
    const std::string notice = (folder.path() / "notice.pdf").string();
    const auto undecided = run({"slip", "notice", number, "-o", notice});
    EXPECT_EQ(undecided.exitCode, 6);
    EXPECT_NE(undecided.err.find("daiban case situation " + number + ": lost (遗失) or worn"), std::string::npos)
        << undecided.err;

    EXPECT_EQ(run({"case", "situation", number, "lost,worn"}).exitCode, 1);
    EXPECT_EQ(run({"case", "situation", number, "stolen"}).exitCode, 1);
    const auto chosen = run({"case", "situation", number, "lost", "--json"});
    EXPECT_EQ(chosen.exitCode, 6);
    EXPECT_EQ(chosen.lines().at(0)["situations"], base::Json::array({"lost"}));
    EXPECT_EQ(chosen.lines().at(0)["checklist"]["situations_to_choose"], base::Json::array());
    EXPECT_EQ(run({"slip", "notice", number, "-o", notice}).exitCode, 0);
    EXPECT_NE(run({"track", number, "--lang", "zh-CN"}).out.find("情形改为：lost"), std::string::npos);
    EXPECT_EQ(run({"verify", "--full"}).exitCode, 0);
}

TEST(Choosing, ASituationIsAskedForInOneSentence) {
    const auto check = [](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"check", "--item", "HJ-022"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runDaiban(arguments);
    };
    const auto none = check({"--json"});
    EXPECT_EQ(none.exitCode, 6);
    EXPECT_EQ(none.lines().at(0)["situations_to_choose"], base::Json::parse(R"(["lost","worn"])"));
    EXPECT_NE(none.lines().at(0)["notice"].get<std::string>().find(
                  "\n1. 办理情形：请选定一种，遗失，或损坏或换领；选定后材料方能确定。"),
              std::string::npos);
    EXPECT_EQ(check({"--json", "--situation", "lost"}).lines().at(0)["situations_to_choose"], base::Json::array());
    const auto both = check({"--situation", "lost,worn"});
    EXPECT_EQ(both.exitCode, 1);
    EXPECT_NE(both.err.find("only one can be"), std::string::npos) << both.err;
}

TEST(Assigning, NamesTheMaterialsWhenThereIsNoneOfThatName) {
    const support::TemporaryFolder folder;
    const std::string models = modelsWithVersions(folder.path()).string();
    const auto finished =
        runDaiban({"check", "--item", "AB-001", "--models", models, "--assign", "奖状=a.jpg", "a.jpg"});
    EXPECT_EQ(finished.exitCode, 1);
    EXPECT_NE(finished.err.find("立功证书"), std::string::npos) << finished.err;
}

TEST(Assigning, MakesAPageTheMaterialAPersonSaysItIs) {
    const support::TemporaryFolder folder;
    const std::string models = modelsWithVersions(folder.path()).string();
    const std::string page = (fs::path(DAIBAN_SOURCE_DIR) / "samples/pages/bank-card.png").string();
    const auto check = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"check", "--item", "AB-001", "--models", models, "--json", page};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runDaiban(arguments);
    };
    EXPECT_EQ(check({}).exitCode, 6);
    const auto assigned = check({"--assign", "立功证书=" + page});
    EXPECT_EQ(assigned.exitCode, 0) << assigned.err;
    EXPECT_EQ(assigned.lines().at(0)["requirements"][0]["state"], "satisfied");
    EXPECT_EQ(check({"--assign", "立功证书=" + page + ":7"}).exitCode, 4);
}

}  // namespace
