#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::web {

enum class Method { Get, Head, Post, Put, Patch, Delete };
[[nodiscard]] std::string_view nameOf(Method method);  ///< "GET", ...
[[nodiscard]] std::optional<Method> methodNamed(std::string_view name);

enum class Language { Chinese, English };

/// What was asked, its head and, once it came, its body. Names of headers in small letters.
struct Request {
    Method method = Method::Get;
    std::string target;                 ///< as sent
    std::vector<std::string> segments;  ///< of the path, decoded
    std::map<std::string, std::string, std::less<>> query;
    std::map<std::string, std::string, std::less<>> headers;
    std::string body;
    std::string remote;   ///< address of the peer, or what a proxy on this machine says it is
    bool secure = false;  ///< came by TLS, to us or to a proxy on this machine
    bool loopback = false;
    bool toTrust = false;  ///< came to the listener that only helps to trust the station

    [[nodiscard]] std::string header(std::string_view name) const;  ///< "" when it is not there
    [[nodiscard]] std::string cookie(std::string_view name) const;
    [[nodiscard]] Language language() const;
};

/// Takes a target apart: "/api/v1/items/CL-001?q=a%20b". False for one that is none: not beginning with a slash, with
/// broken percent signs, control characters, or a segment that climbs ("..").
[[nodiscard]] bool takeTarget(Request& request, std::string_view target);
/// "%E6%9D%8E" -> 李; empty for what is no such text.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text, bool plusIsBlank = false);

}  // namespace daiban::web
