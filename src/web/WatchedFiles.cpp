#include "web/WatchedFiles.h"

#include <fcntl.h>
#include <fnmatch.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <set>

#include "base/Text.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;

/// What programs write while they write, and what file managers leave.
bool isUnfinished(const fs::path& file) {
    static const std::set<std::string> endings{".part", ".tmp", ".crdownload", ".partial", ".filepart"};
    static const std::set<std::string> leavings{"Thumbs.db", "desktop.ini"};
    const std::string name = file.filename().string();
    return name.starts_with('.') || name.starts_with('~') || endings.contains(file.extension().string()) ||
           leavings.contains(name);
}

std::vector<std::string> patternsIn(const fs::path& file) {
    std::vector<std::string> patterns;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (const auto pattern = base::trimmed(line); !pattern.empty()) patterns.emplace_back(pattern);
    return patterns;
}

bool isOurs(const fs::path& folder) {
    return folder.filename() == "done" || folder.filename() == "failed";
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Numbers count as numbers, so that page 2 comes before page 10.
bool comesBefore(const fs::path& one, const fs::path& other) {
    const std::string a = one.string(), b = other.string();
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i, ++j;
            continue;
        }
        while (i + 1 < a.size() && a[i] == '0' && isDigit(a[i + 1])) ++i;
        while (j + 1 < b.size() && b[j] == '0' && isDigit(b[j + 1])) ++j;
        const auto lengthIn = [](const std::string& text, std::size_t from) {
            std::size_t end = from;
            while (end < text.size() && isDigit(text[end])) ++end;
            return end - from;
        };
        const std::size_t first = lengthIn(a, i), second = lengthIn(b, j);
        if (first != second) return first < second;
        if (const int order = a.compare(i, first, b, j, second); order != 0) return order < 0;
        i += first, j += second;
    }
    if (a.size() - i != b.size() - j) return a.size() - i < b.size() - j;
    return a < b;  // "1" and "01"
}

bool isSame(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
           a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

OpenedFile::OpenedFile(const fs::path& file)
    : file_(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)) {
    if (file_.isOpen() && (::fstat(file_.get(), &about_) != 0 || !S_ISREG(about_.st_mode))) file_.close();
}

std::chrono::seconds OpenedFile::age() const {
    return std::chrono::seconds(std::max<std::int64_t>(0, ::time(nullptr) - about_.st_mtim.tv_sec));
}

std::string OpenedFile::mark() const {
    return base::sha256Hex(std::to_string(about_.st_ino) + "\n" + std::to_string(about_.st_mtim.tv_sec) + "." +
                           std::to_string(about_.st_mtim.tv_nsec) + "\n" + std::to_string(about_.st_size))
        .substr(0, 32);
}

bool OpenedFile::isBeingWritten() const {
    // A lease to read is refused while anybody may write. Its end is told by a signal that nobody minds.
    (void)::fcntl(file_.get(), F_SETSIG, SIGURG);
    if (::fcntl(file_.get(), F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
    (void)::fcntl(file_.get(), F_SETLEASE, F_UNLCK);
    return false;
}

bool OpenedFile::isStill(const fs::path& file) const {
    struct stat now {};
    struct stat named {};
    return ::fstat(file_.get(), &now) == 0 && isSame(now, about_) && ::lstat(file.c_str(), &named) == 0 &&
           isSame(named, about_);
}

bool WatchedFiles::isIgnored(const fs::path& file) const {
    const std::string name = file.filename().string();
    const auto fits = [&](const std::string& pattern) { return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0; };
    return isUnfinished(file) || std::ranges::any_of(rules_.ignored, fits) || std::ranges::any_of(ignoredHere_, fits);
}

bool WatchedFiles::isSettled(const fs::path& file) {
    const auto now = std::chrono::steady_clock::now();
    std::error_code size, time;
    const Seen is{.size = fs::file_size(file, size), .written = fs::last_write_time(file, time), .since = now};
    if (size || time) return false;  // it went
    const auto [known, isNew] = seen_.try_emplace(file, is);
    if (isNew) return false;
    if (known->second.size != is.size || known->second.written != is.written) {
        known->second = is;  // it grows
        return false;
    }
    return now - known->second.since >= rules_.stillFor;
}

void WatchedFiles::lookInto(const fs::directory_iterator& entries, std::vector<fs::path>& folders,
                            std::vector<fs::path>& files) const {
    for (const auto& entry : entries) {
        std::error_code ignored;
        if (entry.is_symlink(ignored) || isIgnored(entry.path())) continue;
        if (entry.is_directory(ignored)) folders.push_back(entry.path());
        if (entry.is_regular_file(ignored)) files.push_back(entry.path());
    }
}

std::vector<fs::path> WatchedFiles::ready(const fs::path& folder) {
    ignoredHere_ = patternsIn(folder / ignoreFile);
    std::vector<fs::path> files, folders, deeper;
    lookInto(fs::directory_iterator(folder), folders, files);
    for (const auto& below : folders) {
        std::error_code cannotBeRead;
        const fs::directory_iterator entries(below, cannotBeRead);
        if (!isOurs(below) && !cannotBeRead) lookInto(entries, deeper, files);
    }
    const std::set<fs::path> there(files.begin(), files.end());
    const std::string inside = (folder / "").string();
    std::erase_if(
        seen_, [&](const auto& one) { return one.first.string().starts_with(inside) && !there.contains(one.first); });
    std::erase_if(files, [&](const fs::path& file) { return !isSettled(file); });
    std::ranges::sort(files, comesBefore);
    return files;
}

bool WatchedFiles::isGivenUp(const fs::path& file, const OpenedFile& opened) const {
    const auto known = seen_.find(file);
    return opened.age() >= rules_.doubtedFor || known == seen_.end() ||
           std::chrono::steady_clock::now() - known->second.since >= rules_.doubtedFor;
}

fs::path freePlace(const fs::path& folder, const fs::path& name) {
    fs::path place = folder / name;
    for (int i = 2; fs::exists(fs::symlink_status(place)); ++i)
        place = folder / (name.stem().string() + "-" + std::to_string(i) + name.extension().string());
    return place;
}

}  // namespace daiban::web
