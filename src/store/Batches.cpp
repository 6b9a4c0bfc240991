#include <array>

#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// Stacks of paper, and what persons said of them.
namespace daiban::store {

namespace {

constexpr std::array kinds{std::pair{BatchWord::Kind::Move, "move"}, std::pair{BatchWord::Kind::Name, "name"},
                           std::pair{BatchWord::Kind::Confirm, "confirm"}, std::pair{BatchWord::Kind::Taken, "taken"}};

std::string textOf(BatchState state) {
    return state == BatchState::Open ? "open" : "done";
}

std::string textOf(BatchWord::Kind kind) {
    for (const auto& [one, text] : kinds)
        if (one == kind) return text;
    return "";
}

PaperBatch batchFrom(const Row& row) {
    return {.id = base::BatchId(row.text("id")),
            .account = row.text("account"),
            .office = row.text("office"),
            .source = row.text("source"),
            .state = row.text("state") == "open" ? BatchState::Open : BatchState::Done,
            .openedAt = row.time("opened_at"),
            .version = row.number("version")};
}

std::vector<PaperBatch> batchesFrom(const std::vector<Row>& rows) {
    std::vector<PaperBatch> batches;
    for (const Row& row : rows) batches.push_back(batchFrom(row));
    return batches;
}

base::Json pagesJson(const std::vector<base::PageId>& pages) {
    base::Json all = base::Json::array();
    for (const auto& page : pages) all.push_back(page.text());
    return all;
}

BatchWord wordFrom(const Row& row) {
    BatchWord word{.id = base::EventId(row.text("id")),
                   .batch = base::BatchId(row.text("batch")),
                   .section = base::PageId(row.text("section")),
                   .caseId = base::CaseId(row.text("case_id")),
                   .intake = IntakeId(row.text("intake")),
                   .actor = row.text("actor"),
                   .madeAt = row.time("made_at")};
    for (const auto& [kind, text] : kinds)
        if (row.text("kind") == text) word.kind = kind;
    for (const auto& page : base::parseJson(row.text("pages"), base::Sentence("A stored batch")))
        word.pages.emplace_back(page.get<std::string>());
    return word;
}

bool isSame(const BatchWord& word, const BatchWord& stored) {
    return word.batch == stored.batch && word.kind == stored.kind && word.section == stored.section &&
           word.pages == stored.pages && word.caseId == stored.caseId && word.intake == stored.intake;
}

bool isKnown(Database& database, const BatchWord& word) {
    const auto row = database.row(sql("batch.wordById"), {{"id", word.id.text()}});
    if (row && !isSame(word, wordFrom(*row))) refuseOtherContent(base::Sentence("word on a batch"));
    return row.has_value();
}

void demandVersion(Database& database, const BatchWord& word, std::optional<std::int64_t> version) {
    const auto row = database.row(sql("batch.byId"), {{"id", word.batch.text()}});
    if (!row) notFound(base::Sentence("batch"));
    if (version && row->number("version") != *version)
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("Somebody else changed this batch meanwhile; look at it again."));
}

void insertWord(Database& database, const BatchWord& word, const std::string& account, base::Instant now) {
    const auto last = database.row(sql("batch.lastWord"), {{"batch", word.batch.text()}});
    const std::int64_t place = last->isNull("place") ? 1 : last->number("place") + 1;
    database.run(sql("batch.addWord"), {{"id", word.id.text()},
                                        {"batch", word.batch.text()},
                                        {"place", place},
                                        {"kind", textOf(word.kind)},
                                        {"section", word.section.text()},
                                        {"pages", base::toLine(pagesJson(word.pages))},
                                        {"case_id", nullIfEmpty(word.caseId.text())},
                                        {"intake", nullIfEmpty(word.intake.text())},
                                        {"actor", account},
                                        {"made_at", timeValue(now)}});
    database.run(sql("batch.touch"), {{"id", word.batch.text()}});
}

}  // namespace

PaperBatch Store::openBatch(const PaperBatch& batch) {
    requireUuid(batch.id.text(), base::Sentence("A batch's id"));
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    if (const auto row = impl_->database.row(sql("batch.byId"), {{"id", batch.id.text()}})) {
        auto known = batchFrom(*row);
        if (known.office != batch.office) refuseOtherContent(base::Sentence("batch"));
        return known;
    }
    impl_->database.run(sql("batch.add"), {{"id", batch.id.text()},
                                           {"account", batch.account},
                                           {"office", batch.office},
                                           {"source", batch.source},
                                           {"opened_at", timeValue(impl_->clock.now())}});
    const auto added = batchFrom(*impl_->database.row(sql("batch.byId"), {{"id", batch.id.text()}}));
    transaction.commit();
    return added;
}

std::optional<PaperBatch> Store::findBatch(const base::BatchId& id) const {
    const auto row = impl_->read()->row(sql("batch.byId"), {{"id", id.text()}});
    return row ? std::optional(batchFrom(*row)) : std::nullopt;
}

std::vector<PaperBatch> Store::batchesOf(const std::string& office, std::optional<BatchState> state, int most) const {
    const Value wanted = state ? Value{textOf(*state)} : Value{};
    return batchesFrom(
        impl_->read()->rows(sql("batch.ofOffice"), {{"office", office}, {"state", wanted}, {"most", pageSize(most)}}));
}

std::vector<PaperBatch> Store::openBatches() const {
    return batchesFrom(impl_->read()->rows(sql("batch.open")));
}

void Store::setBatchState(const base::BatchId& id, BatchState state) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("batch.setState"), {{"id", id.text()}, {"state", textOf(state)}});
    transaction.commit();
}

std::vector<BatchWord> Store::batchWords(const base::BatchId& id) const {
    const Snapshot snapshot = impl_->read();
    std::vector<BatchWord> words;
    for (const Row& row : snapshot->rows(sql("batch.words"), {{"batch", id.text()}})) words.push_back(wordFrom(row));
    return words;
}

bool Store::addBatchWord(const BatchWord& word, const staff::Actor& actor, std::optional<std::int64_t> version) {
    requireUuid(word.id.text(), base::Sentence("event id"));
    if (word.kind == BatchWord::Kind::Taken && word.intake.empty()) return takeToCase(word, actor, version);
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    if (isKnown(impl_->database, word)) return false;
    demandVersion(impl_->database, word, version);
    if (word.kind == BatchWord::Kind::Taken) insertIntakePages(impl_->database, word.intake, word.pages);
    insertWord(impl_->database, word, actor.account, impl_->clock.now());
    transaction.commit();
    return true;
}

bool Store::takeToCase(const BatchWord& word, const staff::Actor& actor, std::optional<std::int64_t> version) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("case.pages-added", actor);
    if (isKnown(impl_->database, word)) return false;
    demandVersion(impl_->database, word, version);
    const CaseRecord opened = caseById(impl_->database, word.caseId);
    if (opened.status == handoff::CaseStatus::Closed) refuseClosed(opened, base::Sentence("takes no more pages"));
    (void)insertPages(impl_->database, change, word.caseId, word.pages);
    insertWord(impl_->database, word, actor.account, change.at());
    change.isAbout(word.caseId.text());
    change.belongsTo(word.caseId);
    change.commit();
    return true;
}

}  // namespace daiban::store
