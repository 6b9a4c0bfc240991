// Who acts at the command line: accounts, offices and households as their commands keep them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace daiban {
namespace {

using support::Finished;
using testing::HasSubstr;
using testing::SizeIs;

constexpr int notAllowed = 4;

class AccountsAtTheCommandLine : public testing::Test {
  protected:
    void SetUp() override { first = run({"init"}); }
    Finished run(std::vector<std::string> arguments, const std::map<std::string, std::string>& environment = {}) {
        arguments.insert(arguments.end(), {"--data", data.string(), "--json"});
        return support::runDaiban(arguments, environment);
    }
    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder.path() / name) << text;
        return (folder.path() / name).string();
    }
    Finished addWangli() {
        return run({"account", "add", "wangli", "--full-name", "王丽", "--office", "SQ-0101", "--role",
                    "counter-worker,pickup-clerk", "--new-password-file", write("new", "correct horse battery\n")});
    }
    /// The data folder becomes somebody else's, who lets everybody in.
    void giveAway() {
        constexpr uid_t somebody = 4242;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) open(entry.path());
        open(data);
        ASSERT_EQ(::chown(data.c_str(), somebody, somebody), 0);
    }
    static void open(const std::filesystem::path& path) {
        std::filesystem::permissions(path, std::filesystem::perms::all);
    }

    support::TemporaryFolder folder;
    std::filesystem::path data = folder.path() / "data";
    Finished first;
};

TEST_F(AccountsAtTheCommandLine, AFirstRunMakesOneAccountOfEachRoleAndSaysSo) {
    EXPECT_EQ(first.exitCode, 0) << first.err;
    EXPECT_THAT(first.err, HasSubstr("sq-0101-counter-worker"));
    EXPECT_THAT(first.err, HasSubstr("daiban account password"));
    const auto second = run({"account", "list"});
    EXPECT_THAT(second.lines(), SizeIs(7));
    EXPECT_EQ(second.err, "");
}

TEST_F(AccountsAtTheCommandLine, AnAccountIsAddedShownLockedAndGivenOtherRoles) {
    ASSERT_EQ(addWangli().exitCode, 0);
    const auto shown = run({"account", "show", "wangli"}).lines().at(0);
    EXPECT_EQ(shown.at("full_name"), "王丽");
    EXPECT_EQ(shown.at("has_password"), true);
    EXPECT_EQ(run({"account", "lock", "wangli"}).lines().at(0).at("state"), "locked");
    EXPECT_EQ(run({"account", "list", "--as", "wangli"}).exitCode, notAllowed);
    EXPECT_EQ(run({"account", "unlock", "wangli"}).lines().at(0).at("state"), "active");
    const auto roles = run({"account", "roles", "wangli", "--role", "supervisor"}).lines().at(0);
    EXPECT_EQ(roles.at("roles"), base::Json::array({"supervisor"}));
    EXPECT_EQ(run({"verify", "--full"}).exitCode, 0);
}

TEST_F(AccountsAtTheCommandLine, AWeakPasswordAnUnknownRoleAndAnUnknownOfficeAreRefused) {
    const std::string weak = write("weak", "password1234\n");
    const auto added = run({"account", "add", "wangli", "--full-name", "王丽", "--office", "SQ-0101", "--role",
                            "counter-worker", "--new-password-file", weak});
    EXPECT_EQ(added.exitCode, 1);
    EXPECT_THAT(added.err, HasSubstr("easily guessed"));
    EXPECT_EQ(
        run({"account", "add", "wangli", "--full-name", "王丽", "--office", "SQ-0101", "--role", "king"}).exitCode, 1);
    EXPECT_EQ(run({"account", "add", "wangli", "--full-name", "王丽", "--office", "X", "--role", "courier"}).exitCode,
              notAllowed);
    EXPECT_EQ(run({"account", "show", "wangli"}).exitCode, notAllowed);
}

TEST_F(AccountsAtTheCommandLine, WhatAnAccountMayNotDoIsRefusedAndListed) {
    ASSERT_EQ(addWangli().exitCode, 0);
    const auto refused = run({"account", "lock", "wangli", "--as", "wangli"});
    EXPECT_EQ(refused.exitCode, notAllowed);
    EXPECT_THAT(refused.err, HasSubstr("you may not manage accounts; ask an administrator."));
    const auto listed = run({"audit", "refusals"}).lines();
    ASSERT_THAT(listed, SizeIs(1));
    EXPECT_EQ(listed[0].at("account"), "wangli");
    EXPECT_EQ(listed[0].at("verb"), "manage-accounts");
    EXPECT_EQ(run({"audit", "refusals", "--as", "wangli"}).exitCode, notAllowed);
}

TEST_F(AccountsAtTheCommandLine, WhoeverDoesNotOwnTheDataFolderNeedsAnAccountAndItsPassword) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
    ASSERT_EQ(addWangli().exitCode, 0);
    ASSERT_EQ(run({"account", "add", "zhang", "--full-name", "张", "--office", "QU-01", "--role", "administrator",
                   "--new-password-file", write("zhang", "battery horse correct\n")})
                  .exitCode,
              0);
    giveAway();
    const auto nobody = run({"account", "list"});
    EXPECT_EQ(nobody.exitCode, notAllowed);
    EXPECT_THAT(nobody.err, HasSubstr("--as"));
    EXPECT_EQ(run({"account", "list", "--as", "zhang"}, {{"DAIBAN_PASSWORD", "wrong"}}).exitCode, notAllowed);
    EXPECT_EQ(run({"account", "list", "--as", "zhang"}, {{"DAIBAN_PASSWORD", "battery horse correct"}}).exitCode, 0);
    EXPECT_EQ(run({"account", "list", "--as", "zhang", "--password-file", write("zhang", "battery horse correct\n")})
                  .exitCode,
              0);
    // Everybody may set the own password, with the old one.
    const std::string fresh = write("fresh", "a horse of another colour\n");
    EXPECT_EQ(run({"account", "password", "wangli", "--as", "wangli", "--new-password-file", fresh},
                  {{"DAIBAN_PASSWORD", "correct horse battery"}})
                  .exitCode,
              0);
    EXPECT_EQ(run({"account", "password", "zhang", "--as", "wangli", "--new-password-file", fresh},
                  {{"DAIBAN_PASSWORD", "a horse of another colour"}})
                  .exitCode,
              notAllowed);
}

TEST_F(AccountsAtTheCommandLine, AStationAddsAndClosesItsOffices) {
    const auto added =
        run({"office", "add", "SQ-0103", "--kind", "community", "--name", "新桥社区", "--parent", "JD-01"});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    EXPECT_THAT(run({"office", "list"}).lines(), SizeIs(8));
    EXPECT_EQ(run({"office", "add", "SQ-0103", "--kind", "community", "--name", "x", "--parent", "JD-01"}).exitCode, 1);
    ASSERT_EQ(run({"account", "list"}).exitCode, 0);  // makes the first accounts
    EXPECT_THAT(run({"office", "close", "SQ-0101"}).err, HasSubstr("lock it first"));
    EXPECT_EQ(run({"office", "close", "SQ-0103"}).exitCode, 0);
    EXPECT_TRUE(run({"office", "show", "SQ-0103"}).lines().at(0).contains("closed"));
    EXPECT_EQ(run({"office", "add", "SQ-9", "--kind", "community", "--name", "x", "--parent", "JD-01", "--as",
                   "sq-0101-counter-worker"})
                  .exitCode,
              notAllowed);
    EXPECT_EQ(run({"verify", "--full"}).exitCode, 0);
}

TEST_F(AccountsAtTheCommandLine, HouseholdsAreImportedAndSeenByTheirOwnCommunity) {
    ASSERT_EQ(addWangli().exitCode, 0);
    const std::string table = write("h.csv",
                                    "户号,地址,社区,专属社工\n001,柳岸里 1 号,SQ-0101,wangli\n"
                                    "002,柳岸里 2 号,SQ-0101,wangli\n");
    EXPECT_EQ(run({"household", "import", table}).lines().at(0).at("added"), 2);
    EXPECT_EQ(run({"household", "import", table}).lines().at(0).at("unchanged"), 2);
    EXPECT_THAT(run({"household", "list", "--as", "wangli"}).lines(), SizeIs(2));
    EXPECT_EQ(run({"household", "list", "--counts"}).lines().at(0).at("households"), 2);
    EXPECT_EQ(run({"household", "list", "--community", "SQ-0102", "--as", "wangli"}).exitCode, notAllowed);
    EXPECT_EQ(run({"household", "import", table, "--as", "wangli"}).exitCode, notAllowed);
    EXPECT_EQ(run({"household", "import", write("bad.csv", "a,b\n1,2\n")}).exitCode, 2);
}

}  // namespace
}  // namespace daiban
