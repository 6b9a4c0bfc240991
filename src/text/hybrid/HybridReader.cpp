#include "text/hybrid/HybridReader.h"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "base/Error.h"
#include "base/Text.h"
#include "text/hybrid/Columns.h"
#include "text/hybrid/Lexicon.h"
#include "text/hybrid/Proofread.h"
#include "text/hybrid/SecondReader.h"
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

/// Lines read with less are the network's guesses at emblems, faces and patterns.
constexpr double leastConfidence = 0.7;
/// Lines read with no less may be of characters that the recogniser does not know: a second reader may save them.
constexpr double leastToReview = 0.4;
/// A line all of whose characters are at least so sure is not read again from the page with its watermark.
constexpr double sure = 0.9;

/// What the recogniser has to go through: the width of the strip a box makes, pixels.
double lengthOf(const TextBox& box) {
    const double thickness = std::max(1.0, std::min(box.width(), box.height()));
    return std::max(box.width(), box.height()) / thickness * ppocr::stripHeight;
}

struct ReadStrip {
    Strip strip;
    std::vector<ReadCharacter> characters;
    cv::Mat bgr;  ///< the picture it was read from

    [[nodiscard]] double mean() const { return ppocr::meanConfidence(characters); }
    [[nodiscard]] double least() const {
        double least = 1;
        for (const ReadCharacter& c : characters) least = std::min(least, c.confidence);
        return characters.empty() ? 0 : least;
    }
};

/// Lines of running text, one below the other: long ones, not a heading (附件一) over a paragraph's number (一、).
bool runsOn(const TextLine& above, const TextLine& below) {
    constexpr std::size_t longest = 10;  // characters a heading may have
    constexpr double doubleSpaced =
        3.5;  // heights of a line from one to the next; a line is lower than its characters' size
    const std::u32string next = base::toCodePoints(below.text);
    const bool numbered = next.size() > 1 && !base::isHan(next[1]);
    const double height = base::distance(above.quad[0], above.quad[3]);
    const double apart = base::centre(below.quad).y - base::centre(above.quad).y;
    return !numbered && next.size() > longest && base::countCodePoints(above.text) > longest && apart > 0 &&
           apart < doubleSpaced * height;
}

/// A dash (——) that is broken over two lines is read as 一 at the end of one and at the beginning of the next.
void mendBrokenDashes(std::vector<TextLine>& lines) {
    constexpr std::string_view one = "一";
    constexpr base::Confidence believed{0.75};
    for (std::size_t i = 1; i < lines.size(); ++i) {
        TextLine& above = lines[i - 1];
        TextLine& below = lines[i];
        if (!above.text.ends_with(one) || !below.text.starts_with(one) || !runsOn(above, below)) continue;
        above.text.replace(above.text.size() - one.size(), one.size(), "—");
        below.text.replace(0, one.size(), "—");
        if (!above.symbols.empty()) above.symbols.back() = {"—", above.symbols.back().quad, believed};
        if (!below.symbols.empty()) below.symbols.front() = {"—", below.symbols.front().quad, believed};
    }
}

/// Whether a line's glyphs get a second opinion.
enum class Review { Yes, No };

std::optional<SecondReader> secondReader(const ppocr::Weights& weights, const ppocr::Recogniser& first) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(weights.glyphs, ignored)) return std::nullopt;
    return std::optional<SecondReader>(std::in_place, glyphs::GlyphPrototypes(glyphs::readGlyphTable(weights.glyphs)),
                                       first);
}

class HybridReader final : public TextReader {
  public:
    HybridReader(const ppocr::Weights& weights, Lexicon lexicon)
        : networks_(weights), lexicon_(std::move(lexicon)), second_(secondReader(weights, networks_.recogniser)) {}

    [[nodiscard]] Orientation orientation(const page::CleanPage& document) const override;
    [[nodiscard]] PageText read(const page::CleanPage& document) const override;
    [[nodiscard]] PageText glance(const page::CleanPage& document, const std::vector<base::Quad>& seen,
                                  const IsEnough& isEnough) const override;

  private:
    [[nodiscard]] std::optional<TextLine> lineOf(ReadStrip reading, Review review) const;
    void addSeals(const cv::Mat& bgr, std::vector<TextLine>& lines) const;
    [[nodiscard]] ReadStrip readBox(const PreparedPage& page, const TextBox& box) const;
    [[nodiscard]] ReadStrip readAt(const cv::Mat& bgr, const TextBox& box, double squeeze) const;

    ppocr::Networks networks_;
    Lexicon lexicon_;
    std::optional<SecondReader> second_;  ///< none: its prototypes are not installed
};

Orientation HybridReader::orientation(const page::CleanPage& document) const {
    return ppocr::TextDirection(networks_.detector, networks_.classifier, networks_.recogniser)
        .find(ppocr::colourOf(document.pixels));
}

ReadStrip HybridReader::readAt(const cv::Mat& bgr, const TextBox& box, double squeeze) const {
    ReadStrip reading{ppocr::stripOf(bgr, box, squeeze), {}, bgr};
    reading.characters = networks_.recogniser.read(reading.strip.pixels);
    return reading;
}

ReadStrip HybridReader::readBox(const PreparedPage& page, const TextBox& box) const {
    ReadStrip reading = readAt(page.unprinted ? *page.unprinted : page.bgr, box, 1);
    // Where the text is as pale as the watermark, cleaning took it off too: the original counts as well.
    if (page.unprinted && reading.least() < sure) {
        ReadStrip printed = readAt(page.bgr, box, 1);
        if (printed.mean() > reading.mean()) reading = std::move(printed);
    }
    return reading;
}

PageText HybridReader::read(const page::CleanPage& document) const {
    const PreparedPage page = ppocr::prepared(networks_.detector, document.pixels);
    PageText text{{}, "hybrid", ppocr::version};
    for (const TextBox& box : ppocr::inReadingOrderOfForm(document.pixels, page.boxes))
        if (auto line = lineOf(readBox(page, box), Review::Yes)) text.lines.push_back(std::move(*line));
    text.lines = withColumnsJoined(std::move(text.lines));
    mendBrokenDashes(text.lines);
    if (document.pixels.channels() == 3) addSeals(document.pixels, text.lines);
    return text;
}

/// What stands level in the middle of red seals (发票专用章), after the document's own lines. The text around the rim
/// is bent and not read.
void HybridReader::addSeals(const cv::Mat& bgr, std::vector<TextLine>& lines) const {
    constexpr double largest = 1;     // a picture of nothing but a seal
    constexpr double rim = 0.66;      // of the radius: what lies farther out is bent
    constexpr double believed = 0.9;  // strokes of emblems are read as characters
    constexpr ppocr::DetectorOptions coarse{.longerSide = 480};
    for (const cv::Rect& seal : ppocr::sealsOn(bgr, largest)) {
        const cv::Mat red = ppocr::redAlone(bgr(seal));
        const base::Point middle{seal.width / 2.0, seal.height / 2.0};
        for (const TextBox& box : ppocr::inReadingOrder(networks_.detector.find(red, coarse))) {
            const bool inside = std::all_of(box.quad.begin(), box.quad.end(), [&](base::Point p) {
                return base::distance(p, middle) < rim * std::max(seal.width, seal.height) / 2.0;
            });
            if (!inside || ppocr::runsAslant(box)) continue;
            auto line = lineOf(readAt(red, box, 1), Review::No);
            if (!line || line->confidence.value() < believed || base::countCodePoints(line->text) < 2) continue;
            const auto onDocument = [&](base::Quad& quad) {
                for (base::Point& p : quad) p = {p.x + seal.x, p.y + seal.y};
            };
            onDocument(line->quad);
            for (TextSymbol& symbol : line->symbols) onDocument(symbol.quad);
            lines.push_back(std::move(*line));
        }
    }
}

std::optional<TextLine> HybridReader::lineOf(ReadStrip reading, Review review) const {
    const bool isLine = reading.strip.stacked == 1;
    const bool mayBeSaved = isLine && second_ && review == Review::Yes;
    if (reading.mean() < (mayBeSaved ? leastToReview : leastConfidence)) return std::nullopt;
    if (isLine) {
        const bool readable = reading.mean() >= leastConfidence;
        reading.characters = withTickBoxes(std::move(reading.characters), reading.strip);
        reading.characters = proofread(std::move(reading.characters), reading.strip.pixels, lexicon_);
        if (mayBeSaved)
            reading.characters = second_->reviewed(std::move(reading.characters), reading.strip, reading.bgr, lexicon_);
        if (!readable && reading.mean() < leastConfidence) return std::nullopt;
    }
    TextLine line = ppocr::lineOf(reading.strip, reading.characters);
    if (line.text.empty()) return std::nullopt;
    return line;
}

/// A first look squeezes its strips to this share of their width: reading them takes so much less.
constexpr double glanceSqueeze = 0.6;
/// It reads at most this share of a document's text, but at least so many pixels of unsqueezed strips (a card's text).
constexpr double mostOfText = 0.65;
constexpr double cardOfText = 3500;
/// Asking whether it is enough takes as long as reading a few hundred pixels: asked every so many.
constexpr double betweenQuestions = 2000;

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
    const cv::Mat bgr = ppocr::colourOf(document.pixels);
    std::vector<TextBox> boxes;
    for (const base::Quad& quad : seen) boxes.push_back({quad, 1});
    constexpr ppocr::DetectorOptions coarse{.longerSide = 640, .mostEnlarged = 1.0};
    if (seen.empty()) boxes = networks_.detector.find(bgr, coarse);
    std::erase_if(boxes, ppocr::runsAslant);
    boxes = ppocr::inReadingOrder(boxes);
    double all = 0;
    for (const TextBox& box : boxes) all += lengthOf(box);

    std::vector<std::optional<TextLine>> lines(boxes.size());
    const auto soFar = [&] {
        PageText text{{}, "hybrid", ppocr::version};
        for (const auto& line : lines)
            if (line) text.lines.push_back(*line);
        return text;
    };
    const double most = std::max(mostOfText * all, std::min(all, cardOfText));
    double read = 0;
    double sinceAsked = 0;
    for (const std::size_t i : byTelling(boxes)) {
        const double length = lengthOf(boxes[i]);
        if (read + length > most && read > 0) break;
        lines[i] = lineOf(readAt(bgr, boxes[i], glanceSqueeze), Review::No);
        read += length;
        sinceAsked += length;
        if (sinceAsked < betweenQuestions) continue;
        sinceAsked = 0;
        if (isEnough(soFar())) break;
    }
    return soFar();
}

Lexicon wordsIn(const std::filesystem::path& folder) {
    Lexicon words;
    if (folder.empty()) return words;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == ".txt") words.add(entry.path());
    if (failed)
        throw base::Error(base::ErrorKind::Unreadable, "The folder of words " + folder.string() +
                                                           " cannot be opened; install daiban's models again.");
    return words;
}

}  // namespace

std::unique_ptr<TextReader> openHybridReader(const std::filesystem::path& wordsFolder) {
    return std::make_unique<HybridReader>(ppocr::installedWeights(), wordsIn(wordsFolder));
}

}  // namespace daiban::text::hybrid
