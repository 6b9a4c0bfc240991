#include "base/Json.h"

#include <cmath>

#include "base/Error.h"

namespace daiban::base {

Json toJson(const Quad& quad) {
    Json json = Json::array();
    for (const Point& p : quad) json.push_back({std::round(p.x * 10) / 10, std::round(p.y * 10) / 10});
    return json;
}

Quad quadFromJson(const Json& json) {
    if (!json.is_array() || json.size() != 4) throw Error(ErrorKind::Unreadable, "A quad must have four corners.");
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        if (!json[i].is_array() || json[i].size() != 2 || !json[i][0].is_number() || !json[i][1].is_number())
            throw Error(ErrorKind::Unreadable, "A corner of a quad must be [x, y].");
        quad[i] = {json[i][0].get<double>(), json[i][1].get<double>()};
    }
    return quad;
}

std::string toLine(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parseJson(const std::string& text, const std::string& what) {
    try {
        return Json::parse(text);
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Unreadable, what + " is not valid JSON.");
    }
}

}  // namespace daiban::base
