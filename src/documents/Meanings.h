#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::documents {

/// Groups of people on paper, one bit each; 0: nobody is named.
using Whose = std::uint32_t;

/// What a label asks of a person.
enum class Asks { Nothing, Name, CitizenNumber };

/// A label taken apart: 代办人姓名 asks for the name of an agent.
struct LabelMeaning {
    Asks asks = Asks::Nothing;
    Whose whose = 0;
    std::size_t length = 0;  ///< code points it is long
};

/// What labels mean, whatever type they are on (models/documents/shared/meanings.yaml).
class Meanings {
  public:
    Meanings() = default;
    /// Throws Error{Unreadable} "file:line: sentence". Without the file labels mean what a type's file says.
    [[nodiscard]] static Meanings load(const std::filesystem::path& file);

    /// Other wordings of the labels, best first, without those given.
    [[nodiscard]] std::vector<std::string> otherWordings(const std::vector<std::string>& labels) const;
    /// The longest label at the beginning of a folded text. Nothing, with length 0: there is none.
    [[nodiscard]] LabelMeaning labelAt(std::u32string_view text) const;
    /// The people a word that ends a text stands for, as it does before a name in running text (现委托): and its
    /// length.
    [[nodiscard]] LabelMeaning wordBefore(std::u32string_view text) const;
    [[nodiscard]] Whose group(std::string_view name) const;  ///< 0: there is none of that name

  private:
    struct Role {
        std::u32string word;
        Whose whose = 0;
    };
    std::vector<std::vector<std::string>> meanings_;
    std::vector<std::u32string> nameWords_, numberWords_;  ///< the longest first
    std::vector<Role> roles_;                              ///< the longest first
    std::vector<Role> prose_;                              ///< the longest first
    std::vector<std::string> groups_;

    void addRole(std::vector<Role>& roles, const std::string& word, Whose whose);
};

}  // namespace daiban::documents
