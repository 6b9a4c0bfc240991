#include "imaging/RefineQuad.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

namespace daiban::imaging {

namespace {

constexpr int samplesPerSide = 96;
/// Samples stay off the corners: rounded or dog-eared.
constexpr double cornerShare = 0.06;
/// The line is fitted to the edge points again and again; points further off than this many median distances drop out.
constexpr double outlier = 3;
/// With fewer samples than this showing an edge, the side stays where it was.
constexpr double fewestSeen = 0.3;

struct Measured {
    double along, off, weight;
};

/// Brightness along a short path across the edge, averaged over `width` pixels along the edge.
std::vector<float> profile(const cv::Mat& pixels, cv::Point2d middle, cv::Point2d along, cv::Point2d across, int reach,
                           int width) {
    const int channels = pixels.channels();
    std::vector<float> values(static_cast<std::size_t>((2 * reach + 1) * channels), 0.F);
    for (int i = -reach; i <= reach; ++i)
        for (int k = -width / 2; k <= width / 2; ++k) {
            const cv::Point2d p = middle + i * across + k * along;
            const int x = std::clamp(static_cast<int>(std::floor(p.x)), 0, pixels.cols - 1);
            const int y = std::clamp(static_cast<int>(std::floor(p.y)), 0, pixels.rows - 1);
            const uchar* pixel = pixels.ptr<uchar>(y) + x * channels;
            for (int c = 0; c < channels; ++c) values[static_cast<std::size_t>((i + reach) * channels + c)] += pixel[c];
        }
    return values;
}

struct Step {
    double position, change;
};

/// Where the profile changes most, to a fraction of a pixel.
std::optional<Step> steepest(const std::vector<float>& values, int channels, int reach) {
    const int half = std::max(1, reach / 4);  // a step is smoothed over half of this on either side
    const int count = 2 * reach + 1;
    std::vector<double> change(static_cast<std::size_t>(count), 0.0);
    for (int i = half; i + half < count; ++i)
        for (int c = 0; c < channels; ++c) {
            double before = 0, after = 0;
            for (int k = 0; k < half; ++k) {
                before += values[static_cast<std::size_t>((i - 1 - k) * channels + c)] * (i - 1 - k >= 0 ? 1 : 0);
                after += values[static_cast<std::size_t>((i + k) * channels + c)];
            }
            change[static_cast<std::size_t>(i)] =
                std::max(change[static_cast<std::size_t>(i)], std::abs(after - before));
        }
    // nearer the expected place is likelier: a printed frame a few pixels inside must be clearly stronger
    double best = 0;
    int at = -1;
    for (int i = half; i + half < count; ++i) {
        const double distance = static_cast<double>(i - reach) / reach;
        const double value = change[static_cast<std::size_t>(i)] * (1 - 0.3 * distance * distance);
        if (value > best) best = value, at = i;
    }
    if (at <= half || at + half + 1 >= count) return std::nullopt;
    const double left = change[static_cast<std::size_t>(at - 1)], here = change[static_cast<std::size_t>(at)],
                 right = change[static_cast<std::size_t>(at + 1)];
    const double bend = left - 2 * here + right;
    const double shift = bend < -1e-9 ? std::clamp(0.5 * (left - right) / bend, -0.5, 0.5) : 0;
    return Step{at + shift - reach - 0.5, here};
}

StraightLine fitted(const StraightLine& side, std::vector<Measured> points) {
    double slope = 0, offset = 0;
    for (int round = 0; round < 6 && points.size() >= 8; ++round) {
        double n = 0, t = 0, tt = 0, d = 0, td = 0;
        for (const Measured& m : points)
            n += m.weight, t += m.weight * m.along, tt += m.weight * m.along * m.along, d += m.weight * m.off,
                td += m.weight * m.along * m.off;
        const double spread = n * tt - t * t;
        if (spread <= 1e-6) break;
        slope = (n * td - t * d) / spread;
        offset = (d - slope * t) / n;
        std::vector<double> distances;
        for (const Measured& m : points) distances.push_back(std::abs(m.off - offset - slope * m.along));
        std::nth_element(distances.begin(), distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2),
                         distances.end());
        const double limit = std::max(0.5, outlier * distances[distances.size() / 2]);
        const auto far = [&](const Measured& m) { return std::abs(m.off - offset - slope * m.along) > limit; };
        if (std::erase_if(points, far) == 0) break;
    }
    const cv::Point2d normal{-side.direction().y, side.direction().x};
    const cv::Point2d direction = side.direction() + slope * normal;
    return {side.point() + offset * normal, direction / cv::norm(direction)};
}

bool onBorder(cv::Point2d a, cv::Point2d b, cv::Size size) {
    const auto at = [](double p, double q, double border) {
        return std::abs(p - border) < 1.5 && std::abs(q - border) < 1.5;
    };
    return at(a.x, b.x, 0) || at(a.y, b.y, 0) || at(a.x, b.x, size.width) || at(a.y, b.y, size.height);
}

/// Sides of a document on a scanner's glass lie at right angles to within so many degrees.
constexpr double mostOffSquare = 1.0;

/// The direction of sides at right angles to each other, as the angle of one of them in quarter turns; 0 to 1.
struct CommonDirection {
    double sine = 0, cosine = 0;
    void add(cv::Point2d side) {
        const double angle = 4 * std::atan2(side.y, side.x);
        sine += cv::norm(side) * std::sin(angle), cosine += cv::norm(side) * std::cos(angle);
    }
    /// The nearest to `side` of the four directions, as a unit vector.
    [[nodiscard]] cv::Point2d nearest(cv::Point2d side) const {
        const double quarter = std::numbers::pi / 2, angle = std::atan2(sine, cosine) / 4;
        const double turned = angle + quarter * std::round((std::atan2(side.y, side.x) - angle) / quarter);
        return {std::cos(turned), std::sin(turned)};
    }
};

StraightLine measuredSide(cv::Point2d a, cv::Point2d b, const cv::Mat& pixels, double reach) {
    const double length = cv::norm(b - a);
    const StraightLine side(a, (b - a) / std::max(1e-9, length));
    if (onBorder(a, b, pixels.size()) || length < 16) return side;
    const cv::Point2d along = side.direction(), across{-along.y, along.x};
    const int steps = std::max(3, static_cast<int>(std::ceil(reach)));
    std::vector<Measured> points;
    for (int i = 0; i < samplesPerSide; ++i) {
        const double t = length * (cornerShare + (1 - 2 * cornerShare) * (i + 0.5) / samplesPerSide);
        const cv::Point2d middle = side.at(t);
        if (middle.x < 0 || middle.y < 0 || middle.x >= pixels.cols || middle.y >= pixels.rows) continue;
        const auto step = steepest(profile(pixels, middle, along, across, steps, 9), pixels.channels(), steps);
        if (step) points.push_back({t, step->position, std::min(step->change, 200.0)});
    }
    if (static_cast<double>(points.size()) < fewestSeen * samplesPerSide) return side;
    return fitted(side, std::move(points));
}

}  // namespace

Corners refined(const QuadCandidate& quad, const cv::Mat& pixels, double reach) {
    const Corners& corners = quad.corners;
    std::vector<StraightLine> sides;
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2d a = corners[i], b = corners[(i + 1) % 4];
        sides.push_back(quad.curled[i] ? StraightLine(a, (b - a) / cv::norm(b - a))
                                       : measuredSide(a, b, pixels, reach));
    }
    Corners out;
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = crossing(sides[(i + 3) % 4], sides[i]);
        // A fit that walks away from what was found is a fit to something else.
        if (cv::norm(out[i] - corners[i]) > 3 * reach + 4) out[i] = corners[i];
    }
    return out;
}

Corners withSidesBeyond(const Corners& corners, cv::Size picture) {
    const auto sideAt = [&](std::size_t i) { return corners[(i + 1) % 4] - corners[i]; };
    const auto isPictures = [&](std::size_t i) { return onBorder(corners[i], corners[(i + 1) % 4], picture); };
    CommonDirection common;
    int seen = 0;
    for (std::size_t i = 0; i < 4; ++i)
        if (!isPictures(i)) common.add(sideAt(i)), ++seen;
    if (seen == 0 || seen == 4) return corners;
    std::vector<StraightLine> sides;
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2d side = sideAt(i), direction = common.nearest(side), from = corners[i], to = from + side;
        const double sine = direction.cross(side) / std::max(1e-9, cv::norm(side));
        if (!isPictures(i)) {
            if (std::abs(sine) > std::sin(mostOffSquare * std::numbers::pi / 180)) return corners;
            sides.emplace_back(from, side / cv::norm(side));
            continue;
        }
        // Corners go clockwise, so that the inner side is the one of a positive cross product.
        sides.emplace_back(sine > 0 ? from : to, direction);
    }
    Corners out;
    for (std::size_t i = 0; i < 4; ++i) out[i] = crossing(sides[(i + 3) % 4], sides[i]);
    return out;
}

}  // namespace daiban::imaging
