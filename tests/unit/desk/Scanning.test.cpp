#include "desk/Scanning.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "Station.h"
#include "support/TestScanners.h"

namespace daiban::desk {
namespace {

using namespace std::chrono_literals;

/// A station whose driver writes down how often it was started.
class ScannersOfAStation : public testing::Test {
  protected:
    ScannersOfAStation() {
        std::ofstream(driver_) << "#!/bin/sh\nprintf x >>" << looks_ << "\nexec " FAKE_WORKER " scanner none\n";
        std::filesystem::permissions(driver_, std::filesystem::perms::owner_all);
    }
    [[nodiscard]] int looks() const {
        return std::filesystem::exists(looks_) ? static_cast<int>(std::filesystem::file_size(looks_)) : 0;
    }

    tests::Station station;
    Models models{station.models(), station.dataFolder(), base::dayOf(station.clock.now())};
    [[nodiscard]] const Parts& parts() const { return parts_; }

  private:
    std::filesystem::path driver_ = station.folder() / "driver", looks_ = station.folder() / "looks";
    Parts parts_{.models = models,
                 .store = station.store,
                 .dataFolder = station.dataFolder(),
                 .keys = [this]() -> const codes::TokenKeys& { return station.keys; },
                 .clock = station.clock,
                 .random = station.random};

  protected:
    Scanning scanning{parts_, scanners::ScanWorker{.program = driver_}};
};

TEST_F(ScannersOfAStation, AreLookedForOnceWhoeverBeginsAnIntake) {
    for (int intake = 0; intake < 3; ++intake) EXPECT_TRUE(scanning.known().empty());
    EXPECT_EQ(looks(), 1);
    station.clock.advance(6min);
    (void)scanning.known();
    EXPECT_EQ(looks(), 2);
}

TEST_F(ScannersOfAStation, AreLookedForAgainWhenSomebodyAsksAndWhenTheClockWasSetBack) {
    (void)scanning.known();
    (void)scanning.devices();
    EXPECT_EQ(looks(), 2);
    station.clock.advance(-1h);
    (void)scanning.known();
    EXPECT_EQ(looks(), 3);
}

/// A station with a scanner that jams where it is told to.
class ScanOfAnIntake : public ScannersOfAStation {
  protected:
    void SetUp() override {
        scanners::useVirtualScanners();
        (void)station.desk().intakes.open(station.worker, intake, "SB-002", {});
    }
    /// Gives the sentence of what went wrong, or "".
    std::string scan(const std::string& plan) {
        const scanners::ScanOptions options{
            .device = "faulty:desk", .source = scanners::ScanSource::Adf, .deviceSettings = {{"plan", plan}}};
        try {
            (void)real.scan(station.worker, intake, station.newId<base::BatchId>(), options,
                            [](const base::PageId&) { return true; });
        } catch (const scanners::ScanError& error) {
            return error.what();
        }
        return "";
    }
    /// The sheets that were kept, in the intake's order, as they are drawn.
    [[nodiscard]] std::vector<int> kept() {
        std::vector<int> sheets;
        for (const auto& page : station.desk().intakes.pagesOf(intake)) {
            const auto file = page::PageFile::open(station.store.blobPath(page.blob));
            sheets.push_back(static_cast<int>(cv::mean(file.page(1).pixels)[0]) / 10);
        }
        return sheets;
    }

    store::IntakeId intake = station.newId<store::IntakeId>();
    Scanning real{parts(), scanners::ScanWorker{.program = DAIBAN_PROGRAM}};
};

TEST_F(ScanOfAnIntake, GoesOnWhereThePaperJammedWithNothingLostOrDoubled) {
    EXPECT_NE(scan("sheets=10 4:jammed"), "");
    EXPECT_NE(scan("sheets=7 first=4 3:start:cover"), "");
    EXPECT_NE(scan("sheets=5 first=6 1:busy"), "");
    EXPECT_EQ(scan("sheets=5 first=6"), "");
    EXPECT_EQ(kept(), (std::vector{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
}

}  // namespace
}  // namespace daiban::desk
