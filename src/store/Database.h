#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/Clock.h"

namespace daiban::store {

/// NULL, a number, a text, or the texts of a list.
using Value = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::string>>;
/// Values for the :names of a statement.
using Parameters = std::vector<std::pair<std::string_view, Value>>;

[[nodiscard]] inline Value timeValue(base::Instant time) {
    return std::int64_t{time.time_since_epoch().count()};
}
[[nodiscard]] inline Value nullIfEmpty(const std::string& text) {
    return text.empty() ? Value{} : Value{text};
}

/// NULL, which drops the "-- when" lines of a statement, where nothing was asked for.
[[nodiscard]] inline Value listOrNull(const std::optional<std::vector<std::string>>& words) {
    return words ? Value{*words} : Value{};
}

/// One row of a result.
class Row {
  public:
    using Column = std::pair<std::string, std::optional<std::string>>;
    explicit Row(std::vector<Column> columns) : columns_(std::move(columns)) {}

    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] bool isNull(std::string_view column) const;
    [[nodiscard]] std::string text(std::string_view column) const;     ///< "" for NULL
    [[nodiscard]] std::int64_t number(std::string_view column) const;  ///< 0 for NULL
    [[nodiscard]] base::Instant time(std::string_view column) const;

  private:
    [[nodiscard]] const std::optional<std::string>& value(std::string_view column) const;
    std::vector<Column> columns_;
};

/// One connection, for one thread at a time. The only place that knows SOCI; its errors become Error{StorageFailed}
/// with a sentence of ours, because SOCI's own texts repeat the bound values, which are personal data.
class Database {
  public:
    [[nodiscard]] static Database open(const std::filesystem::path& file, std::chrono::milliseconds patience);
    /// Refuses every change. Waits for no writer and no writer waits for it.
    [[nodiscard]] static Database openToRead(const std::filesystem::path& file, std::chrono::milliseconds patience);
    /// Of a copy that may not be written to. Refuses every change.
    [[nodiscard]] static Database openCopy(const std::filesystem::path& file);
    /// A database file of its own as `file` stands at this moment, whoever writes meanwhile; on the disk to stay.
    static void copyInto(const std::filesystem::path& file, const std::filesystem::path& copy);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Rows changed.
    std::int64_t run(std::string_view statement, const Parameters& parameters = {});
    void forEach(std::string_view statement, const Parameters& parameters, const std::function<void(const Row&)>& take);
    [[nodiscard]] std::vector<Row> rows(std::string_view statement, const Parameters& parameters = {});
    [[nodiscard]] std::optional<Row> row(std::string_view statement, const Parameters& parameters = {});

  private:
    struct Impl;
    explicit Database(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

enum class Access { Read, Write };

/// A scope in which everything happens or nothing does. A writer waits for other writers when it begins, so that what
/// it reads stays true until it commits.
class Transaction {
  public:
    Transaction(Database& database, Access access);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace daiban::store
