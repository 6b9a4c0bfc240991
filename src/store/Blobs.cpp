#include "store/Blobs.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <utility>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

[[noreturn]] void failWith(int problem) {
    switch (problem) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            throw Error(ErrorKind::StorageFailed,
                        base::Sentence("The disk is full, nothing was stored; make room and send it again."));
        case EROFS:
        case EACCES:
        case EPERM:
            throw Error(ErrorKind::StorageFailed,
                        base::Sentence("The data folder cannot be written; give daiban the right to write to it."));
        default:
            throw Error(ErrorKind::StorageFailed,
                        base::Sentence("A file could not be stored ({}); check the disk and send it again.",
                                       std::generic_category().message(problem)));
    }
}

void orFail(std::error_code problem) {
    if (problem) failWith(problem.value());
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) failWith(problem.value());
}

bool isSha256(std::string_view name) {
    return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

void syncFolder(const std::filesystem::path& folder) {
    orFail(base::syncFolder(folder));
}

Blobs::Blobs(std::filesystem::path root) : root_(std::move(root)) {
    makeFolder(temporaryFolder());
    syncFolder(root_);
}

std::string Blobs::put(std::string_view bytes) {
    const std::string hash = base::sha256Hex(bytes);
    const auto path = pathOf(hash);
    makeFolderOf(path);
    if (holds(path, hash, bytes.size()))
        syncFolder(path.parent_path());  // another process may have renamed it and not have come so far
    else
        orFail(base::writeDurably(path, bytes, {.temporaryFolder = temporaryFolder()}));
    return hash;
}

/// A file that is there was synced before it was renamed; when it holds anything else now it is damaged.
bool Blobs::holds(const std::filesystem::path& path, const std::string& sha256, std::size_t size) const {
    std::error_code missing;
    if (std::filesystem::file_size(path, missing) != size || missing) return false;
    try {
        return rehash(sha256) == sha256;
    } catch (const Error&) {
        return false;  // it cannot be read any more: written anew
    }
}

void Blobs::makeFolderOf(const std::filesystem::path& blob) {
    const auto folder = blob.parent_path();
    const std::lock_guard lock(durableFoldersMutex_);
    if (durableFolders_.contains(folder.filename())) return;
    makeFolder(folder);
    syncFolder(root_);
    durableFolders_.insert(folder.filename());
}

std::string Blobs::read(const std::string& sha256) const {
    std::ifstream file(pathOf(sha256), std::ios::binary);
    if (!file)
        throw Error(ErrorKind::StorageFailed,
                    base::Sentence("A stored page is missing from the data folder; run daiban verify."));
    return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path Blobs::pathOf(const std::string& sha256) const {
    if (!isSha256(sha256))
        throw Error(ErrorKind::BadArguments, base::Sentence("A blob is named by 64 hexadecimal digits."));
    return root_ / sha256.substr(0, 2) / sha256;
}

void Blobs::remove(const std::string& sha256) {
    const auto path = pathOf(sha256);
    std::error_code problem;
    if (std::filesystem::remove(path, problem)) syncFolder(path.parent_path());
    if (problem) failWith(problem.value());
}

void Blobs::forEach(const std::function<void(const std::string&)>& found) const {
    std::error_code problem;
    for (const auto& folder : std::filesystem::directory_iterator(root_, problem)) {
        if (!folder.is_directory() || folder.path().filename() == "tmp") continue;
        for (const auto& file : std::filesystem::directory_iterator(folder, problem))
            if (isSha256(file.path().filename().string())) found(file.path().filename().string());
    }
    if (problem) failWith(problem.value());
}

std::int64_t Blobs::countTemporaryFiles() const {
    std::error_code problem;
    std::int64_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(temporaryFolder(), problem))
        count += file.is_regular_file() ? 1 : 0;
    return count;
}

std::string Blobs::rehash(const std::string& sha256) const {
    std::ifstream file(pathOf(sha256), std::ios::binary);
    if (!file) throw Error(ErrorKind::StorageFailed, base::Sentence("A stored page cannot be read."));
    base::Sha256Stream stream;
    std::array<char, 65536> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0)
        stream.add({piece.data(), static_cast<std::size_t>(file.gcount())});
    if (file.bad()) throw Error(ErrorKind::StorageFailed, base::Sentence("A stored page cannot be read."));
    return base::toHex(stream.finish());
}

}  // namespace daiban::store
