#include "process/WorkerPool.h"

#include <algorithm>

namespace daiban::process {

/// The right to one of the pool's places, for the time of a request.
class WorkerPool::Turn {
  public:
    Turn(WorkerPool& pool, Which which) : pool_(pool) {
        std::unique_lock lock(pool_.mutex_);
        pool_.someoneLeft_.wait(lock, [&] { return pool_.busy_ < pool_.options_.most; });
        ++pool_.busy_;
        if (pool_.idle_.empty()) return;
        const bool isFull = pool_.busy_ + static_cast<int>(pool_.idle_.size()) > pool_.options_.most;
        if (which == Which::Fresh && !isFull) return;
        worker_ = std::move(pool_.idle_.back());
        pool_.idle_.pop_back();
        lock.unlock();
        if (which == Which::Fresh) worker_.reset();  // makes room
    }
    ~Turn() {
        const std::unique_ptr<Worker> ended = isOfUse_ ? nullptr : std::move(worker_);  // outside of the lock
        const std::lock_guard lock(pool_.mutex_);
        std::erase(pool_.working_, id_);
        if (worker_) pool_.idle_.push_back(std::move(worker_));
        --pool_.busy_;
        pool_.someoneLeft_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    Worker& worker() {
        // One that died while nobody asked it is replaced without a word.
        if (worker_ && !worker_->isAlive()) worker_.reset();
        if (!worker_) worker_ = std::make_unique<Worker>(pool_.options_.worker);
        id_ = worker_->id();
        const std::lock_guard lock(pool_.mutex_);
        pool_.working_.push_back(id_);
        return *worker_;
    }
    void keepWorker() { isOfUse_ = worker_->requestsAnswered() < pool_.options_.requestsPerWorker; }

  private:
    WorkerPool& pool_;
    std::unique_ptr<Worker> worker_;
    pid_t id_ = -1;
    bool isOfUse_ = false;
};

WorkerPool::WorkerPool(WorkerPoolOptions options) : options_(std::move(options)) {
    options_.most = std::max(1, options_.most);
}

WorkerPool::~WorkerPool() = default;

Reply WorkerPool::ask(const Message& request, Which which, const OnNews& onNews) {
    Turn turn(*this, which);
    Reply reply = turn.worker().ask(request, onNews);
    if (reply.end == Reply::End::Answered) turn.keepWorker();
    return reply;
}

void WorkerPool::warmUp() {
    Turn turn(*this, Which::Warm);
    (void)turn.worker();
    turn.keepWorker();
}

std::vector<pid_t> WorkerPool::processes() const {
    const std::lock_guard lock(mutex_);
    std::vector<pid_t> all = working_;
    for (const auto& worker : idle_) all.push_back(worker->id());
    return all;
}

}  // namespace daiban::process
