// A stack over HTTP: kept page by page, moved, named, confirmed and taken, each word once however often it is sent.
#include <gtest/gtest.h>

#include <chrono>
#include <opencv2/imgproc.hpp>
#include <thread>

#include "page/PageFile.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

std::string pngOf(const cv::Mat& pixels) {
    return page::encodeImage(pixels, 150, page::ImageFormat::Png);
}

/// A page with something on it.
std::string paper(int number) {
    cv::Mat page(877, 620, CV_8UC1, cv::Scalar(250));
    for (int line = 0; line < 6; ++line)
        cv::putText(page, "Page " + std::to_string(number) + " line " + std::to_string(line), {60, 120 + 60 * line},
                    cv::FONT_HERSHEY_SIMPLEX, 1.2, cv::Scalar(20), 2);
    return pngOf(page);
}

/// Patch code T along the left edge.
std::string patchSheet() {
    cv::Mat page(877, 620, CV_8UC1, cv::Scalar(250));
    int x = 40;
    for (const int bar : {6, 15, 6, 15}) {
        cv::rectangle(page, cv::Rect(x, 60, bar, 740), cv::Scalar(15), -1);
        x += bar + 6;
    }
    return pngOf(page);
}

class Batches : public testing::Test {
  protected:
    Batches() { EXPECT_EQ(browser_.post("/api/v1/batches", {{"id", id_}}).status, 201U); }

    [[nodiscard]] std::string at(const std::string& rest = {}) const { return "/api/v1/batches/" + id_ + rest; }
    std::string add(const std::string& file) {
        const auto answer = browser_.post(
            at("/pages"), {{"id", newId()}, {"uploads", base::Json::array({browser_.upload(file, "a.png")})}});
        EXPECT_EQ(answer.status, 202U) << answer.body;
        return answer.json()["pages"][0];
    }
    void waitUntilRead() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        while (browser_.get(at()).json()["waiting"] != 0 && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    [[nodiscard]] base::Json sections() { return browser_.get(at()).json()["sections"]; }
    std::string openCase() {
        const auto intake = newId();
        (void)browser_.post("/api/v1/intakes", {{"id", intake}, {"item", "YL-001"}});
        (void)browser_.send("PATCH", "/api/v1/intakes/" + intake,
                            {{"applicant", {{"name", "王秀兰"}, {"id_number", "无"}}}});
        return browser_.post("/api/v1/intakes/" + intake + "/open", base::Json::object())
            .json()["case"]
            .value("number", "");
    }

    CheckedBrowser browser_ = signedIn();
    std::string id_ = newId();
};

TEST_F(Batches, AreKeptPageByPageAndAnUploadSentTwiceIsOnePage) {
    const auto upload = browser_.upload(paper(1), "a.png");
    for (int i = 0; i < 2; ++i) {
        const auto answer = browser_.post(at("/pages"), {{"id", newId()}, {"uploads", base::Json::array({upload})}});
        EXPECT_EQ(answer.status, 202U) << answer.body;
        EXPECT_EQ(answer.json()["pages"].size(), 1U);
        EXPECT_EQ(answer.json()["batch"]["count"], 1);
    }
    const auto refused = browser_.post(
        at("/pages"), {{"id", newId()}, {"uploads", base::Json::array({browser_.upload("no picture", "b.png")})}});
    EXPECT_EQ(refused.json()["refused"].size(), 1U) << refused.body;
    EXPECT_EQ(browser_.get("/api/v1/batches").json()["batches"][0]["id"], id_);
}

TEST_F(Batches, FallIntoSectionsThatAPersonMovesNamesConfirmsAndTakes) {
    const auto first = add(paper(1));
    (void)add(patchSheet());
    const auto second = add(paper(2)), third = add(paper(3));
    waitUntilRead();
    auto now = sections();
    ASSERT_EQ(now.size(), 2U) << now;
    EXPECT_EQ(now[0]["doubts"][0]["kind"], "before-first");
    EXPECT_EQ(now[1]["state"], "unnamed");
    const std::string section = now[1]["id"], said = newId();
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(browser_.post(at("/move"), {{"id", said}, {"pages", base::Json::array({third})}, {"section", third}})
                      .status,
                  200U);
    EXPECT_EQ(
        browser_.post(at("/move"), {{"id", said}, {"pages", base::Json::array({second})}, {"section", third}}).status,
        400U);
    now = sections();
    ASSERT_EQ(now.size(), 3U) << now;
    const auto number = openCase();
    const auto named = browser_.post(at("/name"), {{"id", newId()}, {"section", section}, {"case", number}});
    EXPECT_EQ(named.status, 200U) << named.body;
    EXPECT_EQ(named.json()["sections"][1]["case"]["number"], number);
    EXPECT_EQ(browser_.post(at("/confirm"), {{"id", newId()}, {"section", first}}).status, 200U);
    const auto intake = newId();
    EXPECT_EQ(browser_.post(at("/intake"), {{"id", newId()}, {"section", third}, {"intake", intake}}).status, 200U);
    EXPECT_EQ(browser_.get("/api/v1/intakes/" + intake).json()["pages"].size(), 1U);
    const auto taken = browser_.post(at("/take"), {{"id", newId()}});
    EXPECT_EQ(taken.status, 200U) << taken.body;
    EXPECT_EQ(taken.json()["taken"].size(), 1U);
    EXPECT_EQ(taken.json()["batch"]["state"], "open");  // the first pages are nobody's yet
    EXPECT_EQ(ServedStation::get().store().casesWith(base::PageId(second)).size(), 1U);
    EXPECT_TRUE(ServedStation::get().store().casesWith(base::PageId(first)).empty());
}

TEST_F(Batches, AScanNamesAnIntakeOrABatchAndNotBoth) {
    const base::Json scan{{"id", newId()}, {"scanner", "nowhere:0"}};
    EXPECT_EQ(browser_.post("/api/v1/scans", scan).status, 400U);
    auto both = scan;
    both["intake"] = newId(), both["batch"] = id_;
    EXPECT_EQ(browser_.post("/api/v1/scans", both).status, 400U);
    auto batch = scan;
    batch["batch"] = id_;
    EXPECT_EQ(browser_.post("/api/v1/scans", batch).problem(), "/problems/no-scanner");
}

TEST_F(Batches, ASeparatorIsPrintedForACase) {
    const auto number = openCase();
    const auto printed = browser_.post("/api/v1/cases/" + number + "/print", {{"id", newId()}, {"kind", "separator"}});
    EXPECT_EQ(printed.status, 200U) << printed.body;
    EXPECT_EQ(browser_.get(printed.json()["files"][0]["pdf"]).status, 200U);
}

}  // namespace
}  // namespace daiban::web::test
