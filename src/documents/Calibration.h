#pragma once

#include <filesystem>
#include <utility>
#include <vector>

namespace daiban::documents {

/// How often answers were right, by how sure the classifier was of them: straight lines between measured points, level
/// beyond the ends. Without points the chance is taken at its word.
class CalibrationCurve {
  public:
    CalibrationCurve() = default;
    /// (log-odds, share that was right); log-odds must rise, shares must not fall and lie in 0 to 1.
    /// Throws Error{BadArguments}.
    explicit CalibrationCurve(std::vector<std::pair<double, double>> points);

    /// The chance that an answer with these log-odds (natural logarithm) is right, 0 to 1.
    [[nodiscard]] double at(double logOdds) const;
    [[nodiscard]] const std::vector<std::pair<double, double>>& points() const { return points_; }

  private:
    std::vector<std::pair<double, double>> points_;
};

/// What the classifier's own chances are worth, as bench/documents measured it; docs/documents.md shows the curves.
struct Calibration {
    CalibrationCurve known;    ///< a type was answered
    CalibrationCurve unknown;  ///< "unknown" was answered
    CalibrationCurve learned;  ///< a type was answered from what corrections taught

    /// Reads models/documents/shared/calibration.yaml; without the file every chance is taken at its word. Throws
    /// Error{Unreadable} "file:line: sentence".
    [[nodiscard]] static Calibration load(const std::filesystem::path& file);
};

/// ln(chance / (1 - chance)), kept finite.
[[nodiscard]] double logOddsOf(double chance);

}  // namespace daiban::documents
