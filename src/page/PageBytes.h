#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "process/Descriptor.h"

namespace daiban::page {

/// What one input may cost.
struct DecodeLimits {
    std::int64_t pixels = 200'000'000;                  ///< per page: A3 at 600 dpi is 70 million
    std::int64_t bytes = 512LL * 1024 * 1024;           ///< of the file
    int pages = 500;                                    ///< of a PDF or TIFF
    double pdfDpi = 300;                                ///< at which PDF pages are rendered
    std::chrono::seconds pdfPageTime{30};               ///< per rendered page
    std::int64_t pdfMemory = 2LL * 1024 * 1024 * 1024;  ///< address space of the child process
};

/// The bytes of a file that was brought, opened and not looked into: what a worker is given, so that only the worker
/// meets what may be in them.
class PageBytes {
  public:
    /// Throws Error{NotFound} for a missing file or no permission, Error{Unreadable} for a folder, a broken disk or
    /// more bytes than allowed. What is no regular file (a pipe) is read here and now, for it can be read but once.
    [[nodiscard]] static PageBytes open(const std::filesystem::path& file, const DecodeLimits& limits = {});
    /// The same for a file that has another name for people, `source`.
    [[nodiscard]] static PageBytes open(const std::filesystem::path& file, const std::string& source,
                                        const DecodeLimits& limits = {});
    /// Bytes in memory.
    [[nodiscard]] static PageBytes of(std::string_view bytes, const std::string& source);
    /// Opened by another process.
    [[nodiscard]] static PageBytes of(process::Descriptor file, const std::string& source) {
        return {std::move(file), source};
    }

    [[nodiscard]] const std::string& source() const { return source_; }
    [[nodiscard]] const process::Descriptor& file() const { return file_; }
    /// All of them. Throws as open(). Safe from several threads at once.
    [[nodiscard]] std::string read(const DecodeLimits& limits = {}) const;

  private:
    PageBytes(process::Descriptor file, std::string source) : file_(std::move(file)), source_(std::move(source)) {}

    process::Descriptor file_;
    std::string source_;
};

/// The last part of a name, fit for a line on a terminal.
[[nodiscard]] std::string shownName(const std::string& source);
/// Throws Error{Unreadable}: the file has more bytes than allowed.
[[noreturn]] void refuseTooLarge(const std::string& name, const DecodeLimits& limits);

}  // namespace daiban::page
