#include "cases/checklist/Judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/Mandate.h"
#include "cases/checklist/NamesItem.h"
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

void add(Judgement& judgement, RequirementState state, base::Sentence note) {
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
        judgeMandate();
        judgeWords();
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

    static base::Sentence refusal(const Overrule& overrule) {
        return base::Sentence("人工认定{}不符：{}", base::word(chineseNameOf(overrule.about)), overrule.reason);
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
        for (const base::Sentence& doubt : paper_.doubts) add(judgement_, RequirementState::Uncertain, doubt);
    }

    /// Whom it names is judged with the subject; here what for, signed and in time. A person's yes is a yes to that
    /// too.
    void judgeMandate() {
        const std::string& type = paper_.document.classification.type;
        if (!isMandate(type) || material_.type != type || paper_.lines == nullptr || paper_.lines->empty()) return;
        const auto faults = faultsOfText(mandateTextOf(*paper_.lines), facts_.item, facts_.today);
        const bool accepted = lastOf(paper_.overrules, Judged::Validity, material_) != nullptr;
        if (accepted || paper_.confirmedByPerson) return;
        for (const base::Sentence& fault : faults)
            add(judgement_, RequirementState::Uncertain, base::Sentence("{}，请人工确认", fault));
    }

    [[nodiscard]] std::string words() const {
        std::string all;
        if (paper_.lines != nullptr)
            for (const std::string& line : *paper_.lines) all += base::squeezed(line);
        return all;
    }

    /// Papers whose type says too little: the window's form for every item must be filled in for this one, and a deed
    /// or a judgment, which has no field for whom it concerns, must name the subject.
    void judgeWords() {
        const std::string& type = paper_.document.classification.type;
        if (material_.type != type || paper_.confirmedByPerson || !paper_.assignedTo.empty()) return;
        const std::string said = words();
        if (said.empty()) return;
        if (type == "application-form" && facts_.item != nullptr && !namesItem(said, *facts_.item) &&
            !speaksOfName(said, material_.name))
            ask(Judged::Type, base::Sentence("没有看到是“{}”的申请表，请人工确认", facts_.item->name));
        const auto* model = facts_.types.find(type);
        const bool isLetter = model != nullptr && model->look == documents::Look::Text && model->sizes.empty();
        const Party& party = facts_.subjects.of(material_.subject);
        if (!isLetter || namingOf(type, facts_.types) != Naming::Nobody || !party.known()) return;
        const auto& [name, number] = party.identity;
        const bool names = (!name.empty() && said.find(base::squeezed(name)) != std::string::npos) ||
                           (!number.empty() && said.find(number) != std::string::npos);
        if (!names)
            ask(Judged::Subject,
                base::Sentence("没有看到{}的姓名，请人工确认", base::word(chineseNameOf(material_.subject))));
    }

    /// A question, unless a person decided it.
    void ask(Judged about, base::Sentence question) {
        if (lastOf(paper_.overrules, about, material_) == nullptr)
            add(judgement_, RequirementState::Uncertain, std::move(question));
    }

    void judgeType() {
        const bool good = typeIsSure(paper_) && isForByReading(paper_, material_);
        if (rulingOn(Judged::Type, good) != nullptr || typeIsSure(paper_)) return;
        // What is wrong with a paper that may be another paper is itself a guess.
        judgement_.state = RequirementState::Uncertain;
        judgement_.notes.insert(judgement_.notes.begin(),
                                base::Sentence("是否为{}把握不足，请人工确认", material_.name));
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
