#include "documents/LearnWriteFile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/Error.h"

namespace daiban::documents {

namespace {

/// A file descriptor that is closed at the end of the scope.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

bool writeAll(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void writePrivateFile(const std::filesystem::path& file, std::string_view bytes, const std::string& what) {
    const auto fail = [&](int error) {
        throw base::Error(base::ErrorKind::StorageFailed, what + " could not be written to " + file.string() + " (" +
                                                              std::strerror(error) +
                                                              "); check the disk and the permissions of the folder.");
    };
    auto temporary = file;
    temporary += "." + std::to_string(::getpid()) + ".tmp";
    {
        const Descriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (out.number() < 0) fail(errno);
        if (!writeAll(out.number(), bytes) || ::fsync(out.number()) != 0) {
            const int error = errno;
            ::unlink(temporary.c_str());
            fail(error);
        }
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) {
        const int error = errno;
        ::unlink(temporary.c_str());
        fail(error);
    }
    const Descriptor folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) fail(errno);
}

}  // namespace daiban::documents
