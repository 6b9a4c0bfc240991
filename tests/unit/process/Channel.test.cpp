#include "process/Channel.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <array>
#include <thread>

#include "base/Error.h"
#include "process/SharedBytes.h"

namespace daiban::process {
namespace {

using std::chrono::milliseconds;

SteadyTime soon() {
    return std::chrono::steady_clock::now() + milliseconds(50);
}

class Talk : public testing::Test {
  protected:
    Talk() : Talk(Channel::ends()) {}
    explicit Talk(std::pair<Descriptor, Descriptor> ends)
        : raw(ends.second.get()), one(std::move(ends.first)), other(std::move(ends.second)) {}

    int raw;  ///< the other end, for what is no message
    Channel one;
    Channel other;
};

TEST_F(Talk, AMessageComesOverWhole) {
    ASSERT_TRUE(one.send({.kind = Message::Kind::News, .text = std::string("a\0b", 3)}));
    ASSERT_TRUE(one.send({.kind = Message::Kind::Answer}));
    Message message;
    ASSERT_EQ(other.receive(message, soon()), Channel::Got::Message);
    EXPECT_EQ(message.kind, Message::Kind::News);
    EXPECT_EQ(message.text, std::string("a\0b", 3));
    ASSERT_EQ(other.receive(message, soon()), Channel::Got::Message);
    EXPECT_EQ(message.kind, Message::Kind::Answer);
    EXPECT_EQ(message.text, "");
}

TEST_F(Talk, ALongMessageComesOverInPieces) {
    const std::string text(5'000'000, 'x');
    std::thread sender([&] { EXPECT_TRUE(one.send({.text = text})); });
    Message message;
    EXPECT_EQ(other.receive(message), Channel::Got::Message);
    sender.join();
    EXPECT_EQ(message.text, text);
}

TEST_F(Talk, FilesGoAlongWithTheMessageTheyBelongTo) {
    Message with{.text = "two"};
    with.files.push_back(sharedBytes("first"));
    with.files.push_back(sharedBytes("second"));
    ASSERT_TRUE(one.send(with));
    ASSERT_TRUE(one.send({.text = "none"}));
    Message message;
    ASSERT_EQ(other.receive(message, soon()), Channel::Got::Message);
    ASSERT_EQ(message.files.size(), 2U);
    const MappedBytes bytes(message.files[1]);
    EXPECT_EQ(std::string_view(bytes.data(), bytes.size()), "second");
    EXPECT_NE(fcntl(message.files[0].get(), F_GETFD) & FD_CLOEXEC, 0) << "no child gets it by accident";
    ASSERT_EQ(other.receive(message, soon()), Channel::Got::Message);
    EXPECT_TRUE(message.files.empty());
}

TEST_F(Talk, SaysWhenTheOtherEndIsGone) {
    EXPECT_FALSE(one.isClosedByOther());
    other.close();
    EXPECT_TRUE(one.isClosedByOther());
    Message message;
    EXPECT_EQ(one.receive(message), Channel::Got::Closed);
    EXPECT_FALSE(one.send({.text = "anybody?"})) << "and no SIGPIPE";
}

TEST_F(Talk, WhatWasSaidBeforeTheEndIsStillHeard) {
    ASSERT_TRUE(other.send({.text = "last words"}));
    other.close();
    Message message;
    ASSERT_EQ(one.receive(message), Channel::Got::Message);
    EXPECT_EQ(message.text, "last words");
    EXPECT_EQ(one.receive(message), Channel::Got::Closed);
}

TEST_F(Talk, WaitsNoLongerThanItIsTold) {
    Message message;
    EXPECT_EQ(one.receive(message, soon()), Channel::Got::TimedOut);
    EXPECT_FALSE(one.send({.text = std::string(50'000'000, 'x')}, soon())) << "nobody takes it";
}

TEST_F(Talk, HalfAMessageIsNoMessage) {
    const std::array<unsigned char, 10> half{100, 0, 0, 0, 5, 0, 0x1B, 0xDA, 'x', 'x'};
    ASSERT_EQ(write(raw, half.data(), half.size()), 10);
    other.close();
    Message message;
    EXPECT_EQ(one.receive(message), Channel::Got::Closed);
}

TEST_F(Talk, OtherBytesAreCalledGarbage) {
    for (const auto& bytes :
         {std::string("HTTP/1.1 200 OK\r\n"), std::string("\xFF\xFF\xFF\xFF\x06\x00\x1B\xDA", 8),
          std::string("\x01\x00\x00\x00\x63\x00\x1B\xDA", 8), std::string("\x01\x00\x00\x00\x06\x03\x1B\xDA", 8)}) {
        auto [mine, theirs] = Channel::ends();
        Channel channel(std::move(mine));
        ASSERT_EQ(write(theirs.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        Message message;
        EXPECT_EQ(channel.receive(message, soon()), Channel::Got::Garbage);
    }
}

TEST(SharedBytes, AreTheSameBytesOnTheOtherSide) {
    const Descriptor shared = sharedBytes("a page");
    MappedBytes bytes(shared);
    EXPECT_EQ(std::string_view(bytes.data(), bytes.size()), "a page");
    bytes.data()[0] = 'A';
    EXPECT_EQ(MappedBytes(shared).data()[0], 'a') << "writing changes this view only";
}

TEST(SharedBytes, CanNeitherBeChangedNorShortened) {
    const Descriptor shared = sharedBytes("a page");
    EXPECT_LT(write(shared.get(), "x", 1), 0);
    EXPECT_NE(ftruncate(shared.get(), 0), 0);
}

TEST(SharedBytes, RefuseMemoryThatCouldStillBeShortened) {
    const Descriptor open(memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    ASSERT_EQ(ftruncate(open.get(), 100), 0);
    EXPECT_THROW(MappedBytes{open}, base::Error);
    EXPECT_THROW(MappedBytes{Descriptor{}}, base::Error);
}

TEST(SharedBytes, MayBeNone) {
    EXPECT_EQ(MappedBytes(sharedBytes("")).size(), 0U);
}

}  // namespace
}  // namespace daiban::process
