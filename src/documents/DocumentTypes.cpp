#include "documents/DocumentTypes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "base/Error.h"
#include "base/Text.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

using base::YamlNode;

constexpr std::array<std::pair<std::string_view, FieldKind>, 19> kindWords{{
    {"text", FieldKind::Text},
    {"person-name", FieldKind::PersonName},
    {"organisation", FieldKind::Organisation},
    {"party", FieldKind::Party},
    {"address", FieldKind::Address},
    {"date", FieldKind::Date},
    {"range-from", FieldKind::RangeFrom},
    {"range-until", FieldKind::RangeUntil},
    {"sex", FieldKind::Sex},
    {"ethnicity", FieldKind::Ethnicity},
    {"citizen-number", FieldKind::CitizenNumber},
    {"credit-code", FieldKind::CreditCode},
    {"bank-card-number", FieldKind::BankCardNumber},
    {"account-number", FieldKind::AccountNumber},
    {"disability-number", FieldKind::DisabilityNumber},
    {"passport-number", FieldKind::PassportNumber},
    {"number", FieldKind::Number},
    {"amount", FieldKind::Amount},
    {"count", FieldKind::Count},
}};
constexpr std::string_view choiceWord = "choice";

constexpr std::string_view sharedFile = "shared/labels.yaml";
constexpr std::string_view meaningsFile = "shared/meanings.yaml";
constexpr std::string_view titlesFile = "shared/titles.yaml";
constexpr std::string_view calibrationFile = "shared/calibration.yaml";

/// Runs `read`; what it throws becomes a problem, and the rest of the file is still looked at.
class ProblemCollector {
  public:
    ProblemCollector(std::filesystem::path file, std::vector<base::ModelProblem>& problems)
        : file_(std::move(file)), problems_(problems) {}

    void attempt(const std::function<void()>& read) {
        try {
            read();
        } catch (const base::Error& error) {
            problems_.push_back(base::ModelProblem::of(file_, error));
        }
    }

  private:
    std::filesystem::path file_;
    std::vector<base::ModelProblem>& problems_;
};

template <class Words>
std::string_view nearestWord(std::string_view word, const Words& words) {
    return *std::min_element(words.begin(), words.end(), [&](std::string_view a, std::string_view b) {
        return base::editDistance(word, a) < base::editDistance(word, b);
    });
}

Pattern patternOf(const YamlNode& node) {
    const std::string source = node.string();
    if (source.empty())
        node.fail(base::Sentence("a pattern is empty; write a regular expression or leave the key out."));
    auto pattern = Pattern::from(source);
    if (!pattern)
        node.fail(
            base::Sentence("'{}' is no regular expression; check its brackets and backslashes (RE2 syntax).", source));
    return *std::move(pattern);
}

std::vector<Pattern> patternsOf(const YamlNode& map, std::string_view key) {
    std::vector<Pattern> out;
    const auto found = map.find(key);
    if (!found) return out;
    if (found->isScalar()) return {patternOf(*found)};
    for (const auto& item : found->items()) out.push_back(patternOf(item));
    return out;
}

/// Texts of which none is empty.
std::vector<std::string> textsOf(const YamlNode& map, std::string_view key) {
    const auto found = map.find(key);
    if (!found) return {};
    auto texts = found->strings();
    for (const auto& text : texts)
        if (base::squeezed(text).empty()) found->fail(base::Sentence("'{}' has an empty text; remove it.", key));
    return texts;
}

FieldKind kindOf(const YamlNode& node) {
    const std::string word = node.string();
    if (const auto kind = fieldKindOf(word)) return *kind;
    node.fail(base::Sentence("unknown kind '{}'; did you mean '{}'?", word, nearestWord(word, fieldKindWords())));
}

std::vector<Place> placesOf(const YamlNode& node) {
    std::vector<Place> out;
    for (const auto& word : node.strings()) {
        if (word == "after")
            out.push_back(Place::After);
        else if (word == "right")
            out.push_back(Place::Right);
        else if (word == "below")
            out.push_back(Place::Below);
        else
            node.fail(base::Sentence("unknown place '{}'; use after, right or below.", word));
    }
    if (out.empty()) node.fail(base::Sentence("'place' is empty; use after, right or below, or leave the key out."));
    return out;
}

Section sectionOf(const YamlNode& node) {
    node.onlyKeys({"from", "number", "until"});
    Section section{textsOf(node, "from"), node.integerOr("number", 1), textsOf(node, "until")};
    if (section.from.empty() && section.until.empty())
        node.fail(base::Sentence("a section needs 'from' or 'until'; add one of them."));
    if (section.number < 1) node.at("number").fail(base::Sentence("sections are counted from 1."));
    return section;
}

void checkPhrase(const YamlNode& node, const std::string& phrase) {
    const auto at = phrase.find("{}");
    if (at == std::string::npos || phrase.find("{}", at + 2) != std::string::npos)
        node.fail(base::Sentence("the phrase '{}' must have {{}} once, where the value stands.", phrase));
    if (base::squeezed(phrase).size() <= 2)
        node.fail(base::Sentence("a phrase needs words before or after {{}}; add some."));
}

void checkField(const YamlNode& node, const FieldRule& rule) {
    if (rule.labels.empty() && rule.phrases.empty() && !rule.anywhere)
        node.fail(base::Sentence("the field '{}' cannot be found; give it 'labels', 'phrases' or 'anywhere: true'.",
                                 rule.name));
    if (rule.kind == FieldKind::Number && rule.patterns.empty())
        node.fail(base::Sentence("the number '{}' cannot be checked; give it a 'pattern'.", rule.name));
    if (rule.kind == FieldKind::Choice && rule.options.empty())
        node.fail(base::Sentence("the choice '{}' has nothing to choose from; give it 'options'.", rule.name));
    if (rule.anywhere && (rule.kind == FieldKind::Text || rule.kind == FieldKind::PersonName ||
                          rule.kind == FieldKind::Party || rule.kind == FieldKind::Count))
        node.fail(base::Sentence("a {} cannot be told without a label; remove 'anywhere'.", wordOf(rule.kind)));
}

FieldRule fieldOf(const YamlNode& node) {
    node.onlyKeys({"name", "kind", "labels", "phrases", "place", "pattern", "options", "section", "occurrence", "of",
                   "agrees_with", "wraps", "flows", "anywhere", "last", "not_in_future", "month_is_enough"});
    FieldRule rule;
    rule.name = node.at("name").string();
    rule.kind = kindOf(node.at("kind"));
    rule.labels = textsOf(node, "labels");
    rule.phrases = textsOf(node, "phrases");
    for (const auto& phrase : rule.phrases) checkPhrase(node.at("phrases"), phrase);
    if (const auto place = node.find("place")) rule.places = placesOf(*place);
    rule.patterns = patternsOf(node, "pattern");
    rule.options = textsOf(node, "options");
    if (const auto section = node.find("section")) rule.section = sectionOf(*section);
    rule.occurrence = node.integerOr("occurrence", 0);
    if (rule.occurrence < 0) node.at("occurrence").fail(base::Sentence("occurrences are counted from 1."));
    rule.occurrencesInAll = node.integerOr("of", 0);
    if (rule.occurrencesInAll != 0 && (rule.occurrence == 0 || rule.occurrencesInAll < rule.occurrence))
        node.at("of").fail(
            base::Sentence("'of' says how many occurrences there are; it cannot be less than 'occurrence'."));
    rule.agreesWith = node.stringOr("agrees_with", "");
    rule.wraps = node.booleanOr("wraps", rule.kind == FieldKind::Address);
    rule.flows = node.booleanOr("flows", false);
    rule.anywhere = node.booleanOr("anywhere", false);
    rule.last = node.booleanOr("last", false);
    rule.notInFuture = node.booleanOr("not_in_future", false);
    rule.monthIsEnough = node.booleanOr("month_is_enough", false);
    checkField(node, rule);
    return rule;
}

std::vector<FieldRule> fieldsOf(const YamlNode& map, std::string_view key, ProblemCollector& reading) {
    std::vector<FieldRule> out;
    const auto found = map.find(key);
    if (!found) return out;
    for (const auto& item : found->items()) reading.attempt([&] { out.push_back(fieldOf(item)); });
    return out;
}

TitleRule titleOf(std::string text) {
    TitleRule title;
    if (base::startsWith(text, "*")) title.anyBefore = true, text.erase(0, 1);
    if (!text.empty() && text.back() == '*') title.anyAfter = true, text.pop_back();
    title.text = text;
    title.comparable = comparable(text);
    return title;
}

void readTitles(const YamlNode& root, DocumentType& type) {
    type.formerNames = textsOf(root, "former_names");
    for (const auto& text : textsOf(root, "titles")) {
        type.titles.push_back(titleOf(text));
        if (base::squeezed(type.titles.back().text).empty())
            root.at("titles").fail(base::Sentence("a title needs words beside the asterisk; add some."));
    }
    for (const auto& text : type.formerNames) type.titles.push_back(titleOf(text));
    type.againstTitles = textsOf(root, "against_titles");
    type.againstCues = textsOf(root, "against_cues");
}

Cue cueOf(const YamlNode& node) {
    if (node.isScalar()) return {node.string(), 1};
    node.onlyKeys({"text", "weight"});
    Cue cue{node.at("text").string(), node.numberOr("weight", 1)};
    if (cue.weight <= 0 || cue.weight > 3)
        node.at("weight").fail(base::Sentence("a cue's weight must be above 0 and at most 3."));
    return cue;
}

NumberRule numberOf(const YamlNode& node) {
    NumberRule rule;
    if (node.isScalar()) {
        rule.pattern = patternOf(node);
        return rule;
    }
    node.onlyKeys({"pattern", "weight", "at"});
    rule.pattern = patternOf(node.at("pattern"));
    rule.weight = node.numberOr("weight", 1);
    if (const auto place = node.find("at")) {
        const auto sides = place->items();
        if (sides.size() != 4)
            place->fail(base::Sentence("'at' is [left, top, right, bottom] as shares of the paper, 0 to 1."));
        rule.left = sides[0].number();
        rule.top = sides[1].number();
        rule.right = sides[2].number();
        rule.bottom = sides[3].number();
        if (rule.left >= rule.right || rule.top >= rule.bottom)
            place->fail(base::Sentence("'at' is empty; left must be less than right, top less than bottom."));
    }
    return rule;
}

std::vector<SizeRule> sizesOf(const YamlNode& list) {
    std::vector<SizeRule> out;
    for (const auto& item : list.items()) {
        const auto sides = item.items();
        if (sides.size() != 2) item.fail(base::Sentence("a size is [width, height] in millimetres."));
        out.push_back({sides[0].number(), sides[1].number()});
        if (out.back().width <= 0 || out.back().height <= 0)
            item.fail(base::Sentence("a size's sides must be above 0 millimetres."));
    }
    return out;
}

void readLook(const YamlNode& root, DocumentType& type) {
    const std::string look = root.stringOr("look", "text");
    if (look == "portrait")
        type.look = Look::Portrait;
    else if (look != "text")
        root.at("look").fail(base::Sentence("unknown look '{}'; use text or portrait.", look));
    type.untitled = root.booleanOr("untitled", false);
    type.bankCardNumber = root.booleanOr("bank_card_number", false);
    type.mostLines = root.integerOr("most_lines", 0);
    if (const auto sizes = root.find("sizes")) type.sizes = sizesOf(*sizes);
    if (type.look == Look::Portrait && type.sizes.empty())
        root.fail(base::Sentence("a portrait is told by its size; add 'sizes'."));
}

void readCues(const YamlNode& root, DocumentType& type) {
    if (const auto cues = root.find("cues"))
        for (const auto& item : cues->items()) {
            type.cues.push_back(cueOf(item));
            type.cues.back().comparable = comparable(type.cues.back().text);
            if (base::squeezed(type.cues.back().text).empty()) item.fail(base::Sentence("a cue is empty; remove it."));
        }
    if (const auto numbers = root.find("numbers"))
        for (const auto& item : numbers->items()) type.numbers.push_back(numberOf(item));
    type.codePatterns = patternsOf(root, "codes");
    type.otherLabels = textsOf(root, "other_labels");
    if (type.look == Look::Text && type.titles.empty() && !type.untitled)
        root.fail(base::Sentence("the type cannot be told; give it 'titles', or 'untitled: true' and 'cues'."));
    if (type.untitled && type.cues.empty() && !type.bankCardNumber)
        root.fail(base::Sentence("a type without a title is told by its 'cues'; add them."));
}

void checkNames(const YamlNode& root, const DocumentType& type) {
    std::set<std::string_view> names;
    for (const auto* list : {&type.fields, &type.extraFields})
        for (const auto& field : *list)
            if (!names.insert(field.name).second)
                root.fail(base::Sentence("the field '{}' is there twice; remove one.", field.name));
    for (const auto& field : type.fields)
        if (!field.agreesWith.empty() && names.count(field.agreesWith) == 0)
            root.at("fields").fail(base::Sentence(
                "'{}' agrees with '{}', but there is no such field; correct the name.", field.name, field.agreesWith));
}

/// Without a word of them: the first two, which the list of types begins with for whose it is and its number.
void readKeyFields(const YamlNode& root, DocumentType& type) {
    constexpr std::size_t usual = 2;
    const auto names = root.find("key_fields");
    if (!names) {
        for (std::size_t i = 0; i < std::min(usual, type.fields.size()); ++i)
            type.keyFields.push_back(type.fields[i].name);
        return;
    }
    type.keyFields = names->strings();
    for (const auto& name : type.keyFields)
        if (type.findField(name) == nullptr)
            names->fail(base::Sentence("there is no field '{}'; add it or correct the name.", name));
}

void readValidity(const YamlNode& root, DocumentType& type) {
    const auto validity = root.find("validity");
    if (!validity) return;
    validity->onlyKeys({"expires", "dated"});
    type.expiryField = validity->stringOr("expires", "");
    type.dateField = validity->stringOr("dated", "");
    for (const auto& [key, name] : {std::pair{"expires", type.expiryField}, std::pair{"dated", type.dateField}})
        if (!name.empty() && type.findField(name) == nullptr)
            validity->at(key).fail(base::Sentence("there is no field '{}'; add it or correct the name.", name));
}

void checkPersonField(const YamlNode& node, std::string_view key, const std::string& name, const DocumentType& type) {
    if (!name.empty() && type.findField(name) == nullptr)
        node.at(key).fail(base::Sentence("there is no field '{}'; add it or correct the name.", name));
}

PersonRole personOf(const YamlNode& node, DocumentType& type) {
    node.onlyKeys({"of", "name", "number", "several", "otherwise", "identity"});
    PersonRole role{.of = node.stringOr("of", ""),
                    .name = node.stringOr("name", ""),
                    .number = node.stringOr("number", ""),
                    .several = node.booleanOr("several", false),
                    .otherwise = node.booleanOr("otherwise", false)};
    const auto& known = personWords();
    if (!role.of.empty() && std::find(known.begin(), known.end(), role.of) == known.end())
        node.at("of").fail(
            base::Sentence("'{}' is nobody a paper may be of; write applicant, spouse, couple, child, agent, "
                           "legal-representative or enterprise, or leave 'of' out for anyone.",
                           role.of));
    if (role.name.empty() && role.number.empty())
        node.fail(base::Sentence("name the field with the name, the number, or both."));
    checkPersonField(node, "name", role.name, type);
    checkPersonField(node, "number", role.number, type);
    if (node.booleanOr("identity", false)) type.naming = Naming::ByNameAndNumber;
    return role;
}

/// Without a word of them: the fields name and id_number, on most papers whose it is.
void readPersons(const YamlNode& root, DocumentType& type) {
    const auto persons = root.find("persons");
    if (!persons) {
        type.persons = {{.of = {}, .name = "name", .number = "id_number"}};
        return;
    }
    if (persons->isScalar()) {
        if (persons->string() != "nobody")
            persons->fail(base::Sentence("write a list of persons, or 'nobody' when it names none."));
        type.naming = Naming::Nobody;
        return;
    }
    for (const auto& node : persons->items()) type.persons.push_back(personOf(node, type));
    const bool any = std::any_of(type.persons.begin(), type.persons.end(),
                                 [](const auto& role) { return role.of.empty() && !role.otherwise; });
    if (!any)
        persons->fail(
            base::Sentence("nobody is named whoever asks; add a person without 'of', or write 'persons: nobody'."));
}

void checkCode(const YamlNode& root, const DocumentType& type) {
    const bool good = !type.code.empty() && std::all_of(type.code.begin(), type.code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!good)
        root.at("code").fail(
            base::Sentence("the code '{}' must be lower-case letters, digits and hyphens.", type.code));
    if (type.code == "unknown") root.at("code").fail(base::Sentence("the code 'unknown' is taken; choose another."));
    if (base::ModelSource::codeOf(type.file) != type.code)
        root.at("code").fail(
            base::Sentence("the code '{}' must be the file's name; rename the file to {}.yaml or correct the code.",
                           type.code, type.code));
}

DocumentType typeOf(const YamlNode& root, std::vector<base::ModelProblem>& problems) {
    DocumentType type;
    type.file = root.file();
    ProblemCollector reading(type.file, problems);
    reading.attempt([&] {
        root.onlyKeys(
            {"code",       "name",    "group",  "former_names", "titles",     "against_titles", "against_cues",
             "cues",       "numbers", "codes",  "other_labels", "sizes",      "untitled",       "bank_card_number",
             "most_lines", "look",    "fields", "extra_fields", "key_fields", "validity",       "persons"});
    });
    reading.attempt([&] {
        type.code = root.at("code").string();
        checkCode(root, type);
    });
    reading.attempt([&] { type.name = root.at("name").string(); });
    reading.attempt([&] { type.group = root.at("group").string(); });
    reading.attempt([&] { readTitles(root, type); });
    reading.attempt([&] { readLook(root, type); });
    reading.attempt([&] { readCues(root, type); });
    reading.attempt([&] { type.fields = fieldsOf(root, "fields", reading); });
    reading.attempt([&] { type.extraFields = fieldsOf(root, "extra_fields", reading); });
    const bool whole = problems.empty();
    if (whole) reading.attempt([&] { checkNames(root, type); });
    if (whole) reading.attempt([&] { readKeyFields(root, type); });
    if (whole) reading.attempt([&] { readValidity(root, type); });
    if (whole) reading.attempt([&] { readPersons(root, type); });
    return type;
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (error)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("The folder of document types {} cannot be opened; check the installation.",
                                         folder.string()));
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> commonLabelsIn(const std::filesystem::path& folder) {
    const auto file = folder / sharedFile;
    if (!std::filesystem::exists(file)) return {};
    const auto root = YamlNode::load(file);
    root.onlyKeys({"labels"});
    return root.at("labels").strings();
}

Calibration calibrationIn(const std::filesystem::path& folder, std::vector<base::ModelProblem>& problems) {
    Calibration calibration;
    const auto file = folder / calibrationFile;
    ProblemCollector(file, problems).attempt([&] { calibration = Calibration::load(file); });
    return calibration;
}

Meanings meaningsIn(const std::filesystem::path& folder, std::vector<base::ModelProblem>& problems) {
    Meanings meanings;
    const auto file = folder / meaningsFile;
    ProblemCollector(file, problems).attempt([&] { meanings = Meanings::load(file); });
    return meanings;
}

/// "agent" of "agent_name" and of "agent_id_number"; empty of "name".
std::string personInName(std::string_view fieldName) {
    for (const std::string_view end : {"id_number", "name"})
        if (fieldName.size() >= end.size() && fieldName.substr(fieldName.size() - end.size()) == end) {
            fieldName.remove_suffix(end.size());
            if (!fieldName.empty() && fieldName.back() == '_') fieldName.remove_suffix(1);
            return std::string(fieldName);
        }
    return std::string(fieldName);
}

/// What the fields ask of whom: what their labels say, and their names (agent_name; name and id_number are the
/// subject's). A name and a number of one person are of the same people.
void setWhose(DocumentType& type, const Meanings& meanings) {
    std::map<std::string, Whose> whose;
    for (auto& rule : type.fields) {
        if (rule.kind == FieldKind::PersonName || rule.kind == FieldKind::Party) rule.asks = Asks::Name;
        if (rule.kind == FieldKind::CitizenNumber) rule.asks = Asks::CitizenNumber;
        if (rule.asks == Asks::Nothing) continue;
        const std::string person = personInName(rule.name);
        auto& of = whose[person];
        of |= meanings.group(person.empty() || person == "holder" ? "subject" : person);
        for (const auto& label : rule.labels) {
            const auto folded = comparable(label);
            if (const auto meaning = meanings.labelAt(folded); meaning.length == folded.size()) of |= meaning.whose;
        }
    }
    for (auto& rule : type.fields)
        if (rule.asks != Asks::Nothing) rule.whose = whose[personInName(rule.name)];
}

/// The other wordings of a field's labels, without those that are another thing's on the same paper.
void addWordings(DocumentType& type, const Meanings& meanings) {
    std::set<std::string> taken(type.otherLabels.begin(), type.otherLabels.end());
    for (const auto* list : {&type.fields, &type.extraFields})
        for (const auto& rule : *list) taken.insert(rule.labels.begin(), rule.labels.end());
    for (auto* list : {&type.fields, &type.extraFields})
        for (auto& rule : *list)
            for (auto& word : meanings.otherWordings(rule.labels))
                if (taken.count(word) == 0) rule.labels.push_back(std::move(word));
}

TitleWords titleWordsIn(const std::filesystem::path& folder, std::vector<base::ModelProblem>& problems) {
    TitleWords words;
    const auto file = folder / titlesFile;
    ProblemCollector(file, problems).attempt([&] { words = TitleWords::load(file); });
    return words;
}

/// The files of a folder, those of `instead` in the places of theirs.
std::vector<base::ModelSource> sourcesIn(const std::filesystem::path& folder,
                                         const std::vector<base::ModelSource>& instead) {
    std::vector<base::ModelSource> sources = instead;
    for (const auto& file : filesIn(folder))
        if (std::ranges::find(instead, file.stem().string(), &base::ModelSource::code) == instead.end())
            sources.push_back({.file = file});
    std::ranges::sort(sources, {}, &base::ModelSource::code);
    return sources;
}

/// Everything in a folder that can be read, and what cannot.
std::vector<DocumentType> readFolder(const std::filesystem::path& folder, std::vector<base::ModelProblem>& problems,
                                     const std::vector<base::ModelSource>& instead = {}) {
    std::vector<std::string> common;
    ProblemCollector(folder / sharedFile, problems).attempt([&] { common = commonLabelsIn(folder); });
    std::vector<DocumentType> types;
    for (const auto& source : sourcesIn(folder, instead)) {
        std::vector<base::ModelProblem> ofFile;
        ProblemCollector(source.file, ofFile).attempt([&] {
            types.push_back(typeOf(source.root(), ofFile));
            types.back().commonLabels = common;
        });
        problems.insert(problems.end(), ofFile.begin(), ofFile.end());
    }
    return types;
}

}  // namespace

const FieldRule* DocumentType::findField(std::string_view fieldName) const {
    for (const auto* list : {&fields, &extraFields})
        for (const auto& field : *list)
            if (field.name == fieldName) return &field;
    return nullptr;
}

const std::vector<std::string_view>& personWords() {
    static const std::vector<std::string_view> words{
        "applicant", "spouse", "couple", "child", "agent", "legal-representative", "enterprise"};
    return words;
}

std::optional<FieldKind> fieldKindOf(std::string_view word) {
    if (word == choiceWord) return FieldKind::Choice;
    for (const auto& [name, kind] : kindWords)
        if (name == word) return kind;
    return std::nullopt;
}

std::string_view wordOf(FieldKind kind) {
    for (const auto& [name, value] : kindWords)
        if (value == kind) return name;
    return choiceWord;
}

std::vector<std::string_view> fieldKindWords() {
    std::vector<std::string_view> words;
    for (const auto& [name, kind] : kindWords) words.push_back(name);
    words.push_back(choiceWord);
    return words;
}

DocumentTypes DocumentTypes::load(const std::filesystem::path& folder, const std::vector<base::ModelSource>& instead) {
    std::vector<base::ModelProblem> problems;
    DocumentTypes out;
    out.types_ = readFolder(folder, problems, instead);
    out.calibration_ = calibrationIn(folder, problems);
    out.titleWords_ = titleWordsIn(folder, problems);
    out.meanings_ = std::make_shared<const Meanings>(meaningsIn(folder, problems));
    if (!problems.empty()) throw base::Error(base::ErrorKind::Unreadable, problems.front().said());
    std::sort(out.types_.begin(), out.types_.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    std::map<std::string, int> counts;
    for (const auto& type : out.types_) {
        std::set<std::string> cues;
        for (const auto& cue : type.cues) cues.insert(base::squeezed(cue.text));
        for (const auto& cue : cues) ++counts[cue];
    }
    out.cueCounts_.assign(counts.begin(), counts.end());
    for (auto& type : out.types_)
        for (auto& cue : type.cues) cue.rarity = out.rarity(cue.text);
    out.takeTitlesApart();
    for (auto& type : out.types_) {
        setWhose(type, *out.meanings_);
        addWordings(type, *out.meanings_);
        type.meanings = out.meanings_;
    }
    return out;
}

void DocumentTypes::takeTitlesApart() {
    for (auto& type : types_) {
        std::vector<std::u32string> cores;
        for (auto& title : type.titles) {
            const auto readings = titleReadings(title.comparable);
            title.parts = titleWords_.partsOf(readings.empty() ? title.comparable : readings.front());
            cores.push_back(title.parts.core);
        }
        titleWeights_.count(cores);
    }
}

std::vector<base::ModelProblem> DocumentTypes::problemsOf(const base::ModelSource& source) {
    std::vector<base::ModelProblem> problems;
    ProblemCollector(source.file, problems).attempt([&] { (void)typeOf(source.root(), problems); });
    return problems;
}

std::vector<base::ModelProblem> DocumentTypes::problemsIn(const std::filesystem::path& folder) {
    std::vector<base::ModelProblem> problems;
    (void)readFolder(folder, problems);
    (void)calibrationIn(folder, problems);
    (void)titleWordsIn(folder, problems);
    (void)meaningsIn(folder, problems);
    return problems;
}

const DocumentType* DocumentTypes::find(std::string_view code) const {
    const auto at = std::lower_bound(types_.begin(), types_.end(), code,
                                     [](const auto& type, std::string_view wanted) { return type.code < wanted; });
    return at == types_.end() || at->code != code ? nullptr : &*at;
}

double DocumentTypes::rarity(std::string_view cue) const {
    const std::string key = base::squeezed(cue);
    const auto at = std::lower_bound(cueCounts_.begin(), cueCounts_.end(), key,
                                     [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
    const double count = at != cueCounts_.end() && at->first == key ? at->second : 1;
    // As if there were at least 20 types, so that in a folder with one type its cues still count.
    const double all = std::max<double>(20, static_cast<double>(types_.size()));
    return std::clamp(std::log(all / count) / std::log(all), 0.0, 1.0);
}

}  // namespace daiban::documents
