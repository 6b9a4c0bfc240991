#include "cases/items/ItemFile.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::cases {

namespace {

using base::ModelProblem;
using base::YamlNode;

constexpr int mostCopies = 20;  // more is a slip of the finger

/// Two capital letters, a hyphen, three digits: JY-001.
bool isItemCode(const std::string& code) {
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return code.size() == 6 && std::all_of(code.begin(), code.begin() + 2, letter) && code[2] == '-' &&
           std::all_of(code.begin() + 3, code.end(), digit);
}

std::string filled(const YamlNode& node) {
    const std::string text = base::trimmed(node.string());
    if (text.empty()) node.fail(base::Sentence("the text is empty; write one."));
    return text;
}

int numberBetween(const YamlNode& node, int least, int most) {
    const int value = node.integer();
    if (value < least || value > most) node.fail(base::Sentence("write a number from {} to {}.", least, most));
    return value;
}

/// The value of a word of a closed list; `choices` tells what could stand there.
template <class Value>
Value chosen(const YamlNode& node, std::optional<Value> value, const char* choices) {
    if (!value) node.fail(base::Sentence("'{}' is not known here; write one of: {}.", node.string(), choices));
    return *value;
}

/// A material as it is written: a row of its own, or a row of a block with what the item says of it (`use`) put over
/// it.
class MaterialNode {
  public:
    MaterialNode(YamlNode row, std::optional<YamlNode> use) : row_(std::move(row)), use_(std::move(use)) {}

    [[nodiscard]] std::optional<YamlNode> find(std::string_view key) const {
        if (use_)
            if (auto node = use_->find(key)) return node;
        return row_.find(key);
    }
    [[nodiscard]] YamlNode at(std::string_view key) const {
        if (auto node = find(key)) return *node;
        return (use_ ? *use_ : row_).at(key);  // says that it is missing
    }
    [[nodiscard]] std::string stringOr(std::string_view key, std::string_view otherwise) const {
        const auto node = find(key);
        return node ? node->string() : std::string(otherwise);
    }
    [[nodiscard]] int line() const { return (use_ ? *use_ : row_).line(); }

  private:
    YamlNode row_;
    std::optional<YamlNode> use_;
};

/// Reads one file part by part, so that a mistake in one part does not hide those in the others.
class Reader {
  public:
    Reader(const base::ModelSource& source, const DaysOfType& daysOfType, const MaterialBlocks& blocks)
        : source_(source), file_(source.file), daysOfType_(daysOfType), blocks_(blocks) {}

    ItemFile read() {
        std::optional<YamlNode> root;
        attempt([&] { root = source_.root(); });
        if (root && !root->isMap())
            attempt([&] { root->fail(base::Sentence("an item is a map that begins with 'code:'.")); });
        if (!root || !root->isMap()) return {std::nullopt, problems_, {}};
        readHead(*root);
        readResult(*root);
        readSituations(*root);
        readGroups(*root);
        readMaterials(*root);
        checkAlternatives();
        checkReplacements();
        checkAskedTwice();
        return {item_, problems_, gaps_};
    }

  private:
    template <class Part>
    void attempt(const Part& part) {
        try {
            part();
        } catch (const base::Error& error) {
            problems_.push_back(base::ModelProblem::of(file_, error));
        }
    }

    void readHead(const YamlNode& root) {
        attempt([&] {
            root.onlyKeys({"code", "name", "aliases", "field", "department", "kind", "office", "days", "legal_days",
                           "fee", "note", "version", "effective", "result", "situations", "situations_choose_one",
                           "situations_at_least_one", "basis", "materials"});
        });
        attempt([&] { item_.version = numberBetween(root.at("version"), 1, 9999); });
        attempt([&] { readCode(root.at("code")); });
        attempt([&] { item_.name = filled(root.at("name")); });
        attempt([&] { readAliases(root); });
        attempt([&] { readField(root.at("field")); });
        attempt([&] {
            if (const auto kind = root.find("kind"))
                item_.kind = chosen(*kind, itemKindOf(kind->string()), "承诺件, 即办件");
        });
        attempt([&] { item_.department = filled(root.at("department")); });
        attempt([&] {
            item_.office = chosen(root.at("office"), receivingOfficeOf(root.at("office").string()), "street, bureau");
        });
        attempt([&] { readDays(root); });
        attempt([&] {
            if (const auto fee = root.find("fee")) item_.fee = filled(*fee);
        });
        attempt([&] {
            if (const auto basis = root.find("basis")) item_.basis = filled(*basis);
        });
        attempt([&] { item_.note = root.stringOr("note", ""); });
        attempt([&] { readEffective(root.at("effective")); });
    }

    void readCode(const YamlNode& node) {
        item_.code = node.string();
        if (!isItemCode(item_.code))
            node.fail(base::Sentence("'{}' is no item code; write two capital letters, a hyphen and three digits.",
                                     item_.code));
        const auto folder = file_.parent_path().filename();
        const bool former = folder == historyFolder || folder == base::keptFolder;
        if (former && file_.stem() != fmt::format("{}.v{}", item_.code, item_.version))
            node.fail(base::Sentence("the file is named {} but it is {} in version {}; name it {}.v{}.yaml.",
                                     file_.filename().string(), item_.code, item_.version, item_.code, item_.version));
        if (!former && file_.stem() != item_.code)
            node.fail(base::Sentence("the file is named {} but its code is {}; rename one of them.",
                                     file_.filename().string(), item_.code));
    }

    void readAliases(const YamlNode& root) {
        const auto aliases = root.find("aliases");
        if (!aliases) return;
        if (!aliases->isList()) aliases->fail(base::Sentence("write the aliases as a list: [one, another]."));
        for (const YamlNode& alias : aliases->items()) item_.aliases.push_back(filled(alias));
    }

    void readField(const YamlNode& node) {
        item_.field = node.string();
        const auto& known = serviceFields();
        if (std::ranges::find(known, item_.field) != known.end()) return;
        node.fail(base::Sentence("'{}' is no field of service; write one of: {}.", item_.field,
                                 fmt::format("{}", fmt::join(known, ", "))));
    }

    void readDays(const YamlNode& root) {
        item_.days = numberBetween(root.at("days"), 0, 365);
        const auto legal = root.find("legal_days");
        if (!legal) return;
        item_.legalDays = numberBetween(*legal, 0, 365);
        if (*item_.legalDays < item_.days)
            legal->fail(base::Sentence("the legal limit of {} days is shorter than the promised one of {}; mend one.",
                                       *item_.legalDays, item_.days));
    }

    void readEffective(const YamlNode& node) {
        const auto date = base::parseIsoDate(node.string());
        if (!date) node.fail(base::Sentence("write the first day of this version as YYYY-MM-DD."));
        item_.effective = *date;
    }

    void readResult(const YamlNode& root) {
        attempt([&] {
            const YamlNode result = root.at("result");
            result.onlyKeys({"name", "type"});
            item_.resultName = filled(result.at("name"));
            if (const auto type = result.find("type"))
                readResultType(*type);
            else
                gaps_.push_back({file_, result.line(),
                                 base::Sentence("it is not said what comes back; add 'type' to the result: a document "
                                                "type, other (a paper of that name) or none (the case ends with the "
                                                "notice).")});
        });
    }

    void readResultType(const YamlNode& node) {
        const std::string type = node.string();
        if (type == codeOf(ResultKind::Nothing)) {
            item_.result = ResultKind::Nothing;
        } else if (type == otherType) {
            item_.result = ResultKind::OtherPaper;
        } else {
            item_.resultType = knownType(node);
            item_.result = ResultKind::Certificate;
        }
    }

    std::string knownType(const YamlNode& node) {
        const std::string type = node.string();
        if (!daysOfType_(type))
            node.fail(base::Sentence("there is no document type '{}'; see models/documents for the codes.", type));
        return type;
    }

    void readSituations(const YamlNode& root) {
        attempt([&] {
            const auto node = root.find("situations");
            if (!node) return;
            for (const auto& [code, name] : node->entries()) {
                if (item_.findSituation(code)) name.fail(base::Sentence("the situation '{}' is there twice.", code));
                item_.situations.push_back({code, filled(name)});
            }
        });
    }

    void readGroups(const YamlNode& root) {
        attempt([&] { item_.chooseOne = groupOf(root, "situations_choose_one"); });
        attempt([&] { item_.atLeastOne = groupOf(root, "situations_at_least_one"); });
        attempt([&] {
            for (const std::string& code : item_.atLeastOne)
                if (item_.mustChooseAmong(code))
                    root.at("situations_at_least_one")
                        .fail(
                            base::Sentence("'{}' is under 'situations_choose_one' as well; take it out of one.", code));
        });
    }

    std::vector<std::string> groupOf(const YamlNode& root, std::string_view key) {
        std::vector<std::string> group;
        const auto node = root.find(key);
        if (!node) return group;
        if (!node->isList()) node->fail(base::Sentence("write the situations as a list: [one, another]."));
        for (const YamlNode& code : node->items()) {
            if (std::ranges::find(group, code.string()) != group.end())
                code.fail(base::Sentence("'{}' is there twice; take one of them out.", code.string()));
            group.push_back(knownSituation(code));
        }
        if (group.size() < 2)
            node->fail(base::Sentence("name at least two situations; of one alone there is nothing to choose."));
        return group;
    }

    void readMaterials(const YamlNode& root) {
        attempt([&] {
            const auto nodes = root.at("materials").items();
            if (nodes.empty())
                root.at("materials").fail(base::Sentence("an item asks for at least one material; add it."));
            for (const YamlNode& node : nodes) attempt([&] { readRow(node); });
        });
    }

    void readRow(const YamlNode& node) {
        const auto use = node.find("use");
        if (!use) {
            node.onlyKeys({"type", "name", "form", "copies", "required", "subject", "situation", "unless", "one_of",
                           "max_age_days", "may_be_expired", "note", "basis"});
            return readMaterial({node, std::nullopt});
        }
        node.onlyKeys({"use", "form", "required", "subject", "situation", "unless", "one_of", "note", "basis"});
        const auto* rows = blocks_.find(use->string());
        if (rows == nullptr)
            use->fail(base::Sentence("there is no block '{}'; those of shared/blocks.yaml are: {}.", use->string(),
                                     fmt::format("{}", fmt::join(blocks_.names(), ", "))));
        for (const YamlNode& row : *rows) readMaterial({row, node});
    }

    void readMaterial(const MaterialNode& node) {
        Material material;
        const YamlNode type = node.at("type");
        material.type = type.string() == otherType ? type.string() : knownType(type);
        material.name = filled(node.at("name"));
        const YamlNode form = node.at("form");
        material.form = chosen(form, materialFormOf(form.string()), "收原件, 收复印件, 验原件收复印件, 收原件及复印件");
        if (const auto copies = node.find("copies")) material.copies = numberBetween(*copies, 1, mostCopies);
        if (const auto need = node.find("required"))
            material.need = chosen(*need, needOf(need->string()), "yes, no, later");
        const YamlNode subject = node.at("subject");
        material.subject = chosen(subject, subjectOf(subject.string()),
                                  "applicant, spouse, couple, child, agent, legal-representative, enterprise, anyone");
        if (const auto situation = node.find("situation")) material.situation = knownSituation(*situation);
        if (const auto unless = node.find("unless")) material.unless = unlessOf(*unless);
        material.oneOf = node.stringOr("one_of", "");
        readDays(node, material);
        material.note = node.stringOr("note", "");
        material.basis = node.stringOr("basis", "");
        item_.materials.push_back(std::move(material));
        lines_.push_back(node.line());
    }

    Unless unlessOf(const YamlNode& node) {
        if (!node.isMap()) node.fail(base::Sentence("write {{situation: CODE}} or {{material: NAME}}."));
        node.onlyKeys({"situation", "material"});
        Unless unless;
        if (const auto situation = node.find("situation")) unless.situation = knownSituation(*situation);
        if (const auto material = node.find("material")) unless.material = filled(*material);
        return unless;
    }

    /// What is asked of the days on a paper can be asked only where its type has them. Of a paper of no known type a
    /// person looks.
    void readDays(const MaterialNode& node, Material& material) {
        const TypeDays days =
            material.isOther() ? TypeDays{true, true} : daysOfType_(material.type).value_or(TypeDays{});
        if (const auto age = node.find("max_age_days")) {
            material.maxAgeDays = numberBetween(*age, 1, 3650);
            if (!days.dated)
                age->fail(
                    base::Sentence("nobody can see how old a {} is: its type names no date; add 'validity: dated' to "
                                   "models/documents/{}.yaml or take max_age_days out.",
                                   material.type, material.type));
        }
        if (const auto expired = node.find("may_be_expired")) {
            material.mayBeExpired = expired->boolean();
            if (!days.expires)
                expired->fail(
                    base::Sentence("a {} never expires: its type names no last day; add 'validity: expires' to "
                                   "models/documents/{}.yaml or take may_be_expired out.",
                                   material.type, material.type));
        }
    }

    std::string knownSituation(const YamlNode& node) {
        const std::string code = node.string();
        if (!item_.findSituation(code))
            node.fail(base::Sentence(
                "the situation '{}' is not named under 'situations'; add it there with its Chinese name.", code));
        return code;
    }

    void complain(std::size_t material, base::Sentence sentence) {
        problems_.push_back(ModelProblem{file_, lines_[material], std::move(sentence)});
    }

    /// Alternatives come at least in twos and agree on when and whether they are needed.
    void checkAlternatives() {
        std::map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t n = 0; n < item_.materials.size(); ++n)
            if (!item_.materials[n].oneOf.empty()) groups[item_.materials[n].oneOf].push_back(n);
        for (const auto& [word, members] : groups) {
            const Material& first = item_.materials[members.front()];
            if (members.size() == 1)
                complain(
                    members.front(),
                    base::Sentence(
                        "'{}' stands alone in one_of: {}; add the alternatives with the same word or take one_of out.",
                        first.type, word));
            for (const std::size_t n : members)
                if (item_.materials[n].need != first.need || item_.materials[n].situation != first.situation ||
                    item_.materials[n].unless.situation != first.unless.situation)
                    complain(
                        n,
                        base::Sentence(
                            "the alternatives of one_of: {} differ in 'required' or 'situation'; make them the same.",
                            word));
        }
    }

    /// A row steps back before another that can be handed in instead, not before itself or one that is never asked for.
    void checkReplacements() {
        for (std::size_t n = 0; n < item_.materials.size(); ++n) {
            const Material& material = item_.materials[n];
            const std::string& other = material.unless.material;
            if (!material.unless.situation.empty() && material.unless.situation == material.situation)
                complain(n,
                         base::Sentence("'{}' is asked for in '{}' alone and not in it; mend 'situation' or 'unless'.",
                                        material.name, material.situation));
            if (other.empty()) continue;
            const Material* found = item_.findMaterial(other);
            if (found == nullptr || found == &material)
                complain(n, base::Sentence("no other material is named '{}'; mend 'unless'.", other));
        }
    }

    /// One paper ticks one row: a row that asks for the same paper again could never be ticked.
    void checkAskedTwice() {
        for (std::size_t b = 0; b < item_.materials.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                const Material& one = item_.materials[a];
                const Material& two = item_.materials[b];
                const bool together = one.situation == two.situation || one.situation.empty() || two.situation.empty();
                const auto stepsBack = [](const Material& row, const Material& other) {
                    return !row.unless.situation.empty() && row.unless.situation == other.situation;
                };
                if (stepsBack(one, two) || stepsBack(two, one)) continue;
                if (one.type != two.type || one.subject != two.subject || !together) continue;
                if (one.isOther() && one.name != two.name) continue;
                complain(
                    b,
                    base::Sentence(
                        "'{}' of the same subject is asked for twice (first in line {}); raise 'copies' there instead.",
                        two.isOther() ? two.name : two.type, lines_[a]));
            }
    }

    const base::ModelSource& source_;
    const std::filesystem::path& file_;
    const DaysOfType& daysOfType_;
    const MaterialBlocks& blocks_;
    Item item_;
    std::vector<int> lines_;  ///< of each material
    std::vector<ModelProblem> problems_;
    std::vector<ModelProblem> gaps_;
};

}  // namespace

MaterialBlocks MaterialBlocks::load(const std::filesystem::path& folder) {
    MaterialBlocks out;
    const auto file = folder / "shared" / "blocks.yaml";
    if (!std::filesystem::exists(file)) return out;
    for (const auto& [name, rows] : YamlNode::load(file).entries()) {
        out.blocks_[name] = rows.items();
        for (const YamlNode& row : out.blocks_[name])
            row.onlyKeys({"type", "name", "form", "copies", "required", "subject", "one_of", "max_age_days", "note"});
    }
    return out;
}

const std::vector<YamlNode>* MaterialBlocks::find(std::string_view name) const {
    const auto found = blocks_.find(name);
    return found == blocks_.end() ? nullptr : &found->second;
}

std::vector<std::string> MaterialBlocks::names() const {
    std::vector<std::string> names;
    for (const auto& [name, rows] : blocks_) names.push_back(name);
    return names;
}

ItemFile readItemFile(const base::ModelSource& source, const DaysOfType& daysOfType, const MaterialBlocks& blocks) {
    return Reader(source, daysOfType, blocks).read();
}

std::vector<std::filesystem::path> modelFilesIn(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (error)
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("The model folder {} cannot be opened; check that it is there and readable.",
                                         folder.string()));
    std::ranges::sort(files);
    return files;
}

}  // namespace daiban::cases
