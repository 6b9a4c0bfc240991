// Every core item in every situation with every alternative: complete with right papers, and with each single paper
// taken out, replaced by another person's, run out, too old, doubled. What must come out is worked out here from
// CoreItemTable.h, by the rules as they are laid down, without asking the code under test.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cases/Checklist.h"
#include "cases/Items.h"
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

enum class Flaw { None, AnothersPaper, Expired, TooOld };

/// A paper that was handed in for a row.
struct HandedIn {
    std::size_t row;
    Flaw flaw = Flaw::None;
};

/// Types on which no name stands: whose they are nobody can see.
const std::set<std::string_view> nameless{"id-card-back", "bank-card", "portrait-photo"};
/// Types with a last day, and the field it is in.
const std::map<std::string_view, const char*> lastDays{
    {"id-card-back", "valid_until"}, {"disability-certificate", "valid_until"}, {"health-certificate", "valid_until"},
    {"lease-contract", "end_date"},  {"name-approval-notice", "valid_until"},   {"labor-contract", "end_date"}};

bool canBeAnothers(const Row& row) {
    return !row.subject.empty() && !nameless.contains(row.type);
}

std::size_t neededFor(const Row& row) {
    return row.form == "收原件" ? static_cast<std::size_t>(row.copies) : 1;
}

using Situations = std::vector<std::string>;

/// What must come out.
struct Answer {
    std::map<std::size_t, std::string> states;  ///< of the rows that count
    bool complete = false;
    bool withPromise = false;
};

bool counts(const Row& row, const Situations& situations) {
    return row.situation == "*" || std::ranges::find(situations, row.situation) != situations.end();
}

std::string stateOf(const Row& row, std::size_t number, const std::vector<HandedIn>& papers) {
    std::size_t good = 0;
    std::string flawed;
    for (const HandedIn& paper : papers) {
        if (paper.row != number) continue;
        if (paper.flaw == Flaw::None) ++good;
        if (paper.flaw == Flaw::AnothersPaper) flawed = "wrong-subject";
        if (paper.flaw == Flaw::Expired) flawed = "expired";
        if (paper.flaw == Flaw::TooOld) flawed = "too-old";
    }
    if (good >= neededFor(row)) return "satisfied";
    if (good > 0) return "too-few";
    if (!flawed.empty()) return flawed;
    return row.required == "later" ? "later" : "missing";
}

Answer answerFor(const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& papers) {
    Answer answer;
    std::map<std::string_view, bool> alternatives;  // one_of word -> one is there
    for (std::size_t n = 0; n < item.rows.size(); ++n) {
        if (!counts(item.rows[n], situations)) continue;
        answer.states[n] = stateOf(item.rows[n], n, papers);
        if (!item.rows[n].oneOf.empty() && answer.states[n] == "satisfied") alternatives[item.rows[n].oneOf] = true;
    }
    bool allNow = true, allLater = true;
    for (const auto& [n, state] : answer.states) {
        const Row& row = item.rows[n];
        const bool settled = state == "satisfied" || (!row.oneOf.empty() && alternatives[row.oneOf]);
        if (row.required == "yes") allNow = allNow && settled;
        if (row.required == "later") allLater = allLater && settled;
    }
    answer.complete = allNow && allLater;
    answer.withPromise = allNow && !allLater;
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
    if (handedIn.flaw == Flaw::AnothersPaper)
        paper.document.fields = made::fieldsOf(material.type, material.subject, made::strangers());
    if (handedIn.flaw == Flaw::Expired)
        paper.document.fields[lastDays.at(row.type)] = made::date(made::daysFrom(today, -1));
    if (handedIn.flaw == Flaw::TooOld)
        paper.document.fields["issue_date"] = made::date(made::daysFrom(today, -row.maxAgeDays - 1));
    return paper;
}

std::vector<Paper> papersFor(const CoreItem& item, const std::vector<HandedIn>& handedIn) {
    std::vector<Paper> papers;
    for (const HandedIn& one : handedIn) papers.push_back(paperFor(item, one, static_cast<int>(papers.size())));
    return papers;
}

/// None, each alone, all at once.
std::vector<Situations> situationSetsOf(const CoreItem& item) {
    std::set<std::string> codes;
    for (const Row& row : item.rows)
        if (row.situation != "*") codes.emplace(row.situation);
    std::vector<Situations> sets{{}};
    for (const std::string& code : codes) sets.push_back({code});
    if (codes.size() > 1) sets.emplace_back(codes.begin(), codes.end());
    return sets;
}

/// Right papers, and of every group of alternatives the one of that number (or its last).
std::vector<HandedIn> rightSet(const CoreItem& item, const Situations& situations, std::size_t alternative) {
    std::map<std::string_view, std::vector<std::size_t>> groups;
    for (std::size_t n = 0; n < item.rows.size(); ++n)
        if (!item.rows[n].oneOf.empty()) groups[item.rows[n].oneOf].push_back(n);
    std::vector<HandedIn> set;
    for (std::size_t n = 0; n < item.rows.size(); ++n) {
        const Row& row = item.rows[n];
        if (!counts(row, situations)) continue;
        if (!row.oneOf.empty() && groups[row.oneOf][std::min(alternative, groups[row.oneOf].size() - 1)] != n) continue;
        for (std::size_t copy = 0; copy < neededFor(row); ++copy) set.push_back({n});
    }
    return set;
}

std::size_t mostAlternatives(const CoreItem& item) {
    std::map<std::string_view, std::size_t> sizes;
    std::size_t most = 1;
    for (const Row& row : item.rows)
        if (!row.oneOf.empty()) most = std::max(most, ++sizes[row.oneOf]);
    return most;
}

std::string describe(const CoreItem& item, const Situations& situations, const std::string& what) {
    std::string text(item.code);
    for (const std::string& situation : situations) text += " " + situation;
    return text + ": " + what;
}

Checklist checked(const CoreItem& item, const Situations& situations, const std::vector<Paper>& papers) {
    return check(items().at(item.code), situations, papers, peopleOf(item).named(), today, made::types(),
                 made::bundleRules());
}

/// Holds the checklist against what is laid down, row by row.
void expectAnswer(const CoreItem& item, const Situations& situations, const Checklist& checklist,
                  const Answer& answer) {
    ASSERT_EQ(checklist.requirements.size(), answer.states.size());
    EXPECT_EQ(checklist.complete, answer.complete) << checklist.notice;
    EXPECT_EQ(checklist.completeWithPromise, answer.withPromise) << checklist.notice;
    for (const auto& [n, state] : answer.states) {
        const Row& row = item.rows[n];
        const auto found = std::ranges::find_if(checklist.requirements, [&](const Requirement& requirement) {
            return requirement.material.type == row.type && codeOf(requirement.material.subject) == row.subject;
        });
        ASSERT_NE(found, checklist.requirements.end()) << row.type;
        EXPECT_EQ(codeOf(found->state), state) << row.type << " of " << row.subject << "\n" << checklist.notice;
    }
    EXPECT_EQ(checklist.notice.starts_with("一次性告知"), !answer.complete) << checklist.notice;
    EXPECT_EQ(checklist.situations, situations);
}

/// Calls `look` with every item, situation set and set of alternatives.
template <class Look>
void forEachSet(const Look& look) {
    for (const CoreItem& item : core::coreItems)
        for (const Situations& situations : situationSetsOf(item))
            for (std::size_t alternative = 0; alternative < mostAlternatives(item); ++alternative)
                look(item, situations, rightSet(item, situations, alternative));
}

/// Calls `spoil` with every paper of every set; what it returns must come out as it is laid down.
template <class Spoil>
std::size_t expectEachSpoilt(const char* how, const Spoil& spoil) {
    std::size_t seen = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        for (std::size_t n = 0; n < right.size(); ++n) {
            std::vector<HandedIn> spoilt = right;
            const Row& row = item.rows[right[n].row];
            if (!spoil(row, spoilt, n)) continue;
            SCOPED_TRACE(describe(item, situations, std::string(row.type) + " of " + std::string(row.subject) + how));
            expectAnswer(item, situations, checked(item, situations, papersFor(item, spoilt)),
                         answerFor(item, situations, spoilt));
            ++seen;
        }
    });
    return seen;
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

TEST(CoreItemsByTable, AreCompleteWithEveryRightSet) {
    std::size_t sets = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        SCOPED_TRACE(describe(item, situations, "all right"));
        const Answer answer = answerFor(item, situations, right);
        ASSERT_TRUE(answer.complete);
        const Checklist checklist = checked(item, situations, papersFor(item, right));
        expectAnswer(item, situations, checklist, answer);
        EXPECT_TRUE(checklist.surplus.empty());
        EXPECT_TRUE(checklist.conflicts.empty());
        ++sets;
    });
    EXPECT_GT(sets, 100U);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithNothing) {
    for (const CoreItem& item : core::coreItems)
        for (const Situations& situations : situationSetsOf(item)) {
            SCOPED_TRACE(describe(item, situations, "nothing"));
            expectAnswer(item, situations, checked(item, situations, {}), answerFor(item, situations, {}));
        }
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperTakenOut) {
    EXPECT_GT(expectEachSpoilt(" taken out",
                               [](const Row&, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers.erase(papers.begin() + static_cast<std::ptrdiff_t>(n));
                                   return true;
                               }),
              700U);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperReplacedByAnotherPersons) {
    EXPECT_GT(expectEachSpoilt(" is another's",
                               [](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers[n].flaw = Flaw::AnothersPaper;
                                   return canBeAnothers(row);
                               }),
              400U);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperRunOutYesterday) {
    EXPECT_GT(expectEachSpoilt(" has run out",
                               [](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers[n].flaw = Flaw::Expired;
                                   return lastDays.contains(row.type);
                               }),
              100U);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperADayTooOld) {
    EXPECT_GT(expectEachSpoilt(" is too old",
                               [](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers[n].flaw = Flaw::TooOld;
                                   return row.maxAgeDays > 0;
                               }),
              20U);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithEachPaperDoubled) {
    EXPECT_GT(expectEachSpoilt(" is there twice",
                               [](const Row&, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers.push_back(papers[n]);
                                   return true;
                               }),
              700U);
}

TEST(CoreItemsByTable, AnswerAsLaidDownWithAFlawedPaperBesideTheRightOne) {
    EXPECT_GT(expectEachSpoilt(" and one that has run out",
                               [](const Row& row, std::vector<HandedIn>& papers, std::size_t n) {
                                   papers.insert(papers.begin(), {papers[n].row, Flaw::Expired});
                                   return lastDays.contains(row.type) && row.type != "id-card-back";
                               }),
              20U);
}

TEST(CoreItemsByTable, AskForEveryCopyOfWhatIsHandedInAsOriginal) {
    std::size_t seen = 0;
    for (const CoreItem& item : core::coreItems)
        for (const Row& row : item.rows) {
            if (neededFor(row) < 2) continue;
            for (const Situations& situations : situationSetsOf(item)) {
                if (!counts(row, situations)) continue;
                SCOPED_TRACE(describe(item, situations, std::string(row.type)));
                const auto right = rightSet(item, situations, 0);
                const auto number = static_cast<std::size_t>(&row - item.rows.data());
                for (std::size_t there = 0; there < neededFor(row); ++there) {
                    auto papers = right;
                    std::erase_if(papers, [&](const HandedIn& paper) { return paper.row == number; });
                    papers.insert(papers.end(), there, {number});
                    expectAnswer(item, situations, checked(item, situations, papersFor(item, papers)),
                                 answerFor(item, situations, papers));
                    ++seen;
                }
            }
        }
    EXPECT_GE(seen, 8U);
}

TEST(CoreItemsByTable, DoNotTakeOneSubjectsPaperForAnothers) {
    // The applicant's card twice is not the agent's, the spouse's page of the register twice not the applicant's.
    std::size_t seen = 0;
    forEachSet([&](const CoreItem& item, const Situations& situations, const std::vector<HandedIn>& right) {
        for (std::size_t one = 0; one < right.size(); ++one)
            for (std::size_t two = 0; two < right.size(); ++two) {
                const Row& wanted = item.rows[right[one].row];
                const Row& given = item.rows[right[two].row];
                if (one == two || wanted.type != given.type || wanted.subject == given.subject) continue;
                if (!canBeAnothers(wanted)) continue;
                SCOPED_TRACE(describe(item, situations,
                                      std::string(wanted.type) + " of " + std::string(given.subject) + " for that of " +
                                          std::string(wanted.subject)));
                auto papers = papersFor(item, right);
                papers[one] = papers[two];
                papers[one].place.image = "again.jpg";
                const Checklist checklist = checked(item, situations, papers);
                EXPECT_FALSE(checklist.complete);
                EXPECT_FALSE(checklist.completeWithPromise);
                ++seen;
            }
    });
    EXPECT_GT(seen, 20U);
}

}  // namespace daiban::cases
