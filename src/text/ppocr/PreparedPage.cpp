#include "text/ppocr/PreparedPage.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/Text.h"
#include "text/ReadingOrder.h"
#include "text/ReadingOrderOfForms.h"
#include "text/ppocr/Overprint.h"

namespace daiban::text::ppocr {

namespace {

std::vector<std::string> textsOf(const std::vector<OtherCharacter>& others) {
    std::vector<std::string> texts;
    for (const OtherCharacter& other : others) texts.push_back(other.text);
    return texts;
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
                           base::Confidence(c.confidence), c.candidates, textsOf(c.others)});
    }
    return symbols;
}

cv::Rect boundsOf(const base::Quad& quad) {
    const auto [left, right] = std::minmax({quad[0].x, quad[1].x, quad[2].x, quad[3].x});
    const auto [top, bottom] = std::minmax({quad[0].y, quad[1].y, quad[2].y, quad[3].y});
    return {cv::Point(static_cast<int>(left), static_cast<int>(top)),
            cv::Point(static_cast<int>(right), static_cast<int>(bottom))};
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

std::vector<TextBox> inOrder(const std::vector<TextBox>& boxes, const std::vector<std::size_t>& order) {
    std::vector<TextBox> ordered;
    ordered.reserve(boxes.size());
    for (const std::size_t i : order) ordered.push_back(boxes[i]);
    return ordered;
}

}  // namespace

cv::Mat colourOf(const cv::Mat& pixels) {
    if (pixels.channels() == 3) return pixels;
    cv::Mat bgr;
    cv::cvtColor(pixels, bgr, cv::COLOR_GRAY2BGR);
    return bgr;
}

std::vector<TextBox> inReadingOrder(const std::vector<TextBox>& boxes) {
    return inOrder(boxes, readingOrder(boundsOf(boxes)));
}

std::vector<TextBox> inReadingOrderOfForm(const cv::Mat& pixels, const std::vector<TextBox>& boxes) {
    return inOrder(boxes, readingOrderOfForm(pixels, boundsOf(boxes)));
}

PreparedPage prepared(const Detector& detector, const cv::Mat& pixels) {
    PreparedPage page{withoutSeals(colourOf(pixels)), {}, {}};
    std::vector<TextBox> boxes = detector.find(page.bgr);
    page.unprinted = withoutWatermark(page.bgr, boxes);
    if (page.unprinted) boxes = joined(detector.find(*page.unprinted), boxes);
    std::erase_if(boxes, runsAslant);
    page.boxes = inReadingOrder(boxes);
    return page;
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

}  // namespace daiban::text::ppocr
