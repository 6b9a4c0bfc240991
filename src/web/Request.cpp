#include "web/Request.h"

#include <algorithm>
#include <array>

#include "base/Text.h"

namespace daiban::web {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 6> methods{{{Method::Get, "GET"},
                                                                      {Method::Head, "HEAD"},
                                                                      {Method::Post, "POST"},
                                                                      {Method::Put, "PUT"},
                                                                      {Method::Patch, "PATCH"},
                                                                      {Method::Delete, "DELETE"}}};

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool isSound(const std::string& text) {
    return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }) &&
           base::toUtf8(base::toCodePoints(text)) == text;
}

bool takeQuery(Request& request, std::string_view query) {
    for (const auto& pair : base::split(query, '&')) {
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto name = percentDecoded(pair.substr(0, equals), true);
        const auto value = equals == std::string::npos
                               ? std::optional<std::string>("")
                               : percentDecoded(std::string_view(pair).substr(equals + 1), true);
        if (!name || !value || !isSound(*name) || !isSound(*value)) return false;
        request.query[*name] = *value;
    }
    return true;
}

}  // namespace

std::string_view nameOf(Method method) {
    return std::ranges::find(methods, method, &std::pair<Method, std::string_view>::first)->second;
}

std::optional<Method> methodNamed(std::string_view name) {
    const auto found = std::ranges::find(methods, name, &std::pair<Method, std::string_view>::second);
    return found == methods.end() ? std::nullopt : std::optional(found->first);
}

std::string Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

std::string Request::cookie(std::string_view name) const {
    for (const auto& part : base::split(header("cookie"), ';')) {
        const std::string pair = base::trimmed(part);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return "";
}

Language Request::language() const {
    // A browser's stream of events sends the browser's language, not the page's: that stands in the address.
    const auto asked = query.find("lang");
    const std::string wanted = asked == query.end() ? header("accept-language") : asked->second;
    return wanted.starts_with("en") ? Language::English : Language::Chinese;
}

std::optional<std::string> percentDecoded(std::string_view text, bool plusIsBlank) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plusIsBlank) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

bool takeTarget(Request& request, std::string_view target) {
    request.target = target;
    if (target.empty() || target.front() != '/') return false;
    const auto question = target.find('?');
    const std::string_view path = target.substr(0, question);
    for (const auto& part : base::split(path.substr(1), '/')) {
        auto segment = percentDecoded(part);
        if (!segment || !isSound(*segment) || *segment == ".." || *segment == "." ||
            segment->find_first_of("/\\") != std::string::npos)
            return false;
        request.segments.push_back(*std::move(segment));
    }
    return question == std::string_view::npos || takeQuery(request, target.substr(question + 1));
}

}  // namespace daiban::web
