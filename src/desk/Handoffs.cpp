#include "desk/Handoffs.h"

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"
#include "desk/LabelAlarm.h"
#include "desk/Lookup.h"
#include "desk/Reason.h"
#include "desk/SheetSignatures.h"
#include "handoff/Party.h"
#include "handoff/Undone.h"
#include "intake/ReadingPlace.h"
#include "page/PageBytes.h"
#include "page/PageFile.h"
#include "printing/slips/SlipInk.h"

namespace daiban::desk {

namespace {

const std::string& partyOf(const handoff::Handoff& handoff, handoff::Side side) {
    return side == handoff::Side::Giver ? handoff.from : handoff.to;
}

/// Whoever owns the data folder signs for each side in the name of its desk.
staff::Actor signerOf(const staff::Actor& actor, const std::string& party) {
    if (actor.office != staff::wholeStation) return actor;
    return {.account = actor.account + "/" + party, .office = party, .roles = actor.roles, .through = actor.account};
}

/// Drawn on a screen it is 900 pixels wide and takes 20 KB.
const page::DecodeLimits ofASignature{.pixels = 16'000'000, .bytes = 1024 * 1024};

SaidOfLine saidOf(const std::string& thing, const std::vector<handoff::RecordedEvent>& events) {
    SaidOfLine said;
    for (const auto& [event, outcome, sentence, counts] : events) {
        if (event.thing != thing || event.verdict == handoff::Verdict::Undone || handoff::isUndone(event, events))
            continue;
        (event.side == handoff::Side::Giver ? said.giver : said.receiver) =
            Said{.verdict = event.verdict, .at = event.senderTime};
    }
    return said;
}

bool isTokenId(const std::string& text) {
    constexpr std::size_t length = 16;  // of base32
    return text.size() == length && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string::npos;
}

ScannedThing scannedThing(SeenLabel label, store::RecordedCustody recorded) {
    return {.thing = std::move(label.thing),
            .shortNumber = std::move(label.shortNumber),
            .kind = std::move(label.kind),
            .recorded = std::move(recorded)};
}

}  // namespace

std::vector<Courier> Handoffs::carriersOf(const std::string& from, const std::string& to) const {
    const auto& offices = parts_.models.offices();
    std::vector<Courier> carriers;
    for (const auto& account : parts_.store.accounts()) {
        if (account.state != store::AccountState::Active || !account.roles.contains(staff::Role::Courier)) continue;
        const staff::Actor courier{.account = account.name, .office = account.office, .roles = {staff::Role::Courier}};
        const auto carriesFor = [&](const std::string& office) {
            return mayDo(courier, staff::Verb::ScanHandoff, placeOf(courier, office, offices)).allowed();
        };
        if (carriesFor(from) || carriesFor(to))
            carriers.push_back({.account = account.name,
                                .name = account.fullName.empty() ? account.name : account.fullName,
                                .office = account.office});
    }
    std::ranges::sort(carriers, {}, [](const Courier& one) { return std::pair(one.name, one.account); });
    return carriers;
}

std::vector<Courier> Handoffs::couriers(const staff::Actor& actor, const std::string& from,
                                        const std::string& to) const {
    parts_.demand(actor, staff::Verb::OpenHandoff, from);
    parts_.models.offices().checkRoute(from, to);
    return carriersOf(from, to);
}

/// Paper goes with somebody who answers for it: an account, or a name with the reason why there is none.
void Handoffs::demandCourier(const HandoffOpening& opening) const {
    using base::Error, base::ErrorKind, base::Sentence;
    if (!opening.outside.empty() && base::trimmed(opening.courier).empty())
        throw Error(ErrorKind::BadArguments, Sentence("Say the name of who carries."));
    if (opening.courier.empty()) return;
    if (!opening.outside.empty()) {
        if (parts_.store.findAccount(opening.courier))
            throw Error(ErrorKind::BadArguments,
                        Sentence("{} is an account of this station; hand to it as a courier.", opening.courier));
        return;
    }
    const auto carriers = carriersOf(opening.from, opening.to);
    if (std::ranges::find(carriers, opening.courier, &Courier::account) == carriers.end())
        throw Error(ErrorKind::BadArguments,
                    Sentence("{} is no courier of these offices; choose one of theirs, or say why somebody without an "
                             "account carries.",
                             opening.courier));
}

store::HandoffRecord Handoffs::open(const staff::Actor& actor, const HandoffOpening& opening) const {
    parts_.models.offices().checkRoute(opening.from, opening.to);
    parts_.demand(actor, staff::Verb::OpenHandoff, opening.from, opening.id.text());
    const std::string outside = opening.outside.empty() ? std::string{} : soundReason(opening.outside);
    const auto id = opening.id.empty() ? parts_.newId<base::HandoffId>() : opening.id;
    const auto there = parts_.store.findHandoff(id.text());  // sent before: then it keeps its sheet
    if (!there) demandCourier(opening);
    (void)parts_.store.openHandoff(
        {.id = id,
         .from = opening.from,
         .to = opening.to,
         .courier = opening.courier,
         .sheetToken = there ? there->sheetToken : parts_.keys().issue(codes::TokenKind::Sheet, parts_.random).id,
         .actor = actor,
         .outside = outside});
    return *parts_.store.findHandoff(id.text());
}

std::vector<ScannedThing> Handoffs::scanSheet(const staff::Actor& actor, const store::HandoffRecord& record,
                                              const std::string& container, const Scan& scan) const {
    const auto id = scan.id.empty() ? parts_.newId<base::EventId>() : scan.id;
    std::vector<ScannedThing> scanned;
    for (auto& [thing, custody] : parts_.store.recordSheet({.id = id,
                                  .handoff = record.handoff.id,
                                  .container = container,
                                  .side = scan.side,
                                  .things = {},
                                  .actor = actor,
                                  .senderTime = scan.senderTime.value_or(base::timeOfUuidV7(id.text())),
                                  .order = scan.order}))
        scanned.push_back(scannedThing(labelOf(thing), std::move(custody)));
    return scanned;
}

std::vector<ScannedThing> Handoffs::scan(const staff::Actor& actor, const std::string& key, const std::string& given,
                                         const Scan& scan) const {
    const auto record = handoffBy(parts_, key);
    const std::string& party = partyOf(record.handoff, scan.side);
    const bool undone = scan.verdict == handoff::Verdict::Undone;
    parts_.demand(actor, undone ? staff::Verb::UndoCustody : staff::Verb::ScanHandoff,
                  handoff::isCourier(party) ? actor.office : party, record.handoff.id.text());
    const staff::Actor signer = signerOf(actor, party);
    const auto things = withAlarm(parts_, signer, {.handoff = record.handoff.id, .id = scan.id},
                                  [&] { return thingsBy(parts_, given); });
    if (!scan.id.empty() && things.size() != 1)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("An event names one scan; give one label with it."));
    const bool ofAll = !undone && scan.verdict != handoff::Verdict::Refused;
    if (things.size() == 1 && ofAll && !parts_.store.contentsOf(things[0]).empty())
        return scanSheet(signer, record, things[0] == record.sheetToken ? "" : things[0], scan);
    std::vector<ScannedThing> scanned;
    for (const auto& thing : things) {
        const auto id = scan.id.empty() ? parts_.newId<base::EventId>() : scan.id;
        auto recorded =
            parts_.store.recordCustody({.id = id,
                                        .handoff = record.handoff.id,
                                        .thing = thing,
                                        .side = scan.side,
                                        .verdict = scan.verdict,
                                        .reason = scan.reason,
                                        .actor = signer,
                                        .senderTime = scan.senderTime.value_or(base::timeOfUuidV7(id.text())),
                                        .order = scan.order,
                                        .undoes = scan.undoes});
        scanned.push_back(scannedThing(labelOf(thing), std::move(recorded)));
    }
    return scanned;
}

ScannedThing Handoffs::undo(const staff::Actor& actor, const std::string& key, const base::EventId& event,
                            const std::string& reason) const {
    const auto record = handoffBy(parts_, key);
    const auto events = parts_.store.custodyOf(record.handoff.id);
    const auto found = std::ranges::find_if(events, [&](const auto& recorded) { return recorded.event.id == event; });
    if (found == events.end())
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("No scan of this handoff has the id {}.", event.text()));
    const std::string& party = partyOf(record.handoff, found->event.side);
    parts_.demand(actor, staff::Verb::UndoCustody, handoff::isCourier(party) ? actor.office : party,
                  record.handoff.id.text());
    auto recorded = parts_.store.recordCustody({.id = parts_.newId<base::EventId>(),
                                                .handoff = record.handoff.id,
                                                .thing = found->event.thing,
                                                .side = found->event.side,
                                                .verdict = handoff::Verdict::Undone,
                                                .reason = reason,
                                                .actor = signerOf(actor, party),
                                                .senderTime = parts_.clock.now(),
                                                .undoes = event});
    return scannedThing(labelOf(found->event.thing), std::move(recorded));
}

store::Decided Handoffs::sign(const staff::Actor& actor, const std::string& key, const SheetSigning& signing) const {
    const auto record = handoffBy(parts_, key);
    const std::string& party = partyOf(record.handoff, signing.side);
    parts_.demand(actor, staff::Verb::ScanHandoff, handoff::isCourier(party) ? actor.office : party,
                  record.handoff.id.text());
    const auto bytes = page::PageBytes::open(signing.picture, "signature", ofASignature);
    (void)printing::SlipInk(intake::pictureOf(bytes, {.limits = ofASignature}, parts_.fileWorkers()).pixels);  // throws
    const auto id = signing.id.empty() ? parts_.newId<base::EventId>() : signing.id;
    return parts_.store.signHandoff({.id = id,
                                     .handoff = record.handoff.id,
                                     .side = signing.side,
                                     .actor = signerOf(actor, party),
                                     .senderTime = signing.senderTime.value_or(base::timeOfUuidV7(id.text()))},
                                    bytes.read(ofASignature));
}

std::string Handoffs::signaturePicture(const staff::Actor& actor, const std::string& key,
                                       const base::EventId& signature) const {
    const auto record = seen(actor, key);
    const auto signatures = parts_.store.signaturesOf(record.handoff.id);
    const auto found = std::ranges::find(signatures, signature, &store::SheetSignature::id);
    if (found == signatures.end())
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such signature on this handoff."));
    parts_.store.recordSight(actor, "signature", record.handoff.id.text(), base::CaseId{});
    return page::encodeImage(signaturePixels(parts_, found->picture), 0, page::ImageFormat::Png);
}

store::HandoffRecord Handoffs::seen(const staff::Actor& actor, const std::string& key) const {
    auto record = handoffBy(parts_, key);
    const auto& [from, to] = std::tie(record.handoff.from, record.handoff.to);
    const auto& offices = parts_.models.offices();
    const bool isReceivers = actor.office == to || offices.isUnder(to, actor.office);
    parts_.demand(actor, staff::Verb::Track, isReceivers ? to : from, record.handoff.id.text());
    return record;
}

HandoffView Handoffs::show(const staff::Actor& actor, const std::string& key) const {
    HandoffView view{.record = seen(actor, key), .report = {}, .shortNumbers = {}};
    view.signatures = signedSheets(parts_, view.record.handoff);
    view.report = parts_.store.reportOf(view.record.handoff.id);
    const auto events = parts_.store.custodyOf(view.record.handoff.id);
    for (const auto& line : view.report.lines) {
        SeenLabel label = labelOf(line.thing);
        view.shortNumbers.push_back(std::move(label.shortNumber));
        view.kinds.push_back(std::move(label.kind));
        view.said.push_back(saidOf(line.thing, events));
    }
    if (view.record.handoff.state == handoff::HandoffState::Open)
        for (const auto& thing : parts_.store.plannedOn(view.record.handoff.id)) view.planned.push_back(labelOf(thing));
    return view;
}

store::ClosedHandoff Handoffs::close(const staff::Actor& actor, const std::string& key,
                                     handoff::Differences differences) const {
    const auto record = handoffBy(parts_, key);
    const std::string& party = actor.office == record.handoff.from ? record.handoff.from : record.handoff.to;
    parts_.demand(actor, staff::Verb::CloseHandoff, party, record.handoff.id.text());
    return parts_.store.closeHandoff(record.handoff.id, differences, actor);
}

store::HandoffList Handoffs::list(const staff::Actor& actor, store::HandoffFilter filter) const {
    if (!filter.offices) filter.offices = parts_.officesOf(actor);
    return parts_.store.listHandoffs(filter);
}

std::vector<store::Discrepancy> Handoffs::discrepancies(const staff::Actor& actor, bool alarmsOnly) const {
    return parts_.store.discrepancies({.offices = parts_.officesOf(actor), .alarmsOnly = alarmsOnly});
}

store::Decided Handoffs::settle(const staff::Actor& actor, const SettlementRequest& request) const {
    // A list names what has no number by its token's id.
    const auto things = isTokenId(request.thing) ? std::vector{request.thing} : thingsBy(parts_, request.thing);
    const auto record = request.handoff.empty() ? std::nullopt : std::optional(handoffBy(parts_, request.handoff));
    const auto thing = parts_.store.thingByToken(things.front());
    const std::string office = record
                                   ? (actor.office == record->handoff.from ? record->handoff.from : record->handoff.to)
                               : thing ? thing->whereabouts.desk
                                       : actor.office;
    const bool isAlarm = record && [&] {
        for (const auto& line : parts_.store.reportOf(record->handoff.id).lines)
            if (line.thing == things.front()) return line.suspicious();
        return false;
    }();
    parts_.demand(actor, isAlarm ? staff::Verb::CloseAlarm : staff::Verb::SettleHandoff, office, things.front());
    return parts_.store.settle({.id = request.id.empty() ? parts_.newId<base::EventId>() : request.id,
                                .thing = things.front(),
                                .handoff = record ? record->handoff.id : base::HandoffId{},
                                .kind = request.kind,
                                .party = request.party,
                                .reason = request.reason,
                                .actor = signerOf(actor, office)});
}

void Handoffs::closeLabelAlarm(const staff::Actor& actor, const base::EventId& alarm, const std::string& reason) const {
    const auto office = parts_.store.officeOfLabelAlarm(alarm);
    if (!office) throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such alarm."));
    parts_.demand(actor, staff::Verb::CloseAlarm, *office, alarm.text());
    parts_.store.closeLabelAlarm(alarm, soundReason(reason), actor);
}

void Handoffs::pack(const staff::Actor& actor, const std::string& container,
                    const std::vector<std::string>& things) const {
    parts_.demand(actor, staff::Verb::ScanHandoff, actor.office);
    std::vector<std::string> put;
    for (const auto& given : things)
        for (const auto& thing : withAlarm(parts_, actor, {}, [&] { return thingsBy(parts_, given); }))
            put.push_back(thing);
    parts_.store.pack({.container = thingsBy(parts_, container).front(), .put = put, .takeOut = {}, .actor = actor});
}

SeenLabel Handoffs::labelOf(const std::string& thing) const {
    const auto found = parts_.store.thingByToken(thing);
    if (!found) return {.thing = thing, .shortNumber = {}, .kind = {}};
    return {.thing = thing, .shortNumber = found->shortNumber, .kind = std::string(codes::nameOf(found->kind))};
}

std::string Handoffs::shortNumberOf(const std::string& thing) const {
    return labelOf(thing).shortNumber;
}

std::vector<SeenLabel> Handoffs::labelsOn(const staff::Actor& actor, const std::filesystem::path& picture) const {
    parts_.demand(actor, staff::Verb::ScanHandoff, actor.office);
    std::vector<SeenLabel> labels;
    const auto things = withAlarm(parts_, actor, {}, [&] { return thingsBy(parts_, picture.string()); });
    for (const auto& thing : things) labels.push_back(labelOf(thing));
    return labels;
}

}  // namespace daiban::desk
