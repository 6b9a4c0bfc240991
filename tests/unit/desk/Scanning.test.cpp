#include "desk/Scanning.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "Station.h"

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

}  // namespace
}  // namespace daiban::desk
