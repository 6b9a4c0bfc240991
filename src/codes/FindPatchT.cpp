#include "codes/FindPatchT.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::codes {

namespace {

// Looked for at A4's 120 dpi: a narrow bar has ten pixels there, and a page is done in some milliseconds.
constexpr int longSide = 1400;
constexpr int rowStep = 4;
// A narrow bar, as a share of the page's long side: 0.7% as it should be on A4. Copies that fit a page into another are
// printed at 0.5%, and a sheet that fills half of the glass at 0.35%. Bars of barcodes are finer.
constexpr double leastUnit = 0.0033 * longSide, mostUnit = 0.016 * longSide;
constexpr double unitsOfAStrip = 10;    // 2 narrow bars, 2 wide ones of 2.5, 3 spaces
constexpr double leastLength = 18;      // units; the standard has 25 and more. Letters and logos are shorter
constexpr double leastRowsHit = 0.6;    // of a strip; the others are scratched or written on
constexpr int mostRowsMissed = 8;       // in a run
constexpr double steepest = 0.3;        // 17 degrees
constexpr double quietAround = 3;       // units, nearly empty towards the middle of the page
constexpr double mostDarkAround = 0.3;  // of them; thin frames stand there
constexpr double clearlyNearer = 0.1;   // of the page: a strip near the middle says nothing of its direction

/// From left to right; NarrowFirst on the left half of a page is a T.
enum class Order { NarrowFirst, WideFirst };

/// The seven runs of a strip along one row.
struct Crossing {
    double left = 0, right = 0;
    int row = 0;
    Order order = Order::NarrowFirst;
    [[nodiscard]] double centre() const { return (left + right) / 2; }
    [[nodiscard]] double unit() const { return (right - left) / unitsOfAStrip; }
};

using Chain = std::vector<Crossing>;

/// Where dark begins and ends along a row, by turns.
std::vector<int> edgesOf(const std::uint8_t* row, int width) {
    std::vector<int> edges;
    for (int x = 0; x < width; ++x)
        if ((row[x] != 0) != (edges.size() % 2 == 1)) edges.push_back(x);
    if (edges.size() % 2 == 1) edges.push_back(width);
    return edges;
}

bool isNear(double value, double wanted, double tolerance) {
    return std::abs(value - wanted) <= tolerance;
}

/// Whether bars and spaces are as wide as they should be. Toner and light make bars grow and spaces shrink by as much,
/// so edges of the same kind are held against each other more strictly than bars and spaces.
bool hasWidths(const int* edges, double unit, Order order) {
    const std::array<double, 4> bars =
        order == Order::NarrowFirst ? std::array{1.0, 2.5, 1.0, 2.5} : std::array{2.5, 1.0, 2.5, 1.0};
    for (int bar = 0; bar < 4; ++bar) {
        const int* at = edges + std::ptrdiff_t{2} * bar;
        if (!isNear(at[1] - at[0], bars[static_cast<std::size_t>(bar)] * unit, 0.5 * unit)) return false;
        if (bar < 3 && !isNear(at[2] - at[1], unit, 0.5 * unit)) return false;
        if (bar < 3 && !isNear(at[2] - at[0], (bars[static_cast<std::size_t>(bar)] + 1) * unit, 0.3 * unit))
            return false;
    }
    return true;
}

double darkShare(const std::uint8_t* row, int from, int to) {
    if (to <= from) return 0;
    return static_cast<double>(std::count_if(row + from, row + to, [](std::uint8_t p) { return p != 0; })) /
           (to - from);
}

/// Towards the middle of the page nothing but a thin line; towards its edge at least some white, for behind it is what
/// the sheet lies on.
bool isAlone(const std::uint8_t* row, int width, const Crossing& crossing) {
    const int near = cvRound(crossing.unit() * 0.7), around = cvRound(crossing.unit() * quietAround);
    const int left = cvRound(crossing.left), right = cvRound(crossing.right);
    const bool atLeft = crossing.centre() < width / 2.0;
    const int outer = atLeft ? std::max(0, left - near) : std::min(width, right + near);
    const int inner = atLeft ? std::min(width, right + around) : std::max(0, left - around);
    return (atLeft ? darkShare(row, outer, left) : darkShare(row, right, outer)) == 0 &&
           (atLeft ? darkShare(row, right, inner) : darkShare(row, inner, left)) <= mostDarkAround;
}

void addCrossings(const cv::Mat& dark, int y, std::vector<Crossing>& crossings) {
    const auto* row = dark.ptr<std::uint8_t>(y);
    const auto edges = edgesOf(row, dark.cols);
    for (std::size_t first = 0; first + 8 <= edges.size(); first += 2) {
        const int* at = edges.data() + first;
        Crossing crossing{.left = static_cast<double>(at[0]), .right = static_cast<double>(at[7]), .row = y};
        const double unit = crossing.unit();
        if (unit < leastUnit || unit > mostUnit) continue;
        crossing.order = at[1] - at[0] < at[3] - at[2] ? Order::NarrowFirst : Order::WideFirst;
        if (hasWidths(at, unit, crossing.order) && isAlone(row, dark.cols, crossing)) crossings.push_back(crossing);
    }
}

bool follows(const Crossing& next, const Crossing& last) {
    const int rows = next.row - last.row;
    return next.order == last.order && rows > 0 && rows <= mostRowsMissed * rowStep &&
           std::abs(next.centre() - last.centre()) <= steepest * rows + 2 &&
           isNear(next.unit(), last.unit(), 0.15 * last.unit());
}

std::vector<Chain> chainsOf(const std::vector<Crossing>& crossings) {
    std::vector<Chain> chains;
    for (const Crossing& crossing : crossings) {
        const auto found = std::ranges::find_if(chains, [&](const Chain& c) { return follows(crossing, c.back()); });
        if (found == chains.end())
            chains.push_back({crossing});
        else
            found->push_back(crossing);
    }
    return chains;
}

bool isPatchT(const Chain& chain, int width) {
    const double rows = chain.back().row - chain.front().row;
    const double unit = (chain.front().unit() + chain.back().unit()) / 2;
    if (rows < leastLength * unit) return false;
    if (static_cast<double>(chain.size()) < leastRowsHit * rows / rowStep) return false;
    const double centre = (chain.front().centre() + chain.back().centre()) / 2;
    if (std::abs(2 * centre - width) < clearlyNearer * width) return false;
    return (centre < width / 2.0) == (chain.front().order == Order::NarrowFirst);
}

/// Strips whose bars run from top to bottom.
std::vector<base::Quad> stripsAcross(const cv::Mat& dark) {
    std::vector<Crossing> crossings;
    for (int y = rowStep / 2; y < dark.rows; y += rowStep) addCrossings(dark, y, crossings);
    std::vector<base::Quad> strips;
    for (const Chain& chain : chainsOf(crossings)) {
        if (!isPatchT(chain, dark.cols)) continue;
        const Crossing &top = chain.front(), &bottom = chain.back();
        strips.push_back({base::Point{top.left, static_cast<double>(top.row)},
                          base::Point{top.right, static_cast<double>(top.row)},
                          base::Point{bottom.right, static_cast<double>(bottom.row)},
                          base::Point{bottom.left, static_cast<double>(bottom.row)}});
    }
    return strips;
}

/// Dark where it is darker than what is around it.
cv::Mat darkOf(const cv::Mat& pixels, double scale) {
    cv::Mat gray = pixels;
    if (pixels.channels() > 1)
        cv::cvtColor(pixels, gray, pixels.channels() == 3 ? cv::COLOR_BGR2GRAY : cv::COLOR_BGRA2GRAY);
    cv::Mat work;
    cv::resize(gray, work, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::medianBlur(work, work, 3);
    cv::Mat dark;
    constexpr int around = longSide / 8 | 1;
    cv::adaptiveThreshold(work, dark, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, around, 15);
    return dark;
}

}  // namespace

std::vector<base::Quad> findPatchT(const cv::Mat& pixels) {
    if (std::min(pixels.rows, pixels.cols) < 100) return {};
    const double scale = static_cast<double>(longSide) / std::max(pixels.rows, pixels.cols);
    const cv::Mat dark = darkOf(pixels, scale);
    auto strips = stripsAcross(dark);
    for (auto strip : stripsAcross(dark.t())) {
        for (auto& p : strip) std::swap(p.x, p.y);
        strips.push_back({strip[0], strip[3], strip[2], strip[1]});  // clockwise again
    }
    for (auto& strip : strips)
        for (auto& p : strip) p = {p.x / scale, p.y / scale};
    return strips;
}

}  // namespace daiban::codes
