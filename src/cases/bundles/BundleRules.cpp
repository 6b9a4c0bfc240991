#include "cases/bundles/BundleRules.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::cases {

namespace {

using base::YamlNode;

/// Reads the file part by part, so that a mistake in one part does not hide those in the others.
class Reader {
  public:
    Reader(const std::filesystem::path& file, const KnowsType& knowsType) : file_(file), knowsType_(knowsType) {}

    void read() {
        if (!std::filesystem::exists(file_)) return;
        std::optional<YamlNode> root;
        attempt([&] { root = YamlNode::load(file_); });
        if (!root) return;
        attempt([&] { root->onlyKeys({"pages", "signed", "leaves"}); });
        attempt([&] {
            if (const auto pages = root->find("pages")) readPages(*pages);
        });
        attempt([&] {
            if (const auto types = root->find("signed")) readSigned(*types);
        });
        attempt([&] {
            if (const auto leaves = root->find("leaves")) readLeaves(*leaves);
        });
    }

    std::vector<BundleRule> rules;
    std::vector<base::ModelProblem> problems;

  private:
    template <class Part>
    void attempt(const Part& part) {
        try {
            part();
        } catch (const base::Error& error) {
            problems.push_back(base::ModelProblem::of(file_, error));
        }
    }

    /// A type that exists and was not named before.
    std::string typeFrom(const YamlNode& node) {
        std::string type = node.string();
        if (!knowsType_(type))
            node.fail(base::Sentence("there is no document type '{}'; see `daiban types list`.", type));
        if (!named_.insert(type).second) node.fail(base::Sentence("'{}' is there twice; take one of them out.", type));
        return type;
    }

    void readPages(const YamlNode& node) {
        for (const YamlNode& item : node.items())
            attempt([&] { rules.push_back({.type = typeFrom(item), .make = PaperMake::Pages, .parts = {}}); });
    }

    void readSigned(const YamlNode& node) {
        for (const YamlNode& item : node.items())
            attempt([&] {
                const auto rule = std::ranges::find(rules, item.string(), &BundleRule::type);
                if (rule == rules.end())
                    item.fail(base::Sentence("'{}' is not among the pages; add it there.", item.string()));
                rule->signedByParties = true;
            });
    }

    void readLeaves(const YamlNode& node) {
        for (const YamlNode& item : node.items()) attempt([&] { rules.push_back(leavesFrom(item)); });
    }

    BundleRule leavesFrom(const YamlNode& node) {
        node.onlyKeys({"type", "parts"});
        BundleRule rule{.type = typeFrom(node.at("type")), .make = PaperMake::Leaves, .parts = {}};
        const YamlNode parts = node.at("parts");
        for (const YamlNode& part : parts.items()) attempt([&] { rule.parts.push_back(partFrom(part)); });
        constexpr std::size_t mostParts = 16;  // a leaf of a booklet more is a slip of the finger
        if (parts.items().size() < 2 || parts.items().size() > mostParts)
            parts.fail(base::Sentence("name two to {} parts; a paper of one part needs no rule.", mostParts));
        return rule;
    }

    static PaperPart partFrom(const YamlNode& node) {
        node.onlyKeys({"name", "words", "needed"});
        PaperPart part;
        part.name = base::trimmed(node.at("name").string());
        if (part.name.empty()) node.fail(base::Sentence("the part has no name; write one."));
        for (const std::string& word : node.at("words").strings()) part.words.push_back(base::squeezed(word));
        if (part.words.empty() || std::ranges::any_of(part.words, &std::string::empty))
            node.at("words").fail(base::Sentence("write at least one word, and none that is empty."));
        const int most = static_cast<int>(part.words.size());
        part.needed = node.integerOr("needed", std::min(2, most));
        if (part.needed < 1 || part.needed > most)
            node.at("needed").fail(base::Sentence("write a number from 1 to {}, the number of words.", most));
        return part;
    }

    std::filesystem::path file_;
    const KnowsType& knowsType_;
    std::set<std::string> named_;
};

}  // namespace

BundleRules BundleRules::load(const std::filesystem::path& file, const KnowsType& knowsType) {
    Reader reader(file, knowsType);
    reader.read();
    if (!reader.problems.empty()) throw base::Error(base::ErrorKind::Unreadable, reader.problems.front().said());
    BundleRules rules;
    rules.rules_ = std::move(reader.rules);
    std::ranges::sort(rules.rules_, {}, &BundleRule::type);
    return rules;
}

std::vector<base::ModelProblem> BundleRules::problemsIn(const std::filesystem::path& file, const KnowsType& knowsType) {
    Reader reader(file, knowsType);
    reader.read();
    return reader.problems;
}

const BundleRule* BundleRules::find(std::string_view type) const {
    const auto found = std::ranges::lower_bound(rules_, type, {}, &BundleRule::type);
    return found == rules_.end() || found->type != type ? nullptr : &*found;
}

}  // namespace daiban::cases
