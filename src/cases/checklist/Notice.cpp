#include "cases/checklist/Notice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/Text.h"

namespace daiban::cases {

namespace {

/// The notice's chapters, in this order.
enum class Chapter { Choice, Missing, Wrong, Uncertain, Later, Optional };

constexpr std::array headings{
    std::pair{Chapter::Choice, "须选定"},
    std::pair{Chapter::Missing, "尚缺"},
    std::pair{Chapter::Wrong, "需更正"},
    std::pair{Chapter::Uncertain, "需窗口人员核对"},
    std::pair{Chapter::Later, "可容缺后补（签承诺书后可先受理）"},
    std::pair{Chapter::Optional, "非必要材料，已交但不能采用"},
};

using Members = std::vector<const Requirement*>;

/// One line of the notice: a material, or the alternatives of which one is enough.
struct Entry {
    Chapter chapter;
    std::string text;
};

std::string howTaken(const Material& material) {
    switch (material.form) {
        case MaterialForm::Original:
            return fmt::format("交原件 {} 份", material.copies);
        case MaterialForm::Copy:
            return fmt::format("交复印件 {} 份", material.copies);
        case MaterialForm::OriginalSeenCopyKept:
            return fmt::format("带原件核验，留复印件 {} 份", material.copies);
        case MaterialForm::OriginalAndCopy:
            return fmt::format("交原件及复印件各 {} 份", material.copies);
    }
    return "";
}

/// "带原件核验，留复印件 1 份，须为 90 天内开具；一寸白底"
std::string demandOf(const Material& material) {
    std::string text = howTaken(material);
    if (material.maxAgeDays > 0) text += fmt::format("，须为 {} 天内开具", material.maxAgeDays);
    if (material.mayBeExpired) text += "，已过有效期的亦可";
    if (!material.note.empty()) text += "；" + material.note;
    return text;
}

std::string howToMend(const Requirement& requirement) {
    const Material& material = requirement.material;
    const std::string whose(chineseNameOf(material.subject));
    switch (requirement.state) {
        case RequirementState::Expired:
            return "请换发后提交有效期内的" + material.name;
        case RequirementState::TooOld:
            return fmt::format("请重新开具，须为 {} 天内", material.maxAgeDays);
        case RequirementState::WrongSubject:
            return "请提交" + whose + "的" + material.name;
        case RequirementState::TooFew:
            return fmt::format("请补足 {} 份", material.copies);
        default:
            return demandOf(material);
    }
}

Chapter chapterOf(const Requirement& requirement) {
    if (requirement.material.need == Need::Later && requirement.state != RequirementState::Uncertain)
        return Chapter::Later;
    if (requirement.material.need == Need::No) return Chapter::Optional;
    switch (requirement.state) {
        case RequirementState::Missing:
            return Chapter::Missing;
        case RequirementState::Uncertain:
            return Chapter::Uncertain;
        default:
            return Chapter::Wrong;
    }
}

std::string textOf(const Requirement& requirement) {
    const std::string title = titleOf(requirement.material);
    if (requirement.by.empty()) return fmt::format("{}：{}。", title, demandOf(requirement.material));
    const std::string notes = base::joined(requirement.notes, "；");
    if (requirement.state == RequirementState::Uncertain) return fmt::format("{}：{}。", title, notes);
    return fmt::format("{}：{}。{}。", title, notes, howToMend(requirement));
}

/// Of alternatives the one that is nearest to being good says which chapter: a doubtful one may settle it by a yes.
Chapter chapterOf(const Members& members) {
    Chapter best = chapterOf(*members.front());
    for (const Requirement* member : members) {
        const Chapter chapter = chapterOf(*member);
        if (chapter == Chapter::Uncertain || (chapter == Chapter::Wrong && best == Chapter::Missing)) best = chapter;
    }
    return best;
}

std::string textOfAlternatives(const Members& members) {
    std::vector<std::string> choices;
    std::vector<std::string> remarks;
    for (const Requirement* member : members) {
        choices.push_back(fmt::format("{}，{}", titleOf(member->material), demandOf(member->material)));
        if (!member->by.empty())
            remarks.push_back(fmt::format("已交的{}：{}", member->material.name, base::joined(member->notes, "；")));
    }
    std::string text = "以下任选其一：";
    for (std::size_t n = 0; n < choices.size(); ++n) text += fmt::format("（{}）{}；", n + 1, choices[n]);
    text.resize(text.size() - std::string_view("；").size());
    for (const std::string& remark : remarks) text += "。" + remark;
    return text + "。";
}

bool isToBeTold(const Requirement& requirement) {
    if (requirement.waived || requirement.state == RequirementState::Satisfied) return false;
    // What need not be there is not asked for; but a wrong one is pointed out.
    return requirement.material.need != Need::No || requirement.state != RequirementState::Missing;
}

/// "办理情形：请选定一种，遗失，或损毁；选定后材料方能确定。"
std::string choiceOf(const Checklist& checklist) {
    std::string text = "办理情形：请选定一种";
    for (std::size_t n = 0; n < checklist.toChoose.size(); ++n)
        text += (n + 1 == checklist.toChoose.size() ? "，或" : "，") + checklist.toChoose[n].name;
    return text + "；选定后材料方能确定。";
}

std::vector<Entry> entriesOf(const Checklist& checklist) {
    std::vector<Entry> entries;
    if (!checklist.toChoose.empty()) entries.push_back({Chapter::Choice, choiceOf(checklist)});
    std::set<std::string> told;
    for (const Requirement& requirement : checklist.requirements) {
        if (!isToBeTold(requirement)) continue;
        const std::string& word = requirement.material.oneOf;
        if (word.empty()) {
            entries.push_back({chapterOf(requirement), textOf(requirement)});
            continue;
        }
        if (!told.insert(word).second) continue;
        Members members;
        for (const Requirement& other : checklist.requirements)
            if (other.material.oneOf == word) members.push_back(&other);
        entries.push_back({chapterOf(members), textOfAlternatives(members)});
    }
    return entries;
}

std::string wordOf(const std::string& field) {
    if (field == "name") return "姓名";
    if (field == "id_number") return "公民身份号码";
    return field == "enterprise_name" ? "企业名称" : "统一社会信用代码";
}

/// What of a conflict remains when those papers are left out of which the notice says already that they are another's;
/// one value or none when the others agree.
std::vector<std::string> valuesInConflict(const Conflict& conflict, const Checklist& checklist) {
    const auto isAnothers = [&](const PaperPlace& place) {
        return std::ranges::any_of(checklist.requirements, [&](const Requirement& requirement) {
            return requirement.state == RequirementState::WrongSubject &&
                   std::ranges::find(requirement.by, place) != requirement.by.end();
        });
    };
    std::vector<std::string> values;
    for (const auto& [place, value] : conflict.values)
        if (!isAnothers(place)) values.push_back(value);
    return values;
}

/// "（第 2 字不同）": the notice is handed over the counter, so it says where, not what.
std::string whereTheyDiffer(const std::vector<std::string>& values) {
    constexpr std::size_t mostTold = 3;  // with more the values are simply different
    const auto places = differingPlaces(values);
    if (places.empty() || places.size() > mostTold) return "";
    std::vector<std::string> texts;
    for (const std::size_t place : places) texts.push_back(std::to_string(place));
    return fmt::format("（第 {} 字不同）", base::joined(texts, "、"));
}

std::string conflictsOf(const Checklist& checklist) {
    std::string text;
    for (const Conflict& conflict : checklist.conflicts) {
        const auto values = valuesInConflict(conflict, checklist);
        if (std::set<std::string>(values.begin(), values.end()).size() < 2) continue;
        const bool enterprise = conflict.subject == Subject::Enterprise;  // the field's word says it already
        text += fmt::format("\n{}{}在 {} 份材料上不一致{}，请核对后更正。",
                            enterprise ? "" : std::string(chineseNameOf(conflict.subject)) + "的",
                            wordOf(conflict.field), values.size(), whereTheyDiffer(values));
    }
    return text;
}

std::string openingOf(const Checklist& checklist, const std::vector<Entry>& entries) {
    if (checklist.complete && !conflictsOf(checklist).empty()) return "必要材料齐全，但有不一致之处，请先核对。";
    if (checklist.complete) return entries.empty() ? "材料齐全，可以受理。" : "必要材料齐全，可以受理。";
    if (checklist.completeWithPromise) return "一次性告知：必要材料齐全，签承诺书后可容缺受理。";
    std::vector<std::string> counts;
    bool toBring = false, toLookAt = false;
    for (const auto& [chapter, heading] : headings) {
        const auto many = std::ranges::count(entries, chapter, &Entry::chapter);
        if (many == 0 || chapter == Chapter::Later || chapter == Chapter::Optional) continue;
        toBring = toBring || chapter == Chapter::Missing || chapter == Chapter::Wrong;
        toLookAt = toLookAt || chapter == Chapter::Uncertain;
        counts.push_back(fmt::format("{} {} 项", heading, many));
    }
    return "一次性告知：" + base::joined(counts, "，") +
           (toBring    ? "，请一次补齐。"
            : toLookAt ? "，核对后方可受理。"
                       : "，选定后方可受理。");
}

}  // namespace

std::string noticeOf(const Checklist& checklist) {
    const auto entries = entriesOf(checklist);
    std::string text = openingOf(checklist, entries);
    for (const auto& [chapter, heading] : headings) {
        int number = 0;
        for (const Entry& entry : entries) {
            if (entry.chapter != chapter) continue;
            if (++number == 1) text += fmt::format("\n{}：", heading);
            text += fmt::format("\n{}. {}", number, entry.text);
        }
    }
    return text + conflictsOf(checklist);
}

}  // namespace daiban::cases
