#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/Yaml.h"
#include "cases/items/Item.h"
#include "cases/items/ItemFile.h"
#include "cases/items/ItemSearch.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// The document types there are, with the days they bear.
using KnownTypes = std::map<std::string, TypeDays, std::less<>>;
[[nodiscard]] KnownTypes knownTypes(const documents::DocumentTypes& types);

/// A version that a station keeps of its own, beside the program's files.
struct KeptItem {
    base::ModelSource source;
    bool forNewCases = true;  ///< else it is followed by the cases that began by it, and by no new one
};

/// The approval items, by code, each with the versions its rules had and have.
class Items {
  public:
    /// Reads every *.yaml of a folder (the newest version of each item) and of its folder "history", when there is one
    /// (CODE.vN.yaml: former versions). A file that cannot be followed is left out and told in problems(): the other
    /// items go on. Whether the document types exist is not looked at here; problemsIn does. Throws Error{Unreadable}
    /// only when there is no such folder.
    /// Of `kept` a text that cannot be followed stops only the cases that began by it.
    [[nodiscard]] static Items load(const std::filesystem::path& folder, const std::vector<KeptItem>& kept = {});
    /// Any versions in any order; a version of an item that is there twice is kept once.
    explicit Items(std::vector<Item> versions) : Items(std::move(versions), std::vector<base::ModelProblem>()) {}

    /// What is wrong in the files that were left out.
    [[nodiscard]] const std::vector<base::ModelProblem>& problems() const { return problems_; }

    /// The newest version of each item whose file can be followed.
    [[nodiscard]] const std::vector<Item>& all() const { return newest_; }
    /// The newest version; nullptr when there is no such item, or its file cannot be followed.
    [[nodiscard]] const Item* find(std::string_view code) const;
    /// The newest version. Throws Error{NotFound} that names the nearest code, Error{Unreadable} "file:line: sentence"
    /// when its file cannot be followed.
    [[nodiscard]] const Item& at(std::string_view code) const;
    /// The version in force on that day: the newest of those that had begun. On days before the first version the first
    /// one, because no older rule is known; its `effective` tells. Throws like at(code), and Error{Unreadable} also
    /// when the file of any version cannot be followed: it might be the one in force.
    [[nodiscard]] const Item& at(std::string_view code, base::Date day) const;
    /// That version, by which a case goes on. Throws Error{NotFound} when there is no such item, or when the file of
    /// the version is not there: another one is never taken in its place. Throws Error{Unreadable} when it is there and
    /// cannot be followed.
    [[nodiscard]] const Item& version(std::string_view code, int number) const;
    /// All versions of an item, the oldest first; empty when there is no such item.
    [[nodiscard]] std::vector<const Item*> versionsOf(std::string_view code) const;
    /// What a clerk types, in the newest versions; see ItemSearch. The pointers live as long as this object.
    [[nodiscard]] std::vector<const Item*> search(std::string_view text) const;

  private:
    using Version = std::pair<std::string, int>;
    Items(std::vector<Item> versions, std::vector<base::ModelProblem> problems, std::set<Version> onlyFollowed = {},
          std::vector<base::ModelProblem> keptProblems = {});
    /// Throws the first problem of the files of an item for which `ofFile` holds.
    template <class OfFile>
    void demandReadable(std::string_view code, const OfFile& ofFile) const;

    [[nodiscard]] bool mayBegin(const Item& item) const { return !onlyFollowed_.contains({item.code, item.version}); }

    std::vector<base::ModelProblem> problems_;      ///< by file
    std::vector<base::ModelProblem> keptProblems_;  ///< of versions the station keeps: they stop no new case
    std::set<Version> onlyFollowed_;
    std::vector<Item> versions_;                ///< by code and version
    std::vector<Item> newest_;
    ItemSearch search_;
};

/// One version of an item, with the blocks of that folder.
[[nodiscard]] ItemFile readItemAmong(const base::ModelSource& source, const std::filesystem::path& folder,
                                     const KnownTypes& knownTypes);

/// Everything that is wrong in the item files of a folder, each with how to mend it. Throws Error{Unreadable} only
/// when there is no such folder.
[[nodiscard]] std::vector<base::ModelProblem> problemsIn(const std::filesystem::path& folder,
                                                         const KnownTypes& knownTypes);

}  // namespace daiban::cases
