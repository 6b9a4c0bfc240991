#include "store/Backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/DataFolder.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr std::string_view marker = "daiban-backup.json";
constexpr std::string_view databaseName = "daiban.db";

[[noreturn]] void failed(const fs::path& file, const base::Sentence& what) {
    throw Error(ErrorKind::StorageFailed, base::Sentence("{} {}.", file, what));
}

std::string bytesOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.good() && !stream.eof()) failed(file, base::Sentence("cannot be read; check its disk"));
    return bytes;
}

std::string hashOfFile(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    base::Sha256Stream hash;
    std::vector<char> piece(1U << 20U);
    while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0)
        hash.add({piece.data(), static_cast<std::size_t>(stream.gcount())});
    return base::toHex(hash.finish());
}

void write(const fs::path& file, std::string_view bytes) {
    if (base::writeDurably(file, bytes))
        failed(file, base::Sentence("cannot be written; see that its disk is there and has room"));
}

void makeFolder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (!problem) fs::permissions(folder, fs::perms::owner_all, problem);
    if (problem) failed(folder, base::Sentence("cannot be made a folder ({})", problem.message()));
}

/// Everything of a data folder but its database, its blobs and what only a running program needs; by name within it.
std::vector<std::string> otherFilesOf(const fs::path& folder) {
    std::vector<std::string> names;
    for (fs::recursive_directory_iterator entry(folder), end; entry != end; ++entry) {
        const std::string name = entry->path().lexically_relative(folder).generic_string();
        // The key of a station's own certificates would let whoever has the backup pass for the station.
        if (name == "blobs" || name == "tls") entry.disable_recursion_pending();
        const bool ofDatabase = name.starts_with(databaseName);
        const bool ofProgram = name.ends_with(".log") || name.ends_with(".lock") || name.ends_with(".tmp");
        if (entry->is_regular_file() && !ofDatabase && !ofProgram && name != marker) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

fs::path blobIn(const fs::path& folder, const std::string& sha256) {
    return folder / "blobs" / sha256.substr(0, 2) / sha256;
}

/// A file that is copied with its hash known beforehand. A damaged one is never taken for good.
void copyHashed(const fs::path& from, const fs::path& to, const std::string& sha256) {
    const std::string bytes = bytesOf(from);
    if (base::sha256Hex(bytes) != sha256)
        failed(from, base::Sentence("is damaged: its content is not what its hash says"));
    makeFolder(to.parent_path());
    // Under another name until it is whole; that it is on the disk to stay is seen to once, for all of them.
    const fs::path unfinished = to.string() + ".tmp";
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    std::error_code problem;
    fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write, problem);
    fs::rename(unfinished, to, problem);
    if (!stream || problem) failed(to, base::Sentence("cannot be written; see that its disk is there and has room"));
}

/// What was written below the folder is on its disk to stay.
void syncAllOf(const fs::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::syncfs(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!synced) failed(folder, base::Sentence("could not be written to its disk"));
}

/// Names and hashes of what a backup holds beside its blobs.
struct Contents {
    Backup told;
    std::string database;  ///< name of its file
    std::string databaseHash;
    std::map<std::string, std::string> files;  ///< name -> SHA-256
};

base::Json toJson(const Contents& contents) {
    base::Json files = base::Json::object();
    for (const auto& [name, hash] : contents.files) files[name] = hash;
    return {{"format", 1},
            {"data_folder", contents.told.folderId},
            {"taken_at", contents.told.takenAt.time_since_epoch().count()},
            {"taken", base::isoTime(contents.told.takenAt)},
            {"audit_head", contents.told.auditHead},
            {"blobs", contents.told.blobs},
            {"bytes", contents.told.bytes},
            {"database", contents.database},
            {"database_sha256", contents.databaseHash},
            {"files", files}};
}

Contents contentsOf(const fs::path& backup) {
    if (!fs::is_regular_file(backup / marker))
        throw Error(ErrorKind::NotFound,
                    base::Sentence("{} is no finished backup of daiban; name a folder that daiban backup made.",
                                   backup.string()));
    const auto json = base::parseJson(bytesOf(backup / marker), base::Sentence::verbatim((backup / marker).string()));
    try {
        if (json.at("format").get<int>() != 1)
            throw Error(ErrorKind::StorageFailed,
                        base::Sentence("{} was made by a newer daiban; install the newer program.", backup.string()));
        Contents contents{
            .told = {.folderId = json.at("data_folder").get<std::string>(),
                     .takenAt = base::Instant{std::chrono::milliseconds{json.at("taken_at").get<std::int64_t>()}},
                     .auditHead = json.at("audit_head").get<std::string>(),
                     .blobs = json.at("blobs").get<std::int64_t>(),
                     .bytes = json.value("bytes", std::int64_t{0})},
            .database = json.at("database").get<std::string>(),
            .databaseHash = json.at("database_sha256").get<std::string>(),
            .files = {}};
        for (const auto& [name, hash] : json.at("files").items()) {
            const fs::path relative(name);
            const bool escapes = relative.is_absolute() || std::ranges::count(relative, fs::path("..")) > 0;
            if (escapes) failed(backup / marker, base::Sentence("names a file outside of the backup"));
            contents.files[name] = hash.get<std::string>();
        }
        return contents;
    } catch (const base::Json::exception&) {
        failed(backup / marker, base::Sentence("is damaged"));
    }
}

/// What the folder holds already. Throws Error{BadArguments} when that is not a backup of the same data folder.
std::string databaseThere(const fs::path& target, const std::string& folderId) {
    std::error_code none;
    if (!fs::exists(target, none)) return {};
    if (fs::is_regular_file(target / marker)) {
        const Contents there = contentsOf(target);
        if (there.told.folderId == folderId) return there.database;
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("{} holds a backup of another data folder.", target.string()));
    }
    if (!fs::is_directory(target, none))
        throw Error(ErrorKind::BadArguments, base::Sentence("{} is no folder; name an empty one.", target.string()));
    for (const auto& entry : fs::directory_iterator(target)) {
        const std::string name = entry.path().filename().string();
        const bool ofUnfinished = name == "blobs" || name.starts_with("daiban-") || name.ends_with(".tmp");
        if (!ofUnfinished)
            throw Error(
                ErrorKind::BadArguments,
                base::Sentence("{} holds other files; name an empty folder or an earlier backup.", target.string()));
    }
    return {};
}

void demandApart(const fs::path& target, const fs::path& dataFolder) {
    const auto to = fs::weakly_canonical(target), of = fs::weakly_canonical(dataFolder);
    const auto isIn = [](const fs::path& inner, const fs::path& outer) {
        return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
    };
    if (isIn(to, of) || isIn(of, to))
        throw Error(
            ErrorKind::BadArguments,
            base::Sentence("A backup lies outside of the data folder, best on another disk; name another place."));
}

void goOnWith(const BackupMoved& moved, std::int64_t blobs) {
    if (moved && !moved(blobs)) throw Error(ErrorKind::CheckFailed, base::Sentence("已停下；以前的备份都还在。"));
}

}  // namespace

Backup Store::backUp(const fs::path& target, const BackupMoved& moved) const {
    demandApart(target, impl_->folder);
    const base::Instant now = impl_->clock.now();
    const std::string folderId = readDataFolder(impl_->folder).id;
    const std::string before = databaseThere(target, folderId);
    makeFolder(target);
    makeFolder(target / "blobs");

    Contents contents{.told = {.folderId = folderId, .takenAt = now, .auditHead = {}},
                      .database = fmt::format("daiban-{}.db", now.time_since_epoch().count()),
                      .databaseHash = {},
                      .files = {}};
    // Never the name of the one before, which stays good until this one is whole.
    if (contents.database == before) contents.database = "daiban-again-" + contents.database.substr(7);
    const fs::path database = target / contents.database;
    std::error_code none;
    fs::remove(database, none);
    Database::copyInto(impl_->folder / databaseName, database);
    fs::permissions(database, fs::perms::owner_read | fs::perms::owner_write, none);
    contents.databaseHash = hashOfFile(database);
    contents.told.bytes = static_cast<std::int64_t>(fs::file_size(database));

    // Blobs are on the disk before the database speaks of them, and stay: what the copy speaks of is there.
    Database copy = Database::openCopy(database);
    if (const auto head = copy.row(sql("audit.head"))) contents.told.auditHead = head->text("hash");
    copy.forEach(sql("rows.blob"), {}, [&](const Row& row) {
        const std::string sha256 = row.text("id");
        const fs::path to = blobIn(target, sha256);
        goOnWith(moved, contents.told.blobs++);
        contents.told.bytes += row.number("size");
        if (fs::file_size(to, none) == static_cast<std::uintmax_t>(row.number("size")) && !none) return;
        copyHashed(impl_->blobs.pathOf(sha256), to, sha256);
        ++contents.told.newBlobs;
    });
    for (const std::string& name : otherFilesOf(impl_->folder)) {
        const std::string bytes = bytesOf(impl_->folder / name);
        const std::string hash = base::sha256Hex(bytes);
        // Under its hash: an earlier backup's file stays what it was until this one is whole.
        makeFolder(target / "daiban-files");
        write(target / "daiban-files" / hash, bytes);
        contents.files[name] = hash;
        contents.told.bytes += static_cast<std::int64_t>(bytes.size());
    }
    syncAllOf(target);
    write(target / marker, base::toLine(toJson(contents)) + "\n");
    if (!before.empty() && before != contents.database) fs::remove(target / before, none);
    return contents.told;
}

Backup restore(const fs::path& backup, const fs::path& wanted) {
    fs::path dataFolder = fs::absolute(wanted).lexically_normal();
    if (!dataFolder.has_filename()) dataFolder = dataFolder.parent_path();  // a slash behind it, as shells put it
    const Contents contents = contentsOf(backup);
    std::error_code none;
    if (fs::exists(dataFolder, none) && !(fs::is_directory(dataFolder, none) && fs::is_empty(dataFolder, none)))
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("{} is there already; a backup is restored where nothing is. Nothing was changed.",
                                   dataFolder.string()));
    const fs::path making = dataFolder.string() + ".restoring";
    fs::remove_all(making, none);
    try {
        makeFolder(making);
        makeFolder(making / "blobs");
        copyHashed(backup / contents.database, making / databaseName, contents.databaseHash);
        for (const auto& [name, hash] : contents.files) copyHashed(backup / "daiban-files" / hash, making / name, hash);
        Database database = Database::openCopy(making / databaseName);
        std::int64_t blobs = 0;
        database.forEach(sql("rows.blob"), {}, [&](const Row& row) {
            const std::string sha256 = row.text("id");
            const fs::path from = blobIn(backup, sha256);
            if (!fs::is_regular_file(from)) failed(from, base::Sentence("is not there: the backup is not whole"));
            copyHashed(from, blobIn(making, sha256), sha256);
            ++blobs;
        });
        if (blobs != contents.told.blobs) failed(backup, base::Sentence("does not hold what it says"));
        syncAllOf(making);
    } catch (...) {
        fs::remove_all(making, none);
        throw;
    }
    fs::remove(dataFolder, none);  // an empty folder
    std::error_code problem;
    fs::rename(making, dataFolder, problem);
    if (problem || base::syncFolder(fs::absolute(dataFolder).parent_path())) {
        fs::remove_all(making, none);
        failed(dataFolder, base::Sentence("could not be given its name"));
    }
    return contents.told;
}

std::optional<Backup> backupIn(const fs::path& folder) {
    std::error_code none;
    if (!fs::is_regular_file(folder / marker, none)) return std::nullopt;
    return contentsOf(folder).told;
}

Backup verifyBackup(const fs::path& backup, const BackupMoved& moved) {
    const Contents contents = contentsOf(backup);
    const auto demandWhole = [](const fs::path& file, const std::string& hash) {
        if (!fs::is_regular_file(file)) failed(file, base::Sentence("is not there: the backup is not whole"));
        if (hashOfFile(file) != hash) failed(file, base::Sentence("is damaged: its content is not what its hash says"));
    };
    demandWhole(backup / contents.database, contents.databaseHash);
    for (const auto& [name, hash] : contents.files) demandWhole(backup / "daiban-files" / hash, hash);
    Database database = Database::openCopy(backup / contents.database);
    std::int64_t blobs = 0;
    database.forEach(sql("rows.blob"), {}, [&](const Row& row) {
        goOnWith(moved, blobs++);
        demandWhole(blobIn(backup, row.text("id")), row.text("id"));
    });
    if (blobs != contents.told.blobs) failed(backup, base::Sentence("does not hold what it says"));
    return contents.told;
}

}  // namespace daiban::store
