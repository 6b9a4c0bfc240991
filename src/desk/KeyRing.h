#pragma once

#include <filesystem>
#include <list>
#include <mutex>

#include "codes/label/LabelToken.h"

namespace daiban::desk {

/// The label keys of a station that runs: whoever has those of before a rotation in hand goes on with them. What
/// another process rotates or withdraws (`daiban label-keys`) is seen at the next look. Safe from many threads; there
/// are at most some dozen.
class KeyRing {
  public:
    KeyRing(const codes::TokenKeys& keys, std::filesystem::path dataFolder);

    /// Those of before when the file cannot be read now.
    [[nodiscard]] const codes::TokenKeys& now();
    void take(const codes::TokenKeys& keys);

  private:
    using Stamp = std::filesystem::file_time_type;
    [[nodiscard]] Stamp stamp() const;
    std::filesystem::path dataFolder_;
    std::mutex mutex_;
    std::list<codes::TokenKeys> all_;
    Stamp seen_;
};

}  // namespace daiban::desk
