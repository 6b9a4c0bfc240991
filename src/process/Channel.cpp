#include "process/Channel.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include "process/ChildProcess.h"

namespace daiban::process {

namespace {

constexpr std::size_t mostFiles = 250;  // documents of a page; the kernel takes 253
/// The reading of a newspaper page is 2 MB: a length beyond this was written by something that is no worker of ours.
constexpr std::uint32_t mostText = 256U << 20U;
constexpr std::size_t step = 1U << 20U;

/// On the wire: this, then the text.
struct Header {
    std::uint32_t size = 0;
    std::uint8_t kind = 0;
    std::uint8_t files = 0;
    std::uint16_t mark = 0xDA1B;
};
static_assert(sizeof(Header) == 8);

struct alignas(cmsghdr) ControlBuffer {
    std::array<char, CMSG_SPACE(sizeof(int) * mostFiles)> bytes{};
};

void putFiles(const std::vector<Descriptor>& files, msghdr& message, ControlBuffer& control) {
    if (files.empty()) return;
    std::vector<int> numbers;
    for (const auto& file : files) numbers.push_back(file.get());
    const std::size_t size = numbers.size() * sizeof(int);
    message.msg_control = control.bytes.data();
    message.msg_controllen = CMSG_SPACE(size);
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(size);
    std::memcpy(CMSG_DATA(head), numbers.data(), size);
}

void takeFiles(msghdr& message, std::vector<Descriptor>& files) {
    for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
        const std::size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(head) + i * sizeof(int), sizeof(int));
            files.emplace_back(number);
        }
    }
}

/// For poll(): rounded up, -1 for ever.
int millisecondsUntil(SteadyTime deadline) {
    if (deadline == SteadyTime::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, INT_MAX));
}

}  // namespace

std::pair<Descriptor, Descriptor> Channel::ends() {
    std::array<int, 2> numbers{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, numbers.data()) != 0) failToStart("socketpair");
    return {Descriptor(numbers[0]), Descriptor(numbers[1])};
}

bool Channel::wait(short events, SteadyTime deadline) const {
    while (true) {
        pollfd one{socket_.get(), events, 0};
        const int ready = poll(&one, 1, millisecondsUntil(deadline));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

bool Channel::isClosedByOther() const {
    pollfd one{socket_.get(), POLLRDHUP, 0};
    return poll(&one, 1, 0) > 0;
}

bool Channel::hasSomething(SteadyTime deadline) const {
    return wait(POLLIN, deadline);
}

bool Channel::send(const Message& message, SteadyTime deadline) {
    if (message.files.size() > mostFiles || message.text.size() > mostText) return false;
    const Header header{.size = static_cast<std::uint32_t>(message.text.size()),
                        .kind = static_cast<std::uint8_t>(message.kind),
                        .files = static_cast<std::uint8_t>(message.files.size())};
    std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
    bytes += message.text;
    for (std::size_t at = 0; at < bytes.size();) {
        iovec piece{bytes.data() + at, bytes.size() - at};
        msghdr out{};
        ControlBuffer control;
        out.msg_iov = &piece;
        out.msg_iovlen = 1;
        if (at == 0) putFiles(message.files, out, control);
        const ssize_t count = sendmsg(socket_.get(), &out, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            at += static_cast<std::size_t>(count);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait(POLLOUT, deadline)) return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

Channel::Got Channel::receiveBytes(char* bytes, std::size_t count, std::vector<Descriptor>* files,
                                   SteadyTime deadline) {
    for (std::size_t at = 0; at < count;) {
        if (!wait(POLLIN, deadline)) return Got::TimedOut;
        iovec piece{bytes + at, count - at};
        msghdr in{};
        ControlBuffer control;
        in.msg_iov = &piece;
        in.msg_iovlen = 1;
        in.msg_control = control.bytes.data();
        in.msg_controllen = control.bytes.size();
        const ssize_t got = recvmsg(socket_.get(), &in, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (got < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK)) continue;
        if (got <= 0) return Got::Closed;
        std::vector<Descriptor> unasked;  // closed at once
        takeFiles(in, files == nullptr ? unasked : *files);
        at += static_cast<std::size_t>(got);
    }
    return Got::Message;
}

Channel::Got Channel::receive(Message& message, SteadyTime deadline) {
    Header header;
    message = {};
    std::array<char, sizeof(Header)> raw{};
    if (const Got got = receiveBytes(raw.data(), raw.size(), &message.files, deadline); got != Got::Message) return got;
    std::memcpy(&header, raw.data(), raw.size());
    if (header.mark != Header{}.mark || header.size > mostText || header.files != message.files.size() ||
        header.kind > static_cast<std::uint8_t>(Message::Kind::OutOfMemory))
        return Got::Garbage;
    message.kind = static_cast<Message::Kind>(header.kind);
    // In steps: a length is only believed as far as there are bytes.
    while (message.text.size() < header.size) {
        const std::size_t at = message.text.size();
        message.text.resize(std::min<std::size_t>(header.size, at + step));
        const Got got = receiveBytes(message.text.data() + at, message.text.size() - at, nullptr, deadline);
        if (got != Got::Message) return got;
    }
    return Got::Message;
}

}  // namespace daiban::process
