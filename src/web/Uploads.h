#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/Crypto.h"

namespace daiban::web {

/// How far a file is that is being sent.
struct UploadState {
    std::string id;
    std::string account;  ///< who sends it; nobody else sees it
    std::string name;     ///< the file's, for people
    std::int64_t length = 0;
    std::int64_t received = 0;  ///< on the disk
    std::string sha256;         ///< of the whole, hex; empty until it is complete
    std::string folder{};       ///< of a watched folder: the one below it that it lay in; empty: none
    std::string mark{};         ///< of a watched folder: OpenedFile::mark()
    [[nodiscard]] bool complete() const { return received == length; }
};

/// Where a file of a watched folder lay.
struct UploadOrigin {
    std::string folder{};
    std::string mark{};
};

struct UploadLimits {
    std::int64_t bytes = 512LL * 1024 * 1024;  ///< of one file
    int unfinished = 300;                      ///< of one account at once
    std::chrono::hours keptFor{24};
};

/// Files on their way in, in a folder of their own: ID.part grows, ID.json says what it will be. What was acknowledged
/// is on the disk; what is sent again goes on where it stopped, after a crash too. Safe from many threads; of one
/// upload one piece is taken at a time.
class Uploads {
  public:
    explicit Uploads(std::filesystem::path folder, UploadLimits limits = {});

    /// One piece of an upload as it comes. Without finish() what was taken stays where a later piece can go on.
    class Piece {
      public:
        ~Piece();
        Piece(const Piece&) = delete;
        Piece& operator=(const Piece&) = delete;
        /// Throws Refused when more comes than was announced, Error{StorageFailed} when the disk is full.
        void take(std::string_view bytes);
        UploadState finish();  ///< fsync; what it says is on the disk

      private:
        friend class Uploads;
        Piece(Uploads& of, UploadState state, int file);
        Uploads& of_;
        UploadState state_;
        int file_;
        std::optional<base::Sha256Stream> hash_;  ///< of a file that is taken from its first byte on
    };

    /// Begins an upload, or goes on with it at `offset`. Throws Refused.
    [[nodiscard]] std::unique_ptr<Piece> begin(const std::string& id, const std::string& account, std::int64_t length,
                                               const std::string& name, const UploadOrigin& origin = {});
    [[nodiscard]] std::unique_ptr<Piece> goOn(const std::string& id, const std::string& account, std::int64_t offset);
    /// Empty: no such upload of this account. One whose bytes are all there but whose last piece never ended, because
    /// the server did, is ended now: whoever sends asks how far it is, hears that it is whole, and sends no piece any
    /// more.
    [[nodiscard]] std::optional<UploadState> find(const std::string& id, const std::string& account);
    /// Whole ones, by name and then by id.
    [[nodiscard]] std::vector<UploadState> completeOf(const std::string& account) const;
    /// The whole file. Throws Refused when it is not complete.
    [[nodiscard]] std::filesystem::path fileOf(const UploadState& state) const;
    void drop(const std::string& id, const std::string& account);
    /// Those nobody went on with; what lies in an inbox waits for a person.
    void dropOld();
    [[nodiscard]] std::size_t beingSent() const;

  private:
    [[nodiscard]] std::filesystem::path part(const std::string& id) const { return folder_ / (id + ".part"); }
    [[nodiscard]] std::filesystem::path about(const std::string& id) const { return folder_ / (id + ".json"); }
    [[nodiscard]] std::optional<UploadState> stored(const std::string& id, const std::string& account) const;
    void lock(const std::string& id);
    [[nodiscard]] bool tryLock(const std::string& id);
    void unlock(const std::string& id);
    [[nodiscard]] std::unique_ptr<Piece> open(UploadState state);
    [[nodiscard]] int unfinishedOf(const std::string& account) const;

    std::filesystem::path folder_;
    UploadLimits limits_;
    mutable std::mutex mutex_;
    std::set<std::string> busy_;
};

}  // namespace daiban::web
