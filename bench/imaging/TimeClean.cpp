// Processor time of each stage of cleaning a page without its text, on one core, and what each holds in memory.
//
//     time_clean [--rounds N] IMAGE...
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "imaging/EvenLight.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "imaging/JudgeQuality.h"

using namespace daiban;

namespace {

template <typename Work>
double milliseconds(Work work) {
    const std::clock_t start = std::clock();
    work();
    return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

struct Stages {
    double find = 1e9, judge = 1e9, flatten = 1e9, light = 1e9;
    [[nodiscard]] double all() const { return find + judge + flatten + light; }
};

/// The quickest of so many rounds: what the work costs when nothing disturbs it.
Stages timed(const page::Page& page, int rounds) {
    Stages best;
    for (int round = 0; round < rounds; ++round) {
        std::vector<imaging::FoundDocument> found;
        best.find = std::min(best.find, milliseconds([&] { found = imaging::findDocuments(page); }));
        best.judge = std::min(best.judge, milliseconds([&] { (void)imaging::judgeQuality(page, found); }));
        double flatten = 0, light = 0;
        for (const auto& document : found) {
            page::CleanPage clean;
            flatten += milliseconds([&] { clean = imaging::flatten(page, document); });
            light += milliseconds([&] { clean.pixels = imaging::evenLight(clean.pixels); });
        }
        best.flatten = std::min(best.flatten, flatten);
        best.light = std::min(best.light, light);
    }
    return best;
}

void print(const std::string& name, const std::string& size, const Stages& s) {
    std::printf("%-24s %11s %8.1f %8.1f %8.1f %8.1f %8.1f\n", name.c_str(), size.c_str(), s.find, s.judge, s.flatten,
                s.light, s.all());
}

}  // namespace

int main(int argc, char** argv) {
    cv::setNumThreads(1);
    int rounds = 3;
    Stages sum{0, 0, 0, 0}, most{0, 0, 0, 0};
    int pages = 0;
    std::printf("%-24s %11s %8s %8s %8s %8s %8s\n", "page", "pixels", "find", "judge", "flatten", "light", "all ms");
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--rounds" && i + 1 < argc) {
            rounds = std::atoi(argv[++i]);
            continue;
        }
        page::Page page;
        page.pixels = cv::imread(argv[i], cv::IMREAD_ANYCOLOR);
        if (page.pixels.empty()) continue;
        const Stages s = timed(page, rounds);
        print(std::filesystem::path(argv[i]).filename().string(),
              std::to_string(page.width()) + "x" + std::to_string(page.height()), s);
        ++pages;
        sum = {sum.find + s.find, sum.judge + s.judge, sum.flatten + s.flatten, sum.light + s.light};
        if (s.all() > most.all()) most = s;
    }
    if (pages == 0) return 1;
    print("mean", std::to_string(pages), {sum.find / pages, sum.judge / pages, sum.flatten / pages, sum.light / pages});
    print("slowest", "", most);
}
