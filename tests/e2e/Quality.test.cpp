// Pages looked at for the archive, at the command line.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/Clock.h"
#include "base/Text.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

class QualityAudit : public testing::Test {
  protected:
    QualityAudit() {
        const auto opened =
            daiban({"case", "open", "--item", "SB-002", "--office", "SQ-0101", "--applicant",
                    "王秀兰/12011619701016382X", sample("03-pension-form.jpg"), sample("05-bank-card.jpg")});
        number_ = opened.lines().back()["number"];
    }
    [[nodiscard]] support::Finished daiban(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", (folder_.path() / "data").string(), "--json"});
        return runDaiban(arguments);
    }
    static std::string sample(const char* file) {
        return (fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run" / file).string();
    }

    support::TemporaryFolder folder_;
    std::string number_;
};

TEST_F(QualityAudit, ACaseIsLookedAtASampleDrawnAndJudged) {
    const auto looked = daiban({"audit", "case", number_});
    ASSERT_EQ(looked.lines().size(), 1U) << looked.err;
    const auto report = looked.lines()[0];
    EXPECT_EQ(report["summary"]["pages"], 2);
    EXPECT_EQ(report["summary"]["looked"], 2);
    EXPECT_EQ(report["summary"]["unread"], 0);
    EXPECT_EQ(looked.exitCode, report["summary"]["sound"] == 2 ? 0 : 6) << "the exit code says whether all is good";
    EXPECT_GT(report["pages"][0]["measures"]["dpi"].get<double>(), 0);

    const auto today = base::isoDate(base::dayOf(base::SystemClock().now()));
    EXPECT_EQ(daiban({"audit", "day", today}).lines().at(0)["summary"]["pages"], 2);

    const auto drawn = daiban({"audit", "sample", "--case", number_});
    EXPECT_EQ(drawn.exitCode, 0) << drawn.err;
    ASSERT_EQ(drawn.lines().at(0)["sample"].size(), 1U) << "5% of two pages is one";
    EXPECT_EQ(daiban({"audit", "sample", "--case", number_}).lines().at(0)["sample"], drawn.lines().at(0)["sample"])
        << "what was drawn stays";

    EXPECT_EQ(daiban({"audit", "judge", "1", "--case", number_}).exitCode, 1) << "good, or what is wrong";
    EXPECT_EQ(daiban({"audit", "judge", "2", "--case", number_, "--good"}).exitCode, 4) << "there is one page in it";
    const auto bad = daiban({"audit", "judge", "1", "--case", number_, "--defects", "cut-off", "--note", "右边少一列"});
    EXPECT_EQ(bad.lines().at(0)["summary"]["judged"]["cut-off"], 1) << bad.err;
    const auto good = daiban({"audit", "judge", "1", "--case", number_, "--good"});
    EXPECT_EQ(good.lines().at(0)["summary"]["good"], 1) << good.err;
    EXPECT_EQ(daiban({"verify", "--full"}).exitCode, 0);
}

TEST_F(QualityAudit, ATableIsWrittenForASpreadsheetAndTheReportHasALineToSignOn) {
    const auto file = folder_.path() / "quality.csv";
    (void)daiban({"audit", "case", number_, "--csv", file.string()});
    std::ifstream in(file);
    std::string heading, row;
    std::getline(in, heading);
    std::getline(in, row);
    EXPECT_NE(heading.find("by eye"), std::string::npos) << heading;
    EXPECT_NE(row.find(number_), std::string::npos) << row;
    const auto printed = runDaiban({"audit", "case", number_, "--data", (folder_.path() / "data").string()});
    EXPECT_NE(printed.out.find("Inspected by: ____"), std::string::npos) << printed.out;
    EXPECT_EQ(daiban({"audit", "case", "2026-000099-X"}).exitCode, 4);
    EXPECT_EQ(daiban({"audit", "sample"}).exitCode, 1);
}

}  // namespace
