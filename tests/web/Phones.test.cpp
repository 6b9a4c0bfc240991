// A telephone as the counter's camera.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using testing::HasSubstr;

/// A telephone: no account, no cookie.
class Telephone : public CheckedBrowser {
  public:
    [[nodiscard]] Answer ask(std::string_view method, const std::string& path, const std::string& body = "",
                             std::map<std::string, std::string> headers = {}) override {
        if (!token.empty()) headers["Authorization"] = "Bearer " + token;
        return CheckedBrowser::ask(method, path, body, std::move(headers));
    }
    Answer pair(const std::string& code) {
        auto answer = post("/api/v1/phone", {{"code", code}});
        token = answer.json().is_object() ? answer.json().value("token", "") : "";
        return answer;
    }
    std::string send(const std::string& bytes) {
        const std::string id = newId();
        const auto sent = ask("PUT", "/api/v1/phone/uploads/" + id, bytes,
                              {{"Upload-Length", std::to_string(bytes.size())}, {"X-File-Name", "phone.jpg"}});
        EXPECT_EQ(sent.status, 200U) << sent.body;
        return id;
    }
    std::string token;
};

std::string samplePicture() {
    std::ifstream in(std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples" / "first-run" / "05-bank-card.jpg",
                     std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Counter {
    CheckedBrowser browser = signedIn();
    std::string intake = newId();
    Counter() { EXPECT_EQ(browser.post("/api/v1/intakes", {{"id", intake}, {"item", "YL-001"}}).status, 201U); }
    base::Json offer() {
        const auto answer = browser.post("/api/v1/intakes/" + intake + "/phones", {{"id", newId()}});
        EXPECT_EQ(answer.status, 201U) << answer.body;
        return answer.json();
    }
    std::string code() {
        const std::string address = offer().value("address", "");
        return address.substr(address.find('#') + 1);
    }
    base::Json phones() { return browser.get("/api/v1/intakes/" + intake + "/phones").json()["phones"]; }
};

TEST(Phone, IsPairedByACodeBehindTheAddressThatNoServerIsTold) {
    Counter counter;
    const auto offer = counter.offer();
    EXPECT_THAT(offer.value("address", ""), HasSubstr("/phone#"));
    EXPECT_THAT(offer.value("qr", ""), testing::StartsWith("<svg"));
    EXPECT_FALSE(offer["reachable"]) << "localhost is the telephone itself";
    EXPECT_EQ(counter.phones()[0]["state"], "offered");
    Telephone phone;
    const std::string address = offer.value("address", "");
    EXPECT_EQ(phone.pair(address.substr(address.find('#') + 1)).status, 201U);
    EXPECT_EQ(counter.phones()[0]["state"], "connected");
}

TEST(Phone, AddsPicturesAndSeesWhatBecameOfItsOwnAlone) {
    Counter counter;
    const std::string others = counter.browser.upload("no picture of the telephone's", "b.jpg");
    Telephone phone;
    ASSERT_EQ(phone.pair(counter.code()).status, 201U);
    const std::string picture = phone.send(samplePicture());
    const auto added = phone.post("/api/v1/phone/pages", {{"uploads", {picture}}});
    EXPECT_EQ(added.status, 202U) << added.body;
    const auto standing = phone.get("/api/v1/phone?uploads=" + picture + "," + others);
    ASSERT_EQ(standing.status, 200U) << standing.body;
    EXPECT_EQ(standing.json()["item"].get<std::string>().empty(), false);
    ASSERT_EQ(standing.json()["pages"].size(), 1U) << standing.body;
    EXPECT_TRUE(standing.json()["pages"][0]["warnings"].is_array()) << "while it is being looked at too";
    EXPECT_THAT(standing.body, testing::Not(HasSubstr("owner")));
    const auto taken = phone.post("/api/v1/phone/pages", {{"uploads", {others}}});
    EXPECT_EQ(taken.json()["refused"].size(), 1U) << "another's upload is none of its own: " << taken.body;
}

TEST(Phone, MayDoNothingElse) {
    Counter counter;
    Telephone phone;
    ASSERT_EQ(phone.pair(counter.code()).status, 201U);
    for (const auto& route : routes()) {
        if (route.access != Access::SignedIn) continue;
        std::string path = "/api/v1" + std::string(route.path);
        if (const auto at = path.find("{intake}"); at != std::string::npos) path.replace(at, 8, counter.intake);
        for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, newId());
        // From another address each, or the pace of those who guess would answer.
        const auto answer =
            phone.ask(nameOf(route.method), path, "", {{"X-Forwarded-For", "10.7.0." + newId().substr(24)}});
        EXPECT_EQ(answer.status, 401U) << route.operation;
    }
}

TEST(Phone, IsRefusedAUsedCodeInOneSentence) {
    Counter counter;
    const std::string code = counter.code();
    Telephone first, second;
    ASSERT_EQ(first.pair(code).status, 201U);
    const auto refused = second.pair(code);
    EXPECT_EQ(refused.status, 403U);
    EXPECT_EQ(refused.problem(), "/problems/wrong-code");
    EXPECT_THAT(refused.json().value("detail", ""), HasSubstr("二维码"));
}

TEST(Phone, IsNotPairedByGuessing) {
    Counter counter;
    (void)counter.offer();
    CheckedBrowser guesser;
    unsigned last = 0;
    for (int i = 0; i < 60 && last != 429; ++i)
        last = guesser
                   .ask("POST", "/api/v1/phone", R"({"code":")" + std::string(32, 'a') + "\"}",
                        {{"Content-Type", "application/json"}, {"X-Forwarded-For", "10.9.8.7"}})
                   .status;
    EXPECT_EQ(last, 429U);
}

TEST(Phone, EndsWhenTheCounterSaysSo) {
    Counter counter;
    Telephone phone;
    ASSERT_EQ(phone.pair(counter.code()).status, 201U);
    const std::string id = counter.phones()[0]["id"];
    auto foreign = signedIn(foreigner);
    EXPECT_EQ(foreign.ask("DELETE", "/api/v1/intakes/" + counter.intake + "/phones/" + id).status, 404U);
    EXPECT_EQ(phone.get("/api/v1/phone").status, 200U);
    EXPECT_EQ(counter.browser.ask("DELETE", "/api/v1/intakes/" + counter.intake + "/phones/" + id).status, 204U);
    const auto answer = phone.get("/api/v1/phone");
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.problem(), "/problems/phone-ended");
}

TEST(Phone, SendsNoFileLargerThanAPicture) {
    Counter counter;
    Telephone phone;
    ASSERT_EQ(phone.pair(counter.code()).status, 201U);
    EXPECT_EQ(phone.ask("PUT", "/api/v1/phone/uploads/" + newId(), "x", {{"Upload-Length", "60000000"}}).status, 413U);
}

}  // namespace
}  // namespace daiban::web::test
