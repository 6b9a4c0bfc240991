// How many defects an archive would send back are found, and how many good pages are called bad (DA/T 31-2017).
//
//   score_archive drawn [--set|--judge] [--pages N] [--clean N] [--from N] [--save FOLDER] [--models MODELS]
//   score_archive FOLDER|FILE...      what is said of pages that are there
//
// `drawn` spoils drawn pages, each in one of the eight ways of samples/draw/PageDefects.h, as strongly as is written
// there. Thresholds were set with --set: papers of samples/draw/SampleTypes.h, seeds from 1. --judge draws others:
// layouts of samples/draw/Layouts.h, seeds from 50001. Half of the pages have 200 dpi, half 300.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "base/Error.h"
#include "imaging/ArchiveDefects.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "page/PageFile.h"
#include "samples/draw/Layouts.h"
#include "samples/draw/PageDefects.h"
#include "text/TextReader.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

struct Arguments {
    bool judge = false;
    int pages = 1000, clean = 500, from = 0;
    fs::path save, models = "models";
};

double processorSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Where the time goes.
double secondsLooking = 0, secondsTurning = 0;

/// As readPage() turns its largest document: Turned is what its reading says.
bool liesTurned(const page::Page& page, const text::TextReader& reader) {
    const auto found = imaging::findDocuments(page);
    const auto largest =
        std::ranges::max_element(found, {}, [](const auto& document) { return base::area(document.quad); });
    const auto orientation = reader.orientation(imaging::flatten(page, *largest));
    return orientation.confidence.value() >= 0.1 && orientation.turn != base::Turn::None;
}

std::vector<std::string> defectsOf(const page::Page& page, const text::TextReader& reader, imaging::ArchiveLook& look) {
    const double start = processorSeconds();
    look = imaging::lookForArchive(page);
    const double looked = processorSeconds();
    secondsLooking += looked - start;
    std::vector<std::string> codes;
    for (const auto& found : look.defects) codes.emplace_back(imaging::codeOf(found.defect));
    if (std::ranges::find(codes, "blank") == codes.end() && liesTurned(page, reader)) codes.emplace_back("turned");
    secondsTurning += processorSeconds() - looked;
    return codes;
}

samples::DrawnPage drawnPage(const Arguments& arguments, std::uint32_t number) {
    const double dpi = number % 2 == 0 ? 300 : 200;
    if (arguments.judge) {
        static const auto types = samples::layoutTypes();
        const std::uint32_t seed = 50001 + number;
        return samples::drawLayout(types[number % types.size()], seed, dpi);
    }
    static const auto types = [] {
        auto names = samples::sampleTypes();
        std::erase(names, "blank-page");
        return names;
    }();
    return samples::drawClean(types[number % types.size()], 1 + number, dpi);
}

struct Tally {
    int pages = 0, found = 0;
    std::map<std::string, int> others;
};

std::string joined(const std::vector<std::string>& codes) {
    std::string all;
    for (const auto& code : codes) all += (all.empty() ? "" : " ") + code;
    return all.empty() ? "-" : all;
}

void keep(const fs::path& folder, const std::string& name, const cv::Mat& image) {
    if (folder.empty()) return;
    fs::create_directories(folder);
    cv::imwrite((folder / (name + ".jpg")).string(), image);
}

int scoreDrawn(const Arguments& arguments, const text::TextReader& reader) {
    std::map<std::string, Tally> tallies;
    const auto kinds = samples::pageDefects();
    for (int i = 0; i < arguments.pages + arguments.clean; ++i) {
        const std::string kind(i < arguments.pages ? kinds[static_cast<std::size_t>(i) % kinds.size()] : "");
        const auto number = static_cast<std::uint32_t>(arguments.from + i);
        const auto drawn = samples::archiveScan(drawnPage(arguments, number), kind, 7 * number + 3);
        const page::Page page{.pixels = drawn.image, .dpi = drawn.dpi, .provenance = {}};
        imaging::ArchiveLook look;
        const auto codes = defectsOf(page, reader, look);
        Tally& tally = tallies[kind];
        ++tally.pages;
        const bool found = kind.empty() ? codes.empty() : std::ranges::find(codes, kind) != codes.end();
        tally.found += found ? 1 : 0;
        for (const auto& code : codes)
            if (code != kind) ++tally.others[code];
        if (found) continue;
        std::printf("%5d %-15s %s: skew %.2f edge %.2f contrast %.0f dpi %.0f\n", i,
                    kind.empty() ? "clean" : kind.c_str(), joined(codes).c_str(), look.skewDegrees, look.edgeWidth,
                    look.contrast, look.dpi);
        keep(arguments.save, (kind.empty() ? "clean" : kind) + "-" + std::to_string(i), drawn.image);
        std::fflush(stdout);
    }
    int all = 0, right = 0;
    for (const auto& [kind, tally] : tallies) {
        std::printf("# %-15s %4d pages, %s %4d", kind.empty() ? "clean" : kind.c_str(), tally.pages,
                    kind.empty() ? "none wrong on" : "found", tally.found);
        for (const auto& [code, count] : tally.others) std::printf("  also %s %d", code.c_str(), count);
        std::printf("\n");
        if (!kind.empty()) all += tally.pages, right += tally.found;
    }
    const int looked = arguments.pages + arguments.clean;
    std::printf("# a page: %.2f s of one core to look at it, %.2f s to tell which way it lies\n",
                secondsLooking / looked, secondsTurning / looked);
    const Tally& clean = tallies[""];
    std::printf("# found %d of %d = %.2f%%; false on clean pages %d of %d = %.2f%%\n", right, all,
                100.0 * right / std::max(1, all), clean.pages - clean.found, clean.pages,
                100.0 * (clean.pages - clean.found) / std::max(1, clean.pages));
    return 0;
}

int scoreFiles(const std::vector<fs::path>& arguments, const text::TextReader& reader) {
    std::vector<fs::path> files;
    for (const auto& argument : arguments)
        if (fs::is_directory(argument))
            for (const auto& entry : fs::recursive_directory_iterator(argument)) files.push_back(entry.path());
        else
            files.push_back(argument);
    std::ranges::sort(files);
    std::map<std::string, int> counts;
    int pages = 0;
    for (const auto& file : files) {
        if (!fs::is_regular_file(file) || file.extension() == ".json" || file.extension() == ".tsv") continue;
        try {
            const auto opened = page::PageFile::open(file);
            for (int number = 1; number <= opened.pageCount(); ++number) {
                imaging::ArchiveLook look;
                const auto codes = defectsOf(opened.page(number), reader, look);
                ++pages;
                for (const auto& code : codes) ++counts[code];
                std::printf("%s %d: %s  skew %.2f edge %.2f contrast %.0f dpi %.0f\n", file.c_str(), number,
                            joined(codes).c_str(), look.skewDegrees, look.edgeWidth, look.contrast, look.dpi);
                std::fflush(stdout);
            }
        } catch (const base::Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }
    std::printf("# %d pages", pages);
    for (const auto& [code, count] : counts) std::printf("  %s %d", code.c_str(), count);
    std::printf("\n");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    std::vector<fs::path> files;
    bool isDrawn = false;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto next = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
        if (word == "drawn")
            isDrawn = true;
        else if (word == "--judge")
            arguments.judge = true;
        else if (word == "--set")
            arguments.judge = false;
        else if (word == "--pages")
            arguments.pages = std::stoi(next());
        else if (word == "--clean")
            arguments.clean = std::stoi(next());
        else if (word == "--from")
            arguments.from = std::stoi(next());
        else if (word == "--save")
            arguments.save = next();
        else if (word == "--models")
            arguments.models = next();
        else
            files.emplace_back(word);
    }
    if (!isDrawn && files.empty())
        return std::cerr << "score_archive drawn [--judge] [--pages N] [--clean N] | FOLDER|FILE...\n", 1;
    cv::setNumThreads(1);
    const auto reader = text::openTextReader("auto", arguments.models / "words");
    return isDrawn ? scoreDrawn(arguments, *reader) : scoreFiles(files, *reader);
}
