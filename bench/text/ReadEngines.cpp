// Reads the documents of the images of a folder by several engines in one run: each image is cleaned once (find,
// flatten, turn upright), and each engine reads the same cleaned documents. Writes OUT/ENGINE.jsonl for score.py and
// prints what a document took, in seconds of one core.
//   bench_read_engines FOLDER OUT ENGINE... [--every N] [--cleaned DIR] [--words DIR]
// --cleaned keeps the cleaned documents in a folder, so that a next run need not clean again.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/Json.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "text/TextReader.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

/// Of this thread: what else the machine does does not count.
double secondsOfWork() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

std::vector<page::CleanPage> cleaned(const fs::path& image, const text::TextReader& reader) {
    page::Page page;
    page.pixels = cv::imread(image.string());
    std::vector<page::CleanPage> documents;
    for (const auto& found : imaging::findDocuments(page)) {
        page::CleanPage flat = imaging::flatten(page, found);
        const text::Orientation upright = reader.orientation(flat);
        const bool sure = upright.confidence.value() >= 0.1;
        documents.push_back(
            imaging::turnedBy(std::move(flat), sure ? upright.turn : base::Turn::None, upright.confidence));
    }
    return documents;
}

/// The cleaned documents of an image, from `folder` when they are there already.
std::vector<page::CleanPage> cleanedOnce(const fs::path& image, const text::TextReader& reader,
                                         const fs::path& folder) {
    if (folder.empty()) return cleaned(image, reader);
    std::vector<page::CleanPage> documents;
    const auto fileOf = [&](std::size_t i) {
        return folder / (image.stem().string() + "-" + std::to_string(i) + ".png");
    };
    for (std::size_t i = 0; fs::exists(fileOf(i)); ++i)
        documents.emplace_back().pixels = cv::imread(fileOf(i).string(), cv::IMREAD_UNCHANGED);
    if (!documents.empty()) return documents;
    documents = cleaned(image, reader);
    for (std::size_t i = 0; i < documents.size(); ++i) cv::imwrite(fileOf(i).string(), documents[i].pixels);
    return documents;
}

struct Engine {
    std::unique_ptr<text::TextReader> reader;
    std::ofstream out;
    double seconds = 0;
};

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    std::size_t every = 1;
    fs::path keep;
    fs::path lists;
    for (auto word = words.begin(); word != words.end();) {
        if (*word == "--every") every = std::stoul(word[1]);
        if (*word == "--cleaned") keep = word[1];
        if (*word == "--words") lists = word[1];
        word = word->starts_with("--") ? words.erase(word, word + 2) : word + 1;
    }
    if (words.size() < 3) return std::cerr << "bench_read_engines FOLDER OUT ENGINE...\n", 1;
    const fs::path folder = words[0];
    const fs::path out = words[1];
    fs::create_directories(out);
    if (!keep.empty()) fs::create_directories(keep);
    std::map<std::string, Engine> engines;
    for (std::size_t i = 2; i < words.size(); ++i)
        engines[words[i]] = {text::openTextReader(words[i], lists), std::ofstream(out / (words[i] + ".jsonl"))};
    const auto cleaner = text::openTextReader();

    std::vector<fs::path> images;
    for (const auto& entry : fs::directory_iterator(folder))
        if (const auto kind = entry.path().extension(); kind == ".jpg" || kind == ".png" || kind == ".jpeg")
            images.push_back(entry.path());
    std::sort(images.begin(), images.end());
    int documents = 0;
    for (std::size_t n = 0; n < images.size(); n += every) {
        const auto pages = cleanedOnce(images[n], *cleaner, keep);
        documents += static_cast<int>(pages.size());
        for (auto& [name, engine] : engines) {
            base::Json line{{"image", images[n].string()}, {"documents", base::Json::array()}};
            for (const auto& document : pages) {
                const double start = secondsOfWork();
                const text::PageText text = engine.reader->read(document);
                engine.seconds += secondsOfWork() - start;
                base::Json lines = base::Json::array();
                for (const auto& each : text.lines)
                    lines.push_back({{"text", each.text},
                                     {"quad", base::toJson(each.quad)},
                                     {"confidence", each.confidence.value()}});
                line["documents"].push_back({{"type", "unknown"}, {"text", text.all()}, {"lines", lines}});
            }
            engine.out << base::toLine(line) << "\n" << std::flush;
        }
    }
    for (const auto& [name, engine] : engines)
        std::cout << name << ": " << engine.seconds / documents << " s a document, " << documents << " documents\n";
}
