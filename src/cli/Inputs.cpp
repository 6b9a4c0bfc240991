#include "cli/Inputs.h"

#include <fstream>
#include <ostream>

#include "cli/Context.h"
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

int readInputs(Context& context, const std::vector<std::string>& files,
               const std::function<void(const intake::PageReading&)>& onPage, intake::ReadingDepth depth) {
    int code = 0;
    intake::ReadingTools tools = context.readingTools();
    tools.depth = depth;
    Progress progress(files.size(), true);
    const std::vector<std::filesystem::path> paths(files.begin(), files.end());
    intake::readFiles(paths, tools, {.limits = {}, .threads = context.threads},
                      [&](const intake::PageOutcome& outcome) {
                          progress.step(std::filesystem::path(outcome.source).filename().string());
                          if (!outcome.failed()) return onPage(outcome.reading);
                          const int failed = sayFailure(context, outcome);
                          if (code == 0) code = failed;
                      });
    return code;
}

int decodeInputs(Context& context, const std::vector<std::string>& files,
                 const std::function<void(const page::Page&)>& onPage) {
    int code = 0;
    for (const std::string& name : files) {
        int number = 1;
        try {
            const auto file = page::PageFile::open(name);
            for (; number <= file.pageCount(); ++number) {
                page::Page page = file.page(number);
                page.provenance.source = name;
                onPage(page);
            }
        } catch (const base::Error& error) {
            const int failed = sayFailure(context, {.source = name,
                                                    .number = number,
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
