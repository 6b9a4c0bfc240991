#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/Log.h"
#include "base/Sentence.h"
#include "page/PageBytes.h"
#include "process/Descriptor.h"
#include "web/Catalogues.h"
#include "web/Uploads.h"
#include "web/WatchedFiles.h"

namespace daiban::intake {
class PageWorkers;
}
namespace daiban::store {
class Store;
}

namespace daiban::web {

/// What became of a file of a watched folder.
struct WatchedFile {
    enum class Outcome {
        Taken,    ///< lies in the inbox; the file stands in done/
        Known,    ///< the same bytes were taken before; the file stands in failed/
        Refused,  ///< no page; the file stands in failed/
    };
    std::string office;
    std::filesystem::path file;  ///< below the watched folder
    Outcome outcome = Outcome::Taken;
    base::Sentence sentence;  ///< why it was not taken
};

struct InboxOptions {
    std::chrono::milliseconds looksEvery{2000};
    WatchRules rules{};
    /// Why it is no page; empty: it is one. May be empty itself: what begins like a page is one.
    std::function<base::Sentence(const page::PageBytes&)> whyNoPage{};
    /// Whether pages were made of an upload already. May be empty.
    std::function<bool(const std::string& upload)> isInUse{};
    std::function<void(const WatchedFile&)> told{};
};

/// Opens pictures whole, and of a PDF its table of pages, in `workers`; null: in this process.
[[nodiscard]] std::function<base::Sentence(const page::PageBytes&)> pagesOpenedBy(intake::PageWorkers* workers);
/// Pages of an upload are its batch.
[[nodiscard]] std::function<bool(const std::string&)> uploadsIn(const store::Store& store);

/// Takes what lies in watched folders, when it stopped growing: a page or a PDF lies in the office's inbox from then
/// on, until somebody takes it into an intake or throws it away, and the file stands in done/; what is none, and what
/// was taken before, stands in failed/ with the reason beside it. A folder below a watched one is a hint (an item's
/// code or a case's number) that is kept with the file. Nothing is ever deleted in the folders. Safe from many threads.
class Inbox {
  public:
    /// Throws base::Error{BadArguments} for a folder that is not there, cannot be written, or is watched by another
    /// program already.
    Inbox(Uploads& uploads, std::vector<WatchedFolder> folders, const Catalogues& catalogues, base::Log log,
          InboxOptions options = {});
    ~Inbox();
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    void start();  ///< looks from a thread of its own
    void stop();
    /// Once. Gives how many files lie there still that are written, or doubted.
    std::size_t look();
    [[nodiscard]] bool watches(const std::string& office) const;
    /// Whose an office's files are among the uploads; no account is called so.
    [[nodiscard]] static std::string ownerOf(const std::string& office) { return "inbox " + office; }

  private:
    void lookInto(const WatchedFolder& watched);
    void take(const WatchedFolder& watched, const std::filesystem::path& file);
    [[nodiscard]] bool copy(const OpenedFile& opened, const std::string& id, const WatchedFolder& watched,
                            const std::filesystem::path& file);
    /// Empty: it was not.
    [[nodiscard]] base::Sentence whyKnown(const std::string& id, const std::string& owner);
    struct Objection {
        base::Sentence why;    ///< empty: none, it is a page
        bool mayPass = false;  ///< the rest of the file may come yet
    };
    [[nodiscard]] Objection objectionTo(const OpenedFile& opened, const std::filesystem::path& file) const;
    void putAside(const WatchedFolder& watched, const std::filesystem::path& file, WatchedFile::Outcome outcome,
                  const base::Sentence& why);
    void tell(const WatchedFolder& watched, const std::filesystem::path& file, WatchedFile::Outcome outcome,
              const base::Sentence& why = {});

    Uploads& uploads_;
    std::vector<WatchedFolder> folders_;
    const Catalogues& catalogues_;
    base::Log log_;
    InboxOptions options_;
    WatchedFiles files_;
    std::vector<process::Descriptor> locks_;  ///< one program watches a folder
    std::mutex mutex_;
    std::condition_variable ends_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace daiban::web
