// Files that lie in a watched folder.
#include "web/Inbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/Error.h"
#include "base/Id.h"
#include "support/TemporaryFolder.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

namespace fs = std::filesystem;

const std::string pdf = "%PDF-1.4\nno more than a beginning";

class Inboxes : public testing::Test {
  protected:
    Inboxes() {
        fs::create_directories(scans());
        inbox_ = make();
    }
    [[nodiscard]] fs::path scans() const { return folder_.path() / "scans"; }
    static InboxOptions atOnce() {
        return {.rules = {.stillFor = std::chrono::milliseconds(0), .doubtedFor = std::chrono::milliseconds(0)}};
    }
    std::unique_ptr<Inbox> make(InboxOptions options = atOnce()) {
        inbox_.reset();  // one watches
        return std::make_unique<Inbox>(uploads_, std::vector<WatchedFolder>{{.office = "SQ-0101", .folder = scans()}},
                                       catalogues(), base::Log(), std::move(options));
    }
    static const Catalogues& catalogues() {
        static const Catalogues words;
        return words;
    }
    [[nodiscard]] std::string reasonFor(const std::string& name) const {
        std::ifstream why(scans() / "failed" / (name + ".txt"));
        return {std::istreambuf_iterator<char>(why), {}};
    }
    void put(const std::string& name, const std::string& bytes) const {
        fs::create_directories((scans() / name).parent_path());
        std::ofstream(scans() / name, std::ios::binary) << bytes;
    }
    void lookTwice() {
        inbox_->look();
        inbox_->look();
    }
    std::vector<std::string> names() {
        std::vector<std::string> all;
        for (const auto& upload : uploads_.completeOf(Inbox::ownerOf("SQ-0101"))) all.push_back(upload.name);
        return all;
    }
    static std::vector<std::string> in(const fs::path& folder) {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder)) all.push_back(entry.path().filename().string());
        std::ranges::sort(all);
        return all;
    }
    support::TemporaryFolder folder_;
    Uploads uploads_{folder_.path() / "uploads"};
    std::unique_ptr<Inbox> inbox_;
};

TEST_F(Inboxes, TakeAFileThatStoppedGrowingAndPutItAmongTheDone) {
    put("scan 1.pdf", pdf);
    inbox_->look();
    EXPECT_TRUE(names().empty()) << "it may still be written";
    inbox_->look();
    EXPECT_EQ(names(), std::vector<std::string>{"scan 1.pdf"});
    EXPECT_EQ(in(scans() / "done"), std::vector<std::string>{"scan 1.pdf"});
}

TEST_F(Inboxes, WaitForAFileThatGrows) {
    put("scan.pdf", pdf);
    inbox_->look();
    put("scan.pdf", pdf + "more");
    inbox_->look();
    EXPECT_TRUE(names().empty());
    inbox_->look();
    ASSERT_EQ(names().size(), 1U);
    EXPECT_EQ(uploads_.completeOf(Inbox::ownerOf("SQ-0101")).at(0).length, static_cast<std::int64_t>(pdf.size() + 4));
}

TEST_F(Inboxes, PutWhatIsNoPageAsideWithTheReasonBesideIt) {
    put("prices.xlsx", "PK no picture");
    put("empty.jpg", "");
    lookTwice();
    EXPECT_TRUE(names().empty());
    EXPECT_EQ(in(scans() / "failed"),
              (std::vector<std::string>{"empty.jpg", "empty.jpg.txt", "prices.xlsx", "prices.xlsx.txt"}));
    EXPECT_THAT(reasonFor("prices.xlsx"),
                testing::AllOf(testing::HasSubstr("不能收"), testing::HasSubstr("no picture")));
}

TEST_F(Inboxes, FollowNoLinkAndLookAtNothingHiddenOrUnfinished) {
    std::ofstream(folder_.path() / "secret.pdf") << pdf;
    fs::create_symlink(folder_.path() / "secret.pdf", scans() / "link.pdf");
    fs::create_directories(scans() / "folder.pdf");
    put(".hidden.pdf", pdf);
    put("coming.pdf.part", pdf);
    lookTwice();
    EXPECT_TRUE(names().empty());
    EXPECT_TRUE(fs::exists(folder_.path() / "secret.pdf"));
}

TEST_F(Inboxes, TakeAFileOnceThoughTheServerWasKilledBeforeItLayAmongTheDone) {
    put("scan.pdf", pdf);
    lookTwice();
    fs::rename(scans() / "done" / "scan.pdf", scans() / "scan.pdf");  // as if it had not come so far
    inbox_ = make();
    lookTwice();
    EXPECT_EQ(names().size(), 1U);
    EXPECT_EQ(in(scans() / "done"), std::vector<std::string>{"scan.pdf"});
}

TEST_F(Inboxes, KeepFilesOfOneNameApart) {
    put("scan.pdf", pdf);
    lookTwice();
    put("scan.pdf", pdf + "another");
    lookTwice();
    EXPECT_EQ(names().size(), 2U);
    EXPECT_EQ(in(scans() / "done"), (std::vector<std::string>{"scan-2.pdf", "scan.pdf"}));
}

TEST_F(Inboxes, SayOfTheSameBytesThatTheyWereTakenAndTakeThemOnce) {
    put("scan.pdf", pdf);
    lookTwice();
    put("copy of scan.pdf", pdf);
    lookTwice();
    EXPECT_EQ(names(), std::vector<std::string>{"scan.pdf"});
    EXPECT_EQ(in(scans() / "failed"), (std::vector<std::string>{"copy of scan.pdf", "copy of scan.pdf.txt"}));
    EXPECT_THAT(reasonFor("copy of scan.pdf"),
                testing::AllOf(testing::HasSubstr("scan.pdf"), testing::HasSubstr("already")));
}

TEST_F(Inboxes, SayOfTheSameBytesThatPagesWereMadeOfThem) {
    auto options = atOnce();
    options.isInUse = [](const std::string& upload) { return base::isUuid(upload); };
    inbox_ = make(std::move(options));
    put("scan.pdf", pdf);
    lookTwice();
    EXPECT_TRUE(names().empty());
    EXPECT_THAT(reasonFor("scan.pdf"), testing::HasSubstr("before"));
}

TEST_F(Inboxes, TakeAgainWhatWasThrownAway) {
    put("scan.pdf", pdf);
    lookTwice();
    const std::string owner = Inbox::ownerOf("SQ-0101");
    uploads_.drop(uploads_.completeOf(owner).at(0).id, owner);
    put("again.pdf", pdf);
    lookTwice();
    EXPECT_EQ(names(), std::vector<std::string>{"again.pdf"});
}

TEST_F(Inboxes, KeepTheFolderBelowAsAHintAndPutItsFilesAsideInOneOfThatName) {
    put("YL-001/scan.pdf", pdf);
    put("YL-001/list.csv", "no picture");
    put("YL-001/deeper/scan.pdf", pdf + "deep");
    lookTwice();
    const auto taken = uploads_.completeOf(Inbox::ownerOf("SQ-0101"));
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].folder, "YL-001");
    EXPECT_TRUE(fs::exists(scans() / "done" / "YL-001" / "scan.pdf"));
    EXPECT_TRUE(fs::exists(scans() / "failed" / "YL-001" / "list.csv.txt"));
    EXPECT_TRUE(fs::exists(scans() / "YL-001" / "deeper" / "scan.pdf"));
}

TEST_F(Inboxes, PassOverNamesThatAreToBeIgnored) {
    auto options = atOnce();
    options.rules.ignored = {"*.xml", "index-?.pdf"};
    inbox_ = make(std::move(options));
    put("scan.xml", pdf + "1");
    put("index-1.pdf", pdf + "2");
    put("index-10.pdf", pdf + "3");
    lookTwice();
    EXPECT_EQ(names(), std::vector<std::string>{"index-10.pdf"});
    EXPECT_TRUE(in(scans() / "failed").empty());
}

TEST_F(Inboxes, TakeNothingThatAProgramHasOpenToWrite) {
    std::ofstream writing(scans() / "scan.pdf", std::ios::binary);
    writing << pdf << std::flush;
    lookTwice();
    EXPECT_TRUE(names().empty()) << "its writer only pauses";
    writing.close();
    lookTwice();
    EXPECT_EQ(names(), std::vector<std::string>{"scan.pdf"});
}

TEST_F(Inboxes, WaitForWhatCannotBeOpenedBeforeTheySayThatItIsBroken) {
    auto options = atOnce();
    options.rules.doubtedFor = std::chrono::hours(1);
    bool isBroken = true;
    options.whyNoPage = [&](const page::PageBytes&) {
        return isBroken ? base::Sentence("The file is empty, and cannot be taken.") : base::Sentence();
    };
    inbox_ = make(std::move(options));
    put("scan.pdf", pdf);
    lookTwice();
    EXPECT_TRUE(in(scans() / "failed").empty()) << "the rest of it may come";
    isBroken = false;
    inbox_->look();
    EXPECT_EQ(names(), std::vector<std::string>{"scan.pdf"});
}

TEST_F(Inboxes, TakeTheOthersThoughOneCannotBePutAside) {
    put("a.pdf", pdf + "a");
    put("b.pdf", pdf + "b");
    auto options = atOnce();
    options.whyNoPage = [](const page::PageBytes& bytes) {
        if (bytes.source() == "a.pdf") throw std::runtime_error("the worker is gone");
        return base::Sentence();
    };
    inbox_ = make(std::move(options));
    lookTwice();
    EXPECT_EQ(names(), std::vector<std::string>{"b.pdf"});
}

TEST_F(Inboxes, ShareNoFolder) {
    inbox_ = make();
    EXPECT_THROW(Inbox(uploads_, {{.office = "SQ-0102", .folder = scans()}}, catalogues(), base::Log()), base::Error);
}

TEST_F(Inboxes, AreNotSweptWithUploadsNobodyWentOnWith) {
    put("scan.pdf", pdf);
    lookTwice();
    for (const auto& entry : fs::directory_iterator(folder_.path() / "uploads"))
        fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(24 * 30));
    uploads_.dropOld();
    EXPECT_EQ(names().size(), 1U);
}

TEST_F(Inboxes, NeedAFolderThatIsThere) {
    EXPECT_THROW(Inbox(uploads_, {{.office = "SQ-0101", .folder = folder_.path() / "none"}}, catalogues(), base::Log()),
                 base::Error);
}

TEST(OfficeInbox, IsTakenIntoAnIntakeByItsOwnOfficeAlone) {
    auto& station = ServedStation::get().station();
    const std::string owner = Inbox::ownerOf("SQ-0101"), id = newId();
    {
        const auto piece = station.uploads.begin(id, owner, static_cast<std::int64_t>(pdf.size()), "scan.pdf");
        piece->take(pdf);
        (void)piece->finish();
    }
    auto browser = signedIn(), foreign = signedIn(foreigner);
    EXPECT_EQ(browser.get("/api/v1/inbox").json()["files"][0]["name"], "scan.pdf");
    EXPECT_TRUE(foreign.get("/api/v1/inbox").json()["files"].empty());
    const auto addTo = [&](CheckedBrowser& by) {
        const std::string intake = newId();
        EXPECT_EQ(by.post("/api/v1/intakes", {{"id", intake}, {"item", "YL-001"}}).status, 201U);
        return by.post("/api/v1/intakes/" + intake + "/pages", {{"id", newId()}, {"uploads", {id}}}).json();
    };
    EXPECT_EQ(addTo(foreign)["refused"][0]["name"], "") << "there is none for another office";
    EXPECT_EQ(addTo(browser)["refused"][0]["name"], "scan.pdf") << "it was looked at, and is no whole PDF";
    EXPECT_TRUE(browser.get("/api/v1/inbox").json()["files"].empty());
}

}  // namespace
}  // namespace daiban::web::test
