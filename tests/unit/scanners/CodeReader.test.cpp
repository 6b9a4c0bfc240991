// Handheld code readers: a pseudo terminal is the serial line, a file or pipe of events the keyboard.
#include "scanners/reader/CodeReader.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/input.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "base/Error.h"
#include "support/RecordedKeys.h"
#include "support/TemporaryFolder.h"

namespace daiban::scanners {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using support::RecordedKeys;
using Kind = ReaderNews::Kind;

/// The next news but Nothing.
ReaderNews next(CodeReader& reader) {
    for (int i = 0; i < 200; ++i)
        if (auto news = reader.next(50ms); news.kind != Kind::Nothing) return news;
    return {};
}

std::string nextCode(CodeReader& reader) {
    const auto news = next(reader);
    EXPECT_EQ(news.kind, Kind::Code);
    return news.code;
}

/// A reader on a serial line, which can be pulled out and plugged in again under the same name.
class SerialLine {
  public:
    explicit SerialLine(fs::path name) : name_(std::move(name)) { plugIn(); }
    ~SerialLine() { pullOut(); }
    SerialLine(const SerialLine&) = delete;
    SerialLine& operator=(const SerialLine&) = delete;
    void plugIn() {
        master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        ASSERT_GE(master_, 0);
        ASSERT_EQ(::grantpt(master_), 0);
        ASSERT_EQ(::unlockpt(master_), 0);
        fs::create_symlink(::ptsname(master_), name_);
    }
    void pullOut() {
        if (master_ < 0) return;
        fs::remove(name_);
        ::close(std::exchange(master_, -1));
    }
    void send(std::string_view bytes) const {
        ASSERT_EQ(::write(master_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }

  private:
    fs::path name_;
    int master_ = -1;
};

class Readers : public testing::Test {
  protected:
    [[nodiscard]] fs::path file(const std::string& name) const { return folder_.path() / name; }
    std::vector<ReaderNews> allOf(const RecordedKeys& keys) {
        keys.writeTo(file("keys"));
        const auto reader = openCodeReader("evdev:" + file("keys").string());
        std::vector<ReaderNews> all;
        for (auto news = next(*reader); news.kind != Kind::Ended && news.kind != Kind::Nothing; news = next(*reader))
            all.push_back(news);
        return all;
    }
    static std::vector<std::string> codesOf(const std::vector<ReaderNews>& all) {
        std::vector<std::string> codes;
        for (const auto& news : all) codes.push_back(news.kind == Kind::Code ? news.code : "?");
        return codes;
    }

    support::TemporaryFolder folder_;
};

TEST_F(Readers, OnASerialLineEndCodesWithReturnLineFeedOrBoth) {
    SerialLine line(file("tty"));
    const auto reader = openCodeReader("serial:" + file("tty").string());
    line.send("A2\rB3\nC4\r\nD5\t");
    for (const char* code : {"A2", "B3", "C4", "D5"}) EXPECT_EQ(nextCode(*reader), code);
}

TEST_F(Readers, OnASerialLinePutACodeTogetherThatComesInPieces) {
    SerialLine line(file("tty"));
    const auto reader = openCodeReader("serial:" + file("tty").string() + "@115200");
    line.send("1A0123");
    (void)reader->next(20ms);
    line.send("456\r");
    EXPECT_EQ(nextCode(*reader), "1A0123456");
}

TEST_F(Readers, ForgetHalfACodeThatNobodyGoesOnWith) {
    SerialLine line(file("tty"));
    const auto reader = openCodeReader("serial:" + file("tty").string());
    line.send("half");
    EXPECT_EQ(next(*reader).kind, Kind::Garbled);
    line.send("whole\r");
    EXPECT_EQ(nextCode(*reader), "whole");
}

TEST_F(Readers, AreWaitedForWhenTheyAreUnpluggedAndTakenAgain) {
    SerialLine line(file("tty"));
    const auto reader = openCodeReader("serial:" + file("tty").string());
    line.send("A2\r");
    EXPECT_EQ(nextCode(*reader), "A2");
    line.pullOut();
    EXPECT_EQ(next(*reader).kind, Kind::Gone);
    EXPECT_EQ(reader->next(300ms).kind, Kind::Nothing) << "it is said once";
    line.plugIn();
    EXPECT_EQ(next(*reader).kind, Kind::Back);
    line.send("B3\r");
    EXPECT_EQ(nextCode(*reader), "B3");
}

TEST_F(Readers, AreWaitedForFromTheBeginning) {
    const auto reader = openCodeReader("serial:" + file("tty").string());
    EXPECT_EQ(next(*reader).kind, Kind::Gone);
    SerialLine line(file("tty"));
    EXPECT_EQ(next(*reader).kind, Kind::Back);
}

TEST_F(Readers, KeepNoCodeThatIsLongerThanAnyCode) {
    SerialLine line(file("tty"));
    const auto reader = openCodeReader("serial:" + file("tty").string());
    for (int i = 0; i < 20; ++i) {
        line.send(std::string(100, 'x'));
        (void)reader->next(1ms);
    }
    line.send("\rA2\r");
    EXPECT_EQ(next(*reader).kind, Kind::Garbled);
    EXPECT_EQ(nextCode(*reader), "A2");
}

TEST_F(Readers, ThatTypeAreReadWithShiftAndEndWithEnterOrTab) {
    RecordedKeys keys;
    keys.type("1AB-7k:9#").press(KEY_ENTER).type("xYz").press(KEY_TAB).type("42").press(KEY_KPENTER);
    EXPECT_EQ(codesOf(allOf(keys)), (std::vector<std::string>{"1AB-7k:9#", "xYz", "42"}));
}

TEST_F(Readers, ThatTypeWithCapsLockAreReadAsTheyMean) {
    RecordedKeys keys;
    keys.press(KEY_CAPSLOCK).type("ab1").press(KEY_ENTER).press(KEY_CAPSLOCK).type("ab1").press(KEY_ENTER);
    EXPECT_EQ(codesOf(allOf(keys)), (std::vector<std::string>{"AB1", "ab1"}));
}

TEST_F(Readers, ThatTypeSayWhatTheKernelLostAndReadTheNext) {
    RecordedKeys keys;
    keys.type("1A").add(EV_SYN, SYN_DROPPED, 0).type("2").press(KEY_ENTER).type("3B").press(KEY_ENTER);
    EXPECT_EQ(codesOf(allOf(keys)), (std::vector<std::string>{"?", "3B"}));
}

TEST_F(Readers, ThatTypeTakeNoKeyThatRepeatsItselfAndNoCodeWithoutItsEnd) {
    RecordedKeys keys;
    keys.type("1").add(EV_KEY, KEY_1, 2).press(KEY_ENTER).type("cut");
    EXPECT_EQ(codesOf(allOf(keys)), (std::vector<std::string>{"1", "?"}));
}

TEST_F(Readers, ThatTypeAreReadThroughAPipeInPiecesOfAnySize) {
    RecordedKeys keys;
    keys.type("1AB7").press(KEY_ENTER);
    ASSERT_EQ(::mkfifo(file("pipe").c_str(), 0600), 0);
    const auto reader = openCodeReader("evdev:" + file("pipe").string());
    const int pipe = ::open(file("pipe").c_str(), O_WRONLY | O_CLOEXEC);
    const std::string bytes = keys.bytes();
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
        const auto piece = bytes.substr(at, 7);
        ASSERT_EQ(::write(pipe, piece.data(), piece.size()), static_cast<ssize_t>(piece.size()));
        (void)::usleep(100);
    }
    EXPECT_EQ(nextCode(*reader), "1AB7");
    ::close(pipe);
    EXPECT_EQ(next(*reader).kind, Kind::Ended);
}

TEST_F(Readers, AreSaidToBeNoneInOneSentence) {
    const auto refusal = [](const std::string& device) -> std::string {
        try {
            (void)openCodeReader(device);
        } catch (const base::Error& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(refusal("usb:1"), testing::HasSubstr("no code reader"));
    EXPECT_THAT(refusal("serial:"), testing::HasSubstr("no code reader"));
    EXPECT_THAT(refusal("serial:/dev/null"), testing::HasSubstr("no serial line"));
    EXPECT_THAT(refusal("serial:/dev/ttyS0@12"), testing::HasSubstr("12"));
    EXPECT_THAT(refusal("evdev:/dev/null"), testing::HasSubstr("no input device"));
}

}  // namespace
}  // namespace daiban::scanners
