#include "cases/checklist/Judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases/checklist/PaperDates.h"
#include "cases/checklist/Persons.h"
#include "cases/checklist/WhosePaper.h"

namespace daiban::cases {

namespace {

/// What outranks what when several things are wrong with a paper.
int gravityOf(RequirementState state) {
    switch (state) {
        case RequirementState::WrongSubject:
            return 4;
        case RequirementState::Expired:
            return 3;
        case RequirementState::TooOld:
            return 2;
        case RequirementState::Uncertain:
            return 1;
        default:
            return 0;
    }
}

void add(Judgement& judgement, RequirementState state, std::string note) {
    if (gravityOf(state) > gravityOf(judgement.state)) judgement.state = state;
    if (!note.empty()) judgement.notes.push_back(std::move(note));
}

RequirementState stateOf(Match match) {
    switch (match) {
        case Match::Agrees:
            return RequirementState::Satisfied;
        case Match::Unsure:
            return RequirementState::Uncertain;
        case Match::Differs:
            return RequirementState::WrongSubject;
    }
    return RequirementState::Uncertain;
}

/// A person who confirmed a paper has seen the name that the machine could not read; but not that it is another's.
Comparison afterConfirmation(Comparison comparison, const Paper& paper) {
    if (paper.confirmedByPerson && comparison.match == Match::Unsure) return {};
    return comparison;
}

/// Judges one paper for one material: what the machine says of each thing, then what a person decided of it.
class Judge {
  public:
    Judge(const Material& material, const Paper& paper, const CaseFacts& facts)
        : material_(material), paper_(paper), facts_(facts) {}

    Judgement judge() {
        judgeSubject();
        judgeDays();
        judgeBundle();
        judgeType();
        return std::move(judgement_);
    }

  private:
    /// What a person decided of it, noted where the machine says otherwise; null when nobody decided.
    const Overrule* rulingOn(Judged about, bool machineAccepts) {
        const Overrule* ruling = lastOf(paper_.overrules, about, material_);
        if (ruling != nullptr && (ruling->ruling == Ruling::Accepted) != machineAccepts)
            judgement_.overruled.push_back(*ruling);
        return ruling;
    }

    static std::string refusal(const Overrule& overrule) {
        return fmt::format("人工认定{}不符：{}", chineseNameOf(overrule.about), overrule.reason);
    }

    void judgeSubject() {
        Comparison whose = afterConfirmation(whosePaper(paper_, material_.subject, facts_), paper_);
        bool named = namingOf(paper_.document.classification.type, facts_.types) != Naming::Nobody;
        if (const Overrule* ruling = rulingOn(Judged::Subject, whose.match == Match::Agrees)) {
            named = ruling->ruling == Ruling::Accepted;
            whose = named ? Comparison{} : Comparison{Match::Differs, refusal(*ruling)};
        }
        add(judgement_, stateOf(whose.match), whose.note);
        judgement_.namesSubject = material_.subject != Subject::Anyone && whose.match == Match::Agrees && named;
    }

    void judgeDays() {
        const std::array days{judgeEnd(paper_, material_, facts_), judgeBeginning(paper_, facts_.today),
                              judgeAge(paper_, material_.maxAgeDays, facts_)};
        const bool good = std::ranges::all_of(
            days, [](const DatedJudgement& day) { return day.state == RequirementState::Satisfied; });
        if (const Overrule* ruling = rulingOn(Judged::Validity, good)) {
            if (ruling->ruling == Ruling::Refused) add(judgement_, RequirementState::Expired, refusal(*ruling));
            return;
        }
        for (const DatedJudgement& day : days) add(judgement_, day.state, day.note);
    }

    /// A paper that a person set apart from others is no bundle any more: nothing is left to judge.
    void judgeBundle() {
        judgement_.notes.insert(judgement_.notes.end(), paper_.notes.begin(), paper_.notes.end());
        const bool good = paper_.confirmedByPerson || paper_.doubts.empty();
        const Overrule* ruling = rulingOn(Judged::Bundle, good);
        if (good || ruling != nullptr) return;
        for (const std::string& doubt : paper_.doubts) add(judgement_, RequirementState::Uncertain, doubt);
    }

    void judgeType() {
        const bool good = typeIsSure(paper_) && isForByReading(paper_, material_);
        if (rulingOn(Judged::Type, good) != nullptr || typeIsSure(paper_)) return;
        // What is wrong with a paper that may be another paper is itself a guess.
        judgement_.state = RequirementState::Uncertain;
        judgement_.notes.insert(judgement_.notes.begin(), fmt::format("是否为{}把握不足，请人工确认", material_.name));
    }

    const Material& material_;
    const Paper& paper_;
    const CaseFacts& facts_;
    Judgement judgement_;
};

}  // namespace

std::string_view codeOf(RequirementState state) {
    switch (state) {
        case RequirementState::Satisfied:
            return "satisfied";
        case RequirementState::Uncertain:
            return "uncertain";
        case RequirementState::Missing:
            return "missing";
        case RequirementState::Expired:
            return "expired";
        case RequirementState::TooOld:
            return "too-old";
        case RequirementState::WrongSubject:
            return "wrong-subject";
        case RequirementState::TooFew:
            return "too-few";
        case RequirementState::Later:
            return "later";
    }
    return "uncertain";
}

bool isFor(const Paper& paper, const Material& material) {
    if (const Overrule* type = lastOf(paper.overrules, Judged::Type, material)) return type->ruling == Ruling::Accepted;
    const bool isAnother = std::ranges::any_of(paper.overrules, [](const Overrule& overrule) {
        return overrule.about == Judged::Type && overrule.ruling == Ruling::Accepted;
    });
    if (isAnother) return false;
    return isForByReading(paper, material);
}

bool isForByReading(const Paper& paper, const Material& material) {
    if (!paper.assignedTo.empty()) return paper.assignedTo == material.name || paper.assignedTo == titleOf(material);
    return !material.isOther() && paper.document.classification.type == material.type;
}

Judgement judge(const Material& material, const Paper& paper, const CaseFacts& facts) {
    return Judge(material, paper, facts).judge();
}

}  // namespace daiban::cases
