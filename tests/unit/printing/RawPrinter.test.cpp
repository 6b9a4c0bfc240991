#include <gtest/gtest.h>

#include "base/Error.h"
#include "printing/Printer.h"
#include "support/FakeRawPrinter.h"

namespace daiban::printing {
namespace {

using support::FakeRawPrinter;
using support::PrinterMood;
using namespace std::chrono_literals;

// Long enough for a busy machine where an answer comes, short where none will.
constexpr PrinterPatience patient{.connect = 5s, .stall = 20s, .confirm = 20s};
constexpr PrinterPatience impatient{.connect = 5s, .stall = 300ms, .confirm = 300ms};

PrintDocument document(std::size_t size = 6000) {
    return {.bytes = "^XA" + std::string(size, '0') + "^XZ\n",
            .mediaType = "application/octet-stream",
            .title = "案卷袋",
            .width = 60,
            .height = 40};
}

PrintOutcome printedOn(FakeRawPrinter& printer, PrinterMood mood, const PrinterPatience& patience,
                       std::size_t size = 6000, const std::string& options = "language=zpl") {
    printer.setMood(mood);
    return openPrinter(printerAddress(printer.address(options)), patience)->print(document(size)).outcome;
}

TEST(RawPrinters, PrintAndSaySo) {
    FakeRawPrinter printer;
    EXPECT_EQ(printedOn(printer, PrinterMood::Prints, patient), PrintOutcome::Printed);
    EXPECT_EQ(printedOn(printer, PrinterMood::Prints, patient, 5'000'000), PrintOutcome::Printed);
    ASSERT_EQ(printer.printed().size(), 2U);
    EXPECT_EQ(printer.printed()[0], document().bytes);
    EXPECT_EQ(printer.printed()[1], document(5'000'000).bytes);
}

TEST(RawPrinters, ThatRefuseHaveNotPrinted) {
    FakeRawPrinter printer;
    EXPECT_EQ(printedOn(printer, PrinterMood::Refuses, patient), PrintOutcome::NotSent);
    EXPECT_TRUE(printer.printed().empty());
}

TEST(RawPrinters, WithoutANameHaveNotPrinted) {
    const auto printer = openPrinter(printerAddress("socket://no-such-host.invalid:9100"), patient);
    const auto result = printer->print(document());
    EXPECT_EQ(result.outcome, PrintOutcome::NotSent);
    EXPECT_NE(result.sentence.text().find("没有打印"), std::string::npos);
}

TEST(RawPrinters, ThatVanishMidJobLeaveItUnknown) {
    FakeRawPrinter printer;
    for (const auto mood : {PrinterMood::ClosesMidJob, PrinterMood::ResetsMidJob, PrinterMood::PrintsThenResets})
        for (const std::size_t size : {std::size_t{1500}, std::size_t{6000}, std::size_t{5'000'000}})
            EXPECT_EQ(printedOn(printer, mood, patient, size), PrintOutcome::Unknown)
                << static_cast<int>(mood) << " " << size;
}

TEST(RawPrinters, ThatStallLeaveItUnknown) {
    FakeRawPrinter printer;
    EXPECT_EQ(printedOn(printer, PrinterMood::StallsMidJob, impatient), PrintOutcome::Unknown) << "waiting for the end";
    EXPECT_EQ(printedOn(printer, PrinterMood::StallsMidJob, impatient, 50'000'000), PrintOutcome::Unknown)
        << "waiting to send";
    EXPECT_EQ(printedOn(printer, PrinterMood::NeverCloses, impatient), PrintOutcome::Unknown);
}

TEST(RawPrinters, ThatNeverCloseAreBelievedWhenTheirAddressSaysSo) {
    FakeRawPrinter printer;
    EXPECT_EQ(printedOn(printer, PrinterMood::NeverCloses, patient, 6000, "confirm=ack"), PrintOutcome::Printed);
}

TEST(PrinterAddresses, OfEveryKindAreUnderstood) {
    const auto zebra = printerAddress("socket://192.0.2.7?language=zpl&dpi=300");
    EXPECT_EQ(zebra.kind, PrinterAddress::Kind::Raw);
    EXPECT_EQ(zebra.host, "192.0.2.7");
    EXPECT_EQ(zebra.port, 9100);
    EXPECT_EQ(zebra.language, PrinterLanguage::Zpl);
    EXPECT_EQ(zebra.dpi, 300);
    const auto tsc = printerAddress("socket://[2001:db8::7]:6101/?language=tspl&gap=3&confirm=ack");
    EXPECT_EQ(tsc.host, "2001:db8::7");
    EXPECT_EQ(tsc.port, 6101);
    EXPECT_EQ(tsc.language, PrinterLanguage::Tspl);
    EXPECT_EQ(tsc.gap, 3);
    EXPECT_EQ(tsc.confirmation, RawConfirmation::Acknowledgement);
    EXPECT_EQ(printerAddress("ipp://printer.local/ipp/print").kind, PrinterAddress::Kind::Ipp);
    EXPECT_EQ(printerAddress("ipps://printer.local/ipp/print").kind, PrinterAddress::Kind::Ipp);
    EXPECT_EQ(printerAddress("office_laser").kind, PrinterAddress::Kind::Queue);
    EXPECT_EQ(printerAddress("office_laser").language, PrinterLanguage::Pdf);
}

TEST(PrinterAddresses, ThatAreNoneAreRefusedWithASentence) {
    for (const char* text :
         {"", "two words", "socket://", "socket://host:0", "socket://host:99999", "socket://host?dpi=0",
          "socket://host?dpi=x", "socket://host?language=pcl", "socket://host?colour=red", "socket://user@host",
          "http://host/", "lpd://host/queue", "a/b"}) {
        try {
            (void)printerAddress(text);
            ADD_FAILURE() << text;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::BadArguments) << text;
            EXPECT_NE(std::string(error.what()).find("is no printer"), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace daiban::printing
