#include "store/DataFolder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Id.h"
#include "base/Json.h"

namespace daiban::store {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr std::string_view fileName = "daiban.json";

[[noreturn]] void folderUnusable(const fs::path& folder, const base::Sentence& why) {
    throw Error(
        ErrorKind::StorageFailed,
        base::Sentence("The data folder {} {}; name another with --data or give daiban the right to write to it.",
                       folder.string(), why));
}

[[noreturn]] void partIsGone(const fs::path& folder, const base::Sentence& what) {
    throw Error(ErrorKind::StorageFailed, base::Sentence("The data folder {} {}; nothing was changed, restore the "
                                                         "whole folder from a backup or see that its disk is mounted.",
                                                         folder.string(), what));
}

bool hasBlobs(const fs::path& folder) {
    std::error_code none;
    for (const auto& part : fs::directory_iterator(folder / "blobs", none))
        if (part.path().filename() != "tmp" && part.is_directory(none) && !fs::is_empty(part.path(), none)) return true;
    return false;
}

bool hasDatabase(const fs::path& folder) {
    std::error_code none;
    const auto size = fs::file_size(folder / "daiban.db", none);
    return !none && size > 0;
}

void refuseMissing(const fs::path& folder, Missing missing) {
    if (missing == Missing::Create) return;
    throw Error(
        ErrorKind::NotFound,
        base::Sentence(
            "There is no data in {}; check --data (or $DAIBAN_DATA), or make a new data folder there with daiban init.",
            folder.string()));
}

}  // namespace

FolderState stateOf(const fs::path& folder, Missing missing) {
    std::error_code problem;
    const auto status = fs::status(folder, problem);
    if (fs::exists(status) && !fs::is_directory(status)) folderUnusable(folder, base::Sentence("is a file"));
    if (fs::exists(folder / fileName, problem)) {
        (void)readDataFolder(folder);
        if (!hasDatabase(folder)) partIsGone(folder, base::Sentence("has lost its database daiban.db"));
        if (!fs::is_directory(folder / "blobs", problem))
            partIsGone(folder, base::Sentence("has lost its pages (blobs)"));
        return FolderState::Complete;
    }
    if (hasDatabase(folder)) return FolderState::Unfinished;
    if (hasBlobs(folder)) partIsGone(folder, base::Sentence("holds pages (blobs) without their database daiban.db"));
    refuseMissing(folder, missing);
    return FolderState::Nothing;
}

bool isReadOnly(const fs::path& folder) {
    const auto file = folder / "daiban.db";
    std::error_code none;
    const auto rights = fs::status(file, none).permissions();
    // Who is root may write everywhere; what has no right to write for anybody is meant to stay as it is.
    constexpr auto writes = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    return (!none && (rights & writes) == fs::perms::none) || ::access(folder.c_str(), W_OK) != 0 ||
           ::access(file.c_str(), W_OK) != 0;
}

void makeDataFolder(const fs::path& folder) {
    std::error_code problem;
    if (fs::is_directory(folder, problem)) return;
    fs::create_directories(folder, problem);
    if (problem) folderUnusable(folder, base::Sentence("cannot be made"));
    fs::permissions(folder, fs::perms::owner_all, problem);
    if (base::syncFolder(fs::absolute(folder).parent_path())) folderUnusable(folder, base::Sentence("cannot be made"));
}

DataFolder readDataFolder(const fs::path& folder) {
    std::ifstream file(folder / fileName, std::ios::binary);
    if (!file) folderUnusable(folder, base::Sentence("cannot be read"));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const base::Json json = base::Json::parse(text, nullptr, false);
    const auto field = [&](const char* name) {
        return json.is_object() ? json.value(name, base::Json()) : base::Json();
    };
    const base::Json id = field("id");
    const base::Json format = field("format");
    if (!id.is_string() || !base::isUuid(id.get<std::string>()) || !format.is_number_integer())
        partIsGone(folder, base::Sentence("has a damaged {}", fileName));
    if (format.get<std::int64_t>() > DataFolder::newestFormat)
        throw Error(ErrorKind::StorageFailed,
                    base::Sentence("The data folder {} was written by a newer daiban (format {}, this program knows "
                                   "{}); install the newer program.",
                                   folder.string(), format.get<std::int64_t>(), DataFolder::newestFormat));
    return {.id = id.get<std::string>(), .format = format.get<int>()};
}

void writeDataFolder(const fs::path& folder, const DataFolder& known) {
    const base::Json json{{"format", known.format}, {"id", known.id}};
    if (base::writeDurably(folder / fileName, json.dump() + "\n"))
        folderUnusable(folder, base::Sentence("cannot be written"));
}

OpeningLock::OpeningLock(const fs::path& folder, std::chrono::milliseconds patience)
    : file_(::open((folder / "open.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) folderUnusable(folder, base::Sentence("cannot be written"));
    constexpr std::chrono::milliseconds pause{10};
    for (auto waited = std::chrono::milliseconds{0}; ::flock(file_, LOCK_EX | LOCK_NB) != 0; waited += pause) {
        if (waited >= patience) {
            ::close(file_);
            throw Error(
                ErrorKind::StorageFailed,
                base::Sentence("The data folder is busy: another program is opening it; try again in a moment."));
        }
        std::this_thread::sleep_for(pause);
    }
}

OpeningLock::~OpeningLock() {
    ::close(file_);
}

}  // namespace daiban::store
