// Every core item in every situation, with papers of invented people: first all right, then each spoilt in one way.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "cases/checklist/Checklist.h"
#include "cases/items/Items.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases {

namespace {

using made::People;
using made::today;

constexpr std::array coreCodes{"JY-001", "JY-002", "JY-003", "SB-001", "SB-002", "SB-003", "JS-001", "JS-002",
                               "JX-001", "YL-001", "YL-002", "YL-003", "QY-001", "QY-002", "QY-003", "QY-004",
                               "MZ-001", "MZ-002", "CL-001", "TY-001", "HJ-001", "FC-001", "WJ-001", "JX-002"};

const Items& items() {
    static const Items all = Items::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "items");
    return all;
}

using SituationSets = std::vector<std::vector<std::string>>;

/// None, each alone, all at once.
SituationSets situationSetsOf(const Item& item) {
    SituationSets sets{{}};
    std::vector<std::string> all;
    for (const Situation& situation : item.situations) {
        sets.push_back({situation.code});
        all.push_back(situation.code);
    }
    if (all.size() > 1) sets.push_back(all);
    return sets;
}

std::string describe(const Item& item, const std::vector<std::string>& situations, const Material* material = nullptr) {
    std::string text = item.code;
    for (const std::string& situation : situations) text += " " + situation;
    if (material != nullptr) text += " / " + material->type + " of " + std::string(codeOf(material->subject));
    return text;
}

/// A set of papers and which material each is for.
struct PaperSet {
    std::vector<Paper> papers;
    std::vector<std::size_t> rows;  ///< of each paper, number of the material in the item
};

bool counts(const Material& material, const std::vector<std::string>& situations) {
    return material.situation.empty() || std::ranges::find(situations, material.situation) != situations.end();
}

/// Right papers for all materials that count; of alternatives the one with that number in its group (or the last).
PaperSet completeSet(const Item& item, const std::vector<std::string>& situations, std::size_t alternative = 0) {
    const People people = made::peopleFor(item);
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < item.materials.size(); ++row)
        if (!item.materials[row].oneOf.empty()) groups[item.materials[row].oneOf].push_back(row);
    PaperSet set;
    for (std::size_t row = 0; row < item.materials.size(); ++row) {
        const Material& material = item.materials[row];
        if (!counts(material, situations)) continue;
        if (!material.oneOf.empty()) {
            const auto& group = groups[material.oneOf];
            if (group[std::min(alternative, group.size() - 1)] != row) continue;
        }
        for (int copy = 0; copy < (material.form == MaterialForm::Original ? material.copies : 1); ++copy) {
            set.papers.push_back(made::rightPaper(material, people, static_cast<int>(set.papers.size())));
            set.rows.push_back(row);
        }
    }
    return set;
}

const Requirement& requirementFor(const Checklist& checklist, const Material& material) {
    const auto found = std::ranges::find_if(checklist.requirements, [&](const Requirement& requirement) {
        return requirement.material.type == material.type && requirement.material.subject == material.subject;
    });
    EXPECT_NE(found, checklist.requirements.end());
    return *found;
}

Checklist checkNamed(const Item& item, const std::vector<std::string>& situations, const std::vector<Paper>& papers) {
    return check(item, situations, papers, made::peopleFor(item).named(), today, made::types(), made::bundleRules());
}

/// Calls `look` with every paper of every complete set of every core item.
void forEachPaper(const std::function<void(const Item&, const std::vector<std::string>&, const PaperSet&, std::size_t,
                                           const Material&)>& look) {
    for (const char* code : coreCodes) {
        const Item& item = items().at(code);
        for (const auto& situations : situationSetsOf(item)) {
            const PaperSet set = completeSet(item, situations);
            for (std::size_t n = 0; n < set.papers.size(); ++n) {
                const Material& material = item.materials[set.rows[n]];
                SCOPED_TRACE(describe(item, situations, &material));
                look(item, situations, set, n, material);
            }
        }
    }
}

bool mustBeThere(const Material& material) {
    return material.need == Need::Yes;
}

}  // namespace

TEST(CoreItems, AreCompleteWithRightPapersWhicheverAlternativeIsHandedIn) {
    for (const char* code : coreCodes) {
        const Item& item = items().at(code);
        for (const auto& situations : situationSetsOf(item))
            for (std::size_t alternative = 0; alternative < 5; ++alternative) {
                SCOPED_TRACE(describe(item, situations));
                const auto checklist = checkNamed(item, situations, completeSet(item, situations, alternative).papers);
                EXPECT_TRUE(checklist.complete) << checklist.notice.text();
                EXPECT_FALSE(checklist.completeWithPromise);
                EXPECT_TRUE(checklist.surplus.empty());
                EXPECT_TRUE(checklist.conflicts.empty());
                EXPECT_EQ(checklist.notice.text(), "材料齐全，可以受理。");
            }
    }
}

TEST(CoreItems, AreCompleteWithoutNamedSubjectsBecauseThePapersTell) {
    for (const char* code : coreCodes) {
        const Item& item = items().at(code);
        for (const auto& situations : situationSetsOf(item)) {
            SCOPED_TRACE(describe(item, situations));
            const auto checklist = check(item, situations, completeSet(item, situations).papers, {}, today,
                                         made::types(), made::bundleRules());
            EXPECT_TRUE(checklist.complete) << checklist.notice.text();
        }
    }
}

TEST(CoreItems, DoNotDependOnTheOrderOfThePapers) {
    std::mt19937 engine(7);
    for (const char* code : coreCodes) {
        const Item& item = items().at(code);
        for (const auto& situations : situationSetsOf(item)) {
            SCOPED_TRACE(describe(item, situations));
            auto papers = completeSet(item, situations).papers;
            papers.pop_back();
            const auto statesOf = [&] {
                std::vector<RequirementState> states;
                for (const auto& one : checkNamed(item, situations, papers).requirements) states.push_back(one.state);
                return states;
            };
            const auto before = statesOf();
            for (int turn = 0; turn < 3; ++turn) {
                std::shuffle(papers.begin(), papers.end(), engine);
                EXPECT_EQ(statesOf(), before);
            }
        }
    }
}

TEST(CoreItems, MissAPaperThatIsTakenOut) {
    std::size_t seen = 0;
    forEachPaper(
        [&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n, const Material& material) {
            auto papers = set.papers;
            papers.erase(papers.begin() + static_cast<std::ptrdiff_t>(n));
            const auto checklist = checkNamed(item, situations, papers);
            const bool oneOfSeveral = material.form == MaterialForm::Original && material.copies > 1;
            const auto expected = oneOfSeveral                   ? RequirementState::TooFew
                                  : material.need == Need::Later ? RequirementState::Later
                                                                 : RequirementState::Missing;
            EXPECT_EQ(requirementFor(checklist, material).state, expected);
            EXPECT_EQ(checklist.complete, material.need == Need::No);
            EXPECT_EQ(checklist.completeWithPromise, material.need == Need::Later);
            // All else is as it was.
            for (const Requirement& other : checklist.requirements) {
                if (&other == &requirementFor(checklist, material) || !other.material.oneOf.empty()) continue;
                // Without its front nobody knows whose a back is.
                const bool bereft = material.type == "id-card-front" && other.material.type == "id-card-back" &&
                                    other.material.subject == material.subject;
                EXPECT_EQ(other.state, bereft ? RequirementState::Uncertain : RequirementState::Satisfied)
                    << other.material.type;
            }
            EXPECT_TRUE(checklist.surplus.empty());
            if (material.need == Need::No) return;
            EXPECT_NE(checklist.notice.text().find(material.name), std::string::npos) << checklist.notice.text();
            ++seen;
        });
    EXPECT_GT(seen, 200U);
}

TEST(CoreItems, RefuseAnotherPersonsPaper) {
    const People strangers = made::strangers();
    std::set<std::string> types;
    forEachPaper(
        [&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n, const Material& material) {
            if (material.subject == Subject::Anyone || namingOf(material.type, made::types()) == Naming::Nobody) return;
            auto papers = set.papers;
            papers[n].document.fields = made::fieldsOf(material.type, material.subject, strangers);
            const auto checklist = checkNamed(item, situations, papers);
            const Requirement& requirement = requirementFor(checklist, material);
            EXPECT_EQ(requirement.state, RequirementState::WrongSubject);
            EXPECT_EQ(requirement.by, std::vector{papers[n].place});
            EXPECT_EQ(checklist.complete, !mustBeThere(material));
            EXPECT_FALSE(requirement.notes.empty());
            types.insert(material.type);
        });
    EXPECT_GT(types.size(), 25U);
}

TEST(CoreItems, RefusePapersThatRanOutYesterdayAndTakeThoseThatRunOutToday) {
    std::set<std::string> types;
    forEachPaper([&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n,
                     const Material& material) {
        for (const char* end : {"valid_until", "end_date"}) {
            auto papers = set.papers;
            auto field = papers[n].document.fields.find(end);
            if (field == papers[n].document.fields.end()) continue;
            field->second = made::date(made::daysFrom(today, -1));
            auto checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::Expired);
            EXPECT_EQ(checklist.complete, !mustBeThere(material));
            EXPECT_NE(checklist.notice.text().find("2026-03-15，已过期"), std::string::npos) << checklist.notice.text();
            field->second = made::date(today);
            checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::Satisfied);
            types.insert(material.type);
        }
    });
    EXPECT_EQ(types, (std::set<std::string>{"disability-certificate", "health-certificate", "id-card-back",
                                            "lease-contract", "name-approval-notice"}));
}

TEST(CoreItems, RefusePapersThatAreTooOldByOneDay) {
    std::set<std::string> types;
    forEachPaper(
        [&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n, const Material& material) {
            if (material.maxAgeDays == 0) return;
            auto papers = set.papers;
            papers[n].document.fields["issue_date"] = made::date(made::daysFrom(today, -material.maxAgeDays - 1));
            auto checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::TooOld);
            EXPECT_EQ(checklist.complete, !mustBeThere(material));
            papers[n].document.fields["issue_date"] = made::date(made::daysFrom(today, -material.maxAgeDays));
            checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::Satisfied);
            types.insert(material.type);
        });
    EXPECT_EQ(types, (std::set<std::string>{"income-certificate", "name-approval-notice", "no-criminal-record",
                                            "social-insurance-payment-record"}));
}

TEST(CoreItems, NeverTickABoxOnADoubtfulType) {
    forEachPaper(
        [&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n, const Material& material) {
            auto papers = set.papers;
            papers[n].document.classification.confidence = base::Confidence(base::certainEnough.value() - 0.01);
            auto checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::Uncertain);
            EXPECT_EQ(checklist.complete, material.need == Need::No);
            papers[n].confirmedByPerson = true;
            checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::Satisfied);
            EXPECT_TRUE(checklist.complete);
        });
}

TEST(CoreItems, NeverTickABoxOnDoubtfulFields) {
    std::size_t seen = 0;
    forEachPaper(
        [&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n, const Material& material) {
            auto papers = set.papers;
            if (material.subject == Subject::Anyone || papers[n].document.fields.empty()) return;
            for (auto& [name, field] : papers[n].document.fields) field.confidence = base::Confidence(0.5);
            auto checklist = checkNamed(item, situations, papers);
            EXPECT_EQ(requirementFor(checklist, material).state, RequirementState::Uncertain);
            EXPECT_EQ(checklist.complete, !mustBeThere(material));
            papers[n].confirmedByPerson = true;
            EXPECT_TRUE(checkNamed(item, situations, papers).complete);
            ++seen;
        });
    EXPECT_GT(seen, 150U);
}

TEST(CoreItems, NeverTickABoxOnPapersWhoseFieldsCannotBeRead) {
    forEachPaper([&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n,
                     const Material& material) {
        auto papers = set.papers;
        if (material.subject == Subject::Anyone || papers[n].document.fields.empty()) return;
        papers[n].document.fields.clear();
        EXPECT_EQ(requirementFor(checkNamed(item, situations, papers), material).state, RequirementState::Uncertain);
        papers[n].confirmedByPerson = true;
        EXPECT_EQ(requirementFor(checkNamed(item, situations, papers), material).state, RequirementState::Satisfied);
    });
}

TEST(CoreItems, CountAPaperThatIsThereTwiceOnce) {
    forEachPaper([&](const Item& item, const auto& situations, const PaperSet& set, std::size_t n, const Material&) {
        auto papers = set.papers;
        papers.push_back(papers[n]);
        papers.back().place = {"again.jpg", 1, 0};
        const auto checklist = checkNamed(item, situations, papers);
        EXPECT_TRUE(checklist.complete) << checklist.notice.text();
        std::size_t times = 0;
        for (const Requirement& requirement : checklist.requirements)
            times += static_cast<std::size_t>(std::ranges::count(requirement.by, papers.back().place));
        for (const SurplusPaper& paper : checklist.surplus) times += paper.place == papers.back().place ? 1U : 0U;
        EXPECT_EQ(times, 1U);
    });
}

}  // namespace daiban::cases
