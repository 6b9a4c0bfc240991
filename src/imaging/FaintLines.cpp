#include "imaging/FaintLines.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

constexpr int cellLength = 16;  ///< pixels along the line
constexpr double widest = 8;    ///< degrees from the image's own directions
constexpr double step = 0.1;    ///< degrees; over 1000 pixels an edge leaves the line by less than one
/// Surroundings an edge must stand out from: so many pixels across and cells along.
constexpr int across = 31, along = 3;
/// Gray levels between two rows that nobody sees: JPEG and sensor.
constexpr float unseen = 0.6F;
/// What changes by less than the first is nothing, by more than the second is surely an edge; in times the
/// surroundings.
constexpr float nothing = 1.2F, surely = 3.2F;
/// Evidence a cell must have on average to belong to a line.
constexpr float fair = 0.3F;
/// and a line of the shortest length has all along.
constexpr float seenOnAverage = 0.55F;
/// A line goes on where the evidence of a cell is at least this.
constexpr float seen = 0.33F;
/// Lines closer than so many pixels at both ends are one.
constexpr double same = 2.5;

/// By how much it gets brighter downwards at the upper edge of each row.
cv::Mat1f stepsAcross(const cv::Mat1f& mean) {
    cv::Mat1f change(mean.size(), 0.F);
    for (int r = 2; r + 2 < mean.rows; ++r)
        for (int c = 0; c < mean.cols; ++c)
            change(r, c) = (mean(r, c) + mean(r + 1, c) - mean(r - 1, c) - mean(r - 2, c)) / 2;
    return change;
}

/// By how much each row is darker than the brighter paper on both its sides.
cv::Mat1f thinLinesAcross(const cv::Mat1f& mean) {
    cv::Mat1f depth(mean.size(), 0.F);
    constexpr int aside = 4;
    for (int r = aside; r + aside < mean.rows; ++r)
        for (int c = 0; c < mean.cols; ++c) {
            const float line = (mean(r - 1, c) + mean(r, c)) / 2;  // the row's upper edge is its middle
            depth(r, c) = std::max(0.F, std::min(mean(r - aside, c), mean(r + aside - 1, c)) - line);
        }
    return depth;
}

/// Evidence of an edge across each cell: -1 to 1, positive where it gets brighter downwards or of a thin line.
cv::Mat1f evidenceAcross(const cv::Mat1b& gray, Faint sought) {
    const int cells = gray.cols / cellLength;
    cv::Mat1f exact, mean, around;
    gray(cv::Rect(0, 0, cells * cellLength, gray.rows)).convertTo(exact, CV_32F);
    cv::resize(exact, mean, {cells, gray.rows}, 0, 0, cv::INTER_AREA);
    const cv::Mat1f change = sought == Faint::Step ? stepsAcross(mean) : thinLinesAcross(mean);
    cv::blur(cv::abs(change), around, {along, across}, {-1, -1}, cv::BORDER_REFLECT);
    for (int r = 0; r < gray.rows; ++r)
        for (int c = 0; c < cells; ++c) {
            const float times = std::abs(change(r, c)) / (around(r, c) + unseen);
            const float sure = std::clamp((times - nothing) / (surely - nothing), 0.F, 1.F);
            around(r, c) = change(r, c) < 0 ? -sure : sure;
        }
    return around;
}

struct Run {
    double slope;     ///< rows per cell
    int row;          ///< where the line leaves the image at the left
    int first, last;  ///< cells
    float value;
    bool brighter;
};

/// Evidence at a cell of the line, of the wanted sign; the best of three rows.
float evidenceAt(const cv::Mat1f& evidence, const Run& line, int cell) {
    const int row = static_cast<int>(std::lround(line.row + line.slope * (cell + 0.5)));
    float best = 0;
    for (int r = std::max(0, row - 1); r <= std::min(evidence.rows - 1, row + 1); ++r)
        best = std::max(best, line.brighter ? evidence(r, cell) : -evidence(r, cell));
    return best;
}

/// By how many rows a line has moved at a cell.
int driftAt(double slope, int cell) {
    return cvRound(slope * (cell + 0.5));
}

std::vector<int> driftsOf(double slope, int cells) {
    std::vector<int> drifts;
    for (int c = 0; c < cells; ++c) drifts.push_back(driftAt(slope, c));
    return drifts;
}

/// The part of a line with most evidence on it. `strongest`: a row for every cell.
void findBestRun(const cv::Mat1f& strongest, Run& line) {
    float sum = 0;
    int begin = 0;
    line.value = 0;
    for (int c = 0; c < strongest.rows; ++c) {
        const int row = line.row + driftAt(line.slope, c);
        const float here = row >= 0 && row < strongest.cols ? strongest(c, row) : 0.F;
        if (sum <= 0) sum = 0, begin = c;
        sum += here - fair;
        if (sum > line.value) line.value = sum, line.first = begin, line.last = c;
    }
}

double rowAt(const Run& line, double cell) {
    return line.row + line.slope * (cell + 0.5);
}

bool nearlySame(const Run& a, const Run& b) {
    const int from = std::max(a.first, b.first), to = std::min(a.last, b.last);
    if (2 * (to - from) < b.last - b.first) return false;
    return std::abs(rowAt(a, from) - rowAt(b, from)) < same && std::abs(rowAt(a, to) - rowAt(b, to)) < same;
}

/// Evidence of one sign, laid down so that the rows of a cell lie side by side: what is summed along lines is then
/// summed for all rows at once.
struct Strength {
    cv::Mat1f exact, strongest;  ///< `strongest`: of three rows
};

Strength strengthOf(const cv::Mat1f& evidence, bool brighter) {
    Strength out;
    out.exact = brighter ? cv::Mat1f(cv::max(evidence, 0)) : cv::Mat1f(cv::max(-evidence, 0));
    out.exact = out.exact.t();
    cv::dilate(out.exact, out.strongest, cv::Mat::ones(1, 3, CV_8U));
    return out;
}

/// Evidence along every line of one slope; the first leaves the picture `mostDrift` rows above it.
std::vector<float> sumsAlong(const cv::Mat1f& exact, const std::vector<int>& drifts, int mostDrift) {
    std::vector<float> sums(static_cast<std::size_t>(exact.cols + 2 * mostDrift), 0.F);
    for (int c = 0; c < exact.rows; ++c) {
        const float* in = exact.ptr<float>(c);
        float* out = sums.data() + mostDrift - drifts[static_cast<std::size_t>(c)];
        for (int r = 0; r < exact.cols; ++r) out[r] += in[r];
    }
    return sums;
}

/// What the best run along every line of one slope is worth; the lines as of `sumsAlong`.
std::vector<float> bestAlong(const cv::Mat1f& strongest, const std::vector<int>& drifts, int mostDrift) {
    std::vector<float> run(static_cast<std::size_t>(strongest.cols + 2 * mostDrift), 0.F), best = run;
    for (int c = 0; c < strongest.rows; ++c) {
        const float* in = strongest.ptr<float>(c);
        float* now = run.data() + mostDrift - drifts[static_cast<std::size_t>(c)];
        float* most = best.data() + mostDrift - drifts[static_cast<std::size_t>(c)];
        for (int r = 0; r < strongest.cols; ++r) {  // the compiler makes vector code of it
            const float before = now[r] > 0 ? now[r] : 0;
            now[r] = before + (in[r] - fair);
            most[r] = most[r] > now[r] ? most[r] : now[r];
        }
    }
    return best;
}

/// Lines of one slope on which there is evidence enough for a long run; where on them it lies is found out later.
void addLinesOf(std::vector<Run>& runs, const Strength& strength, Run line, double shortest) {
    const auto least = static_cast<float>(seenOnAverage * shortest / cellLength);
    const int cells = strength.exact.rows, mostDrift = static_cast<int>(std::abs(line.slope) * cells) + 2;
    const std::vector<int> drifts = driftsOf(line.slope, cells);
    const std::vector<float> sums = sumsAlong(strength.exact, drifts, mostDrift),
                             best = bestAlong(strength.strongest, drifts, mostDrift);
    const float leastValue = (1 - fair / seenOnAverage) * least;
    for (std::size_t i = 1; i + 1 < sums.size(); ++i) {
        if (best[i] < leastValue || sums[i - 1] + sums[i] + sums[i + 1] < least) continue;
        line.row = static_cast<int>(i) - mostDrift;
        line.value = best[i];
        runs.push_back(line);
    }
}

std::vector<Run> bestRuns(const cv::Mat1f& evidence, double shortest, std::size_t most) {
    const Strength darker = strengthOf(evidence, false), brighter = strengthOf(evidence, true);
    std::vector<Run> runs;
    for (const bool isBrighter : {false, true})
        for (double degrees = -widest; degrees <= widest + 1e-9; degrees += step)
            addLinesOf(runs, isBrighter ? brighter : darker,
                       {std::tan(degrees * std::numbers::pi / 180) * cellLength, 0, 0, 0, 0, isBrighter}, shortest);
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.value > b.value; });
    std::vector<Run> kept;
    for (Run& run : runs) {
        if (kept.size() >= most) break;
        findBestRun((run.brighter ? brighter : darker).strongest, run);
        if ((run.last - run.first + 1) * cellLength >= shortest &&
            std::none_of(kept.begin(), kept.end(), [&](const Run& other) { return nearlySame(other, run); }))
            kept.push_back(run);
    }
    return kept;
}

/// Lines across the image as they are, or of its transpose.
enum class Way { Across, Down };

StraightLine asLine(const Run& run, const cv::Mat1f& evidence, Way way) {
    const double length = std::hypot(cellLength, run.slope);
    const auto placed = [&](double x, double y) { return way == Way::Across ? cv::Point2d(x, y) : cv::Point2d(y, x); };
    // The change lies between two rows, and a row's number is that of its upper edge.
    const cv::Point2d origin = placed(0, run.row), direction = placed(cellLength / length, run.slope / length);
    std::vector<bool> pixels;
    for (int c = 0; c < evidence.cols; ++c)
        pixels.insert(pixels.end(), static_cast<std::size_t>(cvRound((c + 1) * length) - cvRound(c * length)),
                      evidenceAt(evidence, run, c) >= seen);
    StraightLine line = StraightLine::seenAt(origin, direction, pixels);
    line.setSupport(run.first * length, (run.last + 1) * length);
    return line;
}

void addLines(std::vector<StraightLine>& out, const cv::Mat1b& gray, Faint sought, Way way, double shortest,
              std::size_t most) {
    const cv::Mat1f evidence = evidenceAcross(gray, sought);
    for (const Run& run : bestRuns(evidence, shortest, most)) out.push_back(asLine(run, evidence, way));
}

}  // namespace

std::vector<StraightLine> faintLines(const cv::Mat1b& gray, Faint sought, double shortest, std::size_t most) {
    std::vector<StraightLine> lines;
    if (std::min(gray.cols, gray.rows) < 4 * cellLength) return lines;
    addLines(lines, gray, sought, Way::Across, shortest, most);
    addLines(lines, gray.t(), sought, Way::Down, shortest, most);
    return lines;
}

}  // namespace daiban::imaging
