#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cases/checklist/Checklist.h"
#include "cases/items/Applicant.h"
#include "desk/CaseLimit.h"
#include "desk/Lookup.h"
#include "desk/Parts.h"
#include "intake/CasePapers.h"
#include "intake/storeFiles.h"

namespace daiban::desk {

struct CaseOpening {
    base::CaseId id;  ///< empty: made from the batch, so that the same batch sent twice opens one case
    std::string item;
    std::vector<std::string> situations;
    std::string office;  ///< the community that takes it in
    /// Name and number, or cases::noNumber; without a name it is read from an identity card among the pages.
    cases::Identity applicant;
    base::BatchId batch;  ///< whose pages are its first ones
};

/// A case with its papers held against what its item asks for.
struct CaseView {
    store::CaseRecord record;
    const cases::Item& item;
    cases::Checklist checklist;
    intake::CasePapers papers;
};

/// A case as the books have it.
struct CaseDetail {
    store::CaseRecord record;
    const cases::Item& item;
    std::vector<store::StoredPage> pages;
    intake::CasePapers papers;
    std::vector<store::Thing> things;
    std::optional<store::StoredChecklist> checklist;  ///< as saved last
    cases::Checklist current;                         ///< of the papers as they are now; not saved
    CaseLimit limit;
};

/// Where pages are read, and how.
struct Readers {
    const intake::ReadingPlace& place;
    intake::ReadPagesOptions options;
};

/// Where the papers of a case go, in the order they came.
struct ExportSink {
    /// A document, flat and upright, with its text as read and what it is called.
    std::function<void(const page::CleanPage&, const text::PageText&, const std::string& name)> document;
    /// A page that could not be read, as it is.
    std::function<void(const page::Page&, const std::string& name)> unread;
    /// Why a page could not be read.
    std::function<void(const intake::PageOutcome&)> failed;
};

/// What a person says of a paper that was read with doubt.
struct PaperWord {
    int page = 1;      ///< of the case, from 1
    int document = 1;  ///< on that page, from 1
    intake::PaperCorrection correction;
};

/// What a person decides of a paper otherwise than the machine says.
struct PaperRuling {
    int page = 1;      ///< of the case, from 1
    int document = 1;  ///< on that page, from 1
    cases::Judged about = cases::Judged::Type;
    cases::Ruling ruling = cases::Ruling::Accepted;
    std::string material;  ///< for which it holds; empty: for every one the paper is for
    std::string reason;    ///< never empty
};

/// How who applies is put right.
struct ApplicantMend {
    std::string name;      ///< empty: stays
    std::string idNumber;  ///< empty: stays; cases::noNumber: there is none
    std::string reason;    ///< never empty
};

/// What a person draws: where a document lies on its page, and which way is up.
struct DocumentDrawing {
    int page = 1;                        ///< of the case, from 1
    int document = 1;                    ///< on that page, from 1; one more than there are adds one
    std::optional<base::Quad> corners;   ///< in page pixels, clockwise from the document's own top-left; empty: stay
    base::Turn turn = base::Turn::None;  ///< clockwise, on top of that
};

/// The counter's verbs: everything about a case but its labels and slips. All throw Error{NotFound} for a case that is
/// not there, Error{NotAllowed} for an actor who may not.
class Cases {
  public:
    explicit Cases(const Parts& parts) : parts_(parts) {}

    /// Throws what open() would throw for its arguments: before a page is kept.
    void checkOpening(const staff::Actor& actor, const CaseOpening& opening) const;
    /// Keeps the files' pages in a batch: what is handed to `onFile` without a failure is on the disk.
    void keep(const staff::Actor& actor, const base::BatchId& batch, const std::vector<std::filesystem::path>& files,
              const std::function<void(const intake::StoredFile&)>& onFile) const;
    /// Opens a case from the pages of a batch. Throws Error{BadArguments} when nobody says who applies.
    CaseView open(const staff::Actor& actor, const CaseOpening& opening) const;
    /// Keeps more pages and puts them to the case: acknowledged when they are the case's.
    void add(const staff::Actor& actor, const std::string& key, const base::BatchId& batch,
             const std::vector<std::filesystem::path>& files,
             const std::function<void(const intake::StoredFile&)>& onFile) const;
    /// Pages that another office kept are not there for who may not see that office's.
    void addPages(const staff::Actor& actor, const std::string& key, const std::vector<base::PageId>& pages) const;

    /// Reads what was not read yet of a batch or a case; each reading is saved as it comes.
    void read(const staff::Actor& actor, const base::BatchId& batch, const Readers& readers,
              const std::function<void(const intake::PageOutcome&)>& onPage) const;
    void readCase(const staff::Actor& actor, const std::string& key, const Readers& readers,
                  const std::function<void(const intake::PageOutcome&)>& onPage) const;

    /// Holds the papers against the item and saves the checklist.
    CaseView check(const staff::Actor& actor, const std::string& key) const;
    [[nodiscard]] CaseDetail show(const staff::Actor& actor, const std::string& key) const;
    [[nodiscard]] store::CaseRecord find(const staff::Actor& actor, const std::string& key) const;
    /// Newest first; only what the actor may see.
    [[nodiscard]] store::CaseList list(const staff::Actor& actor, store::CaseFilter filter) const;

    /// A person's yes to a paper. The checklist is not made anew: check().
    void confirm(const staff::Actor& actor, const std::string& key, const PaperWord& word) const;
    /// A person's decision against the machine, kept with its reason. The checklist is not made anew: check().
    void overrule(const staff::Actor& actor, const std::string& key, const PaperRuling& ruling) const;
    /// The page is to be read again: readCase(), then check().
    void draw(const staff::Actor& actor, const std::string& key, const DocumentDrawing& drawing) const;
    void chooseSituations(const staff::Actor& actor, const std::string& key,
                          const std::vector<std::string>& situations) const;

    /// The papers of a case for an archive: cut out where they were read, with what was read. Pages that were not read
    /// yet are read first, `onPage` tells of each. Throws Error{NotFound} when the case has no pages.
    /// `pictures`: a place of ReadingDepth::Pictures.
    void exportPapers(const staff::Actor& actor, const std::string& key, const Readers& readers,
                      const intake::ReadingPlace& pictures,
                      const std::function<void(const intake::PageOutcome&)>& onPage, const ExportSink& sink) const;

    /// Who applies, whole; that somebody looked is written in the audit log.
    [[nodiscard]] cases::Identity revealApplicant(const staff::Actor& actor, const std::string& key) const;
    /// Whether the actor may; nothing is written down.
    [[nodiscard]] bool allows(const staff::Actor& actor, staff::Verb verb, const store::CaseRecord& record) const;
    [[nodiscard]] std::vector<cases::ClockStop> stopsOf(const staff::Actor& actor, const std::string& key) const;
    [[nodiscard]] CaseLimit limitOf(const store::CaseRecord& record) const;
    CaseLimit stopClock(const staff::Actor& actor, const std::string& key, cases::StopReason reason,
                        std::optional<base::Date> from) const;
    /// The stop was a mistake: no day of it counts as stopped.
    CaseLimit takeBackStop(const staff::Actor& actor, const std::string& key) const;
    CaseLimit resumeClock(const staff::Actor& actor, const std::string& key, std::optional<base::Date> until) const;
    /// `step`: Archived, Withdrawn or SentBack.
    store::CaseRecord close(const staff::Actor& actor, const std::string& key, handoff::CaseStep step) const;
    /// A closed case goes on where it stood. The reason is kept.
    store::CaseRecord reopen(const staff::Actor& actor, const std::string& key, const std::string& reason) const;

    /// Everything is judged again by who applies now. Throws Error{NotFound} while a certificate is taken in for the
    /// case: that was held against who applied before.
    CaseView correctApplicant(const staff::Actor& actor, const std::string& key, const ApplicantMend& mend) const;
    /// `page`: of the case, from 1; those behind it move up. Nothing is deleted. Judges again.
    CaseView removePage(const staff::Actor& actor, const std::string& key, int page, const std::string& reason) const;
    CaseView restorePage(const staff::Actor& actor, const std::string& key, const base::PageId& page,
                         const std::string& reason) const;
    [[nodiscard]] std::vector<store::RemovedPage> removedPages(const staff::Actor& actor, const std::string& key) const;
    /// Pages of no case that were kept at an office the actor sees, oldest first: addPages() puts them to a case.
    [[nodiscard]] std::vector<store::LoosePage> loosePages(const staff::Actor& actor) const;

  private:
    [[nodiscard]] CaseView viewOf(const staff::Actor& actor, const store::CaseRecord& record,
                                  intake::CasePapers papers) const;
    [[nodiscard]] store::StoredPage pageOf(const store::CaseRecord& record, int number) const;

    const Parts& parts_;
};

/// The papers held against the item on the day of intake; nothing is saved.
[[nodiscard]] cases::Checklist checklistOf(const Parts& parts, const store::CaseRecord& record, const cases::Item& item,
                                           const intake::CasePapers& papers);

/// The case that the pages of a batch open when nobody gives it an id.
[[nodiscard]] base::CaseId caseIdOf(const base::BatchId& batch);

}  // namespace daiban::desk
