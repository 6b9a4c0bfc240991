// What the server does for a phone that is away most of the day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>

#include "web/ServedStation.h"
#include "web/StaticFiles.h"

namespace daiban::web::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Courier, IsToldTheServersTimeWithEveryAnswer) {
    CheckedBrowser nobody;
    const auto answer = nobody.get("/api/v1/session");
    std::tm told{};
    ASSERT_NE(::strptime(answer.headers.at("date").c_str(), "%a, %d %b %Y %H:%M:%S GMT", &told), nullptr)
        << answer.headers.at("date");
    EXPECT_NEAR(static_cast<double>(::timegm(&told)), static_cast<double>(std::time(nullptr)), 60);
}

TEST(Courier, KeepsWhatItHasNotSentWhenSomebodySignsOut) {
    auto browser = signedIn();
    const auto answer = browser.ask("DELETE", "/api/v1/session");
    // "storage" clears the database that unsent scans lie in; pictures of papers are in "cache".
    EXPECT_THAT(answer.headers.at("clear-site-data"), HasSubstr("cache"));
    EXPECT_THAT(answer.headers.at("clear-site-data"), Not(HasSubstr("storage")));
}

TEST(Courier, HasAPageOfItsOwnBelowItsName) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "index.html") << "workstation";
    std::ofstream(folder.path() / "courier.html") << "phone";
    StaticFiles files(folder.path());
    const auto bodyOf = [&](std::vector<std::string> segments) {
        const auto found = files.find({.segments = std::move(segments)});
        return found ? *found->shared : std::string("none");
    };
    EXPECT_EQ(bodyOf({"courier"}), "phone");
    EXPECT_EQ(bodyOf({"courier", "H-2026-000001-L"}), "phone");
    EXPECT_EQ(bodyOf({"cases"}), "workstation");
    EXPECT_EQ(bodyOf({"courier.js"}), "none");
}

TEST(Courier, SeesTheSheetsCodeAndWhatIsOnALabelInAHandoff) {
    auto browser = signedIn();
    const auto opened = browser.post("/api/v1/handoffs", {{"id", newId()}, {"from", "SQ-0101"}, {"to", "JD-01"}});
    ASSERT_EQ(opened.status, 201U) << opened.body;
    EXPECT_EQ(opened.json()["row"]["sheet"].get<std::string>().size(), 16U);
}

}  // namespace
}  // namespace daiban::web::test
