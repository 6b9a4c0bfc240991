#include "store/Store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/Error.h"
#include "base/Id.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "store/DataFolder.h"
#include "store/Migrations.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

constexpr auto privateFile = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& dataFolder, const base::Clock& clock, base::Random& random,
                  const StoreOptions& options) {
    const FolderState found = stateOf(dataFolder, options.missing);
    if (found == FolderState::Complete && isReadOnly(dataFolder)) {
        Database copy = Database::openCopy(dataFolder / "daiban.db");
        demandNewestSchema(copy);
        return Store(std::make_unique<Impl>(dataFolder, clock, random, std::move(copy), options.patience, true));
    }
    if (found == FolderState::Nothing) makeDataFolder(dataFolder);
    const OpeningLock lock(dataFolder, options.patience);
    const FolderState state = stateOf(dataFolder, options.missing);  // another process may have made it since
    const auto file = dataFolder / "daiban.db";
    Database database = Database::open(file, options.patience);
    std::error_code ignored;  // of another owner: then it is that owner's business
    std::filesystem::permissions(file, privateFile, ignored);
    migrate(database, clock);
    takeOverOldScans(database, clock);
    indexOlderCases(database);
    syncFolder(dataFolder);
    auto impl = std::make_unique<Impl>(dataFolder, clock, random, std::move(database), options.patience);
    impl->clockIsRight = options.clockIsRight;
    finishErasures(impl->database, impl->blobs, clock);
    if (state != FolderState::Complete) writeDataFolder(dataFolder, {.id = base::newUuidV7(clock, random)});
    return Store(std::move(impl));
}

void requireUuid(const std::string& text, const base::Sentence& what) {
    if (!base::isUuid(text))
        throw Error(ErrorKind::BadArguments, base::Sentence("The {} must be a UUID, as its sender makes it.", what));
}

void requireTokenId(const std::string& text) {
    if (text.size() != 16 || text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos)
        throw Error(ErrorKind::BadArguments, base::Sentence("This is no label of daiban; scan the label again."));
}

void refuseOtherContent(const base::Sentence& what) {
    throw Error(
        ErrorKind::BadArguments,
        base::Sentence("The id of this {} was used before for another one; send it again with a new id.", what));
}

void notFound(const base::Sentence& what) {
    throw Error(ErrorKind::NotFound,
                base::Sentence("There is no such {} in this data folder; check what you gave.", what));
}

std::string nextNumber(Database& database, std::string_view prefix, base::Instant now) {
    const int year = static_cast<int>(base::dayOf(now).year());
    const std::string series = fmt::format("{}{}", prefix, year);
    database.run(sql("number.next"), {{"id", series}});
    const std::string digits = fmt::format("{:06}", database.row(sql("number.last"), {{"id", series}})->number("last"));
    const char check = base::mod3736CheckCharacter(series + digits).value_or('0');
    return fmt::format("{}{}{}-{}-{}", prefix, prefix.empty() ? "" : "-", year, digits, check);
}

std::int64_t sequenceBefore(const std::string& cursor) {
    if (cursor.empty()) return std::numeric_limits<std::int64_t>::max();
    std::int64_t sequence = 0;
    const auto [end, problem] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), sequence);
    if (problem != std::errc{} || end != cursor.data() + cursor.size())
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("The cursor is none of ours; begin the list again without one."));
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
