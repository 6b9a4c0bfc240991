#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "process/Descriptor.h"

namespace daiban::scanners {

/// What a code reader has to say.
struct ReaderNews {
    enum class Kind {
        Nothing,  ///< in the time that was given
        Code,     ///< one code, whole
        Garbled,  ///< part of one was lost; scan it again
        Gone,     ///< unplugged, or not there yet; it is waited for
        Back,     ///< there again
        Ended,    ///< a recording or a pipe is at its end; nothing more comes
    };
    Kind kind = Kind::Nothing;
    std::string code{};
};

/// How one kind of reader sends codes.
class ReaderProtocol {
  public:
    virtual ~ReaderProtocol() = default;
    /// The device, made ready; not open when it is not there. Throws base::Error when it never will be.
    [[nodiscard]] virtual process::Descriptor open(const std::filesystem::path& device) = 0;
    /// Bytes as they come, in pieces of any size.
    virtual void take(std::string_view bytes, std::deque<ReaderNews>& news) = 0;
    /// Forgets what came of a code that is not whole. True: something was forgotten.
    virtual bool forget() = 0;
};

/// A handheld reader that is held by nobody's keyboard focus. Its device may be unplugged and comes back.
class CodeReader {
  public:
    CodeReader(std::filesystem::path device, std::unique_ptr<ReaderProtocol> protocol);
    /// The next news, or Nothing when none comes in that time. Codes are at most 512 characters.
    [[nodiscard]] ReaderNews next(std::chrono::milliseconds patience);

  private:
    void open();
    void read(std::chrono::milliseconds patience);
    void lose();

    std::filesystem::path device_;
    std::unique_ptr<ReaderProtocol> protocol_;
    process::Descriptor file_;
    std::deque<ReaderNews> news_;
    std::chrono::steady_clock::time_point heard_{};
    bool saidGone_ = false;
    bool ended_ = false;
    bool isRecording_ = false;
};

/// "evdev:/dev/input/event3" (a reader that types; no other program hears it meanwhile; a file or pipe of recorded
/// events does as well) or "serial:/dev/ttyUSB0", with another speed than 9600 behind an @:
/// "serial:/dev/ttyACM0@115200". Throws Error{BadArguments} for another name, Error{NotFound} for a device this account
/// may not use.
[[nodiscard]] std::unique_ptr<CodeReader> openCodeReader(const std::string& device);

inline constexpr std::size_t longestCode = 512;

}  // namespace daiban::scanners
