#include "codes/qr/GridLines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <queue>
#include <vector>

namespace daiban::codes {

namespace {

constexpr double around = 1.8;  // modules, sigma: of the edges that tell a phase together
constexpr int mostDegree = 8;   // of the polynomial
constexpr double odd = 0.2;     // modules from the polynomial, where what was seen counts half
constexpr int fits = 3;
constexpr int enoughPlaces = 60;    // a side: of larger symbols every second or third
constexpr double stiffness = 3e-4;  // of the weight of all, for each degree's square

/// What the edges across one direction tell, by module: how far aside, up to whole modules, and how clearly.
struct Phase {
    cv::Mat aside;  // CV_32F, modules
    cv::Mat clear;  // CV_32F
};

/// `edges`: their strength; `isAcross`: they lie between neighbours in a row.
Phase phaseOf(const cv::Mat& edges, int pixels, bool isAcross) {
    const cv::Size modules = edges.size() / pixels;
    cv::Mat wave(1, edges.cols, CV_32FC2);
    for (int i = 0; i < wave.cols; ++i) {
        const double angle = 2 * CV_PI * (i + 0.5) / pixels;
        wave.at<cv::Vec2f>(i) = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
    }
    std::array<cv::Mat, 2> parts;
    cv::split(isAcross ? wave : cv::Mat(wave.t()), parts.data());
    for (auto& part : parts) {
        part = edges.mul(isAcross ? cv::repeat(part, edges.rows, 1) : cv::repeat(part, 1, edges.cols));
        cv::resize(part, part, modules, 0, 0, cv::INTER_AREA);
        cv::GaussianBlur(part, part, {}, around, around, cv::BORDER_CONSTANT);
    }
    cv::Mat all;
    cv::resize(edges, all, modules, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(all, all, {}, around, around, cv::BORDER_CONSTANT);
    Phase phase;
    cv::cartToPolar(parts[0], parts[1], phase.clear, phase.aside);
    phase.aside = phase.aside / static_cast<float>(2 * CV_PI);
    // Clear where there are edges and where they agree.
    phase.clear = phase.clear.mul(phase.clear / (all + 1e-6F));
    return phase;
}

/// Whole modules counted on from the known places.
void unwrap(Phase& phase, const std::vector<cv::Point>& known) {
    struct Step {
        float clear;
        cv::Point to;
        float expected;
        bool operator<(const Step& other) const { return clear < other.clear; }
    };
    std::priority_queue<Step> steps;
    cv::Mat isDone = cv::Mat::zeros(phase.aside.size(), CV_8UC1);
    for (const auto& place : known) steps.push({phase.clear.at<float>(place), place, 0});
    while (!steps.empty()) {
        const Step step = steps.top();
        steps.pop();
        if (isDone.at<std::uint8_t>(step.to) != 0) continue;
        isDone.at<std::uint8_t>(step.to) = 1;
        float& aside = phase.aside.at<float>(step.to);
        aside += std::round(step.expected - aside);
        for (const cv::Point way : {cv::Point(1, 0), cv::Point(-1, 0), cv::Point(0, 1), cv::Point(0, -1)})
            if (const cv::Point to = step.to + way; cv::Rect({}, isDone.size()).contains(to))
                steps.push({phase.clear.at<float>(to), to, aside});
    }
}

int termsOf(int degree) {
    return (degree + 1) * (degree + 2) / 2;
}

/// What is far from all known places counts little: between, the phase may have turned unseen.
void fade(Phase& phase, const std::vector<cv::Point>& known, double reach) {
    for (int row = 0; row < phase.clear.rows; ++row)
        for (int column = 0; column < phase.clear.cols; ++column) {
            double nearest = 1e9;
            for (const auto& place : known) nearest = std::min(nearest, cv::norm(place - cv::Point(column, row)));
            phase.clear.at<float>(row, column) *= static_cast<float>(std::exp(-nearest * nearest / (reach * reach)));
        }
}

/// Products of Legendre's polynomials up to the degree, -1 to 1 over the symbol.
cv::Mat termsAt(int column, int row, int side, int degree) {
    const auto powers = [&](int at) {
        const double x = (2.0 * at + 1) / side - 1;
        std::array<double, mostDegree + 1> values{1, x};
        for (std::size_t n = 1; n < mostDegree; ++n) {
            const auto k = static_cast<double>(n);
            values.at(n + 1) = ((2 * k + 1) * x * values.at(n) - k * values.at(n - 1)) / (k + 1);
        }
        return values;
    };
    const auto x = powers(column);
    const auto y = powers(row);
    cv::Mat values(1, termsOf(degree), CV_64F);
    int term = 0;
    for (std::size_t n = 0; n <= static_cast<std::size_t>(degree); ++n)
        for (std::size_t i = 0; i <= n; ++i) values.at<double>(term++) = x.at(n - i) * y.at(i);
    return values;
}

/// Of places, row by row.
cv::Mat baseOf(const std::vector<cv::Point>& places, int side, int degree) {
    cv::Mat base(static_cast<int>(places.size()), termsOf(degree), CV_64F);
    for (int i = 0; i < base.rows; ++i) {
        const cv::Point& place = places[static_cast<std::size_t>(i)];
        termsAt(place.x, place.y, side, degree).copyTo(base.row(i));
    }
    return base;
}

std::vector<cv::Point> everyNth(int side, int n) {
    std::vector<cv::Point> places;
    for (int row = 0; row < side; row += n)
        for (int column = 0; column < side; column += n) places.emplace_back(column, row);
    return places;
}

/// The smooth field through the clear places; those far from it count less and less.
cv::Mat smoothed(const Phase& phase, int degree) {
    const int side = phase.aside.cols;
    const auto places = everyNth(side, 1 + side / enoughPlaces);
    const cv::Mat base = baseOf(places, side, degree);
    cv::Mat wanted(base.rows, 1, CV_64F);
    cv::Mat clear(base.rows, 1, CV_64F);
    for (int i = 0; i < base.rows; ++i) {
        wanted.at<double>(i) = phase.aside.at<float>(places[static_cast<std::size_t>(i)]);
        clear.at<double>(i) = phase.clear.at<float>(places[static_cast<std::size_t>(i)]);
    }
    cv::Mat stiff = cv::Mat::zeros(base.cols, base.cols, CV_64F);
    int term = 0;
    for (int n = 0; n <= degree; ++n)
        for (int i = 0; i <= n; ++i, ++term)
            stiff.at<double>(term, term) = stiffness * n * n * cv::sum(clear)[0] + 1e-9;
    cv::Mat weight = clear.clone();
    cv::Mat solution;
    for (int fit = 0; fit < fits; ++fit) {
        const cv::Mat weighed = base.mul(cv::repeat(weight, 1, base.cols));
        if (!cv::solve(base.t() * weighed + stiff, weighed.t() * wanted, solution, cv::DECOMP_CHOLESKY)) return {};
        const cv::Mat off = (wanted - base * solution) / odd;
        weight = clear / (1 + off.mul(off));
    }
    cv::Mat field = cv::Mat(baseOf(everyNth(side, 1), side, degree) * solution).reshape(1, side);
    field.convertTo(field, CV_32F);
    return field;
}

}  // namespace

cv::Mat gridShifts(const cv::Mat& seen, const cv::Mat& hidden, int pixels, const std::vector<cv::Point>& known,
                   const LinesReach& reach) {
    cv::Mat across;
    cv::Mat down;
    cv::Scharr(seen, across, CV_32F, 1, 0);
    cv::Scharr(seen, down, CV_32F, 0, 1);
    across = cv::abs(across);
    down = cv::abs(down);
    // Where both change, at corners, the one tells little about the other.
    const cv::Mat acrossMore = cv::max(across - down, 0.0);
    const cv::Mat downMore = cv::max(down - across, 0.0);
    std::array<cv::Mat, 2> fields;
    for (const bool isAcross : {true, false}) {
        cv::Mat edges = isAcross ? acrossMore : downMore;
        if (!hidden.empty()) edges = edges.mul(1 - hidden);
        Phase phase = phaseOf(edges, pixels, isAcross);
        fade(phase, known, reach.modules);
        unwrap(phase, known);
        fields.at(isAcross ? 0 : 1) = smoothed(phase, reach.degree);
        if (fields.at(isAcross ? 0 : 1).empty()) return {};
    }
    cv::Mat shifts;
    cv::merge(fields.data(), 2, shifts);
    return shifts;
}

}  // namespace daiban::codes
