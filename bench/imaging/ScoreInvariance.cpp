// Whether a page gives the same documents however it lies and whatever the scanner's resolution was: the documents
// found on every picture of a folder are compared with those on its three turned copies and on copies at other
// resolutions.
//
//     score_invariance FOLDER [NAME...]      pictures NAME.jpg; NAME.json beside it may name "family" and params.dpi
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/Json.h"
#include "imaging/FindDocuments.h"

using namespace daiban;
namespace fs = std::filesystem;

namespace {

/// Quads with more overlap than this are the same document.
constexpr double same = 0.95;

using Found = std::vector<imaging::FoundDocument>;

page::Page turned(const page::Page& page, int turns) {
    page::Page out{{}, page.dpi, page.provenance};  // pixels of its own
    if (turns == 1) cv::rotate(page.pixels, out.pixels, cv::ROTATE_90_CLOCKWISE);
    if (turns == 2) cv::rotate(page.pixels, out.pixels, cv::ROTATE_180);
    if (turns == 3) cv::rotate(page.pixels, out.pixels, cv::ROTATE_90_COUNTERCLOCKWISE);
    return out;
}

/// A point of the page turned clockwise by quarters, where it lies on the page as it was.
base::Point turnedBack(base::Point p, int turns, const page::Page& page) {
    const double w = page.width(), h = page.height();
    if (turns == 1) return {p.y, h - p.x};
    if (turns == 2) return {w - p.x, h - p.y};
    if (turns == 3) return {w - p.y, p.x};
    return p;
}

template <typename Map>
Found mapped(Found found, Map map) {
    for (auto& document : found)
        for (base::Point& p : document.quad) p = map(p);
    return found;
}

bool areSame(const Found& a, const Found& b) {
    if (a.size() != b.size()) return false;
    return std::all_of(a.begin(), a.end(), [&](const auto& x) {
        return std::any_of(b.begin(), b.end(),
                           [&](const auto& y) { return base::intersectionOverUnion(x.quad, y.quad) > same; });
    });
}

struct Counts {
    int pages = 0;
    std::map<std::string, int> same, tried;
};

void compare(const page::Page& page, double dpi, Counts& counts, std::string& different) {
    const Found found = imaging::findDocuments(page);
    ++counts.pages;
    const auto note = [&](const std::string& what, const Found& other) {
        ++counts.tried[what];
        if (areSame(found, other))
            ++counts.same[what];
        else
            different += " " + what;
    };
    for (int turns = 1; turns < 4; ++turns)
        note(std::to_string(90 * turns), mapped(imaging::findDocuments(turned(page, turns)),
                                                [&](base::Point p) { return turnedBack(p, turns, page); }));
    if (dpi <= 0) return;
    for (const int wanted : {100, 200, 300, 600}) {
        const double scale = wanted / dpi;
        if (std::abs(scale - 1) < 0.01) continue;
        page::Page other{{}, 0, page.provenance};
        cv::resize(page.pixels, other.pixels, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
        note(std::to_string(wanted) + "dpi", mapped(imaging::findDocuments(other), [&](base::Point p) {
                 return base::Point{p.x / scale, p.y / scale};
             }));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: score_invariance FOLDER [NAME...]\n");
        return 1;
    }
    cv::setNumThreads(1);
    const fs::path folder = argv[1];
    std::vector<std::string> names(argv + 2, argv + argc);
    if (names.empty())
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".jpg") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    std::map<std::string, Counts> families;
    for (const std::string& name : names) {
        page::Page page;
        page.pixels = cv::imread((folder / (name + ".jpg")).string(), cv::IMREAD_ANYCOLOR);
        std::string family = "-";
        double dpi = 0;
        if (std::ifstream in(folder / (name + ".json")); in) {
            std::stringstream text;
            text << in.rdbuf();
            const base::Json json = base::parseJson(text.str(), base::Sentence::verbatim(name));
            family = json.value("family", "-");
            if (json.contains("params")) dpi = json["params"].value("dpi", 0.0);
        }
        std::string different;
        compare(page, dpi, families[family], different);
        if (!different.empty()) std::printf("  %s %s differs:%s\n", name.c_str(), family.c_str(), different.c_str());
    }
    for (const auto& [family, counts] : families) {
        std::printf("%-15s pages %3d ", family.c_str(), counts.pages);
        for (const auto& [what, tried] : counts.tried)
            std::printf("  %s %d/%d", what.c_str(), counts.same.contains(what) ? counts.same.at(what) : 0, tried);
        std::printf("\n");
    }
}
