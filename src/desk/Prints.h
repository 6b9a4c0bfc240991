#pragma once

#include <string>
#include <vector>

#include "desk/Parts.h"
#include "intake/PrintQueue.h"
#include "printing/PrinterBook.h"

namespace daiban::desk {

/// Printers and what is printed on them.
class Prints {
  public:
    explicit Prints(const Parts& parts) : parts_(parts) {}

    /// `id`: its sender's; empty: a new one. `printer`: a name of the printer book or an address.
    store::PrintJob print(const staff::Actor& actor, const store::PrintJobId& id, const std::string& printer,
                          const intake::LabelPrint& labels) const;
    /// The same numbers once more; `printer` empty: the same one.
    store::PrintJob reprint(const staff::Actor& actor, const store::PrintJobId& id, const store::PrintJobId& of,
                            const std::string& printer) const;
    /// Tries again what was not sent; never what may have been printed.
    std::vector<store::PrintJob> sendWaiting(const staff::Actor& actor) const;
    /// Those a person must look after, or all; newest first.
    [[nodiscard]] std::vector<store::PrintJob> jobs(const staff::Actor& actor, bool all) const;

    [[nodiscard]] printing::PrinterBook printers() const;
    void namePrinter(const staff::Actor& actor, const std::string& name, const std::string& address) const;
    printing::PrinterCalibration calibrate(const staff::Actor& actor, const std::string& printer,
                                           const printing::MeasuredCrosses& measured) const;

    /// What a ruler is held against: on paper the page with two crosses, on labels lines of 50 and 30 mm.
    enum class Test { Page, Label };
    store::PrintJob printTest(const staff::Actor& actor, const store::PrintJobId& id, const std::string& printer,
                              Test test) const;
    /// Every printer of the book, for who looks after them.
    [[nodiscard]] printing::PrinterBook managed(const staff::Actor& actor) const;

  private:
    [[nodiscard]] intake::LabelPrint testLabel() const;
    [[nodiscard]] intake::LabelPrint testPage(const store::PrintJobId& id) const;
    [[nodiscard]] intake::PrintQueue queueOf(const staff::Actor& actor) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
