#include "web/endpoints/Scans.h"

#include "scanners/ScanError.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/ScanJobs.h"

namespace daiban::web {

namespace {

using base::Json;

const char* nameOf(ScanJob::State state) {
    switch (state) {
        case ScanJob::State::Running:
            return "running";
        case ScanJob::State::Done:
            return "done";
        case ScanJob::State::Failed:
            return "failed";
        case ScanJob::State::Cancelled:
            return "cancelled";
    }
    return "";
}

Json jobJson(const ScanJob& job, const base::Words& words) {
    return {{"id", job.id},
            {job.batch.empty() ? "intake" : "batch", job.batch.empty() ? job.intake : job.batch},
            {"state", nameOf(job.state)},
            {"pages", job.pages},
            {"share", job.progress.share ? Json(*job.progress.share) : Json()},
            {"waiting", job.progress.waitsForPaper},
            {"sentence", job.sentence.in(words)}};
}

ScanJob jobOf(const Call& call) {
    auto job = call.station.scans.find(call.uuidAt("scan"));
    if (!job || job->account != call.actor().account)
        refuse("not-found", 404, "没有这次扫描。", "There is no such scan.");
    return *std::move(job);
}

scanners::ScanOptions optionsFrom(const Input& input) {
    scanners::ScanOptions options{.device = input.text("scanner")};
    const std::string source = input.textOr("source", "auto"), mode = input.textOr("mode", "color");
    bool known = false;
    for (const auto one : {scanners::ScanSource::Flatbed, scanners::ScanSource::Adf, scanners::ScanSource::AdfDuplex,
                           scanners::ScanSource::Auto})
        if (scanners::nameOf(one) == source) options.source = one, known = true;
    if (!known) refuseInput("没有这种进纸方式。", "There is no such source.");
    known = false;
    for (const auto one : {scanners::ScanMode::Color, scanners::ScanMode::Gray, scanners::ScanMode::BlackWhite})
        if (scanners::nameOf(one) == mode) options.mode = one, known = true;
    if (!known) refuseInput("没有这种颜色模式。", "There is no such mode.");
    if (input.has("wait")) options.paperPatience = std::chrono::seconds(input.number("wait", 0, 600));
    options.dpi = input.has("dpi") ? input.number("dpi", 75, 1200) : 300;
    return options;
}

/// Runs in the scan's own thread; every page is told as it comes.
void run(Station& station, const staff::Actor& actor, const ScanJob& begun, const scanners::ScanOptions& options) {
    const store::IntakeId intake(begun.intake);
    const base::BatchId batch(begun.batch);
    const std::string topic = begun.batch.empty() ? begun.intake : begun.batch;
    const auto tell = [&](const std::function<void(ScanJob&)>& how) {
        const ScanJob job = station.scans.change(begun.id, how);
        station.events.publish(topic, "job", base::toLine(jobJson(job, station.catalogues.chinese)),
                               base::toLine(jobJson(job, station.catalogues.english)));
    };
    const auto onKept = [&](const base::PageId& page) {
        station.queue->add({.intake = intake, .page = page, .actor = actor, .batch = batch});
        tell([](ScanJob& job) { ++job.pages, job.progress = {.page = job.pages + 1}; });
        batch.empty() ? station.changed(intake) : station.changed(batch);
        return !station.scans.isCancelled(begun.id);
    };
    const auto onProgress = [&](const scanners::ScanProgress& progress) {
        tell([&](ScanJob& job) { job.progress = progress; });
        return !station.scans.isCancelled(begun.id);
    };
    try {
        const auto& scanning = station.parts().scanning;
        if (batch.empty())
            (void)scanning.scan(actor, intake, base::BatchId(begun.id), options, onKept, onProgress);
        else
            (void)scanning.scanBatch(
                actor, batch, base::EventId(begun.id), options,
                [&](const base::PageId& page, desk::KeptPage) { return onKept(page); }, onProgress);
        const bool cancelled = station.scans.isCancelled(begun.id);
        tell([&](ScanJob& job) { job.state = cancelled ? ScanJob::State::Cancelled : ScanJob::State::Done; });
    } catch (const base::Error& error) {
        tell([&](ScanJob& job) { job.state = ScanJob::State::Failed, job.sentence = error.sentence(); });
    } catch (const std::exception&) {
        tell([](ScanJob& job) { job.state = ScanJob::State::Failed, job.sentence = unexpectedProblem().said; });
    }
}

}  // namespace

Response getScanners(const Call& call) {
    Json all = Json::array();
    const auto& scanning = call.station.parts().scanning;
    for (const auto& device : call.asked("look") == "again" ? scanning.devices() : scanning.known())
        all.push_back({{"name", device.name}, {"label", device.label}, {"kind", device.kind}, {"state", "ready"}});
    return json({{"scanners", all}});
}

Response beginScan(const Call& call) {
    const Input input(call.request.body, {"id", "intake", "batch", "scanner", "source", "dpi", "mode", "wait"});
    if (input.has("intake") == input.has("batch"))
        refuseInput("请给出 intake 或 batch，二选一。", "Give either an intake or a batch.");
    const auto options = optionsFrom(input);
    const ScanJob job{.id = input.uuid("id"),
                      .account = call.actor().account,
                      .intake = input.uuidOr("intake"),
                      .batch = input.uuidOr("batch"),
                      .device = options.device,
                      .progress = {},
                      .sentence = {}};
    if (job.batch.empty())
        (void)call.desk().intakes.find(call.actor(), store::IntakeId(job.intake));
    else
        (void)call.desk().batches.find(call.actor(), base::BatchId(job.batch));
    if (const auto known = call.station.scans.find(job.id)) {
        if (known->account != job.account)
            refuse("other-content", 409, "这个编号已用于另一次扫描。", "This id is another scan's.");
        return json(jobJson(*known, call.words()), 202);
    }
    if (!call.station.parts().scanning.knows(options.device))
        refuse("no-scanner", 409, "没有找到这台扫描仪；请先刷新扫描仪列表。",
               "This scanner is not there; look for scanners again.");
    const auto work = [&station = call.station, actor = call.actor(), job, options] {
        run(station, actor, job, options);
    };
    if (!call.station.scans.begin(job, work))
        refuse("scanner-busy", 409, "扫描仪正在工作；请等它扫完。", "The scanner is at work; wait until it is done.");
    return json(jobJson(job, call.words()), 202);
}

Response getScan(const Call& call) {
    return json(jobJson(jobOf(call), call.words()));
}

Response cancelScan(const Call& call) {
    call.station.scans.cancel(jobOf(call).id);
    return json(jobJson(jobOf(call), call.words()), 202);
}

}  // namespace daiban::web
