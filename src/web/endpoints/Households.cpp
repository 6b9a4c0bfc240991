#include "web/endpoints/Households.h"

#include <fstream>
#include <map>

#include "base/CsvFile.h"
#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;
using base::Sentence;

constexpr std::uintmax_t largestTable = 16 * 1024 * 1024;  // 200,000 households take 10
constexpr std::size_t mostShown = 200;                     // of each kind in a preview
constexpr std::size_t mostExported = 1'000'000;
constexpr std::size_t mostReassigned = 1'000;

struct Table {
    std::string bytes;
    std::string name;
};

/// What was sent, on behalf of whoever asks.
Table tableOf(const Call& call, const std::string& upload) {
    const auto found = call.station.uploads.find(upload, call.actor().account);
    if (!found || !found->complete())
        refuse("not-found", 404, "没有这份表格，请再选一次。", "There is no such table; choose it once more.");
    const auto file = call.station.uploads.fileOf(*found);
    if (std::filesystem::file_size(file) > largestTable)
        refuseInput("表格大于 16 MB，不是住户表。", "The table is larger than 16 MB, and no table of households.");
    std::ifstream in(file, std::ios::binary);
    return {.bytes = {std::istreambuf_iterator<char>(in), {}}, .name = found->name};
}

/// Full names of accounts, by account.
class Names {
  public:
    explicit Names(const Call& call) {
        for (const auto& load : call.desk().households.loads(call.actor())) names_[load.worker] = load.workerName;
        for (const auto& account : call.desk().households.workers(call.actor()))
            names_[account.name] = account.fullName;
    }
    [[nodiscard]] std::string of(const std::string& account) const {
        const auto found = names_.find(account);
        return found == names_.end() || found->second.empty() ? account : found->second;
    }

  private:
    std::map<std::string, std::string> names_;
};

Json householdJson(const Call& call, const Names& names, const store::Household& household) {
    return {
        {"community", household.community}, {"community_name", call.station.models().officeName(household.community)},
        {"number", household.number},       {"address", household.address},
        {"worker", household.socialWorker}, {"worker_name", names.of(household.socialWorker)}};
}

Json importedJson(const store::HouseholdsImported& imported) {
    return {{"added", imported.added}, {"changed", imported.changed}, {"unchanged", imported.unchanged}};
}

Response tableResponse(const Call& call, const desk::HouseholdPart& part, const Names& names) {
    base::CsvFile table({Sentence("社区").in(call.words()), Sentence("户号").in(call.words()),
                         Sentence("地址").in(call.words()), Sentence("专属社工").in(call.words()),
                         Sentence("社区名称").in(call.words()), Sentence("社工姓名").in(call.words())});
    for (const auto& household : part.households)
        table.add({household.community, household.number, household.address, household.socialWorker,
                   call.station.models().officeName(household.community), names.of(household.socialWorker)});
    Response response = file("text/csv; charset=utf-8", table.bytes(), "private, no-store");
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"households.csv\"");
    return response;
}

}  // namespace

Response findHouseholds(const Call& call) {
    const desk::HouseholdFilter filter{
        .community = call.asked("community"), .worker = call.asked("worker"), .text = base::trimmed(call.asked("q"))};
    const std::string as = call.asked("as");
    if (!as.empty() && as != "csv") refuseInput("as 只能是 csv。", "as may only be csv.");
    const auto most = as == "csv" ? mostExported : static_cast<std::size_t>(call.askedNumber("limit", 200, 1, 500));
    const auto part = call.desk().households.find(call.actor(), filter, most);
    const Names names(call);
    if (as == "csv") return tableResponse(call, part, names);
    Json all = Json::array();
    for (const auto& household : part.households) all.push_back(householdJson(call, names, household));
    return json({{"households", all}, {"found", part.found}});
}

Response getHouseholdWorkers(const Call& call) {
    const auto& households = call.desk().households;
    Json loads = Json::array(), workers = Json::array();
    for (const auto& load : households.loads(call.actor()))
        loads.push_back({{"worker", load.worker},
                         {"worker_name", load.workerName.empty() ? load.worker : load.workerName},
                         {"community", load.community},
                         {"community_name", load.communityName},
                         {"households", load.households}});
    for (const auto& account : households.workers(call.actor()))
        workers.push_back({{"account", account.name}, {"name", account.fullName}, {"office", account.office}});
    return json({{"loads", loads},
                 {"workers", workers},
                 {"may_manage", households.mayManage(call.actor(), call.actor().office)}});
}

Response planHouseholds(const Call& call) {
    const Input input(call.request.body, {"upload"});
    const auto table = tableOf(call, input.uuid("upload"));
    const auto plan = call.desk().households.plan(call.actor(), table.bytes, table.name);
    const Names names(call);
    Json added = Json::array(), changed = Json::array(), refused = Json::array();
    for (const auto& row : plan.added) {
        if (added.size() == mostShown) break;
        added.push_back({{"row", row.row}, {"household", householdJson(call, names, row.household)}});
    }
    for (const auto& change : plan.changed) {
        if (changed.size() == mostShown) break;
        changed.push_back({{"row", change.row},
                           {"before", householdJson(call, names, change.before)},
                           {"after", householdJson(call, names, change.after)}});
    }
    for (const auto& fault : plan.refused) {
        if (refused.size() == mostShown) break;
        refused.push_back({{"row", fault.row}, {"sentence", fault.sentence.in(call.words())}});
    }
    return json({{"counts",
                  {{"added", plan.added.size()},
                   {"changed", plan.changed.size()},
                   {"unchanged", plan.unchanged},
                   {"refused", plan.refused.size()}}},
                 {"added", added},
                 {"changed", changed},
                 {"refused", refused}});
}

Response importHouseholds(const Call& call) {
    constexpr int most = 10'000'000;
    const Input input(call.request.body, {"upload", "added", "changed"});
    const std::string upload = input.uuid("upload");
    const auto table = tableOf(call, upload);
    const auto imported = call.desk().households.import(
        call.actor(), table.bytes, table.name,
        {.added = input.number("added", 0, most), .changed = input.number("changed", 0, most), .unchanged = 0});
    call.station.uploads.drop(upload, call.actor().account);
    return json(importedJson(imported));
}

Response reassignHouseholds(const Call& call) {
    const Input input(call.request.body, {"households", "worker"});
    std::vector<desk::HouseholdId> ids;
    for (const auto& one : input.objects("households", mostReassigned)) {
        const Input household(one, {"community", "number"});
        ids.push_back({.community = household.text("community"), .number = household.text("number")});
    }
    if (ids.empty()) refuseInput("没有选住户。", "No household was chosen.");
    return json(importedJson(call.desk().households.reassign(call.actor(), ids, input.text("worker"))));
}

}  // namespace daiban::web
