#include "intake/PrintQueue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <random>

#include "base/Error.h"
#include "printing/labels/LabelDocument.h"
#include "support/FakeRawPrinter.h"
#include "support/IppEvePrinter.h"
#include "support/TemporaryFolder.h"

namespace daiban::intake {
namespace {

using store::PrintJobId;
using store::PrintState;
using support::FakeRawPrinter;
using support::PrinterMood;
using namespace std::chrono_literals;

/// Thrown where a process would die.
struct Died {};

/// A printer at which this process dies, before the bytes leave or after.
class DeadlyPrinter final : public printing::Printer {
  public:
    explicit DeadlyPrinter(std::unique_ptr<printing::Printer> first) : first_(std::move(first)) {}
    printing::PrintResult print(const printing::PrintDocument& document) override {
        if (first_) (void)first_->print(document);
        throw Died{};
    }

  private:
    std::unique_ptr<printing::Printer> first_;
};

enum class Death { None, BeforeSending, AfterSending };

class PrintQueues : public testing::Test {
  protected:
    LabelPrint label() {
        LabelPrint print;
        auto& one = print.labels.emplace_back();
        one.design = "folder-40x30";
        one.content = {.token = keys_.issue(codes::TokenKind::Folder, random_),
                       .shortNumber = {},
                       .title = {},
                       .item = "城乡居民基本养老保险参保登记",
                       .office = "向阳里社区",
                       .date = "2026-11-22"};
        one.content.shortNumber = codes::shortNumberOf(one.content.token);
        return print;
    }
    /// The bytes the label is on a raw printer.
    static std::string zplOf(const LabelPrint& print, const std::string& address) {
        return printing::labelDocument(printing::printerAddress(address),
                                       printing::loadLabelDesign("models/labels/folder-40x30.yaml"),
                                       print.labels.at(0).content)
            .bytes;
    }
    PrintJobId newId() { return PrintJobId::make(clock_, random_); }

    /// As a process that has just been started.
    PrintQueue queue(Death death = Death::None) {
        store_.emplace(store::Store::open(folder_.path(), clock_, random_));
        return {*store_, folder_.path(), "models", {"社工甲"}, [this, death](const auto& address) {
                    auto printer = printing::openPrinter(address, patience_);
                    if (death == Death::None) return printer;
                    return std::unique_ptr<printing::Printer>(
                        std::make_unique<DeadlyPrinter>(death == Death::AfterSending ? std::move(printer) : nullptr));
                }};
    }
    PrintState stateOf(const PrintJobId& id) { return store_->findPrintJob(id).value().state; }
    void expectCleanStore() { EXPECT_TRUE(store_->verify(store::VerifyDepth::Full).clean()); }

    support::TemporaryFolder folder_;
    base::SystemClock clock_;
    base::SeededRandom random_{14};
    codes::TokenKeys keys_ = codes::TokenKeys::openOrCreate(folder_.path(), random_);
    std::optional<store::Store> store_;
    printing::PrinterPatience patience_{.connect = 5s, .stall = 20s, .confirm = 20s};
};

TEST_F(PrintQueues, PrintALabelOnce) {
    const FakeRawPrinter printer;
    const auto print = label();
    const auto id = newId();
    EXPECT_EQ(queue().print(id, printer.address(), print).state, PrintState::Printed);
    EXPECT_EQ(queue().print(id, printer.address(), print).state, PrintState::Printed) << "asked again";
    EXPECT_TRUE(queue().sendWaiting().empty());
    ASSERT_EQ(printer.printed().size(), 1U);
    EXPECT_EQ(printer.printed()[0], zplOf(print, printer.address()));
    expectCleanStore();
}

TEST_F(PrintQueues, KeepWhatAPrinterRefusedAndSendItLater) {
    FakeRawPrinter printer;
    printer.setMood(PrinterMood::Refuses);
    const auto id = newId();
    EXPECT_EQ(queue().print(id, printer.address(), label()).state, PrintState::Failed);
    EXPECT_EQ(printer.jobsBegun(), 0);
    printer.setMood(PrinterMood::Prints);
    const auto sent = queue().sendWaiting();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].id, id);
    EXPECT_EQ(sent[0].state, PrintState::Printed);
    EXPECT_EQ(sent[0].attempts, 2);
    EXPECT_EQ(printer.printed().size(), 1U);
}

TEST_F(PrintQueues, DoNotSendAgainWhatMayHaveBeenPrinted) {
    FakeRawPrinter printer;
    printer.setMood(PrinterMood::PrintsThenResets);
    const auto print = label();
    const auto id = newId();
    EXPECT_EQ(queue().print(id, printer.address(), print).state, PrintState::Unknown);
    printer.setMood(PrinterMood::Prints);
    EXPECT_TRUE(queue().sendWaiting().empty());
    EXPECT_EQ(queue().print(id, printer.address(), print).state, PrintState::Unknown) << "not by asking again either";
    EXPECT_EQ(printer.printed().size(), 1U);
    const auto again = queue().reprint(newId(), id);
    EXPECT_EQ(again.state, PrintState::Printed);
    ASSERT_EQ(printer.printed().size(), 2U);
    EXPECT_EQ(printer.printed()[0], printer.printed()[1]) << "a reprint has the same token";
    expectCleanStore();
}

TEST_F(PrintQueues, CallUnknownWhatWasBeingSentWhenTheProgramDied) {
    const FakeRawPrinter printer;
    for (const auto death : {Death::BeforeSending, Death::AfterSending}) {
        const auto id = newId();
        auto doomed = queue(death);
        EXPECT_THROW((void)doomed.print(id, printer.address(), label()), Died);
        EXPECT_EQ(stateOf(id), PrintState::Sending);
        auto next = queue();
        EXPECT_EQ(next.markInterrupted(), 1);
        EXPECT_EQ(stateOf(id), PrintState::Unknown);
        EXPECT_NE(store_->findPrintJob(id)->sentence.text().find("请核对后补打"), std::string::npos);
        EXPECT_TRUE(next.sendWaiting().empty());
    }
    EXPECT_EQ(printer.printed().size(), 1U);
}

TEST_F(PrintQueues, LeaveAloneWhatAnotherIsSending) {
    FakeRawPrinter printer;
    printer.setMood(PrinterMood::StallsMidJob);
    patience_.confirm = patience_.stall = 600s;
    const auto id = newId();
    auto busy = queue();
    auto otherStore = store::Store::open(folder_.path(), clock_, random_);
    PrintQueue other(otherStore, folder_.path(), "models", {"社工乙"});
    std::thread sending([&] { (void)busy.print(id, printer.address(), label()); });
    while (otherStore.jobsBeingSent("").empty()) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(other.markInterrupted(), 0);
    EXPECT_EQ(otherStore.findPrintJob(id)->state, PrintState::Sending);
    printer.setMood(PrinterMood::Refuses);  // switched off at last
    sending.join();
    EXPECT_EQ(stateOf(id), PrintState::Unknown);
}

TEST_F(PrintQueues, SendTwoProgramsLabelsOnceEach) {
    const FakeRawPrinter printer;
    printing::PrinterBook::open(folder_.path()).setAddress("柜台", printer.address());
    std::vector<std::thread> programs;
    std::atomic<int> printed = 0;
    std::vector<LabelPrint> prints;
    std::vector<PrintJobId> ids;
    for (int i = 0; i < 6; ++i) {
        prints.push_back(label());
        ids.push_back(newId());
    }
    // Both are asked for the same labels, as a browser does that has lost its answer.
    for (int program = 0; program < 2; ++program)
        programs.emplace_back([&] {
            base::SystemRandom random;
            auto store = store::Store::open(folder_.path(), clock_, random);
            PrintQueue queue(store, folder_.path(), "models", {"社工甲"});
            for (std::size_t i = 0; i < ids.size(); ++i)
                printed += queue.print(ids[i], "柜台", prints[i]).state == PrintState::Printed ? 1 : 0;
        });
    for (auto& program : programs) program.join();
    EXPECT_EQ(printed, 12);
    EXPECT_EQ(printer.printed().size(), 6U);
}

TEST_F(PrintQueues, RefuseWhatCannotBeDrawnBeforeItIsQueued) {
    auto print = label();
    print.labels[0].design = "no-such-design";
    auto prints = queue();
    EXPECT_THROW((void)prints.print(newId(), "socket://127.0.0.1:1", print), base::Error);
    EXPECT_THROW((void)prints.print(newId(), "not a printer", label()), base::Error);
    auto sheet = label();
    sheet.sheet = "3x8";
    sheet.labels[0].design = "folder-63x33";
    EXPECT_THROW((void)prints.print(newId(), "socket://127.0.0.1:1", sheet), base::Error) << "A4 on a label printer";
    EXPECT_TRUE(store_->listPrintJobs().jobs.empty());
}

/// Millimetres from the paper's left edge.
double leftmostInk(const std::filesystem::path& folder, const std::string& pdf) {
    constexpr double dpi = 600;
    std::ofstream(folder / "printed.pdf", std::ios::binary) << pdf;
    const std::string command =
        "pdftoppm -gray -singlefile -r 600 " + (folder / "printed.pdf").string() + " " + (folder / "p").string();
    EXPECT_EQ(std::system(command.c_str()), 0) << "poppler-utils is needed";
    const cv::Mat paper = cv::imread((folder / "p.pgm").string(), cv::IMREAD_GRAYSCALE);
    return cv::boundingRect(paper < 128).x * 25.4 / dpi;
}

TEST_F(PrintQueues, PrintSheetsOnAnIppPrinterWithItsCalibration) {
    const support::IppEvePrinter printer;
    auto sheet = label();
    sheet.labels[0].design = "folder-63x33";
    sheet.sheet = "3x8";
    sheet.start.first = 24;
    printing::PrinterBook::open(folder_.path()).setAddress("office", printer.address());
    EXPECT_EQ(queue().print(newId(), "office", sheet).state, PrintState::Printed);
    auto book = printing::PrinterBook::open(folder_.path());
    book.setCalibration("office", {.scaleX = 1.01, .scaleY = 1, .offsetX = 1, .offsetY = 0});
    EXPECT_EQ(queue().print(newId(), "office", sheet).state, PrintState::Printed);
    const auto printed = printer.printed();
    ASSERT_EQ(printed.size(), 2U);
    const double first = leftmostInk(folder_.path(), printed[0]);
    const double second = leftmostInk(folder_.path(), printed[1]);
    EXPECT_GT(std::max(first, second), 140) << "the last label stands in the third column";
    EXPECT_NEAR((std::max(first, second) - 1) / 1.01, std::min(first, second), 0.1) << "drawn for the measured printer";
}

TEST(LabelPrints, AreReadBackAsTheyWereWritten) {
    base::SeededRandom random(15);
    const support::TemporaryFolder folder;
    const auto keys = codes::TokenKeys::openOrCreate(folder.path(), random);
    LabelPrint print;
    print.labels.push_back({"folder-63x33",
                            {.token = keys.issue(codes::TokenKind::Certificate, random),
                             .shortNumber = "7K3Q-9F2M-X",
                             .title = "营业执照",
                             .item = "项目 \"一\"",
                             .office = "向阳里社区",
                             .date = "2026-11-22"}});
    print.sheet = "3x8";
    print.start = {.first = 5, .skipped = {7, 9}};
    const auto back = labelPrintFrom(textOf(print));
    EXPECT_EQ(textOf(back), textOf(print));
    EXPECT_EQ(back.labels.at(0).content.token.text, print.labels[0].content.token.text);
    EXPECT_EQ(back.labels.at(0).content.token.kind, codes::TokenKind::Certificate);
    EXPECT_EQ(back.start.skipped, print.start.skipped);
    EXPECT_THROW((void)labelPrintFrom("{}"), base::Error);
    EXPECT_THROW((void)labelPrintFrom("nonsense"), base::Error);
}

/// Labels printed by a program that dies now and then, on a printer of changing mood, and a clerk who does what the
/// queue says: sends again what was not sent, and looks before a reprint of what is unknown.
/// DAIBAN_PRINT_ROUNDS: how many labels (30).
TEST_F(PrintQueues, LoseNoLabelAndPrintNoneTwiceOnABadPrinter) {
    const char* asked = std::getenv("DAIBAN_PRINT_ROUNDS");
    const int rounds = asked == nullptr ? 30 : std::atoi(asked);
    FakeRawPrinter printer;
    std::mt19937 dice(16);
    std::map<std::string, int> seen;
    const auto countOnPaper = [&](const LabelPrint& print) {
        const auto printed = printer.printed();
        return std::count(printed.begin(), printed.end(), zplOf(print, printer.address()));
    };
    const auto setRandomMood = [&] {
        const auto mood = static_cast<PrinterMood>(dice() % 7);
        const bool waits = mood == PrinterMood::StallsMidJob || mood == PrinterMood::NeverCloses;
        patience_.confirm = patience_.stall = waits ? 200ms : 20s;
        printer.setMood(mood);
        ++seen["mood " + std::to_string(static_cast<int>(mood))];
        return mood;
    };
    for (int round = 0; round < rounds; ++round) {
        const auto mood = setRandomMood();
        const auto death =
            dice() % 5 == 0 ? (dice() % 2 == 0 ? Death::BeforeSending : Death::AfterSending) : Death::None;
        const auto print = label();
        const auto id = newId();
        try {
            auto mortal = queue(death);
            const auto job = mortal.print(id, printer.address(), print);
            EXPECT_EQ(job.state, mood == PrinterMood::Prints    ? PrintState::Printed
                                 : mood == PrinterMood::Refuses ? PrintState::Failed
                                                                : PrintState::Unknown)
                << static_cast<int>(mood);
        } catch (const Died&) {
            ++seen["died"];
        }
        // The printer is taken off the net to be looked at, and the program comes back.
        printer.setMood(PrinterMood::Refuses);
        auto prints = queue();
        (void)prints.markInterrupted();
        const auto state = stateOf(id);
        ++seen[std::string(store::nameOf(state))];
        const auto onPaper = countOnPaper(print);
        if (state == PrintState::Printed) {
            EXPECT_EQ(onPaper, 1);
        } else if (state == PrintState::Failed) {
            EXPECT_EQ(onPaper, 0);
        } else {
            EXPECT_EQ(state, PrintState::Unknown);
            EXPECT_LE(onPaper, 1);
        }
        patience_.confirm = patience_.stall = 20s;
        printer.setMood(PrinterMood::Prints);
        (void)prints.print(id, printer.address(), print);  // the sender has lost the answer and asks again
        (void)prints.sendWaiting();
        if (state == PrintState::Unknown && onPaper == 0) {  // the clerk looks: no label
            EXPECT_EQ(prints.reprint(newId(), id).state, PrintState::Printed);
        }
        EXPECT_EQ(countOnPaper(print), 1) << "round " << round << ", mood " << static_cast<int>(mood) << ", death "
                                          << static_cast<int>(death) << ", " << store::nameOf(state);
    }
    EXPECT_EQ(printer.printed().size(), static_cast<std::size_t>(rounds));
    expectCleanStore();
    for (const auto& [what, count] : seen) std::printf("%s: %d\n", what.c_str(), count);
}

/// The PDF without the time it was made at.
std::string timeless(std::string pdf) {
    const auto begin = pdf.find("/CreationDate (");
    if (begin == std::string::npos) return pdf;
    return pdf.erase(begin, pdf.find(')', begin) - begin);
}

/// The same on an IPP printer, which is ippeveprinter: it prints, is off, aborts the job, takes for ever or dies with
/// the label out. DAIBAN_IPP_ROUNDS: how many labels (8).
TEST_F(PrintQueues, LoseNoLabelAndPrintNoneTwiceOnABadIppPrinter) {
    enum class Mood { Prints, IsOff, Aborts, NeverEnds, Dies };
    constexpr std::array afterPrinting{"exit 0", "exit 0", "exit 1", "sleep 30", "kill -9 $PPID"};
    const char* asked = std::getenv("DAIBAN_IPP_ROUNDS");
    const int rounds = asked == nullptr ? 8 : std::atoi(asked);
    support::IppEvePrinter printer;
    std::mt19937 dice(18);
    std::map<std::string, int> seen;
    for (int round = 0; round < rounds; ++round) {
        const auto mood = static_cast<Mood>(dice() % 5);
        const auto death =
            dice() % 5 == 0 ? (dice() % 2 == 0 ? Death::BeforeSending : Death::AfterSending) : Death::None;
        const std::string name = "mood " + std::to_string(static_cast<int>(mood));
        SCOPED_TRACE("round " + std::to_string(round) + ", " + name + ", death " +
                     std::to_string(static_cast<int>(death)));
        ++seen[name];
        const auto before = printer.printed().size();
        const auto print = label();
        const auto id = newId();
        printer.setAfterPrinting(afterPrinting.at(static_cast<std::size_t>(mood)));
        if (mood == Mood::IsOff) printer.switchOff();
        patience_.confirm = mood == Mood::NeverEnds || mood == Mood::Dies ? 500ms : 60s;
        try {
            auto mortal = queue(death);
            EXPECT_EQ(mortal.print(id, printer.address(), print).state, mood == Mood::Prints  ? PrintState::Printed
                                                                        : mood == Mood::IsOff ? PrintState::Failed
                                                                                              : PrintState::Unknown);
        } catch (const Died&) {
            ++seen["died"];
        }
        const std::size_t out = mood == Mood::IsOff || death == Death::BeforeSending ? 0 : 1;
        EXPECT_EQ(printer.printedAfter(before + out).size(), before + out);
        // The program comes back, and the printer is mended.
        printer.switchOff();
        printer.setAfterPrinting("exit 0");
        printer.switchOn();
        patience_.confirm = 60s;
        auto prints = queue();
        (void)prints.markInterrupted();
        const auto state = stateOf(id);
        ++seen[std::string(store::nameOf(state))];
        (void)prints.print(id, printer.address(), print);  // the sender has lost the answer and asks again
        (void)prints.sendWaiting();
        if (state == PrintState::Unknown && out == 0) {  // the clerk looks: no label
            EXPECT_EQ(prints.reprint(newId(), id).state, PrintState::Printed);
        }
        const auto printed = printer.printed();
        EXPECT_EQ(printed.size(), before + 1);
        const auto expected = timeless(
            printing::labelPdf(printing::loadLabelDesign("models/labels/folder-40x30.yaml"), print.labels[0].content));
        EXPECT_EQ(std::ranges::count(printed, expected, timeless), 1);
    }
    expectCleanStore();
    for (const auto& [what, count] : seen) std::printf("%s: %d\n", what.c_str(), count);
}

}  // namespace
}  // namespace daiban::intake
