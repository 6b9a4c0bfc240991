#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::text::hybrid {

/// What a recogniser holds of one time step of a strip: the probabilities of the ten digits, of X, and of anything else
/// (between two characters).
using DigitStep = std::array<double, 12>;
using DigitSteps = std::vector<DigitStep>;

struct NumberReading {
    std::string number;
    double logLikelihood = 0;
};

/// The natural logarithm of the chance that the steps show these digits and nothing else (CTC: a character may last
/// several steps, two alike have something between them).
[[nodiscard]] double logLikelihoodOf(std::string_view number, const DigitSteps& steps);

/// Citizen numbers (GB 11643: a province, a day of birth, a right check character) that the steps may show, the
/// likeliest first. A digit the recogniser rules out is held possible once in 20,000 steps.
[[nodiscard]] std::vector<NumberReading> citizenNumbersIn(const DigitSteps& steps, std::size_t most);

}  // namespace daiban::text::hybrid
