#include "imaging/FitCard.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace daiban::imaging {

namespace {

/// How far, in millimetres, labels stand from where the standard has them, from issue to issue and font to font (two
/// families of layouts: 0.9 across, 0.8 down), and how far a pose is from the one expected: copiers reduce and enlarge
/// by up to 3 per cent, and the boxes of short lines do not lean.
constexpr double markSpread = 0.9, scaleSpread = 0.015, tiltSpread = 0.02;

/// Shift, turn and scale: (a u - b v + x, b u + a v + y) in pixels of (u, v) in millimetres.
struct Similarity {
    double a = 1, b = 0, x = 0, y = 0;
    [[nodiscard]] base::Point operator()(base::Point p) const { return {a * p.x - b * p.y + x, b * p.x + a * p.y + y}; }
};

Similarity expectedAt(const ExpectedPose& pose) {
    return {pose.pixelsPerMm * std::cos(pose.tilt), pose.pixelsPerMm * std::sin(pose.tilt)};
}

/// Rows of a linear system in (a, b, x, y), each with how much it counts.
class Equations {
  public:
    void add(cv::Vec4d row, double value, double weight) {
        left_ += weight * weight * (row * row.t());
        right_ += weight * weight * value * row;
    }
    [[nodiscard]] Similarity solved() const {
        cv::Vec4d s;
        cv::solve(left_, right_, s, cv::DECOMP_SVD);
        return {s[0], s[1], s[2], s[3]};
    }

  private:
    cv::Matx44d left_ = cv::Matx44d::zeros();
    cv::Vec4d right_;
};

Similarity fitted(const std::vector<SeenMark>& marks, const ExpectedPose& expected) {
    Equations equations;
    const double perMm = expected.pixelsPerMm, c = std::cos(expected.tilt), s = std::sin(expected.tilt);
    for (const SeenMark& mark : marks) {
        const double u = mark.onCard.x, v = mark.onCard.y, weight = 1 / (markSpread * perMm);
        // Along the line and across it.
        const cv::Vec4d horizontal{u, -v, 1, 0}, vertical{v, u, 0, 1};
        equations.add(c * horizontal + s * vertical, c * mark.seen.x + s * mark.seen.y, weight * mark.across);
        equations.add(c * vertical - s * horizontal, c * mark.seen.y - s * mark.seen.x, weight);
    }
    equations.add({c, s, 0, 0}, perMm, 1 / (scaleSpread * perMm));
    equations.add({-s, c, 0, 0}, 0, 1 / (tiltSpread * perMm));
    return equations.solved();
}

/// Where the card's top-left corner lies if it lies as expected and this is its mark.
base::Point cornerBy(const SeenMark& mark, const ExpectedPose& expected) {
    const base::Point off = expectedAt(expected)(mark.onCard);
    return {mark.seen.x - off.x, mark.seen.y - off.y};
}

}  // namespace

CardFit fitCard(const std::vector<SeenMark>& marks, const ExpectedPose& expected, const KnownShape& shape) {
    const Similarity onPage = fitted(marks, expected);
    CardFit fit;
    const base::Quad card = base::rectangle(0, 0, shape.longer, shape.shorter);
    std::transform(card.begin(), card.end(), fit.quad.begin(), onPage);
    double sum = 0, most = -1;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const base::Point at = onPage(marks[i].onCard);
        const double off =
            std::pow(marks[i].across * (at.x - marks[i].seen.x), 2) + std::pow(at.y - marks[i].seen.y, 2);
        sum += off;
        if (off > most) most = off, fit.worst = i;
    }
    fit.residual = std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, marks.size()))) / expected.pixelsPerMm;
    return fit;
}

std::vector<std::vector<std::size_t>> marksOfOneCard(const std::vector<SeenMark>& marks, const ExpectedPose& expected,
                                                     double tolerance) {
    std::vector<base::Point> corners;
    for (const SeenMark& mark : marks) corners.push_back(cornerBy(mark, expected));
    const double reach = tolerance * expected.pixelsPerMm;
    const auto agree = [&](std::size_t i, std::size_t j) {
        const double across = marks[i].across * marks[j].across * (corners[i].x - corners[j].x);
        return std::hypot(across, corners[i].y - corners[j].y) < reach;
    };
    std::vector<bool> used(marks.size(), false);
    std::vector<std::vector<std::size_t>> groups;
    while (true) {
        std::vector<std::size_t> largest;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            std::vector<std::size_t> group;
            for (std::size_t j = 0; !used[i] && j < marks.size(); ++j)
                if (!used[j] && agree(i, j)) group.push_back(j);
            if (group.size() > largest.size()) largest = std::move(group);
        }
        if (largest.empty()) return groups;
        for (const std::size_t i : largest) used[i] = true;
        groups.push_back(std::move(largest));
    }
}

}  // namespace daiban::imaging
