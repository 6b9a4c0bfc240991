#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/Error.h"

namespace daiban::base {

/// One thing wrong in a model file; printed as "file:line: sentence".
struct ModelProblem {
    std::filesystem::path file;
    int line = 0;  ///< counted from 1; 0: the file as a whole
    Sentence sentence;
    [[nodiscard]] Sentence said() const;  ///< "file:line: sentence"
    [[nodiscard]] std::string text() const { return said().text(); }
    /// What an error tells of `file`: its place and sentence, or all it says where it tells of none.
    [[nodiscard]] static ModelProblem of(const std::filesystem::path& file, const Error& error);
};

/// A place in a YAML file. Reads that find something else than asked throw Error{Unreadable} with
/// "file:line: sentence", the sentence saying how to mend it.
class YamlNode {
  public:
    /// Throws Error{Unreadable} when the file cannot be opened or is no YAML.
    [[nodiscard]] static YamlNode load(const std::filesystem::path& file);
    [[nodiscard]] static YamlNode parse(const std::string& text, const std::filesystem::path& name);

    [[nodiscard]] bool isMap() const;
    [[nodiscard]] bool isList() const;
    [[nodiscard]] bool isScalar() const;
    [[nodiscard]] int line() const;
    [[nodiscard]] const std::filesystem::path& file() const;

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] YamlNode at(std::string_view key) const;                        ///< throws when missing
    [[nodiscard]] std::optional<YamlNode> find(std::string_view key) const;       ///< empty when missing or null
    [[nodiscard]] std::vector<YamlNode> items() const;                            ///< of a list; throws otherwise
    [[nodiscard]] std::vector<std::pair<std::string, YamlNode>> entries() const;  ///< of a map, in file order

    [[nodiscard]] std::string string() const;
    [[nodiscard]] int integer() const;
    [[nodiscard]] double number() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] std::vector<std::string> strings() const;  ///< a list of scalars, or one scalar

    [[nodiscard]] std::string stringOr(std::string_view key, std::string_view otherwise) const;
    [[nodiscard]] int integerOr(std::string_view key, int otherwise) const;
    [[nodiscard]] double numberOr(std::string_view key, double otherwise) const;
    [[nodiscard]] bool booleanOr(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::vector<std::string> stringsOr(std::string_view key) const;  ///< empty when missing

    /// Throws when the map has a key that is not in `known`, naming the nearest known one.
    void onlyKeys(std::initializer_list<std::string_view> known) const;
    /// Throws Error{Unreadable} "file:line: sentence".
    [[noreturn]] void fail(const Sentence& sentence) const;

  private:
    struct Impl;
    explicit YamlNode(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
    std::shared_ptr<const Impl> impl_;
};

/// Folder that holds versions a station keeps of its own models: CODE.vN.yaml.
inline constexpr const char* keptFolder = "kept";

/// A model file as it lies on the disk, or a text that is read in its place.
struct ModelSource {
    std::filesystem::path file;
    std::optional<std::string> text{};

    /// Throws Error{Unreadable} as YamlNode does.
    [[nodiscard]] YamlNode root() const;
    /// The code its name says: "id-card-front" of id-card-front.yaml and of kept/id-card-front.v1001.yaml.
    [[nodiscard]] std::string code() const { return codeOf(file); }
    [[nodiscard]] static std::string codeOf(const std::filesystem::path& file);
};

}  // namespace daiban::base
