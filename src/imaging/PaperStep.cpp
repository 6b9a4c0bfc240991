#include "imaging/PaperStep.h"

#include <algorithm>
#include <cmath>
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
constexpr double every = 2;  ///< pixels along the side
constexpr int pieces = 8;    ///< a side is judged in: an edge does not stop in between
constexpr int fewest = 30;   ///< pixels of a band that say something
/// White paper on a white platen changes by one to ten gray levels, a printed frame on a scan by less than one half.
constexpr double paperEdge = 1.0;
/// The light on a desk changes from one band to the next, too: an edge must change by so many times as much.
constexpr double timesLight = 2.5;
/// Uneven light changes paper by a few levels from the edge to the middle, the desk beyond the other sides by far more:
/// a piece must show this share of what the others do.
constexpr double shareOfOthers = 0.1;

class Band {
  public:
    void add(uchar level) { ++histogram_[level], ++count_; }
    [[nodiscard]] int count() const { return count_; }
    /// Between the levels: thousands of pixels know the median better than to one level.
    [[nodiscard]] double median() const {
        double below = 0;
        for (std::size_t level = 0; level < histogram_.size(); ++level) {
            if (below + histogram_[level] >= count_ / 2.0)
                return static_cast<double>(level) + (count_ / 2.0 - below) / histogram_[level];
            below += histogram_[level];
        }
        return 255;
    }

  private:
    std::array<int, 256> histogram_{};
    int count_ = 0;
};

using Bands = std::array<Band, 3>;  ///< one a channel

void addPixel(Bands& bands, const cv::Mat& pixels, cv::Point2d at) {
    const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
    if (x < 0 || y < 0 || x >= pixels.cols || y >= pixels.rows) return;
    const uchar* pixel = pixels.ptr<uchar>(y) + x * pixels.channels();
    for (int c = 0; c < pixels.channels(); ++c) bands[static_cast<std::size_t>(c)].add(pixel[c]);
}

double difference(const Bands& a, const Bands& b, int channels) {
    double most = 0;
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c)
        most = std::max(most, std::abs(a[c].median() - b[c].median()));
    return most;
}

struct Step {
    double close, deep;  ///< from outside to the print right inside, and to the paper
    double light;        ///< from outside to farther outside
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
        for (int i = 0; i < pieces; ++i) addStep(out, cornerShare * length_ + i * length, length);
    }

  private:
    void addStep(std::vector<Step>& out, double begin, double length) const {
        Bands close, deep, outside, beyond;
        for (double t = begin; t < begin + length; t += every) {
            const cv::Point2d at = from_ + t * along_;
            for (int off = nearest; off <= farthest; ++off) {
                addPixel(close, pixels_, at + off * inwards_);
                addPixel(outside, pixels_, at - off * inwards_);
                addPixel(beyond, pixels_, at - (off + farthest - nearest + 1) * inwards_);
            }
            for (int off = nearest; off <= depth_; off += 3) addPixel(deep, pixels_, at + off * inwards_);
        }
        if (deep[0].count() < fewest || close[0].count() < fewest || outside[0].count() < fewest) return;
        const int channels = pixels_.channels();
        const double light = beyond[0].count() < fewest ? 0 : difference(beyond, outside, channels);
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
