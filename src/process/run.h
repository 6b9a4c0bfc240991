#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace daiban::process {

/// What a program may cost.
struct RunLimits {
    std::chrono::seconds time{30};    ///< by the clock, and of processor time
    std::int64_t memory = 1LL << 31;  ///< address space, bytes
    std::int64_t output = 1LL << 20;  ///< of standard output, bytes; standard error is cut at 64 KiB
};

struct RunResult {
    enum class End { Exited, TimedOut, TooMuchOutput, Crashed };
    End end = End::Exited;
    int exitCode = 0;  ///< when Exited; 127: the program could not be executed
    std::string output;
    std::string errors;
};

/// The program of that name in PATH; empty when there is none.
[[nodiscard]] std::optional<std::filesystem::path> findProgram(const std::string& name);

/// Runs a program to its end without a shell, in a process group of its own that is killed at the end whatever
/// happens, with a bare environment and no rights to write files or gain privileges. `standardInput` stays the
/// caller's. Safe from several threads at once. Throws Error{Other} when no process can be started.
[[nodiscard]] RunResult run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                            int standardInput, const RunLimits& limits = {});

}  // namespace daiban::process
