// A document camera, for which a film stands.
#include "scanners/camera/CameraSource.h"

#include <gtest/gtest.h>

#include <opencv2/videoio.hpp>

#include "support/DrawnFilm.h"
#include "support/TestScanners.h"

namespace daiban::scanners {
namespace {

using support::DrawnFilm;

class FilmedPages : public testing::Test {
  protected:
    FilmedPages() {
        DrawnFilm film;
        film.empty(15);
        for (unsigned page = 1; page <= 3; ++page) {
            film.comes(DrawnFilm::sheet(page));
            film.comesIntoFocus(DrawnFilm::sheet(page), 3, 12);
            film.lies(DrawnFilm::sheet(page), 20);
            film.goes(DrawnFilm::sheet(page));
            film.empty(8);
        }
        write(file("pages.avi"), film);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path() / name).string(); }
    static void write(const std::string& path, const DrawnFilm& film) {
        cv::VideoWriter writer(path, cv::CAP_OPENCV_MJPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 25,
                               {DrawnFilm::width, DrawnFilm::height});
        ASSERT_TRUE(writer.isOpened());
        for (const auto& frame : film.frames()) writer.write(frame);
    }
    /// How much a taken picture differs from a sheet, in grey values.
    static double differenceTo(const cv::Mat& taken, unsigned sheet) {
        cv::Mat difference;
        cv::absdiff(taken(cv::Rect(180, 150, 594, 420)), DrawnFilm::sheet(sheet), difference);
        const auto mean = cv::mean(difference);
        return (mean[0] + mean[1] + mean[2]) / 3;
    }

    support::TemporaryFolder folder_;
};

TEST_F(FilmedPages, ComeOneByOneThroughTheWorkerAsTheyLay) {
    const auto result = scanned({.device = "camera:" + file("pages.avi")});
    ASSERT_EQ(result.count, 3) << result.sentence;
    ASSERT_EQ(result.pages.size(), 3U);
    for (unsigned page = 1; page <= 3; ++page) {
        EXPECT_EQ(result.pages[page - 1].pixels.size(), cv::Size(DrawnFilm::width, DrawnFilm::height));
        EXPECT_LT(differenceTo(result.pages[page - 1].pixels, page), 6) << "page " << page << " is blurred, or another";
        EXPECT_EQ(result.pages[page - 1].provenance.number, static_cast<int>(page));
    }
}

TEST_F(FilmedPages, AreAsManyAsWereAskedForAndGrayWhenAsked) {
    const auto result = scanned({.device = "camera:" + file("pages.avi"), .mode = ScanMode::Gray, .maxPages = 2});
    EXPECT_EQ(result.count, 2);
    EXPECT_EQ(result.pages.at(0).pixels.channels(), 1);
}

TEST_F(FilmedPages, TakeLongerToBeStillWhenAsked) {
    EXPECT_EQ(scanned({.device = "camera:" + file("pages.avi"), .deviceSettings = {{"still", "30"}}}).problem,
              ScanProblem::FeederEmpty);
    EXPECT_EQ(scanned({.device = "camera:" + file("pages.avi"), .deviceSettings = {{"colour", "30"}}}).problem,
              ScanProblem::BadSetting);
}

TEST_F(FilmedPages, AreSaidToBeNoneWhereNoneAre) {
    DrawnFilm film;
    film.empty(30);
    write(file("empty.avi"), film);
    std::ofstream(file("notes.avi")) << "no film";
    EXPECT_EQ(scanned({.device = "camera:" + file("empty.avi")}).problem, ScanProblem::FeederEmpty);
    EXPECT_EQ(scanned({.device = "camera:" + file("notes.avi")}).problem, ScanProblem::BadPage);
    EXPECT_EQ(scanned({.device = "camera:/dev/null"}).problem, ScanProblem::NoDevice);
    EXPECT_EQ(scanned({.device = "camera:" + file("none.avi")}).problem, ScanProblem::NoDevice);
}

TEST_F(FilmedPages, StopWhenNobodyWantsMore) {
    int pages = 0;
    const ScanOptions options{.device = "camera:" + file("pages.avi")};
    EXPECT_EQ(
        openPageSource(options.device, scanWorker())->scan(options, [&](const page::Page&) { return ++pages < 2; }), 2);
}

}  // namespace
}  // namespace daiban::scanners
