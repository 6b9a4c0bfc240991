#include "store/Readers.h"

#include <utility>

namespace daiban::store {

namespace {

constexpr std::size_t mostIdle = 8;  // as many as verbs run at once on a station; each holds a cache of 2 MB at most

}  // namespace

Snapshot::Snapshot(Readers& readers)
    : readers_(readers),
      connection_(readers.take()),
      transaction_(std::make_unique<Transaction>(*connection_, Access::Read)) {}

Snapshot::~Snapshot() {
    transaction_.reset();
    readers_.giveBack(std::move(connection_));
}

std::unique_ptr<Database> Readers::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return std::make_unique<Database>(copy_ ? Database::openCopy(file_) : Database::openToRead(file_, patience_));
}

void Readers::giveBack(std::unique_ptr<Database> connection) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < mostIdle) idle_.push_back(std::move(connection));
}

}  // namespace daiban::store
