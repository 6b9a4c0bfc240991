#include "codes/label/LabelToken.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "base/Error.h"
#include "base/Validators.h"
#include "support/TemporaryFolder.h"

namespace daiban::codes {
namespace {

constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

class LabelTokens : public testing::Test {
  protected:
    [[nodiscard]] TokenKeys open() { return TokenKeys::openOrCreate(folder_.path(), random_); }
    [[nodiscard]] std::filesystem::path keyFile() const { return folder_.path() / "label-keys.json"; }
    [[nodiscard]] std::string keyFileContent() const {
        std::ifstream in(keyFile());
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void writeKeyFile(const std::string& text) const { std::ofstream(keyFile()) << text; }
    [[nodiscard]] unsigned modeOfKeyFile() const {
        struct stat status {};
        EXPECT_EQ(stat(keyFile().c_str(), &status), 0);
        return status.st_mode & 0777U;
    }
    std::string randomText(std::string_view alphabet, std::size_t length) {
        std::string text(length, ' ');
        std::vector<std::uint8_t> bytes(length);
        random_.fill(bytes);
        std::transform(bytes.begin(), bytes.end(), text.begin(),
                       [&](std::uint8_t byte) { return alphabet[byte % alphabet.size()]; });
        return text;
    }

    support::TemporaryFolder folder_;
    base::SeededRandom random_{7};
};

std::string openingError(const std::filesystem::path& folder) {
    base::SeededRandom random(1);
    try {
        (void)TokenKeys::openOrCreate(folder, random);
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::StorageFailed);
        return error.what();
    }
    return "";
}

TEST_F(LabelTokens, HaveThirtyFiveCharactersOfTheAlphanumericMode) {
    const auto keys = open();
    for (int i = 0; i < 200; ++i) {
        const auto token = keys.issue(TokenKind::Folder, random_);
        ASSERT_EQ(token.text.size(), 35U);
        EXPECT_EQ(token.text[0], '1');
        EXPECT_EQ(token.text.find_first_not_of(alphanumeric), std::string::npos);
        EXPECT_EQ(token.id, token.text.substr(2, 16));
        EXPECT_EQ(token.text.substr(2, 32).find_first_not_of(base32), std::string::npos);
        EXPECT_TRUE(base::hasMod3736Check(token.text));
    }
}

TEST_F(LabelTokens, AreCheckedAndTellTheirKind) {
    const auto keys = open();
    for (const auto kind : {TokenKind::Folder, TokenKind::Certificate, TokenKind::Sheet, TokenKind::Desk}) {
        const auto token = keys.issue(kind, random_);
        const auto checked = keys.check(token.text);
        ASSERT_TRUE(checked) << nameOf(kind);
        EXPECT_EQ(checked->kind, kind);
        EXPECT_EQ(checked->id, token.id);
        EXPECT_EQ(checked->text, token.text);
    }
}

TEST_F(LabelTokens, OfDifferentKindsWithTheSameRandomBitsDiffer) {
    const auto keys = open();
    base::SeededRandom once(3);
    base::SeededRandom again(3);
    const auto folder = keys.issue(TokenKind::Folder, once);
    const auto certificate = keys.issue(TokenKind::Certificate, again);
    EXPECT_EQ(folder.id, certificate.id);
    EXPECT_NE(folder.text, certificate.text);
}

TEST_F(LabelTokens, AreNeverIssuedTwice) {
    const auto keys = open();
    std::set<std::string> ids;
    for (int i = 0; i < 5000; ++i) ids.insert(keys.issue(TokenKind::Folder, random_).id);
    EXPECT_EQ(ids.size(), 5000U);
}

TEST_F(LabelTokens, WithOneCharacterChangedAreRefused) {
    const auto keys = open();
    const std::string text = keys.issue(TokenKind::Certificate, random_).text;
    for (std::size_t place = 0; place < text.size(); ++place)
        for (const char other : alphanumeric) {
            std::string changed = text;
            if (other == text[place]) continue;
            changed[place] = other;
            EXPECT_FALSE(keys.check(changed)) << place << other;
        }
}

TEST_F(LabelTokens, WithOneCharacterChangedAndTheCheckCharacterMadeRightAreRefused) {
    const auto keys = open();
    const std::string text = keys.issue(TokenKind::Folder, random_).text;
    for (std::size_t place = 0; place < 34; ++place)
        for (const char other : alphanumeric) {
            std::string changed = text.substr(0, 34);
            if (other == changed[place]) continue;
            changed[place] = other;
            changed += *base::mod3736CheckCharacter(changed);
            EXPECT_FALSE(keys.check(changed)) << place << other;
        }
}

TEST_F(LabelTokens, MadeAtRandomInTheRightFormAreRefused) {
    const auto keys = open();
    int accepted = 0;
    for (int i = 0; i < 100'000; ++i) {
        std::string text = "10" + randomText(base32, 32);
        text += *base::mod3736CheckCharacter(text);
        if (keys.check(text)) ++accepted;
    }
    EXPECT_EQ(accepted, 0);
}

TEST_F(LabelTokens, WithAnyOneOrTwoBitsFlippedAreRefused) {
    const auto keys = open();
    const std::string text = keys.issue(TokenKind::Desk, random_).text;
    const std::size_t bits = text.size() * 8;
    for (std::size_t first = 0; first < bits; ++first)
        for (std::size_t second = first; second < bits; ++second) {
            std::string changed = text;
            changed[first / 8] ^= static_cast<char>(1U << first % 8);
            if (second != first) changed[second / 8] ^= static_cast<char>(1U << second % 8);
            ASSERT_FALSE(keys.check(changed)) << first << " " << second;
        }
}

TEST_F(LabelTokens, OfAnotherFormAreRefused) {
    const auto keys = open();
    const std::string text = keys.issue(TokenKind::Folder, random_).text;
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const std::string& other : {std::string(), std::string("1"), lower, text + "A", " " + text, text + "\n",
                                     text.substr(0, 34), std::string(35, '\0'), std::string(100'000, 'A')})
        EXPECT_FALSE(keys.check(other)) << other.substr(0, 40);
}

TEST_F(LabelTokens, OfAnotherStationAreRefused) {
    const support::TemporaryFolder elsewhere;
    const auto theirs = TokenKeys::openOrCreate(elsewhere.path(), random_);
    EXPECT_FALSE(open().check(theirs.issue(TokenKind::Folder, random_).text));
}

TEST_F(LabelTokens, OutliveARestartAndAKeyRotation) {
    auto keys = open();
    const auto old = keys.issue(TokenKind::Folder, random_);
    keys.rotate(random_);
    const auto young = keys.issue(TokenKind::Sheet, random_);
    EXPECT_NE(old.text[1], young.text[1]);

    const auto reopened = open();
    EXPECT_EQ(reopened.count(), 2U);
    EXPECT_TRUE(reopened.check(old.text));
    EXPECT_TRUE(reopened.check(young.text));
    EXPECT_EQ(reopened.issue(TokenKind::Folder, random_).text[1], young.text[1]) << "the newest key signs";
}

TEST_F(LabelTokens, OfEveryRotatedKeyStayValidUntilTheIdsEnd) {
    auto keys = open();
    std::vector<std::string> tokens{keys.issue(TokenKind::Folder, random_).text};
    for (int i = 1; i < 36; ++i) {
        keys.rotate(random_);
        tokens.push_back(keys.issue(TokenKind::Folder, random_).text);
    }
    for (const auto& token : tokens) EXPECT_TRUE(keys.check(token)) << token[1];
    EXPECT_THROW(keys.rotate(random_), base::Error);
    EXPECT_TRUE(keys.check(keys.issue(TokenKind::Folder, random_).text)) << "the last key goes on signing";
}

TEST_F(LabelTokens, OfTwoProcessesThatBothRotateAreAllValid) {
    auto here = open();
    auto there = open();
    here.rotate(random_);
    there.rotate(random_);
    const auto reopened = open();
    EXPECT_EQ(reopened.count(), 3U);
    EXPECT_TRUE(reopened.check(here.issue(TokenKind::Folder, random_).text));
    EXPECT_TRUE(reopened.check(there.issue(TokenKind::Folder, random_).text));
}

TEST_F(LabelTokens, OfTwoThreadsThatStartAtOnceHaveOneKey) {
    std::string tokens[2];
    const auto start = [&](int which) {
        base::SeededRandom random(static_cast<std::uint64_t>(100 + which));
        tokens[which] = TokenKeys::openOrCreate(folder_.path() / "new", random).issue(TokenKind::Folder, random).text;
    };
    std::thread first(start, 0);
    std::thread second(start, 1);
    first.join();
    second.join();
    const auto keys = TokenKeys::openOrCreate(folder_.path() / "new", random_);
    EXPECT_TRUE(keys.check(tokens[0]));
    EXPECT_TRUE(keys.check(tokens[1]));
}

TEST_F(LabelTokens, HaveTheirKeysInAFileOnlyItsOwnerReads) {
    (void)open();
    EXPECT_EQ(modeOfKeyFile(), 0600U);
    auto keys = open();
    keys.rotate(random_);
    EXPECT_EQ(modeOfKeyFile(), 0600U);
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) EXPECT_EQ(entry.path(), keyFile());
}

TEST_F(LabelTokens, TightenAKeyFileThatARestoredBackupLeftOpen) {
    const auto token = open().issue(TokenKind::Folder, random_);
    ASSERT_EQ(chmod(keyFile().c_str(), 0644), 0);
    EXPECT_TRUE(open().check(token.text));
    EXPECT_EQ(modeOfKeyFile(), 0600U);
}

TEST_F(LabelTokens, ArePutBesideAnUnfinishedKeyFileLeftByACrash) {
    std::ofstream(keyFile().string() + ".Ab3xYz.tmp") << "half a fi";
    EXPECT_TRUE(open().check(open().issue(TokenKind::Folder, random_).text));
}

TEST_F(LabelTokens, WithADamagedKeyFileSayWhatToDoAndLeaveItAlone) {
    const std::string hex(64, 'a');
    for (const std::string& damage :
         {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string(R"({"version":1})"),
          std::string(R"({"version":2,"signing":"0","keys":{"0":")") + hex + R"("}})",
          std::string(R"({"version":1,"signing":"1","keys":{"0":")") + hex + R"("}})",
          std::string(R"({"version":1,"signing":"0","keys":{"0":"abc"}})"),
          std::string(R"({"version":1,"signing":"0","keys":{"0":")") + std::string(64, 'z') + R"("}})",
          std::string(R"({"version":1,"signing":"0","keys":{"00":")") + hex + R"("}})",
          std::string(R"({"version":1,"signing":0,"keys":{"0":")") + hex + R"("}})",
          std::string(R"({"version":1,"signing":"0","keys":{"0":7}})")}) {
        writeKeyFile(damage);
        const std::string sentence = openingError(folder_.path());
        EXPECT_NE(sentence.find("label-keys.json are damaged"), std::string::npos) << damage << ": " << sentence;
        EXPECT_NE(sentence.find("restore the file from a backup."), std::string::npos);
        EXPECT_EQ(sentence.find('\n'), std::string::npos);
        EXPECT_EQ(keyFileContent(), damage);
    }
}

TEST_F(LabelTokens, WhereNoFolderCanBeMadeSayWhatToDo) {
    std::ofstream(folder_.path() / "file") << "in the way";
    EXPECT_FALSE(openingError(folder_.path() / "file" / "data").empty());
}

TEST_F(LabelTokens, NeverShowTheKey) {
    const auto keys = open();
    const std::string content = keyFileContent();
    const auto begin = content.find("\"0\": \"");
    ASSERT_NE(begin, std::string::npos);
    const std::string key = content.substr(begin + 6, 64);
    EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(keys.issue(TokenKind::Folder, random_).text.find(key.substr(0, 8)), std::string::npos);
}

TEST(TokenKindNames, GoThereAndBack) {
    for (const auto kind : {TokenKind::Folder, TokenKind::Certificate, TokenKind::Sheet, TokenKind::Desk})
        EXPECT_EQ(tokenKindNamed(nameOf(kind)), kind);
    EXPECT_FALSE(tokenKindNamed("Folder"));
    EXPECT_FALSE(tokenKindNamed(""));
}

TEST_F(LabelTokens, AreMadeAgainFromTheirId) {
    auto keys = open();
    const auto token = keys.issue(TokenKind::Sheet, random_);
    EXPECT_EQ(keys.tokenOf(TokenKind::Sheet, token.id).text, token.text);
    keys.rotate(random_);
    const auto again = keys.check(keys.tokenOf(TokenKind::Sheet, token.id).text);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->id, token.id);
    EXPECT_THROW((void)keys.tokenOf(TokenKind::Sheet, "not an id"), base::Error);
}

}  // namespace
}  // namespace daiban::codes
