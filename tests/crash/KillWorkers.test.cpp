// Reading workers killed, stopped and starved of memory in the middle of their pages while others read: every page is
// answered, read or in one sentence, and this process lives on with nothing left behind. $DAIBAN_CRASH_ROUNDS says how
// often (default 30).
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "intake/readPages.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;
using std::chrono::milliseconds;

const fs::path pages = fs::path(DAIBAN_SOURCE_DIR) / "samples/pages";
/// A card takes half a second of processor time; a stopped worker is waited for half of this.
constexpr milliseconds patience{6000};
constexpr int readers = 3;

int rounds() {
    const char* asked = std::getenv("DAIBAN_CRASH_ROUNDS");
    return asked == nullptr ? 30 : std::max(1, std::atoi(asked));
}

intake::PageWorkersOptions options() {
    return {.program = DAIBAN_PROGRAM,
            .models = fs::path(DAIBAN_SOURCE_DIR) / "models",
            .most = readers,
            .limits = {.request = patience}};
}

std::set<std::string> children() {
    std::set<std::string> all;
    for (const auto& thread : fs::directory_iterator("/proc/self/task")) {
        std::ifstream list(thread.path() / "children");
        for (std::string child; list >> child;) all.insert(child);
    }
    return all;
}

std::size_t openDescriptors() {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

enum class Misfortune { Killed, Stopped, Starved };

void befall(pid_t worker, Misfortune misfortune) {
    // Not a byte more than it has: what it asks for next is refused, as when the page itself took all it may have.
    const rlimit none{1 << 20, 1 << 20};
    switch (misfortune) {
        case Misfortune::Killed:
            kill(worker, SIGKILL);
            break;
        case Misfortune::Stopped:
            kill(worker, SIGSTOP);
            break;
        case Misfortune::Starved:
            prlimit(worker, RLIMIT_DATA, &none, nullptr);
            break;
    }
}

/// Befalls one worker after the other, at random moments after every second answer, until all rounds are done.
class Chaos {
  public:
    Chaos(const intake::PageWorkers& workers, const std::atomic<int>& answered)
        : thread_([this, &workers, &answered] { run(workers, answered); }) {}
    ~Chaos() { thread_.join(); }
    Chaos(const Chaos&) = delete;
    Chaos& operator=(const Chaos&) = delete;
    [[nodiscard]] bool isOver() const { return isOver_; }

  private:
    void run(const intake::PageWorkers& workers, const std::atomic<int>& answered) {
        std::mt19937 random(std::random_device{}());
        for (int round = 0; round < rounds();) {
            for (int waited = 0, goal = answered + 2; answered < goal && waited < 2000; ++waited)
                std::this_thread::sleep_for(milliseconds(5));
            std::this_thread::sleep_for(milliseconds(random() % 300));
            const auto now = workers.processes();
            if (now.empty()) continue;
            befall(now[random() % now.size()], static_cast<Misfortune>(round % 3));
            ++round;
        }
        isOver_ = true;
    }
    std::atomic<bool> isOver_{false};
    std::thread thread_;
};

struct Counts {
    int given = 0, read = 0, failed = 0, other = 0;
};

/// Cards, as long as the chaos goes on, and then some that must all be read.
Counts readAllTheWhile(intake::PageWorkers& workers) {
    const std::vector<fs::path> cards{pages / "id-card-front.png", pages / "bank-card.png", pages / "id-card-back.png"};
    Counts counts;
    std::atomic<int> answered{0};
    {
        const Chaos chaos(workers, answered);
        intake::readPages(
            [&]() -> std::optional<intake::PageInput> {
                if (chaos.isOver()) return std::nullopt;
                const fs::path file = cards[static_cast<std::size_t>(counts.given++) % cards.size()];
                return intake::PageInput{
                    .source = file.filename().string(),
                    .bytes = [file] { return std::make_shared<const page::PageBytes>(page::PageBytes::open(file)); },
                    .failure = {}};
            },
            intake::ReadingPlace(workers, base::Date{std::chrono::year{2026} / 7 / 1}), {.threads = readers},
            [&](const intake::PageOutcome& outcome) {
                ++answered;
                if (!outcome.failed())
                    ++counts.read;
                else if (outcome.failure.text().find(" could not be read: ") != std::string::npos)
                    ++counts.failed;
                else
                    ++counts.other, ADD_FAILURE() << outcome.failure;
            });
    }
    return counts;
}

TEST(KilledWorkers, EveryPageIsAnsweredAndTheCallerLivesOn) {
    ASSERT_TRUE(fs::exists(pages / "id-card-front.png"));
    const auto before = openDescriptors();
    {
        intake::PageWorkers workers(intake::WorkerKind::Read, options());
        workers.warmUp();
        const Counts counts = readAllTheWhile(workers);
        EXPECT_EQ(counts.read + counts.failed, counts.given);
        EXPECT_GT(counts.read, 0);
        std::cout << rounds() << " rounds: " << counts.given << " pages, " << counts.read << " read, " << counts.failed
                  << " told in one sentence\n";
        // A worker that was starved while it waited is found out by the page after it.
        const auto bytes = page::PageBytes::open(pages / "id-card-front.png");
        const auto reading = workers.read(bytes, {.today = base::Date{std::chrono::year{2026} / 7 / 1}});
        EXPECT_EQ(reading.documents.at(0).document.classification.type, "id-card-front");
    }
    EXPECT_TRUE(children().empty()) << "no zombies";
    EXPECT_EQ(openDescriptors(), before);
}

/// 200 million white pixels in 200 KB: within what a page may have, and more than a small worker can hold.
TEST(KilledWorkers, APageThatEatsMemoryCostsOneSentence) {
    auto small = options();
    small.most = 1;
    small.limits = {.memory = 500LL << 20};
    intake::PageWorkers workers(intake::WorkerKind::Read, small);
    const cv::Mat bomb(12000, 16000, CV_8UC3, cv::Scalar(255, 255, 255));
    const auto png = page::encodeImage(bomb, 600, page::ImageFormat::Png);
    try {
        (void)workers.read(page::PageBytes::of(png, "bomb.png"), {});
        ADD_FAILURE() << "it was read";
    } catch (const base::Error& error) {
        EXPECT_NE(std::string(error.what()).find("memory"), std::string::npos) << error.what();
    }
    const auto card = page::PageBytes::open(pages / "id-card-front.png");
    EXPECT_EQ(workers.read(card, {}).documents.at(0).document.classification.type, "id-card-front");
}

}  // namespace
