#include <gtest/gtest.h>

#include "codes/label/LabelToken.h"
#include "printing/labels/LabelDocument.h"
#include "support/IppEvePrinter.h"

// Against ippeveprinter, a real IPP printer.
namespace daiban::printing {
namespace {

using support::IppEvePrinter;
using namespace std::chrono_literals;

PrintDocument document() {
    return {.bytes = "%PDF-1.4\n" + std::string(20000, ' ') + "%%EOF\n",
            .mediaType = "application/pdf",
            .title = "案卷袋",
            .width = 60,
            .height = 40};
}

PrintResult printedOn(const IppEvePrinter& printer, const PrintDocument& what,
                      std::chrono::milliseconds confirm = 60s) {
    return openPrinter(printerAddress(printer.address()), {.connect = 10s, .stall = 20s, .confirm = confirm})
        ->print(what);
}

TEST(IppPrinters, PrintAndSaySo) {
    const IppEvePrinter printer;
    const auto result = printedOn(printer, document());
    EXPECT_EQ(result.outcome, PrintOutcome::Printed) << result.sentence;
    ASSERT_EQ(printer.printed().size(), 1U);
    EXPECT_EQ(printer.printed()[0], document().bytes);
}

TEST(IppPrinters, ThatAreOffHaveNotPrinted) {
    IppEvePrinter printer;
    printer.switchOff();
    const auto result = printedOn(printer, document());
    EXPECT_EQ(result.outcome, PrintOutcome::NotSent) << result.sentence;
    printer.switchOn();
    EXPECT_EQ(printedOn(printer, document()).outcome, PrintOutcome::Printed) << "so it is safe to try again";
    EXPECT_EQ(printer.printed().size(), 1U);
}

TEST(IppPrinters, ThatRefuseTheFormatHaveNotPrinted) {
    const IppEvePrinter printer;
    auto zpl = document();
    zpl.mediaType = "application/x-nonsense";
    const auto result = printedOn(printer, zpl);
    EXPECT_EQ(result.outcome, PrintOutcome::NotSent) << result.sentence;
    EXPECT_TRUE(printer.printed().empty());
}

TEST(IppPrinters, ThatAbortTheJobLeaveItUnknown) {
    const IppEvePrinter printer("exit 1");
    const auto result = printedOn(printer, document());
    EXPECT_EQ(result.outcome, PrintOutcome::Unknown) << result.sentence;
}

TEST(IppPrinters, ThatGoOnPrintingForEverLeaveItUnknown) {
    const IppEvePrinter printer("sleep 30");
    const auto result = printedOn(printer, document(), 1500ms);
    EXPECT_EQ(result.outcome, PrintOutcome::Unknown) << result.sentence;
    EXPECT_EQ(printer.printedAfter(1).size(), 1U);
}

TEST(IppPrinters, ThatDieWhilePrintingLeaveItUnknown) {
    IppEvePrinter printer("kill -9 $PPID");
    const auto result = printedOn(printer, document(), 2s);
    EXPECT_EQ(result.outcome, PrintOutcome::Unknown) << result.sentence;
    EXPECT_EQ(printer.printedAfter(1).size(), 1U) << "it had come out";
}

TEST(IppPrinters, OfANameNobodyKnowsHaveNotPrinted) {
    const auto result = openPrinter(printerAddress("no_such_queue"), {.connect = 2s})->print(document());
    EXPECT_EQ(result.outcome, PrintOutcome::NotSent) << result.sentence;
}

}  // namespace
}  // namespace daiban::printing
