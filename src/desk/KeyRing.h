#pragma once

#include <atomic>
#include <list>
#include <mutex>

#include "codes/label/LabelToken.h"

namespace daiban::desk {

/// The label keys of a station that runs: whoever has those of before a rotation in hand goes on with them. Safe from
/// many threads; there are at most some dozen.
class KeyRing {
  public:
    explicit KeyRing(const codes::TokenKeys& keys) { take(keys); }

    [[nodiscard]] const codes::TokenKeys& now() const { return *now_.load(); }
    void take(const codes::TokenKeys& keys) {
        const std::lock_guard lock(mutex_);
        now_.store(&all_.emplace_back(keys));
    }

  private:
    std::mutex mutex_;
    std::list<codes::TokenKeys> all_;
    std::atomic<const codes::TokenKeys*> now_{nullptr};
};

}  // namespace daiban::desk
