#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/Yaml.h"
#include "printing/labels/LabelDesign.h"

namespace daiban::printing {

/// The words a key of a design may have, and what each means.
template <class Value, std::size_t Count>
using YamlWords = std::array<std::pair<std::string_view, Value>, Count>;

/// Throws Error{Unreadable} "file:line: sentence" that names the words when it is none of them.
template <class Value, std::size_t Count>
Value chosen(const base::YamlNode& at, const YamlWords<Value, Count>& words) {
    const std::string word = at.string();
    std::string known;
    for (const auto& [name, value] : words) {
        if (name == word) return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    at.fail(base::Sentence("'{}' is not known here; write one of {}.", word, known));
}

template <class Value, std::size_t Count>
Value chosenOr(const base::YamlNode& node, std::string_view key, Value otherwise,
               const YamlWords<Value, Count>& words) {
    const auto found = node.find(key);
    return found ? chosen(*found, words) : otherwise;
}

// What labels and slips have in common.
inline constexpr std::array aligns{
    std::pair{std::string_view("left"), TextAlign::Left},
    std::pair{std::string_view("centre"), TextAlign::Centre},
    std::pair{std::string_view("right"), TextAlign::Right},
};
inline constexpr std::array weights{
    std::pair{std::string_view("regular"), TextWeight::Regular},
    std::pair{std::string_view("bold"), TextWeight::Bold},
};
}  // namespace daiban::printing
