#include <unistd.h>

#include <cstdlib>

#include "cli/Program.h"

namespace {

/// Tesseract's loops are spread over threads by OpenMP, which costs more than it gains on single lines, and the
/// pipeline owns parallelism. OpenMP reads its environment before main(), so the program starts itself once more.
void runWithoutOpenMpThreads(char** arguments) {
    if (std::getenv("OMP_THREAD_LIMIT") != nullptr) return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", arguments);  // when this fails, the program is slower but right
}

}  // namespace

int main(int argc, char** argv) {
    runWithoutOpenMpThreads(argv);
    return daiban::cli::runProgram(argc, argv);
}
