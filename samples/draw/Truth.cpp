#include "samples/draw/Truth.h"

#include <cmath>

namespace daiban::samples {

using Json = nlohmann::ordered_json;

Json quadJson(const Quad& quad) {
    const auto tenth = [](double value) { return std::round(value * 10) / 10 + 0.0; };
    Json json = Json::array();
    for (const cv::Point2d& corner : quad) json.push_back({tenth(corner.x), tenth(corner.y)});
    return json;
}

Quad quadFrom(const Json& json) {
    Quad quad;
    for (std::size_t i = 0; i < quad.size(); ++i)
        quad[i] = {json.at(i).at(0).get<double>(), json.at(i).at(1).get<double>()};
    return quad;
}

Json emptyTruth(cv::Size picture, std::string_view family) {
    return {{"image", ""},
            {"width", picture.width},
            {"height", picture.height},
            {"family", family},
            {"turned", false},
            {"params", Json::object()},
            {"rotation", 0},
            {"rotation_mixed", false},
            {"skew_deg", nullptr},
            {"documents", Json::array()},
            {"optional_lines", Json::array()},
            {"qr", Json::array()},
            {"watermark", false},
            {"watermark_text", ""},
            {"seal", false}};
}

}  // namespace daiban::samples
