#include "cases/checklist/Checklist.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/bundles/PaperUnit.h"
#include "cases/checklist/DealPapers.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/items/Replacement.h"

namespace daiban::cases {

namespace {

void demandKnownSituations(const Item& item, const std::vector<std::string>& situations) {
    for (const std::string& code : situations) {
        if (item.findSituation(code) != nullptr) continue;
        std::vector<std::string> known;
        for (const Situation& situation : item.situations)
            known.push_back(situation.code + " (" + situation.name + ")");
        throw base::Error(base::ErrorKind::BadArguments,
                          known.empty() ? base::Sentence("Item {} has no situations; leave out '{}'.", item.code, code)
                                        : base::Sentence("Item {} has no situation '{}'; choose from: {}.", item.code,
                                                         code, base::joined(known, ", ")));
    }
}

/// Of the situations that exclude one another exactly one is chosen; those to choose from when none is yet.
std::vector<Situation> situationsToChoose(const Item& item, const std::vector<std::string>& situations) {
    std::vector<Situation> all;
    std::vector<std::string> chosen;
    for (const std::string& code : item.chooseOne) {
        const Situation& situation = *item.findSituation(code);
        all.push_back(situation);
        if (std::ranges::find(situations, code) != situations.end())
            chosen.push_back(situation.code + " (" + situation.name + ")");
    }
    if (chosen.size() > 1)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Of the situations {} of item {} only one can be; choose one of them.",
                                         base::joined(chosen, ", "), item.code));
    return chosen.empty() ? all : std::vector<Situation>{};
}

/// Of the situations of which at least one is chosen those to choose from when none is yet.
std::vector<Situation> someToChoose(const Item& item, const std::vector<std::string>& situations) {
    std::vector<Situation> all;
    for (const std::string& code : item.atLeastOne) {
        if (std::ranges::find(situations, code) != situations.end()) return {};
        all.push_back(*item.findSituation(code));
    }
    return all;
}

std::vector<Requirement> requirementsOf(const Item& item, const std::vector<std::string>& situations) {
    std::vector<Requirement> out;
    for (const Material* material : item.materialsIn(situations))
        out.push_back({.material = *material, .by = {}, .notes = {}, .overruled = {}});
    return out;
}

/// Marks alternatives that are not needed any more because another one is satisfied.
void waiveAlternatives(std::vector<Requirement>& requirements) {
    std::map<std::string, std::string> satisfiedBy;  // one_of word -> name of the material
    for (const Requirement& requirement : requirements)
        if (!requirement.material.oneOf.empty() && requirement.state == RequirementState::Satisfied)
            satisfiedBy.emplace(requirement.material.oneOf, requirement.material.name);
    for (Requirement& requirement : requirements) {
        const auto other = satisfiedBy.find(requirement.material.oneOf);
        if (other == satisfiedBy.end() || requirement.state == RequirementState::Satisfied) continue;
        requirement.waived = true;
        requirement.notes.push_back(base::Sentence("任选其一，已有{}", other->second));
    }
}

/// Marks rows in whose place another material was handed in.
void waiveReplaced(std::vector<Requirement>& requirements) {
    for (Requirement& requirement : requirements) {
        const std::string& other = requirement.material.unless.material;
        if (other.empty() || requirement.waived || requirement.state == RequirementState::Satisfied) continue;
        requirement.waived = std::ranges::any_of(requirements, [&](const Requirement& replacement) {
            return replacement.state == RequirementState::Satisfied &&
                   replaces(replacement.material, requirement.material);
        });
        if (requirement.waived) requirement.notes.push_back(base::Sentence("已由{}代替", other));
    }
}

/// The papers without those that are the same page of the same file as an earlier one, unless a person said of one
/// which material it is.
std::vector<Paper> countedOf(const std::vector<Paper>& papers, std::vector<RepeatedPaper>& repeated) {
    std::vector<Paper> counted;
    for (const Paper& paper : papers)
        if (paper.repeats && paper.assignedTo.empty())
            repeated.push_back({paper.place, *paper.repeats});
        else
            counted.push_back(paper);
    return counted;
}

/// Told in the row the file counts for, where somebody counts the copies.
void sayRepeated(Checklist& checklist) {
    for (const auto& [place, of] : checklist.repeated)
        for (Requirement& requirement : checklist.requirements)
            if (std::ranges::find(requirement.by, of) != requirement.by.end())
                requirement.notes.push_back(base::Sentence("{} 与 {} 是同一个文件，只算一份", place.image, of.image));
}

bool isSettled(const Requirement& requirement) {
    return requirement.state == RequirementState::Satisfied || requirement.waived;
}

void judgeCompleteness(Checklist& checklist) {
    const auto settledAll = [&](Need need) {
        return std::ranges::all_of(checklist.requirements, [&](const Requirement& requirement) {
            return requirement.material.need != need || isSettled(requirement);
        });
    };
    const bool nowThere = !checklist.waitsForChoice() && settledAll(Need::Yes);
    checklist.complete = nowThere && settledAll(Need::Later);
    checklist.completeWithPromise = nowThere && !checklist.complete;
}

}  // namespace

Checklist check(const Item& item, const std::vector<std::string>& situations, const std::vector<Paper>& papers,
                const Subjects& subjects, base::Date today, const documents::DocumentTypes& types,
                const BundleRules& bundleRules) {
    demandKnownSituations(item, situations);
    for (const Paper& paper : papers) std::ranges::for_each(paper.overrules, demandSound);
    Checklist checklist;
    checklist.item = item.code;
    checklist.version = item.version;
    checklist.situations = situations;
    checklist.toChoose = situationsToChoose(item, situations);
    checklist.toChooseSome = someToChoose(item, situations);
    checklist.requirements = requirementsOf(item, situations);

    const std::vector<Paper> counted = countedOf(papers, checklist.repeated);
    const auto bundles = bundlesOf(counted, types, bundleRules, today);
    const auto units = unitsOf(counted, bundles, types, today);
    std::vector<Paper> whole;
    for (const PaperUnit& unit : units) whole.push_back(unit.paper);
    const auto known = KnownSubjects::identify(whole, subjects, today, types);
    const bool asksForApplicant = std::ranges::any_of(checklist.requirements, [](const Requirement& requirement) {
        return requirement.material.subject == Subject::Applicant;
    });
    const CaseFacts facts{known, types, today, asksForApplicant, &item};
    const Companions companions(counted, units, bundles, facts);
    const DealtPapers dealt = dealPapers(checklist.requirements, whole, facts, companions);
    sayRepeated(checklist);
    waiveAlternatives(checklist.requirements);
    waiveReplaced(checklist.requirements);
    judgeCompleteness(checklist);
    for (const std::size_t unit : dealt.surplus) companions.addSurplus(unit, checklist.surplus);
    checklist.conflicts = conflictsAmong(dealt, checklist.requirements, whole, facts);
    checklist.bundles = companions.bundled();
    checklist.papers = companions.papersAbout();
    checklist.notice = noticeOf({.toChoose = checklist.toChoose,
                                 .toChooseSome = checklist.toChooseSome,
                                 .requirements = checklist.requirements,
                                 .conflicts = checklist.conflicts,
                                 .complete = checklist.complete,
                                 .completeWithPromise = checklist.completeWithPromise});
    return checklist;
}

ChecklistFlags flagsOf(const Checklist& checklist) {
    const auto count = [&](NoticeChapter chapter) {
        return static_cast<int>(std::ranges::count(checklist.notice.entries, chapter, &NoticeEntry::chapter));
    };
    const auto overruled = std::ranges::count_if(
        checklist.requirements, [](const Requirement& requirement) { return !requirement.overruled.empty(); });
    return {.complete = checklist.complete,
            .completeWithPromise = checklist.completeWithPromise,
            .waitsForChoice = checklist.waitsForChoice(),
            .missing = count(NoticeChapter::Missing),
            .wrong = count(NoticeChapter::Wrong),
            .uncertain = count(NoticeChapter::Uncertain),
            .later = count(NoticeChapter::Later),
            .conflicts = static_cast<int>(checklist.conflicts.size()),
            .overruled = static_cast<int>(overruled)};
}

}  // namespace daiban::cases
