#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"

namespace daiban::store {

/// Something an account wanted to do and was not allowed to.
struct RecordedRefusal {
    std::string account;
    std::string office;    ///< of the account then
    std::string verb;      ///< "close-case", ...
    std::string subject;   ///< id of what it was about; empty: of nothing in particular
    base::Sentence sentence;  ///< as it was said to whoever was refused
    base::Instant at{};
    std::int64_t sequence = 0;
};

struct RefusalFilter {
    std::optional<std::vector<std::string>> offices;  ///< only of accounts of these; empty optional: of all
    std::string cursor;                               ///< nextCursor of the list before
    int limit = 50;                                   ///< 1 to 500
};

struct RefusalList {
    std::vector<RecordedRefusal> refusals;  ///< newest first
    std::string nextCursor;                 ///< empty: no more
};

}  // namespace daiban::store
