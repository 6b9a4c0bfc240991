#pragma once

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/ReservedPort.h"
#include "support/TemporaryFolder.h"

namespace daiban::support {

/// CUPS's own ippeveprinter: a real IPP Everywhere printer, without paper. It wants a D-Bus, so it gets one of its own;
/// no service is announced on the network, and neither avahi nor cupsd need run. What it prints it hands to a command
/// of ours, which keeps it. All its processes end with it, and those it started itself also when this process is
/// killed.
class IppEvePrinter {
  public:
    explicit IppEvePrinter(const std::string& afterPrinting = "exit 0") {
        write(
            "bus.conf",
            "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
            "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>system</type><listen>" +
                bus() +
                "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
                "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                "<allow own=\"*\"/></policy></busconfig>\n");
        std::filesystem::create_directories(folder_.path() / "spool");
        std::filesystem::create_directories(folder_.path() / "printed");
        const std::string folder = folder_.path().string();
        write("print", "#!/bin/sh\nfor file; do :; done\nname=$(date +%s%N)-$$\ncp \"$file\" \"" + folder +
                           "/spool/$name\" && mv \"" + folder + "/spool/$name\" \"" + folder +
                           "/printed/$name\"\n. \"" + folder + "/after\"\n");
        setAfterPrinting(afterPrinting);
        std::filesystem::permissions(folder_.path() / "print", std::filesystem::perms::owner_all);
        dbus_ =
            start({"dbus-daemon", "--config-file=" + (folder_.path() / "bus.conf").string(), "--nofork", "--nopidfile"},
                  "dbus.log");
        await([&] { return std::filesystem::exists(folder_.path() / "bus"); }, dbus_, "dbus-daemon (dbus-daemon)");
        switchOn();
    }
    ~IppEvePrinter() {
        switchOff();
        stop(dbus_);
    }
    IppEvePrinter(const IppEvePrinter&) = delete;
    IppEvePrinter& operator=(const IppEvePrinter&) = delete;

    [[nodiscard]] std::string address() const {
        return "ipp://localhost:" + std::to_string(port_.number()) + "/ipp/print";
    }
    /// Shell that runs when a document has been kept; its failure makes the printer abort the job.
    void setAfterPrinting(const std::string& shell) const { write("after", shell + "\n"); }
    void switchOn() {
        printer_ = start({"ippeveprinter", "-p", std::to_string(port_.number()), "-r", "off", "-d",
                          (folder_.path() / "spool").string(), "-K", (folder_.path() / "spool").string(), "-c",
                          (folder_.path() / "print").string(), "-f", "application/pdf", "daiban"},
                         "printer.log");
        await([&] { return isListening(); }, printer_, "ippeveprinter (cups-ipp-utils)");
    }
    void switchOff() { stop(printer_); }
    [[nodiscard]] pid_t process() const { return printer_; }

    /// The documents that came out.
    [[nodiscard]] std::vector<std::string> printed() const {
        std::vector<std::string> documents;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "printed")) {
            std::ifstream file(entry.path(), std::ios::binary);
            documents.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        }
        return documents;
    }
    /// The same, when as many have come out as must. The printer's own process keeps them, so nothing else says when.
    [[nodiscard]] std::vector<std::string> printedAfter(std::size_t count) const {
        for (int tries = 0; tries < mostTries && printed().size() < count; ++tries) std::this_thread::sleep_for(pause);
        return printed();
    }

  private:
    static constexpr std::chrono::milliseconds pause{20};
    static constexpr int mostTries = 3000;

    [[nodiscard]] std::string bus() const { return "unix:path=" + (folder_.path() / "bus").string(); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_.path() / name) << text; }

    [[nodiscard]] pid_t start(const std::vector<std::string>& command, const std::string& log) const {
        const std::string busAddress = bus();
        const char* known = std::getenv("PATH");
        const std::string path = (known == nullptr ? "/usr/bin:/bin" : std::string(known)) + ":/usr/sbin";
        const std::string logFile = (folder_.path() / log).string();
        std::vector<char*> argv;
        for (const auto& word : command) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        const pid_t parent = getpid();
        const pid_t child = fork();
        if (child < 0) throw std::runtime_error("no process for " + command[0]);
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) _exit(127);
            setpgid(0, 0);
            setenv("DBUS_SYSTEM_BUS_ADDRESS", busAddress.c_str(), 1);
            setenv("PATH", path.c_str(), 1);
            const int output = open(logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
            dup2(output, 1);
            dup2(output, 2);
            execvp(argv[0], argv.data());
            _exit(127);
        }
        return child;
    }
    static void stop(pid_t& process) {
        if (process <= 0) return;
        kill(-process, SIGKILL);  // what it started too
        kill(process, SIGKILL);   // when it did not come as far as its own group
        waitpid(process, nullptr, 0);
        process = -1;
    }
    template <class Condition>
    void await(const Condition& condition, pid_t& process, const std::string& what) const {
        for (int tries = 0; tries < mostTries; ++tries) {
            if (condition()) return;
            if (waitpid(process, nullptr, WNOHANG) == process) {
                process = -1;
                break;
            }
            std::this_thread::sleep_for(pause);
        }
        std::ostringstream said;
        for (const char* log : {"dbus.log", "printer.log"}) said << std::ifstream(folder_.path() / log).rdbuf();
        throw std::runtime_error(what + " does not run; is its package installed? " + said.str());
    }
    [[nodiscard]] bool isListening() const {
        const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        place.sin_port = htons(static_cast<std::uint16_t>(port_.number()));
        const bool connected = ::connect(probe, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0;
        ::close(probe);
        return connected;
    }

    TemporaryFolder folder_;
    pid_t dbus_ = -1;
    pid_t printer_ = -1;
    ReservedPort port_;
};

}  // namespace daiban::support
