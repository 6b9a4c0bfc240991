#include "store/Statement.h"

#include <algorithm>
#include <set>

namespace daiban::store {

namespace {

constexpr std::string_view condition = "-- when ";

bool isPartOfName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isNull(const Parameters& parameters, std::string_view name) {
    const auto found = std::ranges::find(parameters, name, &Parameters::value_type::first);
    return found == parameters.end() || found->second.index() == 0;
}

/// The statement without the lines whose condition is not met; their names are noted.
std::string keptLines(std::string_view statement, const Parameters& parameters, std::set<std::string_view>& left) {
    std::string kept;
    while (!statement.empty()) {
        const auto end = std::min(statement.find('\n'), statement.size());
        std::string_view line = statement.substr(0, end);
        statement.remove_prefix(std::min(end + 1, statement.size()));
        if (const auto at = line.find(condition); at != std::string_view::npos) {
            const std::string_view name = line.substr(at + condition.size());
            if (isNull(parameters, name)) {
                left.insert(name);
                continue;
            }
            line = line.substr(0, at);
        }
        kept.append(line).append("\n");
    }
    return kept;
}

/// Where :name stands in the text, from `from` on; npos when nowhere.
std::size_t placeOf(const std::string& text, const std::string& name, std::size_t from) {
    for (auto at = text.find(name, from); at != std::string::npos; at = text.find(name, at + 1))
        if (at + name.size() == text.size() || !isPartOfName(text[at + name.size()])) return at;
    return std::string::npos;
}

void spread(Statement& statement, std::string_view name, const std::vector<std::string>& words) {
    std::string places = words.empty() ? "NULL" : "";
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string one = std::string(name) + "_" + std::to_string(i);
        places += (i == 0 ? ":" : ", :") + one;
        statement.parameters.emplace_back(std::move(one), words[i]);
    }
    const std::string written = ":" + std::string(name);
    for (auto at = placeOf(statement.text, written, 0); at != std::string::npos;
         at = placeOf(statement.text, written, at + places.size()))
        statement.text.replace(at, written.size(), places);
}

}  // namespace

Statement fitted(std::string_view statement, const Parameters& parameters) {
    std::set<std::string_view> left;
    Statement out{keptLines(statement, parameters, left), {}};
    for (const auto& [name, value] : parameters) {
        if (const auto* words = std::get_if<std::vector<std::string>>(&value))
            spread(out, name, *words);
        else if (!left.contains(name))
            out.parameters.emplace_back(std::string(name), value);
    }
    return out;
}

}  // namespace daiban::store
