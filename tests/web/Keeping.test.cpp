// What keeps a station, over HTTP: label keys, deletions, backups, calendars, printers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "support/IppEvePrinter.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using testing::HasSubstr;

constexpr const char* keeper = "qu-01-administrator";
constexpr const char* supervisor = "jd-01-supervisor";

base::Json signingKey(CheckedBrowser& browser) {
    const auto keys = browser.get("/api/v1/label-keys").json();
    for (const auto& key : keys["keys"])
        if (key["state"] == "signs") return key;
    return {};
}

TEST(LabelKeys, ThatWereRotatedTwiceByOneRequestAreRotatedOnce) {
    auto browser = signedIn(keeper);
    const auto before = signingKey(browser)["id"];
    const auto first = browser.post("/api/v1/label-keys", {{"signs", before}});
    EXPECT_EQ(first.status, 200U) << first.body;
    EXPECT_EQ(browser.post("/api/v1/label-keys", {{"signs", before}}).json(), first.json());
    EXPECT_NE(signingKey(browser)["id"], before);
    EXPECT_EQ(signedIn(supervisor).get("/api/v1/label-keys").status, 404U);
}

TEST(LabelKeys, ThatWereStolenMakeLabelsThatAreRefusedAtTheCounter) {
    auto browser = signedIn(keeper);
    auto counter = signedIn();
    const auto keys = codes::TokenKeys::open(ServedStation::get().station().parts().dataFolder);
    base::SystemRandom random;
    const auto label = keys->issue(codes::TokenKind::Folder, random);
    const std::string id(1, label.text[1]);
    EXPECT_EQ(counter.get("/api/v1/cases/" + label.text).status, 404U);
    EXPECT_EQ(browser.post("/api/v1/label-keys/" + id + "/withdraw", {{"reason", ""}}).status, 400U);
    const auto done = browser.post("/api/v1/label-keys/" + id + "/withdraw", {{"reason", "U 盘丢失"}});
    ASSERT_EQ(done.status, 200U) << done.body;
    const auto refused = counter.get("/api/v1/cases/" + label.text);
    EXPECT_EQ(refused.status, 409U);
    EXPECT_THAT(refused.json()["detail"], HasSubstr("作废"));
    EXPECT_NE(signingKey(browser)["id"], id);

    auto above = signedIn(supervisor);
    const auto listed = above.get("/api/v1/discrepancies?alarms=true").json();
    const auto alarm = std::ranges::find_if(listed["discrepancies"], [&](const auto& one) {
        return one["thing"] == label.id && one.contains("label_alarm");
    });
    ASSERT_NE(alarm, listed["discrepancies"].end()) << listed;
    EXPECT_TRUE((*alarm)["alarm"]);
    const std::string path = "/api/v1/label-alarms/" + alarm->value("label_alarm", "") + "/close";
    EXPECT_EQ(above.post(path, {{"reason", ""}}).status, 400U);
    EXPECT_EQ(counter.post(path, {{"reason", "看过了"}}).status, 403U);
    EXPECT_EQ(above.post(path, {{"reason", "已核对实物"}}).status, 200U);
    EXPECT_THAT(above.get("/api/v1/discrepancies?alarms=true").body, testing::Not(HasSubstr(label.id)));
}

TEST(LabelKeys, ThatAnotherProcessWithdrewAreRefusedByARunningStation) {
    auto counter = signedIn();
    const auto folder = ServedStation::get().station().parts().dataFolder;
    auto keys = codes::TokenKeys::open(folder);
    base::SystemRandom random;
    const auto label = keys->issue(codes::TokenKind::Folder, random);
    ASSERT_EQ(counter.get("/api/v1/cases/" + label.text).status, 404U);
    keys->withdraw(label.text[1], "2026-11-30", random);
    EXPECT_EQ(counter.get("/api/v1/cases/" + label.text).status, 409U);
}

TEST(Erasures, ArePlannedDoneOnceAndReported) {
    auto counter = signedIn();
    const std::string intake = newId();
    ASSERT_EQ(counter.post("/api/v1/intakes", {{"id", intake}, {"item", "YL-001"}}).status, 201U);
    ASSERT_EQ(
        counter.send("PATCH", "/api/v1/intakes/" + intake, {{"applicant", {{"name", "马可"}, {"id_number", "无"}}}})
            .status,
        200U);
    const std::string key =
        counter.post("/api/v1/intakes/" + intake + "/open", base::Json::object()).json()["case"].value("number", "");
    auto browser = signedIn(supervisor);
    const base::Json person{{"person", {{"name", "马可"}, {"id_number", "无"}}}};
    EXPECT_THAT(browser.post("/api/v1/erasures/plan", person).json()["problems"].dump(), HasSubstr(key));
    ASSERT_EQ(counter.post("/api/v1/cases/" + key + "/close", {{"step", "withdrawn"}}).status, 200U);
    const auto plan = browser.post("/api/v1/erasures/plan", person);
    ASSERT_EQ(plan.status, 200U) << plan.body;
    EXPECT_EQ(plan.json()["problems"].size(), 0U);
    const base::Json order{{"id", newId()}, {"cases", {plan.json()["cases"][0]["key"]}}, {"reason", "本人书面申请"}};
    const auto done = browser.post("/api/v1/erasures", order);
    EXPECT_EQ(done.status, 201U) << done.body;
    EXPECT_EQ(browser.post("/api/v1/erasures", order).status, 200U);
    const auto report = browser.get("/api/v1/erasures?report=" + order["id"].get<std::string>());
    EXPECT_THAT(report.body, HasSubstr(key));
    EXPECT_THAT(report.body, testing::Not(HasSubstr("马可")));
    EXPECT_EQ(browser.post("/api/v1/erasures/plan", person).status, 404U);
    EXPECT_EQ(signedIn(keeper).post("/api/v1/erasures/plan", person).status, 403U) << "an administrator sees no case";
}

TEST(Backups, AreSaidToNeedAFolderWhenTheServerHasNone) {
    auto browser = signedIn(keeper);
    const auto list = browser.get("/api/v1/backups");
    EXPECT_EQ(list.status, 200U) << list.body;
    EXPECT_EQ(list.json()["folder"], "");
    const auto refused = browser.post("/api/v1/backups", base::Json::object());
    EXPECT_EQ(refused.status, 503U);
    EXPECT_THAT(refused.json()["detail"], HasSubstr("--backups"));
    EXPECT_EQ(signedIn(supervisor).get("/api/v1/backups").status, 404U);
}

TEST(BackupJob, RunsOneAtATimeTellsHowFarItIsAndEndsWhenToldTo) {
    BackupJob job;
    std::atomic<bool> on{true};
    const BackupJob::State state{.name = "a"};
    ASSERT_TRUE(job.begin(state, [&](const BackupJob::Moved& moved) {
        for (std::int64_t blobs = 0; on; ++blobs) {
            if (!moved(blobs)) throw base::Error(base::ErrorKind::CheckFailed, base::Sentence::verbatim("stopped"));
            std::this_thread::yield();
        }
    }));
    EXPECT_FALSE(job.begin(state, [](const auto&) {}));
    while (job.state()->blobs < 3) std::this_thread::yield();
    job.cancel();
    while (job.state()->stands == BackupJob::State::Stands::Running) std::this_thread::yield();
    EXPECT_EQ(job.state()->stands, BackupJob::State::Stands::Cancelled);
    ASSERT_TRUE(job.begin(state, [](const auto&) {
        throw base::Error(base::ErrorKind::StorageFailed, base::Sentence::verbatim("the disk is full"));
    }));
    while (job.state()->stands == BackupJob::State::Stands::Running) std::this_thread::yield();
    EXPECT_EQ(job.state()->stands, BackupJob::State::Stands::Failed);
    EXPECT_EQ(job.state()->sentence.text(), "the disk is full");
}

TEST(Calendars, AreSeenAndCheckedInWords) {
    auto browser = signedIn(keeper);
    const auto list = browser.get("/api/v1/calendars");
    ASSERT_EQ(list.status, 200U) << list.body;
    EXPECT_GE(list.json()["years"].size(), 3U);
    const auto wrong = browser.post("/api/v1/calendars/2031/check", {{"text", "year: 2030\n"}});
    EXPECT_EQ(wrong.status, 422U);
    EXPECT_THAT(wrong.json()["detail"], HasSubstr("2031.yaml:1"));
    EXPECT_EQ(browser.post("/api/v1/calendars/99/check", {{"text", "x"}}).status, 400U);
    EXPECT_EQ(signedIn(supervisor).get("/api/v1/calendars").status, 404U);
}

TEST(Printers, PrintATestOnceAndAreCorrectedByWhatWasMeasured) {
    auto browser = signedIn(keeper);
    const support::IppEvePrinter printer;
    ASSERT_EQ(browser.send("PUT", "/api/v1/printers/tested", {{"address", printer.address()}}).status, 204U);
    for (const char* what : {"page", "label"}) {
        const base::Json order{{"id", newId()}, {"what", what}};
        const auto answer = browser.post("/api/v1/printers/tested/test", order);
        ASSERT_EQ(answer.status, 200U) << answer.body;
        EXPECT_TRUE(answer.json()["printed"]) << answer.body;
        EXPECT_TRUE(browser.post("/api/v1/printers/tested/test", order).json()["printed"]);
    }
    EXPECT_EQ(printer.printedAfter(2).size(), 2U);
    EXPECT_EQ(browser.post("/api/v1/printers/nobodys/test", {{"id", newId()}, {"what", "page"}}).status, 404U);

    const auto put = [&](int firstX) {
        return browser.send(
            "PUT", "/api/v1/printers/tested/calibration",
            {{"first_x", firstX}, {"first_y", 2000}, {"second_x", firstX + 17000}, {"second_y", 27700}});
    };
    EXPECT_EQ(put(2050).status, 200U);
    EXPECT_EQ(put(9000).status, 400U) << "no printer is that far off";
    const auto listed = browser.get("/api/v1/printers").json();
    for (const auto& each : listed["printers"])
        if (each["name"] == "tested") {
            EXPECT_NEAR(each["calibration"]["offset_x"].get<double>(), 0.5, 0.001);
        }
    EXPECT_EQ(signedIn(supervisor).get("/api/v1/printers").status, 403U);
}

}  // namespace
}  // namespace daiban::web::test
