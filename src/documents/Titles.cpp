#include "documents/Titles.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/Text.h"
#include "base/Yaml.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

/// A title of another kind of paper says little, whatever the words before: 失业登记表 and 失业证.
constexpr double otherKind = 0.35;
/// A wrong character in a word of five or more counts half: it may be a misread one. 医师资格 has four.
constexpr double wrongCharacter = 0.5;
constexpr std::size_t leastForWrong = 5;
/// Chinese modifiers stand before what they modify, so words behind make another thing of it.
constexpr double wordsBehind = 0.6;
/// A word in the place of another makes another paper of it, as one more word need not: 食品生产许可证 is no
/// 食品经营许可证, 医师资格证 no 教师资格证.
constexpr double wordExchanged = 0.55;
/// No title has more characters; what is longer is compared by its beginning.
constexpr std::size_t longest = 40;

bool endsWith(std::u32string_view text, std::u32string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

void replaceAll(std::u32string& text, const std::u32string& what, const std::u32string& with) {
    for (std::size_t at = text.find(what); at != std::u32string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

void longestFirst(std::vector<std::u32string>& words) {
    std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::u32string withoutBrackets(std::u32string_view text, bool keepInside) {
    std::u32string out;
    int depth = 0;
    for (const char32_t c : text) {
        if (c == U'(' || c == U'[' || c == U'《')
            ++depth;
        else if (c == U')' || c == U']' || c == U'》')
            depth = std::max(0, depth - 1);
        else if (depth == 0 || keepInside)
            out += c;
    }
    return out;
}

/// 天津市滨海新区, 80周岁以上 is no place.
std::u32string_view withoutPlaces(std::u32string_view text) {
    static constexpr std::u32string_view ends = U"省市区县";
    while (text.size() > 4) {
        const auto end = text.substr(0, 8).find_first_of(ends, 1);
        if (end == std::u32string_view::npos || end < 2 || text.size() - end - 1 < 3) break;
        // 城市居民, 社区教育: the character belongs to a word of the title.
        const bool word = text[end - 1] == U'城' || text[end - 1] == U'社';
        if (word) break;
        text.remove_prefix(end + 1);
    }
    return text;
}

}  // namespace

TitleWords TitleWords::load(const std::filesystem::path& file) {
    TitleWords words;
    if (!std::filesystem::exists(file)) return words;
    const auto root = base::YamlNode::load(file);
    root.onlyKeys({"kinds", "modifiers", "short"});
    int kind = 0;
    for (const auto& list : root.at("kinds").items()) {
        for (const auto& word : list.strings()) words.kinds_.emplace_back(comparable(word), kind);
        ++kind;
    }
    std::stable_sort(words.kinds_.begin(), words.kinds_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (const auto& word : root.at("modifiers").strings()) words.modifiers_.push_back(comparable(word));
    longestFirst(words.modifiers_);
    if (const auto shorts = root.find("short"))
        for (const auto& [from, to] : shorts->entries())
            words.short_.emplace_back(comparable(from), comparable(to.string()));
    return words;
}

TitleParts TitleWords::partsOf(std::u32string_view title) const {
    TitleParts parts;
    std::u32string core(title);
    for (const auto& [ending, kind] : kinds_)
        if (endsWith(core, ending) && (core.size() > ending.size() || ending.size() > 2)) {
            parts.kind = kind;
            core.resize(core.size() - ending.size());
            break;
        }
    for (const auto& [from, to] : short_) replaceAll(core, from, to);
    // Where nothing else would be left the words themselves are what it is of.
    std::u32string bare = core;
    for (const auto& word : modifiers_) replaceAll(bare, word, U"");
    parts.core = bare.empty() && parts.kind < 0 ? core : bare;
    return parts;
}

void TitleWeights::count(const std::vector<std::u32string>& coresOfType) {
    std::u32string seen;
    for (const auto& core : coresOfType)
        for (const char32_t c : core)
            if (seen.find(c) == std::u32string::npos) seen += c;
    for (const char32_t c : seen) ++types_[c];
    ++all_;
}

double TitleWeights::of(char32_t c) const {
    const auto at = types_.find(c);
    const double count = at == types_.end() ? 1 : at->second;
    return std::clamp(std::log(1 + std::max(10, all_) / count) / std::log(1 + std::max(10, all_)), 0.2, 1.0);
}

double TitleWeights::of(std::u32string_view text) const {
    double sum = 0;
    for (const char32_t c : text) sum += of(c);
    return sum;
}

TitleOverlap overlapOf(std::u32string_view type, std::u32string_view page, const TitleWeights& weights) {
    // Heaviest common subsequence; a character against another counts half in longer words.
    const bool mayBeMisread = type.size() >= leastForWrong;
    const std::size_t n = std::min(type.size(), longest), m = std::min(page.size(), longest);
    std::array<std::array<double, longest + 1>, longest + 1> best;
    for (std::size_t i = 0; i <= n; ++i) best[i][m] = 0;
    for (std::size_t j = 0; j <= m; ++j) best[n][j] = 0;
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;) {
            best[i][j] = std::max(best[i + 1][j], best[i][j + 1]);
            if (type[i] == page[j]) best[i][j] = std::max(best[i][j], best[i + 1][j + 1] + weights.of(type[i]));
        }
    TitleOverlap overlap;
    double here = best[0][0];
    std::size_t last = 0;
    std::size_t matched = 0;
    std::size_t i = 0, j = 0, behindType = 0, behindPage = 0;  // ... the last character both have
    const auto seeGap = [&](std::size_t typeEnd, std::size_t pageEnd) {
        overlap.exchanged = overlap.exchanged || (typeEnd > behindType && pageEnd > behindPage);
    };
    while (i < n && j < m) {
        if (type[i] == page[j] && best[i][j] == best[i + 1][j + 1] + weights.of(type[i])) {
            seeGap(i, j);
            behindType = ++i;
            behindPage = last = ++j;
            ++matched;
        } else if (best[i + 1][j] >= best[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    seeGap(n, m);
    // One character against one in its place: misread, when all the others are there. 卫生 and 生产 are no such pair,
    // though they have one character in common.
    if (matched + 1 == n && m >= n) {
        const bool misread = mayBeMisread && overlap.exchanged;
        if (misread) here += wrongCharacter * (weights.of(type) - here);
        overlap.exchanged = !misread;
    }
    const double ofPage = weights.of(page);
    overlap.ofType = n == 0 ? 1 : here / weights.of(type);
    overlap.ofPage = m == 0 ? 1 : std::min(1.0, here / ofPage);
    overlap.onlyBefore = last + 1 >= m || matched == 0;
    return overlap;
}

double titleLikeness(const TitleParts& ofType, const TitleParts& ofPage, bool anyBefore, const TitleWeights& weights) {
    const auto overlap = overlapOf(ofType.core, ofPage.core, weights);
    double likeness = std::pow(overlap.ofType, 1.8);
    // The more a title says, the less do further words before it make another paper of it.
    const double length = static_cast<double>(ofType.core.size());
    const double extra = anyBefore ? 0.2 : std::clamp(1.15 - 0.17 * length, 0.3, 1.0);
    if (ofPage.core.empty() || ofType.core.empty())
        likeness *= ofPage.core.empty() == ofType.core.empty() ? 1 : anyBefore && ofType.core.empty() ? 0.75 : 0.3;
    else
        likeness *= std::pow(overlap.ofPage, extra);
    if (!overlap.onlyBefore) likeness *= wordsBehind;
    if (overlap.exchanged) likeness *= wordExchanged;
    if (ofType.kind != ofPage.kind) likeness *= otherKind;
    return likeness;
}

std::vector<std::u32string> titleReadings(std::u32string_view line) {
    std::vector<std::u32string> out;
    const auto add = [&](std::u32string_view text) {
        if (text.size() >= 2 && std::find(out.begin(), out.end(), text) == out.end()) out.emplace_back(text);
    };
    for (const bool keepInside : {true, false}) {
        std::u32string bare = withoutBrackets(line, keepInside);
        // A colon or mark at an end belongs to the frame.
        while (!bare.empty() && !base::isHan(bare.back())) bare.pop_back();
        while (!bare.empty() && !base::isHan(bare.front()) && !base::isDigit(bare.front())) bare.erase(0, 1);
        add(bare);
        add(withoutPlaces(bare));
    }
    return out;
}

}  // namespace daiban::documents
