#pragma once

#include <cstddef>
#include <functional>

namespace daiban::codes {

enum class Reading { Finished, GivenUp };

/// Runs `read`, which calls a decoder of somebody else's; GivenUp when an assertion in there failed, which would have
/// ended the process otherwise. What the decoder had allocated is then lost, `mayLose` bytes at most; once a process
/// lost mostLost of them together, nothing is run any more and all is GivenUp. What `read` itself makes must be owned
/// outside of it. Exceptions pass. For many threads at once, not for use within itself.
[[nodiscard]] Reading guarded(std::size_t mayLose, const std::function<void()>& read);

inline constexpr std::size_t mostLost = 512U << 20U;

}  // namespace daiban::codes
