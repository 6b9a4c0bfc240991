#include "Spoil.h"

#include <string_view>

#include "base/Text.h"

namespace daiban::bench {

namespace {

/// Characters that are often seen on forms: what a wrong reading looks like.
char32_t someCharacter(Dice& dice) {
    static constexpr std::u32string_view often =
        U"的一是不了在人有我他这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年发后作里月日号名单位元本"
        U"证书表明编码"
        U"户口目且旦曰田由甲申电未末士土干千于天夫大太犬木本术米来0123456789OlIB.,:;-/()";
    return often[static_cast<std::size_t>(dice.below(static_cast<int>(often.size())))];
}

std::string misread(const std::string& text, double share, Dice& dice) {
    std::u32string out;
    for (const char32_t c : base::toCodePoints(text)) {
        if (dice.share() >= share) {
            out += c;
            continue;
        }
        const int what = dice.below(10);
        if (what < 7) out += someCharacter(dice);             // another character
        if (what >= 8) out += c, out += someCharacter(dice);  // one too many
    }
    return base::toUtf8(out);
}

}  // namespace

std::uint64_t Dice::next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

text::PageText spoiled(const text::PageText& text, const Spoiling& spoiling, base::Point size, Dice& dice) {
    text::PageText out{.lines = {}, .engine = text.engine, .version = text.version};
    const int side = dice.below(4);
    for (const auto& line : text.lines) {
        const base::Point middle = base::centre(line.quad);
        const double along = side % 2 == 0 ? middle.y / size.y : middle.x / size.x;
        if (side < 2 ? along < spoiling.cutAway : along > 1 - spoiling.cutAway) continue;
        if (dice.share() < spoiling.lostLines) continue;
        auto read = line;
        read.text = misread(line.text, spoiling.wrongCharacters, dice);
        read.symbols.clear();
        if (!read.text.empty()) out.lines.push_back(std::move(read));
    }
    return out;
}

Spoiling someSpoiling(Dice& dice) {
    // Squared: most scans are good.
    const double lost = dice.share(), wrong = dice.share(), cut = dice.share();
    return {.lostLines = 0.6 * lost * lost,
            .wrongCharacters = 0.3 * wrong * wrong,
            .cutAway = dice.below(2) == 0 ? 0 : 0.5 * cut};
}

}  // namespace daiban::bench
