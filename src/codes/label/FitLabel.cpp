#include "codes/label/FitLabel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "codes/label/DecodeLabelSymbol.h"

namespace daiban::codes {

namespace {

constexpr int side = labelSymbolModules;
constexpr std::array firstBlurs{0.35, 0.55, 0.75, 0.9};  // sigma in modules, sampling included
constexpr double leastBlur = 0.25;
constexpr double mostBlur = 1.1;
constexpr double mostInk = 0.2;        // one dot in four, half of it at each side, and what is blurred
constexpr double worthwhile = 0.9995;  // of the residue: less is chance
constexpr int firstIterations = 40;
constexpr int warmIterations = 8;  // from modules that are nearly right
constexpr int finalIterations = 60;

/// How much of a dark module each sample of a line sees.
cv::Mat smearing(double sigma) {
    const auto below = [&](double x) { return 0.5 * std::erfc(-x / (sigma * std::sqrt(2.0))); };
    cv::Mat g(labelSamples, side, CV_64F);
    for (int sample = 0; sample < labelSamples; ++sample)
        for (int module = 0; module < side; ++module)
            g.at<double>(sample, module) =
                below(labelSampleCoordinate(sample) - module) - below(labelSampleCoordinate(sample) - module - 1);
    return g;
}

/// How many quarters of each module's surroundings are dark: the sum of its four neighbours, paper outside.
cv::Mat darkNeighbours(const cv::Mat& modules) {
    static const cv::Mat cross = (cv::Mat_<double>(3, 3) << 0, 1, 0, 1, 0, 1, 0, 1, 0);
    cv::Mat sum;
    cv::filter2D(modules, sum, CV_64F, cross, {-1, -1}, 0, cv::BORDER_CONSTANT);
    return sum;
}

/// Ink that spreads takes something off a light module at each side where it meets a dark one, ink that fails off a
/// dark one where it meets a light one.
cv::Mat inkOn(const cv::Mat& modules, double ink) {
    const cv::Mat dark = darkNeighbours(modules);
    if (ink > 0) return ink * (1 - modules).mul(dark);
    return ink * modules.mul(4 - dark);
}

void hold(cv::Mat& modules, const cv::Mat& known) {
    modules.setTo(1, known == 1);
    modules.setTo(0, known == 0);
}

/// The smearing and its transpose, in both directions.
struct Squares {
    cv::Mat down;
    cv::Mat across;
    [[nodiscard]] cv::Mat of(const cv::Mat& modules) const { return down * modules * across; }
};

/// Moves the modules, between 0 and 1 and as they are known, along what `push` says they should rise, step by step.
template <typename Push>
void descend(cv::Mat& modules, const cv::Mat& known, int iterations, const Push& push) {
    // The largest eigenvalue of each square of the smearing is that of samples.
    const double step = 1.0 / (labelSamplesAModule * labelSamplesAModule);
    cv::Mat ahead = modules.clone();
    double pace = 1;
    for (int i = 0; i < iterations; ++i) {
        cv::Mat next = ahead + step * push(ahead);
        next = cv::min(cv::max(next, 0.0), 1.0);
        hold(next, known);
        const double nextPace = (1 + std::sqrt(1 + 4 * pace * pace)) / 2;
        ahead = next + (pace - 1) / nextPace * (next - modules);
        modules = next;
        pace = nextPace;
    }
}

/// How far to believe each sample, 0 to 1: less where what was seen is not what the modules would make, as at the edges
/// of dirt.
cv::Mat beliefIn(const cv::Mat& unexplained) {
    constexpr double allowed = 6;  // times the usual square
    cv::Mat squares = unexplained.mul(unexplained);
    cv::blur(squares, squares, {3, 3});
    std::vector<double> sorted(squares.begin<double>(), squares.end<double>());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return 1 / (1 + squares / (allowed * std::max(1e-6, *middle)));
}

/// What is seen, smeared once more from both sides, and how a module is seen by itself.
struct Equations {
    cv::Mat down;
    cv::Mat across;
    Squares squares;
    cv::Mat target;

    Equations(const SampledSymbol& symbol, double blur)
        : down(smearing(blur * symbol.down)),
          across(smearing(blur * symbol.across)),
          squares{.down = down.t() * down, .across = across.t() * across},
          target(down.t() * symbol.darkness * across) {}
};

/// What the modules do not explain of what is seen, in part of a dark module.
cv::Mat unexplained(const SampledSymbol& symbol, const Equations& equations, const cv::Mat& inked, double contrast) {
    return symbol.darkness / contrast - equations.down * inked * equations.across.t();
}

}  // namespace

LabelFit::LabelFit(const cv::Mat& gray, const LabelGrid& start)
    : picture_(gray, start), known_(labelSymbolFrame().clone()) {
    state_.look.grid = start;
    state_.symbol = picture_.sampled(start);
    state_.modules = cv::Mat(side, side, CV_64F, cv::Scalar(0.5));
    if (state_.symbol.darkness.empty()) return;
    State best = state_;
    for (const double blur : firstBlurs)
        if (State state = solved({.grid = start, .blur = blur}, firstIterations); state.residue < best.residue)
            best = std::move(state);
    state_ = std::move(best);
}

LabelFit::State LabelFit::solved(const LabelLook& look, int iterations) const {
    State state = state_;
    if (look.grid.anchors != state.look.grid.anchors) state.symbol = picture_.sampled(look.grid);
    state.look = look;
    state.residue = 1;
    const Equations equations(state.symbol, look.blur);
    state.modules = state_.modules.clone();
    hold(state.modules, known_);
    constexpr int rounds = 3;  // ink and contrast come from the modules, and the modules from them
    for (int round = 0; round < rounds; ++round) {
        const cv::Mat ink = inkOn(state.modules, look.ink);
        const cv::Mat target = equations.target / state.contrast - equations.squares.of(ink);
        descend(state.modules, known_, iterations,
                [&](const cv::Mat& modules) { return cv::Mat(target - equations.squares.of(modules)); });
        const cv::Mat inked = state.modules + inkOn(state.modules, look.ink);
        const double seen = equations.target.dot(inked);
        const double made = equations.squares.of(inked).dot(inked);
        state.contrast = std::clamp(seen / made, 0.1, 1.0);
        const double all = std::max(1e-6, state.symbol.darkness.dot(state.symbol.darkness));
        state.residue = (all - 2 * state.contrast * seen + state.contrast * state.contrast * made) / all;
    }
    return state;
}

bool LabelFit::takeIfBetter(const LabelLook& look) {
    State state = solved(look, warmIterations);
    if (state.residue >= worthwhile * state_.residue) return false;
    state_ = std::move(state);
    return true;
}

void LabelFit::improve(double step) {
    if (state_.symbol.darkness.empty()) return;
    constexpr int rounds = 2;
    bool moved = true;
    for (int round = 0; round < rounds && moved; ++round) {
        moved = false;
        for (const double sign : {1.0, -1.0}) {
            LabelLook look = state_.look;
            look.blur = std::clamp(look.blur + sign * step / 2, leastBlur, mostBlur);
            moved |= takeIfBetter(look);
        }
        for (const double sign : {1.0, -1.0}) {
            LabelLook look = state_.look;
            look.ink = std::clamp(look.ink + sign * step * 0.4, -mostInk, mostInk);
            moved |= takeIfBetter(look);
        }
        for (const std::size_t i : {2U, 0U, 1U, 3U})
            for (const auto& direction : {cv::Point2d(1, 0), {-1, 0}, {0, 1}, {0, -1}}) {
                LabelLook look = state_.look;
                look.grid.anchors[i] += direction * (step * look.grid.module);
                moved |= takeIfBetter(look);
            }
    }
    state_ = solved(state_.look, finalIterations);
}

void LabelFit::learn(const cv::Mat& known) {
    known_ = known.clone();
    if (!state_.symbol.darkness.empty()) state_ = solved(state_.look, finalIterations);
}

void LabelFit::weigh() {
    if (state_.symbol.darkness.empty()) return;
    const Equations equations(state_.symbol, state_.look.blur);
    const auto left = [&](const cv::Mat& modules) {
        return unexplained(state_.symbol, equations, modules + inkOn(modules, state_.look.ink), state_.contrast);
    };
    const cv::Mat belief = beliefIn(left(state_.modules));
    descend(state_.modules, known_, finalIterations, [&](const cv::Mat& modules) {
        return cv::Mat(equations.down.t() * belief.mul(left(modules)) * equations.across);
    });
}

cv::Mat LabelFit::darkness() const {
    if (state_.symbol.darkness.empty()) return {};
    const Equations equations(state_.symbol, state_.look.blur);
    const cv::Mat left =
        unexplained(state_.symbol, equations, state_.modules + inkOn(state_.modules, state_.look.ink), state_.contrast);
    const cv::Mat belief = beliefIn(left);
    const cv::Mat down = equations.down.mul(equations.down).t();
    const cv::Mat across = equations.across.mul(equations.across);
    const cv::Mat believed = down * belief * across;
    const cv::Mat all = down * cv::Mat::ones(belief.size(), CV_64F) * across;
    cv::Mat error = equations.down.t() * belief.mul(left) * equations.across / believed;
    cv::Mat alone = cv::min(cv::max(state_.modules + error, 0.0), 1.0);
    alone = (alone - 0.5).mul(believed / all) + 0.5;
    alone.convertTo(alone, CV_32F);
    return alone;
}

}  // namespace daiban::codes
