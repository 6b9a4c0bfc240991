#include "intake/uprightText.h"

#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/Geometry.h"

namespace daiban::intake {

namespace {

/// From the page's pixels to those of the flat document.
class Flattening {
  public:
    explicit Flattening(const base::Quad& quad) {
        width_ = (base::distance(quad[0], quad[1]) + base::distance(quad[3], quad[2])) / 2;
        height_ = (base::distance(quad[0], quad[3]) + base::distance(quad[1], quad[2])) / 2;
        if (base::area(quad) <= 0) return;
        std::vector<cv::Point2f> corners;
        for (const auto& p : quad) corners.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
        const auto w = static_cast<float>(width_), h = static_cast<float>(height_);
        map_ = cv::getPerspectiveTransform(corners, std::vector<cv::Point2f>{{0, 0}, {w, 0}, {w, h}, {0, h}});
    }
    [[nodiscard]] base::Quad operator()(const base::Quad& quad) const {
        if (map_.empty()) return quad;
        std::vector<cv::Point2d> points, flat;
        for (const auto& p : quad) points.emplace_back(p.x, p.y);
        cv::perspectiveTransform(points, flat, map_);
        base::Quad out{};
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = {flat[i].x, flat[i].y};
        return out;
    }
    [[nodiscard]] double width() const { return width_; }
    [[nodiscard]] double height() const { return height_; }

  private:
    double width_ = 0, height_ = 0;
    cv::Mat map_;
};

}  // namespace

UprightText uprightText(const base::Json& document) {
    const Flattening flattened(base::quadFromJson(document.at("quad")));
    UprightText upright{.text = {}, .width = flattened.width(), .height = flattened.height()};
    for (const auto& line : document.at("lines"))
        upright.text.lines.push_back({line.at("text").get<std::string>(),
                                      flattened(base::quadFromJson(line.at("quad"))),
                                      base::Confidence(line.at("confidence").get<double>()),
                                      {}});
    return upright;
}

}  // namespace daiban::intake
