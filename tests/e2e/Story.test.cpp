// From paper to pickup through the commands a station uses, and what must not happen on the way.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

const fs::path samples = fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run";

std::string sample(const char* name) {
    return (samples / name).string();
}

/// A station with a data folder of its own.
class Station : public testing::Test {
  protected:
    support::TemporaryFolder folder_;

    support::Finished daiban(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--json", "--data", (folder_.path() / "data").string()});
        return support::runDaiban(arguments);
    }
    [[nodiscard]] std::string file(const char* name) const { return (folder_.path() / name).string(); }

    /// A case with a known applicant and no reading: quick, for what comes after the counter.
    std::string openedCase() {
        const auto opened = daiban({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X",
                                    "--office", "SQ-0101", "--no-read", sample("05-bank-card.jpg")});
        return opened.lines().back().at("number").get<std::string>();
    }
    std::string folderToken(const std::string& number) {
        return daiban({"label", "folder", number, "-o", file("folder.png")})
            .lines()
            .at(0)
            .at("token")
            .get<std::string>();
    }
};

/// Whether the program was built with ONNX Runtime.
constexpr bool readsWithPpOcr = DAIBAN_READS_WITH_PPOCR;

TEST(Tour, EndsWithTheCasePickedUp) {
    if (!readsWithPpOcr) GTEST_SKIP() << "Tesseract alone misreads a name on these samples";
    const support::TemporaryFolder folder;
    const auto finished = support::runDaiban({"tour", "-o", (folder.path() / "tour").string(), "--lang", "zh-CN"});
    EXPECT_EQ(finished.exitCode, 0) << finished.out << finished.err;
    for (const char* words : {"材料齐全", "本人领取", "核验通过", "改动一个字符的标签被拒绝"})
        EXPECT_NE(finished.out.find(words), std::string::npos) << words;
    EXPECT_TRUE(fs::exists(folder.path() / "tour/folder-label.png"));
    EXPECT_EQ(finished.out.find("\033[3"), std::string::npos) << "no colours when the output is no terminal";
}

TEST(Tour, LeavesAFolderOfSomebodyElseAlone) {
    const support::TemporaryFolder folder;
    fs::create_directories(folder.path() / "mine");
    std::ofstream(folder.path() / "mine/letter.txt") << "keep me";
    EXPECT_EQ(support::runDaiban({"tour", "-o", (folder.path() / "mine").string()}).exitCode, 1);
    EXPECT_TRUE(fs::exists(folder.path() / "mine/letter.txt"));
}

TEST_F(Station, ACompleteSetChecksCompleteAndAMissingPaperIsNamed) {
    if (!readsWithPpOcr) GTEST_SKIP() << "Tesseract alone misreads a name on these samples";
    const auto complete =
        daiban({"check", "--item", "SB-002", sample("01-id-card.jpg"), sample("02-household-register.jpg"),
                sample("03-pension-form.jpg"), sample("05-bank-card.jpg")});
    const auto lines = complete.lines();
    ASSERT_EQ(lines.size(), 1U);
    for (const auto& requirement : lines[0]["requirements"]) {
        const std::string state = requirement["state"];
        if (requirement["one_of"] != "" || requirement["type"] == "one-child-certificate") continue;
        EXPECT_TRUE(state == "satisfied" || state == "uncertain") << requirement.dump();
    }
    const auto short_ = daiban({"check", "--item", "SB-002", sample("01-id-card.jpg"), sample("03-pension-form.jpg"),
                                sample("05-bank-card.jpg")});
    EXPECT_EQ(short_.exitCode, 6);
    bool missing = false;
    const base::Json checklist = short_.lines().at(0);
    for (const auto& requirement : checklist["requirements"])
        missing = missing || (requirement["type"] == "household-register-person" && requirement["state"] == "missing");
    EXPECT_TRUE(missing) << short_.out;
    EXPECT_NE(checklist["notice"].get<std::string>().find("户口"), std::string::npos);
}

TEST_F(Station, AConfirmationIsAboutItsPageAndTeachingIsAnActOfItsOwn) {
    const std::string leaflet = sample("04-leaflet.jpg");
    const auto typeOf = [&](const std::string& file) {
        return daiban({"read", file}).lines().at(0)["documents"][0]["type"].get<std::string>();
    };
    ASSERT_EQ(typeOf(leaflet), "unknown");
    const std::string number = daiban({"case", "open", "--item", "SB-002", "--office", "SQ-0101", "--applicant",
                                       "王秀兰/11010519491231002X", leaflet})
                                   .lines()
                                   .back()["number"];
    const auto confirmed =
        daiban({"case", "confirm", number, "--page", "1", "--type", "unemployment-registration-form"});
    EXPECT_EQ(confirmed.err.find("daiban:"), std::string::npos) << confirmed.err;
    EXPECT_EQ(typeOf(leaflet), "unknown") << "a word about one page is none about others";
    EXPECT_EQ(daiban({"types", "teach", "unemployment-registration-form", leaflet}).exitCode, 0);
    EXPECT_EQ(typeOf(leaflet), "unemployment-registration-form");
    EXPECT_EQ(typeOf(sample("01-id-card.jpg")), "id-card-front") << "what was right stays right";
}

TEST_F(Station, AForeignPageIsSurplusAndTicksNothing) {
    const auto finished = daiban({"check", "--item", "SB-002", sample("04-leaflet.jpg")});
    EXPECT_EQ(finished.exitCode, 6);
    const auto line = finished.lines().at(0);
    ASSERT_EQ(line["surplus"].size(), 1U);
    EXPECT_EQ(line["surplus"][0]["type"], "unknown");
    for (const auto& requirement : line["requirements"]) EXPECT_NE(requirement["state"], "satisfied");
}

TEST_F(Station, CornersAndTurnSetByAPersonOutliveALaterReading) {
    const std::vector<std::string> open{"case",     "open",        "--item",
                                        "SB-002",   "--applicant", "王秀兰/12011619701016382X",
                                        "--office", "SQ-0101",     sample("05-bank-card.jpg")};
    const std::string number = daiban(open).lines().back().at("number");
    const auto adjusted =
        daiban({"case", "adjust", number, "--page", "1", "--corners", "40,50,640,50,640,420,40,420", "--turn", "180"});
    EXPECT_TRUE(adjusted.exitCode == 0 || adjusted.exitCode == 6) << adjusted.err;
    const auto turnedAgain = daiban({"case", "adjust", number, "--page", "1", "--turn", "90"});
    EXPECT_TRUE(turnedAgain.exitCode == 0 || turnedAgain.exitCode == 6) << turnedAgain.err;
    // Adding a page reads what is unread; the corrected page keeps the corners the person drew.
    const auto added = daiban({"case", "add", number, sample("04-leaflet.jpg")});
    EXPECT_TRUE(added.exitCode == 0 || added.exitCode == 6) << added.err;
    const auto document = daiban({"case", "show", number}).lines().at(0).at("documents").at(0);
    EXPECT_TRUE(document.at("drawn"));
    // Half a turn and a quarter on: what was drawn top-right is top-left now.
    EXPECT_EQ(document.at("quad"), base::Json::parse("[[640.0,50.0],[640.0,420.0],[40.0,420.0],[40.0,50.0]]"));
}

TEST_F(Station, CornersThatGoRoundTheWrongWayAreRefused) {
    const std::string number = daiban({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X",
                                       "--office", "SQ-0101", sample("05-bank-card.jpg")})
                                   .lines()
                                   .back()
                                   .at("number");
    const auto refused = daiban({"case", "adjust", number, "--page", "1", "--corners", "40,50,40,420,640,420,640,50"});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_NE(refused.err.find("clockwise"), std::string::npos) << refused.err;
}

TEST_F(Station, APageScannedTwiceIsNamedAndKept) {
    const auto opened =
        daiban({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X", "--office", "SQ-0101",
                sample("05-bank-card.jpg"), sample("04-leaflet.jpg"), sample("05-bank-card.jpg")});
    const auto line = opened.lines().back();
    ASSERT_EQ(line.at("duplicates").size(), 1U) << opened.out;
    EXPECT_EQ(line["duplicates"][0]["page"], 3);
    EXPECT_EQ(line["duplicates"][0]["earlier_page"], 1);
    EXPECT_EQ(daiban({"case", "show", line.at("number")}).lines().at(0).at("pages").size(), 3U);
}

TEST_F(Station, TheSameCaseSentTwiceIsOneCase) {
    const std::vector<std::string> open{"case",
                                        "open",
                                        "--item",
                                        "SB-002",
                                        "--applicant",
                                        "王秀兰/12011619701016382X",
                                        "--no-read",
                                        "--id",
                                        "01900000-0000-7000-8000-000000000001",
                                        "--batch",
                                        "01900000-0000-7000-8000-000000000002",
                                        sample("05-bank-card.jpg")};
    const auto first = daiban(open);
    const auto second = daiban(open);
    EXPECT_EQ(first.lines().back()["number"], second.lines().back()["number"]);
    EXPECT_EQ(daiban({"case", "list"}).lines().size(), 1U);
}

TEST_F(Station, ALabelReadsBackFromItsPictureAndItsPdf) {
    const std::string number = openedCase();
    const std::string token = folderToken(number);
    EXPECT_EQ(token.size(), 35U);
    EXPECT_EQ(daiban({"label", "folder", number, "-o", file("folder.pdf")}).lines()[0]["token"], token)
        << "printed again it stays the same";
    for (const char* name : {"folder.png", "folder.pdf"}) {
        const auto codes = daiban({"codes", file(name)}).lines();
        ASSERT_EQ(codes.at(0)["codes"].size(), 1U) << name;
        EXPECT_EQ(codes[0]["codes"][0]["text"], token) << name;
        EXPECT_EQ(codes[0]["codes"][0]["token"]["kind"], "folder") << name;
    }
    EXPECT_EQ(daiban({"track", file("folder.png")}).lines().at(0)["case"], number);
}

TEST_F(Station, AChangedLabelIsRefused) {
    const std::string number = openedCase();
    std::string token = folderToken(number);
    token[10] = token[10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(daiban({"track", token}).exitCode, 6);
}

TEST_F(Station, AStolenLabelKeyIsWithdrawnAndItsLabelsRaiseAnAlarm) {
    const std::string token = folderToken(openedCase());
    const std::string key = token.substr(1, 1);
    const std::string handoff =
        daiban({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "李强", "--outside", "没有账户"})
            .lines()
            .at(0)["number"];
    EXPECT_EQ(daiban({"label-keys", "list"}).lines().at(0)["labels"], 1);
    EXPECT_EQ(daiban({"label-keys", "rotate"}).lines().size(), 2U);
    EXPECT_EQ(daiban({"handoff", "scan", handoff, "--side", "giver", token}).exitCode, 0) << "old labels stay good";
    EXPECT_EQ(daiban({"label-keys", "withdraw", key, "--reason", " "}).exitCode, 1);
    EXPECT_EQ(daiban({"label-keys", "withdraw", "??", "--reason", "U 盘丢失"}).exitCode, 1);
    ASSERT_EQ(daiban({"label-keys", "withdraw", key, "--reason", "U 盘丢失"}).exitCode, 0);
    EXPECT_EQ(daiban({"handoff", "scan", handoff, "--side", "receiver", token}).exitCode, 6);
    const auto alarms = daiban({"label-keys", "alarms"}).lines();
    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms[0]["handoff"], handoff);
    EXPECT_EQ(daiban({"label-keys", "close", alarms[0]["alarm"], "--reason", "已核对实物"}).lines().size(), 0U);
    EXPECT_EQ(daiban({"verify"}).exitCode, 0);
}

TEST_F(Station, AHandoffNeedsBothSides) {
    const std::string number = openedCase();
    const std::string token = folderToken(number);
    const std::string handoff =
        daiban({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "李强", "--outside", "没有账户"})
            .lines()
            .at(0)["number"];
    EXPECT_EQ(daiban({"handoff", "scan", handoff, "--side", "giver", token}).exitCode, 0);
    const auto early = daiban({"handoff", "close", handoff});
    EXPECT_EQ(early.exitCode, 6) << "the receiver has not confirmed it";
    EXPECT_EQ(early.lines().at(0)["things"][0]["state"], "in-transit");
    EXPECT_EQ(daiban({"handoff", "scan", handoff, "--side", "receiver", token}).exitCode, 0);
    EXPECT_EQ(daiban({"handoff", "close", handoff}).exitCode, 0);
    EXPECT_EQ(daiban({"track", token}).lines().at(0)["things"][0]["desk"], "JD-01");
}

TEST_F(Station, AThingThatWasNotSignedOutIsSurplus) {
    const std::string token = folderToken(openedCase());
    const std::string handoff =
        daiban({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "李强", "--outside", "没有账户"})
            .lines()
            .at(0)["number"];
    const auto scanned = daiban({"handoff", "scan", handoff, "--side", "receiver", token});
    EXPECT_EQ(scanned.exitCode, 6);
    EXPECT_EQ(scanned.lines().at(0)["outcome"], "surplus");
}

TEST_F(Station, AScanSentTwiceCountsOnce) {
    const std::string token = folderToken(openedCase());
    const std::string handoff =
        daiban({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "李强", "--outside", "没有账户"})
            .lines()
            .at(0)["number"];
    const std::vector<std::string> scan{
        "handoff", "scan", handoff, "--side", "giver", "--event", "01900000-0000-7000-8000-00000000000a", token};
    EXPECT_TRUE(daiban(scan).lines().at(0)["new"]);
    const auto again = daiban(scan);
    EXPECT_EQ(again.exitCode, 0);
    EXPECT_FALSE(again.lines().at(0)["new"]);
}

TEST_F(Station, ACertificateOfSomebodyElseIsNotMatched) {
    const std::string number = openedCase();
    const auto other = daiban({"return", sample("08-other-retirement-certificate.jpg")});
    EXPECT_EQ(other.exitCode, 6);
    EXPECT_EQ(other.lines().at(0)["recorded"], "");
    EXPECT_EQ(daiban({"return", "--case", number, sample("08-other-retirement-certificate.jpg")}).exitCode, 6)
        << "not even when a person insists";
    const auto ours = daiban({"return", sample("07-retirement-certificate.jpg")});
    EXPECT_EQ(ours.exitCode, 0) << ours.out;
    EXPECT_EQ(ours.lines().at(0)["recorded"], number);
}

TEST_F(Station, NobodyPicksUpWhatIsNotBackYet) {
    const auto finished = daiban({"pickup", openedCase(), "--person", "王秀兰/12011619701016382X"});
    EXPECT_EQ(finished.exitCode, 6);
    EXPECT_FALSE(finished.lines().at(0)["problems"].empty());
}

TEST_F(Station, VerifyFindsAChangedBlob) {
    (void)openedCase();
    EXPECT_EQ(daiban({"verify", "--full"}).exitCode, 0);
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path() / "data/blobs"))
        if (entry.is_regular_file()) {
            fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
            std::fstream blob(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            blob.seekp(100);
            blob.put('!');
        }
    const auto finished = daiban({"verify", "--full"});
    EXPECT_EQ(finished.exitCode, 6);
    EXPECT_FALSE(finished.lines().at(0)["damages"].empty());
}

TEST_F(Station, AnUnreadablePageOfACaseStaysMarked) {
    const std::string number = openedCase();
    std::ifstream whole(sample("05-bank-card.jpg"), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(whole)), {});
    std::ofstream(file("cut.jpg"), std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    const auto added = daiban({"case", "add", number, file("cut.jpg")});
    EXPECT_EQ(added.exitCode, 2) << added.err;
    const auto shown = daiban({"case", "show", number}).lines().at(0);
    EXPECT_EQ(shown["pages"].size(), 2U) << "nothing disappears";
    EXPECT_EQ(shown["unreadable"], 1);
}

}  // namespace
