#include "base/DurableFile.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

namespace daiban::base {

namespace {

std::error_code lastError() {
    return {errno, std::generic_category()};
}

/// An open file that is closed at the end of the scope.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] bool isOpen() const { return number_ >= 0; }

    [[nodiscard]] std::error_code write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return lastError();
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }
    [[nodiscard]] std::error_code sync() const { return ::fsync(number_) == 0 ? std::error_code{} : lastError(); }

  private:
    int number_;
};

std::filesystem::path folderOf(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

constexpr std::string_view ending = ".tmp";

/// Writes the bytes under a name nobody else has, mode 600; `temporary` is the name with XXXXXX before its ending.
std::error_code writeTemporary(std::string& temporary, std::string_view bytes) {
    const Descriptor out(::mkostemps(temporary.data(), static_cast<int>(ending.size()), O_CLOEXEC));
    if (!out.isOpen()) return lastError();
    std::error_code problem = out.write(bytes);
    if (!problem) problem = out.sync();
    if (problem) ::unlink(temporary.c_str());
    return problem;
}

}  // namespace

std::error_code syncFile(const std::filesystem::path& file) {
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    return opened.isOpen() ? opened.sync() : lastError();
}

std::error_code syncFolder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.isOpen() ? opened.sync() : lastError();
}

std::error_code writeDurably(const std::filesystem::path& file, std::string_view bytes, const DurableOptions& options) {
    const auto folder = options.temporaryFolder.empty() ? folderOf(file) : options.temporaryFolder;
    std::string temporary = (folder / file.filename()).string() + ".XXXXXX" + std::string(ending);
    if (const auto problem = writeTemporary(temporary, bytes)) return problem;
    if (::rename(temporary.c_str(), file.c_str()) != 0) {
        const auto problem = lastError();
        ::unlink(temporary.c_str());
        return problem;
    }
    return syncFolder(folderOf(file));
}

}  // namespace daiban::base
