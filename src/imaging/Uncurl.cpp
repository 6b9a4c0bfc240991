#include "imaging/Uncurl.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace daiban::imaging {

namespace {

/// Rows are followed on a picture of at least this size: rows of 10.5 points on A4 are then 20 pixels apart.
constexpr int workingSize = 900;
/// Ink is darker than its surroundings by so many gray levels.
constexpr int inkDarker = 12;
/// What lies this near to the document's edge may be desk or shadow.
constexpr double margin = 0.02;
/// The page is cut into strips; neighbouring ones show the same rows, a little higher or lower.
constexpr int strips = 28;
/// Rows are compared in overlapping windows down the page.
constexpr int windows = 11;
constexpr double windowShare = 1.0 / 6;
/// Neighbouring strips are compared within this share of the working height, less than half a row.
constexpr double reach = 0.009;
/// Two profiles that correlate less show different things.
constexpr double leastCorrelation = 0.45;
/// Fewer comparisons than this (of 297 and more on a full page) are no evidence.
constexpr int fewestComparisons = 50;
/// Below this share of the height nobody sees the curl: half a millimetre on A4.
constexpr double leastCurl = 0.002;
/// Beyond this it is no mild curl, and probably none.
constexpr double mostCurl = 0.06;
/// How much of what single strips show is left in their mean; on straight text 0.3 to 0.6, on photos less than 0.1.
constexpr double leastCoherence = 0.12;
/// By so much the rows have to be sharper than after the best straightening by tilt alone.
constexpr double leastGain = 1.15;
/// What is left between rows and surface, in working pixels, as median.
constexpr double mostLeft = 1.2;

using Terms = std::array<double, 6>;

Terms shapesAt(double x, double y) {
    const double bow = x * x - 1, wave = x * x * x - x;
    return {x, bow, wave, x * y, bow * y, wave * y};
}

double valueOf(const Terms& terms, double x, double y) {
    const Terms shapes = shapesAt(x, y);
    double sum = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) sum += terms[i] * shapes[i];
    return sum;
}

/// Without tilt.
Terms bentPart(Terms terms) {
    terms[0] = terms[3] = 0;
    return terms;
}

double largestOf(const Terms& terms) {
    double most = 0;
    for (int i = -20; i <= 20; ++i)
        for (const double y : {-1.0, 1.0}) most = std::max(most, std::abs(valueOf(terms, i / 20.0, y)));
    return most;
}

cv::Mat grayShrunken(const cv::Mat& flat) {
    const int step = std::max(1, std::max(flat.cols, flat.rows) / workingSize);
    // Rows are sampled, columns averaged: the rest of the page need not be read.
    const cv::Mat sampled(flat.rows / step, flat.cols / step * step, flat.type(),
                          const_cast<uchar*>(flat.ptr(step / 2)), flat.step[0] * static_cast<std::size_t>(step));
    cv::Mat small, gray;
    cv::resize(sampled, small, {flat.cols / step, flat.rows / step}, 0, 0, cv::INTER_AREA);
    if (small.channels() == 1) return small;
    cv::cvtColor(small, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

/// How the ink of each strip is spread over the rows, and where the strips lie.
struct Profiles {
    cv::Mat slopes;                  ///< CV_32F, a row for each strip: differences of its smoothed sums of ink
    std::array<double, strips> x{};  ///< middle of each strip, -1 to 1
    [[nodiscard]] int height() const { return slopes.cols; }
    [[nodiscard]] double yOf(double row) const { return 2 * row / height() - 1; }
};

Profiles profilesOf(const cv::Mat& gray) {
    cv::Mat ground, ink;
    cv::blur(gray, ground, {31, 31});
    cv::subtract(ground, gray, ink);
    cv::subtract(ink, inkDarker, ink);
    cv::min(ink, 60, ink);  // a bold rule shall not outweigh the text
    const int side = cvRound(margin * gray.cols), top = cvRound(margin * gray.rows);
    ink.rowRange(0, top).setTo(0);
    ink.rowRange(gray.rows - top, gray.rows).setTo(0);
    Profiles out;
    cv::Mat sums(strips, gray.rows, CV_32F), column;
    for (int s = 0; s < strips; ++s) {
        const int width = gray.cols - 2 * side, left = side + width * s / strips,
                  right = side + width * (s + 1) / strips;
        cv::reduce(ink.colRange(left, right), column, 1, cv::REDUCE_AVG, CV_32F);
        cv::Mat row = sums.row(s);
        cv::Mat(column.t()).copyTo(row);
        out.x[static_cast<std::size_t>(s)] = static_cast<double>(left + right) / gray.cols - 1;
    }
    cv::GaussianBlur(sums, sums, {9, 1}, 1.5, 1.5, cv::BORDER_REPLICATE);  // each strip for itself
    cv::Sobel(sums, out.slopes, CV_32F, 1, 0, 1, 1, 0, cv::BORDER_REPLICATE);
    return out;
}

/// A length of one strip's profile or of the mean.
struct Window {
    int begin, end;
};

Window windowAt(int number, int height) {
    const int length = cvRound(windowShare * height);
    const int begin = (height - length) * number / (windows - 1);
    return {begin, begin + length};
}

struct Shift {
    double rows = 0, correlation = 0;
};

/// A window with less energy a row has no more than specks in it and says nothing.
constexpr double leastEnergy = 0.02;

double correlation(const float* a, const float* b, Window window, int shift, int height) {
    cv::v_float32x4 products = cv::v_setzero_f32(), own = products, others = products;
    const int end = std::min(window.end, height - shift);
    for (int r = std::max(window.begin, -shift); r + 4 <= end; r += 4) {
        const cv::v_float32x4 p = cv::v_load(a + r), q = cv::v_load(b + r + shift);
        products = cv::v_muladd(p, q, products);
        own = cv::v_muladd(p, p, own);
        others = cv::v_muladd(q, q, others);
    }
    const double ab = cv::v_reduce_sum(products), aa = cv::v_reduce_sum(own), bb = cv::v_reduce_sum(others);
    const double least = leastEnergy * (window.end - window.begin);
    return aa < least || bb < least ? 0 : ab / std::sqrt(aa * bb);
}

/// By how many rows `b` lies lower than `a` there.
Shift shiftBetween(const float* a, const float* b, Window window, int most, int height) {
    std::vector<double> values;
    for (int shift = -most; shift <= most; ++shift) values.push_back(correlation(a, b, window, shift, height));
    const auto best = static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
    if (best == 0 || best + 1 == values.size()) return {};
    const double before = values[best - 1], at = values[best], after = values[best + 1];
    const double bend = before - 2 * at + after;
    const double part = bend < 0 ? std::clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
    return {static_cast<double>(best) - most + part, at};
}

/// One comparison: the shapes' differences, and the shift they should explain.
struct Equation {
    Terms shapes;
    double shift, weight;
};

/// Least squares, made robust by weighing again (Tukey's biweight), with a little pull to zero for what the page does
/// not show.
Terms solved(const std::vector<Equation>& equations, double& left) {
    Terms terms{};
    std::vector<double> residuals(equations.size(), 0);
    double scale = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 5; ++round) {
        cv::Matx<double, 6, 6> squares = cv::Matx<double, 6, 6>::eye() * (1e-4 * static_cast<double>(equations.size()));
        cv::Matx<double, 6, 1> right = cv::Matx<double, 6, 1>::zeros();
        for (std::size_t e = 0; e < equations.size(); ++e) {
            const double off = residuals[e] / (4.7 * scale);
            if (std::abs(off) >= 1) continue;
            const double weight = equations[e].weight * (1 - off * off) * (1 - off * off);
            for (int i = 0; i < 6; ++i) {
                const double shape = weight * equations[e].shapes[static_cast<std::size_t>(i)];
                right(i) += shape * equations[e].shift;
                for (int j = 0; j < 6; ++j) squares(i, j) += shape * equations[e].shapes[static_cast<std::size_t>(j)];
            }
        }
        const cv::Matx<double, 6, 1> solution = squares.solve(right, cv::DECOMP_SVD);
        std::copy(solution.val, solution.val + 6, terms.begin());
        std::vector<double> sizes;
        for (std::size_t e = 0; e < equations.size(); ++e) {
            residuals[e] = equations[e].shift;
            for (std::size_t i = 0; i < 6; ++i) residuals[e] -= terms[i] * equations[e].shapes[i];
            sizes.push_back(std::abs(residuals[e]));
        }
        std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
        left = sizes[sizes.size() / 2];
        scale = std::max(0.2, 1.48 * left);
    }
    return terms;
}

/// Every strip against its next and second next neighbour.
std::vector<Equation> neighboursCompared(const Profiles& profiles) {
    std::vector<Equation> out;
    const int height = profiles.height(), most = std::max(4, cvRound(reach * height));
    for (int far = 1; far <= 2; ++far)
        for (std::size_t s = 0; s + static_cast<std::size_t>(far) < strips; ++s)
            for (int w = 0; w < windows; ++w) {
                const Window window = windowAt(w, height);
                const std::size_t next = s + static_cast<std::size_t>(far);
                const Shift shift =
                    shiftBetween(profiles.slopes.ptr<float>(static_cast<int>(s)),
                                 profiles.slopes.ptr<float>(static_cast<int>(next)), window, far * most, height);
                if (shift.correlation < leastCorrelation) continue;
                const double y = profiles.yOf((window.begin + window.end) / 2.0);
                Equation equation{shapesAt(profiles.x[next], y), shift.rows, shift.correlation};
                const Terms here = shapesAt(profiles.x[s], y);
                for (std::size_t i = 0; i < here.size(); ++i) equation.shapes[i] -= here[i];
                out.push_back(equation);
            }
    return out;
}

/// The strips moved so that what the terms (in rows) call straight is so.
cv::Mat moved(const Profiles& profiles, const Terms& terms) {
    cv::Mat out(profiles.slopes.size(), CV_32F);
    for (int s = 0; s < strips; ++s) {
        const float* from = profiles.slopes.ptr<float>(s);
        float* to = out.ptr<float>(s);
        for (int r = 0; r < profiles.height(); ++r) {
            const double at = std::clamp(r + valueOf(terms, profiles.x[static_cast<std::size_t>(s)], profiles.yOf(r)),
                                         0.0, profiles.height() - 1.001);
            const int row = static_cast<int>(at);
            to[r] = static_cast<float>(from[row] + (at - row) * (from[row + 1] - from[row]));
        }
    }
    return out;
}

cv::Mat meanOf(const cv::Mat& strip) {
    cv::Mat mean;
    cv::reduce(strip, mean, 0, cv::REDUCE_AVG, CV_32F);
    return mean;
}

/// Share of the strips' energy that their mean keeps, 0 to 1.
double coherence(const Profiles& profiles, const Terms& terms) {
    const cv::Mat straight = moved(profiles, terms), mean = meanOf(straight);
    return mean.dot(mean) * strips / std::max(1e-9, straight.dot(straight));
}

/// Which terms may take part.
enum class Model { Tilt, Full };

/// Every moved strip against the mean of all; what is common to a window is nobody's shift.
std::vector<Equation> comparedWithMean(const Profiles& profiles, const Terms& terms, Model model) {
    std::vector<Equation> out;
    const cv::Mat straight = moved(profiles, terms), mean = meanOf(straight);
    const int height = profiles.height(), most = std::max(3, cvRound(reach / 2 * height));
    for (int w = 0; w < windows; ++w) {
        const Window window = windowAt(w, height);
        const double y = profiles.yOf((window.begin + window.end) / 2.0);
        std::vector<Equation> own;
        Equation middle{{}, 0, 0};
        for (int s = 0; s < strips; ++s) {
            const Shift shift = shiftBetween(mean.ptr<float>(), straight.ptr<float>(s), window, most, height);
            if (shift.correlation < leastCorrelation) continue;
            own.push_back({shapesAt(profiles.x[static_cast<std::size_t>(s)], y), shift.rows, shift.correlation});
            if (model == Model::Tilt)
                for (const std::size_t i : {1, 2, 4, 5}) own.back().shapes[i] = 0;
            for (std::size_t i = 0; i < 6; ++i) middle.shapes[i] += own.back().weight * own.back().shapes[i];
            middle.shift += own.back().weight * shift.rows, middle.weight += own.back().weight;
        }
        for (Equation& equation : own) {
            for (std::size_t i = 0; i < 6; ++i) equation.shapes[i] -= middle.shapes[i] / middle.weight;
            equation.shift -= middle.shift / middle.weight;
            out.push_back(equation);
        }
    }
    return out;
}

struct Fit {
    Terms terms{};  ///< in working rows
    double left = 0;
    std::size_t comparisons = 0;
};

Fit fitted(const Profiles& profiles, std::vector<Equation> equations, Model model) {
    if (model == Model::Tilt)
        for (Equation& equation : equations)
            for (const std::size_t i : {1, 2, 4, 5}) equation.shapes[i] = 0;
    Fit fit;
    fit.comparisons = equations.size();
    fit.terms = solved(equations, fit.left);
    for (int round = 0; round < 3; ++round) {
        const std::vector<Equation> again = comparedWithMean(profiles, fit.terms, model);
        if (again.size() < fewestComparisons) break;
        const Terms more = solved(again, fit.left);
        for (std::size_t i = 0; i < more.size(); ++i) fit.terms[i] += more[i];
    }
    return fit;
}

}  // namespace

double Curl::offset(base::Point straight) const {
    if (none()) return 0;
    return size.height * valueOf(terms, 2 * straight.x / size.width - 1, 2 * straight.y / size.height - 1);
}

base::Point Curl::toBent(base::Point straight) const {
    return {straight.x, straight.y + offset(straight)};
}

double Curl::largest() const {
    return none() ? 0 : size.height * largestOf(terms);
}

Curl measureCurl(const cv::Mat& flat) {
    CV_Assert(flat.type() == CV_8UC1 || flat.type() == CV_8UC3);
    if (std::min(flat.cols, flat.rows) < 200) return {};
    const Profiles profiles = profilesOf(grayShrunken(flat));
    const std::vector<Equation> neighbours = neighboursCompared(profiles);
    if (neighbours.size() < fewestComparisons) return {};
    const Fit full = fitted(profiles, neighbours, Model::Full);
    const double height = profiles.height(), bent = largestOf(bentPart(full.terms)) / height;
    if (bent < leastCurl || largestOf(full.terms) > mostCurl * height || full.left > mostLeft) return {};
    const double sharp = coherence(profiles, full.terms);
    if (sharp < leastCoherence) return {};
    const Fit tilt = fitted(profiles, neighbours, Model::Tilt);
    if (sharp < leastGain * std::max(coherence(profiles, tilt.terms), coherence(profiles, {}))) return {};
    Curl curl{full.terms, flat.size()};
    for (double& term : curl.terms) term /= height;
    return curl;
}

cv::Mat straightenedBy(const Curl& curl, const cv::Mat& flat) {
    if (curl.none()) return flat;
    cv::Mat out(flat.size(), flat.type());
    const int band = 64;  // the maps of a whole page would take more than the page
    for (int top = 0; top < flat.rows; top += band) {
        const int rows = std::min(band, flat.rows - top);
        cv::Mat map(rows, flat.cols, CV_32FC2), part = out.rowRange(top, top + rows);
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < flat.cols; ++c) {
                const base::Point bent = curl.toBent({c + 0.5, top + r + 0.5});
                map.at<cv::Vec2f>(r, c) = {static_cast<float>(c), static_cast<float>(bent.y - 0.5)};
            }
        cv::remap(flat, part, map, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    }
    return out;
}

}  // namespace daiban::imaging
