// Measures evenLight, measureCurl and measureSkew on pictures of documents: how uneven the paper is before and after,
// what curl and skew are seen, and what it costs. A picture with truth beside it (NAME.json with "documents") is cut
// at its truth corners; one without is taken whole.
//
//     score_light [--pictures DIR] [--family NAME] PICTURE...
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/Json.h"
#include "imaging/EvenLight.h"
#include "imaging/Flatten.h"
#include "imaging/Uncurl.h"

using namespace daiban;
namespace fs = std::filesystem;

namespace {

struct Arguments {
    fs::path pictures;
    std::string family;
    std::vector<fs::path> files;
};

Arguments argumentsOf(int argc, char** argv) {
    Arguments out;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--pictures" && i + 1 < argc)
            out.pictures = argv[++i];
        else if (word == "--family" && i + 1 < argc)
            out.family = argv[++i];
        else
            out.files.emplace_back(word);
    }
    return out;
}

/// Milliseconds of processor time, the least of three runs: the machine may be shared.
template <class Work>
double quickest(const Work& work) {
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
        const std::clock_t start = std::clock();
        work();
        least = std::min(least, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return least;
}

/// Gray levels of the paper: the 80th percentile of every cell of a grid, darkest tenth left out (photos and bars).
struct Paper {
    double spread, dark, light;  ///< 90th less 10th percentile as share of the 90th; both percentiles
};

Paper paperOf(const cv::Mat& picture) {
    cv::Mat gray = picture;
    if (picture.channels() == 3) cv::cvtColor(picture, gray, cv::COLOR_BGR2GRAY);
    std::vector<int> levels;
    const int across = 20, down = 28;
    for (int j = 1; j + 1 < down; ++j)
        for (int i = 1; i + 1 < across; ++i) {
            const cv::Rect cell(i * gray.cols / across, j * gray.rows / down, gray.cols / across, gray.rows / down);
            std::vector<uchar> values;
            for (int r = cell.y; r < cell.br().y; r += 2)
                values.insert(values.end(), gray.ptr(r) + cell.x, gray.ptr(r) + cell.br().x);
            if (values.empty()) continue;
            const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 8 / 10);
            std::nth_element(values.begin(), at, values.end());
            levels.push_back(*at);
        }
    if (levels.empty()) return {};
    std::sort(levels.begin(), levels.end());
    const double dark = levels[levels.size() / 10], light = levels[levels.size() * 9 / 10];
    return {(light - dark) / std::max(1.0, light), dark, light};
}

std::vector<cv::Mat> documentsIn(const fs::path& file, const std::string& family) {
    page::Page page;
    page.pixels = cv::imread(file.string(), cv::IMREAD_ANYCOLOR);
    if (page.pixels.empty()) return {};
    fs::path truth = file;
    truth.replace_extension(".json");
    if (!fs::exists(truth)) return {page.pixels};
    std::stringstream text;
    text << std::ifstream(truth).rdbuf();
    const base::Json json = base::parseJson(text.str(), base::Sentence::verbatim(truth.string()));
    if (!family.empty() && json.at("family") != family) return {};
    std::vector<cv::Mat> out;
    for (const auto& document : json.at("documents"))
        out.push_back(
            imaging::flatten(page, {base::quadFromJson(document.at("quad")), base::Confidence(1), true}).pixels);
    return out;
}

void save(const fs::path& file, const cv::Mat& before, const cv::Mat& after) {
    cv::Mat both;
    cv::hconcat(before, after, both);
    const double scale = std::min(1.0, 1400.0 / std::max(both.cols, both.rows));
    cv::resize(both, both, {}, scale, scale, cv::INTER_AREA);
    cv::imwrite(file.string(), both);
}

void score(const std::string& name, const cv::Mat& document, const fs::path& pictures) {
    cv::Mat even;
    imaging::Curl curl;
    const double lightTime = quickest([&] { even = imaging::evenLight(document); });
    const double curlTime = quickest([&] { curl = imaging::measureCurl(document); });
    const imaging::Skew skew = imaging::measureSkew(document);
    const Paper before = paperOf(document), after = paperOf(even);
    std::printf(
        "%-28s %4dx%-4d %-6s paper %3.0f-%3.0f (%4.1f%%) -> %3.0f-%3.0f (%4.1f%%) %5.1f ms  curl %5.2f%% %5.1f "
        "ms  skew %6.2f (%.2f)\n",
        name.c_str(), document.cols, document.rows, even.data == document.data ? "same" : "evened", before.dark,
        before.light, 100 * before.spread, after.dark, after.light, 100 * after.spread, lightTime,
        100 * curl.largest() / document.rows, curlTime, skew.degrees, skew.confidence.value());
    if (!pictures.empty() && even.data != document.data) save(pictures / (name + "-light.png"), document, even);
    if (!pictures.empty() && !curl.none())
        save(pictures / (name + "-curl.png"), document, imaging::straightenedBy(curl, document));
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = argumentsOf(argc, argv);
    if (arguments.files.empty()) {
        std::fprintf(stderr, "usage: score_light [--pictures DIR] [--family NAME] PICTURE...\n");
        return 1;
    }
    cv::setNumThreads(1);
    for (const fs::path& file : arguments.files) {
        int number = 0;
        for (const cv::Mat& document : documentsIn(file, arguments.family))
            score(file.stem().string() + "-" + std::to_string(++number), document, arguments.pictures);
    }
}
