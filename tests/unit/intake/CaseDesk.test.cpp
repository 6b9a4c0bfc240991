#include "intake/CaseDesk.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/Error.h"
#include "base/Random.h"
#include "base/Text.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

const documents::DocumentTypes& types() {
    static const auto loaded = documents::DocumentTypes::load(fs::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

std::string itemFile(int version, const char* effective, const std::string& materials) {
    return "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: " +
           std::to_string(version) + "\neffective: " + effective + "\nresult: {name: 结果}\nmaterials:\n" + materials;
}

const std::string diploma = "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n";
const std::string medal = "  - {type: other, name: 立功证书, form: 收原件, subject: applicant}\n";

/// A store with one case: a page that was read as a diploma, and one on which nothing was known.
class CaseDesk : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(models() / "history");
        write("AB-001.yaml", itemFile(1, "2026-01-01", diploma));
    }
    [[nodiscard]] fs::path models() const { return folder_.path() / "items"; }
    void write(const std::string& name, const std::string& text) const { std::ofstream(models() / name) << text; }
    [[nodiscard]] cases::Items items() const { return cases::Items::load(models()); }
    /// The rules change on 1 June: the medal is asked for as well.
    void bringNewVersion() const {
        write("history/AB-001.v1.yaml", itemFile(1, "2026-01-01", diploma));
        write("AB-001.yaml", itemFile(2, "2026-06-01", diploma + medal));
    }

    base::PageId addRead(const base::Json& document) {
        const auto id = base::PageId::make(clock_, random_);
        const auto batch = base::BatchId::make(clock_, random_);
        store_.addPage({.id = id,
                        .batch = batch,
                        .mediaType = "image/jpeg",
                        .sourceName = id.text() + ".jpg",
                        .number = 1,
                        .senderTime = clock_.now(),
                        .actor = {.account = "社工甲"}},
                       id.text());
        store_.saveReading(
            {.page = id,
             .inputHash = store_.pagesOf(batch).front().blob,
             .engine = "none",
             .version = "1",
             .json = base::toLine({{"image", id.text() + ".jpg"}, {"page", 1}, {"documents", {document}}})},
            {"社工甲"});
        return id;
    }
    base::PageId addDiploma() {
        return addRead({{"type", "diploma"},
                        {"confidence", 0.97},
                        {"quad", base::toJson(base::rectangle(0, 0, 100, 100))},
                        {"fields", {{"name", {{"value", "林晓舟"}, {"confidence", 0.97}, {"valid", true}}}}},
                        {"text", ""}});
    }
    base::PageId addUnknown() {
        return addRead({{"type", "unknown"},
                        {"confidence", 0.0},
                        {"quad", base::toJson(base::rectangle(0, 0, 100, 100))},
                        {"fields", base::Json::object()},
                        {"text", ""}});
    }
    store::CaseRecord openCase(const std::vector<base::PageId>& pages) {
        const auto id = base::CaseId::make(clock_, random_);
        const cases::Items now = items();
        (void)store_.openCase({.id = id,
                               .itemCode = "AB-001",
                               .itemVersion = std::to_string(now.at("AB-001", base::dayOf(clock_.now())).version),
                               .situations = {},
                               .applicantName = "林晓舟",
                               .applicantIdNumber = "",
                               .office = "SQ-0101",
                               .pages = pages,
                               .actor = {.account = "社工甲"}});
        return *store_.findCase(id.text());
    }
    [[nodiscard]] cases::Checklist checked(const store::CaseRecord& record) {
        return intake::checkCase(store_, record, items(), types(), {"社工甲"});
    }

    support::TemporaryFolder folder_;
    base::FixedClock clock_{std::chrono::sys_days{std::chrono::year{2026} / 3 / 16} + std::chrono::hours{2}};
    base::SeededRandom random_{7};
    store::Store store_ = store::Store::open(folder_.path() / "data", clock_, random_);
};

}  // namespace

TEST_F(CaseDesk, ACaseKeepsToTheVersionItWasOpenedWith) {
    const auto before = openCase({addDiploma()});
    EXPECT_TRUE(checked(before).complete);
    bringNewVersion();
    clock_.advance(std::chrono::hours{24 * 100});  // 24 June: the new rules are in force
    EXPECT_EQ(checked(before).version, 1);
    EXPECT_TRUE(checked(before).complete) << "a rule that came later asks nothing of it";
    const auto after = openCase({addDiploma()});
    EXPECT_EQ(checked(after).version, 2);
    EXPECT_FALSE(checked(after).complete);
    EXPECT_EQ(checked(after).requirements.size(), 2U);
}

TEST_F(CaseDesk, ACaseOpenedBeforeTheNewVersionBeginsFollowsTheOldOneThoughTheNewIsThere) {
    bringNewVersion();
    const auto record = openCase({addDiploma()});
    EXPECT_EQ(record.itemVersion, "1");
    EXPECT_TRUE(checked(record).complete);
}

TEST_F(CaseDesk, ACaseWhoseVersionIsGoneIsNotCheckedByAnother) {
    const auto record = openCase({addDiploma()});
    write("AB-001.yaml", itemFile(2, "2026-06-01", diploma + medal));
    try {
        static_cast<void>(checked(record));
        FAIL() << "no error";
    } catch (const base::Error& error) {
        EXPECT_NE(std::string(error.what()).find("AB-001.v1.yaml"), std::string::npos) << error.what();
    }
}

TEST_F(CaseDesk, APersonsWordMakesAnUnknownPageTheMaterialItIs) {
    write("AB-001.yaml", itemFile(1, "2026-01-01", diploma + medal));
    const auto unknown = addUnknown();
    const auto record = openCase({addDiploma(), unknown});
    EXPECT_FALSE(checked(record).complete);
    EXPECT_EQ(checked(record).surplus.size(), 1U);
    intake::confirmPaper(store_, unknown, 0, {.type = "", .fields = {}, .material = "立功证书"}, {"社工甲"});
    const auto checklist = checked(record);
    EXPECT_TRUE(checklist.complete) << checklist.notice;
    EXPECT_TRUE(checklist.surplus.empty());
    EXPECT_TRUE(intake::papersOf(store_, store_.pagesOf(record.id)).papers.front().confirmedByPerson);
}
