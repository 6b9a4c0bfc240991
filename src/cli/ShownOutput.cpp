#include "cli/ShownOutput.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/Random.h"
#include "base/Shown.h"

namespace daiban::cli {

namespace {

/// Made anew by each run, so that no paper can carry it.
const std::string& secretWord() {
    static const std::string word = [] {
        base::SystemRandom random;
        std::array<std::uint8_t, 8> bytes{};
        random.fill(bytes);
        std::string text;
        for (const std::uint8_t byte : bytes) text += static_cast<char>('a' + byte % 26);
        return text;
    }();
    return word;
}

/// How many bytes at the end of `text` begin a character that goes on.
std::size_t begunAtEnd(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte < 0x80) return 0;
        if (byte < 0xC0) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return back < length ? back : 0;
    }
    return 0;
}

}  // namespace

std::string colourSwitch(std::string_view code) {
    return "\033" + secretWord() + "[" + std::string(code) + "m";
}

bool ShownOutput::Filter::put(std::string_view text) {
    const std::string shown = base::shown(text, base::Lines::Kept);
    return sink_->sputn(shown.data(), static_cast<std::streamsize>(shown.size())) ==
           static_cast<std::streamsize>(shown.size());
}

std::streamsize ShownOutput::Filter::xsputn(const char* text, std::streamsize count) {
    std::string all = std::move(begun_) + std::string(text, static_cast<std::size_t>(count));
    const std::size_t begun = begunAtEnd(all);
    begun_ = all.substr(all.size() - begun);
    all.resize(all.size() - begun);
    const std::string ours = "\033" + secretWord();
    bool good = true;
    for (std::size_t from = 0; from < all.size() && good;) {
        const std::size_t colour = all.find(ours, from);
        good = put(std::string_view(all).substr(from, colour == std::string::npos ? colour : colour - from));
        if (colour == std::string::npos) break;
        from = colour + ours.size();
        good = good && sink_->sputc('\033') != traits_type::eof();
    }
    return good ? count : 0;
}

ShownOutput::Filter::int_type ShownOutput::Filter::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
}

int ShownOutput::Filter::sync() {
    return sink_->pubsync();
}

void ShownOutput::Filter::finish() {
    if (!begun_.empty()) put(std::exchange(begun_, {}));
}

ShownOutput::ShownOutput(std::ostream& sink) : std::ostream(nullptr), sink_(sink), filter_(sink.rdbuf()) {
    rdbuf(&filter_);
}

ShownOutput::~ShownOutput() {
    filter_.finish();
    flush();
}

}  // namespace daiban::cli
