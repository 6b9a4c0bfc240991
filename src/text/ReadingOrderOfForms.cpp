#include "text/ReadingOrderOfForms.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>
#include <set>

#include "text/EvenPaper.h"
#include "text/ReadingOrder.h"

namespace daiban::text {

namespace {

/// Rules are looked for at this size of the longer side: thin ones are still a pixel wide.
constexpr double workingSide = 1400;

/// Long straight runs of ink, thickened so that corners close.
cv::Mat rulesOf(const cv::Mat& gray) {
    constexpr int neighbourhood = 25;
    constexpr double darker = 5;  // than the neighbourhood's mean, gray levels: hairlines on a copy
    const int across = gray.cols / 20;
    const int down = std::max(20, gray.rows / 50);
    cv::Mat ink;
    cv::adaptiveThreshold(gray, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, neighbourhood, darker);
    cv::Mat horizontal;
    cv::Mat vertical;
    // A rule of a page that is tilted by a fraction of a degree climbs from row to row.
    cv::dilate(ink, horizontal, cv::getStructuringElement(cv::MORPH_RECT, {1, 3}));
    cv::dilate(ink, vertical, cv::getStructuringElement(cv::MORPH_RECT, {3, 1}));
    cv::morphologyEx(horizontal, horizontal, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {across, 1}));
    cv::morphologyEx(vertical, vertical, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {1, down}));
    cv::Mat rules = horizontal | vertical;
    cv::morphologyEx(rules, rules, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {7, 7}));
    return rules;
}

struct Cells {
    cv::Mat labels;  ///< CV_32S, of the shrunk document; 0: on a rule
    cv::Mat stats;
    double scale = 1;

    /// The cell a box's middle lies in; 0: none. What reaches the document's rim is no cell.
    [[nodiscard]] int of(const cv::Rect& box) const {
        const int x = std::clamp(static_cast<int>((box.x + box.width / 2.0) * scale), 0, labels.cols - 1);
        const int y = std::clamp(static_cast<int>((box.y + box.height / 2.0) * scale), 0, labels.rows - 1);
        const int label = labels.at<int>(y, x);
        if (label == 0) return 0;
        const cv::Rect cell = boundsOf(label);
        const bool atRim = cell.x == 0 || cell.y == 0 || cell.br().x == labels.cols || cell.br().y == labels.rows;
        return atRim ? 0 : label;
    }
    [[nodiscard]] cv::Rect boundsOf(int label) const {
        return {stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT)};
    }
};

Cells cellsOf(const cv::Mat& pixels) {
    Cells cells;
    cells.scale = std::min(1.0, workingSide / std::max(pixels.cols, pixels.rows));
    cv::Mat gray;
    cv::resize(grayOf(pixels), gray, {}, cells.scale, cells.scale, cv::INTER_AREA);
    cv::Mat centroids;
    cv::connectedComponentsWithStats(255 - rulesOf(gray), cells.labels, cells.stats, centroids, 4, CV_32S);
    return cells;
}

/// Lines that are read together.
struct Unit {
    cv::Rect place;
    std::vector<std::size_t> lines;
};

double middleOf(const cv::Rect& box) {
    return box.y + box.height / 2.0;
}

bool areLevel(const cv::Rect& a, const cv::Rect& b) {
    constexpr double level = 0.35;  // of a line's height; a cell's single line is half a line off one that wraps
    return std::abs(middleOf(a) - middleOf(b)) < level * std::min(a.height, b.height);
}

/// A rule that is broken or too pale lets two rows of a column run into one cell. Then the lower one stands beside what
/// begins other cells of its row; a line that wraps stands alone or beside others that wrap.
bool beginsARow(std::size_t line, const std::vector<cv::Rect>& boxes, const std::vector<int>& cell,
                const std::vector<bool>& first) {
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (first[i] && cell[i] != cell[line] && areLevel(boxes[i], boxes[line])) return true;
    return false;
}

}  // namespace

std::vector<std::size_t> readingOrderOfForm(const cv::Mat& pixels, const std::vector<cv::Rect>& boxes) {
    if (boxes.empty()) return {};
    const Cells cells = cellsOf(pixels);
    const std::vector<std::size_t> asTheyStand = readingOrder(boxes);
    std::vector<int> cell(boxes.size());
    std::vector<bool> first(boxes.size());
    std::set<int> begun;
    for (const std::size_t i : asTheyStand) {
        cell[i] = cells.of(boxes[i]);
        first[i] = cell[i] == 0 || begun.insert(cell[i]).second;
    }
    std::vector<Unit> units;
    std::map<int, std::size_t> unitOfCell;
    for (const std::size_t i : asTheyStand) {
        Unit* open = first[i] ? nullptr : &units[unitOfCell.at(cell[i])];
        if (open != nullptr && (areLevel(boxes[open->lines.back()], boxes[i]) || !beginsARow(i, boxes, cell, first))) {
            open->lines.push_back(i);
            continue;
        }
        if (cell[i] != 0) unitOfCell[cell[i]] = units.size();
        units.push_back({boxes[i], {i}});
    }
    // What wraps is read with the row its middle is in, as the other cells of the row have theirs; what is longer spans
    // several rows and is read with the first of them.
    constexpr std::size_t wrapped = 4;
    for (Unit& unit : units)
        if (unit.lines.size() <= wrapped)
            for (const std::size_t i : unit.lines) unit.place |= boxes[i];
    std::vector<cv::Rect> places;
    places.reserve(units.size());
    for (const Unit& unit : units) places.push_back(unit.place);
    std::vector<std::size_t> order;
    for (const std::size_t u : readingOrder(places))
        order.insert(order.end(), units[u].lines.begin(), units[u].lines.end());
    return order;
}

}  // namespace daiban::text
