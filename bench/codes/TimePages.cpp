// time_pages IMAGE|FOLDER...: the milliseconds of processor time readCodes takes on whole pages, beside one pass of
// ZXing-C++ with the same kinds of codes at full size; below a folder, on pictures whose NAME.json has an empty "qr"
// and the family flatbed300. Pages without any code must stay below 60 ms at 300 dpi.

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/Json.h"
#include "codes/Code.h"
#include "codes/ReadWithZXing.h"

namespace fs = std::filesystem;

namespace {

constexpr int timedRuns = 3;  // the shortest counts

template <typename Work>
double millisecondsOf(const Work& work) {
    double shortest = 1e9;
    for (int run = 0; run < timedRuns; ++run) {
        const std::clock_t start = std::clock();
        work();
        shortest = std::min(shortest, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return shortest;
}

bool isPageWithoutCode(const fs::path& image) {
    std::ifstream in(fs::path(image).replace_extension(".json"));
    const auto json = daiban::base::Json::parse(in, nullptr, false);
    return json.is_object() && json.value("family", "") == "flatbed300" && (!json.contains("qr") || json["qr"].empty());
}

std::vector<fs::path> imagesOf(const std::vector<std::string>& inputs) {
    std::vector<fs::path> images;
    for (const auto& input : inputs) {
        if (!fs::is_directory(input)) {
            images.emplace_back(input);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(input))
            if (entry.path().extension() == ".jpg" && isPageWithoutCode(entry.path())) images.push_back(entry.path());
    }
    std::sort(images.begin(), images.end());
    return images;
}

void print(const std::string& name, std::vector<double> values) {
    if (values.empty()) return;
    std::sort(values.begin(), values.end());
    std::cout << name << " pages=" << values.size() << " median ms=" << values[values.size() / 2]
              << " slowest=" << values.back() << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: time_pages IMAGE|FOLDER...\n";
        return 1;
    }
    cv::setNumThreads(1);
    constexpr double a4 = 2480.0 * 3508;  // pixels at 300 dpi
    std::vector<double> ours, zxing, oursOfA4;
    std::size_t found = 0;
    for (const auto& file : imagesOf({argv + 1, argv + argc})) {
        const cv::Mat image = cv::imread(file.string(), cv::IMREAD_COLOR);
        if (image.empty()) continue;
        found += daiban::codes::readCodes(image).read.size();
        ours.push_back(millisecondsOf([&] { (void)daiban::codes::readCodes(image).read; }));
        // A page scanned with the platen around it is larger than A4: counted as that many A4.
        if (image.total() > 0.8 * a4)
            oursOfA4.push_back(ours.back() * std::min(1.0, a4 / static_cast<double>(image.total())));
        zxing.push_back(millisecondsOf([&] {
            cv::Mat gray;
            cv::cvtColor(image, gray, cv::COLOR_BGR2GRAY);
            (void)daiban::codes::readWithZXing(gray);
        }));
        std::cerr << file.filename().string() << " " << image.cols << " x " << image.rows << " " << ours.back()
                  << " ms, ZXing " << zxing.back() << " ms\n";
    }
    print("daiban", ours);
    print("daiban, for the area of A4", oursOfA4);
    print("ZXing", zxing);
    std::cout << "codes found " << found << "\n";
    return 0;
}
