#include "cases/items/Items.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::cases {

namespace {

/// The files of a folder of items and of its history.
std::vector<std::filesystem::path> itemFilesIn(const std::filesystem::path& folder) {
    auto files = modelFilesIn(folder);
    const auto history = folder / historyFolder;
    if (!std::filesystem::is_directory(history)) return files;
    const auto former = modelFilesIn(history);
    files.insert(files.end(), former.begin(), former.end());
    return files;
}

/// "JY-001" of JY-001.yaml and of history/JY-001.v2.yaml: a broken file need not say its code.
std::string codeByName(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return name.substr(0, name.find('.'));
}

bool isFormer(const std::filesystem::path& file) {
    return file.parent_path().filename() == historyFolder;
}

/// Of `all`, by code and version, those by which a case may begin. A former one is not the newest because the newest
/// cannot be read.
template <class MayBegin>
std::vector<Item> newestOf(const std::vector<Item>& all, const std::vector<base::ModelProblem>& problems,
                           const MayBegin& mayBegin) {
    std::vector<Item> newest, versions;
    std::ranges::copy_if(all, std::back_inserter(versions), mayBegin);
    for (std::size_t n = 0; n < versions.size(); ++n) {
        if (n + 1 < versions.size() && versions[n + 1].code == versions[n].code) continue;
        const bool broken = std::ranges::any_of(problems, [&](const base::ModelProblem& problem) {
            return codeByName(problem.file) == versions[n].code && !isFormer(problem.file);
        });
        if (!broken) newest.push_back(versions[n]);
    }
    return newest;
}

std::vector<Item> sorted(std::vector<Item> versions) {
    const auto key = [](const Item& item) { return std::pair(item.code, item.version); };
    std::ranges::stable_sort(versions, {}, key);
    const auto twice = std::ranges::unique(versions, {}, key);
    versions.erase(twice.begin(), twice.end());
    return versions;
}

std::string inSmallLetters(std::string_view code) {
    std::string out(code);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

Items::Items(std::vector<Item> versions, std::vector<base::ModelProblem> problems, std::set<Version> onlyFollowed,
             std::vector<base::ModelProblem> keptProblems)
    : problems_(std::move(problems)),
      keptProblems_(std::move(keptProblems)),
      onlyFollowed_(std::move(onlyFollowed)),
      versions_(sorted(std::move(versions))),
      newest_(newestOf(versions_, problems_, [this](const Item& item) { return mayBegin(item); })),
      search_(newest_) {}

Items Items::load(const std::filesystem::path& folder, const std::vector<KeptItem>& kept) {
    std::vector<Item> items;
    std::vector<base::ModelProblem> problems, keptProblems;
    std::set<Version> onlyFollowed;
    MaterialBlocks blocks;
    try {
        blocks = MaterialBlocks::load(folder);
    } catch (const base::Error& error) {
        problems.push_back(base::ModelProblem::of(folder / "shared" / "blocks.yaml", error));
    }
    const auto take = [&](const base::ModelSource& source, std::vector<base::ModelProblem>& wrong) -> const Item* {
        const auto anyType = [](const std::string&) { return TypeDays{true, true}; };
        const ItemFile read = readItemFile(source, anyType, blocks);
        wrong.insert(wrong.end(), read.problems.begin(), read.problems.end());
        return read.problems.empty() ? &items.emplace_back(*read.item) : nullptr;
    };
    for (const auto& file : itemFilesIn(folder)) (void)take({.file = file}, problems);
    for (const KeptItem& one : kept)
        if (const Item* item = take(one.source, keptProblems); item != nullptr && !one.forNewCases)
            onlyFollowed.emplace(item->code, item->version);
    return {std::move(items), std::move(problems), std::move(onlyFollowed), std::move(keptProblems)};
}

template <class OfFile>
void Items::demandReadable(std::string_view code, const OfFile& ofFile) const {
    for (const base::ModelProblem& problem : problems_)
        if (codeByName(problem.file) == code && ofFile(problem.file))
            throw base::Error(base::ErrorKind::Unreadable, problem.said());
}

const Item* Items::find(std::string_view code) const {
    const auto found = std::ranges::lower_bound(newest_, code, {}, &Item::code);
    return found != newest_.end() && found->code == code ? &*found : nullptr;
}

const Item& Items::at(std::string_view code) const {
    if (const Item* item = find(code)) return *item;
    demandReadable(code, [](const auto&) { return true; });
    const auto nearest = std::ranges::min_element(newest_, {}, [&](const Item& item) {
        return base::editDistance(inSmallLetters(code), inSmallLetters(item.code));
    });
    const base::Sentence hint = nearest == newest_.end()
                                    ? base::Sentence("; `daiban items list` shows all.")
                                    : base::Sentence("; did you mean {} ({})?", nearest->code, nearest->name);
    throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no item {}{}", code, hint));
}

const Item& Items::at(std::string_view code, base::Date day) const {
    demandReadable(code, [](const auto&) { return true; });
    static_cast<void>(at(code));
    const Item* chosen = nullptr;
    for (const Item* version : versionsOf(code))
        if (mayBegin(*version) && (chosen == nullptr || version->effective <= day)) chosen = version;
    return *chosen;
}

const Item& Items::version(std::string_view code, int number) const {
    for (const Item* version : versionsOf(code))
        if (version->version == number) return *version;
    const std::string former = fmt::format("{}.v{}.yaml", code, number);
    for (const base::ModelProblem& problem : keptProblems_)
        if (problem.file.filename() == former) throw base::Error(base::ErrorKind::Unreadable, problem.said());
    demandReadable(code, [&](const auto& file) { return !isFormer(file) || file.filename() == former; });
    static_cast<void>(at(code));
    throw base::Error(base::ErrorKind::NotFound,
                      base::Sentence("Version {} of item {} is not there; put its file back as {}/{}.v{}.yaml.", number,
                                     code, historyFolder, code, number));
}

std::vector<const Item*> Items::versionsOf(std::string_view code) const {
    std::vector<const Item*> versions;
    for (const Item& item : std::ranges::equal_range(versions_, code, {}, &Item::code)) versions.push_back(&item);
    return versions;
}

std::vector<const Item*> Items::search(std::string_view text) const {
    std::vector<const Item*> found;
    for (const std::size_t number : search_.find(text)) found.push_back(&newest_[number]);
    return found;
}

namespace {

/// Versions count on without a gap of time: a newer one begins later, and the one outside the history is the newest.
void checkVersions(const std::map<std::string, std::vector<std::pair<std::filesystem::path, Item>>>& files,
                   std::vector<base::ModelProblem>& problems) {
    for (const auto& [code, versions] : files) {
        const auto* newest = &versions.front();
        for (const auto& one : versions) {
            const bool former = one.first.parent_path().filename() == historyFolder;
            if (!former) newest = &one;
        }
        if (newest->first.parent_path().filename() == historyFolder) {
            problems.push_back({newest->first, 0,
                                base::Sentence("there is no {}.yaml to which this is the history; move the "
                                               "newest version there.",
                                               code)});
            continue;
        }
        for (const auto& one : versions) {
            if (&one == newest) continue;
            const bool older = one.second.version < newest->second.version;
            if (!older)
                problems.push_back(
                    {one.first, 0,
                     base::Sentence("version {} is not older than version {} in {}; raise "
                                    "'version' there.",
                                    one.second.version, newest->second.version, newest->first.filename().string())});
            for (const auto& other : versions)
                if (one.second.version < other.second.version && one.second.effective >= other.second.effective)
                    problems.push_back({other.first, 0,
                                        base::Sentence("version {} does not begin after version {}; mend 'effective'.",
                                                       other.second.version, one.second.version)});
        }
    }
}

}  // namespace

KnownTypes knownTypes(const documents::DocumentTypes& types) {
    KnownTypes known;
    for (const auto& type : types.all())
        known.emplace(type.code, TypeDays{.expires = !type.expiryField.empty(), .dated = !type.dateField.empty()});
    return known;
}

namespace {

/// Asked by the reader of a file; `knownTypes` outlives it.
DaysOfType daysAmong(const KnownTypes& knownTypes) {
    return [&knownTypes](const std::string& type) -> std::optional<TypeDays> {
        const auto found = knownTypes.find(type);
        return found == knownTypes.end() ? std::nullopt : std::optional(found->second);
    };
}

}  // namespace

ItemFile readItemAmong(const base::ModelSource& source, const std::filesystem::path& folder,
                       const KnownTypes& knownTypes) {
    return readItemFile(source, daysAmong(knownTypes), MaterialBlocks::load(folder));
}

std::vector<base::ModelProblem> problemsIn(const std::filesystem::path& folder, const KnownTypes& knownTypes) {
    std::vector<base::ModelProblem> problems;
    std::map<std::string, std::vector<std::pair<std::filesystem::path, Item>>> sound;
    MaterialBlocks blocks;
    try {
        blocks = MaterialBlocks::load(folder);
    } catch (const base::Error& error) {
        problems.push_back(base::ModelProblem::of(folder / "shared" / "blocks.yaml", error));
    }
    for (const auto& file : itemFilesIn(folder)) {
        const auto read = readItemFile({.file = file}, daysAmong(knownTypes), blocks);
        problems.insert(problems.end(), read.problems.begin(), read.problems.end());
        problems.insert(problems.end(), read.gaps.begin(), read.gaps.end());
        if (read.item && read.problems.empty()) sound[read.item->code].emplace_back(file, *read.item);
    }
    checkVersions(sound, problems);
    return problems;
}

}  // namespace daiban::cases
