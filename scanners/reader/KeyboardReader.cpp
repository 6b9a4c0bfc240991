#include "scanners/reader/KeyboardReader.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/Error.h"

namespace daiban::scanners {

namespace {

using Kind = ReaderNews::Kind;

struct Key {
    int code;
    char plain;
    char shifted;
};

/// linux/input-event-codes.h, as a US keyboard is labelled: what readers type unless they were set up otherwise.
constexpr std::array keys{Key{KEY_1, '1', '!'},          Key{KEY_2, '2', '@'},           Key{KEY_3, '3', '#'},
                          Key{KEY_4, '4', '$'},          Key{KEY_5, '5', '%'},           Key{KEY_6, '6', '^'},
                          Key{KEY_7, '7', '&'},          Key{KEY_8, '8', '*'},           Key{KEY_9, '9', '('},
                          Key{KEY_0, '0', ')'},          Key{KEY_MINUS, '-', '_'},       Key{KEY_EQUAL, '=', '+'},
                          Key{KEY_Q, 'q', 'Q'},          Key{KEY_W, 'w', 'W'},           Key{KEY_E, 'e', 'E'},
                          Key{KEY_R, 'r', 'R'},          Key{KEY_T, 't', 'T'},           Key{KEY_Y, 'y', 'Y'},
                          Key{KEY_U, 'u', 'U'},          Key{KEY_I, 'i', 'I'},           Key{KEY_O, 'o', 'O'},
                          Key{KEY_P, 'p', 'P'},          Key{KEY_LEFTBRACE, '[', '{'},   Key{KEY_RIGHTBRACE, ']', '}'},
                          Key{KEY_A, 'a', 'A'},          Key{KEY_S, 's', 'S'},           Key{KEY_D, 'd', 'D'},
                          Key{KEY_F, 'f', 'F'},          Key{KEY_G, 'g', 'G'},           Key{KEY_H, 'h', 'H'},
                          Key{KEY_J, 'j', 'J'},          Key{KEY_K, 'k', 'K'},           Key{KEY_L, 'l', 'L'},
                          Key{KEY_SEMICOLON, ';', ':'},  Key{KEY_APOSTROPHE, '\'', '"'}, Key{KEY_GRAVE, '`', '~'},
                          Key{KEY_BACKSLASH, '\\', '|'}, Key{KEY_Z, 'z', 'Z'},           Key{KEY_X, 'x', 'X'},
                          Key{KEY_C, 'c', 'C'},          Key{KEY_V, 'v', 'V'},           Key{KEY_B, 'b', 'B'},
                          Key{KEY_N, 'n', 'N'},          Key{KEY_M, 'm', 'M'},           Key{KEY_COMMA, ',', '<'},
                          Key{KEY_DOT, '.', '>'},        Key{KEY_SLASH, '/', '?'},       Key{KEY_SPACE, ' ', ' '},
                          Key{KEY_KP0, '0', '0'},        Key{KEY_KP1, '1', '1'},         Key{KEY_KP2, '2', '2'},
                          Key{KEY_KP3, '3', '3'},        Key{KEY_KP4, '4', '4'},         Key{KEY_KP5, '5', '5'},
                          Key{KEY_KP6, '6', '6'},        Key{KEY_KP7, '7', '7'},         Key{KEY_KP8, '8', '8'},
                          Key{KEY_KP9, '9', '9'},        Key{KEY_KPMINUS, '-', '-'},     Key{KEY_KPPLUS, '+', '+'},
                          Key{KEY_KPDOT, '.', '.'},      Key{KEY_KPSLASH, '/', '/'},     Key{KEY_KPASTERISK, '*', '*'}};

bool isLetter(char c) {
    return c >= 'a' && c <= 'z';
}

[[noreturn]] void refuse(base::ErrorKind kind, const base::Sentence& sentence) {
    throw base::Error(kind, sentence);
}

}  // namespace

process::Descriptor KeyboardReader::open(const std::filesystem::path& device) {
    process::Descriptor file(::open(device.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen() && (errno == EACCES || errno == EPERM))
        refuse(base::ErrorKind::NotFound,
               base::Sentence("{} may not be read by this account; ask the administrator to allow it (group input).",
                              device.string()));
    struct stat about {};
    if (!file.isOpen() || ::fstat(file.get(), &about) != 0) return {};
    (void)forget();
    bytes_.clear();
    leftShift_ = rightShift_ = capsLock_ = untilReport_ = false;
    if (!S_ISCHR(about.st_mode)) return file;  // a recording
    if (::ioctl(file.get(), EVIOCGRAB, 1) != 0) {
        if (errno == EBUSY)
            refuse(base::ErrorKind::NotFound,
                   base::Sentence("{} is held by another program; end that one and try again.", device.string()));
        if (errno == ENODEV) return {};
        refuse(base::ErrorKind::BadArguments,
               base::Sentence("{} is no input device; name one of /dev/input/by-id.", device.string()));
    }
    std::array<unsigned char, LED_MAX / 8 + 1> lights{};
    if (::ioctl(file.get(), EVIOCGLED(lights.size()), lights.data()) >= 0)
        capsLock_ = (lights[LED_CAPSL / 8] >> (LED_CAPSL % 8) & 1) != 0;
    return file;
}

void KeyboardReader::take(std::string_view bytes, std::deque<ReaderNews>& news) {
    bytes_ += bytes;
    std::size_t at = 0;
    for (; bytes_.size() - at >= sizeof(input_event); at += sizeof(input_event)) {
        input_event event{};
        std::memcpy(&event, bytes_.data() + at, sizeof event);
        take(event, news);
    }
    bytes_.erase(0, at);
}

void KeyboardReader::take(const input_event& event, std::deque<ReaderNews>& news) {
    if (event.type == EV_SYN && event.code == SYN_DROPPED) {
        untilReport_ = lost_ = true;
        leftShift_ = rightShift_ = false;
    } else if (event.type == EV_SYN && event.code == SYN_REPORT) {
        untilReport_ = false;
    } else if (event.type == EV_KEY && !untilReport_) {
        constexpr int released = 0, pressed = 1;
        if (event.code == KEY_LEFTSHIFT) leftShift_ = event.value != released;
        if (event.code == KEY_RIGHTSHIFT) rightShift_ = event.value != released;
        if (event.value == pressed) press(event.code, news);  // what repeats by itself was not typed
    }
}

void KeyboardReader::press(int key, std::deque<ReaderNews>& news) {
    if (key == KEY_CAPSLOCK) capsLock_ = !capsLock_;
    if (key == KEY_ENTER || key == KEY_KPENTER || key == KEY_TAB) return end(news);
    for (const Key& known : keys) {
        if (known.code != key) continue;
        const bool shifted = (leftShift_ || rightShift_) != (capsLock_ && isLetter(known.plain));
        text_ += shifted ? known.shifted : known.plain;
        if (text_.size() > longestCode) lost_ = true, text_.resize(longestCode);
        return;
    }
}

void KeyboardReader::end(std::deque<ReaderNews>& news) {
    if (lost_)
        news.push_back({.kind = Kind::Garbled});
    else if (!text_.empty())
        news.push_back({.kind = Kind::Code, .code = text_});
    text_.clear();
    lost_ = false;
}

bool KeyboardReader::forget() {
    const bool something = !text_.empty() || lost_;
    text_.clear();
    lost_ = false;
    return something;
}

}  // namespace daiban::scanners
