#pragma once

#include <filesystem>
#include <string>

namespace daiban::cli {

/// A password is never an argument, because arguments are seen by everybody on the machine: it is the first line of
/// `file` when one is given, else $DAIBAN_PASSWORD, else typed unseen at the terminal after `prompt`. Throws
/// Error{Unreadable} for the file, Error{BadArguments} when there is no terminal either.
[[nodiscard]] std::string readPassword(const std::string& file, const std::string& prompt);

/// A new one: from `file`, or typed twice. Never from the environment, which may hold the old one.
/// `prompts` ask for it the first and the second time.
struct NewPasswordPrompts {
    std::string first, again;
};
[[nodiscard]] std::string readNewPassword(const std::string& file, const NewPasswordPrompts& prompts);

}  // namespace daiban::cli
