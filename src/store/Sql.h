#pragma once

#include <string_view>

#include "store/EmbeddedSql.h"

namespace daiban::store {

/// The statement under "-- name: NAME" in one of sql/*.sql. Found while compiling: a name that is not there is an
/// error.
[[nodiscard]] consteval std::string_view sql(std::string_view name) {
    constexpr std::string_view heading = "-- name: ";
    for (std::string_view file : embedded::statementFiles) {
        for (auto at = file.find(heading); at != std::string_view::npos; at = file.find(heading, at + 1)) {
            const auto nameBegins = at + heading.size();
            const auto lineEnds = file.find('\n', nameBegins);
            if (file.substr(nameBegins, lineEnds - nameBegins) != name) continue;
            const auto next = file.find(heading, lineEnds);
            return file.substr(lineEnds + 1, next == std::string_view::npos ? next : next - lineEnds - 1);
        }
    }
    throw "no such statement";
}

}  // namespace daiban::store
