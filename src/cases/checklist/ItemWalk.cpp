#include "cases/checklist/ItemWalk.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/Checklist.h"
#include "cases/checklist/PerfectPapers.h"
#include "cases/items/Replacement.h"

namespace daiban::cases {

namespace {

using Situations = std::vector<std::string>;

class Walker {
  public:
    Walker(const Item& item, base::Date today, const documents::DocumentTypes& types, const BundleRules& bundleRules)
        : item_(item), today_(today), types_(types), bundleRules_(bundleRules), subjects_(inventedPeople()) {
        const bool applicants = std::ranges::any_of(item.materials, [](const Material& material) {
            return material.subject == Subject::Applicant || material.subject == Subject::Couple;
        });
        if (!applicants) subjects_[Subject::Applicant] = subjects_[Subject::LegalRepresentative];
    }

    ItemWalk walk() {
        for (const Situations& situations : legalSituations(item_)) {
            ++walk_.choices;
            const std::size_t alternatives = alternativesIn(item_, situations);
            for (std::size_t n = 0; n < alternatives; ++n) walkSet(situations, {.alternative = n});
            if (hasReplacement(situations)) walkSet(situations, {.replaced = true});
        }
        walkOpenChoices();
        demandMoreThanCardAndForm();
        return std::move(walk_);
    }

  private:
    [[nodiscard]] Checklist checked(const Situations& situations, const std::vector<Paper>& papers) const {
        return check(item_, situations, papers, subjects_, today_, types_, bundleRules_);
    }

    [[nodiscard]] bool hasReplacement(const Situations& situations) const {
        return std::ranges::any_of(item_.materialsIn(situations),
                                   [](const Material* material) { return !material->unless.material.empty(); });
    }

    void walkSet(const Situations& situations, const PerfectChoice& choice) {
        const PerfectSet set = perfectSetFor(item_, situations, choice, today_, types_);
        ++walk_.perfectSets;
        expectPerfect(situations, checked(situations, set.papers));
        for (std::size_t n = 0; n < set.papers.size(); ++n) {
            PerfectSet less = set;
            less.papers.erase(less.papers.begin() + static_cast<std::ptrdiff_t>(n));
            less.rows.erase(less.rows.begin() + static_cast<std::ptrdiff_t>(n));
            ++walk_.lessOne;
            expectLess(situations, item_.materials[set.rows[n]], less.rows, checked(situations, less.papers));
        }
    }

    void expectPerfect(const Situations& situations, const Checklist& checklist) {
        const bool unsettled = std::ranges::any_of(checklist.requirements, [](const Requirement& requirement) {
            const bool optional = requirement.material.need == Need::No && requirement.by.empty();
            return !requirement.waived && !optional && requirement.state != RequirementState::Satisfied;
        });
        if (!checklist.complete || unsettled)
            return complain(situations, base::Sentence("the perfect papers are not complete: {}", toldIn(checklist)));
        if (!checklist.surplus.empty())
            complain(situations,
                     base::Sentence("{} of the perfect papers is left over", checklist.surplus.front().type));
        if (!checklist.conflicts.empty())
            complain(situations, base::Sentence("the perfect papers contradict each other: {}", toldIn(checklist)));
    }

    static bool isSameDemand(const Material& one, const Material& two) {
        return one.type == two.type && one.subject == two.subject && (!one.isOther() || one.name == two.name);
    }

    /// Whether a paper that is still there settles the row: an alternative that another word asks for as well.
    [[nodiscard]] bool isSettledOtherwise(const Situations& situations, const Material& row,
                                          const std::vector<std::size_t>& remaining) const {
        if (row.oneOf.empty()) return false;
        return std::ranges::any_of(item_.materialsIn(situations), [&](const Material* other) {
            return other != &row && other->oneOf == row.oneOf && std::ranges::any_of(remaining, [&](std::size_t paper) {
                       return isSameDemand(item_.materials[paper], *other);
                   });
        });
    }

    /// How strongly the paper is needed: by all the rows that ask for it in these situations.
    [[nodiscard]] Need needOf(const Situations& situations, const Material& missing,
                              const std::vector<std::size_t>& remaining) const {
        Need need = Need::No;
        for (const Material* material : item_.materialsIn(situations)) {
            if (!isSameDemand(*material, missing) || isSettledOtherwise(situations, *material, remaining)) continue;
            if (material->need == Need::Yes) return Need::Yes;
            if (material->need == Need::Later) need = Need::Later;
        }
        // What stands for others is needed as they are where they are not there.
        for (const Material* other : item_.materialsIn(situations)) {
            const bool there = std::ranges::any_of(
                remaining, [&](std::size_t paper) { return isSameDemand(item_.materials[paper], *other); });
            if (there || !replaces(missing, *other)) continue;
            if (other->need == Need::Yes) return Need::Yes;
            if (other->need == Need::Later) need = Need::Later;
        }
        return need;
    }

    void expectLess(const Situations& situations, const Material& missing, const std::vector<std::size_t>& remaining,
                    const Checklist& checklist) {
        const Need need = needOf(situations, missing, remaining);
        const bool right = need == Need::Yes     ? !checklist.complete && !checklist.completeWithPromise
                           : need == Need::Later ? !checklist.complete && checklist.completeWithPromise
                                                 : checklist.complete;
        if (!right)
            complain(situations, base::Sentence("without {} ({}) it is {}", titleOf(missing), codeOf(need),
                                                checklist.complete ? base::Sentence("complete")
                                                : checklist.completeWithPromise
                                                    ? base::Sentence("complete with a promise")
                                                    : base::Sentence("not complete: {}", toldIn(checklist))));
    }

    /// Where a choice must be made, nothing is complete before it.
    void walkOpenChoices() {
        if (item_.chooseOne.empty() && item_.atLeastOne.empty()) return;
        const Situations none;
        const PerfectSet set = perfectSetFor(item_, none, {}, today_, types_);
        ++walk_.openChoices;
        const Checklist checklist = checked(none, set.papers);
        if (checklist.complete || checklist.completeWithPromise)
            complain(none, base::Sentence("it is complete before a choice is made"));
    }

    static bool isCard(const Material& material) {
        return material.type == "id-card-front" || material.type == "id-card-back";
    }

    static bool isForm(const Material& material) { return material.type.ends_with("-form"); }

    /// Identity card and form alone say nothing of why somebody comes: where situations ask for more, one of them, or
    /// a situation without papers of its own, must be chosen.
    void demandMoreThanCardAndForm() {
        if (!item_.chooseOne.empty() || !item_.atLeastOne.empty()) return;
        bool situationsAskMore = false;
        for (const Material& material : item_.materials) {
            if (material.need != Need::Yes) continue;
            if (material.situation.empty() && !isCard(material) && !isForm(material)) return;
            const bool more = !material.situation.empty() && material.subject != Subject::Agent;
            situationsAskMore = situationsAskMore || more;
        }
        if (situationsAskMore)
            complain({},
                     base::Sentence(
                         "without any situation identity card and form alone are complete; add situations_choose_one "
                         "or situations_at_least_one (with a situation for the ordinary case)"));
    }

    static std::string toldIn(const Checklist& checklist) {
        return base::joined(base::split(checklist.notice.text(), '\n'), " / ");
    }

    void complain(const Situations& situations, const base::Sentence& sentence) {
        walk_.wrong.push_back(
            situations.empty() ? base::Sentence("{}: {}.", item_.code, sentence)
                               : base::Sentence("{} in {}: {}.", item_.code, base::joined(situations, ", "), sentence));
    }

    const Item& item_;
    base::Date today_;
    const documents::DocumentTypes& types_;
    const BundleRules& bundleRules_;
    Subjects subjects_;
    ItemWalk walk_;
};

}  // namespace

void ItemWalk::add(const ItemWalk& other) {
    choices += other.choices;
    perfectSets += other.perfectSets;
    lessOne += other.lessOne;
    openChoices += other.openChoices;
    wrong.insert(wrong.end(), other.wrong.begin(), other.wrong.end());
}

ItemWalk walkItem(const Item& item, base::Date today, const documents::DocumentTypes& types,
                  const BundleRules& bundleRules) {
    return Walker(item, today, types, bundleRules).walk();
}

}  // namespace daiban::cases
