// What it costs to read in workers: the same pages read in this process and in workers, in turns, block by block, on as
// many threads. Prints both times, their ratio, and the processor time of each.
//   OMP_THREAD_LIMIT=1 bench_workers DAIBAN MODELS FOLDER [--every N] [--threads N] [--block N]
// FOLDER holds pictures (*.jpg). Readings must be the same, but for their times.
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "intake/ReadingJson.h"
#include "intake/readPages.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

const base::Date today{std::chrono::year{2026} / 11 / 22};

double secondsOf(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double processorTime(int whose) {
    rusage usage{};
    getrusage(whose, &usage);
    return secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
}

/// Of a process that lives: utime and stime of /proc/PID/stat.
double processorTimeOf(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::string memoryOf(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    std::string all;
    for (std::string line; std::getline(file, line);)
        for (const auto* wanted : {"VmPeak", "VmHWM", "VmData"})
            if (line.starts_with(wanted)) all += "  " + line;
    return all;
}

struct Side {
    double seconds = 0;
    std::map<std::string, base::Json> readings;

    void read(const std::vector<fs::path>& files, const intake::ReadingPlace& place, int threads) {
        const auto start = std::chrono::steady_clock::now();
        intake::readFiles(files, place, {.threads = threads}, [&](const intake::PageOutcome& outcome) {
            base::Json json = outcome.failed() ? base::Json(outcome.failure.text()) : intake::toJson(outcome.reading);
            if (json.is_object()) json.erase("seconds");
            readings[outcome.source] = std::move(json);
        });
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return std::cerr << "bench_workers DAIBAN MODELS FOLDER [--every N] [--threads N] [--block N]\n", 1;
    // As the program itself does, see main.cpp; of OpenMP the environment tells.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_ARENA_MAX, 1);
    std::map<std::string, int> option{{"--every", 1}, {"--threads", 2}, {"--block", 16}};
    for (int i = 4; i + 1 < argc; i += 2) option[argv[i]] = std::stoi(argv[i + 1]);
    std::vector<fs::path> all, files;
    for (const auto& entry : fs::directory_iterator(argv[3]))
        if (entry.path().extension() == ".jpg") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < all.size(); i += static_cast<std::size_t>(option["--every"])) files.push_back(all[i]);

    const auto types = documents::DocumentTypes::load(fs::path(argv[2]) / "documents");
    const auto reader = text::openTextReader("auto", fs::path(argv[2]) / "words");
    const intake::ReadingPlace here(intake::ReadingTools{.reader = *reader, .types = types, .today = today});
    const auto start = std::chrono::steady_clock::now();
    intake::PageWorkers workers(intake::WorkerKind::Read,
                                {.program = argv[1], .models = argv[2], .most = option["--threads"]});
    workers.warmUp();
    std::cout << std::fixed << std::setprecision(2) << "a worker is ready after "
              << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << " s\n";
    const intake::ReadingPlace there(workers, today);

    Side inProcess, inWorkers;
    double hereProcessor = 0, callersProcessor = 0;
    const auto block = static_cast<std::size_t>(option["--block"]);
    for (std::size_t at = 0, turn = 0; at < files.size(); at += block, ++turn) {
        const std::vector<fs::path> some(
            files.begin() + static_cast<std::ptrdiff_t>(at),
            files.begin() + static_cast<std::ptrdiff_t>(std::min(at + block, files.size())));
        for (const bool isHere : {turn % 2 == 0, turn % 2 != 0}) {
            const double before = processorTime(RUSAGE_SELF);
            (isHere ? inProcess : inWorkers).read(some, isHere ? here : there, option["--threads"]);
            (isHere ? hereProcessor : callersProcessor) += processorTime(RUSAGE_SELF) - before;
        }
        std::cout << at + some.size() << " pages: " << inProcess.seconds << " s in this process, " << inWorkers.seconds
                  << " s in workers, " << inWorkers.seconds / inProcess.seconds << std::endl;
    }
    double workersProcessor = 0;
    for (const pid_t process : workers.processes()) {
        workersProcessor += processorTimeOf(process);
        std::cout << "worker" << memoryOf(process) << "\n";
    }
    int different = 0;
    for (const auto& [file, reading] : inProcess.readings)
        if (inWorkers.readings[file] != reading) ++different, std::cout << file << " was read differently\n";
    std::cout << files.size() << " pages, " << option["--threads"] << " at once\n"
              << "by the clock: " << inProcess.seconds << " s in this process, " << inWorkers.seconds
              << " s in workers: " << std::setprecision(3) << inWorkers.seconds / inProcess.seconds << " x\n"
              << std::setprecision(2) << "processor time: " << hereProcessor << " s in this process; workers "
              << workersProcessor << " s (with loading their models) and their caller " << callersProcessor
              << " s: " << std::setprecision(3) << (workersProcessor + callersProcessor) / hereProcessor << " x\n"
              << different << " readings differ\n";
    return different == 0 ? 0 : 1;
}
