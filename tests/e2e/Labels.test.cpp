// Labels as a station prints them: to files, on A4 sheets, on a printer that is off at first.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "support/FakeRawPrinter.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::FakeRawPrinter;
using support::PrinterMood;

class LabelDesk : public testing::Test {
  protected:
    void SetUp() override { ASSERT_EQ(daiban({"init"}).exitCode, 0); }

    support::TemporaryFolder folder_;

    support::Finished daiban(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--json", "--data", (folder_.path() / "data").string()});
        return support::runDaiban(arguments);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    /// Three desks on a sheet of 3 x 8 of which label 6 and those before 5 are used up.
    support::Finished threeDesks(const std::string& name, std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"label",  "a4",     "SQ-0101", "SQ-0102", "JD-01",
                                           "--kind", "desk",   "--sheet", "3x8",     "--start",
                                           "5",      "--skip", "6",       "-o",      file(name)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return daiban(arguments);
    }
    std::set<std::string> codesOn(const std::string& name) {
        EXPECT_EQ(std::system(("pdftoppm -r 300 -png -singlefile " + file(name) + " " + file(name)).c_str()), 0);
        std::set<std::string> texts;
        for (const auto& line : daiban({"codes", file(name) + ".png"}).lines())
            for (const auto& code : line.at("codes")) texts.insert(code.at("text"));
        return texts;
    }
};

TEST_F(LabelDesk, FillsASheetFromTheLabelGivenAndPassesOverUsedOnes) {
    const auto made = threeDesks("a4.pdf");
    ASSERT_EQ(made.exitCode, 0) << made.err;
    std::vector<int> places;
    std::set<std::string> tokens;
    for (const auto& line : made.lines()) {
        places.push_back(line.at("label"));
        tokens.insert(line.at("token").get<std::string>());
    }
    EXPECT_EQ(places, (std::vector{5, 7, 8}));
    EXPECT_EQ(codesOn("a4.pdf"), tokens);
    EXPECT_EQ(threeDesks("a4.pdf", {"--skip", "25"}).exitCode, 1) << "the sheet has no such label";
}

TEST_F(LabelDesk, DrawsForThePrinterThatWasMeasured) {
    ASSERT_EQ(daiban({"label", "calibrate", "-o", file("cross.pdf")}).exitCode, 0);
    EXPECT_TRUE(std::filesystem::exists(file("cross.pdf")));
    EXPECT_EQ(threeDesks("a4.pdf", {"--calibration", "office"}).exitCode, 4) << "nobody has measured it";
    const auto typo = daiban({"label", "calibrate", "--printer", "office", "--measured", "21.3,19.2,19.2,277.9"});
    EXPECT_EQ(typo.exitCode, 1);
    ASSERT_EQ(daiban({"label", "calibrate", "--printer", "office", "--measured", "21.3,19.2,190.2,277.9"}).exitCode, 0);
    ASSERT_EQ(threeDesks("a4.pdf", {"--calibration", "office"}).exitCode, 0);
    EXPECT_EQ(codesOn("a4.pdf").size(), 3U);
}

TEST_F(LabelDesk, WritesTheLanguagesOfLabelPrinters) {
    for (const char* name : {"desk.zpl", "desk.tspl", "desk.pdf", "desk.png"}) {
        const auto made = daiban({"label", "desk", "JD-01", "-o", file(name)});
        EXPECT_EQ(made.exitCode, 0) << made.err;
        EXPECT_GT(std::filesystem::file_size(file(name)), 1000U) << name;
    }
    EXPECT_EQ(daiban({"label", "desk", "JD-01", "-o", file("desk.doc")}).exitCode, 1);
    EXPECT_EQ(daiban({"label", "desk", "JD-01"}).exitCode, 1) << "to nowhere";
}

TEST_F(LabelDesk, SaysWhatWasPrintedAndSendsLaterWhatWasNot) {
    FakeRawPrinter printer;
    ASSERT_EQ(daiban({"label", "printer", "counter", printer.address()}).exitCode, 0);
    printer.setMood(PrinterMood::Refuses);
    const auto refused = daiban({"label", "desk", "JD-01", "--printer", "counter"});
    EXPECT_EQ(refused.exitCode, 15);
    ASSERT_EQ(refused.lines().size(), 1U) << refused.err;
    EXPECT_EQ(refused.lines()[0].at("state"), "failed");
    ASSERT_EQ(daiban({"label", "queue"}).lines().size(), 1U);

    printer.setMood(PrinterMood::PrintsThenResets);
    const auto unsure = daiban({"label", "queue", "--send"});
    EXPECT_EQ(unsure.exitCode, 6) << "a person must look";
    EXPECT_EQ(unsure.lines().at(0).at("state"), "unknown");
    printer.setMood(PrinterMood::Prints);
    EXPECT_TRUE(daiban({"label", "queue", "--send"}).lines().empty()) << "what may be out is not sent again";

    const std::string job = unsure.lines().at(0).at("job");
    const auto again = daiban({"label", "reprint", job});
    EXPECT_EQ(again.exitCode, 0) << again.err;
    EXPECT_EQ(again.lines().at(0).at("reprint_of"), job);
    EXPECT_TRUE(daiban({"label", "queue"}).lines().empty()) << "settled";
    EXPECT_EQ(daiban({"label", "queue", "--all"}).lines().size(), 2U);
    ASSERT_EQ(printer.printed().size(), 2U);
    EXPECT_EQ(printer.printed()[0], printer.printed()[1]) << "with the same number";
    EXPECT_EQ(daiban({"verify", "--full"}).exitCode, 0);
}

}  // namespace
