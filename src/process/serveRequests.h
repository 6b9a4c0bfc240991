#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "process/Channel.h"

namespace daiban::process {

/// How a worker talks to its caller while it works on a request.
class Conversation {
  public:
    explicit Conversation(Channel& channel) : channel_(channel) {}
    /// Said before something that may end the process: should it, the caller knows of what. Costs a microsecond or two.
    void isAtWork(std::string_view what);
    /// Something ahead of the answer; the work goes on meanwhile.
    void tell(Message news);
    /// Part of the answer; returns when the caller has taken it. False: the caller wants no more.
    [[nodiscard]] bool giveAndWait(Message part);

  private:
    Channel& channel_;
};

/// Works on one request; throws std::bad_alloc when it has not enough memory for it.
using Answer = std::function<Message(const Message& request, Conversation& conversation)>;

struct ServeOptions {
    /// For what is still to be done (a scanner's carriage goes home) when the caller is gone. 0: the process ends at
    /// once, whatever it does.
    std::chrono::seconds patience{0};
};

/// The life of a worker, on descriptor 3: `prepare` loads what it needs, then each request is answered until the caller
/// is gone. Returns the exit code. What `prepare` throws as base::Error is told the caller.
int serveRequests(const std::function<Answer()>& prepare, const ServeOptions& options = {});

}  // namespace daiban::process
