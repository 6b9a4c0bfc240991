#include "web/ReadingQueue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "web/Browser.h"

namespace daiban::web::test {
namespace {

ReadingJob job() {
    return {.intake = store::IntakeId(newId()), .page = base::PageId(newId()), .actor = staff::stationOwner("tests")};
}

TEST(ReadingQueue, StopsWithoutWaitingForThePageThatIsBeingRead) {
    std::promise<void> begun, mayEnd;
    std::atomic<int> read{0};
    ReadingQueue queue(1, 10, [&](const ReadingJob& /*job*/, const ReadingQueue::Told& /*told*/) {
        if (read++ == 0) begun.set_value();
        mayEnd.get_future().wait();
    });
    queue.add(job());
    queue.add(job());
    begun.get_future().wait();
    EXPECT_FALSE(queue.stopWithin(std::chrono::milliseconds(20)));
    EXPECT_EQ(queue.waiting(), 2U);
    mayEnd.set_value();
    EXPECT_TRUE(queue.stopWithin(std::chrono::seconds(60)));
    EXPECT_EQ(read, 1) << "what waited is left for the next run";
}

}  // namespace
}  // namespace daiban::web::test
