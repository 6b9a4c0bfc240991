#include <optional>

#include "base/Crypto.h"
#include "base/Error.h"
#include "store/StoreImpl.h"

// Signatures that were drawn on a screen for one side of a handoff.
namespace daiban::store {

namespace {

SheetSignature signatureFrom(const Row& row) {
    return {.id = base::EventId(row.text("id")),
            .side = handoff::sideNamed(row.text("side")).value_or(handoff::Side::Giver),
            .picture = row.text("picture"),
            .actor = row.text("actor"),
            .office = row.text("actor_office"),
            .senderTime = row.time("sender_time"),
            .recordedAt = row.time("recorded_at")};
}

bool isSame(const NewSheetSignature& signature, const std::string& picture, const Row& stored) {
    return stored.text("handoff") == signature.handoff.text() && stored.text("side") == nameOf(signature.side) &&
           stored.text("picture") == picture && stored.text("actor") == signature.actor.account &&
           stored.time("sender_time") == signature.senderTime;
}

base::Sentence whyNot(Database& database, const NewSheetSignature& signature, const handoff::Handoff& sheet) {
    std::vector<std::string> others;
    if (hasSigned(database, sheet.id, otherSide(signature.side), signature.actor.account))
        others.push_back(signature.actor.account);
    if (auto why = handoff::whyMayNotSign(sheet, signature.side, signature.actor, others); !why.empty()) return why;
    for (const Row& row : database.rows(sql("signature.ofHandoff"), {{"handoff", sheet.id.text()}}))
        if (row.text("actor") == signature.actor.account)
            return base::Sentence("你已经在这张交接单上签过名，不能再签一次。");
    return {};
}

/// The answer where nothing is to be written: it was sent before, or it may not be.
std::optional<Decided> answerBefore(Database& database, const NewSheetSignature& signature,
                                    const std::string& picture) {
    if (const auto row = database.row(sql("row.handoff_signature"), {{"id", signature.id.text()}})) {
        if (!isSame(signature, picture, *row)) refuseOtherContent(base::Sentence("signature"));
        return Decided{{}, row->number("sequence"), false};
    }
    const handoff::Handoff sheet = handoffById(database, signature.handoff).handoff;
    if (auto why = whyNot(database, signature, sheet); !why.empty()) return Decided{std::move(why), 0, false};
    return std::nullopt;
}

}  // namespace

Decided Store::signHandoff(const NewSheetSignature& signature, std::string_view picture) {
    requireUuid(signature.id.text(), base::Sentence("signature id"));
    // What is refused leaves no picture behind.
    if (auto answer = answerBefore(*impl_->read(), signature, base::sha256Hex(picture))) return *std::move(answer);
    const std::string blob = impl_->blobs.put(picture);  // on the disk before any row speaks of it
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("handoff.signed", signature.actor);
    if (auto answer = answerBefore(database, signature, blob)) return *std::move(answer);
    const handoff::Handoff sheet = handoffById(database, signature.handoff).handoff;
    insertBlob(database, change, blob, picture.size());
    // Whoever deletes a person's data takes files away only while the database is held, as it is held here now.
    if (!std::filesystem::exists(impl_->blobs.pathOf(blob))) (void)impl_->blobs.put(picture);
    database.run(sql("signature.add"), {{"id", signature.id.text()},
                                        {"handoff", sheet.id.text()},
                                        {"side", std::string(nameOf(signature.side))},
                                        {"picture", blob},
                                        {"actor", signature.actor.account},
                                        {"actor_office", signature.actor.office},
                                        {"sender_time", timeValue(signature.senderTime)},
                                        {"recorded_at", change.atValue()},
                                        {"sequence", change.sequenceValue()}});
    change.touched(Table::HandoffSignature, signature.id.text());
    change.isAbout(sheet.id.text());
    change.detail("number", sheet.number);
    change.detail("side", nameOf(signature.side));
    change.commit();
    return {{}, change.sequence(), true};
}

std::vector<SheetSignature> Store::signaturesOf(const base::HandoffId& handoff) const {
    const Snapshot snapshot = impl_->read();
    std::vector<SheetSignature> signatures;
    for (const Row& row : snapshot->rows(sql("signature.ofHandoff"), {{"handoff", handoff.text()}}))
        signatures.push_back(signatureFrom(row));
    return signatures;
}

}  // namespace daiban::store
