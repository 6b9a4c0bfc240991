#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/Id.h"
#include "intake/readPage.h"
#include "staff/Actor.h"
#include "store/Workstation.h"

namespace daiban::web {

/// A page that waits to be read.
struct ReadingJob {
    store::IntakeId intake;
    base::PageId page;
    staff::Actor actor;
    base::BatchId batch{};  ///< of a stack, and then of no intake
};

enum class ReadingState { Looking, Reading };

/// How far a page is that is not read yet.
struct PageProgress {
    ReadingState state = ReadingState::Looking;
    std::optional<intake::PageReading> firstLook;  ///< without pictures
};

/// Reads pages in the order they came, a few at once, at a low priority of the operating system's, so that whoever
/// scans or asks is answered first. What workers its threads start inherit that priority. Safe from many threads.
class ReadingQueue {
  public:
    /// Works one job; throws nothing. `progress` is told as it goes; `done` before anybody is told that it is read.
    struct Told {
        std::function<void(PageProgress)> progress;
        std::function<void()> done;
    };
    using Work = std::function<void(const ReadingJob&, const Told&)>;

    /// `warmUp`: once, by the first thread, before any work.
    ReadingQueue(int threads, std::size_t longest, Work work, std::function<void()> warmUp = {});
    ~ReadingQueue();  ///< what is being read is finished, what waits is left for the next run
    ReadingQueue(const ReadingQueue&) = delete;
    ReadingQueue& operator=(const ReadingQueue&) = delete;

    /// A page that waits or is being read already is passed over.
    void add(const ReadingJob& job);
    [[nodiscard]] bool hasRoomFor(std::size_t pages) const;
    /// Empty: it neither waits nor is it being read.
    [[nodiscard]] std::optional<PageProgress> progressOf(const base::PageId& page) const;
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t pagesOf(const store::IntakeId& intake) const;
    void stop();
    /// Begins nothing more and waits so long for what is being read. False: it still is.
    [[nodiscard]] bool stopWithin(std::chrono::milliseconds patience);

  private:
    void run(const std::function<void()>& warmUp);

    Work work_;
    std::size_t longest_;
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::deque<ReadingJob> jobs_;
    std::map<std::string, std::pair<ReadingJob, PageProgress>> known_;  ///< by page: waiting and being read
    bool stopping_ = false;
    int atWork_ = 0;                 ///< threads that have not ended
    std::condition_variable ended_;  ///< one more did
    std::vector<std::thread> threads_;
};

}  // namespace daiban::web
