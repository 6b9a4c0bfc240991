#include "StoredReadings.h"

#include <algorithm>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "base/Json.h"

namespace daiban::bench {

namespace {

namespace fs = std::filesystem;

std::string wholeFile(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

cv::Size sizeOf(const base::Quad& quad) {
    const double width = (base::distance(quad[0], quad[1]) + base::distance(quad[3], quad[2])) / 2;
    const double height = (base::distance(quad[0], quad[3]) + base::distance(quad[1], quad[2])) / 2;
    return {std::max(1, cvRound(width)), std::max(1, cvRound(height))};
}

cv::Mat flatteningOf(const base::Quad& quad, cv::Size size) {
    std::vector<cv::Point2f> from, to;
    for (const auto& p : quad) from.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    const auto w = static_cast<float>(size.width), h = static_cast<float>(size.height);
    to = {{0, 0}, {w, 0}, {w, h}, {0, h}};
    return cv::getPerspectiveTransform(from, to);
}

base::Quad moved(const base::Quad& quad, const cv::Mat& map) {
    std::vector<cv::Point2d> points, out;
    for (const auto& p : quad) points.emplace_back(p.x, p.y);
    cv::perspectiveTransform(points, out, map);
    base::Quad result{};
    for (std::size_t i = 0; i < 4; ++i) result[i] = {out[i].x, out[i].y};
    return result;
}

/// One white sheet that all documents with text share: nobody looks at its pixels.
cv::Mat emptySheet(cv::Size size) {
    static const cv::Mat sheet(6000, 6000, CV_8UC1, cv::Scalar(255));
    return cv::Mat(size, CV_8UC1, sheet.data);
}

std::string truthOf(const base::Json& truth, const base::Quad& quad) {
    std::string type(documents::unknownType);
    double nearest = -1;
    for (const auto& document : truth.at("documents")) {
        const double away = base::distance(base::centre(base::quadFromJson(document.at("quad"))), base::centre(quad));
        if (nearest < 0 || away < nearest) nearest = away, type = document.at("type").get<std::string>();
    }
    return type;
}

StoredDocument documentOf(const base::Json& page, const base::Json& json, const fs::path& picture) {
    StoredDocument out;
    const base::Quad quad = base::quadFromJson(json.at("quad"));
    const cv::Size size = sizeOf(quad);
    const cv::Mat map = flatteningOf(quad, size);
    out.answer = json.at("type").get<std::string>();
    out.clean.quad = quad;
    out.clean.dpi = page.at("quality").at("dpi").get<double>();
    out.clean.edgesVisible = json.at("edges") == "visible";
    for (const auto& line : json.at("lines"))
        out.text.lines.push_back({line.at("text").get<std::string>(),
                                  moved(base::quadFromJson(line.at("quad")), map),
                                  base::Confidence(line.at("confidence").get<double>()),
                                  {}});
    for (const auto& code : page.at("codes"))
        out.codes.push_back({code.at("format").get<std::string>(), code.at("text").get<std::string>(), {}});
    if (out.text.lines.empty())
        cv::warpPerspective(cv::imread(picture.string()), out.clean.pixels, map, size);
    else
        out.clean.pixels = emptySheet(size);
    return out;
}

text::TextLine lineWithSymbols(const base::Json& json) {
    text::TextLine line{json.at("text").get<std::string>(),
                        base::quadFromJson(json.at("quad")),
                        base::Confidence(json.at("confidence").get<double>()),
                        {}};
    for (const auto& symbol : json.at("symbols")) {
        line.symbols.push_back({symbol.at(0).get<std::string>(), base::quadFromJson(symbol.at(1)),
                                base::Confidence(symbol.at(2).get<double>())});
        if (symbol.size() < 5) continue;
        line.symbols.back().candidates = symbol.at(3).get<std::vector<std::string>>();
        line.symbols.back().alternatives = symbol.at(4).get<std::vector<std::string>>();
    }
    return line;
}

StoredDocument storedDocumentOf(const base::Json& json, const fs::path& picture) {
    StoredDocument out;
    const cv::Size size(json.at("size").at(0).get<int>(), json.at("size").at(1).get<int>());
    out.answer = json.at("type").get<std::string>();
    out.clean.quad = base::quadFromJson(json.at("quad"));
    out.clean.dpi = json.at("dpi").get<double>();
    out.clean.edgesVisible = json.at("edges") == "visible";
    for (const auto& line : json.at("lines")) out.text.lines.push_back(lineWithSymbols(line));
    if (out.text.lines.empty() && fs::exists(picture))
        cv::warpPerspective(cv::imread(picture.string()), out.clean.pixels, flatteningOf(out.clean.quad, size), size);
    else
        out.clean.pixels = emptySheet(size);
    return out;
}

}  // namespace

std::vector<StoredPage> readStoredPages(const fs::path& stored) {
    std::ifstream stream(stored);
    if (!stream)
        throw base::Error(base::ErrorKind::Unreadable, base::Sentence("{} cannot be opened.", stored.string()));
    std::vector<StoredPage> pages;
    for (std::string line; std::getline(stream, line);) {
        const auto json = base::parseJson(line, base::Sentence::verbatim(stored.string()));
        StoredPage page{json.at("image").get<std::string>(), json.at("folder").get<std::string>(),
                        json.at("rotation").get<int>(), {}};
        const fs::path picture = fs::path(page.folder) / page.image;
        for (const auto& document : json.at("documents")) {
            page.documents.push_back(storedDocumentOf(document, picture));
            page.documents.back().image = page.image;
            for (const auto& code : json.at("codes"))
                page.documents.back().codes.push_back(
                    {code.at("format").get<std::string>(), code.at("text").get<std::string>(), {}});
        }
        pages.push_back(std::move(page));
    }
    return pages;
}

std::vector<StoredDocument> readStored(const fs::path& readings, const fs::path& truthFolder) {
    std::ifstream stream(readings);
    if (!stream)
        throw base::Error(base::ErrorKind::Unreadable, base::Sentence("{} cannot be opened.", readings.string()));
    std::vector<StoredDocument> out;
    for (std::string line; std::getline(stream, line);) {
        const auto page = base::parseJson(line, base::Sentence::verbatim(readings.string()));
        const fs::path image = page.at("image").get<std::string>();
        fs::path truthFile = truthFolder / image.filename();
        truthFile.replace_extension(".json");
        const auto truth = base::parseJson(wholeFile(truthFile), base::Sentence::verbatim(truthFile.string()));
        for (const auto& json : page.at("documents")) {
            out.push_back(documentOf(page, json, truthFolder / image.filename()));
            out.back().image = image.filename().string();
            out.back().truth = truthOf(truth, out.back().clean.quad);
        }
    }
    return out;
}

}  // namespace daiban::bench
