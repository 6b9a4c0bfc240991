#include "text/glyphs/CutLine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <tuple>

namespace daiban::text::glyphs {

namespace {

/// A dot of toner, as a share of a character's size; the dots of 灬 and 氵 are 0.1 and more.
constexpr double speck = 0.08;
/// Shares of the picture's height: what is longer and flatter is a rule.
constexpr double ruleLength = 1.6;
constexpr double ruleThickness = 0.12;

bool isRule(const cv::Rect& box, int height) {
    const bool across = box.width > ruleLength * height && box.height < ruleThickness * height;
    const bool edge = box.y == 0 || box.br().y == height;
    const bool flat = edge && box.height < 2 * ruleThickness * height && box.width > box.height;
    return across || flat;
}

bool isFrame(const cv::Rect& box, const cv::Size& picture) {
    return box.height >= picture.height - 1 && box.width < 2 * ruleThickness * picture.height;
}

/// Rows between which characters stand: those that hold nearly all ink.
std::pair<int, int> band(const cv::Mat& ink) {
    cv::Mat rows;
    cv::reduce(ink, rows, 1, cv::REDUCE_SUM, CV_32F);
    const double all = cv::sum(rows)[0];
    constexpr double outside = 0.004;  // of the ink may lie above or below
    int top = 0;
    int bottom = rows.rows;
    for (double sum = 0; top < bottom && (sum += rows.at<float>(top)) < outside * all;) ++top;
    for (double sum = 0; bottom > top && (sum += rows.at<float>(bottom - 1)) < outside * all;) --bottom;
    return {top, bottom};
}

}  // namespace

namespace {

/// The connected parts of a line's ink.
class Parts {
  public:
    explicit Parts(const cv::Mat& ink) {
        cv::Mat centroids;
        count_ = cv::connectedComponentsWithStats(ink, labels_, stats_, centroids, 8, CV_32S);
    }

    /// Makes white those whose box `isNothing`.
    template <class IsNothing>
    void wipe(LineInk& line, double paper, const IsNothing& isNothing) const {
        for (int i = 1; i < count_; ++i) {
            const cv::Rect box(stats_.at<int>(i, cv::CC_STAT_LEFT), stats_.at<int>(i, cv::CC_STAT_TOP),
                               stats_.at<int>(i, cv::CC_STAT_WIDTH), stats_.at<int>(i, cv::CC_STAT_HEIGHT));
            if (!isNothing(box)) continue;
            const cv::Rect around =
                cv::Rect(box.x - 1, box.y - 1, box.width + 2, box.height + 2) & cv::Rect({0, 0}, line.ink.size());
            const cv::Mat mine = labels_(around) == i;
            line.ink(around).setTo(0, mine);
            cv::Mat halo;
            cv::dilate(mine, halo, cv::Mat());
            halo.setTo(0, line.ink(around));
            line.gray(around).setTo(paper, halo);
        }
    }

  private:
    cv::Mat labels_;
    cv::Mat stats_;
    int count_ = 0;
};

}  // namespace

LineInk inkOfLine(const cv::Mat& gray) {
    LineInk line;
    line.gray = gray.clone();
    cv::threshold(gray, line.ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    constexpr double leastContrast = 24;
    const double paper = cv::mean(gray, 255 - line.ink)[0];
    if (cv::countNonZero(line.ink) == 0 || paper - cv::mean(gray, line.ink)[0] < leastContrast) return line;
    const Parts parts(line.ink);
    parts.wipe(line, paper, [&](const cv::Rect& box) { return isRule(box, gray.rows) || isFrame(box, gray.size()); });
    const auto [top, bottom] = band(line.ink);
    constexpr int smallest = 8;
    if (bottom - top < smallest) return line;
    parts.wipe(line, paper, [&, size = bottom - top](const cv::Rect& box) {
        return std::max(box.width, box.height) <= std::max(1.0, speck * size);
    });
    std::tie(line.top, line.bottom) = band(line.ink);
    line.size = line.bottom - line.top;
    if (line.size < smallest) line.size = 0;
    return line;
}

namespace {

/// Widths as shares of a character's size.
constexpr double usualWidth = 0.92;
constexpr double widest = 1.35;
constexpr double leastOfHole = 0.5;  ///< less is a mark, or part of a neighbour

struct Run {
    int left = 0;
    int right = 0;  ///< behind its last column
};

/// Stretches of columns with ink.
std::vector<Run> runsOf(const cv::Mat& columns) {
    std::vector<Run> runs;
    for (int x = 0; x < columns.cols; ++x) {
        if (columns.at<float>(x) == 0) continue;
        if (runs.empty() || runs.back().right < x) runs.push_back({x, x});
        runs.back().right = x + 1;
    }
    return runs;
}

/// The column with the least ink; of equals the one nearest the middle.
int thinnest(const cv::Mat& columns, int from, int to) {
    int best = from;
    double least = std::numeric_limits<double>::max();
    for (int x = from; x < to; ++x) {
        const double cost = columns.at<float>(x) + 0.01 * std::abs(x - (from + to) / 2.0);
        if (cost < least) least = cost, best = x;
    }
    return best;
}

/// Runs too wide for one character are parted where the ink is thinnest, about as often as characters have room.
std::vector<Run> parted(const std::vector<Run>& runs, const cv::Mat& columns, double size) {
    constexpr double tooWide = 1.2;
    constexpr double reach = 0.18;
    std::vector<Run> parts;
    for (Run run : runs) {
        const double width = run.right - run.left;
        const int pieces = static_cast<int>(std::lround(width / size));
        if (width > tooWide * size && pieces > 1)
            for (int i = 1; i < pieces; ++i) {
                const double at = run.left + (width * i) / pieces;
                const int from = std::max(run.left + 1, static_cast<int>(at - reach * size));
                const int to = std::min(run.right - 1, static_cast<int>(at + reach * size));
                if (from >= to || (!parts.empty() && from <= parts.back().left)) continue;
                const int cut = thinnest(columns, from, to);
                parts.push_back({run.left, cut});
                run.left = cut;
                // What is left is measured anew from the cut.
            }
        parts.push_back(run);
    }
    return parts;
}

/// Finds the cheapest way to join runs into glyphs.
class Cutter {
  public:
    Cutter(const LineInk& line, const std::vector<SeenCharacter>& seen) : line_(line), seen_(seen) {
        cv::reduce(line.ink.rowRange(line.top, line.bottom), columns_, 0, cv::REDUCE_SUM, CV_32F);
        runs_ = parted(runsOf(columns_), columns_, line.size);
    }

    [[nodiscard]] std::vector<GlyphCell> cells() const;

  private:
    /// Characters whose middle lies in the white or black from half-way to the run before up to half-way to the next.
    [[nodiscard]] std::vector<std::size_t> seenIn(std::size_t first, std::size_t last) const;
    [[nodiscard]] double costOf(std::size_t first, std::size_t last) const;
    [[nodiscard]] bool isLow(std::size_t first, std::size_t last) const;
    [[nodiscard]] double edge(std::size_t run) const;
    [[nodiscard]] cv::Rect boxOf(std::size_t first, std::size_t last) const;

    const LineInk& line_;
    const std::vector<SeenCharacter>& seen_;
    cv::Mat columns_;
    std::vector<Run> runs_;
};

/// Where a run's part of the line begins.
double Cutter::edge(std::size_t run) const {
    if (run == 0) return -1e9;
    if (run >= runs_.size()) return 1e9;
    return (runs_[run - 1].right + runs_[run].left) / 2.0;
}

std::vector<std::size_t> Cutter::seenIn(std::size_t first, std::size_t last) const {
    std::vector<std::size_t> in;
    const double from = edge(first);
    const double to = edge(last + 1);
    for (std::size_t i = 0; i < seen_.size(); ++i)
        if (seen_[i].at >= from && seen_[i].at < to) in.push_back(i);
    return in;
}

cv::Rect Cutter::boxOf(std::size_t first, std::size_t last) const {
    const int left = runs_[first].left;
    const int right = runs_[last].right;
    cv::Mat rows;
    cv::reduce(line_.ink(cv::Range(line_.top, line_.bottom), cv::Range(left, right)), rows, 1, cv::REDUCE_MAX);
    int top = 0;
    int bottom = rows.rows;
    while (top < bottom && rows.at<uchar>(top) == 0) ++top;
    while (bottom > top && rows.at<uchar>(bottom - 1) == 0) --bottom;
    return {left, line_.top + top, right - left, std::max(1, bottom - top)};
}

/// Lower than a character or a part of one: a comma, a dash, a dot.
bool Cutter::isLow(std::size_t first, std::size_t last) const {
    return boxOf(first, last).height < leastOfHole * line_.size;
}

double Cutter::costOf(std::size_t first, std::size_t last) const {
    constexpr double hole = 6;
    constexpr double mark = 3;
    constexpr double half = 6;  // of a character: dearer than to join the halves of 钆
    constexpr double two = 5;
    const double width = (runs_[last].right - runs_[first].left) / line_.size;
    const double narrower = std::max(0.0, usualWidth - width) / 0.4;
    const double wider = std::max(0.0, width - 1.06) / 0.12;
    const std::vector<std::size_t> in = seenIn(first, last);
    const bool han = std::any_of(in.begin(), in.end(), [&](std::size_t i) { return seen_[i].isHan; });
    if (in.empty() && width < leastOfHole) return isLow(first, last) ? mark : half;
    if (in.empty()) return hole + narrower * narrower + wider * wider;
    const double middle = (runs_[first].left + runs_[last].right) / 2.0;
    const double off = (seen_[in.front()].at - middle) / (0.25 * line_.size);
    if (!han) return in.size() == 1 ? off * off + 4 * std::max(0.0, width - 0.7) : 2.0 * static_cast<double>(in.size());
    const double shape = narrower * narrower + wider * wider;
    if (in.size() == 1) return off * off + shape;
    return two * static_cast<double>(in.size() - 1) + shape;
}

std::vector<GlyphCell> Cutter::cells() const {
    const std::size_t count = runs_.size();
    std::vector<double> best(count + 1, std::numeric_limits<double>::max());
    std::vector<std::size_t> from(count + 1, 0);
    best[0] = 0;
    for (std::size_t end = 1; end <= count; ++end)
        for (std::size_t begin = end; begin-- > 0;) {
            const double width = (runs_[end - 1].right - runs_[begin].left) / line_.size;
            if (width > widest && begin + 1 < end) break;
            const double cost = best[begin] + costOf(begin, end - 1);
            if (cost < best[end]) best[end] = cost, from[end] = begin;
        }
    std::vector<GlyphCell> cells;
    for (std::size_t end = count; end > 0; end = from[end])
        cells.push_back({boxOf(from[end], end - 1), seenIn(from[end], end - 1)});
    std::reverse(cells.begin(), cells.end());
    std::erase_if(cells, [&](const GlyphCell& cell) {
        return cell.seen.empty() &&
               (cell.box.width < leastOfHole * line_.size || cell.box.height < leastOfHole * line_.size);
    });
    return cells;
}

}  // namespace

std::vector<GlyphCell> cutLine(const LineInk& line, const std::vector<SeenCharacter>& seen) {
    if (line.isEmpty()) return {};
    return Cutter(line, seen).cells();
}

cv::Mat glyphOf(const LineInk& line, const cv::Rect& box) {
    constexpr int around = 2;
    const cv::Rect larger = cv::Rect(box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around) &
                            cv::Rect({0, 0}, line.gray.size());
    cv::Mat glyph = line.gray(larger).clone();
    // What the neighbours have in these two columns is not the glyph's.
    const double paper = cv::mean(line.gray, 255 - line.ink)[0];
    const cv::Rect own = box - larger.tl();
    if (own.x > 0) glyph.colRange(0, own.x).setTo(paper, line.ink(larger).colRange(0, own.x));
    if (own.br().x < glyph.cols)
        glyph.colRange(own.br().x, glyph.cols).setTo(paper, line.ink(larger).colRange(own.br().x, glyph.cols));
    return glyph;
}

}  // namespace daiban::text::glyphs
