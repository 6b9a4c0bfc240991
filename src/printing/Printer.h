#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/Sentence.h"

namespace daiban::printing {

/// What became of something sent to a printer. Nothing is ever sent twice because of a guess.
enum class PrintOutcome {
    Printed,  ///< the printer took all of it and said so
    NotSent,  ///< refused or not reached before any of it was there: safe to try again
    Unknown,  ///< the printer vanished with a part or all of it: a person must look
};

struct PrintResult {
    PrintOutcome outcome = PrintOutcome::Unknown;
    base::Sentence sentence;  ///< for the clerk: what happened and what to do
};

/// Bytes a printer understands.
struct PrintDocument {
    std::string bytes;
    std::string mediaType;  ///< "application/pdf"; raw printers take the bytes as they are
    std::string title;      ///< shown at the printer: no personal data
    double width = 0;       ///< millimetres of the paper
    double height = 0;
};

/// A printer at the other end of a wire. print() returns when its fate is known or its patience is used up.
class Printer {
  public:
    virtual ~Printer() = default;
    [[nodiscard]] virtual PrintResult print(const PrintDocument& document) = 0;
};

enum class PrinterLanguage { Pdf, Zpl, Tspl };

/// When a raw printer counts as having printed: it closes the connection after the last byte (most do), or, for those
/// that keep it open, its network card acknowledged the last byte.
enum class RawConfirmation { Close, Acknowledgement };

struct PrinterAddress {
    enum class Kind { Raw, Ipp, Queue };
    Kind kind = Kind::Queue;
    std::string uri;   ///< Ipp: ipp://host:631/ipp/print; Queue: the CUPS queue's name
    std::string host;  ///< Raw
    int port = 9100;   ///< Raw
    PrinterLanguage language = PrinterLanguage::Pdf;
    double dpi = 203;  ///< of Zpl and Tspl: the print head's
    double gap = 2;    ///< of Tspl: millimetres between two labels
    RawConfirmation confirmation = RawConfirmation::Close;
};

/// Reads "socket://host[:9100]?language=zpl|tspl|pdf[&dpi=203][&gap=2][&confirm=close|ack]", "ipp://host[:631]/path",
/// "ipps://..." or the name of a CUPS queue. Throws Error{BadArguments} that says what is wrong.
[[nodiscard]] PrinterAddress printerAddress(const std::string& text);

struct PrinterPatience {
    std::chrono::milliseconds connect{5000};
    std::chrono::milliseconds stall{20000};    ///< a raw printer that takes no byte
    std::chrono::milliseconds confirm{30000};  ///< from the last byte to the printer's word that it is done
};

/// Opens nothing yet.
[[nodiscard]] std::unique_ptr<Printer> openPrinter(const PrinterAddress& address, const PrinterPatience& patience = {});

}  // namespace daiban::printing
