#include "codes/qr/QrView.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "codes/qr/QrLight.h"
#include "codes/qr/QrSymbol.h"

namespace daiban::codes {

namespace {

constexpr double mostPatchSide = 900; // pixels

std::array<float, 10> termsOf(cv::Point2d module, int side) {
    const auto x = static_cast<float>(2 * module.x / side - 1);
    const auto y = static_cast<float>(2 * module.y / side - 1);
    return {1, x, y, x * y, x * x, y * y, x * x * y, x * y * y, x * x * x, y * y * y};
}

/// Radial weight of a thin plate.
double plateWeight(double squaredDistance) {
    return squaredDistance < 1e-9 ? 0 : squaredDistance * std::log(squaredDistance);
}

cv::Mat alignmentTemplate(double scale) {
    const int side = cvRound(5 * scale);
    cv::Mat drawn(side, side, CV_32F);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double ring = std::max(std::abs((x + 0.5) / scale - 2.5), std::abs((y + 0.5) / scale - 2.5));
            drawn.at<float>(y, x) = ring < 0.5 || ring > 1.5 ? 1.0F : -1.0F;
        }
    cv::GaussianBlur(drawn, drawn, {}, 0.3 * scale);
    return drawn;
}

cv::Point2d mapped(const cv::Matx33d& h, cv::Point2d p) {
    const cv::Vec3d q = h * cv::Vec3d(p.x, p.y, 1);
    return {q[0] / q[2], q[1] / q[2]};
}

/// How much of a dark module each of three samples a module of a line sees.
cv::Mat smearing(int side, double sigma) {
    const auto below = [&](double x) { return 0.5 * std::erfc(-x / (sigma * std::sqrt(2.0))); };
    cv::Mat g(3 * side, side, CV_32F);
    for (int sample = 0; sample < 3 * side; ++sample)
        for (int module = 0; module < side; ++module) {
            const double at = (sample + 0.5) / 3;
            g.at<float>(sample, module) = static_cast<float>(below(at - module) - below(at - module - 1));
        }
    return g;
}

void hold(cv::Mat& modules, const cv::Mat& frame) {
    modules.setTo(1, frame == DarkModule);
    modules.setTo(0, frame == LightModule);
}

/// The modules, 0 light to 1 dark, that would be seen most nearly so (as LabelFit.h, for any symbol).
cv::Mat unsmeared(const cv::Mat& samples, const cv::Mat& frame, double sigma) {
    constexpr int iterations = 25;
    constexpr double step = 1.0 / 9;  // the largest eigenvalue of each square of the smearing is that of samples
    const cv::Mat g = smearing(frame.cols, sigma);
    const cv::Mat square = g.t() * g;
    const cv::Mat target = g.t() * samples * g;
    cv::Mat modules(frame.size(), CV_32F, cv::Scalar(0.5));
    hold(modules, frame);
    cv::Mat ahead = modules.clone();
    double pace = 1;
    for (int i = 0; i < iterations; ++i) {
        cv::Mat next = ahead + step * (target - square * ahead * square);
        next = cv::min(cv::max(next, 0.0), 1.0);
        hold(next, frame);
        const double nextPace = (1 + std::sqrt(1 + 4 * pace * pace)) / 2;
        ahead = next + (pace - 1) / nextPace * (next - modules);
        modules = next;
        pace = nextPace;
    }
    return modules;
}

}  // namespace

double QrView::workOf(int version) {
    const double modules = qrSide(version) + 2 * margin;
    const double side = std::min(6.0 * modules, mostPatchSide);
    return side * side;
}

std::optional<QrView> QrView::of(Pyramid& pyramid, const cv::Matx33d& toPixels, int version, bool isInverted,
                                 double glareRank) {
    const double side = qrSide(version);
    const double end = side + margin;
    const cv::Size image = pyramid.level(0).size();
    std::vector<cv::Point2f> outline;
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {side, 0.0}, {side, side}, {0.0, side}}) {
        const cv::Vec3d p = toPixels * cv::Vec3d(x, y, 1);
        const cv::Vec3d far = toPixels * cv::Vec3d(x < 1 ? -margin : end, y < 1 ? -margin : end, 1);
        if (p[2] * toPixels(2, 2) <= 0 || far[2] * toPixels(2, 2) <= 0) return std::nullopt;
        outline.emplace_back(static_cast<float>(p[0] / p[2]), static_cast<float>(p[1] / p[2]));
        const double slack = 0.35 * std::max(image.width, image.height);
        if (outline.back().x < -slack || outline.back().y < -slack || outline.back().x > image.width + slack ||
            outline.back().y > image.height + slack)
            return std::nullopt;
    }
    if (!cv::isContourConvex(outline)) return std::nullopt;
    const double module = std::sqrt(cv::contourArea(outline)) / side;
    const double scale = std::min(6.0, mostPatchSide / (side + 2 * margin));
    const std::size_t level = pyramid.levelFor(module, scale);
    const double shrink = std::pow(0.5, static_cast<double>(level));
    const cv::Matx33d toLevel(shrink, 0, 0, 0, shrink, 0, 0, 0, 1);
    const cv::Matx33d fromPatch(1 / scale, 0, -margin, 0, 1 / scale, -margin, 0, 0, 1);
    const cv::Matx33d half(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
    const int pixels = cvRound((side + 2 * margin) * scale);
    cv::Mat patch;
    cv::warpPerspective(pyramid.level(level), patch, cv::Mat(half.inv() * toLevel * toPixels * fromPatch * half),
                        {pixels, pixels}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    if (isInverted) cv::bitwise_not(patch, patch);
    const cv::Mat glare = takeGlare(patch, scale, glareRank);
    cv::Mat shades;
    patch.convertTo(shades, CV_32F);
    return QrView(toPixels, version, scale, evenedOut(patch, scale), shades, glare);
}

QrView::QrView(cv::Matx33d toPixels, int version, double scale, cv::Mat seen, cv::Mat shades, cv::Mat glare)
    : toPixels_(toPixels),
      version_(version),
      scale_(scale),
      seen_(std::move(seen)),
      shades_(std::move(shades)),
      glare_(std::move(glare)) {
    const double far = qrSide(version_) - 7;
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {far, 0.0}, {0.0, far}})
        for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {7.0, 0.0}, {7.0, 7.0}, {0.0, 7.0}, {3.5, 3.5}}) {
            controls_.emplace_back(x + dx, y + dy);
            shifts_.emplace_back(0, 0);
        }
}

cv::Point2d QrView::shiftAt(cv::Point2d module) const {
    cv::Point2d shift = field_.empty() ? cv::Point2d() : fieldAt(module);
    const auto terms = termsOf(module, qrSide(version_));
    for (std::size_t i = 0; i < terms.size(); ++i) shift += static_cast<double>(terms[i]) * surface_[i];
    if (plate_.empty()) return shift;
    const auto count = static_cast<int>(controls_.size());
    for (int i = 0; i < count; ++i) {
        const cv::Point2d d = module - controls_[static_cast<std::size_t>(i)];
        const double weight = plateWeight(d.dot(d));
        shift += weight * cv::Point2d(plate_.at<double>(i, 0), plate_.at<double>(i, 1));
    }
    for (int i = 0; i < 3; ++i) {
        const double term = i == 0 ? 1 : i == 1 ? module.x : module.y;
        shift += term * cv::Point2d(plate_.at<double>(count + i, 0), plate_.at<double>(count + i, 1));
    }
    return shift;
}

float QrView::sampled(const cv::Mat& picture, cv::Point2d module) const {
    const double x = (module.x + margin) * scale_ - 0.5;
    const double y = (module.y + margin) * scale_ - 0.5;
    const int column = static_cast<int>(x);
    const int row = static_cast<int>(y);
    if (x < 0 || y < 0 || column + 1 >= seen_.cols || row + 1 >= seen_.rows) return 0;
    const auto fx = static_cast<float>(x - column);
    const auto fy = static_cast<float>(y - row);
    const auto* top = picture.ptr<float>(row) + column;
    const auto* bottom = picture.ptr<float>(row + 1) + column;
    return (1 - fy) * ((1 - fx) * top[0] + fx * top[1]) + fy * ((1 - fx) * bottom[0] + fx * bottom[1]);
}

cv::Mat QrView::modules() const {
    return withoutGlare(modulesOf(seen_));
}

cv::Mat QrView::withoutGlare(cv::Mat modules) const {
    if (!glare_.empty()) modules = modules.mul(1 - modulesOf(glare_));
    return modules;
}

cv::Mat QrView::modulesByNeighbours() const {
    constexpr int rounds = 3;
    constexpr double reach = 2.2;  // modules, sigma
    const cv::Mat& frame = qrFrame(version_);
    const cv::Mat shades = modulesOf(shades_);
    cv::Mat seen = modules();
    for (int round = 0; round < rounds; ++round) {
        // A module counts as dark or light as far as it is sure; what is known counts whole.
        cv::Mat dark = cv::min(cv::max(0.5 + seen, 0.0), 1.0);
        dark.setTo(1, frame == DarkModule);
        dark.setTo(0, frame == LightModule);
        const auto around = [&](const cv::Mat& weight) {
            cv::Mat sum;
            cv::Mat all;
            cv::GaussianBlur(shades.mul(weight), sum, {}, reach, reach, cv::BORDER_REFLECT);
            cv::GaussianBlur(weight, all, {}, reach, reach, cv::BORDER_REFLECT);
            return cv::Mat(sum / (all + 1e-3));
        };
        const cv::Mat darkShade = around(dark);
        const cv::Mat lightShade = around(1 - dark);
        cv::Mat range = (lightShade - darkShade) / 2;
        range = cv::max(range, std::max(2.0, 0.3 * cv::mean(range)[0]));
        seen = ((lightShade + darkShade) / 2 - shades) / range;
        seen = withoutGlare(cv::min(cv::max(seen, -1.0), 1.0));
    }
    return seen;
}

const std::vector<cv::Point2d>& QrView::middles() const {
    if (!middles_.empty()) return middles_;
    const int side = qrSide(version_);
    middles_.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const cv::Point2d middle(column + 0.5, row + 0.5);
            middles_.push_back(middle + shiftAt(middle));
        }
    return middles_;
}

cv::Mat QrView::modulesOf(const cv::Mat& picture) const {
    const int side = qrSide(version_);
    auto middle = middles().begin();
    constexpr double off = 0.2;
    cv::Mat seen(side, side, CV_32F);
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const cv::Point2d at = *middle++;
            float sum = sampled(picture, at);
            for (const auto& [dx, dy] : {std::pair{off, off}, {off, -off}, {-off, off}, {-off, -off}})
                sum += sampled(picture, at + cv::Point2d(dx, dy));
            seen.at<float>(row, column) = sum / 5;
        }
    return seen;
}

cv::Mat QrView::modulesUnsmeared(double sigma) const {
    const int side = qrSide(version_);
    cv::Mat samples(3 * side, 3 * side, CV_32F);
    auto middle = middles().begin();
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const cv::Point2d at = *middle++;
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx)
                    samples.at<float>(3 * row + 1 + dy, 3 * column + 1 + dx) =
                        (seenAt(at + cv::Point2d(dx / 3.0, dy / 3.0)) + 1) / 2;
        }
    return 2 * unsmeared(samples, qrFrame(version_), sigma) - 1;
}

void QrView::fitPlate() {
    // A thin plate with some give, for no pattern is found exactly.
    middles_.clear();
    const auto count = static_cast<int>(controls_.size());
    const double give = 0.02 * qrSide(version_) * qrSide(version_);
    cv::Mat left = cv::Mat::zeros(count + 3, count + 3, CV_64F);
    cv::Mat right = cv::Mat::zeros(count + 3, 2, CV_64F);
    for (int i = 0; i < count; ++i) {
        const cv::Point2d p = controls_[static_cast<std::size_t>(i)];
        for (int j = 0; j < count; ++j) {
            const cv::Point2d d = p - controls_[static_cast<std::size_t>(j)];
            left.at<double>(i, j) = plateWeight(d.dot(d));
        }
        left.at<double>(i, i) += give;
        const std::array terms{1.0, p.x, p.y};
        for (int k = 0; k < 3; ++k)
            left.at<double>(i, count + k) = left.at<double>(count + k, i) = terms.at(static_cast<std::size_t>(k));
        right.at<double>(i, 0) = shifts_[static_cast<std::size_t>(i)].x;
        right.at<double>(i, 1) = shifts_[static_cast<std::size_t>(i)].y;
    }
    cv::Mat solution;
    if (cv::solve(left, right, solution, cv::DECOMP_LU)) plate_ = solution;
}

std::size_t QrView::followAlignment() {
    constexpr double leastMatch = 0.55;
    constexpr double nearest = 0.7;    // modules, to look around where a pattern should be
    constexpr double perModule = 0.11; // and more the farther the next known place is
    constexpr double farthest = 4.5;
    const cv::Mat drawn = alignmentTemplate(scale_);
    auto left = qrAlignmentCentres(version_);
    std::size_t found = 0;
    const auto squaredDistance = [](cv::Point2d a, cv::Point2d b) { return (a - b).dot(a - b); };
    while (!left.empty()) {
        // The nearest to any known place comes next: what is known of that helps most.
        std::size_t next = 0;
        double least = 1e18;
        for (std::size_t i = 0; i < left.size(); ++i) {
            const cv::Point2d middle(left[i].x + 0.5, left[i].y + 0.5);
            for (const auto& control : controls_)
                if (const double d = squaredDistance(middle, control); d < least) {
                    least = d;
                    next = i;
                }
        }
        const cv::Point2d middle(left[next].x + 0.5, left[next].y + 0.5);
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(next));
        const cv::Point2d wanted = middle + shiftAt(middle);
        const double reach = std::min(farthest, nearest + perModule * std::sqrt(least));
        const int side = cvRound((5 + 2 * reach) * scale_);
        const cv::Point corner(cvRound((wanted.x + margin - 2.5 - reach) * scale_),
                               cvRound((wanted.y + margin - 2.5 - reach) * scale_));
        const cv::Rect where = cv::Rect(corner, cv::Size(side, side)) & cv::Rect({}, seen_.size());
        if (where.width <= drawn.cols || where.height <= drawn.rows) continue;
        cv::Mat match;
        cv::matchTemplate(seen_(where), drawn, match, cv::TM_CCOEFF_NORMED);
        // Of two alike the nearer one.
        for (int y = 0; y < match.rows; ++y)
            for (int x = 0; x < match.cols; ++x) {
                const cv::Point2d at = (cv::Point2d(where.x + x, where.y + y) + cv::Point2d(drawn.cols, drawn.rows) / 2) /
                                           scale_ - cv::Point2d(margin, margin);
                match.at<float>(y, x) -= static_cast<float>(0.1 * cv::norm(at - wanted) / (reach + 0.5));
            }
        double best = 0;
        cv::Point place;
        cv::minMaxLoc(match, nullptr, &best, nullptr, &place);
        if (best < leastMatch) continue;
        const cv::Point2d at = (cv::Point2d(where.x + place.x, where.y + place.y) +
                                cv::Point2d(drawn.cols, drawn.rows) / 2) / scale_ - cv::Point2d(margin, margin);
        controls_.push_back(middle);
        shifts_.push_back(at - middle);
        fitPlate();
        ++found;
    }
    return found;
}

void QrView::makeBase() {
    const Surface bent = surface_;
    surface_ = {};
    samples_.clear();
    const int side = qrSide(version_);
    const cv::Mat& frame = qrFrame(version_);
    for (int row = -1; row <= side; ++row)
        for (int column = -1; column <= side; ++column) {
            const bool isQuiet = row < 0 || column < 0 || row == side || column == side;
            Sample sample;
            const cv::Point2d middle(column + 0.5, row + 0.5);
            sample.terms = termsOf(middle, side);
            sample.at = middle + shiftAt(middle);
            if (isQuiet) {
                sample.sign = -1;
                sample.weight = 0.5F;
            } else {
                const auto module = frame.at<std::uint8_t>(row, column);
                sample.sign = module == DarkModule ? 1.0F : module == LightModule ? -1.0F : 0.0F;
                sample.weight = sample.sign != 0 ? 1.5F : 0.7F;
            }
            samples_.push_back(sample);
        }
    surface_ = bent;
}

double QrView::clearness(const Surface& surface) const {
    double sum = 0;
    for (const auto& sample : samples_) {
        cv::Point2d at = sample.at;
        for (std::size_t i = 0; i < surface.size(); ++i) {
            at.x += sample.terms[i] * surface[i].x;
            at.y += sample.terms[i] * surface[i].y;
        }
        const float seen = seenAt(at);
        sum += sample.weight * (sample.sign == 0 ? std::abs(seen) : sample.sign * seen);
    }
    return sum;
}

void QrView::bend(bool far) {
    middles_.clear();
    makeBase();
    double best = clearness(surface_);
    const auto take = [&](const Surface& tried) {
        const double clear = clearness(tried);
        if (clear <= best) return false;
        best = clear;
        surface_ = tried;
        return true;
    };
    if (far) {
        // Moves the corner without a finder pattern, the three others staying: (1 + x)(1 + y) / 4.
        const Surface start = surface_;
        for (double dy = -4; dy <= 4; dy += 0.8)
            for (double dx = -4; dx <= 4; dx += 0.8) {
                Surface tried = start;
                for (std::size_t i = 0; i < 4; ++i) tried[i] += cv::Point2d(dx, dy) / 4;
                take(tried);
            }
    }
    constexpr std::array steps{0.5, 0.25, 0.1};
    constexpr int mostRounds = 4;
    for (const double step : steps)
        for (int round = 0; round < mostRounds; ++round) {
            bool isBetter = false;
            for (std::size_t term = 0; term < surface_.size(); ++term)
                for (const auto& way : {cv::Point2d(1, 0), cv::Point2d(0, 1)})
                    for (const double sign : {1.0, -1.0}) {
                        Surface tried = surface_;
                        tried[term] += sign * step * way;
                        if (take(tried)) {
                            isBetter = true;
                            break;
                        }
                    }
            if (!isBetter) break;
        }
}

std::optional<cv::Point2d> QrView::finderNear(int corner) const {
    constexpr double leastMatch = 0.5;  // correlation
    constexpr double reach = 4;         // modules
    static constexpr double size = 9;   // modules, its light edge included
    const int pixels = cvRound(size * scale_);
    cv::Mat drawn(pixels, pixels, CV_32F);
    for (int y = 0; y < pixels; ++y)
        for (int x = 0; x < pixels; ++x) {
            const double ring = std::max(std::abs((x + 0.5) / scale_ - size / 2), std::abs((y + 0.5) / scale_ - size / 2));
            drawn.at<float>(y, x) = ring < 1.5 || (ring > 2.5 && ring < 3.5) ? 1.0F : -1.0F;
        }
    cv::GaussianBlur(drawn, drawn, {}, 0.4 * scale_);
    const double far = qrSide(version_) - 3.5;
    const cv::Point2d wanted(corner == 1 ? far : 3.5, corner == 2 ? far : 3.5);
    const double half = size / 2 + reach;
    const cv::Rect where = cv::Rect(cv::Point(cvRound((wanted.x + margin - half) * scale_),
                                              cvRound((wanted.y + margin - half) * scale_)),
                                    cv::Size(cvRound(2 * half * scale_), cvRound(2 * half * scale_))) &
                           cv::Rect({}, seen_.size());
    if (where.width <= pixels || where.height <= pixels) return std::nullopt;
    cv::Mat match;
    cv::matchTemplate(seen_(where), drawn, match, cv::TM_CCOEFF_NORMED);
    double best = 0;
    cv::Point place;
    cv::minMaxLoc(match, nullptr, &best, nullptr, &place);
    if (best < leastMatch) return std::nullopt;
    const cv::Point2d at =
        (cv::Point2d(where.x + place.x, where.y + place.y) + cv::Point2d(pixels, pixels) / 2) / scale_;
    return mapped(toPixels_, at - cv::Point2d(margin, margin));
}

base::Quad QrView::quad() const {
    const double side = qrSide(version_);
    base::Quad quad;
    std::size_t i = 0;
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {side, 0.0}, {side, side}, {0.0, side}}) {
        const cv::Point2d corner(x, y);
        const cv::Point2d p = mapped(toPixels_, corner + shiftAt(corner));
        quad[i++] = {p.x, p.y};
    }
    return quad;
}

}  // namespace daiban::codes
