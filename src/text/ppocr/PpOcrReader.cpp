#include "text/ppocr/PpOcrReader.h"

#include "text/ppocr/Networks.h"
#include "text/ppocr/PreparedPage.h"
#include "text/ppocr/TextDirection.h"

namespace daiban::text::ppocr {

namespace {

/// Lines read with less are the network's guesses at emblems, faces and patterns. On every fourth specimen, with
/// strips that had no margin yet, 0.5 left 1.19 % of the characters wrong and 0.71 % surplus, 0.7 1.21 % and 0.53 %.
constexpr double leastConfidence = 0.7;

TextLine surer(TextLine a, TextLine b) {
    return a.confidence >= b.confidence ? std::move(a) : std::move(b);
}

class PpOcrReader final : public TextReader {
  public:
    explicit PpOcrReader(const Weights& weights) : networks_(weights) {}

    [[nodiscard]] Orientation orientation(const page::CleanPage& document) const override;
    [[nodiscard]] PageText read(const page::CleanPage& document) const override;

  private:
    [[nodiscard]] TextLine readLine(const cv::Mat& bgr, const TextBox& box) const;

    Networks networks_;
};

Orientation PpOcrReader::orientation(const page::CleanPage& document) const {
    return TextDirection(networks_.detector, networks_.classifier, networks_.recogniser)
        .find(colourOf(document.pixels));
}

PageText PpOcrReader::read(const page::CleanPage& document) const {
    const PreparedPage page = prepared(networks_.detector, document.pixels);
    PageText text{{}, "ppocr", version};
    for (const TextBox& box : page.boxes) {
        TextLine line = readLine(page.bgr, box);
        // Where the text is as pale as the watermark, cleaning took it off too: the original counts as well.
        if (page.unprinted) line = surer(std::move(line), readLine(*page.unprinted, box));
        if (!line.text.empty() && line.confidence.value() >= leastConfidence) text.lines.push_back(std::move(line));
    }
    return text;
}

TextLine PpOcrReader::readLine(const cv::Mat& bgr, const TextBox& box) const {
    const Strip strip = stripOf(bgr, box);
    return lineOf(strip, networks_.recogniser.read(strip.pixels));
}

}  // namespace

bool available() {
    return findWeights().has_value();
}

bool hasGlyphs() {
    const auto weights = findWeights();
    std::error_code ignored;
    return weights && std::filesystem::is_regular_file(weights->glyphs, ignored);
}

std::unique_ptr<TextReader> openPpOcrReader() {
    return std::make_unique<PpOcrReader>(installedWeights());
}

}  // namespace daiban::text::ppocr
