#include "store/HouseholdCsv.h"

#include <utility>
#include <csv.h>
#include <fmt/format.h>
#include <iconv.h>

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

void takeField(void* bytes, std::size_t size, void* collector) {
    static_cast<Collector*>(collector)->row.emplace_back(base::trimmed({static_cast<const char*>(bytes), size}));
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
        : heading_(chinese), table_(table) {
        const auto found = std::ranges::find_if(headings, [&](const auto& h) { return h == chinese || h == english; });
        if (found == headings.end())
            fail(table, 1, base::Sentence("the column {} ({}) is missing; add it.", chinese, english));
        at_ = static_cast<std::size_t>(found - headings.begin());
    }
    [[nodiscard]] std::string of(const TableRow& row, std::size_t number) const {
        if (at_ >= row.size() || row[at_].empty())
            fail(table_, number, base::Sentence("{} is missing; fill it in.", heading_));
        return row[at_];
    }

  private:
    std::string_view heading_;
    const std::string& table_;
    std::size_t at_ = 0;
};

bool isBlank(const TableRow& row) {
    return std::ranges::all_of(row, &std::string::empty);
}

}  // namespace

std::vector<Household> householdsFromCsv(const std::string& bytes, const std::string& name) {
    const auto rows = rowsOf(decoded(bytes, name), name);
    if (rows.empty()) fail(name, 1, base::Sentence("the table is empty."));
    const Column community(rows[0], "社区", "community", name);
    const Column number(rows[0], "户号", "number", name);
    const Column address(rows[0], "地址", "address", name);
    const Column worker(rows[0], "专属社工", "social_worker", name);
    std::vector<Household> households;
    std::set<std::string> seen;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (isBlank(rows[i])) continue;
        households.push_back({.community = community.of(rows[i], i + 1),
                              .number = number.of(rows[i], i + 1),
                              .address = address.of(rows[i], i + 1),
                              .socialWorker = worker.of(rows[i], i + 1)});
        if (!seen.insert(households.back().community + "/" + households.back().number).second)
            fail(name, i + 1, base::Sentence("household {} is given twice.", households.back().number));
    }
    return households;
}

}  // namespace daiban::store
