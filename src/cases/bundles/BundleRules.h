#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/Yaml.h"
#include "cases/items/ItemFile.h"

namespace daiban::cases {

/// How papers of a type come when they are more than one image.
enum class PaperMake {
    Pages,   ///< pages in an order: a contract, a statement
    Leaves,  ///< sides or leaves that each show another part: a card, a booklet
};

/// A side of a card or a leaf of a booklet, told by words that are printed on it and on no other part.
struct PaperPart {
    std::string name;                ///< "背面", "封面"; for people
    std::vector<std::string> words;  ///< squeezed
    int needed = 2;                  ///< so many of the words must be there
};

/// Papers of one type that come on several images.
struct BundleRule {
    std::string type;
    PaperMake make = PaperMake::Pages;
    std::vector<PaperPart> parts;  ///< of Leaves, at least two
    bool signedByParties = false;  ///< of Pages: the last one bears lines on which the parties sign
};

/// What is known of papers of several pages, as models/documents/shared/bundles.yaml says. Without rules pages are
/// still put together by what they say of themselves: page numbers, clauses, running heads.
class BundleRules {
  public:
    BundleRules() = default;
    /// Throws Error{Unreadable} with "file:line: sentence" at the first problem. A file that is not there: no rules.
    [[nodiscard]] static BundleRules load(const std::filesystem::path& file, const KnowsType& knowsType);
    /// Everything wrong in the file; empty: load() works.
    [[nodiscard]] static std::vector<base::ModelProblem> problemsIn(const std::filesystem::path& file,
                                                                    const KnowsType& knowsType);

    [[nodiscard]] const BundleRule* find(std::string_view type) const;  ///< null: nothing is known of the type
    [[nodiscard]] const std::vector<BundleRule>& all() const { return rules_; }

  private:
    std::vector<BundleRule> rules_;
};

}  // namespace daiban::cases
