#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/Crypto.h"
#include "process/Descriptor.h"

namespace daiban::web {

/// A folder that a scanner, a copier or another program puts files into, for the counter of one office.
struct WatchedFolder {
    std::string office;
    std::filesystem::path folder;
};

/// A file of a watched folder that is open, whatever its name stands for meanwhile.
class OpenedFile {
  public:
    explicit OpenedFile(const std::filesystem::path& file);
    [[nodiscard]] bool isOpen() const { return file_.isOpen(); }
    [[nodiscard]] const process::Descriptor& descriptor() const { return file_; }
    [[nodiscard]] std::int64_t size() const { return about_.st_size; }
    /// How long ago it was written to last, by its own clock: a share's may go differently.
    [[nodiscard]] std::chrono::seconds age() const;
    /// Tells this file from every other of the same bytes, before and after the program was killed.
    [[nodiscard]] std::string mark() const;
    /// Another program has it open to write. Only the same machine's are seen, and not on every file system.
    [[nodiscard]] bool isBeingWritten() const;
    /// It is as it was when it was opened, and what stands under that name is it still.
    [[nodiscard]] bool isStill(const std::filesystem::path& file) const;
    /// From its beginning, piece by piece, until `take` gives false. False: it cannot be read to its end.
    template <class Take>
    [[nodiscard]] bool read(const Take& take) const {
        std::array<char, 1 << 16> buffer{};
        for (off_t at = 0;;) {
            const auto got = ::pread(file_.get(), buffer.data(), buffer.size(), at);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return got == 0;
            at += got;
            if (!take(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return true;
        }
    }

  private:
    process::Descriptor file_;
    struct stat about_ {};
};

/// Which files of a folder may be taken.
struct WatchRules {
    /// A file is whole when it did not change from one look to the next that is so much later.
    std::chrono::milliseconds stillFor{4000};
    /// What cannot be opened may be a file whose writer pauses: only after so long is it said to be none.
    std::chrono::milliseconds doubtedFor{60'000};
    std::vector<std::string> ignored{};  ///< patterns of names, as a shell has them: *, ?, [a-z]; see ignoreFile
};

/// In a watched folder: patterns of names that are passed over there, one a line.
inline constexpr auto ignoreFile = ".daibanignore";

/// What lies in a watched folder and in the folders directly below it but done/ and failed/, from look to look.
class WatchedFiles {
  public:
    explicit WatchedFiles(WatchRules rules) : rules_(std::move(rules)) {}

    /// Those that stopped growing, by name as a scanner numbers them. Hidden ones, links, what programs call files
    /// they are still writing, and what is to be ignored are passed over. Throws std::filesystem::filesystem_error.
    [[nodiscard]] std::vector<std::filesystem::path> ready(const std::filesystem::path& folder);
    /// Files that may be taken one day and lie there still, as of the last look.
    [[nodiscard]] std::size_t waiting() const { return seen_.size(); }
    /// It lies there no more.
    void forget(const std::filesystem::path& file) { seen_.erase(file); }
    /// It did not change for so long that nobody will go on writing it.
    [[nodiscard]] bool isGivenUp(const std::filesystem::path& file, const OpenedFile& opened) const;

  private:
    struct Seen {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type written;
        std::chrono::steady_clock::time_point since;
    };
    [[nodiscard]] bool isIgnored(const std::filesystem::path& file) const;
    void lookInto(const std::filesystem::directory_iterator& entries, std::vector<std::filesystem::path>& folders,
                  std::vector<std::filesystem::path>& files) const;
    [[nodiscard]] bool isSettled(const std::filesystem::path& file);

    WatchRules rules_;
    std::vector<std::string> ignoredHere_;  ///< by the folder that is looked at
    std::map<std::filesystem::path, Seen> seen_;
};

/// A place in `folder` for a file of that name where none is yet.
[[nodiscard]] std::filesystem::path freePlace(const std::filesystem::path& folder, const std::filesystem::path& name);

}  // namespace daiban::web
