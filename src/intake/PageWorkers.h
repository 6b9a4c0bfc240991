#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Json.h"
#include "codes/Code.h"
#include "imaging/ArchiveDefects.h"
#include "intake/OpenedFiles.h"
#include "intake/readPage.h"
#include "process/WorkerPool.h"

namespace daiban::intake {

/// What a worker is for; the word behind `daiban worker`.
enum class WorkerKind {
    Read,   ///< everything; has the models and the engine loaded
    Codes,  ///< codes, and what Pdf does
    Pdf,    ///< opens files: counts and draws pages
};
[[nodiscard]] std::string_view nameOf(WorkerKind kind);  ///< "read", "codes", "pdf"

/// Which page of a file, and how it is read.
struct PageRequest {
    int number = 1;
    std::string sha256{};  ///< of the file's bytes as they were looked at first; empty: not known
    std::vector<DrawnDocument> drawn{};
    ReadingDepth depth = ReadingDepth::Everything;
    base::Date today{};
    page::DecodeLimits limits{};
    std::vector<std::string> expectedTypes{};  ///< of the case's item; empty: any may come
};

struct PageWorkersOptions {
    std::filesystem::path program;   ///< daiban's own executable
    std::filesystem::path models{};  ///< as `--models`
    std::filesystem::path data{};    ///< as `--data`: keys of labels, what corrections taught
    std::string engine = "auto";
    int most = 0;  ///< workers at once; 0: one a core
    process::WorkerLimits limits{};
};

/// The codes of a page, and what went wrong while they were read.
struct PageCodes {
    codes::SeenCodes codes;
    std::vector<base::Sentence> remarks;
};

/// Programs that open and read pages for this one, so that strangers' bytes are met by nobody else. One that crashes,
/// hangs or takes too much memory costs its page another try in a fresh worker, without the decoder of codes that was
/// at work then. Safe from many threads at once.
///
/// Every function throws Error: what the page's own fault is, in the words it would be told in here; or, when two
/// workers failed, one sentence that says so.
class PageWorkers {
  public:
    PageWorkers(WorkerKind kind, const PageWorkersOptions& options);

    /// Throws what keeps the workers from working at all (no models, no engine).
    void warmUp() { pool_.warmUp(); }
    [[nodiscard]] FileFacts lookAt(const page::PageBytes& bytes, const page::DecodeLimits& limits = {});
    [[nodiscard]] page::Page picture(const page::PageBytes& bytes, const PageRequest& request);
    [[nodiscard]] imaging::ArchiveLook lookForArchive(const page::PageBytes& bytes, const PageRequest& request);
    [[nodiscard]] PageCodes codes(const page::PageBytes& bytes, const PageRequest& request);
    /// What a first look says comes without pictures, from the thread that called.
    [[nodiscard]] PageReading read(const page::PageBytes& bytes, const PageRequest& request,
                                   const OnFirstLook& onFirstLook = {});
    [[nodiscard]] std::vector<pid_t> processes() const { return pool_.processes(); }

  private:
    process::Message ask(base::Json request, const page::PageBytes& bytes, const process::OnNews& onNews = {});

    process::WorkerPool pool_;
};

}  // namespace daiban::intake
