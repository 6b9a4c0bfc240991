// The PDF a user gets: found with pdftotext, whole by qpdf.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

std::string sample(const char* name) {
    return (fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run" / name).string();
}

const std::string powerOfAttorney = std::string(DAIBAN_SOURCE_DIR) + "/samples/pages/power-of-attorney-scan.jpg";

std::string outputOf(const std::string& command) {
    std::FILE* pipe = popen(command.c_str(), "r");
    std::string out;
    for (int c = 0; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
    EXPECT_EQ(pclose(pipe), 0) << command;
    return out;
}

int pagesOf(const std::string& pdf) {
    return std::stoi(outputOf("qpdf --show-npages " + pdf));
}

class Pdf : public testing::Test {
  protected:
    support::TemporaryFolder folder_;
    [[nodiscard]] std::string file(const char* name) const { return (folder_.path() / name).string(); }
    [[nodiscard]] std::vector<std::string> withData(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", file("data")});
        return arguments;
    }
    [[nodiscard]] bool nothingLeft(const char* name) const {
        return !fs::exists(file(name)) && !fs::exists(file(name) + ".part");
    }
};

TEST_F(Pdf, HoldsTheTextOfEveryInputWithoutBlanksInChinese) {
    const auto finished =
        support::runDaiban({"ocr", sample("04-leaflet.jpg"), powerOfAttorney, "--pdf", file("out.pdf")});
    ASSERT_EQ(finished.exitCode, 0) << finished.err;
    EXPECT_TRUE(finished.out.empty()) << "the text is printed only when asked for";
    EXPECT_EQ(pagesOf(file("out.pdf")), 2);
    const std::string text = outputOf("pdftotext " + file("out.pdf") + " -");
    // Tesseract alone reads 下外事项.
    std::vector<std::string> wanted{DAIBAN_READS_WITH_PPOCR ? "代为办理下列事项" : "代为办理", "春季灯展"};
    for (const auto& words : wanted) EXPECT_NE(text.find(words), std::string::npos) << text;
    EXPECT_NE(outputOf("qpdf --check " + file("out.pdf")).find("No syntax or stream encoding errors"),
              std::string::npos);
    EXPECT_NE(outputOf("pdfinfo -meta " + file("out.pdf")).find("<pdfaid:part>2"), std::string::npos);
}

TEST_F(Pdf, GoesToStdoutAndTextComesAlongWhenAsked) {
    const auto piped = support::runDaiban({"ocr", sample("05-bank-card.jpg"), "--pdf", "-"});
    EXPECT_EQ(piped.exitCode, 0) << piped.err;
    EXPECT_EQ(piped.out.rfind("%PDF-1.7", 0), 0U);
    const auto both = support::runDaiban({"ocr", sample("05-bank-card.jpg"), "--pdf", file("out.pdf"), "--json"});
    EXPECT_EQ(both.lines().at(0).at("page"), 1);
    EXPECT_TRUE(fs::exists(file("out.pdf")));
    EXPECT_EQ(support::runDaiban({"ocr", sample("05-bank-card.jpg"), "--pdf", "-", "--text"}).exitCode, 1);
}

TEST_F(Pdf, ThatCannotBeWrittenOrWouldBeEmptyIsOneSentenceAndNoFile) {
    const auto nowhere = support::runDaiban({"ocr", sample("05-bank-card.jpg"), "--pdf", file("no/such/folder.pdf")});
    EXPECT_EQ(nowhere.exitCode, 5);
    EXPECT_NE(nowhere.err.find("could not be written"), std::string::npos) << nowhere.err;
    std::ofstream(file("broken.jpg")) << "no picture";
    const auto empty = support::runDaiban({"ocr", file("broken.jpg"), "--pdf", file("out.pdf")});
    EXPECT_EQ(empty.exitCode, 2);
    EXPECT_NE(empty.err.find("was not written"), std::string::npos) << empty.err;
    EXPECT_TRUE(nothingLeft("out.pdf"));
}

TEST_F(Pdf, OfOneGoodAndOneBrokenInputHoldsTheGoodOne) {
    std::ofstream(file("broken.jpg")) << "no picture";
    const auto finished =
        support::runDaiban({"ocr", file("broken.jpg"), sample("05-bank-card.jpg"), "--pdf", file("out.pdf")});
    EXPECT_EQ(finished.exitCode, 2);
    EXPECT_EQ(pagesOf(file("out.pdf")), 1);
}

TEST_F(Pdf, OfACaseHoldsAllItsPapersWithTheirNamesAsBookmarks) {
    // One paper is read when it comes in, the other when the case is exported.
    const auto opened =
        support::runDaiban(withData({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X",
                                     "--office", "SQ-0101", "--json", sample("01-id-card.jpg")}));
    const std::string number = opened.lines().back().at("number");
    const auto added = support::runDaiban(withData({"case", "add", number, "--no-read", sample("04-leaflet.jpg")}));
    EXPECT_TRUE(added.exitCode == 0 || added.exitCode == 6) << added.err;
    const auto exported = support::runDaiban(withData({"export", number, "-o", file("case.pdf")}));
    ASSERT_EQ(exported.exitCode, 0) << exported.err;
    EXPECT_EQ(pagesOf(file("case.pdf")), 3) << "both sides of the card and the leaflet";
    const std::string text = outputOf("pdftotext " + file("case.pdf") + " -");
    EXPECT_NE(text.find("王秀兰"), std::string::npos) << text;
    EXPECT_NE(text.find("春季灯展"), std::string::npos) << text;
    EXPECT_NE(outputOf("pdfinfo " + file("case.pdf")).find("办件 " + number), std::string::npos);
    const std::string outline = outputOf("qpdf --json --json-key=outlines " + file("case.pdf"));
    EXPECT_NE(outline.find("居民身份证"), std::string::npos) << outline;
}

TEST_F(Pdf, OfACaseThatIsNotThereIsRefused) {
    const auto finished = support::runDaiban(withData({"export", "2026-999999-X", "-o", file("case.pdf")}));
    EXPECT_EQ(finished.exitCode, 4);
    EXPECT_TRUE(nothingLeft("case.pdf"));
}

}  // namespace
