#include "documents/Calibration.h"

#include <algorithm>
#include <cmath>

#include "base/Error.h"
#include "base/Yaml.h"

namespace daiban::documents {

namespace {

/// Scores are in doubles: beyond these odds nothing can be told apart.
constexpr double mostLogOdds = 30;

CalibrationCurve curveIn(const base::YamlNode& root, std::string_view key) {
    const auto node = root.find(key);
    if (!node) return {};
    std::vector<std::pair<double, double>> points;
    for (const auto& pair : node->items()) {
        const auto numbers = pair.items();
        if (numbers.size() != 2)
            pair.fail(base::Sentence("a point is [log-odds, share that was right]; write two numbers."));
        points.emplace_back(numbers[0].number(), numbers[1].number());
    }
    try {
        return CalibrationCurve(std::move(points));
    } catch (const base::Error& error) {
        node->fail(error.sentence());
    }
}

}  // namespace

CalibrationCurve::CalibrationCurve(std::vector<std::pair<double, double>> points) : points_(std::move(points)) {
    const auto fail = [](const base::Sentence& sentence) {
        throw base::Error(base::ErrorKind::BadArguments, sentence);
    };
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const auto [odds, share] = points_[i];
        if (!std::isfinite(odds) || !(share >= 0 && share <= 1))
            fail(base::Sentence("a share that was right lies between 0 and 1."));
        if (i > 0 && (odds <= points_[i - 1].first || share < points_[i - 1].second))
            fail(base::Sentence("a calibration curve must rise from point to point; measure it again."));
    }
}

double CalibrationCurve::at(double logOdds) const {
    if (points_.empty()) return 1 / (1 + std::exp(-logOdds));
    const auto after = std::upper_bound(points_.begin(), points_.end(), logOdds,
                                        [](double wanted, const auto& point) { return wanted < point.first; });
    if (after == points_.begin()) return points_.front().second;
    if (after == points_.end()) return points_.back().second;
    const auto& [x0, y0] = *(after - 1);
    const auto& [x1, y1] = *after;
    return y0 + (y1 - y0) * (logOdds - x0) / (x1 - x0);
}

Calibration Calibration::load(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return {};
    const auto root = base::YamlNode::load(file);
    root.onlyKeys({"known", "unknown", "learned"});
    return {curveIn(root, "known"), curveIn(root, "unknown"), curveIn(root, "learned")};
}

double logOddsOf(double chance) {
    if (chance <= 0) return -mostLogOdds;
    if (chance >= 1) return mostLogOdds;
    return std::clamp(std::log(chance / (1 - chance)), -mostLogOdds, mostLogOdds);
}

}  // namespace daiban::documents
