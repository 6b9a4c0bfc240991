// Items, document types and calendars changed over HTTP, while the station runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/Crypto.h"
#include "base/Text.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using base::Json;
using testing::HasSubstr;

constexpr const char* keeper = "qu-01-administrator";

std::string dayFromToday(int days) {
    const auto today = std::chrono::sys_days(base::dayOf(base::SystemClock().now()));
    return base::isoDate(base::Date{today + std::chrono::days{days}});
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

std::string fileOf(const std::string& path) {
    std::ifstream stream(std::filesystem::path(DAIBAN_SOURCE_DIR) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string shippedText(CheckedBrowser& browser, const std::string& rule) {
    return browser.get("/api/v1/rules/" + rule + "/versions/0").json().value("text", "");
}

Json draft(const std::string& text, const std::string& effective) {
    return {{"id", newId()}, {"text", text}, {"effective", effective}, {"reason", "区里发了新的办事指南"}};
}

TEST(Rules, AreCheckedByTheValidatorsOfTheFilesAtTheirLines) {
    auto browser = signedIn(keeper);
    const std::string text = shippedText(browser, "items/ZH-022");
    ASSERT_THAT(text, HasSubstr("code: ZH-022"));
    const auto right = browser.post("/api/v1/rules/items/ZH-022/check", {{"text", text}, {"whole", true}});
    ASSERT_EQ(right.status, 200U) << right.body;
    EXPECT_TRUE(right.json()["problems"].empty()) << right.body;
    EXPECT_TRUE(right.json()["walk"]["wrong"].empty()) << right.body;
    EXPECT_GT(right.json()["walk"].value("sets", 0), 0);
    const auto wrong =
        browser.post("/api/v1/rules/items/ZH-022/check", {{"text", replaced(text, "days: ", "days: x")}});
    ASSERT_EQ(wrong.json()["problems"].size(), 1U) << wrong.body;
    const auto line = std::count(text.begin(), text.begin() + static_cast<long>(text.find("days: ")), '\n') + 1;
    EXPECT_EQ(wrong.json()["problems"][0].value("line", 0), line);
}

TEST(Rules, TakeEffectOnTheirDayWithoutARestart) {
    auto browser = signedIn(keeper);
    const std::string text = shippedText(browser, "items/ZH-023");
    const std::string name = browser.get("/api/v1/items/ZH-023").json().value("name", "");
    const std::string renamed = replaced(text, "name: " + name, "name: " + name + "（新）");
    const auto saved = browser.post("/api/v1/rules/items/ZH-023", draft(renamed, dayFromToday(0)));
    ASSERT_EQ(saved.status, 201U) << saved.body;
    EXPECT_EQ(saved.json().value("state", ""), "in-force");
    EXPECT_EQ(browser.get("/api/v1/items/ZH-023").json().value("name", ""), name + "（新）");
    const auto back = browser.post("/api/v1/rules/items/ZH-023", draft(text, dayFromToday(0)));
    ASSERT_EQ(back.status, 201U) << back.body;
    EXPECT_EQ(browser.get("/api/v1/items/ZH-023").json().value("name", ""), name);
    const auto gone = browser.post("/api/v1/rules/items/ZH-023/versions/1001/withdraw", {{"reason", "写错了"}});
    EXPECT_EQ(gone.status, 400U) << "it was in force: " << gone.body;
}

TEST(Rules, ThatWaitAreWithdrawnAndStayInTheList) {
    auto browser = signedIn(keeper);
    const std::string text = shippedText(browser, "types/diploma");
    const auto saved = browser.post("/api/v1/rules/types/diploma", draft(text + "# ours\n", dayFromToday(3)));
    ASSERT_EQ(saved.status, 201U) << saved.body;
    EXPECT_EQ(saved.json().value("state", ""), "waiting");
    const std::string version = std::to_string(saved.json().value("version", 0));
    EXPECT_EQ(browser.get("/api/v1/rules/types/diploma/versions/" + version).json().value("text", ""),
              text + "# ours\n");
    const auto gone =
        browser.post("/api/v1/rules/types/diploma/versions/" + version + "/withdraw", {{"reason", "写错了"}});
    ASSERT_EQ(gone.status, 200U) << gone.body;
    const auto list = browser.get("/api/v1/rules/types/diploma").json()["versions"];
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].value("state", ""), "in-force");
    EXPECT_EQ(list[1].value("state", ""), "withdrawn");
    EXPECT_EQ(list[1]["withdrawn"].value("by", ""), keeper);
    EXPECT_GE(browser.get("/api/v1/rules").json()["versions"].size(), 1U);
}

TEST(Rules, AreReadByEverybodyAndChangedByAdministratorsAlone) {
    auto clerk = signedIn();
    const std::string text = shippedText(clerk, "items/ZH-022");
    EXPECT_THAT(text, HasSubstr("ZH-022"));
    const auto refused = clerk.post("/api/v1/rules/items/ZH-022", draft(text, dayFromToday(1)));
    EXPECT_TRUE(refused.status == 403U || refused.status == 404U) << refused.status;
    EXPECT_EQ(clerk.get("/api/v1/rules/items/ZH-022").json()["versions"].size(), 1U);
    EXPECT_EQ(clerk.get("/api/v1/rules/items/..%2f..%2fetc").status, 400U);
}

TEST(Rules, AreNotOfferedToAnAdministratorWhoseOfficeIsNotTheHighest) {
    base::SystemRandom random;
    auto& store = ServedStation::get().store();
    store.addAccount({.name = "keeps-a-community",
                      .fullName = "测试",
                      .office = "SQ-0101",
                      .roles = {staff::Role::Administrator},
                      .passwordHash = base::passwordHash(password, random, {.memoryKib = 8192, .passes = 1}),
                      .actor = staff::stationOwner("tests")});
    const auto offered = [](const char* account) {
        const auto verbs = signedIn(account).get("/api/v1/session").json()["verbs"];
        return std::ranges::find(verbs, Json("manage-models")) != verbs.end();
    };
    EXPECT_TRUE(offered(keeper));
    EXPECT_FALSE(offered("keeps-a-community"));
    EXPECT_FALSE(offered(worker));
}

TEST(Rules, OfAnItemSayWhatTheyWouldAskFor) {
    auto browser = signedIn(keeper);
    const std::string text = shippedText(browser, "items/SB-001");
    const auto asked = [&](const Json& situations) {
        const auto answer =
            browser.post("/api/v1/item-trials", {{"code", "SB-001"}, {"text", text}, {"situations", situations}});
        EXPECT_EQ(answer.status, 200U) << answer.body;
        return answer.json()["asked"].size();
    };
    EXPECT_EQ(asked(Json::array({"disabled"})), asked(Json::array()) + 1);
}

TEST(Rules, OfATypeReadAPageThatIsGoneAfterwards) {
    auto browser = signedIn(keeper);
    const std::string text = shippedText(browser, "types/id-card-front");
    const auto upload = browser.upload(fileOf("samples/first-run/01-id-card.jpg"), "card.jpg");
    const std::string less = replaced(text, "  - name: ethnicity\n    kind: ethnicity\n    labels: [民族]\n", "");
    const auto tried =
        browser.post("/api/v1/type-trials", {{"code", "id-card-front"}, {"text", less}, {"upload", upload}});
    ASSERT_EQ(tried.status, 200U) << tried.body;
    const auto has = [](const Json& reading, const std::string& field) {
        return std::ranges::any_of(reading["fields"], [&](const Json& one) { return one.value("name", "") == field; });
    };
    bool compared = false;
    const Json answer = tried.json();
    for (const auto& paper : answer["papers"])
        if (paper["in_force"].value("type", "") == "id-card-front") {
            compared = true;
            EXPECT_TRUE(has(paper["in_force"], "ethnicity"));
            EXPECT_FALSE(has(paper["draft"], "ethnicity")) << tried.body;
        }
    EXPECT_TRUE(compared) << tried.body;
    EXPECT_EQ(browser.ask("HEAD", "/api/v1/uploads/" + upload).status, 404U);
}

TEST(Rules, OfATypeAreTakenByAWorkerThatRunsOnTheirDay) {
    auto browser = signedIn(keeper);
    const auto& folder = ServedStation::get().station().parts().dataFolder;
    intake::PageWorkers workers(intake::WorkerKind::Read,
                                {.program = DAIBAN_PROGRAM,
                                 .models = std::filesystem::path(DAIBAN_SOURCE_DIR) / "models",
                                 .data = folder,
                                 .most = 1});
    const auto page =
        page::PageBytes::open(std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples/first-run/01-id-card.jpg");
    const auto today = base::dayOf(base::SystemClock().now());
    const base::Date tomorrow{std::chrono::sys_days(today) + std::chrono::days{1}};
    const auto readsEthnicityOn = [&](base::Date day) {
        const auto reading = workers.read(page, {.number = 1, .today = day});
        return std::ranges::any_of(reading.documents,
                                   [](const auto& read) { return read.document.fields.contains("ethnicity"); });
    };
    ASSERT_TRUE(readsEthnicityOn(today));
    const auto running = workers.processes();
    ASSERT_EQ(running.size(), 1U);

    const std::string text = shippedText(browser, "types/id-card-front");
    const std::string less = replaced(text, "  - name: ethnicity\n    kind: ethnicity\n    labels: [民族]\n", "");
    const auto saved = browser.post("/api/v1/rules/types/id-card-front", draft(less, dayFromToday(1)));
    ASSERT_EQ(saved.status, 201U) << saved.body;
    EXPECT_TRUE(readsEthnicityOn(today)) << "its day has not come";
    EXPECT_FALSE(readsEthnicityOn(tomorrow));
    EXPECT_EQ(workers.processes(), running) << "without a restart";
    const std::string version = std::to_string(saved.json().value("version", 0));
    EXPECT_EQ(
        browser.post("/api/v1/rules/types/id-card-front/versions/" + version + "/withdraw", {{"reason", "试过了"}})
            .status,
        200U);
}

/// What the editor begins a wholly new item or type with.
std::string beginningOf(const std::string& kind, const std::string& code) {
    return replaced(fileOf("src/ui/pages/admin/editor/new-" + kind + ".yaml"), "code: CODE", "code: " + code);
}

TEST(Rules, ThatAreWhollyNewBeginInOrderAndTakeEffect) {
    auto browser = signedIn(keeper);
    for (const auto& [kind, code] : {std::pair("items", "XS-901"), {"types", "new-paper"}}) {
        const std::string path = std::string("/api/v1/rules/") + kind + "/" + code;
        EXPECT_EQ(browser.get(path).status, 404U);
        const std::string text = beginningOf(kind, code);
        const auto checked = browser.post(path + "/check", {{"text", text}, {"whole", true}});
        ASSERT_EQ(checked.status, 200U) << checked.body;
        EXPECT_TRUE(checked.json()["problems"].empty()) << checked.body;
        const auto saved = browser.post(path, draft(text, dayFromToday(0)));
        ASSERT_EQ(saved.status, 201U) << saved.body;
        EXPECT_EQ(saved.json().value("state", ""), "in-force");
    }
    EXPECT_EQ(browser.get("/api/v1/items/XS-901").status, 200U);
    EXPECT_THAT(browser.get("/api/v1/types").body, HasSubstr("new-paper"));
}

}  // namespace
}  // namespace daiban::web::test
