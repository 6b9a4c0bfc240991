#include <algorithm>
#include <limits>

#include "base/Error.h"
#include "base/Json.h"
#include "store/SearchGrams.h"
#include "store/StoreImpl.h"

// The index that cases are searched by, kept beside every change of what they are searched for.
namespace daiban::store {

namespace {

void addTexts(const base::Json& reading, Grams& grams) {
    const auto documents = reading.find("documents");
    if (documents == reading.end()) return;
    for (const auto& document : *documents)
        if (const auto lines = document.find("lines"); lines != document.end())
            for (const auto& line : *lines) addGramsOfWords(line.value("text", ""), grams);
}

/// A reading that is none (a version to come, a damaged row) is searched by nothing; that is verify's to tell.
Grams gramsOfReading(const std::string& json) {
    Grams grams;
    try {
        addTexts(base::parseJson(json, base::Sentence("A stored reading")), grams);
    } catch (const base::Error&) {
    } catch (const base::Json::exception&) {
    }
    return grams;
}

void addGrams(Database& database, std::int64_t sequence, const Grams& grams) {
    if (grams.empty()) return;
    database.run(sql("search.addGrams"), {{"sequence", sequence}, {"grams", base::toLine(base::Json(grams))}});
}

void indexPage(Database& database, std::int64_t sequence, const std::string& page) {
    if (const auto row = database.row(sql("row.reading"), {{"id", page}}))
        addGrams(database, sequence, gramsOfReading(row->text("json")));
}

struct Question {
    std::vector<std::string> grams;   ///< any of them
    std::vector<std::string> others;  ///< all of them
};

/// The rarest piece leads: the others are looked up for the cases that have it.
Question questionOf(Database& database, const Grams& all) {
    std::string rarest;
    std::int64_t fewest = 0;
    for (const std::string& gram : all) {
        const std::int64_t cases = database.row(sql("search.frequency"), {{"gram", gram}})->number("cases");
        if (rarest.empty() || cases < fewest) rarest = gram, fewest = cases;
    }
    Question question{.grams = {rarest}, .others = {}};
    for (const std::string& gram : all)
        if (gram != rarest) question.others.push_back(gram);
    return question;
}

std::vector<Row> rowsFor(Database& database, const Question& question, const CaseFilter& filter, std::int64_t most) {
    std::vector<std::string> statuses;
    for (const auto status : filter.statuses) statuses.emplace_back(nameOf(status));
    return database.rows(
        sql("search.cases"),
        {{"before", sequenceBefore(filter.cursor)},
         {"grams", question.grams},
         {"others", question.others.empty() ? Value{} : Value{question.others}},
         {"count", question.others.empty() ? Value{} : Value{static_cast<std::int64_t>(question.others.size())}},
         {"offices", listOrNull(filter.offices)},
         {"statuses", statuses.empty() ? Value{} : Value{statuses}},
         {"item", nullIfEmpty(filter.item)},
         {"handed_to", nullIfEmpty(filter.handedTo)},
         {"most", most}});
}

}  // namespace

void indexApplicant(Database& database, std::int64_t sequence, const std::string& name, const std::string& idNumber) {
    Grams grams;
    addGramsOfKey(name, grams);
    addGramsOfSound(name, grams);
    addGramsOfKey(idNumber, grams);
    addGrams(database, sequence, grams);
}

void indexNewCase(Database& database, std::int64_t sequence, const std::string& number) {
    Grams grams;
    addGramsOfKey(number, grams);
    addGrams(database, sequence, grams);
}

void indexPageOfCase(Database& database, const base::CaseId& caseId, const base::PageId& page) {
    indexPage(database, caseById(database, caseId).sequence, page.text());
}

void indexReading(Database& database, const base::PageId& page, const std::string& json) {
    const auto cases = database.rows(sql("search.casesOfPage"), {{"page", page.text()}});
    if (cases.empty()) return;
    const Grams grams = gramsOfReading(json);
    for (const Row& row : cases) addGrams(database, row.number("sequence"), grams);
}

namespace {

void indexOlderCase(Database& database, const Row& row) {
    const std::int64_t sequence = row.number("sequence");
    indexNewCase(database, sequence, row.text("number"));
    indexApplicant(database, sequence, row.text("applicant_name"), row.text("applicant_id_number"));
    if (!row.isNull("corrected_name"))
        indexApplicant(database, sequence, row.text("corrected_name"), row.text("corrected_id_number"));
    for (const Row& page : database.rows(sql("search.pagesOfCase"), {{"case_id", row.text("id")}}))
        indexPage(database, sequence, page.text("page"));
}

}  // namespace

void forgetInSearch(Database& database, const CaseRecord& record) {
    database.run(sql("search.forget"), {{"sequence", record.sequence}});
    Grams grams;
    addGramsOfKey(record.number, grams);
    addGrams(database, record.sequence, grams);
}

void indexOlderCases(Database& database) {
    constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
    const auto progress = [&] {
        const auto row = database.row(sql("search.progress"));
        return row ? row->number("upto") : 0;
    };
    while (progress() != all) {
        Transaction transaction(database, Access::Write);
        const auto older = database.rows(sql("search.casesAfter"), {{"sequence", progress()}});
        for (const Row& row : older) indexOlderCase(database, row);
        database.run(sql("search.setProgress"), {{"upto", older.empty() ? all : older.back().number("sequence")}});
        transaction.commit();
    }
}

std::vector<base::PageId> Store::searchedPagesOf(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    std::vector<base::PageId> pages;
    for (const Row& row : snapshot->rows(sql("search.pagesOfCase"), {{"case_id", caseId.text()}}))
        pages.emplace_back(row.text("page"));
    return pages;
}

CaseList Store::searchCases(const CaseFilter& filter) const {
    const Grams all = gramsOfQuestion(filter.text);
    if (all.empty()) return listCases(filter);
    const Snapshot snapshot = impl_->read();
    const std::int64_t limit = pageSize(filter.limit);
    auto rows = rowsFor(*snapshot, questionOf(*snapshot, all), filter, limit + 1);
    if (const Grams sounds = soundsOfQuestion(filter.text); !sounds.empty()) {
        for (Row& row : rowsFor(*snapshot, {.grams = {sounds.begin(), sounds.end()}, .others = {}}, filter, limit + 1))
            rows.push_back(std::move(row));
        std::ranges::stable_sort(rows, std::ranges::greater{}, [](const Row& row) { return row.number("sequence"); });
        const auto twice = std::ranges::unique(rows, {}, [](const Row& row) { return row.number("sequence"); });
        rows.erase(twice.begin(), twice.end());
    }
    return caseListOf(rows, limit);
}

}  // namespace daiban::store
