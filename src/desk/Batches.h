#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "desk/Cases.h"
#include "desk/Intakes.h"
#include "desk/Parts.h"
#include "intake/BatchSplit.h"
#include "intake/storeFiles.h"

namespace daiban::desk {

/// A batch as it falls into sections now.
struct BatchView {
    store::PaperBatch batch;
    std::vector<store::StoredPage> pages;  ///< in the order they came
    std::vector<intake::BatchPage> facts;  ///< of each page
    std::vector<intake::BatchSection> sections;
    std::map<base::CaseId, store::CaseRecord> cases;  ///< of the sections

    [[nodiscard]] int numberOf(const base::PageId& page) const;  ///< from 1; 0: not in it
    [[nodiscard]] std::size_t count(intake::BatchSection::State state) const;
    [[nodiscard]] std::size_t waiting() const;  ///< pages not read yet
};

/// What became of the sections that were to go to their cases.
struct BatchTaking {
    std::vector<base::PageId> taken;                                 ///< sections, by the page each begins with
    std::vector<std::pair<base::PageId, base::Sentence>> refused{};  ///< with the sentence why
};

/// A stack of paper for many residents, scanned in one go. Every page is on the disk before the next is asked for; what
/// was scanned before a jam or a crash is there, and a batch that goes on takes nothing twice. How it falls into
/// sections is reckoned from what is read (intake/BatchSplit.h); nothing goes to a case before a person says so.
/// All throw Error{NotFound} for a batch that is not there or not of the actor's office.
class Batches {
  public:
    explicit Batches(const Parts& parts) : parts_(parts), cases_(parts), intakes_(parts) {}

    /// `source`: the scanner's name; empty: files. Opened twice it is the same.
    store::PaperBatch open(const staff::Actor& actor, const base::BatchId& id, const std::string& source) const;
    [[nodiscard]] store::PaperBatch find(const staff::Actor& actor, const base::BatchId& id) const;
    /// Of the actor's office, newest first; those with pages that went nowhere yet, or all.
    enum class Which { Open, All };
    [[nodiscard]] std::vector<store::PaperBatch> list(const staff::Actor& actor, Which which) const;
    [[nodiscard]] BatchView show(const staff::Actor& actor, const base::BatchId& id) const;

    /// Keeps the pages of a file; what comes back without a failure is on the disk. `key`: of the file within the
    /// batch; one that was kept under it before is not kept again. `name`: the file's, for people.
    intake::StoredFile keep(const staff::Actor& actor, const base::BatchId& id, const std::string& key,
                            const std::filesystem::path& file, const std::string& name) const;
    /// What was kept under a key, in order.
    [[nodiscard]] std::vector<base::PageId> keptUnder(const base::BatchId& id, const std::string& key) const;
    /// Reads what was not read yet, or one page; each reading is saved as it comes.
    void read(const staff::Actor& actor, const base::BatchId& id, const Readers& readers,
              const std::function<void(const intake::PageOutcome&)>& onPage) const;
    void readPage(const staff::Actor& actor, const base::BatchId& id, const base::PageId& page,
                  const Readers& readers) const;
    /// For the server itself: nobody is asked whether he may.
    [[nodiscard]] std::vector<store::StoredPage> unread(const base::BatchId& id) const;

    // What persons say; `event`: the sender's, said twice it counts once.

    /// Puts pages to a section, named by the page it begins with; one of `pages` itself: a new section begins with it.
    /// A separator that is moved is a page from then on. Throws Error{CheckFailed} for pages that went to a case
    /// already.
    void move(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
              const std::vector<base::PageId>& pages, const base::PageId& section) const;
    void name(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
              const base::PageId& section, const std::string& caseKey) const;
    /// Its pages are what they are taken for, whatever speaks against it.
    void confirm(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                 const base::PageId& section) const;
    /// The clear ones go to their cases, or one of them; blank pages and separators stay. Throws Error{CheckFailed}
    /// while pages are not read, for any of them may be a separator.
    BatchTaking take(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                     const base::PageId& onlySection = {}) const;
    /// A section nobody named becomes a resident at the counter, with its pages. Throws Error{CheckFailed} for one in
    /// doubt or of a case.
    store::Intake takeAsIntake(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                               const base::PageId& section, const store::IntakeId& intake) const;

  private:
    [[nodiscard]] store::PaperBatch demanded(const staff::Actor& actor, const base::BatchId& id) const;
    [[nodiscard]] std::vector<base::CaseId> caseOfToken(const staff::Actor& actor, const std::string& tokenId) const;
    [[nodiscard]] intake::BatchPage factsOf(const staff::Actor& actor, const store::StoredPage& page) const;
    void endIfDone(const staff::Actor& actor, const base::BatchId& id) const;

    const Parts& parts_;
    Cases cases_;
    Intakes intakes_;
};

/// Why a section asks, in one sentence.
[[nodiscard]] base::Sentence sentenceOf(const BatchView& view, const intake::BatchDoubt& doubt);

}  // namespace daiban::desk
