#pragma once

#include <string>
#include <utility>
#include <vector>

namespace daiban::bench {

/// An answer: how sure the classifier was, and whether it was right.
struct Answer {
    double said = 0;  ///< confidence, or log-odds where a curve is fitted
    bool right = false;
};

struct ReliabilityBin {
    double from = 0, to = 0;
    int count = 0;
    double said = 0;   ///< mean
    double right = 0;  ///< share
};

/// Ten bins of equal width; empty ones are left out.
[[nodiscard]] std::vector<ReliabilityBin> equalBins(const std::vector<Answer>& answers);
/// Ten bins of equal count.
[[nodiscard]] std::vector<ReliabilityBin> adaptiveBins(std::vector<Answer> answers);
/// Expected calibration error: the mean of |said - right| over the bins, by count (Naeini et al., AAAI 2015).
[[nodiscard]] double calibrationError(const std::vector<ReliabilityBin>& bins);

/// Points of a rising curve from log-odds to the share that was right: pool adjacent violators (Barlow et al., 1972),
/// pools of `least` answers or more, each with half an answer right and half wrong added so that none is certain.
[[nodiscard]] std::vector<std::pair<double, double>> fittedCurve(std::vector<Answer> answers, int least);

/// An SVG of what was said against what was right: a dot a bin, as large as many answers are in it, on the diagonal
/// where both agree.
[[nodiscard]] std::string reliabilityPicture(const std::vector<ReliabilityBin>& types,
                                             const std::vector<ReliabilityBin>& unknown);

}  // namespace daiban::bench
