#include "codes/ReedSolomon.h"

#include <algorithm>
#include <array>

namespace daiban::codes {

namespace {

using Symbol = std::uint8_t;
using Polynomial = std::vector<Symbol>;  // constant term first

struct Field {
    std::array<Symbol, 512> power{};
    std::array<int, 256> logarithm{};
    Field() {
        unsigned value = 1;
        for (std::size_t i = 0; i < 255; ++i) {
            power[i] = power[i + 255] = static_cast<Symbol>(value);
            logarithm[value] = static_cast<int>(i);
            value <<= 1U;
            if (value > 255) value ^= 0x11DU;
        }
    }
};

const Field& field() {
    static const Field theOne;
    return theOne;
}

Symbol product(Symbol a, Symbol b) {
    if (a == 0 || b == 0) return 0;
    return field().power[static_cast<std::size_t>(field().logarithm[a] + field().logarithm[b])];
}

Symbol quotient(Symbol a, Symbol b) {
    if (a == 0) return 0;
    return field().power[static_cast<std::size_t>(field().logarithm[a] - field().logarithm[b] + 255)];
}

Symbol valueAt(const Polynomial& p, Symbol x) {
    Symbol value = 0;
    for (auto term = p.rbegin(); term != p.rend(); ++term) value = static_cast<Symbol>(product(value, x) ^ *term);
    return value;
}

Polynomial product(const Polynomial& a, const Polynomial& b, std::size_t terms) {
    Polynomial out(terms, 0);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size() && i + j < terms; ++j) out[i + j] ^= product(a[i], b[j]);
    return out;
}

std::size_t degreeOf(const Polynomial& p) {
    std::size_t degree = p.size() - 1;
    while (degree > 0 && p[degree] == 0) --degree;
    return degree;
}

/// a to the power of the place a symbol has, counted from the end of the block.
Symbol locatorOf(std::size_t position, std::size_t length) {
    return field().power[(length - 1 - position) % 255];
}

Polynomial syndromesOf(const std::vector<Symbol>& block, std::size_t count) {
    Polynomial syndromes(count, 0);
    for (std::size_t i = 0; i < count; ++i)
        for (const Symbol s : block) syndromes[i] = static_cast<Symbol>(product(syndromes[i], field().power[i]) ^ s);
    return syndromes;
}

/// The polynomial whose roots are the inverses of the wrong places' locators, the erased ones among them.
Polynomial errorLocator(const Polynomial& syndromes, const Polynomial& erasures, std::size_t erasedCount) {
    const std::size_t terms = syndromes.size() + 1;
    Polynomial locator = erasures;
    locator.resize(terms, 0);
    Polynomial previous = locator;
    std::size_t length = erasedCount;
    for (std::size_t step = erasedCount; step < syndromes.size(); ++step) {
        previous.insert(previous.begin(), 0);
        previous.resize(terms);
        Symbol discrepancy = 0;
        for (std::size_t i = 0; i <= step; ++i) discrepancy ^= product(locator[i], syndromes[step - i]);
        if (discrepancy == 0) continue;
        Polynomial next = locator;
        for (std::size_t i = 0; i < terms; ++i) next[i] ^= product(discrepancy, previous[i]);
        if (2 * length <= step + erasedCount) {
            length = step + 1 + erasedCount - length;
            previous = locator;
            for (auto& term : previous) term = quotient(term, discrepancy);
        }
        locator = std::move(next);
    }
    return locator;
}

Symbol derivativeAt(const Polynomial& p, Symbol x) {
    Symbol value = 0;
    Symbol power = 1;  // of x squared
    for (std::size_t i = 1; i < p.size(); i += 2, power = product(power, product(x, x))) value ^= product(p[i], power);
    return value;
}

}  // namespace

std::optional<std::vector<Symbol>> correctedBlock(std::vector<Symbol> block, std::size_t checkSymbols,
                                                  const std::vector<std::size_t>& erased) {
    if (erased.size() > checkSymbols) return std::nullopt;
    for (const auto position : erased) block[position] = 0;
    const Polynomial syndromes = syndromesOf(block, checkSymbols);
    if (std::all_of(syndromes.begin(), syndromes.end(), [](Symbol s) { return s == 0; })) return block;

    Polynomial erasures{1};
    for (const auto position : erased)
        erasures = product(erasures, {1, locatorOf(position, block.size())}, erasures.size() + 1);
    const Polynomial locator = errorLocator(syndromes, erasures, erased.size());
    const std::size_t degree = degreeOf(locator);
    if (2 * degree > checkSymbols + erased.size()) return std::nullopt;

    const Polynomial evaluator = product(syndromes, locator, checkSymbols);
    std::size_t found = 0;
    for (std::size_t position = 0; position < block.size(); ++position) {
        const Symbol x = locatorOf(position, block.size());
        const Symbol inverse = quotient(1, x);
        if (valueAt(locator, inverse) != 0) continue;
        ++found;
        const Symbol slope = derivativeAt(locator, inverse);
        if (slope == 0) return std::nullopt;
        block[position] ^= product(x, quotient(valueAt(evaluator, inverse), slope));
    }
    if (found != degree) return std::nullopt;
    const Polynomial check = syndromesOf(block, checkSymbols);
    if (std::any_of(check.begin(), check.end(), [](Symbol s) { return s != 0; })) return std::nullopt;
    return block;
}

}  // namespace daiban::codes
