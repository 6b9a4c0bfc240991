#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "process/Descriptor.h"

namespace daiban::process {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What one process tells another: a text and open files (by SCM_RIGHTS). Both ends are one program on one machine.
struct Message {
    enum class Kind : std::uint8_t {
        Ready,        ///< worker: can be asked
        Refusal,      ///< worker: cannot work at all; the text is "<exit code> <sentence as JSON>"
        Request,      ///< to the worker
        AtWork,       ///< worker: what it does now, for the case that it dies of it
        News,         ///< worker: something ahead of the answer
        Part,         ///< worker: part of the answer; it waits for GoOn
        GoOn,         ///< to the worker: it may do the next part; with a text: it is to stop
        Answer,       ///< worker: done
        OutOfMemory,  ///< worker: the request needs more than it may have
    };
    Kind kind = Kind::Request;
    std::string text{};
    std::vector<Descriptor> files{};
};

/// One end of a socket between two processes. Never raises SIGPIPE.
class Channel {
  public:
    enum class Got { Message, Closed, TimedOut, Garbage };

    explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}
    /// Two ends that are joined. Throws Error{Other}.
    [[nodiscard]] static std::pair<Descriptor, Descriptor> ends();

    /// False when the other end is gone or does not take it in time.
    [[nodiscard]] bool send(const Message& message, SteadyTime deadline = SteadyTime::max());
    /// The next message. After Closed, TimedOut and Garbage nothing more can be had.
    [[nodiscard]] Got receive(Message& message, SteadyTime deadline = SteadyTime::max());
    [[nodiscard]] bool isClosedByOther() const;
    [[nodiscard]] bool hasSomething(SteadyTime deadline) const;
    [[nodiscard]] int descriptor() const { return socket_.get(); }
    void close() { socket_.close(); }

  private:
    [[nodiscard]] bool wait(short events, SteadyTime deadline) const;
    [[nodiscard]] Got receiveBytes(char* bytes, std::size_t count, std::vector<Descriptor>* files, SteadyTime deadline);

    Descriptor socket_;
};

}  // namespace daiban::process
