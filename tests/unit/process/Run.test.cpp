#include "process/run.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "base/Error.h"
#include "process/Descriptor.h"

namespace daiban::process {
namespace {

using std::chrono::seconds;

RunResult shell(const std::string& script, const RunLimits& limits = {}) {
    const Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
    return run("/bin/sh", {"-c", script}, nothing.get(), limits);
}

std::size_t openDescriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
    return count;
}

TEST(Run, CapturesWhatAProgramPrintsAndHowItEnds) {
    const auto result = shell("echo out; echo err >&2; exit 3");
    EXPECT_EQ(result.end, RunResult::End::Exited);
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
}

TEST(Run, ReadsFromTheDescriptorItIsGiven) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    ASSERT_EQ(write(ends[1], "given", 5), 5);
    close(ends[1]);
    EXPECT_EQ(run("/bin/cat", {}, ends[0]).output, "given");
    close(ends[0]);
}

TEST(Run, EndsAProgramThatTakesTooLongAndThoseItStarted) {
    const auto result = shell("sleep 60 & sleep 60", {.time = seconds(1)});
    EXPECT_EQ(result.end, RunResult::End::TimedOut);
}

TEST(Run, EndsAProgramThatLetsGoOfItsOutputAndGoesOn) {
    EXPECT_EQ(shell("exec >&- 2>&-; sleep 60", {.time = seconds(1)}).end, RunResult::End::TimedOut);
}

TEST(Run, StopsAtTheLimitOnOutput) {
    EXPECT_EQ(shell("exec cat /dev/zero", {.output = 1000}).end, RunResult::End::TooMuchOutput);
}

TEST(Run, CutsALongStandardErrorAndReadsOn) {
    const auto result = shell("head -c 1000000 /dev/zero >&2; echo done");
    EXPECT_EQ(result.output, "done\n");
    EXPECT_EQ(result.errors.size(), 64U * 1024U);
}

TEST(Run, RefusesMemoryBeyondTheLimit) {
    const auto result = shell("ulimit -v", {.memory = 100LL << 20});
    EXPECT_EQ(result.output, std::to_string((100LL << 20) / 1024) + "\n");
}

TEST(Run, TellsACrashFromAnExit) {
    EXPECT_EQ(shell("kill -SEGV $$").end, RunResult::End::Crashed);
}

TEST(Run, SaysWithExitCode127ThatThereIsNoSuchProgram) {
    EXPECT_EQ(run("/no/such/program", {}, 0).exitCode, 127);
}

TEST(Run, GivesNoSecretsNoDescriptorsAndNoRightToWrite) {
    setenv("DAIBAN_TEST_SECRET", "treasure", 1);
    const Descriptor leaky(open("/dev/null", O_RDONLY));  // without O_CLOEXEC, as a library may open one
    const auto result = shell(
        "env; ls /proc/self/fd | wc -l; echo x > /tmp/daiban-run-test-$$ || echo refused; "
        "rm -f /tmp/daiban-run-test-$$");
    unsetenv("DAIBAN_TEST_SECRET");
    EXPECT_EQ(result.output.find("treasure"), std::string::npos);
    EXPECT_NE(result.output.find("\n4\n"), std::string::npos) << result.output << " in, out, err and ls's own";
    EXPECT_NE(result.output.find("refused"), std::string::npos) << result.output;
}

TEST(Run, WorksWhereTheCallersOwnStandardDescriptorsAreClosed) {
    EXPECT_EXIT(
        {
            close(0);
            close(1);
            const auto result = shell("echo out; echo err >&2");
            _exit(result.output == "out\n" && result.errors == "err\n" ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST(Run, LeavesNoDescriptorAndNoProcessBehind) {
    (void)shell("true");
    const auto before = openDescriptors();
    for (int i = 0; i < 20; ++i) (void)shell(i % 2 == 0 ? "true" : "kill -KILL $$");
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_FALSE(std::filesystem::exists("/proc/self/task/" + std::to_string(gettid()) + "/children") &&
                 std::filesystem::file_size("/proc/self/task/" + std::to_string(gettid()) + "/children") > 0);
}

TEST(Run, IsSafeFromSeveralThreadsAtOnce) {
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&right, t] {
            for (int i = 0; i < 10; ++i) {
                const std::string word = std::to_string(t) + "-" + std::to_string(i);
                right += shell("echo " + word).output == word + "\n" ? 1 : 0;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 40);
}

}  // namespace
}  // namespace daiban::process
