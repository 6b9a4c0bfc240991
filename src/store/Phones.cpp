#include "base/Error.h"
#include "store/StoreImpl.h"

// Telephones that take pictures for an intake. Rows that come and go: what a telephone sent is answered for as a page.
namespace daiban::store {

namespace {

Phone phoneFrom(const Row& row) {
    Phone phone{.id = row.text("id"),
                .intake = IntakeId(row.text("intake")),
                .account = row.text("account"),
                .offeredAt = row.time("offered_at"),
                .pairedAt = {},
                .seenAt = {},
                .endsAt = row.time("ends_at"),
                .pages = static_cast<int>(row.number("pages"))};
    if (!row.isNull("paired_at")) phone.pairedAt = row.time("paired_at");
    if (!row.isNull("seen_at")) phone.seenAt = row.time("seen_at");
    return phone;
}

}  // namespace

void Store::offerPhone(const Phone& phone, const std::string& offer) {
    requireUuid(phone.id, base::Sentence("A telephone's id"));
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    if (impl_->database.row(sql("phone.byId"), {{"id", phone.id}})) refuseOtherContent(base::Sentence("telephone"));
    impl_->database.run(sql("phone.add"), {{"id", phone.id},
                                           {"intake", phone.intake.text()},
                                           {"account", phone.account},
                                           {"offer", offer},
                                           {"offered_at", timeValue(phone.offeredAt)},
                                           {"ends_at", timeValue(phone.endsAt)}});
    transaction.commit();
}

std::optional<Phone> Store::pairPhone(const std::string& offer, const std::string& token, base::Instant at,
                                      base::Instant endsAt) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    const auto row = impl_->database.row(sql("phone.byOffer"), {{"offer", offer}});
    if (!row || row->time("ends_at") <= at) return std::nullopt;
    Phone phone = phoneFrom(*row);
    impl_->database.run(sql("phone.pair"),
                        {{"id", phone.id}, {"token", token}, {"now", timeValue(at)}, {"ends_at", timeValue(endsAt)}});
    transaction.commit();
    phone.pairedAt = phone.seenAt = at;
    phone.endsAt = endsAt;
    return phone;
}

std::optional<Phone> Store::phoneByToken(const std::string& token) const {
    const auto row = impl_->read()->row(sql("phone.byToken"), {{"token", token}});
    return row ? std::optional(phoneFrom(*row)) : std::nullopt;
}

std::vector<Phone> Store::phonesOf(const IntakeId& intake) const {
    const Snapshot snapshot = impl_->read();
    std::vector<Phone> phones;
    for (const Row& row : snapshot->rows(sql("phone.ofIntake"), {{"intake", intake.text()}}))
        phones.push_back(phoneFrom(row));
    return phones;
}

void Store::phoneSeen(const std::string& id, base::Instant at, int pages) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("phone.seen"), {{"id", id}, {"now", timeValue(at)}, {"pages", std::int64_t{pages}}});
    transaction.commit();
}

void Store::endPhone(const std::string& id) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("phone.end"), {{"id", id}});
    transaction.commit();
}

void Store::endOldPhones(base::Instant endedBefore) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    impl_->database.run(sql("phone.endOld"), {{"now", timeValue(endedBefore)}});
    transaction.commit();
}

}  // namespace daiban::store
