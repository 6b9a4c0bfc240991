// Tables of households: looked at first, then taken; saved as a table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* keeper = "qu-01-administrator";

TEST(Households, OfATableAreSeenBeforeTheyAreTaken) {
    auto browser = signedIn(keeper);
    // GB18030, as Excel writes it in China: 社区,户号,地址,专属社工 / 柳岸里 / a row without an address.
    const std::string rows =
        "\xC9\xE7\xC7\xF8,\xBB\xA7\xBA\xC5,\xB5\xD8\xD6\xB7,\xD7\xA8\xCA\xF4\xC9\xE7\xB9\xA4\r\n"
        "SQ-0101,W-001,\xC1\xF8\xB0\xB6\xC0\xEF,sq-0101-counter-worker\r\n"
        "SQ-0101,W-002,,sq-0101-counter-worker\r\n";
    const auto upload = browser.upload(rows, "h.csv");
    const auto plan = browser.post("/api/v1/households/plan", {{"upload", upload}});
    ASSERT_EQ(plan.status, 200U) << plan.body;
    EXPECT_EQ(plan.json()["counts"], (base::Json{{"added", 1}, {"changed", 0}, {"unchanged", 0}, {"refused", 1}}));
    EXPECT_EQ(plan.json()["refused"][0]["row"], 3);
    EXPECT_THAT(plan.json()["refused"][0]["sentence"], HasSubstr("地址"));
    EXPECT_EQ(browser.get("/api/v1/households?q=W-00").json()["found"], 0);

    const auto taken = browser.post("/api/v1/households/import", {{"upload", upload}, {"added", 1}, {"changed", 0}});
    EXPECT_EQ(taken.status, 200U) << taken.body;
    const auto list = browser.get("/api/v1/households?q=W-00").json();
    EXPECT_EQ(list["found"], 1);
    EXPECT_EQ(list["households"][0]["address"], "柳岸里");
    const auto table = browser.get("/api/v1/households?community=SQ-0101&as=csv");
    EXPECT_THAT(table.body, StartsWith("\xEF\xBB\xBF\"社区\",\"户号\""));
    EXPECT_THAT(table.headers.at("content-disposition"), HasSubstr("households.csv"));
}

TEST(Households, ThatAreNoTableAreRefusedInOneSentence) {
    auto browser = signedIn(keeper);
    const auto plan = browser.post("/api/v1/households/plan", {{"upload", browser.upload("%PDF-1.4", "a.pdf")}});
    EXPECT_EQ(plan.status, 422U) << plan.body;
    EXPECT_THAT(plan.json()["detail"], HasSubstr("社区"));
    EXPECT_EQ(browser.post("/api/v1/households/plan", {{"upload", newId()}}).status, 404U);
}

TEST(Households, AreSeenAndKeptByWhomTheTableOfPermissionsSays) {
    auto counter = signedIn();
    EXPECT_FALSE(counter.get("/api/v1/households/workers").json()["may_manage"]);
    EXPECT_EQ(counter.get("/api/v1/households?community=SQ-0102").status, 404U);
    EXPECT_EQ(counter.post("/api/v1/households/plan", {{"upload", counter.upload("a,b\n", "h.csv")}}).status, 403U);
    auto supervisor = signedIn("jd-01-supervisor");
    EXPECT_TRUE(supervisor.get("/api/v1/households/workers").json()["may_manage"]);
    EXPECT_EQ(signedIn("sq-0101-pickup-clerk").get("/api/v1/households").status, 403U);
}

}  // namespace
}  // namespace daiban::web::test
