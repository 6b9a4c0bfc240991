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
    if (!json.is_array() || json.size() != 4)
        throw Error(ErrorKind::Unreadable, Sentence("A quad must have four corners."));
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        if (!json[i].is_array() || json[i].size() != 2 || !json[i][0].is_number() || !json[i][1].is_number())
            throw Error(ErrorKind::Unreadable, Sentence("A corner of a quad must be [x, y]."));
        quad[i] = {json[i][0].get<double>(), json[i][1].get<double>()};
    }
    return quad;
}

std::string toLine(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json toJson(const Sentence& sentence) {
    if (sentence.kind() == Sentence::Kind::Verbatim) return sentence.text();
    Json parts = Json::array();
    for (const Sentence& part : sentence.parts()) parts.push_back(toJson(part));
    if (sentence.kind() == Sentence::Kind::Sequence) return parts;
    return {{"says", std::string(sentence.pattern())}, {"with", std::move(parts)}};
}

Sentence sentenceFromJson(const Json& json) {
    if (json.is_string()) return Sentence::verbatim(json.get<std::string>());
    const bool isPattern = json.is_object() && json.contains("says") && json["says"].is_string() &&
                           json.contains("with") && json["with"].is_array();
    if (!isPattern && !json.is_array())
        throw Error(ErrorKind::Unreadable, Sentence("What should be a sentence is none; try again."));
    std::vector<Sentence> parts;
    for (const Json& part : isPattern ? json["with"] : json) parts.push_back(sentenceFromJson(part));
    if (!isPattern) return Sentence::sequence(std::move(parts));
    return Sentence::ofPattern(json["says"].get<std::string>(), std::move(parts));
}

std::string toStored(const Sentence& sentence) {
    return sentence.kind() == Sentence::Kind::Verbatim ? sentence.text() : toLine(toJson(sentence));
}

Sentence sentenceFromStored(const std::string& text) {
    if (!text.starts_with("{\"says\":") && !text.starts_with("[")) return Sentence::verbatim(text);
    const Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Sentence::verbatim(text) : sentenceFromJson(json);
}

Json parseJson(const std::string& text, const Sentence& what) {
    try {
        return Json::parse(text);
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Unreadable, Sentence("{} is not valid JSON.", what));
    }
}

}  // namespace daiban::base
