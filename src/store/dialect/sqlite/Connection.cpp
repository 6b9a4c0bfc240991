#include "store/dialect/sqlite/Connection.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sqlite3.h>

#include <string>

#include "base/Error.h"
#include "store/Sql.h"

namespace daiban::store::dialect {

namespace {

using base::Error;
using base::ErrorKind;

[[noreturn]] void failWith(int sqliteResult) {
    const auto fail = [](const base::Sentence& sentence) { throw Error(ErrorKind::StorageFailed, sentence); };
    switch (sqliteResult & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            fail(base::Sentence("The data folder is busy: another program is writing to it; try again in a moment."));
            break;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            fail(base::Sentence(
                "The data folder may not be written to, nothing was stored; give daiban the right to write to it."));
            break;
        case SQLITE_FULL:
            fail(base::Sentence("The disk is full, nothing was stored; make room and send it again."));
            break;
        case SQLITE_IOERR:
            fail(base::Sentence(
                "The disk did not take the change, nothing was stored; check for room and for disk errors."));
            break;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            fail(
                base::Sentence("The file daiban.db is damaged or no database; restore the data folder from a backup."));
            break;
        case SQLITE_CONSTRAINT:
            fail(base::Sentence(
                "The database refused a change that breaks its rules, nothing was stored; run daiban verify."));
            break;
        default:
            break;
    }
    throw Error(
        ErrorKind::StorageFailed,
        base::Sentence("The database failed (SQLite result {}), nothing was stored; run daiban verify.", sqliteResult));
}

/// SOCI reads "key=value" pairs; a text without '=' is the file's name, quotes hold blanks and equal signs together.
std::string connectionTextFor(const std::string& file) {
    if (file.find('=') == std::string::npos) return file;
    if (file.find('"') == std::string::npos) return "db=\"" + file + "\"";
    throw Error(ErrorKind::BadArguments,
                base::Sentence("A data folder's name cannot hold both = and \"; choose another folder."));
}

/// A file that does not change needs neither locks nor the files that hold them. What was not yet carried over from the
/// write-ahead log would be passed over so.
std::string copyTextFor(const std::filesystem::path& file) {
    std::error_code none;
    const auto waiting = std::filesystem::file_size(file.string() + "-wal", none);
    if (!none && waiting > 0)
        throw Error(
            ErrorKind::StorageFailed,
            base::Sentence("This copy of a data folder was taken while daiban was writing and may not be written to, "
                           "so its newest changes cannot be read; copy it to a place that may be written to."));
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string())
        uri += c == '%' || c == '?' || c == '#' || c == '"' ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
                                                            : std::string(1, c);
    return "db=\"" + uri + "?immutable=1\"";
}

void run(soci::session& session, std::string_view statement) {
    session << std::string(statement);
}

}  // namespace

std::unique_ptr<soci::session> connect(const std::filesystem::path& file, Purpose purpose,
                                       std::chrono::milliseconds patience) {
    auto session = std::make_unique<soci::session>(soci::sqlite3, purpose == Purpose::Copy ? copyTextFor(file) : connectionTextFor(file.string()));
    // PRAGMA takes no bound parameters; this is a number of ours.
    run(*session, fmt::format("PRAGMA busy_timeout = {}", patience.count()));
    if (purpose == Purpose::Snapshot) return session;
    if (purpose != Purpose::ReadAndWrite) {
        run(*session, sql("database.readOnly"));
        return session;
    }
    run(*session, sql("database.writeAhead"));
    run(*session, sql("database.synchronousFull"));
    run(*session, sql("database.foreignKeys"));
    run(*session, sql("database.overwriteDeleted"));
    return session;
}

void translate(const soci::soci_error& error) {
    if (const auto* ofSqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) failWith(ofSqlite->result());
    throw Error(ErrorKind::StorageFailed,
                base::Sentence("The database interface failed, nothing was stored; run daiban verify."));
}

}  // namespace daiban::store::dialect
