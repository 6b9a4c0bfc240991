#include "intake/PageWorkers.h"

#include <algorithm>
#include <thread>

#include "base/Error.h"
#include "intake/ArchiveCheck.h"
#include "intake/PageQuestion.h"
#include "intake/ReadingWire.h"
#include "page/SharedPixels.h"

namespace daiban::intake {

namespace {

using End = process::Reply::End;

process::WorkerPoolOptions poolOf(WorkerKind kind, const PageWorkersOptions& options) {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::string> arguments{"worker", std::string(nameOf(kind)), "--data", options.data.string()};
    if (!options.models.empty()) arguments.insert(arguments.end(), {"--models", options.models.string()});
    if (kind == WorkerKind::Read) arguments.insert(arguments.end(), {"--engine", options.engine});
    return {.worker = {.program = options.program, .arguments = std::move(arguments), .limits = options.limits},
            .most = options.most > 0 ? options.most : cores};
}

[[noreturn]] void sayThatWorkersFailed(End end, const std::string& source, const process::WorkerLimits& limits) {
    const std::string name = page::shownName(source);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.request).count();
    switch (end) {
        case End::TimedOut:
            throw base::Error(
                base::ErrorKind::Unreadable,
                base::Sentence(
                    "{} could not be read: it was not done in {} seconds, twice; scan it at a lower resolution.", name,
                    seconds));
        case End::OutOfMemory:
            throw base::Error(
                base::ErrorKind::Unreadable,
                base::Sentence("{} could not be read: there is not enough memory; scan it at a lower resolution.",
                               name));
        default:
            throw base::Error(
                base::ErrorKind::Unreadable,
                base::Sentence(
                    "{} could not be read: the program that reads it broke down, twice; scan the paper again.", name));
    }
}

/// The page's own fault, as the worker told it.
void throwIfRefused(const process::Message& answer) {
    if (!answer.text.starts_with(R"({"error":)")) return;
    const base::Json error = base::parseJson(answer.text, base::Sentence("What a worker said")).at("error");
    throw base::Error(static_cast<base::ErrorKind>(error.at("kind").get<int>()),
                      base::sentenceFromJson(error.at("sentence")));
}

base::Json jsonOf(const process::Message& message) {
    return base::parseJson(message.text, base::Sentence("What a worker said"));
}

/// An answer is the same program's, but of a process that met strangers' bytes: what cannot be understood is an
/// error of that page.
template <class Take>
auto understood(const std::string& source, const Take& take) {
    try {
        return take();
    } catch (const base::Json::exception&) {
    } catch (const std::out_of_range&) {
    }
    sayThatWorkersFailed(End::Crashed, source, {});
}

}  // namespace

std::string_view nameOf(WorkerKind kind) {
    switch (kind) {
        case WorkerKind::Read:
            return "read";
        case WorkerKind::Codes:
            return "codes";
        case WorkerKind::Pdf:
            return "pdf";
    }
    return "";
}

PageWorkers::PageWorkers(WorkerKind kind, const PageWorkersOptions& options) : pool_(poolOf(kind, options)) {}

process::Message PageWorkers::ask(base::Json request, const page::PageBytes& bytes, const process::OnNews& onNews) {
    auto which = process::WorkerPool::Which::Warm;
    std::vector<std::string> leftOut;
    for (bool isForgiven = false;;) {
        request["left_out"] = leftOut;
        process::Message message{.kind = process::Message::Kind::Request, .text = base::toLine(request)};
        message.files.push_back(bytes.file().duplicate());
        process::Reply reply = pool_.ask(message, which, onNews);
        if (reply.end == End::Answered) return std::move(reply.answer);
        const bool isDecoders = codes::decoderNamed(reply.atWork).has_value() && reply.end != End::OutOfMemory &&
                                std::find(leftOut.begin(), leftOut.end(), reply.atWork) == leftOut.end();
        if (isDecoders)
            leftOut.push_back(reply.atWork);
        else if (std::exchange(isForgiven, true))
            sayThatWorkersFailed(reply.end, bytes.source(), pool_.limits());
        which = process::WorkerPool::Which::Fresh;
    }
}

FileFacts PageWorkers::lookAt(const page::PageBytes& bytes, const page::DecodeLimits& limits) {
    const auto answer = ask(toJson(Question::LookAt, bytes.source(), {.limits = limits}, false), bytes);
    return understood(bytes.source(), [&] {
        throwIfRefused(answer);
        const base::Json json = jsonOf(answer);
        return factsFrom(json);
    });
}

page::Page PageWorkers::picture(const page::PageBytes& bytes, const PageRequest& request) {
    auto answer = ask(toJson(Question::Picture, bytes.source(), request, false), bytes);
    return understood(bytes.source(), [&] {
        throwIfRefused(answer);
        const base::Json json = jsonOf(answer);
        const page::SharedPixels shared{json.at("rows").get<int>(), json.at("columns").get<int>(),
                                        json.at("type").get<int>(), std::move(answer.files.at(0))};
        return page::Page{page::pixelsOf(shared),
                          json.at("dpi").get<double>(),
                          {bytes.source(), request.number, json.at("sha256").get<std::string>()}};
    });
}

imaging::ArchiveLook PageWorkers::lookForArchive(const page::PageBytes& bytes, const PageRequest& request) {
    const auto answer = ask(toJson(Question::Archive, bytes.source(), request, false), bytes);
    return understood(bytes.source(), [&] {
        throwIfRefused(answer);
        return archiveLookFrom(jsonOf(answer));
    });
}

PageCodes PageWorkers::codes(const page::PageBytes& bytes, const PageRequest& request) {
    const auto answer = ask(toJson(Question::Codes, bytes.source(), request, false), bytes);
    return understood(bytes.source(), [&] {
        throwIfRefused(answer);
        PageReading reading = readingFrom(answer);
        return PageCodes{{.read = std::move(reading.codes), .unread = std::move(reading.unreadCodes)},
                         std::move(reading.remarks)};
    });
}

PageReading PageWorkers::read(const page::PageBytes& bytes, const PageRequest& request,
                              const OnFirstLook& onFirstLook) {
    process::OnNews onNews;
    if (onFirstLook)
        onNews = [&](const process::Message& news) {
            understood(bytes.source(), [&] { onFirstLook(readingFrom(news)); });
            return true;
        };
    const auto answer =
        ask(toJson(Question::Read, bytes.source(), request, static_cast<bool>(onFirstLook)), bytes, onNews);
    return understood(bytes.source(), [&] {
        throwIfRefused(answer);
        return readingFrom(answer);
    });
}

}  // namespace daiban::intake
