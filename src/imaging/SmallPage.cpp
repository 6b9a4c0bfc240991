#include "imaging/SmallPage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

SmallPage shrunk(const page::Page& page, int longerSide) {
    SmallPage small;
    small.scale = std::min(1.0, static_cast<double>(longerSide) / std::max(page.width(), page.height()));
    cv::Mat pixels = page.pixels;
    if (small.scale < 1) {
        // Halving, then at most half as much again by interpolation: a fifth of what averaging in one go takes.
        const cv::Size size(std::max(1, cvRound(page.width() * small.scale)),
                            std::max(1, cvRound(page.height() * small.scale)));
        while (pixels.cols >= 2 * size.width && pixels.rows >= 2 * size.height) {
            cv::Mat halved;
            const cv::Size half(pixels.cols / 2, pixels.rows / 2);  // an odd last row would take the general way
            cv::resize(pixels(cv::Rect(0, 0, 2 * half.width, 2 * half.height)), halved, half, 0, 0, cv::INTER_AREA);
            pixels = halved;
        }
        cv::Mat out;
        cv::resize(pixels, out, size, 0, 0, cv::INTER_LINEAR);
        pixels = out;
    }
    if (pixels.channels() == 1) {
        small.gray = pixels;
    } else {
        small.colour = pixels;
        cv::cvtColor(pixels, small.gray, cv::COLOR_BGR2GRAY);
    }
    return small;
}

namespace {

/// Distance of every pixel of the box to the nearest of the quad's edges and of the picture's borders; at most 0
/// outside.
cv::Mat depthOf(const base::Quad& quad, const cv::Rect& box, const cv::Size& picture) {
    struct Line {
        float a, b, c;
    };
    std::array<Line, 4> lines{};
    for (std::size_t i = 0; i < 4; ++i) {
        const base::Point p = quad[i], q = quad[(i + 1) % 4];
        const double length = std::max(1e-6, base::distance(p, q));
        const double a = -(q.y - p.y) / length, b = (q.x - p.x) / length;
        lines[i] = {static_cast<float>(a), static_cast<float>(b),
                    static_cast<float>(-(a * p.x + b * p.y) + (a + b) / 2)};
    }
    cv::Mat depth(box.size(), CV_32F);
    for (int r = 0; r < depth.rows; ++r) {
        float* out = depth.ptr<float>(r);
        const int y = r + box.y;
        std::array<float, 4> start{};
        for (std::size_t i = 0; i < 4; ++i)
            start[i] = lines[i].a * static_cast<float>(box.x) + lines[i].b * static_cast<float>(y) + lines[i].c;
        const float border = static_cast<float>(std::min(y + 1, picture.height - y));
        for (int c = 0; c < depth.cols; ++c) {
            const float x = static_cast<float>(c);
            const float left = x + static_cast<float>(box.x + 1), right = static_cast<float>(picture.width - box.x) - x;
            out[c] = std::min(std::min(std::min(start[0] + lines[0].a * x, start[1] + lines[1].a * x),
                                       std::min(start[2] + lines[2].a * x, start[3] + lines[3].a * x)),
                              std::min(border, std::min(left, right)));
        }
    }
    return depth;
}

}  // namespace

std::vector<DocumentView> viewsOf(const SmallPage& small, const std::vector<FoundDocument>& documents) {
    std::vector<DocumentView> views;
    for (const FoundDocument& document : documents) {
        DocumentView view;
        view.document = document;
        view.quad = document.quad;
        std::vector<cv::Point> corners;
        for (base::Point& p : view.quad) {
            p = {p.x * small.scale, p.y * small.scale};
            corners.emplace_back(cvRound(p.x), cvRound(p.y));
        }
        view.box = cv::boundingRect(corners) & cv::Rect(0, 0, small.gray.cols, small.gray.rows);
        if (view.box.width < 8 || view.box.height < 8) continue;
        const base::Quad& q = view.quad;
        view.shorter = std::min({base::distance(q[0], q[1]), base::distance(q[1], q[2]), base::distance(q[2], q[3]),
                                 base::distance(q[3], q[0])});
        view.depth = depthOf(view.quad, view.box, small.gray.size());
        view.mask = view.depth > 0;
        view.inner = view.depth > innerBy * view.shorter;
        view.area = std::max(1, cv::countNonZero(view.mask));
        view.levels = levelsOf(small.gray(view.box), view.inner);
        views.push_back(std::move(view));
    }
    return views;
}

Levels levelsOf(const cv::Mat& gray, const cv::Mat& mask) {
    Levels levels;
    for (int r = 0; r < gray.rows; ++r) {
        const uchar* g = gray.ptr<uchar>(r);
        const uchar* m = mask.ptr<uchar>(r);
        for (int c = 0; c < gray.cols; ++c) levels.count[g[c]] += m[c] & 1;
    }
    for (const int n : levels.count) levels.all += n;
    return levels;
}

int percentile(const Levels& levels, double share) {
    if (levels.all == 0) return 0;
    double left = share * levels.all;
    int level = 0;
    while (level < 255 && (left -= levels.count[static_cast<std::size_t>(level)]) > 0) ++level;
    return level;
}

int percentile(const cv::Mat& gray, const cv::Mat& mask, double share) {
    return percentile(levelsOf(gray, mask), share);
}

base::Quad onPage(const cv::Rect& r, const SmallPage& small) {
    return base::rectangle(r.x / small.scale, r.y / small.scale, r.width / small.scale, r.height / small.scale);
}

}  // namespace daiban::imaging
