#pragma once

#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "base/Geometry.h"
#include "imaging/FindDocuments.h"
#include "page/Page.h"

// Pages drawn for the tests: sheets, cards, forms, and the glass or desk they lie on.
namespace daiban::imaging::drawn {

inline constexpr double pi = std::numbers::pi;

inline cv::Mat blank(int width, int height, const cv::Scalar& colour) {
    return {height, width, CV_8UC3, colour};
}

/// Paper or glass with the grain of a scanner, always the same.
inline void addNoise(cv::Mat& picture, double sigma, std::uint64_t seed = 7) {
    cv::RNG random(seed);
    cv::Mat noise(picture.size(), CV_16SC3), sum;
    random.fill(noise, cv::RNG::NORMAL, 0, sigma);
    picture.convertTo(sum, CV_16SC3);
    sum += noise;
    sum.convertTo(picture, CV_8UC3);
}

/// Rows of short strokes, as text looks from afar, within a margin.
inline void writeText(cv::Mat& sheet, cv::Rect area, int rowHeight, std::uint64_t seed = 3) {
    cv::RNG random(seed);
    for (int y = area.y; y + rowHeight < area.br().y; y += 2 * rowHeight)
        for (int x = area.x; x + rowHeight < area.br().x; x += rowHeight + 3) {
            if (random.uniform(0, 6) == 0) continue;
            for (int k = 0; k < 5; ++k)
                cv::line(sheet, {x + random.uniform(0, rowHeight), y + random.uniform(0, rowHeight)},
                         {x + random.uniform(0, rowHeight), y + random.uniform(0, rowHeight)}, {40, 40, 40},
                         std::max(1, rowHeight / 9));
        }
}

inline void ruleTable(cv::Mat& sheet, cv::Rect area, int rows, int columns) {
    for (int i = 0; i <= rows; ++i)
        cv::line(sheet, {area.x, area.y + i * area.height / rows}, {area.br().x, area.y + i * area.height / rows},
                 {30, 30, 30}, 2);
    for (int i = 0; i <= columns; ++i)
        cv::line(sheet, {area.x + i * area.width / columns, area.y}, {area.x + i * area.width / columns, area.br().y},
                 {30, 30, 30}, 2);
}

inline cv::Mat textSheet(int width, int height, const cv::Scalar& paper = {250, 252, 253}) {
    cv::Mat sheet = blank(width, height, paper);
    writeText(sheet, {width / 9, height / 8, width * 7 / 9, height * 6 / 10}, height / 70);
    return sheet;
}

/// A form with a heading outside its ruled table and a photo in it.
inline cv::Mat form(int width, int height) {
    cv::Mat sheet = blank(width, height, {250, 252, 253});
    writeText(sheet, {width / 3, height / 16, width / 3, height / 16}, height / 45);
    ruleTable(sheet, {width / 9, height / 6, width * 7 / 9, height / 2}, 8, 4);
    cv::rectangle(sheet, cv::Rect(width * 7 / 10, height / 5, width / 8, width / 6), {150, 90, 60}, cv::FILLED);
    writeText(sheet, {width / 9, height * 7 / 10, width * 7 / 9, height / 8}, height / 70);
    return sheet;
}

/// An identity card with photo and number; corners square.
inline cv::Mat card(int width, const cv::Scalar& colour = {225, 215, 205}) {
    const int height = cvRound(width * 53.98 / 85.6);
    cv::Mat face = blank(width, height, colour);
    cv::rectangle(face, cv::Rect(width * 6 / 10, height / 8, width / 4, height / 2), {90, 100, 130}, cv::FILLED);
    writeText(face, {width / 12, height / 8, width / 2, height * 6 / 10}, height / 16);
    writeText(face, {width / 12, height * 8 / 10, width * 8 / 10, height / 6}, height / 14);
    return face;
}

/// The quad of a width x height thing whose centre is at `centre`, turned clockwise by `degrees`.
inline base::Quad turnedRectangle(base::Point centre, double width, double height, double degrees) {
    const double c = std::cos(degrees * pi / 180), s = std::sin(degrees * pi / 180);
    base::Quad quad = base::rectangle(-width / 2, -height / 2, width, height);
    for (base::Point& p : quad) p = {centre.x + c * p.x - s * p.y, centre.y + s * p.x + c * p.y};
    return quad;
}

/// Lays `thing` onto `ground` so that its corners come to lie at `quad`.
inline void lay(cv::Mat& ground, const cv::Mat& thing, const base::Quad& quad) {
    const base::Quad whole = base::rectangle(0, 0, thing.cols, thing.rows);
    std::array<cv::Point2f, 4> from, to;
    for (std::size_t i = 0; i < 4; ++i) {
        from[i] = {static_cast<float>(whole[i].x - 0.5), static_cast<float>(whole[i].y - 0.5)};
        to[i] = {static_cast<float>(quad[i].x - 0.5), static_cast<float>(quad[i].y - 0.5)};
    }
    const cv::Mat map = cv::getPerspectiveTransform(from.data(), to.data());
    cv::Mat moved, cover;
    cv::warpPerspective(thing, moved, map, ground.size(), cv::INTER_AREA, cv::BORDER_REPLICATE);
    cv::warpPerspective(cv::Mat(thing.size(), CV_8U, cv::Scalar(255)), cover, map, ground.size(), cv::INTER_LINEAR);
    moved.copyTo(ground, cover > 127);
}

inline page::Page pageOf(cv::Mat pixels, double dpi) {
    page::Page page;
    page.pixels = std::move(pixels);
    page.dpi = dpi;
    return page;
}

/// An A4 sheet of text at 100 dpi on gray glass, tilted.
struct Scan {
    page::Page page;
    base::Quad quad;
};
inline Scan scannedSheet(double degrees, const cv::Scalar& platen = {200, 200, 200},
                         const cv::Mat& sheet = textSheet(827, 1169)) {
    cv::Mat ground = blank(1000, 1330, platen);
    const base::Quad quad = turnedRectangle({500, 665}, sheet.cols, sheet.rows, degrees);
    lay(ground, sheet, quad);
    addNoise(ground, 1.5);
    return {pageOf(ground, 100), quad};
}

/// Overlap of a quad with the nearest found document.
inline double bestOverlap(const std::vector<FoundDocument>& found, const base::Quad& quad) {
    double best = 0;
    for (const FoundDocument& document : found) best = std::max(best, base::intersectionOverUnion(document.quad, quad));
    return best;
}

}  // namespace daiban::imaging::drawn
