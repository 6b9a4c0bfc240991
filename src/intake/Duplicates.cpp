#include "intake/Duplicates.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/Confidence.h"
#include "base/Text.h"
#include "documents/Document.h"

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

bool isTelling(std::string_view name, const std::string& value) {
    constexpr std::size_t number = 6;  // digits: a day, a telephone, a certificate
    return name.ends_with("name") || name == "household_head" || name == "relation_to_head" ||
           digitsOf(value).size() >= number;
}

/// A day by its ISO form, so that two ways of printing it are one.
std::map<std::string, std::string> tellsOf(const base::Json& document) {
    std::map<std::string, std::string> tells;
    const base::Json fields = document.value("fields", base::Json::object());
    for (const auto& [name, field] : fields.items()) {
        if (!field.value("valid", false) || field.value("confidence", 0.0) < base::certainEnough.value()) continue;
        const std::string iso = field.value("iso", "");
        const std::string value = base::squeezed(iso.empty() ? field.value("value", "") : iso);
        if (isTelling(name, value)) tells[name] = value;
    }
    return tells;
}

/// What both say for certain is not the same, or they are papers of two kinds.
bool differInWhatTheyAre(const Seen& a, const Seen& b) {
    const auto known = [](const Seen& seen) { return !seen.type.empty() && seen.type != documents::unknownType; };
    if (known(a) && known(b) && a.type != b.type) return true;
    return std::ranges::any_of(a.tells, [&](const auto& told) {
        const auto other = b.tells.find(told.first);
        return other != b.tells.end() && other->second != told.second;
    });
}

struct Known {
    std::size_t page, document;
    Seen seen;
};

/// Somebody's card was renewed: there are more backs by their terms than persons with fronts.
bool holdsRenewedCard(const std::vector<Known>& all) {
    std::set<std::string> terms, holders;
    for (const Known& known : all) {
        const auto value = [&](const char* name) {
            const auto found = known.seen.tells.find(name);
            return found == known.seen.tells.end() ? std::string() : found->second;
        };
        if (known.seen.type == "id-card-back" && !value("valid_from").empty()) terms.insert(value("valid_from"));
        if (known.seen.type == "id-card-front" && !value("id_number").empty()) holders.insert(value("id_number"));
    }
    return terms.size() > holders.size();
}

std::vector<Known> documentsOf(const std::vector<base::Json>& readings) {
    std::vector<Known> all;
    for (std::size_t page = 0; page < readings.size(); ++page) {
        std::size_t number = 0;
        const auto documents = readings[page].find("documents");
        if (documents == readings[page].end()) continue;
        for (const auto& document : *documents) {
            if (auto picture = imaging::fromText(document.value("picture_hash", "")))
                all.push_back({page,
                               number,
                               {.picture = *picture,
                                .text = document.value("text", ""),
                                .type = document.value("type", ""),
                                .tells = tellsOf(document)}});
            ++number;
        }
    }
    return all;
}

}  // namespace

bool likelyDuplicate(const Seen& a, const Seen& b) {
    if (differInWhatTheyAre(a, b)) return false;
    const std::string x = base::squeezed(a.text), y = base::squeezed(b.text);
    // Two backs of one police look the same cell for cell and have another term.
    constexpr std::size_t enough = 8;
    const std::string digits = digitsOf(x), others = digitsOf(y);
    const bool sameNumbers = std::min(digits.size(), others.size()) < enough || agreement(digits, others) >= sameDigits;
    if (imaging::likelySame(a.picture, b.picture)) return sameNumbers;
    if (!imaging::worthComparing(a.picture, b.picture)) return false;
    if (base::toCodePoints(x).size() < fewestCharacters || base::toCodePoints(y).size() < fewestCharacters)
        return false;
    return agreement(digitsOf(x), digitsOf(y)) >= sameDigits && agreement(x, y) >= sameText;
}

std::vector<LikelyDuplicate> likelyDuplicates(const std::vector<base::Json>& readings) {
    const std::vector<Known> all = documentsOf(readings);
    const bool renewed = holdsRenewedCard(all);
    const auto isSame = [&](const Seen& a, const Seen& b) {
        const bool maybeRenewed = renewed && a.type == "id-card-front" && b.type == "id-card-front";
        return likelyDuplicate(a, b) && (!maybeRenewed || imaging::likelySame(a.picture, b.picture));
    };
    std::vector<LikelyDuplicate> found;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (isSame(all[j].seen, all[i].seen)) {
                found.push_back({all[i].page, all[i].document, all[j].page, all[j].document});
                break;  // the first is enough to look at
            }
    return found;
}

}  // namespace daiban::intake
