// A resident at the counter over HTTP; pages are read by the real workers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <thread>

#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using base::Json;

std::string sample(const std::string& name) {
    std::ifstream in(std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples" / "first-run" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string openedIntake(CheckedBrowser& browser, const std::string& item) {
    const std::string id = newId();
    EXPECT_EQ(browser.post("/api/v1/intakes", {{"id", id}}).status, 201U);
    EXPECT_EQ(browser.send("PATCH", "/api/v1/intakes/" + id, {{"item", item}}).status, 200U);
    return id;
}

Json added(CheckedBrowser& browser, const std::string& intake, const std::string& file) {
    const auto answer = browser.post("/api/v1/intakes/" + intake + "/pages",
                                     {{"id", newId()}, {"uploads", {browser.upload(sample(file), file)}}});
    EXPECT_EQ(answer.status, 202U) << answer.body;
    return answer.json();
}

Json readIntake(CheckedBrowser& browser, const std::string& intake) {
    for (int i = 0; i < 1200; ++i) {
        const auto json = browser.get("/api/v1/intakes/" + intake).json();
        const bool all = std::ranges::all_of(json["pages"], [](const Json& page) {
            return page["state"] == "read" || page["state"] == "blank" || page["state"] == "failed";
        });
        if (all) return json;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    ADD_FAILURE() << "the pages were not read";
    return {};
}

TEST(Intake, IsTakenInFromItemToReceipt) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "SB-002");
    const auto kept = added(browser, id, "01-id-card.jpg");
    const std::string page = kept["pages"][0];
    const auto picture = browser.get("/api/v1/pages/" + page + "/picture?width=240");
    EXPECT_EQ(picture.status, 200U);
    EXPECT_EQ(picture.headers.at("content-type"), "image/jpeg");
    const auto intake = readIntake(browser, id);
    ASSERT_TRUE(intake["applicant"].is_object()) << intake;
    EXPECT_EQ(intake["applicant"]["name"], "王秀兰");
    EXPECT_THAT(intake["applicant"]["id_number_masked"].get<std::string>(), testing::HasSubstr("*"));
    EXPECT_EQ(intake["pages"][0]["state"], "read");
    EXPECT_GT(intake["pages"][0]["width"], 0);
    EXPECT_GT(intake["checklist"]["counts"]["ok"], 0);
    EXPECT_EQ(browser.get("/api/v1/pages/" + page + "/documents/1/picture?width=800").status, 200U);
    for (const char* kind : {"receipt", "folder-label"}) {
        const std::string print = newId();
        const auto printed = browser.post("/api/v1/intakes/" + id + "/print", {{"id", print}, {"kind", kind}});
        ASSERT_EQ(printed.status, 200U) << printed.body;
        EXPECT_EQ(browser.get(printed.json()["files"][0]["pdf"]).body.substr(0, 4), "%PDF");
        EXPECT_EQ(browser.post("/api/v1/intakes/" + id + "/print", {{"id", print}, {"kind", kind}}).body, printed.body);
    }
    const auto opened = browser.get("/api/v1/intakes/" + id).json();
    ASSERT_TRUE(opened["case"].is_object());
    const std::string number = opened["case"]["number"];
    EXPECT_EQ(browser.get("/api/v1/cases/" + number).status, 200U);
    EXPECT_EQ(browser.get("/api/v1/cases?q=wxl&state=received").json()["cases"].empty(), false);
    EXPECT_EQ(browser.get("/api/v1/search?q=wxl").json()["hits"].empty(), false);
    const auto byWords =
        browser.get("/api/v1/search?q=%E5%85%AC%E6%B0%91%E8%BA%AB%E4%BB%BD").json()["hits"];  // 公民身份
    ASSERT_EQ(byWords.size(), 1U) << byWords;
    EXPECT_EQ(byWords[0]["words"][0]["page"], page);
    EXPECT_EQ(browser.ask("DELETE", "/api/v1/intakes/" + id).status, 204U);
    EXPECT_EQ(browser.post("/api/v1/cases/" + number + "/intake", Json::object()).status, 200U);
}

TEST(Intake, TakesBackWhatWasDoneLast) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "YL-001");
    EXPECT_EQ(browser.send("PATCH", "/api/v1/intakes/" + id, {{"applicant", {{"name", "李四"}, {"id_number", "无"}}}})
                  .json()["applicant"]["name"],
              "李四");
    const auto undone = browser.post("/api/v1/intakes/" + id + "/undo", Json::object());
    ASSERT_EQ(undone.status, 200U) << undone.body;
    EXPECT_TRUE(undone.json()["applicant"].is_null());
    const auto other = browser.send("PATCH", "/api/v1/intakes/" + id, {{"item", "SB-002"}});
    EXPECT_EQ(other.json()["item"]["code"], "SB-002");
    EXPECT_EQ(browser.post("/api/v1/intakes/" + id + "/undo", Json::object()).json()["item"]["code"], "YL-001");
}

TEST(Intake, SaysInTheSessionsLanguageWhatIsTakenBack) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "YL-001");
    (void)browser.send("PATCH", "/api/v1/intakes/" + id, {{"applicant", {{"name", "李四"}, {"id_number", "无"}}}});
    const auto said = [&](const char* language) {
        return browser.ask("GET", "/api/v1/intakes/" + id, "", {{"Accept-Language", language}}).json()["undo"]["label"];
    };
    EXPECT_EQ(said("zh-CN"), "填写申请人");
    EXPECT_EQ(said("en"), "the applicant");
}

TEST(Intake, TakesBackATurnAndCornersThatWereDrawn) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "SB-002");
    const std::string page = added(browser, id, "01-id-card.jpg")["pages"][0];
    const auto quadOf = [](const Json& intake) { return intake["pages"][0]["documents"][0]["quad"]; };
    const auto before = quadOf(readIntake(browser, id));
    const std::string place = "/api/v1/intakes/" + id + "/pages/" + page + "/documents/1/draw";
    const auto turned = browser.post(place, {{"turn", 90}});
    ASSERT_EQ(turned.status, 202U) << turned.body;
    EXPECT_EQ(turned.json()["undo"]["label"], "转正");
    EXPECT_NE(quadOf(readIntake(browser, id)), before);
    ASSERT_EQ(browser.post("/api/v1/intakes/" + id + "/undo", Json::object()).status, 200U);
    EXPECT_EQ(quadOf(readIntake(browser, id)), before);
}

TEST(Intake, CountsPapersOfWhichAnyOneWillDoAsOne) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "SB-002");
    const auto checklist = browser.get("/api/v1/intakes/" + id).json()["checklist"];
    std::set<std::string> demands;
    bool alternatives = false;
    for (const auto& line : checklist["lines"]) {
        if (line["state"] == "not-needed") continue;
        const std::string group = line["group"];
        alternatives |= !demands.insert(group.empty() ? line["number"].dump() : group).second;
    }
    ASSERT_TRUE(alternatives) << checklist;
    int counted = 0;
    for (const auto& [state, count] : checklist["counts"].items()) counted += count.get<int>();
    EXPECT_EQ(counted, static_cast<int>(demands.size())) << checklist["counts"];
}

TEST(Intake, TellsWhoeverFollowsWhatHappenedWhileTheLineWasDown) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "YL-001");
    const auto follow = [&](const std::string& lastId, std::string_view wanted) {
        Wire wire(ServedStation::get().port());
        (void)wire.send("GET /api/v1/intakes/" + id + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: " +
                        browser.cookie + "\r\n" + (lastId.empty() ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n");
        return wire.readUntil(wanted, std::chrono::seconds(10));
    };
    const std::string first = follow("", "retry: 1000\n: ");
    EXPECT_THAT(first, testing::HasSubstr("text/event-stream"));
    const auto at = first.rfind("\n: ") + 3;
    const std::string seen = first.substr(at, first.find('\n', at) - at);
    (void)browser.send("PATCH", "/api/v1/intakes/" + id, {{"applicant", {{"name", "李四"}, {"id_number", "无"}}}});
    EXPECT_THAT(follow(seen, "event: intake"), testing::HasSubstr("event: intake"));
    EXPECT_THAT(follow("another-run-7", "event: intake"), testing::HasSubstr("event: intake")) << "a gap is said";
}

TEST(Intake, WritesDownWhoLookedAtAWholeNumber) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "YL-001");
    (void)browser.send("PATCH", "/api/v1/intakes/" + id, {{"applicant", {{"name", "李四"}, {"id_number", "无"}}}});
    ASSERT_EQ(browser.post("/api/v1/intakes/" + id + "/open", Json::object()).status, 200U);
    EXPECT_EQ(browser.get("/api/v1/intakes/" + id + "/applicant").json()["name"], "李四");
    const auto history = ServedStation::get().store().history(base::CaseId(id));
    EXPECT_EQ(history.back().action, "personal.seen");
    EXPECT_EQ(history.back().actor, worker);
}

TEST(CaseStory, SaysThePersonsNameWhereTheBooksHaveAnAccount) {
    auto browser = signedIn();
    const std::string id = openedIntake(browser, "YL-001");
    (void)browser.send("PATCH", "/api/v1/intakes/" + id, {{"applicant", {{"name", "李四"}, {"id_number", "无"}}}});
    ASSERT_EQ(browser.post("/api/v1/intakes/" + id + "/open", Json::object()).status, 200U);
    const auto story = browser.get("/api/v1/cases/" + id).json()["story"];
    ASSERT_FALSE(story.empty());
    for (const auto& entry : story)
        EXPECT_EQ(entry["who"], ServedStation::get().store().findAccount(worker)->fullName) << entry;
}

}  // namespace
}  // namespace daiban::web::test
