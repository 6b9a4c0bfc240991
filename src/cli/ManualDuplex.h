#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace daiban::cli {

/// Both sides of a stack through a feeder that scans one: first all fronts, then, the stack turned over as it is, all
/// backs, the last sheet's first. Each side lies in the folder by itself (front-0001.png, back-0001.png) until there
/// are as many of one as of the other; then they are renamed to pages in the order of the sheets. Killed while it
/// renames, it goes on where it was.
class ManualDuplex {
  public:
    explicit ManualDuplex(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Where the next page of that side ("front", "back") goes.
    [[nodiscard]] std::filesystem::path next(const std::string& side) const;
    /// The pages in order. Throws Error{CheckFailed} when the sides are not as many: nothing is changed then.
    std::vector<std::filesystem::path> collate() const;

  private:
    /// The names of a side's pages that lie there, in the order they were scanned.
    [[nodiscard]] std::vector<std::string> sides(const std::string& side) const;
    void plan() const;
    [[nodiscard]] std::filesystem::path planFile() const { return folder_ / ".collating"; }

    std::filesystem::path folder_;
};

}  // namespace daiban::cli
