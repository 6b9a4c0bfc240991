#pragma once

#include <filesystem>
#include <functional>

#include "base/Random.h"
#include "intake/PageWorkers.h"
#include "process/serveRequests.h"

namespace daiban::intake {

/// What a worker has at hand.
struct WorkerTools {
    const text::TextReader* reader = nullptr;  ///< null: it reads no text (WorkerKind::Codes, Pdf)
    /// With `reader`: the types in force on a day, good until the next one is asked for.
    std::function<const documents::DocumentTypes&(base::Date)> types{};
    /// Where the keys of labels and what corrections taught lie; both are looked for again whenever they change.
    std::filesystem::path dataFolder{};
};

/// The worker's side of PageWorkers: opens, draws and reads the pages it is asked for. What `tools` refers to, and
/// `random`, must outlive the answer.
[[nodiscard]] process::Answer answerQuestions(const WorkerTools& tools, base::Random& random);

/// What readPage() throws, as one sentence about the page: Error passes; too little memory is std::bad_alloc.
PageReading readOrSay(const page::Page& page, const ReadingTools& tools, const std::vector<DrawnDocument>& drawn,
                      const OnFirstLook& onFirstLook);

}  // namespace daiban::intake
