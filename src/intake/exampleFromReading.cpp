#include "intake/exampleFromReading.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"

namespace daiban::intake {

namespace {

/// From the page's pixels to those of the flat document.
class Flattening {
  public:
    explicit Flattening(const base::Quad& quad) {
        width_ = (base::distance(quad[0], quad[1]) + base::distance(quad[3], quad[2])) / 2;
        height_ = (base::distance(quad[0], quad[3]) + base::distance(quad[1], quad[2])) / 2;
        std::vector<cv::Point2f> corners;
        for (const auto& p : quad) corners.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
        const auto w = static_cast<float>(width_), h = static_cast<float>(height_);
        map_ = cv::getPerspectiveTransform(corners, std::vector<cv::Point2f>{{0, 0}, {w, 0}, {w, h}, {0, h}});
    }
    [[nodiscard]] base::Quad operator()(const base::Quad& quad) const {
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

documents::Example exampleFrom(const base::Json& document, double dpi, const std::string& type) {
    const Flattening flattened(base::quadFromJson(document.at("quad")));
    page::CleanPage clean;
    // Only its size is looked at.
    clean.pixels = cv::Mat(std::max(1, cvRound(flattened.height())), std::max(1, cvRound(flattened.width())), CV_8UC1);
    clean.dpi = dpi;
    text::PageText text;
    for (const auto& line : document.at("lines"))
        text.lines.push_back({line.at("text").get<std::string>(),
                              flattened(base::quadFromJson(line.at("quad"))),
                              base::Confidence(line.at("confidence").get<double>()),
                              {}});
    const bool asRead = document.at("type") == type;
    return documents::exampleOf({clean, text, {}}, type,
                                asRead ? documents::ExampleSource::Confirmed : documents::ExampleSource::Corrected);
}

}  // namespace

std::optional<documents::Example> exampleFromReading(const base::Json& reading, int document, const std::string& type) {
    try {
        const auto& documents = reading.at("documents");
        if (document < 0 || static_cast<std::size_t>(document) >= documents.size()) return std::nullopt;
        auto example = exampleFrom(documents.at(static_cast<std::size_t>(document)),
                                   reading.at("quality").at("dpi").get<double>(), type);
        if (documents::charactersOf(example.text) < documents::leastCharactersToLearnFrom) return std::nullopt;
        return example;
    } catch (const base::Json::exception&) {
        throw base::Error(base::ErrorKind::Unreadable,
                          "A stored reading is of another version; read its page again before teaching it.");
    }
}

}  // namespace daiban::intake
