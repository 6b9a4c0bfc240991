#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

#include "web/tls/StationAuthority.h"

namespace daiban::web {

namespace {

bool isPrivate(const in_addr& address) {
    const std::uint32_t bits = ntohl(address.s_addr);
    return bits >> 24 == 10 || bits >> 24 == 127 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8;
}

bool isPrivate(const in6_addr& address) {
    return (address.s6_addr[0] & 0xFE) == 0xFC || IN6_IS_ADDR_LOOPBACK(&address) != 0;
}

std::string textOf(int family, const void* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    return ::inet_ntop(family, address, text.data(), text.size()) == nullptr ? "" : text.data();
}

std::string privateAddressOf(const ifaddrs& one) {
    if (one.ifa_addr == nullptr || (one.ifa_flags & IFF_UP) == 0) return "";
    if (one.ifa_addr->sa_family == AF_INET) {
        const auto& address = reinterpret_cast<const sockaddr_in*>(one.ifa_addr)->sin_addr;
        return isPrivate(address) ? textOf(AF_INET, &address) : "";
    }
    if (one.ifa_addr->sa_family == AF_INET6) {
        const auto& address = reinterpret_cast<const sockaddr_in6*>(one.ifa_addr)->sin6_addr;
        return isPrivate(address) ? textOf(AF_INET6, &address) : "";
    }
    return "";
}

std::string hostName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

bool isHostName(const std::string& name) {
    return !name.empty() && name.size() < 254 && std::ranges::all_of(name, [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
    });
}

void sortOut(std::vector<std::string>& names) {
    std::ranges::sort(names);
    const auto rest = std::ranges::unique(names);
    names.erase(rest.begin(), rest.end());
}

}  // namespace

StationNames stationNames(const std::vector<std::string>& hosts, const std::string& listen) {
    StationNames names{.hosts = {"localhost"}, .addresses = {"127.0.0.1", "::1"}};
    std::vector<std::string> all = hosts;
    all.push_back(hostName());
    for (const auto& host : all) {
        std::array<unsigned char, sizeof(in6_addr)> bits{};
        if (::inet_pton(AF_INET, host.c_str(), bits.data()) == 1 ||
            ::inet_pton(AF_INET6, host.c_str(), bits.data()) == 1)
            names.addresses.push_back(host);
        else if (isHostName(host))
            names.hosts.push_back(host);
    }
    if (const auto own = hostName(); isHostName(own) && own.find('.') == std::string::npos)
        names.hosts.push_back(own + ".local");
    ifaddrs* first = nullptr;
    if (::getifaddrs(&first) == 0) {
        const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> held(first, &::freeifaddrs);
        for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next)
            if (auto address = privateAddressOf(*one); !address.empty()) names.addresses.push_back(std::move(address));
    }
    if (listen != "0.0.0.0" && listen != "::") names.addresses.push_back(listen);
    sortOut(names.hosts);
    sortOut(names.addresses);
    return names;
}

}  // namespace daiban::web
