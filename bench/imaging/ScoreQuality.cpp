// What judgeQuality says of every page of a folder, as CSV, and how often it says it in each family (of NAME.json
// beside the picture; the folder's name where there is none).
//
//     score_quality FOLDER|FILE... [--notes]
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <opencv2/core/utility.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/Error.h"
#include "base/Json.h"
#include "imaging/FindDocuments.h"
#include "imaging/JudgeQuality.h"
#include "page/PageFile.h"

using namespace daiban;
namespace fs = std::filesystem;

namespace {

struct Total {
    int pages = 0, blank = 0, clean = 0;
    std::map<std::string, int> warnings;
    double milliseconds = 0, slowest = 0;
};

/// A page's family and whether its truth says that nothing is on it (it has documents, none of them with a line, and
/// they are of no known type).
struct Truth {
    std::string family;
    double dpi = 0;
    std::string content;  // "blank", "content" or "" where nobody said
};

Truth truthOf(const fs::path& picture) {
    const fs::path file = fs::path(picture).replace_extension(".json");
    if (!fs::exists(file)) return {picture.parent_path().filename().string(), 0, ""};
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    const base::Json json = base::parseJson(text.str(), base::Sentence::verbatim(file.string()));
    if (!json.contains("family")) return {picture.parent_path().filename().string(), 0, "content"};
    bool empty = true;
    for (const auto& d : json.at("documents")) empty &= d.at("lines").empty() && d.at("type") == "unknown";
    const auto& parameters = json.at("params");
    const bool known = parameters.contains("dpi") && parameters["dpi"].is_number();
    return {json.at("family"), known ? parameters["dpi"].get<double>() : 0, empty ? "blank" : "content"};
}

std::vector<fs::path> filesOf(const std::vector<fs::path>& arguments) {
    static const std::vector<std::string> kinds{".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"};
    std::vector<fs::path> files;
    const auto take = [&](const fs::path& file) {
        if (std::find(kinds.begin(), kinds.end(), file.extension().string()) != kinds.end()) files.push_back(file);
    };
    for (const fs::path& argument : arguments)
        if (fs::is_directory(argument))
            for (const auto& entry : fs::recursive_directory_iterator(argument)) take(entry.path());
        else
            take(argument);
    std::sort(files.begin(), files.end());
    return files;
}

void score(const fs::path& file, int number, const Truth& truth, page::Page page, bool withNotes, Total& total) {
    if (truth.dpi > 0) page.dpi = truth.dpi;
    const auto documents = imaging::findDocuments(page);
    const std::clock_t start = std::clock();  // processor time: the machine may be shared
    const imaging::Quality quality = imaging::judgeQuality(page, documents);
    const double milliseconds = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::string codes;
    for (const auto warning : quality.warnings) {
        codes += (codes.empty() ? "" : " ") + std::string(codeOf(warning));
        ++total.warnings[std::string(codeOf(warning))];
    }
    ++total.pages;
    total.blank += quality.blank ? 1 : 0;
    total.clean += quality.warnings.empty() ? 1 : 0;
    total.milliseconds += milliseconds;
    total.slowest = std::max(total.slowest, milliseconds);
    const bool wrong = !truth.content.empty() && (truth.content == "blank") != quality.blank;
    std::printf("%s,%d,%s,%.0f,%s%s,%s,%.3f,%.1f\n", file.filename().c_str(), number, truth.family.c_str(), page.dpi,
                quality.blank ? "blank" : "content", wrong ? " (WRONG)" : "", codes.c_str(), quality.sharpness,
                milliseconds);
    if (withNotes)
        for (const auto& note : quality.notes) {
            std::printf("    %s", note.sentence.c_str());
            if (note.where) std::printf(" %s", base::toLine(base::toJson(*note.where)).c_str());
            std::printf("\n");
        }
}

void print(const std::string& name, const Total& t) {
    std::printf("# %-16s pages %3d  without warning %3d  blank %2d  ms %.1f (slowest %.1f)", name.c_str(), t.pages,
                t.clean, t.blank, t.milliseconds / std::max(1, t.pages), t.slowest);
    for (const auto& [code, count] : t.warnings) std::printf("  %s %d", code.c_str(), count);
    std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<fs::path> arguments;
    bool withNotes = false;
    for (int i = 1; i < argc; ++i)
        if (const std::string word = argv[i]; word == "--notes")
            withNotes = true;
        else
            arguments.emplace_back(word);
    if (arguments.empty()) {
        std::fprintf(stderr, "usage: score_quality FOLDER|FILE... [--notes]\n");
        return 1;
    }
    cv::setNumThreads(1);
    std::map<std::string, Total> families;
    std::printf("picture,page,family,dpi,blank,warnings,sharpness,ms\n");
    for (const fs::path& file : filesOf(arguments)) try {
            const page::PageFile pages = page::PageFile::open(file);
            const Truth truth = truthOf(file);
            for (int number = 1; number <= pages.pageCount(); ++number)
                score(file, number, truth, pages.page(number), withNotes, families[truth.family]);
        } catch (const base::Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    for (const auto& [family, total] : families) print(family, total);
}
