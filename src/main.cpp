#include <malloc.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>

#include "cli/Program.h"
#include "serveStation.h"
#include "watchFolders.h"

namespace {

/// Tesseract's loops are spread over threads by OpenMP, which costs more than it gains on single lines, and the
/// pipeline owns parallelism. Workers are started so (process/Worker.cpp). Where pages are read without them, the program
/// starts itself once more, for OpenMP reads its environment before main().
void readWithoutOpenMpThreads(char** arguments) {
    const char* workers = std::getenv("DAIBAN_WORKERS");
    if (workers == nullptr || std::string_view(workers) != "0" || std::getenv("OMP_THREAD_LIMIT") != nullptr) return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", arguments);  // when this fails, the program is slower but right
}

/// Pictures and the networks' layers are tens of megabytes. glibc gives such blocks back at once and has the kernel
/// clear them again for the next: detecting the lines of an A4 page took 278 ms instead of 172, a long line 150 instead
/// of 75. Kept in one heap they are used again.
void keepLargeBlocks() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_ARENA_MAX, 1);
}

}  // namespace

int main(int argc, char** argv) {
    readWithoutOpenMpThreads(argv);
    keepLargeBlocks();
    static constexpr std::array more{
        daiban::cli::Command{"watch", "take files that scanners and copiers put into folders", daiban::setUpWatch}};
    return daiban::cli::runProgram(argc, argv, daiban::serveStation, more);
}
