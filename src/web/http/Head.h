#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "web/Request.h"

namespace daiban::web {

/// The head of a request as it was sent; refers to the parser's memory.
struct SentHead {
    std::string_view method;
    std::string_view target;
    unsigned version = 11;                                              ///< 10 × major + minor
    std::vector<std::pair<std::string_view, std::string_view>> fields;  ///< in their order, names as sent
};

/// Of Beast's header, which stays out of here.
template <class Header>
[[nodiscard]] SentHead sentHead(const Header& header) {
    const auto view = [](const auto& text) { return std::string_view(text.data(), text.size()); };
    SentHead head{.method = view(header.method_string()),
                  .target = view(header.target()),
                  .version = header.version(),
                  .fields = {}};
    for (const auto& field : header) head.fields.emplace_back(view(field.name_string()), view(field.value()));
    return head;
}

/// Takes method, target and fields of a head that was parsed. False: it is none of ours (another method or version, a
/// target that climbs), or it can be understood in two ways, which is how requests are smuggled past a proxy.
[[nodiscard]] bool takeHead(const SentHead& head, Request& request);

}  // namespace daiban::web
