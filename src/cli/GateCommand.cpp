#include "cli/GateCommand.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <ctime>
#include <memory>
#include <ostream>

#include "cli/Context.h"
#include "cli/GateVoice.h"
#include "scanners/reader/CodeReader.h"

namespace daiban::cli {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;
using Kind = scanners::ReaderNews::Kind;

struct GateArguments {
    std::string key;
    std::string device;
    std::string side;
    std::vector<std::string> hooks;
    int hookSeconds = 3;
    int pauseSeconds = 20;
};

/// Whether SIGINT or SIGTERM came; both are blocked.
class Ending {
  public:
    Ending() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    [[nodiscard]] bool came() const {
        const timespec now{};
        return ::sigtimedwait(&signals_, nullptr, &now) > 0;
    }

  private:
    sigset_t signals_{};
};

/// Says once what is short when nobody scanned for a while.
class Pause {
  public:
    explicit Pause(int length) : length_(length) {}
    void begin() {
        since_ = Clock::now();
        isOn_ = true;
    }
    [[nodiscard]] bool isOver() {
        if (length_ == seconds(0) || !isOn_ || Clock::now() - since_ < length_) return false;
        isOn_ = false;
        return true;
    }

  private:
    seconds length_;
    Clock::time_point since_{};
    bool isOn_ = false;
};

/// What cannot even be kept is refused, and the gate goes on: somebody stands there.
desk::GateAnswer scanned(desk::Gate& gate, const std::string& code) {
    try {
        return gate.scan(code);
    } catch (const base::Error& error) {
        return {.scan = {}, .outcome = desk::GateOutcome::Refused, .number = {}, .sentence = error.sentence()};
    }
}

void scanUntilEnd(scanners::CodeReader& reader, desk::Gate& gate, GateVoice& voice, const GateArguments& arguments,
                  const Ending& ending) {
    Pause pause(arguments.pauseSeconds);
    while (!ending.came()) {
        const auto news = reader.next(milliseconds(200));
        if (news.kind == Kind::Code) voice.answer(scanned(gate, news.code)), pause.begin();
        if (news.kind == Kind::Garbled) voice.unread();
        if (news.kind == Kind::Gone)
            voice.say(base::Sentence("{} is not there; plug it in, it is waited for.", arguments.device));
        if (news.kind == Kind::Back) voice.say(base::Sentence("{} is there; go on scanning.", arguments.device));
        while (const auto late = gate.nextLate()) voice.answer(*late);
        if (pause.isOver())
            if (const auto missing = gate.whatIsShort()) voice.answer(*missing);
        if (news.kind == Kind::Ended) return;
    }
}

desk::Parts partsOf(Context& context) {
    return {.models = context.models(),
            .store = context.store(),
            .dataFolder = context.dataFolder,
            .keys = [&keys = context.keys()]() -> const codes::TokenKeys& { return keys; },
            .clock = context.clock(),
            .random = context.random()};
}

int gate(Context& context, const GateArguments& arguments) {
    const Ending ending;  // before there are threads
    GateVoice voice(context, GateHooks::commandsOf(arguments.hooks), seconds(arguments.hookSeconds));
    const auto reader = scanners::openCodeReader(arguments.device);
    const desk::Parts parts = partsOf(context);
    desk::Gate point(parts, context.actor(), {.handoff = arguments.key, .side = *handoff::sideNamed(arguments.side)});
    scanUntilEnd(*reader, point, voice, arguments, ending);
    const std::size_t left = point.end(seconds(3));
    while (const auto late = point.nextLate()) voice.answer(*late);
    if (left > 0)
        voice.say(
            base::Sentence("Scans that are kept and not in the books yet: {}; they are recorded when the gate is "
                           "started again.",
                           left));
    if (const auto missing = point.whatIsShort()) {
        voice.answer(*missing);
        return static_cast<int>(base::ErrorKind::CheckFailed);
    }
    return 0;
}

}  // namespace

void setUpGate(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<GateArguments>();
    app.add_option("handoff", arguments->key, "number or id")->required();
    app.add_option("--device", arguments->device, "evdev:/dev/input/by-id/... or serial:/dev/ttyUSB0[@SPEED]")
        ->required()
        ->type_name("DEVICE");
    app.add_option("--side", arguments->side, "giver or receiver")
        ->required()
        ->check(CLI::IsMember({"giver", "receiver"}));
    app.add_option("--on", arguments->hooks, "a program for ok, short, surplus, refused, unknown or kept: sound, light")
        ->type_name("OUTCOME=PROGRAM");
    app.add_option("--hook-seconds", arguments->hookSeconds, "it is ended after so many (default 3)")
        ->check(CLI::Range(1, 60));
    app.add_option("--pause", arguments->pauseSeconds,
                   "say what is short when nothing was scanned for so many seconds (default 20; 0: at the end only)")
        ->check(CLI::Range(0, 3600));
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return gate(context, *arguments); }; });
}

}  // namespace daiban::cli
