#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>

namespace daiban::cli {

class Context;

/// A file that a command writes for whom it works; "-" is stdout. It has a temporary name until it is whole. It replaces
/// neither an input nor anything in the data folder, and another file only with --overwrite.
class OutputFile {
  public:
    /// Finds out first whether it may and can be written. Throws Error{BadArguments} or {StorageFailed}.
    OutputFile(Context& context, std::filesystem::path file);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    [[nodiscard]] std::ostream& stream();
    /// Gives it its name. Throws Error{StorageFailed}; nothing is left then.
    void finish();

  private:
    [[nodiscard]] bool toStdout() const { return file_ == "-"; }
    [[noreturn]] void fail() const;

    Context& context_;
    std::filesystem::path file_;
    std::filesystem::path temporary_;  ///< empty: none is there
    std::ofstream stream_;
};

/// Makes a folder for output and those above it; the data folder takes none. Throws Error{BadArguments} or
/// {StorageFailed}.
void makeFolder(Context& context, const std::filesystem::path& folder);

}  // namespace daiban::cli
