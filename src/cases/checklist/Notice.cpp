#include "cases/checklist/Notice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/Text.h"

namespace daiban::cases {

namespace {

using Chapter = NoticeChapter;

struct ChapterWords {
    Chapter chapter;
    std::string_view code;
    std::string_view name;
    std::string_view heading;  ///< empty: the entries stand alone
};

constexpr std::array chapterWords{
    ChapterWords{Chapter::Choice, "choice", "须选定", "须选定"},
    ChapterWords{Chapter::Missing, "missing", "尚缺", "尚缺"},
    ChapterWords{Chapter::Wrong, "wrong", "需更正", "需更正"},
    ChapterWords{Chapter::Uncertain, "uncertain", "需窗口人员核对", "需窗口人员核对"},
    ChapterWords{Chapter::Later, "later", "可容缺后补", "可容缺后补（签承诺书后可先受理）"},
    ChapterWords{Chapter::Optional, "optional", "非必要材料", "非必要材料，已交但不能采用"},
    ChapterWords{Chapter::Conflict, "conflict", "不一致", ""},
};

const ChapterWords& wordsOf(Chapter chapter) {
    return *std::ranges::find(chapterWords, chapter, &ChapterWords::chapter);
}

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
    if (!material.unless.material.empty()) text += "，或交" + material.unless.material + "代替";
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

/// What to do about it, without the material's name.
std::string whatToDo(const Requirement& requirement) {
    if (requirement.by.empty()) return demandOf(requirement.material) + "。";
    const std::string notes = base::joined(requirement.notes, "；");
    if (requirement.state == RequirementState::Uncertain) return notes + "。";
    return fmt::format("{}。{}。", notes, howToMend(requirement));
}

using Rows = std::vector<std::size_t>;

/// Of alternatives the one that is nearest to being good says which chapter: a doubtful one may settle it by a yes.
Chapter chapterOf(const std::vector<Requirement>& requirements, const Rows& alternatives) {
    Chapter best = chapterOf(requirements[alternatives.front()]);
    for (const std::size_t row : alternatives) {
        const Chapter chapter = chapterOf(requirements[row]);
        if (chapter == Chapter::Uncertain || (chapter == Chapter::Wrong && best == Chapter::Missing)) best = chapter;
    }
    return best;
}

NoticeEntry entryOfAlternatives(const std::vector<Requirement>& requirements, const Rows& alternatives) {
    std::string text;
    std::string remarks;
    for (std::size_t n = 0; n < alternatives.size(); ++n) {
        const Requirement& one = requirements[alternatives[n]];
        text += fmt::format("{}（{}）{}，{}", n == 0 ? "" : "；", n + 1, titleOf(one.material), demandOf(one.material));
        if (!one.by.empty()) remarks += fmt::format("。已交的{}：{}", one.material.name, base::joined(one.notes, "；"));
    }
    return {chapterOf(requirements, alternatives), "以下任选其一", text + remarks + "。", alternatives};
}

bool isToBeTold(const Requirement& requirement) {
    if (requirement.waived || requirement.state == RequirementState::Satisfied) return false;
    // What need not be there is not asked for; but a wrong one is pointed out.
    return requirement.material.need != Need::No || requirement.state != RequirementState::Missing;
}

/// "请选定一种，遗失，或损毁；选定后材料方能确定。"
NoticeEntry choiceAmong(const std::vector<Situation>& situations, std::string_view howMany) {
    std::string text(howMany);
    for (std::size_t n = 0; n < situations.size(); ++n)
        text += (n + 1 == situations.size() ? "，或" : "，") + situations[n].name;
    return {Chapter::Choice, "办理情形", text + "；选定后材料方能确定。", {}};
}

void addMaterials(const std::vector<Requirement>& requirements, std::vector<NoticeEntry>& entries) {
    std::set<std::string> told;
    for (std::size_t row = 0; row < requirements.size(); ++row) {
        const Requirement& requirement = requirements[row];
        if (!isToBeTold(requirement)) continue;
        const std::string& word = requirement.material.oneOf;
        if (word.empty()) {
            entries.push_back({chapterOf(requirement), titleOf(requirement.material), whatToDo(requirement), {row}});
            continue;
        }
        if (!told.insert(word).second) continue;
        Rows alternatives;
        for (std::size_t other = 0; other < requirements.size(); ++other)
            if (requirements[other].material.oneOf == word) alternatives.push_back(other);
        entries.push_back(entryOfAlternatives(requirements, alternatives));
    }
}

std::string wordOf(const std::string& field) {
    if (field == "name") return "姓名";
    if (field == "id_number") return "公民身份号码";
    return field == "enterprise_name" ? "企业名称" : "统一社会信用代码";
}

/// What of a conflict remains when those papers are left out of which the notice says already that they are another's;
/// one value or none when the others agree.
std::vector<std::string> valuesInConflict(const Conflict& conflict, const std::vector<Requirement>& requirements) {
    const auto isAnothers = [&](const PaperPlace& place) {
        return std::ranges::any_of(requirements, [&](const Requirement& requirement) {
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

void addConflicts(const NoticeFacts& facts, std::vector<NoticeEntry>& entries) {
    for (const Conflict& conflict : facts.conflicts) {
        const auto values = valuesInConflict(conflict, facts.requirements);
        if (std::set<std::string>(values.begin(), values.end()).size() < 2) continue;
        const bool enterprise = conflict.subject == Subject::Enterprise;  // the field's word says it already
        entries.push_back({Chapter::Conflict,
                           "材料之间",
                           fmt::format("{}{}在 {} 份材料上不一致{}，请核对后更正。",
                                       enterprise ? "" : std::string(chineseNameOf(conflict.subject)) + "的",
                                       wordOf(conflict.field), values.size(), whereTheyDiffer(values)),
                           {}});
    }
}

std::vector<NoticeEntry> entriesOf(const NoticeFacts& facts) {
    std::vector<NoticeEntry> entries;
    if (!facts.toChoose.empty()) entries.push_back(choiceAmong(facts.toChoose, "请选定一种"));
    if (!facts.toChooseSome.empty()) entries.push_back(choiceAmong(facts.toChooseSome, "请至少选定一种"));
    addMaterials(facts.requirements, entries);
    addConflicts(facts, entries);
    std::ranges::stable_sort(entries, {}, &NoticeEntry::chapter);
    return entries;
}

std::string openingOf(const NoticeFacts& facts, const std::vector<NoticeEntry>& entries) {
    const auto count = [&](Chapter chapter) { return std::ranges::count(entries, chapter, &NoticeEntry::chapter); };
    if (facts.complete && count(Chapter::Conflict) > 0) return "必要材料齐全，但有不一致之处，请先核对。";
    if (facts.complete) return entries.empty() ? "材料齐全，可以受理。" : "必要材料齐全，可以受理。";
    if (facts.completeWithPromise) return "一次性告知：必要材料齐全，签承诺书后可容缺受理。";
    std::vector<std::string> counts;
    for (const Chapter chapter : {Chapter::Choice, Chapter::Missing, Chapter::Wrong, Chapter::Uncertain})
        if (count(chapter) > 0) counts.push_back(fmt::format("{} {} 项", wordsOf(chapter).heading, count(chapter)));
    const bool toBring = count(Chapter::Missing) + count(Chapter::Wrong) > 0;
    return "一次性告知：" + base::joined(counts, "，") +
           (toBring                         ? "，请一次补齐。"
            : count(Chapter::Uncertain) > 0 ? "，核对后方可受理。"
                                            : "，选定后方可受理。");
}

}  // namespace

std::string_view codeOf(NoticeChapter chapter) {
    return wordsOf(chapter).code;
}

std::string_view nameOf(NoticeChapter chapter) {
    return wordsOf(chapter).name;
}

std::string Notice::text() const {
    std::string text = opening;
    for (const ChapterWords& words : chapterWords) {
        int number = 0;
        for (const NoticeEntry& entry : entries) {
            if (entry.chapter != words.chapter) continue;
            if (words.heading.empty()) {
                text += "\n" + entry.demand;
                continue;
            }
            if (++number == 1) text += fmt::format("\n{}：", words.heading);
            text += fmt::format("\n{}. {}：{}", number, entry.material, entry.demand);
        }
    }
    return text;
}

Notice noticeOf(const NoticeFacts& facts) {
    Notice notice{.opening = {}, .entries = entriesOf(facts)};
    notice.opening = openingOf(facts, notice.entries);
    return notice;
}

base::Json toJson(const std::vector<NoticeEntry>& entries) {
    base::Json out = base::Json::array();
    for (const NoticeEntry& entry : entries)
        out.push_back({{"chapter", codeOf(entry.chapter)}, {"material", entry.material}, {"demand", entry.demand}});
    return out;
}

}  // namespace daiban::cases
