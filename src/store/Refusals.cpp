#include "store/Refusals.h"

#include <algorithm>

#include "base/Sentence.h"
#include "store/StoreImpl.h"

// What accounts were not allowed to do: entries of the audit log without a row of their own.
namespace daiban::store {

namespace {

constexpr auto action = "refused";

RecordedRefusal refusalFrom(const Row& row) {
    const AuditEntry entry = auditEntryFrom(row);
    const base::Json content = base::parseJson(entry.content, base::Sentence("An audit entry"));
    const base::Json& details = content.at("details");
    return {.account = entry.actor,
            .office = content.value("office", ""),
            .verb = details.value("verb", ""),
            .subject = entry.subject,
            .sentence = details.contains("said") ? base::sentenceFromJson(details["said"])
                                                 : base::Sentence::verbatim(details.value("sentence", "")),
            .at = entry.at,
            .sequence = entry.sequence};
}

bool isWanted(const RecordedRefusal& refusal, const RefusalFilter& filter) {
    return !filter.offices || std::ranges::find(*filter.offices, refusal.office) != filter.offices->end();
}

}  // namespace

void Store::recordRefusal(const staff::Actor& actor, staff::Verb verb, std::string_view subject,
                          const base::Sentence& sentence) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin(action, actor);
    change.isAbout(std::string(subject));
    change.detail("verb", std::string(staff::nameOf(verb)));
    change.detail("sentence", sentence.text());
    change.detail("said", base::toJson(sentence));
    change.commit();
}

void Store::recordRefusedSignIn(const std::string& name, const base::Sentence& sentence) {
    const std::lock_guard lock(impl_->mutex);
    const auto account = impl_->database.row(sql("row.account"), {{"id", name}});
    Change change = impl_->begin(action, {.account = name, .office = account ? account->text("office") : ""});
    change.isAbout(name);
    change.detail("verb", "sign-in");
    change.detail("sentence", sentence.text());
    change.detail("said", base::toJson(sentence));
    change.commit();
}

void Store::recordRefusedToken(const staff::Actor& actor, const std::string& subject, const base::Sentence& sentence) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin(action, actor);
    change.isAbout(subject);
    change.detail("verb", "token");
    change.detail("sentence", sentence.text());
    change.detail("said", base::toJson(sentence));
    change.commit();
}

RefusalList Store::refusals(const RefusalFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    const auto most = static_cast<std::size_t>(pageSize(filter.limit));
    RefusalList list;
    // The office stands in the entry's text, so it is asked for here, a page of entries at a time.
    for (std::int64_t before = sequenceBefore(filter.cursor); list.refusals.size() < most;) {
        const auto rows = snapshot->rows(
            sql("audit.byAction"), {{"action", action}, {"before", before}, {"most", std::int64_t{pageSize(500)}}});
        if (rows.empty()) return list;
        for (const Row& row : rows) {
            RecordedRefusal refusal = refusalFrom(row);
            before = refusal.sequence;
            if (isWanted(refusal, filter)) list.refusals.push_back(std::move(refusal));
            if (list.refusals.size() == most) break;
        }
    }
    list.nextCursor = std::to_string(list.refusals.back().sequence);
    return list;
}

}  // namespace daiban::store
