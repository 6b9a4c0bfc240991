#include "store/Blobs.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <utility>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Id.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

[[noreturn]] void failWith(int problem) {
    switch (problem) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            throw Error(ErrorKind::StorageFailed, "The disk is full, nothing was stored; make room and send it again.");
        case EROFS:
        case EACCES:
        case EPERM:
            throw Error(ErrorKind::StorageFailed,
                        "The data folder cannot be written; give daiban the right to write to it.");
        default:
            throw Error(ErrorKind::StorageFailed,
                        fmt::format("A file could not be stored ({}); check the disk and send it again.",
                                    std::generic_category().message(problem)));
    }
}

/// An open file that is closed at the end of the scope.
class Descriptor {
  public:
    Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) failWith(errno);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR) failWith(errno);
            if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() const {
        if (::fsync(number_) != 0) failWith(errno);
    }

  private:
    int number_;
};

/// A file under a temporary name: gone at the end of the scope unless it was given its own.
class TemporaryFile {
  public:
    TemporaryFile(std::filesystem::path path, std::string_view bytes) : path_(std::move(path)) {
        try {
            const Descriptor file(path_, O_WRONLY | O_CREAT | O_EXCL);
            file.write(bytes);
            file.sync();
        } catch (const Error&) {
            remove();
            throw;
        }
    }
    ~TemporaryFile() { remove(); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    void renameTo(const std::filesystem::path& name) {
        if (::rename(path_.c_str(), name.c_str()) != 0) failWith(errno);
        path_.clear();
    }

  private:
    void remove() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }
    std::filesystem::path path_;
};

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
    Descriptor(folder, O_RDONLY | O_DIRECTORY).sync();
}

Blobs::Blobs(std::filesystem::path root, const base::Clock& clock, base::Random& random)
    : root_(std::move(root)), clock_(clock), random_(random) {
    makeFolder(temporaryFolder());
    syncFolder(root_);
}

std::string Blobs::put(std::string_view bytes) {
    const std::string hash = base::sha256Hex(bytes);
    const auto path = pathOf(hash);
    makeFolderOf(path);
    std::error_code missing;
    // A file that is there was synced before it was renamed; a wrong size means damage, mended here.
    if (std::filesystem::file_size(path, missing) != bytes.size() || missing)
        TemporaryFile(temporaryFolder() / base::newUuidV7(clock_, random_), bytes).renameTo(path);
    syncFolder(path.parent_path());  // also when another process renamed it: it may not have come so far
    return hash;
}

void Blobs::makeFolderOf(const std::filesystem::path& blob) {
    const auto folder = blob.parent_path();
    if (durableFolders_.contains(folder.filename())) return;
    makeFolder(folder);
    syncFolder(root_);
    durableFolders_.insert(folder.filename());
}

std::string Blobs::read(const std::string& sha256) const {
    std::ifstream file(pathOf(sha256), std::ios::binary);
    if (!file)
        throw Error(ErrorKind::StorageFailed, "A stored page is missing from the data folder; run daiban verify.");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path Blobs::pathOf(const std::string& sha256) const {
    if (!isSha256(sha256)) throw Error(ErrorKind::BadArguments, "A blob is named by 64 hexadecimal digits.");
    return root_ / sha256.substr(0, 2) / sha256;
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
    if (!file) throw Error(ErrorKind::StorageFailed, "A stored page cannot be read.");
    base::Sha256Stream stream;
    std::array<char, 65536> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0)
        stream.add({piece.data(), static_cast<std::size_t>(file.gcount())});
    if (file.bad()) throw Error(ErrorKind::StorageFailed, "A stored page cannot be read.");
    return base::toHex(stream.finish());
}

}  // namespace daiban::store
