#pragma once

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/Log.h"
#include "web/Uploads.h"

namespace daiban::web {

/// A folder that a scanner, a copier or another program puts files into, for the counter of one office.
struct WatchedFolder {
    std::string office;
    std::filesystem::path folder;
};

struct InboxOptions {
    std::chrono::milliseconds looksEvery{2000};
    /// A file is whole when it did not change from one look to the next that is so much later.
    std::chrono::milliseconds stillFor{4000};
};

/// Takes what lies in watched folders, when it stopped growing: a page or a PDF lies in the office's inbox from then
/// on, until somebody takes it into an intake or throws it away, and the file stands in done/; what is none stands in
/// failed/ with the reason beside it. Nothing is ever deleted in the folders. Hidden files, links and folders are not
/// looked at. Safe from many threads.
class Inbox {
  public:
    /// Throws base::Error{BadArguments} for a folder that is not there or cannot be written.
    Inbox(Uploads& uploads, std::vector<WatchedFolder> folders, base::Log log, InboxOptions options = {});
    ~Inbox();
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    void start();  ///< looks from a thread of its own
    void stop();
    void look();  ///< once
    [[nodiscard]] bool watches(const std::string& office) const;
    /// Whose an office's files are among the uploads; no account is called so.
    [[nodiscard]] static std::string ownerOf(const std::string& office) { return "inbox " + office; }

  private:
    struct Seen {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type written;
        std::chrono::steady_clock::time_point since;
    };
    void lookInto(const WatchedFolder& watched);
    void take(const WatchedFolder& watched, const std::filesystem::path& file);

    Uploads& uploads_;
    std::vector<WatchedFolder> folders_;
    base::Log log_;
    InboxOptions options_;
    std::map<std::filesystem::path, Seen> seen_;
    std::mutex mutex_;
    std::condition_variable ends_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace daiban::web
