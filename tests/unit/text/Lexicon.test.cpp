#include "text/hybrid/Lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/Error.h"
#include "support/TemporaryFolder.h"
#include "text/TextReader.h"
#include "text/ppocr/PpOcrReader.h"

namespace daiban::text::hybrid {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::filesystem::path written(const support::TemporaryFolder& folder, const std::string& text) {
    const auto file = folder.path() / "words.txt";
    std::ofstream(file, std::ios::binary) << text;
    return file;
}

Lexicon lexiconOf(const std::string& text) {
    const support::TemporaryFolder folder;
    Lexicon lexicon;
    lexicon.add(written(folder, text));
    return lexicon;
}

const std::filesystem::path& wordsFolder() {
    static const auto folder = std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "words";
    return folder;
}

TEST(Lexicon, KnowsNoWordWithoutAny) {
    EXPECT_EQ(Lexicon().longestWordAt(U"户口簿", 1), 0U);
}

TEST(Lexicon, AWordCoversEachOfItsPlacesAndNoOther) {
    const Lexicon lexicon({U"户口簿"});
    const std::u32string text = U"交户口簿来";
    EXPECT_EQ(lexicon.longestWordAt(text, 0), 0U);
    for (const std::size_t at : {1U, 2U, 3U}) EXPECT_EQ(lexicon.longestWordAt(text, at), 3U) << at;
    EXPECT_EQ(lexicon.longestWordAt(text, 4), 0U);
}

TEST(Lexicon, OfSeveralWordsTheLongestCounts) {
    const Lexicon lexicon({U"户口", U"居民户口簿", U"口簿"});
    EXPECT_EQ(lexicon.longestWordAt(U"居民户口簿", 2), 5U);
    EXPECT_EQ(lexicon.longestWordAt(U"户口簿", 0), 2U);
    EXPECT_EQ(lexicon.longestWordAt(U"户口簿", 2), 2U);
}

TEST(Lexicon, AWordLongerThanTheTextIsNotThere) {
    const Lexicon lexicon({U"居民户口簿"});
    for (const std::size_t at : {0U, 1U, 2U}) EXPECT_EQ(lexicon.longestWordAt(U"户口簿", at), 0U) << at;
}

TEST(Lexicon, AnEmptyTextHasNoWords) {
    EXPECT_EQ(Lexicon({U"户口"}).longestWordAt(U"", 0), 0U);
}

TEST(Lexicon, ASingleCharacterIsNoWord) {
    EXPECT_EQ(Lexicon({U"户"}).longestWordAt(U"户", 0), 0U);
    EXPECT_EQ(lexiconOf("户\n").longestWordAt(U"户", 0), 0U);
}

TEST(Lexicon, AFileHasAWordALine) {
    const Lexicon lexicon = lexiconOf("黄骅市\n户口簿");  // without a line feed at its end
    EXPECT_EQ(lexicon.longestWordAt(U"黄骅市", 1), 3U);
    EXPECT_EQ(lexicon.longestWordAt(U"户口簿", 1), 3U);
}

TEST(Lexicon, RemarksAndBlankLinesAreNoWords) {
    const Lexicon lexicon = lexiconOf("# 河北省\n\n   \n#沧州市\n黄骅市\n");
    EXPECT_EQ(lexicon.longestWordAt(U"# 河北省", 2), 0U);
    EXPECT_EQ(lexicon.longestWordAt(U"#沧州市", 1), 0U);
    EXPECT_EQ(lexicon.longestWordAt(U"   ", 1), 0U);
    EXPECT_EQ(lexicon.longestWordAt(U"黄骅市", 0), 3U);
}

TEST(Lexicon, BlanksAndCarriageReturnsAroundAWordDoNotCount) {
    const Lexicon lexicon = lexiconOf("  黄骅市 \r\n户口簿\r\n");
    EXPECT_EQ(lexicon.longestWordAt(U"黄骅市", 2), 3U);
    EXPECT_EQ(lexicon.longestWordAt(U"户口簿", 2), 3U);
}

TEST(Lexicon, WordsOfSeveralFilesAddUp) {
    const support::TemporaryFolder folder;
    Lexicon lexicon({U"身份证"});
    lexicon.add(written(folder, "黄骅市\n"));
    lexicon.add(written(folder, "户口簿\n"));
    for (const std::u32string_view word : {U"身份证", U"黄骅市", U"户口簿"})
        EXPECT_EQ(lexicon.longestWordAt(word, 0), 3U);
}

TEST(Lexicon, AMissingFileIsOneSentenceThatNamesIt) {
    Lexicon lexicon;
    try {
        lexicon.add(std::filesystem::path("/no/such/words.txt"));
        FAIL() << "a file that is not there was read";
    } catch (const base::Error& error) {
        const std::string sentence = error.what();
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
        EXPECT_THAT(sentence, HasSubstr("/no/such/words.txt"));
        EXPECT_THAT(sentence, EndsWith("."));
        EXPECT_EQ(sentence.find('\n'), std::string::npos);
    }
}

TEST(Lexicon, AFolderInThePlaceOfAFileIsUnreadable) {
    const support::TemporaryFolder folder;
    Lexicon lexicon;
    try {
        lexicon.add(folder.path());
        FAIL() << "a folder was read as a list of words";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
    }
}

TEST(Lexicon, AFolderOfWordsThatIsNotThereIsUnreadable) {
    if (!ppocr::available()) GTEST_SKIP() << "the weights are not installed (scripts/fetch-ocr)";
    try {
        (void)openTextReader("hybrid", "/no/such/folder");
        FAIL() << "a folder that is not there was read";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
        EXPECT_THAT(std::string(error.what()), HasSubstr("/no/such/folder"));
    }
}

TEST(Lexicon, TheProjectsListsHoldPlacesAndWordsOfForms) {
    Lexicon places, forms;
    places.add(wordsFolder() / "places.txt");
    forms.add(wordsFolder() / "forms.txt");
    EXPECT_EQ(places.longestWordAt(U"黄骅市", 1), 3U);
    EXPECT_EQ(forms.longestWordAt(U"户口簿", 2), 3U);
    EXPECT_EQ(places.longestWordAt(U"黄弊市", 1), 0U);
    EXPECT_EQ(forms.longestWordAt(U"户口薄", 2), 0U);
}

TEST(Lexicon, EachLineOfTheProjectsListsIsAWordOrARemark) {
    std::size_t words = 0;
    for (const auto& entry : std::filesystem::directory_iterator(wordsFolder())) {
        std::ifstream in(entry.path());
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            if (line.empty() || line.starts_with('#')) continue;
            ++words;
            EXPECT_EQ(line.find_first_of(" \t\r#,"), std::string::npos) << entry.path() << ":" << number << " " << line;
            EXPECT_GE(line.size(), 6U) << entry.path() << ":" << number << " is a word of one character: " << line;
        }
    }
    EXPECT_GT(words, 1000U);
}

}  // namespace
}  // namespace daiban::text::hybrid
