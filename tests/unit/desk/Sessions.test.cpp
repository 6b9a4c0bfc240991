#include "desk/Sessions.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/Crypto.h"
#include "base/Error.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using namespace std::chrono_literals;
using tests::Station;

constexpr const char* password = "yinhe-xiangyang-42";

class Sessions : public testing::Test {
  protected:
    Sessions() {
        station_.store.addAccount({.name = station_.worker.account,
                                   .fullName = "王丽",
                                   .office = station_.worker.office,
                                   .roles = station_.worker.roles,
                                   .passwordHash = base::passwordHash(password, station_.random),
                                   .actor = staff::stationOwner("tests")});
    }
    void writeRules(const std::string& line) const {
        std::ofstream(station_.dataFolder() / "security.yaml") << line << "\n";
    }
    desk::SignInAnswer signIn() { return station_.desk().sessions.signIn(station_.worker.account, password); }

    Station station_;
};

TEST_F(Sessions, HoldToThePasswordRulesOfWhenTheProgramWasStarted) {
    writeRules("passwords: gbt-22239");
    ASSERT_TRUE(signIn().signedIn);
    writeRules("passwords: none");  // no request reads it
    station_.clock.advance(89 * 24h);
    const auto fresh = signIn();
    ASSERT_TRUE(fresh.signedIn);
    EXPECT_FALSE(fresh.signedIn->mustChangePassword);
    station_.clock.advance(2h);
    EXPECT_TRUE(station_.desk().sessions.of(fresh.token));
    station_.clock.advance(30h);
    const auto old = signIn();
    ASSERT_TRUE(old.signedIn);
    EXPECT_TRUE(old.signedIn->mustChangePassword);
    EXPECT_TRUE(station_.desk().sessions.of(old.token)->mustChangePassword);
    station_.newDesk();
    EXPECT_THROW((void)signIn(), base::Error);
}

TEST_F(Sessions, ReadRulesAgainThatCouldNotBeRead) {
    writeRules("passwords: none");
    EXPECT_THROW((void)signIn(), base::Error);
    writeRules("passwords: asvs-5");
    EXPECT_TRUE(signIn().signedIn);
}

}  // namespace
