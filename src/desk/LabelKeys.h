#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "desk/Parts.h"

namespace daiban::desk {

/// A key that labels are signed with, as people speak of it; nothing of the key itself.
struct LabelKey {
    char id = '0';
    std::optional<base::Instant> since;  ///< when the station first knew it
    bool signs = false;                  ///< new labels are signed with it
    std::string withdrawn;               ///< day since which its labels are refused; empty: they are good
    std::int64_t labels = 0;             ///< of folders and certificates
};

/// The keys of a station: an administrator's of the highest office. Throw Error{NotFound} for who may not.
class LabelKeys {
  public:
    explicit LabelKeys(const Parts& parts) : parts_(parts) {}

    [[nodiscard]] std::vector<LabelKey> list(const staff::Actor& actor) const;  ///< by id
    /// New labels are signed with a new key; old ones stay good.
    void rotate(const staff::Actor& actor) const;
    /// A key that was stolen: its labels are refused in words from now on, and new ones are signed with another.
    void withdraw(const staff::Actor& actor, char id, const std::string& reason) const;

  private:
    [[nodiscard]] codes::TokenKeys opened() const;
    void becameKnown(const codes::TokenKeys& keys, const staff::Actor& actor) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
