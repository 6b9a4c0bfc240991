#pragma once

#include <mutex>
#include <optional>

namespace daiban::base {

/// A value made once, by whichever thread asks first; made again when that failed. (std::call_once never ends under the
/// thread sanitizer after a call that threw, nor on some of libstdc++'s machines.)
template <class Value>
class Once {
  public:
    /// Throws what `make` throws.
    template <class Make>
    const Value& get(const Make& make) {
        const std::lock_guard lock(mutex_);
        if (!value_) value_.emplace(make());
        return *value_;
    }

  private:
    std::mutex mutex_;
    std::optional<Value> value_;
};

}  // namespace daiban::base
