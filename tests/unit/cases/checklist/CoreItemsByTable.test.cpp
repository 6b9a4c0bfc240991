// Every core item in every choice of situations with every choice of alternatives: complete with right papers, and with
// each single paper taken out, replaced by another person's, run out, too old, doubled. What must come out, row by row
// and line by line of the notice, is worked out here from CoreItemTable.h, by the rules as they are laid down, without
// asking the code under test.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/Text.h"
#include "cases/checklist/Checklist.h"
#include "cases/items/Items.h"
#include "unit/cases/CoreItemTable.h"
#include "unit/cases/MadePages.h"

namespace daiban::cases {

namespace {

using core::CoreItem;
using core::Row;
using made::People;
using made::today;

const Items& items() {
    static const Items all = Items::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "items");
    return all;
}

// ---- What is laid down ---------------------------------------------------------------------------------------------

enum class Flaw {
    None,
    AnothersPaper,  ///< another person's
    Expired,        ///< its last day was yesterday
    LastDay,        ///< its last day is today: no flaw
    TooOld,         ///< by one day
    JustInTime,     ///< as old as it may be: no flaw
};

/// A paper that was handed in for a row.
struct HandedIn {
    std::size_t row;
    Flaw flaw = Flaw::None;
};

/// Types on which no name stands: whose they are nobody can see.
const std::set<std::string_view> nameless{"id-card-back", "bank-card", "portrait-photo"};

struct LastDay {
    std::string field;
    std::string word;  ///< as the notice calls it
};

/// Types with a last day.
const std::map<std::string_view, LastDay> lastDays{
    {"id-card-back", {"valid_until", "有效期至"}},       {"disability-certificate", {"valid_until", "有效期至"}},
    {"health-certificate", {"valid_until", "有效期至"}}, {"name-approval-notice", {"valid_until", "有效期至"}},
    {"lease-contract", {"end_date", "终止日期"}},        {"labor-contract", {"end_date", "终止日期"}}};
/// Types with an enterprise's name.
const std::set<std::string_view> ofEnterprises{"business-license", "company-registration-form", "name-approval-notice",
                                               "articles-of-association", "shareholder-resolution"};
const std::map<std::string_view, std::string> chineseSubjects{{"", ""},
                                                              {"applicant", "申请人"},
                                                              {"spouse", "配偶"},
                                                              {"child", "子女"},
                                                              {"couple", "夫妻双方"},
                                                              {"legal-representative", "法定代表人"},
                                                              {"agent", "代理人"},
                                                              {"enterprise", "企业"}};

/// It can be seen that a paper is another's: there is somebody whose it must be, and a name stands on it.
bool showsWhose(const Row& row) {
    return !row.subject.empty() && !nameless.contains(row.type);
}

std::size_t neededFor(const Row& row) {
    return row.form == "收原件" ? static_cast<std::size_t>(row.copies) : 1;
}

using Situations = std::vector<std::string>;

/// A line of the notice: how it begins and, behind what was compared, how it ends; "" means that it ends there.
struct Line {
    std::string begins;
    std::string ends;

    [[nodiscard]] bool is(const std::string& line) const {
        if (ends.empty()) return line == begins;
        return line.size() > begins.size() + ends.size() && line.starts_with(begins) && line.ends_with(ends) &&
               line.find("不一致", begins.size()) != std::string::npos;
    }
};

/// What must come out.
struct Answer {
    std::map<std::size_t, std::string> states;  ///< of the rows that count
    std::set<std::string_view> settled;         ///< one_of words of which one row is satisfied
    bool complete = false;
    bool withPromise = false;
    std::vector<Line> notice;
};

bool counts(const Row& row, const Situations& situations) {
    return row.situation == "*" || std::ranges::find(situations, row.situation) != situations.end();
}

bool isFlawIn(const Row& row, Flaw flaw) {
    if (flaw == Flaw::AnothersPaper) return showsWhose(row);
    return flaw == Flaw::Expired || flaw == Flaw::TooOld;
}

std::size_t goodFor(const Row& row, std::size_t number, const std::vector<HandedIn>& papers) {
    return static_cast<std::size_t>(std::ranges::count_if(
        papers, [&](const HandedIn& paper) { return paper.row == number && !isFlawIn(row, paper.flaw); }));
}

/// A good back of a card is whose the front on its sheet is: of nobody without one, another's beside another's.
std::string stateOfBack(const CoreItem& item, const Row& row, const std::vector<HandedIn>& papers) {
    bool there = false;
    for (const HandedIn& paper : papers) {
        const Row& front = item.rows[paper.row];
        if (front.type != "id-card-front" || front.subject != row.subject) continue;
        if (paper.flaw == Flaw::None) return "satisfied";
        there = true;
    }
    return there ? "wrong-subject" : "uncertain";
}

std::string stateOf(const CoreItem& item, const Row& row, std::size_t number, const std::vector<HandedIn>& papers) {
    const std::size_t good = goodFor(row, number, papers);
    if (good > 0 && row.type == "id-card-back") return stateOfBack(item, row, papers);
    if (good >= neededFor(row)) return "satisfied";
    if (good > 0) return "too-few";
    for (const HandedIn& paper : papers) {
        if (paper.row != number) continue;
        if (paper.flaw == Flaw::AnothersPaper) return "wrong-subject";
        return paper.flaw == Flaw::Expired ? "expired" : "too-old";
    }
    return row.required == "later" ? "later" : "missing";
}

// ---- The notice that is laid down ----------------------------------------------------------------------------------

/// What the materials are called stands in the models alone.
const Material& modelOf(const CoreItem& item, const Row& row) {
    for (const Material& material : items().at(item.code).materials)
        if (material.type == row.type && codeOf(material.subject) == row.subject &&
            (material.situation.empty() ? "*" : material.situation) == row.situation)
            return material;
    throw std::runtime_error("no such material: " + std::string(row.type));
}

std::string titleOfRow(const CoreItem& item, const Row& row) {
    const std::string& whose = chineseSubjects.at(row.subject);
    return modelOf(item, row).name + (whose.empty() ? "" : "〔" + whose + "〕");
}

/// How it is to be handed in.
std::string demandOf(const CoreItem& item, const Row& row) {
    const std::string copies = std::to_string(row.copies) + " 份";
    std::string text = row.form == "收原件"     ? "交原件 " + copies
                       : row.form == "收复印件" ? "交复印件 " + copies
                                                : "带原件核验，留复印件 " + copies;
    if (row.maxAgeDays > 0) text += "，须为 " + std::to_string(row.maxAgeDays) + " 天内开具";
    const std::string& note = modelOf(item, row).note;
    return note.empty() ? text : text + "；" + note;
}

std::string whatIsWrong(const Row& row, const std::string& state, std::size_t good) {
    const std::string days = std::to_string(row.maxAgeDays) + " 天";
    if (state == "too-few") return "需 " + std::to_string(neededFor(row)) + " 份，已交 " + std::to_string(good) + " 份";
    if (state == "expired")
        return lastDays.at(row.type).word + " " + base::isoDate(made::daysFrom(today, -1)) + "，已过期";
    return "开具日期 " + base::isoDate(made::daysFrom(today, -row.maxAgeDays - 1)) + "，超过 " + days;
}

std::string howToMend(const CoreItem& item, const Row& row, const std::string& state) {
    const std::string& name = modelOf(item, row).name;
    if (state == "too-few") return "请补足 " + std::to_string(row.copies) + " 份。";
    if (state == "expired") return "请换发后提交有效期内的" + name + "。";
    if (state == "too-old") return "请重新开具，须为 " + std::to_string(row.maxAgeDays) + " 天内。";
    return "请提交" + chineseSubjects.at(row.subject) + "的" + name + "。";
}

class ExpectedNotice {
  public:
    ExpectedNotice(const CoreItem& item, const Answer& answer, const std::vector<HandedIn>& papers)
        : item_(item), answer_(answer), papers_(papers) {}

    std::vector<Line> lines() {
        for (const auto& [n, state] : answer_.states) add(n, state);
        std::vector<Line> out{{opening(), ""}};
        for (const auto& [chapter, heading] : chapters) {
            const auto found = entries_.find(chapter);
            if (found == entries_.end()) continue;
            out.push_back({std::string(heading) + "：", ""});
            for (std::size_t n = 0; n < found->second.size(); ++n)
                out.push_back({std::to_string(n + 1) + ". " + found->second[n].begins, found->second[n].ends});
        }
        return out;
    }

  private:
    static constexpr std::array chapters{std::pair{1, "尚缺"}, std::pair{2, "需更正"}, std::pair{5, "需窗口人员核对"},
                                         std::pair{3, "可容缺后补（签承诺书后可先受理）"},
                                         std::pair{4, "非必要材料，已交但不能采用"}};

    void add(std::size_t n, const std::string& state) {
        const Row& row = item_.rows[n];
        if (state == "satisfied" || answer_.settled.contains(row.oneOf)) return;
        if (row.required == "no" && state == "missing") return;
        if (!row.oneOf.empty()) return addAlternatives(row);
        entries_[chapterOf(row, state)].push_back(lineOf(n, state));
    }

    [[nodiscard]] Line lineOf(std::size_t n, const std::string& state) const {
        const Row& row = item_.rows[n];
        const std::string title = titleOfRow(item_, row) + "：";
        if (state == "missing" || state == "later") return {title + demandOf(item_, row) + "。", ""};
        const std::string mend = "。" + howToMend(item_, row, state);
        if (state == "uncertain")
            return {title + "国徽面上没有姓名，没有与之成对的人像面，看不出是谁的，请人工确认。", ""};
        if (state == "wrong-subject" && row.type == "id-card-back")
            return {title + "与他人的人像面是同一张身份证" + mend, ""};
        if (state == "wrong-subject") return {title, mend};
        return {title + whatIsWrong(row, state, goodFor(row, n, papers_)) + mend, ""};
    }

    /// One entry for all of one word; told once.
    void addAlternatives(const Row& row) {
        if (!told_.insert(row.oneOf).second) return;
        Line line{"以下任选其一：", ""};
        std::string remarks;
        int chapter = 1, choice = 0;
        bool anothers = false;
        for (const auto& [n, state] : answer_.states) {
            const Row& other = item_.rows[n];
            if (other.oneOf != row.oneOf) continue;
            line.begins += (choice == 0 ? "（" : "；（") + std::to_string(choice + 1) + "）";
            line.begins += titleOfRow(item_, other) + "，" + demandOf(item_, other);
            ++choice;
            if (state == "missing") continue;
            chapter = 2;
            anothers = state == "wrong-subject";
            remarks += "。已交的" + modelOf(item_, other).name + "：";
            if (!anothers) remarks += whatIsWrong(other, state, 0);
        }
        line.begins += remarks;
        line.ends = anothers ? "。" : "";
        if (!anothers) line.begins += "。";
        entries_[chapter].push_back(line);
    }

    static int chapterOf(const Row& row, const std::string& state) {
        if (row.required == "later") return 3;
        if (row.required == "no") return 4;
        if (state == "uncertain") return 5;
        return state == "missing" ? 1 : 2;
    }

    [[nodiscard]] std::string opening() const {
        if (answer_.complete) return entries_.empty() ? "材料齐全，可以受理。" : "必要材料齐全，可以受理。";
        if (answer_.withPromise) return "一次性告知：必要材料齐全，签承诺书后可容缺受理。";
        std::string counted;
        for (const auto& [chapter, words] : {std::pair{1, "尚缺 "}, {2, "需更正 "}, {5, "需窗口人员核对 "}})
            if (const auto found = entries_.find(chapter); found != entries_.end())
                counted +=
                    std::string(counted.empty() ? "" : "，") + words + std::to_string(found->second.size()) + " 项";
        return "一次性告知：" + counted + "，请一次补齐。";
    }

    const CoreItem& item_;
    const Answer& answer_;
    const std::vector<HandedIn>& papers_;
    std::map<int, std::vector<Line>> entries_;  ///< of each chapter
    std::set<std::string_view> told_;
};

Answer answerFor(const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& papers) {
    Answer answer;
    for (std::size_t n = 0; n < item.rows.size(); ++n) {
        if (!counts(item.rows[n], situations)) continue;
        answer.states[n] = stateOf(item, item.rows[n], n, papers);
        if (!item.rows[n].oneOf.empty() && answer.states[n] == "satisfied") answer.settled.insert(item.rows[n].oneOf);
    }
    bool allNow = true, allLater = true;
    for (const auto& [n, state] : answer.states) {
        const Row& row = item.rows[n];
        const bool settled = state == "satisfied" || answer.settled.contains(row.oneOf);
        if (row.required == "yes") allNow = allNow && settled;
        if (row.required == "later") allLater = allLater && settled;
    }
    answer.complete = allNow && allLater;
    answer.withPromise = allNow && !allLater;
    answer.notice = ExpectedNotice(item, answer, papers).lines();
    return answer;
}

// ---- Sets of papers ------------------------------------------------------------------------------------------------

Material materialOf(const Row& row) {
    Material material;
    material.type = row.type;
    material.subject = subjectOf(row.subject).value();
    return material;
}

/// Where nobody is the applicant, the legal representative gives the agent his power.
People peopleOf(const CoreItem& item) {
    People people;
    if (std::ranges::none_of(item.rows, [](const Row& row) { return row.subject == "applicant"; }))
        people.applicant = people.legalRepresentative;
    return people;
}

Paper paperFor(const CoreItem& item, const HandedIn& handedIn, int document) {
    const Row& row = item.rows[handedIn.row];
    const Material material = materialOf(row);
    Paper paper = made::rightPaper(material, peopleOf(item), document);
    auto& fields = paper.document.fields;
    if (handedIn.flaw == Flaw::AnothersPaper)
        fields = made::fieldsOf(material.type, material.subject, made::strangers());
    if (handedIn.flaw == Flaw::Expired) fields[lastDays.at(row.type).field] = made::date(made::daysFrom(today, -1));
    if (handedIn.flaw == Flaw::LastDay) fields[lastDays.at(row.type).field] = made::date(today);
    if (handedIn.flaw == Flaw::TooOld) fields["issue_date"] = made::date(made::daysFrom(today, -row.maxAgeDays - 1));
    if (handedIn.flaw == Flaw::JustInTime) fields["issue_date"] = made::date(made::daysFrom(today, -row.maxAgeDays));
    return paper;
}

/// A side of a card beside the right one lies on a sheet of its own, as a card that was put in by mistake does.
bool isBesideTheRightOne(const CoreItem& item, const std::vector<HandedIn>& handedIn, std::size_t n) {
    if (!item.rows[handedIn[n].row].type.starts_with("id-card")) return false;
    for (std::size_t other = 0; other < handedIn.size(); ++other) {
        if (other == n || handedIn[other].row != handedIn[n].row || handedIn[other].flaw != Flaw::None) continue;
        if (handedIn[n].flaw != Flaw::None || other < n) return true;
    }
    return false;
}

std::vector<Paper> papersFor(const CoreItem& item, const std::vector<HandedIn>& handedIn) {
    std::vector<Paper> papers;
    for (std::size_t n = 0; n < handedIn.size(); ++n) {
        papers.push_back(paperFor(item, handedIn[n], static_cast<int>(n)));
        if (isBesideTheRightOne(item, handedIn, n)) papers.back().place.image = "beside.jpg";
    }
    return papers;
}

/// Every choice of situations: none, each alone, any together.
std::vector<Situations> situationSetsOf(const CoreItem& item) {
    std::set<std::string> codes;
    for (const Row& row : item.rows)
        if (row.situation != "*") codes.emplace(row.situation);
    std::vector<Situations> sets{{}};
    for (const std::string& code : codes)
        for (std::size_t n = sets.size(); n-- > 0;) {
            sets.push_back(sets[n]);
            sets.back().push_back(code);
        }
    return sets;
}

/// Right papers, with every choice among the alternatives of every word.
std::vector<std::vector<HandedIn>> rightSets(const CoreItem& item, const Situations& situations) {
    std::map<std::string_view, std::vector<std::size_t>> groups;
    std::vector<HandedIn> always;
    for (std::size_t n = 0; n < item.rows.size(); ++n) {
        const Row& row = item.rows[n];
        if (!counts(row, situations)) continue;
        if (!row.oneOf.empty())
            groups[row.oneOf].push_back(n);
        else
            always.insert(always.end(), neededFor(row), {n});
    }
    std::vector<std::vector<HandedIn>> sets{always};
    for (const auto& [word, rows] : groups) {
        std::vector<std::vector<HandedIn>> more;
        for (const auto& set : sets)
            for (const std::size_t n : rows) {
                more.push_back(set);
                more.back().insert(more.back().end(), neededFor(item.rows[n]), {n});
            }
        sets = std::move(more);
    }
    return sets;
}

std::string describe(const CoreItem& item, const Situations& situations, const std::string& what) {
    std::string text(item.code);
    for (const std::string& situation : situations) text += " " + situation;
    return text + ": " + what;
}

Checklist checked(const CoreItem& item, const Situations& situations, const std::vector<Paper>& papers,
                  const Subjects& subjects) {
    return check(items().at(item.code), situations, papers, subjects, today, made::types(), made::bundleRules());
}

Checklist checked(const CoreItem& item, const Situations& situations, const std::vector<Paper>& papers) {
    return checked(item, situations, papers, peopleOf(item).named());
}

// ---- Holding one against the other ---------------------------------------------------------------------------------

void expectNotice(const std::string& notice, const std::vector<Line>& expected) {
    const auto lines = base::split(notice, '\n');
    ASSERT_EQ(lines.size(), expected.size()) << notice;
    for (std::size_t n = 0; n < lines.size(); ++n)
        EXPECT_TRUE(expected[n].is(lines[n])) << lines[n] << "\nis not\n" << expected[n].begins << expected[n].ends;
}

/// Each paper lies on a row it was handed in for, or is surplus: never both, never neither.
void expectEveryPaperOnce(const CoreItem& item, const Checklist& checklist, const Answer& answer,
                          const std::vector<HandedIn>& handedIn, const std::vector<Paper>& papers) {
    std::vector<int> times(papers.size(), 0);
    const auto numberOf = [&](const PaperPlace& place) {
        return static_cast<std::size_t>(std::ranges::find(papers, place, &Paper::place) - papers.begin());
    };
    std::size_t at = 0;
    for (const auto& [n, state] : answer.states) {
        const Requirement& requirement = checklist.requirements[at++];
        if (state == "missing" || state == "later") {
            EXPECT_TRUE(requirement.by.empty()) << item.rows[n].type;
        } else {
            EXPECT_GE(requirement.by.size(), state == "satisfied" ? neededFor(item.rows[n]) : 1U) << item.rows[n].type;
        }
        for (const PaperPlace& place : requirement.by) {
            const std::size_t paper = numberOf(place);
            ASSERT_LT(paper, papers.size());
            EXPECT_EQ(handedIn[paper].row, n) << item.rows[n].type;
            EXPECT_TRUE(state != "satisfied" || !isFlawIn(item.rows[n], handedIn[paper].flaw)) << item.rows[n].type;
            ++times[paper];
        }
    }
    for (const SurplusPaper& paper : checklist.surplus) ++times.at(numberOf(paper.place));
    for (std::size_t n = 0; n < papers.size(); ++n) EXPECT_EQ(times[n], 1) << item.rows[handedIn[n].row].type;
}

/// Holds the checklist against what is laid down, row by row and line by line.
void expectAnswer(const CoreItem& item, const Situations& situations, const Checklist& checklist,
                  const Answer& answer) {
    EXPECT_EQ(checklist.item, item.code);
    EXPECT_EQ(checklist.situations, situations);
    EXPECT_EQ(checklist.complete, answer.complete) << checklist.notice.text();
    EXPECT_EQ(checklist.completeWithPromise, answer.withPromise) << checklist.notice.text();
    ASSERT_EQ(checklist.requirements.size(), answer.states.size());
    std::size_t at = 0;
    for (const auto& [n, state] : answer.states) {
        const Row& row = item.rows[n];
        const Requirement& requirement = checklist.requirements[at++];
        ASSERT_EQ(requirement.material.type, row.type);
        ASSERT_EQ(codeOf(requirement.material.subject), row.subject);
        EXPECT_EQ(codeOf(requirement.state), state) << row.type << " of " << row.subject << "\n"
                                                    << checklist.notice.text();
        EXPECT_EQ(requirement.waived, state != "satisfied" && answer.settled.contains(row.oneOf)) << row.type;
    }
    expectNotice(checklist.notice.text(), answer.notice);
}

void expectLaidDown(const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& handedIn,
                    const Subjects& subjects) {
    const auto papers = papersFor(item, handedIn);
    const Answer answer = answerFor(item, situations, handedIn);
    const Checklist checklist = checked(item, situations, papers, subjects);
    expectAnswer(item, situations, checklist, answer);
    if (!testing::Test::HasFatalFailure()) expectEveryPaperOnce(item, checklist, answer, handedIn, papers);
}

/// Calls `look` with every item, choice of situations and choice of alternatives.
template <class Look>
void forEachSet(const Look& look) {
    for (const CoreItem& item : core::coreItems)
        for (const Situations& situations : situationSetsOf(item))
            for (const auto& right : rightSets(item, situations)) look(item, situations, right);
}

// How many there are, counted from core-items.tsv by another program: none is passed over.
constexpr std::size_t situationSetsInAll = 56;  // of the 24 items
constexpr std::size_t setsInAll = 129;          // of situations and alternatives
constexpr std::size_t papersInAll = 875;        // in these sets
constexpr std::size_t showWhoseInAll = 580;     // of these papers
constexpr std::size_t runOutInAll = 191;
constexpr std::size_t growOldInAll = 38;

/// Calls `spoil` with every paper of every set; where it spoils one, what comes out must be as it is laid down.
/// Returns for how many it did.
template <class Spoil>
std::size_t expectEachSpoilt(const char* how, const Spoil& spoil) {
    std::size_t seen = 0, papers = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        papers += right.size();
        for (std::size_t n = 0; n < right.size(); ++n) {
            std::vector<HandedIn> spoilt = right;
            const Row& row = item.rows[right[n].row];
            if (!spoil(row, spoilt, n)) continue;
            SCOPED_TRACE(describe(item, situations, std::string(row.type) + " of " + std::string(row.subject) + how));
            expectLaidDown(item, situations, spoilt, peopleOf(item).named());
            ++seen;
        }
    });
    EXPECT_EQ(papers, papersInAll);
    return seen;
}

/// Makes the paper one with that flaw.
auto flawing(Flaw flaw, bool (*applies)(const Row&)) {
    return [flaw, applies](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
        papers[n].flaw = flaw;
        return applies(row);
    };
}

bool runsOut(const Row& row) {
    return lastDays.contains(row.type);
}

bool growsOld(const Row& row) {
    return row.maxAgeDays > 0;
}

std::size_t backOf(const CoreItem& item, std::string_view subject) {
    for (std::size_t n = 0; n < item.rows.size(); ++n)
        if (item.rows[n].type == "id-card-back" && item.rows[n].subject == subject) return n;
    throw std::runtime_error("no back of " + std::string(subject));
}

void takeOut(std::vector<HandedIn>& papers, std::size_t n) {
    papers.erase(papers.begin() + static_cast<std::ptrdiff_t>(n));
}

}  // namespace

TEST(CoreItemsByTable, AreInTheModelsAsTheyAreLaidDown) {
    ASSERT_EQ(core::coreItems.size(), 24U);
    for (const CoreItem& laidDown : core::coreItems) {
        SCOPED_TRACE(laidDown.code);
        const Item& item = items().at(laidDown.code);
        EXPECT_EQ(item.name, laidDown.name);
        EXPECT_EQ(item.department, laidDown.department);
        EXPECT_EQ(item.resultName, laidDown.result);
        EXPECT_EQ(item.days, laidDown.days);
        std::multiset<std::string> expected, found;
        const auto line = [](auto situation, auto type, auto form, int copies, auto need, auto subject, auto oneOf,
                             int age) {
            std::string text;
            for (const std::string_view part :
                 {std::string_view(situation), std::string_view(type), std::string_view(form), std::string_view(need),
                  std::string_view(subject), std::string_view(oneOf)})
                text += std::string(part) + "|";
            return text + std::to_string(copies) + "|" + std::to_string(age);
        };
        for (const Row& row : laidDown.rows)
            expected.insert(line(row.situation, row.type, row.form, row.copies, row.required, row.subject, row.oneOf,
                                 row.maxAgeDays));
        for (const Material& material : item.materials)
            found.insert(line(material.situation.empty() ? std::string("*") : material.situation, material.type,
                              nameOf(material.form), material.copies, codeOf(material.need), codeOf(material.subject),
                              material.oneOf, material.maxAgeDays));
        EXPECT_EQ(found, expected);
    }
}

TEST(CoreItemsByTable, BearTheDaysTheModelsName) {
    // What runs out is told by the type's file. None that this test does not know, so that none is passed over.
    for (const CoreItem& item : core::coreItems)
        for (const Row& row : item.rows) {
            SCOPED_TRACE(row.type);
            const auto* type = made::types().find(std::string(row.type));
            ASSERT_NE(type, nullptr);
            EXPECT_EQ(type->expiryField, runsOut(row) ? lastDays.at(row.type).field : "");
            EXPECT_TRUE(!growsOld(row) || type->dateField == "issue_date") << type->dateField;
        }
}

TEST(CoreItemsByTable, AreCompleteWithEveryRightSet) {
    std::size_t sets = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        SCOPED_TRACE(describe(item, situations, "all right"));
        ASSERT_TRUE(answerFor(item, situations, right).complete);
        expectLaidDown(item, situations, right, peopleOf(item).named());
        const Checklist checklist = checked(item, situations, papersFor(item, right));
        EXPECT_TRUE(checklist.surplus.empty());
        EXPECT_TRUE(checklist.conflicts.empty());
        EXPECT_EQ(checklist.notice.text(), "材料齐全，可以受理。");
        ++sets;
    });
    EXPECT_EQ(sets, setsInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithNothing) {
    std::size_t seen = 0;
    for (const CoreItem& item : core::coreItems)
        for (const Situations& situations : situationSetsOf(item)) {
            SCOPED_TRACE(describe(item, situations, "nothing"));
            expectLaidDown(item, situations, {}, peopleOf(item).named());
            ++seen;
        }
    EXPECT_EQ(seen, situationSetsInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperTakenOut) {
    EXPECT_EQ(expectEachSpoilt(" taken out",
                               [](const Row&, std::vector<HandedIn>& papers, std::size_t n) {
                                   takeOut(papers, n);
                                   return true;
                               }),
              papersInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperReplacedByAnotherPersons) {
    EXPECT_EQ(expectEachSpoilt(" is another's", flawing(Flaw::AnothersPaper, showsWhose)), showWhoseInAll);
}

TEST(CoreItemsByTable, TakeAnotherPersonsPaperWhereNobodyCanSeeWhoseItIsOrMust) {
    // A back of a card, a bank card, a photo bear no name; of premises and of who handles the food nobody in particular
    // is asked for. The other papers of an enterprise tell that one is another's: that is a conflict.
    std::size_t seen = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        for (std::size_t n = 0; n < right.size(); ++n) {
            const Row& row = item.rows[right[n].row];
            if (showsWhose(row)) continue;
            SCOPED_TRACE(describe(item, situations, std::string(row.type) + " is another's"));
            std::vector<HandedIn> others = right;
            others[n].flaw = Flaw::AnothersPaper;
            const Checklist checklist = checked(item, situations, papersFor(item, others));
            EXPECT_TRUE(checklist.complete) << checklist.notice.text();
            for (const Requirement& requirement : checklist.requirements)
                EXPECT_TRUE(requirement.state == RequirementState::Satisfied || requirement.waived);
            const bool conflict = ofEnterprises.contains(row.type);
            EXPECT_EQ(checklist.conflicts.size(), conflict ? 1U : 0U);
            EXPECT_EQ(base::split(checklist.notice.text(), '\n').front(),
                      conflict ? "必要材料齐全，但有不一致之处，请先核对。" : "材料齐全，可以受理。");
            ++seen;
        }
    });
    EXPECT_EQ(seen, papersInAll - showWhoseInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperRunOutYesterday) {
    EXPECT_EQ(expectEachSpoilt(" has run out", flawing(Flaw::Expired, runsOut)), runOutInAll);
}

TEST(CoreItemsByTable, TakeEachPaperOnItsLastDay) {
    EXPECT_EQ(expectEachSpoilt(" runs out today", flawing(Flaw::LastDay, runsOut)), runOutInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperADayTooOld) {
    EXPECT_EQ(expectEachSpoilt(" is too old", flawing(Flaw::TooOld, growsOld)), growOldInAll);
}

TEST(CoreItemsByTable, TakeEachPaperThatIsAsOldAsItMayBe) {
    EXPECT_EQ(expectEachSpoilt(" is just in time", flawing(Flaw::JustInTime, growsOld)), growOldInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperDoubled) {
    EXPECT_EQ(expectEachSpoilt(" is there twice",
                               [](const Row&, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers.push_back(papers[n]);
                                   return true;
                               }),
              papersInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithARunOutPaperBesideTheRightOne) {
    for (const bool before : {true, false})
        EXPECT_EQ(
            expectEachSpoilt(before ? " behind one that has run out" : " before one that has run out",
                             [before](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
                                 papers.insert(before ? papers.begin() : papers.end(), {papers[n].row, Flaw::Expired});
                                 return runsOut(row);
                             }),
            runOutInAll);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithAnotherPersonsPaperBesideTheRightOne) {
    EXPECT_EQ(expectEachSpoilt(" and another's",
                               [](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers.insert(papers.begin(), {papers[n].row, Flaw::AnothersPaper});
                                   return showsWhose(row);
                               }),
              showWhoseInAll);
}

TEST(CoreItemsByTable, AnswerTheSameWhenOnlyThePapersSayWhoApplies) {
    // Where all is the applicant's, the front of his card says who he is.
    std::size_t seen = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        for (const Row& row : item.rows)
            if (counts(row, situations) && row.subject != "applicant" && !row.subject.empty()) return;
        if (std::ranges::none_of(item.rows, [](const Row& row) { return row.subject == "applicant"; })) return;
        for (std::size_t n = 0; n < right.size(); ++n) {
            const Row& row = item.rows[right[n].row];
            if (row.type == "id-card-front") continue;
            const auto expect = [&](const char* how, const std::vector<HandedIn>& spoilt) {
                SCOPED_TRACE(describe(item, situations, std::string(row.type) + how));
                expectLaidDown(item, situations, spoilt, {});
                ++seen;
            };
            auto spoilt = right;
            takeOut(spoilt, n);
            expect(" taken out", spoilt);
            spoilt = right;
            spoilt[n].flaw = Flaw::AnothersPaper;
            if (showsWhose(row)) expect(" is another's", spoilt);
            spoilt[n].flaw = Flaw::Expired;
            if (runsOut(row)) expect(" has run out", spoilt);
            spoilt[n].flaw = Flaw::TooOld;
            if (growsOld(row)) expect(" is too old", spoilt);
            spoilt[n].flaw = Flaw::None;
            spoilt.push_back(right[n]);
            expect(" is there twice", spoilt);
        }
    });
    EXPECT_EQ(seen, 1386U);
}

TEST(CoreItemsByTable, AskForEveryCopyOfWhatIsHandedInAsOriginal) {
    std::size_t seen = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        for (std::size_t n = 0; n < item.rows.size(); ++n) {
            if (neededFor(item.rows[n]) < 2 || !counts(item.rows[n], situations)) continue;
            SCOPED_TRACE(describe(item, situations, std::string(item.rows[n].type)));
            for (std::size_t there = 0; there < neededFor(item.rows[n]); ++there) {
                auto papers = right;
                std::erase_if(papers, [&](const HandedIn& paper) { return paper.row == n; });
                papers.insert(papers.end(), there, {n});
                expectLaidDown(item, situations, papers, peopleOf(item).named());
                ++seen;
            }
        }
    });
    EXPECT_EQ(seen, 30U);
}

TEST(CoreItemsByTable, DoNotTakeOneSubjectsPaperForAnothers) {
    // The applicant's card twice is not the agent's: that one is missing, and the applicant's own is still good.
    std::size_t seen = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        for (std::size_t one = 0; one < right.size(); ++one)
            for (std::size_t two = 0; two < right.size(); ++two) {
                const Row& wanted = item.rows[right[one].row];
                const Row& given = item.rows[right[two].row];
                if (one == two || wanted.type != given.type || wanted.subject == given.subject) continue;
                if (!showsWhose(wanted)) continue;
                SCOPED_TRACE(describe(item, situations,
                                      std::string(wanted.type) + " of " + std::string(given.subject) + " for that of " +
                                          std::string(wanted.subject)));
                auto papers = right;
                papers[one] = papers[two];
                // Both sides: a back is whose the front beside it is.
                if (wanted.type == "id-card-front")
                    for (HandedIn& paper : papers)
                        if (item.rows[paper.row].type == "id-card-back" &&
                            item.rows[paper.row].subject == wanted.subject)
                            paper.row = backOf(item, given.subject);
                expectLaidDown(item, situations, papers, peopleOf(item).named());
                ++seen;
            }
    });
    EXPECT_EQ(seen, 40U);
}

}  // namespace daiban::cases
