#include "store/Store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <thread>

#include "base/Error.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "store/Migrations.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

constexpr auto privateFolder = std::filesystem::perms::owner_all;
constexpr auto privateFile = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

[[noreturn]] void folderUnusable(const std::filesystem::path& folder, std::string_view why) {
    throw Error(ErrorKind::StorageFailed,
                fmt::format("The data folder {} {}; name another with --data or give daiban the right to write to it.",
                            folder.string(), why));
}

void makeDataFolder(const std::filesystem::path& folder) {
    std::error_code problem;
    const auto status = std::filesystem::status(folder, problem);
    if (std::filesystem::is_directory(status)) return;
    if (std::filesystem::exists(status)) folderUnusable(folder, "is a file");
    std::filesystem::create_directories(folder, problem);
    if (problem) folderUnusable(folder, "cannot be made");
    std::filesystem::permissions(folder, privateFolder, problem);
    syncFolder(std::filesystem::absolute(folder).parent_path());
}

/// Held while a store opens: SQLite lets only one at a time switch a database to write-ahead logging or build it.
class OpeningLock {
  public:
    OpeningLock(const std::filesystem::path& folder, std::chrono::milliseconds patience)
        : file_(::open((folder / "open.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (file_ < 0) folderUnusable(folder, "cannot be written");
        constexpr std::chrono::milliseconds pause{10};
        for (auto waited = std::chrono::milliseconds{0}; ::flock(file_, LOCK_EX | LOCK_NB) != 0; waited += pause) {
            if (waited >= patience) {
                ::close(file_);
                throw Error(ErrorKind::StorageFailed,
                            "The data folder is busy: another program is opening it; try again in a moment.");
            }
            std::this_thread::sleep_for(pause);
        }
    }
    ~OpeningLock() { ::close(file_); }
    OpeningLock(const OpeningLock&) = delete;
    OpeningLock& operator=(const OpeningLock&) = delete;

  private:
    int file_;
};

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& dataFolder, const base::Clock& clock, base::Random& random,
                  const StoreOptions& options) {
    makeDataFolder(dataFolder);
    const OpeningLock lock(dataFolder, options.patience);
    const auto file = dataFolder / "daiban.db";
    Blobs blobs(dataFolder / "blobs", clock, random);
    Database database = Database::open(file, options.patience);
    std::error_code ignored;  // of another owner: then it is that owner's business
    std::filesystem::permissions(file, privateFile, ignored);
    migrate(database, clock);
    syncFolder(dataFolder);
    return Store(std::unique_ptr<Impl>(new Impl{dataFolder, clock, random, std::move(blobs), std::move(database), {}}));
}

void requireUuid(const std::string& text, std::string_view what) {
    if (!base::isUuid(text))
        throw Error(ErrorKind::BadArguments, fmt::format("The {} must be a UUID, as its sender makes it.", what));
}

void requireTokenId(const std::string& text) {
    if (text.size() != 16 || text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos)
        throw Error(ErrorKind::BadArguments, "This is no label of daiban; scan the label again.");
}

void refuseOtherContent(std::string_view what) {
    throw Error(ErrorKind::BadArguments,
                fmt::format("The id of this {} was used before for another one; send it again with a new id.", what));
}

void notFound(std::string_view what) {
    throw Error(ErrorKind::NotFound,
                fmt::format("There is no such {} in this data folder; check what you gave.", what));
}

std::string nextNumber(Database& database, std::string_view prefix, base::Instant now) {
    const int year = static_cast<int>(base::dayOf(now).year());
    const std::string series = fmt::format("{}{}", prefix, year);
    database.run(sql("number.next"), {{"id", series}});
    const std::string digits = fmt::format("{:06}", database.row(sql("number.last"), {{"id", series}})->number("last"));
    const char check = base::mod3736CheckCharacter(series + digits).value_or('0');
    return fmt::format("{}{}{}-{}-{}", prefix, prefix.empty() ? "" : "-", year, digits, check);
}

std::string wordList(const std::optional<std::vector<std::string>>& words) {
    return words ? "," + base::joined(*words, ",") + "," : std::string{};
}

std::int64_t sequenceBefore(const std::string& cursor) {
    if (cursor.empty()) return std::numeric_limits<std::int64_t>::max();
    std::int64_t sequence = 0;
    const auto [end, problem] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), sequence);
    if (problem != std::errc{} || end != cursor.data() + cursor.size())
        throw Error(ErrorKind::BadArguments, "The cursor is none of ours; begin the list again without one.");
    return sequence;
}

std::int64_t pageSize(int limit) {
    return std::clamp(limit, 1, 500);
}

std::string upperCase(std::string_view text) {
    std::string upper = base::trimmed(text);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return upper;
}

std::string shortKeyOf(std::string_view shortNumber) {
    std::string key = upperCase(shortNumber);
    std::erase_if(key, [](char c) { return c == '-' || c == ' '; });
    return key;
}

std::string Store::readBlob(const std::string& sha256) const {
    return impl_->blobs.read(sha256);
}

std::filesystem::path Store::blobPath(const std::string& sha256) const {
    return impl_->blobs.pathOf(sha256);
}

}  // namespace daiban::store
