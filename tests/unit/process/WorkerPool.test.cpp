#include "process/WorkerPool.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "base/Error.h"

namespace daiban::process {
namespace {

using End = Reply::End;
using Which = WorkerPool::Which;
using std::chrono::milliseconds;

WorkerPoolOptions fakes(int most = 1, const std::string& start = "ready") {
    return {
        .worker = {.program = FAKE_WORKER,
                   .arguments = {"talk", start},
                   .limits = {.start = milliseconds(20'000), .request = milliseconds(20'000), .memory = 300LL << 20}},
        .most = most};
}

WorkerPoolOptions impatient(int most = 1) {
    auto options = fakes(most);
    options.worker.limits.request = milliseconds(600);
    return options;
}

Reply ask(WorkerPool& pool, const std::string& text, Which which = Which::Warm, const OnNews& onNews = {}) {
    return pool.ask({.kind = Message::Kind::Request, .text = text}, which, onNews);
}

std::string answerOf(WorkerPool& pool, const std::string& text, Which which = Which::Warm) {
    const Reply reply = ask(pool, text, which);
    return reply.end == End::Answered ? reply.answer.text : "no answer";
}

std::string sentenceOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const base::Error& error) {
        return error.what();
    }
    return "no error";
}

std::size_t openDescriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
    return count;
}

/// All of this process's children, whichever thread started them, dead ones that nobody waited for too.
std::set<std::string> children() {
    std::set<std::string> all;
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream list(thread.path() / "children");
        for (std::string child; list >> child;) all.insert(child);
    }
    return all;
}

bool isThere(pid_t process) {
    return kill(process, 0) == 0;
}

/// Waits for what happens in another process; far longer than it takes.
bool becomes(bool wanted, const std::function<bool()>& state) {
    for (int i = 0; i < 2000 && state() != wanted; ++i) std::this_thread::sleep_for(milliseconds(5));
    return state() == wanted;
}

TEST(WorkerPool, AsksOneWorkerAgainAndAgain) {
    WorkerPool pool(fakes());
    EXPECT_EQ(answerOf(pool, "say hello"), "hello");
    const auto first = answerOf(pool, "who");
    EXPECT_EQ(answerOf(pool, "who"), first);
    EXPECT_EQ(pool.processes().size(), 1U);
}

TEST(WorkerPool, StartsAnotherWhenTheWorkerCrashed) {
    WorkerPool pool(fakes());
    const auto first = answerOf(pool, "who");
    for (const std::string mishap : {"crash", "segv", "exit", "garbage", "half", "claim"}) {
        EXPECT_EQ(ask(pool, mishap).end, End::Crashed) << mishap;
        EXPECT_EQ(answerOf(pool, "say on"), "on") << mishap;
    }
    EXPECT_NE(answerOf(pool, "who"), first);
}

TEST(WorkerPool, EndsAWorkerThatHangsSpinsOrIsStopped) {
    WorkerPool pool(impatient());
    for (const std::string mishap : {"hang", "spin", "stop"}) {
        EXPECT_EQ(ask(pool, mishap).end, End::TimedOut) << mishap;
        EXPECT_TRUE(pool.processes().empty());
    }
    EXPECT_TRUE(children().empty());
}

TEST(WorkerPool, WaitsForAWorkerThatWorksOnAMachineThatIsBusyWithOtherThings) {
    auto options = fakes();
    options.worker.limits.request = milliseconds(2000);
    WorkerPool pool(options);
    EXPECT_EQ(answerOf(pool, "doze 2500"), "2500") << "more by the clock, little of it its own";
}

TEST(WorkerPool, AWorkerThatEatsMemoryIsRefusedMoreAndSaysSo) {
    WorkerPool pool(fakes());
    EXPECT_EQ(ask(pool, "eat").end, End::OutOfMemory);
    EXPECT_TRUE(pool.processes().empty()) << "it is not asked again";
    EXPECT_EQ(answerOf(pool, "say on"), "on");
}

TEST(WorkerPool, TellsWhatTheWorkerWasAtWhenItDied) {
    WorkerPool pool(fakes());
    EXPECT_EQ(ask(pool, "at zxing").atWork, "zxing");
    EXPECT_EQ(ask(pool, "at-then-done zxing").atWork, "");
}

TEST(WorkerPool, AFreshWorkerHasSeenNoRequestBefore) {
    WorkerPool pool(fakes());
    const auto warm = answerOf(pool, "who");
    const auto fresh = answerOf(pool, "who", Which::Fresh);
    EXPECT_NE(fresh, warm);
    EXPECT_EQ(answerOf(pool, "who"), fresh);
    EXPECT_EQ(pool.processes().size(), 1U) << "the warm one made room";
}

TEST(WorkerPool, ReplacesAWorkerThatDiedWhileNobodyAskedIt) {
    WorkerPool pool(fakes());
    ASSERT_EQ(answerOf(pool, "say hello"), "hello");
    const pid_t worker = pool.processes().at(0);
    kill(worker, SIGKILL);
    std::this_thread::sleep_for(milliseconds(50));
    EXPECT_EQ(answerOf(pool, "say on"), "on") << "no request is lost by it";
}

TEST(WorkerPool, ReplacesAWorkerThatHasAnsweredItsShare) {
    auto options = fakes();
    options.requestsPerWorker = 2;
    WorkerPool pool(options);
    const auto first = answerOf(pool, "who");
    EXPECT_EQ(answerOf(pool, "who"), first);
    EXPECT_NE(answerOf(pool, "who"), first);
}

TEST(WorkerPool, StartsNoMoreThanItMayAndMakesTheRestWait) {
    WorkerPool pool(fakes(2));
    std::vector<std::thread> threads;
    std::atomic<int> answered{0};
    std::atomic<std::size_t> most{0};
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) {
                answered += answerOf(pool, "sleep 5") == "5" ? 1 : 0;
                most = std::max(most.load(), pool.processes().size());
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(answered, 30);
    EXPECT_LE(most, 2U);
}

TEST(WorkerPool, HandsOverNewsBeforeTheAnswer) {
    WorkerPool pool(fakes());
    std::vector<std::string> heard;
    const Reply reply = ask(pool, "news early", Which::Warm, [&](const Message& news) {
        heard.push_back(news.text);
        return true;
    });
    EXPECT_EQ(heard, std::vector<std::string>{"early"});
    EXPECT_EQ(reply.answer.text, "early");
}

TEST(WorkerPool, AWorkerThatGivesPartsStopsWhenNoMoreAreWanted) {
    WorkerPool pool(fakes());
    int taken = 0;
    EXPECT_EQ(ask(pool, "parts 9", Which::Warm, [&](const Message&) { return ++taken < 4; }).answer.text, "3");
    EXPECT_EQ(answerOf(pool, "parts 0"), "0") << "and can be asked again";
}

TEST(WorkerPool, WhatTheListenerThrowsCostsTheWorkerAndNothingElse) {
    WorkerPool pool(fakes());
    EXPECT_THROW((void)ask(pool, "news x", Which::Warm, [](const Message&) -> bool { throw std::runtime_error("no"); }),
                 std::runtime_error);
    EXPECT_EQ(answerOf(pool, "say on"), "on");
}

TEST(WorkerPool, SaysWhatTheWorkerSaysThatCannotWork) {
    WorkerPool pool(fakes(1, "refuse"));
    EXPECT_EQ(sentenceOf([&] { pool.warmUp(); }), "The models are not there.");
}

TEST(WorkerPool, SaysThatAWorkerDoesNotStart) {
    WorkerPool leaves(fakes(1, "leave"));
    EXPECT_NE(sentenceOf([&] { leaves.warmUp(); }).find("no such library"), std::string::npos);
    auto options = fakes();
    options.worker.program = "/no/such/program";
    WorkerPool none(options);
    EXPECT_NE(sentenceOf([&] { (void)ask(none, "say x"); }).find("/no/such/program does not start"), std::string::npos);
    auto silent = fakes(1, "silent");
    silent.worker.limits.start = milliseconds(200);
    WorkerPool waits(silent);
    EXPECT_NE(sentenceOf([&] { waits.warmUp(); }).find("not ready in time"), std::string::npos);
    EXPECT_TRUE(children().empty());
}

TEST(WorkerPool, GivesAWorkerNoSecretsAndNoDescriptorsOfItsCaller) {
    setenv("DAIBAN_TEST_SECRET", "treasure", 1);
    const Descriptor leaky(open("/dev/null", O_RDONLY));  // without O_CLOEXEC, as a library may open one
    WorkerPool pool(fakes());
    EXPECT_EQ(answerOf(pool, "environment DAIBAN_TEST_SECRET"), "");
    EXPECT_NE(answerOf(pool, "environment PATH"), "");
    EXPECT_EQ(answerOf(pool, "descriptors"), "5") << "three standard ones, the caller's, and that of the folder read";
    unsetenv("DAIBAN_TEST_SECRET");
}

TEST(WorkerPool, WhatAWorkersLibrariesPrintStaysAwayFromTheCallersLines) {
    testing::internal::CaptureStdout();
    WorkerPool pool(fakes());
    EXPECT_EQ(answerOf(pool, "print"), "");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(WorkerPool, EndsWhatItsWorkersStarted) {
    pid_t grandchildsGroup = 0;
    {
        WorkerPool pool(fakes());
        (void)answerOf(pool, "grandchild");
        grandchildsGroup = pool.processes().at(0);
        ASSERT_EQ(kill(-grandchildsGroup, 0), 0);
    }
    EXPECT_TRUE(becomes(false, [&] { return kill(-grandchildsGroup, 0) == 0; }));
}

/// A program that has a worker, and dies.
pid_t workerOfADyingCaller(const std::string& lastRequest) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return -1;
    const pid_t caller = fork();
    if (caller == 0) {
        WorkerPool pool(fakes());
        pool.warmUp();
        const pid_t worker = pool.processes().at(0);
        if (write(ends[1], &worker, sizeof worker) != sizeof worker) _exit(1);
        std::thread([&] { (void)ask(pool, lastRequest); }).detach();
        std::this_thread::sleep_for(milliseconds(100));
        raise(SIGKILL);
    }
    pid_t worker = -1;
    close(ends[1]);
    EXPECT_EQ(read(ends[0], &worker, sizeof worker), static_cast<ssize_t>(sizeof worker));
    close(ends[0]);
    waitpid(caller, nullptr, 0);
    return worker;
}

TEST(WorkerPool, NoWorkerOutlivesACallerThatWasKilled) {
    for (const std::string request : {"say x", "hang", "spin", "stop"}) {
        const pid_t worker = workerOfADyingCaller(request);
        ASSERT_GT(worker, 0);
        EXPECT_TRUE(becomes(false, [&] { return isThere(worker); })) << request;
    }
}

TEST(WorkerPool, LeavesNoDescriptorAndNoProcessBehind) {
    const auto before = openDescriptors();
    for (const std::string mishap : {"say x", "crash", "garbage", "eat", "exit"}) {
        WorkerPool pool(fakes());
        (void)ask(pool, mishap);
    }
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_TRUE(children().empty());
}

// Every way of failing and from outside as well, while others work: each request is answered or failed, never lost.
TEST(WorkerPool, AnswersEveryoneWhileWorkersAreKilledStoppedAndFilledUp) {
    constexpr int rounds = 200, askers = 4;
    const auto before = openDescriptors();
    std::atomic<int> answered{0}, failed{0}, wrong{0};
    {
        WorkerPool pool(impatient(3));
        std::atomic<bool> isOver{false};
        std::thread killer([&] {
            std::mt19937 random(7);
            while (!isOver) {
                const auto workers = pool.processes();
                if (!workers.empty()) kill(workers[random() % workers.size()], random() % 2 == 0 ? SIGKILL : SIGSTOP);
                std::this_thread::sleep_for(milliseconds(20));
            }
        });
        std::vector<std::thread> threads;
        for (int t = 0; t < askers; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < rounds / askers; ++i) {
                    const bool isMishap = i % 5 == 4;
                    const std::string text = isMishap ? (t % 2 == 0 ? "eat" : "crash") : "say " + std::to_string(i);
                    Reply reply = ask(pool, text);
                    if (reply.end != End::Answered && !isMishap) reply = ask(pool, text, Which::Fresh);
                    if (reply.end != End::Answered)
                        ++failed;
                    else
                        reply.answer.text == std::to_string(i) ? ++answered : ++wrong;
                }
            });
        for (auto& thread : threads) thread.join();
        isOver = true;
        killer.join();
    }
    EXPECT_EQ(answered + failed, rounds);
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(answered, 0);
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_TRUE(children().empty()) << "no zombies";
    RecordProperty("answered", answered.load());
}

}  // namespace
}  // namespace daiban::process
