#include "store/Migrations.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Text.h"
#include "store/Sql.h"

namespace daiban::store {

namespace {

constexpr auto newest = static_cast<std::int64_t>(embedded::migrations.size());

std::int64_t appliedVersion(Database& database) {
    if (database.row(sql("migration.exists"))->number("found") == 0) return 0;
    const auto applied = database.rows(sql("migration.all"));
    return applied.empty() ? 0 : applied.back().number("version");
}

void refuseNewer(std::int64_t applied) {
    if (applied > newest)
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The data folder was written by a newer daiban (schema {}, this program knows "
                                         "{}); install the newer program.",
                                         applied, newest));
}

/// Statements end with a semicolon before an empty line.
void runScript(Database& database, std::string_view script) {
    while (!script.empty()) {
        const auto end = script.find(";\n\n");
        const std::string statement = base::trimmed(script.substr(0, end == std::string_view::npos ? end : end + 1));
        if (!statement.empty()) database.run(statement);
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 3);
    }
}

}  // namespace

void migrate(Database& database, const base::Clock& clock) {
    refuseNewer(appliedVersion(database));
    if (appliedVersion(database) == newest) return;
    Transaction transaction(database, Access::Write);
    database.run(sql("migration.create"));
    const std::int64_t applied = appliedVersion(database);  // another process may have been here since
    refuseNewer(applied);
    for (const auto& migration : embedded::migrations) {
        if (migration.version <= applied) continue;
        runScript(database, migration.text);
        database.run(sql("migration.record"), {{"version", std::int64_t{migration.version}},
                                               {"name", std::string(migration.name)},
                                               {"sha256", base::sha256Hex(migration.text)},
                                               {"applied_at", timeValue(clock.now())}});
    }
    transaction.commit();
}

void demandNewestSchema(Database& database) {
    const std::int64_t applied = appliedVersion(database);
    refuseNewer(applied);
    if (applied < newest)
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("This copy of a data folder was written by an older daiban and may not be "
                                         "written to; copy it to a place that may be written to."));
}

std::vector<base::Sentence> migrationDamages(Database& database) {
    std::vector<base::Sentence> damages;
    const auto applied = database.rows(sql("migration.all"));
    for (const auto& migration : embedded::migrations) {
        const auto recorded =
            std::ranges::find_if(applied, [&](const Row& row) { return row.number("version") == migration.version; });
        if (recorded == applied.end() || recorded->text("sha256") != base::sha256Hex(migration.text))
            damages.push_back(
                base::Sentence("Migration {} of the database is not the one this program carries.", migration.name));
    }
    return damages;
}

}  // namespace daiban::store
