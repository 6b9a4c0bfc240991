#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "web/Request.h"
#include "web/Response.h"

namespace daiban::web {

/// The built browser workstation, held in memory; read again when its index.html is another. Only what was in the
/// folder then can be asked for: no path of a request ever meets the file system. Safe from many threads.
class StaticFiles {
  public:
    explicit StaticFiles(std::filesystem::path folder);

    /// The file of a path; for a page of the application its index.html, for a page built apart its own (courier.html
    /// for /courier). Empty: there is none.
    [[nodiscard]] std::optional<Response> find(const Request& request);

  private:
    struct File {
        std::string type;
        std::string tag;
        std::shared_ptr<const std::string> plain, gzip, brotli;
    };
    using Files = std::map<std::string, File, std::less<>>;
    [[nodiscard]] std::shared_ptr<const Files> current();
    [[nodiscard]] static Files read(const std::filesystem::path& folder);
    [[nodiscard]] static Response responseOf(const File& file, const Request& request, bool forEver);

    std::filesystem::path folder_;
    std::mutex mutex_;
    std::shared_ptr<const Files> files_;
    std::filesystem::file_time_type of_{};
};

}  // namespace daiban::web
