// kill -9 of a running intake of 50 pages at random moments: what was acknowledged is there, once, and everything
// that is kept agrees. $DAIBAN_CRASH_ROUNDS says how often (default 10; docs/store.md has the figures of 100).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;
using std::chrono::microseconds;

constexpr std::size_t pagesOfTheIntake = 50;

std::vector<std::string> fiftyPages() {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(fs::path(DAIBAN_SOURCE_DIR) / "samples/pages"))
        if (entry.path().extension() == ".jpg" || entry.path().extension() == ".png")
            files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    files.resize(std::min(files.size(), pagesOfTheIntake));
    return files;
}

/// The ids a killed run acknowledged: of its whole lines only; the last may be cut.
std::set<std::string> acknowledgedIn(const std::string& out) {
    std::set<std::string> ids;
    for (std::size_t begin = 0, end = 0; (end = out.find('\n', begin)) != std::string::npos; begin = end + 1) {
        const base::Json line =
            base::parseJson(out.substr(begin, end - begin), base::Sentence::verbatim("an acknowledgement"));
        if (line.contains("acknowledged")) ids.insert(line["acknowledged"].get<std::string>());
    }
    return ids;
}

/// One station with an open case into which pages are taken.
class Intake {
  public:
    explicit Intake(const fs::path& data) : data_(data.string()) {
        const auto opened = runDaiban({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X",
                                       "--no-read", "--json", "--data", data_});
        number_ = opened.lines().at(0).at("number").get<std::string>();
    }
    support::Finished takeIn(std::optional<microseconds> killAfter) {
        std::vector<std::string> arguments{"case",    "add", number_,  "--no-read", "--json",
                                           "--batch", batch, "--data", data_};
        const auto files = fiftyPages();
        arguments.insert(arguments.end(), files.begin(), files.end());
        return runDaiban(arguments, {}, killAfter);
    }
    /// Every page of the case, as often as it is there.
    [[nodiscard]] std::vector<std::string> pages() const {
        std::vector<std::string> ids;
        const auto shown = runDaiban({"case", "show", number_, "--json", "--data", data_});
        const base::Json whole = shown.lines().at(0);
        for (const auto& page : whole.at("pages")) ids.push_back(page.at("id").get<std::string>());
        return ids;
    }
    [[nodiscard]] bool verifies() const { return runDaiban({"verify", "--full", "--data", data_}).exitCode == 0; }

  private:
    static constexpr const char* batch = "01900000-0000-7000-8000-00000000beef";
    std::string data_;
    std::string number_;
};

int rounds() {
    const char* asked = std::getenv("DAIBAN_CRASH_ROUNDS");
    return asked == nullptr ? 10 : std::max(1, std::atoi(asked));
}

TEST(KilledIntake, LosesAndDoublesNoAcknowledgedPage) {
    ASSERT_EQ(fiftyPages().size(), pagesOfTheIntake);
    microseconds whole{};
    {
        const support::TemporaryFolder folder;
        Intake intake(folder.path());
        const auto start = std::chrono::steady_clock::now();
        ASSERT_EQ(intake.takeIn({}).exitCode, 0);
        whole = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - start);
        ASSERT_EQ(intake.pages().size(), pagesOfTheIntake);
    }
    std::mt19937_64 random(std::random_device{}());
    int killed = 0;
    int within = 0;
    for (int round = 0; round < rounds(); ++round) {
        const support::TemporaryFolder folder;
        Intake intake(folder.path());
        const microseconds moment{static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(whole.count()))};
        const auto first = intake.takeIn(moment);
        const std::set<std::string> acknowledged = acknowledgedIn(first.out);
        killed += first.exitCode == 128 + 9 ? 1 : 0;
        within += !acknowledged.empty() && acknowledged.size() < pagesOfTheIntake ? 1 : 0;

        ASSERT_TRUE(intake.verifies()) << "after a kill at " << moment.count() << " us";
        const auto kept = intake.pages();
        const std::set<std::string> distinct(kept.begin(), kept.end());
        EXPECT_EQ(distinct.size(), kept.size()) << "no page twice";
        for (const auto& id : acknowledged) EXPECT_TRUE(distinct.contains(id)) << "acknowledged and lost: " << id;

        ASSERT_EQ(intake.takeIn({}).exitCode, 0) << "the same batch again";
        EXPECT_EQ(intake.pages().size(), pagesOfTheIntake) << "nothing doubled by sending again";
        ASSERT_TRUE(intake.verifies());
    }
    RecordProperty("killed", killed);
    std::cout << rounds() << " rounds: " << killed << " killed, " << within
              << " of them between two acknowledgements\n";
    EXPECT_GT(killed, 0) << "the test must have killed something";
}

}  // namespace
