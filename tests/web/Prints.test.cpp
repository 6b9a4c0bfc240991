// Papers on the printer a counter chose: ippeveprinter, a real IPP printer without paper.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/IppEvePrinter.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using support::IppEvePrinter;

class Prints : public testing::Test {
  protected:
    Prints() {
        intake_ = newId();
        EXPECT_EQ(browser_.post("/api/v1/intakes", {{"id", intake_}, {"item", "YL-001"}}).status, 201U);
        EXPECT_EQ(
            browser_
                .send("PATCH", "/api/v1/intakes/" + intake_, {{"applicant", {{"name", "王秀兰"}, {"id_number", "无"}}}})
                .status,
            200U);
    }
    void name(const std::string& printer, const std::string& address) {
        auto keeper = signedIn("qu-01-administrator");
        EXPECT_EQ(keeper.send("PUT", "/api/v1/printers/" + printer, {{"address", address}}).status, 204U);
    }
    base::Json print(const std::string& kind, const std::string& printer, const std::string& id = newId()) {
        const auto answer =
            browser_.post("/api/v1/intakes/" + intake_ + "/print", {{"id", id}, {"kind", kind}, {"printer", printer}});
        EXPECT_EQ(answer.status, 200U) << answer.body;
        return answer.json();
    }
    CheckedBrowser browser_ = signedIn();
    std::string intake_;
};

TEST_F(Prints, OfSlipsOnSheetsOnRollsAndOfLabelsComeOutOfThePrinterThatWasChosen) {
    const IppEvePrinter sheets, rolls, labels;
    name("slips", sheets.address());
    name("rolls", rolls.address());
    name("labels", labels.address());
    const auto receipt = print("receipt", "slips");
    EXPECT_TRUE(receipt["printed"]) << receipt;
    EXPECT_EQ(sheets.printedAfter(1), std::vector<std::string>{browser_.get(receipt["files"][0]["pdf"]).body});
    const auto roll = print("receipt-roll-80", "rolls");
    EXPECT_TRUE(roll["printed"]) << roll;
    EXPECT_EQ(rolls.printedAfter(1), std::vector<std::string>{browser_.get(roll["files"][0]["pdf"]).body});
    EXPECT_TRUE(print("folder-label", "labels")["printed"]);
    EXPECT_EQ(labels.printedAfter(1).size(), 1U);
    EXPECT_EQ(sheets.printed().size(), 1U);
}

TEST_F(Prints, AskedForTwiceComeOutOnce) {
    const IppEvePrinter printer;
    name("slips", printer.address());
    const std::string id = newId();
    EXPECT_EQ(print("receipt", "slips", id), print("receipt", "slips", id));
    EXPECT_EQ(printer.printedAfter(1).size(), 1U);
}

TEST_F(Prints, AreHadFromTheScreenWhenThePrinterIsOffUnknownOrOfLabels) {
    IppEvePrinter printer;
    name("slips", printer.address());
    printer.switchOff();
    name("zebra", "socket://localhost:9?language=zpl");
    for (const char* chosen : {"slips", "zebra", "no_such_queue"}) {
        const auto answer = print("receipt", chosen);
        EXPECT_FALSE(answer["printed"]) << answer;
        EXPECT_FALSE(answer["sentence"].get<std::string>().empty());
        EXPECT_EQ(browser_.get(answer["files"][0]["pdf"]).body.substr(0, 4), "%PDF");
    }
}

TEST_F(Prints, KeepNoNameOfAPersonInTheBooks) {
    const IppEvePrinter printer;
    name("slips", printer.address());
    const std::string id = newId();
    EXPECT_TRUE(print("receipt", "slips", id)["printed"]);
    const auto job = ServedStation::get().store().findPrintJob(store::PrintJobId(id));
    ASSERT_TRUE(job);
    EXPECT_THAT(job->content, testing::Not(testing::HasSubstr("王秀兰")));
    EXPECT_THAT(job->content, testing::HasSubstr("derived/prints/" + id + "/receipt.pdf"));
}

}  // namespace
}  // namespace daiban::web::test
