#include "documents/Meanings.h"

#include <algorithm>

#include "base/Text.h"
#include "base/Yaml.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

bool startsWith(std::u32string_view text, std::u32string_view word) {
    return text.substr(0, word.size()) == word;
}
bool endsWith(std::u32string_view text, std::u32string_view word) {
    return text.size() >= word.size() && text.substr(text.size() - word.size()) == word;
}

template <class Words, class Length>
void longestFirst(Words& words, Length length) {
    std::stable_sort(words.begin(), words.end(), [&](const auto& a, const auto& b) { return length(a) > length(b); });
}

std::vector<std::u32string> wordsOfMeaning(const std::vector<std::vector<std::string>>& meanings,
                                           std::string_view one) {
    std::vector<std::u32string> words;
    for (const auto& meaning : meanings)
        if (std::find(meaning.begin(), meaning.end(), one) != meaning.end())
            for (const auto& word : meaning) words.push_back(comparable(word));
    longestFirst(words, [](const auto& word) { return word.size(); });
    return words;
}

std::size_t lengthOfOne(const std::vector<std::u32string>& words, std::u32string_view text) {
    for (const auto& word : words)
        if (startsWith(text, word)) return word.size();
    return 0;
}

/// 领证人, 缴存者: a word for somebody that is not listed. It is nobody's in particular.
std::size_t lengthOfUnlistedRole(std::u32string_view text) {
    constexpr std::size_t shortest = 3, longest = 5;
    for (std::size_t length = shortest; length <= longest && length < text.size(); ++length) {
        if (!base::isHan(text[length - 1])) return 0;
        const bool ends = std::u32string_view(U"人者员方").find(text[length - 1]) != std::u32string_view::npos;
        if (ends && text[length] != U'员') return length;
    }
    return 0;
}

}  // namespace

void Meanings::addRole(std::vector<Role>& roles, const std::string& word, Whose whose) {
    const auto folded = comparable(word);
    const auto known = std::find_if(roles.begin(), roles.end(), [&](const Role& role) { return role.word == folded; });
    if (known != roles.end())
        known->whose |= whose;
    else
        roles.push_back({folded, whose});
}

Meanings Meanings::load(const std::filesystem::path& file) {
    Meanings out;
    if (!std::filesystem::exists(file)) return out;
    const auto root = base::YamlNode::load(file);
    root.onlyKeys({"meanings", "roles", "prose"});
    for (const auto& list : root.at("meanings").items()) out.meanings_.push_back(list.strings());
    const auto roles = root.at("roles");
    for (const auto& [name, words] : roles.entries()) {
        if (out.groups_.size() >= 32)
            words.fail(base::Sentence("there may be 32 groups of people; put two of them together."));
        const Whose bit = Whose{1} << out.groups_.size();
        out.groups_.push_back(name);
        for (const auto& word : words.strings()) out.addRole(out.roles_, word, bit);
    }
    for (const auto& [word, groups] : root.at("prose").entries()) {
        Whose whose = 0;
        std::string name;
        for (const char c : groups.string() + ",") {
            if (c != ',' && c != ' ') name += c;
            if (c != ',') continue;
            if (!name.empty() && out.group(name) == 0)
                groups.fail(base::Sentence("there is no group '{}' under 'roles'.", name));
            whose |= out.group(name);
            name.clear();
        }
        out.addRole(out.prose_, word, whose);
    }
    for (const auto& role : out.roles_) out.addRole(out.prose_, base::toUtf8(role.word), role.whose);
    longestFirst(out.roles_, [](const Role& role) { return role.word.size(); });
    longestFirst(out.prose_, [](const Role& role) { return role.word.size(); });
    out.nameWords_ = wordsOfMeaning(out.meanings_, "姓名");
    out.numberWords_ = wordsOfMeaning(out.meanings_, "身份证号码");
    return out;
}

Whose Meanings::group(std::string_view name) const {
    const auto at = std::find(groups_.begin(), groups_.end(), name);
    return at == groups_.end() ? 0 : Whose{1} << (at - groups_.begin());
}

std::vector<std::string> Meanings::otherWordings(const std::vector<std::string>& labels) const {
    std::vector<std::string> out;
    const auto has = [](const std::vector<std::string>& words, const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    for (const auto& meaning : meanings_)
        if (std::any_of(labels.begin(), labels.end(), [&](const std::string& label) { return has(meaning, label); }))
            for (const auto& word : meaning)
                if (!has(labels, word) && !has(out, word)) out.push_back(word);
    return out;
}

LabelMeaning Meanings::labelAt(std::u32string_view text) const {
    LabelMeaning best;
    const auto role =
        std::find_if(roles_.begin(), roles_.end(), [&](const Role& r) { return startsWith(text, r.word); });
    std::size_t at = 0;
    if (role == roles_.end())
        if (const std::size_t length = lengthOfUnlistedRole(text); length > 0) {
            const auto name = lengthOfOne(nameWords_, text.substr(length));
            const auto number = lengthOfOne(numberWords_, text.substr(length));
            if (name > 0) return {Asks::Name, 0, length + name};
            if (number > 0) return {Asks::CitizenNumber, 0, length + number};
        }
    if (role != roles_.end()) {
        at = role->word.size();
        best = {Asks::Name, role->whose, at};
        // 受托人的身份证号, 甲方（用人单位）身份证号
        if (at < text.size() && text[at] == U'的') ++at;
        if (at < text.size() && text[at] == U'(') {
            const auto close = text.find(U')', at);
            if (close != std::u32string_view::npos && close - at < 8) at = close + 1;
        }
    }
    if (const auto length = lengthOfOne(nameWords_, text.substr(at)); length > 0)
        return {Asks::Name, best.whose, at + length};
    if (const auto length = lengthOfOne(numberWords_, text.substr(at)); length > 0)
        return {Asks::CitizenNumber, best.whose, at + length};
    return best;
}

LabelMeaning Meanings::wordBefore(std::u32string_view text) const {
    for (const auto& role : prose_)
        if (endsWith(text, role.word)) return {Asks::Name, role.whose, role.word.size()};
    return {};
}

}  // namespace daiban::documents
