#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/Clock.h"
#include "base/Id.h"
#include "base/Json.h"
#include "staff/Actor.h"
#include "store/Database.h"
#include "store/Tables.h"

namespace daiban::store {

struct AuditEntry {
    std::int64_t sequence = 0;  ///< 1, 2, 3, ... without gaps
    base::Instant at{};
    std::string actor;
    std::string action;   ///< "page.added", ...
    std::string subject;  ///< id of what it is about
    std::string caseId;   ///< empty: of no case
    std::string content;  ///< {"details":{...},"office":"...","rows":{"table/id":"hash"}}, without personal data
};

/// A leaf hash as in RFC 6962 (SHA-256 over 0x00 and the entry), the entry beginning with the hash of the one before,
/// so that nothing in the past can be changed without changing all that follows.
[[nodiscard]] std::string chainedHash(const std::string& previousHash, const AuditEntry& entry);

/// The hash the first entry follows.
[[nodiscard]] std::string hashBeforeTheFirst();

[[nodiscard]] AuditEntry auditEntryFrom(const Row& row);

/// One change of the store: a writing transaction that ends with its audit entry. Without commit() nothing happened.
class Change {
  public:
    /// Throws Error{StorageFailed} when the clock stands before the last change or half a year behind it, unless a person
    /// said that it is right: numbers, limits and the order of things would be wrong without a word.
    Change(Database& database, const base::Clock& clock, std::string action, staff::Actor actor,
           bool clockIsRight = false);

    [[nodiscard]] std::int64_t sequence() const { return entry_.sequence; }
    [[nodiscard]] base::Instant at() const { return entry_.at; }
    [[nodiscard]] Value sequenceValue() const { return entry_.sequence; }
    [[nodiscard]] Value atValue() const { return timeValue(entry_.at); }

    void isAbout(std::string subject) { entry_.subject = std::move(subject); }
    void belongsTo(const base::CaseId& caseId) { entry_.caseId = caseId.text(); }
    void detail(const std::string& name, base::Json value) { details_[name] = std::move(value); }
    /// The row was added or changed; its `audit` column must be sequence(). Its hash goes into the entry.
    void touched(Table table, const std::string& id);
    /// The row was deleted by rule; verify() expects none then.
    void erased(Table table, const std::string& id);
    void commit();

  private:
    Database& database_;
    Transaction transaction_;
    AuditEntry entry_;
    std::string office_;   ///< of the actor
    std::string through_;  ///< who acts in the actor's name
    std::string previousHash_;
    base::Json details_ = base::Json::object();
    base::Json rows_ = base::Json::object();
};

}  // namespace daiban::store
