#include "process/SharedBytes.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/Error.h"

namespace daiban::process {

namespace {

constexpr int sealed = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

[[noreturn]] void refuse() {
    throw base::Error(base::ErrorKind::Unreadable,
                      base::Sentence("A helper handed over a picture that is none; try again."));
}

}  // namespace

Descriptor sharedBytes(std::string_view bytes) {
    Descriptor file(memfd_create("daiban", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    while (file.isOpen() && !bytes.empty()) {
        const ssize_t count = write(file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) file.close();
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    if (!file.isOpen() || fcntl(file.get(), F_ADD_SEALS, sealed) != 0)
        throw base::Error(
            base::ErrorKind::StorageFailed,
            base::Sentence("There is no memory left to hand a page to a helper; close other programs and try again."));
    return file;
}

MappedBytes::MappedBytes(const Descriptor& shared) {
    struct stat about {};
    if ((fcntl(shared.get(), F_GET_SEALS) & sealed) != sealed || fstat(shared.get(), &about) != 0) refuse();
    size_ = static_cast<std::size_t>(about.st_size);
    if (size_ == 0) return;
    void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, shared.get(), 0);
    if (memory == MAP_FAILED) refuse();
    data_ = static_cast<char*>(memory);
}

MappedBytes::~MappedBytes() {
    if (data_ != nullptr) munmap(data_, size_);
}

MappedBytes::MappedBytes(MappedBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

}  // namespace daiban::process
