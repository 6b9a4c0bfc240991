#include "imaging/PictureHash.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/SmallPage.h"

namespace daiban::imaging {

namespace {

constexpr int side = PictureHash::side;
constexpr int part = 8;               // cells that are compared as one, with a shift of their own
constexpr int coarsePart = side / 8;  // cells per bit of the coarse part and direction

/// Of the document's contrast, the part that fits worst and decides.
constexpr double worstPart = 0.03;
/// No two different documents of the 16,835 pairs measured fit better than 0.89; those that come near are backs of
/// identity cards, which differ by one line.
constexpr double sameFrom = 0.9;
/// Of 1,424 pictures of documents made worse on purpose five fit worse than this.
constexpr double comparableFrom = 0.4;
/// Bits of the coarse part in which pictures of one document differ at most.
constexpr int coarseApart = 20;
/// Widths over heights of one document differ by less than this factor.
constexpr double sameShape = 1.08;
/// Of the cells: with fewer that are not paper there is nothing to recognise a document by.
constexpr double leastInk = 0.004;

std::size_t index(int x, int y) {
    return static_cast<std::size_t>(y * side + x);
}

bool hasInk(const PictureHash& hash) {
    const auto inked = std::count_if(hash.cells.begin(), hash.cells.end(), [](std::uint8_t c) { return c > 0; });
    return static_cast<double>(inked) > leastInk * side * side;
}

/// How much darker than the paper around it each cell of the grid is, in gray levels.
cv::Mat darkness(const cv::Mat& upright) {
    page::Page page;
    page.pixels = upright;
    constexpr int longer = 4 * side;
    cv::Mat gray = shrunk(page, longer).gray, paper, dark, grid;
    // Paper: the brightest nearby, smoothed.
    cv::resize(gray, gray, {longer, longer}, 0, 0, cv::INTER_LINEAR);
    cv::resize(gray, paper, {side, side}, 0, 0, cv::INTER_AREA);
    cv::dilate(paper, paper, cv::getStructuringElement(cv::MORPH_RECT, {9, 9}));
    cv::blur(paper, paper, {9, 9});
    cv::resize(gray, grid, {side, side}, 0, 0, cv::INTER_AREA);
    cv::subtract(paper, grid, dark, cv::noArray(), CV_32F);
    cv::divide(dark, cv::Mat(cv::max(paper, 32)), dark, 255, CV_32F);
    return dark;
}

/// The grid as numbers, with a border of paper so that shifts need no bounds.
constexpr int border = 5;
constexpr int wide = side + 2 * border;
using Grid = std::vector<float>;

/// Moved by half cells: halves is 0 or 1 each way.
Grid gridOf(const PictureHash& hash, int halfX, int halfY) {
    Grid whole(wide * wide, 0.0F);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            whole[static_cast<std::size_t>((y + border) * wide + x + border)] = hash.cells[index(x, y)];
    if (halfX == 0 && halfY == 0) return whole;
    Grid out(whole.size(), 0.0F);
    for (int y = 0; y + 1 < wide; ++y)
        for (int x = 0; x + 1 < wide; ++x) {
            const auto at = [&](int dx, int dy) { return whole[static_cast<std::size_t>((y + dy) * wide + x + dx)]; };
            out[static_cast<std::size_t>(y * wide + x)] =
                (at(0, 0) + at(halfX, 0) + at(0, halfY) + at(halfX, halfY)) / 4;
        }
    return out;
}

struct Shift {
    int x = 0, y = 0;  ///< in half cells
};

/// One grid in its four half-cell positions.
struct Shifts {
    std::array<Grid, 4> grids;
    explicit Shifts(const PictureHash& hash)
        : grids{gridOf(hash, 0, 0), gridOf(hash, 1, 0), gridOf(hash, 0, 1), gridOf(hash, 1, 1)} {}
    /// Row y of the grid moved by `shift`, from column x on.
    [[nodiscard]] const float* row(int x, int y, Shift shift) const {
        const int fullX = shift.x >> 1, fullY = shift.y >> 1;
        return grids[static_cast<std::size_t>((shift.x & 1) + 2 * (shift.y & 1))].data() + (y + border + fullY) * wide +
               x + border + fullX;
    }
};

struct Fit {
    double correlation = 0;
    double weight = 0;  ///< contrast of the part
};

/// Correlation of a rectangle of a with b moved.
Fit fitAt(const Grid& a, const Shifts& b, int left, int top, int width, int height, Shift shift) {
    float sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    for (int y = top; y < top + height; ++y) {
        const float* p = a.data() + (y + border) * wide + left + border;
        const float* q = b.row(left, y, shift);
        for (int x = 0; x < width; ++x) {
            sa += p[x], sb += q[x];
            saa += p[x] * p[x], sbb += q[x] * q[x], sab += p[x] * q[x];
        }
    }
    const float n = static_cast<float>(width * height);
    const double va = std::max(0.0F, saa / n - sa * sa / n / n), vb = std::max(0.0F, sbb / n - sb * sb / n / n);
    const double cov = static_cast<double>(sab / n - sa * sb / n / n);
    constexpr double little = 0.1;  // variance of paper: correlates with everything and counts for nothing
    return {(cov + little) / (std::sqrt(va * vb) + little), std::sqrt(std::max(va, vb))};
}

Fit bestFit(const Grid& a, const Shifts& b, cv::Rect where, Shift around, int reach, int step, Shift& at) {
    Fit best{-2, 0};
    for (int y = around.y - reach; y <= around.y + reach; y += step)
        for (int x = around.x - reach; x <= around.x + reach; x += step)
            if (const Fit fit = fitAt(a, b, where.x, where.y, where.width, where.height, {x, y});
                fit.correlation > best.correlation)
                best = fit, at = {x, y};
    return best;
}

double fitOf(const PictureHash& a, const PictureHash& b) {
    const Grid own = gridOf(a, 0, 0);
    const Shifts other(b);
    Shift shift, unused;
    // The quarter in the middle tells the shift of the whole.
    bestFit(own, other, {side / 4, side / 4, side / 2, side / 2}, {}, 4, 2, shift);
    std::vector<Fit> parts;
    double all = 0;
    for (int top = 0; top + part <= side; top += part)
        for (int left = 0; left + part <= side; left += part) {
            parts.push_back(bestFit(own, other, {left, top, part, part}, shift, 2, 1, unused));
            all += parts.back().weight;
        }
    std::sort(parts.begin(), parts.end(), [](const Fit& x, const Fit& y) { return x.correlation < y.correlation; });
    double sum = 0, weight = 0;
    for (const Fit& fit : parts) {
        if (weight > worstPart * all) break;
        sum += fit.correlation * fit.weight, weight += fit.weight;
    }
    return weight > 0 ? std::max(0.0, sum / weight) : 0;
}

PictureHash quarterTurned(const PictureHash& hash) {
    PictureHash out;
    out.shape = 1 / hash.shape;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) out.cells[index(side - 1 - y, x)] = hash.cells[index(x, y)];
    return out;
}

}  // namespace

std::uint64_t PictureHash::coarse() const {
    std::array<int, 64> ink{};
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            ink[static_cast<std::size_t>(y / coarsePart * 8 + x / coarsePart)] += cells[index(x, y)];
    std::array<int, 64> sorted = ink;
    std::nth_element(sorted.begin(), sorted.begin() + 32, sorted.end());
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i)
        if (ink[i] > sorted[32]) bits |= std::uint64_t{1} << i;
    return bits;
}

PictureHash hashOf(const cv::Mat& upright) {
    PictureHash hash;
    if (upright.empty()) return hash;
    hash.shape = static_cast<double>(upright.cols) / upright.rows;
    const cv::Mat dark = darkness(upright);
    std::vector<float> levels(dark.begin<float>(), dark.end<float>());
    const auto high = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() * 95 / 100);
    std::nth_element(levels.begin(), high, levels.end());
    constexpr float faintest = 12;  // less is grain
    const float scale = static_cast<float>(PictureHash::darkest) / std::max(faintest, *high);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            hash.cells[index(x, y)] =
                static_cast<std::uint8_t>(std::clamp(cvRound(dark.at<float>(y, x) * scale), 0, PictureHash::darkest));
    return hash;
}

double similarity(const PictureHash& a, const PictureHash& b) {
    if (!hasInk(a) || !hasInk(b)) return 0;
    const std::uint64_t coarse = a.coarse();
    PictureHash turned = b;
    double best = 0;
    for (int turn = 0; turn < 4; ++turn) {
        if (turn > 0) turned = quarterTurned(turned);
        const double shapes = std::max(a.shape / turned.shape, turned.shape / a.shape);
        if (shapes > sameShape || std::popcount(coarse ^ turned.coarse()) > coarseApart) continue;
        best = std::max(best, fitOf(a, turned));
    }
    return best;
}

bool likelySame(const PictureHash& a, const PictureHash& b) {
    return similarity(a, b) >= sameFrom;
}

bool worthComparing(const PictureHash& a, const PictureHash& b) {
    return similarity(a, b) >= comparableFrom;
}

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view version = "p1:";
constexpr std::size_t shapeDigits = 5;  // width over height in thousandths
constexpr unsigned cellBits = 2;
constexpr std::size_t cellsPerDigit = 6 / cellBits;
constexpr std::size_t gridDigits = (side * side + cellsPerDigit - 1) / cellsPerDigit;
static_assert(PictureHash::darkest < 1 << cellBits);

}  // namespace

std::string toText(const PictureHash& hash) {
    const int thousandths = std::clamp(static_cast<int>(std::lround(1000 * hash.shape)), 1, 99999);
    const std::string shape = std::to_string(thousandths);
    std::string text(version);
    text += std::string(shapeDigits - shape.size(), '0') + shape + ':';
    for (std::size_t i = 0; i < hash.cells.size(); i += cellsPerDigit) {
        unsigned six = 0;
        for (std::size_t k = 0; k < cellsPerDigit && i + k < hash.cells.size(); ++k)
            six |= static_cast<unsigned>(hash.cells[i + k]) << (cellBits * k);
        text += digits[six];
    }
    return text;
}

std::optional<PictureHash> fromText(std::string_view text) {
    if (text.size() != version.size() + shapeDigits + 1 + gridDigits || !text.starts_with(version)) return std::nullopt;
    text.remove_prefix(version.size());
    int thousandths = 0;
    const auto read = std::from_chars(text.data(), text.data() + shapeDigits, thousandths);
    if (read.ptr != text.data() + shapeDigits || thousandths < 1 || text[shapeDigits] != ':') return std::nullopt;
    text.remove_prefix(shapeDigits + 1);
    PictureHash hash;
    hash.shape = thousandths / 1000.0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t six = digits.find(text[i]);
        if (six == std::string_view::npos) return std::nullopt;
        for (std::size_t k = 0; k < cellsPerDigit; ++k)
            if (const std::size_t cell = i * cellsPerDigit + k; cell < hash.cells.size())
                hash.cells[cell] = static_cast<std::uint8_t>(six >> (cellBits * k) & PictureHash::darkest);
    }
    return hash;
}

}  // namespace daiban::imaging
