#include "intake/PageQuestion.h"

#include <algorithm>
#include <array>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::intake {

namespace {

constexpr std::array<std::string_view, 5> questions{"look-at", "picture", "codes", "read", "archive"};
constexpr std::array<std::string_view, 3> depths{"everything", "first-look", "pictures"};

template <class Value, std::size_t count>
Value valueNamed(const std::array<std::string_view, count>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A worker was asked for '{}', which it knows not.", name));
    return static_cast<Value>(found - names.begin());
}

base::Json toJson(const page::DecodeLimits& limits) {
    return {{"pixels", limits.pixels},
            {"bytes", limits.bytes},
            {"pages", limits.pages},
            {"pdf_dpi", limits.pdfDpi},
            {"pdf_page_seconds", limits.pdfPageTime.count()},
            {"pdf_memory", limits.pdfMemory}};
}

page::DecodeLimits limitsFrom(const base::Json& json) {
    return {.pixels = json.at("pixels").get<std::int64_t>(),
            .bytes = json.at("bytes").get<std::int64_t>(),
            .pages = json.at("pages").get<int>(),
            .pdfDpi = json.at("pdf_dpi").get<double>(),
            .pdfPageTime = std::chrono::seconds(json.at("pdf_page_seconds").get<std::int64_t>()),
            .pdfMemory = json.at("pdf_memory").get<std::int64_t>()};
}

base::Json toJson(const std::vector<DrawnDocument>& drawn) {
    base::Json all = base::Json::array();
    for (const auto& document : drawn)
        for (const auto& point : document) all.push_back(base::Json::array({point.x, point.y}));
    return all;
}

std::vector<DrawnDocument> drawnFrom(const base::Json& json) {
    std::vector<DrawnDocument> drawn(json.size() / 4);
    for (std::size_t i = 0; i < drawn.size() * 4; ++i)
        drawn[i / 4][i % 4] = {json.at(i).at(0).get<double>(), json.at(i).at(1).get<double>()};
    return drawn;
}

}  // namespace

base::Json toJson(Question question, const std::string& source, const PageRequest& request, bool wantsFirstLook) {
    return {{"question", questions.at(static_cast<std::size_t>(question))},
            {"source", source},
            {"number", request.number},
            {"sha256", request.sha256},
            {"drawn", toJson(request.drawn)},
            {"depth", depths.at(static_cast<std::size_t>(request.depth))},
            {"today", request.today.ok() ? base::isoDate(request.today) : ""},
            {"limits", toJson(request.limits)},
            {"expected_types", request.expectedTypes},
            {"first_look", wantsFirstLook}};
}

AskedOfWorker questionFrom(const base::Json& json) {
    AskedOfWorker asked{.question = valueNamed<Question>(questions, json.at("question").get<std::string>()),
                        .source = json.at("source").get<std::string>(),
                        .request = {.number = json.at("number").get<int>(),
                                    .sha256 = json.at("sha256").get<std::string>(),
                                    .drawn = drawnFrom(json.at("drawn")),
                                    .depth = valueNamed<ReadingDepth>(depths, json.at("depth").get<std::string>()),
                                    .limits = limitsFrom(json.at("limits")),
                                    .expectedTypes = json.at("expected_types").get<std::vector<std::string>>()},
                        .wantsFirstLook = json.at("first_look").get<bool>(),
                        .leftOut = {}};
    if (const auto today = base::parseIsoDate(json.at("today").get<std::string>())) asked.request.today = *today;
    for (const auto& name : json.at("left_out"))
        if (const auto decoder = codes::decoderNamed(name.get<std::string>())) asked.leftOut.push_back(*decoder);
    return asked;
}

base::Json toJson(const FileFacts& facts) {
    return {{"pages", facts.pages}, {"media_type", facts.mediaType}, {"sha256", facts.sha256}};
}

FileFacts factsFrom(const base::Json& json) {
    return {json.at("pages").get<int>(), json.at("media_type").get<std::string>(),
            json.at("sha256").get<std::string>()};
}

}  // namespace daiban::intake
