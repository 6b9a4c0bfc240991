#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "printing/Printer.h"
#include "printing/labels/Label.h"
#include "printing/labels/LabelSheet.h"
#include "store/Store.h"

namespace daiban::intake {

/// A label to print and the design (of models/labels) it is printed in.
struct LabelToPrint {
    std::string design;
    printing::LabelContent content;
};

/// A slip that was made and lies in the data folder. What stands on it is personal, so the books keep where it lies.
struct KeptPaper {
    std::string file;  ///< within the data folder
    std::string sha256;
    std::string title;  ///< 收件凭证
    double width = 0;   ///< mm
    double height = 0;
};

/// What one print job prints: one label on a roll, some on A4 sheets, or a slip.
struct LabelPrint {
    std::vector<LabelToPrint> labels;
    std::string sheet;  ///< of models/labels/sheets; empty: one label on a roll
    printing::SheetStart start;
    std::optional<KeptPaper> paper{};  ///< a slip, and no label
};

/// What the store keeps of it; no personal data. labelPrintFrom throws Error{Unreadable}.
[[nodiscard]] std::string textOf(const LabelPrint& print);
[[nodiscard]] LabelPrint labelPrintFrom(const std::string& text);

using OpenPrinter = std::function<std::unique_ptr<printing::Printer>(const printing::PrinterAddress&)>;

/// Sends what the store has queued, each job once.
///
/// A job is durably "being sent" before its first byte leaves, and only one process at a time sends to one printer (a
/// lock on a file, which the system gives back when the process dies). So a job that is "being sent" while nobody holds
/// its printer's lock was cut off by a crash: it becomes "unknown", and is never sent again by itself.
class PrintQueue {
  public:
    PrintQueue(
        store::Store& store, std::filesystem::path dataFolder, std::filesystem::path modelsFolder, staff::Actor actor,
        OpenPrinter open = [](const auto& address) { return printing::openPrinter(address); });

    /// Queues the job (when it is new) and sends it (when it waits). `printer` is a name of the printer book or an
    /// address. Returns the job as it is now; a job that was printed before stays as it was.
    store::PrintJob print(const store::PrintJobId& id, const std::string& printer, const LabelPrint& labels);
    /// A person's wish: prints what the job printed once more, with the same tokens. `printer` empty: the same one.
    store::PrintJob reprint(const store::PrintJobId& id, const store::PrintJobId& of, const std::string& printer = {});
    /// Sends every queued and every failed (not sent) job, oldest first, one try each.
    std::vector<store::PrintJob> sendWaiting();
    /// Marks "unknown" what was being sent by a process that is gone. Returns how many.
    int markInterrupted();

  private:
    class PrinterLock;
    store::PrintJob send(const store::PrintJobId& id);
    [[nodiscard]] printing::PrintDocument documentOf(const store::PrintJob& job,
                                                     const printing::PrinterAddress& address) const;
    [[nodiscard]] printing::PrintDocument documentOf(const KeptPaper& paper,
                                                     const printing::PrinterAddress& address) const;
    [[nodiscard]] std::filesystem::path lockOf(const std::string& printer) const;
    int markInterruptedOf(const std::string& printer);

    store::Store& store_;
    std::filesystem::path dataFolder_;
    std::filesystem::path modelsFolder_;
    staff::Actor actor_;
    OpenPrinter open_;
};

}  // namespace daiban::intake
