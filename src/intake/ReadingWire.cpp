#include "intake/ReadingWire.h"

#include <cmath>
#include <limits>

#include "base/Error.h"
#include "base/Json.h"
#include "page/SharedPixels.h"

namespace daiban::intake {

namespace {

using base::Json;

/// Numbers that are none become null in JSON.
double numberOf(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

base::Confidence confidenceOf(const Json& json) {
    return base::Confidence(numberOf(json));
}

Json exactly(const base::Quad& quad) {
    Json numbers = Json::array();
    for (const auto& point : quad) {
        numbers.push_back(point.x);
        numbers.push_back(point.y);
    }
    return numbers;
}

base::Quad quadOf(const Json& numbers) {
    base::Quad quad;
    for (std::size_t i = 0; i < quad.size(); ++i)
        quad[i] = {numberOf(numbers.at(2 * i)), numberOf(numbers.at(2 * i + 1))};
    return quad;
}

Json quadsToJson(const std::vector<base::Quad>& quads) {
    Json all = Json::array();
    for (const auto& quad : quads) all.push_back(exactly(quad));
    return all;
}

std::vector<base::Quad> quadsOf(const Json& json) {
    std::vector<base::Quad> quads;
    for (const auto& quad : json) quads.push_back(quadOf(quad));
    return quads;
}

Json symbolsToJson(const std::vector<text::TextSymbol>& symbols) {
    Json all = Json::array();
    for (const auto& symbol : symbols) {
        all.push_back({symbol.text, symbol.confidence.value(), exactly(symbol.quad)});
        if (symbol.candidates.empty() && symbol.alternatives.empty()) continue;
        all.back().push_back(symbol.candidates);
        if (!symbol.alternatives.empty()) all.back().push_back(symbol.alternatives);
    }
    return all;
}

Json textToJson(const text::PageText& text) {
    Json lines = Json::array();
    for (const auto& line : text.lines)
        lines.push_back({{"text", line.text},
                         {"quad", exactly(line.quad)},
                         {"confidence", line.confidence.value()},
                         {"symbols", symbolsToJson(line.symbols)}});
    return {{"engine", text.engine}, {"version", text.version}, {"lines", std::move(lines)}};
}

text::TextLine lineOf(const Json& json) {
    text::TextLine line{.text = json.at("text").get<std::string>(),
                        .quad = quadOf(json.at("quad")),
                        .confidence = confidenceOf(json.at("confidence")),
                        .symbols = {}};
    for (const auto& symbol : json.at("symbols")) {
        line.symbols.push_back({symbol.at(0).get<std::string>(), quadOf(symbol.at(2)), confidenceOf(symbol.at(1))});
        if (symbol.size() > 3) line.symbols.back().candidates = symbol.at(3).get<std::vector<std::string>>();
        if (symbol.size() > 4) line.symbols.back().alternatives = symbol.at(4).get<std::vector<std::string>>();
    }
    return line;
}

text::PageText textOf(const Json& json) {
    text::PageText text;
    text.engine = json.at("engine").get<std::string>();
    text.version = json.at("version").get<std::string>();
    for (const auto& line : json.at("lines")) text.lines.push_back(lineOf(line));
    return text;
}

Json cleanToJson(const page::CleanPage& clean) {
    return {{"dpi", clean.dpi},
            {"quad", exactly(clean.quad)},
            {"skew", clean.skewDegrees},
            {"turn", static_cast<int>(clean.turn)},
            {"found", clean.found.value()},
            {"upright", clean.upright.value()},
            {"edges", clean.edgesVisible}};
}

page::CleanPage cleanOf(const Json& json) {
    page::CleanPage clean;
    clean.dpi = numberOf(json.at("dpi"));
    clean.quad = quadOf(json.at("quad"));
    clean.skewDegrees = numberOf(json.at("skew"));
    clean.turn = base::turnOf(json.at("turn").get<int>());
    clean.found = confidenceOf(json.at("found"));
    clean.upright = confidenceOf(json.at("upright"));
    clean.edgesVisible = json.at("edges").get<bool>();
    return clean;
}

Json fieldsToJson(const documents::Fields& fields) {
    Json all = Json::object();
    for (const auto& [name, field] : fields)
        all[name] = {field.value, field.iso, field.confidence.value(), field.valid, exactly(field.quad)};
    return all;
}

documents::Fields fieldsOf(const Json& json) {
    documents::Fields fields;
    for (const auto& [name, field] : json.items())
        fields[name] = {.value = field.at(0).get<std::string>(),
                        .iso = field.at(1).get<std::string>(),
                        .confidence = confidenceOf(field.at(2)),
                        .valid = field.at(3).get<bool>(),
                        .quad = quadOf(field.at(4))};
    return fields;
}

Json classificationToJson(const documents::Classification& classification) {
    Json others = Json::array();
    for (const auto& [type, confidence] : classification.others) others.push_back({type, confidence.value()});
    return {{"type", classification.type},
            {"confidence", classification.confidence.value()},
            {"reasons", classification.reasons},
            {"others", std::move(others)}};
}

documents::Classification classificationOf(const Json& json) {
    documents::Classification classification;
    classification.type = json.at("type").get<std::string>();
    classification.confidence = confidenceOf(json.at("confidence"));
    classification.reasons = json.at("reasons").get<std::vector<std::string>>();
    for (const auto& other : json.at("others"))
        classification.others.emplace_back(other.at(0).get<std::string>(), confidenceOf(other.at(1)));
    return classification;
}

Json documentToJson(const ReadDocument& read) {
    return {{"drawn", read.drawn},
            {"clean", cleanToJson(read.clean)},
            {"seen_lines", quadsToJson(read.seenLines)},
            {"text", textToJson(read.text)},
            {"classification", classificationToJson(read.document.classification)},
            {"fields", fieldsToJson(read.document.fields)},
            {"picture_hash", imaging::toText(read.picture)},
            {"picture_shape", read.picture.shape}};
}

ReadDocument documentOf(const Json& json) {
    ReadDocument read;
    read.drawn = json.at("drawn").get<bool>();
    read.clean = cleanOf(json.at("clean"));
    read.seenLines = quadsOf(json.at("seen_lines"));
    read.text = textOf(json.at("text"));
    read.document = {classificationOf(json.at("classification")), fieldsOf(json.at("fields"))};
    if (auto picture = imaging::fromText(json.at("picture_hash").get<std::string>())) read.picture = *picture;
    read.picture.shape = numberOf(json.at("picture_shape"));
    return read;
}

Json codesToJson(const PageReading& reading) {
    Json codes = Json::array(), tokens = Json::array();
    for (const auto& code : reading.codes) codes.push_back({code.format, code.text, exactly(code.quad)});
    for (const auto& token : reading.tokens)
        tokens.push_back({std::string(codes::nameOf(token.kind)), token.id, token.text});
    Json unread = Json::array();
    for (const auto& place : reading.unreadCodes) unread.push_back(exactly(place.quad));
    return {{"read", std::move(codes)},
            {"unread", std::move(unread)},
            {"tokens", std::move(tokens)},
            {"patch_t", quadsToJson(reading.patchT)}};
}

void takeCodes(const Json& json, PageReading& reading) {
    for (const auto& code : json.at("read"))
        reading.codes.push_back({code.at(0).get<std::string>(), code.at(1).get<std::string>(), quadOf(code.at(2))});
    for (const auto& quad : json.at("unread")) reading.unreadCodes.push_back({.quad = quadOf(quad)});
    reading.patchT = quadsOf(json.at("patch_t"));
    for (const auto& token : json.at("tokens"))
        if (const auto kind = codes::tokenKindNamed(token.at(0).get<std::string>()))
            reading.tokens.push_back({*kind, token.at(1).get<std::string>(), token.at(2).get<std::string>()});
}

Json qualityToJson(const imaging::Quality& quality) {
    Json warnings = Json::array(), notes = Json::array();
    for (const auto warning : quality.warnings) warnings.push_back(static_cast<int>(warning));
    for (const auto& note : quality.notes)
        notes.push_back({static_cast<int>(note.warning), note.where ? exactly(*note.where) : Json(),
                         exactly(note.document), note.sentence});
    return {{"dpi", quality.dpi},
            {"blank", quality.blank},
            {"sharpness", quality.sharpness},
            {"warnings", std::move(warnings)},
            {"notes", std::move(notes)}};
}

imaging::QualityWarning warningOf(const Json& json) {
    return static_cast<imaging::QualityWarning>(json.get<int>());
}

imaging::Quality qualityOf(const Json& json) {
    imaging::Quality quality;
    quality.dpi = numberOf(json.at("dpi"));
    quality.blank = json.at("blank").get<bool>();
    quality.sharpness = numberOf(json.at("sharpness"));
    for (const auto& warning : json.at("warnings")) quality.warnings.push_back(warningOf(warning));
    for (const auto& note : json.at("notes"))
        quality.notes.push_back({warningOf(note.at(0)),
                                 note.at(1).is_null() ? std::nullopt : std::optional(quadOf(note.at(1))),
                                 quadOf(note.at(2)), note.at(3).get<std::string>()});
    return quality;
}

Json remarksToJson(const std::vector<base::Sentence>& remarks) {
    Json all = Json::array();
    for (const auto& remark : remarks) all.push_back(base::toJson(remark));
    return all;
}

Json secondsToJson(const ReadingTimes& seconds) {
    return {seconds.clean, seconds.codes, seconds.text, seconds.understand, seconds.firstLook};
}

ReadingTimes secondsOf(const Json& json) {
    return {numberOf(json.at(0)), numberOf(json.at(1)), numberOf(json.at(2)), numberOf(json.at(3)),
            numberOf(json.at(4))};
}

void handOver(const cv::Mat& pixels, Json& document, process::Message& message) {
    page::SharedPixels shared = page::shared(pixels);
    document["pixels"] = {shared.rows, shared.columns, shared.type};
    message.files.push_back(std::move(shared.memory));
}

cv::Mat taken(const Json& pixels, const process::Descriptor& memory) {
    return page::pixelsOf(
        {pixels.at(0).get<int>(), pixels.at(1).get<int>(), pixels.at(2).get<int>(), memory.duplicate()});
}

}  // namespace

process::Message toMessage(const PageReading& reading, WithPictures pictures) {
    process::Message message;
    Json documents = Json::array();
    for (const auto& read : reading.documents) {
        Json json = documentToJson(read);
        if (pictures == WithPictures::Yes && !read.clean.pixels.empty()) handOver(read.clean.pixels, json, message);
        documents.push_back(std::move(json));
    }
    message.text = base::toLine(
        {{"provenance", {reading.provenance.source, reading.provenance.number, reading.provenance.inputHash}},
         {"cleaned_with", reading.cleanedWith},
         {"turn", static_cast<int>(reading.turn)},
         {"documents", std::move(documents)},
         {"codes", codesToJson(reading)},
         {"quality", qualityToJson(reading.quality)},
         {"seconds", secondsToJson(reading.seconds)},
         {"remarks", remarksToJson(reading.remarks)}});
    return message;
}

PageReading readingFrom(const process::Message& message) {
    const Json json = base::parseJson(message.text, base::Sentence("What a worker read"));
    PageReading reading;
    const Json& provenance = json.at("provenance");
    reading.provenance = {provenance.at(0).get<std::string>(), provenance.at(1).get<int>(),
                          provenance.at(2).get<std::string>()};
    reading.cleanedWith = json.at("cleaned_with").get<std::string>();
    reading.turn = base::turnOf(json.at("turn").get<int>());
    std::size_t file = 0;
    for (const auto& document : json.at("documents")) {
        reading.documents.push_back(documentOf(document));
        if (document.contains("pixels"))
            reading.documents.back().clean.pixels = taken(document.at("pixels"), message.files.at(file++));
    }
    takeCodes(json.at("codes"), reading);
    reading.quality = qualityOf(json.at("quality"));
    reading.seconds = secondsOf(json.at("seconds"));
    for (const auto& remark : json.at("remarks")) reading.remarks.push_back(base::sentenceFromJson(remark));
    return reading;
}

}  // namespace daiban::intake
