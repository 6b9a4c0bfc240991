// store_readings MODELS FOLDER|IMAGE... > FILE: reads pictures once and keeps what `understand` is given of each document,
// with the place of every character, so that understanding can be measured over and over without reading again
// (understand_stored). One picture a line; places are pixels of the cleaned document, "quad" those of the picture.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/Json.h"
#include "base/Text.h"
#include "intake/readPage.h"
#include "page/PageFile.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

base::Json symbolsOf(const text::TextLine& line) {
    base::Json symbols = base::Json::array();
    for (const auto& symbol : line.symbols) {
        symbols.push_back({symbol.text, base::toJson(symbol.quad), symbol.confidence.value()});
        if (symbol.candidates.empty() && symbol.alternatives.empty()) continue;
        symbols.back().push_back(symbol.candidates);
        symbols.back().push_back(symbol.alternatives);
    }
    return symbols;
}

base::Json documentOf(const intake::ReadDocument& read) {
    base::Json lines = base::Json::array();
    for (const auto& line : read.text.lines)
        lines.push_back({{"text", line.text},
                         {"quad", base::toJson(line.quad)},
                         {"confidence", line.confidence.value()},
                         {"symbols", symbolsOf(line)}});
    return {{"type", read.document.classification.type},
            {"quad", base::toJson(read.clean.quad)},
            {"size", {read.clean.pixels.cols, read.clean.pixels.rows}},
            {"dpi", read.clean.dpi},
            {"edges", read.clean.edgesVisible ? "visible" : "none"},
            {"lines", std::move(lines)}};
}

std::vector<fs::path> picturesIn(const fs::path& path) {
    if (!fs::is_directory(path)) return {path};
    std::vector<fs::path> pictures;
    for (const auto& entry : fs::directory_iterator(path))
        if (entry.path().extension() == ".jpg" || entry.path().extension() == ".png") pictures.push_back(entry.path());
    std::sort(pictures.begin(), pictures.end());
    return pictures;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::cerr << "store_readings MODELS FOLDER|IMAGE... > FILE\n", 1;
    const fs::path models = argv[1];
    const auto types = documents::DocumentTypes::load(models / "documents");
    const auto reader = text::openTextReader("auto", models / "words");
    const intake::ReadingTools tools{
        .reader = *reader, .types = types, .today = base::parseIsoDate("2026-11-22").value()};
    for (int i = 2; i < argc; ++i)
        for (const auto& picture : picturesIn(argv[i])) {
            const auto file = page::PageFile::open(picture);
            const auto reading = intake::readPage(file.page(1), tools);
            base::Json codes = base::Json::array();
            for (const auto& code : reading.codes)
                codes.push_back({{"format", code.format}, {"text", code.text}, {"quad", base::toJson(code.quad)}});
            base::Json documents = base::Json::array();
            for (const auto& document : reading.documents) documents.push_back(documentOf(document));
            std::cout << base::Json{{"image", picture.filename().string()},
                                    {"folder", picture.parent_path().string()},
                                    {"rotation", static_cast<int>(reading.turn)},
                                    {"codes", codes},
                                    {"documents", documents}}
                             .dump()
                      << "\n"
                      << std::flush;
        }
    return 0;
}
