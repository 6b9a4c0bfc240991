#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Sentence.h"
#include "cases/deadlines/CaseDeadline.h"
#include "cases/items/Subject.h"
#include "staff/Verb.h"
#include "store/Accounts.h"
#include "store/ApiTokens.h"
#include "store/Backup.h"
#include "store/DataFolder.h"
#include "store/Overview.h"
#include "store/PrintJobs.h"
#include "store/Quality.h"
#include "store/Records.h"
#include "store/Refusals.h"
#include "store/Workstation.h"

namespace daiban::store {

struct StoreOptions {
    std::chrono::milliseconds patience{15000};  ///< how long to wait for another process that writes
    Missing missing = Missing::Create;
    /// A person's word that the machine's clock is right, though it stands far from the last change.
    bool clockIsRight = false;
};

/// Everything that is kept: DATA/daiban.db and DATA/blobs/ab/<sha256>; DATA/daiban.json says whose folder it is.
///
/// A verb that only reads sees one state of the database and waits for no writer; verbs that change wait for one
/// another.
///
/// Every method is one transaction and every change writes its audit entry in it. When a method returns, what it was
/// given is on the disk. Ids are the sender's (UUIDv7); sending one again with the same content changes nothing, with
/// other content throws Error{BadArguments}. A thing that is not there, or a step that is not allowed, throws
/// Error{NotFound}; a disk that is full, a locked or damaged folder throws Error{StorageFailed}. Several processes may
/// use one folder, and several threads one Store.
class Store {
  public:
    /// Makes the folder when it is missing and `options` allow it; a folder of which a part is gone is refused and left
    /// as it is. One that may not be written to is a copy: everything can be read, every change throws
    /// Error{StorageFailed}. `clock` and `random` must outlive the store.
    [[nodiscard]] static Store open(const std::filesystem::path& dataFolder, const base::Clock& clock,
                                    base::Random& random, const StoreOptions& options = {});
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    // Pages and what was read on them
    Added addPage(const NewPage& page, std::string_view bytes);
    /// The pages of one file, all or none; at least one. In the order given.
    std::vector<Added> addPages(const std::vector<NewPage>& pages, std::string_view bytes);
    [[nodiscard]] std::optional<StoredPage> findPage(const base::PageId& id) const;
    [[nodiscard]] std::vector<StoredPage> pagesOf(const base::BatchId& batch) const;
    [[nodiscard]] std::vector<StoredPage> pagesOf(const base::CaseId& caseId) const;
    /// Newest first, those older than `before` (a BatchSummary's newest).
    [[nodiscard]] std::vector<BatchSummary> batches(int most, std::optional<std::int64_t> before = {}) const;
    /// The bytes as they came. Not checked against the hash: verify does that.
    [[nodiscard]] std::string readBlob(const std::string& sha256) const;
    [[nodiscard]] std::filesystem::path blobPath(const std::string& sha256) const;
    /// Pages of no case (any more), which are no certificates that came back and no pictures of a pickup; oldest first.
    [[nodiscard]] std::vector<LoosePage> loosePages() const;
    /// The office of who kept the page. Throws Error{NotFound} when it is not there.
    [[nodiscard]] std::string officeOf(const base::PageId& page) const;

    void saveReading(const StoredReading& reading, const staff::Actor& actor);
    [[nodiscard]] std::optional<StoredReading> reading(const base::PageId& page) const;
    void saveCorrection(const base::PageId& page, int document, const std::string& json, const staff::Actor& actor);
    /// The newest of every document of the page, by document.
    [[nodiscard]] std::vector<Correction> corrections(const base::PageId& page) const;

    /// Copies the data folder into `target`, while others read and write: the database as it stands at one moment, and
    /// every blob it speaks of, each hashed on the way; then keys, offices and all else the folder holds. A folder that
    /// holds an earlier backup of the same data folder gets what is new; until that is whole the earlier one stays
    /// good. Throws Error{BadArguments} for a folder that holds something else or lies in the data folder,
    /// Error{StorageFailed} when a blob is damaged (named) or the disk fails.
    /// `moved` is told how many blobs are done and ends it with false: then Error{CheckFailed}.
    [[nodiscard]] Backup backUp(const std::filesystem::path& target, const BackupMoved& moved = {}) const;

    // Label keys
    /// Fingerprints of the keys labels were signed with, by key id; empty as long as there were none.
    [[nodiscard]] std::map<char, std::string> labelKeys() const;
    /// Since when the store knows each key, and how many things have a label signed with it; by key id.
    [[nodiscard]] std::vector<LabelKeyFacts> labelKeyFacts() const;
    /// Keys are a file; that one was withdrawn, and why, is in the audit log.
    void recordKeyWithdrawn(char id, const std::string& reason, const staff::Actor& actor);
    /// Adds those that are new. Throws Error{StorageFailed} when a key of the same id has another fingerprint: labels
    /// made with it would be none of this folder's.
    void rememberLabelKeys(const std::map<char, std::string>& fingerprints, const staff::Actor& actor);

    // Cases
    OpenedCase openCase(const NewCase& opened);
    /// By id, number, short number (as printed or typed) or token id.
    [[nodiscard]] std::optional<CaseRecord> findCase(std::string_view key) const;
    [[nodiscard]] CaseList listCases(const CaseFilter& filter = {}) const;
    /// Those that may hold the filter's text in their number, the applicant's name (now or before) or number, or what
    /// was read on their pages, or whose applicant's name may sound like it: all that do, and a few that do not.
    [[nodiscard]] CaseList searchCases(const CaseFilter& filter) const;
    /// Pages whose words searchCases() looks at: in the case, or of a certificate that came back for it.
    [[nodiscard]] std::vector<base::PageId> searchedPagesOf(const base::CaseId& caseId) const;
    // Of the filter's offices, handedTo, statuses and item; the rest of it counts for nothing.
    [[nodiscard]] std::vector<CaseCount> countCases(const CaseFilter& filter) const;        ///< by office and status
    [[nodiscard]] std::vector<AcceptedCase> acceptedCases(const CaseFilter& filter) const;  ///< newest first
    [[nodiscard]] std::int64_t countThingsInTransit(const CaseFilter& filter) const;
    /// Whether a thing of the case was ever signed out to the office.
    [[nodiscard]] bool wasHandedTo(const base::CaseId& caseId, std::string_view office) const;
    /// Pages that are there already are passed over. Returns how many were added.
    int addPagesToCase(const base::CaseId& caseId, const std::vector<base::PageId>& pages, const staff::Actor& actor);
    /// What is needed depends on them; those the case was opened with are kept beside. Nothing changes when they are
    /// the case's already. Throws Error{NotFound} for a closed case.
    void chooseSituations(const base::CaseId& caseId, const std::vector<std::string>& situations,
                          const staff::Actor& actor);
    /// The clock of the time limit stands still after `from`. Throws Error{NotFound} when it does already or the case
    /// is closed, Error{BadArguments} for a day before the case was opened.
    void stopClock(const base::CaseId& caseId, cases::StopReason reason, base::Date from, const staff::Actor& actor);
    /// The clock goes on after `until`. Throws Error{NotFound} when it does not stand still, Error{BadArguments} for a
    /// day before it stopped.
    void resumeClock(const base::CaseId& caseId, base::Date until, const staff::Actor& actor);
    [[nodiscard]] std::vector<cases::ClockStop> clockStops(const base::CaseId& caseId) const;  ///< oldest first
    /// `step`: Archived after the pickup; Withdrawn or SentBack before it.
    void closeCase(const base::CaseId& caseId, handoff::CaseStep step, const staff::Actor& actor);
    /// Back to where it stood, by what is recorded of it. Throws Error{NotFound} when it is not closed,
    /// Error{BadArguments} without a reason.
    void reopenCase(const base::CaseId& caseId, const std::string& reason, const staff::Actor& actor);
    /// Kept beside what the case was opened with; nothing changes when it says so already. Throws Error{NotFound} for a
    /// closed case and while a certificate is confirmed for it: that was held against who applied before.
    void correctApplicant(const base::CaseId& caseId, const cases::Identity& applicant, const std::string& reason,
                          const staff::Actor& actor);
    [[nodiscard]] std::vector<ApplicantCorrection> applicantCorrections(const base::CaseId& caseId) const;
    /// As it was opened and as it was corrected but for the last time, oldest first; empty when it never was.
    [[nodiscard]] std::vector<cases::Identity> formerApplicants(const base::CaseId& caseId) const;
    /// The page stays, in no case or in its others; sending it to the case again does not put it back. Throws
    /// Error{NotFound} for a closed case, a page that is not in it, and one that a pickup or a return rests on.
    void removePage(const base::CaseId& caseId, const base::PageId& page, const std::string& reason,
                    const staff::Actor& actor);
    /// Into the place it had.
    void restorePage(const base::CaseId& caseId, const base::PageId& page, const std::string& reason,
                     const staff::Actor& actor);
    [[nodiscard]] std::vector<RemovedPage> removedPages(const base::CaseId& caseId) const;
    void saveChecklist(const base::CaseId& caseId, const NewChecklist& checklist, const staff::Actor& actor);
    [[nodiscard]] std::optional<StoredChecklist> checklist(const base::CaseId& caseId) const;  ///< the newest
    [[nodiscard]] std::vector<HistoryEntry> history(const base::CaseId& caseId) const;

    // Labelled things
    Registration registerThing(const NewThing& thing);
    [[nodiscard]] std::optional<Thing> thingByToken(std::string_view tokenId) const;
    [[nodiscard]] std::optional<Thing> thingByShortNumber(std::string_view shortNumber) const;
    [[nodiscard]] std::vector<Thing> thingsOfCase(const base::CaseId& caseId) const;
    [[nodiscard]] std::vector<Thing> thingsOnDesk(std::string_view office) const;
    [[nodiscard]] std::vector<Thing> thingsInTransit() const;
    [[nodiscard]] std::vector<Thing> thingsCarriedBy(std::string_view account) const;

    // Handoffs
    OpenedHandoff openHandoff(const NewHandoff& opened);
    /// By id, number or the token id of its sheet.
    [[nodiscard]] std::optional<HandoffRecord> findHandoff(std::string_view key) const;
    [[nodiscard]] HandoffList listHandoffs(const HandoffFilter& filter = {}) const;
    /// Judges the scan by handoff::apply and records it with what it did, moving thing and case when it is legal. A
    /// sheet's or pouch's code scanned in a thing's place is said to be one and leaves no trace (sequence 0).
    RecordedCustody recordCustody(const handoff::CustodyEvent& event);
    /// Throws Error{BadArguments} for a late scan that does not name its things.
    std::vector<SignedThing> recordSheet(const SheetScan& scan);
    void pack(const NewPacking& packing);
    /// What the giver is to sign out and nobody has scanned on this handoff: what was put under its sheet's code; when
    /// nothing was, what waits at the giver's desk to go that way: folders of its own cases whose papers are complete
    /// or promised, certificates of the receiver's cases. Token ids, oldest first, at most 200.
    [[nodiscard]] std::vector<std::string> plannedOn(const base::HandoffId& handoff) const;
    [[nodiscard]] std::vector<std::string> contentsOf(std::string_view container) const;
    /// What a person decides of a difference, an alarm, or where a thing is.
    Decided settle(const handoff::Settlement& settlement);
    /// Oldest first.
    [[nodiscard]] std::vector<Discrepancy> discrepancies(const DiscrepancyFilter& filter = {}) const;

    /// False: it was raised before, or an open one says the same of that label there.
    bool raiseLabelAlarm(const NewLabelAlarm& alarm);
    /// The office where a label of a withdrawn key was held out; empty: there is no such alarm.
    [[nodiscard]] std::optional<std::string> officeOfLabelAlarm(const base::EventId& id) const;
    /// Closed before it stays as it was. Throws Error{NotFound}.
    void closeLabelAlarm(const base::EventId& id, const std::string& reason, const staff::Actor& actor);
    [[nodiscard]] std::vector<handoff::RecordedEvent> custodyOf(const base::HandoffId& handoff) const;
    [[nodiscard]] handoff::HandoffReport reportOf(const base::HandoffId& handoff) const;
    ClosedHandoff closeHandoff(const base::HandoffId& handoff, handoff::Differences differences,
                               const staff::Actor& actor);
    /// What somebody drew for one side, on a handoff that may be closed by now. A person signs once.
    Decided signHandoff(const NewSheetSignature& signature, std::string_view picture);
    [[nodiscard]] std::vector<SheetSignature> signaturesOf(const base::HandoffId& handoff) const;  ///< oldest first

    // Certificates that come back and are collected
    /// One certificate belongs to one case; a page of the case's own papers needs a reason.
    Decided recordReturn(const NewReturn& returned);
    /// Standing confirmations, oldest first.
    [[nodiscard]] std::vector<Return> returnsOf(const base::CaseId& caseId) const;
    [[nodiscard]] std::vector<Return> decisionsOn(const base::PageId& page) const;  ///< all, oldest first
    /// Standing confirmations of every case with a certificate of this number (comparable, SameParty.h).
    [[nodiscard]] std::vector<Return> returnsOfNumber(std::string_view number) const;
    /// All its cases or none.
    PickupOutcome recordPickup(const NewPickup& pickup);
    /// The cases wait again and their certificates are on their offices' desks.
    Decided undoPickup(const PickupUndo& undo);
    [[nodiscard]] std::optional<PickupRecord> pickupOf(const base::CaseId& caseId) const;
    /// Longest waiting first.
    [[nodiscard]] std::vector<OverduePickup> overduePickups(const std::optional<std::vector<std::string>>& offices,
                                                            int days) const;

    /// The resident was told that his certificate waits: an entry of the case's history, and nothing of what was said.
    void recordReminder(const base::CaseId& caseId, const staff::Actor& actor);
    /// When that was last; empty: never since it waits.
    [[nodiscard]] std::optional<base::Instant> remindedAt(const base::CaseId& caseId) const;

    /// Who collected signed later, on the receipt: its picture is put to every case of the pickup. Repeated with the
    /// same page it changes nothing; a signature that is there is not replaced.
    Decided signPickup(const base::EventId& pickup, const base::PageId& signature, const staff::Actor& actor);
    /// Standing pickups in person or by an agent that nobody signed for, oldest first.
    [[nodiscard]] std::vector<UnsignedPickup> unsignedPickups(
        const std::optional<std::vector<std::string>>& offices) const;

    // Counts over many cases: open ones, but for those asked by when they began and ended. Of a filter only offices and
    // handedTo count.
    [[nodiscard]] std::vector<ThingsAt> thingsByPlace(const CaseFilter& filter, base::Instant movedBefore) const;
    [[nodiscard]] StillList stillThings(const CaseFilter& filter, const StillFilter& still) const;
    /// How many cases were opened from each mark to the next.
    [[nodiscard]] std::vector<std::int64_t> casesOpened(const CaseFilter& filter,
                                                        const std::vector<base::Instant>& marks) const;
    /// Picked up or closed, since this was first kept with each case.
    [[nodiscard]] std::vector<EndedCases> casesEnded(const CaseFilter& filter, base::Instant from,
                                                     base::Instant before) const;
    [[nodiscard]] std::vector<WorkerCases> casesByWorker(const CaseFilter& filter) const;
    /// Of each certificate that waits for its resident, when it came back.
    [[nodiscard]] std::vector<base::Instant> certificatesBackSince(const CaseFilter& filter) const;
    [[nodiscard]] AuditList auditLines(const AuditFilter& filter) const;

    // A person's data is deleted
    /// What erase() would do now. Throws Error{NotFound} for a case that is not there.
    [[nodiscard]] Erasure planErasure(const std::vector<base::CaseId>& cases) const;
    /// Names, numbers, pages, readings, corrections, checklists and files of closed cases; what another case needs too
    /// stays. All or nothing. Custody, the audit log and the cases' numbers stay: they name nobody.
    Erasure erase(const NewErasure& erasure);
    [[nodiscard]] std::vector<RecordedErasure> erasures() const;  ///< newest first
    /// Cases in which a person of that number collected something.
    [[nodiscard]] std::vector<CaseRecord> casesCollectedBy(
        const std::string& idNumber, const std::optional<std::vector<std::string>>& offices) const;

    // What was given to printers
    Added queuePrint(const NewPrintJob& asked);
    /// The job is this caller's to send, and on the disk as being sent, when it is returned; empty when it is not to be
    /// sent (any more): another sends it, or it was sent. No byte may leave before.
    [[nodiscard]] std::optional<PrintJob> beginSending(const PrintJobId& id, const staff::Actor& actor);
    /// `state`: Printed, Failed or Unknown. Throws Error{NotFound} when the job is not being sent.
    void finishSending(const PrintJobId& id, PrintState state, const base::Sentence& sentence,
                       const staff::Actor& actor);
    /// Oldest first; `printer` empty: of all.
    [[nodiscard]] std::vector<PrintJob> jobsBeingSent(const std::string& printer) const;
    [[nodiscard]] std::optional<PrintJob> findPrintJob(const PrintJobId& id) const;
    [[nodiscard]] PrintJobList listPrintJobs(const PrintJobFilter& filter = {}) const;

    // Pages looked at for the archive
    void savePageChecks(const std::vector<StoredPageCheck>& checks, const staff::Actor& actor);
    [[nodiscard]] std::optional<StoredPageCheck> pageCheck(const base::PageId& page) const;
    /// Pages of cases of these offices (or all) that came from `from` on and before `before`: case by case, in the
    /// order of each.
    [[nodiscard]] std::vector<PageOfCase> pagesReceived(const std::optional<std::vector<std::string>>& offices,
                                                        base::Instant from, base::Instant before) const;
    /// False, and nothing is kept: one of the pages was drawn from before for the same case or day and office.
    bool addSample(const NewSample& sample);
    [[nodiscard]] std::vector<Sample> samplesOf(const SampleOf& of) const;  ///< oldest first
    [[nodiscard]] std::optional<Sample> findSample(const SampleId& id) const;
    /// Throws Error{NotFound} for a page that was not drawn.
    Added recordQualityVerdict(const NewQualityVerdict& verdict);
    [[nodiscard]] std::vector<QualityVerdict> qualityVerdicts(const SampleId& sample) const;  ///< all, oldest first

    // Who works here, and for which households
    /// Throws Error{BadArguments} for a name that is taken or none.
    void addAccount(const NewAccount& added);
    /// All or none, and only when there is no account yet; says whether it did.
    bool addFirstAccounts(const std::vector<NewAccount>& added, const staff::Actor& actor);
    [[nodiscard]] std::optional<Account> findAccount(const std::string& name) const;
    /// By name; of these offices, or all.
    [[nodiscard]] std::vector<Account> accounts(const std::optional<std::vector<std::string>>& offices = {}) const;
    void setAccountState(const std::string& name, AccountState state, const staff::Actor& actor);
    void setAccountRoles(const std::string& name, const staff::Roles& roles, const staff::Actor& actor);
    /// `passwordHash`: base::passwordHash. Ends a wait after wrong passwords too.
    void setPassword(const std::string& name, const std::string& passwordHash, const staff::Actor& actor);
    /// For signIn(): empty when there is no such account or it has no password.
    [[nodiscard]] std::string passwordHashOf(const std::string& name) const;
    /// For signIn(): counts a wrong password, or forgets the count after a right one; neither while the account waits.
    Account recordTry(const std::string& name, PasswordWas password);
    /// For signIn(): `name` is empty when there is no such account, because people type passwords there.
    void recordRefusedSignIn(const std::string& name, const base::Sentence& sentence);
    /// All or none; those that are there take the new address and social worker. Throws Error{NotFound} when a social
    /// worker has no account.
    HouseholdsImported importHouseholds(const std::vector<Household>& households, const staff::Actor& actor);
    [[nodiscard]] std::vector<Household> householdsOfCommunity(const std::string& community) const;
    [[nodiscard]] std::vector<Household> householdsOfWorker(const std::string& account) const;
    [[nodiscard]] std::vector<WorkerLoad> workerLoads() const;

    /// Offices are files; that one was changed is in the audit log. `action`: "office.added" or "office.closed".
    void recordOfficeChange(std::string_view action, const std::string& code, const staff::Actor& actor);

    /// What was taught is a file; that pages were taught or forgotten is in the audit log. `action`: "type.taught" (of
    /// a document type) or "type.forgotten" (of an example's id).
    void recordTeaching(std::string_view action, const std::string& subject, std::size_t pages,
                        const staff::Actor& actor);

    /// Versions of models are files; that one was saved or withdrawn is in the audit log. `action`: "model.saved" or
    /// "model.withdrawn".
    void recordModelChange(std::string_view action, const ModelChange& change, const staff::Actor& actor);

    // Tokens of other programs (ApiTokens.h)
    /// False: it was made before, and stays what it was then.
    bool addApiToken(const NewApiToken& added);
    [[nodiscard]] std::optional<ApiToken> apiToken(const std::string& id) const;
    [[nodiscard]] std::optional<ApiToken> apiTokenByHash(const std::string& hash) const;
    [[nodiscard]] std::vector<ApiToken> apiTokensOf(const std::string& account) const;  ///< newest first
    /// Good for nothing from now on. Throws Error{NotFound} when it is not there.
    void withdrawApiToken(const std::string& id, const staff::Actor& actor);
    void apiTokenUsed(const std::string& id, base::Instant at);
    /// A token that was none (any more), or was not made for this. `actor`: without an account when there is none;
    /// `subject`: the token's id, never what a program says.
    void recordRefusedToken(const staff::Actor& actor, const std::string& subject, const base::Sentence& sentence);

    // Telephones that take pictures for an intake (Workstation.h)
    void offerPhone(const Phone& phone, const std::string& offer);
    /// Takes the offer, once: from then on it is `token`. Empty: there is no such offer, or it was taken or is over.
    std::optional<Phone> pairPhone(const std::string& offer, const std::string& token, base::Instant at,
                                   base::Instant endsAt);
    [[nodiscard]] std::optional<Phone> phoneByToken(const std::string& token) const;
    [[nodiscard]] std::vector<Phone> phonesOf(const IntakeId& intake) const;  ///< newest first
    void phoneSeen(const std::string& id, base::Instant at, int pages);       ///< `pages`: more it sent
    void endPhone(const std::string& id);
    void endOldPhones(base::Instant endedBefore);

    // What was not allowed
    /// Writes an entry into the audit log. `subject`: id of what it was about; `sentence`: as it is said, without
    /// personal data.
    void recordRefusal(const staff::Actor& actor, staff::Verb verb, std::string_view subject,
                       const base::Sentence& sentence);
    [[nodiscard]] RefusalList refusals(const RefusalFilter& filter = {}) const;

    // What the browser workstation keeps (Workstation.h)
    void addSession(const WebSession& session);
    [[nodiscard]] std::optional<WebSession> session(const std::string& id) const;
    void sessionSeen(const std::string& id, base::Instant at);
    void endSession(const std::string& id);
    void endSessionsOf(const std::string& account);
    void endOldSessions(base::Instant seenBefore, base::Instant createdBefore);

    /// Sent twice it is opened once, and given as it is now.
    Intake openIntake(const Intake& intake);
    [[nodiscard]] std::optional<Intake> findIntake(const IntakeId& id) const;
    /// Of the account, newest first; of all, oldest first, when `account` is empty.
    [[nodiscard]] std::vector<Intake> openIntakes(const std::string& account) const;
    /// Everything but its office and when it was opened; counts its version on.
    void changeIntake(const Intake& intake);
    void touchIntake(const IntakeId& id);                                           ///< counts its version on
    [[nodiscard]] std::vector<IntakePage> pagesOfIntake(const IntakeId& id) const;  ///< in order, removed ones too
    /// Those that are in it already are passed over.
    void addPagesToIntake(const IntakeId& id, const std::vector<base::PageId>& pages);
    /// `removed`: why it was taken out; empty: it is in it.
    void markIntakePage(const IntakeId& id, const base::PageId& page, const std::optional<std::string>& removed);
    // Stacks of paper (Workstation.h)
    /// Sent twice it is opened once, and given as it is now.
    PaperBatch openBatch(const PaperBatch& batch);
    [[nodiscard]] std::optional<PaperBatch> findBatch(const base::BatchId& id) const;
    /// Newest first; `state` empty: all.
    [[nodiscard]] std::vector<PaperBatch> batchesOf(const std::string& office, std::optional<BatchState> state,
                                                    int most) const;
    [[nodiscard]] std::vector<PaperBatch> openBatches() const;  ///< of every office, oldest first
    void setBatchState(const base::BatchId& id, BatchState state);
    [[nodiscard]] std::vector<BatchWord> batchWords(const base::BatchId& id) const;  ///< in order
    /// False: it was said before. A word of the kind Taken puts its pages into the case or the intake in the same
    /// transaction, and nothing when the batch is not at `version` any more: then Error{CheckFailed}.
    bool addBatchWord(const BatchWord& word, const staff::Actor& actor, std::optional<std::int64_t> version = {});

    [[nodiscard]] std::vector<UsedItem> itemsUsed(const std::string& office) const;  ///< most used first
    [[nodiscard]] std::vector<base::CaseId> casesWith(const base::PageId& page) const;
    /// Somebody looked at what is personal: an entry of the audit log. `what`: "applicant", "field id_number", ...
    void recordSight(const staff::Actor& actor, std::string_view what, std::string_view subject,
                     const base::CaseId& caseId);

    /// Whether database, blobs and audit chain agree. Changes nothing.
    [[nodiscard]] VerifyReport verify(VerifyDepth depth) const;

    struct Impl;  ///< of the store's own .cpp files

  private:
    bool takeToCase(const BatchWord& word, const staff::Actor& actor, std::optional<std::int64_t> version);
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Where a certificate is by the books once its resident has it.
inline constexpr std::string_view residentsHands = "领取人";

}  // namespace daiban::store
