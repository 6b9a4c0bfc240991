#include "cases/items/Item.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/Sentence.h"

namespace daiban::cases {

namespace {

template <class Value>
using Word = std::pair<Value, std::string_view>;

constexpr std::array forms{
    Word<MaterialForm>{MaterialForm::Original, "收原件"},
    Word<MaterialForm>{MaterialForm::Copy, "收复印件"},
    Word<MaterialForm>{MaterialForm::OriginalSeenCopyKept, "验原件收复印件"},
    Word<MaterialForm>{MaterialForm::OriginalAndCopy, "收原件及复印件"},
};
constexpr std::array kinds{Word<ItemKind>{ItemKind::Promised, "承诺件"}, Word<ItemKind>{ItemKind::Immediate, "即办件"}};
constexpr std::array needs{Word<Need>{Need::Yes, "yes"}, Word<Need>{Need::No, "no"}, Word<Need>{Need::Later, "later"}};
constexpr std::array results{
    Word<ResultKind>{ResultKind::NotSaid, ""}, Word<ResultKind>{ResultKind::Certificate, "certificate"},
    Word<ResultKind>{ResultKind::OtherPaper, "other"}, Word<ResultKind>{ResultKind::Nothing, "none"}};
constexpr std::array offices{Word<ReceivingOffice>{ReceivingOffice::Street, "street"},
                             Word<ReceivingOffice>{ReceivingOffice::Bureau, "bureau"}};

template <class Words, class Value>
std::string_view wordOf(const Words& words, Value value) {
    return std::ranges::find(words, value, &Words::value_type::first)->second;
}

template <class Words>
auto valueOf(const Words& words, std::string_view word) -> std::optional<typename Words::value_type::first_type> {
    const auto found = std::ranges::find(words, word, &Words::value_type::second);
    if (found == words.end()) return std::nullopt;
    return found->first;
}

}  // namespace

const std::vector<std::string_view>& serviceFields() {
    static const std::vector<std::string_view> fields{"社保",         "就失业", "计划生育", "社区教育", "家庭养老",
                                                      "私人企业注册", "民政",   "残联",     "退役军人", "户籍",
                                                      "住房",         "卫健",   "医保",     "人社",     "综合"};
    return fields;
}

std::string_view nameOf(ItemKind kind) {
    return wordOf(kinds, kind);
}
std::optional<ItemKind> itemKindOf(std::string_view name) {
    return valueOf(kinds, name);
}
std::string_view nameOf(MaterialForm form) {
    return wordOf(forms, form);
}
std::optional<MaterialForm> materialFormOf(std::string_view name) {
    return valueOf(forms, name);
}
std::string_view codeOf(ResultKind kind) {
    return wordOf(results, kind);
}
std::string_view codeOf(Need need) {
    return wordOf(needs, need);
}
std::optional<Need> needOf(std::string_view code) {
    return valueOf(needs, code);
}
std::string_view codeOf(ReceivingOffice kind) {
    return wordOf(offices, kind);
}
std::optional<ReceivingOffice> receivingOfficeOf(std::string_view code) {
    return valueOf(offices, code);
}

std::string titleOf(const Material& material) {
    const std::string_view whose = chineseNameOf(material.subject);
    return whose.empty() ? material.name : material.name + "〔" + std::string(whose) + "〕";
}

base::Sentence saidTitleOf(const Material& material) {
    const std::string_view whose = chineseNameOf(material.subject);
    return whose.empty() ? base::Sentence::verbatim(material.name)
                         : base::Sentence("{}〔{}〕", material.name, base::word(whose));
}

const Situation* Item::findSituation(std::string_view situationCode) const {
    const auto found = std::ranges::find(situations, situationCode, &Situation::code);
    return found == situations.end() ? nullptr : &*found;
}

bool Item::mustChooseAmong(std::string_view situationCode) const {
    return std::ranges::find(chooseOne, situationCode) != chooseOne.end();
}

std::vector<const Material*> Item::materialsIn(const std::vector<std::string>& chosen) const {
    const auto isChosen = [&](const std::string& situation) {
        return !situation.empty() && std::ranges::find(chosen, situation) != chosen.end();
    };
    std::vector<const Material*> out;
    for (const Material& material : materials)
        if ((material.situation.empty() || isChosen(material.situation)) && !isChosen(material.unless.situation))
            out.push_back(&material);
    return out;
}

const Material* Item::findMaterial(std::string_view nameOrTitle) const {
    const auto found = std::ranges::find_if(materials, [&](const Material& material) {
        return material.name == nameOrTitle || titleOf(material) == nameOrTitle;
    });
    return found == materials.end() ? nullptr : &*found;
}

}  // namespace daiban::cases
