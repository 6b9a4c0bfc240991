#include "codes/label/SampleLabel.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::codes {

namespace {

constexpr int side = labelSymbolModules;
constexpr double ownBlur = 0.2;  // modules: before sampling, against grain
constexpr double slack = 3;      // modules a grid may be moved

cv::Vec6d surfaceTerms(double x, double y) {
    return {1, x, y, x * x, x * y, y * y};
}

/// The light on the paper, from the quiet zone; dirt there, much darker than the rest, is left out.
cv::Mat lightOf(const cv::Mat& seen) {
    constexpr double nearest = 1.6;  // modules from the symbol, where its blur no longer reaches
    constexpr double farthest = 3.3;
    constexpr double dirt = 0.1;
    std::vector<cv::Point> places;
    for (int row = 0; row < labelSamples; ++row)
        for (int column = 0; column < labelSamples; ++column) {
            const double out = std::max({-labelSampleCoordinate(row), labelSampleCoordinate(row) - side,
                                         -labelSampleCoordinate(column), labelSampleCoordinate(column) - side});
            if (out > nearest && out < farthest) places.emplace_back(column, row);
        }
    const auto termsAt = [](cv::Point p) {
        return surfaceTerms(labelSampleCoordinate(p.x) / side - 0.5, labelSampleCoordinate(p.y) / side - 0.5);
    };
    cv::Vec6d surface;
    for (int round = 0; round < 4; ++round) {
        cv::Matx<double, 6, 6> normal = cv::Matx<double, 6, 6>::eye() * 1e-6;
        cv::Vec6d right;
        for (const auto& p : places) {
            const cv::Vec6d terms = termsAt(p);
            const double value = seen.at<float>(p);
            if (round > 0 && value < (1 - dirt) * surface.dot(terms)) continue;
            normal += terms * terms.t();
            right += terms * value;
        }
        surface = normal.solve(right, cv::DECOMP_CHOLESKY);
    }
    cv::Mat light(seen.size(), CV_32F);
    for (int row = 0; row < labelSamples; ++row)
        for (int column = 0; column < labelSamples; ++column)
            light.at<float>(row, column) = static_cast<float>(std::max(10.0, surface.dot(termsAt({column, row}))));
    return light;
}

/// The symbol, its quiet zone and some slack.
cv::Rect surroundings(const LabelGrid& grid) {
    const cv::Matx33d h = grid.toPixels();
    constexpr double out = labelQuietModules + slack;
    std::vector<cv::Point2f> corners;
    for (const auto& [x, y] :
         {std::pair{-out, -out}, {side + out, -out}, {side + out, side + out}, {-out, side + out}}) {
        const cv::Vec3d p = h * cv::Vec3d(x, y, 1);
        corners.emplace_back(static_cast<float>(p[0] / p[2]), static_cast<float>(p[1] / p[2]));
    }
    return cv::boundingRect(corners);
}

}  // namespace

LabelPicture::LabelPicture(const cv::Mat& gray, const LabelGrid& grid) {
    const cv::Rect part = surroundings(grid) & cv::Rect({}, gray.size());
    if (part.empty()) return;
    offset_ = part.tl();
    const double sigma = ownBlur * grid.module;
    if (sigma > 0.5)
        cv::GaussianBlur(gray(part), soft_, {}, sigma);
    else
        soft_ = gray(part);
    soft_.convertTo(soft_, CV_32F);
}

SampledSymbol LabelPicture::sampled(const LabelGrid& grid) const {
    if (soft_.empty()) return {};
    const cv::Matx33d h = grid.toPixels();
    const auto pixelOf = [&](double x, double y) {
        const cv::Vec3d p = h * cv::Vec3d(x, y, 1);
        return cv::Point2d(p[0] / p[2], p[1] / p[2]);
    };
    cv::Mat places(labelSamples, labelSamples, CV_32FC2);
    for (int row = 0; row < labelSamples; ++row)
        for (int column = 0; column < labelSamples; ++column) {
            const cv::Point2d p = pixelOf(labelSampleCoordinate(column), labelSampleCoordinate(row));
            places.at<cv::Vec2f>(row, column) = {static_cast<float>(p.x - 0.5 - offset_.x),
                                                 static_cast<float>(p.y - 0.5 - offset_.y)};
        }
    cv::Mat seen;
    cv::remap(soft_, seen, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    SampledSymbol symbol;
    symbol.darkness = 1 - seen / lightOf(seen);
    symbol.darkness.convertTo(symbol.darkness, CV_64F);
    // A round spot in the picture, through the inverse of the grid's derivative in the middle.
    constexpr double middle = side / 2.0;
    const cv::Point2d across = pixelOf(middle + 0.5, middle) - pixelOf(middle - 0.5, middle);
    const cv::Point2d down = pixelOf(middle, middle + 0.5) - pixelOf(middle, middle - 0.5);
    const double area = std::abs(across.cross(down));
    symbol.across = grid.module * cv::norm(down) / area;
    symbol.down = grid.module * cv::norm(across) / area;
    return symbol;
}

}  // namespace daiban::codes
