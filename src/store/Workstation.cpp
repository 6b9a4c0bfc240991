#include "store/Workstation.h"

#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

std::string textOf(IntakeState state) {
    return state == IntakeState::Open ? "open" : "aside";
}

Intake intakeFrom(const Row& row) {
    return {
        .id = IntakeId(row.text("id")),
        .account = row.text("account"),
        .office = row.text("office"),
        .item = row.text("item"),
        .situations =
            base::parseJson(row.text("situations"), base::Sentence("A stored intake")).get<std::vector<std::string>>(),
        .applicantName = row.text("applicant_name"),
        .applicantIdNumber = row.text("applicant_id_number"),
        .caseId = base::CaseId(row.text("case_id")),
        .state = row.text("state") == "open" ? IntakeState::Open : IntakeState::Aside,
        .openedAt = row.time("opened_at"),
        .version = row.number("version")};
}

Parameters valuesOf(const Intake& intake) {
    return {{"id", intake.id.text()},
            {"account", intake.account},
            {"office", intake.office},
            {"item", nullIfEmpty(intake.item)},
            {"situations", base::toLine(base::Json(intake.situations))},
            {"applicant_name", nullIfEmpty(intake.applicantName)},
            {"applicant_id_number", nullIfEmpty(intake.applicantIdNumber)},
            {"case_id", nullIfEmpty(intake.caseId.text())}};
}

std::string rowIdOf(const IntakeId& intake, const base::PageId& page) {
    return intake.text() + "/" + page.text();
}

}  // namespace

void Store::addSession(const WebSession& session) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("session.add"),
                        {{"id", session.id}, {"account", session.account}, {"now", timeValue(session.createdAt)}});
    transaction.commit();
}

std::optional<WebSession> Store::session(const std::string& id) const {
    const auto row = impl_->read()->row(sql("session.byId"), {{"id", id}});
    if (!row) return std::nullopt;
    return WebSession{.id = id,
                      .account = row->text("account"),
                      .createdAt = row->time("created_at"),
                      .seenAt = row->time("seen_at")};
}

void Store::sessionSeen(const std::string& id, base::Instant at) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("session.seen"), {{"id", id}, {"now", timeValue(at)}});
    transaction.commit();
}

void Store::endSession(const std::string& id) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("session.end"), {{"id", id}});
    transaction.commit();
}

void Store::endSessionsOf(const std::string& account) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("session.endOfAccount"), {{"account", account}});
    transaction.commit();
}

void Store::endOldSessions(base::Instant seenBefore, base::Instant createdBefore) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("session.endOld"),
                        {{"seen", timeValue(seenBefore)}, {"created", timeValue(createdBefore)}});
    transaction.commit();
}

Intake Store::openIntake(const Intake& intake) {
    requireUuid(intake.id.text(), base::Sentence("An intake's id"));
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    if (const auto row = impl_->database.row(sql("intake.byId"), {{"id", intake.id.text()}})) {
        auto known = intakeFrom(*row);
        if (known.office != intake.office) refuseOtherContent(base::Sentence("intake"));
        return known;
    }
    auto values = valuesOf(intake);
    values.emplace_back("opened_at", timeValue(impl_->clock.now()));
    impl_->database.run(sql("intake.add"), values);
    const auto added = intakeFrom(*impl_->database.row(sql("intake.byId"), {{"id", intake.id.text()}}));
    transaction.commit();
    return added;
}

std::optional<Intake> Store::findIntake(const IntakeId& id) const {
    const auto row = impl_->read()->row(sql("intake.byId"), {{"id", id.text()}});
    return row ? std::optional(intakeFrom(*row)) : std::nullopt;
}

std::vector<Intake> Store::openIntakes(const std::string& account) const {
    const Snapshot snapshot = impl_->read();
    std::vector<Intake> intakes;
    const auto rows = account.empty() ? snapshot->rows(sql("intake.open"))
                                      : snapshot->rows(sql("intake.openOfAccount"), {{"account", account}});
    for (const Row& row : rows) intakes.push_back(intakeFrom(row));
    return intakes;
}

void Store::changeIntake(const Intake& intake) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    auto values = valuesOf(intake);
    std::erase_if(values, [](const auto& value) { return value.first == "office"; });
    values.emplace_back("state", textOf(intake.state));
    if (impl_->database.run(sql("intake.change"), values) == 0) notFound(base::Sentence("intake"));
    transaction.commit();
}

void Store::touchIntake(const IntakeId& id) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("intake.touch"), {{"id", id.text()}});
    transaction.commit();
}

std::vector<IntakePage> Store::pagesOfIntake(const IntakeId& id) const {
    const Snapshot snapshot = impl_->read();
    std::vector<IntakePage> pages;
    for (const Row& row : snapshot->rows(sql("intake.pages"), {{"intake", id.text()}}))
        pages.push_back(
            {.page = pageFrom(row),
             .removedReason = row.isNull("removed_reason") ? std::nullopt : std::optional(row.text("removed_reason"))});
    return pages;
}

void insertIntakePages(Database& database, const IntakeId& id, const std::vector<base::PageId>& pages) {
    auto place = database.row(sql("intake.lastPlace"), {{"intake", id.text()}})->number("place");
    for (const auto& page : pages) {
        if (database.row(sql("intake.pageById"), {{"id", rowIdOf(id, page)}})) continue;
        database.run(sql("intake.addPage"), {{"id", rowIdOf(id, page)},
                                             {"intake", id.text()},
                                             {"page", page.text()},
                                             {"place", std::int64_t{++place}}});
    }
    database.run(sql("intake.touch"), {{"id", id.text()}});
}

void Store::addPagesToIntake(const IntakeId& id, const std::vector<base::PageId>& pages) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    insertIntakePages(impl_->database, id, pages);
    transaction.commit();
}

void Store::markIntakePage(const IntakeId& id, const base::PageId& page, const std::optional<std::string>& removed) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    const Value reason = removed ? Value{*removed} : Value{};
    if (impl_->database.run(sql("intake.markPage"), {{"id", rowIdOf(id, page)}, {"reason", reason}}) == 0)
        notFound(base::Sentence("page in this intake"));
    impl_->database.run(sql("intake.touch"), {{"id", id.text()}});
    transaction.commit();
}

std::vector<UsedItem> Store::itemsUsed(const std::string& office) const {
    const Snapshot snapshot = impl_->read();
    std::vector<UsedItem> used;
    for (const Row& row : snapshot->rows(sql("intake.itemsUsed"), {{"office", office}}))
        used.push_back({row.text("item_code"), row.number("used")});
    return used;
}

std::vector<base::CaseId> Store::casesWith(const base::PageId& page) const {
    const Snapshot snapshot = impl_->read();
    std::vector<base::CaseId> ids;
    for (const Row& row : snapshot->rows(sql("page.cases"), {{"page", page.text()}}))
        ids.emplace_back(row.text("case_id"));
    return ids;
}

void Store::recordSight(const staff::Actor& actor, std::string_view what, std::string_view subject,
                        const base::CaseId& caseId) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("personal.seen", actor);
    change.isAbout(std::string(subject));
    if (!caseId.empty()) change.belongsTo(caseId);
    change.detail("what", std::string(what));
    change.commit();
}

}  // namespace daiban::store
