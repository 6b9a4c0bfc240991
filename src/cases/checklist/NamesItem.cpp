#include "cases/checklist/NamesItem.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/Text.h"

namespace daiban::cases {

namespace {

constexpr double enough = 0.5;  // set by hand, see the header

/// Words of forms that say nothing of what they are for, longer ones first.
constexpr std::array<std::string_view, 13> forms{"政务服务", "申请表", "申请书", "登记表", "审批表", "申报表", "申领表",
                                                 "通用",     "业务",   "办理",   "事项",   "个人",   "申请"};

bool holds(std::string_view text, std::string_view word) {
    return !word.empty() && text.find(word) != std::string_view::npos;
}

double shareOfPairs(const std::u32string& letters, std::string_view text) {
    std::set<std::u32string> pairs;
    for (std::size_t n = 0; n + 1 < letters.size(); ++n) pairs.insert(letters.substr(n, 2));
    if (pairs.empty()) return 0;
    const auto there = std::ranges::count_if(pairs, [&](const auto& pair) { return holds(text, base::toUtf8(pair)); });
    return static_cast<double>(there) / static_cast<double>(pairs.size());
}

}  // namespace

bool speaksOfName(std::string_view words, const std::string& name) {
    std::string squeezed = base::squeezed(name);
    for (const std::string_view word : forms)
        for (auto at = squeezed.find(word); at != std::string::npos; at = squeezed.find(word))
            squeezed.erase(at, word.size());
    if (base::countCodePoints(squeezed) < 2) return false;
    return holds(words, squeezed) || shareOfPairs(base::toCodePoints(squeezed), words) >= enough;
}

bool namesItem(std::string_view words, const Item& item) {
    const auto stands = [&](const std::string& name) { return holds(words, base::squeezed(name)); };
    return speaksOfName(words, item.name) || stands(item.resultName) || std::ranges::any_of(item.aliases, stands);
}

}  // namespace daiban::cases
