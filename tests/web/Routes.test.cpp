// The table of routes against the OpenAPI file, and every route of it against offices it is no business of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/Text.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

std::string lowerCase(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

TEST(Routes, AreThoseOfTheOpenApiFileAndNoOthers) {
    std::set<std::string> described, served;
    for (const auto& operation : ServedStation::get().api().operations())
        described.insert(operation.method + " " + operation.path + " " + operation.id);
    for (const auto& route : routes())
        served.insert(lowerCase(nameOf(route.method)) + " " + std::string(route.path) + " " +
                      std::string(route.operation));
    EXPECT_EQ(described, served);
}

TEST(Routes, AskForASessionWhereTheFileSaysSo) {
    for (const auto& operation : ServedStation::get().api().operations())
        for (const auto& route : routes())
            if (route.operation == operation.id) {
                EXPECT_EQ(route.access == Access::Anybody, operation.isPublic) << operation.id;
            }
}

/// What a route is asked with. Its {names} stand for things of the worker's office.
struct Attempt {
    std::string body = "{}";
    enum class Sees {
        Nothing,   ///< another office is told there is none
        OwnThing,  ///< it is about nobody's: each sees his own
    } sees = Sees::Nothing;
    std::map<std::string, std::string> headers{};
};

std::string withId(const std::string& rest) {
    return "{\"id\":\"" + newId() + "\"" + rest + "}";
}

/// One for every route that needs a session; a route without one fails the test below.
std::map<std::string, Attempt> attempts() {
    const auto own = Attempt::Sees::OwnThing;
    const std::string reason = R"({"reason":"test"})";
    return {
        {"getSession", {.sees = own}},
        {"signOut", {.sees = own}},
        {"signOutEverywhere", {.sees = own}},
        {"changePassword", {.sees = own}},
        {"getTokens", {.sees = own}},
        {"makeToken", {.body = withId(R"(,"name":"x","scopes":["lists"],"until":"2000-01-01")"), .sees = own}},
        {"withdrawToken", {}},
        {"getStation", {.sees = own}},
        {"findItems", {.sees = own}},
        {"getItem", {.sees = own}},
        {"getTypes", {.sees = own}},
        {"beginUpload", {.body = "x", .sees = own, .headers = {{"Upload-Length", "1"}}}},
        {"continueUpload", {.body = "x", .headers = {{"Upload-Offset", "0"}}}},
        {"getUpload", {}},
        {"cancelUpload", {.sees = own}},
        {"getInbox", {.sees = own}},
        {"throwAwayFile", {.sees = own}},
        {"getIntakes", {.sees = own}},
        {"openIntake", {.body = withId(""), .sees = own}},
        {"getIntake", {}},
        {"changeIntake", {.body = R"({"item":"YL-001"})"}},
        {"putIntakeAside", {}},
        {"openCaseOfIntake", {}},
        {"addPages", {.body = withId(R"(,"uploads":[")" + newId() + "\"]")}},
        {"removePage", {.body = reason}},
        {"restorePage", {.body = reason}},
        {"readPageAgain", {}},
        {"confirmDocument", {}},
        {"overruleDocument", {.body = R"({"about":"type","ruling":"refused","reason":"test"})"}},
        {"drawDocument", {.body = R"({"turn":90})"}},
        {"assignDocument", {.body = R"({"material":"x"})"}},
        {"joinDocument", {}},
        {"answerQuestion", {.body = R"({"answer":"yes"})"}},
        {"undo", {}},
        {"printOfIntake", {.body = withId(R"(,"kind":"receipt")")}},
        {"revealApplicant", {}},
        {"followIntake", {}},
        {"getPhones", {}},
        {"offerPhone", {.body = withId("")}},
        {"endPhone", {}},
        {"getPrint", {}},
        {"getPagePicture", {}},
        {"getDocumentPicture", {}},
        {"revealField", {}},
        {"findCases", {.sees = own}},
        {"getCase", {}},
        {"takeUpCase", {}},
        {"stopClock", {.body = R"({"reason":"supplement"})"}},
        {"resumeClock", {}},
        {"closeCase", {.body = R"({"step":"withdrawn"})"}},
        {"reopenCase", {.body = reason}},
        {"chooseSituations", {.body = R"({"situations":[]})"}},
        {"revealCaseApplicant", {}},
        {"correctApplicant", {.body = R"({"name":"李四","reason":"test"})"}},
        {"printOfCase", {.body = withId(R"(,"kind":"receipt")")}},
        {"exportCase", {}},
        {"undoPickup", {.body = reason}},
        {"search", {.sees = own}},
        {"findHandoffs", {.sees = own}},
        {"findCouriers", {}},
        {"openHandoff", {.body = withId(R"(,"from":"SQ-0101","to":"JD-01")")}},
        {"getHandoff", {}},
        {"scanOnHandoff", {.body = withId(R"(,"given":"AB12-CD34-E","side":"giver","verdict":"signed-out")")}},
        {"sendOfflineScans",
         {.body =
              R"({"device":"d","events":[{"id":")" + newId() +
              R"(","number":1,"given":"AB12-CD34-E","side":"giver","verdict":"signed-out","at":"2026-11-30T08:00:00.000Z"}]})"}},
        {"readLabelPicture", {.body = R"({"upload":")" + newId() + "\"}"}},
        {"undoScan", {.body = R"({"event":")" + newId() + R"(","reason":"test"})"}},
        {"signHandoff",
         {.body = withId(R"(,"side":"giver","upload":")" + newId() + R"(","at":"2026-11-30T08:00:00.000Z")")}},
        {"getHandoffSignature", {}},
        {"closeHandoff", {}},
        {"getHandoffSheet", {}},
        {"getDiscrepancies", {.sees = own}},
        {"settle", {.body = withId(R"(,"thing":"AB12-CD34-E","kind":"noted","reason":"test")")}},
        {"closeLabelAlarm", {.body = reason}},
        {"beginReturn", {.body = R"({"upload":")" + newId() + "\"}"}},
        {"getReturn", {}},
        {"decideReturn", {.body = withId(R"(,"page":1,"document":1,"decision":"no-case")")}},
        {"findWaiting", {.sees = own}},
        {"pickUp",
         {.body = withId(
              R"(,"cases":["KEY"],"way":"in-person","person":{"name":"王秀兰","id_number":"110105194912310021"})")}},
        {"getOverview", {.sees = own}},
        {"getPlaces", {.sees = own}},
        {"getStill", {.sees = own}},
        {"getTrend", {.sees = own}},
        {"getWorkload", {.sees = own}},
        {"getWaitingByAge", {.sees = own}},
        {"getAudit", {}},
        {"getQuality", {}},
        {"checkQuality", {.body = R"({"case":"KEY"})"}},
        {"drawQualitySample", {.body = R"({"case":"KEY"})"}},
        {"judgeQuality", {.body = withId(R"(,"page":")" + newId() + R"(","defects":[])")}},
        {"getBatches", {.sees = own}},
        {"openBatch", {.body = withId(""), .sees = own}},
        {"getBatch", {}},
        {"addBatchPages", {.body = withId(R"(,"uploads":[")" + newId() + "\"]")}},
        {"moveBatchPages", {.body = withId(R"(,"pages":[")" + newId() + R"("],"section":")" + newId() + "\"")}},
        {"nameBatchSection", {.body = withId(R"(,"case":"KEY","section":")" + newId() + "\"")}},
        {"confirmBatchSection", {.body = withId(R"(,"section":")" + newId() + "\"")}},
        {"takeBatch", {.body = withId("")}},
        {"takeBatchAsIntake", {.body = withId(R"(,"intake":")" + newId() + R"(","section":")" + newId() + "\"")}},
        {"followBatch", {}},
        {"getScanners", {.sees = own}},
        {"beginScan", {.body = withId(R"(,"intake":"INTAKE","scanner":"test:0")")}},
        {"getScan", {}},
        {"cancelScan", {}},
        {"getAccounts", {}},
        {"addAccount",
         {.body = R"({"account":"new-one","name":"新人","office":"SQ-0101","roles":["counter-worker"]})"}},
        {"changeAccount", {.body = R"({"state":"locked"})"}},
        {"makePassword", {}},
        {"getRefusals", {}},
        {"getRules", {.sees = own}},
        {"getRuleVersions", {.sees = own}},
        {"getRuleText", {.sees = own}},
        {"checkRule", {.body = R"({"text":"code: YL-001"})"}},
        {"saveRule", {.body = withId(R"(,"text":"code: YL-001","effective":"2099-01-01","reason":"test")")}},
        {"withdrawRule", {.body = reason}},
        {"tryItem", {.body = R"({"code":"YL-001","text":"code: YL-001","situations":[]})"}},
        {"tryType", {.body = R"({"code":"diploma","text":"code: diploma","upload":")" + newId() + "\"}"}},
        {"getCalendars", {}},
        {"saveCalendar", {.body = R"({"text":"x"})"}},
        {"checkCalendar", {.body = R"({"text":"x"})"}},
        {"getPrinters", {}},
        {"printTest", {.body = withId(R"(,"what":"label")")}},
        {"calibratePrinter", {.body = R"({"first_x":2000,"first_y":2000,"second_x":19000,"second_y":27700})"}},
        {"getLabelKeys", {}},
        {"rotateLabelKey", {.body = R"({"signs":"0"})"}},
        {"withdrawLabelKey", {.body = reason}},
        {"getErasures", {}},
        {"planErasure", {.body = R"({"person":{"name":"王秀兰"}})"}},
        {"erase", {.body = withId(R"(,"cases":["KEY"],"reason":"test")")}},
        {"getBackups", {}},
        {"makeBackup", {}},
        {"cancelBackup", {}},
        {"verifyBackup", {}},
        {"findHouseholds", {.sees = own}},
        {"getHouseholdWorkers", {.sees = own}},
        {"planHouseholds", {.body = R"({"upload":")" + newId() + "\"}"}},
        {"importHouseholds", {.body = R"({"upload":")" + newId() + R"(","added":0,"changed":0})"}},
        {"reassignHouseholds", {.body = R"({"households":[{"community":"SQ-0101","number":"1"}],"worker":"x"})"}},
        {"namePrinter", {.body = R"({"address":""})"}},
    };
}

/// Things of the worker's office.
struct Owned {
    std::string intake = newId(), page, upload, caseKey, handoff = newId(), print = newId(), batch = newId(), token;
};

Owned ownedByWorker() {
    Owned owned;
    auto browser = signedIn();
    EXPECT_EQ(browser.post("/api/v1/intakes", {{"id", owned.intake}, {"item", "YL-001"}}).status, 201U);
    EXPECT_EQ(browser.post("/api/v1/batches", {{"id", owned.batch}}).status, 201U);
    static const std::string token = newId();  // an account has only so many
    owned.token = token;
    const auto today = base::isoDate(base::dayOf(base::SystemClock().now()));
    EXPECT_LE(browser
                  .post("/api/v1/tokens",
                        {{"id", token}, {"name", "test"}, {"scopes", base::Json::array({"lists"})}, {"until", today}})
                  .status,
              201U);
    owned.upload = browser.upload("%PDF-1.4 no pdf", "a.pdf");
    EXPECT_EQ(browser
                  .send("PATCH", "/api/v1/intakes/" + owned.intake,
                        {{"applicant", {{"name", "王秀兰"}, {"id_number", "无"}}}})
                  .status,
              200U);
    const auto opened = browser.post("/api/v1/intakes/" + owned.intake + "/open", base::Json::object());
    EXPECT_EQ(opened.status, 200U) << opened.body;
    owned.caseKey = opened.json()["case"].value("number", "");
    const auto handoff =
        browser.post("/api/v1/handoffs", {{"id", owned.handoff}, {"from", "SQ-0101"}, {"to", "JD-01"}});
    EXPECT_EQ(handoff.status, 201U) << handoff.body;
    auto& store = ServedStation::get().store();
    const auto actor = store.findAccount(worker)->actor();
    const base::PageId page(newId());
    (void)store.addPage(
        {.id = page, .batch = base::BatchId(newId()), .mediaType = "image/jpeg", .sourceName = "a.jpg", .actor = actor},
        "no picture");
    (void)store.addPagesToCase(store.findCase(owned.caseKey)->id, {page}, actor);
    owned.page = page.text();
    EXPECT_EQ(
        browser.post("/api/v1/intakes/" + owned.intake + "/print", {{"id", owned.print}, {"kind", "folder-label"}})
            .status,
        200U);
    return owned;
}

std::string filled(std::string path, const Owned& owned) {
    const bool handoff = path.starts_with("/handoffs");
    const std::map<std::string, std::string> names{{"{intake}", owned.intake},
                                                   {"{page}", owned.page},
                                                   {"{batch}", owned.batch},
                                                   {"{upload}", owned.upload},
                                                   {"{key}", handoff ? owned.handoff : owned.caseKey},
                                                   {"{print}", owned.print},
                                                   {"{file}", "folder-label.pdf"},
                                                   {"{document}", "1"},
                                                   {"{field}", "id_number"},
                                                   {"{question}", "c-x-1-1"},
                                                   {"{code}", "YL-001"},
                                                   {"{kind}", "items"},
                                                   {"{version}", "1001"},
                                                   {"{scan}", owned.print},
                                                   {"{account}", worker},
                                                   {"{printer}", "label-printer"},
                                                   {"{signature}", owned.print},
                                                   {"{token}", owned.token},
                                                   {"{phone}", owned.print},
                                                   {"{sample}", owned.print},
                                                   {"{year}", "2031"},
                                                   {"{labelkey}", "9"},
                                                   {"{alarm}", owned.print},
                                                   {"{backup}", "none"}};
    for (const auto& [name, value] : names)
        if (const auto at = path.find(name); at != std::string::npos) path.replace(at, name.size(), value);
    return path;
}

/// Of another community with every role of a counter; of a bureau that was handed nothing; of the district, who keeps
/// the station and sees no case.
class Strangers : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, Strangers, testing::Values(foreigner, "wb-rs-bureau-clerk", "qu-01-administrator"),
                         [](const auto& one) { return "Stranger" + std::to_string(one.index); });

bool isForAdministrators(std::string_view path) {
    return path.starts_with("/accounts") || path.starts_with("/refusals") || path.starts_with("/printers") ||
           path.starts_with("/tokens") || path.starts_with("/households") || path.starts_with("/label-keys") ||
           path.starts_with("/backups") || path.starts_with("/calendars") || path.starts_with("/audit") ||
           path.starts_with("/rules") || path.ends_with("-trials");
}

TEST_P(Strangers, SeeNothingOfAnotherOfficeAndDoNothingToIt) {
    const bool keepsTheStation = GetParam() == std::string_view("qu-01-administrator");
    const Owned owned = ownedByWorker();
    const auto known = attempts();
    const auto before =
        ServedStation::get().store().history(ServedStation::get().store().findCase(owned.caseKey)->id).size();
    for (const auto& route : routes()) {
        if (route.access != Access::SignedIn) continue;  // a telephone's are below
        const auto attempt = known.find(std::string(route.operation));
        ASSERT_NE(attempt, known.end()) << route.operation
                                        << " has no entry in this matrix; say what another office gets";
        if (attempt->second.sees == Attempt::Sees::OwnThing || (keepsTheStation && isForAdministrators(route.path)))
            continue;
        auto foreign = signedIn(GetParam());
        std::string body = attempt->second.body;
        if (const auto at = body.find("KEY"); at != std::string::npos) body.replace(at, 3, owned.caseKey);
        if (const auto at = body.find("INTAKE"); at != std::string::npos) body.replace(at, 6, owned.intake);
        auto headers = attempt->second.headers;
        if (route.body == Body::Json) headers["Content-Type"] = "application/json";
        const auto answer = foreign.ask(nameOf(route.method), "/api/v1" + filled(std::string(route.path), owned),
                                        route.body == Body::None ? "" : body, headers);
        // Whoever keeps the station may know that there are cases below him, and still sees and does nothing; and that
        // a role may not do what concerns no office's thing is no secret.
        const bool ofNobody = route.path.find('{') == std::string_view::npos || isForAdministrators(route.path);
        EXPECT_TRUE(answer.status == 404U || ((keepsTheStation || ofNobody) && answer.status == 403U))
            << route.operation << ": " << answer.status << answer.body;
        EXPECT_EQ(answer.body.find(owned.caseKey), std::string::npos) << route.operation << ": " << answer.body;
        EXPECT_EQ(answer.body.find("王秀兰"), std::string::npos) << route.operation;
    }
    EXPECT_EQ(ServedStation::get().store().history(ServedStation::get().store().findCase(owned.caseKey)->id).size(),
              before);
}

/// A courier sees his office's cases and may do little to them: that he may not is no secret.
TEST(Routes, SayOfOnesOwnOfficesThingsThatTheRoleMayNot) {
    const Owned owned = ownedByWorker();
    auto clerk = signedIn("sq-0101-pickup-clerk");
    ASSERT_EQ(clerk.get("/api/v1/cases/" + owned.caseKey).status, 200U);
    const auto stopped = clerk.post("/api/v1/cases/" + owned.caseKey + "/stop", {{"reason", "supplement"}});
    EXPECT_EQ(stopped.status, 403U) << stopped.body;
    EXPECT_EQ(stopped.problem(), "/problems/not-allowed");
    auto foreign = signedIn(foreigner);
    EXPECT_EQ(foreign.post("/api/v1/cases/" + owned.caseKey + "/stop", {{"reason", "supplement"}}).status, 404U);
}

TEST(Routes, RefuseToStopAStoppedClockAsNotNow) {
    const Owned owned = ownedByWorker();
    auto browser = signedIn();
    const std::string path = "/api/v1/cases/" + owned.caseKey;
    ASSERT_EQ(browser.post(path + "/stop", {{"reason", "supplement"}}).status, 200U);
    const auto again = browser.post(path + "/stop", {{"reason", "special"}});
    EXPECT_EQ(again.status, 409U) << again.body;
    EXPECT_EQ(browser.post(path + "/resume", base::Json::object()).status, 200U);
    EXPECT_EQ(browser.post(path + "/resume", base::Json::object()).status, 409U);
}

TEST(Routes, TellACasesStoryWithTheNamesOfOffices) {
    const Owned owned = ownedByWorker();
    const auto told = signedIn().get("/api/v1/cases/" + owned.caseKey).json();
    const auto story = told["story"].dump();
    EXPECT_NE(story.find(told["row"].value("office_name", "?")), std::string::npos) << story;
    EXPECT_EQ(story.find("SQ-0101"), std::string::npos) << story;
}

TEST(Routes, CallAFieldAsPeopleDoAndTellAProgramItsName) {
    auto browser = signedIn();
    const auto wrong = browser.post("/api/v1/handoffs", {{"id", newId()}, {"from", "SQ-0101"}, {"to", "JD\u0007-01"}});
    EXPECT_EQ(wrong.status, 400U);
    EXPECT_EQ(wrong.json()["detail"], "“接收方”含有看不见的控制字符，请重新输入。");
    EXPECT_EQ(wrong.json()["field"], "to");
}

TEST(Routes, OfferTheCouriersOfBothOfficesAndOpenForNoOther) {
    auto browser = signedIn();
    const auto offered = browser.get("/api/v1/couriers?from=SQ-0101&to=JD-01");
    ASSERT_EQ(offered.status, 200U) << offered.body;
    const auto couriers = offered.json()["couriers"];
    EXPECT_TRUE(std::ranges::any_of(couriers, [](const auto& one) { return one["account"] == "sq-0101-courier"; }))
        << offered.body;
    const auto open = [&](base::Json body) {
        body.update({{"id", newId()}, {"from", "SQ-0101"}, {"to", "JD-01"}});
        return browser.post("/api/v1/handoffs", body);
    };
    EXPECT_EQ(open({{"courier", "孙师傅"}}).status, 400U);
    const auto outside = open({{"courier", "孙师傅"}, {"outside", "代办员病假"}});
    ASSERT_EQ(outside.status, 201U) << outside.body;
    EXPECT_EQ(outside.json()["row"]["outside"], "代办员病假");
    const auto named = open({{"courier", "sq-0101-courier"}});
    ASSERT_EQ(named.status, 201U) << named.body;
    EXPECT_NE(named.json()["row"]["courier_name"], "sq-0101-courier") << "people are called by their names";
}

TEST(Routes, ShowNothingOfAnotherOfficeInLists) {
    (void)ownedByWorker();
    auto foreign = signedIn(foreigner);
    for (const char* path :
         {"/api/v1/cases", "/api/v1/intakes", "/api/v1/batches", "/api/v1/search?q=%E7%8E%8B%E7%A7%80%E5%85%B0",
          "/api/v1/overview", "/api/v1/handoffs", "/api/v1/discrepancies", "/api/v1/pickups"}) {
        const auto answer = foreign.get(path);
        EXPECT_EQ(answer.status, 200U) << path << answer.body;
        EXPECT_EQ(answer.body.find("王秀兰 "), std::string::npos) << path;
        EXPECT_EQ(answer.body.find("SQ-0101"), std::string::npos) << path << answer.body;
    }
}

TEST(Routes, AskWhoeverIsNotSignedInToSignIn) {
    const Owned owned = ownedByWorker();
    for (const auto& route : routes()) {
        if (route.access == Access::Anybody) continue;
        CheckedBrowser nobody;
        const auto answer = nobody.ask(nameOf(route.method), "/api/v1" + filled(std::string(route.path), owned));
        EXPECT_EQ(answer.status, 401U) << route.operation;
    }
}

TEST(Routes, OfATelephoneAreClosedToWhoeverIsSignedIn) {
    const Owned owned = ownedByWorker();
    auto browser = signedIn();
    int count = 0;
    for (const auto& route : routes()) {
        if (route.access != Access::Phone) continue;
        ++count;
        EXPECT_EQ(browser.ask(nameOf(route.method), "/api/v1" + filled(std::string(route.path), owned)).status, 401U)
            << route.operation;
    }
    EXPECT_EQ(count, 6);
}

TEST(Routes, RefuseAChangeWithoutTheSessionsToken) {
    const Owned owned = ownedByWorker();
    for (const auto& route : routes()) {
        if (route.access != Access::SignedIn || route.method == Method::Get || route.method == Method::Head) continue;
        auto browser = signedIn();
        for (const std::string& token : {std::string(), std::string(40, 'a')}) {
            browser.csrf = token;
            const auto answer = browser.ask(nameOf(route.method), "/api/v1" + filled(std::string(route.path), owned));
            EXPECT_EQ(answer.status, 403U) << route.operation;
            EXPECT_EQ(answer.problem(), "/problems/csrf") << route.operation;
        }
    }
}

TEST(Routes, SayWhichMethodIsNotTheirs) {
    auto browser = signedIn();
    EXPECT_EQ(browser.ask("DELETE", "/api/v1/station").status, 405U);
    EXPECT_EQ(browser.get("/api/v1/nothing").status, 404U);
}

}  // namespace
}  // namespace daiban::web::test
