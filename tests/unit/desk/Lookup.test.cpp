#include "desk/Lookup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "codes/QrCode.h"
#include "support/HasSubstr.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using support::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

constexpr int module = 5;  // pixels

/// Folder labels on a page.
class PictureOfLabels : public testing::Test {
  protected:
    PictureOfLabels() {
        for (int i = 0; i < 4; ++i) {
            cv::Mat drawn;
            const auto token = station_.keys.issue(codes::TokenKind::Folder, station_.random);
            cv::resize(codes::makeQrCode(token.text), drawn, {}, module, module, cv::INTER_NEAREST);
            places_.emplace_back(cv::Point(200 + i % 2 * 500, 200 + i / 2 * 500), drawn.size());
            drawn.copyTo(page_(places_.back()));
        }
    }
    /// All but the finder and timing patterns: a code is seen there and cannot be read.
    void blacken(const cv::Rect& place) {
        page_(cv::Rect(place.x + 9 * module, place.y + 9 * module, place.width - 9 * module, place.height - 9 * module))
            .setTo(20);
    }
    [[nodiscard]] std::string file() const {
        const auto path = (station_.folder() / "labels.png").string();
        cv::imwrite(path, page_);
        return path;
    }
    [[nodiscard]] std::vector<std::string> scanned(const store::HandoffRecord& handoff) const {
        std::vector<std::string> things;
        for (const auto& line : station_.store.reportOf(handoff.handoff.id).lines) things.push_back(line.thing);
        return things;
    }

    Station station_;
    std::vector<cv::Rect> places_;
    cv::Mat page_{1400, 1200, CV_8UC1, cv::Scalar(250)};
};

TEST_F(PictureOfLabels, IsScannedLabelByLabelWhenAllAreRead) {
    const auto handoff =
        station_.desk().handoffs.open(station_.worker, {.id = {}, .from = "SQ-0101", .to = "JD-01", .courier = {}});
    EXPECT_THAT(station_.desk().handoffs.scan(station_.worker, handoff.handoff.id.text(), file(), {}), SizeIs(4));
    EXPECT_THAT(scanned(handoff), SizeIs(4));
}

TEST_F(PictureOfLabels, IsNotScannedAtAllWhenOneOfThemCannotBeRead) {
    blacken(places_[2]);
    const auto handoff =
        station_.desk().handoffs.open(station_.worker, {.id = {}, .from = "SQ-0101", .to = "JD-01", .courier = {}});
    const auto refusal =
        refusalOf([&] { (void)station_.desk().handoffs.scan(station_.worker, handoff.handoff.id.text(), file(), {}); });
    EXPECT_THAT(refusal, HasSubstr("4 labels are seen"));
    EXPECT_THAT(refusal, HasSubstr("only 3 can be read"));
    EXPECT_THAT(scanned(handoff), IsEmpty());
}

}  // namespace
