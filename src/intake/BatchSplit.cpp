#include "intake/BatchSplit.h"

#include <algorithm>
#include <optional>
#include <set>

namespace daiban::intake {

namespace {

using State = BatchSection::State;
using Word = store::BatchWord;

/// Where persons put pages: page -> the section's first page.
std::map<base::PageId, base::PageId> movesIn(const std::vector<Word>& words) {
    std::map<base::PageId, base::PageId> moved;
    for (const Word& word : words)
        if (word.kind == Word::Kind::Move)
            for (const auto& page : word.pages) moved.insert_or_assign(page, word.section);
    return moved;
}

bool parts(const BatchPage& page, const std::map<base::PageId, base::PageId>& moved) {
    return page.sheet != SheetKind::Page && !moved.contains(page.id);  // a person said that it is a page
}

BatchSection sectionFrom(const BatchPage& page) {
    BatchSection section{.begins = page.id, .opened = page.sheet};
    if (page.sheet == SheetKind::CaseSeparator && page.separates.size() == 1) section.caseId = page.separates.front();
    return section;
}

/// Sheets of patch T one behind the other, and before a case's separator, part the stack once.
bool isOnlySheets(const BatchSection& section) {
    return section.opened == SheetKind::PatchT && section.pages.empty() && section.blanks.empty();
}

void addPage(BatchSection& section, const BatchPage& page, bool placedByPerson) {
    (page.blank && !placedByPerson ? section.blanks : section.pages).push_back(page.id);
}

class Splitter {
  public:
    Splitter(const std::vector<BatchPage>& pages, const std::vector<Word>& words, const BatchApplicants& applicants)
        : words_(words), applicants_(applicants), moved_(movesIn(words)) {
        for (std::size_t place = 0; place < pages.size(); ++place) {
            facts_[pages[place].id] = &pages[place];
            places_[pages[place].id] = place;
        }
        layOut(pages);
        moveAsTold();
        drop();
        for (BatchSection& section : sections_) name(section);
        doubt();
        for (BatchSection& section : sections_) settle(section);
    }

    [[nodiscard]] std::vector<BatchSection> take() { return std::move(sections_); }

  private:
    void layOut(const std::vector<BatchPage>& pages) {
        for (const BatchPage& page : pages) {
            if (parts(page, moved_)) {
                if (!sections_.empty() && isOnlySheets(sections_.back())) {
                    auto sheets = std::move(sections_.back().sheets);
                    sections_.back() = sectionFrom(page);
                    sections_.back().sheets = std::move(sheets);
                } else {
                    sections_.push_back(sectionFrom(page));
                }
                sections_.back().sheets.push_back(page.id);
                continue;
            }
            if (sections_.empty()) sections_.push_back(sectionFrom({.id = page.id}));
            addPage(sections_.back(), page, false);
        }
    }

    /// The section that begins with a page; one that a person begins is made behind those that begin earlier.
    BatchSection& sectionOf(const base::PageId& begins) {
        const auto found = std::ranges::find(sections_, begins, &BatchSection::begins);
        if (found != sections_.end()) return *found;
        const auto after = std::ranges::find_if(
            sections_, [&](const BatchSection& s) { return places_.at(s.begins) > places_.at(begins); });
        return *sections_.insert(after, BatchSection{.begins = begins});
    }

    void moveAsTold() {
        for (const auto& [page, begins] : moved_) {
            const bool isKnown = facts_.contains(page) && facts_.contains(begins);
            const bool isSection = std::ranges::find(sections_, begins, &BatchSection::begins) != sections_.end();
            if (!isKnown || (!isSection && !moved_.contains(begins))) continue;
            for (BatchSection& section : sections_) {
                std::erase(section.pages, page);
                std::erase(section.blanks, page);
            }
            addPage(sectionOf(begins), *facts_.at(page), true);
        }
        for (BatchSection& section : sections_)
            std::ranges::sort(section.pages, {}, [&](const base::PageId& page) { return places_.at(page); });
    }

    void drop() {
        std::erase_if(sections_, [](const BatchSection& section) {
            return section.pages.empty() && section.blanks.empty() && section.sheets.empty();
        });
    }

    void name(BatchSection& section) const {
        for (const Word& word : words_) {
            if (word.section != section.begins) continue;
            if (word.kind == Word::Kind::Name) {
                section.caseId = word.caseId;
                section.namedByPerson = !word.caseId.empty();
            }
        }
        for (const Word& word : words_)
            if (word.kind == Word::Kind::Taken)
                for (const auto& page : word.pages)
                    if (std::ranges::find(section.pages, page) != section.pages.end()) {
                        if (std::ranges::find(section.taken, page) == section.taken.end())
                            section.taken.push_back(page);
                        if (!word.intake.empty()) section.intake = word.intake;
                        if (section.caseId.empty()) section.caseId = word.caseId;
                    }
    }

    void doubt() {
        std::set<std::string> seen;
        bool isFirst = true;
        for (BatchSection& section : sections_) {
            doubtSheets(section, isFirst);
            isFirst = false;
            doubtPersons(section);
            for (const auto& id : section.pages) {
                const BatchPage& page = *facts_.at(id);
                if (page.state == BatchPage::State::Unreadable) add(section, DoubtKind::Unreadable, page);
                if (!page.content.empty() && !seen.insert(page.content).second)
                    add(section, DoubtKind::SameAgain, page);
                const bool isOther = !page.labels.empty() && !section.caseId.empty() &&
                                     std::ranges::find(page.labels, section.caseId) == page.labels.end();
                if (isOther) add(section, DoubtKind::OtherLabel, page);
            }
        }
    }

    void doubtSheets(BatchSection& section, bool isFirst) const {
        const BatchPage& first = *facts_.at(section.begins);
        const bool isNamed = section.namedByPerson || !section.intake.empty();
        if (isFirst && section.opened == SheetKind::Page && !isNamed && !section.pages.empty())
            add(section, DoubtKind::BeforeFirstSeparator, first);
        if (section.opened == SheetKind::UnreadSeparator && !isNamed) add(section, DoubtKind::UnreadSeparator, first);
        if (section.opened == SheetKind::CaseSeparator && first.separates.size() != 1 && !isNamed)
            add(section, DoubtKind::TwoSeparators, first);
        if (section.opened == SheetKind::CaseSeparator && section.pages.empty()) add(section, DoubtKind::Empty, first);
    }

    void doubtPersons(BatchSection& section) const {
        const auto known = applicants_.find(section.caseId);
        std::vector<cases::Person> others;  // named so far, where nobody knows who applies
        for (const auto& id : section.pages) {
            const BatchPage& page = *facts_.at(id);
            if (page.persons.empty()) continue;
            bool fits = others.empty();
            if (known != applicants_.end())
                fits = isAmong(page.persons, known->second);
            else
                for (const auto& other : others)
                    fits = fits || isAmong(page.persons, {.name = other.name.value, .idNumber = other.number.value});
            if (!fits) {
                const auto named =
                    std::ranges::find_if(page.persons, [](const auto& p) { return !p.name.value.empty(); });
                add(section, DoubtKind::OtherPerson, page, named == page.persons.end() ? "" : named->name.value);
            } else if (known == applicants_.end()) {
                others.insert(others.end(), page.persons.begin(), page.persons.end());
            }
        }
    }

    static void add(BatchSection& section, DoubtKind kind, const BatchPage& page, std::string name = {}) {
        section.doubts.push_back({.kind = kind, .page = page.id, .name = std::move(name)});
    }

    /// What persons said yes to is no doubt any more; pages that came since are.
    void confirm(BatchSection& section) const {
        std::set<base::PageId> confirmed;
        bool all = false;
        for (const Word& word : words_) {
            if (word.kind != Word::Kind::Confirm || word.section != section.begins || word.caseId != section.caseId)
                continue;
            confirmed.insert(word.pages.begin(), word.pages.end());
            all = true;
        }
        if (!all) return;
        std::erase_if(section.doubts, [&](const BatchDoubt& doubt) {
            return confirmed.contains(doubt.page) || doubt.page == section.begins;
        });
        section.confirmed = true;
    }

    void settle(BatchSection& section) const {
        confirm(section);
        const auto waits = [&](const base::PageId& id) { return facts_.at(id)->state == BatchPage::State::Waiting; };
        if (std::ranges::any_of(section.pages, waits))
            section.state = State::Waiting;
        else if (!section.pages.empty() && section.taken.size() == section.pages.size())
            section.state = State::Taken;
        else if (!section.doubts.empty())
            section.state = State::Doubt;
        else if (section.pages.empty())
            section.state = State::Nothing;
        else
            section.state = section.caseId.empty() ? State::Unnamed : State::Clear;
    }

    const std::vector<Word>& words_;
    const BatchApplicants& applicants_;
    std::map<base::PageId, base::PageId> moved_;
    std::map<base::PageId, const BatchPage*> facts_;
    std::map<base::PageId, std::size_t> places_;
    std::vector<BatchSection> sections_;
};

}  // namespace

bool isAmong(const std::vector<cases::Person>& persons, const cases::Identity& who) {
    const std::string name = cases::normalisedName(who.name), number = cases::normalisedNumber(who.idNumber);
    return std::ranges::any_of(persons, [&](const cases::Person& person) {
        if (!number.empty() && !person.number.value.empty()) {
            if (person.number.value == number) return true;
            if (person.number.sure) return false;  // of the same name, and somebody else
        }
        return !name.empty() && person.name.value == name;
    });
}

std::vector<BatchSection> splitBatch(const std::vector<BatchPage>& pages, const std::vector<store::BatchWord>& words,
                                     const BatchApplicants& applicants) {
    return Splitter(pages, words, applicants).take();
}

}  // namespace daiban::intake
