#include "web/endpoints/Batches.h"

#include "web/Application.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/endpoints/Intakes.h"
#include "web/json/BatchJson.h"

namespace daiban::web {

namespace {

using base::Json;

base::BatchId batchOf(const Call& call) {
    return base::BatchId(call.uuidAt("batch"));
}

Json shown(const Call& call, const base::BatchId& id) {
    return batchJson(call.station, call.desk().batches.show(call.actor(), id), call.words());
}

Response changed(const Call& call, const base::BatchId& id) {
    call.station.changed(id);
    return json(shown(call, id));
}

base::EventId eventIn(const Input& input) {
    return base::EventId(input.uuid("id"));
}

std::vector<base::PageId> pagesIn(const Input& input) {
    std::vector<base::PageId> pages;
    for (const auto& page : input.texts("pages")) {
        if (!base::isUuid(page)) refuseInput("pages 应为 UUID 列表。", "The pages must be UUIDs.");
        pages.emplace_back(page);
    }
    return pages;
}

void keepUpload(const Call& call, const base::BatchId& id, const std::string& upload, std::vector<base::PageId>& kept,
                Json& refused) {
    const auto known = call.desk().batches.keptUnder(id, upload);
    if (!known.empty()) return (void)kept.insert(kept.end(), known.begin(), known.end());
    // What a person sent; else what a watched folder brought to the office.
    std::string owner = call.uploader();
    auto state = call.station.uploads.find(upload, owner);
    if (!state) {
        owner = Inbox::ownerOf(call.actor().office);
        state = call.station.uploads.find(upload, owner);
    }
    if (!state) {
        refused.push_back({{"upload", upload},
                           {"name", ""},
                           {"detail", base::Sentence("没有这个上传；请重新上传文件。").in(call.words())}});
        return;
    }
    const auto stored =
        call.desk().batches.keep(call.actor(), id, upload, call.station.uploads.fileOf(*state), state->name);
    if (stored.failed())
        refused.push_back({{"upload", upload}, {"name", state->name}, {"detail", stored.failure.in(call.words())}});
    else
        kept.insert(kept.end(), stored.pages.begin(), stored.pages.end());
    call.station.uploads.drop(upload, owner);
}

}  // namespace

Response getBatches(const Call& call) {
    Json all = Json::array();
    for (const auto& batch : call.desk().batches.list(call.actor(), desk::Batches::Which::Open))
        all.push_back(batchSummaryJson(call.desk().batches.show(call.actor(), batch.id)));
    return json({{"batches", all}});
}

Response openBatch(const Call& call) {
    const Input input(call.request.body, {"id"});
    const base::BatchId id(input.uuid("id"));
    (void)call.desk().batches.open(call.actor(), id, {});
    return json(shown(call, id), 201);
}

Response getBatch(const Call& call) {
    return json(shown(call, batchOf(call)));
}

Response addBatchPages(const Call& call) {
    const Input input(call.request.body, {"id", "uploads"});
    (void)input.uuid("id");
    const auto id = batchOf(call);
    (void)call.desk().batches.find(call.actor(), id);
    const auto uploads = input.texts("uploads");
    if (uploads.empty() || uploads.size() > 200)
        refuseInput("一次 1 至 200 个文件。", "Send 1 to 200 files at a time.");
    for (const auto& upload : uploads)
        if (!base::isUuid(upload)) refuseInput("uploads 应为 UUID 列表。", "The uploads must be UUIDs.");
    std::vector<base::PageId> kept;
    Json refused = Json::array();
    for (const auto& upload : uploads) keepUpload(call, id, upload, kept, refused);
    call.station.readOn(id, call.actor());
    call.station.changed(id);
    Json pages = Json::array();
    for (const auto& page : kept) pages.push_back(page.text());
    return json({{"pages", pages}, {"refused", refused}, {"batch", shown(call, id)}}, 202);
}

Response moveBatchPages(const Call& call) {
    const Input input(call.request.body, {"id", "pages", "section"});
    const auto id = batchOf(call);
    call.desk().batches.move(call.actor(), id, eventIn(input), pagesIn(input), base::PageId(input.uuid("section")));
    return changed(call, id);
}

Response nameBatchSection(const Call& call) {
    const Input input(call.request.body, {"id", "section", "case"});
    const auto id = batchOf(call);
    call.desk().batches.name(call.actor(), id, eventIn(input), base::PageId(input.uuid("section")), input.key("case"));
    return changed(call, id);
}

Response confirmBatchSection(const Call& call) {
    const Input input(call.request.body, {"id", "section"});
    const auto id = batchOf(call);
    call.desk().batches.confirm(call.actor(), id, eventIn(input), base::PageId(input.uuid("section")));
    return changed(call, id);
}

Response takeBatch(const Call& call) {
    const Input input(call.request.body, {"id", "section"});
    const auto id = batchOf(call);
    const auto taking =
        call.desk().batches.take(call.actor(), id, eventIn(input), base::PageId(input.uuidOr("section")));
    call.station.changed(id);
    Json taken = Json::array(), refused = Json::array();
    for (const auto& section : taking.taken) taken.push_back(section.text());
    for (const auto& [section, why] : taking.refused)
        refused.push_back({{"section", section.text()}, {"sentence", why.in(call.words())}});
    return json({{"taken", taken}, {"refused", refused}, {"batch", shown(call, id)}});
}

Response takeBatchAsIntake(const Call& call) {
    const Input input(call.request.body, {"id", "section", "intake"});
    const auto id = batchOf(call);
    (void)call.desk().batches.takeAsIntake(call.actor(), id, eventIn(input), base::PageId(input.uuid("section")),
                                           store::IntakeId(input.uuid("intake")));
    return changed(call, id);
}

Response followBatch(const Call& call) {
    const auto id = batchOf(call);
    return follow(call, id.text(),
                  [&desk = call.desk(), id](const staff::Actor& who) { (void)desk.batches.find(who, id); });
}

}  // namespace daiban::web
