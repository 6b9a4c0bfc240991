#include "desk/Prints.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Text.h"

namespace daiban::desk {

intake::PrintQueue Prints::queueOf(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::Print, actor.office);
    return {parts_.store, parts_.dataFolder, parts_.models.folder(), actor};
}

store::PrintJob Prints::print(const staff::Actor& actor, const store::PrintJobId& id, const std::string& printer,
                              const intake::LabelPrint& labels) const {
    return queueOf(actor).print(id.empty() ? parts_.newId<store::PrintJobId>() : id, printer, labels);
}

store::PrintJob Prints::reprint(const staff::Actor& actor, const store::PrintJobId& id, const store::PrintJobId& of,
                                const std::string& printer) const {
    return queueOf(actor).reprint(id.empty() ? parts_.newId<store::PrintJobId>() : id, of, printer);
}

std::vector<store::PrintJob> Prints::sendWaiting(const staff::Actor& actor) const {
    return queueOf(actor).sendWaiting();
}

std::vector<store::PrintJob> Prints::jobs(const staff::Actor& actor, bool all) const {
    (void)queueOf(actor).markInterrupted();
    store::PrintJobFilter filter{.states = {}, .printer = {}, .cursor = {}};
    if (!all)
        filter.states = {store::PrintState::Queued, store::PrintState::Sending, store::PrintState::Failed,
                         store::PrintState::Unknown};
    std::vector<store::PrintJob> found;
    do {
        const auto list = parts_.store.listPrintJobs(filter);
        for (const auto& job : list.jobs)
            if (all || job.reprintedAs.empty()) found.push_back(job);
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    return found;
}

printing::PrinterBook Prints::printers() const {
    return printing::PrinterBook::open(parts_.dataFolder);
}

void Prints::namePrinter(const staff::Actor& actor, const std::string& name, const std::string& address) const {
    parts_.demand(actor, staff::Verb::ManagePrinters, actor.office);
    (void)printing::printerAddress(address);
    printers().setAddress(name, address);
}

printing::PrinterBook Prints::managed(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::ManagePrinters, actor.office);
    return printers();
}

intake::LabelPrint Prints::testLabel() const {
    // The code of a slip: whoever scans it is told so, and no thing is taken for it.
    const auto token = parts_.keys().issue(codes::TokenKind::Slip, parts_.random);
    return {.labels = {{"test-60x40",
                        {.token = token,
                         .shortNumber = codes::shortNumberOf(token),
                         .title = {},
                         .item = "横线 50 毫米，竖线 30 毫米",
                         .office = {},
                         .date = base::isoDate(parts_.today())}}},
            .sheet = {}};
}

intake::LabelPrint Prints::testPage(const store::PrintJobId& id) const {
    constexpr double a4Width = 210, a4Height = 297;
    const auto file = std::filesystem::path("derived") / "prints" / id.text() / "test.pdf";
    const std::string bytes = printing::calibrationPdf();
    std::filesystem::create_directories((parts_.dataFolder / file).parent_path());
    if (base::writeDurably(parts_.dataFolder / file, bytes))
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The paper could not be kept; see that the disk has room."));
    return {.labels = {},
            .sheet = {},
            .start = {},
            .paper = intake::KeptPaper{.file = file.string(),
                                       .sha256 = base::sha256Hex(bytes),
                                       .title = "测试页",
                                       .width = a4Width,
                                       .height = a4Height}};
}

store::PrintJob Prints::printTest(const staff::Actor& actor, const store::PrintJobId& id, const std::string& printer,
                                  Test test) const {
    parts_.demand(actor, staff::Verb::ManagePrinters, actor.office);
    if (!printers().entries().contains(printer))
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("没有登记叫“{}”的打印机。", printer));
    // Sent again it is what it was: its token is not made anew.
    if (const auto job = parts_.store.findPrintJob(id)) return *job;
    return print(actor, id, printer, test == Test::Label ? testLabel() : testPage(id));
}

printing::PrinterCalibration Prints::calibrate(const staff::Actor& actor, const std::string& printer,
                                               const printing::MeasuredCrosses& measured) const {
    parts_.demand(actor, staff::Verb::ManagePrinters, actor.office);
    const auto calibration = printing::calibrationFrom(measured);
    printers().setCalibration(printer, calibration);
    return calibration;
}

}  // namespace daiban::desk
