#include "web/EventHub.h"

#include <gtest/gtest.h>

#include "web/RateLimit.h"

namespace daiban::web {
namespace {

TEST(EventHub, GivesWhatCameSince) {
    EventHub hub("run");
    const std::string before = hub.newestId("a");
    hub.publish("a", "page", "1");
    hub.publish("b", "page", "other");
    hub.publish("a", "page", "2");
    const auto missed = hub.after("a", before);
    ASSERT_EQ(missed.events.size(), 2U);
    EXPECT_FALSE(missed.gap);
    EXPECT_EQ(missed.events[1].data, "2");
    EXPECT_EQ(hub.after("a", missed.events[0].id).events.size(), 1U);
    EXPECT_TRUE(hub.after("a", hub.newestId("a")).events.empty());
}

TEST(EventHub, SaysThatThereIsAGap) {
    EventHub hub("run");
    EXPECT_TRUE(hub.after("a", "earlier-5").gap) << "of another run of the server";
    EXPECT_TRUE(hub.after("a", "run-x").gap);
    hub.publish("a", "page", "0");
    const std::string first = hub.newestId("a");
    for (int i = 0; i < 1000; ++i) hub.publish("a", "page", "x");
    EXPECT_TRUE(hub.after("a", first).gap) << "too long ago";
}

TEST(EventHub, WakesItsFollowersUntilTheyEnd) {
    EventHub hub("run");
    int woken = 0;
    auto handle = hub.follow("a", [&] { ++woken; });
    hub.publish("a", "page", "1");
    EXPECT_EQ(woken, 1);
    handle.reset();
    hub.publish("a", "page", "2");
    EXPECT_EQ(woken, 1);
}

TEST(RateLimit, LetsABurstThroughAndThenSoManyASecond) {
    RateLimit limit(3, 1);
    const auto now = RateLimit::Time{};
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.ask("a", now));
    EXPECT_TRUE(limit.ask("a", now));
    EXPECT_FALSE(limit.ask("b", now)) << "another's";
    EXPECT_FALSE(limit.ask("a", now + std::chrono::seconds(1)));
    EXPECT_TRUE(limit.ask("a", now + std::chrono::seconds(1)));
}

}  // namespace
}  // namespace daiban::web
