#include "imaging/JudgeQuality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

constexpr int workingSize = 1000;

/// Share of pixels that are ink. Ink is darker than the paper around it by more than show-through ever is: a
/// laser-printed back side lets 12 to 25 gray levels through 80 g paper, pencil makes 40 and more.
constexpr int inkDarker = 34;
constexpr int surroundings = 41;
/// An A4 page with one line of text ("此页无正文") has 2 parts in 10,000.
constexpr double blankInk = 0.00012;

/// Gray levels between which a page can be read.
constexpr double darkPaper = 90;     ///< the brightest tenth of the page is darker than this: underexposed
constexpr double brightInk = 200;    ///< the darkest hundredth is brighter than this though there is something to see
constexpr double leastDpi = 145;     ///< Chinese 小四 text has 24 pixels at 150 dpi, the fewest readers need
constexpr double leastPixels = 900;  ///< longer side when the dpi is unknown

/// Width of the steepest edges in pixels of the picture as it came (10 to 90 % of the step): in focus 1.5 to 3.
constexpr double widestEdge = 6.5;

/// Glare: a burnt-out spot with soft rim that covers this share of the page, brighter than the paper.
constexpr double glareShare = 0.004;
constexpr int burntOut = 253;
constexpr int glareAbovePaper = 22;

cv::Mat grayOf(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

cv::Mat shrunk(const cv::Mat& gray) {
    const double scale = static_cast<double>(workingSize) / std::max(gray.cols, gray.rows);
    if (scale >= 1) return gray;
    cv::Mat small;
    cv::resize(gray, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

/// The middle of the page: platen, shadow and dark rims are not judged.
cv::Mat inner(const cv::Mat& gray) {
    const int x = gray.cols / 25, y = gray.rows / 25;
    return gray(cv::Rect(x, y, gray.cols - 2 * x, gray.rows - 2 * y));
}

/// Gray level that `share` of the pixels do not exceed.
int percentile(const cv::Mat& gray, double share) {
    std::array<int, 256> histogram{};
    for (int r = 0; r < gray.rows; ++r)
        for (const uchar* p = gray.ptr<uchar>(r); p < gray.ptr<uchar>(r) + gray.cols; ++p) ++histogram[*p];
    double left = share * gray.rows * gray.cols;
    int level = 0;
    while (level < 255 && (left -= histogram[static_cast<std::size_t>(level)]) > 0) ++level;
    return level;
}

/// Share of ink pixels that are not single specks.
double inkShare(const cv::Mat& gray) {
    cv::Mat smooth, ink;
    cv::GaussianBlur(gray, smooth, {0, 0}, 0.8);
    cv::adaptiveThreshold(smooth, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, surroundings, inkDarker);
    // Dust is round and small; strokes survive because they are long.
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    constexpr int largestSpeck = 9;
    double sum = 0;
    for (int i = 1; i < count; ++i)
        if (stats.at<int>(i, cv::CC_STAT_AREA) > largestSpeck) sum += stats.at<int>(i, cv::CC_STAT_AREA);
    return sum / std::max(1.0, static_cast<double>(gray.total()));
}

/// The same page with only its documents' insides: their edges are no ink.
cv::Mat withoutSurroundings(const page::Page& page, const std::vector<FoundDocument>& documents) {
    const FoundDocument& largest =
        *std::max_element(documents.begin(), documents.end(),
                          [](const auto& a, const auto& b) { return base::area(a.quad) < base::area(b.quad); });
    double left = 0, top = 0, right = page.width(), bottom = page.height();
    const base::Quad& q = largest.quad;
    left = std::max({left, q[0].x, q[3].x});
    top = std::max({top, q[0].y, q[1].y});
    right = std::min({right, q[1].x, q[2].x});
    bottom = std::min({bottom, q[2].y, q[3].y});
    const cv::Rect box(cvRound(left), cvRound(top), std::max(1, cvRound(right - left)),
                       std::max(1, cvRound(bottom - top)));
    const cv::Rect inside = box & cv::Rect(0, 0, page.width(), page.height());
    return inside.area() > 0.2 * page.width() * page.height() ? page.pixels(inside) : page.pixels;
}

/// How wide the sharpest edges are, in pixels: step height over steepest slope. 0 where there is no edge to judge by.
double edgeWidth(const cv::Mat& gray) {
    cv::Mat low, high, gx, gy, slope;
    constexpr int neighbourhood = 15;
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {neighbourhood, neighbourhood});
    cv::erode(gray, low, kernel);
    cv::dilate(gray, high, kernel);
    cv::Sobel(gray, gx, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(gray, gy, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::magnitude(gx, gy, slope);
    cv::dilate(slope, slope, kernel);
    constexpr int clearStep = 60;  // gray levels between paper and print
    std::vector<float> widths;
    for (int r = neighbourhood; r + neighbourhood < gray.rows; r += 4)
        for (int c = neighbourhood; c + neighbourhood < gray.cols; c += 4) {
            const int step = high.at<uchar>(r, c) - low.at<uchar>(r, c);
            if (step >= clearStep) widths.push_back(static_cast<float>(step) / std::max(0.01F, slope.at<float>(r, c)));
        }
    constexpr std::size_t fewest = 100;
    if (widths.size() < fewest) return 0;
    const auto quarter = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 4);
    std::nth_element(widths.begin(), quarter, widths.end());
    return static_cast<double>(*quarter);
}

/// The part of the page with most to see, at full size: what is shrunk is always sharp.
cv::Mat liveliest(const cv::Mat& gray) {
    constexpr int side = 900;
    if (gray.cols <= side && gray.rows <= side) return gray;
    cv::Mat best;
    double most = -1;
    const int w = std::min(side, gray.cols), h = std::min(side, gray.rows);
    for (int y = 0; y + h <= gray.rows;
         y += std::max(1, std::min(h, gray.rows - h - y > 0 ? std::min(h, gray.rows - h - y) : h)))
        for (int x = 0; x + w <= gray.cols;
             x += std::max(1, std::min(w, gray.cols - w - x > 0 ? std::min(w, gray.cols - w - x) : w))) {
            const cv::Mat part = gray(cv::Rect(x, y, w, h));
            cv::Mat small, mean, deviation;
            cv::resize(part, small, {}, 0.25, 0.25, cv::INTER_AREA);
            cv::meanStdDev(small, mean, deviation);
            if (deviation.at<double>(0) > most) most = deviation.at<double>(0), best = part;
        }
    return best;
}

/// A spot brighter than the paper and burnt out. White paper on a scanner is bright all over, and no spot.
bool hasGlare(const cv::Mat& gray) {
    const int paper = percentile(gray, 0.6);
    if (paper > burntOut - glareAbovePaper) return false;
    cv::Mat spots, labels, stats, centres;
    cv::threshold(gray, spots, burntOut - 1, 255, cv::THRESH_BINARY);
    const int count = cv::connectedComponentsWithStats(spots, labels, stats, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i)
        if (stats.at<int>(i, cv::CC_STAT_AREA) > glareShare * static_cast<double>(gray.total())) return true;
    return false;
}

/// A document with a corner outside the picture, or with print running into the picture's border.
bool isCutOff(const page::Page& page, const std::vector<FoundDocument>& documents) {
    const double margin = 0.01 * std::max(page.width(), page.height());
    for (const FoundDocument& document : documents)
        for (const base::Point& p : document.quad)
            if (document.edgesVisible &&
                (p.x < -margin || p.y < -margin || p.x > page.width() + margin || p.y > page.height() + margin))
                return true;
    return false;
}

}  // namespace

Quality judgeQuality(const page::Page& page) {
    return judgeQuality(page, findDocuments(page));
}

Quality judgeQuality(const page::Page& page, const std::vector<FoundDocument>& documents) {
    Quality quality;
    quality.dpi = page.dpi;
    const cv::Mat gray = inner(grayOf(withoutSurroundings(page, documents)));
    const cv::Mat small = shrunk(gray);
    quality.blank = inkShare(small) < blankInk;
    const double width = quality.blank ? 0 : edgeWidth(liveliest(gray));
    quality.sharpness = width > 0 ? 1 / width : 0;
    const auto warn = [&](bool yes, QualityWarning warning) {
        if (yes) quality.warnings.push_back(warning);
    };
    const bool lowResolution = page.dpi > 0 ? page.dpi < leastDpi : std::max(page.width(), page.height()) < leastPixels;
    warn(width > widestEdge, QualityWarning::Blurred);
    warn(hasGlare(small), QualityWarning::Glare);
    warn(percentile(small, 0.9) < darkPaper, QualityWarning::TooDark);
    warn(!quality.blank && percentile(small, 0.01) > brightInk && percentile(small, 0.5) > burntOut - 3,
         QualityWarning::TooBright);
    warn(lowResolution, QualityWarning::LowResolution);
    warn(isCutOff(page, documents), QualityWarning::CutOff);
    return quality;
}

std::string_view codeOf(QualityWarning warning) {
    switch (warning) {
        case QualityWarning::Blurred:
            return "blurred";
        case QualityWarning::Glare:
            return "glare";
        case QualityWarning::TooDark:
            return "too-dark";
        case QualityWarning::TooBright:
            return "too-bright";
        case QualityWarning::LowResolution:
            return "low-resolution";
        case QualityWarning::CutOff:
            return "cut-off";
    }
    return "";
}

std::string_view sentenceOf(QualityWarning warning) {
    switch (warning) {
        case QualityWarning::Blurred:
            return "画面模糊，请重扫。";
        case QualityWarning::Glare:
            return "画面有反光，请调整角度后重拍。";
        case QualityWarning::TooDark:
            return "画面太暗，请增加光线后重扫。";
        case QualityWarning::TooBright:
            return "画面太亮，字迹发白，请调低亮度后重扫。";
        case QualityWarning::LowResolution:
            return "分辨率太低，请用 300 dpi 重扫。";
        case QualityWarning::CutOff:
            return "材料没有拍全，请放正后重扫。";
    }
    return "";
}

}  // namespace daiban::imaging
