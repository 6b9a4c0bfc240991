#include "store/ApiTokens.h"

#include "base/Text.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

ApiToken tokenFrom(const Row& row) {
    ApiToken token{.id = row.text("id"),
                   .account = row.text("account"),
                   .hash = row.text("hash"),
                   .name = row.text("name"),
                   .scopes = {},
                   .until = base::parseIsoDate(row.text("until")).value_or(base::Date{}),
                   .createdAt = row.time("created_at"),
                   .createdBy = row.text("created_by"),
                   .withdrawnAt = {},
                   .usedAt = {}};
    for (const auto& name : base::split(row.text("scopes"), ','))
        if (const auto scope = staff::scopeNamed(name)) token.scopes.insert(*scope);
    if (!row.isNull("withdrawn_at")) token.withdrawnAt = row.time("withdrawn_at");
    if (!row.isNull("used_at")) token.usedAt = row.time("used_at");
    return token;
}

}  // namespace

bool Store::addApiToken(const NewApiToken& added) {
    requireUuid(added.id, base::Sentence("A token's id"));
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("token.made", added.actor);
    if (const auto row = impl_->database.row(sql("row.api_token"), {{"id", added.id}})) {
        if (row->text("account") != added.account || row->text("scopes") != textOf(added.scopes))
            refuseOtherContent(base::Sentence("token"));
        return false;
    }
    impl_->database.run(sql("token.add"), {{"id", added.id},
                                           {"account", added.account},
                                           {"hash", added.hash},
                                           {"name", added.name},
                                           {"scopes", textOf(added.scopes)},
                                           {"until", base::isoDate(added.until)},
                                           {"now", change.atValue()},
                                           {"actor", added.actor.account},
                                           {"sequence", change.sequenceValue()}});
    change.touched(Table::ApiToken, added.id);
    change.isAbout(added.id);
    change.detail("of", added.account);
    change.detail("scopes", textOf(added.scopes));
    change.detail("until", base::isoDate(added.until));
    change.commit();
    return true;
}

std::optional<ApiToken> Store::apiToken(const std::string& id) const {
    const auto row = impl_->read()->row(sql("token.byId"), {{"id", id}});
    return row ? std::optional(tokenFrom(*row)) : std::nullopt;
}

std::optional<ApiToken> Store::apiTokenByHash(const std::string& hash) const {
    const auto row = impl_->read()->row(sql("token.byHash"), {{"hash", hash}});
    return row ? std::optional(tokenFrom(*row)) : std::nullopt;
}

std::vector<ApiToken> Store::apiTokensOf(const std::string& account) const {
    const Snapshot snapshot = impl_->read();
    std::vector<ApiToken> tokens;
    for (const Row& row : snapshot->rows(sql("token.ofAccount"), {{"account", account}}))
        tokens.push_back(tokenFrom(row));
    return tokens;
}

void Store::withdrawApiToken(const std::string& id, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("token.withdrawn", actor);
    const auto row = impl_->database.row(sql("row.api_token"), {{"id", id}});
    if (!row) notFound(base::Sentence("token"));
    if (!row->isNull("withdrawn_at")) return;
    impl_->database.run(
        sql("token.withdraw"),
        {{"id", id}, {"now", change.atValue()}, {"actor", actor.account}, {"audit", change.sequenceValue()}});
    change.touched(Table::ApiToken, id);
    change.isAbout(id);
    change.detail("of", row->text("account"));
    change.commit();
}

void Store::apiTokenUsed(const std::string& id, base::Instant at) {
    const std::lock_guard lock(impl_->mutex);
    Transaction transaction(impl_->database, Access::Write);
    if (impl_->database.run(sql("token.used"), {{"id", id}, {"now", timeValue(at)}}) == 0)
        impl_->database.run(sql("token.firstUsed"), {{"id", id}, {"now", timeValue(at)}});
    transaction.commit();
}

}  // namespace daiban::store
