#include "text/ppocr/PpOcrReader.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "base/Text.h"
#include "text/ReadingOrder.h"
#include "text/ppocr/Detector.h"
#include "text/ppocr/DirectionClassifier.h"
#include "text/ppocr/Overprint.h"
#include "text/ppocr/Recogniser.h"
#include "text/ppocr/Strip.h"
#include "text/ppocr/TextDirection.h"
#include "text/ppocr/Weights.h"

namespace daiban::text::ppocr {

namespace {

/// Lines read with less are the network's guesses at emblems, faces and patterns. On every fourth specimen, with
/// strips that had no margin yet, 0.5 left 1.19 % of the characters wrong and 0.71 % surplus, 0.7 1.21 % and 0.53 %.
constexpr double leastConfidence = 0.7;

cv::Mat colourOf(const cv::Mat& pixels) {
    if (pixels.channels() == 3) return pixels;
    cv::Mat bgr;
    cv::cvtColor(pixels, bgr, cv::COLOR_GRAY2BGR);
    return bgr;
}

cv::Rect boundsOf(const base::Quad& quad) {
    const auto [left, right] = std::minmax({quad[0].x, quad[1].x, quad[2].x, quad[3].x});
    const auto [top, bottom] = std::minmax({quad[0].y, quad[1].y, quad[2].y, quad[3].y});
    return {cv::Point(static_cast<int>(left), static_cast<int>(top)),
            cv::Point(static_cast<int>(right), static_cast<int>(bottom))};
}

/// A character reaches half way to its neighbours, but no farther than half of its line's height.
std::vector<TextSymbol> symbolsOf(const Strip& strip, const std::vector<ReadCharacter>& characters) {
    constexpr double reach = stripHeight / 2.0;
    std::vector<TextSymbol> symbols;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const ReadCharacter& c = characters[i];
        if (c.text == " ") continue;
        const double before = i > 0 ? (c.at - characters[i - 1].at) / 2 : reach;
        const double after = i + 1 < characters.size() ? (characters[i + 1].at - c.at) / 2 : reach;
        symbols.push_back({c.text, strip.between(c.at - std::min(before, reach), c.at + std::min(after, reach)),
                           base::Confidence(c.confidence)});
    }
    return symbols;
}

TextLine lineOf(const Strip& strip, const std::vector<ReadCharacter>& characters) {
    TextLine line;
    std::string text;
    for (const ReadCharacter& c : characters) text += c.text;
    line.text = base::trimmed(base::withoutBlanksInChinese(text));
    line.quad = strip.box.quad;
    line.confidence = base::Confidence(meanConfidence(characters));
    line.symbols = symbolsOf(strip, characters);
    return line;
}

std::vector<cv::Rect> boundsOf(const std::vector<TextBox>& boxes) {
    std::vector<cv::Rect> bounds;
    bounds.reserve(boxes.size());
    for (const TextBox& box : boxes) bounds.push_back(boundsOf(box.quad));
    return bounds;
}

/// `first`, and of `others` those that lie beside it.
std::vector<TextBox> joined(std::vector<TextBox> first, const std::vector<TextBox>& others) {
    constexpr double beside = 0.3;  // of its area may be covered
    const std::vector<cv::Rect> taken = boundsOf(first);
    for (const TextBox& box : others) {
        const cv::Rect mine = boundsOf(box.quad);
        double covered = 0;
        for (const cv::Rect& other : taken) covered += (mine & other).area();
        if (covered < beside * mine.area()) first.push_back(box);
    }
    return first;
}

TextLine surer(TextLine a, TextLine b) {
    return a.confidence >= b.confidence ? std::move(a) : std::move(b);
}

Weights installedWeights() {
    if (auto weights = findWeights()) return *weights;
    throw base::Error(base::ErrorKind::DependencyMissing,
                      "The weights of the text engine ppocr are not installed; run scripts/fetch-ocr, or use the "
                      "engine tesseract.");
}

class PpOcrReader final : public TextReader {
  public:
    explicit PpOcrReader(const Weights& weights)
        : detector_(weights.detector), recogniser_(weights.recogniser, weights.keys), classifier_(weights.classifier) {}

    [[nodiscard]] Orientation orientation(const page::CleanPage& document) const override;
    [[nodiscard]] PageText read(const page::CleanPage& document) const override;

  private:
    [[nodiscard]] TextLine readLine(const cv::Mat& bgr, const TextBox& box) const;

    Detector detector_;
    Recogniser recogniser_;
    DirectionClassifier classifier_;
};

Orientation PpOcrReader::orientation(const page::CleanPage& document) const {
    return TextDirection(detector_, classifier_, recogniser_).find(colourOf(document.pixels));
}

PageText PpOcrReader::read(const page::CleanPage& document) const {
    const cv::Mat bgr = withoutSeals(colourOf(document.pixels));
    std::vector<TextBox> boxes = detector_.find(bgr);
    const std::optional<cv::Mat> clean = withoutWatermark(bgr, boxes);
    if (clean) boxes = joined(detector_.find(*clean), boxes);
    std::erase_if(boxes, runsAslant);

    PageText text{{}, "ppocr", "PP-OCRv4 mobile"};
    for (const std::size_t i : readingOrder(boundsOf(boxes))) {
        TextLine line = readLine(bgr, boxes[i]);
        // Where the text is as pale as the watermark, cleaning took it off too: the original counts as well.
        if (clean) line = surer(std::move(line), readLine(*clean, boxes[i]));
        if (!line.text.empty() && line.confidence.value() >= leastConfidence) text.lines.push_back(std::move(line));
    }
    return text;
}

TextLine PpOcrReader::readLine(const cv::Mat& bgr, const TextBox& box) const {
    const Strip strip = stripOf(bgr, box);
    return lineOf(strip, recogniser_.read(strip.pixels));
}

}  // namespace

bool available() {
    return findWeights().has_value();
}

std::unique_ptr<TextReader> openPpOcrReader() {
    return std::make_unique<PpOcrReader>(installedWeights());
}

}  // namespace daiban::text::ppocr
