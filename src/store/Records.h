#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
#include "base/Sentence.h"
#include "codes/label/LabelToken.h"
#include "handoff/CaseStatus.h"
#include "handoff/CertificateReturn.h"
#include "handoff/Custody.h"
#include "handoff/HandoffReport.h"
#include "handoff/Pickup.h"
#include "handoff/Settlement.h"
#include "staff/Actor.h"

// What goes into the store and what comes out of it. `actor` is always the account that acts, not a resident.
// `sequence` is the number of the audit entry that recorded the thing: it grows with every change of the store
// and is the only order there is. Times are the server's unless they are called senderTime.
namespace daiban::store {

/// One page of an input file. Pages of one file share its bytes.
struct NewPage {
    base::PageId id;  ///< the sender's
    base::BatchId batch;
    std::string mediaType;   ///< "image/jpeg", "application/pdf", ...
    std::string sourceName;  ///< file name as given, or the scanner's; may hold a name, so it is in no log
    int number = 1;          ///< page of that file, from 1
    base::Instant senderTime{};
    staff::Actor actor;
};

struct Added {
    std::int64_t sequence = 0;
    bool wasNew = false;  ///< false: it had been sent before, nothing changed
};

/// What became of a person's decision.
struct Decided {
    base::Sentence problem;  ///< not empty: it may not be, nothing was recorded
    std::int64_t sequence = 0;
    bool wasNew = false;  ///< false: it had been sent before, nothing changed
    [[nodiscard]] bool recorded() const { return problem.empty(); }
};

struct StoredPage {
    base::PageId id;
    base::BatchId batch;
    std::string blob;  ///< SHA-256 of the file's bytes, hex
    std::int64_t size = 0;
    std::string mediaType;
    std::string sourceName;
    int number = 1;
    base::Instant senderTime{};
    base::Instant receivedAt{};
    std::int64_t sequence = 0;
};

struct BatchSummary {
    base::BatchId id;
    std::int64_t pages = 0;
    std::int64_t newest = 0;  ///< sequence of its newest page
};

/// What a machine read on a page; a rerun takes its place.
struct StoredReading {
    base::PageId page;
    std::string inputHash;  ///< SHA-256 of the bytes it was made from
    std::string engine;
    std::string version;
    std::string json;
    base::Instant madeAt{};
};

/// What a person corrected on one document of a page; a later one counts, earlier ones stay.
struct Correction {
    base::PageId page;
    int document = 0;  ///< index of the document on the page, from 0; wholePage: about where its documents lie
    std::string json;
    std::string actor;
    base::Instant madeAt{};
    std::int64_t sequence = 0;

    static constexpr int wholePage = -1;
};

struct NewCase {
    base::CaseId id;  ///< the sender's
    std::string itemCode;
    std::string itemVersion;
    std::vector<std::string> situations;
    std::string applicantName;
    std::string applicantIdNumber;
    std::string office;  ///< code of the community that opens it
    std::vector<base::PageId> pages;
    staff::Actor actor;
};

struct CaseRecord {
    base::CaseId id;
    std::string number;  ///< 2026-000123-X
    std::string itemCode;
    std::string itemVersion;
    std::vector<std::string> situations;  ///< those chosen last
    std::string applicantName;            ///< as corrected last
    std::string applicantIdNumber;        ///< empty: there is none
    std::string office;
    handoff::CaseStatus status = handoff::CaseStatus::Received;
    base::Instant openedAt{};
    std::optional<base::Instant> closedAt;
    std::optional<handoff::CaseStep> closing;  ///< Archived, Withdrawn or SentBack
    std::int64_t sequence = 0;
    bool erased = false;     ///< its person's data was deleted: no name, no number, no papers
    bool corrected = false;  ///< its applicant was named otherwise before
};

/// Who applies, as a person put it right.
struct ApplicantCorrection {
    std::string name;
    std::string idNumber;  ///< empty: there is none
    std::string reason;
    std::string actor;
    base::Instant madeAt{};
    std::int64_t sequence = 0;
};

/// A page that was taken out of a case; it may be put back.
struct RemovedPage {
    StoredPage page;
    std::string reason;
    std::string actor;
    base::Instant removedAt{};
};

/// A page that belongs to no case and to nothing else.
struct LoosePage {
    StoredPage page;
    std::string office;  ///< of who kept it; staff::wholeStation: the folder's owner
    std::string actor;
};

struct OpenedCase {
    std::string number;
    std::int64_t sequence = 0;
    bool wasNew = false;
};

struct CaseFilter {
    std::optional<std::vector<std::string>> offices;  ///< only of these; empty optional: of all, empty list: of none
    std::string handedTo;                             ///< only cases of which something was handed to this office
    std::vector<handoff::CaseStatus> statuses;        ///< empty: any
    std::string item;                                 ///< its code; empty: any
    std::string text;    ///< part of the case's number, of its applicant's name or number; empty: any
    std::string cursor;  ///< nextCursor of the list before
    int limit = 50;      ///< 1 to 500
};

struct CaseList {
    std::vector<CaseRecord> cases;  ///< newest first
    std::string nextCursor;         ///< empty: no more
};

/// What a list that goes on after the cursor has smaller sequences than; the largest number for an empty one. Throws
/// Error{BadArguments} for what is no cursor.
[[nodiscard]] std::int64_t sequenceBefore(const std::string& cursor);

struct CaseCount {
    std::string office;
    handoff::CaseStatus status = handoff::CaseStatus::Received;
    std::int64_t cases = 0;
};

/// A case whose papers are complete, or promised, and that is not decided yet: its time limit runs.
struct AcceptedCase {
    base::CaseId id;
    std::string number;
    std::string itemCode;
    std::string itemVersion;
    std::string office;
    base::Instant openedAt{};
    std::int64_t sequence = 0;
    bool stopped = false;  ///< its clock stood still some time
};

struct NewChecklist {
    std::string json;
    bool complete = false;
    bool completeWithPromise = false;
};

struct StoredChecklist {
    std::string json;
    bool complete = false;
    bool completeWithPromise = false;
    std::string actor;
    base::Instant savedAt{};
    std::int64_t sequence = 0;
};

/// A folder or certificate with a label.
struct NewThing {
    std::string tokenId;                               ///< 16 base32 characters
    std::string tokenText;                             ///< all 35
    codes::TokenKind kind = codes::TokenKind::Folder;  ///< Folder or Certificate
    base::CaseId caseId;
    std::string shortNumber;
    std::string desk;  ///< office where it is labelled; empty: the case's office
    staff::Actor actor;
    bool onlyOne = false;  ///< the case takes no second thing of the kind
};

struct Thing {
    std::string tokenId;
    std::string tokenText;
    codes::TokenKind kind = codes::TokenKind::Folder;
    base::CaseId caseId;
    std::string shortNumber;
    handoff::Whereabouts whereabouts;
    std::string anchor{};  ///< where its journey begins (handoff::Story); empty in old rows
    std::int64_t anchorSequence = 0;
    base::Instant registeredAt{};
    std::int64_t sequence = 0;
};

enum class Registration {
    Registered,
    AlreadyThere,      ///< the same thing was registered before; nothing changed
    ShortNumberTaken,  ///< another thing has that short number: issue another token
    CaseHasOne,        ///< somebody labelled one of the kind before: use that
};

struct NewHandoff {
    base::HandoffId id;  ///< the sender's
    std::string from;
    std::string to;
    std::string courier;
    std::string sheetToken;  ///< token id of the sheet's own label; may be empty
    staff::Actor actor;
    std::string outside{};  ///< why somebody without an account here carries; empty: the courier is one, or nobody
};

struct HandoffRecord {
    handoff::Handoff handoff;
    std::string sheetToken;
    base::Instant openedAt{};
    std::string openedBy;
    std::optional<base::Instant> closedAt;
    std::string closedBy;
    std::int64_t sequence = 0;
};

struct OpenedHandoff {
    std::string number;
    std::int64_t sequence = 0;
    bool wasNew = false;
};

struct HandoffFilter {
    std::optional<std::vector<std::string>> offices;  ///< from or to one of these; empty optional: all
    std::optional<handoff::HandoffState> state;
    std::string cursor;
    int limit = 50;
};

struct HandoffList {
    std::vector<HandoffRecord> handoffs;  ///< newest first
    std::string nextCursor;
};

struct RecordedCustody {
    handoff::Outcome outcome;  ///< a resend gets the answer the first one got
    std::int64_t sequence = 0;
    bool wasNew = false;
};

/// The code of a handoff sheet or a pouch scanned by one side: it signs for all the things under it that this side has
/// said nothing of; each may still be scanned alone.
struct SheetScan {
    base::EventId id;  ///< the sender's; the scans of the things take their ids from it
    base::HandoffId handoff;
    std::string container;  ///< token id of a pouch; empty: the sheet itself
    handoff::Side side = handoff::Side::Giver;
    std::vector<std::string> things;  ///< those the signer saw; empty in a live scan: those the store knows
    staff::Actor actor;
    base::Instant senderTime{};
    std::optional<handoff::SenderOrder> order{};
};

struct SignedThing {
    std::string thing;
    RecordedCustody custody;
};

/// Things put under one code, or taken out from under it.
struct NewPacking {
    std::string container;  ///< token id of a pouch, or of a handoff's sheet
    std::vector<std::string> put;
    std::vector<std::string> takeOut;
    staff::Actor actor;
};

/// A difference or an alarm that nobody has settled.
struct Discrepancy {
    base::HandoffId handoff;
    std::string number;  ///< of the handoff
    std::string from;
    std::string to;
    std::string thing;
    std::string shortNumber;  ///< empty: the label is unknown
    std::string desk;         ///< where the thing is by the books
    handoff::LineState state = handoff::LineState::Missing;
    handoff::Doubt doubt = handoff::Doubt::None;
    std::int64_t sequence = 0;   ///< of the line's first scan
    base::EventId labelAlarm{};  ///< of a label whose key was withdrawn: then `handoff` may be empty; empty: it is none
};

/// A label of a withdrawn key that somebody held out.
struct NewLabelAlarm {
    base::EventId id;         ///< the sender's
    std::string scanned;      ///< token id
    char key = '0';           ///< the key's id
    std::string withdrawn;    ///< day since which it is
    base::HandoffId handoff;  ///< on which it was scanned; empty: elsewhere
    staff::Actor actor;
};

struct DiscrepancyFilter {
    std::optional<std::vector<std::string>>
        offices;              ///< giving, receiving or holding one of these; empty optional: all
    bool alarmsOnly = false;  ///< copied labels and two takers
};

struct ClosedHandoff {
    handoff::CloseDecision decision;
    handoff::HandoffReport report;
};

/// A person's own signature for one side of a handoff, drawn on a screen.
struct NewSheetSignature {
    base::EventId id;  ///< the sender's
    base::HandoffId handoff;
    handoff::Side side = handoff::Side::Giver;
    staff::Actor actor;
    base::Instant senderTime{};  ///< kept, never believed
};

struct SheetSignature {
    base::EventId id;
    handoff::Side side = handoff::Side::Giver;
    std::string picture;  ///< SHA-256 of its blob
    std::string actor;
    std::string office;  ///< the actor's
    base::Instant senderTime{};
    base::Instant recordedAt{};
};

struct NewReturn {
    base::EventId id;  ///< the sender's
    handoff::ReturnDecision decision = handoff::ReturnDecision::Confirmed;
    base::CaseId caseId;    ///< empty: NoCase
    base::PageId page;      ///< the scanned certificate
    int document = 0;       ///< of the page, from 0
    std::string matchJson;  ///< why it was taken for this case's
    std::string reason;     ///< of a person who says yes to what does not match, or no to what was confirmed
    handoff::CertificateMark mark{};
    staff::Actor actor;
};

struct Return {
    base::EventId id;
    handoff::ReturnDecision decision = handoff::ReturnDecision::Confirmed;
    base::CaseId caseId;
    base::PageId page;
    int document = 0;
    std::string matchJson;
    std::string reason;
    handoff::CertificateMark mark;
    std::string actor;
    base::Instant recordedAt{};
    std::int64_t sequence = 0;
};

/// A case whose certificate waits for its resident longer than it should (逾期未领).
/// A certificate left the desk and nobody signed for it.
struct UnsignedPickup {
    CaseRecord record;
    base::EventId event;
    std::string personName;
    base::Instant recordedAt{};
};

struct NewErasure {
    base::EventId id;  ///< the sender's
    std::vector<base::CaseId> cases;
    std::string reason;
    staff::Actor actor;
};

struct ErasedCase {
    base::CaseId id;
    std::string number;
    std::int64_t pages = 0;        ///< that go
    std::int64_t sharedPages = 0;  ///< that stay, because another case has them too
    std::int64_t readings = 0;
    std::int64_t corrections = 0;  ///< of readings and of the applicant
    std::int64_t checklists = 0;
    std::int64_t returns = 0;
    std::int64_t pickups = 0;  ///< whose names go
};

/// What is deleted of a person, or would be.
struct Erasure {
    std::vector<base::Sentence> problems;  ///< not empty: nothing is deleted
    std::vector<ErasedCase> cases;
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t sharedFiles = 0;  ///< that stay, because another page has the same bytes
    std::int64_t sequence = 0;     ///< 0: nothing was deleted
    bool wasNew = false;
};

/// A deletion that was done, and what it says of itself; it names nobody.
struct RecordedErasure {
    base::EventId id;
    std::string reason;
    std::string actor;
    base::Instant at{};
    Erasure report;
};

struct OverduePickup {
    CaseRecord waiting;
    base::Instant since{};  ///< its last certificate came back
};

struct NewPickup {
    base::EventId id;  ///< the sender's
    base::CaseId caseId;
    handoff::Pickup pickup;
    base::Instant senderTime{};
    staff::Actor actor;
    std::vector<base::CaseId> moreCases{};  ///< of the same person, under the same signature
    /// By case, what speaks against the agent's mandate as it was read (handoff::PickupCase); it is not stored.
    std::map<base::CaseId, std::vector<base::Sentence>> mandateFaults{};
};

struct PickupUndo {
    base::EventId id;      ///< the sender's
    base::EventId pickup;  ///< of all its cases
    std::string reason;
    staff::Actor actor;
};

struct PickupOutcome {
    std::vector<base::Sentence> problems;  ///< not empty: nothing was recorded
    std::int64_t sequence = 0;
    bool wasNew = false;
    [[nodiscard]] bool recorded() const { return problems.empty(); }
};

struct PickupRecord {
    base::EventId id;     ///< of the row
    base::EventId event;  ///< the sender's; the same for all cases under one signature
    base::CaseId caseId;
    handoff::Pickup pickup;
    base::Instant senderTime{};
    base::Instant recordedAt{};
    std::string actor;
    std::int64_t sequence = 0;
};

/// One line of a case's story.
struct HistoryEntry {
    std::int64_t sequence = 0;
    base::Instant at{};
    std::string actor;
    std::string action;       ///< "case.opened", "custody.recorded", ...
    base::Sentence sentence;  ///< without personal data but the reason a person typed
};

enum class VerifyDepth {
    Quick,  ///< blobs by presence and size
    Full,   ///< blobs rehashed
};

struct VerifyReport {
    std::int64_t blobs = 0;
    std::int64_t pages = 0;
    std::int64_t rows = 0;  ///< of all audited tables
    std::int64_t auditEntries = 0;
    std::string auditHead;         ///< hash of the last entry; noted elsewhere, it proves nothing was cut off
    std::int64_t orphanBlobs = 0;  ///< no error: written, but the change they belonged to never came
    std::int64_t temporaryFiles = 0;
    std::vector<base::Sentence> damages;
    [[nodiscard]] bool clean() const { return damages.empty(); }
};

/// A version of a model that was saved or withdrawn: "items", "SB-001", 1001.
struct ModelChange {
    std::string kind;
    std::string code;
    int number = 0;
    std::string effective;  ///< YYYY-MM-DD
    std::string sha256;     ///< of its text
};

}  // namespace daiban::store
