#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/Error.h"
#include "text/TextReader.h"

namespace daiban::support {

/// What goes wrong in an engine. Those of `endsItsProcess` are for programs that read for others (a worker).
enum class Fault {
    None,
    Refuses,      ///< throws base::Error
    Throws,       ///< throws what a library of others throws
    OutOfMemory,  ///< throws std::bad_alloc
    GarbageText,  ///< bytes that are no UTF-8, control characters, half characters, places outside the page
    NoText,       ///< finds nothing on a page full of text
    EndlessText,  ///< a line of a million characters, and ten thousand lines
    Crashes,      ///< SIGSEGV
    Aborts,       ///< a failed assertion
    Leaves,       ///< exit(0) in the middle of a page
    Hangs,        ///< for ever, at work or not
    EatsMemory,   ///< until there is none
};

struct NamedFault {
    std::string_view name;
    Fault fault;
};
inline constexpr std::array faults{
    NamedFault{"none", Fault::None},           NamedFault{"refuses", Fault::Refuses},
    NamedFault{"throws", Fault::Throws},       NamedFault{"out-of-memory", Fault::OutOfMemory},
    NamedFault{"garbage", Fault::GarbageText}, NamedFault{"no-text", Fault::NoText},
    NamedFault{"endless", Fault::EndlessText}, NamedFault{"crashes", Fault::Crashes},
    NamedFault{"aborts", Fault::Aborts},       NamedFault{"leaves", Fault::Leaves},
    NamedFault{"hangs", Fault::Hangs},         NamedFault{"eats-memory", Fault::EatsMemory},
};

/// For a fake worker program that is told its fault by an argument.
[[nodiscard]] inline std::optional<Fault> faultNamed(std::string_view name) {
    const auto found = std::ranges::find(faults, name, &NamedFault::name);
    return found == faults.end() ? std::nullopt : std::optional(found->fault);
}

[[nodiscard]] inline bool endsItsProcess(Fault fault) {
    return fault >= Fault::Crashes;
}

/// An engine that goes wrong: on every document, or on the n-th only (from 1) and well on all others.
class BadReader final : public text::TextReader {
  public:
    static constexpr auto goodText = "姓名 王秀兰";

    explicit BadReader(Fault fault, std::optional<int> onlyOn = {}) : fault_(fault), onlyOn_(onlyOn) {}

    [[nodiscard]] text::Orientation orientation(const page::CleanPage&) const override {
        return {base::Turn::None, base::Confidence(1), {}};
    }
    [[nodiscard]] text::PageText read(const page::CleanPage& document) const override {
        const int number = ++documents_;
        const Fault fault = !onlyOn_ || *onlyOn_ == number ? fault_ : Fault::None;
        text::PageText text{{}, "bad", "1"};
        switch (fault) {
            case Fault::Refuses:
                throw base::Error(base::ErrorKind::Unreadable,
                                  base::Sentence("The engine cannot read this; scan the page again."));
            case Fault::Throws:
                throw std::runtime_error("Non-zero status code returned while running Conv node");
            case Fault::OutOfMemory:
                throw std::bad_alloc();
            case Fault::Crashes:
                std::signal(SIGSEGV, SIG_DFL);
                std::raise(SIGSEGV);
                break;
            case Fault::Aborts:
                std::abort();
            case Fault::Leaves:
                std::_Exit(0);
            case Fault::Hangs:
                while (true) pause();
            case Fault::EatsMemory:
                eatMemory();
            case Fault::GarbageText:
                for (const char* garbage : garbageTexts()) text.lines.push_back(lineOn(document, garbage, 1e9));
                break;
            case Fault::EndlessText:
                text.lines.push_back(lineOn(document, std::string(1'000'000, 'x'), 0));
                for (int i = 0; i < 10'000; ++i) text.lines.push_back(lineOn(document, "第" + std::to_string(i), 0));
                break;
            case Fault::NoText:
                break;
            case Fault::None:
                text.lines.push_back(lineOn(document, goodText, 0));
                break;
        }
        return text;
    }

    /// Bytes that are no text: cut characters, surrogates, overlong forms, code points that are none, controls.
    [[nodiscard]] static const std::array<const char*, 8>& garbageTexts() {
        static constexpr std::array<const char*, 8> texts{"姓名\xE7\x8E",
                                                          "\xED\xA0\x80\xED\xBF\xBF",
                                                          "\xC0\x80\xC1\xBF",
                                                          "\xF4\x90\x80\x80\xFF\xFE",
                                                          "a\x01\x1B[31m\x7F\x08",
                                                          "\xEF\xBB\xBF\xE2\x80\xAE"
                                                          "1234",
                                                          "身份证号码\xFF"
                                                          "110105194912310",
                                                          "\x80\x80\x80\x80"};
        return texts;
    }

  private:
    static text::TextLine lineOn(const page::CleanPage& document, std::string text, double beyond) {
        const auto width = static_cast<double>(document.pixels.cols),
                   height = static_cast<double>(document.pixels.rows);
        base::Quad quad;
        quad[0] = {-beyond, -beyond};
        quad[1] = {width + beyond, -beyond};
        quad[2] = {width + beyond, height / 20 + beyond};
        quad[3] = {-beyond, height / 20 + beyond};
        return {std::move(text), quad, base::Confidence(0.9), {}};
    }

    /// As a process without a limit would be: 64 GB at most, so that a test without a limit ends too.
    [[noreturn]] static void eatMemory() {
        constexpr std::size_t piece = 64U << 20U;
        for (int i = 0; i < 1024; ++i) {
            auto* eaten = static_cast<char*>(std::malloc(piece));
            if (eaten == nullptr) throw std::bad_alloc();
            std::memset(eaten, i, piece);
        }
        std::_Exit(99);
    }

    Fault fault_;
    std::optional<int> onlyOn_;
    mutable std::atomic<int> documents_{0};
};

/// For a child process: no more address space than it has now and `megabytes` besides. Not under sanitizers, which
/// reserve terabytes.
inline void limitMemory(rlim_t megabytes) {
    const rlimit limit{megabytes << 20U, megabytes << 20U};
    setrlimit(RLIMIT_AS, &limit);
}

}  // namespace daiban::support
