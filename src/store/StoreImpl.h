#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "store/Audit.h"
#include "store/Blobs.h"
#include "store/Database.h"
#include "store/Sql.h"
#include "store/Store.h"

namespace daiban::store {

struct Store::Impl {
    std::filesystem::path folder;
    const base::Clock& clock;
    base::Random& random;
    Blobs blobs;
    Database database;
    std::mutex mutex;  ///< one connection, one user at a time

    [[nodiscard]] Change begin(std::string action, const staff::Actor& actor) {
        return {database, clock, std::move(action), actor};
    }
};

/// Throws Error{BadArguments} when `text` is no UUID; `what` names it in the sentence.
void requireUuid(const std::string& text, std::string_view what);
/// Throws Error{BadArguments} when `text` is not a token's 16 base32 characters.
void requireTokenId(const std::string& text);
/// An id came a second time with other content.
[[noreturn]] void refuseOtherContent(std::string_view what);
[[noreturn]] void notFound(std::string_view what);

/// "2026-000123-X": the next of its series and year (in China), with its check character.
[[nodiscard]] std::string nextNumber(Database& database, std::string_view prefix, base::Instant now);

/// ",a,b," for the lists of words that statements take; an empty optional is "".
[[nodiscard]] std::string wordList(const std::optional<std::vector<std::string>>& words);
/// What a cursor stands for. Throws Error{BadArguments} when it is none of ours.
[[nodiscard]] std::int64_t sequenceBefore(const std::string& cursor);
[[nodiscard]] std::int64_t pageSize(int limit);
[[nodiscard]] std::string upperCase(std::string_view text);
/// How a short number is looked up: upper case without hyphens and blanks.
[[nodiscard]] std::string shortKeyOf(std::string_view shortNumber);

[[nodiscard]] StoredPage pageFrom(const Row& row);
[[nodiscard]] CaseRecord caseFrom(const Row& row);
[[nodiscard]] Thing thingFrom(const Row& row);
[[nodiscard]] HandoffRecord handoffFrom(const Row& row);
[[nodiscard]] handoff::RecordedEvent custodyFrom(const Row& row);

/// By key within a transaction; throw Error{NotFound}.
[[nodiscard]] CaseRecord caseById(Database& database, const base::CaseId& id);
/// Throws Error{NotFound}: "Case 2026-000123-X is closed and takes no more pages."
[[noreturn]] void refuseClosed(const CaseRecord& record, std::string_view what);
void requirePage(Database& database, const base::PageId& id);
/// Moves the case by a legal step; an illegal one throws Error{NotFound}. Nothing is written when the status stays.
void stepCase(Database& database, Change& change, const CaseRecord& opened, handoff::CaseStep step);

}  // namespace daiban::store
