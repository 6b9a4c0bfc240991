#include "intake/ReadingJson.h"

#include <cmath>

#include "base/Error.h"
#include "intake/uprightText.h"

namespace daiban::intake {

namespace {

double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

base::Json fieldsToJson(const documents::Fields& fields, const page::CleanPage& clean) {
    base::Json out = base::Json::object();
    for (const auto& [name, field] : fields) {
        base::Json entry{{"value", field.value}};
        if (!field.iso.empty()) entry["iso"] = field.iso;
        entry["confidence"] = rounded(field.confidence.value(), 1000);
        entry["valid"] = field.valid;
        if (base::area(field.quad) > 0) entry["quad"] = base::toJson(clean.toPage(field.quad));
        out[name] = std::move(entry);
    }
    return out;
}

/// The characters that a person has to look at, each with what it may be.
base::Json doubtsToJson(const text::TextLine& line, const page::CleanPage& clean) {
    base::Json doubts = base::Json::array();
    for (const auto& symbol : line.symbols)
        if (!symbol.candidates.empty())
            doubts.push_back({{"text", symbol.text},
                              {"candidates", symbol.candidates},
                              {"quad", base::toJson(clean.toPage(symbol.quad))}});
    return doubts;
}

base::Json documentToJson(const ReadDocument& read) {
    const auto& classification = read.document.classification;
    base::Json lines = base::Json::array();
    for (const auto& line : read.text.lines) {
        lines.push_back({{"text", line.text},
                         {"quad", base::toJson(read.clean.toPage(line.quad))},
                         {"confidence", rounded(line.confidence.value(), 1000)}});
        if (auto doubts = doubtsToJson(line, read.clean); !doubts.empty()) lines.back()["doubts"] = std::move(doubts);
    }
    base::Json out{{"type", classification.type},
                   {"confidence", rounded(classification.confidence.value(), 1000)},
                   {"reasons", classification.reasons},
                   {"quad", base::toJson(read.clean.quad)},
                   {"edges", read.clean.edgesVisible ? "visible" : "none"},
                   {"found", rounded(read.clean.found.value(), 1000)},
                   {"skew_deg", rounded(read.clean.skewDegrees, 1000)},
                   {"fields", fieldsToJson(read.document.fields, read.clean)},
                   {"lines", std::move(lines)},
                   {"text", read.text.all()}};
    if (read.drawn) out["drawn"] = true;
    return out;
}

base::Json qualityToJson(const PageReading& reading) {
    base::Json warnings = base::Json::array(), notes = base::Json::array();
    for (const auto warning : reading.quality.warnings) warnings.push_back(imaging::codeOf(warning));
    for (const auto& note : reading.quality.notes) {
        base::Json entry{{"warning", imaging::codeOf(note.warning)},
                         {"sentence", imaging::sentenceOf(note, reading.turn).text()}};
        if (note.where) entry["quad"] = base::toJson(*note.where);
        notes.push_back(std::move(entry));
    }
    return {{"dpi", reading.quality.dpi},
            {"blank", reading.quality.blank},
            {"warnings", std::move(warnings)},
            {"notes", std::move(notes)}};
}

/// What the reading was made from and with.
base::Json originOf(const PageReading& reading) {
    base::Json origin{{"input_sha256", reading.provenance.inputHash}, {"clean", reading.cleanedWith}};
    if (!reading.documents.empty())
        origin["text"] = reading.documents.front().text.engine + " " + reading.documents.front().text.version;
    return origin;
}

base::Json codesToJson(const PageReading& reading) {
    base::Json out = base::Json::array();
    for (const auto& code : reading.codes) {
        base::Json entry{{"format", code.format}, {"text", code.text}, {"quad", base::toJson(code.quad)}};
        for (const auto& token : reading.tokens)
            if (token.text == code.text) entry["token"] = {{"kind", codes::nameOf(token.kind)}, {"id", token.id}};
        out.push_back(std::move(entry));
    }
    return out;
}

base::Json unreadCodesToJson(const PageReading& reading) {
    base::Json out = base::Json::array();
    for (const auto& place : reading.unreadCodes) out.push_back({{"quad", base::toJson(place.quad)}});
    return out;
}

using Lines = std::shared_ptr<const std::vector<std::string>>;

Lines linesFromJson(const base::Json& json) {
    std::vector<std::string> lines;
    if (const auto found = json.find("lines"); found != json.end())
        for (const auto& line : *found) lines.push_back(line.at("text").get<std::string>());
    return std::make_shared<const std::vector<std::string>>(std::move(lines));
}

Lines linesOf(const text::PageText& text) {
    std::vector<std::string> lines;
    for (const auto& line : text.lines) lines.push_back(line.text);
    return std::make_shared<const std::vector<std::string>>(std::move(lines));
}

/// The text of a document that was not recognised; null for the others, whose fields are there.
std::shared_ptr<const text::PageText> unknownTextFromJson(const base::Json& json) {
    if (json.at("type") != documents::unknownType || !json.contains("lines")) return nullptr;
    return std::make_shared<const text::PageText>(uprightText(json).text);
}

documents::Document documentFromJson(const base::Json& json) {
    documents::Document document;
    document.classification.type = json.at("type").get<std::string>();
    document.classification.confidence = base::Confidence(json.at("confidence").get<double>());
    for (const auto& [name, field] : json.at("fields").items())
        document.fields[name] = {.value = field.at("value").get<std::string>(),
                                 .iso = field.value("iso", ""),
                                 .confidence = base::Confidence(field.at("confidence").get<double>()),
                                 .valid = field.at("valid").get<bool>()};
    return document;
}

}  // namespace

base::Json toJson(const PageReading& reading) {
    base::Json documents = base::Json::array();
    for (const auto& document : reading.documents) documents.push_back(documentToJson(document));
    base::Json seconds{{"clean", rounded(reading.seconds.clean, 1000)},
                       {"codes", rounded(reading.seconds.codes, 1000)},
                       {"text", rounded(reading.seconds.text, 1000)},
                       {"understand", rounded(reading.seconds.understand, 1000)}};
    if (reading.seconds.firstLook > 0) seconds["first_look"] = rounded(reading.seconds.firstLook, 1000);
    base::Json json{{"image", reading.provenance.source},
                    {"page", reading.provenance.number},
                    {"rotation", static_cast<int>(reading.turn)},
                    {"documents", std::move(documents)},
                    {"codes", codesToJson(reading)},
                    {"codes_unread", unreadCodesToJson(reading)},
                    {"quality", qualityToJson(reading)},
                    {"made_from", originOf(reading)},
                    {"seconds", std::move(seconds)}};
    for (const auto& strip : reading.patchT) json["patch_t"].push_back({{"quad", base::toJson(strip)}});
    if (!reading.remarks.empty()) json["remarks"] = base::textsOf(reading.remarks);
    return json;
}

std::vector<cases::Paper> papersFromJson(const base::Json& reading) {
    try {
        std::vector<cases::Paper> papers;
        for (const auto& json : reading.at("documents")) {
            cases::PaperPlace place{reading.at("image").get<std::string>(), reading.at("page").get<int>(),
                                    static_cast<int>(papers.size())};
            const Lines lines = linesFromJson(json);
            papers.push_back({.place = std::move(place),
                              .document = documentFromJson(json),
                              .marks = cases::pageMarksOf(*lines),
                              .text = unknownTextFromJson(json),
                              .lines = lines});
        }
        return papers;
    } catch (const base::Json::exception&) {
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("A stored reading is not in the form `read --json` writes; read the page again."));
    }
}

std::vector<cases::Paper> papersOf(const PageReading& reading) {
    std::vector<cases::Paper> papers;
    for (const auto& read : reading.documents) {
        cases::PaperPlace place{reading.provenance.source, reading.provenance.number, static_cast<int>(papers.size())};
        papers.push_back({.place = std::move(place),
                          .document = read.document,
                          .marks = cases::pageMarksOf(read.text),
                          .lines = linesOf(read.text)});
        if (read.document.classification.type == documents::unknownType)
            papers.back().text = std::make_shared<const text::PageText>(read.text);
    }
    return papers;
}

}  // namespace daiban::intake
