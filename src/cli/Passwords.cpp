#include "cli/Passwords.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "base/Error.h"

namespace daiban::cli {

namespace {

using base::Error;
using base::ErrorKind;

std::string firstLineOf(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    if (!std::getline(stream, line))
        throw Error(ErrorKind::Unreadable,
                    base::Sentence("No password can be read from {}; write it there as one line.", file));
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

/// The terminal, with what is typed unseen until the end of the scope.
class UnseenTerminal {
  public:
    UnseenTerminal() : terminal_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
        if (terminal_ < 0 || tcgetattr(terminal_, &before_) != 0)
            throw Error(
                ErrorKind::BadArguments,
                base::Sentence("There is no terminal to type a password at; set DAIBAN_PASSWORD or give a file."));
        termios unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(terminal_, TCSAFLUSH, &unseen);
    }
    ~UnseenTerminal() {
        tcsetattr(terminal_, TCSAFLUSH, &before_);
        ::close(terminal_);
    }
    UnseenTerminal(const UnseenTerminal&) = delete;
    UnseenTerminal& operator=(const UnseenTerminal&) = delete;

    [[nodiscard]] std::string ask(const std::string& prompt) const {
        say(prompt);
        std::string line;
        for (char c = 0; ::read(terminal_, &c, 1) == 1 && c != '\n';) line += c;
        say("\n");
        return line;
    }

  private:
    void say(const std::string& text) const { (void)!::write(terminal_, text.data(), text.size()); }

    int terminal_;
    termios before_{};
};

}  // namespace

std::string readPassword(const std::string& file, const std::string& prompt) {
    if (!file.empty()) return firstLineOf(file);
    if (const char* password = std::getenv("DAIBAN_PASSWORD"); password != nullptr) return password;
    return UnseenTerminal().ask(prompt);
}

std::string readNewPassword(const std::string& file, const NewPasswordPrompts& prompts) {
    if (!file.empty()) return firstLineOf(file);
    const UnseenTerminal terminal;
    const std::string password = terminal.ask(prompts.first);
    if (terminal.ask(prompts.again) != password)
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("The two passwords differ; type them again. Nothing was changed."));
    return password;
}

}  // namespace daiban::cli
