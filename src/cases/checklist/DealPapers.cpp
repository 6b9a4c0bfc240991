#include "cases/checklist/DealPapers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>

#include "base/Sentence.h"
#include "cases/checklist/Assignment.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

using Weight = std::int64_t;

// What a paper is worth on a row. Each step outweighs three thousand of the step below it, more than a case has papers:
// first as many rows as possible are satisfied, then as many as possible wait for a yes only, and so on.
constexpr Weight worthSatisfied = 10'000'000'000'000'000;
constexpr Weight worthUncertain = 1'000'000'000'000;
constexpr Weight worthFlawed = 100'000'000;  // expired or too old, but the right person's
constexpr Weight worthWrong = 10'000;        // somebody else's
constexpr Weight worthNearness = 1;          // beside another paper of the subject: which back belongs to which front

/// How many papers are counted: originals one by one; of what is photocopied here one is enough.
std::size_t papersNeeded(const Material& material) {
    return material.form == MaterialForm::Original ? static_cast<std::size_t>(material.copies) : 1;
}

/// Rows that must be there come before those that may follow, those before the rest.
Weight importanceOf(Need need) {
    return need == Need::Yes ? 3 : need == Need::Later ? 2 : 1;
}

Weight worthOf(RequirementState state) {
    switch (state) {
        case RequirementState::Satisfied:
            return worthSatisfied;
        case RequirementState::Uncertain:
            return worthUncertain;
        case RequirementState::Expired:
        case RequirementState::TooOld:
            return worthFlawed;
        default:
            return worthWrong;
    }
}

/// Rows that ask for the same paper of the same subject, each in its situation: one paper serves them all.
bool isSameDemand(const Material& one, const Material& two) {
    return one.type == two.type && one.subject == two.subject && (!one.isOther() || one.name == two.name);
}

/// One person or enterprise under two names of the form: the applicant who is the legal representative as well. Not the
/// agent: nobody is his own. Not somebody who is only taken for the other because no paper says who it is.
bool isSameParty(Subject one, Subject two, const KnownSubjects& subjects) {
    if (one == Subject::Agent || two == Subject::Agent) return false;
    const Party& a = subjects.of(one);
    const Party& b = subjects.of(two);
    if (!a.certain || !b.certain || a.presumed || b.presumed) return false;
    return !a.identity.idNumber.empty() && a.identity.idNumber == b.identity.idNumber;
}

/// Whether the paper goes back to the resident, so that it can be shown and photocopied a second time.
bool isHandedBack(const Material& material) {
    return material.form == MaterialForm::Copy || material.form == MaterialForm::OriginalSeenCopyKept;
}

/// Deals the papers out to the requirements.
class Dealer {
  public:
    Dealer(std::vector<Requirement>& requirements, const std::vector<Paper>& papers, const CaseFacts& facts,
           const Companions& companions)
        : requirements_(requirements),
          papers_(papers),
          facts_(facts),
          companions_(companions),
          paperUsed_(papers.size(), 0),
          given_(requirements.size()) {
        for (std::size_t row = 0; row < requirements.size(); ++row) {
            addToDemands(row);
            for (std::size_t paper = 0; paper < papers.size(); ++paper) {
                if (!isFor(papers[paper], requirements[row].material)) continue;
                Judgement judgement = judge(requirements[row].material, papers[paper], facts);
                companions.judge(requirements[row].material, paper, judgement);
                judgements_.emplace(Pair{row, paper}, std::move(judgement));
            }
        }
    }

    void deal() {
        std::set<std::string> named, nameless;
        for (const Requirement& requirement : requirements_) {
            const std::string& type = requirement.material.type;
            (namingOf(type, facts_.types) == Naming::Nobody ? nameless : named).insert(type);
        }
        // Papers that name somebody first: where they lie tells whose the nameless ones beside them are.
        for (const std::string& type : named) dealType(type);
        for (const std::string& type : nameless) dealType(type);
        for (std::size_t row = 0; row < requirements_.size(); ++row) settle(row);
        for (std::size_t row = 0; row < requirements_.size(); ++row) share(row);
        giveFurtherOnes();
    }

    [[nodiscard]] DealtPapers dealt() const {
        DealtPapers out{.ofRow = given_, .surplus = {}};
        for (std::size_t paper = 0; paper < papers_.size(); ++paper)
            if (paperUsed_[paper] == 0) out.surplus.push_back(paper);
        return out;
    }

  private:
    [[nodiscard]] std::set<std::size_t> papersOf(Subject subject) const {
        std::set<std::size_t> out;
        for (std::size_t row = 0; row < requirements_.size(); ++row)
            if (requirements_[row].material.subject == subject) out.insert(given_[row].begin(), given_[row].end());
        return out;
    }

    using Pair = std::pair<std::size_t, std::size_t>;  ///< row, paper
    using Demand = std::vector<std::size_t>;           ///< its rows

    [[nodiscard]] const std::string& typeOf(std::size_t paper) const {
        return papers_[paper].document.classification.type;
    }

    [[nodiscard]] bool isCandidate(std::size_t row, std::size_t paper) const {
        return judgements_.contains({row, paper});
    }

    [[nodiscard]] const Judgement& judgementOf(std::size_t row, std::size_t paper) const {
        return judgements_.at({row, paper});
    }

    [[nodiscard]] const Material& materialOf(const Demand& demand) const {
        return requirements_[demand.front()].material;
    }

    void addToDemands(std::size_t row) {
        for (Demand& demand : demands_)
            if (isSameDemand(materialOf(demand), requirements_[row].material)) return demand.push_back(row);
        demands_.push_back({row});
    }

    [[nodiscard]] std::size_t placesOf(const Demand& demand) const {
        std::size_t places = 1;
        for (const std::size_t row : demand) places = std::max(places, papersNeeded(requirements_[row].material));
        return places;
    }

    void dealType(const std::string& type) {
        std::vector<const Demand*> slots;  // the demand of each place a paper may take
        std::set<std::size_t> candidates;
        for (const Demand& demand : demands_) {
            if (materialOf(demand).type != type) continue;
            slots.insert(slots.end(), placesOf(demand), &demand);
            for (std::size_t paper = 0; paper < papers_.size(); ++paper)
                if (isCandidate(demand.front(), paper)) candidates.insert(paper);
        }
        if (candidates.empty()) return;

        const std::vector<std::size_t> columns(candidates.begin(), candidates.end());
        std::vector<std::vector<Weight>> weights(slots.size(), std::vector<Weight>(columns.size()));
        for (std::size_t slot = 0; slot < slots.size(); ++slot)
            for (std::size_t n = 0; n < columns.size(); ++n) weights[slot][n] = weightOf(*slots[slot], columns[n]);
        const auto assigned = bestAssignment(weights);
        for (std::size_t slot = 0; slot < slots.size(); ++slot)
            if (assigned[slot] >= 0) give(*slots[slot], columns[static_cast<std::size_t>(assigned[slot])]);
    }

    [[nodiscard]] Weight weightOf(const Demand& demand, std::size_t paper) const {
        Weight least = worthSatisfied * importanceOf(Need::Yes) + nearest * worthNearness;
        for (const std::size_t row : demand) least = std::min(least, weightOf(demand, row, paper));
        return least;
    }

    [[nodiscard]] Weight weightOf(const Demand& demand, std::size_t row, std::size_t paper) const {
        if (!isCandidate(row, paper)) return forbidden;
        const RequirementState state = judgementOf(row, paper).state;
        // The applicant's second card is no "wrong card of the spouse": the spouse's is missing.
        if (state == RequirementState::WrongSubject && belongsElsewhere(demand, paper)) return forbidden;
        return worthOf(state) * importanceOf(requirements_[row].material.need) + worthNearness * nearness(row, paper);
    }

    [[nodiscard]] bool belongsElsewhere(const Demand& demand, std::size_t paper) const {
        for (std::size_t other = 0; other < requirements_.size(); ++other) {
            if (std::ranges::find(demand, other) != demand.end() || !isCandidate(other, paper)) continue;
            if (judgementOf(other, paper).namesSubject) return true;
        }
        return false;
    }

    static constexpr Weight nearest = 4;

    /// How close a nameless paper lies to one that is already the subject's, 0 to `nearest`: its own front, on the same
    /// page, in the same file, beside it.
    [[nodiscard]] Weight nearness(std::size_t row, std::size_t paper) const {
        const PaperPlace& place = papers_[paper].place;
        Weight best = 0;
        for (const std::size_t other : papersOf(requirements_[row].material.subject)) {
            const PaperPlace& beside = papers_[other].place;
            const bool sameImage = beside.image == place.image;
            if (companions_.isFrontOf(other, paper)) best = nearest;
            if (sameImage && beside.page == place.page) best = std::max<Weight>(best, 3);
            if (sameImage) best = std::max<Weight>(best, 2);
            if (other + 1 == paper || paper + 1 == other) best = std::max<Weight>(best, 1);
        }
        return best;
    }

    void give(const Demand& demand, std::size_t paper) {
        paperUsed_[paper] = 1;
        for (const std::size_t row : demand) given_[row].insert(paper);
    }

    [[nodiscard]] std::size_t countGiven(std::size_t row, RequirementState state) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            given_[row], [&](std::size_t paper) { return judgementOf(row, paper).state == state; }));
    }

    /// The row's state from the papers it was given.
    void settle(std::size_t row) {
        Requirement& requirement = requirements_[row];
        requirement.by.clear();
        requirement.notes.clear();
        requirement.overruled.clear();
        const std::size_t good = countGiven(row, RequirementState::Satisfied);
        const std::size_t unsure = countGiven(row, RequirementState::Uncertain);
        describe(row);
        const std::size_t needed = neededOn(row, good + unsure);
        if (given_[row].empty()) return settleMissing(requirement);
        if (good >= needed)
            requirement.state = RequirementState::Satisfied;
        else if (good + unsure >= needed)
            requirement.state = RequirementState::Uncertain;
        else if (good + unsure > 0)
            settleTooFew(requirement, needed, good + unsure);
        else
            requirement.state = worstFlaw(row);
    }

    /// How many papers the row needs, unless a person decided otherwise: that these are enough, or that they are not.
    std::size_t neededOn(std::size_t row, std::size_t there) {
        Requirement& requirement = requirements_[row];
        const std::size_t needed = papersNeeded(requirement.material);
        for (const std::size_t paper : given_[row]) {
            const Overrule* count = lastOf(papers_[paper].overrules, Judged::Count, requirement.material);
            if (count == nullptr || there == 0) continue;
            const bool enough = count->ruling == Ruling::Accepted;
            if (enough != (there >= needed)) requirement.overruled.push_back({papers_[paper].place, *count});
            return enough ? std::min(needed, there) : std::max(needed, there + 1);
        }
        return needed;
    }

    /// Papers of which a person said that they are not this material are told where they would have counted.
    void addRefused(std::size_t row) {
        Requirement& requirement = requirements_[row];
        for (const Paper& paper : papers_) {
            const Overrule* type = lastOf(paper.overrules, Judged::Type, requirement.material);
            if (type == nullptr || type->ruling == Ruling::Accepted) continue;
            if (isForByReading(paper, requirement.material)) requirement.overruled.push_back({paper.place, *type});
        }
    }

    void describe(std::size_t row) {
        std::vector<base::Sentence>& notes = requirements_[row].notes;
        addRefused(row);
        for (const std::size_t paper : given_[row]) {
            companions_.addPlaces(paper, requirements_[row].by);
            for (const Overrule& overrule : judgementOf(row, paper).overruled)
                requirements_[row].overruled.push_back({papers_[paper].place, overrule});
            for (const base::Sentence& note : judgementOf(row, paper).notes)
                if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
        }
    }

    static void settleMissing(Requirement& requirement) {
        const Need need = requirement.material.need;
        if (requirement.material.isOther()) requirement.notes.emplace_back(base::Sentence("须由工作人员指认是哪一份"));
        requirement.state = need == Need::Later ? RequirementState::Later : RequirementState::Missing;
        if (need == Need::Later) requirement.notes.emplace_back(base::Sentence("可容缺后补，须签承诺书"));
        if (need == Need::No) requirement.notes.emplace_back(base::Sentence("非必要材料，可不提交"));
    }

    static void settleTooFew(Requirement& requirement, std::size_t needed, std::size_t there) {
        requirement.state = RequirementState::TooFew;
        requirement.notes.push_back(base::Sentence("需 {} 份，已交 {} 份", needed, there));
    }

    [[nodiscard]] RequirementState worstFlaw(std::size_t row) const {
        const auto least = std::ranges::min_element(
            given_[row], {}, [&](std::size_t paper) { return worthOf(judgementOf(row, paper).state); });
        return judgementOf(row, *least).state;
    }

    /// The card of an applicant who is the legal representative as well is shown and photocopied for both rows.
    void share(std::size_t row) {
        const Material& material = requirements_[row].material;
        if (requirements_[row].state == RequirementState::Satisfied || !isHandedBack(material)) return;
        for (std::size_t other = 0; other < requirements_.size(); ++other) {
            const Requirement& from = requirements_[other];
            if (other == row || from.state != RequirementState::Satisfied || !isHandedBack(from.material)) continue;
            if (from.material.type != material.type || from.material.subject == material.subject) continue;
            if (!isSameParty(from.material.subject, material.subject, facts_.subjects)) continue;
            const std::size_t paper = *given_[other].begin();
            if (!isCandidate(row, paper) || judgementOf(row, paper).state != RequirementState::Satisfied) continue;
            for (const std::size_t wrong : given_[row]) paperUsed_[wrong] = 0;
            given_[row] = {paper};
            return settle(row);
        }
    }

    /// A third invoice of the applicant is no surplus: it belongs with the others. So does what a person put there.
    void giveFurtherOnes() {
        for (std::size_t paper = 0; paper < papers_.size(); ++paper) {
            for (std::size_t row = 0; row < requirements_.size() && paperUsed_[paper] == 0; ++row) {
                if (!isCandidate(row, paper) || requirements_[row].state != RequirementState::Satisfied) continue;
                const Judgement& judgement = judgementOf(row, paper);
                if (judgement.state != RequirementState::Satisfied) continue;
                if (!judgement.namesSubject && papers_[paper].assignedTo.empty()) continue;
                paperUsed_[paper] = 1;
                given_[row].insert(paper);
                companions_.addPlaces(paper, requirements_[row].by);
            }
        }
    }

    std::vector<Requirement>& requirements_;
    const std::vector<Paper>& papers_;
    const CaseFacts& facts_;
    const Companions& companions_;
    std::vector<Demand> demands_;  ///< in the order of their first rows
    std::map<Pair, Judgement> judgements_;
    std::vector<char> paperUsed_;
    std::vector<std::set<std::size_t>> given_;  ///< papers of each row
};

}  // namespace

std::set<std::size_t> DealtPapers::of(Subject subject, const std::vector<Requirement>& rows) const {
    std::set<std::size_t> out;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows[row].material.subject == subject) out.insert(ofRow[row].begin(), ofRow[row].end());
    return out;
}

DealtPapers dealPapers(std::vector<Requirement>& rows, const std::vector<Paper>& papers, const CaseFacts& facts,
                       const Companions& companions) {
    Dealer dealer(rows, papers, facts, companions);
    dealer.deal();
    return dealer.dealt();
}

}  // namespace daiban::cases
