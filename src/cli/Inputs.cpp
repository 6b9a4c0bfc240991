#include "cli/Inputs.h"

#include <ostream>

#include "base/Shown.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/OutputFile.h"
#include "cli/Terminal.h"

namespace daiban::cli {

int sayFailure(Context& context, const intake::PageOutcome& outcome) {
    context.err() << "daiban: " << outcome.failure << std::endl;
    if (context.json)
        context.printLine({{"image", outcome.source},
                           {"page", outcome.number},
                           {"error", outcome.failure.text()},
                           {"documents", base::Json::array()}});
    return static_cast<int>(outcome.failureKind);
}

intake::OnFirstLook firstLookFor(Context& context, Progress& progress) {
    if (!progress.isShown()) return {};
    return [&](const intake::PageReading& reading) { progress.tell(inOneLine(context, reading)); };
}

int readInputs(Context& context, const std::vector<std::string>& files,
               const std::function<void(const intake::PageReading&)>& onPage, intake::ReadingDepth depth,
               const std::vector<std::string>& expectedTypes) {
    int code = 0;
    const intake::ReadingPlace place = context.readingPlace(depth);
    Progress progress(files.size(), true);
    const std::vector<std::filesystem::path> paths(files.begin(), files.end());
    intake::readFiles(paths, place,
                      {.limits = {},
                       .threads = context.threads,
                       .onFirstLook = firstLookFor(context, progress),
                       .expectedTypes = expectedTypes},
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
                                                    .failure = error.sentence(),
                                                    .failureKind = error.kind(),
                                                    .reading = {}});
            if (code == 0) code = failed;
        }
    }
    return code;
}

void writeFile(Context& context, const std::filesystem::path& file, const std::string& bytes) {
    OutputFile output(context, file);
    output.stream().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    output.finish();
}

}  // namespace daiban::cli
