#pragma once

#include <deque>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace daiban::scanners {

// Measured on drawn films and on noise of 4 grey values, as document cameras have it in an office's light; see
// tests/unit/scanners/PageWatch.test.cpp.
struct PageWatchOptions {
    int stillFrames = 8;           ///< a quarter to half a second: a hand that lays a page down never rests so long
    double mostMoved = 0.002;      ///< share of the picture that may differ from the frame before
    double mostBlurChange = 0.06;  ///< of the sharpness within the still frames: focus has settled
    double leastSharp = 0.15;      ///< of the contrast, in one dot; see PageWatch.cpp
    int patientFrames = 75;        ///< a lens that finds no focus in three seconds never will
    double mostLightChange = 2;    ///< grey values of the whole: exposure has settled
    double leastPage = 0.05;       ///< share of the picture; an identity card fills about this much of an A4 view
    double leastChanged = 0.001;   ///< share of a page's area that tells another page from the same: a line of writing
};

/// Tells from the frames of a document camera when a page is to be taken: something with a paper's edges lies still,
/// flat and in focus, and is not the one that was taken last. A page that was away in between, or was moved, is
/// another: rather one too many than one lost.
class PageWatch {
  public:
    enum class Seen {
        Empty,     ///< no page
        Moving,    ///< hands, paper on its way
        Settling,  ///< still, but not yet long enough, in focus, or flat
        Taken,     ///< the page that was taken lies there still
        NewPage,   ///< take this frame; said once a page
    };

    explicit PageWatch(const PageWatchOptions& options = {}) : options_(options) {}
    /// `frame`: 8-bit BGR, all of one size.
    [[nodiscard]] Seen look(const cv::Mat& frame);

    /// What has a paper's edges on a gray picture.
    struct Paper {
        bool isThere = false;
        std::vector<cv::Point2f> corners{};  ///< clockwise from the top left; empty: it is not flat, or not free
    };
    [[nodiscard]] static Paper findPaper(const cv::Mat& gray, double leastShare);

  private:
    struct Moment {
        cv::Mat small;
        double light = 0, sharpness = 0;
    };
    struct LastTaken {
        std::vector<cv::Point2f> corners;  ///< on the middle-sized picture
        cv::Mat picture;                   ///< flat
    };
    [[nodiscard]] bool isMoving(const cv::Mat& small) const;
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] bool isOther(const cv::Mat& middle, const std::vector<cv::Point2f>& corners) const;

    PageWatchOptions options_;
    std::deque<Moment> moments_;  ///< still ones, the oldest first
    std::optional<LastTaken> last_;
    bool disturbed_ = true;  ///< since the last page was taken
    bool wasAway_ = true;
    int stillFor_ = 0;
};

}  // namespace daiban::scanners
