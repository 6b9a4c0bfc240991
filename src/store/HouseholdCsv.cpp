#include "store/HouseholdCsv.h"

#include <csv.h>
#include <fmt/format.h>
#include <iconv.h>
#include <utility>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::store {

namespace {

using base::Error;
using base::ErrorKind;
using TableRow = std::vector<std::string>;

[[noreturn]] void fail(const std::string& name, std::size_t row, const base::Sentence& sentence) {
    throw Error(ErrorKind::Unreadable, base::Sentence("{}:{}: {}", name, row, sentence));
}

struct Converter {
    iconv_t handle;
    Converter(const char* to, const char* from) : handle(iconv_open(to, from)) {}
    ~Converter() {
        if (isOpen()) iconv_close(handle);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    [[nodiscard]] bool isOpen() const { return handle != iconv_t(-1); }
};

/// Empty when the bytes are not of that encoding.
std::optional<std::string> toUtf8From(const char* encoding, std::string bytes) {
    const Converter converter("UTF-8", encoding);
    if (!converter.isOpen()) return std::nullopt;
    std::string text(bytes.size() * 4, '\0');  // no character takes more than four bytes
    char* in = bytes.data();
    char* out = text.data();
    std::size_t inLeft = bytes.size();
    std::size_t outLeft = text.size();
    if (iconv(converter.handle, &in, &inLeft, &out, &outLeft) == std::size_t(-1)) return std::nullopt;
    text.resize(text.size() - outLeft);
    return text;
}

std::string decoded(const std::string& bytes, const std::string& name) {
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    for (const char* encoding : {"UTF-8", "GB18030"})
        if (auto text = toUtf8From(encoding, bytes))
            return base::startsWith(*text, byteOrderMark) ? text->substr(byteOrderMark.size()) : *text;
    fail(name, 1, base::Sentence("this is neither UTF-8 nor GB18030; save the table as CSV again."));
}

struct Collector {
    std::vector<TableRow> rows;
    TableRow row;
};

/// What spreadsheets were kept from taking for a formula (base/CsvFile.h) is what it was.
void takeGuardAway(std::string& text) {
    const auto first = text.find_first_not_of(" '\"");
    if (text.starts_with('\'') && first != std::string::npos &&
        std::string_view("=+-@").find(text[first]) != std::string_view::npos)
        text.erase(0, 1);
}

void takeField(void* bytes, std::size_t size, void* collector) {
    auto& row = static_cast<Collector*>(collector)->row;
    row.emplace_back(base::trimmed({static_cast<const char*>(bytes), size}));
    takeGuardAway(row.back());
}

void takeRow(int, void* collector) {
    auto& all = *static_cast<Collector*>(collector);
    all.rows.push_back(std::exchange(all.row, {}));
}

std::vector<TableRow> rowsOf(const std::string& text, const std::string& name) {
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        fail(name, 1, base::Sentence("there is not enough memory."));
    const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed(&parser, csv_free);
    Collector collector;
    const bool whole = csv_parse(&parser, text.data(), text.size(), takeField, takeRow, &collector) == text.size() &&
                       csv_fini(&parser, takeField, takeRow, &collector) == 0;
    if (!whole)
        fail(name, collector.rows.size() + 1,
             base::Sentence("a quotation mark stands where none may; save the table again."));
    return std::move(collector.rows);
}

/// A column by its Chinese or its English heading.
class Column {
  public:
    Column(const TableRow& headings, std::string_view chinese, std::string_view english, const std::string& table)
        : heading_(chinese) {
        const auto found = std::ranges::find_if(headings, [&](const auto& h) { return h == chinese || h == english; });
        if (found == headings.end())
            fail(table, 1, base::Sentence("the column {} ({}) is missing; add it.", chinese, english));
        at_ = static_cast<std::size_t>(found - headings.begin());
    }
    [[nodiscard]] const std::string& of(const TableRow& row) const {
        static const std::string none;
        return at_ < row.size() ? row[at_] : none;
    }
    [[nodiscard]] std::string_view heading() const { return heading_; }

  private:
    std::string_view heading_;
    std::size_t at_ = 0;
};

bool isBlank(const TableRow& row) {
    return std::ranges::all_of(row, &std::string::empty);
}

}  // namespace

HouseholdTable householdTableFrom(const std::string& bytes, const std::string& name) {
    const auto rows = rowsOf(decoded(bytes, name), name);
    if (rows.empty()) fail(name, 1, base::Sentence("the table is empty."));
    const std::array columns{Column(rows[0], "社区", "community", name), Column(rows[0], "户号", "number", name),
                             Column(rows[0], "地址", "address", name),
                             Column(rows[0], "专属社工", "social_worker", name)};
    HouseholdTable table;
    std::set<std::string> seen;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (isBlank(rows[i])) continue;
        const int number = static_cast<int>(i) + 1;
        const auto missing =
            std::ranges::find_if(columns, [&](const Column& column) { return column.of(rows[i]).empty(); });
        if (missing != columns.end()) {
            table.faults.push_back({number, base::Sentence("{} is missing; fill it in.", missing->heading())});
            continue;
        }
        const Household household{.community = columns[0].of(rows[i]),
                                  .number = columns[1].of(rows[i]),
                                  .address = columns[2].of(rows[i]),
                                  .socialWorker = columns[3].of(rows[i])};
        if (seen.insert(household.community + "/" + household.number).second)
            table.rows.push_back({number, household});
        else
            table.faults.push_back({number, base::Sentence("household {} is given twice.", household.number)});
    }
    return table;
}

std::vector<Household> householdsFromCsv(const std::string& bytes, const std::string& name) {
    auto table = householdTableFrom(bytes, name);
    if (!table.faults.empty())
        fail(name, static_cast<std::size_t>(table.faults.front().row), table.faults.front().sentence);
    std::vector<Household> households;
    for (auto& row : table.rows) households.push_back(std::move(row.household));
    return households;
}

}  // namespace daiban::store
