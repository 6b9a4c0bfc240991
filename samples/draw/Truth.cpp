#include "samples/draw/Truth.h"

#include <cmath>

namespace daiban::samples {

using Json = nlohmann::ordered_json;

namespace {

Json truthLines(const Canvas& canvas) {
    Json lines = Json::array();
    for (const TextLine& line : canvas.lines()) {
        Json entry{{"text", line.text}, {"quad", quadJson(line.quad)}};
        if (line.direction == Direction::Down) entry["vertical"] = true;
        lines.push_back(std::move(entry));
    }
    return lines;
}

}  // namespace

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

Json truthDocument(const Sheet& sheet, std::string_view type) {
    const Size paper = sheet.canvas.paper();
    return {{"type", type},
            {"quad", quadJson(sheet.canvas.pixels({0, 0, paper.width, paper.height}))},
            {"rotation", 0},
            {"skew_deg", 0.0},
            {"edges", "visible"},
            {"fields", sheet.fields},
            {"fields_iso", sheet.fieldsIso},
            {"lines", truthLines(sheet.canvas)}};
}

}  // namespace daiban::samples
