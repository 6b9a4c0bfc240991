// What one page holds in memory at most while it is decoded and while it is cleaned, against the size of its pixels.
// One page a run: a process's peak never goes down again.
//
//     peak_memory FILE
#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <opencv2/core/utility.hpp>
#include <string>

#include "base/Error.h"
#include "imaging/EvenLight.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "imaging/JudgeQuality.h"
#include "imaging/Uncurl.h"
#include "page/PageFile.h"

using namespace daiban;

namespace {

constexpr double kilobyte = 1024, megabyte = kilobyte * kilobyte;

/// Bytes; the largest since the process began.
double peak() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) * kilobyte;
}

/// A value of /proc/self/status in bytes.
double status(const std::string& key) {
    std::ifstream in("/proc/self/status");
    for (std::string word; in >> word;)
        if (double value = 0; word == key + ":" && in >> value) return value * kilobyte;
    return 0;
}

/// From here on "VmHWM" is the peak since now; getrusage's is not changed.
void forgetPeak() {
    std::ofstream("/proc/self/clear_refs") << 5;
}

void clean(const page::Page& page) {
    const auto found = imaging::findDocuments(page);
    (void)imaging::judgeQuality(page, found);
    for (const auto& document : found) {
        const auto flat = imaging::flatten(page, document);
        const cv::Mat even = imaging::evenLight(flat.pixels);
        const cv::Mat straight = imaging::straightenedBy(imaging::measureCurl(even), even);
    }
}

void print(const char* what, double bytes, double pageBytes) {
    std::printf("%-34s %7.1f MB  %5.2f x the page\n", what, bytes / megabyte, bytes / pageBytes);
}

void measure(const std::string& file) {
    const double before = peak();
    const page::Page page = page::PageFile::open(file).page(1);
    const double decoded = peak(), resident = status("VmRSS");
    const auto pageBytes = static_cast<double>(page.pixels.total() * page.pixels.elemSize());
    forgetPeak();
    clean(page);
    const double cleaning = status("VmHWM"), whole = peak();
    std::printf("%s: %d x %d pixels, %d channels, %.1f MB; %.1f MB before anything was read\n", file.c_str(),
                page.width(), page.height(), page.pixels.channels(), pageBytes / megabyte, before / megabyte);
    print("decoding, peak", decoded - before, pageBytes);
    print("decoded, held", resident - before, pageBytes);
    print("cleaning, peak, with the page", cleaning - before, pageBytes);
    print("decoding and cleaning, peak", whole - before, pageBytes);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: peak_memory FILE\n");
        return 1;
    }
    cv::setNumThreads(1);
    try {
        measure(argv[1]);
    } catch (const base::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return error.exitCode();
    }
}
