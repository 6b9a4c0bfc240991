#include "imaging/FourWays.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Quads with more overlap than this are one.
constexpr double sameQuad = 0.97;
/// Fits of one card, each to whatever sides were seen, overlap by more than this.
constexpr double sameCard = 0.8;
/// A quad seen in finer pixels is the same document from this overlap on, when it is believed and its paper's edge is
/// seen nearly as far.
constexpr double sameDocument = 0.93;
constexpr double believed = 0.62;
constexpr double lessPaperEdge = 0.1;

double worthOf(const QuadCandidate& quad) {
    return (quad.score + quad.weakest) / 2 + 0.5 * quad.paperEdges - 0.12 * quad.imageSides;
}

base::Quad asQuad(const Corners& c) {
    return {base::Point{c[0].x, c[0].y}, {c[1].x, c[1].y}, {c[2].x, c[2].y}, {c[3].x, c[3].y}};
}

}  // namespace

base::Turn turnOfLooking(const cv::Mat& picture) {
    const int w = picture.cols / 2, h = picture.rows / 2, right = picture.cols - w, below = picture.rows - h;
    if (w == 0 || h == 0) return base::Turn::None;
    const auto brightness = [&](int x, int y) {
        const cv::Scalar sum = cv::sum(picture(cv::Rect(x, y, w, h)));
        return sum[0] + sum[1] + sum[2];
    };
    // Top left, and what comes to lie there when the picture is turned clockwise by a quarter, by half and to the left.
    const std::array<double, 4> quarters{brightness(0, 0), brightness(0, below), brightness(right, below),
                                         brightness(right, 0)};
    const auto darkest = std::min_element(quarters.begin(), quarters.end()) - quarters.begin();
    return base::turnOf(90 * static_cast<int>(darkest));
}

cv::Mat turnedPicture(const cv::Mat& picture, base::Turn turn) {
    if (turn == base::Turn::None) return picture;
    cv::Mat out;
    cv::rotate(picture, out, static_cast<int>(turn) / 90 - 1);  // ROTATE_90_CLOCKWISE is 0
    return out;
}

cv::Size turnedSize(cv::Size size, base::Turn turn) {
    return turn == base::Turn::Right || turn == base::Turn::Left ? cv::Size(size.height, size.width) : size;
}

std::vector<QuadCandidate> turnedBack(std::vector<QuadCandidate> quads, base::Turn turn, cv::Size original) {
    if (turn == base::Turn::None) return quads;
    const cv::Size now = turnedSize(original, turn);
    const base::Turn back = base::turnOf(360 - static_cast<int>(turn));
    for (QuadCandidate& quad : quads) {
        const base::Quad placed = base::turned(asQuad(quad.corners), back, now.width, now.height);
        for (std::size_t i = 0; i < 4; ++i) quad.corners[i] = {placed[i].x, placed[i].y};
        quad = inReadingOrder(quad);
    }
    return quads;
}

std::vector<QuadCandidate> surestOfEach(std::vector<QuadCandidate> quads) {
    std::stable_sort(quads.begin(), quads.end(),
                     [](const QuadCandidate& a, const QuadCandidate& b) { return worthOf(a) > worthOf(b); });
    std::vector<QuadCandidate> kept;
    for (const QuadCandidate& quad : quads)
        if (quad.ofCardSize || std::none_of(kept.begin(), kept.end(), [&](const QuadCandidate& other) {
                return overlapOf(other.corners, quad.corners) > sameQuad;
            }))
            kept.push_back(quad);
    return kept;
}

std::vector<QuadCandidate> meanOfEach(std::vector<QuadCandidate> cards) {
    std::stable_sort(cards.begin(), cards.end(),
                     [](const QuadCandidate& a, const QuadCandidate& b) { return a.score > b.score; });
    std::vector<QuadCandidate> means;
    while (!cards.empty()) {
        const Corners best = cards.front().corners;
        QuadCandidate mean = cards.front();
        mean.corners = {};
        mean.score = 0;
        double count = 0;
        std::erase_if(cards, [&](const QuadCandidate& card) {
            if (&card != &cards.front() && overlapOf(card.corners, best) < sameCard) return false;
            for (std::size_t i = 0; i < 4; ++i) mean.corners[i] += card.corners[i];
            mean.score += card.score;
            ++count;
            return true;
        });
        for (cv::Point2d& corner : mean.corners) corner /= count;
        mean.score /= count;
        mean.weakest = mean.score;
        mean.area = areaOf(mean.corners);
        means.push_back(mean);
    }
    return means;
}

QuadCandidate finestOf(const QuadCandidate& quad, const std::vector<QuadCandidate>& all) {
    QuadCandidate best = quad;
    for (const QuadCandidate& other : all) {
        const bool finer = other.pixel < best.pixel ||
                           (other.pixel < quad.pixel && other.pixel <= best.pixel && worthOf(other) > worthOf(best));
        if (finer && !other.ofCardSize && other.imageSides <= quad.imageSides &&
            (other.score + other.weakest) / 2 > believed && other.paperEdges >= quad.paperEdges - lessPaperEdge &&
            overlapOf(other.corners, quad.corners) > sameDocument)
            best = other;
    }
    return best;
}

}  // namespace daiban::imaging
