// Processor time of each stage of cleaning a page without its text, on one core, and what each holds in memory.
//
//     time_clean [--rounds N] IMAGE...
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

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
    double find = 1e9, flatten = 1e9, judge = 1e9;
    [[nodiscard]] double all() const { return find + flatten + judge; }
};

/// The quickest of so many rounds: what the work costs when nothing disturbs it.
Stages timed(const page::Page& page, int rounds) {
    Stages best;
    for (int round = 0; round < rounds; ++round) {
        std::vector<imaging::FoundDocument> found;
        best.find = std::min(best.find, milliseconds([&] { found = imaging::findDocuments(page); }));
        best.judge = std::min(best.judge, milliseconds([&] { (void)imaging::judgeQuality(page, found); }));
        double flatten = 0;
        for (const auto& document : found) flatten += milliseconds([&] { (void)imaging::flatten(page, document); });
        best.flatten = std::min(best.flatten, flatten);
    }
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    cv::setNumThreads(1);
    int rounds = 3;
    Stages sum{0, 0, 0}, most{0, 0, 0};
    int pages = 0;
    std::printf("%-24s %11s %8s %8s %8s %8s\n", "page", "pixels", "find", "judge", "flatten", "all ms");
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--rounds" && i + 1 < argc) {
            rounds = std::atoi(argv[++i]);
            continue;
        }
        page::Page page;
        page.pixels = cv::imread(argv[i], cv::IMREAD_ANYCOLOR);
        if (page.pixels.empty()) continue;
        const Stages s = timed(page, rounds);
        const std::string name = std::string(argv[i]).substr(std::string(argv[i]).rfind('/') + 1);
        std::printf("%-24s %5dx%-5d %8.1f %8.1f %8.1f %8.1f\n", name.c_str(), page.width(), page.height(), s.find,
                    s.judge, s.flatten, s.all());
        ++pages;
        sum.find += s.find, sum.judge += s.judge, sum.flatten += s.flatten;
        if (s.all() > most.all()) most = s;
    }
    if (pages == 0) return 1;
    std::printf("%-24s %11d %8.1f %8.1f %8.1f %8.1f\n", "mean", pages, sum.find / pages, sum.judge / pages,
                sum.flatten / pages, sum.all() / pages);
    std::printf("%-24s %11s %8.1f %8.1f %8.1f %8.1f\n", "slowest", "", most.find, most.judge, most.flatten, most.all());
}
