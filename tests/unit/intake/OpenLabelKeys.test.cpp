#include "intake/openLabelKeys.h"

#include <gmock/gmock.h>

#include "base/Error.h"
#include "support/TemporaryFolder.h"

namespace daiban::intake {
namespace {

class LabelKeysOfAFolder : public testing::Test {
  protected:
    codes::TokenKeys open() { return openLabelKeys(store, folder.path(), random, {.account = "社工甲"}); }

    support::TemporaryFolder folder;
    base::SystemClock clock;
    base::SystemRandom random;
    store::Store store = store::Store::open(folder.path(), clock, random);
};

TEST_F(LabelKeysOfAFolder, AreMadeForItsFirstLabelAndStayTheSame) {
    const auto token = open().issue(codes::TokenKind::Folder, random);
    EXPECT_TRUE(open().check(token.text));
    EXPECT_EQ(store.labelKeys().size(), 1U);
}

TEST_F(LabelKeysOfAFolder, MadeByAnOlderDaibanAreRemembered) {
    const auto old = codes::TokenKeys::openOrCreate(folder.path(), random);
    EXPECT_EQ(open().fingerprints(), old.fingerprints());
    EXPECT_EQ(store.labelKeys(), old.fingerprints());
}

TEST_F(LabelKeysOfAFolder, ThatWereLostAreNeverMadeAnew) {
    (void)open();
    std::filesystem::remove(folder.path() / "label-keys.json");
    try {
        (void)open();
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::StorageFailed);
        EXPECT_THAT(error.what(), testing::HasSubstr("restore that file from a backup"));
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "label-keys.json"));
}

}  // namespace
}  // namespace daiban::intake
