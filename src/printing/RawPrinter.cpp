#include "printing/RawPrinter.h"

#include <fcntl.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <thread>
#include <utility>

#include "base/Sentence.h"

namespace daiban::printing {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::size_t pieceSize = 16 * 1024;
constexpr std::chrono::milliseconds acknowledgementPause{5};

class Socket {
  public:
    explicit Socket(int number) : number_(number) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(Socket&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    Socket& operator=(Socket&&) = delete;
    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] bool isOpen() const { return number_ >= 0; }

  private:
    int number_;
};

int millisecondsUntil(Steady::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Steady::now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// The events that came before the deadline; 0: none did.
short waitFor(const Socket& socket, short events, Steady::time_point deadline) {
    while (true) {
        pollfd wait{socket.get(), events, 0};
        const int ready = ::poll(&wait, 1, millisecondsUntil(deadline));
        if (ready > 0) return wait.revents;
        if (ready == 0 || errno != EINTR) return 0;
    }
}

int errorOf(const Socket& socket) {
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

Socket connectedTo(const addrinfo& place, Steady::time_point deadline) {
    Socket socket(::socket(place.ai_family, place.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, place.ai_protocol));
    if (!socket.isOpen()) return socket;
    if (::connect(socket.get(), place.ai_addr, place.ai_addrlen) == 0) return socket;
    const bool connected = errno == EINPROGRESS && waitFor(socket, POLLOUT, deadline) != 0 && errorOf(socket) == 0;
    return connected ? std::move(socket) : Socket(-1);
}

Socket connectedTo(const std::string& host, int port, std::chrono::milliseconds patience) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) return Socket(-1);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> places(found, &::freeaddrinfo);
    const auto deadline = Steady::now() + patience;
    for (const addrinfo* place = found; place != nullptr; place = place->ai_next)
        if (Socket socket = connectedTo(*place, deadline); socket.isOpen()) return socket;
    return Socket(-1);
}

enum class Heard { Nothing, Bytes, End, Broken };

/// Takes what the printer says; printers report their state unasked.
Heard listen(const Socket& socket) {
    std::array<char, 4096> ignored;
    const ssize_t count = ::recv(socket.get(), ignored.data(), ignored.size(), 0);
    if (count > 0) return Heard::Bytes;
    if (count == 0) return Heard::End;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Heard::Nothing : Heard::Broken;
}

enum class Sent { All, Stalled, Vanished };

/// `handedOver` counts the bytes that left this program.
Sent sendAll(const Socket& socket, const std::string& bytes, std::chrono::milliseconds stall, std::size_t& handedOver) {
    auto deadline = Steady::now() + stall;
    while (handedOver < bytes.size()) {
        const short events = waitFor(socket, POLLOUT | POLLIN, deadline);
        if (events == 0) return Sent::Stalled;
        if ((events & POLLIN) != 0)
            if (const Heard heard = listen(socket); heard == Heard::End || heard == Heard::Broken)
                return Sent::Vanished;
        if ((events & (POLLOUT | POLLERR | POLLHUP)) == 0) continue;
        const std::size_t piece = std::min(pieceSize, bytes.size() - handedOver);
        const ssize_t count = ::send(socket.get(), bytes.data() + handedOver, piece, MSG_NOSIGNAL);
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) continue;
        if (count <= 0) return Sent::Vanished;
        handedOver += static_cast<std::size_t>(count);
        deadline = Steady::now() + stall;
    }
    return Sent::All;
}

/// Whether the other side acknowledged every byte. What lies unread in a socket that is closed comes back as a reset,
/// so this after the other side's end means that it read all.
bool isAllAcknowledged(const Socket& socket, Steady::time_point deadline) {
    while (true) {
        int waiting = 0;
        if (::ioctl(socket.get(), SIOCOUTQ, &waiting) != 0 || errorOf(socket) != 0) return false;
        if (waiting == 0) return true;
        if (Steady::now() >= deadline) return false;
        std::this_thread::sleep_for(acknowledgementPause);
    }
}

bool closesInGoodOrder(const Socket& socket, Steady::time_point deadline) {
    while (waitFor(socket, POLLIN, deadline) != 0) {
        const Heard heard = listen(socket);
        if (heard == Heard::Broken) return false;
        if (heard == Heard::End) return isAllAcknowledged(socket, deadline);
    }
    return false;
}

PrintResult printed() {
    return {PrintOutcome::Printed, base::Sentence("已打印")};
}
PrintResult notSent(base::Sentence sentence) {
    return {PrintOutcome::NotSent, std::move(sentence)};
}
PrintResult unknown(base::Sentence sentence) {
    return {PrintOutcome::Unknown, std::move(sentence)};
}

}  // namespace

PrintResult RawPrinter::print(const PrintDocument& document) {
    const Socket socket = connectedTo(address_.host, address_.port, patience_.connect);
    if (!socket.isOpen()) return notSent(base::Sentence("打印机连接不上，没有打印；请检查电源和网线后重试。"));
    std::size_t handedOver = 0;
    const Sent sent = sendAll(socket, document.bytes, patience_.stall, handedOver);
    if (sent != Sent::All && handedOver == 0)
        return notSent(base::Sentence("打印机拒绝接收，没有打印；请检查打印机后重试。"));
    if (sent == Sent::Stalled) return unknown(base::Sentence("打印机中途不再接收数据，不确定是否打出；请核对后补打。"));
    if (sent == Sent::Vanished) return unknown(base::Sentence("打印机中途断开，不确定是否打出；请核对后补打。"));
    ::shutdown(socket.get(), SHUT_WR);
    const auto deadline = Steady::now() + patience_.confirm;
    const bool confirmed = address_.confirmation == RawConfirmation::Acknowledgement
                               ? isAllAcknowledged(socket, deadline)
                               : closesInGoodOrder(socket, deadline);
    return confirmed ? printed()
                     : unknown(base::Sentence("数据已发出，打印机没有确认，不确定是否打出；请核对后补打。"));
}

}  // namespace daiban::printing
