#include "staff/Scope.h"

#include <algorithm>
#include <array>

#include "base/Error.h"
#include "base/Sentence.h"
#include "base/Text.h"

namespace daiban::staff {

namespace {

constexpr std::array<std::string_view, 7> words{"lists", "read", "personal", "intake", "cases", "handoff", "returns"};

}  // namespace

std::string_view nameOf(Scope scope) {
    return words.at(static_cast<std::size_t>(scope));
}

std::optional<Scope> scopeNamed(std::string_view name) {
    const auto found = std::ranges::find(words, name);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Scope>(found - words.begin()));
}

std::string textOf(const Scopes& scopes) {
    std::vector<std::string> names;
    for (const auto scope : scopes) names.emplace_back(nameOf(scope));
    return base::joined(names, ",");
}

Scopes scopesNamed(const std::vector<std::string>& names) {
    Scopes scopes;
    for (const auto& name : names) {
        const auto scope = scopeNamed(name);
        if (!scope)
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("There is no scope '{}'; there are lists, read, personal, intake, cases, "
                                             "handoff and returns.",
                                             name));
        scopes.insert(*scope);
    }
    return scopes;
}

}  // namespace daiban::staff
