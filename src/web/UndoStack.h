#pragma once

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/Sentence.h"

namespace daiban::web {

/// A step that can be taken back.
struct UndoStep {
    base::Sentence label;  ///< what is taken back
    std::function<void()> takeBack;
};

/// What was done last at each intake, since the server began. Safe from many threads.
class UndoStack {
  public:
    void add(const std::string& intake, UndoStep step) {
        const std::lock_guard lock(mutex_);
        auto& steps = steps_[intake];
        steps.push_back(std::move(step));
        if (steps.size() > kept) steps.pop_front();
    }
    [[nodiscard]] std::optional<base::Sentence> labelOf(const std::string& intake) const {
        const std::lock_guard lock(mutex_);
        const auto found = steps_.find(intake);
        return found == steps_.end() || found->second.empty() ? std::nullopt
                                                              : std::optional(found->second.back().label);
    }
    [[nodiscard]] std::optional<UndoStep> take(const std::string& intake) {
        const std::lock_guard lock(mutex_);
        const auto found = steps_.find(intake);
        if (found == steps_.end() || found->second.empty()) return std::nullopt;
        UndoStep step = std::move(found->second.back());
        found->second.pop_back();
        return step;
    }
    void forget(const std::string& intake) {
        const std::lock_guard lock(mutex_);
        steps_.erase(intake);
    }

  private:
    static constexpr std::size_t kept = 50;
    mutable std::mutex mutex_;
    std::map<std::string, std::deque<UndoStep>> steps_;
};

}  // namespace daiban::web
