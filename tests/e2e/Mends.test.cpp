// What a person says wrongly, and how it is put right: applicants, pages, mandates, what was taught.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

class Mends : public testing::Test {
  protected:
    [[nodiscard]] support::Finished daiban(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", (folder_.path() / "data").string(), "--json"});
        return runDaiban(arguments);
    }
    static std::string sample(const char* file) {
        return (fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run" / file).string();
    }
    [[nodiscard]] support::Finished open(const std::string& applicant, const std::string& file) const {
        return daiban({"case", "open", "--item", "SB-002", "--office", "SQ-0101", "--applicant", applicant, file});
    }

    support::TemporaryFolder folder_;
};

TEST_F(Mends, AnApplicantWhoCannotBeIsRefusedAndAWrongOneIsCorrectedLater) {
    for (const char* nobody : {"王秀兰", "王秀兰/1234", "王秀兰/120116197010163821", "\x1b[2J王秀兰/无"})
        EXPECT_EQ(open(nobody, sample("04-leaflet.jpg")).exitCode, 1) << nobody;
    const auto opened = open("王秀蓝/无", sample("04-leaflet.jpg"));
    ASSERT_EQ(opened.exitCode, 6) << opened.err;
    const std::string number = opened.lines().back()["number"];
    EXPECT_EQ(daiban({"case", "applicant", number, "--name", "王秀兰", "--reason", " "}).exitCode, 1);
    const auto mended = daiban(
        {"case", "applicant", number, "--name", "王秀兰", "--number", "12011619701016382X", "--reason", "录错一字"});
    EXPECT_EQ(mended.lines().back()["applicant"], "王秀兰") << mended.err;
    EXPECT_EQ(daiban({"verify", "--full"}).exitCode, 0);
}

TEST_F(Mends, AClosedCaseIsReopenedAndAPageTakenOutAndPutBack) {
    const std::string number = open("王秀兰/12011619701016382X", sample("05-bank-card.jpg")).lines().back()["number"];
    EXPECT_EQ(daiban({"case", "remove-page", number, "--page", "1", "--reason", "别人的"}).exitCode, 6);
    const std::string page = daiban({"case", "removed", number}).lines().at(0)["id"];
    EXPECT_EQ(daiban({"case", "loose"}).lines().at(0)["id"], page);
    EXPECT_EQ(daiban({"case", "restore-page", number, page, "--reason", "是她的"}).exitCode, 6);
    EXPECT_TRUE(daiban({"case", "loose"}).lines().empty());
    EXPECT_EQ(daiban({"case", "close", number, "--step", "withdrawn"}).exitCode, 0);
    EXPECT_EQ(daiban({"case", "reopen", number, "--reason", "误关"}).lines().at(0)["status"], "received");
}

TEST_F(Mends, TheSameFileTwiceIsOneCopy) {
    const std::string card = sample("05-bank-card.jpg");
    const auto opened = daiban({"case", "open", "--item", "SB-002", "--office", "SQ-0101", "--applicant",
                                "王秀兰/12011619701016382X", card, card});
    ASSERT_EQ(opened.lines().back()["checklist"]["repeated"].size(), 1U) << opened.err;
}

TEST_F(Mends, AnIdentityCardIsNotTaughtAsABankCardAndWhatIsTaughtIsForgotten) {
    const std::string card = sample("01-id-card.jpg"), leaflet = sample("04-leaflet.jpg");
    const auto refused = daiban({"types", "teach", "bank-card", card, "--document", "1"});
    EXPECT_EQ(refused.exitCode, 6) << refused.err;
    EXPECT_NE(refused.err.find("id-card"), std::string::npos) << refused.err;
    EXPECT_TRUE(daiban({"types", "taught"}).lines().empty());
    ASSERT_EQ(daiban({"types", "teach", "unemployment-registration-form", leaflet}).exitCode, 0);
    const auto taught = daiban({"types", "taught"}).lines();
    ASSERT_EQ(taught.size(), 1U);
    EXPECT_EQ(daiban({"types", "forget", taught[0]["id"]}).exitCode, 0);
    EXPECT_EQ(daiban({"read", leaflet}).lines().at(0)["documents"][0]["type"], "unknown");
}

}  // namespace
