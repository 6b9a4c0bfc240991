// What a user sees who gives the program something it cannot read: one sentence, the right exit code, and the other
// inputs of the same call read all the same.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

const fs::path pages = fs::path(DAIBAN_SOURCE_DIR) / "samples/pages";

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

std::string contentsOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string bigEndian(std::uint32_t value) {
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

/// A PNG that claims to be of that size. Its checksum is right, its pixels are missing.
std::string pngHeader(std::uint32_t width, std::uint32_t height) {
    const std::string chunk = "IHDR" + bigEndian(width) + bigEndian(height) + std::string("\x08\x02\x00\x00\x00", 5);
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : chunk) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return "\x89PNG\r\n\x1A\n" + bigEndian(13) + chunk + bigEndian(~crc) + bigEndian(0) + "IDAT" +
           bigEndian(0x35AF061EU) + bigEndian(0) + "IEND" + bigEndian(0xAE426082U);
}

std::size_t sentencesIn(const std::string& err) {
    std::size_t count = 0;
    for (std::size_t at = err.find("daiban: "); at != std::string::npos; at = err.find("daiban: ", at + 1)) ++count;
    return count;
}

class BadInput : public testing::Test {
  protected:
    support::TemporaryFolder folder_;
    const std::string good_ = (pages / "id-card-front-scan.jpg").string();

    /// Reads the bad input between two good ones.
    void expectRefused(const fs::path& bad, int exitCode, const std::string& words) {
        ASSERT_TRUE(fs::exists(good_));
        const auto finished =
            runDaiban({"read", good_, bad.string(), good_, "--json", "--data", (folder_.path() / "data").string()});
        EXPECT_EQ(finished.exitCode, exitCode) << finished.err;
        EXPECT_EQ(sentencesIn(finished.err), 1U) << finished.err;
        EXPECT_NE(finished.err.find(words), std::string::npos) << finished.err;
        const auto lines = finished.lines();
        ASSERT_EQ(lines.size(), 3U);
        EXPECT_EQ(lines[0]["documents"][0]["type"], "id-card-front");
        EXPECT_TRUE(lines[1].contains("error"));
        EXPECT_EQ(lines[2]["documents"][0]["type"], "id-card-front");
    }
};

TEST_F(BadInput, ATruncatedJpegIsRefusedInOneSentence) {
    const std::string whole = contentsOf(good_);
    write(folder_.path() / "cut.jpg", whole.substr(0, whole.size() / 2));
    expectRefused(folder_.path() / "cut.jpg", 2, "cut.jpg");
}

TEST_F(BadInput, AnEmptyFileIsRefusedInOneSentence) {
    write(folder_.path() / "empty.png", "");
    expectRefused(folder_.path() / "empty.png", 2, "empty");
}

TEST_F(BadInput, ATextFileNamedPdfIsRefusedInOneSentence) {
    write(folder_.path() / "letter.pdf", "Dear resident,\n");
    expectRefused(folder_.path() / "letter.pdf", 2, "letter.pdf");
}

TEST_F(BadInput, AHugePngIsRefusedBeforeItIsDecoded) {
    write(folder_.path() / "huge.png", pngHeader(50000, 50000));
    expectRefused(folder_.path() / "huge.png", 2, "50000");
}

TEST_F(BadInput, AFolderIsRefusedInOneSentence) {
    expectRefused(folder_.path(), 2, "folder");
}

TEST_F(BadInput, AMissingFileIsNotFound) {
    expectRefused(folder_.path() / "nothing.jpg", 4, "nothing.jpg");
}

TEST_F(BadInput, AFileWithoutPermissionIsNotAllowed) {
    write(folder_.path() / "secret.jpg", contentsOf(good_));
    fs::permissions(folder_.path() / "secret.jpg", fs::perms::none);
    expectRefused(folder_.path() / "secret.jpg", 4, "secret.jpg");
}

TEST_F(BadInput, AnEncryptedPdfSaysThatItIsEncrypted) {
    const fs::path plain = folder_.path() / "plain.pdf";
    const fs::path locked = folder_.path() / "locked.pdf";
    write(plain,
          "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n");
    const std::string encrypt = "qpdf --warning-exit-0 --encrypt user owner 256 -- '" + plain.string() + "' '" +
                                locked.string() + "' 2>/dev/null";
    ASSERT_EQ(std::system(encrypt.c_str()), 0) << "qpdf must be installed";
    expectRefused(locked, 2, "locked.pdf");
}

TEST(Arguments, AnUnknownCommandIsAUsageError) {
    const auto finished = runDaiban({"scann"});
    EXPECT_EQ(finished.exitCode, 1);
    EXPECT_EQ(sentencesIn(finished.err), 1U) << finished.err;
}

TEST(Arguments, AMissingInputIsAUsageError) {
    EXPECT_EQ(runDaiban({"read"}).exitCode, 1);
}

TEST(Arguments, HelpNamesEveryCommand) {
    const auto finished = runDaiban({"--help"});
    EXPECT_EQ(finished.exitCode, 0);
    for (const char* command : {"clean", "codes", "ocr", "read", "types", "items", "check", "devices", "scan", "case",
                                "label", "handoff", "return", "pickup", "track", "verify"})
        EXPECT_NE(finished.out.find(command), std::string::npos) << command;
}

TEST(Arguments, AnItemThatDoesNotExistIsNotFound) {
    EXPECT_EQ(runDaiban({"check", "--item", "XX-999"}).exitCode, 4);
    EXPECT_EQ(runDaiban({"items", "show", "XX-999"}).exitCode, 4);
    EXPECT_EQ(runDaiban({"types", "show", "no-such-type"}).exitCode, 4);
}

TEST(Arguments, AMistypedDataFolderIsToldAndNotMade) {
    const support::TemporaryFolder folder;
    const auto data = folder.path() / "dtaa";
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"case", "list"},
          {"track", "2026-000001-X"},
          {"verify"},
          {"label", "desk", "JD-01", "-o", (folder.path() / "desk.png").string()},
          {"handoff", "list"},
          {"label", "queue"}}) {
        auto arguments = command;
        arguments.insert(arguments.end(), {"--data", data.string()});
        const auto finished = runDaiban(arguments);
        EXPECT_EQ(finished.exitCode, 4) << command[0] << finished.err;
        EXPECT_NE(finished.err.find("check --data"), std::string::npos) << finished.err;
        EXPECT_FALSE(std::filesystem::exists(data)) << command[0];
    }
    EXPECT_EQ(runDaiban({"init", "--data", data.string()}).exitCode, 0);
    EXPECT_EQ(runDaiban({"case", "list", "--data", data.string()}).exitCode, 0);
}

TEST(Arguments, ASituationTheItemDoesNotHaveIsRefused) {
    EXPECT_EQ(runDaiban({"check", "--item", "SB-002", "--situation", "moon"}).exitCode, 1);
}

}  // namespace
