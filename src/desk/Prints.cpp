#include "desk/Prints.h"

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

printing::PrinterCalibration Prints::calibrate(const staff::Actor& actor, const std::string& printer,
                                               const printing::MeasuredCrosses& measured) const {
    parts_.demand(actor, staff::Verb::ManagePrinters, actor.office);
    const auto calibration = printing::calibrationFrom(measured);
    printers().setCalibration(printer, calibration);
    return calibration;
}

}  // namespace daiban::desk
