#include "imaging/Fingers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Bounds of skin in YCrCb once the paper was made neutral, of all complexions (Chai and Ngan 1999: Cr 133 to 173, Cb
/// 77 to 127), with a stricter lower bound of Cr because tinted paper reaches 140.
const cv::Scalar leastSkin(40, 142, 77), mostSkin(235, 178, 122);

/// Of the document's area.
constexpr double smallest = 0.004, largest = 0.15;
/// Of the shorter side: how far a finger reaches in. A strip of desk beside a corner found badly is not so deep.
constexpr double leastDepth = 0.045;
/// How deep for its width along the edge, at least. Borders and strips of desk are long and shallow.
constexpr double depthForWidth = 0.4;
/// Part of a finger's edge crossing that is skin on the outside as well.
constexpr double comesFromOutside = 0.5;
/// Of the pixels around the document: more of them in skin colour is a desk in skin colour, not a hand.
constexpr double deskInSkinColour = 0.35;
/// Of the shorter side: the band around the document, and the band along its edge, where a finger crosses.
constexpr double around = 0.05, crossing = 0.012;
/// A face or a printed ground has structure; skin seen at this size has not: mean difference to its own blurred self.
constexpr double smoothSkin = 9;

/// The document with a band around it, at half the small page's size: fingers are large.
struct Scene {
    cv::Mat colour, document, depth, skin;
    cv::Point origin;  ///< on the small page
    double shorter, area;
};
constexpr int half = 2;

Scene sceneOf(const SmallPage& small, const DocumentView& view) {
    const int band = std::max(4, cvRound(around * view.shorter));
    const cv::Rect box =
        cv::Rect(view.box.x - band, view.box.y - band, view.box.width + 2 * band, view.box.height + 2 * band) &
        cv::Rect(0, 0, small.gray.cols, small.gray.rows);
    const cv::Size size(std::max(1, box.width / half), std::max(1, box.height / half));
    Scene scene{{},       cv::Mat::zeros(size, CV_8U), cv::Mat::zeros(size, CV_32F), {},
                box.tl(), view.shorter / half,         view.area / (half * half)};
    cv::resize(small.colour(box), scene.colour, size, 0, 0, cv::INTER_AREA);
    const cv::Point offset = view.box.tl() - box.tl();
    for (int r = 0; r < size.height; ++r)
        for (int c = 0; c < size.width; ++c) {
            const int y = half * r - offset.y, x = half * c - offset.x;
            if (y < 0 || x < 0 || y >= view.depth.rows || x >= view.depth.cols) continue;
            const float depth = view.depth.at<float>(y, x);
            if (depth <= 0) continue;
            scene.depth.at<float>(r, c) = depth / half;
            scene.document.at<uchar>(r, c) = 255;
        }
    return scene;
}

/// The scene's skin, in the light that makes the paper neutral.
cv::Mat skinOf(const Scene& scene) {
    std::array<double, 3> paper{};
    std::vector<cv::Mat> channels;
    cv::split(scene.colour, channels);
    for (std::size_t i = 0; i < 3; ++i) paper[i] = std::max(1, percentile(channels[i], scene.document, 0.6));
    const double mean = (paper[0] + paper[1] + paper[2]) / 3;
    // Paper more coloured than this is coloured paper, not coloured light.
    constexpr double mostCast = 1.25;
    for (std::size_t i = 0; i < 3; ++i)
        channels[i].convertTo(channels[i], CV_8U, std::clamp(mean / paper[i], 1 / mostCast, mostCast));
    cv::Mat neutral, ycrcb, skin;
    cv::merge(channels, neutral);
    cv::cvtColor(neutral, ycrcb, cv::COLOR_BGR2YCrCb);
    cv::inRange(ycrcb, leastSkin, mostSkin, skin);
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3});
    cv::morphologyEx(skin, skin, cv::MORPH_OPEN, kernel);
    cv::morphologyEx(skin, skin, cv::MORPH_CLOSE, kernel);
    return skin;
}

bool isSmooth(const cv::Mat& colour, const cv::Mat& blob) {
    cv::Mat gray, blurred, difference, core;
    cv::cvtColor(colour, gray, cv::COLOR_BGR2GRAY);
    cv::GaussianBlur(gray, blurred, {0, 0}, 2);
    cv::absdiff(gray, blurred, difference);
    cv::erode(blob, core, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
    return cv::countNonZero(core) > 0 && cv::mean(difference, core)[0] < smoothSkin;
}

/// `blob` is one skin-coloured region inside the document.
bool isFinger(const Scene& scene, const cv::Mat& blob, const cv::Rect& where) {
    const double band = std::max(2.0, crossing * scene.shorter);
    double deepest = 0;
    cv::minMaxLoc(scene.depth(where), nullptr, &deepest, nullptr, nullptr, blob);
    if (deepest < leastDepth * scene.shorter) return false;
    const cv::Mat atEdge = blob & (scene.depth(where) <= band);
    const double width = cv::countNonZero(atEdge) / band;
    if (width < 0.01 * scene.shorter || deepest < depthForWidth * width) return false;
    // The same width of skin must lie just outside, unless the picture ends there.
    const int reach = cvCeil(2 * band);
    const cv::Rect wide =
        cv::Rect(where.x - reach, where.y - reach, where.width + 2 * reach, where.height + 2 * reach) &
        cv::Rect({0, 0}, scene.skin.size());
    cv::Mat grown = cv::Mat::zeros(wide.size(), CV_8U);
    atEdge.copyTo(grown(cv::Rect(where.tl() - wide.tl(), where.size())));
    cv::dilate(grown, grown, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1}));
    const cv::Mat outside = grown & (scene.document(wide) == 0);
    const int there = cv::countNonZero(outside);
    if (there > 0 && cv::countNonZero(outside & scene.skin(wide)) < comesFromOutside * there) return false;
    return isSmooth(scene.colour(where), blob);
}

}  // namespace

std::vector<cv::Rect> fingersOver(const SmallPage& small, const DocumentView& view) {
    if (small.colour.empty()) return {};
    Scene scene = sceneOf(small, view);
    scene.skin = skinOf(scene);
    const cv::Mat surroundings = scene.document == 0;
    const int all = cv::countNonZero(surroundings);
    if (cv::countNonZero(surroundings & scene.skin) > deskInSkinColour * all && all > 0) return {};
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(scene.skin & scene.document, labels, stats, centres, 8, CV_32S);
    std::vector<cv::Rect> fingers;
    for (int i = 1; i < count; ++i) {
        const double area = stats.at<int>(i, cv::CC_STAT_AREA);
        if (area < smallest * scene.area || area > largest * scene.area) continue;
        const cv::Rect where(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                             stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        if (isFinger(scene, labels(where) == i, where))
            fingers.emplace_back(half * where.x + scene.origin.x, half * where.y + scene.origin.y, half * where.width,
                                 half * where.height);
    }
    return fingers;
}

}  // namespace daiban::imaging
