#include "base/Log.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "support/TemporaryFolder.h"

namespace daiban::base {
namespace {

class ALog : public testing::Test {
  protected:
    [[nodiscard]] std::string text() const {
        std::ifstream file(folder.path() / "daiban-2026-03.log");
        return {std::istreambuf_iterator<char>(file), {}};
    }

    support::TemporaryFolder folder;
    // 2026-03-02T01:00:00Z, nine o'clock in China.
    FixedClock clock{Instant{std::chrono::milliseconds{1772413200000}}};
};

TEST_F(ALog, HasALineForEveryEvent) {
    auto log = Log::inFolder(folder.path(), clock);
    log.event("command.ended",
              {{"command", "verify"}, {"exit", std::int64_t{0}}, {"id", "018f0000-0000-7000-8000-00000000000a"}});
    log.event("store.opened");
    EXPECT_EQ(
        text(),
        "2026-03-02T09:00:00.000+08:00 command.ended command=verify exit=0 id=018f0000-0000-7000-8000-00000000000a\n"
        "2026-03-02T09:00:00.000+08:00 store.opened\n");
}

TEST_F(ALog, GoesOnInANewFileWhenTheMonthDoes) {
    auto log = Log::inFolder(folder.path(), clock);
    log.event("server.began");
    clock.advance(std::chrono::days{30});
    log.event("page.read");
    EXPECT_EQ(text(), "2026-03-02T09:00:00.000+08:00 server.began\n");
    std::ifstream april(folder.path() / "daiban-2026-04.log");
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>(april), {}}), "2026-04-01T09:00:00.000+08:00 page.read\n");
}

TEST_F(ALog, HoldsNoTextOfPeople) {
    auto log = Log::inFolder(folder.path(), clock);
    for (const char* personal : {"王小明", "Wang Xiaoming", "11010519491231002X", "110105491231002", "6222 0202",
                                 "a\nb", "scan of 王小明.jpg", "", "case-11010519491231002X"})
        log.event("x", {{"value", personal}});
    log.event("name of 王小明");
    const std::string all = text();
    EXPECT_EQ(std::ranges::count(all, '\n'), 10);
    EXPECT_EQ(all.find("1101"), std::string::npos);
    EXPECT_EQ(all.find("Wang"), std::string::npos);
    EXPECT_EQ(all.find("王"), std::string::npos);
    EXPECT_EQ(std::ranges::count(all, '?'), 10);
}

TEST_F(ALog, IsAddedToByManyAtOnceLineByLine) {
    auto one = Log::inFolder(folder.path(), clock);
    auto other = Log::inFolder(folder.path(), clock);
    {
        std::vector<std::jthread> writers;
        for (Log* log : {&one, &one, &other})
            writers.emplace_back([log] {
                for (int i = 0; i < 200; ++i) log->event("page.read", {{"n", std::int64_t{1}}});
            });
    }
    std::ifstream file(folder.path() / "daiban-2026-03.log");
    int lines = 0;
    for (std::string line; std::getline(file, line); ++lines)
        EXPECT_EQ(line, "2026-03-02T09:00:00.000+08:00 page.read n=1");
    EXPECT_EQ(lines, 600);
}

TEST_F(ALog, ThatCannotBeWrittenStopsNothing) {
    auto log = Log::inFolder(folder.path() / "daiban-2026-03.log" / "no folder", clock);
    std::ofstream(folder.path() / "a file");
    auto another = Log::inFolder(folder.path() / "a file", clock);
    log.event("x");
    another.event("x");
    Log().event("x");
}

}  // namespace
}  // namespace daiban::base
