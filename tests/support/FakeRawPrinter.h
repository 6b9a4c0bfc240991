#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/ReservedPort.h"

namespace daiban::support {

/// What a printer does with the next job.
enum class PrinterMood {
    Prints,            ///< takes all, prints, closes in good order
    PrintsThenResets,  ///< takes all, prints, and vanishes without a word
    ClosesMidJob,      ///< closes the connection after some bytes
    ResetsMidJob,      ///< the same by a reset
    StallsMidJob,      ///< takes some bytes and then nothing more, the connection stays
    NeverCloses,       ///< takes all, prints, and keeps the connection
    Refuses,           ///< nobody listens
    PrintsSlowly,      ///< takes all, prints, and closes a while later
};

/// A printer on a TCP port of this machine, in a thread. What comes out of it is what arrived complete.
class FakeRawPrinter {
  public:
    FakeRawPrinter() { switchOn(); }
    ~FakeRawPrinter() { stop(); }
    FakeRawPrinter(const FakeRawPrinter&) = delete;
    FakeRawPrinter& operator=(const FakeRawPrinter&) = delete;

    [[nodiscard]] int port() const { return port_.number(); }
    [[nodiscard]] std::string address(const std::string& options = "language=zpl&dpi=203") const {
        return "socket://127.0.0.1:" + std::to_string(port()) + "?" + options;
    }
    void setMood(PrinterMood mood) {
        stop();
        mood_ = mood;
        if (mood != PrinterMood::Refuses) switchOn();
    }
    /// Returns when every connection made before is over. Not for moods that keep a connection for ever.
    void finishAll() const {
        // Connections are taken one after the other, so the end of this one says that those before it have ended.
        const int last = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in place = placeOf(port());
        char nothing = 0;
        const bool over = ::connect(last, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0 &&
                          ::shutdown(last, SHUT_WR) == 0 && ::recv(last, &nothing, 1, 0) <= 0;
        ::close(last);
        if (!over) throw std::runtime_error("the fake printer is off");
    }
    /// Whole jobs, in the order they came out.
    [[nodiscard]] std::vector<std::string> printed() const {
        const std::lock_guard lock(mutex_);
        return printed_;
    }
    /// Connections in which at least a byte came.
    [[nodiscard]] int jobsBegun() const { return begun_; }

  private:
    static constexpr std::size_t mouthful = 1000;  ///< bytes taken before a mood shows

    static sockaddr_in placeOf(int port) {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        place.sin_port = htons(static_cast<std::uint16_t>(port));
        return place;
    }

    void switchOn() {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        const sockaddr_in place = placeOf(port());
        if (::bind(listener_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0 ||
            ::listen(listener_, 8) != 0)
            throw std::runtime_error("no port for the fake printer");
        ending_ = false;
        thread_ = std::thread([this] { serve(); });
    }

    void stop() {
        ending_ = true;
        if (thread_.joinable()) thread_.join();
        if (listener_ >= 0) ::close(listener_);
        listener_ = -1;
    }

    /// False when the printer is switched off before something comes.
    [[nodiscard]] bool comes(int descriptor) const {
        while (!ending_) {
            pollfd wait{descriptor, POLLIN, 0};
            if (::poll(&wait, 1, 5) > 0) return true;
        }
        return false;
    }

    void serve() {
        while (comes(listener_)) {
            const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0) continue;
            take(connection);
            ::close(connection);
        }
    }

    /// Bytes until the other side's end; no more than `most`.
    [[nodiscard]] std::string read(int connection, std::size_t most) {
        std::string bytes;
        std::array<char, 4096> buffer;
        while (bytes.size() < most && comes(connection)) {
            const ssize_t count = ::recv(connection, buffer.data(), std::min(buffer.size(), most - bytes.size()), 0);
            if (count <= 0) break;
            if (bytes.empty()) ++begun_;
            bytes.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return bytes;
    }

    static void resetOnClose(int connection) {
        const linger now{1, 0};
        ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }

    void take(int connection) {
        const PrinterMood mood = mood_;
        if (mood == PrinterMood::ClosesMidJob || mood == PrinterMood::ResetsMidJob ||
            mood == PrinterMood::StallsMidJob) {
            (void)read(connection, mouthful);
            if (mood == PrinterMood::ResetsMidJob) resetOnClose(connection);
            while (mood == PrinterMood::StallsMidJob && !ending_) ::usleep(1000);
            return;
        }
        const std::string job = read(connection, std::string::npos);
        {
            const std::lock_guard lock(mutex_);
            if (isWhole(job)) printed_.push_back(job);
        }
        if (mood == PrinterMood::PrintsThenResets) resetOnClose(connection);
        if (mood == PrinterMood::PrintsSlowly) ::usleep(150'000);
        while (mood == PrinterMood::NeverCloses && !ending_) ::usleep(1000);
    }

    static bool isWhole(const std::string& job) { return job.ends_with("^XZ\n") || job.ends_with("PRINT 1,1\r\n"); }

    std::atomic<PrinterMood> mood_ = PrinterMood::Prints;
    std::atomic<bool> ending_ = false;
    std::atomic<int> begun_ = 0;
    ReservedPort port_;
    int listener_ = -1;
    mutable std::mutex mutex_;
    std::vector<std::string> printed_;
    std::thread thread_;
};

}  // namespace daiban::support
