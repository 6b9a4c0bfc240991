#include "text/hybrid/NumberSearch.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <unordered_map>

#include "base/Validators.h"

namespace daiban::text::hybrid {

namespace {

constexpr std::size_t cross = 10;
constexpr std::size_t between = 11;
constexpr std::size_t length = 18;
constexpr double leastPossible = 5e-5;
/// Beginnings kept from step to step: one misread digit makes 170 of them, two of the likeliest fit in besides.
constexpr std::size_t widest = 400;

double chanceOf(const DigitStep& step, std::size_t digit) {
    return std::max(step[digit], leastPossible);
}

std::size_t digitOf(char c) {
    return c == 'X' ? cross : static_cast<std::size_t>(c - '0');
}

/// A beginning as a number to the base of 11: 18 places fit into 64 bits. It has no leading zero, as no province has.
using Code = std::uint64_t;

std::string digitsOf(Code code) {
    std::string digits;
    for (; code > 0; code /= 11) digits += "0123456789X"[code % 11];
    std::reverse(digits.begin(), digits.end());
    return digits;
}

bool isProvince(int code) {
    static constexpr std::array<int, 35> provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                                   35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                                   53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
    return std::find(provinces.begin(), provinces.end(), code) != provinces.end();
}

/// Whether a citizen number may go on from `begun` with that digit.
bool mayFollow(const std::string& begun, std::size_t digit) {
    const std::size_t place = begun.size();
    const auto at = [&](std::size_t i) { return begun[i] - '0'; };
    const int d = static_cast<int>(digit);
    if (digit == cross && place + 1 < length) return false;
    switch (place) {
        case 0:
            return d >= 1 && d <= 8;
        case 1:
            return isProvince(10 * at(0) + d);
        case 6:
            return d == 1 || d == 2;
        case 7:
            return at(6) == 1 ? d == 9 : d == 0;
        case 10:
            return d <= 1;
        case 11:
            return at(10) == 0 ? d > 0 : d <= 2;
        case 12:
            return d <= 3;
        case 13:
            return at(12) == 0 ? d > 0 : at(12) < 3 || d <= 1;
        case length - 1:
            return base::citizenCheckCharacter(begun) == "0123456789X"[digit];
        default:
            return place < length;
    }
}

/// The chance of a beginning by how it ends: in something else, or in its last digit.
struct Chance {
    double apart = 0;
    double within = 0;
    [[nodiscard]] double all() const { return apart + within; }
};

using Beginnings = std::unordered_map<Code, Chance>;

void addStep(const Beginnings& before, const DigitStep& step, Beginnings& after) {
    for (const auto& [code, chance] : before) {
        Chance& same = after[code];
        same.apart += chance.all() * std::max(step[between], leastPossible);
        const std::string begun = digitsOf(code);
        const std::size_t last = code == 0 ? between : code % 11;
        if (code != 0) same.within += chance.within * chanceOf(step, last);
        for (std::size_t digit = 0; digit <= cross; ++digit)
            if (mayFollow(begun, digit))
                after[code * 11 + digit].within +=
                    (digit == last ? chance.apart : chance.all()) * chanceOf(step, digit);
    }
}

/// The likeliest, made to sum up to about 1; returns the logarithm of what they were divided by.
double keepLikeliest(Beginnings& all) {
    std::vector<std::pair<Code, Chance>> kept(all.begin(), all.end());
    const auto end = kept.begin() + static_cast<std::ptrdiff_t>(std::min(widest, kept.size()));
    std::partial_sort(kept.begin(), end, kept.end(), [](const auto& a, const auto& b) {
        return a.second.all() != b.second.all() ? a.second.all() > b.second.all() : a.first < b.first;
    });
    kept.erase(end, kept.end());
    const double most = kept.empty() ? 1 : std::max(kept.front().second.all(), std::numeric_limits<double>::min());
    all.clear();
    for (auto& [code, chance] : kept) all[code] = {chance.apart / most, chance.within / most};
    return std::log(most);
}

}  // namespace

double logLikelihoodOf(std::string_view number, const DigitSteps& steps) {
    constexpr double never = -std::numeric_limits<double>::infinity();
    std::vector<Chance> chances(number.size() + 1);
    chances[0].apart = 1;
    double logScale = 0;
    for (const DigitStep& step : steps) {
        double sum = 0;
        for (std::size_t i = number.size() + 1; i-- > 0;) {
            Chance next;
            next.apart = chances[i].all() * std::max(step[between], leastPossible);
            if (i > 0) {
                const bool alike = i > 1 && number[i - 1] == number[i - 2];
                const double from = alike ? chances[i - 1].apart : chances[i - 1].all();
                next.within = (chances[i].within + from) * chanceOf(step, digitOf(number[i - 1]));
            }
            chances[i] = next;
            sum += next.all();
        }
        if (sum <= 0) return never;
        for (Chance& chance : chances) chance = {chance.apart / sum, chance.within / sum};
        logScale += std::log(sum);
    }
    return chances.back().all() > 0 ? logScale + std::log(chances.back().all()) : never;
}

std::vector<NumberReading> citizenNumbersIn(const DigitSteps& steps, std::size_t most) {
    Beginnings all{{0, {1, 0}}};
    double logScale = 0;
    for (const DigitStep& step : steps) {
        Beginnings after;
        after.reserve(all.size() * 4);
        addStep(all, step, after);
        all = std::move(after);
        logScale += keepLikeliest(all);
    }
    std::vector<NumberReading> readings;
    for (const auto& [code, chance] : all)
        if (std::string digits = digitsOf(code); digits.size() == length && chance.all() > 0)
            readings.push_back({std::move(digits), logScale + std::log(chance.all())});
    std::sort(readings.begin(), readings.end(), [](const auto& a, const auto& b) {
        return a.logLikelihood != b.logLikelihood ? a.logLikelihood > b.logLikelihood : a.number < b.number;
    });
    if (readings.size() > most) readings.resize(most);
    return readings;
}

}  // namespace daiban::text::hybrid
