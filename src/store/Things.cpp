#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// Labelled things.
namespace daiban::store {

namespace {

using codes::TokenKind;

std::string kindName(TokenKind kind) {
    if (kind == TokenKind::Folder) return "folder";
    if (kind == TokenKind::Certificate) return "certificate";
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("Only folders and certificates are things of a case."));
}

bool isSame(const NewThing& thing, const Row& stored) {
    return stored.text("token_text") == thing.tokenText && stored.text("kind") == kindName(thing.kind) &&
           stored.text("case_id") == thing.caseId.text() && stored.text("short_key") == shortKeyOf(thing.shortNumber) &&
           (thing.desk.empty() || stored.isNull("anchor_party") || !stored.isNull("anchor_sequence") ||
            stored.text("anchor_party") == thing.desk);
}

void insertThing(Database& database, Change& change, const NewThing& thing, const std::string& desk) {
    database.run(sql("thing.add"), {{"id", thing.tokenId},
                                    {"token_text", thing.tokenText},
                                    {"kind", kindName(thing.kind)},
                                    {"case_id", thing.caseId.text()},
                                    {"short_number", thing.shortNumber},
                                    {"short_key", shortKeyOf(thing.shortNumber)},
                                    {"desk", desk},
                                    {"registered_at", change.atValue()},
                                    {"sequence", change.sequenceValue()}});
    change.touched(Table::Thing, thing.tokenId);
    change.isAbout(thing.tokenId);
    change.belongsTo(thing.caseId);
    change.detail("kind", kindName(thing.kind));
    change.detail("short_number", thing.shortNumber);
    change.detail("desk", desk);
}

std::vector<Thing> thingsFrom(const std::vector<Row>& rows) {
    std::vector<Thing> things;
    for (const Row& row : rows) things.push_back(thingFrom(row));
    return things;
}

}  // namespace

Thing thingFrom(const Row& row) {
    return {.tokenId = row.text("id"),
            .tokenText = row.text("token_text"),
            .kind = row.text("kind") == "folder" ? TokenKind::Folder : TokenKind::Certificate,
            .caseId = base::CaseId(row.text("case_id")),
            .shortNumber = row.text("short_number"),
            .whereabouts = {row.text("desk"), base::HandoffId(row.text("in_transit_by")), row.text("courier")},
            .anchor = row.text("anchor_party"),
            .anchorSequence = row.number("anchor_sequence"),
            .registeredAt = row.time("registered_at"),
            .sequence = row.number("sequence")};
}

Registration Store::registerThing(const NewThing& thing) {
    requireTokenId(thing.tokenId);
    if (shortKeyOf(thing.shortNumber).empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("A label needs a short number."));
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("thing.registered", thing.actor);
    if (const auto row = impl_->database.row(sql("row.thing"), {{"id", thing.tokenId}})) {
        if (!isSame(thing, *row)) refuseOtherContent(base::Sentence("label"));
        return Registration::AlreadyThere;
    }
    if (impl_->database.row(sql("thing.byShortKey"), {{"short_key", shortKeyOf(thing.shortNumber)}}))
        return Registration::ShortNumberTaken;
    const CaseRecord opened = caseById(impl_->database, thing.caseId);
    if (thing.onlyOne)
        for (const Row& other : impl_->database.rows(sql("thing.ofCase"), {{"case_id", thing.caseId.text()}}))
            if (other.text("kind") == kindName(thing.kind)) return Registration::CaseHasOne;
    insertThing(impl_->database, change, thing, thing.desk.empty() ? opened.office : thing.desk);
    change.commit();
    return Registration::Registered;
}

std::optional<Thing> Store::thingByToken(std::string_view tokenId) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.thing"), {{"id", upperCase(tokenId)}});
    return row ? std::optional(thingFrom(*row)) : std::nullopt;
}

std::optional<Thing> Store::thingByShortNumber(std::string_view shortNumber) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("thing.byShortKey"), {{"short_key", shortKeyOf(shortNumber)}});
    return row ? std::optional(thingFrom(*row)) : std::nullopt;
}

std::vector<Thing> Store::thingsOfCase(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    return thingsFrom(snapshot->rows(sql("thing.ofCase"), {{"case_id", caseId.text()}}));
}

std::vector<Thing> Store::thingsOnDesk(std::string_view office) const {
    const Snapshot snapshot = impl_->read();
    return thingsFrom(snapshot->rows(sql("thing.onDesk"), {{"desk", std::string(office)}}));
}

std::vector<Thing> Store::thingsInTransit() const {
    const Snapshot snapshot = impl_->read();
    return thingsFrom(snapshot->rows(sql("thing.inTransit")));
}

std::vector<Thing> Store::thingsCarriedBy(std::string_view account) const {
    const Snapshot snapshot = impl_->read();
    return thingsFrom(snapshot->rows(sql("thing.carriedBy"), {{"courier", std::string(account)}}));
}

}  // namespace daiban::store
