#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/Json.h"

namespace daiban::web {

/// A way that stays open: events of a topic as they come.
struct EventFollow {
    std::string topic;
    std::string lastId;                    ///< the last event the follower saw; empty: it saw none
    std::function<bool()> stillAllowed{};  ///< asked now and then; false ends the way
};

struct Response {
    unsigned status = 200;
    std::string type{};  ///< of the body: "application/json"
    std::string body{};
    std::shared_ptr<const std::string> shared{};  ///< a body that others send too, in the place of `body`
    std::vector<std::pair<std::string, std::string>> headers{};
    std::optional<EventFollow> events{};

    [[nodiscard]] std::string_view bytes() const { return shared ? std::string_view(*shared) : std::string_view(body); }
};

[[nodiscard]] Response json(const base::Json& value, unsigned status = 200);
[[nodiscard]] Response noContent();
/// What is personal stays with whoever asked for it.
[[nodiscard]] Response file(std::string type, std::string bytes, const std::string& cacheControl);

/// Takes a body piece by piece while it comes; each call may block.
class BodySink {
  public:
    virtual ~BodySink() = default;
    virtual void take(std::string_view bytes) = 0;
    virtual Response finish() = 0;  ///< all of it came
};

}  // namespace daiban::web
