// What both databases are to understand is written in what both understand: store/dialect and the folders of
// store/migrations are the only places for the rest.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
const fs::path store = fs::path(DAIBAN_SOURCE_DIR) / "src" / "store";

/// Words of SQLite alone, and forms that PostgreSQL reads otherwise.
constexpr std::array<std::string_view, 22> sqliteOnly{
    "pragma",         "sqlite_",      "raise(",    "autoincrement", "without rowid",   "rowid",
    "insert or ",     "replace into", "glob ",     "json_each",     "json_extract",    "group_concat",
    "ifnull",         "strftime",     "datetime(", "julianday",     "begin immediate", "unixepoch",
    "create trigger", "\"",           "`",         "collate nocase"};

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// The statements without their comments.
std::string statementsOf(const fs::path& file) {
    std::ifstream in(file);
    std::string all;
    for (std::string line; std::getline(in, line);) all += line.substr(0, line.find("--")) + "\n";
    return all;
}

std::vector<std::string> foundIn(const std::string& statements) {
    std::vector<std::string> found;
    for (const auto word : sqliteOnly)
        if (lowerCase(statements).find(word) != std::string::npos) found.emplace_back(word);
    return found;
}

TEST(CommonSql, HasNoWordThatOnlySqliteKnows) {
    int files = 0;
    for (const char* folder : {"sql", "migrations"})
        for (const auto& entry : fs::directory_iterator(store / folder)) {
            if (entry.path().extension() != ".sql") continue;
            ++files;
            EXPECT_EQ(foundIn(statementsOf(entry.path())), std::vector<std::string>{}) << entry.path();
        }
    EXPECT_GE(files, 10);
}

TEST(CommonSql, IsToldFromSqlitesOwn) {
    EXPECT_FALSE(foundIn(statementsOf(store / "dialect" / "sqlite" / "database.sql")).empty());
    EXPECT_FALSE(foundIn(statementsOf(store / "migrations" / "sqlite" / "0002-append-only.sql")).empty());
}

TEST(CommonSql, IsWrittenInSqlFilesOnly) {
    for (const auto& entry : fs::directory_iterator(store)) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        for (const char* begins :
             {"\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"PRAGMA ", "<sqlite3.h>", "soci-sqlite3"})
            EXPECT_EQ(text.find(begins), std::string::npos) << entry.path() << ": " << begins;
    }
}

}  // namespace
