#include "store/Database.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <deque>

#include "base/Error.h"
#include "store/Sql.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

[[noreturn]] void failWith(int sqliteResult) {
    const auto fail = [](const char* sentence) { throw Error(ErrorKind::StorageFailed, sentence); };
    switch (sqliteResult & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            fail("The data folder is busy: another program is writing to it; try again in a moment.");
            break;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            fail("The database cannot be opened for writing; give daiban the right to write to the data folder.");
            break;
        case SQLITE_FULL:
            fail("The disk is full, nothing was stored; make room and send it again.");
            break;
        case SQLITE_IOERR:
            fail("The disk did not take the change, nothing was stored; check for room and for disk errors.");
            break;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            fail("The file daiban.db is damaged or no database; restore the data folder from a backup.");
            break;
        case SQLITE_CONSTRAINT:
            fail("The database refused a change that breaks its rules, nothing was stored; run daiban verify.");
            break;
        default:
            break;
    }
    throw Error(
        ErrorKind::StorageFailed,
        fmt::format("The database failed (SQLite result {}), nothing was stored; run daiban verify.", sqliteResult));
}

template <class Action>
auto translatingErrors(const Action& action) {
    try {
        return action();
    } catch (const soci::sqlite3_soci_error& error) {
        failWith(error.result());
    } catch (const soci::soci_error&) {
        throw Error(ErrorKind::StorageFailed, "The database interface failed, nothing was stored; run daiban verify.");
    }
}

/// SOCI reads "key=value" pairs; a text without '=' is the file's name, quotes hold blanks and equal signs together.
std::string connectionTextFor(const std::string& file) {
    if (file.find('=') == std::string::npos) return file;
    if (file.find('"') == std::string::npos) return "db=\"" + file + "\"";
    throw Error(ErrorKind::BadArguments, "A data folder's name cannot hold both = and \"; choose another folder.");
}

std::optional<std::string> columnText(const soci::row& row, std::size_t at) {
    if (row.get_indicator(at) == soci::i_null) return std::nullopt;
    switch (row.get_properties(at).get_data_type()) {
        case soci::dt_string:
        case soci::dt_xml:
            return row.get<std::string>(at);
        case soci::dt_integer:
            return std::to_string(row.get<int>(at));
        case soci::dt_long_long:
            return std::to_string(row.get<long long>(at));
        case soci::dt_unsigned_long_long:
            return std::to_string(row.get<unsigned long long>(at));
        case soci::dt_double:
            return fmt::format("{}", row.get<double>(at));
        case soci::dt_date:
        case soci::dt_blob:
            break;
    }
    throw Error(ErrorKind::Other, "A column of the database has a type that is not in use here.");
}

Row toRow(const soci::row& row) {
    std::vector<Row::Column> columns;
    columns.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i)
        columns.emplace_back(row.get_properties(i).get_name(), columnText(row, i));
    return Row(std::move(columns));
}

/// Parameters in the shape SOCI binds: it keeps references, so they must not move.
class Bound {
  public:
    Bound(soci::details::prepare_temp_type& statement, const Parameters& parameters) {
        for (const auto& [name, value] : parameters) {
            soci::indicator& indicator = indicators_.emplace_back(soci::i_ok);
            if (const auto* number = std::get_if<std::int64_t>(&value)) {
                statement, soci::use(numbers_.emplace_back(*number), indicator, std::string(name));
            } else {
                if (value.index() == 0) indicator = soci::i_null;
                const auto* text = std::get_if<std::string>(&value);
                statement, soci::use(texts_.emplace_back(text == nullptr ? "" : *text), indicator, std::string(name));
            }
        }
    }

  private:
    std::deque<soci::indicator> indicators_;
    std::deque<long long> numbers_;
    std::deque<std::string> texts_;
};

}  // namespace

const std::optional<std::string>& Row::value(std::string_view column) const {
    const auto found = std::ranges::find(columns_, column, &Column::first);
    if (found == columns_.end()) throw Error(ErrorKind::Other, fmt::format("A query brings no column {}.", column));
    return found->second;
}

bool Row::isNull(std::string_view column) const {
    return !value(column);
}

std::string Row::text(std::string_view column) const {
    return value(column).value_or("");
}

std::int64_t Row::number(std::string_view column) const {
    const std::string digits = text(column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

base::Instant Row::time(std::string_view column) const {
    return base::Instant{std::chrono::milliseconds{number(column)}};
}

struct Database::Impl {
    explicit Impl(const std::string& connection) : session(soci::sqlite3, connection) {}
    soci::session session;
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Database Database::open(const std::filesystem::path& file, std::chrono::milliseconds patience) {
    const std::string connection = connectionTextFor(file.string());
    Database database(translatingErrors([&] { return std::make_unique<Impl>(connection); }));
    // PRAGMA takes no bound parameters; this is a number of ours.
    database.run(fmt::format("PRAGMA busy_timeout = {}", patience.count()));
    database.run(sql("database.writeAhead"));
    database.run(sql("database.synchronousFull"));
    database.run(sql("database.foreignKeys"));
    return database;
}

std::int64_t Database::run(std::string_view statement, const Parameters& parameters) {
    return translatingErrors([&]() -> std::int64_t {
        auto prepared = (impl_->session.prepare << std::string(statement));
        const Bound bound(prepared, parameters);
        soci::statement ready(prepared);
        ready.execute(true);
        return ready.get_affected_rows();
    });
}

void Database::forEach(std::string_view statement, const Parameters& parameters,
                       const std::function<void(const Row&)>& take) {
    translatingErrors([&] {
        soci::row row;
        auto prepared = (impl_->session.prepare << std::string(statement));
        const Bound bound(prepared, parameters);
        prepared, soci::into(row);
        soci::statement ready(prepared);
        ready.execute();
        while (ready.fetch()) take(toRow(row));
    });
}

std::vector<Row> Database::rows(std::string_view statement, const Parameters& parameters) {
    std::vector<Row> all;
    forEach(statement, parameters, [&](const Row& row) { all.push_back(row); });
    return all;
}

std::optional<Row> Database::row(std::string_view statement, const Parameters& parameters) {
    auto all = rows(statement, parameters);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

Transaction::Transaction(Database& database, Access access) : database_(database) {
    database_.run(access == Access::Write ? sql("database.beginWrite") : sql("database.beginRead"));
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.run(sql("database.rollback"));
    } catch (const Error&) {
        // SQLite has rolled back by itself after a full disk or an I/O error.
    }
}

void Transaction::commit() {
    database_.run(sql("database.commit"));
    open_ = false;
}

}  // namespace daiban::store
