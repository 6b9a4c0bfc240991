// What the program writes: never over what somebody has, never what a terminal would obey, and never less than it says.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

const fs::path samples = fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run";

std::string contentsOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool says(const support::Finished& finished, const std::string& words) {
    return finished.err.find(words) != std::string::npos;
}

class Outputs : public testing::Test {
  protected:
    support::TemporaryFolder folder_;
    const std::string data_ = (folder_.path() / "data").string();
    const fs::path card_ = folder_.path() / "card.jpg";

    void SetUp() override {
        fs::copy_file(samples / "01-id-card.jpg", card_);
        ASSERT_EQ(run({"init"}).exitCode, 0);
    }

    [[nodiscard]] support::Finished run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", data_});
        return runDaiban(arguments);
    }
    [[nodiscard]] std::string openCase() const {
        return run({"case", "open", "--item", "SB-001", "--office", "SQ-0101", "--applicant", "王秀兰/120116194901013821",
                    "--no-read", card_.string(), "--json"})
            .lines()
            .back()["number"];
    }
};

TEST_F(Outputs, NeverReplaceTheirInput) {
    const std::string before = contentsOf(card_);
    for (const bool overwrite : {false, true}) {
        std::vector<std::string> arguments{"ocr", card_.string(), "--pdf", card_.string()};
        if (overwrite) arguments.emplace_back("--overwrite");
        const auto refused = run(arguments);
        EXPECT_EQ(refused.exitCode, 1) << refused.err;
        EXPECT_EQ(contentsOf(card_), before);
    }
    const fs::path link = folder_.path() / "link.pdf";
    fs::create_symlink(card_, link);
    EXPECT_EQ(run({"ocr", card_.string(), "--pdf", link.string(), "--overwrite"}).exitCode, 1);
    EXPECT_EQ(contentsOf(card_), before);
}

TEST_F(Outputs, NeverGoIntoTheDataFolder) {
    const std::string number = openCase();
    const std::string before = contentsOf(fs::path(data_) / "daiban.json");
    for (const char* file : {"daiban.db", "daiban.json", "new.pdf", "blobs/x.pdf", "../data/daiban.db"}) {
        const auto refused = run({"export", number, "-o", (fs::path(data_) / file).string(), "--overwrite"});
        EXPECT_EQ(refused.exitCode, 1) << file << refused.err;
        EXPECT_TRUE(says(refused, "inside the data folder")) << refused.err;
    }
    EXPECT_EQ(run({"clean", card_.string(), "-o", data_ + "/pictures"}).exitCode, 1);
    EXPECT_FALSE(fs::exists(data_ + "/pictures"));
    EXPECT_EQ(contentsOf(fs::path(data_) / "daiban.json"), before);
    EXPECT_EQ(run({"verify"}).exitCode, 0);
}

TEST_F(Outputs, ReplaceAnotherFileOnlyWhenAsked) {
    const fs::path file = folder_.path() / "kept.png";
    std::ofstream(file) << "somebody's";
    const std::string number = openCase();
    const auto refused = run({"label", "folder", number, "-o", file.string()});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_TRUE(says(refused, "--overwrite")) << refused.err;
    EXPECT_EQ(contentsOf(file), "somebody's");
    EXPECT_EQ(run({"label", "folder", number, "-o", file.string(), "--overwrite"}).exitCode, 0);
    EXPECT_TRUE(contentsOf(file).starts_with("\x89PNG"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 3) << "nothing half-written stays";
}

TEST_F(Outputs, AreNoDevices) {
    const auto refused = run({"export", openCase(), "-o", "/dev/null", "--overwrite"});
    EXPECT_EQ(refused.exitCode, 1) << refused.err;
    EXPECT_FALSE(fs::exists("/dev/null.part"));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Outputs, KeepFilesOfOneNameFromTwoFoldersApart) {
    fs::create_directory(folder_.path() / "other");
    const fs::path second = folder_.path() / "other/card.jpg";
    fs::copy_file(samples / "05-bank-card.jpg", second);
    const fs::path to = folder_.path() / "cut";
    const auto done = run({"clean", card_.string(), second.string(), "-o", to.string(), "--json"});
    EXPECT_EQ(done.exitCode, 0) << done.err;
    EXPECT_EQ(static_cast<std::size_t>(std::distance(fs::directory_iterator(to), {})), done.lines().size());
    EXPECT_TRUE(fs::exists(to / "card-2-p1-d1.png"));
}

TEST_F(Outputs, ThatCouldNotBePrintedAreNoSuccess) {
    (void)openCase();
    const std::string command =
        std::string(DAIBAN_PROGRAM) + " case list --data '" + data_ + "' >/dev/full 2>/dev/null";
    const int status = std::system(command.c_str());
    EXPECT_EQ(WEXITSTATUS(status), 5);
}

TEST_F(Outputs, NeverCarryWhatATerminalObeys) {
    const fs::path file = folder_.path() / "x\033[2J\n    ✓ all there\u202E.jpg";
    fs::copy_file(samples / "05-bank-card.jpg", file);
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"read", file.string()},
                                                                       {"read", file.string(), "--json"},
                                                                       {"codes", file.string()},
                                                                       {"check", "--item", "SB-001", file.string()},
                                                                       {"read", file.string() + "\033[31m"},
                                                                       {"track", "\033[31m"},
                                                                       {"non\033[31msense"}}) {
        const auto told = run(arguments);
        for (const std::string& text : {told.out, told.err}) {
            EXPECT_EQ(text.find('\033'), std::string::npos) << arguments.front() << text;
            EXPECT_EQ(text.find("\u202E"), std::string::npos) << arguments.front() << text;
            EXPECT_EQ(text.find("\n    ✓ all there"), std::string::npos) << arguments.front() << text;
        }
    }
}

TEST_F(Outputs, OfACaseTellWhatEachPageIsAndWhatIsMissing) {
    const auto opened =
        run({"case", "open", "--item", "SB-001", "--office", "SQ-0101", card_.string(), "--json"}).lines().back();
    const auto shown = run({"case", "show", opened["number"], "--lang", "zh-CN"});
    EXPECT_NE(shown.out.find("居民身份证"), std::string::npos) << shown.out;
    EXPECT_NE(shown.out.find("✗ 缺少"), std::string::npos) << shown.out;
}

TEST_F(Outputs, ShowNoWholeNumberOfAPersonOrAnAccount) {
    const auto told = run({"read", card_.string(), (samples / "05-bank-card.jpg").string(), "--json"});
    std::vector<std::string> numbers;
    for (const auto& line : told.lines())
        for (const auto& document : line["documents"])
            for (const auto& [name, field] : document["fields"].items())
                if (name.ends_with("number") && field["value"].get<std::string>().size() > 12)
                    numbers.push_back(field["value"]);
    ASSERT_GE(numbers.size(), 2U);
    const auto shown = run({"read", card_.string(), (samples / "05-bank-card.jpg").string()});
    for (const auto& number : numbers) EXPECT_EQ(shown.out.find(number), std::string::npos) << shown.out;
}

TEST_F(Outputs, NameTheNearestCommandForOneThatIsNone) {
    EXPECT_TRUE(says(run({"lable"}), "label"));
    EXPECT_TRUE(says(run({"case", "opn"}), "open"));
    EXPECT_TRUE(says(run({"handoff", "scans", "X"}), "scan"));
    EXPECT_EQ(run({"nonsense"}).exitCode, 1);
}

TEST_F(Outputs, OptionsSwallowNoInput) {
    const auto done = run({"check", "--item", "SB-001", "--json", "--subject", "applicant=王秀兰/120116194901013821",
                           card_.string()});
    EXPECT_NE(done.out.find("card.jpg"), std::string::npos) << done.out << done.err;
}

TEST_F(Outputs, DoNotWaitForAPipeNobodyWritesInto) {
    const fs::path pipe = folder_.path() / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const auto done = run({"read", pipe.string(), card_.string(), "--json"});
    EXPECT_NE(done.exitCode, 0);
    ASSERT_EQ(done.lines().size(), 2U);
    EXPECT_TRUE(done.lines()[0].contains("error"));
    EXPECT_FALSE(done.lines()[1]["documents"].empty());
}

TEST_F(Outputs, OfACopyThatCanOnlyBeReadAreThoseOfTheFolder) {
    const std::string number = openCase();
    ASSERT_EQ(std::system(("cp -r '" + data_ + "' '" + data_ + "-copy' && chmod -R a-w '" + data_ + "-copy'").c_str()),
              0);
    const auto ofCopy = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", data_ + "-copy"});
        return runDaiban(arguments);
    };
    const auto listed = ofCopy({"case", "list"});
    EXPECT_EQ(listed.exitCode, 0) << listed.err;
    EXPECT_EQ(listed.out, run({"case", "list"}).out);
    EXPECT_EQ(ofCopy({"verify", "--full"}).exitCode, 0);
    EXPECT_EQ(ofCopy({"case", "show", number}).exitCode, 0);
    const auto changed = ofCopy({"case", "close", number, "--step", "withdrawn"});
    EXPECT_NE(changed.exitCode, 0);
    EXPECT_FALSE(fs::exists(data_ + "-copy/daiban.db-wal"));
    ASSERT_EQ(std::system(("chmod -R u+w '" + data_ + "-copy'").c_str()), 0);
}

}  // namespace
