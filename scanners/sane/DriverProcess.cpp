#include "scanners/sane/DriverProcess.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <new>
#include <opencv2/core/utility.hpp>
#include <optional>
#include <thread>
#include <type_traits>

#include "scanners/ScanError.h"
#include "scanners/sane/SaneDevice.h"

namespace daiban::scanners {
namespace {

/// What the driver's process says. Both ends are one program, so it goes over as it lies in memory.
struct Message {
    enum class Kind : std::uint32_t { Page, Finished, Problem };
    Kind kind = Kind::Finished;
    std::int32_t rows = 0, columns = 0, pixelType = 0;
    double dpi = 0;
    std::int32_t number = 0;     ///< of the page, of all pages, or of the problem
    std::uint64_t textSize = 0;  ///< bytes of text that follow, behind the pixels
};
static_assert(std::is_trivially_copyable_v<Message>);

/// One end of the line between the two processes. Sending and receiving answer false when the other end is gone.
class Line {
  public:
    explicit Line(int socket) : socket_(socket) {}
    ~Line() { close(socket_); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool send(const void* bytes, std::size_t count) {
        const auto* at = static_cast<const char*>(bytes);
        while (count > 0) {
            const auto sent = ::send(socket_, at, count, MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR) continue;
            if (sent <= 0) return false;
            at += sent;
            count -= static_cast<std::size_t>(sent);
        }
        return true;
    }
    bool receive(void* bytes, std::size_t count) {
        auto* at = static_cast<char*>(bytes);
        while (count > 0) {
            const auto got = ::recv(socket_, at, count, 0);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return false;
            at += got;
            count -= static_cast<std::size_t>(got);
        }
        return true;
    }

  private:
    int socket_;
};

// The driver's side.

bool sendPage(Line& line, const page::Page& page) {
    const cv::Mat pixels = page.pixels.isContinuous() ? page.pixels : page.pixels.clone();
    const Message message{.kind = Message::Kind::Page,
                          .rows = pixels.rows,
                          .columns = pixels.cols,
                          .pixelType = pixels.type(),
                          .dpi = page.dpi,
                          .number = page.provenance.number};
    char wanted = 0;
    return line.send(&message, sizeof message) && line.send(pixels.data, pixels.total() * pixels.elemSize()) &&
           line.receive(&wanted, 1) && wanted != 0;
}

void sendProblem(Line& line, ScanProblem problem, const std::string& sentence) {
    const Message message{
        .kind = Message::Kind::Problem, .number = static_cast<std::int32_t>(problem), .textSize = sentence.size()};
    if (line.send(&message, sizeof message)) line.send(sentence.data(), sentence.size());
}

[[noreturn]] void workAsDriver(Line& line, const std::string& device, const DriverWork& work) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    cv::setNumThreads(0);  // OpenCV's other threads were not forked along
    int pages = 0;
    try {
        work.scan([&](const page::Page& page) {
            const bool goesOn = sendPage(line, page);
            ++pages;
            return goesOn;
        });
        const Message message{.kind = Message::Kind::Finished, .number = pages};
        line.send(&message, sizeof message);
    } catch (const ScanError& error) {
        sendProblem(line, error.problem(), error.what());
    } catch (const std::bad_alloc&) {
        sendProblem(line, ScanProblem::OutOfMemory, scanError(ScanProblem::OutOfMemory, device, pages).what());
    } catch (const std::exception&) {
        sendProblem(line, ScanProblem::Offline, scanError(ScanProblem::Offline, device, pages).what());
    }
    signal(SIGALRM, SIG_DFL);
    alarm(static_cast<unsigned>(work.patience.count()));
    work.tidyUp();
    _exit(0);
}

// This side.

/// The driver's process; it is over and waited for when this goes.
class Driver {
  public:
    Driver(pid_t id, std::chrono::seconds patience) : id_(id), patience_(patience) {}
    ~Driver() {
        // Whatever it still does with the scanner ends in time, by its own alarm or by this.
        const auto deadline = std::chrono::steady_clock::now() + patience_ + std::chrono::seconds(1);
        while (waitpid(id_, nullptr, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() > deadline) kill(id_, SIGKILL);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

  private:
    pid_t id_;
    std::chrono::seconds patience_;
};

std::optional<page::Page> receivePage(Line& line, const Message& message, const std::string& device) {
    page::Page page{
        cv::Mat(message.rows, message.columns, message.pixelType), message.dpi, {device, message.number, ""}};
    if (!line.receive(page.pixels.data, page.pixels.total() * page.pixels.elemSize())) return {};
    return page;
}

int takePages(Line& line, const std::string& device, const TakePage& onPage) {
    int pages = 0;
    Message message;
    while (line.receive(&message, sizeof message)) {
        if (message.kind == Message::Kind::Finished) return pages;
        if (message.kind == Message::Kind::Problem) {
            std::string sentence(message.textSize, '\0');
            if (!line.receive(sentence.data(), sentence.size())) break;
            throw ScanError(static_cast<ScanProblem>(message.number), sentence);
        }
        const auto page = receivePage(line, message, device);
        if (!page) break;
        ++pages;
        const char wanted = onPage(*page) ? 1 : 0;
        if (!line.send(&wanted, 1)) break;
    }
    throw scanError(ScanProblem::Offline, device, pages);
}

}  // namespace

int runDriver(const std::string& device, const DriverWork& work, const TakePage& onPage) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw scanError(ScanProblem::Offline, device);
    const pid_t child = SaneLibrary::forkInTurn();
    if (child == 0) {
        close(ends[0]);
        Line line(ends[1]);
        workAsDriver(line, device, work);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        throw scanError(ScanProblem::Offline, device);
    }
    const Driver driver(child, work.patience);
    Line line(ends[0]);  // goes first: a driver that is not heard any more stops
    return takePages(line, device, onPage);
}

}  // namespace daiban::scanners
