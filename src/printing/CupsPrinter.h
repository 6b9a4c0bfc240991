#pragma once

#include "printing/Printer.h"

namespace daiban::printing {

/// A printer that speaks IPP (RFC 8011), by its own address or as a queue of the local CUPS. A job is created, its
/// document sent, and its job-state asked for until the printer says completed, aborted or canceled.
class CupsPrinter final : public Printer {
  public:
    CupsPrinter(PrinterAddress address, const PrinterPatience& patience)
        : address_(std::move(address)), patience_(patience) {}
    [[nodiscard]] PrintResult print(const PrintDocument& document) override;

  private:
    PrinterAddress address_;
    PrinterPatience patience_;
};

}  // namespace daiban::printing
