#pragma once

#include <optional>
#include <string>

#include "base/Sentence.h"
#include "base/Words.h"

namespace CLI {
class App;
}

namespace daiban::cli {

/// What is said of the language before the arguments are read, because help is in it too.
struct LanguageWish {
    std::string_view language;           ///< of base/Words.h
    std::optional<std::string> unknown;  ///< what stands behind --lang and is none
};
/// `--lang`, else the environment's LC_ALL, LC_MESSAGES or LANG, the first that is set; where that is no language
/// spoken here (C, POSIX, none), Chinese.
[[nodiscard]] LanguageWish languageWished(int argc, const char* const* argv);

/// Puts everything `--help` prints into the language of `words`.
void translateHelp(CLI::App& app, const base::Words& words);

/// What the reader of arguments complained of, as a sentence; its own words where it is none of those known.
[[nodiscard]] base::Sentence saidOfArguments(const std::string& complaint);

}  // namespace daiban::cli
