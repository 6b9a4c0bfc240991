#include "imaging/Flatten.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "imaging/KnownShapes.h"

namespace daiban::imaging {

namespace {

/// What no page covers is filled with: paper.
const cv::Scalar paper(255, 255, 255);
/// With fewer dots it is no A4 sheet or card but something smaller of the same shape: print of 10.5 points would be 8
/// pixels high, which nobody scans, while an identity photo of 35 x 49 mm, scanned at 300 dpi, has the sides of an A4
/// sheet at 50.
constexpr double leastDpiOfAShape = 58;
/// Small documents in a photo are not blown up more than this.
constexpr double mostEnlarged = 2;
/// Opposite sides within this of each other: seen straight from above, nothing to work out.
constexpr double straightRatio = 0.985;

double meanOf(double a, double b) {
    return (a + b) / 2;
}

struct Sides {
    double top, right, bottom, left;
    [[nodiscard]] double width() const { return meanOf(top, bottom); }
    [[nodiscard]] double height() const { return meanOf(left, right); }
};

Sides sidesOf(const base::Quad& q) {
    return {base::distance(q[0], q[1]), base::distance(q[1], q[2]), base::distance(q[2], q[3]),
            base::distance(q[3], q[0])};
}

bool seenFromAbove(const Sides& s) {
    return std::min(s.top, s.bottom) / std::max(s.top, s.bottom) > straightRatio &&
           std::min(s.left, s.right) / std::max(s.left, s.right) > straightRatio;
}

/// Width against height of the rectangle a camera with square pixels and its axis through the page's centre saw as
/// this quad (Zhang and He, Whiteboard scanning and image enhancement, 2007, section 3.2).
double ratioInSpace(const base::Quad& q, const page::Page& page) {
    const Sides sides = sidesOf(q);
    const double plain = sides.width() / sides.height();
    if (seenFromAbove(sides)) return plain;
    const auto ray = [&](const base::Point& p) {
        return cv::Vec3d(p.x - page.width() / 2.0, p.y - page.height() / 2.0, 1);
    };
    const cv::Vec3d m1 = ray(q[0]), m2 = ray(q[1]), m3 = ray(q[3]), m4 = ray(q[2]);
    const double k2 = m1.cross(m4).dot(m3) / m2.cross(m4).dot(m3);
    const double k3 = m1.cross(m4).dot(m2) / m3.cross(m4).dot(m2);
    const cv::Vec3d n2 = k2 * m2 - m1, n3 = k3 * m3 - m1;
    const double longer = std::max(page.width(), page.height());
    double focal2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
    // Sides that stay parallel say nothing of the lens, and small errors of the corners then say anything. Lenses of
    // phones and document cameras lie between half and three times the picture's longer side; a common one is taken.
    if (!(focal2 > 0.25 * longer * longer && focal2 < 9 * longer * longer)) focal2 = longer * longer;
    const auto length = [&](const cv::Vec3d& n) {
        return std::sqrt((n[0] * n[0] + n[1] * n[1]) / focal2 + n[2] * n[2]);
    };
    return length(n2) / length(n3);
}

struct Measures {
    double width, height, dpi;  ///< pixels of the flat picture
};

Measures measuresOf(const page::Page& page, const base::Quad& quad, const FlattenOptions& options) {
    const Sides sides = sidesOf(quad);
    if (page.dpi > 0) return {sides.width(), sides.height(), page.dpi};
    double ratio = ratioInSpace(quad, page);
    const double longerSide = ratio > 1 ? std::max(sides.top, sides.bottom) : std::max(sides.left, sides.right);
    const auto shape = shapeByRatio(ratio, 1);
    const double dpiSeen = shape ? longerSide / shape->longer * 25.4 : 0;
    if (dpiSeen < leastDpiOfAShape)
        return ratio > 1 ? Measures{longerSide, longerSide / ratio, 0} : Measures{longerSide * ratio, longerSide, 0};
    const double dpi = std::min(options.targetDpi, mostEnlarged * dpiSeen);
    const double longer = shape->longer / 25.4 * dpi, shorter = shape->shorter / 25.4 * dpi;
    return ratio > 1 ? Measures{longer, shorter, dpi} : Measures{shorter, longer, dpi};
}

/// As in [-45, 45): the tilt does not depend on which corner comes first. Weighs all four sides.
double tiltOf(const base::Quad& quad) {
    double sine = 0, cosine = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const base::Point a = quad[i], b = quad[(i + 1) % 4];
        const double angle = 4 * std::atan2(b.y - a.y, b.x - a.x), weight = base::distance(a, b);
        sine += weight * std::sin(angle);
        cosine += weight * std::cos(angle);
    }
    const double degrees = std::atan2(sine, cosine) / 4 * 180 / std::numbers::pi;
    return degrees <= -45 ? degrees + 90 : degrees;
}

/// Corner the reading order starts at: the one that leaves the document tilted by no more than 45 degrees.
base::Quad startingTopLeft(const base::Quad& quad) {
    for (int corner = 0; corner < 4; ++corner) {
        const base::Quad turned = base::startingAt(quad, corner);
        const double tilt = base::tiltDegrees(turned);
        if (tilt > -45 && tilt <= 45) return turned;
    }
    return quad;
}

/// The page turned about its centre, same size, so that its text lies straight.
base::Quad straightened(const base::Quad& quad, double degrees) {
    const double radians = degrees * std::numbers::pi / 180, c = std::cos(radians), s = std::sin(radians);
    const base::Point middle = base::centre(quad);
    base::Quad out;
    for (std::size_t i = 0; i < 4; ++i) {
        const double x = quad[i].x - middle.x, y = quad[i].y - middle.y;
        out[i] = {middle.x + c * x - s * y, middle.y + s * x + c * y};
    }
    return out;
}

/// On a scan the quad is a rectangle but for what its corners are measured wrong: no corner is off by more pixels then.
constexpr double cornerError = 1.5;

/// The affine map nearest to the one of the corners, when it is near enough; it takes two thirds of the time.
std::optional<cv::Mat> withoutPerspective(const std::array<cv::Point2f, 4>& from,
                                          const std::array<cv::Point2f, 4>& to) {
    // The best parallelogram has the diagonals' middles in one place: half their distance is what each corner is off.
    const cv::Point2f apart = (from[0] + from[2] - from[1] - from[3]) / 4;
    if (cv::norm(apart) > cornerError) return std::nullopt;
    const std::array<cv::Point2f, 3> corners{from[0] - apart, from[1] + apart, from[2] - apart};
    return cv::getAffineTransform(corners.data(), to.data());
}

cv::Mat cutOut(const cv::Mat& pixels, const base::Quad& quad, int width, int height) {
    // OpenCV speaks of pixel centres, a quad of pixel edges.
    std::array<cv::Point2f, 4> from, to;
    const base::Quad target = base::rectangle(0, 0, width, height);
    for (std::size_t i = 0; i < 4; ++i) {
        from[i] = {static_cast<float>(quad[i].x - 0.5), static_cast<float>(quad[i].y - 0.5)};
        to[i] = {static_cast<float>(target[i].x - 0.5), static_cast<float>(target[i].y - 0.5)};
    }
    cv::Mat out;
    if (const auto affine = withoutPerspective(from, to))
        cv::warpAffine(pixels, out, *affine, {width, height}, cv::INTER_LINEAR, cv::BORDER_CONSTANT, paper);
    else
        cv::warpPerspective(pixels, out, cv::getPerspectiveTransform(from.data(), to.data()), {width, height},
                            cv::INTER_LINEAR, cv::BORDER_CONSTANT, paper);
    return out;
}

/// A quad far larger than its page, or almost a line, asks for more pixels than there is anything to see: no side is
/// longer than four times the page's own.
Measures bounded(Measures measures, const page::Page& page) {
    const double most = 4.0 * std::max(page.width(), page.height());
    const double shrink = std::min(1.0, most / std::max(measures.width, measures.height));
    return {measures.width * shrink, measures.height * shrink, measures.dpi * shrink};
}

int sizeInPixels(double length) {
    return std::max(1, cvRound(length));
}

/// Skew of a page without edges is that of its text; worth turning for from here on.
constexpr double leastSkew = 0.05;
constexpr double trustedSkew = 0.3;

}  // namespace

page::CleanPage flatten(const page::Page& page, const FoundDocument& document, const FlattenOptions& options) {
    page::CleanPage clean;
    clean.quad = startingTopLeft(document.quad);
    clean.found = document.confidence;
    clean.edgesVisible = document.edgesVisible;
    if (!document.edgesVisible) {
        const Skew skew = measureSkew(page.pixels);
        if (skew.confidence.value() >= trustedSkew && std::abs(skew.degrees) >= leastSkew)
            clean.quad = straightened(clean.quad, skew.degrees);
    }
    const Measures measures = bounded(measuresOf(page, clean.quad, options), page);
    clean.pixels = cutOut(page.pixels, clean.quad, sizeInPixels(measures.width), sizeInPixels(measures.height));
    clean.dpi = measures.dpi;
    clean.skewDegrees = tiltOf(clean.quad);
    return clean;
}

page::CleanPage turnedBy(page::CleanPage clean, base::Turn turn, base::Confidence upright) {
    switch (turn) {
        case base::Turn::Right:
            cv::rotate(clean.pixels, clean.pixels, cv::ROTATE_90_CLOCKWISE);
            break;
        case base::Turn::Half:
            cv::rotate(clean.pixels, clean.pixels, cv::ROTATE_180);
            break;
        case base::Turn::Left:
            cv::rotate(clean.pixels, clean.pixels, cv::ROTATE_90_COUNTERCLOCKWISE);
            break;
        case base::Turn::None:
            break;
    }
    // Turned clockwise by a quarter, what was bottom-left comes to lie top-left: corner 3 comes first.
    clean.quad = base::startingAt(clean.quad, -static_cast<int>(turn) / 90);
    clean.turn = clean.turn + turn;
    clean.upright = upright;
    return clean;
}

}  // namespace daiban::imaging
