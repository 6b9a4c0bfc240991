#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// Pages, readings and corrections.
namespace daiban::store {

namespace {

void checkPages(const std::vector<NewPage>& pages) {
    if (pages.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A file needs at least one page to be stored."));
    for (const NewPage& page : pages) {
        requireUuid(page.id.text(), base::Sentence("page id"));
        requireUuid(page.batch.text(), base::Sentence("batch id"));
    }
}

bool isSame(const NewPage& page, const std::string& blob, const Row& stored) {
    return stored.text("batch") == page.batch.text() && stored.text("blob") == blob &&
           stored.number("number") == page.number && stored.text("media_type") == page.mediaType &&
           stored.text("source_name") == page.sourceName;
}

/// What is known of the pages already; empty where one is new. Throws when an id was used for another page.
std::vector<std::optional<Added>> knownOf(Database& database, const std::vector<NewPage>& pages,
                                          const std::string& blob) {
    std::vector<std::optional<Added>> known;
    for (const NewPage& page : pages) {
        const auto row = database.row(sql("row.page"), {{"id", page.id.text()}});
        if (row && !isSame(page, blob, *row)) refuseOtherContent(base::Sentence("page"));
        known.push_back(row ? std::optional(Added{row->number("sequence"), false}) : std::nullopt);
    }
    return known;
}

void insertPage(Database& database, Change& change, const NewPage& page, const std::string& blob) {
    database.run(sql("page.add"), {{"id", page.id.text()},
                                   {"batch", page.batch.text()},
                                   {"blob", blob},
                                   {"media_type", page.mediaType},
                                   {"source_name", page.sourceName},
                                   {"number", std::int64_t{page.number}},
                                   {"sender_time", timeValue(page.senderTime)},
                                   {"received_at", change.atValue()},
                                   {"sequence", change.sequenceValue()}});
    change.touched(Table::Page, page.id.text());
}

std::vector<Added> allOf(const std::vector<std::optional<Added>>& known, std::int64_t sequenceOfNew) {
    std::vector<Added> added;
    for (const auto& one : known) added.push_back(one.value_or(Added{sequenceOfNew, true}));
    return added;
}

bool nothingNew(const std::vector<std::optional<Added>>& known) {
    for (const auto& one : known)
        if (!one) return false;
    return true;
}

std::vector<StoredPage> pagesFrom(const std::vector<Row>& rows) {
    std::vector<StoredPage> pages;
    for (const Row& row : rows) pages.push_back(pageFrom(row));
    return pages;
}

Correction correctionFrom(const Row& row) {
    return {.page = base::PageId(row.text("page")),
            .document = static_cast<int>(row.number("document")),
            .json = row.text("json"),
            .actor = row.text("actor"),
            .madeAt = row.time("made_at"),
            .sequence = row.number("sequence")};
}

std::vector<Correction> newestCorrections(Database& database, const base::PageId& page) {
    std::vector<Correction> newest;
    for (const Row& row : database.rows(sql("correction.ofPage"), {{"page", page.text()}})) {
        Correction correction = correctionFrom(row);
        if (!newest.empty() && newest.back().document == correction.document) newest.pop_back();
        newest.push_back(std::move(correction));
    }
    return newest;
}

}  // namespace

StoredPage pageFrom(const Row& row) {
    return {.id = base::PageId(row.text("id")),
            .batch = base::BatchId(row.text("batch")),
            .blob = row.text("blob"),
            .size = row.number("size"),
            .mediaType = row.text("media_type"),
            .sourceName = row.text("source_name"),
            .number = static_cast<int>(row.number("number")),
            .senderTime = row.time("sender_time"),
            .receivedAt = row.time("received_at"),
            .sequence = row.number("sequence")};
}

void insertBlob(Database& database, Change& change, const std::string& blob, std::size_t size) {
    if (database.row(sql("row.blob"), {{"id", blob}})) return;
    database.run(sql("blob.add"), {{"id", blob},
                                   {"size", static_cast<std::int64_t>(size)},
                                   {"stored_at", change.atValue()},
                                   {"audit", change.sequenceValue()}});
    change.touched(Table::Blob, blob);
}

void requirePage(Database& database, const base::PageId& id) {
    if (!database.row(sql("row.page"), {{"id", id.text()}})) notFound(base::Sentence("page"));
}

Added Store::addPage(const NewPage& page, std::string_view bytes) {
    return addPages({page}, bytes).front();
}

std::vector<Added> Store::addPages(const std::vector<NewPage>& pages, std::string_view bytes) {
    checkPages(pages);
    const std::string expected = base::sha256Hex(bytes);
    const auto before = knownOf(*impl_->read(), pages, expected);  // refuses before anything is written
    // On the disk before any row speaks of it, and before others are kept waiting; of pages that are known too, because
    // the file may have been damaged since.
    const std::string blob = impl_->blobs.put(bytes);
    if (nothingNew(before)) return allOf(before, 0);

    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("page.added", pages.front().actor);
    const auto known = knownOf(impl_->database, pages, blob);
    if (nothingNew(known)) return allOf(known, 0);
    insertBlob(impl_->database, change, blob, bytes.size());
    // Whoever deletes a person's data takes files away only while the database is held, as it is held here now.
    if (!std::filesystem::exists(impl_->blobs.pathOf(blob))) (void)impl_->blobs.put(bytes);
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (!known[i]) insertPage(impl_->database, change, pages[i], blob);
    change.isAbout(pages.front().batch.text());
    change.detail("pages", pages.size());
    change.commit();
    return allOf(known, change.sequence());
}

std::optional<StoredPage> Store::findPage(const base::PageId& id) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("page.withSize"), {{"id", id.text()}});
    return row ? std::optional(pageFrom(*row)) : std::nullopt;
}

std::vector<StoredPage> Store::pagesOf(const base::BatchId& batch) const {
    const Snapshot snapshot = impl_->read();
    return pagesFrom(snapshot->rows(sql("page.ofBatch"), {{"batch", batch.text()}}));
}

std::vector<StoredPage> Store::pagesOf(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    return pagesFrom(snapshot->rows(sql("page.ofCase"), {{"case_id", caseId.text()}}));
}

std::vector<BatchSummary> Store::batches(int most, std::optional<std::int64_t> before) const {
    const Snapshot snapshot = impl_->read();
    std::vector<BatchSummary> all;
    const Parameters parameters{{"before", before.value_or(sequenceBefore(""))}, {"most", pageSize(most)}};
    for (const Row& row : snapshot->rows(sql("page.batches"), parameters))
        all.push_back({base::BatchId(row.text("batch")), row.number("pages"), row.number("newest")});
    return all;
}

void Store::saveReading(const StoredReading& reading, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("reading.saved", actor);
    requirePage(impl_->database, reading.page);
    impl_->database.run(sql("reading.save"), {{"id", reading.page.text()},
                                              {"input_hash", reading.inputHash},
                                              {"engine", reading.engine},
                                              {"version", reading.version},
                                              {"json", reading.json},
                                              {"made_at", change.atValue()},
                                              {"audit", change.sequenceValue()}});
    indexReading(impl_->database, reading.page, reading.json);
    change.touched(Table::Reading, reading.page.text());
    change.isAbout(reading.page.text());
    change.detail("engine", reading.engine);
    change.detail("version", reading.version);
    change.commit();
}

std::optional<StoredReading> Store::reading(const base::PageId& page) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.reading"), {{"id", page.text()}});
    if (!row) return std::nullopt;
    return StoredReading{.page = page,
                         .inputHash = row->text("input_hash"),
                         .engine = row->text("engine"),
                         .version = row->text("version"),
                         .json = row->text("json"),
                         .madeAt = row->time("made_at")};
}

void Store::saveCorrection(const base::PageId& page, int document, const std::string& json, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("correction.saved", actor);
    requirePage(impl_->database, page);
    for (const Correction& newest : newestCorrections(impl_->database, page))
        if (newest.document == document && newest.json == json) return;  // sent again
    const std::string id = std::to_string(change.sequence());
    impl_->database.run(sql("correction.add"), {{"id", id},
                                                {"page", page.text()},
                                                {"document", std::int64_t{document}},
                                                {"json", json},
                                                {"actor", actor.account},
                                                {"made_at", change.atValue()},
                                                {"sequence", change.sequenceValue()}});
    change.touched(Table::Correction, id);
    change.isAbout(page.text());
    change.detail("document", document);
    change.commit();
}

std::vector<Correction> Store::corrections(const base::PageId& page) const {
    const Snapshot snapshot = impl_->read();
    return newestCorrections(*snapshot, page);
}

}  // namespace daiban::store
