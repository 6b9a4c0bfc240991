#include "intake/PrintQueue.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Json.h"
#include "printing/labels/LabelDocument.h"

namespace daiban::intake {

namespace {

using base::Json;
using store::PrintState;

constexpr double a4Width = 210;
constexpr double a4Height = 297;
// A label takes a few seconds, and a printer that has vanished about a minute to be given up.
constexpr std::chrono::seconds patienceForOthers{120};
constexpr std::chrono::milliseconds lockPause{20};
constexpr base::Pattern interrupted("打印时程序中断，不确定是否打出；请核对后补打。");

Json jsonOf(const LabelToPrint& label) {
    const auto& content = label.content;
    return {{"design", label.design},        {"kind", codes::nameOf(content.token.kind)},
            {"id", content.token.id},        {"token", content.token.text},
            {"number", content.shortNumber}, {"title", content.title},
            {"item", content.item},          {"office", content.office},
            {"date", content.date}};
}

LabelToPrint labelFrom(const Json& json) {
    const auto kind = codes::tokenKindNamed(json.at("kind").get<std::string>());
    if (!kind)
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("A print job speaks of an unknown kind of label."));
    return {.design = json.at("design").get<std::string>(),
            .content = {.token = {.kind = *kind,
                                  .id = json.at("id").get<std::string>(),
                                  .text = json.at("token").get<std::string>()},
                        .shortNumber = json.at("number").get<std::string>(),
                        .title = json.at("title").get<std::string>(),
                        .item = json.at("item").get<std::string>(),
                        .office = json.at("office").get<std::string>(),
                        .date = json.at("date").get<std::string>()}};
}

PrintState stateOf(printing::PrintOutcome outcome) {
    switch (outcome) {
        case printing::PrintOutcome::Printed:
            return PrintState::Printed;
        case printing::PrintOutcome::NotSent:
            return PrintState::Failed;
        case printing::PrintOutcome::Unknown:
            return PrintState::Unknown;
    }
    return PrintState::Unknown;
}

}  // namespace

std::string textOf(const LabelPrint& print) {
    if (const auto& paper = print.paper)
        return base::toLine({{"labels", Json::array()},
                             {"paper",
                              {{"file", paper->file},
                               {"sha256", paper->sha256},
                               {"title", paper->title},
                               {"width", paper->width},
                               {"height", paper->height}}}});
    Json json{{"labels", Json::array()}};
    for (const auto& label : print.labels) json["labels"].push_back(jsonOf(label));
    if (!print.sheet.empty()) {
        json["sheet"] = print.sheet;
        json["first"] = print.start.first;
        json["skipped"] = print.start.skipped;
    }
    return base::toLine(json);
}

LabelPrint labelPrintFrom(const std::string& text) {
    const Json json = base::parseJson(text, base::Sentence("A print job"));
    try {
        LabelPrint print;
        for (const auto& label : json.at("labels")) print.labels.push_back(labelFrom(label));
        print.sheet = json.value("sheet", std::string{});
        print.start.first = json.value("first", 1);
        print.start.skipped = json.value("skipped", std::set<int>{});
        if (json.contains("paper")) {
            const Json& paper = json.at("paper");
            print.paper = KeptPaper{.file = paper.at("file").get<std::string>(),
                                    .sha256 = paper.at("sha256").get<std::string>(),
                                    .title = paper.at("title").get<std::string>(),
                                    .width = paper.at("width").get<double>(),
                                    .height = paper.at("height").get<double>()};
        }
        return print;
    } catch (const Json::exception&) {
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("A print job cannot be read; print the label anew."));
    }
}

/// Held by whoever sends to a printer.
class PrintQueue::PrinterLock {
  public:
    PrinterLock(const std::filesystem::path& file, std::chrono::milliseconds patience)
        : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (file_ < 0)
            throw base::Error(base::ErrorKind::StorageFailed,
                              base::Sentence("The data folder cannot be written; check its owner."));
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            if (std::chrono::steady_clock::now() >= deadline) return;
            std::this_thread::sleep_for(lockPause);
        }
        held_ = true;
    }
    ~PrinterLock() { ::close(file_); }
    PrinterLock(const PrinterLock&) = delete;
    PrinterLock& operator=(const PrinterLock&) = delete;
    [[nodiscard]] bool isHeld() const { return held_; }

  private:
    int file_;
    bool held_ = false;
};

PrintQueue::PrintQueue(store::Store& store, std::filesystem::path dataFolder, std::filesystem::path modelsFolder,
                       staff::Actor actor, OpenPrinter open)
    : store_(store),
      dataFolder_(std::move(dataFolder)),
      modelsFolder_(std::move(modelsFolder)),
      actor_(std::move(actor)),
      open_(std::move(open)) {}

store::PrintJob PrintQueue::print(const store::PrintJobId& id, const std::string& printer, const LabelPrint& labels) {
    const std::string address = printing::PrinterBook::open(dataFolder_).addressOf(printer);
    const store::PrintJob drawn{.id = id, .printer = address, .content = textOf(labels)};
    (void)documentOf(drawn, printing::printerAddress(address));  // what cannot be drawn is not queued
    store_.queuePrint({.id = id, .printer = address, .content = drawn.content, .reprintOf = {}, .actor = actor_});
    return send(id);
}

store::PrintJob PrintQueue::reprint(const store::PrintJobId& id, const store::PrintJobId& of,
                                    const std::string& printer) {
    markInterrupted();
    const auto first = store_.findPrintJob(of);
    if (!first)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("There is no such print job; see daiban label queue."));
    const std::string address =
        printer.empty() ? first->printer : printing::PrinterBook::open(dataFolder_).addressOf(printer);
    const store::PrintJob drawn{.id = id, .printer = address, .content = first->content};
    (void)documentOf(drawn, printing::printerAddress(address));
    store_.queuePrint({.id = id, .printer = address, .content = first->content, .reprintOf = of, .actor = actor_});
    return send(id);
}

std::vector<store::PrintJob> PrintQueue::sendWaiting() {
    markInterrupted();
    std::vector<store::PrintJobId> waiting;
    store::PrintJobFilter filter{.states = {PrintState::Queued, PrintState::Failed}, .limit = 500};
    do {
        const auto list = store_.listPrintJobs(filter);
        for (const auto& job : list.jobs) waiting.push_back(job.id);
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    std::vector<store::PrintJob> sent;
    std::for_each(waiting.rbegin(), waiting.rend(), [&](const auto& id) { sent.push_back(send(id)); });
    return sent;
}

int PrintQueue::markInterrupted() {
    std::set<std::string> printers;
    for (const auto& job : store_.jobsBeingSent("")) printers.insert(job.printer);
    int count = 0;
    for (const auto& printer : printers) {
        const PrinterLock lock(lockOf(printer), {});
        if (lock.isHeld()) count += markInterruptedOf(printer);  // else somebody is at it
    }
    return count;
}

/// Of a printer whose lock is held: nobody is sending to it.
int PrintQueue::markInterruptedOf(const std::string& printer) {
    const auto jobs = store_.jobsBeingSent(printer);
    for (const auto& job : jobs) store_.finishSending(job.id, PrintState::Unknown, base::Sentence(interrupted), actor_);
    return static_cast<int>(jobs.size());
}

store::PrintJob PrintQueue::send(const store::PrintJobId& id) {
    const std::string printer = store_.findPrintJob(id).value().printer;
    const PrinterLock lock(lockOf(printer), patienceForOthers);
    if (!lock.isHeld()) return store_.findPrintJob(id).value();  // still queued: another is printing
    markInterruptedOf(printer);
    const auto waiting = store_.findPrintJob(id).value();
    if (waiting.state != PrintState::Queued && waiting.state != PrintState::Failed) return waiting;
    const auto address = printing::printerAddress(printer);
    const auto document = documentOf(waiting, address);
    const auto device = open_(address);
    if (!store_.beginSending(id, actor_)) return store_.findPrintJob(id).value();
    // Whatever is thrown from here on leaves the job "being sent", which the next to come makes "unknown".
    const auto result = device->print(document);
    store_.finishSending(id, stateOf(result.outcome), result.sentence, actor_);
    return store_.findPrintJob(id).value();
}

printing::PrintDocument PrintQueue::documentOf(const store::PrintJob& job,
                                               const printing::PrinterAddress& address) const {
    const LabelPrint print = labelPrintFrom(job.content);
    if (print.paper) return documentOf(*print.paper, address);
    const auto designOf = [&](const LabelToPrint& label) {
        return printing::loadLabelDesign(modelsFolder_ / "labels" / (label.design + ".yaml"));
    };
    if (print.sheet.empty()) {
        if (print.labels.size() != 1)
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("A roll prints one label a job; name one."));
        return printing::labelDocument(address, designOf(print.labels[0]), print.labels[0].content);
    }
    if (address.language != printing::PrinterLanguage::Pdf)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A label printer takes no A4 sheets; name a printer that prints on paper."));
    std::vector<printing::LabelDesign> designs;
    for (const auto& label : print.labels) designs.push_back(designOf(label));
    std::vector<printing::SheetLabel> labels;
    for (std::size_t i = 0; i < designs.size(); ++i) labels.push_back({print.labels[i].content, &designs[i]});
    const auto sheet = printing::loadLabelSheet(modelsFolder_ / "labels/sheets" / (print.sheet + ".yaml"));
    const auto calibration =
        printing::PrinterBook::open(dataFolder_).calibrationOf(job.printer).value_or(printing::PrinterCalibration{});
    return {.bytes = printing::labelSheetPdf(sheet, labels, print.start, calibration),
            .mediaType = "application/pdf",
            .title = sheet.title,
            .width = a4Width,
            .height = a4Height};
}

printing::PrintDocument PrintQueue::documentOf(const KeptPaper& paper, const printing::PrinterAddress& address) const {
    if (address.language != printing::PrinterLanguage::Pdf)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A label printer takes no slips; name a printer that prints on paper."));
    std::ifstream in(dataFolder_ / paper.file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (base::sha256Hex(bytes) != paper.sha256)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("The slip does not lie where it was made any more; print it anew."));
    return {.bytes = std::move(bytes),
            .mediaType = "application/pdf",
            .title = paper.title,
            .width = paper.width,
            .height = paper.height};
}

std::filesystem::path PrintQueue::lockOf(const std::string& printer) const {
    constexpr std::size_t enough = 16;
    return dataFolder_ / ("printing-" + base::sha256Hex(printer).substr(0, enough) + ".lock");
}

}  // namespace daiban::intake
