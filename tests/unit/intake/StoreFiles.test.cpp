#include "intake/storeFiles.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/Text.h"
#include "intake/ReadingJson.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;

const base::BatchId batch{"01900000-0000-7000-8000-00000000beef"};

TEST(PageIds, AreTheSameForTheSameBatchAndPlace) {
    EXPECT_EQ(intake::pageIdOf(batch, 3, 2), intake::pageIdOf(batch, 3, 2));
    std::set<std::string> ids;
    for (std::size_t file = 0; file < 20; ++file)
        for (int number = 1; number <= 20; ++number) ids.insert(intake::pageIdOf(batch, file, number).text());
    EXPECT_EQ(ids.size(), 400U);
}

TEST(PageIds, AreUuidsOfVersionSevenWithTheBatchsTime) {
    const std::string id = intake::pageIdOf(batch, 0, 1).text();
    ASSERT_TRUE(base::isUuid(id)) << id;
    EXPECT_EQ(id[14], '7');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
    EXPECT_EQ(base::timeOfUuidV7(id), base::timeOfUuidV7(batch.text()));
}

TEST(StoringFiles, RefusesOneAndKeepsTheOthers) {
    const support::TemporaryFolder folder;
    const base::SystemClock clock;
    base::SystemRandom random;
    auto store = store::Store::open(folder.path() / "data", clock, random);
    std::ofstream(folder.path() / "letter.jpg") << "no picture";
    const std::filesystem::path good = std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples/pages/bank-card-scan.jpg";
    std::vector<intake::StoredFile> results;
    intake::storeFiles(store, {good, folder.path() / "letter.jpg", good},
                       {.batch = batch, .actor = {.account = "test"}},
                       [&](const intake::StoredFile& file) { results.push_back(file); });
    ASSERT_EQ(results.size(), 3U);
    EXPECT_FALSE(results[0].failed());
    EXPECT_TRUE(results[1].failed());
    EXPECT_FALSE(results[2].failed()) << "the same picture twice is two pages";
    EXPECT_EQ(store.pagesOf(batch).size(), 2U);
}

TEST(Readings, ComeBackAsPapersFromTheirJson) {
    intake::PageReading reading;
    reading.provenance = {.source = "a.jpg", .number = 2, .inputHash = {}};
    intake::ReadDocument document;
    document.clean.pixels = cv::Mat(100, 200, CV_8UC1, cv::Scalar(255));
    document.clean.quad = base::rectangle(0, 0, 200, 100);
    document.document.classification.type = "bank-card";
    document.document.classification.confidence = base::Confidence(0.9);
    document.document.fields["card_number"] = {
        .value = "4539148803436467", .iso = "", .confidence = base::Confidence(0.8), .valid = true};
    reading.documents.push_back(document);
    const auto papers = intake::papersFromJson(intake::toJson(reading));
    ASSERT_EQ(papers.size(), 1U);
    EXPECT_EQ(papers[0].place, (cases::PaperPlace{"a.jpg", 2, 0}));
    EXPECT_EQ(papers[0].document.classification.type, "bank-card");
    EXPECT_TRUE(papers[0].document.fields.at("card_number").valid);
    EXPECT_FALSE(papers[0].confirmedByPerson);
}

TEST(Readings, ThatAreNoneAreRefused) {
    EXPECT_THROW((void)intake::papersFromJson(base::Json{{"documents", {{{"type", 3}}}}}), base::Error);
}

}  // namespace
