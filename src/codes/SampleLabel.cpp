#include "codes/SampleLabel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "codes/DecodeLabelSymbol.h"

namespace daiban::codes {

namespace {

constexpr int side = labelSymbolModules;
constexpr int samples = 4;  // a module
constexpr int quiet = 4;    // modules around
constexpr int sampledSide = (side + 2 * quiet) * samples;
constexpr std::array blurs{0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95};  // sigma in modules, sampling included
constexpr std::size_t solvedBlurs = 2;
constexpr double ownBlur = 0.2;  // modules: before sampling, against grain

/// Module coordinate of a sample.
double coordinateOf(int sample) {
    return (sample + 0.5) / samples - quiet;
}

cv::Mat sampled(const cv::Mat& gray, const LabelGrid& grid) {
    const cv::Matx33d h = grid.toPixels();
    cv::Mat x(sampledSide, sampledSide, CV_32F);
    cv::Mat y(sampledSide, sampledSide, CV_32F);
    for (int row = 0; row < sampledSide; ++row)
        for (int column = 0; column < sampledSide; ++column) {
            const cv::Vec3d p = h * cv::Vec3d(coordinateOf(column), coordinateOf(row), 1);
            x.at<float>(row, column) = static_cast<float>(p[0] / p[2] - 0.5);
            y.at<float>(row, column) = static_cast<float>(p[1] / p[2] - 0.5);
        }
    cv::Mat soft = gray;
    cv::Mat out;
    if (ownBlur * grid.module > 0.5) {
        double left, right, top, bottom;
        cv::minMaxLoc(x, &left, &right);
        cv::minMaxLoc(y, &top, &bottom);
        const cv::Rect part =
            cv::Rect(cv::Point(cvFloor(left) - 4, cvFloor(top) - 4), cv::Point(cvCeil(right) + 5, cvCeil(bottom) + 5)) &
            cv::Rect({}, gray.size());
        if (part.empty()) return {};
        cv::GaussianBlur(gray(part), soft, {}, ownBlur * grid.module);
        x -= part.x;
        y -= part.y;
    }
    soft.convertTo(soft, CV_32F);
    cv::remap(soft, out, x, y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

cv::Vec6d surfaceTerms(double x, double y) {
    return {1, x, y, x * x, x * y, y * y};
}

/// The light on the paper, from the quiet zone; dirt there, much darker than the rest, is left out.
cv::Mat lightOf(const cv::Mat& seen) {
    constexpr double nearest = 1.6;  // modules from the symbol, where its blur no longer reaches
    constexpr double farthest = 3.3;
    constexpr double dirt = 0.1;
    std::vector<cv::Point> places;
    for (int row = 0; row < sampledSide; ++row)
        for (int column = 0; column < sampledSide; ++column) {
            const double out = std::max(
                {-coordinateOf(row), coordinateOf(row) - side, -coordinateOf(column), coordinateOf(column) - side});
            if (out > nearest && out < farthest) places.emplace_back(column, row);
        }
    const auto termsAt = [](cv::Point p) {
        return surfaceTerms(coordinateOf(p.x) / side - 0.5, coordinateOf(p.y) / side - 0.5);
    };
    cv::Vec6d surface;
    for (int round = 0; round < 4; ++round) {
        cv::Matx<double, 6, 6> normal = cv::Matx<double, 6, 6>::eye() * 1e-6;
        cv::Vec6d right;
        for (const auto& p : places) {
            const cv::Vec6d terms = termsAt(p);
            const double value = seen.at<float>(p);
            if (round > 0 && value < (1 - dirt) * surface.dot(terms)) continue;
            normal += terms * terms.t();
            right += terms * value;
        }
        surface = normal.solve(right, cv::DECOMP_CHOLESKY);
    }
    cv::Mat light(seen.size(), CV_32F);
    for (int row = 0; row < sampledSide; ++row)
        for (int column = 0; column < sampledSide; ++column)
            light.at<float>(row, column) = static_cast<float>(std::max(10.0, surface.dot(termsAt({column, row}))));
    return light;
}

/// How much of a dark module each sample of a line sees.
cv::Mat smearing(double sigma) {
    const auto below = [&](double x) { return 0.5 * std::erfc(-x / (sigma * std::sqrt(2.0))); };
    cv::Mat g(sampledSide, side, CV_64F);
    for (int sample = 0; sample < sampledSide; ++sample)
        for (int module = 0; module < side; ++module)
            g.at<double>(sample, module) =
                below(coordinateOf(sample) - module) - below(coordinateOf(sample) - module - 1);
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
struct Ink {
    double spread = 0;  ///< part of a module, a side
    double fail = 0;
};

cv::Mat inkOf(const Ink& ink, const cv::Mat& modules) {
    const cv::Mat dark = darkNeighbours(modules);
    return ink.spread * (1 - modules).mul(dark) - ink.fail * modules.mul(4 - dark);
}

/// What one blur and one kind of ink would make of the known modules, against what is seen.
struct Look {
    cv::Mat down;    ///< how a column of modules is smeared along samples
    cv::Mat across;  ///< how a row is
    Ink ink;
    double contrast = 1;  ///< of a dark module against paper
    double residue = 1;   ///< part of what is seen of the finder patterns that this does not explain
};

constexpr std::array inks{Ink{}, Ink{.spread = 0.06}, Ink{.spread = 0.12}, Ink{.fail = 0.06}, Ink{.fail = 0.12}};

/// Samples that only known modules reach: finder patterns and what is outside of them.
cv::Mat drawnFinderSamples() {
    cv::Mat mask = cv::Mat::zeros(sampledSide, sampledSide, CV_8UC1);
    constexpr int from = (quiet - 1) * samples;
    constexpr int size = 8 * samples;  // a module of quiet zone and the pattern itself
    constexpr int to = (quiet + side - 7) * samples;
    for (const auto& corner : {cv::Point(from, from), {to, from}, {from, to}})
        mask(cv::Rect(corner, cv::Size(size, size))) = 255;
    return mask;
}

Look lookWith(double sigma, const SampledSymbol& symbol) {
    static const cv::Mat finders = drawnFinderSamples();
    const cv::Mat& frame = labelSymbolFrame();
    cv::Mat modules(side, side, CV_64F, cv::Scalar(0));
    modules.setTo(1, frame == 1);
    modules.setTo(0.5, frame == 2);
    cv::Mat seen = cv::Mat::zeros(symbol.darkness.size(), CV_64F);
    symbol.darkness.copyTo(seen, finders);
    const double all = std::max(1e-6, seen.dot(seen));
    Look best{.down = smearing(sigma * symbol.down), .across = smearing(sigma * symbol.across)};
    for (const auto& ink : inks) {
        cv::Mat expected = cv::Mat::zeros(seen.size(), CV_64F);
        cv::Mat(best.down * (modules + inkOf(ink, modules)) * best.across.t()).copyTo(expected, finders);
        const double contrast = seen.dot(expected) / expected.dot(expected);
        const double residue = cv::norm(seen, contrast * expected, cv::NORM_L2SQR) / all;
        if (residue >= best.residue) continue;
        best.ink = ink;
        best.contrast = std::clamp(contrast, 0.1, 1.0);
        best.residue = residue;
    }
    return best;
}

void hold(cv::Mat& modules, const cv::Mat& known) {
    modules.setTo(1, known == 1);
    modules.setTo(0, known == 0);
}

/// What the known modules tell of it: `seen` is how dark each came out when its neighbours are thought away.
Ink inkIn(const cv::Mat& seen, const cv::Mat& modules, const cv::Mat& known) {
    constexpr double most = 0.2;  // one dot in four, half of it at each side, and what is blurred
    const cv::Mat dark = darkNeighbours(modules);
    double spread = 0, spreadWeight = 1e-6, fail = 0, failWeight = 1e-6;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double n = dark.at<double>(y, x);
            const double value = seen.at<double>(y, x);
            if (known.at<std::uint8_t>(y, x) == 0) {
                spread += n * value;
                spreadWeight += n * n;
            } else if (known.at<std::uint8_t>(y, x) == 1) {
                fail += (4 - n) * (1 - value);
                failWeight += (4 - n) * (4 - n);
            }
        }
    return {.spread = std::clamp(spread / spreadWeight, 0.0, most), .fail = std::clamp(fail / failWeight, 0.0, most)};
}

/// The smearing and its transpose, in both directions.
struct Squares {
    cv::Mat down;
    cv::Mat across;
    [[nodiscard]] cv::Mat of(const cv::Mat& modules) const { return down * modules * across; }
};

/// Moves the modules, between 0 and 1, to where they are seen most nearly as `target`; both already multiplied by the
/// smearing's transpose from both sides.
void approach(cv::Mat& modules, const Squares& squares, const cv::Mat& target, const cv::Mat& known, int iterations) {
    const double step = 1.0 / (samples * samples);  // the largest eigenvalue of each square is `samples`
    cv::Mat ahead = modules.clone();
    double pace = 1;
    for (int i = 0; i < iterations; ++i) {
        cv::Mat next = ahead - step * (squares.of(ahead) - target);
        next = cv::min(cv::max(next, 0.0), 1.0);
        hold(next, known);
        const double nextPace = (1 + std::sqrt(1 + 4 * pace * pace)) / 2;
        ahead = next + (pace - 1) / nextPace * (next - modules);
        modules = next;
        pace = nextPace;
    }
}

/// How far to believe what each module came out as, 0 to 1: less where what was seen is not what these modules would
/// make, as at the edges of dirt.
cv::Mat trustIn(const cv::Mat& seen, const cv::Mat& expected) {
    constexpr double allowed = 2;  // times the usual difference
    cv::Mat difference = seen - expected;
    difference = difference.mul(difference);
    cv::Mat ofModules;
    cv::resize(difference(cv::Rect(quiet * samples, quiet * samples, side * samples, side * samples)), ofModules,
               {side, side}, 0, 0, cv::INTER_AREA);
    std::vector<double> sorted(ofModules.begin<double>(), ofModules.end<double>());
    std::nth_element(sorted.begin(), sorted.begin() + side * side / 2, sorted.end());
    const double usual = std::max(1e-5, sorted[static_cast<std::size_t>(side * side / 2)]);
    return 1 / (1 + ofModules / (allowed * allowed * usual));
}

enum class InkModel { Exact, Spreading };

/// How dark each module is: solved, with ink and contrast put right by what came out, and then each by itself with its
/// neighbours thought away, which tells how sure it is.
cv::Mat solved(const Look& look, const cv::Mat& darkness, const cv::Mat& known, InkModel inkModel) {
    const Squares squares{.down = look.down.t() * look.down, .across = look.across.t() * look.across};
    const cv::Mat own = squares.down.diag(0) * squares.across.diag(0).t();
    const cv::Mat seenThere = look.down.t() * darkness * look.across;
    double contrast = look.contrast;
    cv::Mat modules(side, side, CV_64F, cv::Scalar(0.5));
    hold(modules, known);
    cv::Mat ink = cv::Mat::zeros(side, side, CV_64F);
    if (inkModel == InkModel::Spreading) ink = inkOf(look.ink, modules);
    cv::Mat alone;
    for (const int iterations : {100, 40, 40}) {
        const cv::Mat target = seenThere / contrast - squares.of(ink);
        approach(modules, squares, target, known, iterations);
        cv::Mat error = target - squares.of(modules);
        cv::divide(error, own, error);
        alone = modules + error;
        const Ink found = inkIn(alone + ink, modules, known);
        if (inkModel == InkModel::Spreading) ink = inkOf(found, modules);
        const cv::Mat inked = squares.of(modules + ink);
        contrast = std::clamp(seenThere.dot(modules + ink) / inked.dot(modules + ink), 0.1, 1.0);
    }
    const cv::Mat expected = look.down * (modules + ink) * look.across.t();
    alone = cv::min(cv::max(alone, 0.0), 1.0);
    alone = (alone - 0.5).mul(trustIn(darkness / contrast, expected)) + 0.5;
    alone.convertTo(alone, CV_32F);
    return alone;
}

}  // namespace

SampledSymbol sampledSymbol(const cv::Mat& gray, const LabelGrid& grid) {
    const cv::Mat seen = sampled(gray, grid);
    if (seen.empty()) return {};
    SampledSymbol symbol;
    symbol.darkness = 1 - seen / lightOf(seen);
    symbol.darkness.convertTo(symbol.darkness, CV_64F);
    // A round spot in the picture, through the inverse of the grid's derivative in the middle.
    const cv::Matx33d h = grid.toPixels();
    const auto pixelOf = [&](double x, double y) {
        const cv::Vec3d p = h * cv::Vec3d(x, y, 1);
        return cv::Point2d(p[0] / p[2], p[1] / p[2]);
    };
    constexpr double middle = side / 2.0;
    const cv::Point2d across = pixelOf(middle + 0.5, middle) - pixelOf(middle - 0.5, middle);
    const cv::Point2d down = pixelOf(middle, middle + 0.5) - pixelOf(middle, middle - 0.5);
    const double area = std::abs(across.cross(down));
    symbol.across = grid.module * cv::norm(down) / area;
    symbol.down = grid.module * cv::norm(across) / area;
    return symbol;
}

std::vector<cv::Mat> moduleDarkness(const SampledSymbol& symbol, const cv::Mat& known) {
    std::vector<Look> looks;
    for (const double blur : blurs) looks.push_back(lookWith(blur, symbol));
    std::sort(looks.begin(), looks.end(), [](const Look& a, const Look& b) { return a.residue < b.residue; });
    std::vector<cv::Mat> all;
    for (std::size_t i = 0; i < solvedBlurs; ++i)
        for (const auto ink : {InkModel::Exact, InkModel::Spreading})
            all.push_back(solved(looks[i], symbol.darkness, known, ink));
    return all;
}

}  // namespace daiban::codes
