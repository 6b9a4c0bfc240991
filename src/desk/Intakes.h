#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cases/checklist/Checklist.h"
#include "desk/Cases.h"
#include "desk/Parts.h"
#include "intake/CasePapers.h"
#include "store/Workstation.h"

namespace daiban::desk {

/// A resident at the counter, with all there is of him: a case, or what will be one.
struct IntakeView {
    store::Intake intake;
    std::optional<store::CaseRecord> record;  ///< empty: no case yet
    const cases::Item* item = nullptr;        ///< null: not chosen yet
    std::vector<std::string> situations;
    std::vector<store::StoredPage> pages;                            ///< in order
    std::vector<std::pair<store::StoredPage, std::string>> removed;  ///< with the reason
    intake::CasePapers papers;
    std::optional<cases::Checklist> checklist;  ///< empty: no item yet
    cases::Identity applicant;                  ///< empty: nobody knows
    bool applicantByPerson = false;             ///< a person said who applies; else the papers do
    CaseLimit limit;
};

/// What is changed of an intake; what is empty stays.
struct IntakeChange {
    std::optional<std::string> item;  ///< while there is no case
    std::optional<std::vector<std::string>> situations;
    std::optional<cases::Identity> applicant;
    std::string reason;  ///< of another applicant, once there is a case
};

/// A document on a page of an intake.
struct DocumentPlace {
    base::PageId page;
    int document = 1;  ///< on that page, from 1
};

/// The counter's desk: a resident's papers before, and while, they are a case. Throw Error{NotFound} for what is not
/// there or not the actor's to see.
class Intakes {
  public:
    explicit Intakes(const Parts& parts) : parts_(parts), cases_(parts) {}

    store::Intake open(const staff::Actor& actor, const store::IntakeId& id, const std::string& item,
                       const std::vector<std::string>& situations) const;
    /// Throws unless the actor takes in at his own office.
    void demandTakingIn(const staff::Actor& actor) const { parts_.demand(actor, staff::Verb::AddPages, actor.office); }
    /// The actor's own, newest first.
    [[nodiscard]] std::vector<store::Intake> list(const staff::Actor& actor) const;
    [[nodiscard]] store::Intake find(const staff::Actor& actor, const store::IntakeId& id) const;
    [[nodiscard]] IntakeView show(const staff::Actor& actor, const store::IntakeId& id) const;
    void change(const staff::Actor& actor, const store::IntakeId& id, const IntakeChange& change) const;
    void putAside(const staff::Actor& actor, const store::IntakeId& id) const;
    /// A case at the counter again; its intake has the case's id.
    store::Intake takeUp(const staff::Actor& actor, const std::string& caseKey) const;
    /// Makes it a case. Throws Error{CheckFailed} while it is not known what is applied for, or by whom.
    store::CaseRecord openCase(const staff::Actor& actor, const store::IntakeId& id) const;

    /// Keeps the pages of a file; they are on the disk and in the intake. `batch`: its sender's, the file's own, so
    /// that a file sent twice is kept once. `name`: the file's, for people.
    intake::StoredFile keep(const staff::Actor& actor, const store::IntakeId& id, const base::BatchId& batch,
                            const std::filesystem::path& file, const std::string& name) const;
    void removePage(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page,
                    const std::string& reason) const;
    void restorePage(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page,
                     const std::string& reason) const;
    /// Reads one page unless it was read before. `onPage`: once, when it is saved.
    void readPage(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page,
                  const Readers& readers, const std::function<void(const intake::PageOutcome&)>& onPage) const;

    /// What was read on a page, as it is stored (intake/ReadingJson); empty: nothing yet, or of other bytes. For pages
    /// of what was shown to the actor.
    [[nodiscard]] std::string readingOf(const base::PageId& page) const;

    /// The pages of an intake or its case, in order. For the server itself: nobody is asked whether he may.
    [[nodiscard]] std::vector<store::StoredPage> pagesOf(const store::IntakeId& id) const;

    /// A page that could not be read is to be read once more.
    void forgetFailure(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page) const;

    // What a person says of a paper; see Cases.
    void confirm(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                 const intake::PaperCorrection& word) const;
    void overrule(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                  const PaperRuling& ruling) const;
    /// Puts a paper to another as its further page or other side; empty: it is a paper by itself again. Throws
    /// Error{BadArguments} for itself, for a paper that already continues it, and for two that are surely of two types:
    /// each of those stands on a line of its own.
    void join(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
              const std::optional<DocumentPlace>& to) const;
    void draw(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
              const std::optional<base::Quad>& corners, base::Turn turn) const;
    /// What was said of it last; and that said again, in the place of what was said since.
    /// Where the document lies by the reading, for draw(); empty: the page has no such document yet.
    [[nodiscard]] std::optional<base::Quad> cornersOf(const staff::Actor& actor, const store::IntakeId& id,
                                                      const DocumentPlace& at) const;
    [[nodiscard]] intake::PaperCorrection wordOn(const staff::Actor& actor, const store::IntakeId& id,
                                                 const DocumentPlace& at) const;
    void sayAgain(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                  const intake::PaperCorrection& word) const;

    /// Who applies, whole; that somebody looked is written in the audit log.
    [[nodiscard]] cases::Identity revealApplicant(const staff::Actor& actor, const store::IntakeId& id) const;
    /// The items of an office's cases, the most used first.
    [[nodiscard]] std::vector<const cases::Item*> mostUsedItems(const staff::Actor& actor, std::size_t most) const;

  private:
    [[nodiscard]] store::Intake demandedFor(const staff::Actor& actor, staff::Verb verb,
                                            const store::IntakeId& id) const;
    /// The place of a page among the case's, from 1.
    [[nodiscard]] int numberInCase(const base::CaseId& caseId, const base::PageId& page) const;
    [[nodiscard]] store::StoredPage pageIn(const store::Intake& intake, const base::PageId& page) const;

    const Parts& parts_;
    Cases cases_;
};

}  // namespace daiban::desk
