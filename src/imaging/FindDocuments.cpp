#include "imaging/FindDocuments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "imaging/ChooseDocuments.h"
#include "imaging/ContentMap.h"
#include "imaging/EdgeMap.h"
#include "imaging/QuadSearch.h"
#include "imaging/RefineQuad.h"
#include "imaging/StraightLines.h"

namespace daiban::imaging {

namespace {

constexpr std::size_t mostLines = 110;

/// Shrinking by a whole number is several times quicker than by a fraction: up to a quarter more than asked for.
constexpr double workingSizeSlack = 1.25;

int shrinkFactor(const page::Page& page, const FindOptions& options) {
    return std::max(1, static_cast<int>(std::ceil(std::max(page.width(), page.height()) /
                                                  (workingSizeSlack * options.workingSize))));
}

cv::Mat shrunk(const cv::Mat& pixels, int factor) {
    if (factor == 1) return pixels;
    // Whole blocks only: a rest at the right and bottom would make the factor a fraction.
    const cv::Rect whole(0, 0, pixels.cols / factor * factor, pixels.rows / factor * factor);
    cv::Mat small;
    cv::resize(pixels(whole), small, whole.size() / factor, 0, 0, cv::INTER_AREA);
    return small;
}

base::Quad toQuad(const Corners& corners) {
    base::Quad quad;
    for (std::size_t i = 0; i < 4; ++i) quad[i] = {corners[i].x, corners[i].y};
    return quad;
}

/// Top to bottom; what stands side by side, left to right.
void sortForReading(std::vector<FoundDocument>& documents) {
    double smallest = 1e18;
    for (const FoundDocument& document : documents) smallest = std::min(smallest, base::area(document.quad));
    const double row = std::max(1.0, std::sqrt(smallest) / 2);
    const auto place = [&](const FoundDocument& document) {
        const base::Point centre = base::centre(document.quad);
        return std::pair(std::lround(centre.y / row), centre.x);
    };
    std::stable_sort(documents.begin(), documents.end(),
                     [&](const FoundDocument& a, const FoundDocument& b) { return place(a) < place(b); });
}

FoundDocument wholePage(const page::Page& page) {
    return {base::rectangle(0, 0, page.width(), page.height()), base::Confidence(0.3), false};
}

/// A choice this certain needs no second look at a coarser picture.
constexpr double clear = 0.9;

/// Pixels across; there is nothing to tell apart in less.
constexpr int smallestPicture = 64;

struct Look {
    ContentMap content;
    std::vector<QuadCandidate> candidates;  ///< in the page's pixels
};

/// What is seen on the page when `factor` x `factor` pixels are taken as one.
Look lookAt(const cv::Mat& work, double factor, const FindOptions& options) {
    const EdgeMap edges = edgesOf(work);
    const double smallest = options.smallestShare * work.cols * work.rows;
    const auto lines = straightLines(edges, 0.5 * std::sqrt(smallest), mostLines);
    Look look{ContentMap(edges, factor), findQuads(lines, work.size(), {.smallestArea = smallest})};
    for (QuadCandidate& candidate : look.candidates) {
        for (cv::Point2d& corner : candidate.corners) corner *= factor;
        candidate.area *= factor * factor;
        candidate.pixel = factor;
    }
    return look;
}

/// A frame printed on a page has the same paper inside and outside, and print outside, too.
constexpr double printOutside = 0.12;
constexpr double samePaper = 14;  ///< gray levels between the medians of the two sides, worst channel

/// Median colour in a band along the quad, drawn `scale` times as large as the quad itself.
cv::Scalar medianAlong(const cv::Mat& work, const Corners& corners, double factor, double scale) {
    const cv::Point2d middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    std::array<std::vector<uchar>, 3> values;
    constexpr int steps = 60;
    for (std::size_t i = 0; i < 4; ++i)
        for (int k = 0; k < steps; ++k) {
            const cv::Point2d onSide = corners[i] + (k + 0.5) / steps * (corners[(i + 1) % 4] - corners[i]);
            const cv::Point p = (middle + scale * (onSide - middle)) / factor;
            if (p.x < 0 || p.y < 0 || p.x >= work.cols || p.y >= work.rows) continue;
            for (int c = 0; c < work.channels(); ++c)
                values[static_cast<std::size_t>(c)].push_back(work.ptr<uchar>(p.y)[p.x * work.channels() + c]);
        }
    cv::Scalar out;
    for (int c = 0; c < work.channels(); ++c) {
        auto& v = values[static_cast<std::size_t>(c)];
        if (v.empty()) return cv::Scalar::all(-1000);  // nothing of the outside is in the picture
        std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
        out[c] = v[v.size() / 2];
    }
    return out;
}

bool isPrintedFrame(const cv::Mat& work, const QuadCandidate& quad, double factor) {
    const cv::Scalar inside = medianAlong(work, quad.corners, factor, 0.96);
    const cv::Scalar outside = medianAlong(work, quad.corners, factor, 1.04);
    double difference = 0;
    for (int c = 0; c < work.channels(); ++c) difference = std::max(difference, std::abs(inside[c] - outside[c]));
    return difference < samePaper;
}

/// Tables and stamps on a page whose own edges are not seen are no documents: the page is.
bool arePrintedFrames(const Choice& choice, const Look& look, const cv::Mat& work, double factor) {
    if (choice.onlyCards || choice.documents.empty()) return false;
    double inside = 0;
    for (const QuadCandidate& quad : choice.documents) inside += look.content.shareInside(quad.corners);
    if (1 - inside < printOutside) return false;
    const auto largest =
        std::max_element(choice.documents.begin(), choice.documents.end(),
                         [](const QuadCandidate& a, const QuadCandidate& b) { return a.area < b.area; });
    return isPrintedFrame(work, *largest, factor);
}

std::vector<QuadCandidate> documentsOn(const page::Page& page, const FindOptions& options) {
    const int factor = shrinkFactor(page, options);
    const cv::Mat work = shrunk(page.pixels, factor);
    if (std::min(work.cols, work.rows) < smallestPicture) return {};
    Look look = lookAt(work, factor, options);
    Choice choice = chooseDocuments(look.candidates, look.content, page.pixels.size(), page.dpi);
    if (choice.belief < clear || arePrintedFrames(choice, look, work, factor)) {
        // Grain and dithering hide a faint edge; they go when pixels are averaged.
        const Look coarse = lookAt(shrunk(work, 2), 2 * factor, options);
        look.candidates.insert(look.candidates.end(), coarse.candidates.begin(), coarse.candidates.end());
        choice = chooseDocuments(look.candidates, look.content, page.pixels.size(), page.dpi);
    }
    if (arePrintedFrames(choice, look, work, factor)) return {};
    return choice.documents;
}

}  // namespace

std::vector<FoundDocument> findDocuments(const page::Page& page, const FindOptions& options) {
    std::vector<FoundDocument> found;
    for (const QuadCandidate& document : documentsOn(page, options))
        found.push_back(
            {toQuad(refined(document, page.pixels, 2.5 * document.pixel)), base::Confidence(document.score), true});
    if (found.empty()) found.push_back(wholePage(page));
    sortForReading(found);
    return found;
}

}  // namespace daiban::imaging
