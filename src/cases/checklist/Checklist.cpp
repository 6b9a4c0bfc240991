#include "cases/checklist/Checklist.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/bundles/PaperUnit.h"
#include "cases/checklist/Assignment.h"
#include "cases/checklist/Companions.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/checklist/Notice.h"

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

void demandKnownSituations(const Item& item, const std::vector<std::string>& situations) {
    for (const std::string& code : situations) {
        if (item.findSituation(code) != nullptr) continue;
        std::vector<std::string> known;
        for (const Situation& situation : item.situations)
            known.push_back(situation.code + " (" + situation.name + ")");
        throw base::Error(base::ErrorKind::BadArguments,
                          known.empty() ? fmt::format("Item {} has no situations; leave out '{}'.", item.code, code)
                                        : fmt::format("Item {} has no situation '{}'; choose from: {}.", item.code,
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
                          fmt::format("Of the situations {} of item {} only one can be; choose one of them.",
                                      base::joined(chosen, ", "), item.code));
    return chosen.empty() ? all : std::vector<Situation>{};
}

std::vector<Requirement> requirementsOf(const Item& item, const std::vector<std::string>& situations) {
    std::vector<Requirement> out;
    for (const Material& material : item.materials)
        if (material.situation.empty() || std::ranges::find(situations, material.situation) != situations.end())
            out.push_back({.material = material, .by = {}, .notes = {}});
    return out;
}

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
            (namingOf(type) == Naming::Nobody ? nameless : named).insert(type);
        }
        // Papers that name somebody first: where they lie tells whose the nameless ones beside them are.
        for (const std::string& type : named) dealType(type);
        for (const std::string& type : nameless) dealType(type);
        for (std::size_t row = 0; row < requirements_.size(); ++row) settle(row);
        for (std::size_t row = 0; row < requirements_.size(); ++row) share(row);
        giveFurtherOnes();
    }

    /// Papers (by number) that no row took.
    [[nodiscard]] std::vector<std::size_t> surplus() const {
        std::vector<std::size_t> out;
        for (std::size_t paper = 0; paper < papers_.size(); ++paper)
            if (paperUsed_[paper] == 0) out.push_back(paper);
        return out;
    }

    /// Papers (by number) that lie on the rows of a subject.
    [[nodiscard]] std::set<std::size_t> papersOf(Subject subject) const {
        std::set<std::size_t> out;
        for (std::size_t row = 0; row < requirements_.size(); ++row)
            if (requirements_[row].material.subject == subject) out.insert(given_[row].begin(), given_[row].end());
        return out;
    }

  private:
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
        const std::size_t needed = papersNeeded(requirement.material);
        const std::size_t good = countGiven(row, RequirementState::Satisfied);
        const std::size_t unsure = countGiven(row, RequirementState::Uncertain);
        describe(row);
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

    void describe(std::size_t row) {
        std::vector<std::string>& notes = requirements_[row].notes;
        for (const std::size_t paper : given_[row]) {
            companions_.addPlaces(paper, requirements_[row].by);
            for (const std::string& note : judgementOf(row, paper).notes)
                if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
        }
    }

    static void settleMissing(Requirement& requirement) {
        const Need need = requirement.material.need;
        if (requirement.material.isOther()) requirement.notes.emplace_back("须由工作人员指认是哪一份");
        requirement.state = need == Need::Later ? RequirementState::Later : RequirementState::Missing;
        if (need == Need::Later) requirement.notes.emplace_back("可容缺后补，须签承诺书");
        if (need == Need::No) requirement.notes.emplace_back("非必要材料，可不提交");
    }

    static void settleTooFew(Requirement& requirement, std::size_t needed, std::size_t there) {
        requirement.state = RequirementState::TooFew;
        requirement.notes.push_back(fmt::format("需 {} 份，已交 {} 份", needed, there));
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

// ---- Conflicts
// -------------------------------------------------------------------------------------------------------

/// Gathers what papers of one subject say and keeps what differs.
class Conflicts {
  public:
    void add(Subject subject, const std::string& field, const PaperPlace& place, const ComparedValue& reading) {
        if (reading.sure && !reading.value.empty()) said_[{subject, field}].emplace_back(place, reading.value);
    }

    [[nodiscard]] std::vector<Conflict> found() const {
        std::vector<Conflict> out;
        for (const auto& [about, values] : said_) {
            const bool same =
                std::ranges::all_of(values, [&](const auto& value) { return value.second == values.front().second; });
            if (!same) out.push_back({about.second, about.first, values});
        }
        return out;
    }

  private:
    std::map<std::pair<Subject, std::string>, std::vector<std::pair<PaperPlace, std::string>>> said_;
};

/// Of the persons on a paper the one who is, or is meant to be, the subject.
const Person* nearestTo(const Party& party, const std::vector<Person>& persons) {
    if (persons.size() == 1) return &persons.front();
    const auto shares = [&](const Person& person) {
        const bool number = !party.identity.idNumber.empty() && person.number.value == party.identity.idNumber;
        return number || (!party.identity.name.empty() && person.name.value == party.identity.name);
    };
    const auto found = std::ranges::find_if(persons, shares);
    return found == persons.end() ? nullptr : &*found;
}

std::vector<Conflict> conflictsAmong(const Dealer& dealer, const std::vector<Paper>& papers,
                                     const KnownSubjects& subjects, base::Date today) {
    Conflicts conflicts;
    const auto addPerson = [&](Subject subject, std::size_t paper) {
        // Whose name is on the cover of the register says nothing about the subject.
        if (papers[paper].document.classification.type == "household-register-cover" || !typeIsSure(papers[paper]))
            return;
        const auto persons = personsOn(papers[paper], subject, today);
        const Person* person = nearestTo(subjects.of(subject), persons);
        if (person == nullptr) return;
        conflicts.add(subject, "name", papers[paper].place, person->name);
        conflicts.add(subject, "id_number", papers[paper].place, person->number);
    };
    for (const Subject subject :
         {Subject::Applicant, Subject::Spouse, Subject::Child, Subject::Agent, Subject::LegalRepresentative}) {
        for (const std::size_t paper : dealer.papersOf(subject)) addPerson(subject, paper);
        if (subject == Subject::Applicant || subject == Subject::Spouse)
            for (const std::size_t paper : dealer.papersOf(Subject::Couple)) addPerson(subject, paper);
    }
    for (const Subject subject : {Subject::Anyone, Subject::Enterprise})
        for (const std::size_t paper : dealer.papersOf(subject)) {
            if (!typeIsSure(papers[paper]) || !namesEnterprise(papers[paper].document.classification.type)) continue;
            conflicts.add(Subject::Enterprise, "enterprise_name", papers[paper].place,
                          readName(papers[paper], "enterprise_name"));
            conflicts.add(Subject::Enterprise, "credit_code", papers[paper].place,
                          readCreditCode(papers[paper], "credit_code"));
        }
    return conflicts.found();
}

// ---- Completeness
// ----------------------------------------------------------------------------------------------------

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
        requirement.notes.push_back(fmt::format("任选其一，已有{}", other->second));
    }
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
    const bool nowThere = checklist.toChoose.empty() && settledAll(Need::Yes);
    checklist.complete = nowThere && settledAll(Need::Later);
    checklist.completeWithPromise = nowThere && !checklist.complete;
}

}  // namespace

std::vector<std::size_t> differingPlaces(const std::vector<std::string>& values) {
    std::vector<std::u32string> texts;
    for (const std::string& value : values) texts.push_back(base::toCodePoints(value));
    std::vector<std::size_t> places;
    if (texts.empty()) return places;
    for (const auto& text : texts)
        if (text.size() != texts.front().size()) return {};
    for (std::size_t at = 0; at < texts.front().size(); ++at)
        if (!std::ranges::all_of(texts, [&](const auto& text) { return text[at] == texts.front()[at]; }))
            places.push_back(at + 1);
    return places;
}

std::vector<std::string> markedValues(const Conflict& conflict) {
    std::vector<std::u32string> texts;
    for (const auto& [place, value] : conflict.values) texts.push_back(base::toCodePoints(value));
    // What all begin and end with is left as it is; of what lies between, the characters that differ, or all of it
    // where one value is longer than another.
    const std::size_t shortest = std::ranges::min(texts, {}, &std::u32string::size).size();
    const auto allHave = [&](auto characterOf) {
        return std::ranges::all_of(texts, [&](const auto& text) { return characterOf(text) == characterOf(texts[0]); });
    };
    std::size_t head = 0;
    while (head < shortest && allHave([&](const auto& text) { return text[head]; })) ++head;
    std::size_t tail = 0;
    while (tail < shortest - head && allHave([&](const auto& text) { return text[text.size() - 1 - tail]; })) ++tail;
    const bool sameLength = std::ranges::all_of(texts, [&](const auto& text) { return text.size() == shortest; });
    std::vector<std::string> marked;
    for (const auto& text : texts) {
        std::string out;
        bool inside = false;
        for (std::size_t at = 0; at < text.size(); ++at) {
            bool differs = at >= head && at < text.size() - tail;
            if (differs && sameLength) differs = !allHave([&](const auto& other) { return other[at]; });
            if (differs != inside) out += differs ? "【" : "】";
            inside = differs;
            out += base::toUtf8(text[at]);
        }
        marked.push_back(inside ? out + "】" : out);
    }
    return marked;
}

Checklist check(const Item& item, const std::vector<std::string>& situations, const std::vector<Paper>& papers,
                const Subjects& subjects, base::Date today, const documents::DocumentTypes& types,
                const BundleRules& bundleRules) {
    demandKnownSituations(item, situations);
    Checklist checklist;
    checklist.item = item.code;
    checklist.version = item.version;
    checklist.situations = situations;
    checklist.toChoose = situationsToChoose(item, situations);
    checklist.requirements = requirementsOf(item, situations);

    const auto bundles = bundlesOf(papers, types, bundleRules, today);
    const auto units = unitsOf(papers, bundles, types, today);
    std::vector<Paper> whole;
    for (const PaperUnit& unit : units) whole.push_back(unit.paper);
    const auto known = KnownSubjects::identify(whole, subjects, today);
    const Companions companions(papers, units, bundles, known, today);
    const bool asksForApplicant = std::ranges::any_of(checklist.requirements, [](const Requirement& requirement) {
        return requirement.material.subject == Subject::Applicant;
    });
    const CaseFacts facts{known, types, today, asksForApplicant};
    Dealer dealer(checklist.requirements, whole, facts, companions);
    dealer.deal();
    waiveAlternatives(checklist.requirements);
    judgeCompleteness(checklist);
    for (const std::size_t unit : dealer.surplus()) companions.addSurplus(unit, checklist.surplus);
    checklist.conflicts = conflictsAmong(dealer, whole, known, today);
    checklist.bundles = companions.bundled();
    checklist.papers = companions.papersAbout();
    checklist.notice = noticeOf(checklist);
    return checklist;
}

}  // namespace daiban::cases
