#include "codes/qr/QrMessage.h"

#include <array>
#include <string_view>

#include "codes/TextOfBytes.h"

namespace daiban::codes {

namespace {

constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr char gs1Separator = '\x1d';

enum Mode : unsigned {
    End = 0,
    Numeric = 1,
    Alphanumeric = 2,
    Appended = 3,
    Bytes = 4,
    Gs1First = 5,
    Eci = 7,
    Kanji = 8,
    Gs1Second = 9,
    Hanzi = 13
};

class Bits {
  public:
    explicit Bits(const std::vector<std::uint8_t>& words) : words_(words) {}
    [[nodiscard]] std::size_t left() const { return 8 * words_.size() - at_; }
    /// Nothing where fewer are left.
    std::optional<unsigned> take(unsigned count) {
        if (left() < count) return std::nullopt;
        unsigned value = 0;
        for (unsigned i = 0; i < count; ++i, ++at_) value = value << 1U | (words_[at_ / 8] >> (7 - at_ % 8) & 1U);
        return value;
    }
    [[nodiscard]] std::size_t at() const { return at_; }

  private:
    const std::vector<std::uint8_t>& words_;
    std::size_t at_ = 0;
};

/// How many bits tell the number of characters.
unsigned countBits(unsigned mode, int version) {
    const std::size_t size = version < 10 ? 0 : version < 27 ? 1 : 2;
    switch (mode) {
        case Numeric:
            return std::array{10U, 12U, 14U}.at(size);
        case Alphanumeric:
            return std::array{9U, 11U, 13U}.at(size);
        case Bytes:
            return std::array{8U, 16U, 16U}.at(size);
        default:
            return std::array{8U, 10U, 12U}.at(size);
    }
}

class Message {
  public:
    Message(const std::vector<std::uint8_t>& words, int version) : words_(words), bits_(words), version_(version) {}

    std::optional<std::string> text() {
        while (bits_.left() >= 4) {
            const unsigned mode = *bits_.take(4);
            if (mode == End) break;
            if (!segment(mode)) return std::nullopt;
        }
        flush();
        if (text_.empty() || !isPadded()) return std::nullopt;
        return text_;
    }

  private:
    bool segment(unsigned mode) {
        switch (mode) {
            case Numeric:
                return counted(mode, [&](unsigned n) { return numbers(n); });
            case Alphanumeric:
                return counted(mode, [&](unsigned n) { return letters(n); });
            case Bytes:
                return counted(mode, [&](unsigned n) { return bytes(n); });
            case Kanji:
                return counted(mode, [&](unsigned n) { return doubles(n, 0xC0, 0x8140, 0xC140, 0x1F00, "CP932"); });
            case Hanzi:
                if (!bits_.take(4)) return false;  // which subset; GB 2312 is the only one
                return counted(mode, [&](unsigned n) { return doubles(n, 0x60, 0xA1A1, 0xA6A1, 0x0A00, "GB18030"); });
            case Appended:
                return bits_.take(16).has_value();
            case Gs1First:
                isGs1_ = true;
                return true;
            case Gs1Second:
                isGs1_ = true;
                return bits_.take(8).has_value();
            case Eci:
                return eci();
            default:
                return false;
        }
    }

    template <typename Read>
    bool counted(unsigned mode, const Read& read) {
        const auto count = bits_.take(countBits(mode, version_));
        return count && read(*count);
    }

    bool numbers(unsigned count) {
        while (count > 0) {
            const unsigned digits = std::min(count, 3U);
            const auto value = bits_.take(std::array{0U, 4U, 7U, 10U}.at(digits));
            if (!value || *value >= std::array{1U, 10U, 100U, 1000U}.at(digits)) return false;
            const std::string shown = std::to_string(*value);
            bytes_ += std::string(digits - shown.size(), '0') + shown;
            count -= digits;
        }
        return true;
    }

    bool letters(unsigned count) {
        std::string out;
        const std::size_t base = alphanumeric.size();
        for (; count > 1; count -= 2) {
            const auto value = bits_.take(11);
            if (!value || *value >= base * base) return false;
            out += alphanumeric[*value / base];
            out += alphanumeric[*value % base];
        }
        if (count == 1) {
            const auto value = bits_.take(6);
            if (!value || *value >= base) return false;
            out += alphanumeric[*value];
        }
        bytes_ += isGs1_ ? withSeparators(out) : out;
        return true;
    }

    /// In GS1's codes a percent sign ends a field, and two are one.
    static std::string withSeparators(const std::string& letters) {
        std::string out;
        for (std::size_t i = 0; i < letters.size(); ++i) {
            const bool isPercent = letters[i] == '%';
            if (isPercent && i + 1 < letters.size() && letters[i + 1] == '%') {
                out += '%';
                ++i;
            } else {
                out += isPercent ? gs1Separator : letters[i];
            }
        }
        return out;
    }

    bool bytes(unsigned count) {
        if (bits_.left() < 8UL * count) return false;
        for (; count > 0; --count) bytes_ += static_cast<char>(*bits_.take(8));
        return true;
    }

    /// Characters of two bytes in 13 bits.
    bool doubles(unsigned count, unsigned radix, unsigned low, unsigned high, unsigned border, const char* set) {
        std::string raw;
        for (; count > 0; --count) {
            const auto value = bits_.take(13);
            if (!value) return false;
            const unsigned pair = (*value / radix) << 8U | *value % radix;
            const unsigned both = pair + (pair < border ? low : high);
            raw += static_cast<char>(both >> 8U);
            raw += static_cast<char>(both & 0xFFU);
        }
        const auto converted = textOfCharacterSet(raw, set);
        if (!converted) return false;
        flush();
        text_ += *converted;
        return true;
    }

    bool eci() {
        const auto first = bits_.take(8);
        if (!first) return false;
        unsigned number = *first;
        if ((*first & 0x80U) != 0) {
            const bool isLong = (*first & 0x40U) != 0;
            if ((*first & 0xE0U) == 0xE0U) return false;
            const auto rest = bits_.take(isLong ? 16 : 8);
            if (!rest) return false;
            number = isLong ? (*first & 0x1FU) << 16U | *rest : (*first & 0x3FU) << 8U | *rest;
        }
        flush();
        characterSet_ = characterSetOfEci(number);
        return true;
    }

    void flush() {
        if (bytes_.empty()) return;
        const auto converted = characterSet_ ? textOfCharacterSet(bytes_, characterSet_) : std::nullopt;
        text_ += converted ? *converted : textOfBytes(bytes_);
        bytes_.clear();
    }

    /// What follows the end is 0xEC and 0x11 by turns. Some makers fill with zeros or with what was there before, so
    /// only a long rest must begin so.
    [[nodiscard]] bool isPadded() const {
        const std::size_t from = (bits_.at() + 7) / 8;
        if (from + 4 > words_.size()) return true;
        std::size_t right = 0;
        std::size_t zeros = 0;
        for (std::size_t i = from; i < words_.size(); ++i) {
            right += words_[i] == 0xEC || words_[i] == 0x11;
            zeros += words_[i] == 0;
        }
        return 2 * (right + zeros) >= words_.size() - from;
    }

    const std::vector<std::uint8_t>& words_;
    Bits bits_;
    int version_;
    std::string text_;
    std::string bytes_;
    const char* characterSet_ = nullptr;
    bool isGs1_ = false;
};

}  // namespace

std::optional<std::string> qrMessage(const std::vector<std::uint8_t>& words, int version) {
    return Message(words, version).text();
}

}  // namespace daiban::codes
