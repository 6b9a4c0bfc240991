#pragma once

#include <functional>
#include <span>

namespace CLI {
class App;
}

namespace daiban::cli {

class Context;

/// What a command does once its arguments are known; returns the exit code.
using Action = std::function<int(Context&)>;

/// One word of the command line. `setUp` names its arguments and subcommands and puts what to do into `action`.
struct Command {
    const char* name;
    const char* help;
    void (*setUp)(CLI::App& app, Action& action);
};

/// Every command, in the order `--help` shows them; the only table of them.
[[nodiscard]] std::span<const Command> commands();

}  // namespace daiban::cli
