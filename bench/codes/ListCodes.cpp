// list_codes IMAGE|FOLDER...: for every picture one line of JSON with the codes read, the places seen and not read, and
// the milliseconds of processor time; the form that scorers of payloads take.

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/Json.h"
#include "codes/Code.h"

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> imagesOf(const std::vector<std::string>& inputs) {
    static const std::set<std::string> known{".png", ".jpg", ".jpeg", ".webp", ".tif"};
    std::vector<fs::path> images;
    for (const auto& input : inputs) {
        if (!fs::is_directory(input)) {
            images.emplace_back(input);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(input))
            if (known.contains(entry.path().extension().string())) images.push_back(entry.path());
    }
    std::sort(images.begin(), images.end());
    return images;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: list_codes IMAGE|FOLDER...\n";
        return 1;
    }
    cv::setNumThreads(1);
    for (const auto& file : imagesOf({argv + 1, argv + argc})) {
        const cv::Mat image = cv::imread(file.string(), cv::IMREAD_COLOR);
        if (image.empty()) continue;
        const std::clock_t start = std::clock();
        const auto seen = daiban::codes::readCodes(image);
        const double took = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        daiban::base::Json codes = daiban::base::Json::array();
        for (const auto& code : seen.read)
            codes.push_back(
                {{"format", code.format}, {"text", code.text}, {"quad", daiban::base::toJson(code.quad)}});
        daiban::base::Json unread = daiban::base::Json::array();
        for (const auto& place : seen.unread) unread.push_back(daiban::base::toJson(place.quad));
        std::cout << daiban::base::Json({{"image", file.string()}, {"codes", codes}, {"unread", unread}, {"ms", took}})
                         .dump(-1, ' ', false, daiban::base::Json::error_handler_t::replace)
                  << std::endl;
    }
    return 0;
}
