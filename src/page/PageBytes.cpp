#include "page/PageBytes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/Error.h"
#include "process/SharedBytes.h"

namespace daiban::page {

namespace {

using base::ErrorKind;

constexpr int patienceWithPipes = 10'000;  // ms

[[noreturn]] void refuse(ErrorKind kind, const std::string& name, const base::Sentence& what) {
    throw base::Error(kind, base::Sentence("{} {}", name, what));
}

[[noreturn]] void refuseToOpen(const std::string& name, int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
        case ENAMETOOLONG:
            refuse(ErrorKind::NotFound, name, base::Sentence("does not exist; check the name and the folder."));
        case EACCES:
        case EPERM:
            refuse(ErrorKind::NotFound, name, base::Sentence("may not be read; ask its owner for permission."));
        default:
            refuse(ErrorKind::Unreadable, name,
                   base::Sentence("cannot be read ({}); check the disk or copy it again.", std::strerror(error)));
    }
}

struct stat about(const process::Descriptor& file, const std::string& name) {
    struct stat found {};
    if (!file.isOpen() || fstat(file.get(), &found) != 0) refuseToOpen(name, errno);
    return found;
}

/// One piece at `offset`, or the next one of what has no places; 0 at the end.
std::size_t readPiece(int file, char* to, std::size_t count, off_t offset, bool hasPlaces, const std::string& name) {
    while (true) {
        const ssize_t got = hasPlaces ? pread(file, to, count, offset) : ::read(file, to, count);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno == EAGAIN) {
            pollfd ready{.fd = file, .events = POLLIN, .revents = 0};
            if (poll(&ready, 1, patienceWithPipes) > 0) continue;
            refuse(ErrorKind::Unreadable, name,
                   base::Sentence("gave nothing for 10 seconds; save what it gives in a file and name that."));
        }
        if (errno != EINTR) refuseToOpen(name, errno);
    }
}

std::string readAll(const process::Descriptor& file, const std::string& name, const DecodeLimits& limits) {
    const struct stat found = about(file, name);
    const bool hasPlaces = S_ISREG(found.st_mode);
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(std::clamp<off_t>(found.st_size, 0, limits.bytes)));
    std::array<char, 1 << 16> buffer;
    while (const std::size_t count =
               readPiece(file.get(), buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()), hasPlaces, name)) {
        bytes.append(buffer.data(), count);
        if (static_cast<std::int64_t>(bytes.size()) > limits.bytes) refuseTooLarge(name, limits);
    }
    return bytes;
}

}  // namespace

void refuseTooLarge(const std::string& name, const DecodeLimits& limits) {
    refuse(ErrorKind::Unreadable, name,
           base::Sentence("is larger than {} MB; split it or scan it with a lower dpi.", limits.bytes >> 20));
}

std::string shownName(const std::string& source) {
    std::filesystem::path path(source);
    if (!path.has_filename()) path = path.parent_path();
    std::string name = path.filename().string();
    if (name.empty()) name = source.empty() ? "The input" : source;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return name;
}

PageBytes PageBytes::open(const std::filesystem::path& file, const DecodeLimits& limits) {
    return open(file, file.string(), limits);
}

PageBytes PageBytes::open(const std::filesystem::path& file, const std::string& source, const DecodeLimits& limits) {
    const std::string name = shownName(source);
    // Without waiting: a pipe nobody writes into would keep everybody behind it waiting for ever.
    process::Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    const struct stat found = about(opened, name);
    if (S_ISDIR(found.st_mode))
        refuse(ErrorKind::Unreadable, name, base::Sentence("is a folder; give the files in it."));
    if (!S_ISREG(found.st_mode)) return of(readAll(opened, name, limits), source);
    if (found.st_size > limits.bytes) refuseTooLarge(name, limits);
    return {std::move(opened), source};
}

PageBytes PageBytes::of(std::string_view bytes, const std::string& source) {
    return {process::sharedBytes(bytes), source};
}

std::string PageBytes::read(const DecodeLimits& limits) const {
    return readAll(file_, shownName(source_), limits);
}

}  // namespace daiban::page
