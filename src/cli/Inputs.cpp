#include "cli/Inputs.h"

#include <fstream>
#include <ostream>

#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Terminal.h"

namespace daiban::cli {

int sayFailure(Context& context, const intake::PageOutcome& outcome) {
    context.err() << "daiban: " << outcome.failure << std::endl;
    if (context.json)
        context.printLine({{"image", outcome.source},
                           {"page", outcome.number},
                           {"error", outcome.failure},
                           {"documents", base::Json::array()}});
    return static_cast<int>(outcome.failureKind);
}

intake::OnFirstLook firstLookFor(Context& context, Progress& progress) {
    if (!progress.isShown()) return {};
    return [&](const intake::PageReading& reading) { progress.tell(inOneLine(context, reading)); };
}

int readInputs(Context& context, const std::vector<std::string>& files,
               const std::function<void(const intake::PageReading&)>& onPage, intake::ReadingDepth depth) {
    int code = 0;
    const intake::ReadingPlace place = context.readingPlace(depth);
    Progress progress(files.size(), true);
    const std::vector<std::filesystem::path> paths(files.begin(), files.end());
    intake::readFiles(paths, place,
                      {.limits = {}, .threads = context.threads, .onFirstLook = firstLookFor(context, progress)},
                      [&](const intake::PageOutcome& outcome) {
                          progress.step(std::filesystem::path(outcome.source).filename().string());
                          if (!outcome.failed()) return onPage(outcome.reading);
                          const int failed = sayFailure(context, outcome);
                          if (code == 0) code = failed;
                      });
    return code;
}

int openInputs(Context& context, const std::vector<std::string>& files, intake::PageWorkers* workers,
               const std::function<void(const page::PageBytes&, const intake::PageRequest&)>& onPage) {
    int code = 0;
    for (const std::string& name : files) {
        intake::PageRequest request;
        try {
            const auto bytes = page::PageBytes::open(name, request.limits);
            const auto facts = intake::lookAt(bytes, request.limits, workers);
            request.sha256 = facts.sha256;
            for (; request.number <= facts.pages; ++request.number) onPage(bytes, request);
        } catch (const base::Error& error) {
            const int failed = sayFailure(context, {.source = name,
                                                    .number = request.number,
                                                    .failure = error.what(),
                                                    .failureKind = error.kind(),
                                                    .reading = {}});
            if (code == 0) code = failed;
        }
    }
    return code;
}

void writeFile(Context& context, const std::filesystem::path& file, const std::string& bytes) {
    if (file == "-") {
        context.out().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        context.out().flush();
        return;
    }
    const std::filesystem::path temporary = file.string() + ".part";
    std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    std::error_code failed;
    if (stream) std::filesystem::rename(temporary, file, failed);
    if (stream && !failed) return;
    std::filesystem::remove(temporary, failed);
    throw base::Error(base::ErrorKind::StorageFailed,
                      file.string() + " could not be written; see that its folder exists, is writable and has room.");
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        throw base::Error(base::ErrorKind::StorageFailed,
                          folder.string() + " could not be made a folder (" + failed.message() + ").");
}

}  // namespace daiban::cli
