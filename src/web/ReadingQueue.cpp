#include "web/ReadingQueue.h"

#include <sys/resource.h>

namespace daiban::web {

namespace {

/// Behind everything a person waits for, before what nobody waits for.
constexpr int niceness = 5;

}  // namespace

ReadingQueue::ReadingQueue(int threads, std::size_t longest, Work work, std::function<void()> warmUp)
    : work_(std::move(work)), longest_(longest), atWork_(threads) {
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this, first = i == 0 ? warmUp : std::function<void()>{}] {
            run(first);
            const std::lock_guard lock(mutex_);
            --atWork_;
            ended_.notify_all();
        });
}

ReadingQueue::~ReadingQueue() {
    stop();
}

void ReadingQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    news_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

bool ReadingQueue::stopWithin(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    news_.notify_all();
    return ended_.wait_for(lock, patience, [this] { return atWork_ == 0; });
}

void ReadingQueue::add(const ReadingJob& job) {
    {
        const std::lock_guard lock(mutex_);
        if (!known_.emplace(job.page.text(), std::pair{job, PageProgress{}}).second) return;
        jobs_.push_back(job);
    }
    news_.notify_one();
}

bool ReadingQueue::hasRoomFor(std::size_t pages) const {
    const std::lock_guard lock(mutex_);
    return known_.size() + pages <= longest_;
}

std::optional<PageProgress> ReadingQueue::progressOf(const base::PageId& page) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(page.text());
    return found == known_.end() ? std::nullopt : std::optional(found->second.second);
}

std::size_t ReadingQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return known_.size();
}

std::size_t ReadingQueue::pagesOf(const store::IntakeId& intake) const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [page, entry] : known_) count += entry.first.intake == intake ? 1 : 0;
    return count;
}

void ReadingQueue::run(const std::function<void()>& warmUp) {
    (void)setpriority(PRIO_PROCESS, 0, niceness);  // of this thread alone, on Linux
    if (warmUp) warmUp();
    for (;;) {
        ReadingJob job;
        {
            std::unique_lock lock(mutex_);
            news_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (stopping_) return;
            job = jobs_.front();
            jobs_.pop_front();
        }
        const auto progress = [&](PageProgress now) {
            const std::lock_guard lock(mutex_);
            if (const auto found = known_.find(job.page.text()); found != known_.end()) {
                if (!now.firstLook) now.firstLook = std::move(found->second.second.firstLook);
                found->second.second = std::move(now);
            }
        };
        const auto done = [&] {
            const std::lock_guard lock(mutex_);
            known_.erase(job.page.text());
        };
        work_(job, {.progress = progress, .done = done});
        done();
    }
}

}  // namespace daiban::web
