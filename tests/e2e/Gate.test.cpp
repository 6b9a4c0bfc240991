// A handoff point without a screen, as it is started: a recording stands for the code reader that types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/RecordedKeys.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::RecordedKeys;
namespace fs = std::filesystem;

class Gate : public testing::Test {
  protected:
    Gate() {
        const auto opened = daiban({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X",
                                    "--office", "SQ-0101", "--no-read",
                                    (fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run/05-bank-card.jpg").string()});
        const std::string number = opened.lines().back().at("number");
        const auto label = daiban({"label", "folder", number, "-o", file("folder.png")}).lines().at(0);
        token_ = label.at("token");
        handoff_ = daiban({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "李强", "--outside",
                           "没有账户"})
                       .lines()
                       .at(0)["number"];
    }
    support::Finished daiban(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--json", "--data", file("data")});
        return support::runDaiban(arguments);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path() / name).string(); }
    support::Finished gate(const RecordedKeys& keys, const std::string& side, std::vector<std::string> more = {}) {
        keys.writeTo(file("keys"));
        more.insert(more.begin(), {"gate", handoff_, "--device", "evdev:" + file("keys"), "--side", side});
        return daiban(more);
    }
    /// A program that writes down what it was told.
    std::string hook() {
        std::ofstream(file("hook")) << "#!/bin/sh\nprintf '%s ' \"$@\" >>" << file("heard") << "\n";
        fs::permissions(file("hook"), fs::perms::owner_all);
        return file("hook");
    }
    [[nodiscard]] std::string heard() const {
        std::ifstream in(file("heard"));
        return {std::istreambuf_iterator<char>(in), {}};
    }

    support::TemporaryFolder folder_;
    std::string token_, handoff_;
};

TEST_F(Gate, AnswersEachScanInAWordAndByItsHook) {
    RecordedKeys keys;
    keys.type(token_).press(KEY_ENTER);
    const auto given = gate(keys, "giver", {"--on", "ok=" + hook() + " green"});
    ASSERT_EQ(given.exitCode, 0) << given.err;
    const auto answer = given.lines().at(0);
    EXPECT_EQ(answer["outcome"], "ok");
    EXPECT_EQ(answer["signed"], 1);
    EXPECT_EQ(heard(), "green ok ") << "its own words and the outcome, and nothing that was scanned";
    EXPECT_EQ(daiban({"handoff", "show", handoff_}).lines().at(0)["things"][0]["state"], "in-transit");
}

TEST_F(Gate, SaysWhatIsShortWhenItEnds) {
    RecordedKeys given;
    given.type(token_).press(KEY_ENTER);
    ASSERT_EQ(gate(given, "giver").exitCode, 0);
    RecordedKeys keys;
    keys.type("6901234567892").press(KEY_TAB);
    const auto received = gate(keys, "receiver", {"--on", "short=" + hook(), "--on", "unknown=" + hook()});
    EXPECT_EQ(received.exitCode, 6);
    const auto lines = received.lines();
    ASSERT_EQ(lines.size(), 2U) << received.out;
    EXPECT_EQ(lines[0]["outcome"], "unknown");
    EXPECT_EQ(lines[1]["outcome"], "short");
    EXPECT_EQ(lines[1]["missing"], 1);
    EXPECT_THAT(heard(), testing::HasSubstr("short"));
}

TEST_F(Gate, EndsAHookThatHangsAndGoesOn) {
    std::ofstream(file("slow")) << "#!/bin/sh\nexec sleep 600\n";
    fs::permissions(file("slow"), fs::perms::owner_all);
    RecordedKeys keys;
    keys.type(token_).press(KEY_ENTER).type(token_).press(KEY_ENTER);
    const auto given = gate(keys, "giver", {"--on", "ok=" + file("slow"), "--hook-seconds", "1"});
    EXPECT_EQ(given.exitCode, 0) << given.err;
    EXPECT_EQ(given.lines().size(), 2U);
}

TEST_F(Gate, SaysInOneSentenceWhatItCannotUse) {
    const auto said = [&](std::vector<std::string> more) {
        const auto finished = gate(RecordedKeys(), "giver", std::move(more));
        EXPECT_NE(finished.exitCode, 0);
        return finished.err;
    };
    EXPECT_THAT(said({"--on", "happy=/bin/true"}), testing::HasSubstr("outcomes are ok"));
    EXPECT_THAT(said({"--on", "ok=/no/such/program"}), testing::HasSubstr("/no/such/program"));
    const auto none = daiban({"gate", handoff_, "--device", "usb:1", "--side", "giver"});
    EXPECT_EQ(none.exitCode, 1);
    EXPECT_THAT(none.err, testing::HasSubstr("no code reader"));
    const auto nobody = daiban({"gate", "H-2026-999999", "--device", "evdev:" + file("keys"), "--side", "giver"});
    EXPECT_EQ(nobody.exitCode, 4);
}

}  // namespace
