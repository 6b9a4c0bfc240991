#include "cases/checklist/Notice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/Sentence.h"
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

base::Sentence howTaken(const Material& material) {
    switch (material.form) {
        case MaterialForm::Original:
            return base::Sentence("交原件 {} 份", material.copies);
        case MaterialForm::Copy:
            return base::Sentence("交复印件 {} 份", material.copies);
        case MaterialForm::OriginalSeenCopyKept:
            return base::Sentence("带原件核验，留复印件 {} 份", material.copies);
        case MaterialForm::OriginalAndCopy:
            return base::Sentence("交原件及复印件各 {} 份", material.copies);
    }
    return {};
}

/// "带原件核验，留复印件 1 份，须为 90 天内开具；一寸白底"
base::Sentence demandOf(const Material& material) {
    std::vector<base::Sentence> demand{howTaken(material)};
    if (material.maxAgeDays > 0) demand.push_back(base::Sentence("，须为 {} 天内开具", material.maxAgeDays));
    if (material.mayBeExpired) demand.push_back(base::Sentence("，已过有效期的亦可"));
    if (!material.unless.material.empty()) demand.push_back(base::Sentence("，或交{}代替", material.unless.material));
    if (!material.note.empty()) demand.push_back(base::Sentence("；{}", material.note));
    return base::Sentence::sequence(std::move(demand));
}

base::Sentence howToMend(const Requirement& requirement) {
    const Material& material = requirement.material;
    switch (requirement.state) {
        case RequirementState::Expired:
            return base::Sentence("请换发后提交有效期内的{}", material.name);
        case RequirementState::TooOld:
            return base::Sentence("请重新开具，须为 {} 天内", material.maxAgeDays);
        case RequirementState::WrongSubject:
            return base::Sentence("请提交{}的{}", base::word(chineseNameOf(material.subject)), material.name);
        case RequirementState::TooFew:
            return base::Sentence("请补足 {} 份", material.copies);
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
base::Sentence whatToDo(const Requirement& requirement) {
    if (requirement.by.empty()) return base::Sentence("{}。", demandOf(requirement.material));
    const base::Sentence notes = base::joined(requirement.notes, base::Sentence("；"));
    if (requirement.state == RequirementState::Uncertain) return base::Sentence("{}。", notes);
    return base::Sentence("{}。{}。", notes, howToMend(requirement));
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
    std::vector<base::Sentence> ways;
    std::vector<base::Sentence> remarks;
    for (std::size_t n = 0; n < alternatives.size(); ++n) {
        const Requirement& one = requirements[alternatives[n]];
        ways.push_back(base::Sentence("（{}）{}，{}", n + 1, saidTitleOf(one.material), demandOf(one.material)));
        if (!one.by.empty())
            remarks.push_back(
                base::Sentence("。已交的{}：{}", one.material.name, base::joined(one.notes, base::Sentence("；"))));
    }
    return {chapterOf(requirements, alternatives), base::Sentence("以下任选其一"),
            base::Sentence("{}{}。", base::joined(ways, base::Sentence("；")), base::Sentence::sequence(remarks)),
            alternatives};
}

bool isToBeTold(const Requirement& requirement) {
    if (requirement.waived || requirement.state == RequirementState::Satisfied) return false;
    // What need not be there is not asked for; but a wrong one is pointed out.
    return requirement.material.need != Need::No || requirement.state != RequirementState::Missing;
}

/// "请选定一种，遗失，或损毁；选定后材料方能确定。"
NoticeEntry choiceAmong(const std::vector<Situation>& situations, const base::Sentence& howMany) {
    std::vector<base::Sentence> text{howMany};
    for (std::size_t n = 0; n < situations.size(); ++n) {
        text.push_back(n + 1 == situations.size() ? base::Sentence("，或") : base::Sentence("，"));
        text.push_back(base::Sentence::verbatim(situations[n].name));
    }
    return {Chapter::Choice,
            base::Sentence("办理情形"),
            base::Sentence("{}；选定后材料方能确定。", base::Sentence::sequence(std::move(text))),
            {}};
}

void addMaterials(const std::vector<Requirement>& requirements, std::vector<NoticeEntry>& entries) {
    std::set<std::string> told;
    for (std::size_t row = 0; row < requirements.size(); ++row) {
        const Requirement& requirement = requirements[row];
        if (!isToBeTold(requirement)) continue;
        const std::string& word = requirement.material.oneOf;
        if (word.empty()) {
            entries.push_back(
                {chapterOf(requirement), saidTitleOf(requirement.material), whatToDo(requirement), {row}});
            continue;
        }
        if (!told.insert(word).second) continue;
        Rows alternatives;
        for (std::size_t other = 0; other < requirements.size(); ++other)
            if (requirements[other].material.oneOf == word) alternatives.push_back(other);
        entries.push_back(entryOfAlternatives(requirements, alternatives));
    }
}

base::Sentence wordOf(const std::string& field) {
    if (field == "name") return base::Sentence("姓名");
    if (field == "id_number") return base::Sentence("公民身份号码");
    return field == "enterprise_name" ? base::Sentence("企业名称") : base::Sentence("统一社会信用代码");
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
base::Sentence whereTheyDiffer(const std::vector<std::string>& values) {
    constexpr std::size_t mostTold = 3;  // with more the values are simply different
    const auto places = differingPlaces(values);
    if (places.empty() || places.size() > mostTold) return {};
    std::vector<std::string> texts;
    for (const std::size_t place : places) texts.push_back(std::to_string(place));
    return base::Sentence("（第 {} 字不同）", base::joined(texts, "、"));
}

void addConflicts(const NoticeFacts& facts, std::vector<NoticeEntry>& entries) {
    for (const Conflict& conflict : facts.conflicts) {
        const auto values = valuesInConflict(conflict, facts.requirements);
        if (std::set<std::string>(values.begin(), values.end()).size() < 2) continue;
        const bool enterprise = conflict.subject == Subject::Enterprise;  // the field's word says it already
        entries.push_back(
            {Chapter::Conflict,
             base::Sentence("材料之间"),
             base::Sentence(
                 "{}{}在 {} 份材料上不一致{}，请核对后更正。",
                 enterprise ? base::Sentence() : base::Sentence("{}的", base::word(chineseNameOf(conflict.subject))),
                 wordOf(conflict.field), values.size(), whereTheyDiffer(values)),
             {}});
    }
}

std::vector<NoticeEntry> entriesOf(const NoticeFacts& facts) {
    std::vector<NoticeEntry> entries;
    if (!facts.toChoose.empty()) entries.push_back(choiceAmong(facts.toChoose, base::Sentence("请选定一种")));
    if (!facts.toChooseSome.empty())
        entries.push_back(choiceAmong(facts.toChooseSome, base::Sentence("请至少选定一种")));
    addMaterials(facts.requirements, entries);
    addConflicts(facts, entries);
    std::ranges::stable_sort(entries, {}, &NoticeEntry::chapter);
    return entries;
}

base::Sentence openingOf(const NoticeFacts& facts, const std::vector<NoticeEntry>& entries) {
    const auto count = [&](Chapter chapter) { return std::ranges::count(entries, chapter, &NoticeEntry::chapter); };
    if (facts.complete && count(Chapter::Conflict) > 0)
        return base::Sentence("必要材料齐全，但有不一致之处，请先核对。");
    if (facts.complete)
        return entries.empty() ? base::Sentence("材料齐全，可以受理。") : base::Sentence("必要材料齐全，可以受理。");
    if (facts.completeWithPromise) return base::Sentence("一次性告知：必要材料齐全，签承诺书后可容缺受理。");
    std::vector<base::Sentence> counts;
    for (const Chapter chapter : {Chapter::Choice, Chapter::Missing, Chapter::Wrong, Chapter::Uncertain})
        if (count(chapter) > 0)
            counts.push_back(base::Sentence("{} {} 项", base::word(wordsOf(chapter).heading), count(chapter)));
    const base::Sentence all = base::joined(counts, base::Sentence("，"));
    if (count(Chapter::Missing) + count(Chapter::Wrong) > 0) return base::Sentence("一次性告知：{}，请一次补齐。", all);
    if (count(Chapter::Uncertain) > 0) return base::Sentence("一次性告知：{}，核对后方可受理。", all);
    return base::Sentence("一次性告知：{}，选定后方可受理。", all);
}

}  // namespace

std::string_view codeOf(NoticeChapter chapter) {
    return wordsOf(chapter).code;
}

std::string_view nameOf(NoticeChapter chapter) {
    return wordsOf(chapter).name;
}

std::vector<base::Sentence> Notice::lines() const {
    std::vector<base::Sentence> lines{opening};
    for (const ChapterWords& words : chapterWords) {
        int number = 0;
        for (const NoticeEntry& entry : entries) {
            if (entry.chapter != words.chapter) continue;
            if (words.heading.empty()) {
                lines.push_back(entry.demand);
                continue;
            }
            if (++number == 1) lines.push_back(base::Sentence("{}：", base::word(words.heading)));
            lines.push_back(base::Sentence("{}. {}：{}", number, entry.material, entry.demand));
        }
    }
    return lines;
}

std::string Notice::text() const {
    std::vector<std::string> texts;
    for (const base::Sentence& line : lines()) texts.push_back(line.text());
    return base::joined(texts, "\n");
}

Notice noticeOf(const NoticeFacts& facts) {
    Notice notice{.opening = {}, .entries = entriesOf(facts)};
    notice.opening = openingOf(facts, notice.entries);
    return notice;
}

base::Json toJson(const std::vector<NoticeEntry>& entries) {
    base::Json out = base::Json::array();
    for (const NoticeEntry& entry : entries)
        out.push_back(
            {{"chapter", codeOf(entry.chapter)}, {"material", entry.material.text()}, {"demand", entry.demand.text()}});
    return out;
}

}  // namespace daiban::cases
