#include "web/http/Head.h"

#include <algorithm>
#include <string>

namespace daiban::web {

namespace {

std::string lowerCase(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

/// Two ways to say how long a body is are how requests are smuggled past a proxy; what is doubtful is refused.
bool isUnambiguous(const SentHead& head) {
    const auto isNamed = [](std::string_view name) {
        return [name](const auto& field) { return lowerCase(field.first) == name; };
    };
    const auto count = [&](std::string_view name) { return std::ranges::count_if(head.fields, isNamed(name)); };
    if (count("content-length") > 1 || count("transfer-encoding") > 1 || count("host") != 1) return false;
    const auto length = std::ranges::find_if(head.fields, isNamed("content-length"));
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (length != head.fields.end() && !std::ranges::all_of(length->second, isDigit)) return false;
    const auto coding = std::ranges::find_if(head.fields, isNamed("transfer-encoding"));
    return coding == head.fields.end() || (count("content-length") == 0 && lowerCase(coding->second) == "chunked");
}

}  // namespace

bool takeHead(const SentHead& head, Request& request) {
    const auto method = methodNamed(head.method);
    if (!method || head.version < 11 || !isUnambiguous(head)) return false;
    request.method = *method;
    if (!takeTarget(request, head.target)) return false;
    for (const auto& [name, sent] : head.fields) {
        auto& value = request.headers[lowerCase(name)];
        value += (value.empty() ? "" : ", ") + std::string(sent);
    }
    return true;
}

}  // namespace daiban::web
