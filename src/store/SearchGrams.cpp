#include "store/SearchGrams.h"

#include <algorithm>

#include "base/Text.h"
#include "cases/items/Pinyin.h"

namespace daiban::store {

namespace {

constexpr std::size_t ofNumbers = 4;

bool isFigureOrLetter(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
}

/// Ends of the run of figures and letters that begins at `at`; `at` itself where there is none.
std::size_t endOfRun(std::u32string_view text, std::size_t at) {
    while (at < text.size() && isFigureOrLetter(text[at])) ++at;
    return at;
}

void addPieces(std::u32string_view text, std::size_t length, Grams& grams) {
    for (std::size_t at = 0; at + length <= text.size(); ++at) grams.insert(base::toUtf8(text.substr(at, length)));
}

std::u32string characters(std::string_view text) {
    return base::toCodePoints(searchable(text));
}

/// Pieces of four of every run of figures and letters that is long enough.
void addPiecesOfRuns(std::u32string_view text, Grams& grams) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = endOfRun(text, at);
        addPieces(text.substr(at, end - at), ofNumbers, grams);
        at = std::max(end, at + 1);
    }
}

// Marks no text has after it was made searchable: readings and neighbours' first letters are pieces of their own kind.
constexpr char reading = '-', neighbours = ' ';

}  // namespace

std::string searchable(std::string_view text) {
    std::string plain = base::squeezed(text);
    std::erase(plain, '-');
    std::ranges::transform(plain, plain.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return plain;
}

void addGramsOfKey(std::string_view text, Grams& grams) {
    const std::u32string plain = characters(text);
    addPieces(plain, 1, grams);
    addPieces(plain, 2, grams);
    addPiecesOfRuns(plain, grams);
}

void addGramsOfSound(std::string_view name, Grams& grams) {
    const std::u32string plain = base::toCodePoints(name);
    for (std::size_t at = 0; at < plain.size(); ++at)
        for (const auto sound : cases::readingsOf(plain[at])) {
            for (std::size_t length = 1; length <= sound.size(); ++length)
                grams.insert(reading + std::string(sound.substr(0, length)));
            if (at + 1 < plain.size())
                for (const auto next : cases::readingsOf(plain[at + 1]))
                    grams.insert(std::string{neighbours, sound.front(), next.front()});
        }
}

void addGramsOfWords(std::string_view line, Grams& grams) {
    const std::u32string plain = characters(line);
    addPieces(plain, 2, grams);
    addPiecesOfRuns(plain, grams);
}

Grams gramsOfQuestion(std::string_view text) {
    const std::u32string plain = characters(text);
    Grams grams;
    if (plain.size() == 1) grams.insert(base::toUtf8(plain));
    addPiecesOfRuns(plain, grams);
    for (std::size_t at = 0; at + 1 < plain.size(); ++at) {
        const std::size_t end = endOfRun(plain, at);
        if (end - at >= ofNumbers)
            at = end - 2;  // its pieces of four say more; the pair at its end is looked at next
        else
            grams.insert(base::toUtf8(plain.substr(at, 2)));
    }
    return grams;
}

Grams soundsOfQuestion(std::string_view letters) {
    std::string plain = searchable(letters);
    if (plain.size() < 2 || !std::ranges::all_of(plain, [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    Grams grams{reading + plain};
    for (std::size_t at = 1; at < plain.size(); ++at) grams.insert(std::string{neighbours, plain.front(), plain[at]});
    return grams;
}

}  // namespace daiban::store
