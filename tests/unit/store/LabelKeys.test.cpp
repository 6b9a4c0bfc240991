#include <gmock/gmock.h>

#include <fstream>

#include "codes/label/LabelToken.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using support::HasSubstr;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

class StoredLabelKeys : public StoreBench {
  protected:
    void remember(const codes::TokenKeys& some) { store.rememberLabelKeys(some.fingerprints(), {.account = "社工甲"}); }
    std::vector<std::string> damages() { return base::textsOf(store.verify(VerifyDepth::Quick).damages); }

    codes::TokenKeys keys = codes::TokenKeys::openOrCreate(folder.path(), random);
};

TEST_F(StoredLabelKeys, AreKnownByFingerprintsThatAreNoKeys) {
    EXPECT_THAT(store.labelKeys(), IsEmpty());
    remember(keys);
    ASSERT_THAT(store.labelKeys(), SizeIs(1));
    const std::string print = store.labelKeys().begin()->second;
    EXPECT_THAT(print, SizeIs(32));
    std::ifstream file(folder.path() / "label-keys.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text.find(print), std::string::npos);
    EXPECT_EQ(text.find(print.substr(0, 16)), std::string::npos);
}

TEST_F(StoredLabelKeys, AreRememberedOnceAndWithEveryRotation) {
    remember(keys);
    const std::string head = auditHead();
    remember(keys);
    EXPECT_EQ(auditHead(), head) << "nothing changed";
    keys.rotate(random);
    remember(keys);
    EXPECT_THAT(store.labelKeys(), SizeIs(2));
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(StoredLabelKeys, OfAnotherFolderAreRefused) {
    remember(keys);
    const support::TemporaryFolder elsewhere;
    const auto others = codes::TokenKeys::openOrCreate(elsewhere.path(), random);
    std::string sentence;
    EXPECT_EQ(errorOf([&] { remember(others); }, &sentence), base::ErrorKind::StorageFailed);
    EXPECT_THAT(sentence, HasSubstr("restore that file"));
    EXPECT_EQ(store.labelKeys(), keys.fingerprints());
}

TEST_F(StoredLabelKeys, ThatAreGoneAreDamage) {
    remember(keys);
    std::filesystem::remove(folder.path() / "label-keys.json");
    EXPECT_THAT(damages(), Contains(HasSubstr("label-keys.json) are missing")));
    (void)codes::TokenKeys::openOrCreate(folder.path(), random);
    EXPECT_THAT(damages(), Contains(HasSubstr("Label key 0 in label-keys.json is not the one")));
}

TEST_F(StoredLabelKeys, ThatNeverWereAreNoDamage) {
    std::filesystem::remove(folder.path() / "label-keys.json");
    EXPECT_THAT(damages(), IsEmpty());
}

}  // namespace
}  // namespace daiban::store
