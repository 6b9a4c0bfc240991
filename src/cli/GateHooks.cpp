#include "cli/GateHooks.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "base/Error.h"
#include "base/Text.h"
#include "process/ChildProcess.h"
#include "process/run.h"

namespace daiban::cli {

namespace {

/// For a sound or a lamp.
constexpr std::int64_t mostMemory = 1LL << 30, mostSeconds = 10;

std::string programOf(const std::string& name) {
    if (name.find('/') != std::string::npos && ::access(name.c_str(), X_OK) == 0)
        return std::filesystem::absolute(name).string();
    if (name.find('/') == std::string::npos)
        if (const auto found = process::findProgram(name)) return found->string();
    throw base::Error(base::ErrorKind::DependencyMissing,
                      base::Sentence("The program {} is not there; install it or give its path.", name));
}

}  // namespace

GateHooks::Commands GateHooks::commandsOf(const std::vector<std::string>& texts) {
    Commands commands;
    for (const auto& text : texts) {
        const auto equals = text.find('=');
        const auto outcome = desk::gateOutcomeNamed(text.substr(0, equals));
        std::vector<std::string> command;
        if (equals != std::string::npos)
            for (auto& word : base::split(text.substr(equals + 1), ' '))
                if (!word.empty()) command.push_back(std::move(word));
        if (!outcome || command.empty())
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("--on {} must be OUTCOME=PROGRAM; outcomes are ok, short, surplus, "
                                             "refused, unknown and kept.",
                                             text));
        command.front() = programOf(command.front());
        commands[*outcome] = std::move(command);
    }
    return commands;
}

GateHooks::GateHooks(Commands commands, std::chrono::milliseconds limit)
    : commands_(std::move(commands)),
      limit_(limit),
      nothing_(::open("/dev/null", O_RDWR | O_CLOEXEC)),
      thread_([this] { work(); }) {}

GateHooks::~GateHooks() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void GateHooks::run(desk::GateOutcome outcome) {
    if (!commands_.contains(outcome)) return;
    const std::lock_guard lock(mutex_);
    next_ = outcome;
    changed_.notify_all();
}

int GateHooks::failures() const {
    const std::lock_guard lock(mutex_);
    return failures_;
}

void GateHooks::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || next_; });
        if (!next_) return;  // the last one is heard before the end
        const auto outcome = *std::exchange(next_, std::nullopt);
        lock.unlock();
        const bool fine = runNow(outcome);
        lock.lock();
        if (!fine) ++failures_;
    }
}

bool GateHooks::runNow(desk::GateOutcome outcome) const {
    const auto& command = commands_.at(outcome);
    std::vector<std::string> arguments(command.begin() + 1, command.end());
    arguments.emplace_back(desk::nameOf(outcome));
    try {
        process::ChildProcess child({.program = command.front(),
                                     .arguments = std::move(arguments),
                                     .environment = {"PATH", "HOME", "LANG", "XDG_RUNTIME_DIR"},
                                     .descriptors = {nothing_.get(), nothing_.get(), nothing_.get()},
                                     .limits = {{RLIMIT_AS, mostMemory}, {RLIMIT_CPU, mostSeconds}, {RLIMIT_CORE, 0}},
                                     .endsWithThread = true});
        const bool ended = child.hasEndedBy(std::chrono::steady_clock::now() + limit_);
        const int status = child.finish();
        return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    } catch (const base::Error&) {
        return false;  // no process could be started; the scan counts all the same
    }
}

}  // namespace daiban::cli
