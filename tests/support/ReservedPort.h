#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>

namespace daiban::support {

/// A TCP port that only those who ask for it by number get, for as long as this lives: bound, never listening. Tests
/// run side by side, and a port that was merely free a moment ago may be another's by now, be it for a connection that
/// goes out. Whoever listens on it sets SO_REUSEADDR; while nobody does, connections are refused.
class ReservedPort {
  public:
    ReservedPort() : holder_(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        if (holder_ >= 0 && bindAsV6()) return;
        if (holder_ >= 0) ::close(holder_);
        holder_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);  // a machine without IPv6
        if (!bindAsV4()) throw std::runtime_error("no port for the test");
    }
    ~ReservedPort() { ::close(holder_); }
    ReservedPort(const ReservedPort&) = delete;
    ReservedPort& operator=(const ReservedPort&) = delete;

    [[nodiscard]] int number() const { return number_; }

  private:
    bool bindAsV6() {
        const int no = 0;
        ::setsockopt(holder_, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
        sockaddr_in6 place{};
        place.sin6_family = AF_INET6;
        return bindTo(place, place.sin6_port);
    }
    bool bindAsV4() {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        return bindTo(place, place.sin_port);
    }
    template <class Place>
    bool bindTo(Place& place, const in_port_t& port) {
        const int yes = 1;
        ::setsockopt(holder_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        auto* address = reinterpret_cast<sockaddr*>(&place);
        socklen_t size = sizeof place;
        if (::bind(holder_, address, size) != 0 || ::getsockname(holder_, address, &size) != 0) return false;
        number_ = ntohs(port);
        return true;
    }

    int holder_ = -1;
    int number_ = 0;
};

}  // namespace daiban::support
