#include "desk/Doubts.h"

#include <algorithm>
#include <set>

#include "base/Text.h"
#include "cases/checklist/Conflicts.h"

namespace daiban::desk {

namespace {

using cases::RequirementState;

/// Answered by one key of 1 to 9.
constexpr std::size_t mostChoices = 9;

struct Asking {
    const intake::CasePapers& papers;
    const cases::Checklist& checklist;
    PapersByPlace places{papers};

    /// Who the checklist takes a paper to be about.
    [[nodiscard]] std::string ownerOf(const cases::PaperPlace& place) const {
        const auto about = std::ranges::find_if(checklist.papers, [&](const auto& one) { return one.place == place; });
        return about == checklist.papers.end() ? std::string() : about->about.person.name.value;
    }
};

void addRowDoubts(const Asking& asking, std::vector<Doubt>& doubts) {
    const auto& rows = asking.checklist.requirements;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].state != RequirementState::Uncertain || rows[row].waived) continue;
        for (const auto& place : rows[row].by) {
            const auto number = asking.places.find(place);
            if (!number) continue;
            const auto& paper = asking.papers.papers[*number];
            const std::string title = cases::titleOf(rows[row].material);
            const auto key = asking.places.keyOf(*number);
            Doubt doubt{.at = key, .material = title};
            if (paper.confirmedByPerson) {
                doubt.kind = Doubt::Kind::Accept;
                doubt.sentence =
                    base::Sentence("{}。可以收下作{}吗？", base::joined(rows[row].notes, base::Sentence("；")), title);
            } else {
                doubt.kind = Doubt::Kind::Confirm;
                const auto& name = rows[row].material.name;
                const std::string owner = asking.ownerOf(place);
                doubt.sentence =
                    owner.empty() ? base::Sentence("这是{}吗？", name) : base::Sentence("这是{}的{}吗？", owner, name);
            }
            doubt.id = std::string(doubt.kind == Doubt::Kind::Accept ? "a" : "c") + "-" + key.page + "-" +
                       std::to_string(key.document) + "-" + std::to_string(row + 1);
            doubts.push_back(std::move(doubt));
            break;  // one question at a time for a line
        }
    }
}

void addConflictDoubts(const Asking& asking, std::vector<Doubt>& doubts) {
    for (const auto& conflict : asking.checklist.conflicts) {
        Doubt doubt{.kind = Doubt::Kind::Conflict, .field = conflict.field, .marked = {}};
        std::set<std::string> told;
        const auto marked = cases::shownValues(conflict);
        for (std::size_t i = 0; i < conflict.values.size(); ++i)
            if (const auto number = asking.places.find(conflict.values[i].first)) {
                doubt.values.emplace_back(asking.places.keyOf(*number), conflict.values[i].second);
                doubt.marked.push_back(marked[i]);
                told.insert(marked[i]);
            }
        if (doubt.values.size() < 2) continue;
        doubt.at = doubt.values.front().first;
        doubt.id = "x-" + conflict.field + "-" + std::string(cases::codeOf(conflict.subject));
        const bool number =
            conflict.field.find("number") != std::string::npos || conflict.field.find("code") != std::string::npos;
        const auto who = base::word(cases::chineseNameOf(conflict.subject));
        const std::string values = base::joined({told.begin(), told.end()}, "、");
        doubt.sentence = number ? base::Sentence("{}的号码在材料上不一致：{}。哪个对？", who, values)
                                : base::Sentence("{}的名称在材料上不一致：{}。哪个对？", who, values);
        doubts.push_back(std::move(doubt));
    }
}

/// Pages nobody knows: which of what is missing are they?
void addTypeDoubts(const Asking& asking, std::vector<Doubt>& doubts) {
    std::vector<std::string> missing;
    for (const auto& row : asking.checklist.requirements)
        if (!row.waived && row.state != RequirementState::Satisfied && row.state != RequirementState::Uncertain)
            missing.push_back(cases::titleOf(row.material));
    if (missing.size() > mostChoices) missing.resize(mostChoices);
    for (const auto& surplus : asking.checklist.surplus) {
        const auto number = asking.places.find(surplus.place);
        if (!number || missing.empty()) continue;
        const auto& paper = asking.papers.papers[*number];
        if (paper.document.classification.type != documents::unknownType || paper.confirmedByPerson || !paper.lines ||
            paper.lines->empty())
            continue;
        const auto key = asking.places.keyOf(*number);
        doubts.push_back({.kind = Doubt::Kind::Type,
                          .id = "t-" + key.page + "-" + std::to_string(key.document),
                          .sentence = base::Sentence("这一页没有认出来，它是哪种材料？"),
                          .at = key,
                          .choices = missing});
    }
}

}  // namespace

std::vector<Doubt> doubtsOf(const intake::CasePapers& papers, const cases::Checklist& checklist) {
    std::vector<Doubt> doubts;
    const Asking asking{papers, checklist};
    addRowDoubts(asking, doubts);
    addConflictDoubts(asking, doubts);
    addTypeDoubts(asking, doubts);
    return doubts;
}

}  // namespace daiban::desk
