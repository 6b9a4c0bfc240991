#include "store/DataFolder.h"

#include <gmock/gmock.h>

#include <fstream>

#include "base/Error.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using support::HasSubstr;
using testing::SizeIs;
namespace fs = std::filesystem;

class ADataFolder : public testing::Test {
  protected:
    /// What opening it is refused with; empty when it is not.
    std::string refusal(Missing missing, base::ErrorKind kind = base::ErrorKind::StorageFailed) {
        try {
            (void)Store::open(data, clock, random, {.missing = missing});
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), kind) << error.what();
            return error.what();
        }
        return {};
    }
    void fillWithOnePage() {
        Store store = Store::open(data, clock, random);
        store.addPage({.id = base::PageId::make(clock, random),
                       .batch = batch,
                       .mediaType = "image/png",
                       .sourceName = {},
                       .number = 1,
                       .senderTime = {},
                       .actor = {}},
                      "pixels");
    }
    void write(const std::string& file, const std::string& text) { std::ofstream(data / file) << text; }
    /// Refused whether it may be made or not, and nothing is made or changed.
    void isRefused(const std::string& sentence) {
        const auto filesBefore = names();
        for (const Missing missing : {Missing::Refuse, Missing::Create})
            EXPECT_THAT(refusal(missing, base::ErrorKind::StorageFailed), HasSubstr(sentence));
        EXPECT_EQ(names(), filesBefore);
    }
    std::vector<std::string> names() {
        std::vector<std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator(data))
            if (entry.path().filename() != "open.lock") all.push_back(entry.path().string());
        std::ranges::sort(all);
        return all;
    }

    support::TemporaryFolder folder;
    fs::path data = folder.path() / "data";
    base::FixedClock clock{base::Instant{std::chrono::milliseconds{1772413200000}}};
    base::SeededRandom random{7};
    base::BatchId batch = base::BatchId::make(clock, random);
};

TEST_F(ADataFolder, ThatIsNotThereIsMadeOnlyByAFirstRun) {
    EXPECT_THAT(refusal(Missing::Refuse, base::ErrorKind::NotFound), HasSubstr("check --data"));
    EXPECT_FALSE(fs::exists(data)) << "a mistyped folder is not made";
    EXPECT_EQ(refusal(Missing::Create), "");
    EXPECT_EQ(refusal(Missing::Refuse), "");
}

TEST_F(ADataFolder, ThatIsEmptyIsNoData) {
    fs::create_directories(data);
    EXPECT_THAT(refusal(Missing::Refuse, base::ErrorKind::NotFound), HasSubstr("daiban init"));
    EXPECT_TRUE(fs::is_empty(data));
    EXPECT_EQ(refusal(Missing::Create), "");
}

TEST_F(ADataFolder, KeepsItsIdForEver) {
    fillWithOnePage();
    const DataFolder known = readDataFolder(data);
    EXPECT_EQ(known.format, 1);
    fillWithOnePage();
    EXPECT_EQ(readDataFolder(data).id, known.id);
}

TEST_F(ADataFolder, OfAnOlderDaibanGetsAnId) {
    fillWithOnePage();
    fs::remove(data / "daiban.json");
    EXPECT_EQ(refusal(Missing::Refuse), "");
    EXPECT_THAT(readDataFolder(data).id, SizeIs(36));
    EXPECT_THAT(Store::open(data, clock, random).pagesOf(batch), SizeIs(1));
}

TEST_F(ADataFolder, WithoutItsDatabaseIsLeftAsItIs) {
    fillWithOnePage();
    for (const char* file : {"daiban.db", "daiban.db-wal", "daiban.db-shm"}) fs::remove(data / file);
    isRefused("has lost its database");
    write("daiban.db", "");
    isRefused("has lost its database");
    fs::remove(data / "daiban.json");
    isRefused("without their database");
    fs::remove(data / "daiban.db");
    isRefused("without their database");
}

TEST_F(ADataFolder, WithoutItsBlobsIsLeftAsItIs) {
    fillWithOnePage();
    fs::rename(data / "blobs", folder.path() / "elsewhere");
    isRefused("has lost its pages");
    fs::rename(folder.path() / "elsewhere", data / "blobs");
    EXPECT_EQ(refusal(Missing::Refuse), "");
}

TEST_F(ADataFolder, WithADamagedOrNewerDaibanJsonIsLeftAsItIs) {
    fillWithOnePage();
    for (const char* damaged :
         {"", "{", "[]", R"({"format":1})", R"({"format":1,"id":"no uuid"})", R"({"id":7,"format":"1"})"}) {
        write("daiban.json", damaged);
        isRefused("damaged daiban.json");
    }
    write("daiban.json", R"({"format":2,"id":"018f0000-0000-7000-8000-000000000000"})");
    isRefused("newer daiban");
}

TEST_F(ADataFolder, InWhichMakingItWasCutOffIsMadeAnew) {
    fs::create_directories(data / "blobs" / "tmp");
    write("daiban.db", "");
    write("printers.yaml", "printers: {}\n");
    EXPECT_EQ(refusal(Missing::Create), "");
    fillWithOnePage();
    EXPECT_TRUE(Store::open(data, clock, random).verify(VerifyDepth::Full).clean());
}

}  // namespace
}  // namespace daiban::store
