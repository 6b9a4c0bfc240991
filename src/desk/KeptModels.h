#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "base/Yaml.h"

namespace daiban::desk {

/// What a station may have versions of its own of.
enum class ModelKind { Items, Types, Calendars };
[[nodiscard]] std::string_view nameOf(ModelKind kind);    ///< "items", "types", "calendars"
[[nodiscard]] std::string_view folderOf(ModelKind kind);  ///< below models: "items", "documents", "calendars"
[[nodiscard]] std::optional<ModelKind> modelKindNamed(std::string_view name);
[[nodiscard]] const std::vector<ModelKind>& allModelKinds();
/// Whether a model may be called that: an item's code, a type's, a year. Nothing else becomes the name of a file.
[[nodiscard]] bool canBeCode(ModelKind kind, std::string_view code);

/// The first number of a station's own version. What comes with the program counts from 1 and stays below, so that no
/// upgrade brings a number by which cases go on already.
inline constexpr int firstOwnVersion = 1001;

struct Withdrawal {
    base::Instant at{};
    std::string by;
    std::string reason;
};

/// One version of a model that was saved here.
struct KeptModel {
    std::string id;  ///< made by who saved it
    ModelKind kind = ModelKind::Items;
    std::string code;
    int number = 0;          ///< from firstOwnVersion on
    base::Date effective{};  ///< first day it is in force
    base::Instant savedAt{};
    std::string savedBy;
    std::string reason;
    std::string sha256;         ///< of its text
    std::string besideShipped;  ///< SHA-256 of the program's own file when it was saved; empty: there was none
    std::optional<Withdrawal> withdrawn{};
    std::filesystem::path file;
    base::Sentence trouble{};  ///< why it cannot be used; empty: it can

    [[nodiscard]] bool hasBegun(base::Date day) const { return !withdrawn && effective <= day; }
};

/// A version that is to be kept.
struct NewKept {
    std::string id;
    ModelKind kind;
    std::string code;
    base::Date effective;
    base::Instant at;
    std::string by;
    std::string reason;
    std::string besideShipped;
};

/// DATA/rules: the versions of models that a station keeps of its own, each a text with its facts beside it
/// (items/kept/SB-001.v1001.yaml, .json, and .withdrawn.json where it was taken back). In files and not in the database
/// because the workers that read pages follow them too, and never open the database. What is written is never changed
/// nor deleted; a text without facts does not count.
class KeptModels {
  public:
    explicit KeptModels(std::filesystem::path dataFolder);

    /// All there are, by kind, code and number, withdrawn ones too.
    [[nodiscard]] std::vector<KeptModel> all() const;
    [[nodiscard]] std::vector<KeptModel> of(ModelKind kind, std::string_view code) const;
    /// Throws Error{Unreadable} when it is not the text that was saved.
    [[nodiscard]] std::string textOf(const KeptModel& kept) const;

    /// What the next version's text is, given its number.
    using TextOf = std::function<std::string(int number)>;
    /// Told before the version counts, and may throw: then it never does.
    using BeforeItCounts = std::function<void(const KeptModel&)>;
    /// Durable when it returns; sent twice it is kept once. Throws Error{BadArguments} when a version that was not
    /// withdrawn begins later, else Error{StorageFailed}.
    KeptModel keep(const NewKept& added, const TextOf& text, const BeforeItCounts& before) const;
    /// `today`: what has begun by then stays. Throws Error{BadArguments}, Error{NotFound}, Error{StorageFailed}.
    KeptModel withdraw(ModelKind kind, const std::string& code, int number, const Withdrawal& withdrawal,
                       base::Date today, const BeforeItCounts& before) const;

    /// Another one after every change, whichever process made it.
    using Stamp = std::tuple<std::uint64_t, std::int64_t, std::int64_t>;
    [[nodiscard]] Stamp stamp() const;

  private:
    [[nodiscard]] std::filesystem::path folderOfKind(ModelKind kind) const;
    void changed() const;
    std::filesystem::path folder_;
};

}  // namespace daiban::desk
