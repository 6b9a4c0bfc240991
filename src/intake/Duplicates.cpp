#include "intake/Duplicates.h"

#include <algorithm>
#include <optional>

#include "base/Text.h"

namespace daiban::intake {

namespace {

/// Of two readings of one paper so many characters in a hundred agree, and of its digits so many: readers err on 2 in a
/// hundred characters, one card's number differs from another's in a third of its digits and more.
constexpr double sameText = 0.85;
constexpr double sameDigits = 0.9;
/// Papers that say less than this are known by their looks alone.
constexpr std::size_t fewestCharacters = 12;
constexpr std::size_t mostCompared = 1500;  ///< characters: comparing takes the square of it

/// Share of the longer text that the shorter one has in the same order.
double agreement(std::string_view a, std::string_view b) {
    const std::u32string x = base::toCodePoints(a).substr(0, mostCompared),
                         y = base::toCodePoints(b).substr(0, mostCompared);
    const double longer = static_cast<double>(std::max(x.size(), y.size()));
    return longer == 0 ? 1 : 1 - static_cast<double>(base::editDistance(x, y)) / longer;
}

std::string digitsOf(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

struct Known {
    std::size_t page, document;
    Seen seen;
};

std::vector<Known> documentsOf(const std::vector<base::Json>& readings) {
    std::vector<Known> all;
    for (std::size_t page = 0; page < readings.size(); ++page) {
        std::size_t number = 0;
        const auto documents = readings[page].find("documents");
        if (documents == readings[page].end()) continue;
        for (const auto& document : *documents) {
            if (auto picture = imaging::fromText(document.value("picture_hash", "")))
                all.push_back({page, number, {*picture, document.value("text", "")}});
            ++number;
        }
    }
    return all;
}

}  // namespace

bool likelyDuplicate(const Seen& a, const Seen& b) {
    if (imaging::likelySame(a.picture, b.picture)) return true;
    if (!imaging::worthComparing(a.picture, b.picture)) return false;
    const std::string x = base::squeezed(a.text), y = base::squeezed(b.text);
    if (base::toCodePoints(x).size() < fewestCharacters || base::toCodePoints(y).size() < fewestCharacters)
        return false;
    return agreement(digitsOf(x), digitsOf(y)) >= sameDigits && agreement(x, y) >= sameText;
}

std::vector<LikelyDuplicate> likelyDuplicates(const std::vector<base::Json>& readings) {
    const std::vector<Known> all = documentsOf(readings);
    std::vector<LikelyDuplicate> found;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (likelyDuplicate(all[j].seen, all[i].seen)) {
                found.push_back({all[i].page, all[i].document, all[j].page, all[j].document});
                break;  // the first is enough to look at
            }
    return found;
}

}  // namespace daiban::intake
