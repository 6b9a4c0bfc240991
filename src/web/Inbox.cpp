#include "web/Inbox.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Sentence.h"
#include "page/PageFile.h"
#include "web/Problem.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;

/// Why a file is none of ours, for whoever looks into failed/: he may read either.
struct Refusal {
    const char* chinese;
    const char* english;
};
constexpr Refusal noPage{"这不是图片或 PDF，不能收。", "This is no picture and no PDF, and cannot be taken."};
constexpr Refusal tooLarge{"文件为空或太大，不能收。", "The file is empty or too large, and cannot be taken."};
constexpr Refusal unreadable{"文件打不开；请看它的权限。", "The file cannot be opened; see its permissions."};

bool isMadeFolder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    return !problem && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

/// What programs write while they write.
bool isUnfinished(const fs::path& file) {
    static const std::set<std::string> endings{".part", ".tmp", ".crdownload", ".partial", ".filepart"};
    const std::string name = file.filename().string();
    return name.starts_with('.') || name.starts_with('~') || endings.contains(file.extension().string());
}

/// A place in `folder` for a file of that name where none is yet.
fs::path freePlace(const fs::path& folder, const fs::path& name) {
    fs::path place = folder / name;
    for (int i = 2; fs::exists(fs::symlink_status(place)); ++i)
        place = folder / (name.stem().string() + "-" + std::to_string(i) + name.extension().string());
    return place;
}

/// A file that is open, whatever its name stands for meanwhile.
class Opened {
  public:
    explicit Opened(const fs::path& file) : file_(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)) {
        if (file_ >= 0 && (::fstat(file_, &about_) != 0 || !S_ISREG(about_.st_mode))) close();
    }
    ~Opened() { close(); }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    [[nodiscard]] bool isOpen() const { return file_ >= 0; }
    [[nodiscard]] std::int64_t size() const { return about_.st_size; }
    [[nodiscard]] std::string written() const {
        return std::to_string(about_.st_mtim.tv_sec) + "." + std::to_string(about_.st_mtim.tv_nsec);
    }
    /// From its beginning, piece by piece.
    template <class Take>
    void read(const Take& take) const {
        std::array<char, 1 << 16> buffer{};
        ::lseek(file_, 0, SEEK_SET);
        for (;;) {
            const auto got = ::read(file_, buffer.data(), buffer.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return;
            if (!take(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return;
        }
    }

  private:
    void close() {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }
    int file_;
    struct stat about_ {};
};

/// The same file is the same upload, so that one that was taken when the server was killed is not taken twice; one that
/// is put there again is another.
std::string idOf(const WatchedFolder& watched, const fs::path& file, const Opened& opened) {
    base::Sha256Stream hash;
    hash.add(watched.office + "\n" + file.filename().string() + "\n" + opened.written() + "\n");
    opened.read([&](std::string_view bytes) {
        hash.add(bytes);
        return true;
    });
    std::string hex = base::toHex(hash.finish()).substr(0, 32);
    hex[12] = '8', hex[16] = '8';  // RFC 9562, version 8
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
           hex.substr(20);
}

bool isPage(const Opened& opened) {
    std::string first;
    opened.read([&](std::string_view bytes) {
        first = bytes.substr(0, 1024);
        return false;
    });
    return !page::PageFile::mediaTypeOf(first).empty();
}

}  // namespace

Inbox::Inbox(Uploads& uploads, std::vector<WatchedFolder> folders, base::Log log, InboxOptions options)
    : uploads_(uploads), folders_(std::move(folders)), log_(std::move(log)), options_(options) {
    for (const auto& watched : folders_)
        if (!fs::is_directory(watched.folder) || !isMadeFolder(watched.folder / "done") ||
            !isMadeFolder(watched.folder / "failed"))
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("The watched folder {} is not there or cannot be written to; make it and "
                                             "give it to the user that serves.",
                                             watched.folder.string()));
}

Inbox::~Inbox() {
    stop();
}

void Inbox::start() {
    if (folders_.empty()) return;
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!ends_.wait_for(lock, options_.looksEvery, [this] { return ending_; })) {
            lock.unlock();
            look();
            lock.lock();
        }
    });
}

void Inbox::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ends_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool Inbox::watches(const std::string& office) const {
    return std::ranges::find(folders_, office, &WatchedFolder::office) != folders_.end();
}

void Inbox::look() {
    for (const auto& watched : folders_) {
        try {
            lookInto(watched);
        } catch (const std::exception&) {
            log_.event("watch.failed", {{"office", watched.office}});  // the disk; the next look tries again
        }
    }
}

void Inbox::lookInto(const WatchedFolder& watched) {
    std::set<fs::path> there;
    const auto now = std::chrono::steady_clock::now();
    std::vector<fs::path> ready;
    for (const auto& entry : fs::directory_iterator(watched.folder)) {
        if (entry.is_symlink() || !entry.is_regular_file() || isUnfinished(entry.path())) continue;
        there.insert(entry.path());
        const Seen is{.size = entry.file_size(), .written = entry.last_write_time(), .since = now};
        const auto [known, isNew] = seen_.try_emplace(entry.path(), is);
        if (isNew) continue;
        if (known->second.size != is.size || known->second.written != is.written)
            known->second = is;  // it grows
        else if (now - known->second.since >= options_.stillFor)
            ready.push_back(entry.path());
    }
    std::erase_if(seen_, [&](const auto& one) {
        return one.first.parent_path() == watched.folder && !there.contains(one.first);
    });
    std::ranges::sort(ready);  // as a scanner numbers them
    for (const auto& file : ready) take(watched, file);
}

void Inbox::take(const WatchedFolder& watched, const fs::path& file) {
    const auto failed = [&](const Refusal& why) {
        const auto place = freePlace(watched.folder / "failed", file.filename());
        fs::rename(file, place);
        (void)base::writeDurably(place.string() + ".txt", std::string(why.chinese) + "\n" + why.english + "\n");
        log_.event("watch.refused", {{"office", watched.office}});
    };
    const Opened opened(file);
    if (!opened.isOpen()) return failed(unreadable);
    if (opened.size() == 0 || opened.size() > UploadLimits{}.bytes) return failed(tooLarge);
    if (!isPage(opened)) return failed(noPage);
    const std::string id = idOf(watched, file, opened), owner = Inbox::ownerOf(watched.office);
    const auto known = uploads_.find(id, owner);
    if (!known || !known->complete()) {
        if (known) uploads_.drop(id, owner);  // half of it, from before the server was killed
        const auto piece = uploads_.begin(id, owner, opened.size(), file.filename().string());
        opened.read([&](std::string_view bytes) {
            piece->take(bytes);
            return true;
        });
        if (!piece->finish().complete()) return;  // it shrank; the next look sees another file
    }
    fs::rename(file, freePlace(watched.folder / "done", file.filename()));
    log_.event("watch.taken", {{"office", watched.office}});
}

}  // namespace daiban::web
