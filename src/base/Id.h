#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/Clock.h"
#include "base/Random.h"

namespace daiban::base {

/// A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then random; lower-case with hyphens, 36 characters.
[[nodiscard]] std::string newUuidV7(const Clock& clock, Random& random);
[[nodiscard]] bool isUuid(std::string_view text);
/// When a UUIDv7 was made, by its maker's clock. Of a text for which isUuid holds.
[[nodiscard]] Instant timeOfUuidV7(std::string_view uuid);

/// The UUIDv7 of something that belongs to `uuid` and is told apart from its siblings by `what`: the same for the same,
/// with the same time in it. So what is sent again has the ids it had.
[[nodiscard]] std::string derivedUuid(std::string_view uuid, std::string_view what);

/// An id of one kind of thing; ids of different kinds do not mix.
template <class Tag>
class Id {
  public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] static Id make(const Clock& clock, Random& random) { return Id{newUuidV7(clock, random)}; }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

  private:
    std::string text_;
};

using CaseId = Id<struct CaseTag>;
using PageId = Id<struct PageTag>;
using BatchId = Id<struct BatchTag>;
using HandoffId = Id<struct HandoffTag>;
using EventId = Id<struct EventTag>;

}  // namespace daiban::base
