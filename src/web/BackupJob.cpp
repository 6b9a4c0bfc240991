#include "web/BackupJob.h"

#include <exception>
#include <utility>

#include "base/Error.h"
#include "web/Problem.h"

namespace daiban::web {

bool BackupJob::begin(State state, std::function<void(const Moved&)> work) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || (state_ && state_->stands == State::Stands::Running)) return false;
    if (thread_.joinable()) thread_.join();  // it ended, and holds nothing any more
    state_ = std::move(state);
    cancelled_ = false;
    thread_ = std::thread([this, does = std::move(work)] { run(does); });
    return true;
}

void BackupJob::run(const std::function<void(const Moved&)>& work) {
    auto stands = State::Stands::Done;
    base::Sentence sentence;
    try {
        work([this](std::int64_t blobs) { return moved(blobs); });
    } catch (const base::Error& error) {
        stands = State::Stands::Failed, sentence = error.sentence();
    } catch (const std::exception&) {
        stands = State::Stands::Failed, sentence = unexpectedProblem().said;
    }
    const std::lock_guard lock(mutex_);
    if (stands == State::Stands::Failed && cancelled_) stands = State::Stands::Cancelled;
    state_->stands = stands;
    state_->sentence = sentence;
}

bool BackupJob::moved(std::int64_t blobs) {
    const std::lock_guard lock(mutex_);
    state_->blobs = blobs;
    return !cancelled_ && !stopping_;
}

std::optional<BackupJob::State> BackupJob::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void BackupJob::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
}

void BackupJob::stop() {
    std::thread ending;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        ending = std::move(thread_);
    }
    if (ending.joinable()) ending.join();
}

}  // namespace daiban::web
