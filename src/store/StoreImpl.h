#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/Sentence.h"
#include "store/Audit.h"
#include "store/Blobs.h"
#include "store/Database.h"
#include "store/Readers.h"
#include "store/Sql.h"
#include "store/Store.h"

namespace daiban::store {

struct Store::Impl {
    Impl(std::filesystem::path where, const base::Clock& time, base::Random& chance, Database connection,
         std::chrono::milliseconds patience, bool copy = false)
        : folder(std::move(where)),
          clock(time),
          random(chance),
          blobs(folder / "blobs"),
          database(std::move(connection)),
          readers(folder / "daiban.db", patience, copy) {}

    std::filesystem::path folder;
    const base::Clock& clock;
    base::Random& random;
    Blobs blobs;
    Database database;  ///< the connection that writes
    std::mutex mutex;   ///< its user
    Readers readers;
    bool clockIsRight = false;

    [[nodiscard]] Snapshot read() { return Snapshot(readers); }

    [[nodiscard]] Change begin(std::string action, const staff::Actor& actor) {
        return {database, clock, std::move(action), actor, clockIsRight};
    }
};

/// Throws Error{BadArguments} when `text` is no UUID; `what` names it in the sentence.
void requireUuid(const std::string& text, const base::Sentence& what);
/// Throws Error{BadArguments} when `text` is not a token's 16 base32 characters.
void requireTokenId(const std::string& text);
/// An id came a second time with other content.
[[noreturn]] void refuseOtherContent(const base::Sentence& what);
[[noreturn]] void notFound(const base::Sentence& what);

/// "2026-000123-X": the next of its series and year (in China), with its check character.
[[nodiscard]] std::string nextNumber(Database& database, std::string_view prefix, base::Instant now);

/// What a cursor stands for. Throws Error{BadArguments} when it is none of ours.
[[nodiscard]] std::int64_t pageSize(int limit);
[[nodiscard]] std::string upperCase(std::string_view text);
/// How a short number is looked up: upper case without hyphens and blanks.
[[nodiscard]] std::string shortKeyOf(std::string_view shortNumber);

[[nodiscard]] StoredPage pageFrom(const Row& row);
[[nodiscard]] CaseRecord caseFrom(const Row& row);
[[nodiscard]] Thing thingFrom(const Row& row);
/// An entry in words, without personal data but the reason a person typed.
[[nodiscard]] base::Sentence sentenceFor(Database& database, const AuditEntry& entry);
[[nodiscard]] HandoffRecord handoffFrom(const Row& row);
/// Adds what labels of withdrawn keys raised and nobody closed; then all are in order of sequence.
void addLabelAlarms(Database& database, const DiscrepancyFilter& filter, std::vector<Discrepancy>& open);
[[nodiscard]] handoff::RecordedEvent custodyFrom(const Row& row);
[[nodiscard]] handoff::Side otherSide(handoff::Side side);
/// Whether an account signed that side of a handoff: for a thing, or with its name.
[[nodiscard]] bool hasSigned(Database& database, const base::HandoffId& handoff, handoff::Side side,
                             const std::string& account);

/// By key within a transaction; throw Error{NotFound}.
[[nodiscard]] CaseRecord caseById(Database& database, const base::CaseId& id);
/// Throws Error{NotFound}: "Case 2026-000123-X is closed and takes no more pages."
[[noreturn]] void refuseClosed(const CaseRecord& record, const base::Sentence& what);
void requirePage(Database& database, const base::PageId& id);
/// As Store::addPagesToIntake, in a transaction.
void insertIntakePages(Database& database, const IntakeId& id, const std::vector<base::PageId>& pages);
/// Pages that are there already are passed over. Returns how many were added.
int insertPages(Database& database, Change& change, const base::CaseId& caseId, const std::vector<base::PageId>& pages);
/// The row of a blob that is on the disk; none when it is known.
void insertBlob(Database& database, Change& change, const std::string& blob, std::size_t size);
[[nodiscard]] HandoffRecord handoffById(Database& database, const base::HandoffId& id);
[[nodiscard]] Thing thingById(Database& database, const std::string& tokenId);
/// How the things of a handoff stand (Custody.cpp).
[[nodiscard]] handoff::HandoffReport reportFrom(Database& database, const handoff::Handoff& handoff);
/// A person or a pickup says where a thing is: its journey begins there anew.
void placeThing(Database& database, Change& change, const Thing& thing, const std::string& party);
/// A folder from before lines were kept gets them from its scans, so that its open handoffs do not close as if nothing
/// were under way. Does nothing else and nothing twice.
void takeOverOldScans(Database& database, const base::Clock& clock);
/// Deletes the files of erasures that were cut off before they had, and empties the log of changes.
void finishErasures(Database& database, Blobs& blobs, const base::Clock& clock);
/// Judges anew what waits for scans over sheets that were open.
void reviewWaiting(Database& database, Change& change);
/// Rows of cases, one more than the limit where there are more.
[[nodiscard]] CaseList caseListOf(const std::vector<Row>& rows, std::int64_t limit);
// What cases are searched by (Search.cpp); to be called where what it is made from changes. `sequence`: the case's.
void indexNewCase(Database& database, std::int64_t sequence, const std::string& number);
void indexApplicant(Database& database, std::int64_t sequence, const std::string& name, const std::string& idNumber);
void indexPageOfCase(Database& database, const base::CaseId& caseId, const base::PageId& page);
void indexReading(Database& database, const base::PageId& page, const std::string& json);
/// Of an erased case: all but its number.
void forgetInSearch(Database& database, const CaseRecord& record);
/// Cases from before there was an index; 500 at a time, so that one that is cut off goes on from there.
void indexOlderCases(Database& database);
/// Moves the case by a legal step; an illegal one throws Error{NotFound}. Nothing is written when the status stays.
void stepCase(Database& database, Change& change, const CaseRecord& opened, handoff::CaseStep step);

}  // namespace daiban::store
