#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace daiban::page {

/// What a child process may cost.
struct ChildLimits {
    std::chrono::seconds time{30};    ///< by the clock, and of processor time
    std::int64_t memory = 1LL << 31;  ///< address space, bytes
    std::int64_t output = 1LL << 20;  ///< of standard output, bytes; standard error is cut at 64 KiB
};

struct ChildResult {
    enum class End { Exited, TimedOut, TooMuchOutput, Crashed };
    End end = End::Exited;
    int exitCode = 0;  ///< when Exited
    std::string output;
    std::string errors;
};

/// The program of that name in PATH; empty when there is none.
[[nodiscard]] std::optional<std::filesystem::path> findProgram(const std::string& name);

/// Runs a program without a shell, in a process group of its own that is killed at the end whatever happens, with a
/// bare environment and no rights to write files or gain privileges. `standardInput` stays the caller's.
/// Throws Error{Other} when no process can be started.
[[nodiscard]] ChildResult runChild(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                   int standardInput, const ChildLimits& limits);

}  // namespace daiban::page
