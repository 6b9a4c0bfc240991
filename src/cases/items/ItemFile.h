#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Yaml.h"
#include "cases/items/Item.h"

namespace daiban::cases {

/// What one item file says, and everything that is wrong with it.
struct ItemFile {
    std::optional<Item> item;  ///< empty when the file is no item at all
    std::vector<base::ModelProblem> problems;
    std::vector<base::ModelProblem> gaps;  ///< what it should say and does not; it can be followed all the same
};

/// Folder inside the items' one that holds former versions: CODE.vN.yaml.
inline constexpr const char* historyFolder = "history";

/// Whether there is a document type of that code.
using KnowsType = std::function<bool(const std::string&)>;

/// What an item may ask of a document type.
struct TypeDays {
    bool expires = false;  ///< it has a last day
    bool dated = false;    ///< it says of when it is
};
/// Of the document type of that code; empty when there is none.
using DaysOfType = std::function<std::optional<TypeDays>(const std::string&)>;

/// Rows that many items ask for, written once: shared/blocks.yaml in the items' folder. A block that items use is never
/// changed, or versions that cases follow would change with it: a new one gets a new name.
class MaterialBlocks {
  public:
    MaterialBlocks() = default;
    /// The blocks of a folder of items; none when the file is not there. Throws Error{Unreadable}
    /// "file:line: sentence" when it cannot be read.
    [[nodiscard]] static MaterialBlocks load(const std::filesystem::path& folder);

    /// The rows of a block; null when there is none of that name.
    [[nodiscard]] const std::vector<base::YamlNode>* find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

  private:
    std::map<std::string, std::vector<base::YamlNode>, std::less<>> blocks_;
};

/// Reads one file: CODE.yaml, or CODE.vN.yaml in a folder "history" or "kept". Never throws for what the file says:
/// that is in `problems`.
[[nodiscard]] ItemFile readItemFile(const base::ModelSource& source, const DaysOfType& daysOfType,
                                    const MaterialBlocks& blocks);

/// The *.yaml of a folder by name. Throws Error{Unreadable} when there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path> modelFilesIn(const std::filesystem::path& folder);

}  // namespace daiban::cases
