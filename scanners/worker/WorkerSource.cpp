#include "scanners/worker/WorkerSource.h"

#include <utility>

#include "base/Sentence.h"
#include "scanners/worker/ScanMessages.h"

namespace daiban::scanners {

namespace {

using End = process::Reply::End;

[[noreturn]] void sayThatDriverFailed(End end, const std::string& device, int pages) {
    throw scanError(end == End::OutOfMemory ? ScanProblem::OutOfMemory : ScanProblem::Offline, device, pages);
}

/// What the driver answered; a problem of its is thrown.
base::Json answerOf(const process::Reply& reply, const std::string& device, int pages = 0) {
    if (reply.end != End::Answered) sayThatDriverFailed(reply.end, device, pages);
    base::Json json = base::parseJson(reply.answer.text, base::Sentence("What a scanner's driver said"));
    if (json.contains("problem")) throw errorFrom(json);
    return json;
}

/// A driver whose words make no sense is no better than one that is gone.
template <class Take>
auto understood(const std::string& device, const Take& take) {
    try {
        return take();
    } catch (const base::Json::exception&) {
    } catch (const std::out_of_range&) {
    }
    sayThatDriverFailed(End::Crashed, device, 0);
}

process::Message questionOf(const base::Json& json) {
    return {.kind = process::Message::Kind::Request, .text = base::toLine(json)};
}

}  // namespace

WorkerSource::WorkerSource(const ScanWorker& worker)
    : options_{.program = worker.program,
               .arguments = {"worker", "scan"},
               .limits = {.request = worker.pagePatience, .memory = worker.memory, .farewell = worker.farewell}} {}

std::vector<DeviceInfo> WorkerSource::devices() {
    process::Worker worker(options_);
    const auto reply = worker.ask(questionOf({{"question", "devices"}}));
    return understood("SANE", [&] { return devicesFrom(answerOf(reply, "SANE").at("devices")); });
}

Capabilities WorkerSource::capabilities(const std::string& device) {
    process::Worker worker(options_);
    const auto reply = worker.ask(questionOf({{"question", "capabilities"}, {"device", device}}));
    return understood(device, [&] { return capabilitiesFrom(answerOf(reply, device)); });
}

int WorkerSource::scan(const ScanOptions& options, const ScanTaker& taker) {
    process::Worker worker(options_);
    int pages = 0;
    const auto reply =
        worker.ask(questionOf({{"question", "scan"}, {"options", toJson(options)}}), [&](const process::Message& part) {
            if (part.files.empty()) {
                const auto progress = understood(options.device, [&] { return progressFrom(part); });
                return !taker.onProgress || taker.onProgress(progress);
            }
            page::Page page = understood(options.device, [&] { return pageFrom(part); });
            ++pages;
            return taker.onPage(std::move(page));
        });
    return understood(options.device, [&] { return answerOf(reply, options.device, pages).at("pages").get<int>(); });
}

}  // namespace daiban::scanners
