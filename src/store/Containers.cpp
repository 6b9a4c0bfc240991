#include <algorithm>
#include <set>

#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// Pouches and sheets: many things under one code.
namespace daiban::store {

namespace {

using handoff::LineState;

std::vector<std::string> contentsIn(Database& database, const std::string& container) {
    std::vector<std::string> things;
    for (const Row& row : database.rows(sql("container.contents"), {{"container", container}}))
        things.push_back(row.text("thing"));
    return things;
}

void takeOut(Database& database, Change& change, const Row& item, const std::string& by) {
    database.run(sql("container.takeOut"),
                 {{"id", item.text("id")}, {"taken_by", by}, {"audit", change.sequenceValue()}});
    change.touched(Table::ContainerItem, item.text("id"));
}

/// A thing is in one container at a time. Returns whether anything changed.
bool putIn(Database& database, Change& change, const NewPacking& packing, const std::string& thing) {
    (void)thingById(database, thing);
    for (const Row& item : database.rows(sql("container.ofThing"), {{"thing", thing}})) {
        if (item.text("container") == packing.container) return false;
        takeOut(database, change, item, packing.actor.account);
    }
    const std::string id = packing.container + "/" + thing + "/" + std::to_string(change.sequence());
    database.run(sql("container.put"), {{"id", id},
                                        {"container", packing.container},
                                        {"thing", thing},
                                        {"put_by", packing.actor.account},
                                        {"sequence", change.sequenceValue()}});
    change.touched(Table::ContainerItem, id);
    return true;
}

/// What a side signs for with the code alone: the giver what was put under it; the receiver what the giver signed out or
/// put under it. What that side spoke of already, and what is in doubt, is left to be scanned alone.
std::vector<std::string> silentUnder(Database& database, const SheetScan& scan, const HandoffRecord& record) {
    const std::string container = scan.container.empty() ? record.sheetToken : scan.container;
    const std::vector<std::string> contents = contentsIn(database, container);
    std::vector<std::string> things;
    std::set<std::string> spokenOf;
    for (const Row& row : database.rows(sql("line.ofHandoff"), {{"handoff", scan.handoff.text()}})) {
        const std::string thing = row.text("scanned");
        spokenOf.insert(thing);
        const bool waits = row.text("state") == nameOf(LineState::Missing);
        const bool mayCome = scan.container.empty() || std::ranges::find(contents, thing) != contents.end();
        if (scan.side == handoff::Side::Receiver && waits && mayCome) things.push_back(thing);
    }
    for (const std::string& thing : contents)
        if (!spokenOf.contains(thing)) things.push_back(thing);
    return things;
}

base::EventId eventOf(const SheetScan& scan, const std::string& thing) {
    return base::EventId(base::derivedUuid(scan.id.text(), thing));
}

handoff::CustodyEvent scanOf(const SheetScan& scan, const std::string& thing) {
    return {.id = eventOf(scan, thing),
            .handoff = scan.handoff,
            .thing = thing,
            .side = scan.side,
            .verdict = scan.side == handoff::Side::Giver ? handoff::Verdict::SignedOut : handoff::Verdict::SignedIn,
            .reason = {},
            .actor = scan.actor,
            .senderTime = scan.senderTime,
            .order = scan.order};
}

/// Those this very scan signed for, when it was sent before.
std::vector<std::string> signedBefore(Database& database, const SheetScan& scan) {
    std::vector<std::string> things;
    for (const Row& row : database.rows(sql("custody.ofHandoff"), {{"handoff", scan.handoff.text()}}))
        if (row.text("id") == eventOf(scan, row.text("scanned")).text()) things.push_back(row.text("scanned"));
    return things;
}

}  // namespace

void Store::pack(const NewPacking& packing) {
    requireTokenId(packing.container);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("container.packed", packing.actor);
    bool changed = false;
    for (const std::string& thing : packing.put) changed = putIn(database, change, packing, thing) || changed;
    for (const std::string& thing : packing.takeOut)
        for (const Row& item : database.rows(sql("container.ofThing"), {{"thing", thing}})) {
            if (item.text("container") != packing.container) continue;
            takeOut(database, change, item, packing.actor.account);
            changed = true;
        }
    if (!changed) return;
    change.isAbout(packing.container);
    change.detail("put", packing.put.size());
    change.detail("taken_out", packing.takeOut.size());
    change.commit();
}

std::vector<std::string> Store::contentsOf(std::string_view container) const {
    const Snapshot snapshot = impl_->read();
    return contentsIn(*snapshot, upperCase(container));
}

std::vector<std::string> Store::plannedOn(const base::HandoffId& handoff) const {
    constexpr std::size_t most = 200;
    const Snapshot snapshot = impl_->read();
    const HandoffRecord record = handoffById(*snapshot, handoff);
    std::set<std::string> scanned;
    for (const Row& row : snapshot->rows(sql("line.ofHandoff"), {{"handoff", handoff.text()}}))
        scanned.insert(row.text("scanned"));
    std::vector<std::string> things = contentsIn(*snapshot, record.sheetToken);
    if (things.empty())
        for (const Row& row :
             snapshot->rows(sql("thing.waitingFor"), {{"from", record.handoff.from},
                                                      {"to", record.handoff.to},
                                                      {"received", std::string(nameOf(handoff::CaseStatus::Received))},
                                                      {"most", static_cast<std::int64_t>(most + scanned.size())}}))
            things.push_back(row.text("id"));
    std::erase_if(things, [&](const std::string& thing) { return scanned.contains(thing); });
    if (things.size() > most) things.resize(most);
    return things;
}

std::vector<SignedThing> Store::recordSheet(const SheetScan& scan) {
    requireUuid(scan.id.text(), base::Sentence("event id"));
    if (scan.order && scan.things.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A sheet scan that was sent late must name the things its signer saw."));
    std::vector<std::string> things = scan.things;
    if (things.empty()) {
        const std::lock_guard lock(impl_->mutex);
        const Transaction snapshot(impl_->database, Access::Read);
        const HandoffRecord record = handoffById(impl_->database, scan.handoff);
        things = signedBefore(impl_->database, scan);
        if (things.empty()) things = silentUnder(impl_->database, scan, record);
    }
    std::vector<SignedThing> signedFor;
    for (const std::string& thing : things) signedFor.push_back({thing, recordCustody(scanOf(scan, thing))});
    return signedFor;
}

}  // namespace daiban::store
