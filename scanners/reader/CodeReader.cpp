#include "scanners/reader/CodeReader.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <thread>

#include "base/Error.h"
#include "base/Text.h"
#include "scanners/reader/KeyboardReader.h"
#include "scanners/reader/SerialReader.h"

namespace daiban::scanners {

namespace {

using namespace std::chrono_literals;
using Kind = ReaderNews::Kind;

/// A reader sends a code within 50 ms, at 1,200 baud within 500: what stops in its middle for longer was cut off.
constexpr auto longestPause = 1s;
/// From one look for a device that is gone to the next.
constexpr auto looksEvery = 250ms;

int speedIn(std::string& device) {
    const auto at = device.rfind('@');
    if (at == std::string::npos) return 9600;
    int speed = 0;
    const char* end = device.data() + device.size();
    if (std::from_chars(device.data() + at + 1, end, speed).ptr != end || !SerialReader::knowsSpeed(speed))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A serial line cannot be read at '{}'; write a speed such as 9600 or 115200.",
                                         device.substr(at + 1)));
    device.resize(at);
    return speed;
}

}  // namespace

CodeReader::CodeReader(std::filesystem::path device, std::unique_ptr<ReaderProtocol> protocol)
    : device_(std::move(device)), protocol_(std::move(protocol)) {
    open();
}

void CodeReader::open() {
    file_ = protocol_->open(device_);
    struct stat about {};
    if (file_.isOpen() && ::fstat(file_.get(), &about) == 0)
        isRecording_ = S_ISREG(about.st_mode) || S_ISFIFO(about.st_mode);
    if (file_.isOpen() && saidGone_) {
        saidGone_ = false;
        news_.push_back({.kind = Kind::Back});
    }
    if (!file_.isOpen() && !saidGone_) {
        saidGone_ = true;
        news_.push_back({.kind = Kind::Gone});
    }
}

void CodeReader::lose() {
    if (protocol_->forget()) news_.push_back({.kind = Kind::Garbled});
    file_.close();
    ended_ = isRecording_;
    saidGone_ = !ended_;
    news_.push_back({.kind = ended_ ? Kind::Ended : Kind::Gone});
}

void CodeReader::read(std::chrono::milliseconds patience) {
    pollfd waits{file_.get(), POLLIN, 0};
    if (::poll(&waits, 1, static_cast<int>(patience.count())) <= 0) {
        if (std::chrono::steady_clock::now() - heard_ > longestPause && protocol_->forget())
            news_.push_back({.kind = Kind::Garbled});
        return;
    }
    std::array<char, 4096> buffer{};
    const auto got = ::read(file_.get(), buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (got <= 0) return lose();
    const auto now = std::chrono::steady_clock::now();
    if (!isRecording_ && now - heard_ > longestPause && protocol_->forget()) news_.push_back({.kind = Kind::Garbled});
    heard_ = now;
    protocol_->take({buffer.data(), static_cast<std::size_t>(got)}, news_);
}

ReaderNews CodeReader::next(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (news_.empty()) {
        if (ended_) return {.kind = Kind::Ended};
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left <= 0ms) return {};
        if (file_.isOpen()) {
            read(left);
        } else {
            std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(left, looksEvery));
            open();
        }
    }
    ReaderNews news = std::move(news_.front());
    news_.pop_front();
    return news;
}

std::unique_ptr<CodeReader> openCodeReader(const std::string& device) {
    const auto behind = [&](std::string_view prefix) { return device.substr(prefix.size()); };
    if (base::startsWith(device, "evdev:") && device.size() > 6)
        return std::make_unique<CodeReader>(behind("evdev:"), std::make_unique<KeyboardReader>());
    if (base::startsWith(device, "serial:") && device.size() > 7) {
        std::string path = behind("serial:");
        const int speed = speedIn(path);
        return std::make_unique<CodeReader>(path, std::make_unique<SerialReader>(speed));
    }
    throw base::Error(
        base::ErrorKind::BadArguments,
        base::Sentence("'{}' is no code reader; write evdev:/dev/input/by-id/... or serial:/dev/ttyUSB0.", device));
}

}  // namespace daiban::scanners
