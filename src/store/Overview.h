#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "store/Records.h"

namespace daiban::store {

/// Things of open cases at one place.
struct ThingsAt {
    std::string desk;     ///< an office; of what is carried the one it came from
    std::string courier;  ///< an account; may be empty of what is carried
    bool carried = false;
    codes::TokenKind kind = codes::TokenKind::Folder;
    std::int64_t things = 0;
    std::int64_t still = 0;  ///< of these not moved since the time asked for
};

struct StillFilter {
    base::Instant before{};  ///< not moved since
    std::string desk{};      ///< empty: any
    std::string courier{};
    std::string cursor{};  ///< nextCursor of the list before
    int limit = 50;        ///< 1 to 500
};

struct StillThing {
    Thing thing;
    base::Instant movedAt{};  ///< or registered
};

struct StillList {
    std::vector<StillThing> things;  ///< longest first
    std::string nextCursor;          ///< empty: no more
};

/// Cases of an item that ended in one week after so many days.
struct EndedCases {
    std::string itemCode;
    std::int64_t week = 0;  ///< from 0, of those asked for
    std::int64_t days = 0;  ///< whole days from opening to end
    std::int64_t cases = 0;
};

struct WorkerCases {
    std::string office;
    std::string account;  ///< who opened them
    std::int64_t cases = 0;
};

struct AuditFilter {
    std::optional<std::vector<std::string>> offices;  ///< only of accounts of these; empty optional: of all
    std::string actor{};                              ///< empty: any
    std::string action{};
    base::CaseId caseId{};
    std::string cursor{};  ///< nextCursor of the list before
    int limit = 50;        ///< 1 to 500
};

struct AuditLine {
    std::int64_t sequence = 0;
    base::Instant at{};
    std::string actor;
    std::string office;      ///< the actor's
    std::string action;      ///< "page.added", ...
    std::string caseNumber;  ///< empty: of no case
    base::Sentence sentence;
};

struct AuditList {
    std::vector<AuditLine> lines;  ///< newest first
    std::string nextCursor;        ///< empty: no more
};

}  // namespace daiban::store
