#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Error.h"
#include "base/Id.h"
#include "base/Random.h"
#include "store/Store.h"
#include "support/TemporaryFolder.h"

namespace daiban::store {

/// Opens the database beside the store, as somebody with a database tool would.
class RawDatabase {
  public:
    explicit RawDatabase(const std::filesystem::path& dataFolder) {
        if (sqlite3_open((dataFolder / "daiban.db").c_str(), &connection_) != SQLITE_OK)
            throw std::runtime_error("no database");
        sqlite3_busy_timeout(connection_, 5000);
    }
    ~RawDatabase() { sqlite3_close(connection_); }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;

    /// SQLite's result code.
    int tryRun(const std::string& statements) {
        return sqlite3_exec(connection_, statements.c_str(), nullptr, nullptr, nullptr);
    }
    void run(const std::string& statements) {
        if (tryRun(statements) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(connection_));
    }
    std::vector<std::vector<std::string>> rows(const std::string& query) {
        std::vector<std::vector<std::string>> all;
        const auto take = [](void* into, int count, char** values, char**) {
            auto& row = static_cast<decltype(all)*>(into)->emplace_back();
            for (int i = 0; i < count; ++i) row.emplace_back(values[i] == nullptr ? "" : values[i]);
            return 0;
        };
        if (sqlite3_exec(connection_, query.c_str(), take, &all, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(connection_));
        return all;
    }
    std::string value(const std::string& query) { return rows(query).at(0).at(0); }

  private:
    sqlite3* connection_ = nullptr;
};

/// A store in a folder of its own, a clock that stands still, and shorthand for what tests put into it.
class StoreBench : public testing::Test {
  protected:
    static constexpr auto applicantName = "王小明";
    static constexpr auto applicantNumber = "11010519491231002X";

    Store reopened() { return Store::open(folder.path(), clock, random); }
    RawDatabase raw() { return RawDatabase(folder.path()); }
    /// Makes the database one of an earlier program: takes out what the migrations from that number on brought.
    void undoMigrationsFrom(int first) {
        std::string others, tables, columns;
        const std::regex made(R"(CREATE (?:UNIQUE )?(TRIGGER|INDEX|VIEW|TABLE) (\w+)|ALTER TABLE (\w+) ADD COLUMN (\w+))");
        const auto migrations = std::filesystem::path(DAIBAN_SOURCE_DIR) / "src" / "store" / "migrations";
        for (const auto& entry : std::filesystem::recursive_directory_iterator(migrations)) {
            const std::string name = entry.path().filename().string();
            if (entry.path().extension() != ".sql" || std::stoi(name) < first) continue;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            for (std::sregex_iterator at(text.begin(), text.end(), made), end; at != end; ++at) {
                const std::smatch& match = *at;
                if (match[3].matched)
                    columns += "ALTER TABLE " + match[3].str() + " DROP COLUMN " + match[4].str() + "; ";
                else
                    (match[1] == "TABLE" ? tables : others) +=
                        "DROP " + match[1].str() + " IF EXISTS " + match[2].str() + "; ";
            }
        }
        raw().run("PRAGMA foreign_keys = OFF; " + others + columns + tables +
                  "DELETE FROM migration WHERE version >= " + std::to_string(first));
    }
    std::string auditHead() { return store.verify(VerifyDepth::Quick).auditHead; }

    template <class Kind>
    Kind newId() {
        return Kind::make(clock, random);
    }

    NewPage newPage() {
        return {.id = newId<base::PageId>(),
                .batch = batch,
                .mediaType = "image/jpeg",
                .sourceName = "scan.jpg",
                .number = 1,
                .senderTime = clock.now(),
                .actor = {.account = "社工甲"}};
    }
    base::PageId addedPage(const std::string& bytes = "pixels") {
        const NewPage page = newPage();
        store.addPage(page, bytes);
        return page.id;
    }

    NewCase newCase() {
        return {.id = newId<base::CaseId>(),
                .itemCode = "YL-001",
                .itemVersion = "1",
                .situations = {"first", "agent"},
                .applicantName = applicantName,
                .applicantIdNumber = applicantNumber,
                .office = "SQ-0101",
                .pages = {},
                .actor = {.account = "社工甲"}};
    }
    base::CaseId openedCase() {
        const NewCase opened = newCase();
        store.openCase(opened);
        return opened.id;
    }

    /// Token ids are base32; these are made up from a number.
    static std::string tokenId(int number) {
        std::string id = "AAAAAAAAAAAA0000";
        for (std::size_t at = id.size(); number > 0; number /= 10) id[--at] = static_cast<char>('0' + number % 10);
        return id;
    }
    NewThing newThing(const base::CaseId& caseId, int number, codes::TokenKind kind = codes::TokenKind::Folder) {
        return {.tokenId = tokenId(number),
                .tokenText = "10" + tokenId(number) + "HHHHHHHHHHHHHHHHC",
                .kind = kind,
                .caseId = caseId,
                .shortNumber = "7K3Q-" + std::to_string(1000 + number) + "-X",
                .desk = {},
                .actor = {.account = "社工甲"}};
    }
    std::string registered(const base::CaseId& caseId, int number, codes::TokenKind kind = codes::TokenKind::Folder) {
        EXPECT_EQ(store.registerThing(newThing(caseId, number, kind)), Registration::Registered);
        return tokenId(number);
    }

    base::HandoffId openedHandoff(const std::string& from = "SQ-0101", const std::string& to = "JD-01") {
        const NewHandoff opened{.id = newId<base::HandoffId>(),
                                .from = from,
                                .to = to,
                                .courier = "送件员",
                                .sheetToken = {},
                                .actor = {.account = "社工甲"}};
        store.openHandoff(opened);
        return opened.id;
    }
    handoff::CustodyEvent scanOf(const base::HandoffId& handoff, const std::string& thing, handoff::Side side,
                                 handoff::Verdict verdict, const std::string& reason = {}) {
        return {.id = newId<base::EventId>(),
                .handoff = handoff,
                .thing = thing,
                .side = side,
                .verdict = verdict,
                .reason = reason,
                .actor = clerkOf(handoff, side),
                .senderTime = clock.now()};
    }
    /// Somebody of the office that signs this side.
    staff::Actor clerkOf(const base::HandoffId& handoff, handoff::Side side) {
        const auto record = store.findHandoff(handoff.text());
        if (!record) return {.account = "nobody"};
        const auto& party = side == handoff::Side::Giver ? record->handoff.from : record->handoff.to;
        return {.account = "clerk-" + party, .office = party, .roles = {}};
    }
    handoff::OutcomeKind signOut(const base::HandoffId& handoff, const std::string& thing) {
        return store.recordCustody(scanOf(handoff, thing, handoff::Side::Giver, handoff::Verdict::SignedOut))
            .outcome.kind;
    }
    handoff::OutcomeKind signIn(const base::HandoffId& handoff, const std::string& thing) {
        return store.recordCustody(scanOf(handoff, thing, handoff::Side::Receiver, handoff::Verdict::SignedIn))
            .outcome.kind;
    }

    /// The kind of Error `action` throws; empty when it throws none.
    template <class Action>
    static std::optional<base::ErrorKind> errorOf(const Action& action, std::string* sentence = nullptr) {
        try {
            action();
        } catch (const base::Error& error) {
            if (sentence != nullptr) *sentence = error.what();
            return error.kind();
        }
        return std::nullopt;
    }

    support::TemporaryFolder folder;
    // 2026-03-02T01:00:00Z, nine o'clock in China.
    base::FixedClock clock{base::Instant{std::chrono::milliseconds{1772413200000}}};
    base::SeededRandom random{7};
    Store store = Store::open(folder.path(), clock, random);
    base::BatchId batch = base::BatchId::make(clock, random);
};

}  // namespace daiban::store
