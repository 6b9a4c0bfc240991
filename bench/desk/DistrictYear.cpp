// What a supervisor's page takes over a district's year: 200 communities, their cases spread over a year, one in about
// fifteen still open, each with a folder somewhere.
//   bench_desk_year MODELS FOLDER [CASES]      1,000,000 cases take about 1.5 GB; a folder filled before is asked again
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

#include "desk/Desk.h"

namespace {

using namespace daiban;
using SteadyClock = std::chrono::steady_clock;
constexpr std::int64_t day = 86'400'000;  // milliseconds
constexpr int communities = 200, bureaus = 12;

/// Statements with their values in order.
class Raw {
  public:
    explicit Raw(const std::filesystem::path& folder) {
        demand(sqlite3_open((folder / "daiban.db").c_str(), &connection_));
    }
    ~Raw() { sqlite3_close(connection_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    void run(const char* statements) { demand(sqlite3_exec(connection_, statements, nullptr, nullptr, nullptr)); }
    sqlite3_stmt* prepared(const char* text) {
        sqlite3_stmt* statement = nullptr;
        demand(sqlite3_prepare_v2(connection_, text, -1, &statement, nullptr));
        return statement;
    }
    template <class... Values>
    void add(sqlite3_stmt* statement, const Values&... values) {
        int place = 0;
        (bind(statement, ++place, values), ...);
        if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(connection_));
        sqlite3_reset(statement);
    }

  private:
    static void bind(sqlite3_stmt* to, int place, const std::string& text) {
        sqlite3_bind_text(to, place, text.c_str(), -1, SQLITE_TRANSIENT);
    }
    static void bind(sqlite3_stmt* to, int place, std::int64_t number) { sqlite3_bind_int64(to, place, number); }
    static void bind(sqlite3_stmt* to, int place, std::nullptr_t) { sqlite3_bind_null(to, place); }
    static void bind(sqlite3_stmt* to, int place, const std::optional<std::int64_t>& number) {
        number ? sqlite3_bind_int64(to, place, *number) : sqlite3_bind_null(to, place);
    }
    void demand(int result) {
        if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(connection_));
    }
    sqlite3* connection_ = nullptr;
};

/// Rows as the desk's verbs leave them, without the chain of the audit log and without custody's single scans.
void fill(const std::filesystem::path& folder, const desk::Models& models, std::int64_t cases, std::int64_t now) {
    Raw raw(folder);
    raw.run("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN");
    auto* audit = raw.prepared("INSERT INTO audit VALUES (?, ?, ?, 'case.opened', ?, ?, ?, 'bench')");
    auto* file = raw.prepared(
        "INSERT INTO case_file (id, number, item_code, item_version, situations, applicant_name, applicant_id_number, "
        "office, status, opened_at, opened_by, sequence, audit, ended_at) "
        "VALUES (?1, ?2, ?3, ?4, '', '王秀兰', '', ?5, ?6, ?7, ?8, ?9, ?9, ?10)");
    auto* thing = raw.prepared(
        "INSERT INTO thing (id, token_text, kind, case_id, short_number, short_key, desk, courier, in_transit_by, "
        "anchor_party, registered_at, sequence, audit) VALUES (?1, ?1, 'folder', ?2, ?1, ?1, ?3, ?4, ?5, ?6, ?7, ?8, "
        "?9)");
    auto* checklist = raw.prepared(
        "INSERT INTO checklist (id, case_id, json, actor, saved_at, sequence, audit, complete, complete_with_promise) "
        "VALUES (?1, ?1, '{}', 'bench', ?2, ?3, ?3, ?4, 0)");
    auto* back = raw.prepared(
        "INSERT INTO certificate_return (id, case_id, page, match_json, actor, recorded_at, sequence, audit, decision) "
        "VALUES (?1, ?1, 'none', '{}', 'bench', ?2, ?3, ?3, 'confirmed')");
    std::mt19937_64 random(2026);
    std::lognormal_distribution<double> lasts(std::log(12.0), 0.6);  // days
    const auto items = models.items().all();
    const std::int64_t begin = now - 365 * day, base = 1000;
    const double step = 365.0 * static_cast<double>(day) / static_cast<double>(cases);
    const auto timeOf = [&](std::int64_t sequence) {
        return begin + static_cast<std::int64_t>(static_cast<double>(sequence - base) * step / 2);
    };
    const auto sequenceAt = [&](std::int64_t time) {
        return base + static_cast<std::int64_t>(static_cast<double>(time - begin) * 2 / step);
    };
    for (std::int64_t n = 0; n < cases; ++n) {
        const std::string id = fmt::format("00000000-0000-7000-8000-{:012}", n);
        const std::string office = fmt::format("SQ-{:04}", 101 + random() % communities);
        const std::string worker = fmt::format("{}-{}", office, random() % 8);
        const auto& item = items[random() % items.size()];
        const std::int64_t sequence = base + 2 * n, opened = timeOf(sequence);
        raw.add(audit, sequence, opened, worker, id, id, R"({"details":{},"office":")" + office + R"(","rows":{}})");
        raw.add(audit, sequence + 1, timeOf(sequence + 1), worker, id, id, std::string(R"({"details":{},"rows":{}})"));
        const std::int64_t ended = opened + static_cast<std::int64_t>(lasts(random) * static_cast<double>(day));
        const bool open = ended > now;
        const std::uint64_t where = random() % 10;
        const char* status = !open       ? "picked-up"
                             : where < 2 ? "received"
                             : where < 9 ? "circulating"
                                         : "awaiting-pickup";
        raw.add(file, id, fmt::format("2026-{:07}-K", n), item.code, std::to_string(item.version), office,
                std::string(status), opened, worker, sequence, open ? std::nullopt : std::optional(ended));
        const std::int64_t moved = std::min(now - day / 24, opened + static_cast<std::int64_t>(random() % 20) * day);
        const bool carried = open && where == 5;
        raw.add(thing, id, id, !open || where < 2 || where == 9 ? office : fmt::format("WB-{:02}", random() % bureaus),
                carried ? std::string("courier-") + std::to_string(random() % 60) : std::string(),
                carried ? std::string("some") : std::string(), office, opened, sequence, sequenceAt(moved));
        if (open || n % 10 == 0) raw.add(checklist, id, opened, sequence, std::int64_t{where != 0});
        if (open && where == 9) raw.add(back, id, moved, sequence);
    }
    for (auto* statement : {audit, file, thing, checklist, back}) sqlite3_finalize(statement);
    raw.run(
        "UPDATE thing SET courier = NULL, in_transit_by = NULL WHERE courier = ''; "
        "UPDATE search_progress SET upto = 100000000; COMMIT; ANALYZE");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return fmt::print(stderr, "bench_desk_year MODELS FOLDER [CASES]\n"), 2;
    const std::filesystem::path folder = argv[2];
    const std::int64_t cases = argc > 3 ? std::stoll(argv[3]) : 1'000'000;
    base::SystemClock clock;
    base::SystemRandom random;
    const bool isNew = !std::filesystem::exists(folder / "daiban.db");
    (void)store::Store::open(folder, clock, random);
    const desk::Models models(argv[1], folder, base::dayOf(clock.now()));
    auto begin = SteadyClock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(SteadyClock::now() - begin).count(); };
    if (isNew) {
        fill(folder, models, cases, clock.now().time_since_epoch().count());
        fmt::print("{} cases in {:.0f} s, {:.2f} GB\n", cases, seconds(),
                   static_cast<double>(std::filesystem::file_size(folder / "daiban.db")) / 1e9);
    }
    auto station = store::Store::open(folder, clock, random);
    const auto keys = codes::TokenKeys::openOrCreate(folder, random);
    const desk::Desk desk({.models = models,
                           .store = station,
                           .dataFolder = folder,
                           .keys = [&]() -> const codes::TokenKeys& { return keys; },
                           .clock = clock,
                           .random = random});
    const staff::Actor district = staff::stationOwner("bench");
    const staff::Actor community{.account = "one", .office = "SQ-0101", .roles = {staff::Role::Supervisor}};
    fmt::print("{:<34}{:>14}{:>14}\n", "milliseconds, median of 5", "district", "a community");
    const auto time = [&](const char* what, const auto& ask) {
        std::array<double, 2> median{};
        for (std::size_t who = 0; who < 2; ++who) {
            std::array<double, 5> took{};
            for (double& one : took) {
                begin = SteadyClock::now();
                ask(who == 0 ? district : community);
                one = seconds() * 1000;
            }
            std::ranges::sort(took);
            median.at(who) = took[2];
        }
        fmt::print("{:<34}{:>14.1f}{:>14.1f}\n", what, median[0], median[1]);
    };
    const auto& overview = desk.overview;
    time("states, lights, the twenty latest", [&](const auto& who) { (void)desk.finding.standing(who, 20); });
    time("on the way", [&](const auto& who) { (void)desk.finding.thingsInTransit(who); });
    time("where paper is", [&](const auto& who) { (void)overview.places(who, 10); });
    time("not moved, first 200", [&](const auto& who) { (void)overview.still(who, 10, "", "", "", 200); });
    time("12 weeks, items and times", [&](const auto& who) { (void)overview.trend(who, 12); });
    time("by worker", [&](const auto& who) { (void)overview.workload(who); });
    time("certificates waiting by age", [&](const auto& who) { (void)overview.waiting(who); });
    time("not collected for 30 days", [&](const auto& who) { (void)desk.pickups.overdue(who, 30); });
    time("differences and alarms", [&](const auto& who) { (void)desk.handoffs.discrepancies(who, false); });
    time("audit, first 100", [&](const auto& who) { (void)overview.audit(who, {.limit = 100}); });
    time("list of cases, first 50", [&](const auto& who) { (void)desk.finding.list(who, {}, {}); });
    return 0;
}
