#pragma once

#include "printing/Printer.h"

namespace daiban::printing {

/// A printer that takes bytes on a TCP port (9100: "raw", "JetDirect", AppSocket). It says nothing back that all
/// printers agree on; that it took everything is known by its closing the connection in good order after ours.
class RawPrinter final : public Printer {
  public:
    RawPrinter(PrinterAddress address, const PrinterPatience& patience)
        : address_(std::move(address)), patience_(patience) {}
    [[nodiscard]] PrintResult print(const PrintDocument& document) override;

  private:
    PrinterAddress address_;
    PrinterPatience patience_;
};

}  // namespace daiban::printing
