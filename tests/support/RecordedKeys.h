#pragma once

#include <linux/input.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace daiban::support {

/// What Linux gives of a code reader that types, as a file of its input events.
class RecordedKeys {
  public:
    RecordedKeys& add(int type, int code, int value) {
        input_event event{};
        event.type = static_cast<decltype(event.type)>(type);
        event.code = static_cast<decltype(event.code)>(code);
        event.value = value;
        bytes_.append(reinterpret_cast<const char*>(&event), sizeof event);
        return *this;
    }
    RecordedKeys& press(int key) {
        return add(EV_KEY, key, 1).add(EV_SYN, SYN_REPORT, 0).add(EV_KEY, key, 0).add(EV_SYN, SYN_REPORT, 0);
    }
    RecordedKeys& type(const std::string& text) {
        for (const char c : text) {
            const auto [key, shifted] = keyOf(c);
            if (shifted) add(EV_KEY, KEY_LEFTSHIFT, 1);
            press(key);
            if (shifted) add(EV_KEY, KEY_LEFTSHIFT, 0);
        }
        return *this;
    }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    void writeTo(const std::filesystem::path& file) const { std::ofstream(file, std::ios::binary) << bytes_; }

  private:
    static std::pair<int, bool> keyOf(char c) {
        static const std::map<char, int> letters{
            {'a', KEY_A}, {'b', KEY_B}, {'c', KEY_C}, {'d', KEY_D}, {'e', KEY_E}, {'f', KEY_F},     {'g', KEY_G},
            {'h', KEY_H}, {'i', KEY_I}, {'j', KEY_J}, {'k', KEY_K}, {'l', KEY_L}, {'m', KEY_M},     {'n', KEY_N},
            {'o', KEY_O}, {'p', KEY_P}, {'q', KEY_Q}, {'r', KEY_R}, {'s', KEY_S}, {'t', KEY_T},     {'u', KEY_U},
            {'v', KEY_V}, {'w', KEY_W}, {'x', KEY_X}, {'y', KEY_Y}, {'z', KEY_Z}, {'-', KEY_MINUS}, {'/', KEY_SLASH}};
        if (c >= '1' && c <= '9') return {KEY_1 + (c - '1'), false};
        if (c == '0') return {KEY_0, false};
        if (c == ':') return {KEY_SEMICOLON, true};
        if (c == '#') return {KEY_3, true};
        if (c >= 'A' && c <= 'Z') return {letters.at(static_cast<char>(c - 'A' + 'a')), true};
        return {letters.at(c), false};
    }
    std::string bytes_;
};

}  // namespace daiban::support
