#include "intake/PageWorkers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>

#include "base/Error.h"
#include "intake/PageQuestion.h"
#include "intake/readPages.h"
#include "support/TemporaryFolder.h"

namespace daiban::intake {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Workers that have a mishap (see tests/support/FakeWorker.cpp), and count what they are asked.
class FakeReaders {
  public:
    explicit FakeReaders(const std::string& mishap, milliseconds patience = milliseconds(20'000))
        : workers(WorkerKind::Read,
                  {.program = written(mishap), .most = 1, .limits = {.request = patience, .memory = 300LL << 20}}) {}

    [[nodiscard]] int timesAsked() const {
        std::error_code none;
        const auto size = std::filesystem::file_size(folder_.path() / "asked", none);
        return none ? 0 : static_cast<int>(size);
    }
    PageReading read(const OnFirstLook& onFirstLook = {}) {
        return workers.read(page::PageBytes::of("bytes", "form.jpg"), {}, onFirstLook);
    }
    std::string sentence() {
        try {
            (void)read();
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
            return error.what();
        }
        return "it was read";
    }

  private:
    std::filesystem::path written(const std::string& mishap) const {
        const auto program = folder_.path() / "worker";
        std::ofstream(program) << "#!/bin/sh\nexec " FAKE_WORKER " pages " << mishap << " " << folder_.path().string()
                               << "/asked\n";
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        return program;
    }
    support::TemporaryFolder folder_;

  public:
    PageWorkers workers;
};

TEST(PageWorkers, AreToldWhichTypesAreAwaited) {
    PageRequest request;
    request.expectedTypes = {"id-card-front", "diploma"};
    auto question = toJson(Question::Read, "form.jpg", request, false);
    question["left_out"] = base::Json::array();
    EXPECT_EQ(questionFrom(question).request.expectedTypes, request.expectedTypes);
}

TEST(PageWorkers, AskOnceWhereAllIsWell) {
    FakeReaders fakes("none");
    EXPECT_EQ(fakes.read().codes.at(0).text, "seen");
    EXPECT_EQ(fakes.timesAsked(), 1);
}

TEST(PageWorkers, AskAFreshOneWhenTheFirstFailed) {
    for (const std::string mishap : {"first-crash", "first-segv", "first-exit", "first-garbage", "first-eat"}) {
        FakeReaders fakes(mishap);
        EXPECT_EQ(fakes.read().codes.size(), 1U) << mishap;
        EXPECT_EQ(fakes.timesAsked(), 2) << mishap;
    }
}

TEST(PageWorkers, AskAFreshOneWhenTheFirstHangsOrIsStopped) {
    for (const std::string mishap : {"first-hang", "first-stop", "first-spin"}) {
        FakeReaders fakes(mishap, milliseconds(4000));
        EXPECT_EQ(fakes.read().codes.size(), 1U) << mishap;
    }
}

TEST(PageWorkers, SayOneSentenceWhenTheSecondFailsToo) {
    FakeReaders crash("crash");
    EXPECT_EQ(crash.sentence(),
              "form.jpg could not be read: the program that reads it broke down, twice; scan the paper again.");
    EXPECT_EQ(crash.timesAsked(), 2);
    FakeReaders hang("hang", milliseconds(1000));
    EXPECT_EQ(hang.sentence(),
              "form.jpg could not be read: it was not done in 1 seconds, twice; scan it at a lower resolution.");
    FakeReaders eat("eat");
    EXPECT_EQ(eat.sentence(), "form.jpg could not be read: there is not enough memory; scan it at a lower resolution.");
    EXPECT_EQ(eat.timesAsked(), 2);
}

TEST(PageWorkers, LeaveOutADecoderThatEndsTheProcessAndSaySo) {
    FakeReaders fakes("zxing");
    const auto reading = fakes.read();
    EXPECT_EQ(reading.codes.size(), 1U) << "the other decoder's";
    EXPECT_THAT(reading.remarks, ElementsAre("zxing"));
    EXPECT_EQ(fakes.timesAsked(), 2);
    EXPECT_THAT(fakes.read().remarks, ElementsAre("zxing")) << "of this page alone: the next one is read with all";
    EXPECT_EQ(fakes.timesAsked(), 4);
}

TEST(PageWorkers, LeaveOutBothDecodersRatherThanThePage) {
    FakeReaders fakes("both");
    EXPECT_THAT(fakes.read().remarks, ElementsAre("zxing", "zbar"));
}

TEST(PageWorkers, DoNotBlameADecoderForWhatComesAfterIt) {
    FakeReaders fakes("later");
    EXPECT_NE(fakes.sentence().find("broke down, twice"), std::string::npos);
    EXPECT_EQ(fakes.timesAsked(), 2);
}

TEST(PageWorkers, TakeNoNonsenseForAnAnswer) {
    FakeReaders fakes("nonsense");
    EXPECT_NE(fakes.sentence().find("broke down"), std::string::npos);
}

TEST(PageWorkers, TellAFirstLookBeforeTheReading) {
    FakeReaders fakes("none");
    int looks = 0;
    (void)fakes.read([&](const PageReading& seen) {
        ++looks;
        EXPECT_EQ(seen.codes.size(), 1U);
    });
    EXPECT_EQ(looks, 1);
}

TEST(PageWorkers, OnePageThatEndsItsWorkersCostsNoOtherPage) {
    FakeReaders fakes("first-crash");
    std::vector<PageOutcome> outcomes;
    int given = 0;
    readPages(
        [&]() -> std::optional<PageInput> {
            if (given == 3) return std::nullopt;
            return PageInput{
                .source = "form.jpg",
                .number = ++given,
                .bytes =
                    [] { return std::make_shared<const page::PageBytes>(page::PageBytes::of("bytes", "form.jpg")); },
                .failure = {}};
        },
        ReadingPlace(fakes.workers, base::Date{}), {.threads = 2},
        [&](PageOutcome outcome) { outcomes.push_back(std::move(outcome)); });
    ASSERT_EQ(outcomes.size(), 3U);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(outcomes[static_cast<std::size_t>(i)].failure, "");
        EXPECT_EQ(outcomes[static_cast<std::size_t>(i)].number, i + 1) << "in order";
    }
}

// The real one.

class FileWorkers : public testing::Test {
  protected:
    page::PageBytes picture(int rows, int columns) {
        std::vector<uchar> bytes;
        cv::imencode(".png", cv::Mat(rows, columns, CV_8UC3, cv::Scalar(10, 20, 30)), bytes);
        return page::PageBytes::of({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, "drawn.png");
    }
    static std::string sentenceOf(const std::function<void()>& action) {
        try {
            action();
        } catch (const base::Error& error) {
            return error.what();
        }
        return "no error";
    }

    PageWorkers workers_{WorkerKind::Pdf, {.program = DAIBAN_PROGRAM, .most = 1}};
};

TEST_F(FileWorkers, LookAtAFileAndDrawItsPage) {
    const auto bytes = picture(30, 40);
    const auto facts = workers_.lookAt(bytes);
    EXPECT_EQ(facts.pages, 1);
    EXPECT_EQ(facts.mediaType, "image/png");
    const auto page = workers_.picture(bytes, {.sha256 = facts.sha256});
    EXPECT_EQ(page.pixels.size(), cv::Size(40, 30));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(7, 7), cv::Vec3b(10, 20, 30));
    EXPECT_EQ(page.provenance.source, "drawn.png");
    EXPECT_EQ(page.provenance.inputHash, facts.sha256);
}

TEST_F(FileWorkers, SayOfABadFileWhatWouldBeSaidInThisProcess) {
    for (const std::string bytes : {"", "Dear Sir", "\xFF\xD8\xFF\xE0 cut short"}) {
        const auto given = page::PageBytes::of(bytes, "bad.jpg");
        const auto here = sentenceOf([&] { (void)pictureOf(given, {}, nullptr); });
        EXPECT_NE(here, "no error");
        EXPECT_EQ(sentenceOf([&] { (void)workers_.picture(given, {}); }), here);
    }
}

TEST_F(FileWorkers, RefuseAFileThatIsNotTheOneThatWasLookedAt) {
    const auto facts = workers_.lookAt(picture(30, 40));
    (void)workers_.lookAt(picture(9, 9));  // it keeps the last one
    EXPECT_EQ(sentenceOf([&] { (void)workers_.picture(picture(31, 40), {.sha256 = facts.sha256}); }),
              "drawn.png was changed while it was being read; give it again.");
}

TEST_F(FileWorkers, ReadNoTextAndSaySo) {
    EXPECT_EQ(sentenceOf([&] { (void)workers_.read(picture(30, 40), {}); }),
              "This worker reads no text; ask one that does.");
}

}  // namespace
}  // namespace daiban::intake
