#include "process/Worker.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "base/Error.h"
#include "base/Json.h"

namespace daiban::process {

namespace {

// What a worker needs to find its libraries, fonts, models and scanners; a secret in the environment (of a database, of
// a bucket) is none of its business.
const std::vector<std::string> environmentOfWorkers{"PATH",
                                                    "HOME",
                                                    "TMPDIR",
                                                    "TZ",
                                                    "LANG",
                                                    "LC_ALL",
                                                    "LC_CTYPE",
                                                    "LD_LIBRARY_PATH",
                                                    "FONTCONFIG_FILE",
                                                    "FONTCONFIG_PATH",
                                                    "TESSDATA_PREFIX",
                                                    "DAIBAN_OCR_MODELS",
                                                    "SANE_CONFIG_DIR",
                                                    "SANE_DEBUG_DLL",
                                                    "ASAN_OPTIONS",
                                                    "LSAN_OPTIONS",
                                                    "UBSAN_OPTIONS",
                                                    "TSAN_OPTIONS"};

// Tesseract's loops spread over threads by OpenMP cost more than they gain on single lines (see main.cpp).
const std::vector<std::string> settingsOfWorkers{"OMP_THREAD_LIMIT=1"};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool memoryCanBeLimited = false;  // the sanitizers' shadow memory is terabytes of private data
#else
constexpr bool memoryCanBeLimited = true;
#endif

/// RLIMIT_DATA counts private writable memory (heap, anonymous mappings, stacks), and what is beyond it is refused at
/// once, so that the worker itself can say so. RLIMIT_AS would also count the code, the fonts and the files that are
/// only mapped: docs/workers.md has what a reading worker takes of each. Watching the resident size from here would
/// come too late: a worker that fills memory takes 2 GB a second.
std::vector<std::pair<int, std::int64_t>> resourceLimits(const WorkerLimits& limits) {
    std::vector<std::pair<int, std::int64_t>> all{{RLIMIT_CORE, 0}};
    if (limits.memory > 0 && memoryCanBeLimited) {
        all.emplace_back(RLIMIT_DATA, limits.memory);
        all.emplace_back(RLIMIT_FSIZE, limits.memory);  // pictures in memory that it hands over are files
    }
    return all;
}

SteadyTime after(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

Descriptor nothing() {
    return Descriptor(open("/dev/null", O_RDWR | O_CLOEXEC));
}

/// The last words on standard error, on one line.
std::string lastWordsOf(const Descriptor& errors) {
    constexpr off_t most = 300;
    struct stat about {};
    if (!errors.isOpen() || fstat(errors.get(), &about) != 0) return {};
    std::array<char, most> buffer{};
    const ssize_t count = pread(errors.get(), buffer.data(), buffer.size(), std::max<off_t>(0, about.st_size - most));
    std::string words(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    while (!words.empty() && words.back() == '\n') words.pop_back();
    std::replace_if(
        words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return words;
}

/// As serveRequests() writes it: the exit code and the sentence as JSON.
[[noreturn]] void throwRefusal(const std::string& text) {
    const auto space = text.find(' ');
    const int code = std::atoi(text.c_str());
    if (code <= 0 || space == std::string::npos)
        throw base::Error(base::ErrorKind::Other,
                          base::Sentence("A helper of daiban does not work; install daiban again."));
    throw base::Error(
        static_cast<base::ErrorKind>(code),
        base::sentenceFromJson(base::parseJson(text.substr(space + 1), base::Sentence("What a helper said"))));
}

}  // namespace

Worker::Worker(const WorkerOptions& options)
    : options_(options), errors_(memfd_create("daiban-errors", MFD_CLOEXEC)), channel_(Descriptor{}) {
    start();
    Message message;
    const auto got = channel_.receive(message, after(options_.limits.start));
    if (got == Channel::Got::Message && message.kind == Message::Kind::Refusal) throwRefusal(message.text);
    if (got == Channel::Got::TimedOut) sayThatItDoesNotStart(base::Sentence("it is not ready in time"));
    if (got != Channel::Got::Message || message.kind != Message::Kind::Ready) {
        const std::string words = lastWordsOf(errors_);
        sayThatItDoesNotStart(words.empty() ? base::Sentence("it ended at once") : base::Sentence::verbatim(words));
    }
}

void Worker::start() {
    auto [ours, theirs] = Channel::ends();
    channel_ = Channel(std::move(ours));
    // What libraries print must not get between the caller's own lines.
    const Descriptor null = nothing();
    if (!null.isOpen()) failToStart("/dev/null");
    process_.emplace(
        Launch{.program = options_.program,
               .arguments = options_.arguments,
               .environment = environmentOfWorkers,
               .settings = settingsOfWorkers,
               .descriptors = {null.get(), null.get(), errors_.isOpen() ? errors_.get() : null.get(), theirs.get()},
               .limits = resourceLimits(options_.limits)});
}

void Worker::sayThatItDoesNotStart(const base::Sentence& how) const {
    throw base::Error(
        base::ErrorKind::Other,
        base::Sentence(
            "The helper {} does not start ({}); close other programs and try again, or install daiban again.",
            options_.program.string(), how));
}

Worker::~Worker() {
    channel_.close();  // it hears that it is not needed any more
    if (process_ && options_.limits.farewell.count() > 0) (void)process_->hasEndedBy(after(options_.limits.farewell));
}

bool Worker::isAlive() const {
    return !channel_.isClosedByOther() && !process_->hasEndedBy(SteadyTime::min());
}

/// How long a worker may be listened to. A page's own work is counted in processor time: on a station that does a lot
/// besides, a page that takes 4 s took 100 by the clock (load 26 on two cores). A worker that is stopped or waits for
/// itself uses none, and one that looks again and again for what never comes uses little.
class Patience {
  public:
    Patience(pid_t process, std::chrono::milliseconds request) : request_(request) {
        if (clock_getcpuclockid(process, &clock_) != 0) clock_ = CLOCK_MONOTONIC;
        begin();
    }
    /// Something was heard.
    void begin() {
        start_ = lastProgress_ = std::chrono::steady_clock::now();
        usedAtStart_ = usedAtProgress_ = used();
    }
    [[nodiscard]] bool isOver() {
        const auto now = std::chrono::steady_clock::now();
        const auto usedNow = used();
        if (usedNow != std::exchange(usedAtProgress_, usedNow)) lastProgress_ = now;
        return usedNow - usedAtStart_ > request_ || now - lastProgress_ > request_ / 2 || now - start_ > 10 * request_;
    }
    /// When to look again.
    [[nodiscard]] SteadyTime nextLook() const {
        return std::chrono::steady_clock::now() +
               std::min<std::chrono::milliseconds>(request_ / 8, std::chrono::seconds(1));
    }

  private:
    [[nodiscard]] std::chrono::nanoseconds used() const {
        timespec time{};
        if (clock_gettime(clock_, &time) != 0) return usedAtProgress_;  // it is over
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }

    std::chrono::milliseconds request_;
    clockid_t clock_ = CLOCK_MONOTONIC;
    SteadyTime start_, lastProgress_;
    std::chrono::nanoseconds usedAtStart_{0}, usedAtProgress_{0};
};

Reply Worker::ask(const Message& request, const OnNews& onNews) {
    Reply reply;
    const auto endedBy = [&](Reply::End end) {
        reply.end = end;
        reply.answer = {};
        return std::move(reply);
    };
    if (!channel_.send(request, after(options_.limits.request))) return endedBy(Reply::End::Crashed);
    for (Patience patience(id(), options_.limits.request);;) {
        while (!channel_.hasSomething(patience.nextLook()))
            if (patience.isOver()) return endedBy(Reply::End::TimedOut);
        const SteadyTime deadline = after(options_.limits.request / 2);  // for the rest of what it began to say
        switch (channel_.receive(reply.answer, deadline)) {
            case Channel::Got::TimedOut:
                return endedBy(Reply::End::TimedOut);
            case Channel::Got::Closed:
            case Channel::Got::Garbage:
                return endedBy(Reply::End::Crashed);
            case Channel::Got::Message:
                break;
        }
        switch (reply.answer.kind) {
            case Message::Kind::Answer:
                ++answered_;
                return reply;
            case Message::Kind::OutOfMemory:
                return endedBy(Reply::End::OutOfMemory);
            case Message::Kind::AtWork:
                reply.atWork = reply.answer.text;
                break;
            case Message::Kind::News:
                if (onNews) (void)onNews(std::move(reply.answer));
                break;
            case Message::Kind::Part: {
                const bool goesOn = onNews && onNews(std::move(reply.answer));
                if (!channel_.send({.kind = Message::Kind::GoOn, .text = goesOn ? "" : "stop"}, deadline))
                    return endedBy(Reply::End::Crashed);
                patience.begin();  // every part has the time of a request
                break;
            }
            default:
                return endedBy(Reply::End::Crashed);
        }
    }
}

}  // namespace daiban::process
