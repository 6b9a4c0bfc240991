#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/Document.h"
#include "documents/LearnFeatures.h"

namespace daiban::documents {

/// What corrections say of a page.
struct LearnedAnswer {
    std::string type;     ///< code, or "unknown" where people said that such pages are none
    double logOdds = 0;   ///< that it is that type; not yet calibrated
    double likeness = 0;  ///< to the nearest page a person named so, 0 to 1
    int examples = 0;     ///< how many pages it was learned from
};

/// A type that people taught: logistic regression of its pages against all others, and what it takes to be named.
struct TaughtType {
    std::string code;
    int examples = 0;
    float bias = 0;
    double leastLogOdds = 0;     ///< below this it is not named
    std::vector<float> weights;  ///< one of each of the 65,536 features
};

/// A page a person named.
struct RememberedPage {
    std::string type;        ///< what the person said
    std::string rulesSaid;   ///< what the rules say of it
    double rulesChance = 0;  ///< and how sure they are
    FeatureVector features;
};

/// What a station's own corrections taught: read by threads at once, and no longer changed then. It stands beside the
/// rules: it names pages they leave unknown, and overrules them only where a person's correction did.
class LearnedTypes {
  public:
    LearnedTypes() = default;
    LearnedTypes(std::vector<TaughtType> taught, std::vector<RememberedPage> pages);

    /// The type learned for such pages; empty: nothing that was taught is near enough, or the rules are surer of theirs
    /// than they ever were of one that a person corrected.
    [[nodiscard]] std::optional<LearnedAnswer> answer(const FeatureVector& page, const Classification& rules) const;
    /// The log-odds for one of the taught types whatever its threshold; empty: it was not taught.
    [[nodiscard]] std::optional<double> logOddsOf(std::string_view code, const FeatureVector& page) const;

    [[nodiscard]] const std::vector<TaughtType>& taught() const { return taught_; }
    [[nodiscard]] const std::vector<RememberedPage>& pages() const { return pages_; }
    /// While it is being learned: the type is named only from there on.
    void raiseThreshold(std::string_view code, double leastLogOdds);

    /// Writes the file whole or not at all; it is on the disk afterwards. Throws Error{StorageFailed}.
    void save(const std::filesystem::path& file) const;
    /// Throws Error{Unreadable} with one sentence for a file that is damaged, cut short or of another version.
    [[nodiscard]] static LearnedTypes load(const std::filesystem::path& file);

  private:
    std::vector<TaughtType> taught_;
    std::vector<RememberedPage> pages_;
    /// What the rules said and what the person said -> how sure the rules were at most.
    std::map<std::pair<std::string, std::string>, double> overrules_;
    [[nodiscard]] bool mayOverrule(const Classification& rules, const std::string& code, double likeness) const;
};

class DocumentTypes;

/// The answer of the rules with what was learned beside it. A type that is taught but has no file any more is not
/// named.
[[nodiscard]] Classification withLearned(Classification rules, const FeatureVector& page, const LearnedTypes& learned,
                                         const DocumentTypes& types);

}  // namespace daiban::documents
