// Slips as a station prints them: from a case and a handoff in the books.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/Text.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

const fs::path samples = fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run";

class SlipDesk : public testing::Test {
  protected:
    support::TemporaryFolder folder_;

    support::Finished daiban(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--json", "--data", (folder_.path() / "data").string()});
        return support::runDaiban(arguments);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    std::string openedCase(const std::string& item, bool read) {
        std::vector<std::string> open{"case",     "open",        "--item",
                                      item,       "--applicant", "王秀兰/12011619701016382X",
                                      "--office", "SQ-0101",     (samples / "05-bank-card.jpg").string()};
        if (!read) open.push_back("--no-read");
        return daiban(open).lines().back().at("number").get<std::string>();
    }
    base::Json slip(const std::string& kind, const std::string& key, std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"slip", kind, key, "-o", file(kind + ".pdf"), "--overwrite"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto finished = daiban(arguments);
        EXPECT_EQ(finished.exitCode, 0) << finished.err;
        return finished.exitCode == 0 ? finished.lines().at(0) : base::Json::object();
    }
    std::string textOf(const std::string& kind) {
        const std::string text = file(kind + ".txt");
        EXPECT_EQ(std::system(("pdftotext -raw " + file(kind + ".pdf") + " " + text).c_str()), 0);
        std::ostringstream out;
        out << std::ifstream(text).rdbuf();
        return base::squeezed(out.str());
    }
    /// What `daiban codes` reads on the first page.
    std::string codeOn(const std::string& kind) {
        const std::string picture = file(kind + "-page");
        EXPECT_EQ(std::system(("pdftoppm -r 200 -png -singlefile " + file(kind + ".pdf") + " " + picture).c_str()), 0);
        const auto found = daiban({"codes", picture + ".png"});
        return found.out;
    }
    static void expectSays(const std::string& text, const std::vector<std::string>& parts) {
        for (const auto& part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
    }
};

TEST_F(SlipDesk, TheReceiptNamesWhatWasTakenInAndIsFoundByItsCode) {
    const std::string number = openedCase("SB-002", true);
    if (!DAIBAN_READS_WITH_PPOCR) (void)daiban({"case", "confirm", number, "--page", "1", "--type", "bank-card"});
    const auto receipt = slip("receipt", number);
    EXPECT_EQ(receipt.at("number"), "SJ-" + number);
    EXPECT_EQ(receipt.at("pages"), 1);
    expectSays(textOf("receipt"), {"SJ-" + number, "银行卡", "王秀兰", "1201**********382X", "晴川街道柳岸社区"});
    EXPECT_NE(codeOn("receipt").find(receipt.at("token").get<std::string>()), std::string::npos);
    // The code on it is the folder's: it finds the case.
    EXPECT_EQ(daiban({"case", "show", receipt.at("token")}).lines().at(0).at("number"), number);
    EXPECT_EQ(slip("receipt", number, {"--design", "receipt-roll-80"}).at("token"), receipt.at("token"));
}

TEST_F(SlipDesk, NoticeAndCorrectionTellAllThatTheChecklistMisses) {
    const std::string number = openedCase("SB-002", true);
    const auto checklist = daiban({"case", "show", number}).lines().at(0).at("checklist");
    for (const char* kind : {"notice", "correction"}) {
        (void)slip(kind, number, {"--until", "2026-12-01", "--phone", "022-12345678"});
        const std::string text = textOf(kind);
        std::size_t told = 0;
        // "1. 居民身份证（人像面）〔申请人〕：带原件核验，留复印件 1 份。"
        for (const auto& line : base::split(checklist.at("notice").get<std::string>(), '\n')) {
            const auto dot = line.find(". ");
            if (dot == std::string::npos || dot > 2) continue;
            // A name is broken where its column ends; its beginning is not.
            const auto name = base::toCodePoints(line.substr(dot + 2));
            const auto start = base::squeezed(base::toUtf8(std::u32string_view(name).substr(0, 5)));
            ++told;
            EXPECT_NE(text.find(start), std::string::npos) << start << " in " << text;
        }
        EXPECT_GE(told, 3U);
        expectSays(text, {"居民户口簿", "基本养老保险待遇申领表", "以上共" + std::to_string(told) + "项"});
        expectSays(text, {"行政许可法", "022-12345678"});
    }
    expectSays(textOf("correction"), {"2026年12月1日", "晴川街道办事处"});
}

TEST_F(SlipDesk, AToleranceIsRefusedWhileMoreIsMissing) {
    const std::string number = openedCase("SB-002", true);
    const auto refused = daiban({"slip", "tolerance", number, "-o", file("t.pdf")});
    EXPECT_EQ(refused.exitCode, 6);
    EXPECT_NE(refused.err.find("print the notice"), std::string::npos) << refused.err;
    EXPECT_FALSE(fs::exists(file("t.pdf")));
}

TEST_F(SlipDesk, AToleranceNamesWhatMayFollowTwiceInNoticeAndPromise) {
    // An item whose only necessary paper is the bank card of the sample.
    const fs::path models = folder_.path() / "models";
    fs::create_directories(models / "items");
    for (const auto& entry : fs::directory_iterator(fs::path(DAIBAN_SOURCE_DIR) / "models"))
        if (entry.path().filename() != "items") fs::create_symlink(entry.path(), models / entry.path().filename());
    std::ofstream(models / "items/ZZ-001.yaml")
        << "code: ZZ-001\nname: 样例补贴申领\nfield: 社保\ndepartment: 样例区民政局\noffice: street\ndays: 5\nversion: "
           "1\n"
           "effective: 2026-01-01\nresult:\n  name: 补贴核定表\nmaterials:\n"
           "  - {type: bank-card, name: 银行卡, form: 收复印件, subject: applicant}\n"
           "  - {type: other, name: 健康体检证明, form: 收原件, subject: applicant, copies: 2, required: later}\n";
    const auto with = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--models", models.string()});
        return daiban(arguments);
    };
    const auto opened = with({"case", "open", "--item", "ZZ-001", "--applicant", "王秀兰/12011619701016382X",
                              "--office", "SQ-0101", (samples / "05-bank-card.jpg").string()});
    ASSERT_TRUE(opened.exitCode == 0 || opened.exitCode == 6) << opened.err;
    const std::string number = opened.lines().back().at("number");
    (void)with({"case", "confirm", number, "--page", "1", "--type", "bank-card"});
    const auto printed =
        with({"slip", "tolerance", number, "-o", file("tolerance.pdf"), "--until", "2026-12-31", "--phone", "1"});
    ASSERT_EQ(printed.exitCode, 0) << printed.err;
    EXPECT_EQ(printed.lines().at(0).at("pages"), 2);
    const std::string text = textOf("tolerance");
    expectSays(text, {"RQ-" + number, "容缺受理承诺书", "2026年12月31日"});
    EXPECT_NE(text.find("健康体检证明"), text.rfind("健康体检证明")) << text;
    const auto refused = with({"slip", "correction", number, "-o", file("c.pdf")});
    EXPECT_EQ(refused.exitCode, 0) << "what may follow is told as well";
}

TEST_F(SlipDesk, PagesNotReadYetAreCountedAndSaid) {
    const std::string number = openedCase("SB-002", false);
    const auto finished = daiban({"slip", "receipt", number, "-o", file("receipt.pdf")});
    EXPECT_EQ(finished.exitCode, 0);
    EXPECT_NE(finished.err.find("1 pages"), std::string::npos) << finished.err;
    expectSays(textOf("receipt"), {"材料影像1页"});
}

TEST_F(SlipDesk, MandateAndDeliveryAreReadyToSign) {
    const std::string number = openedCase("SB-002", false);
    (void)slip("mandate", number, {"--worker", "李晓雯"});
    expectSays(textOf("mandate"), {"WT-" + number, "李晓雯", "12011619701016382X", "委托"});
    const auto early = daiban({"slip", "delivery", number, "-o", file("early.pdf")});
    EXPECT_EQ(early.exitCode, 6) << "there is no certificate to sign for";
    ASSERT_EQ(daiban({"return", "--case", number, (samples / "07-retirement-certificate.jpg").string()}).exitCode, 0);
    (void)slip("delivery", number);
    const std::string text = textOf("delivery");
    expectSays(text, {"SD-" + number, "送达"});
    EXPECT_EQ(text.find("12011619701016382X"), std::string::npos);
}

TEST_F(SlipDesk, TheSheetOfAHandoffListsEveryThingAndHowItStands) {
    const std::string first = openedCase("SB-002", false);
    const std::string second = openedCase("SB-001", false);
    const std::string handoff = daiban({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "李晓雯",
                                        "--outside", "没有账户"})
                                    .lines()
                                    .at(0)
                                    .at("number");
    std::vector<std::string> labels;
    for (const auto& number : {first, second}) {
        const auto label = daiban({"label", "folder", number, "-o", file("label.png"), "--overwrite"}).lines().at(0);
        ASSERT_EQ(daiban({"handoff", "scan", handoff, "--side", "giver", label.at("token")}).exitCode, 0);
        labels.push_back(label.at("number"));
    }
    for (const char* kind : {"handover", "return-handover"}) {
        const auto sheet = slip(kind, handoff);
        const std::string text = textOf(kind);
        expectSays(text, {labels[0], labels[1], first, second, "李晓雯", "晴川街道办事处", "合计2件"});
        EXPECT_NE(codeOn(kind).find(sheet.at("token").get<std::string>()), std::string::npos);
        EXPECT_EQ(daiban({"handoff", "show", sheet.at("token")}).lines().at(0).at("number"), handoff);
    }
    EXPECT_EQ(daiban({"handoff", "scan", handoff, "--side", "receiver", "--refuse", "缺签名", labels[0]}).exitCode, 0);
    (void)slip("handover", handoff);
    expectSays(textOf("handover"), {"拒收", "缺签名"});
}

TEST_F(SlipDesk, PrintingChangesNothingButGivesTheFolderItsLabel) {
    const std::string number = openedCase("SB-002", true);
    (void)daiban({"label", "folder", number, "-o", file("label.png")});
    const auto before = daiban({"verify"}).lines().at(0).at("audit_entries");
    for (const char* kind : {"receipt", "notice", "correction", "mandate"}) (void)slip(kind, number);
    EXPECT_EQ(daiban({"verify"}).lines().at(0).at("audit_entries"), before);
}

TEST_F(SlipDesk, WrongArgumentsAreSaidInASentence) {
    const std::string number = openedCase("SB-002", false);
    EXPECT_EQ(daiban({"slip", "receipt", number, "-o", file("a.png")}).exitCode, 1);
    EXPECT_EQ(daiban({"slip", "receipt", number, "-o", file("a.pdf"), "--design", "nothing"}).exitCode, 4);
    const auto other = daiban({"slip", "receipt", number, "-o", file("a.pdf"), "--design", "handover"});
    EXPECT_EQ(other.exitCode, 1);
    EXPECT_NE(other.err.find("daiban slip list"), std::string::npos) << other.err;
    EXPECT_EQ(daiban({"slip", "correction", number, "-o", file("a.pdf"), "--until", "tomorrow"}).exitCode, 1);
    EXPECT_EQ(daiban({"slip", "receipt", "2026-999999-X", "-o", file("a.pdf")}).exitCode, 4);
}

TEST_F(SlipDesk, EverySlipHasASampleAndIsInOrder) {
    EXPECT_EQ(daiban({"slip", "validate"}).exitCode, 0);
    const auto slips = daiban({"slip", "list"}).lines();
    EXPECT_GE(slips.size(), 9U);
    for (const auto& entry : slips)
        EXPECT_EQ(daiban({"slip", "sample", entry.at("name"), "-o", file("sample.pdf"), "--overwrite"}).exitCode, 0)
            << entry.dump();
}

}  // namespace
