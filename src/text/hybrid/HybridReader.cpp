#include "text/hybrid/HybridReader.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <utility>

#include "text/hybrid/Columns.h"
#include "text/hybrid/Lexicon.h"
#include "text/hybrid/Proofread.h"
#include "text/hybrid/TickBoxes.h"
#include "text/ppocr/Networks.h"
#include "text/ppocr/Overprint.h"
#include "text/ppocr/PreparedPage.h"
#include "text/ppocr/TextDirection.h"

namespace daiban::text::hybrid {

namespace {

using ppocr::PreparedPage;
using ppocr::ReadCharacter;
using ppocr::Strip;
using ppocr::TextBox;

double env(const char* n, double d) { const char* v = std::getenv(n); return v ? std::atof(v) : d; }

/// Lines read with less are the network's guesses at emblems, faces and patterns.
constexpr double leastConfidence = 0.7;

/// What the recogniser has to go through: the width of the strip a box makes, pixels.
double lengthOf(const TextBox& box) {
    const double thickness = std::max(1.0, std::min(box.width(), box.height()));
    return std::max(box.width(), box.height()) / thickness * ppocr::stripHeight;
}

struct Reading {
    Strip strip;
    std::vector<ReadCharacter> characters;

    [[nodiscard]] double mean() const { return ppocr::meanConfidence(characters); }
    [[nodiscard]] double least() const {
        double least = 1;
        for (const ReadCharacter& c : characters) least = std::min(least, c.confidence);
        return characters.empty() ? 0 : least;
    }
};

class HybridReader final : public TextReader {
  public:
    HybridReader(const ppocr::Weights& weights, Lexicon lexicon) : networks_(weights), lexicon_(std::move(lexicon)) {}

    [[nodiscard]] Orientation orientation(const page::CleanPage& document) const override;
    [[nodiscard]] PageText read(const page::CleanPage& document) const override;
    [[nodiscard]] PageText glance(const page::CleanPage& document, const std::vector<base::Quad>& seen,
                                  const IsEnough& isEnough) const override;

  private:
    [[nodiscard]] std::optional<TextLine> lineOf(Reading reading) const;
    [[nodiscard]] Reading readBox(const PreparedPage& page, const TextBox& box) const;
    [[nodiscard]] Reading readAt(const cv::Mat& bgr, const TextBox& box, double squeeze) const;

    ppocr::Networks networks_;
    Lexicon lexicon_;
};

Orientation HybridReader::orientation(const page::CleanPage& document) const {
    return ppocr::TextDirection(networks_.detector, networks_.classifier, networks_.recogniser)
        .find(ppocr::colourOf(document.pixels));
}

Reading HybridReader::readAt(const cv::Mat& bgr, const TextBox& box, double squeeze) const {
    Reading reading{ppocr::stripOf(bgr, box, squeeze), {}};
    reading.characters = networks_.recogniser.read(reading.strip.pixels);
    return reading;
}

Reading HybridReader::readBox(const PreparedPage& page, const TextBox& box) const {
    static const double squeeze = env("SQ", 0.7), sure = env("SURE", 0.9);
    const cv::Mat& best = page.unprinted ? *page.unprinted : page.bgr;
    Reading reading = readAt(best, box, squeeze);
    if (reading.least() >= sure) return reading;
    if (squeeze < 1) {
        Reading wide = readAt(best, box, 1);
        if (wide.mean() >= reading.mean()) reading = std::move(wide);
    }
    // Where the text is as pale as the watermark, cleaning took it off too: the original counts as well.
    if (page.unprinted && reading.least() < sure) {
        Reading printed = readAt(page.bgr, box, 1);
        if (printed.mean() > reading.mean()) reading = std::move(printed);
    }
    return reading;
}

PageText HybridReader::read(const page::CleanPage& document) const {
    static const bool col = env("COL", 1);
    const PreparedPage page = ppocr::prepared(networks_.detector, document.pixels);
    PageText text{{}, "hybrid", ppocr::version};
    for (const TextBox& box : page.boxes) {
        if (auto line = lineOf(readBox(page, box))) text.lines.push_back(std::move(*line));
    }
    if (col) text.lines = withColumnsJoined(std::move(text.lines));
    return text;
}

std::optional<TextLine> HybridReader::lineOf(Reading reading) const {
    static const bool tick = env("TICK", 1), proof = env("PROOF", 1);
    if (reading.mean() < leastConfidence) return std::nullopt;
    if (reading.strip.stacked == 1) {
        if (tick) reading.characters = withTickBoxes(std::move(reading.characters), reading.strip.pixels);
        if (proof) reading.characters = proofread(std::move(reading.characters), reading.strip.pixels, lexicon_);
    }
    TextLine line = ppocr::lineOf(reading.strip, reading.characters);
    if (line.text.empty()) return std::nullopt;
    return line;
}

/// The order in which lines tell what a document is: the largest (its title) first, then as they are read.
std::vector<std::size_t> byTelling(const std::vector<TextBox>& boxes) {
    constexpr std::size_t titles = 3;
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::min(boxes[a].height(), boxes[a].width()) > std::min(boxes[b].height(), boxes[b].width());
    });
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(std::min(titles, order.size())), order.end());
    return order;
}

PageText HybridReader::glance(const page::CleanPage& document, const std::vector<base::Quad>& seen,
                              const IsEnough& isEnough) const {
    static const double squeeze = env("GSQ", 0.6), share = env("GSHARE", 0.5);
    static const double between = env("GBETWEEN", 2000);
    const cv::Mat bgr = ppocr::colourOf(document.pixels);
    std::vector<TextBox> boxes;
    for (const base::Quad& quad : seen) boxes.push_back({quad, 1});
    std::erase_if(boxes, ppocr::runsAslant);
    boxes = ppocr::inReadingOrder(std::move(boxes));
    double all = 0;
    for (const TextBox& box : boxes) all += lengthOf(box);

    std::vector<std::optional<TextLine>> lines(boxes.size());
    const auto soFar = [&] {
        PageText text{{}, "hybrid", ppocr::version};
        for (const auto& line : lines)
            if (line) text.lines.push_back(*line);
        return text;
    };
    double read = 0;
    double sinceAsked = 0;
    for (const std::size_t i : byTelling(boxes)) {
        const double length = lengthOf(boxes[i]);
        if (read + length > share * all && read > 0) break;
        lines[i] = lineOf(readAt(bgr, boxes[i], squeeze));
        read += length;
        sinceAsked += length;
        if (sinceAsked < between) continue;
        sinceAsked = 0;
        if (isEnough(soFar())) break;
    }
    return soFar();
}

Lexicon wordsIn(const std::filesystem::path& folder) {
    Lexicon words;
    if (folder.empty()) return words;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".txt") words.add(entry.path());
    return words;
}

}  // namespace

std::unique_ptr<TextReader> openHybridReader(const std::filesystem::path& wordsFolder) {
    return std::make_unique<HybridReader>(ppocr::installedWeights(), wordsIn(wordsFolder));
}

}  // namespace daiban::text::hybrid
