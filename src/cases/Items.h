#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/Yaml.h"
#include "cases/Item.h"

namespace daiban::cases {

using KnownTypes = std::set<std::string, std::less<>>;

/// The approval items, by code.
class Items {
  public:
    /// Reads every *.yaml of a folder. Throws Error{Unreadable} "file:line: sentence" at the first problem.
    /// Whether the document types exist is not looked at here; problemsIn does.
    [[nodiscard]] static Items load(const std::filesystem::path& folder);
    explicit Items(std::vector<Item> items);

    [[nodiscard]] const std::vector<Item>& all() const { return items_; }
    /// nullptr when there is none.
    [[nodiscard]] const Item* find(std::string_view code) const;
    /// Throws Error{NotFound} that names the nearest codes.
    [[nodiscard]] const Item& at(std::string_view code) const;
    /// Items whose code, name, department or result contains every word of `text` (words are parted by blanks,
    /// letters match in either case): first those found by code, then by name, then the others; by code within.
    /// All items when `text` is blank. The pointers live as long as this object.
    [[nodiscard]] std::vector<const Item*> search(std::string_view text) const;

  private:
    std::vector<Item> items_;
};

/// Everything that is wrong in the item files of a folder, each with how to mend it. Throws Error{Unreadable} only
/// when there is no such folder.
[[nodiscard]] std::vector<base::ModelProblem> problemsIn(const std::filesystem::path& folder,
                                                         const KnownTypes& knownTypes);

}  // namespace daiban::cases
