#include "desk/Pickups.h"

#include <map>

#include "base/Error.h"
#include "cases/bundles/PaperUnit.h"
#include "cases/checklist/Mandate.h"
#include "desk/LabelAlarm.h"
#include "desk/Lookup.h"
#include "desk/Pictures.h"
#include "intake/CasePapers.h"

namespace daiban::desk {

namespace {

using handoff::PickupPicture;

/// The pages a picture becomes take their ids from the event: sent again they are the pages they were.
std::vector<base::PageId> kept(const Parts& parts, const staff::Actor& actor, const base::EventId& event,
                               PickupPicture picture, const std::filesystem::path& file) {
    if (file.empty()) return {};
    const base::EventId id(handoff::pictureOf(event, picture).text());
    return keepPagesOf(parts, actor, id, "pickup", file);
}

base::PageId firstOf(const std::vector<base::PageId>& pages) {
    return pages.empty() ? base::PageId{} : pages.front();
}

/// The papers on these pages, those of several pages as one.
std::vector<cases::Paper> papersOn(const Parts& parts, const std::vector<base::PageId>& pages) {
    std::vector<store::StoredPage> stored;
    for (const auto& page : pages) stored.push_back(*parts.store.findPage(page));
    const auto& types = parts.models.types();
    const auto papers = intake::papersOf(parts.store, stored).papers;
    const auto bundles = cases::bundlesOf(papers, types, parts.models.bundleRules(), parts.today());
    std::vector<cases::Paper> whole;
    for (auto& unit : cases::unitsOf(papers, bundles, types, parts.today())) whole.push_back(std::move(unit.paper));
    return whole;
}

/// What speaks against the mandate for that case: of several papers that with the fewest faults is meant.
std::vector<base::Sentence> faultsFor(const Parts& parts, const PickupRequest& request, const store::CaseRecord& record,
                                      const std::vector<cases::Paper>& papers) {
    if (papers.empty()) return {base::Sentence("授权委托书还没有识别")};
    const cases::Mandated who{.principal = {record.applicantName, record.applicantIdNumber}, .agent = request.person};
    std::vector<base::Sentence> fewest;
    for (std::size_t n = 0; n < papers.size(); ++n) {
        auto faults =
            cases::faultsOfMandate(papers[n], who, &itemOf(parts, record), parts.today(), parts.models.types());
        if (n == 0 || faults.size() < fewest.size()) fewest = std::move(faults);
    }
    return fewest;
}

/// Every page of the mandate is put to the cases; what speaks against it, by case.
std::map<base::CaseId, std::vector<base::Sentence>> fileMandate(const Parts& parts, const staff::Actor& actor,
                                                                const PickupRequest& request,
                                                                const std::vector<store::CaseRecord>& records,
                                                                const std::vector<base::PageId>& pages,
                                                                const Readers* readers) {
    std::map<base::CaseId, std::vector<base::Sentence>> faults;
    if (pages.empty()) return faults;
    std::vector<store::StoredPage> stored;
    for (const auto& page : pages) stored.push_back(*parts.store.findPage(page));
    if (readers != nullptr) intake::readStoredPages(parts.store, stored, readers->place, readers->options, actor, {});
    const auto papers = papersOn(parts, pages);
    for (const auto& record : records) {
        parts.store.addPagesToCase(record.id, pages, actor);
        faults[record.id] = faultsFor(parts, request, record, papers);
    }
    return faults;
}

/// Fills {names}; a brace that closes nothing stands for itself.
std::string filled(const std::string& text, const std::map<std::string, std::string>& values) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', at)) {
        const std::size_t close = text.find('}', open);
        const auto value =
            close == std::string::npos ? values.end() : values.find(text.substr(open + 1, close - open - 1));
        if (value == values.end())
            throw base::Error(
                base::ErrorKind::BadArguments,
                base::Sentence("In braces a message may say office, item, number and days; something else "
                               "stands there."));
        out += text.substr(at, open - at) + value->second;
        at = close + 1;
    }
    return out + text.substr(at);
}

Reminder reminderFor(const Parts& parts, const store::CaseRecord& record, base::Instant since,
                     const std::string& text) {
    const auto* item = parts.models.items().find(record.itemCode);
    Reminder reminder{
        .number = record.number,
        .office = record.office,
        .officeName = parts.models.officeName(record.office),
        .item = item == nullptr ? record.itemCode : item->name,
        .days = static_cast<int>(std::chrono::floor<std::chrono::days>(parts.clock.now() - since).count()),
        .text = {}};
    reminder.text = filled(text, {{"office", reminder.officeName},
                                  {"item", reminder.item},
                                  {"number", reminder.number},
                                  {"days", std::to_string(reminder.days)}});
    return reminder;
}

}  // namespace

PickupAnswer Pickups::pickUp(const staff::Actor& actor, const PickupRequest& request, const Readers* readers) const {
    if (request.cases.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Say which case is collected."));
    std::vector<store::CaseRecord> records;
    for (const auto& key : request.cases) {
        records.push_back(withAlarm(parts_, actor, {}, [&] { return caseBy(parts_, key); }));
        parts_.demand(actor, staff::Verb::PickUp, records.back());
    }
    const auto event = request.id.empty() ? parts_.newId<base::EventId>() : request.id;
    const auto mandate = kept(parts_, actor, event, PickupPicture::Authorization, request.authorization);
    auto faults = fileMandate(parts_, actor, request, records, mandate, readers);
    std::vector<base::CaseId> more;
    for (const auto& record : records)
        if (record.id != records.front().id) more.push_back(record.id);
    const handoff::Pickup pickup{
        .way = request.way,
        .personName = request.person.name,
        .personIdNumber = request.person.idNumber,
        .relation = request.relation,
        .authorization = firstOf(mandate),
        .postalNumber = request.postalNumber,
        .signature = firstOf(kept(parts_, actor, event, PickupPicture::Signature, request.signature)),
        .photo = firstOf(kept(parts_, actor, event, PickupPicture::Photo, request.photo)),
        .waiver = request.waiver};
    auto outcome = parts_.store.recordPickup({.id = event,
                                              .caseId = records.front().id,
                                              .pickup = pickup,
                                              .senderTime = base::timeOfUuidV7(event.text()),
                                              .actor = actor,
                                              .moreCases = std::move(more),
                                              .mandateFaults = std::move(faults)});
    // That somebody came for what is not his is remembered: what was wrong, and nobody's name or number.
    for (const auto& problem : outcome.problems)
        if (problem.parts().empty())
            parts_.store.recordRefusal(actor, staff::Verb::PickUp, records.front().number, problem);
    const auto standing = outcome.recorded() ? parts_.store.pickupOf(records.front().id) : std::nullopt;
    const bool unsignedYet =
        standing && standing->pickup.signature.empty() && request.way != handoff::PickupWay::ByPost;
    return {.record = *parts_.store.findCase(records.front().id.text()),
            .outcome = std::move(outcome),
            .event = event,
            .unsignedYet = unsignedYet};
}

store::Decided Pickups::sign(const staff::Actor& actor, const std::string& caseKey,
                             const std::filesystem::path& signature) const {
    const auto record = caseBy(parts_, caseKey);
    parts_.demand(actor, staff::Verb::PickUp, record);
    const auto pickup = parts_.store.pickupOf(record.id);
    if (!pickup)
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("Case {} was not collected.", record.number));
    const auto pages = kept(parts_, actor, pickup->event, PickupPicture::Signature, signature);
    if (pages.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Give the picture of the signature."));
    return parts_.store.signPickup(pickup->event, pages.front(), actor);
}

std::vector<store::UnsignedPickup> Pickups::unsignedPickups(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::List, actor.office);
    return parts_.store.unsignedPickups(parts_.officesOf(actor));
}

store::Decided Pickups::undo(const staff::Actor& actor, const std::string& caseKey, const std::string& reason) const {
    const auto record = caseBy(parts_, caseKey);
    parts_.demand(actor, staff::Verb::UndoPickup, record);
    const auto pickup = parts_.store.pickupOf(record.id);
    if (!pickup)
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("Case {} was not collected.", record.number));
    return parts_.store.undoPickup(
        {.id = parts_.newId<base::EventId>(), .pickup = pickup->event, .reason = reason, .actor = actor});
}

std::vector<store::OverduePickup> Pickups::overdue(const staff::Actor& actor, int days) const {
    parts_.demand(actor, staff::Verb::List, actor.office);
    return parts_.store.overduePickups(parts_.officesOf(actor), days);
}

Reminded Pickups::remind(const staff::Actor& actor, const ReminderOptions& options,
                         const std::function<bool(const Reminder&)>& send) const {
    parts_.demand(actor, staff::Verb::List, actor.office);
    Reminded told;
    const auto now = parts_.clock.now();
    for (const auto& [record, since] : parts_.store.overduePickups(parts_.officesOf(actor), options.days)) {
        parts_.demand(actor, staff::Verb::Track, record);
        const auto last = parts_.store.remindedAt(record.id);
        if (last && *last > since && now - *last < std::chrono::days(options.again)) {
            ++told.early;
            continue;
        }
        if (!send(reminderFor(parts_, record, since, options.text))) {
            ++told.failed;
            continue;
        }
        parts_.store.recordReminder(record.id, actor);
        ++told.sent;
    }
    return told;
}

}  // namespace daiban::desk
