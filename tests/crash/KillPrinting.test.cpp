// kill -9 of the program at random moments while it prints a label: the label comes out once, or the queue says that
// nobody knows. $DAIBAN_CRASH_ROUNDS says how often (default 10).
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "support/FakeRawPrinter.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using std::chrono::microseconds;
using support::FakeRawPrinter;
using support::runDaiban;

class Station {
  public:
    explicit Station(const std::string& data) : data_(data) { EXPECT_EQ(run({"init"}).exitCode, 0); }

    support::Finished run(std::vector<std::string> arguments, std::optional<microseconds> killAfter = {}) const {
        arguments.insert(arguments.end(), {"--json", "--data", data_});
        return runDaiban(arguments, {}, killAfter);
    }
    support::Finished print(const FakeRawPrinter& printer, const std::string& id,
                            std::optional<microseconds> killAfter = {}) const {
        return run({"label", "desk", "SQ-0101", "--design", "desk-60x40", "--printer", printer.address(), "--id", id},
                   killAfter);
    }
    /// Empty: the job was never queued.
    [[nodiscard]] std::string stateOf(const std::string& id) const {
        for (const auto& job : run({"label", "queue", "--all"}).lines())
            if (job.at("job") == id) return job.at("state");
        return {};
    }

  private:
    std::string data_;
};

std::string jobId(int round) {
    char id[64];
    std::snprintf(id, sizeof id, "01931000-0000-7000-8000-%012d", round);
    return id;
}

TEST(AStationThatIsKilled, PrintsNoLabelTwiceAndLosesNone) {
    const char* asked = std::getenv("DAIBAN_CRASH_ROUNDS");
    const int rounds = asked == nullptr ? 10 : std::atoi(asked);
    const support::TemporaryFolder folder;
    const Station station((folder.path() / "data").string());
    FakeRawPrinter printer;
    printer.setMood(support::PrinterMood::PrintsSlowly);  // so that many are killed while it prints
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_EQ(station.print(printer, jobId(0)).exitCode, 0);
    const auto whole = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
    std::mt19937 dice(17);
    int killed = 0;
    int unknown = 0;
    for (int round = 1; round <= rounds; ++round) {
        const std::string id = jobId(round);
        const std::size_t before = printer.printed().size();
        killed += station.print(printer, id, whole * (dice() % 1000) / 1000).exitCode == 128 + SIGKILL ? 1 : 0;
        const std::string state = station.stateOf(id);
        printer.finishAll();  // it prints what it has, whatever became of the program
        const std::size_t cameOut = printer.printed().size() - before;
        EXPECT_NE(state, "sending");
        EXPECT_LE(cameOut, 1U);
        if (state == "printed") {
            EXPECT_EQ(cameOut, 1U);
        }
        if (state.empty() || state == "queued") {
            EXPECT_EQ(cameOut, 0U);
        }
        unknown += state == "unknown" ? 1 : 0;
        // The sender, who got no answer, asks again; the clerk reprints what is unknown and did not come out.
        (void)station.print(printer, id);
        (void)station.run({"label", "queue", "--send"});
        if (state == "unknown" && cameOut == 0) {
            EXPECT_EQ(station.run({"label", "reprint", id}).exitCode, 0);
        }
        EXPECT_EQ(printer.printed().size() - before, 1U) << "round " << round << " " << state;
    }
    EXPECT_EQ(station.run({"verify", "--full"}).exitCode, 0);
    std::printf("%d rounds, %d killed, %d unknown\n", rounds, killed, unknown);
}

}  // namespace
