#include "text/ppocr/TextDirection.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "text/ppocr/Strip.h"

namespace daiban::text::ppocr {

namespace {

/// Enough to see where lines are and how they run; reading needs more.
constexpr DetectorOptions coarse{.longerSide = 640, .mostEnlarged = 1.0};
/// The classifier costs little (1.4 ms a strip), the recogniser much (27 ms).
constexpr std::size_t linesToClassify = 12;
constexpr std::size_t linesToRead = 5;
/// A box counts as a line when it is so much longer than high.
constexpr double lineFrom = 1.5;
/// So much more text must run one way than the other for the other to be left out.
constexpr double clearlyMore = 3;
/// The classifier's mean vote is believed from here: 0 is undecided, 1 unanimous.
constexpr double clearVote = 0.7;

/// How far boxes are longer than high, summed.
double extent(const std::vector<TextBox>& boxes) {
    double sum = 0;
    for (const TextBox& box : boxes) sum += std::max(0.0, box.width() - lineFrom * box.height());
    return sum;
}

/// The boxes as they lie after the document was turned.
std::vector<TextBox> afterTurn(std::vector<TextBox> boxes, base::Turn turn) {
    const int firstCorner = (4 - static_cast<int>(turn) / 90) % 4;
    for (TextBox& box : boxes) box.quad = base::startingAt(box.quad, firstCorner);
    return boxes;
}

/// The longest lines, cut out; of very long ones the first part tells enough.
std::vector<cv::Mat> tellingStrips(const cv::Mat& bgr, std::vector<TextBox> boxes) {
    constexpr int longest = 320;
    std::erase_if(boxes, [](const TextBox& box) { return box.width() < lineFrom * box.height(); });
    std::sort(boxes.begin(), boxes.end(), [](const TextBox& a, const TextBox& b) { return a.width() > b.width(); });
    if (boxes.size() > linesToClassify) boxes.resize(linesToClassify);
    std::vector<cv::Mat> strips;
    for (const TextBox& box : boxes) {
        const cv::Mat strip = stripOf(bgr, box).pixels;
        strips.push_back(strip.colRange(0, std::min(strip.cols, longest)));
    }
    return strips;
}

}  // namespace

Orientation TextDirection::find(const cv::Mat& bgr) const {
    const std::vector<TextBox> level = detector_.find(bgr, coarse);
    Orientation found = decide(bgr, level);
    for (const TextBox& box : level) found.lines.push_back(box.quad);
    return found;
}

Orientation TextDirection::decide(const cv::Mat& bgr, const std::vector<TextBox>& level) const {
    const std::vector<TextBox> upended = afterTurn(level, base::Turn::Right);
    const double across = extent(level);
    const double down = extent(upended);
    if (across == 0 && down == 0) return {};
    if (across > clearlyMore * down) return byClassifier(tellingStrips(bgr, level), base::Turn::None);
    if (down > clearlyMore * across) return byClassifier(tellingStrips(bgr, upended), base::Turn::Right);
    const Orientation one = byReading(tellingStrips(bgr, level), base::Turn::None);
    const Orientation other = byReading(tellingStrips(bgr, upended), base::Turn::Right);
    return one.confidence >= other.confidence ? one : other;
}

Orientation TextDirection::byClassifier(const std::vector<cv::Mat>& strips, base::Turn along) const {
    constexpr std::size_t fewest = 3;
    double upsideDown = 0;
    for (const cv::Mat& strip : strips) upsideDown += classifier_.upsideDown(strip);
    const double vote = strips.empty() ? 0 : 1 - 2 * upsideDown / static_cast<double>(strips.size());
    if (strips.size() < fewest || std::abs(vote) < clearVote) return byReading(strips, along);
    return {vote > 0 ? along : along + base::Turn::Half, base::Confidence(std::abs(vote)), {}};
}

Orientation TextDirection::byReading(const std::vector<cv::Mat>& strips, base::Turn along) const {
    /// So much readable text is certain; less lowers the confidence.
    constexpr double plenty = 4;
    std::vector<cv::Mat> lines(strips.begin(),
                               strips.begin() + static_cast<std::ptrdiff_t>(std::min(strips.size(), linesToRead)));
    const double upright = readability(lines);
    for (cv::Mat& line : lines) {
        cv::Mat turned;
        cv::rotate(line, turned, cv::ROTATE_180);
        line = turned;
    }
    const double turned = readability(lines);
    const double more = std::max(upright, turned);
    if (more == 0) return {along, base::Confidence(), {}};
    const double margin = std::abs(upright - turned) / more;
    return {upright >= turned ? along : along + base::Turn::Half,
            base::Confidence(margin * std::min(1.0, more / plenty)),
            {}};
}

/// The sum of what confidences of characters are above a guess.
double TextDirection::readability(const std::vector<cv::Mat>& strips) const {
    double sum = 0;
    for (const cv::Mat& strip : strips)
        for (const ReadCharacter& character : recogniser_.read(strip))
            if (character.confidence > 0.6) sum += character.confidence - 0.5;
    return sum;
}

}  // namespace daiban::text::ppocr
