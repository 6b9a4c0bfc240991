#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "store/Database.h"

namespace daiban::store {

/// Brings the database to this program's schema; applied migrations are recorded with their hash.
/// Throws Error{StorageFailed} when the database is of a newer program.
void migrate(Database& database, const base::Clock& clock);

/// Throws Error{StorageFailed} when the database is not of exactly this program's schema: for a copy, which cannot be
/// brought to it.
void demandNewestSchema(Database& database);

/// What is wrong with the recorded migrations, one sentence each.
[[nodiscard]] std::vector<base::Sentence> migrationDamages(Database& database);

}  // namespace daiban::store
