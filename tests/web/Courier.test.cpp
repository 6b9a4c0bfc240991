// What the server does for a phone that is away most of the day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "page/PageFile.h"
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

std::string drawnSignature() {
    cv::Mat paper(300, 900, CV_8UC1, cv::Scalar(255));
    cv::line(paper, {200, 200}, {700, 100}, cv::Scalar(0), 7);
    return page::encodeImage(paper, 0, page::ImageFormat::Png);
}

base::Json signing(const std::string& upload, const std::string& side) {
    return {{"id", newId()}, {"side", side}, {"upload", upload}, {"at", "2026-11-30T08:00:00.000Z"}};
}

TEST(Courier, SignsWithItsOwnHandAndThePictureLiesNowhereElse) {
    auto browser = signedIn();
    const std::string handoff = newId();
    ASSERT_EQ(browser.post("/api/v1/handoffs", {{"id", handoff}, {"from", "SQ-0101"}, {"to", "JD-01"}}).status, 201U);
    const std::string path = "/api/v1/handoffs/" + handoff + "/signatures";
    const std::string picture = drawnSignature();
    const auto upload = browser.upload(picture, "signature.png");
    const auto message = signing(upload, "giver");
    const auto made = browser.post(path, message);
    ASSERT_EQ(made.status, 201U) << made.body;
    const auto kept = made.json()["signatures"].at(0);
    EXPECT_EQ(kept["side"], "giver");
    EXPECT_EQ(kept["account"], worker);
    EXPECT_EQ(kept["party"], "SQ-0101");
    EXPECT_EQ(kept["at"], "2026-11-30T08:00:00.000Z");
    EXPECT_EQ(browser.ask("HEAD", "/api/v1/uploads/" + upload).status, 404U);

    // The answer was lost: the phone sends picture and message once more.
    auto again = message;
    again["upload"] = browser.upload(picture, "signature.png");
    const auto same = browser.post(path, again);
    EXPECT_EQ(same.status, 200U) << same.body;
    EXPECT_EQ(same.json()["signatures"].size(), 1U);
    const auto doubled = browser.post(path, again);  // the network sent the message alone twice
    EXPECT_EQ(doubled.status, 200U) << doubled.body;
    EXPECT_EQ(doubled.json()["signatures"].size(), 1U);
    EXPECT_EQ(browser.post(path, signing(again["upload"].get<std::string>(), "giver")).status, 404U);

    const auto shown = browser.get(path + "/" + kept["id"].get<std::string>());
    EXPECT_EQ(shown.status, 200U);
    EXPECT_EQ(shown.headers.at("content-type"), "image/png");
    EXPECT_THAT(shown.headers.at("cache-control"), HasSubstr("no-store"));

    const auto second = browser.post(path, signing(browser.upload(picture, "signature.png"), "giver"));
    EXPECT_EQ(second.status, 409U) << second.body;
    auto foreign = signedIn(foreigner);
    EXPECT_EQ(foreign.get(path + "/" + kept["id"].get<std::string>()).status, 404U);
}

TEST(Courier, SignsWithAPictureAndWithNothingElse) {
    auto browser = signedIn();
    const std::string handoff = newId();
    ASSERT_EQ(browser.post("/api/v1/handoffs", {{"id", handoff}, {"from", "SQ-0101"}, {"to", "JD-01"}}).status, 201U);
    const std::string path = "/api/v1/handoffs/" + handoff + "/signatures";
    EXPECT_EQ(browser.post(path, signing(newId(), "giver")).status, 404U);
    for (const std::string& bytes : {std::string("no picture"), std::string(2 * 1024 * 1024, 'x')}) {
        const auto answer = browser.post(path, signing(browser.upload(bytes, "signature.png"), "giver"));
        EXPECT_GE(answer.status, 400U) << answer.body;
        EXPECT_LT(answer.status, 500U) << answer.body;
    }
    EXPECT_EQ(browser.get("/api/v1/handoffs/" + handoff).json()["signatures"].size(), 0U);
}

}  // namespace
}  // namespace daiban::web::test
