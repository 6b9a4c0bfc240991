#include "cli/ManualDuplex.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"

namespace daiban::cli {

namespace {

namespace fs = std::filesystem;

/// What is renamed to what, and is until all of it is.
using Plan = std::vector<std::pair<std::string, std::string>>;

Plan planIn(const fs::path& file) {
    std::ifstream in(file);
    const auto json = base::Json::parse(std::string{std::istreambuf_iterator<char>(in), {}}, nullptr, false);
    Plan plan;
    if (json.is_array())
        for (const auto& pair : json) plan.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
    return plan;
}

std::string nameOf(const std::string& side, int number) {
    return fmt::format("{}-{:04}.png", side, number);
}

int numberOf(const std::string& name) {
    return std::stoi(name.substr(name.find('-') + 1));
}

}  // namespace

std::vector<std::string> ManualDuplex::sides(const std::string& side) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) {
        const std::string name = entry.path().filename().string();
        const bool isOne = name.size() == side.size() + 9 && name.starts_with(side + "-") && name.ends_with(".png") &&
                           name.find_first_not_of("0123456789", side.size() + 1) == side.size() + 5;
        if (isOne) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

fs::path ManualDuplex::next(const std::string& side) const {
    if (fs::exists(planFile())) (void)collate();
    const auto there = sides(side);
    return folder_ / nameOf(side, there.empty() ? 1 : numberOf(there.back()) + 1);
}

void ManualDuplex::plan() const {
    const auto fronts = sides("front"), backs = sides("back"), pages = sides("page");
    if (fronts.size() != backs.size() || fronts.empty())
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("Fronts: {}, backs: {}; they do not go together. All are kept in {} as "
                                         "front-... and back-...: scan the missing ones, or take away what is too "
                                         "much, and collate again.",
                                         fronts.size(), backs.size(), folder_.string()));
    base::Json moves = base::Json::array();
    int page = pages.empty() ? 0 : numberOf(pages.back());
    for (std::size_t sheet = 0; sheet < fronts.size(); ++sheet) {
        moves.push_back({fronts[sheet], nameOf("page", ++page)});
        moves.push_back({backs[backs.size() - 1 - sheet], nameOf("page", ++page)});
    }
    if (base::writeDurably(planFile(), base::toLine(moves)))
        throw base::Error(
            base::ErrorKind::StorageFailed,
            base::Sentence("The folder {} cannot be written to; see that the disk has room.", folder_.string()));
}

std::vector<fs::path> ManualDuplex::collate() const {
    if (!fs::exists(planFile())) plan();
    std::vector<fs::path> pages;
    for (const auto& [from, to] : planIn(planFile())) {
        if (fs::exists(folder_ / from)) fs::rename(folder_ / from, folder_ / to);  // else it was before a kill
        pages.push_back(folder_ / to);
    }
    fs::remove(planFile());
    return pages;
}

}  // namespace daiban::cli
