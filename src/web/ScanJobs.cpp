#include "web/ScanJobs.h"

#include <algorithm>
#include <vector>

namespace daiban::web {

bool ScanJobs::begin(const ScanJob& job, std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    const bool busy = std::ranges::any_of(entries_, [&](const auto& entry) {
        return entry.second.job.device == job.device && entry.second.job.state == ScanJob::State::Running;
    });
    if (busy || stopping_) return false;
    Entry& entry = entries_[job.id];
    entry.job = job;
    entry.thread = std::thread(std::move(work));
    return true;
}

std::optional<ScanJob> ScanJobs::find(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    return found == entries_.end() ? std::nullopt : std::optional(found->second.job);
}

ScanJob ScanJobs::change(const std::string& id, const std::function<void(ScanJob&)>& how) {
    const std::lock_guard lock(mutex_);
    auto& job = entries_.at(id).job;
    how(job);
    return job;
}

void ScanJobs::cancel(const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(id); found != entries_.end()) found->second.cancelled = true;
}

bool ScanJobs::isCancelled(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    return stopping_ || (found != entries_.end() && found->second.cancelled);
}

void ScanJobs::stop() {
    std::vector<std::thread> threads;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (auto& [id, entry] : entries_) threads.push_back(std::move(entry.thread));
    }
    for (auto& thread : threads)
        if (thread.joinable()) thread.join();
}

}  // namespace daiban::web
