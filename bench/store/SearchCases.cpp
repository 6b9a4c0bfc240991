// How long a question takes among very many cases: by the index of short pieces, and, beside it, by looking at every
// case as LIKE does.
//   bench_store_search FOLDER [CASES]      an empty folder; 1,000,000 cases take about 3 GB
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Text.h"
#include "store/Store.h"

namespace {

using namespace daiban;
using SteadyClock = std::chrono::steady_clock;

double secondsSince(SteadyClock::time_point begin) {
    return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

/// Names of two and three characters, the common ones more often.
class People {
  public:
    std::string name() {
        std::u32string name{surnames_[skewed(surnames_.size())]};
        for (std::size_t n = random_() % 5 == 0 ? 1 : 2; n > 0; --n) name += given_[skewed(given_.size())];
        return base::toUtf8(name);
    }
    std::string number() {
        return fmt::format("120{:03}{}{:02}{:02}{:03}{}", 101 + random_() % 16, 1930 + random_() % 90,
                           1 + random_() % 12, 1 + random_() % 28, random_() % 1000, random_() % 10);
    }
    std::uint64_t below(std::uint64_t n) { return random_() % n; }

  private:
    std::size_t skewed(std::size_t n) { return std::min(random_() % n, random_() % n); }
    const std::u32string surnames_ =
        U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
        U"夏钟汪田任姜";
    const std::u32string given_ =
        U"秀兰英华玉明文红国建军丽芳伟敏静强磊洋勇艳杰娟涛超霞平刚桂志新春梅海燕云龙飞鹏宇浩欣怡子涵梓轩雨晨思佳一诺俊"
        U"凯瑞雪琳"
        U"莹颖倩晶淑珍凤荣福贵宝成德胜利民生永安康健乐天佑泽博睿哲翰墨书香远山河江湖泊松柏竹菊荷莲桃李杏棠";
    std::mt19937_64 random_{2026};
};

class Raw {
  public:
    explicit Raw(const std::filesystem::path& folder) {
        demand(sqlite3_open((folder / "daiban.db").c_str(), &connection_));
    }
    ~Raw() { sqlite3_close(connection_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    void run(const char* statements) { demand(sqlite3_exec(connection_, statements, nullptr, nullptr, nullptr)); }

    /// Rows as openCase() writes them, without the audit log, which takes a sync of the disk each.
    void fill(std::int64_t cases) {
        run("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN");
        sqlite3_stmt* add = nullptr;
        demand(sqlite3_prepare_v2(connection_,
                                  "INSERT INTO case_file (id, number, item_code, item_version, situations, "
                                  "applicant_name, applicant_id_number, office, status, opened_at, opened_by, "
                                  "sequence, audit) VALUES (?1, ?2, 'SB-002', '1', '', ?3, ?4, ?5, 'received', 0, "
                                  "'bench', ?6, ?6)",
                                  -1, &add, nullptr));
        People people;
        for (std::int64_t n = 1; n <= cases; ++n) {
            const auto text = [&](int place, const std::string& value) {
                sqlite3_bind_text(add, place, value.c_str(), -1, SQLITE_TRANSIENT);
            };
            text(1, fmt::format("00000000-0000-7000-8000-{:012}", n));
            text(2, fmt::format("{}-{:06}-K", 2000 + n / 1000000, n % 1000000));
            text(3, people.name());
            text(4, people.number());
            text(5, fmt::format("SQ-{:04}", people.below(200)));
            sqlite3_bind_int64(add, 6, 1'000'000 + n);
            if (sqlite3_step(add) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(connection_));
            sqlite3_reset(add);
        }
        sqlite3_finalize(add);
        run("DELETE FROM search_progress; COMMIT");
    }

  private:
    void demand(int result) {
        if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(connection_));
    }
    sqlite3* connection_ = nullptr;
};

struct Times {
    double median = 0, worst = 0;  ///< milliseconds; worst: of 99 in 100
    std::size_t found = 0;         ///< cases on the first part of the list, of all questions together
};

template <class Ask>
Times timesOf(const std::vector<std::string>& questions, const Ask& ask) {
    std::vector<double> took;
    Times times;
    for (const auto& text : questions) {
        store::CaseFilter filter;
        filter.text = text;
        const auto begin = SteadyClock::now();
        times.found += ask(filter).cases.size();
        took.push_back(secondsSince(begin) * 1000);
    }
    std::ranges::sort(took);
    times.median = took[took.size() / 2], times.worst = took[took.size() * 99 / 100];
    return times;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fputs("bench_store_search FOLDER [CASES]\n", stderr), 2;
    const std::filesystem::path folder = argv[1];
    const std::int64_t cases = argc > 2 ? std::stoll(argv[2]) : 1'000'000;
    base::SystemClock clock;
    base::SystemRandom random;
    (void)store::Store::open(folder, clock, random);
    Raw(folder).fill(cases);
    auto begin = SteadyClock::now();
    const auto station = store::Store::open(folder, clock, random);
    const double took = secondsSince(begin);
    fmt::print("{} cases taken into the index in {:.0f} s ({:.0f} a second)\n", cases, took,
               static_cast<double>(cases) / took);
    fmt::print("the folder: {:.2f} GB\n", static_cast<double>(std::filesystem::file_size(folder / "daiban.db")) / 1e9);

    People people;
    std::vector<std::string> two, three, sounds, numbers, none;
    for (int n = 0; n < 200; ++n) {
        const std::string name = people.name();
        const auto characters = base::toCodePoints(name);
        two.push_back(base::toUtf8(std::u32string_view(characters).substr(0, 2)));
        three.push_back(name);
        numbers.push_back(people.number().substr(6, 8));
        none.push_back("鑫" + name);
    }
    for (const char* text : {"wxl", "liyh", "zhangjg", "cjf", "yangmei", "zhaol", "hgq", "zwm"})
        sounds.emplace_back(text);
    fmt::print("{:<34}{:>12}{:>12}{:>10}{:>16}\n", "first part of the list, ms", "median", "99 of 100", "found",
               "LIKE, median");
    const auto line = [&](const char* what, const std::vector<std::string>& questions) {
        const Times index = timesOf(questions, [&](const auto& filter) { return station.searchCases(filter); });
        const std::vector<std::string> few(questions.begin(), questions.begin() + 8);
        const Times like = timesOf(few, [&](const auto& filter) { return station.listCases(filter); });
        fmt::print("{:<34}{:>12.2f}{:>12.2f}{:>10}{:>16.2f}\n", what, index.median, index.worst, index.found,
                   like.median);
    };
    line("two characters of a name", two);
    line("whole name", three);
    line("first letters, pinyin", sounds);
    line("birth date in the number", numbers);
    line("what nobody is called", none);
    return 0;
}
