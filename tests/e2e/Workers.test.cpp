// The program and its workers, as a user meets them.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

const fs::path pages = fs::path(DAIBAN_SOURCE_DIR) / "samples/pages";

class Workers : public testing::Test {
  protected:
    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }
    [[nodiscard]] std::vector<std::string> read(const std::vector<std::string>& names) const {
        std::vector<std::string> arguments{"read", "--json", "--data", data()};
        for (const auto& name : names) arguments.push_back((pages / name).string());
        return arguments;
    }
    support::TemporaryFolder folder_;
};

base::Json withoutTimes(base::Json reading) {
    reading.erase("seconds");
    return reading;
}

/// Processes that work for that one.
std::set<pid_t> workersOf(pid_t caller) {
    std::set<pid_t> workers;
    std::error_code gone;
    for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(caller) + "/task", gone)) {
        std::ifstream list(thread.path() / "children");
        for (pid_t child = 0; list >> child;) workers.insert(child);
    }
    return workers;
}

TEST_F(Workers, ReadWhatTheProgramItselfWouldRead) {
    const std::vector<std::string> names{"id-card-front-scan.jpg", "blank-page-scan.jpg", "id-card-photocopy.jpg"};
    const auto there = runDaiban(read(names));
    const auto here = runDaiban(read(names), {{"DAIBAN_WORKERS", "0"}});
    EXPECT_EQ(there.exitCode, 0) << there.err;
    ASSERT_EQ(there.lines().size(), 3U);
    ASSERT_EQ(here.lines().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(withoutTimes(there.lines()[i]), withoutTimes(here.lines()[i]));
}

TEST_F(Workers, AreNotListedForPeopleAndRefuseToWorkForThem) {
    EXPECT_EQ(runDaiban({"--help"}).out.find("\n  worker "), std::string::npos);
    for (const std::string kind : {"read", "codes", "pdf", "scan"}) {
        const auto finished = runDaiban({"worker", kind});
        EXPECT_EQ(finished.exitCode, 1);
        EXPECT_EQ(finished.err, "daiban: Workers are started by daiban itself, not by hand.\n") << kind;
    }
}

TEST_F(Workers, TellWhatKeepsThemFromReadingBeforeAnythingIsRead) {
    const auto finished = runDaiban({"read", "--engine", "crystal-ball", (pages / "id-card-front.png").string()});
    EXPECT_EQ(finished.exitCode, 1);
    EXPECT_EQ(finished.err.find("daiban: There is no text engine 'crystal-ball'"), 0U) << finished.err;
    EXPECT_EQ(finished.out, "");
}

/// A running `daiban`, whose standard error may be a terminal.
class Running {
  public:
    explicit Running(const std::vector<std::string>& arguments)
        : terminal_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
        grantpt(terminal_);
        unlockpt(terminal_);
        const std::string name = ptsname(terminal_);
        id_ = fork();
        if (id_ != 0) return;
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        dup2(open(name.c_str(), O_RDWR | O_NOCTTY), STDERR_FILENO);
        std::vector<char*> argv{const_cast<char*>("daiban")};
        for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
        argv.push_back(nullptr);
        execv(DAIBAN_PROGRAM, argv.data());
        _exit(127);
    }
    ~Running() {
        end();
        close(terminal_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    [[nodiscard]] pid_t id() const { return id_; }
    /// All it writes to the terminal until it ends.
    std::string shown() {
        std::string all;
        std::array<char, 4096> buffer;
        while (true) {
            const auto count = ::read(terminal_, buffer.data(), buffer.size());
            if (count <= 0) return all;  // the other side of a terminal that is gone is an error
            all.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
    void end() {
        if (id_ <= 0) return;
        kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
        id_ = -1;
    }

  private:
    int terminal_;
    pid_t id_ = -1;
};

TEST_F(Workers, ShowInTheLineOfProgressWhatAPageIsBeforeItIsRead) {
    Running running(read({"id-card-front-scan.jpg"}));
    const std::string shown = running.shown();
    const auto type = shown.find("居民身份证");
    ASSERT_NE(type, std::string::npos) << shown;
    EXPECT_LT(type, shown.find(" 1  ")) << "said while none is done";
    EXPECT_NE(shown.find("王静怡"), std::string::npos) << "whose it is: " << shown;
    EXPECT_EQ(shown.find("120116196501087345"), std::string::npos) << "a number stays masked: " << shown;
}

TEST_F(Workers, DoNotOutliveAProgramThatIsKilled) {
    std::vector<std::string> names(12, "id-card-front-scan.jpg");
    Running running(read(names));
    std::set<pid_t> workers;
    for (int i = 0; i < 2000 && workers.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        workers = workersOf(running.id());
    }
    ASSERT_FALSE(workers.empty());
    running.end();
    const auto isThere = [](pid_t worker) { return kill(worker, 0) == 0; };
    for (int i = 0; i < 2000 && std::ranges::any_of(workers, isThere); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_TRUE(std::ranges::none_of(workers, isThere));
}

}  // namespace
