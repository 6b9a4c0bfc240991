#include "codes/FindQrCandidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace daiban::codes {

namespace {

// A 0.5 mm module has 3 pixels at 150 dpi, enough to see 1:1:3:1:1. A4 at 200 dpi is 3.9 megapixels and stays as it is,
// at 300 dpi it is halved; so the search takes some 10 ms for both.
constexpr double mostPixels = 4.5e6;
constexpr int smallestSide = 24;      // pixels; below, no finder pattern has pixels enough
constexpr double runTolerance = 0.6;  // of a module, for every run of the pattern
// Chinese characters such as 回 look like the pattern, so a page of text has some; more than this many are texture.
constexpr std::size_t mostPatterns = 80;
// Half of a QR code's modules are dark, of a square of print much less.
constexpr double leastDark = 0.3;
constexpr double mostDark = 0.7;

struct Pattern {
    cv::Point2d centre;
    double module = 0;  // pixels
    int rows = 0;       // scan lines that crossed it
};

using Runs = std::array<int, 5>;

/// The module when the runs stand 1:1:3:1:1; 0 otherwise.
double moduleOf(const Runs& runs) {
    const double module = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
    if (module < 1) return 0;
    const double allowed = std::max(1.0, runTolerance * module);
    for (const int i : {0, 1, 3, 4})
        if (std::abs(runs[static_cast<std::size_t>(i)] - module) > allowed) return 0;
    return std::abs(runs[2] - 3 * module) > 2 * allowed ? 0 : module;
}

/// How far the pixels keep the value they have at `from` when one walks along (dx, dy); at most `most`.
int runFrom(const cv::Mat& binary, cv::Point& from, int dx, int dy, int most) {
    const std::uint8_t value = binary.at<std::uint8_t>(from);
    int length = 0;
    while (length <= most && from.x >= 0 && from.y >= 0 && from.x < binary.cols && from.y < binary.rows &&
           binary.at<std::uint8_t>(from) == value) {
        from += cv::Point(dx, dy);
        ++length;
    }
    return length;
}

bool isInside(const cv::Mat& image, cv::Point p) {
    return p.x >= 0 && p.y >= 0 && p.x < image.cols && p.y < image.rows;
}

/// The five runs through `centre` along (dx, dy); zeros where the image ends.
Runs runsThrough(const cv::Mat& binary, cv::Point centre, int dx, int dy, int most) {
    Runs runs{};
    cv::Point forward = centre;
    cv::Point backward = centre;
    runs[2] = runFrom(binary, forward, dx, dy, most) + runFrom(binary, backward, -dx, -dy, most) - 1;
    for (const int step : {1, 2}) {
        if (isInside(binary, forward))
            runs[static_cast<std::size_t>(2 + step)] = runFrom(binary, forward, dx, dy, most);
        if (isInside(binary, backward))
            runs[static_cast<std::size_t>(2 - step)] = runFrom(binary, backward, -dx, -dy, most);
    }
    return runs;
}

void add(std::vector<Pattern>& patterns, cv::Point2d centre, double module) {
    for (auto& known : patterns) {
        if (cv::norm(known.centre - centre) > 2 * known.module) continue;
        known.centre = (known.centre * known.rows + centre) / (known.rows + 1);
        ++known.rows;
        return;
    }
    patterns.push_back({centre, module, 1});
}

void scanRow(const cv::Mat& binary, int y, std::vector<Pattern>& patterns) {
    const auto* row = binary.ptr<std::uint8_t>(y);
    Runs runs{};  // the last five, newest last
    int begin = 0;
    for (int x = 1; x <= binary.cols; ++x) {
        if (x < binary.cols && row[x] == row[x - 1]) continue;
        std::rotate(runs.begin(), runs.begin() + 1, runs.end());
        runs[4] = x - begin;
        begin = x;
        if (row[x - 1] != 0) continue;  // the pattern ends dark
        const double module = moduleOf(runs);
        if (module <= 0) continue;
        const cv::Point centre(x - runs[4] - runs[3] - runs[2] / 2 - 1, y);
        const int most = static_cast<int>(5 * module) + 2;
        const double across = moduleOf(runsThrough(binary, centre, 0, 1, most));
        if (across > 0 && across < 1.5 * module && module < 1.5 * across) add(patterns, centre, (module + across) / 2);
    }
}

/// The square the three patterns are corners of, when they can be: `corner` between the two others at a right angle.
bool areOneCode(const Pattern& corner, const Pattern& a, const Pattern& b) {
    const auto [smallest, largest] = std::minmax({corner.module, a.module, b.module});
    if (largest > 1.5 * smallest) return false;
    const cv::Point2d u = a.centre - corner.centre;
    const cv::Point2d v = b.centre - corner.centre;
    const double length = (cv::norm(u) + cv::norm(v)) / 2;
    const double modules = length / ((corner.module + a.module + b.module) / 3);
    // 14 modules between the patterns of version 1, 170 of version 40; a tilted camera makes the sides differ.
    if (modules < 10 || modules > 190) return false;
    return std::abs(cv::norm(u) - cv::norm(v)) < 0.35 * length && std::abs(u.dot(v)) < 0.35 * length * length;
}

bool isHalfDark(const cv::Mat& binary, const Pattern& corner, const Pattern& a, const Pattern& b) {
    const std::vector<cv::Point2f> centres{corner.centre, a.centre, b.centre, a.centre + b.centre - corner.centre};
    const cv::Rect box = cv::boundingRect(centres) & cv::Rect({}, binary.size());
    if (box.empty()) return false;
    const double dark = 1.0 - static_cast<double>(cv::countNonZero(binary(box))) / box.area();
    return dark > leastDark && dark < mostDark;
}

cv::Rect squareOf(const Pattern& corner, const Pattern& a, const Pattern& b) {
    const cv::Point2d fourth = a.centre + b.centre - corner.centre;
    const std::vector<cv::Point2f> centres{corner.centre, a.centre, b.centre, fourth};
    const cv::Rect2d box = cv::boundingRect(centres);
    const double margin = 9 * corner.module;  // 3.5 modules to the pattern's edge, 4 of quiet zone, some slack
    return cv::Rect2d(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin);
}

std::vector<cv::Rect> squaresOf(const cv::Mat& binary, const std::vector<Pattern>& patterns) {
    std::vector<cv::Rect> squares;
    for (std::size_t corner = 0; corner < patterns.size(); ++corner)
        for (std::size_t a = 0; a < patterns.size(); ++a)
            for (std::size_t b = a + 1; b < patterns.size(); ++b) {
                if (a == corner || b == corner || !areOneCode(patterns[corner], patterns[a], patterns[b])) continue;
                if (!isHalfDark(binary, patterns[corner], patterns[a], patterns[b])) continue;
                squares.push_back(squareOf(patterns[corner], patterns[a], patterns[b]));
            }
    return squares;
}

cv::Mat blackAndWhite(const cv::Mat& gray) {
    cv::Mat binary;
    // Wider than a finder pattern of 4-pixel modules, so that its middle does not wash out.
    const int window = std::min(61, (std::min(gray.cols, gray.rows) - 1) / 2 * 2 - 1);
    cv::adaptiveThreshold(gray, binary, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, std::max(3, window), 8);
    return binary;
}

}  // namespace

std::vector<cv::Rect> findQrCandidates(const cv::Mat& gray) {
    if (std::min(gray.cols, gray.rows) < smallestSide) return {};
    const int scale = static_cast<double>(gray.total()) > mostPixels ? 2 : 1;
    cv::Mat work = gray;
    if (scale > 1) cv::resize(gray, work, {}, 1.0 / scale, 1.0 / scale, cv::INTER_AREA);
    const cv::Mat binary = blackAndWhite(work);

    std::vector<Pattern> patterns;
    for (int y = 0; y < binary.rows; y += 2) scanRow(binary, y, patterns);
    std::erase_if(patterns, [](const Pattern& p) { return p.rows < 2; });
    std::sort(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return a.rows > b.rows; });
    if (patterns.size() > mostPatterns) patterns.resize(mostPatterns);

    auto squares = squaresOf(binary, patterns);
    for (auto& square : squares)
        square = cv::Rect(square.tl() * scale, square.size() * scale) & cv::Rect({}, gray.size());
    return squares;
}

}  // namespace daiban::codes
