#include "cases/Items.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/ItemFile.h"

namespace daiban::cases {

namespace {

/// For comparing: half width, no blanks, small letters.
std::string searchable(std::string_view text) {
    std::string out = base::squeezed(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string& word : base::split(base::toUtf8(base::folded(text)), ' '))
        if (std::string found = searchable(word); !found.empty()) words.push_back(std::move(found));
    return words;
}

bool containsAll(const std::string& text, const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

enum class Found { ByCode, ByName, Elsewhere, Not };

Found foundIn(const Item& item, const std::vector<std::string>& words) {
    const std::string code = searchable(item.code);
    const std::string name = searchable(item.name);
    if (containsAll(code, words)) return Found::ByCode;
    if (containsAll(name, words)) return Found::ByName;
    const std::string all = base::joined({code, name, searchable(item.department), searchable(item.resultName)}, "\n");
    return containsAll(all, words) ? Found::Elsewhere : Found::Not;
}

}  // namespace

Items::Items(std::vector<Item> items) : items_(std::move(items)) {
    std::ranges::sort(items_, {}, &Item::code);
}

Items Items::load(const std::filesystem::path& folder) {
    std::vector<Item> items;
    for (const auto& file : modelFilesIn(folder)) {
        const ItemFile read = readItemFile(file, [](const std::string&) { return true; });
        if (!read.problems.empty()) throw base::Error(base::ErrorKind::Unreadable, read.problems.front().text());
        items.push_back(*read.item);
    }
    return Items(std::move(items));
}

const Item* Items::find(std::string_view code) const {
    const auto found = std::ranges::lower_bound(items_, code, {}, &Item::code);
    return found != items_.end() && found->code == code ? &*found : nullptr;
}

const Item& Items::at(std::string_view code) const {
    if (const Item* item = find(code)) return *item;
    const auto nearest = std::ranges::min_element(
        items_, {}, [&](const Item& item) { return base::editDistance(searchable(code), searchable(item.code)); });
    const std::string hint =
        nearest == items_.end() ? "" : fmt::format("; did you mean {} ({})?", nearest->code, nearest->name);
    throw base::Error(base::ErrorKind::NotFound, fmt::format("There is no item {}{}", code,
                                                             hint.empty() ? "; `daiban items list` shows all." : hint));
}

std::vector<const Item*> Items::search(std::string_view text) const {
    const auto words = wordsOf(text);
    std::map<Found, std::vector<const Item*>> found;
    for (const Item& item : items_) found[foundIn(item, words)].push_back(&item);
    std::vector<const Item*> out;
    for (const auto& [how, some] : found)
        if (how != Found::Not) out.insert(out.end(), some.begin(), some.end());
    return out;
}

std::vector<base::ModelProblem> problemsIn(const std::filesystem::path& folder, const KnownTypes& knownTypes) {
    std::vector<base::ModelProblem> problems;
    for (const auto& file : modelFilesIn(folder)) {
        const auto read = readItemFile(file, [&](const std::string& type) { return knownTypes.contains(type); });
        problems.insert(problems.end(), read.problems.begin(), read.problems.end());
    }
    return problems;
}

}  // namespace daiban::cases
