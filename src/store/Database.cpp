#include "store/Database.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <charconv>
#include <deque>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "store/Sql.h"
#include "store/Statement.h"
#include "store/dialect/sqlite/Connection.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;

template <class Action>
auto translatingErrors(const Action& action) {
    try {
        return action();
    } catch (const soci::soci_error& error) {
        dialect::translate(error);
    }
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
    throw Error(ErrorKind::Other, base::Sentence("A column of the database has a type that is not in use here."));
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
    Bound(soci::details::prepare_temp_type& statement, const Statement& fittedStatement) {
        for (const auto& [name, value] : fittedStatement.parameters) {
            soci::indicator& indicator = indicators_.emplace_back(soci::i_ok);
            if (const auto* number = std::get_if<std::int64_t>(&value)) {
                statement, soci::use(numbers_.emplace_back(*number), indicator, name);
            } else {
                if (value.index() == 0) indicator = soci::i_null;
                const auto* text = std::get_if<std::string>(&value);
                statement, soci::use(texts_.emplace_back(text == nullptr ? "" : *text), indicator, name);
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
    if (found == columns_.end()) throw Error(ErrorKind::Other, base::Sentence("A query brings no column {}.", column));
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
    std::unique_ptr<soci::session> session;
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Database Database::open(const std::filesystem::path& file, std::chrono::milliseconds patience) {
    return translatingErrors([&] {
        return Database(std::make_unique<Impl>(dialect::connect(file, dialect::Purpose::ReadAndWrite, patience)));
    });
}

void Database::copyInto(const std::filesystem::path& file, const std::filesystem::path& copy) {
    constexpr std::chrono::milliseconds patience{15000};
    Database source = translatingErrors(
        [&] { return Database(std::make_unique<Impl>(dialect::connect(file, dialect::Purpose::Snapshot, patience))); });
    source.run(sql("database.copyInto"), {{"file", copy.string()}});
    if (base::syncFile(copy) || base::syncFolder(copy.parent_path()))
        throw Error(ErrorKind::StorageFailed, base::Sentence("{} could not be written to its disk.", copy.string()));
}

Database Database::openCopy(const std::filesystem::path& file) {
    return translatingErrors(
        [&] { return Database(std::make_unique<Impl>(dialect::connect(file, dialect::Purpose::Copy, {}))); });
}

Database Database::openToRead(const std::filesystem::path& file, std::chrono::milliseconds patience) {
    return translatingErrors(
        [&] { return Database(std::make_unique<Impl>(dialect::connect(file, dialect::Purpose::ReadOnly, patience))); });
}

std::int64_t Database::run(std::string_view statement, const Parameters& parameters) {
    const Statement fittedStatement = fitted(statement, parameters);
    return translatingErrors([&]() -> std::int64_t {
        auto prepared = (impl_->session->prepare << fittedStatement.text);
        const Bound bound(prepared, fittedStatement);
        soci::statement ready(prepared);
        ready.execute(true);
        return ready.get_affected_rows();
    });
}

void Database::forEach(std::string_view statement, const Parameters& parameters,
                       const std::function<void(const Row&)>& take) {
    const Statement fittedStatement = fitted(statement, parameters);
    translatingErrors([&] {
        soci::row row;
        auto prepared = (impl_->session->prepare << fittedStatement.text);
        const Bound bound(prepared, fittedStatement);
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
