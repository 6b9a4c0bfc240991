#include "desk/Erasing.h"

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"
#include "base/Yaml.h"
#include "cases/items/Applicant.h"
#include "desk/PagePictures.h"
#include "desk/Reason.h"
#include "handoff/SameParty.h"

namespace daiban::desk {

namespace {

using store::CaseRecord;

/// Every case there is, newest first, that `wanted` takes.
template <class Wanted>
std::vector<CaseRecord> casesOf(const Parts& parts, store::CaseFilter filter, const Wanted& wanted) {
    constexpr int most = 500;
    filter.limit = most;
    std::vector<CaseRecord> cases;
    do {
        auto list = parts.store.listCases(filter);
        for (CaseRecord& record : list.cases)
            if (wanted(record)) cases.push_back(std::move(record));
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    return cases;
}

/// Pictures for screens are made again of pages that stay; so they go first, and none is left when the rest goes.
void dropPictures(const Parts& parts, const CaseRecord& record) {
    auto pages = parts.store.pagesOf(record.id);
    for (auto& removed : parts.store.removedPages(record.id)) pages.push_back(std::move(removed.page));
    for (const auto& page : pages) PagePictures(parts).forget(page.id);
}

base::Date yearsAfter(base::Instant closed, int years) {
    const base::Date day = base::dayOf(closed) + std::chrono::years(years);
    return day.ok() ? day : base::Date(day.year() / day.month() / std::chrono::last);
}

}  // namespace

Retention retentionOf(const std::filesystem::path& dataFolder) {
    const auto file = dataFolder / "retention.yaml";
    if (!std::filesystem::exists(file)) return {};
    const auto node = base::YamlNode::load(file);
    node.onlyKeys({"keep_years", "erase_after_years"});
    Retention retention{.keepYears = node.integerOr("keep_years", 0), .eraseYears = {}};
    if (const auto years = node.find("erase_after_years")) retention.eraseYears = years->integer();
    if (retention.keepYears < 0 || (retention.eraseYears && *retention.eraseYears < retention.keepYears))
        node.fail(base::Sentence("keep_years must not be below 0, nor erase_after_years below keep_years."));
    return retention;
}

std::optional<std::vector<std::string>> Erasing::officesOf(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::DeletePerson, actor.office);
    return parts_.officesOf(actor);
}

ErasurePlan Erasing::planOf(std::vector<CaseRecord> cases) const {
    ErasurePlan plan;
    std::vector<base::CaseId> ids;
    for (const CaseRecord& record : cases) ids.push_back(record.id);
    if (!ids.empty()) plan.report = parts_.store.planErasure(ids);
    const int keep = retentionOf(parts_.dataFolder).keepYears;
    for (const CaseRecord& record : cases)
        if (record.closedAt && yearsAfter(*record.closedAt, keep) > parts_.today())
            plan.report.problems.push_back(base::Sentence("办件 {} 须保存到 {}（retention.yaml），到期后才能删除。",
                                                          record.number,
                                                          base::isoDate(yearsAfter(*record.closedAt, keep))));
    plan.cases = std::move(cases);
    return plan;
}

ErasurePlan Erasing::planFor(const staff::Actor& actor, const cases::Identity& person) const {
    if (person.name.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Say whose data is to be deleted, as NAME/IDNUMBER."));
    const auto offices = officesOf(actor);
    const bool hasNumber = !person.idNumber.empty() && person.idNumber != cases::noNumber;
    const auto sameNumber = [&](const CaseRecord& record) {
        return hasNumber ? handoff::isSameNumber(record.applicantIdNumber, person.idNumber)
                         : record.applicantIdNumber.empty();
    };
    std::vector<CaseRecord> otherName;
    auto cases = casesOf(parts_, {.offices = offices}, [&](const CaseRecord& record) {
        if (record.erased || !sameNumber(record)) return false;
        if (handoff::isSameName(record.applicantName, person.name)) return true;
        if (hasNumber) otherName.push_back(record);
        return false;
    });
    if (cases.empty() && otherName.empty())
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("Nobody of that name and number has a case that you may delete."));
    ErasurePlan plan = planOf(std::move(cases));
    // Whose cases there are is personal: who asked for it is in the audit log.
    for (const CaseRecord& record : plan.cases)
        parts_.store.recordSight(actor, "deletion", record.id.text(), record.id);
    plan.otherName = std::move(otherName);
    if (hasNumber)
        for (CaseRecord& record : parts_.store.casesCollectedBy(person.idNumber, offices))
            if (std::ranges::find(plan.cases, record.id, &CaseRecord::id) == plan.cases.end())
                plan.collected.push_back(std::move(record));
    return plan;
}

ErasurePlan Erasing::planDue(const staff::Actor& actor, std::optional<int> years) const {
    const auto offices = officesOf(actor);
    if (!years) years = retentionOf(parts_.dataFolder).eraseYears;
    if (!years)
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("Say after how many years (--years), or write erase_after_years into retention.yaml."));
    const auto closed = [&](const CaseRecord& record) {
        return !record.erased && record.closedAt && yearsAfter(*record.closedAt, *years) <= parts_.today();
    };
    return planOf(casesOf(parts_, {.offices = offices, .statuses = {handoff::CaseStatus::Closed}}, closed));
}

std::vector<store::RecordedErasure> Erasing::done(const staff::Actor& actor) const {
    const auto offices = officesOf(actor);
    auto all = parts_.store.erasures();
    if (!offices) return all;
    std::erase_if(all, [&](const store::RecordedErasure& one) {
        return std::ranges::none_of(one.report.cases, [&](const store::ErasedCase& erased) {
            const auto record = parts_.store.findCase(erased.id.text());
            return record && std::ranges::find(*offices, record->office) != offices->end();
        });
    });
    return all;
}

store::Erasure Erasing::erase(const staff::Actor& actor, const std::vector<base::CaseId>& cases,
                              const std::string& reason, const base::EventId& id) const {
    std::vector<CaseRecord> records;
    for (const base::CaseId& one : cases) {
        const auto record = parts_.store.findCase(one.text());
        if (!record)
            throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such case; make the plan again."));
        parts_.demand(actor, staff::Verb::DeletePerson, *record);
        if (!record->erased) records.push_back(*record);
    }
    if (auto plan = planOf(records); !plan.report.problems.empty()) return std::move(plan.report);
    for (const CaseRecord& record : records) dropPictures(parts_, record);
    return parts_.store.erase({.id = id.empty() ? parts_.newId<base::EventId>() : id,
                               .cases = cases,
                               .reason = soundReason(reason),
                               .actor = actor});
}

}  // namespace daiban::desk
