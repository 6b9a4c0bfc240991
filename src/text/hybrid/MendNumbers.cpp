#include "text/hybrid/MendNumbers.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "base/Text.h"
#include "base/Validators.h"

namespace daiban::text::hybrid {

namespace {

using ppocr::ReadCharacter;
using Characters = std::vector<ReadCharacter>;

constexpr std::size_t length = 18;

/// The digit that a letter or sign is read for; 0: none.
char digitOf(std::string_view text) {
    if (text == "×" || text == "X" || text == "x") return 'X';
    if (text.size() != 1) return 0;
    const char c = text.front();
    if (c >= '0' && c <= '9') return c;
    constexpr std::string_view letters = "OoQDlI|ZzSsBbqG";
    constexpr std::string_view digits = "000011122558696";
    const auto at = letters.find(c);
    return at == std::string_view::npos ? 0 : digits[std::min(at, digits.size() - 1)];
}

std::string textOf(const Characters& characters, NumberPlace place) {
    std::string text;
    for (std::size_t i = place.begin; i < place.end; ++i) text += digitOf(characters[i].text);
    return text;
}

/// A number of another kind that happens to be about as long.
bool isOtherNumber(const std::string& text) {
    return (text.size() >= 16 && base::isBankCardNumber(text)) || base::isCreditCode(text);
}

/// A real number, whatever day today is.
bool isRight(const std::string& text) {
    return text.size() == length && base::isCitizenNumber(text, base::parseIsoDate("2100-01-01").value());
}

/// How many digits have to be changed, left out or put in.
std::size_t changesBetween(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// Whether the third to sixth digit are such as areas have in GB/T 2260: cities and prefectures up to 34 (40 to 43 in
/// Xinjiang, 90 under the province itself), counties up to 35 and cities of that rank from 81 to 89, and whole cities.
bool isUsualArea(std::string_view number) {
    const int city = 10 * (number[2] - '0') + (number[3] - '0');
    const int county = 10 * (number[4] - '0') + (number[5] - '0');
    return (city <= 34 || (city >= 40 && city <= 43) || city == 90) && (county <= 35 || (county >= 81 && county <= 89));
}

/// What an area that is not usual costs: one citizen in some hundreds has such a number (areas long merged).
constexpr double unusualArea = 5;

/// The mean of what all looks say of a number.
double supportFor(std::string_view number, const std::vector<DigitSteps>& looks) {
    double sum = 0;
    for (const DigitSteps& steps : looks) sum += logLikelihoodOf(number, steps);
    return sum / static_cast<double>(looks.size());
}

std::vector<NumberReading> candidatesIn(const std::vector<DigitSteps>& looks) {
    constexpr std::size_t ofEach = 12;
    std::vector<NumberReading> all;
    for (const DigitSteps& steps : looks)
        for (NumberReading& reading : citizenNumbersIn(steps, ofEach))
            if (std::none_of(all.begin(), all.end(), [&](const auto& known) { return known.number == reading.number; }))
                all.push_back(std::move(reading));
    for (NumberReading& reading : all)
        reading.logLikelihood = supportFor(reading.number, looks) - (isUsualArea(reading.number) ? 0 : unusualArea);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.logLikelihood > b.logLikelihood; });
    return all;
}

/// The characters of a number, those not read so unsure.
Characters charactersOf(const std::string& number, const Characters& read) {
    constexpr double guessed = 0.5;
    Characters out;
    const double step = (read.back().at - read.front().at) / static_cast<double>(length - 1);
    for (std::size_t i = 0; i < length; ++i) {
        ReadCharacter c{std::string(1, number[i]), read.front().at + step * static_cast<double>(i), guessed, {}};
        const auto nearest = std::min_element(read.begin(), read.end(), [&](const auto& a, const auto& b) {
            return std::abs(a.at - c.at) < std::abs(b.at - c.at);
        });
        if (nearest->text == c.text)
            c.confidence = nearest->confidence;
        else
            c.candidates = {c.text, nearest->text};
        out.push_back(std::move(c));
    }
    return out;
}

bool isDayOfBirth(std::string_view digits) {
    const std::string text(digits);
    if (text.find('X') != std::string::npos || (!text.starts_with("19") && !text.starts_with("20"))) return false;
    return base::parseIsoDate(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2)).has_value();
}

/// The digits from one end of a line to the first other character.
NumberPlace digitsAtEnd(const Characters& characters, bool atBegin) {
    const std::size_t n = characters.size();
    const auto isDigit = [&](std::size_t i) { return digitOf(characters[i].text) != 0; };
    std::size_t count = 0;
    while (count < n && isDigit(atBegin ? count : n - 1 - count)) ++count;
    return atBegin ? NumberPlace{0, count} : NumberPlace{n - count, n};
}

}  // namespace

std::optional<CutNumber> cutCitizenNumber(const Characters& characters) {
    constexpr std::size_t birth = 8, behindBirth = 4, beforeBirth = 6;
    constexpr std::size_t most = length - 2;  // a digit more or less is no cut
    const std::string tail = textOf(characters, digitsAtEnd(characters, true));
    if (tail.size() >= birth + behindBirth && tail.size() <= most && tail.size() != 15 &&
        isDayOfBirth(std::string_view(tail).substr(tail.size() - behindBirth - birth, birth)))
        return CutNumber{tail, length - tail.size(), true};
    const std::string head = textOf(characters, digitsAtEnd(characters, false));
    if (head.size() >= beforeBirth + birth && head.size() <= most && head.size() != 15 &&
        isDayOfBirth(std::string_view(head).substr(beforeBirth, birth)))
        return CutNumber{head, length - head.size(), false};
    return std::nullopt;
}

bool holdsWhole(const Characters& characters, const CutNumber& cut) {
    std::string all;
    for (const ReadCharacter& c : characters) {
        const char digit = digitOf(c.text);
        all += digit == 0 ? ' ' : digit;
    }
    for (std::size_t at = all.find(cut.digits); at != std::string::npos; at = all.find(cut.digits, at + 1)) {
        if (cut.atBegin && at < cut.missing) continue;
        const std::size_t begin = cut.atBegin ? at - cut.missing : at;
        const bool apart =
            (begin == 0 || all[begin - 1] == ' ') && (begin + length >= all.size() || all[begin + length] == ' ');
        if (apart && isRight(all.substr(begin, length))) return true;
    }
    return false;
}

std::vector<NumberPlace> wrongCitizenNumbers(const Characters& characters) {
    constexpr std::size_t shortest = 16, longest = 20, mostLetters = 3;
    std::vector<NumberPlace> places;
    for (std::size_t begin = 0; begin < characters.size(); ++begin) {
        std::size_t end = begin, letters = 0;
        for (; end < characters.size() && digitOf(characters[end].text) != 0; ++end)
            letters +=
                characters[end].text.size() == 1 && std::isdigit(static_cast<unsigned char>(characters[end].text[0]))
                    ? 0
                    : 1;
        const NumberPlace place{begin, end};
        begin = std::max(begin, end);
        if (end - place.begin < shortest || end - place.begin > longest || letters > mostLetters) continue;
        const std::string text = textOf(characters, place);
        if (!isRight(text) && !isOtherNumber(text)) places.push_back(place);
    }
    return places;
}

Characters withNumberMended(Characters characters, NumberPlace place, const std::vector<DigitSteps>& looks) {
    // Set on drawn numbers (docs/lab/text.md).
    constexpr double mostLost = 8;
    constexpr double margin = 1;
    constexpr std::size_t mostChanges = 3;
    if (looks.empty()) return characters;
    const std::string read = textOf(characters, place);
    const auto candidates = candidatesIn(looks);
    if (candidates.empty()) return characters;
    const NumberReading& best = candidates.front();
    const double lost = supportFor(read, looks) - best.logLikelihood;
    const double ahead = candidates.size() > 1 ? best.logLikelihood - candidates[1].logLikelihood : margin;
    if (lost > mostLost || ahead < margin || changesBetween(read, best.number) > mostChanges) return characters;
    const auto begin = characters.begin() + static_cast<std::ptrdiff_t>(place.begin);
    const auto end = characters.begin() + static_cast<std::ptrdiff_t>(place.end);
    Characters mended = charactersOf(best.number, Characters(begin, end));
    // Digits in other places than they were read in are all there is to tell by that something was changed.
    if (std::none_of(mended.begin(), mended.end(), [](const auto& c) { return !c.candidates.empty(); }))
        mended.back().candidates = {mended.back().text, read};
    const auto at = characters.erase(begin, end);
    characters.insert(at, mended.begin(), mended.end());
    return characters;
}

}  // namespace daiban::text::hybrid
