#include "store/Audit.h"

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Text.h"
#include "store/Sql.h"

namespace daiban::store {

std::string chainedHash(const std::string& previousHash, const AuditEntry& entry) {
    const base::Json canonical{previousHash, entry.sequence, entry.at.time_since_epoch().count(),
                               entry.actor,  entry.action,   entry.subject,
                               entry.caseId, entry.content};
    return base::sha256Hex(std::string(1, '\0') + base::toLine(canonical));
}

std::string hashBeforeTheFirst() {
    return std::string(64, '0');
}

AuditEntry auditEntryFrom(const Row& row) {
    return {.sequence = row.number("sequence"),
            .at = row.time("at"),
            .actor = row.text("actor"),
            .action = row.text("action"),
            .subject = row.text("subject"),
            .caseId = row.text("case_id"),
            .content = row.text("content")};
}

namespace {

/// The network's time service sets clocks back by moments, never by a day.
constexpr auto backwards = std::chrono::hours{24};
constexpr auto forwards = std::chrono::days{180};

void demandSoundClock(base::Instant now, base::Instant last) {
    if (now >= last - backwards && now <= last + forwards) return;
    throw base::Error(base::ErrorKind::StorageFailed,
                      base::Sentence("The clock of this machine says {}, but the last change was made on {}; nothing "
                                     "was stored. Set the clock, or say --clock-is-right when it is right.",
                                     base::isoDate(base::dayOf(now)), base::isoDate(base::dayOf(last))));
}

}  // namespace

Change::Change(Database& database, const base::Clock& clock, std::string action, staff::Actor actor, bool clockIsRight)
    : database_(database), transaction_(database, Access::Write) {
    const auto head = database_.row(sql("audit.head"));
    entry_.sequence = head ? head->number("sequence") + 1 : 1;
    previousHash_ = head ? head->text("hash") : hashBeforeTheFirst();
    entry_.at = clock.now();
    if (head && !clockIsRight) demandSoundClock(entry_.at, head->time("at"));
    entry_.actor = std::move(actor.account);
    office_ = std::move(actor.office);
    through_ = std::move(actor.through);
    entry_.action = std::move(action);
}

void Change::touched(Table table, const std::string& id) {
    const TableEntry& entry = entryOf(table);
    const auto row = database_.row(entry.rowById, {{"id", id}});
    if (!row || row->number("audit") != sequence())
        throw base::Error(base::ErrorKind::Other,
                          base::Sentence("A change was not written as announced; nothing was stored."));
    rows_[std::string(entry.name) + "/" + id] = hashOf(*row);
}

void Change::erased(Table table, const std::string& id) {
    const TableEntry& entry = entryOf(table);
    if (database_.row(entry.rowById, {{"id", id}}))
        throw base::Error(base::ErrorKind::Other,
                          base::Sentence("A row was not deleted as announced; nothing was changed."));
    rows_[std::string(entry.name) + "/" + id] = "";
}

void Change::commit() {
    base::Json content{{"details", details_}, {"rows", rows_}};
    if (!office_.empty()) content["office"] = office_;
    if (!through_.empty()) content["through"] = through_;
    entry_.content = base::toLine(content);
    database_.run(sql("audit.add"), {{"sequence", entry_.sequence},
                                     {"at", timeValue(entry_.at)},
                                     {"actor", entry_.actor},
                                     {"action", entry_.action},
                                     {"subject", entry_.subject},
                                     {"case_id", nullIfEmpty(entry_.caseId)},
                                     {"content", entry_.content},
                                     {"hash", chainedHash(previousHash_, entry_)}});
    transaction_.commit();
}

}  // namespace daiban::store
