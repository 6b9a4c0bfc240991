#include "samples/ScoreReading.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/Text.h"

namespace daiban::samples {

namespace {

using base::Json;

constexpr double cornerTolerance = 0.01;   // of the document's diagonal: 1 mm on an identity card
constexpr double leastOverlap = 0.3;       // of two documents that are the same one
constexpr double mostWrongOfALine = 0.65;  // more than that: the line was not read

/// What is compared: no blanks, half width, no tick boxes, which are marks and not text.
std::u32string comparable(const std::string& text) {
    static constexpr std::u32string_view boxes = U"□☐☑☒■▢";
    std::u32string out = base::toCodePoints(base::squeezed(text));
    std::erase_if(out, [](char32_t c) { return boxes.find(c) != std::u32string_view::npos; });
    return out;
}

std::vector<std::u32string> longestFirst(const Json& lines) {
    std::vector<std::u32string> out;
    for (const auto& line : lines)
        out.push_back(comparable(line.is_string() ? line.get<std::string>() : line.value("text", "")));
    std::ranges::stable_sort(out, std::greater{}, &std::u32string::size);
    return out;
}

constexpr char32_t used = 0;  // stands where a line was found, so that no other is found there

struct TextScore {
    Share characters;
    int invented = 0;
    std::string wrong;
};

TextScore scoreText(std::u32string text, const std::vector<std::u32string>& lines,
                    const std::vector<std::u32string>& mayBeRead) {
    TextScore score;
    for (const auto& line : lines) {
        if (line.empty()) continue;
        const auto length = static_cast<int>(line.size());
        const auto near = base::nearestPart(line, text);
        const bool found = static_cast<double>(near.distance) <= mostWrongOfALine * length;
        const int off = found ? std::min(length, static_cast<int>(near.distance)) : length;
        if (found) text.replace(near.begin, near.end - near.begin, 1, used);
        score.characters += {length - off, length};
        if (off > 0) score.wrong += fmt::format("  {} of {} wrong: {}\n", off, length, base::toUtf8(line));
    }
    for (const auto& line : mayBeRead) {
        const auto near = base::nearestPart(line, text);
        if (line.size() >= 2 && near.distance * 2 <= line.size())
            text.replace(near.begin, near.end - near.begin, 1, used);
    }
    score.invented = static_cast<int>(text.size() - static_cast<std::size_t>(std::ranges::count(text, used)));
    return score;
}

std::vector<cv::Point2f> outlineOf(const Json& document) {
    std::vector<cv::Point2f> corners;
    for (const auto& corner : document.value("quad", Json::array()))
        corners.emplace_back(corner[0].get<float>(), corner[1].get<float>());
    return corners;
}

double overlapOf(const Json& one, const Json& other) {
    const auto a = outlineOf(one), b = outlineOf(other);
    if (a.size() != 4 || b.size() != 4) return 0;
    std::vector<cv::Point2f> common;
    const double shared = cv::intersectConvexConvex(a, b, common);
    const double together = std::abs(cv::contourArea(a)) + std::abs(cv::contourArea(b)) - shared;
    return together > 0 ? shared / together : 0;
}

/// The document that was read in that place; null when there is none. Where the truth has one document and the reading
/// too, it is that one: on a page without edges the outline may be anywhere.
const Json* documentAt(const Json& reading, const Json& truth, const Json& of) {
    const Json& read = reading.at("documents");
    if (read.size() == 1 && truth.at("documents").size() == 1) return &read[0];
    const Json* best = nullptr;
    double most = leastOverlap;
    for (const auto& document : read)
        if (const double overlap = overlapOf(document, of); overlap > most) {
            most = overlap;
            best = &document;
        }
    return best;
}

bool isFieldRight(const Json* document, const std::string& name, const Json& truth) {
    if (document == nullptr || !document->at("fields").contains(name)) return false;
    const Json& field = document->at("fields").at(name);
    if (const auto days = truth.find("fields_iso"); days != truth.end() && days->contains(name))
        return field.value("iso", "") == days->at(name).get<std::string>();
    return comparable(field.at("value").get<std::string>()) ==
           comparable(truth.at("fields").at(name).get<std::string>());
}

Share cornersOf(const Json* document, const Json& truth) {
    const auto right = outlineOf(truth);
    const auto seen = document == nullptr ? std::vector<cv::Point2f>{} : outlineOf(*document);
    Share corners{0, 4};
    for (std::size_t i = 0; i < right.size() && i < seen.size(); ++i)
        corners.right += cv::norm(right[i] - seen[i]) <= cornerTolerance * cv::norm(right[0] - right[2]) ? 1 : 0;
    return corners;
}

Score scoreDocument(const Json* document, const Json& truth) {
    Score score;
    const auto type = truth.at("type").get<std::string>();
    const std::string seen = document == nullptr ? "nothing" : document->at("type").get<std::string>();
    score.types = {seen == type ? 1 : 0, 1};
    if (seen != type) score.wrong += "  " + type + " is said to be " + seen + "\n";
    for (const auto& [name, value] : truth.at("fields").items()) {
        const bool right = isFieldRight(document, name, truth);
        score.fields += {right ? 1 : 0, 1};
        if (!right) score.wrong += "  field " + name + ": " + value.get<std::string>() + "\n";
    }
    if (truth.value("edges", "") == "visible") {
        score.corners = cornersOf(document, truth);
        if (score.corners.right < 4)
            score.wrong += fmt::format("  {} corners of {} are off\n", 4 - score.corners.right, type);
    }
    return score;
}

}  // namespace

void Score::operator+=(const Score& other) {
    characters += other.characters;
    invented += other.invented;
    types += other.types;
    fields += other.fields;
    corners += other.corners;
    wrong += other.wrong;
}

Score scoreOf(const base::Json& reading, const base::Json& truth) {
    Score score;
    std::string text;
    for (const auto& document : reading.at("documents")) text += document.value("text", "") + "\n";
    Json lines = Json::array();
    for (const auto& document : truth.at("documents")) {
        score += scoreDocument(documentAt(reading, truth, document), document);
        for (const auto& line : document.at("lines")) lines.push_back(line);
    }
    const auto read = scoreText(comparable(text), longestFirst(lines), longestFirst(truth.at("optional_lines")));
    score.characters = read.characters;
    score.invented = read.invented;
    score.wrong += read.wrong;
    if (!score.wrong.empty()) score.wrong = truth.at("image").get<std::string>() + ":\n" + score.wrong;
    return score;
}

}  // namespace daiban::samples
