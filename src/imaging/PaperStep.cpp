#include "imaging/PaperStep.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace daiban::imaging {

namespace {

/// The bands lie so many pixels off the side: beyond the edge's own blur, before the first print.
constexpr int nearest = 3, farthest = 8;
/// Paper is what most of a deep band inside is: borders printed along the edge are narrower than half of it. At most so
/// many pixels, and this share of the quad's shorter side.
constexpr int deepest = 40;
constexpr double deepestShare = 0.15;
/// Corners are rounded or dog-eared.
constexpr double cornerShare = 0.08;
constexpr int pieces = 8;    ///< a side is judged in: an edge does not stop in between
constexpr int samples = 16;  ///< along a piece
constexpr int fewest = 15;   ///< pixels of a band that say something
/// White paper on a white platen changes by one to ten gray levels, a printed frame on a scan by less than one half.
constexpr double paperEdge = 1.0;
/// The light on a desk changes from one band to the next, too: an edge must change by so many times as much.
constexpr double timesLight = 2.5;
/// Uneven light changes paper by a few levels from the edge to the middle, the desk beyond the other sides by far more:
/// a piece must show this share of what the others do.
constexpr double shareOfOthers = 0.1;

/// Levels of one channel in a band. What crosses it (print, a mark on the desk) is little.
class Band {
  public:
    void add(uchar level) {
        if (count_ == levels_.size()) return;
        levels_[count_++] = level;
        ++coarse_[level / coarseStep];
    }
    [[nodiscard]] int count() const { return static_cast<int>(count_); }
    /// Mean of the levels about the one most of the band has: as steady as the median, and finer than a level.
    [[nodiscard]] double middle() const {
        const auto most = std::max_element(coarse_.begin(), coarse_.end()) - coarse_.begin();
        const int about = static_cast<int>(most) * coarseStep + coarseStep / 2;
        int sum = 0, n = 0;
        for (std::size_t i = 0; i < count_; ++i)
            if (std::abs(levels_[i] - about) <= coarseStep) sum += levels_[i], ++n;
        return static_cast<double>(sum) / std::max(1, n);
    }

  private:
    static constexpr int coarseStep = 16;
    std::array<uchar, static_cast<std::size_t>(samples) * 16> levels_;
    std::array<std::uint16_t, 256 / coarseStep> coarse_{};
    std::size_t count_ = 0;
};

using Bands = std::array<Band, 3>;  ///< one a channel

/// `channels`: of the picture, known when this is compiled: these are the most frequent steps of all.
template <int channels>
void addPixel(Bands& bands, const cv::Mat& pixels, cv::Point2d at) {
    const int x = cvFloor(at.x), y = cvFloor(at.y);
    if (x < 0 || y < 0 || x >= pixels.cols || y >= pixels.rows) return;
    const uchar* pixel = pixels.ptr<uchar>(y) + x * channels;
    for (int c = 0; c < channels; ++c) bands[static_cast<std::size_t>(c)].add(pixel[c]);
}

double difference(const Bands& a, const Bands& b, int channels) {
    double most = 0;
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c)
        most = std::max(most, std::abs(a[c].middle() - b[c].middle()));
    return most;
}

struct Step {
    double close, deep;  ///< from outside to the print right inside, and to the paper
    double light;        ///< from band to band on the side where it changes less: shadows lie on one side only
};

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// What is beside a side of the outline.
class Side {
  public:
    Side(const cv::Mat& pixels, cv::Point2d from, cv::Point2d to, cv::Point2d middle, int depth)
        : pixels_(pixels), from_(from), length_(cv::norm(to - from)), depth_(depth) {
        along_ = (to - from) / std::max(1e-9, length_);
        inwards_ = {-along_.y, along_.x};
        if ((middle - from).dot(inwards_) < 0) inwards_ = -inwards_;
    }

    void addSteps(std::vector<Step>& out) const {
        const double length = (1 - 2 * cornerShare) * length_ / pieces;
        for (int i = 0; i < pieces; ++i) {
            const double begin = cornerShare * length_ + i * length;
            pixels_.channels() == 1 ? addStep<1>(out, begin, length) : addStep<3>(out, begin, length);
        }
    }

  private:
    template <int channels>
    void addStep(std::vector<Step>& out, double begin, double length) const {
        Bands close, deep, outside, beyond, farther;
        for (int i = 0; i < samples; ++i) {
            const cv::Point2d at = from_ + (begin + (i + 0.5) * length / samples) * along_;
            for (int off = nearest; off <= farthest; ++off) {
                addPixel<channels>(close, pixels_, at + off * inwards_);
                addPixel<channels>(outside, pixels_, at - off * inwards_);
                addPixel<channels>(beyond, pixels_, at - (off + farthest - nearest + 1) * inwards_);
                addPixel<channels>(farther, pixels_, at + (off + farthest - nearest + 1) * inwards_);
            }
            for (int off = nearest; off <= depth_; off += 4) addPixel<channels>(deep, pixels_, at + off * inwards_);
        }
        if (deep[0].count() < fewest || close[0].count() < fewest || outside[0].count() < fewest) return;
        const double beside = beyond[0].count() < fewest ? 0 : difference(beyond, outside, channels);
        const double light = std::min(beside, difference(farther, close, channels));
        out.push_back({difference(close, outside, channels), difference(deep, outside, channels), light});
    }

    const cv::Mat& pixels_;
    cv::Point2d from_, along_, inwards_;
    double length_;
    int depth_;
};

}  // namespace

double shareOfPaperEdges(const cv::Mat& pixels, const Corners& corners) {
    const cv::Point2d middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    const double shorter = std::min(cv::norm(corners[1] - corners[0]), cv::norm(corners[2] - corners[1]));
    const int depth = std::clamp(static_cast<int>(deepestShare * shorter), farthest, deepest);
    std::vector<Step> steps;
    for (std::size_t i = 0; i < 4; ++i) Side(pixels, corners[i], corners[(i + 1) % 4], middle, depth).addSteps(steps);
    if (steps.empty()) return 0;
    std::vector<double> deep, light;
    for (const Step& step : steps) deep.push_back(step.deep), light.push_back(step.light);
    const double close = std::max(paperEdge, timesLight * medianOf(light));
    const double least = std::max(close, shareOfOthers * medianOf(deep));
    const auto edges = std::count_if(steps.begin(), steps.end(),
                                     [&](const Step& step) { return step.close >= close && step.deep >= least; });
    return static_cast<double>(edges) / static_cast<double>(steps.size());
}

}  // namespace daiban::imaging
