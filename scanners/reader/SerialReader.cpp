#include "scanners/reader/SerialReader.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <utility>

#include "base/Error.h"

namespace daiban::scanners {

namespace {

using Kind = ReaderNews::Kind;

constexpr std::array<std::pair<int, speed_t>, 9> speeds{{{1200, B1200},
                                                         {2400, B2400},
                                                         {4800, B4800},
                                                         {9600, B9600},
                                                         {19200, B19200},
                                                         {38400, B38400},
                                                         {57600, B57600},
                                                         {115200, B115200},
                                                         {230400, B230400}}};

speed_t speedOf(int speed) {
    for (const auto& [number, named] : speeds)
        if (number == speed) return named;
    return B0;
}

}  // namespace

bool SerialReader::knowsSpeed(int speed) {
    return speedOf(speed) != B0;
}

process::Descriptor SerialReader::open(const std::filesystem::path& device) {
    // Without a terminal's controls: a reader's Ctrl+C ends nobody.
    process::Descriptor file(::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen() && (errno == EACCES || errno == EPERM))
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence("{} may not be read by this account; ask the administrator to allow it (group dialout).",
                           device.string()));
    if (!file.isOpen()) return {};
    termios line{};
    if (::tcgetattr(file.get(), &line) != 0) {
        if (errno != ENOTTY) return {};
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("{} is no serial line; name one such as /dev/ttyUSB0.", device.string()));
    }
    ::cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    (void)::cfsetispeed(&line, speedOf(speed_));
    (void)::cfsetospeed(&line, speedOf(speed_));
    if (::tcsetattr(file.get(), TCSANOW, &line) != 0) return {};
    (void)::ioctl(file.get(), TIOCEXCL);  // no other program takes codes away
    (void)forget();
    return file;
}

void SerialReader::take(std::string_view bytes, std::deque<ReaderNews>& news) {
    for (const char c : bytes) {
        if (c != '\r' && c != '\n' && c != '\t') {
            text_ += c;
            if (text_.size() > longestCode) lost_ = true, text_.resize(longestCode);
            continue;
        }
        if (lost_)
            news.push_back({.kind = Kind::Garbled});
        else if (!text_.empty())
            news.push_back({.kind = Kind::Code, .code = text_});
        (void)forget();
    }
}

bool SerialReader::forget() {
    const bool something = !text_.empty() || lost_;
    text_.clear();
    lost_ = false;
    return something;
}

}  // namespace daiban::scanners
