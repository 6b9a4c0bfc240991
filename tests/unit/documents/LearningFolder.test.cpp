// Where what was taught is kept, and what becomes of it when the file is damaged.
#include "documents/LearningFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "PrintedPage.h"
#include "base/Error.h"
#include "documents/LearnExample.h"
#include "support/HasSubstr.h"
#include "support/TemporaryFolder.h"

namespace daiban::documents {
namespace {

using support::HasSubstr;
using ::testing::IsEmpty;

PrintedPage clubCard(int seed) {
    auto page = PrintedPage::card();
    page.put(20, 6, "海河棋社棋手名片", 6).put(8, 20, "棋力等级 业余" + std::to_string(seed) + "段");
    page.put(8, 30, "启蒙教练 " + std::string(seed % 2 == 0 ? "周文博" : "孙立新")).put(8, 40, "擅长布局 中国流");
    return page;
}

class LearningIn : public ::testing::Test {
  protected:
    support::TemporaryFolder folder_;
    LearningFolder learning_{folder_.path()};

    void SetUp() override {
        std::filesystem::create_directories(folder_.path() / "types");
        std::ofstream(folder_.path() / "types/chess-card.yaml")
            << "code: chess-card\nname: 棋手名片\ngroup: local\ntitles: [棋手等级证书]\n";
    }
    [[nodiscard]] DocumentTypes types() const { return DocumentTypes::load(folder_.path() / "types"); }
    Lesson teach(int seed) {
        return learning_.teach({exampleOf(clubCard(seed).evidence(), "chess-card", ExampleSource::Corrected)}, types());
    }
    [[nodiscard]] std::string bytesOf(const std::filesystem::path& file) const {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void write(const std::string& bytes) const {
        std::ofstream(learning_.modelFile(), std::ios::binary | std::ios::trunc) << bytes;
    }
    [[nodiscard]] std::string typeOf(int seed) const {
        const auto loaded = learning_.load();
        return classify(clubCard(seed).evidence(), types(), loaded.learned.get()).type;
    }
};

TEST_F(LearningIn, AnEmptyFolderHasNothingAndIsNoProblem) {
    const auto loaded = learning_.load();
    EXPECT_EQ(loaded.learned, nullptr);
    EXPECT_TRUE(loaded.problem.empty());
    EXPECT_THAT(learning_.examples(types()), IsEmpty());
    EXPECT_EQ(typeOf(5), unknownType);
}

TEST_F(LearningIn, WhatIsTaughtIsKnownToTheNextProcess) {
    EXPECT_EQ(teach(1).right, 1);
    EXPECT_EQ(typeOf(5), "chess-card");
    teach(2);
    const auto examples = LearningFolder(folder_.path()).examples(types());
    ASSERT_EQ(examples.size(), 1U) << "they differ in a person and a number alone";
    EXPECT_EQ(examples[0].times, 2);
    EXPECT_EQ(learning_.load().learned->pages().size(), 1U);
}

TEST_F(LearningIn, AModelReadBackSaysTheSame) {
    teach(1);
    const auto lesson = teach(2);
    const auto loaded = learning_.load();
    ASSERT_NE(loaded.learned, nullptr);
    ASSERT_EQ(loaded.learned->taught().size(), 1U);
    EXPECT_EQ(loaded.learned->taught()[0].weights, lesson.learned.taught()[0].weights);
    const auto page = clubCard(6);
    const auto features = featuresOf(Layout(page.evidence().text), page.evidence().clean);
    EXPECT_EQ(loaded.learned->logOddsOf("chess-card", features), lesson.learned.logOddsOf("chess-card", features));
}

TEST_F(LearningIn, OnlyTheOwnerMayReadWhatIsKept) {
    teach(1);
    for (const auto& file : {learning_.modelFile(), learning_.examplesFile()}) {
        struct stat status {};
        ASSERT_EQ(::stat(file.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << file;
    }
}

TEST_F(LearningIn, ADamagedModelIsOneSentenceAndTheRulesGoOn) {
    teach(1);
    const std::string whole = bytesOf(learning_.modelFile());
    const std::size_t steps[] = {0, 5, whole.size() / 3, whole.size() / 2, whole.size() - 1};
    for (const std::size_t at : steps) {
        std::string flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x21);
        write(flipped);
        EXPECT_THAT(learning_.load().problem, HasSubstr("daiban types learn")) << at;
        write(whole.substr(0, at));
        EXPECT_THAT(learning_.load().problem, HasSubstr("daiban types learn")) << at;
    }
    EXPECT_EQ(learning_.load().learned, nullptr);
    EXPECT_EQ(typeOf(5), unknownType);
}

TEST_F(LearningIn, AModelOfAnotherVersionIsSaidToBeOne) {
    teach(1);
    std::string other = bytesOf(learning_.modelFile());
    other.replace(other.find("version 1"), 9, "version 7");
    write(other);
    EXPECT_THAT(learning_.load().problem, HasSubstr("another version"));
}

TEST_F(LearningIn, LearningAgainMendsADamagedModel) {
    teach(1);
    write("daiban learned types, nonsense");
    EXPECT_EQ(learning_.learnAgain(types()).right, 1);
    EXPECT_EQ(typeOf(5), "chess-card");
}

TEST_F(LearningIn, ADamagedExampleIsNamedWithItsLine) {
    teach(1);
    std::ofstream(learning_.examplesFile(), std::ios::app) << "{\"type\":\"chess-card\"}\n";
    try {
        (void)learning_.learnAgain(types());
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("examples.jsonl:2:"));
    }
}

TEST_F(LearningIn, AFolderThatCannotBeMadeIsAStorageError) {
    std::ofstream(folder_.path() / "learning") << "a file in the way";
    try {
        teach(1);
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::StorageFailed);
    }
}

TEST_F(LearningIn, NothingHalfWrittenIsLeft) {
    teach(1);
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "learning"))
        EXPECT_NE(entry.path().extension(), ".tmp") << entry.path();
}

TEST_F(LearningIn, WhatIsKeptOfAPageNamesNobody) {
    auto page = PrintedPage::card();
    page.put(20, 6, "海河棋社棋手名片", 6).put(8, 20, "姓名").put(30, 20, "欧阳建国");
    page.put(8, 30, "住址：天津市滨海新区柳岸路1号").put(8, 40, "身份证号码12011619701016382X");
    learning_.teach({exampleOf(page.evidence(), "chess-card", ExampleSource::Corrected)}, types());
    const std::string kept = bytesOf(learning_.examplesFile()) + bytesOf(learning_.modelFile());
    for (const char* told : {"欧阳", "建国", "滨海", "柳岸", "120116", "姓名"})
        EXPECT_EQ(kept.find(told), std::string::npos) << told;
}

TEST_F(LearningIn, TwoPagesThatDifferInTheirPersonsHaveTheSameFeatures) {
    const auto featuresWith = [&](const std::string& name, const std::string& home) {
        auto page = PrintedPage::card();
        page.put(20, 6, "海河棋社棋手名片", 6).put(8, 20, "姓名").put(30, 20, name).put(8, 30, "住址：" + home);
        page.put(8, 40, "本名片由" + name + "保管");
        return kept(exampleOf(page.evidence(), "chess-card", ExampleSource::Corrected), types()).features;
    };
    const auto one = featuresWith("欧阳建国", "天津市滨海新区柳岸路"),
               other = featuresWith("司马文秀", "河北省遵化市白塔街道里");
    EXPECT_GT(cosineOf(one, other), 0.999) << "nothing of name or home is in them";
}

TEST_F(LearningIn, ATextKeptByAnEarlierProgramBecomesFeatures) {
    std::filesystem::create_directories(folder_.path() / "learning");
    std::ofstream(learning_.examplesFile())
        << R"({"type":"chess-card","source":"corrected","width":850,"height":540,"dpi":254,"lines":[{"text":"姓名 欧阳建国",)"
        << R"("quad":[[10,10],[300,10],[300,40],[10,40]]},{"text":"海河棋社棋手名片","quad":[[10,60],[500,60],[500,90],[10,90]]}]})"
        << "\n";
    EXPECT_EQ(learning_.learnAgain(types()).examples, 1);
    EXPECT_EQ(bytesOf(learning_.examplesFile()).find("欧阳"), std::string::npos);
    EXPECT_EQ(learning_.examples(types()).size(), 1U);
}

TEST_F(LearningIn, WhatIsForgottenIsAsIfItHadNeverBeenTaught) {
    teach(1);
    const auto ids = learning_.examples(types());
    ASSERT_EQ(ids.size(), 1U);
    learning_.forget({ids[0].id}, types());
    EXPECT_THAT(learning_.examples(types()), IsEmpty());
    EXPECT_EQ(typeOf(5), unknownType);
    EXPECT_THROW((void)learning_.forget({"123456789abc"}, types()), base::Error);
}

TEST_F(LearningIn, APageWithTheTitleOfAnotherTypeIsNotTaught) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "棋手等级证书", 8).put(20, 60, "姓名 周文博").put(20, 75, "等级 业余三段");
    ASSERT_EQ(classify(page.evidence(), types()).type, "chess-card");
    const auto lesson = learning_.teach({exampleOf(page.evidence(), "unknown", ExampleSource::Corrected)}, types());
    ASSERT_EQ(lesson.refused.size(), 1U);
    EXPECT_THAT(lesson.refused[0], HasSubstr("chess-card"));
    EXPECT_THAT(learning_.examples(types()), IsEmpty()) << "nothing is kept of it";
}

TEST_F(LearningIn, APageLikeThreeThatWereTaughtOtherwiseIsNotTaught) {
    const auto teachAs = [&](int seed, const std::string& type) {
        return learning_.teach({exampleOf(clubCard(seed).evidence(), type, ExampleSource::Corrected)}, types()).refused;
    };
    for (int seed = 1; seed <= 2; ++seed) EXPECT_THAT(teachAs(seed, "chess-card"), IsEmpty());
    EXPECT_THAT(teachAs(2, "unknown"), IsEmpty()) << "the same page again: a slip is mended";
    EXPECT_THAT(teachAs(2, "chess-card"), IsEmpty());
    for (int seed = 3; seed <= 4; ++seed) EXPECT_THAT(teachAs(seed, "chess-card"), IsEmpty());
    const auto refused = teachAs(7, "unknown");
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_THAT(refused[0], HasSubstr("types taught"));
    EXPECT_EQ(typeOf(9), "chess-card");
}

}  // namespace
}  // namespace daiban::documents
